"""Losing nothing: restores over sound, damaged and lost databases; recovery on an empty machine."""

import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from tests.conftest import CHEAP, LOGIN, PASSWORD, RESOURCES, Clock

from antq_desktop.domain.errors import (
    AntqError,
    KeysOutdated,
    PasswordRefused,
    RoleRefused,
    StorageError,
    StoreDamaged,
    StoreMissing,
    UsageError,
)
from antq_desktop.services import officers, records, restoring, setup, upkeep
from antq_desktop.services.office import Environment, Office
from antq_desktop.storage import store as stores

OTHER = "cau-khac-de-nho"
MAI = officers.NewOfficer("mai", "Lê Thị Mai", OTHER, frozenset({"front_cadre"}), "front")


def add(office: Office, name: str) -> UUID:
    areas = records.suggestions(office, "residential_area", "")
    area = areas[0][0] if areas else records.save(office, "residential_area", {"name": "Thôn Đông"}).uid
    return records.save(office, "household", {"head_name": name, "area": area, "address": f"nhà {name}"}).uid


def restore(office: Office, backup: Path, login: str | None = LOGIN, password: str = PASSWORD) -> Office:
    return restoring.restore(office.paths.folder, backup, login, password, office.environment)


def spoil_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(5000, len(data), 4096):
        data[place] ^= 4
    path.write_bytes(data)


def spoil_one_page(path: Path) -> None:
    """The last page alone: the store still opens."""
    data = bytearray(path.read_bytes())
    data[-3000] ^= 4
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:2000])


LOSSES: list[Callable[[Path], None]] = [spoil_pages, spoil_one_page, cut, Path.unlink]


def test_a_restore_brings_the_earlier_state_and_a_new_epoch_and_keeps_the_later_file(office: Office) -> None:
    add(office, "Nguyễn Văn An")
    before = upkeep.state_hash(office)
    made = upkeep.backup(office)
    add(office, "Lê Thị Tư")
    with office.store.reading() as connection:
        epoch = stores.epoch_of(connection)
    setup.lock(office)
    restored = restore(office, made.path)
    assert upkeep.state_hash(restored) == before
    with restored.store.reading() as connection:
        assert stores.epoch_of(connection) != epoch
    assert list(restored.paths.folder.glob("*.before-restore"))
    assert upkeep.listed_backups(restored)[0].reason == "restore"
    assert upkeep.check(restored).is_sound
    setup.lock(restored)


@pytest.mark.parametrize("lose", LOSSES)
def test_a_damaged_or_missing_database_is_restored_too(office: Office, lose: Callable[[Path], None]) -> None:
    add(office, "Nguyễn Văn An")
    before = upkeep.state_hash(office)
    made = upkeep.backup(office)
    setup.lock(office)
    lose(office.paths.database)
    lost = office.paths.database.read_bytes() if office.paths.database.exists() else None
    restored = restore(office, made.path, login=None)
    assert upkeep.state_hash(restored) == before
    assert upkeep.check(restored).is_sound
    kept = [path.read_bytes() for path in restored.paths.folder.glob("*.before-restore")]
    assert kept == ([] if lost is None else [lost])
    assert not list(restored.paths.folder.glob("*.restoring*"))
    setup.lock(restored)


@pytest.mark.parametrize("lose", [lambda _path: None, *LOSSES])
def test_only_an_administrator_restores_whatever_is_left_of_the_database(
    office: Office, lose: Callable[[Path], None]
) -> None:
    officers.add(office, MAI, PASSWORD)
    made = upkeep.backup(office)
    setup.lock(office)
    lose(office.paths.database)
    with pytest.raises(RoleRefused, match="phục hồi"):
        restore(office, made.path, "mai", OTHER)
    assert not list(office.paths.folder.glob("*.before-restore"))
    assert not list(office.paths.folder.glob("*.restoring*"))


def test_who_was_taken_out_opens_neither_the_backups_nor_a_restore_with_the_old_key_file(office: Office) -> None:
    chief = officers.NewOfficer("mai", "Lê Thị Mai", OTHER, frozenset({"admin"}), "front")
    officers.add(office, chief, PASSWORD)
    made = upkeep.backup(office)
    old = office.paths.keys.read_bytes()
    officers.remove(office, "mai", PASSWORD)
    with pytest.raises(PasswordRefused):
        setup.unlock(copied(made.path, office.paths.folder.parent / "cop"), "mai", OTHER, office.environment)
    setup.lock(office)
    office.paths.keys.write_bytes(old)
    with pytest.raises(KeysOutdated):
        restore(office, made.path, "mai", OTHER)


def copied(backup: Path, folder: Path) -> Path:
    """A backup carried off, as a store of its own."""
    folder.mkdir()
    for suffix in (".antq", ".keys"):
        shutil.copyfile(backup.with_suffix(suffix), folder / f"antq{suffix}")
    return folder


