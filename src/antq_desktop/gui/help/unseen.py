"""Results that come when the window is locked and its pages are about to go: taken, but shown to nobody."""

from types import TracebackType

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from antq_desktop.gui.help.trouble import TroubleDialog


class Unseen(QObject):
    """As long as it is entered no other window than one comes onto the screen; those that were opened are closed.

    Args:
        window: the one that stays.

    Attributes:
        titles: of windows nobody saw; errors are told otherwise.
    """

    def __init__(self, window: QWidget):
        super().__init__()
        self._window = window
        self._kept_off: list[QWidget] = []
        self.titles: list[str] = []

    def __enter__(self) -> "Unseen":
        """Begin."""
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close what was opened."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        for widget in self._kept_off:
            widget.close()
            widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=False)
        self._kept_off.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt tells a window that it is shown before it puts it onto the screen: the last moment to keep it off."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._keep_off(watched)
        return False

    def _keep_off(self, opened: QWidget) -> None:
        if opened is self._window:
            return
        opened.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self._kept_off.append(opened)
        if not isinstance(opened, TroubleDialog):
            self.titles.append(opened.windowTitle())
