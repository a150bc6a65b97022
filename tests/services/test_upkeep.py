"""Losing nothing: backups that open, restores that keep what was, recovery on an empty machine, erasure everywhere."""

from pathlib import Path

import pytest
from tests.conftest import CHEAP, LOGIN, PASSWORD, RESOURCES, Clock

from antq_desktop.domain.errors import PasswordRefused, RoleRefused, StoreDamaged, UsageError
from antq_desktop.services import officers, records, setup, undo, upkeep
from antq_desktop.services.office import Environment, Office
from antq_desktop.storage import store as stores

CANARY = "Chim Hoàng Yến"


def add(office: Office, name: str):
    areas = records.suggestions(office, "residential_area", "")
    area = areas[0][0] if areas else records.save(office, "residential_area", {"name": "Thôn Đông"}).uid
    return records.save(office, "household", {"head_name": name, "area": area, "address": f"nhà {name}"}).uid


def test_a_restore_brings_the_earlier_state_and_a_new_epoch_and_keeps_the_later_file(office: Office) -> None:
    add(office, "Nguyễn Văn An")
    before = upkeep.state_hash(office)
    made = upkeep.backup(office)
    add(office, "Lê Thị Tư")
    with office.store.reading() as connection:
        epoch = stores.epoch_of(connection)
    restored = upkeep.restore(office, made.path, PASSWORD)
    assert upkeep.state_hash(restored) == before
    with restored.store.reading() as connection:
        assert stores.epoch_of(connection) != epoch
    assert list(restored.paths.folder.glob("*.before-restore"))
    assert upkeep.check(restored).is_sound
    setup.lock(restored)


def test_a_damaged_or_foreign_backup_is_refused_and_nothing_changes(office: Office, tmp_path: Path) -> None:
    add(office, "Nguyễn Văn An")
    made = upkeep.backup(office)
    data = bytearray(made.path.read_bytes())
    data[-5000] ^= 4
    made.path.write_bytes(data)
    before = upkeep.state_hash(office)
    with pytest.raises(StoreDamaged):
        upkeep.restore(office, made.path, PASSWORD)
    assert upkeep.state_hash(office) == before
    with pytest.raises(PasswordRefused):
        upkeep.restore(office, made.path, "khong-phai-mat-khau")


def test_an_empty_machine_opens_a_backup_from_a_stick_with_the_two_halves(tmp_path: Path) -> None:
    environment = Environment(RESOURCES, Clock(), CHEAP)
    terms = setup.Setup(unit_code="99001", unit_name="Xã Mẫu", login="an", officer_name="Lý An", password=PASSWORD)
    created = setup.create(tmp_path / "xa", terms, environment)
    add(created.office, "Nguyễn Văn An")
    before = upkeep.state_hash(created.office)
    on_stick = upkeep.backup(created.office, tmp_path / "usb")
    setup.lock(created.office)
    assert setup.rehearse(tmp_path / "xa", created.halves[0].text, created.halves[1].digits)
    with pytest.raises(PasswordRefused):
        setup.unlock(tmp_path / "usb", "an", PASSWORD, environment)
    halves = (created.halves[1].text, created.halves[0].text)
    office = upkeep.recover(tmp_path / "moi", halves, "an", "mat-khau-moi-tinh", environment, on_stick.path)
    assert upkeep.check(office).is_sound
    households = records.suggestions(office, "household", "an")
    assert [name for _, name in households] == ["Nguyễn Văn An – Thôn Đông"]
    assert before != upkeep.state_hash(office), "the officer's password was reset today"
    setup.lock(office)


def test_a_mistyped_group_of_a_half_is_named(tmp_path: Path) -> None:
    environment = Environment(RESOURCES, Clock(), CHEAP)
    terms = setup.Setup(unit_code="99001", unit_name="Xã Mẫu", login="an", officer_name="Lý An", password=PASSWORD)
    created = setup.create(tmp_path / "xa", terms, environment)
    setup.lock(created.office)
    digits = created.halves[0].digits
    wrong = digits[:13] + str((int(digits[13]) + 1) % 10) + digits[14:]
    with pytest.raises(PasswordRefused, match="Nhóm thứ 3"):
        setup.rehearse(tmp_path / "xa", wrong, created.halves[1].digits)