def test_a_damaged_foreign_or_missing_backup_is_refused_and_nothing_changes(office: Office, tmp_path: Path) -> None:
    add(office, "Nguyễn Văn An")
    made = upkeep.backup(office)
    spoil_one_page(made.path)
    setup.lock(office)
    before = {path: path.read_bytes() for path in office.paths.folder.rglob("*") if path.is_file()}
    for backup, refusal in ((made.path, StoreDamaged), (RESOURCES / "README.md", AntqError), (tmp_path, StoreMissing)):
        with pytest.raises(refusal):
            restore(office, backup)
    with pytest.raises(PasswordRefused):
        restore(office, made.path, password="khong-phai-mat-khau")
    assert {path: path.read_bytes() for path in office.paths.folder.rglob("*") if path.is_file()} == before


def test_an_erasure_is_done_again_after_an_older_backup_comes_back(office: Office, tmp_path: Path) -> None:
    uid = add(office, "Chim Hoàng Yến")
    made = upkeep.backup(office, tmp_path / "usb")
    upkeep.erase(office, "household", uid, "theo đơn", PASSWORD)
    setup.lock(office)
    restored = restore(office, made.path)
    assert records.get(restored, "household", uid).record.head_name == "(đã xóa theo yêu cầu)"
    setup.lock(restored)


@pytest.fixture
def created(tmp_path: Path) -> setup.Created:
    """A store with its halves at hand."""
    environment = Environment(RESOURCES, Clock(), CHEAP)
    terms = setup.Setup(unit_code="99001", unit_name="Xã Mẫu", login="an", officer_name="Lý An", password=PASSWORD)
    return setup.create(tmp_path / "xa", terms, environment)


def recover(created: setup.Created, folder: Path, source: Path | None, login: str = "an") -> Office:
    halves = (created.halves[1].text, created.halves[0].text)
    return restoring.recover(folder, halves, login, OTHER, created.office.environment, source)


def test_an_empty_machine_opens_a_backup_from_a_stick_with_the_two_halves(
    created: setup.Created, tmp_path: Path
) -> None:
    environment = created.office.environment
    add(created.office, "Nguyễn Văn An")
    before = upkeep.state_hash(created.office)
    on_stick = upkeep.backup(created.office, tmp_path / "usb")
    setup.lock(created.office)
    assert setup.rehearse(tmp_path / "xa", created.halves[0].text, created.halves[1].digits)
    with pytest.raises(PasswordRefused):
        setup.unlock(tmp_path / "usb", "an", PASSWORD, environment)
    office = recover(created, tmp_path / "moi", on_stick.path)
    assert upkeep.check(office).is_sound
    households = records.suggestions(office, "household", "an")
    assert [name for _, name in households] == ["Nguyễn Văn An – Thôn Đông"]
    assert before != upkeep.state_hash(office), "the officer's password was reset today"
    setup.lock(office)


@pytest.mark.parametrize("lose", LOSSES)
def test_the_halves_put_a_backup_in_the_place_of_what_was_lost(
    created: setup.Created, tmp_path: Path, lose: Callable[[Path], None]
) -> None:
    add(created.office, "Nguyễn Văn An")
    officers.add(created.office, MAI, PASSWORD)
    made = upkeep.backup(created.office)
    setup.lock(created.office)
    lose(created.office.paths.database)
    made.path.with_suffix(".keys").unlink()
    office = recover(created, tmp_path / "xa", made.path)
    assert upkeep.check(office).is_sound
    setup.lock(office)
    setup.lock(setup.unlock(tmp_path / "xa", "mai", OTHER, office.environment))


def test_a_sound_database_is_not_replaced_by_the_halves(created: setup.Created, tmp_path: Path) -> None:
    made = upkeep.backup(created.office)
    setup.lock(created.office)
    with pytest.raises(UsageError, match="còn tốt"):
        recover(created, tmp_path / "xa", made.path)
    spoil_one_page(made.path)
    with pytest.raises(StorageError):
        recover(created, tmp_path / "moi", made.path)
    assert not setup.exists(tmp_path / "moi")


def test_a_login_nobody_has_is_refused_naming_those_there_are(created: setup.Created, tmp_path: Path) -> None:
    setup.lock(created.office)
    with pytest.raises(UsageError, match="Chọn một trong: an"):
        recover(created, tmp_path / "xa", None, login="ai đó")


def test_others_get_new_passwords_after_a_recovery_that_left_them_none(created: setup.Created, tmp_path: Path) -> None:
    officers.add(created.office, MAI, PASSWORD)
    on_stick = upkeep.backup(created.office, tmp_path / "usb")
    setup.lock(created.office)
    office = recover(created, tmp_path / "moi", on_stick.path)
    with pytest.raises(PasswordRefused):
        setup.unlock(tmp_path / "moi", "mai", OTHER, office.environment)
    officers.change_password(office, "mai", "cau-moi-cua-mai", OTHER)
    setup.lock(setup.unlock(tmp_path / "moi", "mai", "cau-moi-cua-mai", office.environment))
    officers.remove(office, "mai", OTHER)
    setup.lock(office)


def test_a_mistyped_group_of_a_half_is_named(created: setup.Created, tmp_path: Path) -> None:
    setup.lock(created.office)
    digits = created.halves[0].digits
    wrong = digits[:13] + str((int(digits[13]) + 1) % 10) + digits[14:]
    with pytest.raises(PasswordRefused, match="Nhóm thứ 3"):
        setup.rehearse(tmp_path / "xa", wrong, created.halves[1].digits)
