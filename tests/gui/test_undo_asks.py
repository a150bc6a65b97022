"""Ctrl+Z takes back at once what was done on the page in view since the unlocking; anything else is asked about."""

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from antq_desktop.domain.registers.household import HOUSEHOLDS, Household
from antq_desktop.gui.forms.doubt_dialog import DoubtDialog
from antq_desktop.services import lists, records
from hands import activate, press, settle, type_text

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def main(program):
    return program.main


def go(qtbot, main, key):
    main.open(key)
    settle(qtbot, main.view.tasks)
    return main.page(key)


def asked(main):
    found = [made for made in main.findChildren(DoubtDialog) if made.isVisible()]
    return found[-1] if found else None


def households(main):
    return lists.open_list(main.view.office, "household").count


def add_household(qtbot, main, name="Lò Thị Thử"):
    page = go(qtbot, main, "household")
    page.add()
    type_text(page.form.blocks["head_name"].editor, name)
    page.form.blocks["area"].editor.fill("Đông Hạ")
    press(Qt.Key.Key_S, CTRL)
    settle(qtbot, main.view.tasks)
    return page


def answer(qtbot, main, dialog, key):
    activate(qtbot, dialog)
    press(key)
    activate(qtbot, main.window())


def test_what_was_done_on_the_page_in_view_goes_at_once_and_its_row_is_named(qtbot, main, program):
    before = households(main)
    page = add_household(qtbot, main)
    assert households(main) == before + 1
    page.focus_table()
    press(Qt.Key.Key_Z, CTRL)
    assert asked(main) is None
    assert households(main) == before
    assert program.frame.notices.words == "Hoàn tác: Thêm hộ – Lò Thị Thử – Thôn Đông Hạ."
    press(Qt.Key.Key_Y, CTRL)
    assert asked(main) is None
    assert households(main) == before + 1
    assert program.frame.notices.words == "Làm lại: Thêm hộ – Lò Thị Thử – Thôn Đông Hạ."


def test_what_was_done_on_another_page_is_asked_about_and_stays_by_default(qtbot, main):
    before = households(main)
    add_household(qtbot, main)
    go(qtbot, main, "entry")
    press(Qt.Key.Key_Z, CTRL)
    dialog = asked(main)
    assert dialog is not None
    assert dialog.words.text().startswith("Hoàn tác “Thêm hộ – Lò Thị Thử – Thôn Đông Hạ” lúc ")
    assert dialog.words.text().endswith(" (3 dòng trong sổ)?")
    answer(qtbot, main, dialog, Qt.Key.Key_Return)
    assert households(main) == before + 1
    press(Qt.Key.Key_Z, CTRL)
    dialog = asked(main)
    dialog.answers[1].click()
    assert households(main) == before
    assert asked(main) is None


def test_an_earlier_session_is_asked_about(qtbot, main):
    office = main.view.office
    go(qtbot, main, "household")
    records.save(office, "household", {"head_name": "Ngô Văn Cũ", "area": "Đông Hạ"})
    before = households(main)
    main.page("household").focus_table()
    press(Qt.Key.Key_Z, CTRL)
    assert "Ngô Văn Cũ" in asked(main).words.text()
    assert households(main) == before


def test_many_rows_are_asked_about_though_they_were_written_here(qtbot, main):
    page = go(qtbot, main, "household")
    office = main.view.office
    area = records.resolve(office, "residential_area", "Đông Hạ")
    before = households(main)
    with office.store.operation(office.intent("Nhập 12 hộ")) as (writing, outcome):
        for number in range(12):
            household = Household(uid=uuid4(), head_name=f"Lò Văn {number}", area=area)
            records.add_with_parts(writing, HOUSEHOLDS, household, office)
    main.view.announce(outcome.changes)
    page.focus_table()
    press(Qt.Key.Key_Z, CTRL)
    assert "“Nhập 12 hộ” lúc" in asked(main).words.text()
    assert "(36 dòng trong sổ)" in asked(main).words.text()
    asked(main).answers[1].click()
    settle(qtbot, main.view.tasks)
    assert households(main) == before
