import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from antq_desktop.domain.errors import ReportError
from antq_desktop.domain.progress import Cancelled, Silent
from antq_desktop.reports.letterhead import read_letterhead
from antq_desktop.reports.pledge_summary import (
    ORGANISATION_NOTE,
    IndicatorLine,
    PledgeSummary,
    Section,
    ShareLine,
    write_pledge_summary,
)
from antq_desktop.reports.table_paper import SAMPLE_MARK

LETTERHEADS = Path(__file__).parents[2] / "resources" / "letterheads" / "letterheads.json"
NATIONAL = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
PROFILES = ("police", "front", "state")


def squeezed(text):
    return [" ".join(line.split()) for line in text.splitlines()]


def joined(text):
    return " ".join(text.split())


@pytest.fixture
def summary():
    return PledgeSummary(
        letterhead=read_letterhead(LETTERHEADS, "police", "tỉnh Thái Nguyên", "xã Mẫu"),
        place="Mẫu",
        made_on=date(2026, 7, 2),
        year=2026,
        start=date(2026, 1, 1),
        end=date(2026, 6, 30),
        total=ShareLine("xã Mẫu", 1440, 1200, "83,3%"),
        indicators=(
            IndicatorLine("Hộ đoàn viên, hội viên ký cam kết", "100%", 1100, 1300, "84,6%", "chưa đạt, còn 200 hộ"),
            IndicatorLine("Khu dân cư đạt tiêu chuẩn", "≥ 80%", None, None, "Chưa có số liệu", ""),
        ),
        areas=(ShareLine("Thôn Một", 720, 720, "100%"), ShareLine("Thôn Hai", 720, 480, "66,7%")),
        organisations=(ShareLine("Hội Nông dân", 800, 700, "87,5%"),),
        recipients=("Công an tỉnh (PV05)", "Đảng ủy xã"),
        signer_name="Thiếu tá Nguyễn Văn Phúc",
    )


def test_the_elements_of_the_decree_are_there(tmp_path, fonts, summary, read_text):
    write_pledge_summary(tmp_path / "r.pdf", summary, fonts, Silent())
    text = read_text(tmp_path / "r.pdf")
    assert sum(NATIONAL in line for line in text.splitlines()) == 1
    for words in (
        "Độc lập - Tự do - Hạnh phúc",
        "CÔNG AN TỈNH THÁI NGUYÊN",
        "CÔNG AN XÃ MẪU",
        "BÁO CÁO",
        "“An toàn về an ninh, trật tự” năm 2026",
        "Nơi nhận:",
        "- Công an tỉnh (PV05);",
        "- Lưu: VT, CAX.",
        "TRƯỞNG CÔNG AN XÃ",
        "Thiếu tá Nguyễn Văn Phúc",
        "./.",
        ORGANISATION_NOTE[:40],
    ):
        assert words in joined(text)


def test_number_and_day_are_left_for_the_clerk(tmp_path, fonts, summary, read_text):
    write_pledge_summary(tmp_path / "r.pdf", summary, fonts, Silent())
    text = read_text(tmp_path / "r.pdf")
    assert "Số: /BC-CAX" in joined(text)
    assert "Mẫu, ngày tháng năm 2026" in joined(text)
    assert re.search(r"ngày {3,}tháng {3,}năm 2026", text)


@pytest.mark.parametrize("profile", PROFILES)
def test_every_branch_has_the_national_name_on_one_line_and_no_other_font(
    tmp_path, fonts, summary, read_text, read_fonts, profile
):
    letterhead = read_letterhead(LETTERHEADS, profile, "thành phố Hồ Chí Minh", "phường An Hội Tây")
    write_pledge_summary(tmp_path / "r.pdf", replace(summary, letterhead=letterhead), fonts, Silent())
    text = read_text(tmp_path / "r.pdf")
    assert any(NATIONAL in line for line in text.splitlines())
    found = read_fonts(tmp_path / "r.pdf")
    assert found
    assert all(name.startswith("LiberationSerif") and embedded == "yes" for name, embedded in found)


def test_letterheads_say_what_each_branch_is_called():
    def read(profile, commune):
        return read_letterhead(LETTERHEADS, profile, "tỉnh Thái Nguyên", commune)

    police = read("police", "phường Mẫu")
    assert police.issuer == ("CÔNG AN PHƯỜNG MẪU",)
    assert police.number == "Số:      /BC-CAP"
    assert police.titles == ("TRƯỞNG CÔNG AN PHƯỜNG",)
    assert read("police", "đặc khu Mẫu").number.endswith("/BC-CAĐK")
    front = read("front", "Xã Mẫu")
    assert front.issuer[-1] == "BAN THƯỜNG TRỰC"
    assert front.author == "Ban Thường trực Ủy ban MTTQ Việt Nam xã Mẫu"
    assert read("state", "xã Mẫu").titles == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


@pytest.mark.parametrize("content", ["", "[]", '{"profiles": {}}', '{"profiles": {"police": {"superior": ["{x}"]}}}'])
def test_a_broken_letterhead_file_is_told_in_words(tmp_path, content):
    (tmp_path / "l.json").write_text(content, encoding="utf-8")
    with pytest.raises(ReportError, match="đầu văn bản"):
        read_letterhead(tmp_path / "l.json", "police", "tỉnh A", "xã B")


