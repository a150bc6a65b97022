"""Counts are written one way, "1.005", wherever an officer reads them; years and codes stay without a point."""

import re

from PySide6.QtWidgets import QLabel

import workbooks
from antq_desktop.domain.rules import between
from antq_desktop.gui.screens.import_wizard import ImportPage
from antq_desktop.services import lives, undo
from hands import settle, show

MANY = 1_005
BARE = re.compile(r"(?<![\d.])[13-9]\d{3}(?![\d.])")
"""Four figures in a row that are no year of ours."""


def test_a_long_list_tells_its_counts_one_way_from_the_preview_to_the_undo(qtbot, empty_view, tasks, tmp_path):
    page = ImportPage(empty_view)
    show(qtbot, page)
    names = [workbooks.line("Hà Văn Sáu", f"Số {place}/7") for place in range(MANY)]
    empty = [(None,) * len(workbooks.HEADER)] * MANY
    strange = [workbooks.line("Hà Văn Bảy", size=5000)]
    page.file.show_path(workbooks.write(tmp_path / "dai.xlsx", *names, *empty, *strange))
    page.read()
    settle(qtbot, tasks)
    told = [words.text() for words in page.findChildren(QLabel) if words.isVisible()]
    page.reread()
    settle(qtbot, tasks)
    told += [words.text() for words in page.findChildren(QLabel) if words.isVisible()]
    page.rows.next_waiting()
    told.append(page.rows.why)
    page.save()
    settle(qtbot, tasks)
    office = empty_view.office
    (done,) = [found for found in undo.operations(office) if "Nhập từ Excel" in found.title]
    told += [page.done.words.text(), *empty_view.record.notices, lives.in_words(office, done)]
    assert [words for words in told if BARE.search(words)] == []
    assert any("1.005 dòng trống" in words for words in told)
    assert any("tệp ghi 5.000" in words for words in told)
    assert done.title == "Nhập từ Excel: 1.005 dòng của tệp"


def test_a_count_out_of_bounds_and_a_year_out_of_bounds(office):
    class Said:
        households, year = 5_000, 5_000

    assert between("households", 0, 1_000, "Số hộ")(Said, office.today()).message == (
        "Số hộ phải từ 0 đến 1.000; đã nhập 5.000."
    )
    assert between("year", 2000, 2100, "Năm")(Said, office.today()).message == (
        "Năm phải từ 2000 đến 2100; đã nhập 5000."
    )
