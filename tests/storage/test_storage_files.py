"""The files beside a store: device, lock, drafts, places; the small tables of import and outbox."""

import os
import signal
import subprocess
import sys
import zlib
from datetime import UTC, datetime
from pathlib import Path, PureWindowsPath
from uuid import uuid4

import pytest
from store_stories import OFFICER, RESIDENTIAL_AREAS, START, Made, add, area, operation

from antq_desktop.domain.errors import DiskFull, StorageError, StoreBusy, StoreDamaged, StoreMissing, StoreReadOnly
from antq_desktop.storage import device, import_log, instance_lock, outbox, reserve, settings
from antq_desktop.storage.connect import connect
from antq_desktop.storage.drafts import Drafts
from antq_desktop.storage.import_log import LoggedRow
from antq_desktop.storage.outbox import OutboxLine
from antq_desktop.storage.places import StorePaths, refuse_network, resources_folder
from antq_desktop.storage.sealed_text import derive, disk_error
from antq_desktop.storage.store import Store

RECORD = uuid4()


def test_a_device_is_made_once_and_keeps_its_certificate(made: Made) -> None:
    first = device.load_or_create(made.paths, made.key)
    assert first.created
    again = device.load_or_create(made.paths, made.key)
    assert (again.uid, again.private_bytes, again.created) == (first.uid, first.private_bytes, False)
    device.save_certificate(made.paths, made.key, b"certificate", (b"one", b"two"), issued=True)
    enrolled = device.load_or_create(made.paths, made.key)
    assert (enrolled.uid, enrolled.certificate, enrolled.chain) == (first.uid, b"certificate", (b"one", b"two"))
    assert enrolled.issued
    assert first.private_bytes not in made.paths.device.read_bytes()


@pytest.mark.parametrize("data", [b"", b"x", bytes(200), b"{}"])
def test_a_damaged_or_foreign_device_file_is_refused_with_what_to_do(made: Made, data: bytes) -> None:
    made.paths.device.write_bytes(data)
    with pytest.raises(StoreDamaged, match="Đổi tên"):
        device.load_or_create(made.paths, made.key)
    made.paths.device.unlink()
    device.load_or_create(made.paths, made.key)
    with pytest.raises(StoreDamaged):
        device.load_or_create(made.paths, bytes(32))
    flipped = bytearray(made.paths.device.read_bytes())
    flipped[40] ^= 1
    made.paths.device.write_bytes(bytes(flipped))
    with pytest.raises(StoreDamaged):
        device.load_or_create(made.paths, made.key)


def test_a_device_file_that_cannot_be_read_is_said_in_words(made: Made) -> None:
    made.paths.device.mkdir()
    with pytest.raises(StorageError, match=r"antq\.device"):
        device.load_or_create(made.paths, made.key)


