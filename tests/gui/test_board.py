"""The board of a year's round: who lacks, by area and by organisation, and their list in two steps."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from antq_desktop.gui.forms.asking import ReasonDialog
from antq_desktop.gui.printing.print_preview import PrintPreview
from antq_desktop.gui.screens.board import BoardPage
from antq_desktop.services import indicators, records, undo
from antq_desktop.services.indicators import I1B
from antq_desktop.services.samples import demo
from hands import in_front, press, settle, show, type_text


@pytest.fixture
def page(qtbot, view, tasks):
    made = BoardPage(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    return made


def lacking(page):
    return page.missing.households.rowCount()


def test_the_arrows_show_who_lacks_in_every_area(qtbot, page, tasks):
    assert QApplication.focusWidget() is page.bars
    for bar in page.bars.bars:
        settle(qtbot, tasks)
        assert page._where.text() == bar.name
        assert lacking(page) == bar.households - bar.signed
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.missing


def test_by_organisation_and_by_one_area_of_it(qtbot, page, tasks, office, view):
    page.tabs.setCurrentIndex(1)
    settle(qtbot, tasks)
    slowest = page.bars.bars[0]
    code = next(code for code, _, uid in page.figures.organizations if uid == slowest.uid)
    drill = indicators.drill(office, view.period, f"I1.{code}")
    assert (lacking(page), slowest.households) == (len(drill.missing), len(drill.denominator))
    area = page.figures.areas[0]
    page.only.setCurrentIndex(page.only.findData(area.uid))
    settle(qtbot, tasks)
    found = page.bars.chosen
    code = next(code for code, _, uid in page.figures.organizations if uid == found.uid)
    drill = indicators.drill(office, view.period, f"I1.{code}", area.uid)
    assert (lacking(page), found.households) == (len(drill.missing), len(drill.denominator))
    page.tabs.setCurrentIndex(0)
    settle(qtbot, tasks)
    assert sum(bar.households for bar in page.bars.bars) == 600


def test_the_list_of_an_area_is_printed_in_two_steps(qtbot, page, tasks, view, office, documents):
    name = page.bars.chosen.name
    missing = lacking(page)
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = in_front(page, ReasonDialog)
    type_text(dialog.reason, "đi vận động")
    dialog.password.line.setText(demo.PASSWORD)
    dialog._go()
    settle(qtbot, tasks)
    preview = in_front(page, PrintPreview)
    settle(qtbot, tasks)
    assert preview.pages
    assert preview.windowTitle().startswith(f"Xem trước: Danh sách hộ chưa ký cam kết – {name} – ")
    preview.save_copy(documents / "a.pdf")
    settle(qtbot, tasks)
    preview.close()
    said = undo.operations(office)[0]
    assert said.title == f"Lưu PDF Danh sách hộ chưa ký cam kết – {name} (120 dòng)"
    assert missing < 120
    assert not view.record.troubles


def test_the_board_follows_what_is_entered(qtbot, page, tasks, office, view):
    before = lacking(page)
    uid = indicators.drill(office, view.period, I1B, page.scope.area).missing[0]
    campaign = records.suggestions(office, "pledge_campaign", "")[-1][0]
    saved = records.save(
        office,
        "pledge",
        {"household": uid, "campaign": campaign, "year": 2026, "area": page.scope.area, "signed_on": "01/03/2026"},
    )
    view.announce(saved.changes)
    settle(qtbot, tasks)
    assert lacking(page) == before - 1


def test_an_empty_commune_has_an_empty_board(qtbot, empty_view, tasks):
    made = BoardPage(empty_view)
    show(qtbot, made)
    settle(qtbot, tasks)
    assert made.bars.bars == ()
    assert lacking(made) == 0
    assert not made._head.isVisible(), "no share of nothing"
    assert not made.missing.open_action.isEnabled()
    assert not empty_view.record.troubles


@pytest.mark.parametrize("size", [(1366, 700), (839, 440)])
def test_names_and_addresses_are_whole_also_where_the_first_households_have_no_address(
    qtbot, empty_office, empty_view, tasks, size
):
    where = records.save(empty_office, "residential_area", {"name": "Thôn Đông"}).uid
    for number in range(26):
        address = "Số 66, ngõ 20, đường Trần Phú" if number > 20 else None
        called = f"Nguyễn Thị Thanh {chr(65 + number)}"
        records.save(empty_office, "household", {"head_name": called, "area": where, "address": address})
    page = BoardPage(empty_view)
    show(qtbot, page, size)
    settle(qtbot, tasks)
    table = page.missing
    metrics = table.fontMetrics()
    for key in ("head_name", "address"):
        column = table.households.place(key)
        texts = [str(table.households.index(row, column).data()) for row in range(lacking(page))]
        assert table.columnWidth(column) > max(map(metrics.horizontalAdvance, texts)), key
    assert table.horizontalScrollBar().maximum() == 0
