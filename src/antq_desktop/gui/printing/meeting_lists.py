"""The meeting lists of a year's round, one for each area, in two steps: which areas and why, then all as one paper."""

from functools import partial

from PySide6.QtWidgets import QWidget

from antq_desktop.domain.percent import show_count
from antq_desktop.domain.periods import Period
from antq_desktop.gui.forms.asking import Given, Question, ReasonDialog
from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.printing import paper_asked
from antq_desktop.gui.printing.paper_asked import Asked
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.parts_list import Parts
from antq_desktop.services import leaving
from antq_desktop.services.indicators import AreaFigures, Figures
from antq_desktop.services.papers import papers
from antq_desktop.services.papers.paper_kinds import Part

KIND = "meeting-list"
TITLE = "In danh sách họp"
WORDS = (
    "Mỗi khu dân cư một danh sách, có ô ký: in cả một lượt, xem rồi mới in."
    " Giấy có tên: lý do và số dòng được ghi nhật ký."
)
NO_HOUSEHOLDS = (
    "Chưa có hộ nào trong sổ để lập danh sách họp. Nhập danh sách hộ trước, rồi in ở danh mục Đợt ký cam kết."
)


def ask(view: OfficeView, parent: QWidget, found: Figures, *, opened: bool) -> None:
    """Ask which lists are wanted, unless the page is not in sight any more or something is asked there already.

    Args:
        view: the office.
        parent: the page it stands over.
        found: households of each area in the year of the round.
        opened: whether the round was opened just now.
    """
    if not parent.isVisible() or any(dialog.isVisible() for dialog in parent.findChildren(Dialog)):
        return
    areas = [area for area in found.areas if area.households]
    if not areas:
        view.tell(NO_HOUSEHOLDS)
    else:
        words = f"Đợt ký năm {found.period.year} đã mở. {WORDS}" if opened else WORDS
        lines = tuple((area.uid, f"{area.name} · {show_count(area.households)} hộ") for area in areas)
        known = leaving.reasons(view.office, papers.KINDS[KIND].title, KIND)
        question = Question(
            f"{TITLE} năm {found.period.year}",
            words,
            "Tạo và xem",
            reason="Lý do in",
            password=leaving.asks_password(view.office),
            known_reason=known.last,
            offered=known.offered,
            parts=Parts("Khu dân cư", lines),
            refusal="Để sau" if opened else "Thôi",
        )
        ReasonDialog(question, partial(_make, view, found.period, areas, parent), view.icons, parent).open()


def _make(view: OfficeView, period: Period, areas: list[AreaFigures], parent: QWidget, given: Given) -> None:
    """Make the lists of the ticked areas as one paper; of all areas, the paper of the whole commune."""
    names = [area.name for area in areas if area.uid in given.parts]
    whole = len(names) == len(areas)
    about = view.office.unit_name if whole else ", ".join(papers.areas_in_words(names))
    part = Part() if whole else Part(areas=given.parts)
    paper_asked.make(view, Asked(KIND, about, part, period), parent, given)
