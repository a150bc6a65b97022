"""Where notices stand, and when they go."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from antq_desktop.gui.frame import Frame
from antq_desktop.gui.importing.paste_dialog import PasteDialog
from antq_desktop.gui.main_window import MainPage
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.notices import SHOWN_MS, Notices
from antq_desktop.gui.widgets.pieces import column, row
from antq_desktop.gui.widgets.reflow import KeyHints
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services.lists import ListQuery, open_list
from hands import Writing, activate, in_front, is_gone, press, settle, show

LONG = "Đã ghi 1.204 hộ của 14 khu dân cư từ bảng tính, 3 dòng bị trả lại kèm lý do trong tệp ở thư mục đã chọn. " * 2


def place(widget: QWidget, over: QWidget) -> QRect:
    return QRect(widget.mapTo(over, QPoint(0, 0)), widget.size())


@pytest.fixture
def page(qtbot, icons):
    """A field at the foot, over the keys of the page, in the program's type."""
    made = QWidget()
    icons.theme.wear(made)
    made.line = QLineEdit()
    made.other = QLineEdit()
    made.hints = KeyHints((("Enter", "lưu"), ("Esc", "quay lại")))
    made.setLayout(column(made.other, None, row(made.line, 200), made.hints))
    show(qtbot, made, (905, 496))
    made.line.setFocus()
    return made


@pytest.mark.parametrize("words", ["Đã lưu.", LONG], ids=["short", "long"])
def test_a_notice_covers_neither_the_keys_nor_the_field_in_use(page, words):
    notices = Notices(page)
    for field in (page.line, page.other, page.line):
        field.setFocus()
        notices.tell(words, lambda: None)
        assert page.rect().contains(notices.geometry())
        for kept in (field, page.hints):
            assert not notices.geometry().intersects(place(kept, page))


def test_a_notice_covers_no_button_of_the_page(qtbot):
    """What was just made may be handed on at once: its buttons stand at the foot, in a narrow window all across it."""
    made = QWidget()
    buttons = [QPushButton(words) for words in ("Gói khác", "Hộp thư đi", "Mở thư mục", "Tắt")]
    buttons[-1].setEnabled(False)
    made.setLayout(column(QLabel("Đã niêm phong"), None, row(*buttons), margins=(10, 10, 10, 16)))
    show(qtbot, made, (640, 400))
    notices = Notices(made)
    notices.tell("Đã niêm phong gói.", lambda: None)
    assert made.rect().contains(notices.geometry())
    assert [notices.geometry().intersects(place(each, made)) for each in buttons[:-1]] == [False] * 3
    assert notices.y() > made.height() // 2, "it stays near the foot"


def test_a_notice_makes_way_for_the_buttons_of_the_next_step(qtbot, page):
    notices = Notices(page)
    notices.tell("Đã nhập xong.", lambda: None)
    button = QPushButton("Tiếp", page)
    button.setGeometry(notices.geometry())
    button.show()
    notices.raise_()
    qtbot.waitUntil(lambda: not notices.geometry().intersects(place(button, page)))


def test_a_notice_makes_way_when_the_focus_comes_under_it(qtbot, page):
    notices = Notices(page)
    page.other.setFocus()
    notices.tell("Đã lưu.")
    before = notices.pos()
    page.other.move(before)
    page.line.setFocus()
    page.other.setFocus()
    qtbot.waitUntil(lambda: not notices.geometry().intersects(place(page.other, page)))


def test_a_long_notice_is_broken_and_its_words_are_whole(page):
    notices = Notices(page)
    notices.tell(LONG)
    words = notices.findChild(QLabel)
    assert words.height() >= words.heightForWidth(words.width())


def test_escape_takes_a_notice_away(page):
    notices = Notices(page)
    notices.tell("Đã lưu.")
    press(Qt.Key.Key_A)
    assert notices.text == "Đã lưu."
    press(Qt.Key.Key_Escape)
    assert notices.text == ""


def test_a_notice_leaves_by_itself(page):
    notices = Notices(page)
    notices.tell("Đã lưu.")
    assert notices._timer.isActive()
    assert notices._timer.interval() == SHOWN_MS
    notices._timer.timeout.emit()
    assert notices.text == ""


