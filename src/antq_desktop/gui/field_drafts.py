"""The draft of whatever has a field for each thing that is typed: a form of a record, a dialog."""

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject

from antq_desktop.domain.fields import FieldSpec, Value
from antq_desktop.gui.form_drafts import FormDrafts
from antq_desktop.services import meaning
from antq_desktop.services.office import Office

BEFORE = "@"
"""Marks in a draft what a field held before it was typed into."""


class Field(Protocol):
    """Something to type into."""

    def value(self) -> object:
        """What it holds."""

    def fill(self, value: Value) -> None:
        """Show a value."""


class FieldDrafts(FormDrafts):
    """What is being typed into some fields, and what was typed into them before.

    Args:
        office: whose drafts.
        place: what the fields are about: a key, and the record, None for a new one.
        fields: by key, with what is known already.
        over: whether they show a record that may change elsewhere. A draft then holds what was typed over it and what
            was there, else all of them.
    """

    def __init__(
        self,
        office: Office,
        place: tuple[str, UUID | None],
        fields: Mapping[str, Field],
        *,
        over: bool,
        parent: QObject,
    ):
        self._fields = fields
        self._read = {key: field.value() for key, field in fields.items()} if over else {}
        super().__init__(office, *place, self._typed, parent)

    def _typed(self) -> dict[str, object]:
        values = {key: field.value() for key, field in self._fields.items()}
        typed = {key: value for key, value in values.items() if key not in self._read or value != self._read[key]}
        return {**typed, **{f"{BEFORE}{key}": self._read[key] for key in typed if key in self._read}}

    def put_back(self) -> dict[str, Value]:
        """Put what was found into the fields, which holds as typed now.

        Returns:
            What was found for fields of which the register says something else by now; they were left alone.
        """
        found, moved = self.take(), {}
        for key, field in self._fields.items():
            if key not in found:
                continue
            if found.get(f"{BEFORE}{key}", field.value()) == field.value():
                field.fill(found[key])
            else:
                moved[key] = found[key]
        return moved


def told_moved(office: Office, specs: Mapping[str, FieldSpec], moved: Mapping[str, Value]) -> str:
    """Sentences about what was not put back, a line each."""
    shown = {
        key: value if isinstance(value, str) else meaning.show(office, specs[key], value)
        for key, value in moved.items()
    }
    return "\n".join(
        f"“{specs[key].label}” trong sổ đã đổi sau khi gõ; bản dở ghi “{words}”." for key, words in shown.items()
    )
