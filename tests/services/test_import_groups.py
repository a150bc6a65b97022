"""Lists of models and clubs brought in: types, places, leads, decisions; persons refused; a second time nothing."""

from datetime import date
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from antq_desktop.domain.choices import GroupDeed
from antq_desktop.domain.errors import SheetError
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services import lists, records, undo, upkeep
from antq_desktop.services.groups import groups
from antq_desktop.services.groups.groups import CLUB, POINT, Grounds
from antq_desktop.services.imports import importing
from antq_desktop.services.imports.import_plan import ImportChoices, ImportPlan, Outcome
from antq_desktop.services.office import Office
from old_text import tcvn3

HEADINGS = (
    *("TT", "Tên mô hình", "Loại mô hình", "Địa bàn", "Đơn vị chủ trì", "Quyết định thành lập", "Năm thành lập"),
    *("Số thành viên", "Định kỳ sinh hoạt", "Ghi chú"),
)


def book(path: Path, *rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> Path:
    """A list as offices keep it: two rows of title, headings, lines, a sum."""
    made = Workbook()
    sheet = made.active
    sheet.append(["UBND XÃ MẪU"])
    sheet.append(["DANH SÁCH MÔ HÌNH TỰ QUẢN VỀ AN NINH TRẬT TỰ NĂM 2026"])
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    made.save(path)
    return path


@pytest.fixture
def commune(office: Office) -> Office:
    for name in ("Thôn Đông Hạ", "Thôn Đoài", "Thôn Trại"):
        records.save(office, "residential_area", {"name": name})
    return office


def look(office: Office, path: Path, register: str = POINT, **more: object) -> ImportPlan:
    return importing.preview(office, path, ImportChoices(register=register, **more))  # type: ignore[arg-type] # a test's


def point(office: Office, name: str) -> dict[str, object]:
    record = records.get(office, POINT, records.resolve(office, POINT, name)).record
    return {key: getattr(record, key) for key in REGISTER_KEYS}


REGISTER_KEYS = ("decision_no", "decision_on", "frequency", "member_count", "lead_name", "note")
KENG = (1, "Tiếng kẻng an ninh thôn Đông Hạ", "Tiếng kẻng an ninh", "Thôn Đông Hạ", "Công an xã Mẫu",
        "12/QĐ-UBND ngày 05/3/2024", "2024", "25 người", "hằng tháng", "hoạt động đều")  # fmt: skip
CAMERA = (2, "Camera an ninh", "", "Thôn Đông Hạ, thôn Đoài", "Hội LHPN", "Quyết định số 7/QĐ-UBND ngày 01/02/2025",
          "3/2025", 10, "quý", "")  # fmt: skip
ODD = (3, "Nhà sạch ngõ đẹp", "Môi trường", "toàn xã", "Trường THCS Đông Hạ", "", 2023, "", "khi rảnh", "")


def test_a_list_becomes_points_with_their_first_status_and_goes_back_as_one(commune: Office, tmp_path: Path) -> None:
    before = upkeep.state_hash(commune)
    plan = look(commune, book(tmp_path / "ds.xlsx", KENG, CAMERA, ODD, ("", "Tổng cộng", "", "", "", "", "", 35)))
    assert [row.outcome for row in plan.rows] == [Outcome.ACCEPTED] * 3
    done = importing.save(commune, plan)
    assert "Nhập từ Excel: 3 dòng của tệp" in done.changes.title
    keng = records.get(commune, POINT, records.resolve(commune, POINT, KENG[1])).record
    assert (keng.decision_no, str(keng.decision_on), str(keng.established_on)) == ("12/QĐ-UBND", "2024-03-05", "2024")
    assert (keng.member_count, keng.frequency, keng.status) == (25, "monthly", "active")
    assert keng.lead_office is not None
    camera = records.get(commune, POINT, records.resolve(commune, POINT, "Camera an ninh")).record
    assert len(camera.areas) == 2
    assert records.get(commune, "model_type", camera.type).record.code == "camera-an-ninh", "by its name"
    assert (camera.decision_no, camera.frequency) == ("7/QĐ-UBND", "quarterly")
    assert camera.lead_organization is not None
    odd = records.get(commune, POINT, records.resolve(commune, POINT, "Nhà sạch ngõ đẹp")).record
    assert records.get(commune, "model_type", odd.type).record.code == "khac"
    assert odd.areas == frozenset()
    assert odd.lead_name == "Trường THCS Đông Hạ"
    assert odd.note == "Loại ghi trong danh sách: Môi trường; Sinh hoạt: khi rảnh"
    assert upkeep.check(commune).is_sound
    undo.undo(commune)
    assert upkeep.state_hash(commune) == before


def test_a_second_import_changes_nothing_and_a_filled_cell_changes_that(commune: Office, tmp_path: Path) -> None:
    importing.save(commune, look(commune, book(tmp_path / "a.xlsx", KENG, CAMERA, ODD)))
    again = look(commune, book(tmp_path / "b.xlsx", KENG, CAMERA, ODD))
    assert [row.outcome for row in again.rows] == [Outcome.ALREADY] * 3
    assert not again.to_write
    changed = (*KENG[:7], "30", "", "")
    plan = look(commune, book(tmp_path / "c.xlsx", changed, CAMERA, ODD))
    assert [row.outcome for row in plan.rows] == [Outcome.UPDATED, Outcome.ALREADY, Outcome.ALREADY]
    importing.save(commune, plan)
    assert point(commune, KENG[1])["member_count"] == 30
    assert point(commune, KENG[1])["note"] == "hoạt động đều", "an empty cell changes nothing"


def test_columns_about_persons_are_refused_and_copied_nowhere(commune: Office, tmp_path: Path) -> None:
    headings = (*HEADINGS, "Họ và tên trưởng ban", "Số điện thoại")
    path = book(tmp_path / "ds.xlsx", (*KENG, "Hoàng Canh Giữ", "0912345678"), headings=headings)
    plan = look(commune, path)
    assert [(column.header, column.why) for column in plan.refused_columns] == [
        ("Họ và tên trưởng ban", "thông tin về người"),
        ("Số điện thoại", "thông tin về người"),
    ]
    importing.save(commune, plan)
    assert "Hoàng Canh" not in str(point(commune, KENG[1]))
    assert all("Hoàng" not in str(row.raw) for row in plan.rows)


def test_an_unknown_place_follows_the_choice_and_a_bad_cell_stops_its_row(commune: Office, tmp_path: Path) -> None:
    lost = (*KENG[:3], "Thôn Lạ", *KENG[4:])
    bad = (4, "Kẻng sai", "Tiếng kẻng an ninh", "Thôn Đoài", "", "", "năm ngoái", "", "", "")
    late = (5, "Kẻng mai", "Tiếng kẻng an ninh", "Thôn Trại", "", "9/QĐ ngày 01/01/2030", "", "", "", "")
    path = book(tmp_path / "ds.xlsx", lost, bad, late, (6, "", "Camera an ninh", "Thôn Đoài", "", "", "", "", "", ""))
    plan = look(commune, path)
    assert [row.outcome for row in plan.rows][:3] == [Outcome.REJECTED] * 3
    reasons = [importing.reason_of(row) for row in plan.rows]
    assert "Không có khu dân cư “Thôn Lạ”" in reasons[0]
    assert "năm ngoái" in reasons[1]
    assert importing.write_errors(plan, tmp_path / "loi.xlsx") >= 3
    made = look(commune, path, new_areas="create")
    importing.save(commune, made)
    area: UUID = records.resolve(commune, "residential_area", "Thôn Lạ")
    assert area in records.get(commune, POINT, records.resolve(commune, POINT, KENG[1])).record.areas
    asked = look(commune, book(tmp_path / "q.xlsx", (*CAMERA[:3], "Thôn Xa", *CAMERA[4:])), new_areas="ask")
    assert asked.rows[0].outcome is Outcome.DECISION


def test_the_same_name_elsewhere_is_another_point_and_without_a_place_a_question(
    commune: Office, tmp_path: Path
) -> None:
    importing.save(commune, look(commune, book(tmp_path / "a.xlsx", CAMERA)))
    trai = (*CAMERA[:3], "Thôn Trại", *CAMERA[4:])
    nowhere = (*CAMERA[:3], "", *CAMERA[4:])
    plan = look(commune, book(tmp_path / "b.xlsx", trai, nowhere))
    assert [row.outcome for row in plan.rows] == [Outcome.ACCEPTED, Outcome.DECISION]
    assert "cùng tên" in importing.reason_of(plan.rows[1])
    key = (plan.rows[1].sheet, plan.rows[1].row_no)
    answered = look(commune, tmp_path / "b.xlsx", corrected={key: {"_decision": "1"}})
    assert answered.rows[1].outcome is Outcome.ALREADY


def test_clubs_come_in_by_their_own_columns(commune: Office, tmp_path: Path) -> None:
    headings = ("STT", "Tên CLB", "Địa bàn", "Thành lập", "Quyết định", "Số hội viên", "Sinh hoạt", "Chủ nhiệm")
    row = (1, "CLB Phòng, chống tội phạm", "Thôn Đoài", "2022", "5/QĐ-UBND ngày 10/10/2022", 20, "hằng quý", "Bà A")
    plan = look(commune, book(tmp_path / "clb.xlsx", row, headings=headings), CLUB)
    assert [column.header for column in plan.refused_columns] == ["Chủ nhiệm"]
    importing.save(commune, plan)
    club = records.get(commune, CLUB, records.resolve(commune, CLUB, "CLB Phòng, chống tội phạm")).record
    assert (club.decision_no, club.member_count, club.frequency, club.status) == (
        "5/QĐ-UBND",
        20,
        "quarterly",
        "active",
    )
    assert club.area is not None


def test_of_a_sensitive_type_no_free_lead_is_taken(commune: Office, tmp_path: Path) -> None:
    row = (1, "Giáo xứ bình yên Đông Hạ", "Giáo xứ bình yên", "Thôn Đông Hạ", "ông Nguyễn Văn Kín", "", "", "", "", "")
    plan = look(commune, book(tmp_path / "ds.xlsx", row))
    importing.save(commune, plan)
    assert point(commune, "Giáo xứ bình yên Đông Hạ")["lead_name"] is None


def test_a_file_without_names_of_models_is_told(commune: Office, tmp_path: Path) -> None:
    with pytest.raises(SheetError):
        look(commune, book(tmp_path / "x.xlsx", (1, "a"), headings=("TT", "Xe")))


def test_five_hundred_points_come_in_at_once(commune: Office, tmp_path: Path) -> None:
    rows = [
        (n, f"Tổ liên gia số {n}", "Tổ liên gia an toàn PCCC", "Thôn Đoài", "", "", "2024", 9, "", "")
        for n in range(1, 501)
    ]
    plan = look(commune, book(tmp_path / "nhieu.xlsx", *rows))
    assert plan.count(Outcome.ACCEPTED) == 500
    importing.save(commune, plan)
    assert lists.count(commune, POINT) == 500
    again = look(commune, book(tmp_path / "lai.xlsx", *rows))
    assert again.count(Outcome.ALREADY) == 500


def test_old_fonts_group_rows_and_headings_in_capitals_are_read(commune: Office, tmp_path: Path) -> None:
    made = Workbook()
    sheet = made.active
    sheet.append([tcvn3("DANH SÁCH MÔ HÌNH")])
    sheet.append([tcvn3(text) for text in ("TT", "Tên mô hình", "Loại mô hình", "Số thành viên")])
    sheet.append(["I", tcvn3("Thôn Đoài")])
    sheet.append([1, tcvn3("Tiếng kẻng an ninh Đoài"), tcvn3("Tiếng kẻng an ninh"), 12])
    sheet.append(["II", tcvn3("Thôn Trại")])
    sheet.append([2, tcvn3("Camera an ninh chợ"), tcvn3("Camera an ninh"), 4])
    for row in sheet.iter_rows():
        for cell in row:
            cell.font = Font(name=".VnTime")
    made.save(tmp_path / "cu.xlsx")
    plan = look(commune, tmp_path / "cu.xlsx")
    assert [(row.shown("name"), row.area, row.outcome) for row in plan.rows] == [
        ("Tiếng kẻng an ninh Đoài", "Thôn Đoài", Outcome.ACCEPTED),
        ("Camera an ninh chợ", "Thôn Trại", Outcome.ACCEPTED),
    ]
    importing.save(commune, plan)
    point_uid = records.resolve(commune, POINT, "Camera an ninh chợ")
    trai = records.resolve(commune, "residential_area", "Thôn Trại")
    assert records.get(commune, POINT, point_uid).record.areas == frozenset({trai})


def test_what_the_register_refuses_is_said_at_its_cell_and_a_double_line_once(commune: Office, tmp_path: Path) -> None:
    early = (1, "Kẻng sớm", "Tiếng kẻng an ninh", "Thôn Đoài", "", "", "2099", "", "", "")
    number = (2, "Kẻng 001234567890", "Tiếng kẻng an ninh", "Thôn Đoài", "", "", "2020", "", "", "")
    plan = look(commune, book(tmp_path / "a.xlsx", early, number, KENG, KENG))
    assert [row.outcome for row in plan.rows][2:] == [Outcome.ACCEPTED, Outcome.ALREADY]
    assert plan.rows[0].outcome is Outcome.REJECTED
    assert "001234567890" not in str([importing.reason_of(row) for row in plan.rows])
    assert "001234567890" not in str([row.shown("name") for row in plan.rows])


def test_an_ended_point_of_that_name_is_asked_about(commune: Office, tmp_path: Path) -> None:
    importing.save(commune, look(commune, book(tmp_path / "a.xlsx", KENG)))
    uid = records.resolve(commune, POINT, KENG[1])
    decided = Grounds(date(2026, 6, 1), "9/QĐ", date(2026, 5, 30))
    groups.act(commune, GroupDeed.DISSOLVED, POINT, [uid], decided)
    path = book(tmp_path / "b.xlsx", KENG)
    plan = look(commune, path)
    assert plan.rows[0].outcome is Outcome.DECISION
    assert "đã kết thúc" in importing.reason_of(plan.rows[0])
    key = (plan.rows[0].sheet, plan.rows[0].row_no)
    again = look(commune, path, corrected={key: {"_decision": "mô hình mới"}})
    importing.save(commune, again)
    assert lists.count(commune, POINT) == 2


LISTS = count(1)
NAMES = st.lists(st.sampled_from(["Kẻng một", "Kẻng hai", "Camera an ninh", "Tổ hòa giải"]), min_size=1, max_size=6)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NAMES, st.sampled_from(["Thôn Đoài", "Thôn Trại", "toàn xã", "Thôn Đoài; Thôn Trại"]))
def test_whatever_comes_in_twice_comes_in_once(commune: Office, tmp_path: Path, names: list[str], where: str) -> None:
    fresh = next(LISTS)  # every example is a list of other groups: the store stays
    rows = [(n, f"{name} {fresh}", "", where, "", "", "", n, "", "") for n, name in enumerate(names, 1)]
    importing.save(commune, look(commune, book(tmp_path / "x.xlsx", *rows), new_areas="create"))
    before = upkeep.state_hash(commune)
    again = look(commune, book(tmp_path / "y.xlsx", *rows[:1]))
    assert again.count(Outcome.ACCEPTED) == 0
    importing.save(commune, again)
    assert upkeep.check(commune).is_sound
    assert again.rows[0].outcome in {Outcome.ALREADY, Outcome.UPDATED}
    if again.rows[0].outcome is Outcome.ALREADY:
        assert upkeep.state_hash(commune) == before


