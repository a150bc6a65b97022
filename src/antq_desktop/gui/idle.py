"""Notices when nobody is at the machine, or when its officer goes, so that the store locks whatever is in front."""

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

TICK_MS = 5_000
LOCKS = QKeyCombination(Qt.Modifier.CTRL, Qt.Key.Key_L)
"""The first key of the action "lock": where that action hears it, it is no key press any more."""
ASLEEP = timedelta(minutes=1)
ACTIVE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """An event filter on the application; it heeds what comes while the store is open.

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
        self._last = datetime.now().astimezone()

    def wait(self, minutes: float) -> None:
        """Change how long nothing may happen."""
        self._timer.setInterval(round(minutes * 60_000))

    def start(self) -> None:
        """Begin to watch."""
        self._last = datetime.now().astimezone()
        self._timer.start()
        self._tick.start()

    def stop(self) -> None:
        """Watch no more: the store is locked."""
        self._timer.stop()
        self._tick.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Every touch of key or pointer starts the time anew; the key of the lock ends it."""
        kind = event.type()
        if kind in ACTIVE and self._timer.isActive():
            self._timer.start()
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
