"""Models and clubs in the window: dossier, decisions with their day, parts added where they are seen."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from antq_desktop.domain.choices import GroupDeed
from antq_desktop.gui.forms.asking import ReasonDialog
from antq_desktop.gui.forms.deed_dialog import DeedDialog
from antq_desktop.gui.forms.parts_card import PartDialog
from antq_desktop.gui.printing.print_preview import PrintPreview
from antq_desktop.gui.rail import WIDTH
from antq_desktop.gui.screens.groups import ClubsPage, PointsPage
from antq_desktop.gui.widgets.pieces import InSight
from antq_desktop.services import lists, records
from antq_desktop.services.groups import groups
from antq_desktop.services.groups.groups import Grounds
from antq_desktop.services.samples import demo
from evidence_files import photo
from hands import in_front, press, settle, show, type_text

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(points):
    return points


def status_of(page):
    return records.get(page.view.office, "model_point", page.current_uid).record.status


def go_to(page, name):
    uid = records.resolve(page.view.office, "model_point", name)
    page.go_to(uid)
    return uid


def test_a_point_is_dissolved_with_its_decision_and_taken_back_from_its_dossier(qtbot, page):
    go_to(page, "Camera an ninh")
    page.ask_deed(GroupDeed.DISSOLVED)
    asked = in_front(page, DeedDialog)
    asked.go()
    assert "cần số quyết định" in asked.fault.text()
    assert asked.focusWidget() is asked.decision_no
    type_text(asked.decision_no, "12/QĐ-UBND")
    asked.decision_on.setText("20/11/2026")
    asked.go()
    assert not asked.isVisible()
    assert status_of(page) == "dissolved"
    press(Qt.Key.Key_F4)
    dossier = page.currentWidget()
    assert dossier._status.text() == "đã giải thể"
    assert dossier._take_back.isVisibleTo(dossier)
    dossier.take_back()
    assert dossier._status.text() == "đang hoạt động"
    assert not dossier._take_back.isVisibleTo(dossier)
    press(Qt.Key.Key_Escape)
    assert page.currentWidget() is page.page
    assert status_of(page) == "active"


def test_resting_since_before_an_activity_is_asked_once(qtbot, page, view):
    uid = go_to(page, "Camera an ninh")
    records.save(view.office, "activity", {"point": uid, "happened_on": "20/11/2026"})
    page.ask_deed(GroupDeed.SUSPENDED)
    asked = in_front(page, DeedDialog)
    asked.day.setText("18/11/2026")
    type_text(asked.reason, "mưa lũ")
    asked.go()
    assert asked.isVisible()
    assert "trong thời gian tạm ngừng" in asked.fault.text()
    assert "Ghi tạm ngừng” lần nữa" in asked.fault.text()
    asked.go()
    assert not asked.isVisible()
    assert status_of(page) == "dormant"


def test_only_what_makes_sense_is_offered(page):
    go_to(page, "Tổ hòa giải tự quản")
    assert status_of(page) == "dormant"
    page.show_deeds()
    assert [action.text() for action in page.deeds.actions()] == [
        *("Hoạt động lại…", "Củng cố, kiện toàn…", "Nhập vào nơi khác…", "Giải thể…")
    ]
    page.deeds.close()


def test_a_point_is_merged_into_another_chosen_by_its_name(qtbot, page):
    go_to(page, "Camera an ninh")
    page.ask_deed(GroupDeed.MERGED)
    asked = in_front(page, DeedDialog)
    for field, words in ((asked.decision_no, "9/QĐ-UBND"), (asked.decision_on, "20/11/2026")):
        field.setText(words)
    asked.into.setText("không có")
    asked.go()
    assert "nơi nhận" in asked.fault.text()
    asked.into.fill(records.resolve(page.view.office, "model_point", "Dòng họ tự quản"))
    asked.go()
    assert status_of(page) == "merged"


def test_papers_and_people_are_added_changed_and_taken_out_in_the_dossier(qtbot, page, view):
    go_to(page, "Camera an ninh")
    page.show_dossier()
    dossier = page.currentWidget()
    before = len(dossier.dossier.gaps)
    dossier.files.ask_new()
    asked = in_front(page, PartDialog)
    asked.editors["kind"].fill("survey")
    asked.go()
    assert len(dossier.dossier.gaps) == before - 1
    dossier.members.ask_new()
    asked = in_front(page, PartDialog)
    assert asked.findChild(InSight).verticalScrollBar().maximum() == 0, "there is room for all its fields"
    asked.editors["full_name"].fill("Nguyễn Văn Trùng")
    asked.editors["role"].fill("head")
    asked.go()
    assert "Đã có trưởng ban" in asked.fault.text(), "there is a head already"
    asked.editors["role"].fill("member")
    asked.go()
    assert "Nguyễn Văn Trùng" in {text for row in dossier.members.table.texts() for text in row}
    place = next(n for n, row in enumerate(dossier.members.table.texts()) if "Nguyễn Văn Trùng" in row)
    dossier.members.table.selectRow(place)
    dossier.members.ask_remove()
    reason = in_front(page, ReasonDialog)
    reason.reason.setText("ghi nhầm")
    reason._go()
    assert "Nguyễn Văn Trùng" not in {text for row in dossier.members.table.texts() for text in row}


def test_a_year_is_told_in_words_and_boxes(page):
    go_to(page, "Tiếng kẻng an ninh")
    page.show_dossier()
    dossier = page.currentWidget()
    found = dossier.dossier
    gaps = [month.first.month for month in found.months if month.is_gap]
    assert dossier.strip.accessibleDescription() == dossier.strip.words
    assert f"{len(found.done)} hoạt động" in dossier.strip.words
    assert all(str(month) in dossier.strip.words for month in gaps)
    assert dossier.done.rowCount() == len(found.done) > 0
    assert dossier.strip.grab().toImage().width() > 0


def test_of_a_sensitive_type_the_page_says_who_may_be_named(page):
    go_to(page, "Giáo xứ bình yên")
    page.show_dossier()
    dossier = page.currentWidget()
    assert "chỉ ghi tên ban chủ nhiệm" in dossier.members._none.text()
    dossier.members.ask_new()
    asked = in_front(page, PartDialog)
    asked.editors["full_name"].fill("Lê Thị Bình")
    asked.editors["role"].fill("member")
    asked.go()
    assert "chỉ ghi tên ban chủ nhiệm" in asked.fault.text()


def test_clubs_have_dossiers_without_teams(qtbot, view):
    page = ClubsPage(view)
    show(qtbot, page)
    page.focus_table()
    page.show_dossier()
    dossier = page.currentWidget()
    assert not dossier.teams.isVisibleTo(dossier)
    assert dossier._title.text().startswith("Câu lạc bộ")


def test_the_scan_of_a_decision_is_brought_with_its_line_in_the_file(qtbot, page, tmp_path):
    go_to(page, "Camera an ninh")
    press(Qt.Key.Key_F4)
    page.currentWidget().files.ask_new()
    asked = in_front(page, PartDialog)
    (tmp_path / "quyet dinh.jpg").write_bytes(photo())
    asked.editors["scans"].bring([tmp_path / "quyet dinh.jpg"])
    asked.go()
    assert asked.isVisible(), "the file is still on its way"
    assert "Đang thu nhỏ" in asked.fault.text()
    settle(qtbot, page.view.tasks)
    brought = asked.editors["scans"].value()
    asked.editors["kind"].setCurrentIndex(1)
    asked.go()
    assert not asked.isVisible()
    files = lists.open_list(page.view.office, "group_file").records(0, 500)
    assert [file.scans for file in files if file.scans] == [brought]


@pytest.fixture
def dossier(qtbot, page):
    go_to(page, "Camera an ninh")
    press(Qt.Key.Key_F4)
    return page.currentWidget()


def test_a_dossier_is_printed_from_where_it_is_read(qtbot, view, dossier):
    press(Qt.Key.Key_P, CTRL)
    (asked,) = dossier.findChildren(ReasonDialog)
    assert "Camera an ninh" in asked.findChild(QLabel).text()
    asked.reason.setText("họp giao ban")
    type_text(asked.password.line, demo.PASSWORD)
    asked._go()
    settle(qtbot, view.tasks)
    (preview,) = dossier.findChildren(PrintPreview)
    assert preview.isVisible()
    assert preview.windowTitle().startswith("Xem trước: Hồ sơ mô hình, câu lạc bộ – Camera an ninh")
    preview.close()


def test_an_activity_is_noted_and_a_decision_taken_from_the_dossier(qtbot, page, view, dossier):
    wanted = []
    view.page_wanted.connect(lambda *asked: wanted.append(asked))
    press(Qt.Key.Key_N, CTRL)
    assert wanted == [("month", str(dossier.uid))]
    press(Qt.Key.Key_B, CTRL)
    first = dossier.deeds.actions()[0]
    assert first.text() == "Tạm ngừng…"
    first.trigger()
    dossier.deeds.close()
    asked = in_front(dossier, DeedDialog)
    asked.reason.setText("sửa đường")
    asked.go()
    assert asked.fault.text() == ""
    assert dossier._status.text() == "tạm ngừng"
    assert [each.isEnabled() for each in dossier.acts.values()] == [True, True, True]


def test_nothing_is_noted_of_a_group_that_is_no_more(qtbot, page, dossier):
    grounds = Grounds(date(2026, 11, 20), "12/QĐ-UBND", date(2026, 11, 20), "")
    changes = groups.act(page.view.office, GroupDeed.DISSOLVED, "model_point", [dossier.uid], grounds)
    page.view.announce(changes)
    assert not dossier.acts["note_activity"].isEnabled()
    assert dossier.acts["print_dossier"].isEnabled()


@pytest.mark.parametrize("page_of", [PointsPage, ClubsPage])
def test_the_state_of_a_group_is_in_view_in_a_window_of_1366(qtbot, view, page_of):
    page = page_of(view)
    show(qtbot, page, (1366 - WIDTH, 700))
    page.focus_table()
    assert "Tình trạng" in [spec.label for spec in page.columns.shown]
    last = page.table.header
    ends = max(
        last.sectionViewportPosition(number) + last.sectionSize(number)
        for number in range(last.count())
        if not last.isSectionHidden(number)
    )
    assert ends <= page.table.viewport().width()


@pytest.fixture
def in_window(qtbot, program):
    """The dossier of a point that did something, in the whole window."""
    main = program.main
    main.open("model_point")
    settle(qtbot, main.view.tasks)
    page = main.page("model_point")
    page.go_to(records.resolve(main.view.office, "model_point", "Camera an ninh"))
    page.focus_table()
    press(Qt.Key.Key_F4)
    return page.currentWidget()


def test_an_activity_is_opened_from_the_dossier_and_esc_comes_back_to_its_row(qtbot, program, in_window):
    main = program.main
    in_window.done.setFocus()
    in_window.done.selectRow(1)
    wanted = in_window.dossier.done[-2].activity.uid
    press(Qt.Key.Key_Return)
    settle(qtbot, main.view.tasks)
    assert main.place == "activity"
    assert main.page("activity").form.uid == wanted
    press(Qt.Key.Key_Escape)
    assert main.place == "model_point"
    assert main.page("model_point").currentWidget() is in_window
    assert (in_window.focusWidget(), in_window.done.currentRow()) == (in_window.done, 1)
    press(Qt.Key.Key_Escape)
    assert main.page("model_point").currentIndex() == 0


def test_keys_go_through_a_long_dossier(qtbot, program, in_window):
    program.frame.resize(905, 496)
    in_window.setFocus()
    bar = in_window._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    places = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        press(key)
        places.append(bar.value())
    assert 0 < places[0] < places[1] == bar.maximum()
    assert places[2] < places[1]
    assert places[3] == 0


def test_what_a_file_lacks_leads_to_where_it_is_filled_in(qtbot, program, in_window):
    main, office = program.main, program.main.view.office
    paper = next(paper for paper in in_window.dossier.papers if paper.lacks)
    in_window.lacking[0].click()
    asked = in_front(in_window, PartDialog)
    assert asked.editors["kind"].value() == paper.kind
    asked.reject()
    records.save(office, "model_point", {"frequency": None}, uid=in_window.uid)
    in_window.read()
    assert "sinh hoạt" in in_window.lacking[-1].accessibleName()
    assert in_window._counted.text().split(" · ")[1] == "chưa ghi sinh hoạt: không tính kỳ phải sinh hoạt"
    in_window.lacking[-1].click()
    settle(qtbot, main.view.tasks)
    form = main.page("model_point").form
    assert form.uid == in_window.uid
    form.blocks["frequency"].editor.fill("weekly")
    form.save()
    settle(qtbot, main.view.tasks)
    again = main.page("model_point").currentWidget()
    assert again.dossier.group.uid == form.uid
    assert not any("sinh hoạt" in button.accessibleName() for button in again.lacking)
