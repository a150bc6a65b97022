"""Lists that are narrowed or sorted otherwise than their register: their order is read once.

Finding the lines and putting them in order is what costs, each time anew for a page, a place or a chosen line. The ids
of the lines in their order take eight bytes each; with them any page is a look-up, and a line that was changed is put
where it belongs now without ordering the others again.
"""

from array import array
from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.domain.fields import Kind, Register
from antq_desktop.storage.lists import Query, Window, in_own_order
from antq_desktop.storage.rows import BATCH, Line, line_of, select_list


class Ordered(Window):
    """A list whose order is known.

    Args:
        connection: a reading transaction.
        register: of which the lines are.
        query: what is shown.
        ids: the order, where it is known already.
    """

    def __init__(self, connection: Connection, register: Register, query: Query, ids: "array[int] | None" = None):
        self._ids = ids
        super().__init__(connection, register, query)

    def _count(self, connection: Connection) -> int:
        if self._ids is None:
            where, order = self._where, self._order()
            sql = f"SELECT t.id FROM {self._register.key} t {self._way()} WHERE {where} ORDER BY {order}"
            self._ids = array("q", connection.exec_driver_sql(sql, tuple(self._parameters)).scalars())
        return len(self._ids)

    def _way(self) -> str:
        """How the lines are come by: one after the other as they lie in the file, unless few of them are named.

        Going through an index to lines all over the file reads, and decrypts, a page of it for each line.
        """
        fields, query = self._register.fields, self._query
        named = query.text.strip() or any(fields[key].kind is Kind.LINK for key in query.equal)
        return "" if named else "NOT INDEXED"

    @property
    def _order_known(self) -> "array[int]":
        assert self._ids is not None  # noqa: S101 - read when the lines were counted
        return self._ids

    def lines(self, connection: Connection, start: int, length: int) -> list[Line]:
        """Lines from a place on; one that was removed since is still there, one that was erased is left out."""
        wanted = self._order_known[start : start + length]
        columns = f"t.id, t.uid, t.ver, t.deleted_at, {select_list(self._register.key)}"
        found = {}
        for begin in range(0, len(wanted), BATCH):
            part = tuple(wanted[begin : begin + BATCH])
            sql = f"SELECT {columns} FROM {self._register.key} t WHERE t.id IN ({','.join('?' * len(part))})"
            for row in connection.exec_driver_sql(sql, part):
                found[row[0]] = line_of(self._register, tuple(row)[1:])
        return [found[number] for number in wanted if number in found]

    def uids(self, connection: Connection) -> list[UUID]:
        """Uids of all lines in order, for print, export and selection."""
        found = {}
        for begin in range(0, self.count, BATCH):
            part = tuple(self._order_known[begin : begin + BATCH])
            sql = f"SELECT t.id, t.uid FROM {self._register.key} t WHERE t.id IN ({','.join('?' * len(part))})"
            found.update({row[0]: UUID(bytes=bytes(row[1])) for row in connection.exec_driver_sql(sql, part)})
        return [found[number] for number in self._order_known if number in found]

    def place_of(self, connection: Connection, uid: UUID) -> int | None:
        """At which place a line stands, or None if it is not in the list."""
        return self._place(self._id_of(connection, uid))

    def anchor(self, connection: Connection) -> bool:  # noqa: ARG002 - as lists in their own order have it
        """There is nothing to prepare."""
        return False

    def stays(self, connection: Connection, uid: UUID, place: int) -> bool:
        """Whether a line that was changed, the only one of its register, still stands at its place."""
        number = self._id_of(connection, uid)
        if number is None or self._place(number) != place or not self._holds(connection, number):
            return False
        around = list(self._order_known[max(0, place - 1) : place + 2])
        return self._in_order(connection, around) == around

    def followed(self, connection: Connection, uid: UUID) -> "Ordered":
        """This list after one line of its register was written, changed or removed; the others are not looked at."""
        number = self._id_of(connection, uid)
        old, holds = self._place(number), number is not None and self._holds(connection, number)
        if number is None or (old is None and not holds):
            return self
        ids = array("q", self._order_known)
        if old is not None:
            del ids[old]
        if holds:
            ids.insert(self._belongs(connection, ids, number), number)
        return Ordered(connection, self._register, self._query, ids)

    def _belongs(self, connection: Connection, ids: "array[int]", number: int) -> int:
        """Where a line belongs among others that are in order."""
        low, high = 0, len(ids)
        while low < high:
            middle = (low + high) // 2
            if self._in_order(connection, [ids[middle], number])[0] == number:
                high = middle
            else:
                low = middle + 1
        return low

    def _in_order(self, connection: Connection, ids: list[int]) -> list[int]:
        marks = ",".join("?" * len(ids))
        sql = f"SELECT t.id FROM {self._register.key} t WHERE t.id IN ({marks}) ORDER BY {self._order()}"
        return list(connection.exec_driver_sql(sql, tuple(ids)).scalars())

    def _holds(self, connection: Connection, number: int) -> bool:
        sql = f"SELECT 1 FROM {self._register.key} t WHERE t.id = ? AND {self._where}"
        return connection.exec_driver_sql(sql, (number, *self._parameters)).fetchone() is not None

    def _id_of(self, connection: Connection, uid: UUID) -> int | None:
        sql = f"SELECT t.id FROM {self._register.key} t WHERE t.uid = ?"
        found = connection.exec_driver_sql(sql, (uid.bytes,)).scalar()
        return None if found is None else int(found)

    def _place(self, number: int | None) -> int | None:
        if number is None:
            return None
        try:
            return self._order_known.index(number)
        except ValueError:
            return None


def opened(connection: Connection, register: Register, query: Query) -> Window:
    """A list that is looked at for longer than one page."""
    plain = in_own_order(register, query) and not query.equal and not query.text.strip()
    return Window(connection, register, query) if plain else Ordered(connection, register, query)


def roughly(connection: Connection, register: Register) -> int:
    """At most how many lines a register has, without counting them."""
    return int(connection.exec_driver_sql(f"SELECT max(id) FROM {register.key}").scalar() or 0)
