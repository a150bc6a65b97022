"""Evidence files in the database: kept once, never named in vain, told of when they are lost."""

from uuid import UUID, uuid4

import pytest
from store_stories import START, Made, add, hash_of, operation, record, redo, soundness, undo

from antq_desktop.domain.errors import RecordGone
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.activity import ACTIVITIES, Activity
from antq_desktop.storage import attachments, backups
from antq_desktop.storage.places import StorePaths
from antq_desktop.storage.store import Store

PHOTO, NOWHERE = "image/jpeg", "0" * 64


def kept(store: Store, data: bytes) -> str:
    with store.settling() as connection:
        return attachments.keep(connection, PHOTO, data, START)


def meeting(*evidence: str) -> Activity:
    return Activity(uid=uuid4(), happened_on=START.date(), evidence=evidence)


def edit(store: Store, uid: UUID, *evidence: str) -> None:
    with operation(store, "Sửa hoạt động") as writing:
        writing.change(ACTIVITIES, uid, {"evidence": evidence})


def lose(store: Store, sha256: str) -> None:
    with store.settling() as connection:
        connection.exec_driver_sql("DELETE FROM attachment WHERE sha256 = ?", (sha256,))


def test_a_file_is_kept_once_and_found_by_how_it_begins(store: Store) -> None:
    first, again, other = kept(store, b"mot"), kept(store, b"mot"), kept(store, b"hai hai")
    assert first == again != other
    with store.reading() as connection:
        found = attachments.read(connection, first)
        assert found is not None
        assert (found.media, found.data) == (PHOTO, b"mot")
        assert attachments.read(connection, NOWHERE) is None
        assert attachments.beginning(connection, other[:9]) == [other]
        told = attachments.sizes(connection, [first, other, NOWHERE])
        assert {key: one.size for key, one in told.items()} == {first: 3, other: 7}


def test_a_line_names_only_what_is_there(store: Store) -> None:
    there = kept(store, b"anh")
    before = hash_of(store)
    with pytest.raises(RecordGone, match="minh chứng"):
        add(store, meeting(there, NOWHERE))
    assert hash_of(store) == before
    held = meeting(there)
    add(store, held)
    with pytest.raises(RecordGone, match="minh chứng"):
        edit(store, held.uid, there, NOWHERE)
    assert record(store, held) == held


def test_undoing_leaves_the_file_and_doing_again_finds_it(store: Store) -> None:
    there = kept(store, b"anh")
    add(store, meeting(there))
    with store.reading() as connection:
        assert attachments.unnamed(connection) == []
    undo(store)
    with store.reading() as connection:
        assert attachments.unnamed(connection) == [there]
    assert soundness(store).is_sound
    redo(store)
    assert soundness(store).is_sound
    undo(store)
    lose(store, there)
    with pytest.raises(RecordGone, match="minh chứng"):
        redo(store)
    assert soundness(store).is_sound


def test_a_lost_file_is_told_and_can_be_given_up(store: Store) -> None:
    lost, other = kept(store, b"mat"), kept(store, b"con")
    held = meeting(lost, other)
    add(store, held)
    lose(store, lost)
    found = soundness(store)
    assert found.files == (f"activity:{held.uid.hex}",)
    assert found.needs_backup
    edit(store, held.uid, other)
    assert soundness(store).is_sound


def test_files_travel_with_a_backup(store: Store, made: Made) -> None:
    there = kept(store, bytes(300_000))
    add(store, meeting(there))
    copied = backups.make(made.paths, made.key, "manual", START)
    copy = Store(StorePaths(copied.path), made.key, store.device, lambda: START)
    try:
        with copy.reading() as connection:
            assert attachments.sizes(connection, [there])[there].size == 300_000
        assert soundness(copy).is_sound
    finally:
        copy.close()


def test_every_register_with_files_is_looked_through() -> None:
    with_files = {key for key, register in REGISTERS.items() if attachments.file_fields(register)}
    assert {"activity", "group_file"} <= with_files
