"""What was typed into a form and not saved: kept every two seconds, offered when the form is opened again."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from antq_desktop.domain.errors import StorageError
from antq_desktop.domain.fields import Value
from antq_desktop.services.office import Office

PAUSE_MS, AGAIN_MS = 2_000, 4_000
BESIDE = ("", "/2")
"""Where drafts of one form are kept: in its own place, and beside it while that one waits for an answer."""
NOT_KEPT = "Chưa giữ được bản nháp của phần đang gõ: {} Cứ gõ tiếp và nhớ lưu; chương trình tự thử lại."


def packed(values: Mapping[str, object]) -> dict[str, Any]:
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
    """The drafts of one form: what is being typed, and what was typed before and nobody has answered for.

    What is typed while a draft is still offered goes beside it, so that neither takes the place of the other. The
    newest is offered first, then the one before.

    Args:
        office: whose drafts.
        register: key of the register.
        uid: the record, or None for a new one.
        values: reads what the form holds.
    """

    unkept = Signal(str)
    """What is typed cannot be kept, in words, told once; none once it can be kept again."""

    def __init__(
        self,
        office: Office,
        register: str,
        uid: UUID | None,
        values: Callable[[], Mapping[str, object]],
        parent: QObject | None = None,
    ):
        super().__init__(parent)
        self._office = office
        self._places = {beside: (office.officer.uid, register + beside, uid) for beside in BESIDE}
        self._values = values
        self._pending = False
        self._own: str | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.keep)
        self._is_unkept = False
        kept = {beside: office.drafts.find(*place) for beside, place in self._places.items()}
        found = [(beside, draft) for beside, draft in kept.items() if draft is not None]
        self._offered = sorted(found, key=lambda each: each[1].at, reverse=True)

    @property
    def found(self) -> dict[str, Value] | None:
        """What was found and nobody has taken or dropped, the newest first; None when there is nothing."""
        return unpacked(self._offered[0][1].values) if self._offered else None

    @property
    def found_at(self) -> datetime | None:
        """When that was typed."""
        return self._offered[0][1].at if self._offered else None

    @property
    def waits(self) -> bool:
        """Whether something that was found waits for an answer."""
        return bool(self._offered)

    def take(self) -> dict[str, Value]:
        """What was found; from now on it is what is being typed, in place of what was typed until now."""
        if not self._offered:
            return {}
        self._own, draft = self._offered[0]
        self._offered = []
        for beside in BESIDE:
            if beside != self._own:
                self._office.drafts.forget(*self._places[beside])
        return unpacked(draft.values)

    def drop(self) -> None:
        """Throw away what was offered, or else what was taken; what was typed before that is offered now."""
        if self._offered:
            beside, _draft = self._offered.pop(0)
            self._office.drafts.forget(*self._places[beside])
        else:
            self.done()

    @property
    def holds(self) -> bool:
        """Whether something was typed here and is kept, or will be."""
        return self._pending or self._own is not None

    def edited(self) -> None:
        """Something was typed; it is kept two seconds from now at the latest, however long the typing goes on."""
        self._pending = True
        if not self._timer.isActive():
            self._timer.start(PAUSE_MS)

    def keep(self) -> None:
        """Keep what was typed now, while somebody types on; what cannot be written is tried again a little later."""
        try:
            self.flush()
        except StorageError as error:
            self._tell(error)
            self._timer.start(AGAIN_MS)

    def _tell(self, error: StorageError) -> None:
        if not self._is_unkept:
            self._is_unkept = True
            self.unkept.emit(NOT_KEPT.format(error.what))

    def flush(self) -> None:
        """Keep what was typed now.

        Raises:
            StorageError: it could not be written; the next time tries again.
        """
        self._timer.stop()
        if self._pending:
            values = packed(self._values())
            if any(values.values()):
                if self._own is None:
                    self._own = self._free()
                self._office.drafts.keep(*self._places[self._own], values, self._office.clock())
            else:
                self._forget_own()  # everything was emptied again: there is nothing to offer
            self._pending = False
            self._works()

    def _works(self) -> None:
        if self._is_unkept:
            self._is_unkept = False
            self.unkept.emit("")

    def _forget_own(self) -> None:
        if self._own is not None:
            self._office.drafts.forget(*self._places[self._own])
            self._own = None

    def _free(self) -> str:
        """Where nothing waits; else where the oldest does, which gives way."""
        taken = [beside for beside, _draft in self._offered]
        free = [beside for beside in BESIDE if beside not in taken]
        return free[0] if free else self._offered.pop()[0]

    def done(self) -> None:
        """What was typed is saved, or not wanted; what was offered still waits for its answer.

        A draft that cannot be forgotten now is offered once more some day, and holds up nothing.
        """
        self._timer.stop()
        self._pending = False
        try:
            self._forget_own()
        except StorageError as error:
            self._tell(error)
        else:
            self._works()
