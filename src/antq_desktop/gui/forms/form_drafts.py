"""What was typed into a form and not saved: kept every two seconds, offered when the form is opened again."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from antq_desktop.domain.errors import StorageError
from antq_desktop.domain.fields import Value
from antq_desktop.services.office import Office
from antq_desktop.storage.drafts import Draft

PAUSE_MS, AGAIN_MS = 2_000, 4_000
MOST_OF_ONE = 2
"""Drafts of one record, or of one page: what waits for an answer, and what is typed beside it meanwhile."""
NOT_FORGOTTEN = "Chưa xóa được bản nháp cũ: {} Nếu lần sau còn được hỏi khôi phục bản đó, chọn “Xóa bản nháp này”."
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
        several: whether each draft is of something else, as those of new records are, so that any number of them wait.
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
        *,
        several: bool = False,
    ):
        super().__init__(parent)
        self._office = office
        self._register, self._uid, self.several = register, uid, several
        self._values = values
        self._pending = False
        self._own: str | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.keep)
        self._is_unkept = False
        self._waiting: set[str] = set()
        self._offered = self._all()

    def _all(self) -> list[Draft]:
        """What is kept of this form, the newest first."""
        mine = self._office.drafts.all_of(self._office.officer.uid)
        return [draft for draft in mine if (draft.place, draft.record) == (self._register, self._uid)]

    def look_again(self) -> None:
        """Offer what was set aside while another one was gone on with, now that nothing is typed."""
        if self._waiting and self._own is None:
            self._waiting, self._offered = set(), self._all()

    @property
    def found(self) -> dict[str, Value] | None:
        """What was found and nobody has taken or dropped, the newest first; None when there is nothing."""
        return unpacked(self._offered[0].values) if self._offered else None

    @property
    def found_at(self) -> datetime | None:
        """When that was typed."""
        return self._offered[0].at if self._offered else None

    @property
    def waits(self) -> bool:
        """Whether something that was found waits for an answer."""
        return bool(self._offered)

    @property
    def others(self) -> int:
        """How many were found besides the one that is offered."""
        return max(0, len(self._offered) - 1)

    @property
    def own(self) -> str:
        """Where what is typed here is kept; empty while nothing is."""
        return self._own or ""

    def prefer(self, kept_at: str) -> None:
        """Offer the draft of a place before newer ones; nothing if it is not there any more."""
        self._offered.sort(key=lambda draft: draft.register != kept_at)

    def take(self) -> dict[str, Value]:
        """What was found; from now on it is what is being typed.

        What was typed until now waits, and so does all else that was found; nothing is taken while that cannot be kept.
        """
        if not self._offered or not self._is_set_aside():
            return {}
        draft, *others = self._offered
        self._waiting |= {other.register for other in others}
        self._own, self._offered = draft.register, []
        return unpacked(draft.values)

    def _is_set_aside(self) -> bool:
        """Whether what was typed until now is kept as a draft of its own, if anything was."""
        try:
            self.flush()
        except StorageError as error:
            self._tell(error)
            return False
        self._waiting |= {self._own} if self._own is not None else set()
        return True

    def drop(self) -> None:
        """Throw away what was offered, or else what was taken; what was typed before that is offered now."""
        if not self._offered:
            self.done()
        elif self._is_forgotten(self._offered[0].register):
            del self._offered[0]

    @property
    def holds(self) -> bool:
        """Whether something was typed here and is kept, or will be."""
        return self._pending or self._own is not None

    @property
    def may_go_on(self) -> bool:
        """Whether what waits can be taken without a question: nothing that is typed gives way to it."""
        return self.waits and not self.holds

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

    def _tell(self, error: StorageError, words: str = NOT_KEPT) -> None:
        if not self._is_unkept:
            self._is_unkept = True
            self.unkept.emit(words.format(error.what))

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
                officer = self._office.officer.uid
                self._office.drafts.keep(officer, self._own, self._uid, values, self._office.clock())
            else:
                self._forget_own()  # everything was emptied again: there is nothing to offer
            self._pending = False
            self._works()

    def _works(self) -> None:
        if self._is_unkept:
            self._is_unkept = False
            self.unkept.emit("")

    def _is_forgotten(self, kept_at: str) -> bool:
        """Forget a draft if that is possible now; told if not."""
        try:
            self._forget(kept_at)
        except StorageError as error:
            self._tell(error, NOT_FORGOTTEN)
            return False
        self._works()
        return True

    def _forget(self, kept_at: str) -> None:
        self._office.drafts.forget(self._office.officer.uid, kept_at, self._uid)

    def _forget_own(self) -> None:
        if self._own is not None:
            self._forget(self._own)
            self._own = None

    def _free(self) -> str:
        """Where nothing waits; where there may only be few, the place of the oldest, which gives way."""
        taken = self._waiting | {draft.register for draft in self._offered}
        if not self.several and len(self._offered) >= MOST_OF_ONE:
            return self._offered.pop().register
        return next(kept_at for kept_at in self._places() if kept_at not in taken)

    def _places(self) -> Iterator[str]:
        """Where drafts of this form may be kept: in its own place, and beside it."""
        yield self._register
        yield from (f"{self._register}/{number}" for number in count(2))

    def done(self) -> None:
        """What was typed is saved, or not wanted; what was offered still waits for its answer.

        A draft that cannot be forgotten now is offered once more some day, and holds up nothing.
        """
        self._timer.stop()
        self._pending = False
        if self._own is None or self._is_forgotten(self._own):
            self._own = None
            self._works()
