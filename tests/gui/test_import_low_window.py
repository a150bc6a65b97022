"""Bringing a list in through a low and narrow window in larger type: nothing that is needed is out of sight."""

import os

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionComboBox

import workbooks
from antq_desktop.gui.frame import Frame
from antq_desktop.gui.help.help_window import HelpDesk
from antq_desktop.gui.importing.import_rows import REASON, is_asked
from antq_desktop.gui.main_window import MainPage
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.plain_table import LEAST_LETTERS
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services.imports.import_plan import DECISION_KEY
from hands import press, settle, show

LOW = (905, 496)


@pytest.fixture(params=[1.0, 1.2])
def window(qtbot, qapp, office, theme, request):
    large = Theme("light", theme.resources, request.param)
    large.dress(qapp)
    icons = Icons(large)
    frame = Frame(icons)
    frame.trouble.help = HelpDesk(frame, icons)
    frame.show_page(MainPage(office, frame.tasks, icons, frame.trouble, frame.notices))
    show(qtbot, frame, LOW)
    frame.page.open("import")
    settle(qtbot, frame.tasks)
    yield frame
    frame.tasks.shutdown()
    frame.close()
    theme.dress(qapp)


def in_sight(window, widget):
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    whole = widget.visibleRegion().boundingRect() == widget.rect()
    return widget.isVisible() and window.rect().contains(place) and whole


def steps_in_sight(window, page):
    buttons = page.stack.currentWidget().findChildren(QPushButton)
    shown = [made for made in buttons if made.property("cls") == "primary" or made.text() == "Quay lại"]
    assert shown
    return all(in_sight(window, made) for made in shown)


def shot(window, name):
    if folder := os.environ.get("SHOTS"):
        window.grab().save(f"{folder}/{name}-{window.fontMetrics().height()}.png")


def test_step_buttons_and_the_whole_reason_stay_in_sight(qtbot, window, tmp_path):
    page = window.page.page("import")
    rows = [workbooks.line(f"Hà Văn {name}", area=f"Xóm Lạ {name}", signed_on="31/02/2026") for name in "ABCDEFGH"]
    page.file.show_path(workbooks.write(tmp_path / "ds.xlsx", *rows))
    shot(window, "1")
    assert steps_in_sight(window, page)
    page.read()
    settle(qtbot, window.tasks)
    shot(window, "2")
    assert steps_in_sight(window, page)
    page.reread()
    settle(qtbot, window.tasks)
    shot(window, "3")
    assert page.step == 2
    assert steps_in_sight(window, page)
    assert page._why.text().count("[Cột") == 2
    assert in_sight(window, page._why), "the whole reason"
    assert page._why.height() >= page._why.heightForWidth(page._why.width())
    cell = page.rows.visualRect(page.rows.currentIndex())
    assert page.rows.viewport().visibleRegion().boundingRect().contains(cell), "the cell in question"


def test_choices_before_the_file_are_not_clipped(qtbot, window):
    page = window.page.page("import")
    for box in (page.register, page.new_areas, page.years):
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        field = box.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
        )
        widest = max(box.fontMetrics().horizontalAdvance(box.itemText(place)) for place in range(box.count()))
        assert widest <= field.width(), box.accessibleName()


def test_the_row_in_question_is_in_sight_under_cautions_too(qtbot, window, tmp_path):
    page = window.page.page("import")
    rows = [workbooks.line(f"Hà Văn {name}", area=f"Xóm Lạ {name}", signed_on="31/02/2026") for name in "ABCDEFGH"]
    rows += [workbooks.line(f"Hà Văn Tốt {name}", area=f"Xóm Mới Lập {name}") for name in "ABCDEFGHI"]
    page.file.show_path(workbooks.write(tmp_path / "ds.xlsx", *rows))
    page.new_areas.setCurrentIndex(page.new_areas.findData("create"))
    page.read()
    settle(qtbot, window.tasks)
    page.reread()
    settle(qtbot, window.tasks)
    shot(window, "4")
    for _ in range(5):
        cell = page.rows.visualRect(page.rows.currentIndex())
        assert page.rows.viewport().visibleRegion().boundingRect().contains(cell)
        assert steps_in_sight(window, page)
        press(Qt.Key.Key_F8)
        settle(qtbot, window.tasks)


@pytest.mark.parametrize("asked", [False, True])
def test_reasons_have_the_room_of_answers_while_nothing_is_asked(qtbot, window, tmp_path, asked):
    page = window.page.page("import")
    lines = [workbooks.line("Hà Văn Sai", signed_on="32/13/2026"), workbooks.line("Hà Văn Tốt")]
    lines += [workbooks.line("Hà Văn Hỏi", area="Thôn Không Có")] if asked else []
    page.file.show_path(workbooks.write(tmp_path / "ds.xlsx", *lines))
    page.new_areas.setCurrentIndex(page.new_areas.findData("ask" if asked else "create"))
    page.read()
    settle(qtbot, window.tasks)
    page.reread()
    settle(qtbot, window.tasks)
    shot(window, "5")
    answers, reasons = page.rows._model.place_of(DECISION_KEY), page.rows._model.place_of(REASON)
    assert any(map(is_asked, page.rows.planned)) == asked
    assert page.rows.isColumnHidden(answers) != asked
    if not asked:
        assert page.rows.columnWidth(reasons) >= page.rows.fontMetrics().averageCharWidth() * LEAST_LETTERS


def test_why_a_file_is_not_read_is_in_sight_beside_the_button_that_reads(qtbot, window, tmp_path):
    page = window.page.page("import")
    page.file.show_path(tmp_path / "khong-co.xlsx")
    page.read()
    settle(qtbot, window.tasks)
    shot(window, "fault")
    assert "Chọn một tệp" in page._fault.text()
    assert in_sight(window, page._fault)
    assert steps_in_sight(window, page)
    page.file.show_path(workbooks.write(tmp_path / "ds.xlsx", workbooks.line("Hà Văn A", area="Xóm Lạ")))
    page.consent.setText("30/2/2026")
    page.read()
    assert in_sight(window, page._fault)
    assert page._fault.height() >= page._fault.heightForWidth(page._fault.width())