def test_the_word_about_long_work_goes_with_the_work(qtbot, office, icons):
    frame = Frame(icons)
    main = MainPage(office, frame.tasks, icons, frame.trouble, frame.notices)
    frame.show_page(main)
    show(qtbot, frame)
    settle(qtbot, frame.tasks)
    work, saved = Writing(office), []
    main.view.run("Dài", work, lambda _value: None)
    work.wait_until_it_writes()
    main.view.write("Lưu", lambda: "xong", saved.append)
    assert "Đang có việc dài ghi vào sổ" in frame.notices.text
    assert saved == []
    work.go_on.set()
    settle(qtbot, frame.tasks)
    assert saved == ["xong"]
    assert frame.notices.text == ""
    frame.close()


@pytest.fixture
def frame(qtbot, office, icons):
    made = Frame(icons)
    made.show_page(MainPage(office, made.tasks, icons, made.trouble, made.notices))
    show(qtbot, made)
    settle(qtbot, made.tasks)
    yield made
    made.close()


@pytest.mark.parametrize("size", [(1366, 728), (905, 496)], ids=str)
@pytest.mark.parametrize("words", ["Đã lưu.", LONG], ids=["short", "long"])
def test_a_notice_leaves_the_rail_free(qtbot, frame, size, words):
    frame.resize(*size)
    frame.page.open("entry")
    settle(qtbot, frame.tasks)
    inside, rail = frame.centralWidget(), frame.page.rail
    for focus in (each for each in inside.findChildren(QWidget) if each.focusPolicy() and each.isVisible()):
        focus.setFocus()
        frame.notices.hide()
        frame.notices.tell(words, lambda: None)
        assert not frame.notices.geometry().intersects(place(rail, inside)), focus.accessibleName()
        assert inside.rect().contains(frame.notices.geometry())


def test_a_notice_stays_where_it_came_while_the_focus_goes_about(qtbot, page):
    notices = Notices(page)
    page.other.setFocus()
    notices.tell("Đã lưu.", lambda: None)
    QApplication.processEvents()  # as high as its words in the dress of the program
    before = notices.pos()
    page.line.setFocus()
    QApplication.processEvents()
    assert notices.pos() == before


def test_a_dialog_may_end_with_the_focus_in_it_under_a_notice(qtbot, page):
    """A window system may make a dialog active that was hidden meanwhile: its fields then end with the focus."""
    notices = Notices(page)
    dialog = QDialog(page)
    dialog.first, dialog.second = QLineEdit(), QLineEdit()
    dialog.setLayout(column(dialog.first, dialog.second))
    dialog.show()
    activate(qtbot, dialog)
    dialog.second.setFocus()
    notices.tell("Đã lưu.")
    dialog.hide()
    with pytest.warns(DeprecationWarning, match="setActiveWindow"):
        QApplication.setActiveWindow(dialog)
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    assert page.findChild(QDialog) is None
    assert notices.words == "Đã lưu."


@pytest.mark.parametrize("size", [(1366, 728), (1092, 582), (905, 496)], ids=str)
def test_a_notice_covers_neither_the_year_in_view_nor_the_field_in_use(qtbot, office, qapp, theme, size):
    """On a page full of fields and buttons, in large type: every place covers something."""
    worn = Theme("light", theme.resources, 1.4)
    worn.dress(qapp)
    made = Frame(Icons(worn))
    worn.wear(made)
    made.show_page(MainPage(office, made.tasks, made.icons, made.trouble, made.notices))
    show(qtbot, made, size)
    settle(qtbot, made.tasks)
    made.page.open("papers")
    settle(qtbot, made.tasks)
    inside, page = made.centralWidget(), made.page.page("papers")
    fields = [
        each for each in page.findChildren(QWidget) if each.isVisible() and isinstance(each, QLineEdit | QComboBox)
    ]
    assert fields
    for field in fields:
        field.setFocus()
        for words in ("Đã lưu.", LONG):
            made.notices.hide()
            made.notices.tell(words, lambda: None)
            QApplication.processEvents()
            for kept in (made.page.top, field):
                assert not made.notices.geometry().intersects(place(kept, inside)), (field.accessibleName(), words)
            assert inside.rect().contains(made.notices.geometry())
    made.close()
    theme.dress(qapp)


