"""The fields of a paper that is being entered: what the paper says, and a household that is not in the register."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.choices import SignerKind
from antq_desktop.domain.decode import decode
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.household import HOUSEHOLDS
from antq_desktop.gui.entry.pick import Pick
from antq_desktop.gui.entry.sitting_card import MOST
from antq_desktop.gui.forms.asking import on_enter
from antq_desktop.gui.forms.editors import ChecksEditor, ChoiceEditor, TextEditor, editor_of
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.pieces import column, in_turn, label, named
from antq_desktop.services import records
from antq_desktop.services.meaning import OfficeLookup
from antq_desktop.services.pledging import Sitting

HOUSEHOLD = HOUSEHOLDS.fields
PLEDGE = REGISTERS["pledge"].fields
SIGNER = "signer_kind"
CARRIED_OVER = "Giữ từ bản trước; gõ đè nếu khác."


def _come_to(field: QWidget) -> None:
    """Go to a field as Tab does, which marks its text: what is typed then stands for what was there."""
    field.setFocus(Qt.FocusReason.TabFocusReason)


def _captioned(caption: str, field: QWidget, *below: QWidget) -> QWidget:
    """A field that comes into sight together with its caption and what is said below it."""
    made = QWidget()
    inside = named(caption, field)
    for words in below:
        inside.addWidget(words)
    made.setLayout(inside)
    made.setProperty("sight", "whole")
    return made


class PaperFields(QWidget):
    """What a paper says beside the household: who signed, where it is kept.

    Signals:
        entered: the last field was left by Enter.
        edited: an officer's hand changed one of them.
    """

    entered = Signal()
    edited = Signal()

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        signer = editor_of(view, PLEDGE[SIGNER])
        assert isinstance(signer, ChoiceEditor)  # noqa: S101 - the field is a choice
        self.signer: QComboBox = signer
        self.paper = QLineEdit()
        self.paper.setMaxLength(120)
        self.carried = label(CARRIED_OVER, "caution", wrap=True)
        self.carried.hide()
        on_enter(self.signer, self.go_to_paper)
        on_enter(self.paper, self.entered.emit)
        self.paper.textEdited.connect(self.carried.hide)
        for changed in (self.paper.textEdited, self.signer.activated):
            changed.connect(self.edited)
        self.setLayout(
            column(
                _captioned("Người ký (F3 để đổi)", self.signer),
                _captioned("Bản giấy lưu tại (sổ, trang)", self.paper, self.carried),
                spacing=8,
            )
        )

    def go_to_signer(self) -> None:
        """Go to the first of the fields."""
        _come_to(self.signer)

    def go_to_paper(self) -> None:
        """Go to the place of the paper."""
        _come_to(self.paper)

    @property
    def signer_kind(self) -> str:
        """Code of who signed."""
        return str(self.signer.currentData() or SignerKind.HEAD)

    def switch_signer(self) -> None:
        """Head or another member."""
        self.signer.setCurrentIndex((self.signer.currentIndex() + 1) % max(1, self.signer.count()))
        self.edited.emit()

    @property
    def signed_by_another(self) -> dict[str, object]:
        """Who signed, by the key of the field, unless it was the head."""
        return {} if self.signer_kind == SignerKind.HEAD else {SIGNER: self.signer_kind}

    def fill(self, values: Mapping[str, object]) -> None:
        """Show what was typed of a paper before: where it is kept, and who signed if it was not the head."""
        self.paper.setText(str(values.get("paper") or ""))
        self.carried.hide()
        self.signer.setCurrentIndex(max(0, self.signer.findData(str(values.get(SIGNER) or SignerKind.HEAD))))

    def begin(self) -> None:
        """Ready for the next paper: the head signs, the book stays the same and says that it is the one before."""
        self.signer.setCurrentIndex(max(0, self.signer.findData(str(SignerKind.HEAD))))
        self.carried.setVisible(bool(self.paper.text().strip()))

    def lay_by(self) -> None:
        """Papers of another sitting lie elsewhere: a place that was only carried over does not go along."""
        if not self.carried.isHidden():
            self.paper.clear()
            self.carried.hide()


class NewHousehold(QWidget):
    """The few fields of a household that is not in the register; its area too while papers come from many.

    Signals:
        entered: the last field was left by Enter.
        misread: what is wrong with the number of persons, as its field is to be left by Enter.
        changed: key of a field that says something else now.
    """

    entered = Signal()
    misread = Signal(str)
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
        self._area_field = _captioned(HOUSEHOLD["area"].label, self.area)
        inside = column(spacing=8)
        for key, editor in self._editors().items():
            inside.addWidget(_captioned(HOUSEHOLD[key].label, editor))
        inside.insertWidget(1, self._area_field)
        self.setLayout(inside)
        self._lookup, self._today = OfficeLookup(view.office), view.office.today
        self._in_turn: tuple[QWidget, ...] = (self.name, self.area, self.address, self.persons, self.organizations)
        for field in (self.name, self.address, self.persons, self.organizations):
            on_enter(field, partial(self._next, field))  # a field tells of Enter by itself only while it is complete
        self.area.entered.connect(partial(self._next, self.area))
        in_turn(*self._in_turn)
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
        self.organizations.setCurrentRow(-1)  # each household begins at the first one
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

    def _fault_of_persons(self) -> str:
        """What is wrong with the number of persons as it is typed; nothing but that field is judged yet."""
        nobody = UUID(int=0)
        values = {"head_name": "A", "area": nobody, "size": self.persons.value()}
        _, problems = decode(HOUSEHOLDS, values, nobody, self._lookup, self._today())
        return " ".join(problem.message for problem in problems if problem.field == "size")

    def _next(self, field: QWidget) -> None:
        """Go to the next field that is shown, unless the number of persons is none."""
        fault = self._fault_of_persons() if field is self.persons else ""
        if fault:
            self.misread.emit(fault)
            return
        place = self._in_turn.index(field) + 1
        following = (other for other in self._in_turn[place:] if other.isVisibleTo(self))
        found = next(following, None)
        if found is None:
            self.entered.emit()
        else:
            _come_to(found)
