"""Hash of what the registers say, and the checks that the file is sound."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.domain.fields import Register, values_of
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.storage import attachments, journal, projection, rows
from antq_desktop.storage.codec import canonical, to_json

SHOWN = 100


def state_hash(connection: Connection) -> str:
    """SHA-256 over live (register, uid, field, values), sorted.

    Row ids, versions, tombstones, the journal, drafts and settings do not matter, so that undoing gives the
    earlier hash.
    """
    state = hashlib.sha256()
    for key in sorted(REGISTERS):
        register = REGISTERS[key]
        specs = sorted(register.stored, key=lambda spec: spec.key)
        sql = (
            f"SELECT t.uid, t.ver, t.deleted_at, {rows.select_list(key)} FROM {key} t"
            " WHERE t.deleted_at IS NULL ORDER BY t.uid"
        )
        for row in connection.exec_driver_sql(sql):
            line = rows.line_of(register, tuple(row))
            values = values_of(line.record)
            for spec in specs:
                plain = to_json(spec, values[spec.key])
                if plain is not None and plain is not False:
                    text = canonical([key, line.record.uid.hex, spec.key, [plain]])
                    state.update(text.encode() + b"\n")
    return state.hexdigest()


@dataclass(frozen=True, slots=True)
class Soundness:
    """Result of checking a database; every list is empty when all is well.

    Attributes:
        pages: what SQLite's and SQLCipher's own checks say.
        links: rows whose link points nowhere.
        chains: operations at which the journal does not verify.
        projections: lines that disagree with their dated rows.
        search: registers whose search entries do not cover their lines.
        files: lines that name an evidence file which is not there.
    """

    pages: tuple[str, ...]
    links: tuple[str, ...]
    chains: tuple[str, ...]
    projections: tuple[str, ...]
    search: tuple[str, ...]
    files: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found."""
        return not (self.needs_backup or self.projections or self.search)

    @property
    def needs_backup(self) -> bool:
        """Whether what officers wrote is damaged; what is derived from it can be made anew."""
        return bool(self.pages or self.links or self.chains or self.files)


def check(connection: Connection) -> Soundness:
    """Check pages, links, journal, projections and search entries."""
    quick = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check")]
    cipher = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
    links = [f"{row[0]}:{row[1]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
    return Soundness(
        tuple(line for line in quick if line != "ok") + tuple(cipher),
        tuple(links),
        tuple(journal.broken_chains(connection)),
        tuple(_disagreeing(connection)),
        tuple(_unsearchable(connection)),
        tuple(attachments.lost(connection)[:SHOWN]),
    )


def overlapping(connection: Connection, register: Register, owner: Register) -> list[UUID]:
    """Lines two of whose dated rows hold at the same time.

    Args:
        connection: a reading transaction.
        register: of the dated rows.
        owner: whose rows they are.
    """
    parent = register.owners[owner.key]
    rivals = register.rivals
    alike = "" if rivals is None else f" AND b.{rivals.field} = a.{rivals.field}"
    alike += f" AND a.{rivals.field} = '{rivals.only}'" if rivals is not None and rivals.only else ""
    living = " AND ".join(f"{each}.deleted_at IS NULL" for each in "abp")
    sql = (
        f"SELECT DISTINCT p.uid FROM {register.key} a JOIN {register.key} b"
        f" ON b.{parent} = a.{parent} AND b.id > a.id{alike} JOIN {owner.key} p ON p.id = a.{parent} WHERE {living}"
        " AND (a.to_on IS NULL OR b.from_on IS NULL OR b.from_on <= a.to_on)"
        " AND (b.to_on IS NULL OR a.from_on IS NULL OR a.from_on <= b.to_on) ORDER BY p.id"
    )
    return [UUID(bytes=bytes(row[0])) for row in connection.exec_driver_sql(sql)]


def _disagreeing(connection: Connection) -> list[str]:
    """Lines that disagree with their dated rows, as `register:uid`, at most `SHOWN` of each register."""
    return [
        f"{register.key}:{uid.hex}"
        for register in REGISTERS.values()
        for uid in projection.disagreeing(connection, register)[:SHOWN]
    ]


def _unsearchable(connection: Connection) -> list[str]:
    found = []
    for register in REGISTERS.values():
        if not register.search:
            continue
        has_text = " OR ".join(f"coalesce(t.{key}, '') <> ''" for key in register.search)
        sql = (
            f"SELECT count(*) FROM {register.key} t WHERE t.deleted_at IS NULL AND ({has_text})"
            " AND NOT EXISTS(SELECT 1 FROM search_entry e WHERE e.uid = t.uid)"
        )
        row = connection.exec_driver_sql(sql).fetchone()
        if row is not None and row[0]:
            found.append(f"{register.key}: {row[0]}")
    return found
