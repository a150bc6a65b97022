"""What models and clubs did, at one look and one by one: due periods, gaps, proof, stock, dossiers."""

from datetime import date
from uuid import UUID

import pytest

from antq_desktop.domain.choices import GroupDeed
from antq_desktop.domain.errors import RecordGone, RejectedRecord, RoleRefused, UsageError
from antq_desktop.domain.group_life import Balance
from antq_desktop.domain.periods import calendar_year
from antq_desktop.services import lists, records, undo, upkeep
from antq_desktop.services.groups import activities, dossiers, evidence, group_board, group_map, group_stock, groups
from antq_desktop.services.groups.activities import Entry
from antq_desktop.services.groups.groups import CLUB, POINT, Grounds
from antq_desktop.services.office import Office, OfficerInSession
from evidence_files import photo

YEAR = calendar_year(2026)


def type_of(office: Office, code: str) -> UUID:
    return lists.open_list(office, "model_type", lists.ListQuery(equal={"code": (code,)})).rows(0, 1)[0].uid


def point(office: Office, name: str, code: str = "tieng-keng-an-ninh", **values: object) -> UUID:
    given = {"name": name, "type": type_of(office, code), "established_on": "2024", "frequency": "monthly", **values}
    return records.save(office, POINT, given).uid


def did(office: Office, uid: UUID, *days: str, key: str = POINT, **values: object) -> list[UUID]:
    entries = [Entry(((key, uid),), {"happened_on": day, **values}) for day in days]
    return list(activities.record(office, entries).uids)


def line_of(office: Office, uid: UUID) -> group_board.GroupLine:
    return next(line for line in group_board.board(office, YEAR) if line.uid == uid)


def other_office(office: Office) -> Office:
    front = next(row.uid for row in lists.open_list(office, "office").rows(0, 9) if "MTTQ" in " ".join(row.texts))
    hers = OfficerInSession(office.officer.uid, "mai", "Lê Thị Mai", frozenset({"front_cadre"}), front)
    return office.as_officer(hers)


def test_one_activity_is_entered_for_several_groups_and_taken_back_whole(office: Office) -> None:
    two = [point(office, "Kẻng số 1"), point(office, "Kẻng số 2")]
    club = records.save(office, CLUB, {"name": "CLB Đông Hạ"}).uid
    before = upkeep.state_hash(office)
    entry = Entry(
        (*((POINT, uid) for uid in two), (CLUB, club)),
        {"happened_on": "05/06/2026", "kind": "tuần tra", "attendance": "9"},
        {"patrols": 3, "tips": 0},
    )
    done = activities.record(office, [entry])
    assert len(done.uids) == 3
    found = activities.of_group(office, club, YEAR.start, YEAR.end)
    assert [(each.activity.kind, [(part.kind, part.amount) for part in each.results]) for each in found] == [
        ("patrol", [("patrols", 3)])
    ]
    undo.undo(office)
    assert upkeep.state_hash(office) == before


def test_bad_entries_are_told_with_their_group_and_nothing_is_kept(office: Office) -> None:
    good, late = point(office, "Kẻng số 1"), point(office, "Kẻng mới", established_on="09/2026")
    entry = Entry(((POINT, good), (POINT, late)), {"happened_on": "05/06/2026", "attendance": 4000})
    assert [(told.group, told.problem.code) for told in activities.problems(office, [entry])] == [
        ("Kẻng mới", "before_founding")
    ]
    before = upkeep.state_hash(office)
    with pytest.raises(RejectedRecord):
        activities.record(office, [entry])
    with pytest.raises(UsageError, match="Chưa chọn"):
        activities.record(office, [])
    assert upkeep.state_hash(office) == before


def test_the_board_tells_what_was_due_done_and_proven(office: Office) -> None:
    lively, quiet = point(office, "Kẻng sống", member_count=12), point(office, "Kẻng im")
    did(office, lively, *(f"10/{month:02}/2026" for month in range(1, 11)), attendance=8)
    seen = line_of(office, lively)
    assert (seen.met, seen.due, seen.activities, seen.attendance) == (10, 10, 10, 80)
    assert (seen.last, seen.idle, seen.is_idle, seen.proven_lately) == (date(2026, 10, 10), 44, False, False)
    silent = line_of(office, quiet)
    assert (silent.met, silent.due, silent.last, silent.is_idle) == (0, 10, None, True)
    assert (seen.field, seen.where, seen.members) == ("phòng, chống tội phạm và tệ nạn xã hội", "toàn xã", 12)


