"""Notices that the machine's own session is locked, or about to sleep, so that the store locks with it.

Windows tells a window that asked for it (`WTSRegisterSessionNotification`); desktops of Linux tell on their buses.
"""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes
from pathlib import Path

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QWidget

WM_POWERBROADCAST = 0x0218
WM_WTSSESSION_CHANGE = 0x02B1
PBT_APMSUSPEND = 0x0004
WTS_SESSION_LOCK = 0x0007
LOCKING = frozenset({(WM_POWERBROADCAST, PBT_APMSUSPEND), (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK)})
NOTIFY_FOR_THIS_SESSION = 0
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")
SYSTEM_BUS = Path("/run/dbus/system_bus_socket")


class WindowsMessages(QAbstractNativeEventFilter):
    """Looks at the messages Windows sends to the program's windows.

    Args:
        locked: called when the session is locked or the machine goes to sleep.
    """

    def __init__(self, locked: Callable[[], object]):
        super().__init__()
        self._locked = locked

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """Read one message; it always goes on to the window."""
        name = bytes(kind.data()) if isinstance(kind, QByteArray) else bytes(kind)
        if name.startswith(b"windows_") and message:
            said = wintypes.MSG.from_address(int(message))
            if (said.message, said.wParam) in LOCKING:
                self._locked()
        return False, 0


class SessionWatch(QObject):
    """Tells when the session is locked.

    Args:
        environ: environment variables; without a session bus in them none is looked for.
    """

    locked = Signal()

    def __init__(self, environ: dict[str, str], parent: QObject | None = None):
        super().__init__(parent)
        self._has_session_bus = bool(environ.get("DBUS_SESSION_BUS_ADDRESS"))
        self.messages = WindowsMessages(self.locked.emit)

    def watch(self, window: QWidget) -> None:
        """Begin, for as long as the window lives."""
        if sys.platform == "win32":
            application = QCoreApplication.instance()
            if application is not None:
                application.installNativeEventFilter(self.messages)
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), NOTIFY_FOR_THIS_SESSION)
        else:
            self._listen()

    def _listen(self) -> None:
        if self._has_session_bus:
            session = QDBusConnection.sessionBus()
            for name in SAVERS:
                _connect(session, name, "ActiveChanged", self)
        if SYSTEM_BUS.exists():
            _connect(QDBusConnection.systemBus(), "org.freedesktop.login1.Manager", "PrepareForSleep", self)

    @Slot(bool)
    def heed(self, begins: bool) -> None:
        """Take a word from a bus: the screen is locked, or the machine goes to sleep."""
        if begins:
            self.locked.emit()


def _connect(bus: QDBusConnection, interface: str, name: str, watch: SessionWatch) -> None:
    bus.connect("", "", interface, name, watch, SLOT("heed(bool)"))  # type: ignore[call-overload] # bytes are refused
