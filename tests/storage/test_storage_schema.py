"""The schema: as the tables say, reached by every path, refused when newer or not ours, nothing half done."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from store_stories import Made

from antq_desktop.domain.errors import StorageError, StoreDamaged, StoreTooNew
from antq_desktop.storage import schema
from antq_desktop.storage import store as stores
from antq_desktop.storage.connect import connect
from antq_desktop.storage.places import StorePaths
from antq_desktop.storage.schema import APPLICATION_ID, SCHEMA
from antq_desktop.storage.tables import METADATA

KEY = bytes(range(32))


def columns(connection, table: str) -> list[tuple]:
    return [row[1:6] for row in connection.execute(f"PRAGMA table_info('{table}')")]


def indexes(connection, table: str) -> set[tuple]:
    found = set()
    for _, name, unique, origin, partial in connection.execute(f"PRAGMA index_list('{table}')").fetchall():
        keys = tuple(row[2] for row in connection.execute(f"PRAGMA index_info('{name}')"))
        where = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0] or ""
        found.add((name if origin == "c" else origin, unique, partial, keys, where.partition("WHERE")[2].strip()))
    return found


def foreign_keys(connection, table: str) -> set[tuple]:
    return {row[2:7] for row in connection.execute(f"PRAGMA foreign_key_list('{table}')")}


def test_a_migrated_database_is_what_the_tables_say(made: Made) -> None:
    migrated = connect(made.paths.database, made.key)
    described = sqlite3.connect(":memory:")
    for table in METADATA.sorted_tables:
        described.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        for index in table.indexes:
            described.execute(str(CreateIndex(index).compile(dialect=sqlite.dialect())))
    kept = {
        row[0]
        for row in migrated.execute("SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    }
    shadows = {row[0] for row in migrated.execute("SELECT name FROM pragma_table_list WHERE type = 'shadow'")}
    assert kept - shadows - {"sqlite_schema", "sqlite_stat1", "sqlite_stat4", "alembic_version"} == set(METADATA.tables)
    for table in METADATA.tables:
        assert columns(migrated, table) == columns(described, table), table
        assert indexes(migrated, table) == indexes(described, table), table
        assert foreign_keys(migrated, table) == foreign_keys(described, table), table
        strict = migrated.execute("SELECT strict FROM pragma_table_list WHERE name = ?", (table,)).fetchone()[0]
        assert strict == 1, table
        assert {row[1] for row in columns(migrated, table)} <= {"TEXT", "INTEGER", "BLOB"}, table
    migrated.close()
    described.close()


def test_every_connection_keeps_the_promises_of_durability(made: Made) -> None:
    connection = connect(made.paths.database, made.key)

    def said(name: str) -> object:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert said("journal_mode") == "wal"
    assert (said("synchronous"), said("foreign_keys"), said("secure_delete"), said("trusted_schema")) == (2, 1, 1, 0)
    assert (said("application_id"), said("user_version")) == (APPLICATION_ID, SCHEMA)
    for table in ("search_folded", "search_toned"):
        sql = f"SELECT v FROM {table}_config WHERE k = 'secure-delete'"
        assert connection.execute(sql).fetchone()[0] == 1
    connection.close()


def test_an_up_to_date_database_is_left_alone_and_needs_no_alembic(made: Made) -> None:
    code = (
        "import sys; from pathlib import Path; from antq_desktop.storage import schema, store\n"
        f"print(schema.bring_up(Path({str(made.paths.database)!r}), bytes.fromhex({made.key.hex()!r})))\n"
        "print([name for name in sys.modules if name.startswith(('alembic', 'mako', 'PySide6'))])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.split("\n")[:2] == ["False", "[]"]


def test_a_newer_database_is_refused_naming_both_numbers(made: Made) -> None:
    connection = connect(made.paths.database, made.key)
    connection.execute(f"PRAGMA user_version = {SCHEMA + 6}")
    connection.close()
    before = made.paths.database.read_bytes()
    with pytest.raises(StoreTooNew, match=f"lược đồ {SCHEMA + 6}.*đọc đến {SCHEMA}"):
        schema.bring_up(made.paths.database, made.key)
    assert made.paths.database.read_bytes() == before


def plain_sqlite(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE household(head_name TEXT)")
    connection.commit()
    connection.close()


def other_program(path: Path) -> None:
    connection = connect(path, KEY)
    connection.execute("CREATE TABLE t(a)")
    connection.execute("PRAGMA user_version = 1")
    connection.close()


def unnumbered(path: Path) -> None:
    connection = connect(path, KEY)
    connection.execute("CREATE TABLE t(a)")
    connection.close()


def empty(path: Path) -> None:
    path.touch()


def noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


@pytest.mark.parametrize("make", [plain_sqlite, other_program, unnumbered, empty, noise])
def test_what_is_not_ours_is_refused_in_words_and_left_as_it_was(make, tmp_path: Path) -> None:
    path = tmp_path / "khac.antq"
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreDamaged, match="không phải"):
        schema.bring_up(path, KEY)
    assert path.read_bytes() == before


def test_another_key_is_refused(made: Made) -> None:
    with pytest.raises(StoreDamaged):
        schema.bring_up(made.paths.database, KEY)


@pytest.fixture
def next_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program of tomorrow: one more step, whose file is returned empty."""
    folder = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, folder)
    monkeypatch.setattr(schema, "MIGRATIONS", folder)
    monkeypatch.setattr(schema, "SCHEMA", SCHEMA + 1)
    return folder / "versions" / "r9999_next.py"


