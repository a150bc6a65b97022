"""How a row of a list of models or clubs is read.

What a cell says that no catalogue knows is told and kept in the note, never dropped silently.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import replace
from uuid import UUID

from antq_desktop.domain.dates import NotADate, parse_date
from antq_desktop.domain.fields import Problem
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.model_type import ModelType
from antq_desktop.domain.registers.office import Office as OfficeRecord
from antq_desktop.domain.text import fold
from antq_desktop.services.group_rules import Group
from antq_desktop.services.groups.groups import CLUB, POINT
from antq_desktop.services.imports import import_group_end
from antq_desktop.services.imports.import_cells import Corrections, decision_of, kept_texts, masked
from antq_desktop.services.imports.import_group_end import KEYS as END_KEYS
from antq_desktop.services.imports.import_group_rows import ClubRow, GroupRow, Place, targets
from antq_desktop.services.imports.import_group_status import STATUS, ended_words, is_told
from antq_desktop.services.imports.import_known import KnownAreas, known_organizations
from antq_desktop.services.imports.import_plan import Fault, ImportChoices
from antq_desktop.services.office import Office
from antq_desktop.services.records import decoded
from antq_desktop.sheets.rows import DataRow
from antq_desktop.storage import naming, rows

OTHER_TYPE = "khac"
OFFICE_WORDS = {"police": "cong an", "front": "mttq"}
WHOLE = frozenset({"toan xa", "toan phuong", "toan dac khu", "ca xa", "xa", "toan dia ban", "tat ca"})
_COUNT = re.compile(r"(?P<count>\d{1,3}(?:\.\d{3})+|\d{1,6})(?:\s*\D{0,30})?")
_BETWEEN = re.compile(r"[,;\n]| và ")
_DECISION = re.compile(r"^(?P<no>.*?)[\s,;(]*(?:ngày)?\s*(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\)?$", re.IGNORECASE)


class GroupReader:
    """Reads rows of one import.

    Args:
        office: where it would go.
        choices: what the officer chose.
        areas: of the commune.
        known: names of its groups, folded; one that is longer than is taken now means the group from before.
    """

    def __init__(self, office: Office, choices: ImportChoices, areas: KnownAreas, known: Container[str]):
        self._office, self._areas, self._known = office, areas, known
        self._register = REGISTERS[choices.register]
        with office.store.reading() as connection:
            self._organizations = known_organizations(connection)
            offices = [line.record for line in rows.all_live(connection, REGISTERS["office"])]
            types = [line.record for line in rows.all_live(connection, REGISTERS["model_type"])]
        self._offices = [
            (_short(each.name), OFFICE_WORDS[each.kind], each.uid)
            for each in offices
            if isinstance(each, OfficeRecord) and each.kind in OFFICE_WORDS
        ]
        self._types = {fold(kind.name): kind for kind in types if isinstance(kind, ModelType)}
        self._corrections = Corrections(choices, targets(choices.register))

    def read(self, row: DataRow, sheet: str | None) -> GroupRow:
        """What one row says; faults are gathered, nothing is decided yet."""
        row = self._corrections.applied(row, sheet)
        made = GroupRow if self._register.key == POINT else ClubRow
        planned = made(sheet, row.row_no, *kept_texts(row.values))
        planned.decision = decision_of(row.values)
        for key, cell in row.values.items():
            if cell.error and not key.startswith("_"):
                add_fault(planned, key, cell.column, cell.raw, cell.error)
        texts = {key: cell.text for key, cell in row.values.items() if cell.text and not key.startswith("_")}
        columns = {key: cell.column for key, cell in row.values.items()}
        planned.name = masked("name", texts.get("name", ""))
        self._places(planned, texts, row.group, columns)
        self._record(planned, texts, row, columns)
        return planned

    def _places(self, row: GroupRow, texts: Mapping[str, str], group: str | None, columns: Mapping[str, str]) -> None:
        """Where it is: its own cell, else the group row above if that is an area of the commune."""
        under = group or ""
        said = texts.get("area", "") or (under if under and self._is_area(under) else "")
        row.area, row.area_column = masked("area", said), columns.get("area", "")
        row.told_places = bool(said)
        if fold(said) in WHOLE:
            return
        named = [part.strip() for part in _BETWEEN.split(row.area) if part.strip()]
        row.places = tuple(Place(part) for part in dict.fromkeys(named))
        if self._register.key == CLUB and len(row.places) > 1:
            row.warnings += (f"Câu lạc bộ ghi một khu dân cư; “{row.area}” được ghi là toàn xã.",)
            row.places = ()

    def _is_area(self, words: str) -> bool:
        """Whether a group row names an area: one that is registered, or one by its kind ("Thôn …")."""
        return naming.area_key(words) in self._areas.called or bool(naming.area_kind(words))

    def _record(self, row: GroupRow, texts: Mapping[str, str], data: DataRow, columns: Mapping[str, str]) -> None:
        """What the register makes of the row; areas are found later."""
        if not row.name:
            kind = self._types.get(fold(texts.get("type") or data.group or ""))
            if kind is not None and kind.sensitive:
                row.forget("lead")
            if not any(fault.field == "name" for fault in row.faults):
                words = f"Thiếu {row.words.heading}."
                row.faults += (Fault("name", columns.get("name", ""), "", "required", words),)
            return
        values: dict[str, object] = {
            key: masked(key, text) for key, text in texts.items() if key not in {"area", "lead", STATUS, *END_KEYS}
        }
        self._count(row, values)
        said = fold(str(values.get("type") or ""))
        guessed = said not in self._types  # what a list does not say changes nothing that is stored
        of_type = columns.get("type", "")
        kind = self._type(row, values, data.group, of_type) if self._register.key == POINT else None
        self._decision(values)
        self._status(row, values, texts.get(STATUS, ""), data.group or "")
        self._end(row, values, texts.get(STATUS, ""), data)
        self._choices_of(row, values)
        self._lead(row, values, texts.get("lead", ""), sensitive=kind is not None and kind.sensitive)
        most = self._register.fields["name"].most
        is_of_before = 0 < most < len(row.name) and fold(row.name) in self._known
        if is_of_before:
            values["name"] = row.name[:most]
        record, problems = decoded(self._office, self._register, values)
        for problem in problems:
            if problem.warning:
                row.warnings += (problem.message,)
                continue
            key = _cell_of(problem.field, texts)
            if key not in {fault.field for fault in row.faults}:
                add_fault(row, key, columns.get(key, ""), row.raw.get(key, ""), problem.message)
        row.record = replace(record, name=row.name) if is_of_before and isinstance(record, Group) else record
        row.given = frozenset(values) - ({"type"} if guessed else set())

    def _type(self, row: GroupRow, values: dict[str, object], group: str | None, column: str) -> ModelType | None:
        """The named model: what its column or the row above says, else the one whose name the point begins with."""
        said = str(values.pop("type", "") or "")
        other = next((kind for kind in self._types.values() if kind.code == OTHER_TYPE), None)
        found = self._types.get(fold(said)) if said else None
        found = found or (None if said else self._types.get(fold(group or "")))
        if found is None and not said:
            name = fold(row.name)
            begun = [kind for words, kind in self._types.items() if name.startswith(words)]
            found = max(begun, key=lambda kind: len(kind.name), default=None)
        words = f"Không có loại mô hình “{(said or row.name)[:60]}” trong danh mục"
        if found is None and other is not None:
            row.warnings += (f"{words}: xếp vào “{other.name}”.",)
            if said:
                self._note(values, f"Loại ghi trong danh sách: {said}")
        elif found is None:
            add_fault(row, "type", column, said, f"{words}: thêm loại vào sổ Loại mô hình hoặc ghi một loại đã có.")
        if kind := found or other:
            values["type"] = kind.uid
        return found

    def _count(self, row: GroupRow, values: dict[str, object]) -> None:
        """A number of members, with or without a word behind it."""
        said = str(values.pop("member_count", "") or "")
        read = _COUNT.fullmatch(said)
        if read is not None:
            values["member_count"] = int(read["count"].replace(".", ""))
        elif said:
            row.forget("member_count")
            row.warnings += ("Ô số thành viên không phải là một số nên để trống.",)

    def _decision(self, values: dict[str, object]) -> None:
        """A decision and its day are often written in one cell."""
        said = str(values.get("decision_no") or "")
        read = _DECISION.match(said)
        if read is None or "decision_on" in values:
            return
        try:
            values["decision_on"] = parse_date(read["day"])
        except NotADate:
            return
        number = re.sub(r"(?i)^(quyết định|qđ)?\s*(số)?[\s:.]*", "", read["no"]).strip(" ,;")
        if number:
            values["decision_no"] = number
        else:
            del values["decision_no"]

    def _status(self, row: GroupRow, values: dict[str, object], said: str, group: str) -> None:
        """Whether it still runs; words that say neither are told and noted."""
        row.ended = ended_words(self._office, said, (str(values.get("note") or ""), row.name, group))
        if said and not row.ended and not is_told(self._office, said):
            self._unknown(row, values, STATUS, masked(STATUS, said))

    def _end(self, row: GroupRow, values: Mapping[str, object], said: str, data: DataRow) -> None:
        """How it ended, where the list tells that with its day; then nobody has to be asked."""
        found = import_group_end.told(self._office, said, str(values.get("note") or ""), data.values)
        if isinstance(found, Problem):
            for key, words in import_group_end.faults([found]):
                add_fault(row, key, "", row.raw.get(key, ""), words)
        elif found is not None:
            row.end, row.ended = found, ""

    def _unknown(self, row: GroupRow, values: dict[str, object], key: str, said: str) -> None:
        label = self._register.fields[key].label
        row.warnings += (f"Không hiểu “{said[:40]}” ở ô “{label}”: để trống, ghi lại trong ghi chú.",)
        self._note(values, f"{label}: {said}")

    def _choices_of(self, row: GroupRow, values: dict[str, object]) -> None:
        """Words that no list knows are told and noted."""
        catalogues = self._office.catalogues
        for key, known in (("frequency", "meeting_frequencies"), ("kinds", "model_kinds")):
            said = str(values.pop(key, "") or "")
            parts = [part.strip() for part in re.split(r"[,;|]", said) if part.strip()] if key == "kinds" else [said]
            codes = [catalogues.find(known, part) for part in parts if part]
            if codes and all(codes):
                values[key] = frozenset(codes) if key == "kinds" else codes[0]
            elif said:
                self._unknown(row, values, key, said)

    def _lead(self, row: GroupRow, values: dict[str, object], said: str, *, sensitive: bool) -> None:
        """Who leads: an office or an organisation of the commune, else words, but none of sensitive types."""
        rest = []
        for part in [part.strip() for part in re.split(r"[,;]", said) if part.strip()]:
            office = self._office_called(part)
            organization = self._organizations.get(fold(part))
            if office is not None:
                values["lead_office"] = office
            elif organization is not None:
                values["lead_organization"] = organization[1]
            else:
                rest.append(masked("lead_name", part))
        if rest and sensitive:
            row.forget("lead")
            row.warnings += ("Loại nhạy cảm: nơi chủ trì không có trong sổ thì không ghi.",)
        elif rest:
            values["lead_name"] = ", ".join(rest)

    def _office_called(self, part: str) -> UUID | None:
        """The office that words name: whole words from the beginning of its name, and what makes it that office."""
        said = _short(part)
        return next(
            (uid for name, own, uid in self._offices if own in said and f"{name} ".startswith(f"{said} ")), None
        )

    def _note(self, values: dict[str, object], words: str) -> None:
        values["note"] = "; ".join(part for part in (str(values.get("note") or ""), words) if part)


def _cell_of(key: str, texts: Mapping[str, str]) -> str:
    """The cell of a list that told a field: who leads is one, and a day may stand beside its decision."""
    if key == "decision_on" and key not in texts:
        return "decision_no"
    return "lead" if key.startswith("lead_") else key


def _short(name: str) -> str:
    """An office's name as lists shorten it: "Ủy ban MTTQ Việt Nam xã Mẫu" as "mttq xa mau"."""
    folded = fold(name).replace("mat tran to quoc", "mttq").replace("mttq viet nam", "mttq")
    return folded.removeprefix("uy ban ").removeprefix("ub")


def add_fault(row: GroupRow, key: str, column: str, value: str, reason: str) -> None:
    """Say of a row why it is not taken, at the cell at fault."""
    row.faults += (Fault(key, column, masked(key, value[:200]), "value", masked(key, reason)),)
