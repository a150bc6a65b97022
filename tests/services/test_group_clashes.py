"""What models and clubs refuse holds on every way in: by hand, by undo, in the part register, beside one another."""

from datetime import date
from uuid import UUID

import pytest

from antq_desktop.domain.choices import GroupDeed
from antq_desktop.domain.errors import EditedElsewhere, RejectedRecord, UsageError
from antq_desktop.services import lists, records, undo, upkeep
from antq_desktop.services.group_rules import statuses
from antq_desktop.services.groups import activities, groups
from antq_desktop.services.groups.activities import Entry
from antq_desktop.services.groups.groups import POINT, Grounds
from antq_desktop.services.imports import returning
from antq_desktop.services.list_sheets import export_list
from antq_desktop.services.office import Office

DECIDED = ("12/QĐ-UBND", date(2026, 5, 28))


def type_of(office: Office, code: str = "tieng-keng-an-ninh") -> UUID:
    query = lists.ListQuery(equal={"code": (code,)})
    return lists.open_list(office, "model_type", query).rows(0, 1)[0].uid


def point(office: Office, name: str = "Điểm F", **values: object) -> UUID:
    given = {"name": name, "type": type_of(office), "established_on": "03/2024", **values}
    return records.save(office, POINT, given).uid


def dissolve(office: Office, uid: UUID, on: date) -> None:
    groups.act(office, GroupDeed.DISSOLVED, POINT, [uid], Grounds(on, *DECIDED))


def met(office: Office, uid: UUID, day: str, **values: object) -> UUID:
    return records.save(office, "activity", {"point": uid, "happened_on": day, **values}).uid


def status_of(office: Office, uid: UUID) -> UUID:
    with office.store.reading() as connection:
        return statuses(connection, uid)[-1].uid


def check_refused_undo(office: Office, operation: UUID | None, words: str) -> None:
    before = upkeep.state_hash(office)
    with pytest.raises(EditedElsewhere, match=words):
        undo.undo(office, operation)
    assert upkeep.state_hash(office) == before


def test_what_was_dissolved_does_not_come_back_beside_its_successor(office: Office) -> None:
    uid = point(office)
    dissolve(office, uid, date(2026, 6, 1))
    deed = undo.next_undo(office)
    assert deed is not None
    new = point(office, established_on="07/2026")
    check_refused_undo(office, deed.uid, "Đã có điểm mô hình “Điểm F” ở nơi này")
    records.save(office, POINT, {"note": "sổ cũ ở tủ 2"}, uid=uid)
    records.remove(office, POINT, new, "nhập trùng")
    undo.undo(office, deed.uid)


def test_an_activity_does_not_come_back_after_the_end(office: Office) -> None:
    uid = point(office)
    gone = met(office, uid, "20/11/2026")
    removal = records.remove(office, "activity", gone, "ghi nhầm").operation
    dissolve(office, uid, date(2026, 11, 19))
    check_refused_undo(office, removal, "không còn từ 19/11/2026")


def test_a_founding_is_not_moved_back_behind_what_was_done(office: Office) -> None:
    uid = point(office)
    edit = records.save(office, POINT, {"established_on": "2023"}, uid=uid).changes.operation
    met(office, uid, "01/06/2023")
    check_refused_undo(office, edit, "ở sau việc đã ghi ngày 01/06/2023")


def test_a_new_beginning_is_not_taken_back_from_under_what_was_done_since(office: Office) -> None:
    uid = point(office)
    dissolve(office, uid, date(2026, 6, 1))
    groups.act(office, GroupDeed.RESUMED, POINT, [uid], Grounds(date(2026, 8, 1), *DECIDED))
    met(office, uid, "05/09/2026")
    resumed = next(each for each in undo.operations(office) if each.title.startswith("Hoạt động lại"))
    check_refused_undo(office, resumed.uid, "còn hoạt động ngày 05/09/2026")


def test_what_was_at_odds_before_does_not_keep_an_undo_away(office: Office) -> None:
    uid = point(office)
    with office.store.operation(office.intent("Từ máy khác")) as (writing, _):
        record = records.get(office, POINT, uid).record
        twin = type(record)(uid=UUID(int=uid.int + 1), name="Điểm F", type=record.type)
        records.add_with_parts(writing, records.register_of(POINT), twin, office)
    with office.store.operation(office.intent("Sửa")) as (writing, outcome):
        writing.change(records.register_of(POINT), uid, {"equipment": "kẻng"})
    edit = outcome.changes.operation
    undo.undo(office, edit)
    assert records.get(office, POINT, uid).record.equipment is None


