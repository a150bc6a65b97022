"""Choosing one model or one club: which register, then a few letters of its name."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.link_editor import LinkEditor
from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.gui.widgets.pieces import row
from antq_desktop.services.groups.groups import KEYS
from antq_desktop.services.meaning import OfficeLookup
from antq_desktop.services.office import Office


class GroupChoice(QWidget):
    """Typing searches in the register chosen beside it; what is typed and not found is unclear."""

    chosen = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None):
        super().__init__(parent)
        self._office = office
        self.registers = ChoiceBox()
        self.registers.setAccessibleName("Mô hình hay câu lạc bộ")
        self.editors = {key: LinkEditor(office, key) for key in KEYS}
        for key, editor in self.editors.items():
            self.registers.addItem(REGISTERS[key].title, key)
            editor.setAccessibleName(f"Tên {REGISTERS[key].noun}")
            editor.chosen.connect(self.chosen)
        inside = row(self.registers, *self.editors.values())
        for editor in self.editors.values():
            inside.setStretchFactor(editor, 1)
        self.setLayout(inside)
        self.setFocusProxy(self.registers)
        self.registers.currentIndexChanged.connect(self._show_editor)
        self._show_editor()

    @property
    def editor(self) -> LinkEditor:
        """Where the name is typed now."""
        return self.editors[str(self.registers.currentData())]

    @property
    def group(self) -> tuple[str, UUID] | None:
        """Register and uid of the one chosen, or typed in full."""
        key, value = str(self.registers.currentData()), self.editor.value()
        if isinstance(value, UUID):
            return key, value
        found = OfficeLookup(self._office).link(key, value.strip()) if value.strip() else ()
        return (key, found[0]) if len(found) == 1 else None

    @property
    def is_unclear(self) -> bool:
        """Whether something is typed that names nothing."""
        return self.group is None and bool(self.editor.text().strip())

    def choose(self, key: str, uid: UUID) -> None:
        """Show a group."""
        self.registers.setCurrentIndex(self.registers.findData(key))
        self.editor.choose(uid)

    def _show_editor(self) -> None:
        for editor in self.editors.values():
            editor.setVisible(editor is self.editor)
