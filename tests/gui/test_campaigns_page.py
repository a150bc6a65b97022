"""The start of a year in the window: its round opened in one step, its meeting lists printed in two more."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from antq_desktop.gui.forms.asking import ReasonDialog
from antq_desktop.gui.printing.files_out import FILES
from antq_desktop.gui.printing.meeting_lists import NO_HOUSEHOLDS
from antq_desktop.gui.printing.print_preview import PrintPreview
from antq_desktop.gui.screens.campaigns import CampaignsPage, OpenYearDialog
from antq_desktop.services import records, undo
from antq_desktop.services.lists import open_list
from antq_desktop.services.samples import demo
from hands import activate, is_gone, press, settle, show, type_text

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PAGES_OF_AN_AREA, EDGE = 10, 2


@pytest.fixture
def papers(view, tmp_path):
    """The folder that is proposed for files."""
    folder = tmp_path / "giay"
    folder.mkdir()
    view.folders_out[FILES] = folder
    return folder


@pytest.fixture
def page(qtbot, view, tasks):
    made = CampaignsPage(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    return made


def shown(page, kind):
    return next((found for found in page.findChildren(kind) if found.isVisible()), None)


def open_year(qtbot, page, tasks):
    """By keys alone; returns what is offered then."""
    press(Qt.Key.Key_N, CTRL | SHIFT)
    dialog = shown(page, OpenYearDialog)
    activate(qtbot, dialog)
    for _ in ("the year", "its first day", "its last"):
        press(Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert is_gone(dialog)
    offered = shown(page, ReasonDialog)
    activate(qtbot, offered)
    return offered


def give_reason(qtbot, tasks):
    """From the reason, which has the focus: reason, password, Enter."""
    type_text(QApplication.focusWidget(), "họp đầu năm")
    press(Qt.Key.Key_Tab)
    type_text(QApplication.focusWidget(), demo.PASSWORD)
    press(Qt.Key.Key_Return)
    settle(qtbot, tasks)


def test_the_round_of_the_next_year_is_opened_in_one_step(qtbot, view, page, office):
    before = open_list(office, "pledge_campaign").count
    page.ask_year()
    dialog = page.findChild(OpenYearDialog)
    assert dialog.year.value() == "2027"
    for year in ("năm nay", "27", "1945"):
        dialog.year.setText(year)
        dialog.go()
        assert dialog.fault.text(), year
    dialog.year.setText("2027")
    dialog.due.setText("31/02/2027")
    dialog.go()
    assert dialog.fault.text()
    dialog.due.setText("30/6/2027")
    dialog.go()
    assert open_list(office, "pledge_campaign").count == before + 1
    assert page.model.count == before + 1
    assert view.record.notices[-1] == "Mở đợt ký cam kết năm 2027: xong."


@pytest.mark.parametrize("size", [(1366, 700), (905, 470)])
def test_what_is_wrong_is_told_below_the_fields_and_draws_over_none(qtbot, page, size):
    page.resize(*size)
    page.ask_year()
    dialog = page.findChild(OpenYearDialog)
    activate(qtbot, dialog)
    dialog.due.setText("1/1/2020")
    dialog.go()
    QApplication.processEvents()
    assert "trước ngày bắt đầu" in dialog.fault.text()
    assert QApplication.focusWidget() is dialog.due
    found = (each for kind in (QLabel, QLineEdit, QPushButton) for each in dialog.findChildren(kind))
    parts = [each for each in found if each.isVisible()]
    places = [QRect(each.mapTo(dialog, QPoint()), each.size()) for each in parts]
    assert len(places) > 9
    for place, one in enumerate(places):
        assert dialog.rect().contains(one), parts[place]
        assert not [other for other in places[place + 1 :] if other.intersects(one)], parts[place]
        words = parts[place]
        if isinstance(words, QLabel):
            assert words.height() >= words.heightForWidth(words.width()), words.text()


@pytest.mark.parametrize(
    ("opened", "due", "told"),
    [
        ("01/12/2026", "30/06/2050", "Hạn hoàn thành 30/06/2050 không thuộc năm cam kết 2027."),
        ("01/12/1996", "", "Ngày phát động 01/12/1996 cách xa năm cam kết 2027."),
    ],
)
def test_a_day_of_another_year_is_told_once_before_the_round_is_opened(qtbot, page, office, opened, due, told):
    before = open_list(office, "pledge_campaign").count
    page.ask_year()
    dialog = page.findChild(OpenYearDialog)
    activate(qtbot, dialog)
    dialog.opened.setText(opened)
    dialog.due.setText(due)
    dialog.go()
    assert dialog.fault.text() == f"{told} Nếu đúng vậy, bấm Mở đợt ký lần nữa."
    assert open_list(office, "pledge_campaign").count == before
    dialog.go()
    assert is_gone(dialog)
    assert open_list(office, "pledge_campaign").count == before + 1


def test_a_deadline_put_right_after_it_was_told_opens_the_round(qtbot, page, office):
    page.ask_year()
    dialog = page.findChild(OpenYearDialog)
    dialog.due.setText("30/06/2050")
    dialog.go()
    dialog.due.setText("30/06/2051")
    dialog.go()
    assert "2051" in dialog.fault.text(), "another day is told anew"
    dialog.due.setText("30/06/2027")
    dialog.go()
    assert is_gone(dialog)


def test_the_lists_of_all_areas_follow_by_keys_alone(qtbot, view, page, tasks, office, papers):
    dialog = open_year(qtbot, page, tasks)
    assert dialog.words.text().startswith("Đợt ký năm 2027 đã mở.")
    assert dialog.parts.count() == 5
    assert dialog.parts.item(0).text() == "Thôn Cẩm Khê · 120 hộ"
    assert QApplication.focusWidget() is dialog.reason
    give_reason(qtbot, tasks)
    assert is_gone(dialog)
    preview = shown(page, PrintPreview)
    settle(qtbot, tasks)
    assert len(preview.pages) == 5 * PAGES_OF_AN_AREA
    assert not list(papers.glob("*"))
    preview.save_copy(papers / preview._name)
    settle(qtbot, tasks)
    preview.close()
    (made,) = papers.glob("*.pdf")
    assert made.name == f"Danh sách hộ ký cam kết tại cuộc họp – {office.unit_name} – năm 2027 – 2026-11-20.pdf"
    assert undo.operations(office)[0].title == "Lưu PDF Danh sách hộ ký cam kết tại cuộc họp (600 dòng)"
    assert not view.record.troubles


def test_areas_are_left_out_with_the_space_bar_and_later_printed_from_the_page(qtbot, view, page, tasks, papers):
    dialog = open_year(qtbot, page, tasks)
    press(Qt.Key.Key_Escape)
    assert is_gone(dialog)
    assert not list(papers.glob("*.pdf"))
    activate(qtbot, page)
    page.focus_table()
    page.go_to(records.resolve(view.office, "pledge_campaign", "Ký cam kết năm 2027"))
    press(Qt.Key.Key_P, CTRL | SHIFT)
    settle(qtbot, tasks)
    dialog = shown(page, ReasonDialog)
    activate(qtbot, dialog)
    assert "2027" in dialog.windowTitle()
    press(Qt.Key.Key_Tab, SHIFT)
    assert QApplication.focusWidget() is dialog.parts
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    left = [dialog.parts.item(place).text().split(" · ")[0] for place in (1, 3, 4)]
    press(Qt.Key.Key_Tab)
    give_reason(qtbot, tasks)
    preview = shown(page, PrintPreview)
    settle(qtbot, tasks)
    assert len(preview.pages) == 3 * PAGES_OF_AN_AREA
    preview.save_copy(papers / preview._name)
    settle(qtbot, tasks)
    preview.close()
    (made,) = papers.glob("*.pdf")
    assert f" – {', '.join(left)} – năm 2027 – " in made.name
    assert undo.operations(view.office)[0].title.endswith(f" – {' – '.join(left)} (360 dòng)")


def test_without_an_area_a_reason_or_the_right_password_nothing_is_made_and_answers_stay(
    qtbot, view, page, tasks, papers
):
    dialog = open_year(qtbot, page, tasks)
    press(Qt.Key.Key_Return)
    assert dialog._fault.text() == "Ghi một câu ngắn về lý do."
    dialog.parts.tick_only(())
    press(Qt.Key.Key_Return)
    assert dialog._fault.text() == "Đánh dấu ít nhất một dòng."
    assert QApplication.focusWidget() is dialog.parts
    first = dialog.parts.item(0).data(Qt.ItemDataRole.UserRole)
    dialog.parts.tick_only((first,))
    assert dialog._fault.isHidden()
    type_text(dialog.reason, "họp đầu năm")
    type_text(dialog.password.line, "mat khau sai")
    press(Qt.Key.Key_Return)
    settle(qtbot, tasks)
    again = shown(page, ReasonDialog)
    assert again is not dialog
    assert (again.reason.text(), again.parts.ticked) == ("họp đầu năm", [first])
    assert again._fault.text()
    assert not list(papers.glob("*.pdf"))
    again.reject()


def test_lists_that_are_being_made_can_be_stopped_and_leave_nothing(qtbot, view, page, tasks, office, papers):
    dialog = open_year(qtbot, page, tasks)
    before = undo.operations(office)[0]
    told = []

    def stop_at_first(task):
        """As if "Dừng" was pressed while the first page is drawn."""
        task.progressed.connect(lambda *said: (told.append(said), task.cancel()), Qt.ConnectionType.DirectConnection)

    tasks.started.connect(stop_at_first)
    give_reason(qtbot, tasks)
    assert told
    assert is_gone(dialog)
    assert not list(papers.glob("*"))
    assert undo.operations(office)[0] == before
    assert shown(page, PrintPreview) is None
    assert not view.record.troubles


def test_a_commune_without_households_is_told_so(qtbot, empty_view, empty_office, tasks):
    made = CampaignsPage(empty_view)
    show(qtbot, made)
    settle(qtbot, tasks)
    made.ask_year()
    made.findChild(OpenYearDialog).go()
    settle(qtbot, tasks)
    assert empty_view.record.notices[-1] == NO_HOUSEHOLDS
    assert shown(made, ReasonDialog) is None


def test_the_lists_of_an_earlier_round_are_of_its_year(qtbot, view, page, tasks):
    page.focus_table()
    year = records.get(view.office, "pledge_campaign", page.current_uid).record.year
    assert "print_meeting" in page.line_menu_keys()
    page.ask_lists()
    settle(qtbot, tasks)
    dialog = shown(page, ReasonDialog)
    assert dialog.windowTitle() == f"In danh sách họp năm {year}"
    dialog.reject()


def test_the_key_of_the_lists_pressed_twice_asks_once(qtbot, page, tasks):
    page.focus_table()
    press(Qt.Key.Key_P, CTRL | SHIFT)
    press(Qt.Key.Key_P, CTRL | SHIFT)
    settle(qtbot, tasks)
    (dialog,) = (found for found in page.findChildren(ReasonDialog) if found.isVisible())
    page.ask_lists()
    settle(qtbot, tasks)
    assert [found for found in page.findChildren(ReasonDialog) if found.isVisible()] == [dialog]
    dialog.reject()


def test_nothing_is_told_of_lists_once_the_page_has_gone_from_sight(qtbot, empty_view, empty_office, tasks):
    made = CampaignsPage(empty_view)
    show(qtbot, made)
    settle(qtbot, tasks)
    made.ask_year()
    made.findChild(OpenYearDialog).go()
    made.hide()
    settle(qtbot, tasks)
    assert NO_HOUSEHOLDS not in empty_view.record.notices


@pytest.mark.parametrize("size", [(1366, 728), (905, 496)])
def test_the_dialog_of_the_lists_fits_the_window_and_is_no_higher_than_its_lines(qtbot, view, page, tasks, size):
    page.resize(*size)
    dialog = open_year(qtbot, page, tasks)
    assert dialog.height() <= size[1]
    assert dialog.parts.height() <= dialog.parts.sizeHintForRow(0) * dialog.parts.count() + 2 * EDGE
    dialog.reject()
