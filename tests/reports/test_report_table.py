import re
import unicodedata

import pytest

from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.progress import Cancelled, Silent
from antq_desktop.reports.table_paper import PURPOSE, SAMPLE_MARK, TableGroup
from antq_desktop.reports.table_writer import write_table

NAMES = (
    "Nguyễn Thị Ửng",
    "Thông",
    "H'Hen Niê",
    "Y Ƀhiăo Kđoh",
    "H’Bĭa Êčăm",
    "Trần & <Lý> (Bảo) \\ Sơn",
    "Đỗ Văn Đạt",
    "Lò Thị Ẳng",
)
LONG = "Công Tằng Tôn Nữ Hoàng Ngọc Diễm Quỳnh Như Thùy Trang Phương Mai Khánh Huyền"


def lines_of(text):
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def test_every_name_of_2000_rows_comes_back_on_the_row_of_its_number(tmp_path, fonts, paper, read_text):
    names = [f"{NAMES[n % len(NAMES)]} {chr(0xC0 + n % 20) if n % 7 else ''}".strip() for n in range(2000)]
    given = [unicodedata.normalize("NFD", name) if n % 2 else name for n, name in enumerate(names)]
    write_table(tmp_path / "a.pdf", paper(*given), fonts, Silent())
    text = read_text(tmp_path / "a.pdf")
    assert unicodedata.is_normalized("NFC", text)
    found = {}
    for line in lines_of(text):
        row = re.fullmatch(r"(\d+) (.*) Số \1, ngõ 7", line)
        if row:
            found[int(row[1])] = row[2]
    assert found == dict(enumerate(names, 1))


def test_a_very_long_name_is_wrapped_and_complete(tmp_path, fonts, paper, read_text):
    word = "Tâyninhbiênhòađồngnaithànhphốhồchíminhvũngtàucầnthơcàmaubạcliêusóctrăng"
    write_table(tmp_path / "a.pdf", paper(LONG, word), fonts, Silent())
    text = read_text(tmp_path / "a.pdf")
    letters = "".join(text.split())
    assert all(part in text for part in LONG.split())
    assert word[:12] in letters
    assert word[-6:] in letters


def test_only_the_paper_font_is_used_and_embedded(tmp_path, fonts, paper, read_fonts):
    write_table(tmp_path / "a.pdf", paper(*NAMES, watermark=SAMPLE_MARK, total="Tổng"), fonts, Silent())
    found = read_fonts(tmp_path / "a.pdf")
    assert found
    assert all(name.startswith("LiberationSerif") and embedded == "yes" for name, embedded in found)


def test_the_properties_come_from_the_paper_and_not_from_the_clock(tmp_path, fonts, paper, read_info):
    write_table(tmp_path / "a.pdf", paper("An"), fonts, Silent())
    info = read_info(tmp_path / "a.pdf")
    assert info["Title"] == "DANH SÁCH THỬ"
    assert info["Author"] == "Công an xã Mẫu"
    assert info["CreationDate"] == "D:20261122000000+07'00'"
    assert info["PDF version"] == "1.4"
    assert b"(vi-VN)" in (tmp_path / "a.pdf").read_bytes()


def test_the_same_paper_gives_the_same_bytes(tmp_path, fonts, paper):
    for name in ("a.pdf", "b.pdf"):
        write_table(tmp_path / name, paper(*NAMES * 20, watermark=SAMPLE_MARK), fonts, Silent())
    write_table(tmp_path / "c.pdf", paper(*NAMES * 19, watermark=SAMPLE_MARK), fonts, Silent())
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert (tmp_path / "a.pdf").read_bytes() != (tmp_path / "c.pdf").read_bytes()


def test_the_file_is_sound(tmp_path, fonts, paper):
    write_table(tmp_path / "a.pdf", paper(*NAMES * 30), fonts, Silent())
    data = (tmp_path / "a.pdf").read_bytes()
    assert data.startswith(b"%PDF-1.4")
    assert data.rstrip().endswith(b"%%EOF")


