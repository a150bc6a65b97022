"""From "who has not signed" to the printed list of exactly those, and back to the figures."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from antq_desktop.gui.forms.asking import ReasonDialog
from antq_desktop.gui.printing.print_preview import PrintPreview
from antq_desktop.gui.screens.drill import DrillPage
from antq_desktop.services import records
from antq_desktop.services.indicators import I1, I1B
from antq_desktop.services.samples import demo
from hands import activate, in_front, press, settle, type_text


@pytest.fixture
def desk(qtbot, program):
    activate(qtbot, program.frame)
    program.main.open("overview")
    settle(qtbot, program.frame.tasks)
    return program


def drilled(qtbot, desk, indicator, area=None):
    page = desk.main.page("overview")
    page.open_drill(indicator, area)
    settle(qtbot, desk.frame.tasks)
    return page.currentWidget()


def printed(qtbot, desk, drill):
    """The text of the paper that Ctrl+P shows, and what its window is called."""
    drill.table.setFocus()
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    asked = in_front(drill, ReasonDialog)
    type_text(asked.reason, "đi vận động")
    if asked.password is not None:
        type_text(asked.password.line, demo.PASSWORD)
    asked._go()
    settle(qtbot, desk.frame.tasks)
    preview = in_front(drill, PrintPreview)
    with pypdfium2.PdfDocument(preview._paper) as document:
        words = "\n".join(page.get_textpage().get_text_range() for page in document)
    title = preview.windowTitle()
    preview.accept()
    return " ".join(words.split()), title


def names(desk, uids):
    return [records.get(desk.office, "household", uid).record.head_name for uid in uids]


def test_the_households_in_view_are_printed_and_no_others(qtbot, desk):
    figures = desk.main.page("overview").figures
    area = figures.areas[0]
    code, organization, _uid = figures.organizations[0]
    wishes = ((I1B, area.uid, area.name), (I1, None, "Xã Mẫu"), (f"{I1}.{code}", None, organization))
    for indicator, where, called in wishes:
        drill = drilled(qtbot, desk, indicator, where)
        words, title = printed(qtbot, desk, drill)
        missing = drill.drill.missing
        assert f"{len(missing)} hộ chưa ký cam kết trong tổng số {len(drill.drill.denominator)} hộ" in words
        assert all(name in words for name in names(desk, missing))
        assert called in title


def test_the_button_is_for_those_that_lack(qtbot, desk):
    drill = drilled(qtbot, desk, I1B)
    assert drill.print_action.text() == "In danh sách này…"
    assert drill.print_action.isEnabled()
    drill.tabs.setCurrentIndex(1)
    assert not drill.print_action.isEnabled()


def test_the_rail_leads_back_to_the_overview(qtbot, desk):
    drill = drilled(qtbot, desk, I1B)
    page = desk.main.page("overview")
    assert page.currentWidget() is drill
    QTest.mouseClick(desk.main.rail.buttons["overview"], Qt.MouseButton.LeftButton)
    settle(qtbot, desk.frame.tasks)
    assert not isinstance(page.currentWidget(), DrillPage)
    assert desk.main.rail.buttons["overview"].isChecked()


def test_who_comes_back_from_a_household_finds_the_list_where_he_left_it(qtbot, desk):
    drill = drilled(qtbot, desk, I1B)
    drill.table.open_action.trigger()
    settle(qtbot, desk.frame.tasks)
    assert desk.main.place == "household"
    QTest.mouseClick(desk.main.rail.buttons["overview"], Qt.MouseButton.LeftButton)
    settle(qtbot, desk.frame.tasks)
    assert desk.main.page("overview").currentWidget() is drill