def paste(qtbot, frame, text):
    """The dialog of pasted rows over the page of papers."""
    frame.page.open("entry")
    settle(qtbot, frame.tasks)
    page = frame.page.page("entry")
    page.card.area.setCurrentIndex(1)
    QApplication.clipboard().setText(text)
    page.paste_rows()
    settle(qtbot, frame.tasks)
    dialog = in_front(page, PasteDialog)
    activate(qtbot, dialog)
    return dialog


def said_by(dialog):
    return {row[2]: row[1] for row in dialog.rows.texts()}


@pytest.mark.parametrize("size", [(1366, 728), (905, 496)], ids=str)
def test_what_is_told_while_a_dialog_is_in_front_is_read_over_it_and_taken_back_there(qtbot, frame, office, size):
    frame.resize(*size)
    dialog = paste(qtbot, frame, "Ksor Hờ Một\tSố 9\t01/03/2026\r\nRơ Châm Ơi\tSố 10\t32/13/2026\r\n")
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, frame.tasks)
    assert frame.notices.text == "Đã lưu 1 bản cam kết. Hoàn tác"
    assert frame.notices.window() is dialog
    assert dialog.rect().contains(frame.notices.geometry())
    assert said_by(dialog) == {"Ksor Hờ Một": "Đã lưu", "Rơ Châm Ơi": "Không nhận"}
    link = next(made for made in frame.notices.findChildren(QPushButton) if made.text() == "Hoàn tác")
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    settle(qtbot, frame.tasks)
    assert open_list(office, "household", ListQuery("ksor ho mot")).count == 0
    assert said_by(dialog) == {"Ksor Hờ Một": "Hộ mới", "Rơ Châm Ơi": "Không nhận"}
    assert dialog.save_button.isEnabled()
    assert frame.notices.window() is dialog, "what was taken back is told there too"
    dialog.reject()
    qtbot.waitUntil(lambda: not frame.notices.geometry().intersects(place(dialog._fault, dialog)))
    dialog.reject()
    assert is_gone(dialog)
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    assert frame.notices.window() is frame
    assert frame.notices.isVisible()
    assert frame.notices._timer.isActive()


def test_a_dialog_that_saves_and_goes_leaves_its_notice_in_the_window(qtbot, frame, office):
    dialog = paste(qtbot, frame, "Ksor Hờ Một\tSố 9\t01/03/2026\r\n")
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, frame.tasks)
    assert is_gone(dialog)
    assert frame.notices.window() is frame
    assert frame.notices.text == "Đã lưu 1 bản cam kết. Hoàn tác"
    link = next(made for made in frame.notices.findChildren(QPushButton) if made.text() == "Hoàn tác")
    link.click()
    settle(qtbot, frame.tasks)
    assert open_list(office, "household", ListQuery("ksor ho mot")).count == 0


def test_a_notice_beside_a_small_dialog_waits_for_its_end(qtbot, page):
    notices = Notices(page)
    dialog = QDialog(page)
    dialog.setLayout(column(QLineEdit()))
    dialog.setGeometry(QRect(page.mapToGlobal(QPoint(300, 40)), QSize(200, 60)))
    dialog.open()
    activate(qtbot, dialog)
    notices.tell("Đã lưu.", lambda: None)
    assert notices.window() is page
    assert not notices._timer.isActive(), "its link cannot be pressed yet"
    dialog.accept()
    qtbot.waitUntil(notices._timer.isActive)
    assert notices.text == "Đã lưu. Hoàn tác"


def test_a_notice_outlives_the_dialog_it_left_without_a_word(qtbot, page):
    notices = Notices(page)
    dialog = QDialog(page)
    dialog.resize(page.size())
    dialog.open()
    activate(qtbot, dialog)
    notices.tell("Đã lưu.")
    assert notices.window() is dialog
    notices.take_away("Đã lưu.")
    dialog.accept()
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    notices.tell("Đã lưu nữa.")
    assert notices.text == "Đã lưu nữa."
    assert notices.window() is page
