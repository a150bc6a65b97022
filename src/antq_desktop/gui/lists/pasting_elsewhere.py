"""Rows that are pasted into a list: lists take none, but say where they are pasted."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from antq_desktop.domain.text import is_rows
from antq_desktop.gui.lists.record_list import RecordList

BY_FILE = "Danh sách này không dán dòng từ Excel được. Lưu các dòng thành tệp Excel rồi vào “Nhập từ Excel”."
BY_ENTRY = (
    "Dán các dòng này ở trang “Nhập cam kết”, nút “Dán từ Excel…”: hộ chưa có được thêm cùng lúc."
    " Danh sách không có cam kết: lưu thành tệp Excel rồi vào “Nhập từ Excel”."
)


class PastingElsewhere(QObject):
    """Answers Ctrl+V of rows in a list and its search by saying where they are taken; other texts go their way.

    Args:
        page: of the list.
        words: where rows of its register are taken.
    """

    def __init__(self, page: RecordList, words: str):
        super().__init__(page)
        self._page, self._words = page, words
        for widget in (page.table, page.search):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key before the table or the line does."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        text = QGuiApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
        if not is_rows(text):
            return super().eventFilter(watched, event)
        self._page.view.tell(self._words)
        return True
