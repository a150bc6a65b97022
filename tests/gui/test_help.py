"""F1: every place and every code has its help, it opens at the right page, and the keys are those that are there."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTextBrowser

from antq_desktop.domain import errors
from antq_desktop.domain.errors import AntqError, DiskFull
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.frame import Frame
from antq_desktop.gui.help.help_book import HelpBook
from antq_desktop.gui.help.help_window import HelpDesk
from antq_desktop.gui.help.trouble import UNEXPECTED
from antq_desktop.gui.main_window import MainPage
from antq_desktop.gui.places import places
from antq_desktop.gui.screens.lock import LockScreen
from antq_desktop.gui.widgets.actions import ACTIONS
from antq_desktop.packages.codes import REFUSALS, refusal
from antq_desktop.storage.places import resources_folder
from hands import activate, press, settle, show, type_text

LONGEST = 180


@pytest.fixture(scope="module")
def book():
    return HelpBook(resources_folder() / "help")


@pytest.fixture
def window(qtbot, office, icons):
    frame = Frame(icons)
    frame.trouble.help = HelpDesk(frame, icons)
    frame.show_page(MainPage(office, frame.tasks, icons, frame.trouble, frame.notices))
    show(qtbot, frame)
    settle(qtbot, frame.tasks)
    yield frame
    frame.cover()
    frame.close()


def kinds(kind=AntqError):
    yield kind
    for each in kind.__subclasses__():
        if each.__module__ == errors.__name__:
            yield from kinds(each)


def test_every_place_and_every_list_has_its_page(book):
    keys = {place.key for place in places()} | {"first_run", "search", "writing", "evidence"}
    keys |= {next(iter(register.owners), key) for key, register in REGISTERS.items()}
    assert sorted(key for key in keys if book.page(key) is None) == []
    assert sorted(page.key for page in book.pages() if page.key not in keys | {"errors"}) == []


def test_pages_are_short_dated_and_have_a_title(book):
    for page in book.pages():
        assert page.text.startswith(f"# {page.title}\n"), page.key
        assert re.search(r"\*Cập nhật: \d\d/\d\d/\d{4}\*\n\Z", page.text), page.key
        assert page.key == "errors" or len(page.text.split()) <= LONGEST, page.key


def test_every_code_of_an_error_is_explained(book):
    codes = {kind.code for kind in kinds()} | set(REFUSALS) | {UNEXPECTED}
    assert sorted(code for code in codes if book.about(code) is None) == []
    assert book.about("ANTQ-2005").title == "Ổ đĩa đầy"
    assert book.about("E_ZIP_CRC").title == book.about("E_ZIP_DATA").title
    assert "Cập nhật" in book.about("E_TRUST_PIN").text
    assert book.about("ANTQ-20") is None


def test_the_words_of_pages_name_only_keys_that_exist(book):
    known = {key for spec in ACTIONS.values() for key in spec.keys}
    known |= {f"Ctrl+{number}" for number in range(1, 10)} | {"Ctrl+Enter", "Ctrl+Shift", "Ctrl+C", "Ctrl+V", "Ctrl+D"}
    named = {key for page in book.pages() for key in re.findall(r"Ctrl\+(?:Shift\+)?[A-Z][A-Za-z]*", page.text)}
    assert named - known == set()


def test_f1_opens_the_help_of_the_page_in_view_and_escape_closes_it(qtbot, window):
    for key in ("household", "import", "residence"):
        window.page.open(key)
        activate(qtbot, window)
        press(Qt.Key.Key_F1)
        shown = window.trouble.help.shown
        title = window.trouble.help.book.page("household" if key == "residence" else key).title
        assert title in shown.text.toPlainText().split("\n")[0]
        assert shown.list.currentItem().text() == title
        activate(qtbot, shown)
        press(Qt.Key.Key_Escape)
        assert not shown.isVisible()


def test_work_goes_on_beside_the_help(window):
    window.page.show_help()
    assert not window.trouble.help.shown.isModal()
    window.page.open("papers")
    assert window.page.stack.currentWidget() is window.page.page("papers")


def test_the_help_is_searched_without_marks(qtbot, window):
    window.page.show_help()
    shown = window.trouble.help.shown
    activate(qtbot, shown)
    shown.line.setFocus()
    type_text(shown.line, "chuyen di")
    qtbot.waitUntil(lambda: shown.list.count() < len(window.trouble.help.book.pages()))
    assert shown.text.toPlainText().startswith("Hộ gia đình")
    type_text(shown.line, "xyzq")
    qtbot.waitUntil(lambda: shown.list.count() == 0)
    assert "Không có trang nào" in shown.text.toPlainText()


def test_f1_at_an_error_explains_its_code(qtbot, window):
    for error, words in ((DiskFull("Ổ đĩa đã đầy."), "Ổ đĩa đầy"), (refusal("E_ZIP_CRC"), "Vỏ gói bị hỏng")):
        window.trouble.show(error)
        activate(qtbot, window.trouble.dialog)
        press(Qt.Key.Key_F1)
        shown = window.trouble.help.shown
        assert shown.isVisible()
        assert f"{error.code} · {words}" in shown.text.toPlainText()
        assert window.trouble.dialog.isVisible(), "the error itself can still be read"
        shown.close()
        window.trouble.dialog.close()


def test_f1_helps_before_the_store_is_open(qtbot, icons):
    frame = Frame(icons)
    frame.trouble.help = HelpDesk(frame, icons)
    frame.show_page(LockScreen(icons))
    show(qtbot, frame)
    press(Qt.Key.Key_F1)
    assert frame.trouble.help.shown.findChild(QTextBrowser).toPlainText().startswith("Màn hình khóa")
    frame.cover()
    frame.close()


def test_the_page_of_keys_is_made_from_what_is_there(qtbot, window):
    window.page.open("entry")
    window.page.open("household")
    activate(qtbot, window)
    press(Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    said = window.trouble.help.shown.text.toPlainText()
    for words in ("Ctrl+K", "Tìm mọi thứ", "Ctrl+2", "Nhập cam kết", "Ctrl+B", "Biến động", "hộ mới", "F1"):
        assert words in said, words
    assert said.index("Ở mọi trang") < said.index("Hộ gia đình") < said.rindex("Nhập cam kết")
    for action in window.page.page("household").actions_by_key.values():
        assert action.text() in said


def test_no_key_means_two_things_on_one_page(window):
    for key in ("household", "entry", "meeting", "papers"):
        page = window.page.page(key)
        everywhere = [key.toString() for action in window.page.actions() for key in action.shortcuts()]
        assert len(everywhere) == len(set(everywhere))
        own = {each.toString() for action in page.findChildren(QAction) for each in action.shortcuts()}
        assert own.isdisjoint(everywhere), key
