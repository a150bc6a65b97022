"""Whoever gave a password at the lock screen before it could be used; the password is not kept for ever."""

from PySide6.QtCore import QObject, QTimer, Signal

PATIENCE_MS = 60_000


class WaitingLogin(QObject):
    """A login with its password, until somebody takes them, at most a minute where the officer may have gone.

    Attributes:
        patience: runs while the minute does.
    """

    given_up = Signal()

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._kept: tuple[str, str] | None = None
        self.patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self.patience.timeout.connect(self._give_up)

    def keep(self, login: str, password: str, *, for_a_minute: bool = False) -> None:
        """Keep them instead of any others."""
        self.patience.stop()
        self._kept = (login, password)
        if for_a_minute:
            self.patience.start()

    def take(self) -> tuple[str, str] | None:
        """Login and password, once; None when nobody waits."""
        self.patience.stop()
        kept, self._kept = self._kept, None
        return kept

    def _give_up(self) -> None:
        self.take()
        self.given_up.emit()