def test_an_erased_household_is_nowhere_any_more_and_still_counted(office: Office) -> None:
    uid = add(office, CANARY)
    records.save(office, "household", {"head_name": CANARY + " Hai"}, uid=uid)
    office.drafts.keep(office.officer.uid, "household", uid, {"note": CANARY}, office.clock())
    upkeep.backup(office)
    done = upkeep.erase(office, "household", uid, "theo đơn", PASSWORD)
    assert (done.backups, done.values > 0) == (1, True)
    for made in upkeep.listed_backups(office):
        copy = stores.Store(stores.StorePaths(made.path), office.store.key, office.store.device, office.clock)
        assert CANARY not in everything(copy)
        assert order_key_of(copy, uid) == order_key_of(office.store, uid)

        copy.close()
    assert CANARY not in everything(office.store)
    assert office.drafts.find(office.officer.uid, "household", uid) is None
    assert upkeep.check(office).is_sound
    assert records.get(office, "household", uid).record.head_name == "(đã xóa theo yêu cầu)"


def order_key_of(store: stores.Store, uid) -> bytes:
    """The bytes by which a list is ordered; they would give a name away."""
    with store.reading() as connection:
        row = connection.exec_driver_sql("SELECT sk FROM household WHERE uid = ?", (uid.bytes,)).fetchone()
    assert row is not None
    return bytes(row[0])


def everything(store: stores.Store) -> str:
    """All that any table of a database says, shadow tables of the search too."""
    said = []
    with store.reading() as connection:
        tables = [row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in tables:
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'):
                said.extend(cell.decode("utf-8", "ignore") if isinstance(cell, bytes) else str(cell) for cell in row)
    return "\n".join(said)


def test_an_erasure_is_done_again_after_an_older_backup_comes_back(office: Office, tmp_path: Path) -> None:
    uid = add(office, CANARY)
    made = upkeep.backup(office, tmp_path / "usb")
    upkeep.erase(office, "household", uid, "theo đơn", PASSWORD)
    restored = upkeep.restore(office, made.path, PASSWORD)
    assert CANARY not in everything(restored.store)
    setup.lock(restored)


def test_erasure_needs_a_reason_an_administrator_and_a_register_with_personal_values(office: Office) -> None:
    uid = add(office, CANARY)
    with pytest.raises(UsageError, match="lý do"):
        upkeep.erase(office, "household", uid, " ", PASSWORD)
    with pytest.raises(UsageError, match="không giữ"):
        upkeep.erase(office, "residential_area", uid, "theo đơn", PASSWORD)
    new = officers.NewOfficer("mai", "Lê Thị Mai", "cau-khac-de-nho", frozenset({"front_cadre"}), "front")
    officers.add(office, new, PASSWORD)
    hers = setup.unlock(office.paths.folder, "mai", "cau-khac-de-nho", office.environment)
    with pytest.raises(RoleRefused):
        upkeep.erase(hers, "household", uid, "theo đơn", "cau-khac-de-nho")
    setup.lock(hers)


def test_what_was_edited_since_is_not_taken_back_and_the_reason_is_told(office: Office) -> None:
    uid = add(office, "Nguyễn Văn An")
    operation = undo.next_undo(office)
    assert operation is not None
    records.save(office, "household", {"address": "Số 9"}, uid=uid)
    with pytest.raises(Exception, match="đã được sửa sau đó"):
        undo.undo(office, operation.uid)
    assert office.officer.login == LOGIN


def test_keys_left_without_their_database_are_not_written_over(office: Office, environment: Environment) -> None:
    setup.lock(office)
    paths = office.paths
    paths.database.unlink()
    keys = paths.keys.read_bytes()
    terms = setup.Setup(unit_code="99001", unit_name="Xã Mẫu", login="an", officer_name="Lý An", password=PASSWORD)
    with pytest.raises(UsageError, match="không có tệp dữ liệu"):
        setup.create(paths.folder, terms, environment)
    assert paths.keys.read_bytes() == keys
