"""A hand scanner types what it reads at machine speed: its digits are taken before the focused field sees them."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from antq_desktop.gui.widgets.keys import ENTER

TAKES_SCANS = "takes_scans"
"""Property of fields for digits of a paper: a scanner may type into these, and only there."""

LEAST_DIGITS, MOST_DIGITS = 21, 128
APART_MS = 40
"""Longest pause between two keys of a scanner; nobody types a long row of digits as fast as that."""

PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def _milliseconds() -> float:
    return time.monotonic() * 1000


class Scanner(QObject):
    """Watches the keys of whichever window of the program has the focus.

    Digits wait for a moment too short to be felt: either a scanner goes on at once, or they are typed as they came.
    A burst of at least `LEAST_DIGITS` digits ended by Enter reaches no field, no cell and no search.

    Args:
        clock: milliseconds from any beginning.

    Attributes:
        scanned: the digits of a burst; whoever has a use for them listens here.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = _milliseconds):
        super().__init__(parent)
        self._clock = clock
        self._held: list[QKeyEvent] = []
        self._last = 0.0
        self._replays = False
        self._window: QWindow | None = None
        self._patience = QTimer(self, singleShot=True, interval=APART_MS)
        self._patience.timeout.connect(self._tire)
        application = QCoreApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self.follow)
            self.follow(application.focusWindow())

    def follow(self, window: QWindow | None) -> None:
        """Watch the keys of another window; what waits was meant for the one before."""
        self.release()
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window.destroyed.disconnect(self._lose)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
            window.destroyed.connect(self._lose)

    def _lose(self) -> None:
        self._window = None
        self._forget()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Hold digits, swallow the Enter that ends a burst, let all else pass after what was held."""
        kind = event.type()
        if kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._keeps_from_shortcuts(event)
        if kind is not QEvent.Type.KeyPress or self._replays or not isinstance(event, QKeyEvent):
            return False
        if self._goes_on(event):
            self._hold(event)
            return True
        if self._ends(event):
            self._take()
            return True
        self.release()
        if self._begins(event):
            self._hold(event)
            return True
        return False

    def _keeps_from_shortcuts(self, event: QKeyEvent) -> bool:
        """Heard while digits wait: Enter after a burst opens nothing by being a shortcut."""
        if not self._replays and self._ends(event):
            event.accept()
            return True
        return False

    def _in_time(self) -> bool:
        return self._clock() - self._last <= APART_MS

    def _goes_on(self, event: QKeyEvent) -> bool:
        return bool(self._held) and len(self._held) < MOST_DIGITS and _is_digit(event) and self._in_time()

    def _ends(self, event: QKeyEvent) -> bool:
        enough = len(self._held) >= LEAST_DIGITS
        return enough and event.key() in ENTER and event.modifiers() in PLAIN and self._in_time()

    def _begins(self, event: QKeyEvent) -> bool:
        focus: QWidget | None = QApplication.focusWidget()
        return _is_digit(event) and not (focus is not None and focus.property(TAKES_SCANS))

    def _hold(self, event: QKeyEvent) -> None:
        application = QCoreApplication.instance()
        if not self._held and application is not None:
            application.installEventFilter(self)  # only there shortcuts are asked about
        self._held.append(event.clone())
        self._last = self._clock()
        self._patience.start()

    def _forget(self) -> list[QKeyEvent]:
        held, self._held = self._held, []
        self._patience.stop()
        application = QCoreApplication.instance()
        if held and application is not None:
            application.removeEventFilter(self)
            if self._window is not None:
                self._window.installEventFilter(self)
        return held

    def _tire(self) -> None:
        """Nothing came any more, unless the window was only busy."""
        if self._held and self._in_time():
            self._patience.start()
        else:
            self.release()

    def release(self) -> None:
        """Let what was held be typed where the focus is."""
        held, window = self._forget(), self._window
        if not held or window is None:
            return
        self._replays = True
        try:
            for event in held:
                QCoreApplication.sendEvent(window, event)
        finally:
            self._replays = False

    def _take(self) -> None:
        self.scanned.emit("".join(event.text() for event in self._forget()))


def _is_digit(event: QKeyEvent) -> bool:
    text = event.text()
    return len(text) == 1 and text in "0123456789" and event.modifiers() in PLAIN and not event.isAutoRepeat()
