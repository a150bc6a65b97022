"""What a place to write to lacks, told below its field, with the folder made if the officer wishes."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from antq_desktop.domain.errors import StorageError
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import Push, button, column, label, row
from antq_desktop.services import places_out


class LackingFolder(QWidget):
    """Hidden until a folder is found lacking."""

    made = Signal()

    def __init__(self, icons: Icons):
        super().__init__()
        self._folder: Path | None = None
        self._words = label("", "problem", wrap=True)
        self.make = button(icons, Push("Tạo thư mục này", self._make, "folder-open"))
        self.make.setAutoDefault(False)
        self.setLayout(column(self._words, row(self.make, None), spacing=4))
        self.hide()

    @property
    def words(self) -> str:
        """What is said; nothing while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def passes(self, folder: Path) -> bool:
        """Whether something can be written to a folder; what is wrong is told otherwise."""
        self._folder = folder
        self._say(places_out.lack(folder), makes=places_out.may_make(folder))
        return self.isHidden()

    def _say(self, words: str, *, makes: bool) -> None:
        self._words.setText(words)
        self.make.setVisible(makes)
        self.setVisible(bool(words))

    def _make(self) -> None:
        if self._folder is None:
            return
        try:
            places_out.make(self._folder)
        except StorageError as error:
            self._say(error.message, makes=False)
            return
        self.made.emit()
        self.hide()
