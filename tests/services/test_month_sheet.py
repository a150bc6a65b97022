"""A month's activities on one sheet: days as a paper book says them, what is asked, what is refused, all or nothing."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_desktop.domain.choices import GroupDeed
from antq_desktop.services import lists, records, undo, upkeep
from antq_desktop.services.groups import activities, groups
from antq_desktop.services.groups.groups import CLUB, POINT, Grounds
from antq_desktop.services.office import Office
from antq_desktop.services.papers import month_sheet
from antq_desktop.services.papers.month_sheet import MonthLine, PaperBook, Written

JUNE = date(2026, 6, 1)


def point(office: Office, name: str, **values: object) -> UUID:
    kind = lists.open_list(office, "model_type", lists.ListQuery(equal={"code": ("tieng-keng-an-ninh",)})).rows(0, 1)
    given = {"name": name, "type": kind[0].uid, "established_on": "2024", "frequency": "monthly", **values}
    return records.save(office, POINT, given).uid


def line_of(office: Office, uid: UUID, first: date = JUNE) -> MonthLine:
    return next(line for line in month_sheet.lines(office, first) if line.uid == uid)


def test_a_line_of_several_days_becomes_an_activity_each_and_is_taken_back_whole(office: Office) -> None:
    uid = point(office, "Kẻng số 1")
    before = upkeep.state_hash(office)
    written = Written(line_of(office, uid), "5 12, 19/06", "tuần tra", "8", content="Nhắc các hộ khóa cửa")
    looked = month_sheet.look(office, JUNE, [written], PaperBook("Sổ 2, trang 14"))
    assert not looked.told
    assert len(month_sheet.keep(office, looked).uids) == 3
    done = activities.of_group(office, uid, JUNE, month_sheet.last_of(JUNE))
    assert [each.activity.happened_on.day for each in done] == [5, 12, 19]
    kept = done[0].activity
    assert (kept.kind, kept.attendance, kept.from_paper, kept.paper_ref) == ("patrol", 8, True, "Sổ 2, trang 14")
    assert kept.entered_on == office.today()
    assert line_of(office, uid).days == tuple(date(2026, 6, day) for day in (5, 12, 19))
    undo.undo(office)
    assert upkeep.state_hash(office) == before


def test_one_wrong_line_keeps_all_of_them_out_and_says_which(office: Office) -> None:
    good, bad = point(office, "Kẻng số 1"), point(office, "Kẻng số 2")
    before = upkeep.state_hash(office)
    written = [
        Written(line_of(office, good), "5"),
        Written(line_of(office, bad), "31"),
        Written(line_of(office, bad), attendance="9"),
        Written(line_of(office, bad), "4", attendance="chín"),
        Written(line_of(office, bad), "4/7"),
    ]
    looked = month_sheet.look(office, JUNE, written)
    assert looked.refused
    assert [(place, problem.field) for place, problem in looked.told] == [
        (1, "happened_on"),
        (2, "happened_on"),
        (3, "attendance"),
        (4, "happened_on"),
    ]
    assert "không có ngày 31" in looked.told[0][1].message
    assert "chưa ghi ngày" in looked.told[1][1].message
    assert "không thuộc tháng 06/2026" in looked.told[3][1].message
    assert upkeep.state_hash(office) == before


def test_what_may_be_right_is_asked_more_present_than_members_and_a_day_that_is_there(office: Office) -> None:
    uid = point(office, "Kẻng số 1", member_count="7")
    month_sheet.keep(office, month_sheet.look(office, JUNE, [Written(line_of(office, uid), "5")]))
    looked = month_sheet.look(office, JUNE, [Written(line_of(office, uid), "5", attendance="30")])
    assert not looked.refused
    assert sorted(problem.code for _, problem in looked.told) == ["more_than_members", "same_day"]
    guests = month_sheet.look(office, JUNE, [Written(line_of(office, uid), "6", attendance="30", invited="23")])
    assert not guests.told


def test_days_to_come_and_before_the_founding_are_refused(office: Office) -> None:
    uid = point(office, "Kẻng mới", established_on="10/06/2026")
    early = month_sheet.look(office, JUNE, [Written(line_of(office, uid), "9")])
    assert [problem.code for _, problem in early.told] == ["before_founding"]
    november = date(2026, 11, 1)
    late = month_sheet.look(office, november, [Written(line_of(office, uid, november), "28")])
    assert late.refused


def test_the_sheet_holds_who_lived_in_the_month_and_what_they_mostly_do(office: Office) -> None:
    ended, new = point(office, "Kẻng cũ"), point(office, "Kẻng sau", established_on="07/2026")
    club = records.save(office, CLUB, {"name": "CLB Đông Hạ", "established_on": "2024", "frequency": "quarterly"}).uid
    decided = Grounds(date(2026, 6, 15), "12/QĐ-UBND", date(2026, 6, 14))
    groups.act(office, GroupDeed.DISSOLVED, POINT, [ended], decided)
    here = {line.uid for line in month_sheet.lines(office, JUNE)}
    assert (ended in here, new in here, club in here) == (True, False, True)
    later = {line.uid for line in month_sheet.lines(office, date(2026, 7, 1))}
    assert (ended in later, new in later) == (False, True)
    patrols = [Written(line_of(office, club), "3 4 5", "patrol"), Written(line_of(office, club), "6", "meeting")]
    month_sheet.keep(office, month_sheet.look(office, JUNE, patrols))
    assert (line_of(office, club).usual, line_of(office, club).due) == ("patrol", False)


@given(st.sets(st.integers(1, 30), min_size=1), st.sampled_from([" ", ", ", ";", "  + "]))
def test_days_are_read_however_they_are_parted(days: set[int], between: str) -> None:
    assert {day.day for day in month_sheet.days_of(between.join(map(str, days)), JUNE)} == days


@pytest.mark.parametrize("text", ["0", "31", "ba", "5-", "5/7", "5.7", "5.12.19", "5.6.2025", "5/6/2025", "1234"])
def test_what_is_no_day_of_the_month_is_said(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        month_sheet.days_of(text, JUNE)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("3", {"patrols": 3}),
        ("3 tuần tra; 1 tin báo", {"patrols": 3, "tips": 1}),
        ("2 buổi tuyên truyền, 5 lượt tuần tra", {"sessions": 2, "patrols": 5}),
        ("1 lưu trú", {"notices": 1}),
        ("1.200 lượt tuần tra; 12.", {"patrols": 1200, "tips": 12}),
        ("", {}),
    ],
)
def test_results_are_read_as_people_write_them(office: Office, text: str, counts: dict[str, int]) -> None:
    usual = ("tips",) if "1.200" in text else ("patrols", "tips")
    found = month_sheet.results_of(office.catalogues, text, usual)
    assert found == counts
    said = month_sheet.results_words(office.catalogues, found)
    assert month_sheet.results_of(office.catalogues, said) == counts


@pytest.mark.parametrize("text", ["5.6", "05.06", "5.6.2026", "5.", "5. ", "5-6", "5/6/2026"])
def test_one_day_with_its_month_is_one_day_whatever_stands_between(text: str) -> None:
    assert month_sheet.days_of(text, JUNE) == (date(2026, 6, 5),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1,200 lượt tuần tra", "nghìn viết 1.200"),
        ("2,5", "dấu chấm phẩy"),
        ("2.5 lượt tuần tra", "Không hiểu kết quả"),
        ("3; 4 lượt tuần tra", "ghi hai lần trong một ô"),
        ("1.20 lượt tuần tra", "Không hiểu kết quả"),
    ],
)
def test_a_number_that_could_be_two_is_never_guessed(office: Office, text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        month_sheet.results_of(office.catalogues, text, ("patrols",))


@pytest.mark.parametrize("text", ["tuần tra", "3 con gà", "5 buổi"])
def test_results_that_could_be_anything_are_asked_about(office: Office, text: str) -> None:
    with pytest.raises(ValueError, match="ết quả"):
        month_sheet.results_of(office.catalogues, text)


def test_results_of_a_line_go_to_each_of_its_days(office: Office) -> None:
    uid = point(office, "Kẻng số 1")
    line = line_of(office, uid)
    assert line.outputs[0] == "patrols"
    month_sheet.keep(office, month_sheet.look(office, JUNE, [Written(line, "5 6", results="2")]))
    done = activities.of_group(office, uid, JUNE, month_sheet.last_of(JUNE))
    assert [[(part.kind, part.amount) for part in each.results] for each in done] == [[("patrols", 2)]] * 2
    assert activities.results_of(office, done[0].activity.uid) == list(done[0].results)
    looked = month_sheet.look(office, JUNE, [Written(line, "7", results="2 gà")])
    assert [problem.field for _, problem in looked.told] == ["results"]
