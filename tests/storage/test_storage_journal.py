"""The journal: everything that was done, in a chain that shows tampering; erased values are gone everywhere."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_stories import (
    ACTOR,
    HEADSHIPS,
    HOUSEHOLDS,
    RESIDENCES,
    RESIDENTIAL_AREAS,
    Made,
    add,
    area,
    campaign,
    hash_of,
    household,
    operation,
    pledge,
    record,
    soundness,
    undo,
)

from antq_desktop.domain.changes import HistoryLine
from antq_desktop.domain.collation import name_sort_key, sort_key
from antq_desktop.domain.dates import ImpreciseDate
from antq_desktop.domain.errors import EditedElsewhere, RecordGone, StorageError
from antq_desktop.domain.fields import FieldSpec, Kind, Value
from antq_desktop.domain.text import fold, tone_key
from antq_desktop.storage import codec, erasure, journal, rows, search
from antq_desktop.storage.connect import connect
from antq_desktop.storage.sealed_text import derive
from antq_desktop.storage.store import Intent, Store, draw_epoch, journal_head

NAME = "Quách Thị Hạnh Nguyên"


def history(store: Store, uid) -> list[HistoryLine]:
    with store.reading() as connection:
        return journal.history(connection, RESIDENTIAL_AREAS, uid)


def test_the_life_of_a_record_is_told_in_order(store: Store) -> None:
    uid = add(store, area("Thôn Đông"))
    with operation(store, "Sửa khu dân cư") as writing:
        writing.change(RESIDENTIAL_AREAS, uid, {"name": "Thôn Đông Hạ", "valid_from": date(2020, 1, 1)})
    with operation(store, "Xóa khu dân cư", reason="nhập trùng") as writing:
        writing.remove(RESIDENTIAL_AREAS, uid)
    with operation(store) as writing:
        writing.bring_back(RESIDENTIAL_AREAS, uid)
    told = history(store, uid)
    assert [(line.field, line.before, line.after) for line in told] == [
        ("*", None, None),
        ("name", "Thôn Đông", "Thôn Đông Hạ"),
        ("valid_from", None, date(2020, 1, 1)),
        ("deleted", None, True),
        ("deleted", None, False),
    ]
    assert told[0].values == {"name": "Thôn Đông"}
    assert [line.operation.number for line in told] == [1, 2, 2, 3, 4]
    assert told[3].operation.reason == "nhập trùng"
    assert soundness(store).is_sound


def test_a_version_rises_with_every_change_and_guards_against_edits_elsewhere(store: Store) -> None:
    one = area()
    add(store, one)
    with operation(store) as writing:
        writing.change(RESIDENTIAL_AREAS, one.uid, {"name": "Thôn Đoài"}, expected=1)
    with pytest.raises(EditedElsewhere, match="sửa ở nơi khác"), operation(store) as writing:
        writing.change(RESIDENTIAL_AREAS, one.uid, {"name": "Thôn Tây"}, expected=1)
    assert record(store, one).name == "Thôn Đoài"  # type: ignore[attr-defined]
    assert soundness(store).is_sound


def test_what_is_not_there_cannot_be_changed_removed_or_brought_back(store: Store) -> None:
    uid = add(store, area())
    with pytest.raises(RecordGone), operation(store) as writing:
        writing.change(RESIDENTIAL_AREAS, uuid4(), {"name": "x"})
    with pytest.raises(RecordGone), operation(store) as writing:
        writing.bring_back(RESIDENTIAL_AREAS, uid)
    with operation(store) as writing:
        writing.remove(RESIDENTIAL_AREAS, uid)
    with pytest.raises(RecordGone), operation(store) as writing:
        writing.remove(RESIDENTIAL_AREAS, uid)
    with pytest.raises(RecordGone), operation(store) as writing:
        writing.change(RESIDENTIAL_AREAS, uid, {"name": "x"})


def test_an_operation_that_fails_or_changes_nothing_leaves_nothing(store: Store) -> None:
    one = area()
    add(store, one)
    before = hash_of(store)
    with pytest.raises(RecordGone):
        add(store, area("Thôn Hai"), *household("Nguyễn Văn An", uuid4()))
    with operation(store) as writing:
        writing.change(RESIDENTIAL_AREAS, one.uid, {"name": "Thôn Đông"})
    with store.operation(Intent(title="Xuất danh sách", actor=ACTOR, keep_empty=True)) as (_, outcome):
        pass
    assert outcome.changes.operation is not None
    with store.reading() as connection:
        assert [each.title for each in journal.operations(connection)] == ["Xuất danh sách", "Việc"]
    assert hash_of(store) == before
    assert soundness(store).is_sound


def test_a_link_to_nothing_is_refused(store: Store) -> None:
    with pytest.raises(RecordGone):
        add(store, *household("Nguyễn Văn An", uuid4()))
    here = area()
    add(store, here)
    parts = household("Nguyễn Văn An", here.uid)
    add(store, *parts)
    with pytest.raises(RecordGone), operation(store) as writing:
        writing.change(RESIDENCES, parts[1].uid, {"area": uuid4()})
    assert soundness(store).is_sound


def test_a_chain_runs_for_each_epoch_and_each_device(store: Store, made: Made) -> None:
    add(store, area("Một"))
    with store.settling() as connection:
        draw_epoch(connection)
    add(store, area("Hai"))
    other = Store(made.paths, made.key, uuid4(), store.clock)
    add(other, area("Ba"))
    other.close()
    add(store, area("Bốn"))
    with store.reading() as connection:
        assert [each.number for each in journal.operations(connection)] == [2, 1, 1, 1]
        assert journal.broken_chains(connection) == []
        assert len(journal_head(connection) or "") == 64


TAMPERING = {
    "a value": "UPDATE change SET value = replace(value, 'Thôn', 'Xóm') WHERE id = 2",
    "a value with its salt gone": "UPDATE change SET value = '\"x\"', salt = NULL WHERE id = 2",
    "whose it is": "UPDATE change SET uid = randomblob(16) WHERE id = 2",
    "which field": "UPDATE change SET field = 'note' WHERE id = 2",
    "a digest": "UPDATE change SET digest = randomblob(32) WHERE id = 2",
    "a parent": "UPDATE change SET parents = randomblob(32) WHERE id = 2",
    "a change left out": "DELETE FROM change WHERE id = 2",
    "the order": "UPDATE change SET id = 99 WHERE id = 2",
    "a chain": "UPDATE operation SET chain = randomblob(32) WHERE id = 2",
    "a number": "UPDATE operation SET n = 7 WHERE id = 2",
    "no chain": "UPDATE operation SET chain = NULL WHERE id = 2",
}


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_is_found_and_named(store: Store, made: Made, what: str) -> None:
    add(store, area("Thôn Đông"))
    with operation(store) as writing:
        writing.add(area("Thôn Hai"), RESIDENTIAL_AREAS)
        writing.add(area("Thôn Ba"), RESIDENTIAL_AREAS)
        touched = writing.uid
    add(store, area("Thôn Bốn"))
    store.checkpoint()
    raw = connect(made.paths.database, made.key)
    raw.execute("PRAGMA foreign_keys = OFF")
    for trigger in ("change_stays", "change_is_only_erased", "operation_stays", "operation_is_sealed"):
        raw.execute(f"DROP TRIGGER {trigger}")
    raw.execute(TAMPERING[what])
    raw.close()
    assert touched.hex in soundness(store).chains


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM operation",
        "DELETE FROM change",
        "UPDATE operation SET title = 'x'",
        "UPDATE change SET value = 'x'",
        "UPDATE change SET value = NULL",
        "UPDATE change SET register = 'pledge', value = NULL, salt = NULL",
        "UPDATE change SET digest = x'00', value = NULL, salt = NULL",
    ],
)
def test_the_journal_itself_refuses_to_be_rewritten(store: Store, sql: str) -> None:
    add(store, area())
    with pytest.raises(StorageError), store.settling() as connection:
        connection.exec_driver_sql(sql)
    assert soundness(store).is_sound


def every_text(made: Made) -> bytes:
    """Every value of every table, the search engine's own tables among them, read with the key."""
    raw = connect(made.paths.database, made.key)
    tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = bytearray()
    for table in tables:
        for row in raw.execute(f"SELECT * FROM {table}"):
            for cell in row:
                found += cell if isinstance(cell, bytes) else str(cell).encode()
                found += b"\n"
    raw.close()
    return bytes(found)


