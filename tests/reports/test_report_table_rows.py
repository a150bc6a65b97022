"""Rows that head others, and remarks among the rows, on the pages of a table."""

from dataclasses import replace

from paper_stories import PLAIN

from antq_desktop.domain.progress import Silent
from antq_desktop.reports.ink import Ink
from antq_desktop.reports.pdf_file import PaperInfo, new_document
from antq_desktop.reports.table_frame import make_frame
from antq_desktop.reports.table_layout import CONTINUED, lay_out
from antq_desktop.reports.table_paper import HeadRow, Remark, SignatureBlock, TableGroup
from antq_desktop.reports.table_writer import write_table

CHIEF = SignatureBlock(("TRƯỞNG CÔNG AN XÃ",), "Thiếu tá Lê An")


def pages_of(fonts, *groups, **changes):
    ink = Ink(fonts, new_document(PaperInfo("Thử", "Xã Mẫu", PLAIN.made_on)))
    paper = replace(PLAIN, groups=groups, **changes)
    return [[band.kind for band in page.bands] for page in lay_out(paper, make_frame(paper, ink), ink, Silent()).pages]


def rows(count, begin=1):
    return [(str(n), f"Nguyễn Văn {n}", "") for n in range(begin, begin + count)]


def test_a_row_that_heads_others_never_ends_a_page(fonts):
    for count in range(15, 45):
        group = TableGroup("Lĩnh vực", [*rows(count), HeadRow(("II", "Tiếng kẻng", "")), *rows(3)], "Cộng")
        pages = pages_of(fonts, group)
        assert all(kinds[-1] != "head" for kinds in pages)
        assert all(kinds[0] == "group" for kinds in pages), "a further page repeats the title of the group"
        assert [kind for kinds in pages for kind in kinds].count("row") == count + 3


def test_a_sum_carried_over_brings_the_head_of_its_last_row(fonts):
    for count in range(15, 45):
        pages = pages_of(fonts, TableGroup("", [*rows(count), HeadRow(("II", "Kẻng", "")), *rows(1)], "Cộng"))
        if pages[-1][0] == "head":
            assert pages[-1] == ["head", "row", "subtotal"]
        assert pages[-1][0] != "subtotal"


def test_a_head_without_rows_is_not_lost(fonts):
    groups = (TableGroup("Một", [HeadRow(("1", "Kẻng", ""))]), TableGroup("Hai", rows(1)))
    assert pages_of(fonts, *groups) == [["group", "head", "group", "row"]]


def test_remarks_are_rows_that_keep_the_signature_company(fonts):
    for count in range(15, 45):
        remarks = [Remark(f"Tháng {n}: không có hoạt động") for n in range(count)]
        pages = pages_of(fonts, TableGroup("Kẻng", remarks), signatures=(CHIEF,), group_starts_page=True)
        assert [kind for kinds in pages for kind in kinds].count("remark") == count
        assert pages[-1].count("remark") >= 1


def test_all_of_them_are_read_back_in_their_order(fonts, tmp_path, read_text):
    listed = [HeadRow(("1", "Tiếng kẻng an ninh", "")), *rows(60), Remark("Tháng 03/2026: không có hoạt động")]
    write_table(tmp_path / "t.pdf", replace(PLAIN, groups=[TableGroup("Lĩnh vực", listed)]), fonts, Silent())
    text = read_text(tmp_path / "t.pdf")
    lines = [" ".join(line.split()) for line in text.splitlines()]
    places = [lines.index(words) for words in ("1 Tiếng kẻng an ninh", "1 Nguyễn Văn 1", "60 Nguyễn Văn 60")]
    assert places == sorted(places)
    assert lines.index("Tháng 03/2026: không có hoạt động") == places[-1] + 1
    assert f"Lĩnh vực{CONTINUED}" in lines
