"""Erasure everywhere, undo that tells why not, keys that are not written over."""

from uuid import uuid4

import pytest
from sqlalchemy.exc import DBAPIError
from tests.conftest import LOGIN, PASSWORD

from antq_desktop.domain.errors import RecordGone, RoleRefused, UsageError
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services import leaving, list_looks, lists, officers, pledging, records, setup, undo, upkeep
from antq_desktop.services.office import Environment, Office
from antq_desktop.storage import schema, state
from antq_desktop.storage import store as stores
from antq_desktop.storage.connect import connect

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


def test_a_filter_kept_under_an_erased_name_is_dropped_and_others_stay(office: Office) -> None:
    uid = add(office, CANARY)
    register = REGISTERS["household"]
    list_looks.keep_filter(office, register, f"Như hộ {CANARY.upper()}", {"residing": (1,)})
    list_looks.keep_filter(office, register, "Đang ở xã", {"residing": (1,)})
    upkeep.erase(office, "household", uid, "theo đơn", PASSWORD)
    assert list(list_looks.filters(office, register)) == ["Đang ở xã"]


def test_a_household_that_was_removed_or_taken_back_is_erased_like_any_other(office: Office) -> None:
    removed = add(office, CANARY)
    records.remove(office, "household", removed, f"trùng với hộ {CANARY}")
    undone = add(office, CANARY + " Hai")
    undo.undo(office)
    for uid, name in ((removed, CANARY), (undone, CANARY.upper() + " HAI")):
        assert upkeep.find_erasable(office, "household", str(uid)) == uid
        assert upkeep.find_erasable(office, "household", name) == uid
        upkeep.erase(office, "household", uid, "theo đơn", PASSWORD)
    assert CANARY not in everything(office.store)
    assert upkeep.check(office).is_sound
    with pytest.raises(RecordGone):
        upkeep.find_erasable(office, "household", CANARY)
    with pytest.raises(RecordGone):
        upkeep.erase(office, "household", uuid4(), "theo đơn", PASSWORD)


def test_two_of_the_same_name_are_told_apart_by_their_codes(office: Office) -> None:
    first = add(office, CANARY)
    records.remove(office, "household", first, "nhập trùng")
    second = add(office, CANARY)
    with pytest.raises(UsageError, match=rf"{second}; {first} \(đã xóa khỏi sổ\)"):
        upkeep.find_erasable(office, "household", CANARY)


def test_nothing_typed_about_an_erased_household_stays(office: Office) -> None:
    uid = add(office, CANARY)
    other = add(office, "Nguyễn Văn An")
    round_ = records.suggestions(office, "pledge_campaign", "")[0][0]
    sitting = pledging.Sitting(campaign=round_, signed_on=office.today())
    pledge = pledging.enter(office, sitting, uid, paper_ref=f"bìa {CANARY}").pledge
    kept = pledging.enter(office, sitting, other, paper_ref="Quyển 2").pledge
    for reason in (f"{CANARY} xin hủy", f"theo đơn của {CANARY}"):
        values = {"voided_on": office.today(), "void_reason": reason, "paper_ref": f"Sổ 3, {CANARY}"}
        records.save(office, "pledge", values, uid=pledge)
    records.remove(office, "pledge", pledge, f"{CANARY} đã chuyển đi")
    undo.undo(office)
    leaving.journal_leaving(office, "Kết xuất", 1, f"đối chiếu hộ {CANARY.lower()}")
    leaving.journal_leaving(office, "Kết xuất", 2, "họp khu dân cư")
    office.drafts.keep(office.officer.uid, "pledge", None, {"paper_ref": f"bìa {CANARY}"}, office.clock())
    upkeep.backup(office)
    upkeep.erase(office, "household", uid, "theo đơn", PASSWORD)
    for store in (office.store, *(copy_of(office, made) for made in upkeep.listed_backups(office))):
        said = everything(store)
        assert CANARY not in said
        assert CANARY.lower() not in said
        assert "chim" not in said
        assert "họp khu dân cư" in said
        assert "Quyển 2" in said
        with store.reading() as connection:
            assert state.check(connection).is_sound
            with pytest.raises(DBAPIError, match="append-only"):
                connection.exec_driver_sql("UPDATE operation SET reason = NULL")
    assert office.drafts.all_of(office.officer.uid) == []
    mark = "(đã xóa theo yêu cầu)"
    pledged = records.get(office, "pledge", pledge).record
    assert (pledged.paper_ref, pledged.void_reason, pledged.household) == (mark, mark, uid)
    assert records.get(office, "pledge", kept).record.paper_ref == "Quyển 2"
    records.save(office, "pledge", {"paper_ref": "Quyển 9"}, uid=pledge)
    told = records.history(office, "pledge", pledge)
    assert {line.erased for line in told if line.field in {"*", "paper_ref", "void_reason"}} == {True, False}


def copy_of(office: Office, made: upkeep.Backup) -> stores.Store:
    return stores.Store(stores.StorePaths(made.path), office.store.key, office.store.device, office.clock)


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


def test_a_check_tells_whether_data_are_safe_and_what_to_do(office: Office) -> None:
    assert "an toàn" in upkeep.verdict(upkeep.check(office))
    said = upkeep.verdict(state.Soundness((), (), ("0a", "0b"), (), ("household: 1",)))
    assert "nhật ký (2 chỗ), phần tìm kiếm (1 chỗ)" in said
    assert "phục hồi" in said


def test_what_was_edited_since_is_not_taken_back_and_the_reason_is_told(office: Office) -> None:
    uid = add(office, "Nguyễn Văn An")
    operation = undo.next_undo(office)
    assert operation is not None
    records.save(office, "household", {"address": "Số 9"}, uid=uid)
    with pytest.raises(Exception, match="đã được sửa sau đó"):
        undo.undo(office, operation.uid)
    assert office.officer.login == LOGIN


def test_a_store_of_an_earlier_version_gets_the_named_models_once(office: Office, environment: Environment) -> None:
    paths, key = office.paths, office.store.key
    setup.lock(office)
    connection = connect(paths.database, key)
    connection.execute("PRAGMA foreign_keys = OFF")
    later = sorted((schema.MIGRATIONS / "versions").glob("*.sql"))[1:]
    statements = [part for step in later for part in step.read_text(encoding="utf-8").split("-- next")]
    tables = [words.split()[2] for words in statements if words.strip().startswith("CREATE TABLE")]
    for table in tables:
        connection.execute(f"DROP TABLE {table}")
    connection.execute("DELETE FROM search_entry WHERE register = 'model_type'")
    connection.execute("DELETE FROM setting WHERE key = 'seeded_schema'")
    connection.execute("UPDATE alembic_version SET version_num = 'r0001'")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    for _ in range(2):
        again = setup.unlock(paths.folder, LOGIN, PASSWORD, environment)
        assert lists.count(again, "model_type") == len(again.catalogues.model_types)
        before = undo.next_undo(again)
        assert before is None or "danh mục" not in before.title, "what the program did is not an officer's to take back"
        setup.lock(again)


def test_keys_left_without_their_database_are_not_written_over(office: Office, environment: Environment) -> None:
    setup.lock(office)
    paths = office.paths
    paths.database.unlink()
    keys = paths.keys.read_bytes()
    terms = setup.Setup(unit_code="99001", unit_name="Xã Mẫu", login="an", officer_name="Lý An", password=PASSWORD)
    with pytest.raises(UsageError, match="không có tệp dữ liệu"):
        setup.create(paths.folder, terms, environment)
    assert paths.keys.read_bytes() == keys
