"""Copying records: asked why where they are a list with names, and told what is on the clipboard then."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from antq_desktop.domain.fields import Register
from antq_desktop.domain.percent import show_count
from antq_desktop.gui.forms.asking import Given, Question, ReasonDialog
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.waiting import Waiting
from antq_desktop.gui.widgets.clipboard import private_text
from antq_desktop.services import leaving

AT_ONCE = 400
COPY_WAITS = "Đang có việc dài ghi vào sổ; các dòng này được sao chép ngay khi việc đó xong."
NOT_COPIED = "Chưa sao chép vì cửa sổ đã khóa; còn cần thì sao chép lại."


class Copying:
    """Takes records of one table to the clipboard.

    Args:
        view: the office.
        table: over which is asked.
        register: of the records.
    """

    def __init__(self, view: OfficeView, table: QWidget, register: Register):
        self._view = view
        self._table = table
        self._register = register
        self._reason = ""

    def copy(self, count: int, take: Callable[[str], object]) -> None:
        """Copy so many records; a list of names asks why, and Enter takes the reason given last.

        Args:
            count: of the records.
            take: makes a `Copied` of them for a reason.
        """
        if count == 1 or not leaving.names_persons(self._register):
            self._copy(count, take, "")
            return
        words = f"Sao chép {show_count(count)} dòng có tên người."
        words += " Việc này được ghi vào nhật ký cùng lý do và số dòng."
        question = Question("Sao chép", words, "Sao chép", known_reason=self._reason)

        def go(given: Given) -> None:
            self._copy(count, take, given.reason)

        ReasonDialog(question, go, self._view.icons, self._table).open()

    def _copy(self, count: int, take: Callable[[str], object], reason: str) -> None:
        done = partial(self._put, reason)
        if count > AT_ONCE:
            self._view.run("Sao chép", lambda _progress: take(reason), done)
        else:
            self._view.write("Sao chép", partial(take, reason), done, waiting=Waiting(words=COPY_WAITS))

    def _put(self, reason: str, copied: object) -> None:
        """Hand the text to the clipboard and say what is on it; the clipboard of a locked window may be anybody's."""
        if self._view.tasks.covered:
            self._view.tell(NOT_COPIED)
            return
        QGuiApplication.clipboard().setMimeData(private_text(copied.text))  # type: ignore[attr-defined] # Copied
        count, left_out = copied.count, copied.left_out  # type: ignore[attr-defined]
        kept = f" Không sao chép cột {', '.join(left_out)}." if left_out else ""
        self._view.tell(f"Đã sao chép {show_count(count)} dòng; dán được vào Excel, Word.{kept}")
        self._reason = reason or self._reason