def test_a_status_is_written_by_deeds_only(office: Office, tmp_path) -> None:
    uid = point(office)
    dissolve(office, uid, date(2026, 6, 1))
    status = status_of(office, uid)
    before = upkeep.state_hash(office)
    for values in ({"status": "active"}, {"from_on": "01/07/2026"}, {"deed": "suspended"}, {"to_on": "01/09/2026"}):
        with pytest.raises(UsageError, match="ghi bằng việc"):
            records.save(office, "group_status", values, uid=status)
    with pytest.raises(UsageError, match="ghi bằng việc"):
        records.save(office, "group_status", {"point": uid, "status": "active"})
    with pytest.raises(UsageError, match="ghi bằng việc"):
        records.remove(office, "group_status", status, "nhầm")
    for key in ("decision_no", "decision_on"):
        with pytest.raises(RejectedRecord, match="cần"):
            records.save(office, "group_status", {key: ""}, uid=status)
    export_list(office, "group_status", tmp_path / "ds.xlsx")
    with pytest.raises(UsageError, match="ghi bằng việc"):
        returning.preview(office, "group_status", tmp_path / "ds.xlsx")
    assert upkeep.state_hash(office) == before


def test_the_decision_of_a_deed_is_put_right_by_hand(office: Office) -> None:
    uid = point(office)
    dissolve(office, uid, date(2026, 6, 1))
    status = status_of(office, uid)
    records.save(office, "group_status", {"decision_no": "21/QĐ-UBND", "decision_on": "29/05/2026"}, uid=status)
    kept = records.get(office, "group_status", status).record
    assert (kept.decision_no, kept.decision_on, kept.status) == ("21/QĐ-UBND", date(2026, 5, 29), "dissolved")


def test_the_decision_of_a_new_beginning_is_not_taken_out(office: Office) -> None:
    uid = point(office)
    dissolve(office, uid, date(2026, 6, 1))
    groups.act(office, GroupDeed.RESUMED, POINT, [uid], Grounds(date(2026, 8, 1), *DECIDED))
    for key in ("decision_no", "decision_on"):
        with pytest.raises(RejectedRecord, match="cần số và ngày quyết định"):
            records.save(office, "group_status", {key: ""}, uid=status_of(office, uid))


def test_a_group_goes_with_its_statuses(office: Office) -> None:
    uid = point(office)
    records.remove(office, POINT, uid, "nhập nhầm")
    undo.undo(office)
    assert status_of(office, uid)


def test_nothing_is_merged_into_what_was_not_there_yet(office: Office) -> None:
    early, late = point(office, "Điểm A"), point(office, "Điểm B", established_on="05/03/2026")
    grounds = Grounds(date(2026, 1, 1), *DECIDED)
    with pytest.raises(RejectedRecord, match="“Điểm B” thành lập"):
        groups.act(office, GroupDeed.MERGED, POINT, [early], grounds, late)
    groups.act(office, GroupDeed.MERGED, POINT, [early], Grounds(date(2026, 3, 5), *DECIDED), late)


def test_a_decision_is_not_older_than_the_group(office: Office) -> None:
    uid = point(office, established_on="2026")
    with pytest.raises(RejectedRecord, match="Quyết định ngày 01/02/2020 ở trước khi"):
        groups.act(office, GroupDeed.DISSOLVED, POINT, [uid], Grounds(date(2026, 6, 1), "1/QĐ", date(2020, 2, 1)))


def test_the_day_of_the_end_is_a_day_without_activity(office: Office) -> None:
    uid = point(office)
    met(office, uid, "01/11/2026")
    with pytest.raises(RejectedRecord, match="đúng ngày kết thúc") as told:
        dissolve(office, uid, date(2026, 11, 1))
    assert "sau ngày kết thúc" not in str(told.value)