HOLD = """
import sys, time
from pathlib import Path
from antq_desktop.storage import instance_lock
from antq_desktop.storage.places import StorePaths
with instance_lock.held(StorePaths(Path(sys.argv[1])), 0):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_program_is_refused_until_the_first_is_gone_even_if_it_was_killed(made: Made) -> None:
    with instance_lock.held(made.paths, 0):
        pass
    command = [sys.executable, "-c", HOLD, str(made.paths.database)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreBusy, match="cửa sổ khác"), instance_lock.held(made.paths, 0.1):
            pass
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
    with instance_lock.held(made.paths, 0):
        assert made.paths.lock.exists()


def test_a_lock_in_a_place_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError), instance_lock.held(StorePaths(tmp_path / "file" / "antq.antq"), 0):
        pass


@pytest.fixture
def drafts(made: Made):
    opened = Drafts(made.paths.drafts, made.key)
    yield opened
    opened.close()


def test_drafts_are_kept_replaced_found_and_forgotten(drafts: Drafts, made: Made) -> None:
    later = datetime(2026, 5, 20, 9, tzinfo=UTC)
    drafts.keep(OFFICER, "household", None, {"head_name": "Nguyễn"}, START)
    drafts.keep(OFFICER, "household", None, {"head_name": "Nguyễn Văn"}, START)
    drafts.keep(OFFICER, "household", RECORD, {"address": "Số 5"}, later)
    drafts.keep(uuid4(), "household", None, {"head_name": "Của người khác"}, START)
    found = drafts.find(OFFICER, "household", None)
    assert found is not None
    assert (dict(found.values), found.at, found.record) == ({"head_name": "Nguyễn Văn"}, START, None)
    assert [draft.record for draft in drafts.all_of(OFFICER)] == [RECORD, None]
    drafts.forget(OFFICER, "household", None)
    assert drafts.find(OFFICER, "household", None) is None
    drafts.close()
    again = Drafts(made.paths.drafts, made.key)
    assert [dict(draft.values) for draft in again.all_of(OFFICER)] == [{"address": "Số 5"}]
    again.erase(RECORD)
    assert again.all_of(OFFICER) == []
    assert again.set_aside is None
    again.close()


def test_drafts_are_kept_while_an_import_holds_the_database(drafts: Drafts, store: Store) -> None:
    with operation(store) as writing:
        writing.add(area(), RESIDENTIAL_AREAS)
        writing.flush()
        drafts.keep(OFFICER, "household", None, {"head_name": "Nguyễn"}, START)
        assert drafts.find(OFFICER, "household", None) is not None


@pytest.mark.parametrize("place", [10, 2000, 5000, 9000])
def test_a_damaged_drafts_file_is_put_aside_and_begun_anew(made: Made, place: int) -> None:
    first = Drafts(made.paths.drafts, made.key)
    for number in range(40):
        first.keep(OFFICER, "household", uuid4(), {"head_name": "x" * 200, "n": number}, START)
    first.close()
    data = bytearray(made.paths.drafts.read_bytes())
    assert len(data) > 9000
    data[place] ^= 1
    made.paths.drafts.write_bytes(bytes(data))
    anew = Drafts(made.paths.drafts, made.key)
    assert anew.set_aside is not None
    assert anew.set_aside.read_bytes() == bytes(data)
    assert anew.all_of(OFFICER) == []
    anew.keep(OFFICER, "household", None, {"head_name": "Nguyễn"}, START)
    anew.close()


def test_erasing_takes_a_damaged_drafts_file_along(made: Made) -> None:
    made.paths.drafts.write_bytes(b"x" * 9000)
    anew = Drafts(made.paths.drafts, made.key)
    assert anew.set_aside is not None
    assert anew.set_aside.exists()
    anew.erase(RECORD)
    assert not anew.set_aside.exists()
    anew.erase(RECORD)
    anew.close()


def test_a_drafts_file_of_another_store_is_put_aside(made: Made) -> None:
    Drafts(made.paths.drafts, bytes(32)).close()
    anew = Drafts(made.paths.drafts, made.key)
    assert anew.set_aside is not None
    anew.close()


def test_drafts_in_use_elsewhere_are_not_put_aside(made: Made) -> None:
    first = Drafts(made.paths.drafts, made.key)
    first.keep(OFFICER, "household", None, {"head_name": "Nguyễn"}, START)
    other = connect(made.paths.drafts, derive(made.key, "antq/drafts/1"))
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    first.close()
    other.execute("BEGIN EXCLUSIVE")
    other.execute("UPDATE draft SET at = at")
    with pytest.raises(StoreBusy):
        Drafts(made.paths.drafts, made.key)
    other.execute("COMMIT")
    other.close()
    again = Drafts(made.paths.drafts, made.key)
    assert again.set_aside is None
    assert len(again.all_of(OFFICER)) == 1
    again.close()


def test_a_place_for_drafts_that_is_none_is_said_in_words(made: Made, tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        Drafts(tmp_path / "nowhere" / "antq.drafts", made.key)


def test_no_draft_can_be_read_without_the_key(drafts: Drafts, made: Made) -> None:
    drafts.keep(OFFICER, "household", None, {"head_name": "Quách Thị Hạnh"}, START)
    for path in made.paths.folder.glob("*.drafts*"):
        assert "Quách".encode() not in path.read_bytes()


def test_files_of_a_store_stand_beside_it(tmp_path: Path) -> None:
    paths = StorePaths.in_folder(tmp_path, "xa")
    assert paths.database == tmp_path / "xa.antq"
    named = (
        paths.keys,
        paths.keys_bak,
        paths.drafts,
        paths.device,
        paths.lock,
        paths.erased,
        paths.trust_floor,
        paths.reserve,
        paths.log,
    )
    assert len({*named, paths.database}) == 10
    assert {path.parent for path in named} == {tmp_path} == {paths.folder}
    assert all(path.name.startswith("xa.") for path in named)
    (tmp_path / "cu.antq").touch()
    assert StorePaths.in_folder(tmp_path).database.name == "cu.antq"
    (tmp_path / "moi.antq").touch()
    with pytest.raises(StoreMissing, match=r"cu\.antq, moi\.antq"):
        StorePaths.in_folder(tmp_path)


@pytest.mark.parametrize("folder", [PureWindowsPath(r"\\may-chu\chung\antq"), PureWindowsPath("//may-chu/chung/antq")])
def test_a_shared_folder_is_refused_for_live_data(folder: PureWindowsPath) -> None:
    with pytest.raises(StoreReadOnly, match="ổ mạng"):
        refuse_network(folder)
    with pytest.raises(StoreReadOnly):
        refuse_network(PureWindowsPath(r"\\?\UNC\may-chu\chung"))
    for local in (r"D:\antq", r"\\?\D:\antq"):
        assert refuse_network(PureWindowsPath(local)) is None


def test_resources_are_found_beside_the_source() -> None:
    assert (resources_folder() / "lists" / "targets.csv").is_file()


def test_a_reserve_is_kept_once_and_given_back(made: Made) -> None:
    assert reserve.keep(made.paths, 1 << 20)
    assert made.paths.reserve.stat().st_size == 1 << 20
    made.paths.reserve.write_bytes(b"cut short by a crash")
    assert reserve.keep(made.paths, (1 << 20) + 5)
    assert made.paths.reserve.stat().st_size == (1 << 20) + 5
    assert made.paths.reserve.stat().st_blocks * 512 >= 1 << 20
    assert len(zlib.compress(made.paths.reserve.read_bytes(), 1)) > 1 << 20
    assert reserve.release(made.paths)
    assert not made.paths.reserve.exists()
    assert reserve.room_in(made.paths.folder / "not" / "there") > 0


@pytest.mark.parametrize(
    ("number", "kind"), [(28, DiskFull), (122, DiskFull), (13, StoreReadOnly), (30, StoreReadOnly), (5, StorageError)]
)
def test_what_the_system_says_becomes_words(number: int, kind: type) -> None:
    told = disk_error(OSError(number, "x"), Path("a/b.keys"))
    assert type(told) is kind
    assert told.do


def test_settings_are_read_and_written(store: Store) -> None:
    with store.settling() as connection:
        settings.write(connection, "a", "1")
        settings.write(connection, "a", "2")
        settings.write(connection, "b", None)
    with store.reading() as connection:
        assert settings.read(connection, "a") == "2"
        assert settings.read(connection, "none") is None
        assert {"a": "2", "b": None}.items() <= settings.everything(connection).items()


def test_an_import_remembers_outcomes_and_headings_never_content(store: Store) -> None:
    uid = uuid4()
    lines = [LoggedRow("Tờ 1", 5, "added", uid, None), LoggedRow(None, 6, "rejected", None, "thiếu tên")]
    with operation(store) as writing:
        writing.add(area(), RESIDENTIAL_AREAS)
        import_log.enter(writing.connection, writing.uid, "ab" * 32, "household", START.isoformat(), lines)
        import_log.remember(writing.connection, import_log.MAPPING, "tiêu đề", {"Họ tên": "head_name"})
        import_log.remember(writing.connection, import_log.MAPPING, "tiêu đề", {"Chủ hộ": "head_name"})
    with store.reading() as connection:
        assert import_log.known_file(connection, "ab" * 32) == START.isoformat()
        assert import_log.known_file(connection, "cd" * 32) is None
        assert import_log.recall(connection, import_log.MAPPING, "tiêu đề") == {"Chủ hộ": "head_name"}
        assert import_log.recall(connection, import_log.MAPPING, "khác") is None
        assert connection.exec_driver_sql("SELECT count(*) FROM import_row").scalar() == 2


def test_the_outbox_counts_each_stream_of_each_epoch_for_itself(store: Store) -> None:
    device_uid, epoch = uuid4(), uuid4()

    def line(identity: str, stream: str, sequence: int) -> OutboxLine:
        return OutboxLine(
            identity, "numbers", stream, "2026", sequence, outbox.SEALED, None, "a.antqpkg", {"areas": 3}, START
        )

    with store.settling() as connection:
        assert outbox.last(connection, device_uid, epoch, "up") == (0, None)
        outbox.enter(connection, line("a", "up", 1), device_uid, epoch)
        outbox.enter(connection, line("b", "up", 2), device_uid, epoch)
        outbox.enter(connection, line("c", "side", 1), device_uid, epoch)
        outbox.mark(connection, "a", "handed_over", START, "USB")
    with store.reading() as connection:
        assert outbox.last(connection, device_uid, epoch, "up") == (2, "b")
        assert outbox.last(connection, device_uid, uuid4(), "up") == (0, None)
        assert [(each.identity, each.state) for each in outbox.lines(connection)] == [
            ("c", "sealed"),
            ("b", "sealed"),
            ("a", "handed_over"),
        ]
        assert outbox.lines(connection)[2].counts == {"areas": 3}
    with pytest.raises(StorageError), store.settling() as connection:
        outbox.enter(connection, line("d", "up", 2), device_uid, epoch)
    add(store, area())
