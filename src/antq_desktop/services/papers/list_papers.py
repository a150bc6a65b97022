"""Any register's list on paper, with the columns that lists show or that were chosen."""

from io import BytesIO

from antq_desktop.domain.fields import FieldSpec, Kind
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.reports.fonts import FontSet
from antq_desktop.reports.register_list import ListColumn, RegisterList, write_register_list
from antq_desktop.reports.table_paper import Align
from antq_desktop.services.leaving import (
    WHOLE,
    Grounds,
    Part,
    allow,
    chosen_fields,
    names_persons,
    of_residents,
    shown_fields,
)
from antq_desktop.services.lists import ListQuery, open_list
from antq_desktop.services.office import Office
from antq_desktop.services.papers.paper_heads import list_head
from antq_desktop.services.papers.proofs import Leaving, Proof
from antq_desktop.services.records import register_of

BATCH = 500
CENTERED = {Kind.DATE, Kind.FLAG, Kind.INTEGER}


def proof_of_list(
    office: Office,
    register_key: str,
    query: ListQuery | None = None,
    *,
    grounds: Grounds | None = None,
    progress: Progress | None = None,
    part: Part = WHOLE,
) -> Proof:
    """Put a list on paper, in memory.

    Args:
        office: whose.
        register_key: which register.
        query: which lines, in which order; residents only unless it names `residing`.
        grounds: reason and password, for a list with names.
        progress: told pages.
        part: which lines, and which columns instead of those that lists show at first.

    Raises:
        UsageError: no reason for a list with names, columns that do not leave, or the list changed since lines were
            chosen.
        PasswordRefused: the password for it is missing or wrong.
        RoleRefused: the role may not print.
        ReportError: a font is missing.
    """
    office.require("print")
    register = register_of(register_key)
    usual = [spec.key for spec in shown_fields(register) if spec.in_list]
    wanted = chosen_fields(register, usual if part.columns is None else part.columns)
    said = allow(office, register.title, grounds, on_paper=True) if names_persons(register) else ""
    order = list(register.fields)
    places = [(order.index(spec.key), spec) for spec in wanted]
    listed = open_list(office, register_key, of_residents(register, query, part.lines), part.lines)
    lines: list[tuple[str, ...]] = []
    for start in range(0, listed.count, BATCH):
        listed.anchor()
        lines.extend(tuple(row.texts[place] for place, _ in places) for row in listed.rows(start, BATCH))
    paper = RegisterList(
        title=register.title.upper(),
        head=list_head(office, None),
        columns=tuple(ListColumn(spec.label, _align(spec)) for _, spec in places),
        rows=tuple(lines),
        names_persons=names_persons(register),
        notes=() if part.lines is None else (f"Gồm {show_count(len(lines))} dòng được chọn, không phải cả sổ.",),
    )
    memory = BytesIO()
    write_register_list(memory, paper, FontSet.load(office.resources / "fonts"), progress or Silent())
    leaving = Leaving(f"danh sách {register.title}", said) if names_persons(register) else None
    return Proof(memory.getvalue(), len(lines), leaving)


def _align(spec: FieldSpec) -> Align:
    return "center" if spec.kind in CENTERED else "left"
