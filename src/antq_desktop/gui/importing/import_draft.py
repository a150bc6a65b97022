"""The draft of a list on its way in: kept while it is typed, offered again while its file is the one it was."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from antq_desktop.domain.errors import SheetError
from antq_desktop.domain.percent import show_count
from antq_desktop.gui.forms.draft_bar import DROP, TAKE, DraftBar
from antq_desktop.gui.forms.form_drafts import FormDrafts
from antq_desktop.gui.running.office_view import Doubt, OfficeView
from antq_desktop.services.imports import import_drafts
from antq_desktop.services.imports.import_drafts import KeptImport
from antq_desktop.services.imports.import_plan import ImportPlan

DRAFT = "import"
ABOUT = "Tệp {}, {} chỗ đã sửa, trả lời hoặc bỏ qua; chưa ghi vào sổ."
ONLY_COLUMNS = "Tệp {}, các cột đã chọn; chưa ghi vào sổ."
CHANGED = (
    "Tệp {} đã thay đổi từ lúc đó nên những gì đã sửa không còn khớp với các dòng của nó và đã bỏ. Đọc lại tệp từ đầu."
)
TYPED_WAITS = "Đã sửa, trả lời hoặc bỏ qua {} chỗ của tệp {}, chưa ghi vào sổ. Nhập danh sách khác thì bỏ những chỗ đó."
STILL_KEPT = f"Bản đang nhập vẫn được giữ: có lại tệp thì bấm “{TAKE}”."
ANSWER_FIRST = f"Còn bản đang nhập dở: bấm “{TAKE}” hoặc “{DROP}” rồi mới đọc tệp khác."


def other_list(path: Path, count: int, keep: Callable[[], object], act: Callable[[], object]) -> Doubt:
    """The question before another list takes the place of one that was corrected.

    Args:
        path: of the list that was corrected.
        count: of its cells that were typed.
        keep: goes on with it.
        act: goes on with the other one.
    """
    words = TYPED_WAITS.format(show_count(count), path.name)
    return Doubt("Danh sách đang sửa", words, (("Giữ, nhập tiếp", keep), ("Bỏ những chỗ đó", act)))


class ImportDraft(QObject):
    """What is kept of the list in a wizard.

    Args:
        view: the office.
        kept: tells what is to be kept now.
    """

    restored = Signal(object, object)
    refused = Signal(str)

    def __init__(self, view: OfficeView, kept: Callable[[], KeptImport], parent: QObject):
        super().__init__(parent)
        self._view = view
        self.bar = DraftBar(view.icons)
        self._drafts = FormDrafts(view.office, DRAFT, None, lambda: import_drafts.packed(kept()), self)
        self.edited, self.flush = self._drafts.edited, self._drafts.flush
        self.bar.dropped.connect(self.drop)
        self._offer()

    def _offer(self) -> None:
        about = ""
        if self.waits:
            found = self.found
            about = (ABOUT if found.count else ONLY_COLUMNS).format(found.file.name, show_count(found.count))
        self.bar.offer(self._drafts, about)

    @property
    def waits(self) -> bool:
        """Whether a draft waits to be taken or dropped."""
        return self._drafts.waits

    @property
    def found(self) -> KeptImport:
        """The draft that waits."""
        return import_drafts.unpacked(self._drafts.found or {})

    def go_on(self, chosen: Path | None) -> None:
        """Read the list that waits as its button does, unless another file was chosen since.

        Args:
            chosen: the file that is wanted by now.
        """
        if self._drafts.may_go_on and chosen in {None, self.found.file}:
            self.bar.take.click()

    def resume(self, password: str | None) -> None:
        """Read its file again with all that was typed, on the worker thread.

        Args:
            password: of the workbook, which is not kept.
        """
        found = self.found
        self.bar.take.setEnabled(False)
        work = partial(import_drafts.resume, self._view.office, found, password)
        self._view.run("Đọc lại tệp đang nhập dở", work, partial(self._resumed, found), self._not_resumed)

    def _resumed(self, found: KeptImport, plan: ImportPlan | None) -> None:
        self.bar.take.setEnabled(True)
        if plan is None:
            self._drafts.drop()
            self._offer()
            self.refused.emit(CHANGED.format(found.file.name))
        else:
            self._drafts.take()
            self._offer()
            self.restored.emit(found, plan)

    def _not_resumed(self, error: BaseException) -> None:
        """Tell why the file cannot be read; what was typed waits until it can."""
        self.bar.take.setEnabled(True)
        if isinstance(error, SheetError):
            self.refused.emit(" ".join(part for part in (error.what, error.do, STILL_KEPT) if part))
        else:
            self._view.fail(error)

    def drop(self) -> None:
        """Throw away what was offered."""
        self._drafts.drop()
        self._offer()

    def forget(self) -> None:
        """It was written, or is not wanted; one that waits for its answer is another matter."""
        self._drafts.done()
