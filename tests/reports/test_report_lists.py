import re
from dataclasses import replace

import pytest
from reportlab.lib.units import mm

from antq_desktop.domain.progress import Silent
from antq_desktop.reports.ink import Ink
from antq_desktop.reports.meeting_list import (
    BOXES,
    MeetingArea,
    MeetingList,
    MeetingRow,
    meeting_list_table,
    write_meeting_list,
)
from antq_desktop.reports.pdf_file import PaperInfo, new_document
from antq_desktop.reports.pledge_register import (
    PledgeArea,
    PledgeRegister,
    PledgeRow,
    pledge_register_table,
    write_pledge_register,
)
from antq_desktop.reports.register_list import (
    ListColumn,
    RegisterList,
    register_list_table,
    write_register_list,
)
from antq_desktop.reports.table_frame import make_frame
from antq_desktop.reports.table_layout import lay_out
from antq_desktop.reports.table_paper import PURPOSE, SAMPLE_MARK
from antq_desktop.reports.unsigned_list import UnsignedArea, UnsignedList, UnsignedRow, write_unsigned_list


def squeezed(text):
    return [" ".join(line.split()) for line in text.splitlines()]


@pytest.fixture
def register(head):
    signed = PledgeRow(
        "Nguyễn Thị Ửng", "Số 7, ngõ 3", "Hội Nông dân", "05/03/2026", "thành viên ký thay", "tại cuộc họp", "Q1/12"
    )
    open_row = PledgeRow("Thông", "", "", "", "", "", "")
    areas = (
        PledgeArea("Thôn Đông Hạ", (signed,) * 100 + (open_row,) * 20, 120, 100, "83,3%"),
        PledgeArea("Thôn Đoài", (), 0, 0, ""),
    )
    return PledgeRegister(2026, head, areas, "TỔNG CỘNG TOÀN XÃ", 2914, 2400, "82,4%")


def test_the_register_has_its_official_title_sums_and_total(tmp_path, fonts, register, read_text):
    pages = write_pledge_register(tmp_path / "so.pdf", register, fonts, Silent())
    lines = squeezed(read_text(tmp_path / "so.pdf"))
    assert "SỔ ĐĂNG KÝ CAM KẾT XÂY DỰNG KHU DÂN CƯ “AN TOÀN VỀ AN NINH, TRẬT TỰ” NĂM 2026" in lines
    assert "Cộng Thôn Đông Hạ: 120 hộ; đã ký cam kết 100 hộ, đạt 83,3%" in lines
    assert "Cộng Thôn Đoài: 0 hộ; đã ký cam kết 0 hộ" in lines
    assert "TỔNG CỘNG TOÀN XÃ: 2.914 hộ; đã ký cam kết 2.400 hộ, đạt 82,4%" in lines
    row = "Nguyễn Thị Ửng Số 7, ngõ 3 Hội Nông dân 05/03/2026 thành viên ký thay tại cuộc họp Q1/12"
    assert [line for line in lines if line.endswith(row)] == [f"{n} {row}" for n in range(1, 101)]
    assert [line for line in lines if line.endswith(" Thông")] == [f"{n} Thông" for n in range(101, 121)]
    assert sum(line.startswith("Mục đích sử dụng") for line in lines) == pages


def test_the_register_names_its_office_and_who_signs(tmp_path, fonts, register, read_text):
    write_pledge_register(tmp_path / "so.pdf", register, fonts, Silent())
    text = read_text(tmp_path / "so.pdf")
    sheets = text.split("\f")
    assert "CÔNG AN XÃ MẪU" in sheets[0]
    assert "CÔNG AN XÃ MẪU" not in sheets[1]
    assert "Thiếu tá Lê An" in sheets[-2]
    assert "Sổ đăng ký cam kết năm 2026 - Công an xã Mẫu - in ngày 22/11/2026" in text


def test_no_paper_of_names_has_a_column_for_notes_or_telephones(register):
    titles = [column.title for column in pledge_register_table(register).columns]
    assert titles == [
        "STT",
        "Họ và tên chủ hộ",
        "Địa chỉ",
        "Đoàn viên, hội viên tổ chức",
        "Ngày ký cam kết",
        "Người ký",
        "Hình thức",
        "Ký tên / bản giấy",
    ]