def test_the_other_office_confirms_what_it_did_not_enter_itself(office: Office) -> None:
    uid = point(office, "Kẻng sống")
    (done,) = did(office, uid, "10/11/2026")
    with pytest.raises(RejectedRecord, match="cơ quan kia xác nhận"):
        activities.confirm(office, [done])
    activities.confirm(other_office(office), [done])
    seen = line_of(office, uid)
    assert (seen.confirmed, seen.proven, seen.proven_lately) == (1, 0, False), "a confirmation is no evidence"
    assert group_board.lately(group_board.board(office, YEAR)) == group_board.Lately(0, 1)
    records.save(office, "activity", {"attendance": 7}, uid=done)
    assert line_of(office, uid).confirmed == 0, "a change asks for a new confirmation"


def test_an_officer_whose_password_was_reset_confirms_after_a_week(office: Office) -> None:
    (done,) = did(office, point(office, "Kẻng sống"), "10/11/2026")
    hers = other_office(office)
    just = OfficerInSession(
        hers.officer.uid, "mai", "Lê Thị Mai", hers.officer.roles, hers.officer.office, office.today()
    )
    with pytest.raises(RoleRefused, match="đặt lại"):
        activities.confirm(office.as_officer(just), [done])
    nobody = OfficerInSession(hers.officer.uid, "mai", "Lê Thị Mai", hers.officer.roles)
    with pytest.raises(RoleRefused, match="không thuộc cơ quan"):
        activities.confirm(office.as_officer(nobody), [done])


def test_a_dossier_shows_gaps_of_the_file_and_of_the_year(office: Office) -> None:
    origin = point(office, "Kẻng gốc", established_on="2023")
    uid = point(office, "Kẻng nhánh", established_on="15/03/2026", replicated_from=origin, kinds="tự quản|tự phòng")
    records.save(office, "group_file", {"point": uid, "kind": "decision", "number": "7/QĐ"})
    seen = {"point": uid, "inspected_on": "10/07/2026", "finding": "ít hơn", "office": "Công an xã Mẫu"}
    with pytest.raises(RejectedRecord, match="Thực tế so với sổ"):
        records.save(office, "inspection", seen)
    seen["finding"] = "có hoạt động nhưng ít hơn sổ"
    with pytest.raises(RejectedRecord, match="Hạn khắc phục 01/07/2026 ở trước ngày kiểm tra 10/07/2026"):
        records.save(office, "inspection", {**seen, "mend_by": "01/07/2026"})
    with pytest.raises(RejectedRecord, match="ở trước khi"):
        records.save(office, "inspection", {**seen, "inspected_on": "10/07/2020"})
    records.save(office, "inspection", {**seen, "proposal": "củng cố", "mend_by": "01/10/2026"})
    records.save(office, "group_member", {"point": uid, "full_name": "Nguyễn Văn An", "role": "deputy"})
    records.save(office, "group_member", {"point": uid, "full_name": "Lê Thị Bình", "role": "head"})
    records.save(office, "group_member", {"point": uid, "full_name": "Trần Văn Cừ"})
    groups.act(office, GroupDeed.SUSPENDED, POINT, [uid], Grounds(date(2026, 7, 1), reason="mưa lũ"))
    groups.act(office, GroupDeed.RESUMED, POINT, [uid], Grounds(date(2026, 9, 1)))
    did(office, uid, "02/04/2026", "20/04/2026", "03/10/2026")
    found = dossiers.dossier(office, POINT, uid, YEAR)
    assert [month.first.month for month in found.months if month.is_gap] == [3, 5, 6, 9, 11]
    assert [len(month.done) for month in found.months] == [0, 0, 0, 2, 0, 0, 0, 0, 0, 1, 0, 0]
    assert (found.met, found.due) == (2, 5)
    assert "quyết định thành lập" not in found.gaps
    assert "quy chế hoạt động" in found.gaps
    assert [member.full_name for member in found.board] == ["Lê Thị Bình", "Nguyễn Văn An"]
    assert (found.members, found.kinds, found.origin) == (3, "tự phòng, tự quản", ("Kẻng gốc",))
    assert dossiers.dossier(office, POINT, origin, YEAR).copies == ("Kẻng nhánh",)
    said = [dossiers.status_words(office, found.group, status) for status in found.statuses]
    assert said[1] == "tạm ngừng từ 01/07/2026 – mưa lũ"
    assert [dossiers.inspection_words(office, each) for each in found.inspections] == [
        "10/07/2026: có hoạt động nhưng ít hơn sổ, đề nghị củng cố, kiện toàn, khắc phục trước 01/10/2026"
    ]
    records.remove(office, POINT, uid, "nhập nhầm")
    with pytest.raises(RecordGone):
        dossiers.dossier(office, POINT, uid, YEAR)
    undo.undo(office)
    assert dossiers.dossier(office, POINT, uid, YEAR) == found


