"""Notices when nobody is at the machine, or when its officer goes, so that the store locks whatever is in front."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from shiboken6 import isValid

TICK_MS = 5_000
LOCKS = QKeyCombination(Qt.Modifier.CTRL, Qt.Key.Key_L)
"""The first key of the action "lock": where that action hears it, it is no key press any more."""
ASLEEP = timedelta(minutes=1)
ACTIVE = frozenset(
    {
        QEvent.Type.ShortcutOverride,  # so a key begins: here those of shortcuts and of scanners are seen too
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)
OPENS = ACTIVE - {QEvent.Type.MouseMove, QEvent.Type.InputMethod}
"""After these there may be a window more: a menu, a list of choices."""


class IdleWatch(QObject):
    """Watches the windows of the program and the widget with the focus while the store is open.

    Keys, pointer, wheel and touch reach a window before anything in it, what an input method composes the focus only;
    a filter over the whole application sees the same, but costs the first opening of a page a sixth of its time.
    A window takes no focus when it is a menu, so windows are looked for after what may have opened one, and every
    `TICK_MS`: that much at most is missed of one that opened under a resting pointer.

    Args:
        minutes: how long nothing may happen.

    Attributes:
        idle: nothing happened for so long, or the machine slept.
        gone: the key of the lock was pressed where no action of the window hears it: in a dialog, in a menu.
    """

    idle = Signal()
    gone = Signal()

    def __init__(self, minutes: float, parent: QObject | None = None):
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self.wait(minutes)
        self._timer.timeout.connect(self.idle)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._check_sleep)
        self._tick.timeout.connect(self._follow_windows)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._follow_windows)
        self._last = datetime.now().astimezone()
        self._focus: QObject | None = None
        application = QCoreApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._window_came)
            application.focusObjectChanged.connect(self._follow_focus)

    def wait(self, minutes: float) -> None:
        """Change how long nothing may happen."""
        self._timer.setInterval(round(minutes * 60_000))

    def start(self) -> None:
        """Begin to watch."""
        self._last = datetime.now().astimezone()
        self._timer.start()
        self._tick.start()
        self._follow_windows()
        self._follow_focus(QGuiApplication.focusObject())

    def stop(self) -> None:
        """Watch no more: the store is locked."""
        for timer in (self._timer, self._tick, self._soon):
            timer.stop()
        for window in QGuiApplication.allWindows():
            window.removeEventFilter(self)
        self._leave_focus()

    def _window_came(self) -> None:
        """Not at once: the window that lost the focus may be about to end."""
        if self._timer.isActive():
            self._soon.start()

    def _follow_windows(self) -> None:
        if self._timer.isActive():
            for window in QGuiApplication.allWindows():
                window.installEventFilter(self)  # one that is watched already stays so, once

    def _follow_focus(self, focus: QObject | None) -> None:
        self._leave_focus()
        if focus is not None and not focus.isWindowType() and self._timer.isActive():
            self._focus = focus
            focus.installEventFilter(self)

    def _leave_focus(self) -> None:
        focus, self._focus = self._focus, None
        if focus is not None and isValid(focus):
            focus.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Every touch of key or pointer starts the time anew; the key of the lock ends it."""
        kind = event.type()
        if kind in ACTIVE and self._timer.isActive():
            self._timer.start()
            if kind in OPENS:
                self._soon.start()
            if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.keyCombination() == LOCKS:
                self.gone.emit()
                return True
        return False  # asking Qt's own filter, which does nothing, would cost more with every event than this

    def _check_sleep(self) -> None:
        """A gap between two ticks means that the machine slept."""
        now = datetime.now().astimezone()
        slept = now - self._last > ASLEEP
        self._last = now
        if slept:
            self.idle.emit()
