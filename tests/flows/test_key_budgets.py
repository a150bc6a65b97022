"""Daily tasks from the unlocked window by keys alone, each within what an officer has time for.

The budgets are those of the product's fifteen top tasks, as far as the program does them: unlocking, a household, a
search, a list for one area, an import, a sealed package, a backup on a stick.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import workbooks
from antq_desktop.gui.asking import ReasonDialog
from antq_desktop.gui.print_preview import PrintPreview
from antq_desktop.services import activities, demo, handing_over, records, upkeep
from antq_desktop.services.lists import ListQuery, open_list
from antq_desktop.storage import naming
from hands import activate, settle
from keyboard import Hands, unlock

pytestmark = pytest.mark.flow
CTRL = Qt.KeyboardModifier.ControlModifier
ENTER, TAB, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down


@pytest.fixture
def hands(qtbot, desk):
    """At the open window, with nothing counted yet."""
    made = Hands(qtbot, desk.frame)
    unlock(qtbot, desk, made)
    made.keys = 0
    yield made
    assert made.clicks == 0


def rest(qtbot, desk):
    QApplication.processEvents()
    settle(qtbot, desk.frame.tasks)


def test_unlocking_takes_the_password_and_enter(qtbot, desk):
    hands = Hands(qtbot, desk.frame)
    unlock(qtbot, desk, hands)
    assert hands.keys == len(demo.PASSWORD) + 1
    assert desk.main.page("overview").due.buttons
    assert hands.clicks == 0


def test_a_household_takes_its_four_fields_and_a_few_keys_more(qtbot, desk, hands):
    area = records.suggestions(desk.office, "residential_area", "")[0]
    hands.press(Qt.Key.Key_5, CTRL)
    rest(qtbot, desk)
    hands.press(Qt.Key.Key_N, CTRL)
    rest(qtbot, desk)
    form = desk.main.page("household").form
    assert form is not None
    typed = {"head_name": "Ksor Hờ Mới", "area": naming.area_key(area[1]), "address": "Số 9"}
    text = 0
    for key, value in typed.items():
        for _ in range(12):
            if form.blocks[key].editor.hasFocus():
                break
            hands.press(TAB)
        assert form.blocks[key].editor.hasFocus(), key
        hands.type(value)
        text += len(value)
        QApplication.processEvents()
    hands.press(Qt.Key.Key_S, CTRL)
    rest(qtbot, desk)
    found = records.suggestions(desk.office, "household", "Ksor Hờ Mới")
    assert len(found) == 1
    assert records.get(desk.office, "household", found[0][0]).record.area == area[0]
    assert hands.keys - text <= 10
    assert hands.keys <= 71, "twenty seconds at 0.28 s a key"


def test_anything_is_found_by_five_letters_and_enter(qtbot, desk, hands):
    office = desk.office
    household = next(iter(open_list(office, "household", ListQuery()).records(100, 1)))
    letters = "".join(word[0] for word in household.head_name.lower().split())[:5]
    hands.press(Qt.Key.Key_K, CTRL)
    hands.type(letters)
    hands.press(ENTER)
    qtbot.waitUntil(lambda: desk.main.stack.currentWidget() is not desk.main.page("overview"), timeout=10_000)
    assert hands.keys <= 7


def test_the_unsigned_of_one_area_are_printed_in_two_steps(qtbot, desk, hands):
    hands.press(Qt.Key.Key_4, CTRL)
    rest(qtbot, desk)
    page = desk.main.page("board")
    hands.press(DOWN)
    hands.press(DOWN)
    rest(qtbot, desk)
    hands.press(Qt.Key.Key_P, CTRL)
    dialog = next(found for found in page.findChildren(ReasonDialog) if found.isVisible())
    actions = hands.keys
    activate(qtbot, dialog)
    for text, field in (("vận động", dialog.reason), (demo.PASSWORD, dialog.password.line)):
        field.setFocus()
        Hands.type(Hands(qtbot, dialog), text)
    dialog._go()
    rest(qtbot, desk)
    rest(qtbot, desk)
    preview = next(found for found in page.findChildren(PrintPreview) if found.isVisible())
    assert page.bars.bars[2].name == page._where.text()
    preview.close()
    assert actions <= 5


def test_an_import_is_looked_at_and_written_by_three_keys_once_the_file_is_named(qtbot, desk, hands, tmp_path):
    areas = [name for _, name in records.suggestions(desk.office, "residential_area", "")]
    path = workbooks.write(
        tmp_path / "ds.xlsx", *(workbooks.line(f"Ksor Hờ {name}", area=areas[0]) for name in ("Ái", "Biên", "Cúc"))
    )
    before = open_list(desk.office, "household").count
    desk.main.open("import")
    page = desk.main.page("import")
    page.file.show_path(path)
    page.file.line.setFocus()
    for _ in range(2):
        hands.press(ENTER)
        rest(qtbot, desk)
    assert page.step == 2
    page._save.setFocus()
    hands.press(ENTER)
    rest(qtbot, desk)
    assert open_list(desk.office, "household").count == before + 3
    assert hands.keys <= 6


def test_a_package_is_checked_looked_at_and_sealed_by_four_enters(qtbot, desk, hands):
    desk.main.open("export")
    page = desk.main.page("export")
    rest(qtbot, desk)
    for _ in range(4):
        hands.press(ENTER)
        rest(qtbot, desk)
    assert page.exported is not None
    assert len(handing_over.outbox_lines(desk.office)) == 1
    assert hands.keys == 4


def test_a_backup_takes_one_deed_of_the_search(qtbot, desk, hands):
    before = len(upkeep.listed_backups(desk.office))
    hands.press(Qt.Key.Key_K, CTRL)
    hands.type("sao luu")
    qtbot.waitUntil(lambda: desk.main.search.line.text() == "sao luu", timeout=5_000)
    rest(qtbot, desk)
    hands.press(ENTER)
    qtbot.waitUntil(lambda: len(upkeep.listed_backups(desk.office)) == before + 1, timeout=20_000)
    rest(qtbot, desk)
    assert hands.keys <= 9


def test_an_activity_of_a_point_takes_twelve_keys_on_the_months_page(qtbot, desk, hands):
    desk.main.open("month")
    rest(qtbot, desk)
    hands.type("tka")
    hands.press(ENTER)
    for letter in "16":
        hands.type(letter)  # the first one opens the cell
    hands.press(ENTER)
    rest(qtbot, desk)
    hands.type("8")
    hands.press(ENTER)
    rest(qtbot, desk)
    hands.press(Qt.Key.Key_S, CTRL)
    rest(qtbot, desk)
    assert hands.keys <= 12
    uid = records.resolve(desk.office, "model_point", "Tiếng kẻng an ninh")
    day = desk.main.page("month").first.replace(day=16)
    assert [done.activity.attendance for done in activities.of_group(desk.office, uid, day, day)] == [8]