def test_resting_since_before_an_activity_is_asked_about(office: Office) -> None:
    uid = point(office)
    met(office, uid, "05/10/2026")
    grounds = Grounds(date(2026, 9, 1), reason="mưa lũ")
    told = groups.warnings(office, GroupDeed.SUSPENDED, POINT, [uid], grounds)
    assert [problem.code for problem in told] == ["active_while_dormant"]
    assert "05/10/2026" in told[0].message
    assert groups.warnings(office, GroupDeed.SUSPENDED, POINT, [uid], Grounds(date(2026, 10, 6), reason="lũ")) == []
    groups.act(office, GroupDeed.SUSPENDED, POINT, [uid], grounds)


def test_two_heads_are_told_as_two_heads(office: Office) -> None:
    uid = point(office)
    head = {"point": uid, "role": "head"}
    records.save(office, "group_member", {**head, "full_name": "Nguyễn Văn An", "from_on": "01/02/2025"})
    with pytest.raises(RejectedRecord, match=r"Đã có trưởng ban, chủ nhiệm từ 01/02/2025 đến nay; ghi ngày thôi"):
        records.save(office, "group_member", {**head, "full_name": "Lê Thị Bình", "from_on": "01/02/2026"})


def test_a_type_out_of_use_is_asked_about(office: Office) -> None:
    kind = type_of(office)
    records.save(office, "model_type", {"valid_from": "01/01/2020", "valid_to": "31/12/2024"}, uid=kind)
    given = {"name": "Kẻng mới", "type": kind, "established_on": "03/2026"}
    told = records.save(office, POINT, given).warnings
    assert [problem.code for problem in told] == ["type_out_of_use"]
    assert "31/12/2024" in told[0].message
    early = records.save(office, POINT, {**given, "name": "Kẻng xưa", "established_on": "2019"}).warnings
    assert [problem.code for problem in early] == ["type_out_of_use"]
    for day in ("2020", "12/2024", "2024", ""):
        name = f"Kẻng {day}"
        assert records.save(office, POINT, {**given, "name": name, "established_on": day}).warnings == ()


def test_an_imprecise_day_to_come_is_told_as_typed(office: Office) -> None:
    for typed in ("12/2026", "2027"):
        with pytest.raises(RejectedRecord, match=f"“{typed}” ở sau hôm nay"):
            point(office, "Kẻng mai sau", established_on=typed)


def test_the_same_activity_twice_is_written_once_or_asked_about(office: Office) -> None:
    uid = point(office)
    entry = Entry(((POINT, uid), (POINT, uid)), {"happened_on": date(2026, 6, 5)})
    assert len(activities.record(office, [entry]).uids) == 1
    assert [told.problem.code for told in activities.problems(office, [entry])] == ["same_day"]
    saved = records.save(office, "activity", {"point": uid, "happened_on": "05/06/2026"})
    assert [problem.code for problem in saved.warnings] == ["same_day"]
    again = records.save(office, "activity", {"attendance": 4}, uid=met(office, uid, "06/06/2026"))
    assert again.warnings == ()


def test_what_changes_an_activity_takes_its_confirmation_away(office: Office) -> None:
    uid = point(office)
    activity = met(office, uid, "05/06/2026", attendance=9)
    result = {"activity": activity, "kind": "tips", "amount": 5}

    def confirm() -> None:
        values = {"confirmed_on": office.today(), "confirmed_office": office.officer.office}
        with office.store.operation(office.intent("Xác nhận")) as (writing, _):
            writing.change(records.register_of("activity"), activity, values)

    def confirmed() -> bool:
        return records.get(office, "activity", activity).record.confirmed_on is not None

    confirm()
    saved = records.save(office, "activity_result", result)
    assert not confirmed()
    undo.undo(office)
    assert confirmed()
    undo.redo(office)
    assert not confirmed()
    confirm()
    records.save(office, "activity_result", {"amount": 500}, uid=saved.uid)
    assert not confirmed()
    confirm()
    records.remove(office, "activity_result", saved.uid, "ghi nhầm")
    assert not confirmed()
    edit = records.save(office, "activity", {"attendance": 12}, uid=activity).changes.operation
    confirm()
    undo.undo(office, edit)
    assert not confirmed()
    confirm()
    undo.undo(office)
    assert not confirmed()
    undo.redo(office)
    assert confirmed()


def test_an_undo_tells_each_line_it_touched_once(office: Office) -> None:
    uid = point(office)
    grounds = Grounds(date(2026, 6, 1), *DECIDED)
    done = groups.act(office, GroupDeed.DISSOLVED, POINT, [uid], grounds)
    assert undo.undo(office).count == done.count
