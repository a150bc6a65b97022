"""The one place that shows errors: what happened, is my data safe, what to do, code."""

import logging
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from antq_desktop.domain.errors import SAFE, AntqError, fault_number
from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import Push, button, column, label, line, picture, row, tighten

if TYPE_CHECKING:
    from antq_desktop.gui.help.help_window import HelpDesk

LOG = logging.getLogger("antq")
UNEXPECTED = "ANTQ-9999"
LEAST_WIDTH = 460


def start_log(path: Path) -> None:
    """Write the program's own faults to a small file; no value of a record goes there."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - brings sockets, which the lock screen does not need

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=500_000, backupCount=1, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)


class Trouble(QObject):
    """Shows errors over a window; there is never more than one at a time.

    Args:
        window: what the error is shown over.
        icons: for its sign.

    Attributes:
        help: explains codes; none before everything is loaded.
        dialog: the error that is shown now, if any.
    """

    def __init__(self, window: QWidget, icons: Icons):
        super().__init__(window)
        self._window = window
        self._icons = icons
        self.help: HelpDesk | None = None
        self.dialog: TroubleDialog | None = None

    def show(self, error: BaseException) -> None:
        """Tell the officer about an error; anything unexpected is logged without its values."""
        told = _bare(error) if isinstance(error, AntqError) else unexpected(error)
        if told.code != UNEXPECTED:
            LOG.info("%s", told.code)
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = TroubleDialog(told, self._icons, self._window)
        if self.help is not None:
            self.dialog.offer_help(self.help)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        """Let go of it: what it told may name somebody."""
        self.dialog = None

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Stand in for `sys.excepthook`."""
        if issubclass(kind, KeyboardInterrupt):
            return
        self.show(error.with_traceback(trace))


def _bare(error: AntqError) -> AntqError:
    """The error without the frames it passed: they hold the office, and with it the key, for as long as it is shown."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


def unexpected(error: BaseException) -> AntqError:
    """Wrap a fault of the program; its own words may hold personal values and are neither shown nor logged."""
    frames = traceback.extract_tb(error.__traceback__)
    trail = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    said = f"{type(error).__name__} at {trail}"
    number = fault_number(said)
    LOG.error("%s %s", number, said)
    return AntqError(
        f"Chương trình gặp lỗi không lường trước (lỗi số {number}).",
        safe=SAFE,
        do="Làm lại thao tác. Nếu vẫn lỗi, đóng rồi mở lại chương trình và gửi số lỗi cho người hỗ trợ.",
        code=UNEXPECTED,
    )


class TroubleDialog(Dialog):
    """One error in words."""

    def __init__(self, error: AntqError, icons: Icons, parent: QWidget):
        super().__init__(parent)
        self.error = error
        self.setWindowTitle("Chưa thực hiện được")
        self.setMinimumWidth(icons.theme.pixels(LEAST_WIDTH))
        close = button(icons, Push("Đã hiểu", self.accept, look="primary"))
        close.setDefault(True)
        what = label(error.what, "h3", wrap=True)
        words = column(what, label(error.safe, wrap=True), spacing=8)
        if error.do:
            words.addWidget(label(f"Việc cần làm: {error.do}", wrap=True))
        sign = picture(icons, "triangle-alert", "warn", 26)
        body = row(sign, words, spacing=14)
        body.setStretch(1, 1)
        body.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        self._icons = icons
        self._foot = row(label(f"Mã: {error.code}", "small"), None, close)
        self.setLayout(column(body, None, line(), self._foot, spacing=14, margins=(22, 20, 22, 16)))
        close.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words need."""
        super().showEvent(event)
        tighten(self, self.width())

    def offer_help(self, desk: "HelpDesk") -> None:
        """Let F1 tell more about this code, where there is more."""
        page = desk.book.about(self.error.code)
        if page is None:
            return

        def explain() -> None:
            desk.open(page, over=self)

        more = button(self._icons, Push("Giải thích (F1)", explain, "book-open"))
        more.setAutoDefault(False)
        self._foot.insertWidget(2, more)
        QShortcut(QKeySequence("F1"), self, explain)