STEP = """from alembic import op
revision = "r9999"
down_revision = "r{last:04}"
def upgrade():
    op.execute("CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT")
    op.execute("ALTER TABLE setting ADD COLUMN note TEXT")
    {then}
"""


def test_an_earlier_schema_is_backed_up_and_brought_up(made: Made, next_schema: Path) -> None:
    next_schema.write_text(STEP.format(last=SCHEMA, then="pass"))
    backed_up = []
    assert schema.bring_up(made.paths.database, made.key, lambda: backed_up.append(1))
    assert backed_up == [1]
    assert schema.schema_of(made.paths.database, made.key) == SCHEMA + 1
    assert not schema.bring_up(made.paths.database, made.key)
    connection = connect(made.paths.database, made.key)
    assert connection.execute("SELECT count(*) FROM extra").fetchone()[0] == 0
    assert connection.execute("SELECT value FROM setting WHERE key = 'database'").fetchone()[0] == made.database.hex
    connection.close()


@pytest.mark.parametrize(
    ("then", "error"),
    [
        ("raise RuntimeError('power cut')", RuntimeError),
        ("op.execute('SELECT * FROM nothing')", StorageError),
        (
            "op.execute(\"INSERT INTO outbox_event(outbox, state, at) VALUES(99, 'sealed', '2026')\")",
            StorageError,
        ),
    ],
)
def test_a_step_that_fails_leaves_nothing_behind(made: Made, next_schema: Path, then: str, error: type) -> None:
    next_schema.write_text(STEP.format(last=SCHEMA, then=then))
    with pytest.raises(error):
        schema.bring_up(made.paths.database, made.key)
    connection = connect(made.paths.database, made.key)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'extra'").fetchone()[0] == 0
    assert [row[1] for row in connection.execute("PRAGMA table_info(setting)")] == ["key", "value"]
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone()[0] == f"r{SCHEMA:04}"
    connection.close()


def test_a_store_that_could_not_be_made_leaves_no_file(tmp_path: Path, next_schema: Path) -> None:
    next_schema.write_text(STEP.format(last=SCHEMA, then="raise RuntimeError('power cut')"))
    paths = StorePaths(tmp_path / "moi" / "antq.antq")
    paths.folder.mkdir()
    with pytest.raises(RuntimeError):
        stores.create(paths, KEY)
    assert list(paths.folder.iterdir()) == []
