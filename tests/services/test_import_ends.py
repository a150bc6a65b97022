"""Lists that tell when and by which decision a model or club ended: it comes in ended, on that day, or not at all."""

from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from antq_desktop.domain.choices import GroupDeed, GroupStatus
from antq_desktop.services import lists, records, undo, upkeep
from antq_desktop.services.group_rules import statuses
from antq_desktop.services.groups import groups
from antq_desktop.services.groups.groups import CLUB, POINT, Grounds
from antq_desktop.services.imports import importing
from antq_desktop.services.imports.import_plan import ImportChoices, ImportPlan, Outcome
from antq_desktop.services.office import Office

HEADINGS = (
    *("TT", "Tên mô hình", "Loại mô hình", "Địa bàn", "Năm thành lập", "Tình trạng", "Ngày giải thể"),
    *("Quyết định giải thể", "Ngày QĐ giải thể", "Ghi chú"),
)


def line(
    name: str, status: str = "", day: str = "", number: str = "", decided: str = "", note: str = ""
) -> tuple[object, ...]:
    return (1, name, "Tiếng kẻng an ninh", "Thôn Đoài", "2020", status, day, number, decided, note)


def look(office: Office, path: Path, *rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> ImportPlan:
    made = Workbook()
    for cells in (headings, *rows):
        made.active.append(list(cells))
    made.save(path)
    register = CLUB if any("CLB" in heading for heading in headings) else POINT
    return importing.preview(office, path, ImportChoices(register=register))


@pytest.fixture
def commune(office: Office) -> Office:
    records.save(office, "residential_area", {"name": "Thôn Đoài"})
    return office


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "danh-sach.xlsx"


def spells(office: Office, name: str, key: str = POINT) -> list[tuple[str, date | None, date | None]]:
    with office.store.reading() as connection:
        found = statuses(connection, records.resolve(office, key, name))
    return [(status.status, status.from_on, status.to_on) for status in found]


DISSOLVED = line("Kẻng A", "Đã giải thể", "01/06/2024", "9/QĐ-UBND", "30/05/2024")


def test_a_dissolved_group_comes_in_with_its_end_and_goes_with_one_undo(commune: Office, path: Path) -> None:
    before = upkeep.state_hash(commune)
    plan = look(commune, path, DISSOLVED, line("Kẻng B", "đang hoạt động"))
    assert [row.outcome for row in plan.rows] == [Outcome.ACCEPTED] * 2
    assert plan.rows[0].edits == "Giải thể từ 01/06/2024, quyết định 9/QĐ-UBND."
    importing.save(commune, plan)
    assert spells(commune, "Kẻng A") == [
        (GroupStatus.ACTIVE, None, date(2024, 5, 31)),
        (GroupStatus.DISSOLVED, date(2024, 6, 1), None),
    ]
    record = records.get(commune, POINT, records.resolve(commune, POINT, "Kẻng A")).record
    assert record.status == GroupStatus.DISSOLVED
    assert [status for status, _, _ in spells(commune, "Kẻng B")] == [GroupStatus.ACTIVE]
    again = importing.preview(commune, path, ImportChoices(register=POINT))
    assert [row.outcome for row in again.rows] == [Outcome.ALREADY] * 2
    undo.undo(commune)
    assert upkeep.state_hash(commune) == before


def test_a_group_that_runs_in_the_register_is_dissolved_by_the_list(commune: Office, path: Path) -> None:
    importing.save(commune, look(commune, path, line("Kẻng A")))
    plan = look(commune, path, DISSOLVED)
    assert plan.rows[0].outcome is Outcome.UPDATED
    importing.save(commune, plan)
    assert spells(commune, "Kẻng A")[-1] == (GroupStatus.DISSOLVED, date(2024, 6, 1), None)
    assert lists.count(commune, POINT) == 1


def test_a_rest_needs_a_reason_or_a_decision(commune: Office, path: Path) -> None:
    plan = look(
        commune,
        path,
        line("Kẻng A", "tạm ngừng", "01/06/2024", note="thiếu kinh phí"),
        line("Kẻng B", "tạm ngừng", "01/06/2024"),
    )
    assert [row.outcome for row in plan.rows] == [Outcome.ACCEPTED, Outcome.REJECTED]
    assert "Tạm ngừng thì ghi lý do hoặc số quyết định" in importing.reason_of(plan.rows[1])
    importing.save(commune, plan)
    assert spells(commune, "Kẻng A")[-1] == (GroupStatus.DORMANT, date(2024, 6, 1), None)


@pytest.mark.parametrize(
    ("row", "said", "cell"),
    [
        (line("Kẻng A", "Đã giải thể", "01/06/2024"), "cần số quyết định", "end_decision_no"),
        (line("Kẻng A", "Đã giải thể", "01/06/2024", "9/QĐ"), "cần ngày quyết định", "end_decision_on"),
        (line("Kẻng A", "Đã giải thể", "01/06/2099", "9/QĐ", "30/05/2024"), "ở sau hôm nay", "end_on"),
        (line("Kẻng A", "Đã giải thể", "01/06/2010", "9/QĐ", "30/05/2010"), "ở trước khi “Kẻng A” thành lập", "end_on"),
        (line("Kẻng A", "Đã giải thể", "2024", "9/QĐ", "30/05/2024"), "đủ ngày, tháng, năm", "end_on"),
        (line("Kẻng A", "", "01/06/2024"), "không ghi là tạm ngừng hay giải thể", "end_on"),
        (line("Kẻng A", "đang hoạt động", "01/06/2024"), "không ghi là tạm ngừng hay giải thể", "end_on"),
        (line("Kẻng A", "không còn hoạt động", "01/06/2024"), "không ghi là tạm ngừng hay giải thể", "end_on"),
        (line("Kẻng A", "Đã giải thể", "32/13/2024", "9/QĐ", "30/05/2024"), "32/13/2024", "end_on"),
    ],
)
def test_nothing_is_guessed(commune: Office, path: Path, row: tuple[object, ...], said: str, cell: str) -> None:
    (planned,) = look(commune, path, row).rows
    assert planned.outcome is Outcome.REJECTED
    assert said in importing.reason_of(planned)
    assert cell in list(planned.asks_at)


def test_without_a_day_and_for_a_merger_a_person_is_asked_as_before(commune: Office, path: Path) -> None:
    plan = look(commune, path, line("Kẻng A", "Đã giải thể"), line("Kẻng B", "sáp nhập", "01/06/2024"))
    assert [row.outcome for row in plan.rows] == [Outcome.DECISION] * 2


def test_what_the_register_says_too_is_left_alone(commune: Office, path: Path) -> None:
    importing.save(commune, look(commune, path, line("Kẻng A")))
    uid = records.resolve(commune, POINT, "Kẻng A")
    groups.act(commune, GroupDeed.DISSOLVED, POINT, [uid], Grounds(date(2026, 3, 1), "1/QĐ", date(2026, 2, 20)))
    before = spells(commune, "Kẻng A")
    plan = look(commune, path, DISSOLVED)
    assert plan.rows[0].outcome is Outcome.ALREADY
    importing.save(commune, plan)
    assert spells(commune, "Kẻng A") == before


def test_a_club_too(commune: Office, path: Path) -> None:
    headings = ("STT", "Tên CLB", "Địa bàn", "Trạng thái", "Ngày giải thể", "Số QĐ giải thể", "Ngày QĐ giải thể")
    row = (1, "CLB A", "Thôn Đoài", "giải thể", "01/06/2024", "9/QĐ", "30/05/2024")
    importing.save(commune, look(commune, path, row, headings=headings))
    assert spells(commune, "CLB A", CLUB)[-1] == (GroupStatus.DISSOLVED, date(2024, 6, 1), None)


OTHER = "10/QĐ-UBND"
SAY = "Cách xử lý"
RUNNING = line("Kẻng A", "đang hoạt động")


def placed(name: str, kind: str, where: str, *end: str, answer: str = "") -> tuple[object, ...]:
    """A line of a list that has a column of answers."""
    return (1, name, kind, where, "2020", *(end or ("", "", "", "")), "", answer)


def told(office: Office, path: Path, *rows: tuple[object, ...]) -> ImportPlan:
    return look(office, path, *rows, headings=(*HEADINGS, SAY))


END = ("Đã giải thể", "01/06/2024", "9/QĐ-UBND", "30/05/2024")


def nothing_is_written(office: Office, plan: ImportPlan) -> None:
    before = upkeep.state_hash(office)
    assert not plan.to_write
    assert not plan.new_areas
    importing.save(office, plan)
    assert upkeep.state_hash(office) == before


def test_a_rejected_row_ends_nothing(commune: Office, path: Path) -> None:
    records.save(commune, "residential_area", {"name": "Thôn Đông"})
    living = (placed("Kẻng A", "Tiếng kẻng an ninh", "Thôn Đông"), placed("Kẻng A", "Camera an ninh", "Thôn Đoài"))
    importing.save(commune, told(commune, path, *living))
    plan = told(commune, path, placed("Kẻng A", "Camera an ninh", "Thôn Đoài", *END, answer="1"))
    if plan.rows[0].outcome is Outcome.UPDATED:  # the first of the two is that of Thôn Đoài
        plan = told(commune, path, placed("Kẻng A", "Camera an ninh", "Thôn Đoài", *END, answer="2"))
    assert plan.rows[0].outcome is Outcome.REJECTED
    nothing_is_written(commune, plan)


def test_a_row_that_waits_for_a_person_ends_nothing_and_makes_no_area(commune: Office, path: Path) -> None:
    importing.save(commune, look(commune, path, line("Kẻng A"), line("Kẻng B")))
    groups.act(
        commune,
        GroupDeed.DISSOLVED,
        POINT,
        [records.resolve(commune, POINT, "Kẻng B")],
        Grounds(date(2026, 3, 1), "1/QĐ", date(2026, 2, 20)),
    )
    look(commune, path, (1, "Kẻng B", "Tiếng kẻng an ninh", "Thôn Lạ", "2020", *END, ""))
    plan = importing.preview(commune, path, ImportChoices(register=POINT, new_areas="create"))
    assert plan.rows[0].outcome is Outcome.DECISION
    nothing_is_written(commune, plan)


def test_a_row_that_is_left_out_ends_nothing(commune: Office, path: Path) -> None:
    importing.save(commune, look(commune, path, line("Kẻng A")))
    (row,) = look(commune, path, DISSOLVED).rows
    choices = ImportChoices(register=POINT, skipped=frozenset({(row.sheet, row.row_no)}))
    plan = importing.preview(commune, path, choices)
    assert plan.rows[0].outcome is Outcome.SKIPPED
    nothing_is_written(commune, plan)


def test_a_row_answered_with_left_out_ends_nothing(commune: Office, path: Path) -> None:
    importing.save(commune, told(commune, path, placed("Kẻng A", "Tiếng kẻng an ninh", "Thôn Đoài")))
    plan = told(commune, path, placed("Kẻng A", "Tiếng kẻng an ninh", "Thôn Đoài", *END, answer="bỏ qua"))
    assert plan.rows[0].outcome is Outcome.ALREADY
    nothing_is_written(commune, plan)


@pytest.mark.parametrize("stored", [False, True])
def test_two_rows_that_disagree_whether_a_group_ended_are_told(commune: Office, path: Path, stored: bool) -> None:
    if stored:
        importing.save(commune, look(commune, path, line("Kẻng A")))
    plan = look(commune, path, RUNNING, DISSOLVED)
    assert plan.rows[0].outcome is (Outcome.ALREADY if stored else Outcome.ACCEPTED)
    assert plan.rows[1].outcome is Outcome.REJECTED
    assert importing.reason_of(plan.rows[1]).startswith("Dòng 2 của tệp cũng là mô hình này mà không ghi kết thúc")
    assert "end_on" in list(plan.rows[1].asks_at)
    importing.save(commune, plan)
    assert [status for status, _, _ in spells(commune, "Kẻng A")] == [GroupStatus.ACTIVE]
    other = look(commune, path, line("Kẻng C", *DISSOLVED[5:9]), line("Kẻng C", "đang hoạt động"))  # type: ignore[arg-type]
    assert [row.outcome for row in other.rows] == [Outcome.ACCEPTED, Outcome.REJECTED]
    assert list(other.rows[1].asks_at) == ["status"]


@pytest.mark.parametrize("stored", [False, True])
def test_an_end_that_is_told_twice_is_written_once(commune: Office, path: Path, stored: bool) -> None:
    if stored:
        importing.save(commune, look(commune, path, line("Kẻng A")))
    plan = look(commune, path, DISSOLVED, DISSOLVED)
    assert [row.outcome for row in plan.rows] == [Outcome.UPDATED if stored else Outcome.ACCEPTED, Outcome.ALREADY]
    assert (plan.rows[1].edits, plan.rows[1].warnings) == ("", ("Trùng dòng 2 của tệp.",))
    importing.save(commune, plan)
    assert spells(commune, "Kẻng A")[1:] == [(GroupStatus.DISSOLVED, date(2024, 6, 1), None)]
    nothing_is_written(commune, look(commune, path, DISSOLVED, DISSOLVED))


@pytest.mark.parametrize("stored", [False, True])
@pytest.mark.parametrize(
    ("second", "cell"),
    [
        (line("Kẻng A", "Đã giải thể", "02/06/2024", "9/QĐ-UBND", "30/05/2024"), "end_on"),
        (line("Kẻng A", "Đã giải thể", "01/06/2024", OTHER, "30/05/2024"), "end_decision_no"),
        (line("Kẻng A", "Đã giải thể", "01/06/2024", "9/QĐ-UBND", "29/05/2024"), "end_decision_on"),
        (line("Kẻng A", "Tạm ngừng", "01/06/2024", "9/QĐ-UBND", "30/05/2024"), "status"),
    ],
)
def test_two_ends_of_one_group_are_a_fault_of_the_second(
    commune: Office, path: Path, second: tuple[object, ...], cell: str, stored: bool
) -> None:
    if stored:
        importing.save(commune, look(commune, path, line("Kẻng A")))
    plan = look(commune, path, DISSOLVED, second)
    assert plan.rows[1].outcome is Outcome.REJECTED
    assert list(plan.rows[1].asks_at) == [cell]
    assert "Dòng 2 của tệp cũng là mô hình này mà ghi khác" in importing.reason_of(plan.rows[1])
    importing.save(commune, plan)
    assert spells(commune, "Kẻng A")[-1] == (GroupStatus.DISSOLVED, date(2024, 6, 1), None)


def founded(year: str, row: tuple[object, ...]) -> tuple[object, ...]:
    return (*row[:4], year, *row[5:])


def test_an_end_is_held_against_the_founding_that_its_row_brings(commune: Office, path: Path) -> None:
    importing.save(commune, look(commune, path, founded("", line("Kẻng A")), founded("2025", line("Kẻng B"))))
    put_right = founded("2020", line("Kẻng B", "Đã giải thể", "01/06/2024", "9/QĐ-UBND", "30/05/2024"))
    plan = look(commune, path, founded("2025", DISSOLVED), put_right)
    assert [row.outcome for row in plan.rows] == [Outcome.REJECTED, Outcome.UPDATED]
    assert "trước khi “Kẻng A” thành lập (2025)" in importing.reason_of(plan.rows[0])
    importing.save(commune, plan)
    assert [status for status, _, _ in spells(commune, "Kẻng A")] == [GroupStatus.ACTIVE]
    assert spells(commune, "Kẻng B")[-1] == (GroupStatus.DISSOLVED, date(2024, 6, 1), None)


@pytest.mark.parametrize("stored", [False, True])
def test_a_later_row_founds_no_group_after_its_end(commune: Office, path: Path, stored: bool) -> None:
    if stored:
        importing.save(commune, look(commune, path, founded("", line("Kẻng A"))))
    plan = look(commune, path, founded("", DISSOLVED), founded("2025", line("Kẻng A")))
    assert plan.rows[1].outcome is Outcome.REJECTED
    assert list(plan.rows[1].asks_at) == ["established_on"]
    importing.save(commune, plan)
    assert records.get(commune, POINT, records.resolve(commune, POINT, "Kẻng A")).record.established_on is None


def test_a_second_row_adds_what_the_first_left_empty_and_contradicts_nothing(commune: Office, path: Path) -> None:
    rows = (founded("", line("Kẻng A")), founded("2019", line("Kẻng A")), founded("2021", line("Kẻng A")))
    plan = look(commune, path, *rows)
    assert [row.outcome for row in plan.rows] == [Outcome.ACCEPTED, Outcome.ALREADY, Outcome.REJECTED]
    assert "Dòng 3 của tệp cũng là mô hình này mà ghi khác ở ô" in importing.reason_of(plan.rows[2])
    importing.save(commune, plan)
    assert str(records.get(commune, POINT, records.resolve(commune, POINT, "Kẻng A")).record.established_on) == "2019"
    nothing_is_written(commune, look(commune, path, *rows))


def test_a_group_that_ended_is_not_brought_to_rest(commune: Office, path: Path) -> None:
    records.save(commune, "residential_area", {"name": "Thôn Đông"})
    importing.save(commune, look(commune, path, DISSOLVED))
    rest = ("tạm ngừng", "01/09/2024", "3/QĐ", "20/08/2024")
    plan = told(commune, path, placed("Kẻng A", "Tiếng kẻng an ninh", "Thôn Đông", *rest, answer="1"))
    assert plan.rows[0].outcome is Outcome.ALREADY
    nothing_is_written(commune, plan)


def test_an_end_is_that_of_the_living_one_where_an_earlier_one_ended(commune: Office, path: Path) -> None:
    importing.save(commune, look(commune, path, DISSOLVED))
    records.save(
        commune,
        POINT,
        {
            "name": "Kẻng A",
            "type": records.resolve(commune, "model_type", "Tiếng kẻng an ninh"),
            "areas": [records.resolve(commune, "residential_area", "Thôn Đoài")],
            "established_on": "2025",
        },
    )
    nothing_is_written(commune, look(commune, path, DISSOLVED))  # the list of old once more: the one that ended
    again = founded("2025", line("Kẻng A", "Đã giải thể", "01/06/2026", "12/QĐ-UBND", "30/05/2026"))
    plan = look(commune, path, again)
    assert plan.rows[0].outcome is Outcome.UPDATED
    importing.save(commune, plan)
    with commune.store.reading() as connection:
        last = [statuses(connection, uid)[-1] for uid in lists.open_list(commune, POINT).uids()]
    assert {(status.status, status.from_on) for status in last} == {
        (GroupStatus.DISSOLVED, date(2024, 6, 1)),
        (GroupStatus.DISSOLVED, date(2026, 6, 1)),
    }
    nothing_is_written(commune, look(commune, path, again))


def test_words_without_a_day_ask_where_one_of_two_lives(commune: Office, path: Path) -> None:
    importing.save(commune, look(commune, path, DISSOLVED))
    answered = told(commune, path, placed("Kẻng A", "Tiếng kẻng an ninh", "Thôn Đoài", answer="mô hình mới"))
    importing.save(commune, answered)
    plan = look(commune, path, line("Kẻng A", "Đã giải thể"))
    assert plan.rows[0].outcome is Outcome.DECISION
    assert "còn hoạt động không?" in importing.reason_of(plan.rows[0])


NO_END, RUNS = ("", "", "", ""), ("đang hoạt động", "", "", "")
ENDED, RESTS = (
    ("Đã giải thể", "01/09/2024", OTHER, "30/05/2024"),
    ("Tạm ngừng", "01/06/2024", "9/QĐ-UBND", "30/05/2024"),
)
ENDS = st.sampled_from([NO_END, RUNS, END, ENDED, RESTS])
KENG = ("Kẻng", "Tiếng kẻng an ninh", "Thôn Đoài; Thôn Trại", "")
CAMERA = ("Kẻng", "Camera an ninh", "Thôn Trại", "")
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Kẻng", "Kẻng hai"]),
        st.sampled_from(["Tiếng kẻng an ninh", "Camera an ninh", ""]),
        st.sampled_from(["Thôn Đoài", "Thôn Trại", "Thôn Đoài; Thôn Trại", "toàn xã", ""]),
        st.sampled_from(["", "2020", "2025"]),
        ENDS,
    ),
    min_size=1,
    max_size=4,
)


def test_what_a_preview_finds_good_is_written_and_changes_nothing_the_second_time(commune: Office, path: Path) -> None:
    choices = ImportChoices(register=POINT, new_areas="create")
    fresh = count(1)

    @settings(max_examples=15, deadline=None)
    @example([("Kẻng", "", "Thôn Đoài", "", NO_END)], [(*KENG, ENDED), (*CAMERA, RESTS), (*KENG, NO_END)])
    @given(ROWS, ROWS)
    def bring(first: list[Any], second: list[Any]) -> None:
        number = next(fresh)  # every example is a list of other groups: the store stays
        for rows in (first, second):
            cells = [(1, f"{name} {number}", kind, where, year, *end, "") for name, kind, where, year, end in rows]
            look(commune, path, *cells)
            plan = importing.preview(commune, path, choices)
            importing.save(commune, plan)
            if not {row.outcome for row in plan.rows} & {Outcome.REJECTED, Outcome.DECISION}:
                nothing_is_written(commune, importing.preview(commune, path, choices))

    bring()
    assert upkeep.check(commune).is_sound