def test_the_register_can_be_printed_again_from_a_page(tmp_path, fonts, register, read_text):
    pages = write_pledge_register(tmp_path / "a.pdf", register, fonts, Silent())
    assert write_pledge_register(tmp_path / "b.pdf", register, fonts, Silent(), from_page=2) == pages - 1
    assert f"Trang 2/{pages}" in read_text(tmp_path / "b.pdf").split("\f")[0]


def test_the_list_of_those_who_have_not_signed(tmp_path, fonts, head, read_text):
    rows = (
        UnsignedRow("Lê Văn Ẩn", "Số 1", "Hội CCB", "vắng"),
        UnsignedRow("Y Thông", "Số 2", "", "mới đến"),
        UnsignedRow("Đỗ Đạt", "Số 3", "", "chưa gặp"),
    )
    unsigned = UnsignedList(2026, head, (UnsignedArea("Thôn Một", rows, 40, 3),), "TỔNG CỘNG TOÀN XÃ", 1040, 3)
    write_unsigned_list(tmp_path / "u.pdf", unsigned, fonts, Silent())
    lines = squeezed(read_text(tmp_path / "u.pdf"))
    assert "DANH SÁCH HỘ CHƯA KÝ CAM KẾT NĂM 2026" in lines
    assert "1 Lê Văn Ẩn Số 1 Hội CCB vắng" in lines
    assert "2 Y Thông Số 2 mới đến" in lines
    assert "3 Đỗ Đạt Số 3 chưa gặp" in lines
    assert "Cộng Thôn Một: 3 hộ chưa ký cam kết trong tổng số 40 hộ" in lines
    assert "TỔNG CỘNG TOÀN XÃ: 3 hộ chưa ký cam kết trong tổng số 1.040 hộ" in lines


@pytest.mark.parametrize("reason", ["từ chối", "Từ chối ký", "không đồng ý", "tư\u0300 chối"])
def test_a_refusal_never_stands_beside_a_name(reason):
    with pytest.raises(ValueError, match="never printed"):
        UnsignedRow("Lê Văn Ẩn", "Số 1", "", reason)


def test_nobody_left_to_sign(tmp_path, fonts, head, read_text):
    unsigned = UnsignedList(2026, head, (), "TỔNG CỘNG TOÀN XÃ", 40, 0)
    write_unsigned_list(tmp_path / "u.pdf", unsigned, fonts, Silent())
    assert "Tất cả các hộ đã ký cam kết." in read_text(tmp_path / "u.pdf")


@pytest.fixture
def meeting(head):
    rows = tuple(MeetingRow(f"Nguyễn Văn {n}", f"Số {n}", "Hội Nông dân") for n in range(1, 31))
    areas = (MeetingArea("Thôn Một", rows, 30), MeetingArea("Thôn Hai", rows[:3], 3))
    return MeetingList(2026, head, areas, blank_rows=4)


def test_rows_of_a_meeting_list_are_high_enough_to_sign_in(fonts, meeting):
    paper = meeting_list_table(meeting)
    ink = Ink(fonts, new_document(PaperInfo("Thử", "Xã Mẫu", paper.made_on)))
    layout = lay_out(paper, make_frame(paper, ink), ink, Silent())
    heights = [band.height for page in layout.pages for band in page.bands if band.kind == "row"]
    assert len(heights) == 30 + 4 + 3 + 4
    assert min(heights) >= 11 * mm


def test_each_area_has_its_own_paper_with_blank_rows_boxes_and_signatures(tmp_path, fonts, meeting, read_text):
    pages = write_meeting_list(tmp_path / "m.pdf", meeting, fonts, Silent())
    sheets = read_text(tmp_path / "m.pdf").split("\f")[:-1]
    assert len(sheets) == pages
    first = [sheet for sheet in sheets if "Khu dân cư: Thôn Một" in sheet]
    second = [sheet for sheet in sheets if "Khu dân cư: Thôn Hai" in sheet]
    assert first + second == sheets
    for part, last in ((first, 34), (second, 7)):
        text = "".join(part)
        lines = squeezed(text)
        assert "DANH SÁCH HỘ KÝ CAM KẾT TẠI CUỘC HỌP" in lines
        assert all(label in part[-1] for label in BOXES)
        assert "TRƯỞNG CÔNG AN XÃ" in part[-1]
        assert len(re.findall("chủ hộ$", text, re.MULTILINE)) == last
        assert text.count("ký thay") == last
        assert PURPOSE in text
    assert {"31", "32", "33", "34"} <= {line.split(" ")[0] for line in squeezed("".join(first)) if line}


