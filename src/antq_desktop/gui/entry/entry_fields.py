"""The fields of a paper that is being entered: what the paper says, and a household that is not in the register."""

from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.choices import SignerKind
from antq_desktop.domain.decode import decode
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.household import HOUSEHOLDS
from antq_desktop.gui.entry.sitting_card import MOST, Pick
from antq_desktop.gui.forms.asking import on_enter
from antq_desktop.gui.forms.editors import ChecksEditor, ChoiceEditor, TextEditor, editor_of
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.pieces import column, named
from antq_desktop.services import records
from antq_desktop.services.meaning import OfficeLookup
from antq_desktop.services.pledging import Sitting

HOUSEHOLD = HOUSEHOLDS.fields
PLEDGE = REGISTERS["pledge"].fields


class PaperFields(QWidget):
    """What a paper says beside the household: who signed, where it is kept."""

    entered = Signal()

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        signer = editor_of(view, PLEDGE["signer_kind"])
        assert isinstance(signer, ChoiceEditor)  # noqa: S101 - the field is a choice
        self.signer: QComboBox = signer
        self.paper = QLineEdit()
        self.paper.setMaxLength(120)
        on_enter(self.signer, self.paper.setFocus)
        self.paper.returnPressed.connect(self.entered)
        self.setLayout(
            column(
                named("Người ký (F3 để đổi)", self.signer),
                named("Bản giấy lưu tại (sổ, trang)", self.paper),
                spacing=8,
            )
        )

    @property
    def signer_kind(self) -> str:
        """Code of who signed."""
        return str(self.signer.currentData() or SignerKind.HEAD)

    def switch_signer(self) -> None:
        """Head or another member."""
        self.signer.setCurrentIndex((self.signer.currentIndex() + 1) % max(1, self.signer.count()))

    def begin(self) -> None:
        """Ready for the next paper: the head signs, the book stays the same."""
        self.signer.setCurrentIndex(max(0, self.signer.findData(str(SignerKind.HEAD))))


class NewHousehold(QWidget):
    """The few fields of a household that is not in the register; its area too while papers come from many.

    Signals:
        changed: key of a field that says something else now.
    """

    entered = Signal()
    edited = Signal()
    changed = Signal(str)

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self.name = TextEditor(HOUSEHOLD["head_name"])
        self.area = Pick(records.suggestions(view.office, "residential_area", "", MOST), "Chọn khu dân cư")
        self.address = TextEditor(HOUSEHOLD["address"])
        self.persons = TextEditor(HOUSEHOLD["size"])
        organizations = editor_of(view, HOUSEHOLD["organizations"])
        assert isinstance(organizations, ChecksEditor)  # noqa: S101 - the field is a set of links
        self.organizations = organizations
        self._area_field = QWidget()
        self._area_field.setLayout(named(HOUSEHOLD["area"].label, self.area))
        inside = column(spacing=8)
        for key, editor in self._editors().items():
            inside.addLayout(named(HOUSEHOLD[key].label, editor))
        inside.insertWidget(1, self._area_field)
        self.setLayout(inside)
        self._lookup, self._today = OfficeLookup(view.office), view.office.today
        for line in (self.name, self.address, self.persons):
            on_enter(line, partial(self._next, line))  # a field tells of Enter by itself only while it is complete
        on_enter(organizations, self.entered.emit)
        self.area.entered.connect(self.address.setFocus)
        for before, after in pairwise((self.name, self.area, self.address)):
            self.setTabOrder(before, after)
        for key, editor in self._editors().items():
            editor.edited.connect(self.edited)
            editor.edited.connect(partial(self.changed.emit, key))
        self.area.currentIndexChanged.connect(lambda *_: self.changed.emit("area"))
        view.changed.connect(partial(self._registers_changed, view))

    def _registers_changed(self, view: OfficeView, changes: ChangeSet) -> None:
        if "residential_area" in changes.registers:
            self.area.show_entries(records.suggestions(view.office, "residential_area", "", MOST))

    def _editors(self) -> dict[str, TextEditor | ChecksEditor]:
        return {
            "head_name": self.name,
            "address": self.address,
            "size": self.persons,
            "organizations": self.organizations,
        }

    def begin(self, name: str, sitting: Sitting) -> None:
        """Start with a name that was typed; an organisation's list makes its household a member."""
        self.name.setText(name)
        self.address.clear()
        self.persons.clear()
        self.area.choose(None)
        self.organizations.fill(frozenset({sitting.organization}) if sitting.organization else frozenset())
        self._area_field.setVisible(sitting.area is None)
        (self.address if sitting.area else self.area).setFocus()

    def values(self) -> dict[str, object]:
        """What is typed, by field; the area only where it is asked for."""
        typed: dict[str, object] = {key: editor.value() for key, editor in self._editors().items()}
        if not self._area_field.isHidden() and self.area.uid is not None:
            typed["area"] = self.area.uid
        return typed

    def fill(self, values: Mapping[str, object]) -> None:
        """Show what was typed before."""
        for key, editor in (("head_name", self.name), ("address", self.address), ("size", self.persons)):
            editor.setText(str(values.get(key) or ""))
        area, organizations = values.get("area"), values.get("organizations")
        if isinstance(area, UUID):
            self.area.choose(area)
        if isinstance(organizations, frozenset):
            self.organizations.fill(organizations)

    def go_to(self, key: str) -> None:
        """Put the focus into a field, into the area's or the name's when it is none of these."""
        fallback = self.name if self._area_field.isHidden() else self.area
        place: QWidget = self._editors().get(key, fallback)
        place.setFocus()

    @property
    def misread(self) -> str:
        """What is wrong with the number of persons as it is typed; nothing but that field is judged yet."""
        nobody = UUID(int=0)
        values = {"head_name": "A", "area": nobody, "size": self.persons.value()}
        _, problems = decode(HOUSEHOLDS, values, nobody, self._lookup, self._today())
        return " ".join(problem.message for problem in problems if problem.field == "size")

    def _next(self, line: QWidget) -> None:
        if line is self.name:
            (self.address if self._area_field.isHidden() else self.area).setFocus()
        else:
            self.entered.emit()
