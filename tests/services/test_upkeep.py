"""Erasure everywhere, undo that tells why not, keys that are not written over."""

import pytest
from tests.conftest import LOGIN, PASSWORD

from antq_desktop.domain.errors import RoleRefused, UsageError
from antq_desktop.services import officers, records, setup, undo, upkeep
from antq_desktop.services.office import Environment, Office
from antq_desktop.storage import store as stores

CANARY = "Chim Hoàng Yến"


def add(office: Office, name: str):
    areas = records.suggestions(office, "residential_area", "")
    area = areas[0][0] if areas else records.save(office, "residential_area", {"name": "Thôn Đông"}).uid
    return records.save(office, "household", {"head_name": name, "area": area, "address": f"nhà {name}"}).uid


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