def traces(name: str) -> list[bytes]:
    words = [name, *name.split()]
    found = [word.encode() for word in words] + [fold(word).encode() for word in words]
    found += [tone_key(word).encode() for word in name.split()]
    return [*found, name_sort_key(name)[:8], sort_key(name)[:8]]


def test_an_erased_name_is_nowhere_and_the_chain_still_verifies(store: Store, made: Made) -> None:
    here = area()
    parts = household(
        NAME, here.uid, address="Ngõ Hoa Phượng", note="Thích đánh cờ", sort_as="Nguyên Quách", list_code="Q7"
    )
    add(store, here)
    add(store, *parts)
    uid = parts[0].uid
    with operation(store) as writing:
        writing.change(HEADSHIPS, parts[2].uid, {"head_name": "Quách Thị Hạnh"})
        writing.change(HOUSEHOLDS, uid, {"address": "Ngõ Hoa Sữa", "size": 3})
    add(store, *household("Người Khác", here.uid))
    assert any(trace in every_text(made) for trace in traces(NAME))
    with store.settling() as connection:
        assert erasure.erase(connection, HOUSEHOLDS, uid) == 4
        erasure.optimize(connection)
    store.checkpoint()
    said = every_text(made)
    left = [
        trace
        for text in (NAME, "Hoa Phượng", "Hoa Sữa", "đánh cờ", "Nguyên Quách")
        for trace in traces(text)
        if trace in said
    ]
    assert left == []
    assert soundness(store).is_sound
    with store.reading() as connection:
        line = rows.get(connection, HOUSEHOLDS, uid)
        assert line is not None
        assert line.record.head_name == erasure.MARK  # type: ignore[attr-defined]
        assert search.find(connection, "quach thi hanh nguyen") == []
        told = journal.history(connection, HOUSEHOLDS, uid)
    assert all(
        line.erased and not line.values and line.after is None
        for line in told
        if line.field in {"*", "head_name", "address"} and line.register != "residence"
    )


