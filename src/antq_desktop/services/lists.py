"""Lists of any register as windows show them: counted once, read a page at a time, in words."""

from dataclasses import dataclass
from uuid import UUID

from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.fields import Record, Register
from antq_desktop.services import meaning
from antq_desktop.services.departures import departures
from antq_desktop.services.office import Office
from antq_desktop.services.records import register_of
from antq_desktop.services.withholding import leaving_texts
from antq_desktop.storage.chosen import Chosen, Part, window_of
from antq_desktop.storage.lists import Query as ListQuery
from antq_desktop.storage.lists import Window
from antq_desktop.storage.ordered import Ordered, roughly
from antq_desktop.storage.rows import Line

MANY_LINES = 20_000
"""Registers of more lines are opened beside the window: counting, finding and ordering them would hold it up."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line in words.

    Attributes:
        uid: the record.
        version: its version when read.
        texts: one text for each field of the register, in their order; the field that ends a line says so in words.
        ended: whether the line stands in the register and counts no more.
        ending: how that is said.
    """

    uid: UUID
    version: int
    texts: tuple[str, ...]
    ended: bool = False
    ending: str = ""


class OpenList:
    """A list in view. Make a new one when the register changed."""

    def __init__(self, office: Office, register: Register, window: Window | Part):
        self._office = office
        self._register = register
        self._window = window

    @property
    def count(self) -> int:
        """Number of lines."""
        return self._window.count

    def rows(self, start: int, length: int) -> list[ListRow]:
        """Lines from a place on, in words."""
        with self._office.store.reading() as connection:
            lines = self._window.lines(connection, start, length)
            said = departures(connection, [line.record for line in lines])
        texts = leaving_texts(self._office, self._register, [line.record for line in lines])
        return [
            _row(self._register, line, text, said.get(line.record.uid, ""))
            for line, text in zip(lines, texts, strict=True)
        ]

    def records(self, start: int, length: int) -> list[Record]:
        """Records from a place on."""
        with self._office.store.reading() as connection:
            return [line.record for line in self._window.lines(connection, start, length)]

    def uids(self) -> list[UUID]:
        """Uids of all lines in order."""
        with self._office.store.reading() as connection:
            return self._window.uids(connection)

    def place_of(self, uid: UUID) -> int | None:
        """Where a record stands in the list."""
        with self._office.store.reading() as connection:
            return self._window.place_of(connection, uid)

    def row_if_stays(self, uid: UUID, place: int) -> ListRow | None:
        """A changed line in words if it still stands at its place; it is the only one of its register that changed."""
        with self._office.store.reading() as connection:
            stays = isinstance(self._window, Window) and self._window.stays(connection, uid, place)
        rows = self.rows(place, 1) if stays else []
        return rows[0] if rows and rows[0].uid == uid else None

    def followed(self, uid: UUID) -> "OpenList | None":
        """This list after one line of its register, and no other, was written, changed or removed.

        Returns:
            This one itself if the line neither was nor is in it; None where opening it anew costs no more.
        """
        if not isinstance(self._window, Ordered):
            return None
        with self._office.store.reading() as connection:
            window = self._window.followed(connection, uid)
            return self if window is self._window else OpenList(self._office, self._register, window)

    def anchor(self) -> bool:
        """Prepare jumps to far places a little further; False when there is nothing left to prepare."""
        with self._office.store.reading() as connection:
            return self._window.anchor(connection)

    def prepare(self) -> None:
        """Make jumps to far places cheap where the list is long."""
        if self.count > MANY_LINES:
            with self._office.store.reading() as connection:
                while self._window.anchor(connection):
                    pass


def _row(register: Register, line: Line, texts: tuple[str, ...], said: str) -> ListRow:
    told = meaning.with_ending(register, line.record, texts, said)
    spec = register.ended_by
    if spec is None or not meaning.is_ended(register, line.record):
        return ListRow(line.record.uid, line.version, told)
    return ListRow(line.record.uid, line.version, told, ended=True, ending=told[list(register.fields).index(spec.key)])


def open_list(
    office: Office, register_key: str, query: ListQuery | None = None, chosen: Chosen | None = None
) -> OpenList:
    """Open a list of a register, or only the chosen lines of it.

    Raises:
        UsageError: the list changed since the lines were chosen, or the register only names persons.
    """
    register = listed(register_key)
    with office.store.reading() as connection:
        return OpenList(office, register, window_of(connection, register, query or ListQuery(), chosen))


def is_long(office: Office, register_key: str) -> bool:
    """Whether a register has so many lines that a window should not wait for a list of them."""
    with office.store.reading() as connection:
        return roughly(connection, register_of(register_key)) > MANY_LINES


def count(office: Office, register_key: str) -> int:
    """How many lines a register holds, whether they may be listed or not."""
    with office.store.reading() as connection:
        return Window(connection, register_of(register_key), ListQuery()).count


def listed(register_key: str) -> Register:
    """A register whose lines may stand in a list of their own.

    Raises:
        UsageError: there is no such register, or its lines only name persons.
    """
    register = register_of(register_key)
    if register.private:
        raise UsageError(
            f"{register.title} không có danh sách riêng, không tìm, in hay kết xuất được.",
            do="Mở mô hình hoặc câu lạc bộ để xem thành viên của nó.",
        )
    return register


__all__ = ["Chosen", "ListQuery", "ListRow", "OpenList", "count", "is_long", "listed", "open_list"]
