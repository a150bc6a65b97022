"""Notices when nobody is at the machine, so that the store locks itself."""

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

TICK_MS = 5_000
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
    """An event filter on the application.

    Args:
        minutes: how long nothing may happen.
    """

    idle = Signal()

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
        """Every touch of key or pointer starts the time anew."""
        if event.type() in ACTIVE and self._timer.isActive():
            self._timer.start()
        return False  # asking Qt's own filter, which does nothing, would cost more with every event than this

    def _check_sleep(self) -> None:
        """A gap between two ticks means that the machine slept."""
        now = datetime.now().astimezone()
        slept = now - self._last > ASLEEP
        self._last = now
        if slept:
            self.idle.emit()