def test_types_points_teams_and_clubs_are_counted_apart(office: Office) -> None:
    old = point(office, "Kẻng cũ")
    point(office, "Kẻng mới", established_on="02/2026")
    point(office, "Camera", "camera-an-ninh", established_on="03/2026")
    for name in ("Tổ 1", "Tổ 2"):
        records.save(office, "model_team", {"point": old, "name": name})
    club = records.save(office, CLUB, {"name": "CLB Đông Hạ", "established_on": "2020"}).uid
    groups.act(office, GroupDeed.DISSOLVED, POINT, [old], Grounds(date(2026, 6, 1), "9/QĐ", date(2026, 5, 30)))
    groups.act(office, GroupDeed.DISSOLVED, CLUB, [club], Grounds(date(2026, 7, 1), "10/QĐ", date(2026, 6, 30)))
    found = group_stock.stock(office, YEAR)
    assert found.types == Balance(1, 1, 0, 2)
    assert found.points == Balance(1, 2, 1, 2)
    assert found.teams == Balance(2, 0, 2, 0)
    assert found.clubs == Balance(1, 0, 1, 0)


def test_the_board_counts_teams_and_members_of_the_end_of_its_period(office: Office) -> None:
    uid = point(office, "Kẻng số 1")
    for name, ended in (("Tổ 1", None), ("Tổ 2", "30/06/2026")):
        records.save(office, "model_team", {"point": uid, "name": name, "valid_to": ended})
    for name, ended in (("Lê Văn An", None), ("Trần Văn Bình", "30/06/2026")):
        records.save(office, "group_member", {"point": uid, "full_name": name, "to_on": ended})
    spring = office.catalogues.period("2026-Q1")
    then = next(line for line in group_board.board(office, spring) if line.uid == uid)
    assert (then.teams, then.members) == (2, 2)
    now = line_of(office, uid)
    assert (now.teams, now.members) == (1, 1)
    assert now.teams == group_stock.stock(office, YEAR).teams.closing


def test_evidence_is_a_file_of_an_activity(office: Office) -> None:
    uid = point(office, "Kẻng sống")
    (shown,) = evidence.take_in(office, [photo()])
    done = did(office, uid, "10/10/2026", "10/11/2026")
    records.save(office, "activity", {"evidence": (shown,)}, uid=done[1])
    seen = line_of(office, uid)
    assert (seen.proven, seen.confirmed, seen.proven_lately) == (1, 0, True)
    assert group_board.lately(group_board.board(office, YEAR)) == group_board.Lately(1, 1)


def test_periods_in_which_a_group_rested_are_not_due(office: Office) -> None:
    uid = point(office, "Kẻng nghỉ")
    did(office, uid, "10/03/2026")
    groups.act(office, GroupDeed.SUSPENDED, POINT, [uid], Grounds(date(2026, 4, 10), reason="mưa lũ"))
    assert (line_of(office, uid).met, line_of(office, uid).due) == (1, 3)
    groups.act(office, GroupDeed.RESUMED, POINT, [uid], Grounds(date(2026, 8, 1)))
    assert (line_of(office, uid).met, line_of(office, uid).due) == (1, 6), "August to October are due again"
    found = dossiers.dossier(office, POINT, uid, YEAR)
    assert (found.met, found.due) == (1, 6)


