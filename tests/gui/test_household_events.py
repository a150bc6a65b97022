"""Plain actions for the life of a household, from the list."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from antq_desktop.gui.forms.event_dialog import EVENTS, LINKED, EventDialog
from antq_desktop.services import households, records, searching
from antq_desktop.services.lists import ListQuery, open_list
from hands import press


@pytest.fixture
def page(households):
    return households


def asked(page, key):
    page.ask_event(key)
    return page.findChildren(EventDialog)[-1]


def spells(office, uid):
    found = open_list(office, "residence", ListQuery(equal={"household": (uid,)}))
    return [(str(spell.end_reason), spell.to_on) for spell in found.records(0, 10)]


def test_a_household_leaves_and_comes_back(page, office, view):
    uid = page.current_uid
    dialog = asked(page, "leave")
    dialog.day.setText("10/11/2026")
    dialog.go()
    assert spells(office, uid) == [("left", date(2026, 11, 10))]
    assert view.record.notices[-1] == "Chuyển đi khỏi xã: đã ghi vào sổ."
    again = asked(page, "back")
    assert again.editors["area"].value() == records.get(office, "household", uid).record.area, "where it lived last"
    again.day.setText("9/11/2026")
    again.go()
    assert "ngày trở lại phải sau đó" in again.fault.text()
    again.day.setText("15/11/2026")
    again.go()
    assert not again.isVisible()
    assert len(spells(office, uid)) == 2


def test_a_household_moves_splits_merges_and_gets_another_head(page, office):
    uid = page.current_uid
    household = records.get(office, "household", uid).record
    areas = [area for area, _ in records.suggestions(office, "residential_area", "")]
    other = next(area for area in areas if area != household.area)
    move = asked(page, "move")
    move.editors["area"].choose(other)
    move.editors["address"].setText("Số 1 nơi mới")
    move.go()
    moved = records.get(office, "household", uid).record
    assert (moved.area, moved.address) == (other, "Số 1 nơi mới")
    before = open_list(office, "household").count
    split = asked(page, "split")
    split.go()
    assert "họ và tên chủ hộ mới" in split.fault.text()
    split.editors["head_name"].setText("Ksor Tách Ra")
    split.go()
    assert open_list(office, "household").count == before + 1
    (new, _) = records.suggestions(office, "household", "Ksor Tách Ra")[0]
    page.go_to(uid)
    head = asked(page, "head")
    head.editors["head_name"].setText("Đào Thị Thay")
    head.go()
    assert records.get(office, "household", uid).record.head_name == "Đào Thị Thay"
    page.go_to(new)
    merge = asked(page, "merge")
    merge.editors["into"].setText("không có hộ này")
    merge.go()
    assert "Chọn trong danh sách" in merge.fault.text()
    merge.editors["into"].choose(uid)
    merge.go()
    assert not records.get(office, "household", new).record.residing


def test_the_old_address_does_not_go_along_to_another_area(page, office, view):
    uid = page.current_uid
    household = records.get(office, "household", uid).record
    assert household.address
    areas = [area for area, _ in records.suggestions(office, "residential_area", "")]
    move = asked(page, "move")
    said = [child.text() for child in move.findChildren(QLabel)]
    assert "Địa chỉ cũ không theo sang khu mới; để trống là chưa có địa chỉ." in said
    move.editors["area"].choose(next(area for area in areas if area != household.area))
    move.go()
    assert records.get(office, "household", uid).record.address is None
    assert view.record.notices[-1] == "Chuyển khu dân cư: đã ghi vào sổ. Hộ chưa có địa chỉ ở nơi mới."
    view.undo()
    assert records.get(office, "household", uid).record == household


@pytest.mark.parametrize("key", EVENTS)
def test_every_event_refuses_a_day_that_is_none(page, key):
    dialog = asked(page, key)
    for field, editor in dialog.editors.items():
        if hasattr(editor, "choose"):
            register = LINKED.get(field, "residential_area")
            editor.choose(records.suggestions(page.view.office, register, "")[1][0])
        else:
            editor.fill("Lê Văn Thử")
    dialog.day.setText("31/02/2026")
    dialog.go()
    assert dialog.isVisible()
    assert dialog.fault.text()


def test_the_menu_opens_by_key_and_is_off_without_a_household(qtbot, page):
    assert page.actions_by_key["events"].isEnabled()
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.events.isVisible)
    assert page.events.actions()[0].text() == "Chuyển khu dân cư…"
    page.events.close()
    page.search.setText("không ai tên như thế này")
    qtbot.waitUntil(lambda: page.model.count == 0)
    assert not page.actions_by_key["events"].isEnabled()


def offered(qtbot, page):
    page.show_events()
    qtbot.waitUntil(page.events.isVisible)
    words = [action.text() for action in page.events.actions()]
    page.events.close()
    return words


def test_only_what_can_happen_to_the_household_is_offered(qtbot, page, office, view):
    uid = page.current_uid
    words = offered(qtbot, page)
    assert "Trở lại xã…" not in words
    assert "Chuyển đi khỏi xã…" in words
    dialog = asked(page, "leave")
    said = [child.text() for child in dialog.findChildren(QLabel) if child.isVisible()]
    assert said[0] == "Chuyển đi khỏi xã"
    answers = [child.text().strip() for child in dialog.findChildren(QPushButton) if child.isVisible()]
    assert answers == ["Thôi", "Ghi chuyển đi"]
    dialog.day.setText("10/11/2026")
    dialog.go()
    page.go_to(uid)
    assert offered(qtbot, page) == ["Trở lại xã…"]


def test_a_household_without_members_has_none_who_could_leave(qtbot, page, view):
    area = records.suggestions(view.office, "residential_area", "")[0][0]
    saved = records.save(view.office, "household", {"head_name": "Vũ Văn Lẻ", "area": area})
    view.changed.emit(saved.changes)
    page.go_to(saved.uid)
    assert "Thôi hội viên…" not in offered(qtbot, page)
    assert "Có hội viên mới…" in offered(qtbot, page)


def told(page, row, role):
    return {spec.key: page.model.data(page.model.index(row, n), role) for n, spec in enumerate(page.model.columns)}


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (lambda office, uid, _other: households.leave(office, uid, date(2026, 3, 12)), "đã chuyển đi 12/03/2026"),
        (lambda office, uid, _other: households.gone(office, uid, date(2026, 3, 12)), "không còn hộ 12/03/2026"),
        (lambda office, uid, other: households.merge(office, uid, other, date(2026, 3, 12)), "đã nhập hộ 12/03/2026"),
    ],
)
def test_a_household_that_is_here_no_more_is_struck_out_and_says_since_when(page, office, view, end, words):
    uid, other = page.model.uid(0), page.model.uid(1)
    view.announce(end(office, uid, other))
    row = page.model.place_of(uid)
    texts = told(page, row, Qt.ItemDataRole.DisplayRole)
    assert texts["area"].startswith(f"{words} · ")
    assert texts["residing"] == words
    fonts = told(page, row, Qt.ItemDataRole.FontRole)
    assert fonts["head_name"].strikeOut()
    assert fonts["area"] is None
    assert told(page, row, Qt.ItemDataRole.ForegroundRole)["address"] == view.icons.theme.colour("muted")
    assert told(page, row, Qt.ItemDataRole.AccessibleTextRole)["head_name"].endswith(f", {words}")
    (found,) = searching.describe(office, [("household", uid)])
    assert found.detail.startswith(words)
    stays = told(page, page.model.place_of(other), Qt.ItemDataRole.FontRole)
    assert not any(stays.values())
