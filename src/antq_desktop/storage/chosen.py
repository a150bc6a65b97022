"""Some lines of a list, chosen by their places, so that a million of them are a few numbers."""

from bisect import bisect_right
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.fields import Register
from antq_desktop.storage.lists import STEP, Query, Window
from antq_desktop.storage.ordered import opened
from antq_desktop.storage.rows import Line


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which lines of a list are meant.

    Attributes:
        spans: (first place, number of lines), in order, apart from each other.
        ends: first and last record of each span when they were chosen.
        listed: number of lines the list had then.
    """

    spans: tuple[tuple[int, int], ...]
    ends: tuple[tuple[UUID, UUID], ...]
    listed: int

    @property
    def count(self) -> int:
        """Number of lines chosen."""
        return sum(length for _, length in self.spans)


class Part:
    """The chosen lines of a list.

    Raises:
        UsageError: other lines stand at the chosen places by now.
    """

    def __init__(self, connection: Connection, register: Register, query: Query, chosen: Chosen):
        self._whole = opened(connection, register, query)
        self._anchors = 0
        self.count = chosen.count
        self._spans = chosen.spans
        self._begins = [0]
        for _, length in chosen.spans:
            self._begins.append(self._begins[-1] + length)
        if self._whole.count != chosen.listed or self._ends(connection) != chosen.ends:
            raise UsageError(
                "Danh sách vừa thay đổi nên không còn chắc là các dòng đã chọn.",
                do="Chọn lại các dòng rồi làm lại; chưa có gì được ghi ra.",
            )

    def lines(self, connection: Connection, start: int, length: int) -> list[Line]:
        """Lines from a place of the part on."""
        found: list[Line] = []
        left = min(length, self.count - start)
        while left > 0:
            number = bisect_right(self._begins, start) - 1
            inside = start - self._begins[number]
            first, long = self._spans[number]
            taken = min(left, long - inside)
            while self._anchors * STEP <= first + inside and self.anchor(connection):
                pass
            found.extend(self._whole.lines(connection, first + inside, taken))
            start += taken
            left -= taken
        return found

    def anchor(self, connection: Connection) -> bool:
        """Prepare the whole list a little further; False when there is nothing left to prepare."""
        found = self._whole.anchor(connection)
        self._anchors += found
        return found

    def uids(self, connection: Connection) -> list[UUID]:
        """Uids of the chosen lines in order."""
        return [line.record.uid for line in self.lines(connection, 0, self.count)]

    def place_of(self, connection: Connection, uid: UUID) -> int | None:
        """At which place of the part a line stands, or None."""
        place = self._whole.place_of(connection, uid)
        for (first, length), begin in zip(self._spans, self._begins, strict=False):
            if place is not None and first <= place < first + length:
                return begin + place - first
        return None

    def _ends(self, connection: Connection) -> tuple[tuple[UUID, UUID], ...]:
        found = []
        for first, length in self._spans:
            lines = [self._whole.lines(connection, place, 1) for place in (first, first + length - 1)]
            if not all(lines):
                return ()
            found.append((lines[0][0].record.uid, lines[1][0].record.uid))
        return tuple(found)


def window_of(connection: Connection, register: Register, query: Query, chosen: Chosen | None = None) -> Window | Part:
    """A list, or only the chosen lines of it.

    Raises:
        UsageError: other lines stand at the chosen places by now.
    """
    return opened(connection, register, query) if chosen is None else Part(connection, register, query, chosen)
