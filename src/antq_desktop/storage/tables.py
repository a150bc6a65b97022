"""SQLAlchemy tables: one for each register, derived from its fields, and those of the program itself.

This is what the migrations must add up to; Alembic and the tests hold them against it. Nothing that runs from day to
day needs it, so only a migration imports it: building all these tables costs a sixth of what a bare window costs.

Every table is STRICT with TEXT, INTEGER and BLOB only. Inside, rows are joined by `id`; outside they are known by
`uid`. A link column holds the id of the row it points to.
"""

from types import MappingProxyType

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, text

from antq_desktop.domain.fields import FieldSpec, Kind, Register
from antq_desktop.domain.registers import REGISTERS

METADATA = MetaData()


def _column(spec: FieldSpec) -> Column[str] | Column[int]:
    if spec.kind is Kind.LINK:
        reference = ForeignKey(f"{spec.links_to}.id", ondelete="RESTRICT", deferrable=True, initially="DEFERRED")
        return Column(spec.key, Integer, reference, nullable=not spec.required)
    if spec.kind in {Kind.INTEGER, Kind.FLAG}:
        return Column(spec.key, Integer, nullable=True)
    return Column(spec.key, Text, nullable=True)


def _indexes(register: Register) -> list[Index]:
    links = [spec.key for spec in register.fields.values() if spec.kind is Kind.LINK]
    live = text("deleted_at IS NULL")
    indexes = [Index(f"{register.key}_in_order", "sk", "id", sqlite_where=live)]
    indexes.extend(Index(f"{register.key}_by_{key}", key) for key in links)
    return indexes


def _register_table(register: Register) -> Table:
    return Table(
        register.key,
        METADATA,
        Column("id", Integer, primary_key=True),
        Column("uid", LargeBinary, nullable=False, unique=True),
        Column("ver", Integer, nullable=False, server_default=text("1")),
        Column("deleted_at", Text),
        Column("sk", LargeBinary, nullable=False, server_default=text("x''")),
        *(_column(spec) for spec in register.fields.values()),
        *_indexes(register),
        sqlite_strict=True,
    )


TABLES = MappingProxyType({key: _register_table(register) for key, register in REGISTERS.items()})

SETTING = Table(
    "setting",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Text),
    sqlite_strict=True,
)

OPERATION = Table(
    "operation",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("uid", LargeBinary, nullable=False, unique=True),
    Column("device", LargeBinary, nullable=False),
    Column("epoch", LargeBinary, nullable=False),
    Column("n", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("officer", LargeBinary),
    Column("role", Text, nullable=False),
    Column("reason", Text),
    Column("hlc", Integer, nullable=False),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False, server_default=text("'do'")),
    Column("target", Integer, ForeignKey("operation.id")),
    Column("chain", LargeBinary),
    Index("operation_in_chain", "device", "epoch", "n", unique=True),
    Index("operation_by_target", "target"),
    sqlite_strict=True,
)

CHANGE = Table(
    "change",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("operation", Integer, ForeignKey("operation.id"), nullable=False),
    Column("register", Text, nullable=False),
    Column("uid", LargeBinary, nullable=False),
    Column("field", Text, nullable=False),
    Column("value", Text),
    Column("parents", LargeBinary),
    Column("salt", LargeBinary),
    Column("digest", LargeBinary, nullable=False),
    Index("change_by_uid", "uid"),
    Index("change_by_operation", "operation"),
    sqlite_strict=True,
)

SEARCH_ENTRY = Table(
    "search_entry",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("register", Text, nullable=False),
    Column("uid", LargeBinary, nullable=False, unique=True),
    Column("f", Text, nullable=False),
    Column("x", Text, nullable=False),
    sqlite_strict=True,
)

IMPORT_BATCH = Table(
    "import_batch",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("operation", LargeBinary, nullable=False, unique=True),
    Column("file_sha256", Text, nullable=False),
    Column("register", Text, nullable=False),
    Column("at", Text, nullable=False),
    sqlite_strict=True,
)

IMPORT_ROW = Table(
    "import_row",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("batch", Integer, ForeignKey("import_batch.id"), nullable=False),
    Column("sheet", Text),
    Column("row_no", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("uid", LargeBinary),
    Column("reason", Text),
    Index("import_row_by_batch", "batch"),
    sqlite_strict=True,
)

IMPORT_MEMORY = Table(
    "import_memory",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)

ATTACHMENT = Table(
    "attachment",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("media", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("at", Text, nullable=False),
    sqlite_strict=True,
)

OUTBOX = Table(
    "outbox",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("identity", Text, nullable=False, unique=True),
    Column("content", Text, nullable=False),
    Column("stream", Text, nullable=False),
    Column("epoch", LargeBinary, nullable=False),
    Column("device", LargeBinary, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("period", Text, nullable=False),
    Column("recipient", Text),
    Column("path", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("sealed_at", Text, nullable=False),
    Index("outbox_in_sequence", "device", "epoch", "stream", "sequence", unique=True),
    sqlite_strict=True,
)

OUTBOX_EVENT = Table(
    "outbox_event",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("outbox", Integer, ForeignKey("outbox.id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("note", Text),
    Index("outbox_event_by_outbox", "outbox"),
    sqlite_strict=True,
)