def test_the_files_of_a_store_show_no_word_of_it(store: Store, made: Made) -> None:
    here = area()
    add(store, here)
    add(store, *household(NAME, here.uid))
    for path in made.paths.folder.iterdir():
        data = path.read_bytes()
        assert not [
            trace for trace in (NAME.encode(), b"quach", b"head_name", b"household", b"SQLite format") if trace in data
        ]


def test_what_was_erased_does_not_come_back_by_undo(store: Store) -> None:
    here = area()
    add(store, here)
    parts = household(NAME, here.uid, size=4)
    add(store, *parts)
    with operation(store) as writing:
        writing.change(HOUSEHOLDS, parts[0].uid, {"size": 5, "address": "Số 5"})
        edit = writing.uid
    with store.settling() as connection:
        erasure.erase(connection, HOUSEHOLDS, parts[0].uid)
    before = hash_of(store)
    with pytest.raises(EditedElsewhere):
        undo(store, edit)
    with pytest.raises(EditedElsewhere):
        undo(store)
    assert hash_of(store) == before
    assert record(store, parts[0]).size == 5  # type: ignore[attr-defined]


def test_uids_of_what_was_erased_are_remembered_once(store: Store, made: Made) -> None:
    first, second = uuid4(), uuid4()
    assert erasure.remembered(made.paths.erased) == []
    erasure.remember(made.paths.erased, [("household", first)])
    erasure.remember(made.paths.erased, [("household", first), ("household", second)])
    assert erasure.remembered(made.paths.erased) == [("household", first), ("household", second)]


KINDS = {
    Kind.TEXT: st.text(min_size=1),
    Kind.INTEGER: st.integers(-(1 << 62), 1 << 62),
    Kind.CHOICE: st.text(min_size=1),
    Kind.CHOICE_SET: st.frozensets(st.text(min_size=1)),
    Kind.LINK: st.uuids(),
    Kind.LINK_SET: st.frozensets(st.uuids()),
    Kind.DATE: st.dates(),
    Kind.IMPRECISE_DATE: st.builds(ImpreciseDate, st.integers(1900, 2100), st.integers(1, 12), st.just(0)),
    Kind.FLAG: st.booleans(),
    Kind.ATTACHMENTS: st.lists(st.text(min_size=1)).map(tuple),
}


@given(st.sampled_from(sorted(KINDS)).flatmap(lambda kind: st.tuples(st.just(kind), KINDS[kind] | st.just(None))))
def test_values_come_back_from_journal_and_columns_as_they_went_in(pair: tuple[Kind, Value]) -> None:
    kind, value = pair
    spec = FieldSpec(key="a", label="A", kind=kind, required=False)
    empty = {Kind.CHOICE_SET: frozenset(), Kind.LINK_SET: frozenset(), Kind.ATTACHMENTS: (), Kind.FLAG: False}
    kept = empty.get(kind) if value is None else value
    assert codec.from_json(spec, codec.to_json(spec, value)) == kept
    assert codec.from_cell(spec, codec.to_cell(spec, value)) == kept


def test_keys_derived_for_other_purposes_differ(made: Made) -> None:
    assert len({made.key, derive(made.key, "a"), derive(made.key, "b")}) == 3


def test_pledges_survive_the_erasure_of_their_household(store: Store) -> None:
    here, rounds = area(), campaign()
    parts = household(NAME, here.uid)
    add(store, here, *rounds[::-1])
    add(store, *parts, pledge(parts[0].uid, rounds[0].uid, here.uid))
    with store.settling() as connection:
        erasure.erase(connection, HOUSEHOLDS, parts[0].uid)
    with store.reading() as connection:
        assert rows.linking(connection, parts[0].uid, "household")
    assert soundness(store).is_sound
