"""One window for one data folder: a second start brings the first window to the front and ends.

They meet at a local socket, which is named after the folder and takes nobody but the same user; nothing is sent but
the answer that the window is in front. No network is used.
"""

import ctypes
import sys
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

CONNECT_MS, ANSWER_MS, STEP_MS = 300, 1500, 30
IN_FRONT = b"1"
ANY_PROCESS = -1


def _name(folder: Path) -> str:
    return f"antq-{sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"


def bring_forward(folder: Path) -> bool:
    """Ask the window that works with a folder to come to the front; False if there is none, or it does not answer."""
    if sys.platform == "win32":
        ctypes.windll.user32.AllowSetForegroundWindow(ANY_PROCESS)  # else Windows only lets its button blink
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    if not socket.waitForConnected(CONNECT_MS):
        return False
    steps = range(ANSWER_MS // STEP_MS)  # short ones, since Python stands still in each
    answered = any(socket.waitForReadyRead(STEP_MS) for _ in steps) and socket.readAll().data() == IN_FRONT
    socket.abort()
    return answered


class FirstWindow(QObject):
    """Listens for second starts; made by whoever holds the folder, so that a name left by a crash is free to take.

    Args:
        folder: of the store.
        window: comes to the front.
    """

    def __init__(self, folder: Path, window: QWidget):
        super().__init__(window)
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._come)
        QLocalServer.removeServer(_name(folder))
        self._server.listen(_name(folder))  # where the system has no such sockets a second start is told in words

    def close(self) -> None:
        """Listen no longer: the window closes."""
        self._server.close()

    def _come(self) -> None:
        """Come to the front, as large as before."""
        socket = self._server.nextPendingConnection()
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        socket.disconnected.connect(socket.deleteLater)
        socket.write(IN_FRONT)
        socket.flush()
