"""One operation of an officer: everything it adds, changes and removes, in one transaction.

Lines go to their table, to the journal and to the search entries; projected columns of parents follow the dated
rows. Nothing is visible to others before the end, and an exception leaves nothing behind.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.domain.errors import EditedElsewhere, RecordGone
from antq_desktop.domain.fields import FieldSpec, Kind, Record, Register, Value, values_of
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.storage import attachments, journal, projection, rows
from antq_desktop.storage.codec import BulkCodec, Cell, to_cell, to_json
from antq_desktop.storage.journal import CREATED, DELETED, ChainLink, Entry
from antq_desktop.storage.order import order_key
from antq_desktop.storage.search import enter

FLUSH_AT = 5_000
MANY = 2_000
_LINKED = frozenset(
    spec.links_to for register in REGISTERS.values() for spec in register.fields.values() if spec.kind is Kind.LINK
)


class Writing:
    """What an operation writes. Made by `Store.operation`; use it only inside the `with`.

    Attributes:
        connection: the open writing transaction, for reading what is there.
        touched: uids by register, as the `ChangeSet` will tell; at most `MANY` of each.
        counts: how many lines were touched, by register.
        notes: sentences about what else the operation did, as the `ChangeSet` will tell.
    """

    def __init__(self, connection: Connection, operation_id: int, uid: UUID, now: str, chain: ChainLink):
        self.connection = connection
        self.uid = uid
        self.touched: dict[str, set[UUID]] = defaultdict(set)
        self.counts: Counter[str] = Counter()
        self.notes: list[str] = []
        self._id = operation_id
        self._now = now
        self._added: dict[str, list[Record]] = defaultdict(list)
        self._pending = 0
        self._ids: dict[str, dict[int, int]] = defaultdict(dict)
        self._chain = chain
        self._new: set[UUID] = set()
        self._dirty: dict[str, set[UUID]] = defaultdict(set)
        self._stale: dict[str, set[UUID]] = defaultdict(set)

    def add(self, record: Record, register: Register) -> None:
        """Add a line; lines it links to may be added in the same operation."""
        self._added[register.key].append(record)
        if register.projected:
            self._new.add(record.uid)
        self._touch(register.key, record.uid)
        self._pending += 1
        if self._pending >= FLUSH_AT:
            self.flush()

    def flush(self) -> None:
        """Write what was added so far, so that it can be read."""
        added, self._added = self._added, defaultdict(list)
        self._pending = 0
        for key, register in REGISTERS.items():
            if key in added:
                self._insert(register, added[key])

    def change(self, register: Register, uid: UUID, values: Mapping[str, Value], expected: int | None = None) -> None:
        """Change fields of a line; values equal to those kept are left alone.

        Args:
            register: where it stands.
            uid: which line.
            values: new values by key, stored fields only.
            expected: version the officer saw, or None when that does not matter.

        Raises:
            RecordGone: there is no such line.
            EditedElsewhere: its version is not the expected one.
        """
        line = self.line(register, uid)
        if expected is not None and line.version != expected:
            raise EditedElsewhere(
                f"{register.noun.capitalize()} này vừa được sửa ở nơi khác.",
                do="Mở lại để xem bản mới rồi sửa tiếp; nội dung đang gõ vẫn còn trong bản nháp.",
            )
        current = values_of(line.record)
        changed = {key: value for key, value in values.items() if current[key] != value}
        if not changed:
            return
        for key, value in changed.items():
            if isinstance(value, UUID):
                self._id_of(register.fields[key].links_to or "", value)
        self._expect_files(register, changed, current)
        entries = [
            Entry(
                register.key,
                uid,
                key,
                to_json(register.fields[key], value),
                journal.head(self.connection, register.key, uid, key),
            )
            for key, value in changed.items()
        ]
        self._append(entries)
        self._update(register, uid, changed)

    def remove(self, register: Register, uid: UUID) -> None:
        """Put a tombstone on a line; it stays in the journal and can come back."""
        self._mark(register, uid, deleted=True)

    def bring_back(self, register: Register, uid: UUID) -> None:
        """Take the tombstone off a line; its dated rows may have changed meanwhile.

        Raises:
            RecordGone: there is no such line, or a file it names is not there any more.
        """
        self._mark(register, uid, deleted=False)
        if attachments.file_fields(register):
            self._expect_files(register, values_of(self.line(register, uid).record), {})
        if register.projected:
            self._stale[register.key].add(uid)

    def line(self, register: Register, uid: UUID) -> rows.Line:
        """The line as it is inside this operation.

        Raises:
            RecordGone: there is no such line, or it was removed.
        """
        self.flush()
        found = rows.get(self.connection, register, uid)
        if found is None or found.deleted:
            raise RecordGone(f"Không còn {register.noun} này trong sổ.", do="Tìm lại trong danh sách.")
        return found

    def settle(self) -> None:
        """Bring what is derived up to date with everything written so far, so that it can be asked."""
        self.flush()
        self._settle()

    def finish(self) -> bytes:
        """Write the rest and close the chain; returns its new value."""
        self.settle()
        link = self._chain.value
        self.connection.exec_driver_sql("UPDATE operation SET chain = ? WHERE id = ?", (link, self._id))
        return link

    @property
    def is_empty(self) -> bool:
        """Whether nothing was changed."""
        return not self._chain.count and not self._pending

    def _append(self, entries: list[Entry]) -> None:
        self._chain.add(journal.write_entries(self.connection, self._id, self.uid, entries))

    def _insert(self, register: Register, records: list[Record]) -> None:
        codec = _codec(register.key)
        targets = [spec.links_to if spec.kind is Kind.LINK else None for spec in register.fields.values()]
        links = [(place, target) for place, target in enumerate(targets) if target is not None]
        cells: list[tuple[Cell, ...]] = []
        entries = []
        texts = []
        files = attachments.file_fields(register)
        for number, record in enumerate(records, self._next_id(register.key)):
            values = codec.values(record)
            named = codec.named(values)
            if files:
                self._expect_files(register, named, {})
            row = codec.cells(values)
            for place, target in links:
                row[place] = self._id_of(target, row[place])
            if register.key in _LINKED:
                self._ids[register.key][record.uid.int] = number
            cells.append((number, record.uid.bytes, order_key(register, named), *row))
            entries.append(Entry(register.key, record.uid, CREATED, codec.first(values)))
            texts.append((record.uid, named))
        columns = ", ".join(f'"{key}"' for key in register.fields)
        marks = ", ".join("?" * len(register.fields))
        sql = f"INSERT INTO {register.key}(id, uid, sk, {columns}) VALUES(?, ?, ?, {marks})"
        self.connection.exec_driver_sql(sql, cells)
        self._append(entries)
        enter(self.connection, register, texts, known_new=True)
        if register.spell:
            owned = ((record, register.owner_of(record)) for record in records)
            elsewhere = [record.uid for record, owner in owned if owner is not None and owner[1] not in self._new]
            self._stale_parents(register, elsewhere)

    def _expect_files(self, register: Register, values: Mapping[str, Value], current: Mapping[str, Value]) -> None:
        """Refuse a line that newly names a file which is not there; what it named before may be given up."""
        for key in attachments.file_fields(register):
            newly = set(attachments.names(values.get(key))).difference(attachments.names(current.get(key)))
            if attachments.absent(self.connection, newly):
                raise RecordGone("Một tệp minh chứng không còn trong dữ liệu.", do="Thêm lại từ tệp gốc rồi lưu.")

    def _next_id(self, key: str) -> int:
        row = self.connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) + 1 FROM {key}").fetchone()
        return 1 if row is None else int(row[0])

    def _id_of(self, key: str, uid: UUID | None) -> int | None:
        """Row id of a line that is linked to, remembered for the length of the operation."""
        if uid is None:
            return None
        known = self._ids[key].get(uid.int)
        if known is None:
            row = self.connection.exec_driver_sql(f"SELECT id FROM {key} WHERE uid = ?", (uid.bytes,)).fetchone()
            if row is None:
                raise RecordGone(f"Không tìm thấy {REGISTERS[key].noun} được liên kết tới.", do="Chọn lại rồi lưu.")
            known = self._ids[key][uid.int] = int(row[0])
        return known

    def _update(self, register: Register, uid: UUID, changed: Mapping[str, Value]) -> None:
        if any(key in changed for key in register.parents):
            self._stale_parents(register, [uid])
        sets = ", ".join(f'"{key}" = {_mark_of(register.fields[key])}' for key in changed)
        cells: list[Any] = [to_cell(register.fields[key], value) for key, value in changed.items()]
        self.connection.exec_driver_sql(
            f"UPDATE {register.key} SET ver = ver + 1, {sets} WHERE uid = ?", (*cells, uid.bytes)
        )
        self._note(register, uid)

    def _mark(self, register: Register, uid: UUID, *, deleted: bool) -> None:
        self.flush()
        line = rows.get(self.connection, register, uid)
        if line is None or line.deleted is deleted:
            raise RecordGone(f"Không còn {register.noun} này trong sổ.", do="Tìm lại trong danh sách.")
        parents = journal.head(self.connection, register.key, uid, DELETED)
        self._append([Entry(register.key, uid, DELETED, deleted or None, parents)])
        self.connection.exec_driver_sql(
            f"UPDATE {register.key} SET ver = ver + 1, deleted_at = ? WHERE uid = ?",
            (self._now if deleted else None, uid.bytes),
        )
        self._note(register, uid)

    def _note(self, register: Register, uid: UUID) -> None:
        self._touch(register.key, uid)
        self._dirty[register.key].add(uid)
        self._stale_parents(register, [uid])

    def _touch(self, key: str, uid: UUID) -> None:
        """Remember what was touched, by uid up to a number a screen could still look at one by one."""
        known = self.touched[key]
        if len(known) < MANY:
            known.add(uid)
        self.counts[key] += 1

    def _stale_parents(self, register: Register, uids: Iterable[UUID]) -> None:
        for owner, found in projection.parents_of(self.connection, register, uids).items():
            self._stale[owner].update(found)

    def _settle(self) -> None:
        """Bring projected columns, order keys and search entries up to date with everything written."""
        stale, self._stale = self._stale, defaultdict(set)
        for key, uids in stale.items():
            projection.refresh(self.connection, REGISTERS[key], uids)
            self._dirty[key].update(uids)
            for uid in uids:
                self._touch(key, uid)
        dirty, self._dirty = self._dirty, defaultdict(set)
        for key, uids in dirty.items():
            projection.settle(self.connection, REGISTERS[key], uids)


@lru_cache(maxsize=64)
def _codec(key: str) -> BulkCodec:
    return BulkCodec(REGISTERS[key])


def _mark_of(spec: FieldSpec) -> str:
    if spec.kind is Kind.LINK:
        return f"(SELECT id FROM {spec.links_to} WHERE uid = ?)"
    return "?"


def touched_sets(touched: Mapping[str, Iterable[UUID]]) -> dict[str, frozenset[UUID]]:
    """Freeze what an operation touched."""
    return {key: frozenset(uids) for key, uids in touched.items()}
