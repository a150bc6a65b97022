"""Papers of models and clubs: which table or page a kind is, and its way to a file."""

from pathlib import Path
from uuid import UUID

from antq_desktop.domain.errors import RecordGone, UsageError
from antq_desktop.domain.periods import Period
from antq_desktop.domain.progress import Progress
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.reports.fonts import FontSet
from antq_desktop.reports.group_dossier import write_group_dossier
from antq_desktop.reports.pdf_file import Target
from antq_desktop.services.groups.groups import KEYS
from antq_desktop.services.office import Office
from antq_desktop.services.papers.activity_logs import activity_log
from antq_desktop.services.papers.dossier_papers import dossier_page
from antq_desktop.services.papers.group_annexes import club_list, model_annex
from antq_desktop.services.papers.paper_tables import FigureTable, print_table, write_workbook
from antq_desktop.storage import naming


def called(office: Office, text: str) -> tuple[str, UUID]:
    """The one model or club a text means: its register and uid.

    Raises:
        RecordGone: none.
        UsageError: several.
    """
    with office.store.reading() as connection:
        found = [(key, uid) for key in KEYS for uid in naming.called(connection, REGISTERS[key], text)]
    if not found:
        raise RecordGone(f"Không tìm thấy mô hình, câu lạc bộ “{text[:60]}”.", do="Dùng antq find để tìm mã.")
    if len(found) > 1:
        raise UsageError(f"Có {len(found)} mô hình, câu lạc bộ tên “{text[:60]}”.", do="Ghi mã như antq find kể.")
    return found[0]


def table_of(office: Office, kind: str, period: Period, only: UUID | None = None) -> FigureTable:
    """The table of a kind of paper.

    Args:
        office: whose.
        kind: `model-annex`, `club-list` or `activity-log`.
        period: what it is about.
        only: of a log, the one group wanted.

    Raises:
        RecordGone: the group is not in its register.
    """
    if kind == "model-annex":
        return model_annex(office, period)
    return club_list(office, period) if kind == "club-list" else activity_log(office, period, only)


def write_table(target: Target, table: FigureTable, fonts: FontSet, progress: Progress, from_page: int) -> int:
    """Write a table as a workbook if a file's ending says so, else as PDF; returns the number of its rows.

    Raises:
        UsageError: `from_page` lies behind the last page.
        ReportError, StorageError: nothing is left behind.
    """
    if isinstance(target, Path) and target.suffix.lower() == ".xlsx":
        write_workbook(target, table, progress)
    else:
        print_table(target, table, fonts, progress, from_page)
    return table.lines


def write_dossier(
    office: Office, group: tuple[str, UUID], period: Period, target: Target, fonts: FontSet, progress: Progress
) -> int:
    """Write the page about one group; returns the number of names on it. Errors as `write_table`.

    Raises:
        RecordGone: the group is not in its register.
    """
    page = dossier_page(office, *group, period)
    write_group_dossier(target, page.paper, fonts, progress)
    return page.names