def test_pages_carry_number_and_count_and_headings(tmp_path, fonts, paper, read_text):
    pages = write_table(tmp_path / "a.pdf", paper(*["Lê Văn An"] * 100, purpose=PURPOSE), fonts, Silent())
    sheets = read_text(tmp_path / "a.pdf").split("\f")[:-1]
    assert len(sheets) == pages > 2
    for number, sheet in enumerate(sheets, 1):
        assert f"Trang {number}/{pages}" in sheet
        assert "Họ và tên" in sheet
        assert "Thôn Một" in sheet
        assert PURPOSE in sheet
        assert ("DANH SÁCH THỬ" in sheet) == (number == 1)


def test_printing_again_from_a_page_keeps_numbers_and_totals(tmp_path, fonts, paper, read_text):
    names = [f"Hộ số {n} hết" for n in range(1, 121)]
    pages = write_table(tmp_path / "a.pdf", paper(*names, total="TỔNG CỘNG: 120 hộ"), fonts, Silent())
    again = write_table(tmp_path / "b.pdf", paper(*names, total="TỔNG CỘNG: 120 hộ", from_page=3), fonts, Silent())
    whole = read_text(tmp_path / "a.pdf").split("\f")
    assert again == pages - 2
    assert read_text(tmp_path / "b.pdf").split("\f") == whole[2:]
    assert f"Trang 3/{pages}" in whole[2]
    assert "TỔNG CỘNG: 120 hộ" in whole[-2]


@pytest.mark.parametrize("page", [0, -1, 3])
def test_a_page_that_is_not_there_is_refused_and_nothing_written(tmp_path, fonts, paper, page):
    with pytest.raises(UsageError, match="trang"):
        write_table(tmp_path / "a.pdf", paper("An", from_page=page), fonts, Silent())
    assert list(tmp_path.iterdir()) == []


def test_sums_stand_under_their_groups(tmp_path, fonts, paper, read_text):
    groups = (
        TableGroup("Thôn Một", [("1", "Lê An", "x")], "Cộng Thôn Một: 1 hộ, đạt 83,3%"),
        TableGroup("Thôn Hai", [("1", "Lý Bình", "y")], "Cộng Thôn Hai: 1 hộ"),
    )
    write_table(tmp_path / "a.pdf", paper(groups=groups, total="TỔNG CỘNG: 2 hộ"), fonts, Silent())
    lines = lines_of(read_text(tmp_path / "a.pdf"))
    start = lines.index("Thôn Một")
    assert lines[start : start + 7] == [
        "Thôn Một",
        "1 Lê An x",
        "Cộng Thôn Một: 1 hộ, đạt 83,3%",
        "Thôn Hai",
        "1 Lý Bình y",
        "Cộng Thôn Hai: 1 hộ",
        "TỔNG CỘNG: 2 hộ",
    ]


def test_sample_papers_are_marked_on_every_page_and_stay_readable(tmp_path, fonts, paper, read_text):
    names = [f"Nguyễn Văn {n}" for n in range(90)]
    write_table(tmp_path / "a.pdf", paper(*names, watermark=SAMPLE_MARK), fonts, Silent())
    text = read_text(tmp_path / "a.pdf")
    assert all(SAMPLE_MARK in sheet for sheet in text.split("\f")[:-1])
    assert all(name in text for name in names)


def test_real_papers_bear_no_mark(tmp_path, fonts, paper, read_text):
    write_table(tmp_path / "a.pdf", paper("An"), fonts, Silent())
    assert "MẪU" not in read_text(tmp_path / "a.pdf")


def test_stopping_leaves_the_older_paper_and_nothing_else(tmp_path, fonts, paper):
    class Stop:
        def __init__(self, last):
            self.left = last

        def step(self, done, total=None, label=""):
            self.left -= 1
            if self.left < 0:
                raise Cancelled

    (tmp_path / "a.pdf").write_bytes(b"older")
    for steps in range(4):
        with pytest.raises(Cancelled):
            write_table(tmp_path / "a.pdf", paper(*["An"] * 1500), fonts, Stop(steps))
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"older"


def test_progress_counts_rows_then_pages(tmp_path, fonts, paper):
    steps = []

    class Watch:
        def step(self, done, total=None, label=""):
            steps.append((done, total, label))

    pages = write_table(tmp_path / "a.pdf", paper(*["An"] * 1500), fonts, Watch())
    assert steps[0] == (0, None, "Đang dàn trang")
    assert steps[-1] == (pages, pages, "Đang ghi tệp")
    assert [done for done, total, _ in steps if total] == sorted(done for done, total, _ in steps if total)
