"""A paper about one thing in view, in two steps: why it is printed, then the paper as it will be."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from antq_desktop.domain.periods import Period
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.forms.asking import Given, Question, ReasonDialog
from antq_desktop.gui.printing.files_out import file_name
from antq_desktop.gui.printing.print_preview import PrintPreview
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.services import leaving
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.papers import paper_names, papers
from antq_desktop.services.papers.paper_kinds import Part
from antq_desktop.services.papers.proofs import Proof


@dataclass(frozen=True, slots=True)
class Asked:
    """Which paper.

    Attributes:
        kind: a key of `papers.KINDS`; one with names.
        about: what it is about, in words.
        part: what of it is wanted.
        period: what it is about; the year in view when left out.
    """

    kind: str
    about: str
    part: Part
    period: Period | None = None


def ask(view: OfficeView, asked: Asked, parent: QWidget) -> None:
    """Ask for the reason, make the paper and show it; one that names nobody is shown at once."""
    office, period, title = view.office, asked.period or view.period, papers.KINDS[asked.kind].title
    group = asked.part.group
    names = view.attempt(lambda: paper_names.names_persons(office, asked.kind, period, group))
    if names is None:
        return
    if not names:
        make(view, asked, parent, Given("", None))
        return
    words = f"{title}: {asked.about}. Giấy có tên: lý do và số dòng được ghi nhật ký."
    known = leaving.reasons(office, title, asked.kind)
    question = Question(
        title,
        words,
        "Tạo và xem",
        reason="Lý do in",
        password=leaving.asks_password(office),
        known_reason=known.last,
        offered=known.offered,
    )
    ReasonDialog(question, partial(make, view, asked, parent), view.icons, parent).open()


def ask_dossier(view: OfficeView, group: tuple[str, UUID], name: str, parent: QWidget) -> None:
    """The page about one model or club."""
    ask(view, Asked("model-dossier", name, Part(group=group)), parent)


def make(view: OfficeView, asked: Asked, parent: QWidget, given: Given) -> None:
    """Make the paper with what was answered, on the worker and in memory, and show it over `parent`."""
    office, period = view.office, asked.period or view.period
    grounds = Grounds(given.reason, given.password)
    called = file_name(office, (papers.KINDS[asked.kind].title, asked.about, period.title), "")

    def work(progress: Progress) -> Proof:
        return papers.proof(office, asked.kind, period, grounds=grounds, part=asked.part, progress=progress)

    view.run("Tạo giấy", work, partial(_show, view, parent, called), given.refused(view.fail))


def _show(view: OfficeView, parent: QWidget, called: str, proof: Proof) -> None:
    PrintPreview(view, proof, parent, called).open()