def test_the_board_of_a_past_year_tells_of_that_year(office: Office) -> None:
    then = calendar_year(2025)
    gone = point(office, "Kẻng cũ")
    ended = point(office, "Kẻng xưa")
    point(office, "Kẻng mới", established_on="01/2026")
    for name, key, value in (("Tổ 1", "valid_to", "31/12/2025"), ("Tổ 2", "valid_from", "01/01/2026")):
        records.save(office, "model_team", {"point": gone, "name": name, key: value})
    did(office, gone, "05/11/2025", "20/01/2026")
    decided = Grounds(date(2025, 6, 1), "8/QĐ", date(2025, 5, 30))
    groups.act(office, GroupDeed.DISSOLVED, POINT, [ended], decided)
    groups.act(office, GroupDeed.DISSOLVED, POINT, [gone], Grounds(date(2026, 2, 1), "9/QĐ", date(2026, 1, 30)))
    lines = {line.name: line for line in group_board.board(office, then)}
    assert {name: line.status for name, line in lines.items()} == {"Kẻng cũ": "active", "Kẻng xưa": "dissolved"}
    seen = lines["Kẻng cũ"]
    assert (seen.last, seen.idle, seen.is_idle, seen.teams) == (date(2025, 11, 5), 56, False, 1)
    assert sum(cell.groups for cell in group_map.map_of(list(lines.values())).cells.values()) == 1
    assert group_stock.stock(office, then).points.closing == 1
    assert [line.name for line in group_board.board(office, YEAR)] == ["Kẻng mới"]
    found = dossiers.dossier(office, POINT, gone, then)
    assert (found.status, found.team_count, [team.name for team in found.teams]) == ("active", 1, ["Tổ 1"])
    now = dossiers.dossier(office, POINT, gone, YEAR)
    assert (now.status, now.team_count, [team.name for team in now.teams]) == ("dissolved", 0, ["Tổ 2"])


def test_signs_of_life_are_those_of_the_board(office: Office) -> None:
    lively, resting, gone = (point(office, f"Kẻng {name}") for name in ("sống", "nghỉ", "cũ"))
    point(office, "Kẻng không ngày", established_on=None)
    point(office, "Kẻng mới", established_on="15/11/2026")
    quiet = records.save(office, CLUB, {"name": "CLB im", "established_on": "2020"}).uid
    records.save(office, CLUB, {"name": "CLB Đông Hạ"})
    did(office, quiet, "10/03/2026", key=CLUB)
    (shown,) = evidence.take_in(office, [photo()])
    (done,) = did(office, lively, "10/11/2026")
    records.save(office, "activity", {"evidence": (shown,)}, uid=done)
    groups.act(office, GroupDeed.SUSPENDED, POINT, [resting], Grounds(date(2026, 4, 1), reason="mưa lũ"))
    decided = Grounds(date(2026, 6, 1), "9/QĐ", date(2026, 5, 30))
    groups.act(office, GroupDeed.DISSOLVED, POINT, [gone], decided)
    anew = Grounds(date(2026, 7, 1), "10/QĐ", date(2026, 6, 30))
    groups.act(office, GroupDeed.RESUMED, POINT, [gone], anew)
    lines = group_board.board(office, YEAR)
    signs = group_board.signs(office)
    assert (signs.groups, signs.lately) == (len(lines), group_board.lately(lines)) == (7, group_board.Lately(1, 4))
    assert signs.stopped == sum(line.is_idle and not line.is_unheard for line in lines) == 1
    assert signs.unheard == sum(line.is_unheard for line in lines) == 4


def test_new_groups_without_any_activity_are_told_apart_from_those_that_stopped(office: Office) -> None:
    did(office, point(office, "Kẻng sống"), "10/11/2026")
    point(office, "Kẻng không ngày", established_on=None)
    records.save(office, CLUB, {"name": "CLB mới", "established_on": "15/11/2026", "frequency": "weekly"})
    signs = group_board.signs(office)
    assert (signs.groups, signs.active, signs.unheard, signs.stopped) == (3, 3, 2, 0)


def test_of_whom_nobody_said_how_often_it_meets_no_rhythm_is_assumed(office: Office) -> None:
    silent, needed = point(office, "Kẻng số 1", frequency=None), point(office, "Kẻng số 2", frequency="on_demand")
    assert [group_board.due_words(line_of(office, uid)) for uid in (silent, needed)] == [
        "chưa ghi sinh hoạt",
        "theo vụ việc",
    ]
    young = point(office, "Kẻng số 3", established_on="16/11/2026", frequency="monthly")
    assert group_board.due_words(line_of(office, young)) == "chưa đến kỳ"
    assert "sinh hoạt định kỳ hay theo vụ việc" in dossiers.dossier(office, POINT, silent, YEAR).gaps
    assert "sinh hoạt định kỳ hay theo vụ việc" not in dossiers.dossier(office, POINT, needed, YEAR).gaps


def test_a_group_that_meets_as_needed_owes_no_month(office: Office) -> None:
    uid = point(office, "Camera số 2", frequency="on_demand")
    did(office, uid, "02/04/2026")
    found = dossiers.dossier(office, POINT, uid, YEAR)
    assert [month.first.month for month in found.months if month.is_gap] == []
    assert sum(len(month.done) for month in found.months) == 1
