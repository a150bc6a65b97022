"""What was typed into a form and not saved: kept two seconds after the last key, offered when it is opened again."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from antq_desktop.domain.fields import Value
from antq_desktop.services.office import Office

PAUSE_MS = 2_000


def packed(values: dict[str, object]) -> dict[str, Any]:
    """Values as a draft file can hold them."""
    return {key: _pack(value) for key, value in values.items()}


def unpacked(values: Mapping[str, Any]) -> dict[str, Value]:
    """Values of a draft as editors show them."""
    return {key: _unpack(value) for key, value in values.items()}


def _pack(value: object) -> Any:
    if isinstance(value, UUID):
        return {"uid": str(value)}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, frozenset):
        return {"set": sorted((_pack(item) for item in value), key=str)}
    if isinstance(value, tuple):
        return {"files": list(value)}
    return value


def _unpack(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "uid" in value:
        return UUID(value["uid"])
    if "day" in value:
        return date.fromisoformat(value["day"])
    if "files" in value:
        return tuple(value["files"])
    return frozenset(_unpack(item) for item in value["set"])


class FormDrafts(QObject):
    """The draft of one form.

    Args:
        office: whose drafts.
        register: key of the register.
        uid: the record, or None for a new one.
        values: reads what the form holds.
    """

    def __init__(
        self,
        office: Office,
        register: str,
        uid: UUID | None,
        values: Callable[[], dict[str, object]],
        parent: QObject | None = None,
    ):
        super().__init__(parent)
        self._office = office
        self._place = (office.officer.uid, register, uid)
        self._values = values
        self._pending = False
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        kept = office.drafts.find(*self._place)
        self.found: dict[str, Value] | None = None if kept is None else unpacked(kept.values)
        self.found_at = None if kept is None else kept.at

    @property
    def waits(self) -> bool:
        """Whether something was found that nobody has taken or dropped: nothing is written over it."""
        return self.found is not None

    def take(self) -> dict[str, Value]:
        """What was found; from now on it is what is being typed."""
        found, self.found = self.found or {}, None
        return found

    def edited(self) -> None:
        """Something was typed; keep it soon, unless what was found still waits for an answer."""
        if self.waits:
            return
        self._pending = True
        self._timer.start()

    def flush(self) -> None:
        """Keep what was typed now."""
        self._timer.stop()
        if self._pending:
            self._pending = False
            self._office.drafts.keep(*self._place, packed(self._values()), self._office.clock())

    def forget(self) -> None:
        """Throw the draft away: it was saved, or is not wanted."""
        self._timer.stop()
        self._pending = False
        self.found = None
        self._office.drafts.forget(*self._place)
