"""The life of models and clubs: decisions, days, mergers; what is refused, what can be taken back and how long."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from antq_desktop.domain.choices import GroupDeed
from antq_desktop.domain.errors import RejectedRecord, UsageError
from antq_desktop.domain.group_life import Life
from antq_desktop.services import lists, records, undo, upkeep
from antq_desktop.services.group_rules import Group, statuses
from antq_desktop.services.groups import groups
from antq_desktop.services.groups.groups import CLUB, POINT, Grounds
from antq_desktop.services.office import Office

DECIDED = {"decision_no": "12/QĐ-UBND", "decision_on": date(2026, 5, 28)}


def type_of(office: Office, code: str = "tieng-keng-an-ninh") -> UUID:
    return next(
        row.uid for row in lists.open_list(office, "model_type", lists.ListQuery(equal={"code": (code,)})).rows(0, 1)
    )


def point(office: Office, name: str = "Tiếng kẻng Đông Hạ", **values: object) -> UUID:
    return records.save(
        office, POINT, {"name": name, "type": type_of(office), "established_on": "03/2024", **values}
    ).uid


def of(office: Office, uid: UUID, key: str = POINT) -> Group:
    found = records.get(office, key, uid).record
    assert isinstance(found, Group)
    return found


def act(office: Office, deed: GroupDeed, uid: UUID, on: date, **more: object) -> None:
    into = more.pop("into", None)
    groups.act(office, deed, POINT, [uid], Grounds(on, **more), into)  # type: ignore[arg-type] # of a test


def lives(office: Office, uid: UUID) -> list[Life]:
    with office.store.reading() as connection:
        return groups.lives_of(connection, of(office, uid))


def test_a_point_rests_comes_back_is_consolidated_and_dissolved(office: Office) -> None:
    uid = point(office)
    before = upkeep.state_hash(office)
    assert of(office, uid).status == "active"
    act(office, GroupDeed.SUSPENDED, uid, date(2025, 6, 1), reason="mưa lũ")
    assert of(office, uid).status == "dormant"
    act(office, GroupDeed.RESUMED, uid, date(2025, 9, 1))
    act(office, GroupDeed.CONSOLIDATED, uid, date(2026, 1, 10), decision_no="3/QĐ-UBND", decision_on=date(2026, 1, 9))
    act(office, GroupDeed.DISSOLVED, uid, date(2026, 6, 1), **DECIDED)
    assert of(office, uid).status == "dissolved"
    with office.store.reading() as connection:
        told = [(status.status, status.from_on, status.to_on) for status in statuses(connection, uid)]
    assert told == [
        ("active", None, date(2025, 5, 31)),
        ("dormant", date(2025, 6, 1), date(2025, 8, 31)),
        ("active", date(2025, 9, 1), date(2026, 1, 9)),
        ("active", date(2026, 1, 10), date(2026, 5, 31)),
        ("dissolved", date(2026, 6, 1), None),
    ]
    assert lives(office, uid) == [Life(date(2024, 3, 1), date(2026, 6, 1))]
    for _ in range(4):
        undo.undo(office)
    assert upkeep.state_hash(office) == before
    assert upkeep.check(office).is_sound


def test_what_was_dissolved_can_be_set_up_again_by_a_decision_only(office: Office) -> None:
    uid = point(office)
    act(office, GroupDeed.DISSOLVED, uid, date(2026, 1, 1), **DECIDED)
    with pytest.raises(RejectedRecord, match="không còn từ 01/01/2026"):
        act(office, GroupDeed.SUSPENDED, uid, date(2026, 2, 1), reason="nghỉ")
    with pytest.raises(RejectedRecord, match="cần số quyết định"):
        act(office, GroupDeed.RESUMED, uid, date(2026, 3, 1))
    act(office, GroupDeed.RESUMED, uid, date(2026, 3, 1), **DECIDED)
    assert lives(office, uid) == [Life(date(2024, 3, 1), date(2026, 1, 1)), Life(date(2026, 3, 1), None)]


@pytest.mark.parametrize(
    ("deed", "more", "words"),
    [
        (GroupDeed.DISSOLVED, {"on": date(2023, 5, 1), **DECIDED}, "trước khi .* thành lập"),
        (GroupDeed.DISSOLVED, {"on": date(2026, 5, 1)}, "cần số quyết định"),
        (GroupDeed.CONSOLIDATED, {"on": date(2026, 5, 1), "decision_no": "4/QĐ"}, "cần ngày quyết định"),
        (GroupDeed.DISSOLVED, {"on": date(2027, 5, 1), **DECIDED}, "sau hôm nay"),
        (GroupDeed.SUSPENDED, {"on": date(2026, 5, 1)}, "ghi lý do"),
        (GroupDeed.RESUMED, {"on": date(2026, 5, 1)}, "đang hoạt động rồi"),
    ],
)
def test_a_deed_without_sense_is_refused_and_nothing_is_kept(office: Office, deed, more, words) -> None:
    uid = point(office)
    before = upkeep.state_hash(office)
    with pytest.raises(RejectedRecord, match=words):
        act(office, deed, uid, **more)
    assert upkeep.state_hash(office) == before


def test_a_point_that_still_met_afterwards_is_not_dissolved(office: Office) -> None:
    uid = point(office)
    records.save(office, "activity", {"point": uid, "happened_on": "05/06/2026"})
    with pytest.raises(RejectedRecord, match="còn hoạt động ngày 05/06/2026"):
        act(office, GroupDeed.DISSOLVED, uid, date(2026, 6, 1), **DECIDED)
    act(office, GroupDeed.DISSOLVED, uid, date(2026, 6, 6), **DECIDED)
    with pytest.raises(RejectedRecord, match="không còn từ 06/06/2026"):
        records.save(office, "activity", {"point": uid, "happened_on": "07/06/2026"})


def test_several_points_are_merged_into_another_as_one_deed(office: Office) -> None:
    two = [point(office, f"Tiếng kẻng số {n}") for n in (1, 2)]
    into = point(office, "Tiếng kẻng chung")
    before = upkeep.state_hash(office)
    grounds = Grounds(date(2026, 6, 1), "12/QĐ-UBND", date(2026, 5, 28), "sắp xếp lại thôn")
    groups.act(office, GroupDeed.MERGED, POINT, two, grounds, into)
    assert [of(office, uid).status for uid in (*two, into)] == ["merged", "merged", "active"]
    undo.undo(office)
    assert upkeep.state_hash(office) == before
    with pytest.raises(RejectedRecord, match="chính nó"):
        groups.act(office, GroupDeed.MERGED, POINT, [into], grounds, into)
    with pytest.raises(UsageError, match="chọn mô hình"):
        groups.act(office, GroupDeed.MERGED, POINT, two, grounds)
    act(office, GroupDeed.DISSOLVED, into, date(2026, 2, 1), **DECIDED)
    with pytest.raises(RejectedRecord, match="không còn"):
        groups.act(office, GroupDeed.MERGED, POINT, two, grounds, into)


def test_a_decision_is_taken_back_for_a_week_and_then_changed_by_another(office: Office, clock) -> None:
    uid = point(office)
    assert groups.last_deed(office, uid) is None
    act(office, GroupDeed.DISSOLVED, uid, date(2026, 6, 1), **DECIDED)
    known = groups.last_deed(office, uid)
    assert known is not None
    assert known.until == office.today() + timedelta(days=7)
    moment = clock.now
    clock.now = moment + timedelta(days=7)
    assert groups.last_deed(office, uid) == known
    clock.now = moment + timedelta(days=8)
    assert groups.last_deed(office, uid) is None
    with pytest.raises(UsageError, match="quá 7 ngày"):
        undo.undo(office, known.operation)
    clock.now = moment
    undo.undo(office, known.operation)
    assert of(office, uid).status == "active"


def test_clubs_have_the_same_life(office: Office) -> None:
    uid = records.save(office, CLUB, {"name": "CLB phòng, chống tội phạm Đông Hạ", "established_on": "2020"}).uid
    groups.act(office, GroupDeed.DISSOLVED, CLUB, [uid], Grounds(date(2026, 6, 1), "9/QĐ", date(2026, 5, 30)))
    assert of(office, uid, CLUB).status == "dissolved"
    assert isinstance(office.clock(), datetime)


def test_the_state_is_not_typed(office: Office) -> None:
    with pytest.raises(RejectedRecord, match="do chương trình tự ghi"):
        point(office, status="dissolved")


def test_what_lies_before_the_founding_or_ahead_is_refused_in_words(office: Office) -> None:
    uid = point(office)
    for day, words in (("28/02/2024", "trước khi .* thành lập"), ("01/01/2027", "sau hôm nay")):
        with pytest.raises(RejectedRecord, match=words):
            records.save(office, "activity", {"point": uid, "happened_on": day})
    records.save(office, "activity", {"point": uid, "happened_on": "01/03/2024"})
    with pytest.raises(RejectedRecord, match="ở sau việc đã ghi"):
        records.save(office, POINT, {"established_on": "2025"}, uid=uid)


def test_a_point_written_twice_is_told(office: Office) -> None:
    point(office)
    with pytest.raises(RejectedRecord, match="Đã có điểm mô hình"):
        point(office, "tiếng kẻng đông hạ")
    area = records.save(office, "residential_area", {"name": "Thôn Đông"}).uid
    point(office, areas=frozenset({area}))
    with pytest.raises(RejectedRecord, match="Đã có điểm mô hình"):
        point(office, areas=frozenset({area}))


def test_two_heads_at_once_are_refused_two_members_are_not(office: Office) -> None:
    uid = point(office)
    records.save(
        office, "group_member", {"point": uid, "full_name": "Nguyễn Văn An", "role": "head", "to_on": "31/12/2025"}
    )
    records.save(
        office, "group_member", {"point": uid, "full_name": "Lê Thị Bình", "role": "head", "from_on": "01/01/2026"}
    )
    with pytest.raises(RejectedRecord, match="Đã có trưởng ban, chủ nhiệm từ 01/01/2026"):
        records.save(
            office, "group_member", {"point": uid, "full_name": "Trần Văn Cừ", "role": "head", "from_on": "01/02/2026"}
        )
    for name in ("Hà Thị Én", "Hà Thị Én"):
        records.save(office, "group_member", {"point": uid, "full_name": name})
    assert upkeep.overlaps(office) == []


def test_more_present_than_members_is_asked_about_not_refused(office: Office) -> None:
    uid = point(office, member_count=12)
    saved = records.save(office, "activity", {"point": uid, "happened_on": "05/06/2026", "attendance": 15})
    assert [warning.code for warning in saved.warnings] == ["more_than_members"]
    with_guests = {"point": uid, "happened_on": "06/06/2026", "attendance": 15, "invited": 4}
    assert records.save(office, "activity", with_guests).warnings == ()


def test_of_sensitive_types_only_the_board_is_named(office: Office) -> None:
    uid = point(office, "Giáo xứ bình yên", type=type_of(office, "giao-xu-binh-yen"))
    records.save(office, "group_member", {"point": uid, "full_name": "Nguyễn Văn An", "role": "deputy"})
    with pytest.raises(RejectedRecord, match="chỉ ghi tên ban chủ nhiệm"):
        records.save(office, "group_member", {"point": uid, "full_name": "Lê Thị Bình"})


def test_nothing_is_replicated_from_what_came_from_it(office: Office) -> None:
    first = point(office, "Gốc")
    second = point(office, "Nhánh", replicated_from=first)
    with pytest.raises(RejectedRecord, match="không thể nhân rộng từ nhau"):
        records.save(office, POINT, {"replicated_from": second}, uid=first)


def test_the_day_of_entry_is_the_programs_and_a_change_undoes_the_confirmation(office: Office, clock) -> None:
    uid = point(office)
    saved = records.save(office, "activity", {"point": uid, "happened_on": "05/06/2026"})
    kept = records.get(office, "activity", saved.uid).record
    assert (kept.entered_on, kept.entered_office) == (office.today(), office.officer.office)
    clock.now += timedelta(days=3)
    records.save(office, "activity", {"attendance": 9}, uid=saved.uid)
    assert records.get(office, "activity", saved.uid).record.entered_on == kept.entered_on
    with pytest.raises(RejectedRecord, match="do chương trình tự ghi"):
        records.save(office, "activity", {"entered_on": "01/01/2026"}, uid=saved.uid)