def test_text_and_tables_show_the_same_figures(tmp_path, fonts, summary, read_text):
    write_pledge_summary(tmp_path / "r.pdf", summary, fonts, Silent())
    text = joined(read_text(tmp_path / "r.pdf"))
    assert "xã Mẫu có 1.440 hộ gia đình; 1.200 hộ đã ký cam kết, đạt 83,3%; còn 240 hộ chưa ký cam kết." in text
    assert "Trong 2 khu dân cư, 1 khu dân cư có tất cả các hộ đã ký cam kết." in text
    assert "Cộng 1.440 1.200 240 83,3%" in text
    assert "1 Thôn Một 720 720 0 100%" in text
    assert "1 Hội Nông dân 800 700 100 87,5%" in text
    assert "từ ngày 01/01/2026 đến ngày 30/06/2026" in text


def test_a_target_is_reached_or_not_yet(tmp_path, fonts, summary, read_text):
    write_pledge_summary(tmp_path / "r.pdf", summary, fonts, Silent())
    text = read_text(tmp_path / "r.pdf")
    assert "chưa đạt, còn" in text
    assert "không đạt" not in text
    assert "Chưa có" in text


def test_words_of_the_officer_replace_the_standard_ones(tmp_path, fonts, summary, read_text):
    own = replace(
        summary,
        opening=("Căn cứ Kế hoạch của Công an tỉnh & <UBND>,",),
        body=("Kết quả tốt.",),
        sections=(Section("Kiến nghị", ("Đề nghị hỗ trợ kinh phí.",)),),
        addressees=("Công an tỉnh Thái Nguyên",),
        provisional="Số liệu tạm tính đến ngày 30/06/2026.",
        titles=("KT. TRƯỞNG CÔNG AN XÃ", "PHÓ TRƯỞNG CÔNG AN XÃ"),
    )
    write_pledge_summary(tmp_path / "r.pdf", own, fonts, Silent())
    lines = squeezed(read_text(tmp_path / "r.pdf"))
    text = " ".join(lines)
    assert "Căn cứ Kế hoạch của Công an tỉnh & <UBND>," in text
    assert "Tính đến ngày" not in text
    assert "V. KIẾN NGHỊ" in lines
    assert "Kính gửi: Công an tỉnh Thái Nguyên." in lines
    assert "Số liệu tạm tính đến ngày 30/06/2026." in lines
    assert "PHÓ TRƯỞNG CÔNG AN XÃ" in text


def test_several_addressees_have_a_line_each(tmp_path, fonts, summary, read_text):
    both = replace(summary, addressees=("Công an tỉnh Thái Nguyên", "Ủy ban nhân dân xã Mẫu"))
    write_pledge_summary(tmp_path / "r.pdf", both, fonts, Silent())
    lines = squeezed(read_text(tmp_path / "r.pdf"))
    start = lines.index("Kính gửi:")
    assert lines[start + 1 : start + 3] == ["- Công an tỉnh Thái Nguyên;", "- Ủy ban nhân dân xã Mẫu."]


@pytest.mark.parametrize("count", range(0, 60, 3))
def test_the_signature_never_leaves_the_last_paragraph(tmp_path, fonts, summary, read_text, count):
    areas = tuple(ShareLine(f"Thôn {n}", 10, 9, "90%") for n in range(count))
    pages = write_pledge_summary(tmp_path / "r.pdf", replace(summary, areas=areas), fonts, Silent())
    sheets = read_text(tmp_path / "r.pdf").split("\f")[:-1]
    assert len(sheets) == pages
    assert "./." in sheets[-1]
    assert "TRƯỞNG CÔNG AN XÃ" in sheets[-1]
    if count:
        sheet = next(sheet for sheet in sheets if "Cộng" in sheet)
        assert "Thôn" in sheet.replace("THÔN", "")


def test_page_numbers_begin_on_the_second_page_in_the_top_margin(tmp_path, fonts, summary, read_text):
    areas = tuple(ShareLine(f"Thôn {n}", 10, 9, "90%") for n in range(50))
    pages = write_pledge_summary(tmp_path / "r.pdf", replace(summary, areas=areas), fonts, Silent())
    sheets = read_text(tmp_path / "r.pdf").split("\f")[:-1]
    assert pages > 2
    assert not sheets[0].split()[0].isdigit()
    assert [sheet.split()[0] for sheet in sheets[1:]] == [str(n) for n in range(2, pages + 1)]


def test_the_same_report_gives_the_same_bytes_dated_from_outside(tmp_path, fonts, summary, read_info):
    for name in ("a.pdf", "b.pdf"):
        write_pledge_summary(tmp_path / name, summary, fonts, Silent())
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    info = read_info(tmp_path / "a.pdf")
    assert info["CreationDate"] == "D:20260702000000+07'00'"
    assert info["PDF version"] == "1.4"
    assert info["Author"] == "Công an xã Mẫu"
    assert info["Title"].startswith("Báo cáo kết quả ký cam kết")


def test_sample_reports_are_marked(tmp_path, fonts, summary, read_text):
    write_pledge_summary(tmp_path / "r.pdf", replace(summary, watermark=SAMPLE_MARK), fonts, Silent())
    assert all(SAMPLE_MARK in sheet for sheet in read_text(tmp_path / "r.pdf").split("\f")[:-1])


def test_a_stopped_report_leaves_no_file(tmp_path, fonts, summary):
    class Stop:
        def step(self, done, total=None, label=""):
            raise Cancelled

    with pytest.raises(Cancelled):
        write_pledge_summary(tmp_path / "r.pdf", summary, fonts, Stop())
    assert list(tmp_path.iterdir()) == []
