import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_stories import PLAIN

from antq_desktop.domain.progress import Cancelled, Silent
from antq_desktop.reports.ink import Ink
from antq_desktop.reports.pdf_file import PaperInfo, new_document
from antq_desktop.reports.table_frame import make_frame
from antq_desktop.reports.table_layout import CONTINUED, lay_out
from antq_desktop.reports.table_paper import SignatureBlock, TableGroup


def layout_of(fonts, paper):
    ink = Ink(fonts, new_document(PaperInfo("Thử", "Xã Mẫu", paper.made_on)))
    return lay_out(paper, make_frame(paper, ink), ink, Silent())


def numbers(layout):
    bands = [band for page in layout.pages for band in page.bands]
    firsts = [band.cells[0] for band in bands if band.kind == "row" and band.cells[0]]
    return [int(re.search(r"\((\d+)\) Tj", cell[0][1])[1]) for cell in firsts]


def group(name, start, count, text="Nguyễn Văn An"):
    return TableGroup(name, [(str(n), text, "") for n in range(start, start + count)], f"Cộng {name}")


@settings(max_examples=60, deadline=None)
@given(
    sizes=st.lists(st.integers(0, 45), min_size=1, max_size=6),
    long=st.integers(1, 60),
    landscape=st.booleans(),
    signed=st.booleans(),
    own_pages=st.booleans(),
)
def test_every_row_is_placed_once_in_order_and_nothing_stands_alone(fonts, sizes, long, landscape, signed, own_pages):
    groups, start = [], 1
    for n, size in enumerate(sizes):
        groups.append(group(f"Thôn {n}", start, size, "Nguyễn Thị Ửng " * (long if n % 2 else 1)))
        start += size
    paper = replace(
        PLAIN,
        groups=groups,
        total=None if own_pages else "TỔNG CỘNG",
        landscape=landscape,
        group_starts_page=own_pages,
        signatures=(SignatureBlock(("TRƯỞNG CÔNG AN XÃ",)),) if signed else (),
    )
    layout = layout_of(fonts, paper)
    assert numbers(layout) == list(range(1, start))
    for page in layout.pages:
        edge = layout.frame.rows_top(first=page.first)
        for band in page.bands:
            assert band.top == pytest.approx(edge)
            edge = band.top - band.height
        assert edge >= layout.frame.bottom - 1e-6
        assert page.bands[-1].kind != "group"
    if signed:
        last = layout.pages[-1]
        assert last.closing - layout.closing.height >= layout.frame.bottom - 1e-6
    kinds = [band.kind for page in layout.pages for band in page.bands]
    assert kinds.count("subtotal") == len(sizes)
    assert kinds[-1] == ("subtotal" if own_pages else "total")


@pytest.mark.parametrize("count", range(1, 70))
def test_no_page_begins_with_a_sum_and_signatures_stand_under_rows(fonts, count):
    paper = replace(
        PLAIN, groups=[group("Thôn Một", 1, count)], total="TỔNG CỘNG", signatures=(SignatureBlock(("TRƯỞNG",)),)
    )
    layout = layout_of(fonts, paper)
    for page in layout.pages:
        assert any(band.kind == "row" for band in page.bands)
        first = next(band for band in page.bands if band.kind != "group")
        assert first.kind == "row"
        assert page.bands[0].kind == "group"


def test_a_group_is_named_again_on_its_further_pages(fonts):
    layout = layout_of(fonts, replace(PLAIN, groups=[group("Thôn Một", 1, 60)]))
    titles = [page.bands[0].lines[0] for page in layout.pages]
    assert titles[0] == "Thôn Một"
    assert set(titles[1:]) == {"Thôn Một" + CONTINUED}


def test_a_cell_taller_than_a_page_goes_on_over_the_next_pages(fonts):
    text = " ".join(f"từ{n}" for n in range(4000))
    layout = layout_of(fonts, replace(PLAIN, groups=[TableGroup("", [("1", text, "")])]))
    drawn = "".join(line for page in layout.pages for band in page.bands for _, line in band.cells[1])
    assert len(layout.pages) > 2
    assert drawn.count("3999") == 1
    assert all(drawn.count(f" {n}") < 3 for n in (1, 2))


def test_a_paper_without_rows_says_so(fonts):
    layout = layout_of(fonts, replace(PLAIN, empty="Chưa có hộ nào."))
    assert [band.lines for band in layout.pages[0].bands] == [("Chưa có hộ nào.",)]


def test_a_group_without_rows_and_sum_is_still_named(fonts):
    layout = layout_of(fonts, replace(PLAIN, groups=[TableGroup("Thôn Một", ()), group("Thôn Hai", 1, 2)]))
    assert [band.kind for band in layout.pages[0].bands] == ["group", "empty", "group", "row", "row", "subtotal"]


def test_a_row_with_too_few_texts_is_a_mistake(fonts):
    with pytest.raises(ValueError, match="zip"):
        layout_of(fonts, replace(PLAIN, groups=[TableGroup("", [("1", "An")])]))


def test_laying_out_can_be_stopped(fonts):
    class Stop:
        def step(self, done, total=None, label=""):
            if done >= 500:
                raise Cancelled

    ink = Ink(fonts, new_document(PaperInfo("Thử", "Xã Mẫu", PLAIN.made_on)))
    paper = replace(PLAIN, groups=[group("Thôn Một", 1, 2000)])
    with pytest.raises(Cancelled):
        lay_out(paper, make_frame(paper, ink), ink, Stop())


def test_rows_carried_to_a_new_page_stay_under_their_own_group(fonts):
    for count in range(20, 40):
        groups = [group("Thôn Một", 1, count), TableGroup("Thôn Hai", (), "Cộng Thôn Hai")]
        owner = None
        for page in layout_of(fonts, replace(PLAIN, groups=groups)).pages:
            for band in page.bands:
                if band.kind == "group":
                    owner = band.lines[0]
                elif band.kind == "row":
                    assert owner.startswith("Thôn Một")
                else:
                    assert band.lines[0] == f"Cộng {owner.removesuffix(CONTINUED)}"


def test_papers_of_their_own_have_no_total():
    with pytest.raises(ValueError, match="no total"):
        replace(PLAIN, group_starts_page=True, total="TỔNG CỘNG")