def test_a_type_that_was_put_right_stays_when_the_list_comes_again(commune: Office, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ODD, CAMERA)
    importing.save(commune, look(commune, path))
    for name in ("Nhà sạch ngõ đẹp", "Camera an ninh"):
        uid = records.resolve(commune, POINT, name)
        records.save(commune, POINT, {"type": "Tổ hòa giải tự quản"}, uid=uid)
    again = look(commune, path)
    assert [row.outcome for row in again.rows] == [Outcome.ALREADY] * 2


def keng(name: str, where: str, kind: str = "Tiếng kẻng an ninh") -> tuple[object, ...]:
    return (1, name, kind, where, "", "", "2024", 9, "hằng tháng", "")


def test_one_place_written_in_several_ways_is_one_point(commune: Office, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", *(keng("Kẻng X", where) for where in ("Thôn Đông Hạ", "Đông Hạ", "THÔN ĐÔNG HẠ")))
    plan = look(commune, path)
    assert [row.outcome for row in plan.rows] == [Outcome.ACCEPTED, Outcome.ALREADY, Outcome.ALREADY]
    importing.save(commune, plan)
    assert lists.count(commune, POINT) == 1
    assert [row.outcome for row in look(commune, path).rows] == [Outcome.ALREADY] * 3


def test_new_places_written_in_several_ways_are_one_too(office: Office, tmp_path: Path) -> None:
    rows = [keng("Kẻng X", where) for where in ("Thôn Đông Hạ", "thôn đông hạ", "Thôn Đoài")]
    plan = look(office, book(tmp_path / "a.xlsx", *rows))
    assert [row.outcome for row in plan.rows] == [Outcome.ACCEPTED, Outcome.ALREADY, Outcome.ACCEPTED]


@pytest.mark.parametrize("wheres", [("Thôn Đông Hạ, Thôn Đoài", "Thôn Đoài"), ("Thôn Đoài", "")])
def test_places_that_only_meet_are_asked_about_and_never_make_two(
    commune: Office, tmp_path: Path, wheres: tuple[str, str]
) -> None:
    path = book(tmp_path / "a.xlsx", *(keng("Kẻng Y", where) for where in wheres))
    plan = look(commune, path)
    assert [row.outcome for row in plan.rows] == [Outcome.ACCEPTED, Outcome.DECISION]
    assert "Dòng 4 của tệp" in importing.reason_of(plan.rows[1])
    key = (plan.rows[1].sheet, plan.rows[1].row_no)
    another = look(commune, path, corrected={key: {"_decision": "mô hình mới"}})
    assert another.rows[1].outcome is Outcome.REJECTED
    assert "Đã có mô hình “Kẻng Y” ở nơi này" in importing.reason_of(another.rows[1])
    left = look(commune, path, corrected={key: {"_decision": "bỏ qua"}})
    importing.save(commune, left)
    assert lists.count(commune, POINT) == 1


def test_two_types_of_one_name_at_one_place_are_two_also_the_second_time(commune: Office, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", keng("An toàn", "Thôn Đoài"), keng("An toàn", "Thôn Đoài", "Camera an ninh"))
    importing.save(commune, look(commune, path))
    assert lists.count(commune, POINT) == 2
    assert [row.outcome for row in look(commune, path).rows] == [Outcome.ALREADY] * 2


def test_a_second_row_does_not_move_a_stored_point_away_from_the_first(commune: Office, tmp_path: Path) -> None:
    importing.save(commune, look(commune, book(tmp_path / "a.xlsx", keng("Kẻng Z", "Thôn Đoài, Thôn Trại"))))
    plan = look(commune, book(tmp_path / "b.xlsx", keng("Kẻng Z", "Thôn Đoài"), keng("Kẻng Z", "Thôn Trại")))
    assert [row.outcome for row in plan.rows] == [Outcome.UPDATED, Outcome.DECISION]


def test_clubs_of_one_place_are_one(commune: Office, tmp_path: Path) -> None:
    headings = ("STT", "Tên CLB", "Địa bàn")
    path = book(tmp_path / "c.xlsx", (1, "CLB A", "Thôn Đoài"), (2, "CLB A", "Đoài"), headings=headings)
    assert [row.outcome for row in look(commune, path, CLUB).rows] == [Outcome.ACCEPTED, Outcome.ALREADY]


@pytest.mark.parametrize("register", [POINT, CLUB])
def test_a_name_far_too_long_makes_no_group_but_means_one_that_is_called_so_from_before(
    commune: Office, tmp_path: Path, register: str
) -> None:
    long = f"Camera an ninh {'A' * 130}"
    headings = ("STT", "Tên mô hình" if register == POINT else "Tên CLB", "Địa bàn", "Ghi chú")

    def listed(*rows: tuple[object, ...]) -> ImportPlan:
        return look(commune, book(tmp_path / "ds.xlsx", *rows, headings=headings), register)

    refused = [("name", f"{REGISTERS[register].fields['name'].label}: dài 145 ký tự; tối đa 120.")]
    (row,) = listed((1, long, "Thôn Đoài", "cũ")).rows
    assert [(fault.field, fault.reason) for fault in row.faults] == refused
    importing.save(commune, listed((1, "Camera an ninh", "Thôn Đoài", "cũ")))
    uid = records.resolve(commune, register, "Camera an ninh")
    with commune.store.operation(commune.intent("Trước đây")) as (writing, _):
        writing.change(REGISTERS[register], uid, {"name": long})
    assert [row.outcome for row in listed((1, long, "Thôn Đoài", "cũ")).rows] == [Outcome.ALREADY]
    plan = listed((1, long.upper(), "Thôn Đoài", "mới"), (2, long, "Thôn Trại", "nơi khác"))
    assert [row.outcome for row in plan.rows] == [Outcome.UPDATED, Outcome.REJECTED]
    assert [(fault.field, fault.reason) for fault in plan.rows[1].faults] == refused
    importing.save(commune, plan)
    kept = records.get(commune, register, uid).record
    assert (kept.name, kept.note) == (long, "mới")


def test_without_the_type_for_the_rest_an_unknown_type_is_a_fault_of_its_row(commune: Office, tmp_path: Path) -> None:
    rest = records.resolve(commune, "model_type", "Mô hình khác")
    records.remove(commune, "model_type", rest, "không dùng")
    plan = look(commune, book(tmp_path / "a.xlsx", ODD, KENG))
    assert [row.outcome for row in plan.rows] == [Outcome.REJECTED, Outcome.ACCEPTED]
    words = "thêm loại vào sổ Loại mô hình hoặc ghi một loại đã có."
    assert importing.reason_of(plan.rows[0]) == f"[Cột C] Không có loại mô hình “Môi trường” trong danh mục: {words}"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Ủy ban", None),
        ("Ủy ban nhân dân xã", None),
        ("Công", None),
        ("Công an huyện", None),
        ("Ban công tác Mặt trận", None),
        ("Công an xã", "police"),
        ("CÔNG AN", "police"),
        ("Ủy ban MTTQ", "front"),
        ("UBMTTQ xã", "front"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam xã Mẫu", "front"),
    ],
)
def test_a_lead_is_an_office_only_where_it_says_so(
    commune: Office, tmp_path: Path, said: str, kind: str | None
) -> None:
    importing.save(commune, look(commune, book(tmp_path / "a.xlsx", (*KENG[:4], said, *KENG[5:]))))
    keng = records.get(commune, POINT, records.resolve(commune, POINT, KENG[1])).record
    office = None if keng.lead_office is None else records.get(commune, "office", keng.lead_office).record.kind
    assert (office, keng.lead_name) == ((kind, None) if kind else (None, said))
