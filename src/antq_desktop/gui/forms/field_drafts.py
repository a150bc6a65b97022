"""The draft of whatever has a field for each thing that is typed, a form of a record or a dialog, and its offer."""

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from antq_desktop.domain.fields import FieldSpec, Value
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.draft_bar import NAMED, DraftBar
from antq_desktop.gui.forms.editors import Editor
from antq_desktop.gui.forms.form_drafts import FormDrafts
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.services import half_typed, meaning
from antq_desktop.services.office import Office

BEFORE = "@"
"""Marks in a draft what a field held before it was typed into."""


class FieldDrafts(FormDrafts):
    """What is being typed into some fields, and what was typed into them before.

    Args:
        office: whose drafts.
        place: what the fields are about: a key, and the record, None for a new one.
        fields: by key, filled with what is known already; the first one is typed into first.
        over: what the fields mean if they show a record that may change elsewhere. A draft then holds what was typed
            over it and what was there, else all of them; of something new there may be several drafts.
    """

    def __init__(
        self,
        office: Office,
        place: tuple[str, UUID | None],
        fields: Mapping[str, Editor],
        over: Mapping[str, FieldSpec] | None = None,
        parent: QObject | None = None,
    ):
        self.fields = fields
        self._specs = over or {}
        self._read = {} if over is None else {key: field.value() for key, field in fields.items()}
        super().__init__(office, *place, self._typed, parent, several=over is None)

    def _typed(self) -> dict[str, object]:
        values = {key: field.value() for key, field in self.fields.items()}
        typed = {key: value for key, value in values.items() if key not in self._read or value != self._read[key]}
        return {**typed, **{f"{BEFORE}{key}": self._read[key] for key in typed if key in self._read}}

    @property
    def about(self) -> str:
        """What new record the draft that is offered is of; empty where the title above the offer names the record."""
        register = REGISTERS.get(self._register)
        if register is None or self._uid is not None or self.found is None:
            return ""
        what = half_typed.adding(register, self.found)
        return NAMED.format(f"{what[0].upper()}{what[1:]}")

    def put_back(self) -> str:
        """Put what was found into the fields, which holds as typed now.

        Returns:
            A line for each field of which the register says something else by now; those were left alone.
        """
        found, moved = self.take(), {}
        for key, field in self.fields.items():
            if key not in found:
                continue
            if found.get(f"{BEFORE}{key}", field.value()) == field.value():
                field.fill(found[key])
            else:
                moved[key] = found[key]
        return "\n".join(self._told(self._specs[key], value) for key, value in moved.items())

    def _told(self, spec: FieldSpec, value: Value) -> str:
        words = value if isinstance(value, str) else meaning.show(self._office, spec, value)
        return f"“{spec.label}” trong sổ đã đổi sau khi gõ; bản dở ghi “{words}”."


class FieldOffer(DraftBar):
    """Offers what was typed into some fields before; whoever answers goes on typing.

    `answered` brings what was not put back, in words; they are empty where all was.
    """

    answered = Signal(str)
    _drafts: FieldDrafts
    _begin: Callable[[], object]

    def __init__(self, icons: Icons, parent: QWidget | None = None, *, narrow: bool = False):
        super().__init__(icons, parent, narrow=narrow)
        self.taken.connect(self.take_draft)
        self.dropped.connect(self.drop_draft)

    def offer_fields(self, drafts: FieldDrafts, begin: Callable[[], object]) -> None:
        """Offer what was found, if anything was.

        Args:
            drafts: of the fields.
            begin: goes to where typing goes on.
        """
        self._drafts, self._begin = drafts, begin
        self.offer(drafts, drafts.about)

    def take_draft(self) -> None:
        """Put it into the fields; a field that the register changed since then is told, not changed."""
        self._answer(self._drafts.put_back())

    def drop_draft(self) -> None:
        """Throw it away."""
        self._drafts.drop()
        self._answer("")

    def _answer(self, moved: str) -> None:
        self._begin()  # before the offer goes: Qt would move the focus on and choose the whole text there
        self.offer(self._drafts, self._drafts.about)
        self.answered.emit(moved)