def test_a_meeting_list_draws_two_empty_boxes_in_every_row(fonts, meeting, tmp_path, read_fonts):
    write_meeting_list(tmp_path / "m.pdf", meeting, fonts, Silent())
    assert all(name.startswith("LiberationSerif") for name, _ in read_fonts(tmp_path / "m.pdf"))


def test_a_meeting_list_is_printed_again_from_a_page(tmp_path, fonts, meeting, read_text):
    pages = write_meeting_list(tmp_path / "a.pdf", meeting, fonts, Silent())
    write_meeting_list(tmp_path / "b.pdf", meeting, fonts, Silent(), from_page=3)
    sheets = read_text(tmp_path / "a.pdf").split("\f")
    assert read_text(tmp_path / "b.pdf").split("\f") == sheets[2:]
    assert f"Trang 3/{pages}" in sheets[2]


@pytest.fixture
def listing(head):
    rows = tuple((f"Tổ liên gia số {n}", "Thôn Một", "2020") for n in range(1, 60))
    columns = (ListColumn("Tên mô hình"), ListColumn("Khu dân cư"), ListColumn("Năm thành lập", "center"))
    return RegisterList("Danh sách mô hình", head, columns, rows, False, ("Bộ lọc: đang hoạt động.",))


def test_any_register_is_printed_with_numbers_count_and_notes(tmp_path, fonts, listing, read_text):
    write_register_list(tmp_path / "l.pdf", listing, fonts, Silent())
    text = read_text(tmp_path / "l.pdf")
    lines = squeezed(text)
    assert "DANH SÁCH MÔ HÌNH" in lines
    assert all(f"{n} Tổ liên gia số {n} Thôn Một 2020" in lines for n in range(1, 60))
    assert "Tổng số: 59 dòng" in lines
    assert "Bộ lọc: đang hoạt động." in lines
    assert "Mục đích sử dụng" not in text


def test_a_list_with_names_says_what_it_may_be_used_for(tmp_path, fonts, listing, read_text):
    write_register_list(tmp_path / "l.pdf", replace(listing, names_persons=True), fonts, Silent())
    assert PURPOSE in read_text(tmp_path / "l.pdf")


def test_a_list_lies_when_its_columns_need_the_room(fonts, listing):
    assert not register_list_table(listing, fonts).landscape
    wide = replace(
        listing,
        columns=tuple(ListColumn(f"Cột số {n}") for n in range(8)),
        rows=(("Một ô có khá nhiều chữ ở trong",) * 8,),
    )
    assert register_list_table(wide, fonts).landscape


def test_words_and_days_stay_whole_when_there_are_more_columns_than_room(tmp_path, fonts, listing, read_text):
    long = "một câu dài hơn bề rộng của một cột trên giấy"
    titles = ("Tên", "Ngày", *(f"Nội dung {n}" for n in range(8)), "Ngày")
    wide = replace(
        listing,
        columns=tuple(ListColumn(title, "center" if title == "Ngày" else "left") for title in titles),
        rows=(("Nguyễn Văn An", "12/01/2022", *[long] * 8, "31/12/2026"),),
    )
    write_register_list(tmp_path / "a.pdf", wide, fonts, Silent())
    words = read_text(tmp_path / "a.pdf").split()
    assert {"12/01/2022", "31/12/2026", "Nguyễn", "STT"} <= set(words)


def test_an_empty_list_is_still_a_paper(tmp_path, fonts, listing, read_text):
    assert write_register_list(tmp_path / "l.pdf", replace(listing, rows=()), fonts, Silent()) == 1
    assert "Không có dòng nào." in read_text(tmp_path / "l.pdf")


def test_lists_of_sample_data_are_marked(tmp_path, fonts, register, head, read_text):
    marked = replace(register, head=replace(head, watermark=SAMPLE_MARK))
    write_pledge_register(tmp_path / "so.pdf", marked, fonts, Silent())
    assert all(SAMPLE_MARK in sheet for sheet in read_text(tmp_path / "so.pdf").split("\f")[:-1])
