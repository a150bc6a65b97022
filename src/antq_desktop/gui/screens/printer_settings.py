"""The card of the settings that says which printer papers go to on this machine."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from antq_desktop.gui.printing import printers
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.tasks import Task
from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.gui.widgets.pieces import CARD, column, label, named
from antq_desktop.storage import looks

SYSTEM = "Theo máy tính (máy in mặc định)"
AWAY = "{} (lúc này không thấy)"
HINT = "Cửa sổ in mở ra với máy in này; in bằng máy khác thì lần sau dùng máy đó. Chỉ nhớ trên máy này."


class PrinterCard(QFrame):
    """Chooses a printer; it holds at once.

    Args:
        view: the office.
        names: tells the printers the system knows; asked beside the window.
    """

    def __init__(self, view: OfficeView, names: Callable[[], list[str]] = printers.names):
        super().__init__()
        self._paths = view.office.paths
        self.setProperty("cls", "card")
        self.printers = ChoiceBox()
        self._show([])
        self.printers.activated.connect(self._chosen)
        parts = (label("In giấy", "h2"), named("Máy in", self.printers), label(HINT, "small", wrap=True))
        self.setLayout(column(*parts, spacing=14, margins=CARD))
        view.tasks.ask(Task("Tìm máy in", lambda _progress: names()).then(self._show, view.fail))

    def _show(self, found: list[str]) -> None:
        wanted = looks.read_printer(self._paths)
        self.printers.clear()
        self.printers.addItem(SYSTEM, "")
        for name in found:
            self.printers.addItem(name, name)
        if wanted and wanted not in found:
            self.printers.addItem(AWAY.format(wanted), wanted)
        self.printers.setCurrentIndex(max(0, self.printers.findData(wanted)))

    def _chosen(self, _place: int) -> None:
        looks.write_printer(self._paths, str(self.printers.currentData()))
