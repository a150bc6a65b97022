"""The board of models and clubs: who stands idle, by field and lead, what grew of what, and the ways on from there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from antq_desktop.gui.figures.lively_card import LivelyCard
from antq_desktop.gui.groups.group_lines import DONE, LAST, NAME, PERIODS
from antq_desktop.gui.screens.dossier import DossierPage
from antq_desktop.gui.screens.group_board import GROWN, LISTED, MAPPED, GroupBoardPage
from antq_desktop.gui.widgets.pieces import column
from antq_desktop.services import records
from antq_desktop.services.groups import activities, group_board
from antq_desktop.services.groups.activities import Entry
from hands import press, settle, show, type_text


@pytest.fixture
def page(qtbot, view, tasks):
    made = GroupBoardPage(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    return made


def names(page):
    return [line.name for line in page.table.board.lines]


def test_those_without_activity_for_ninety_days_are_found_and_their_dossier_opened(qtbot, page, office, view):
    whole = group_board.board(office, view.period)
    assert len(names(page)) == len(whole)
    page.show_part("idle")
    assert names(page) == [line.name for line in whole if line.is_idle or line.is_unheard]
    assert all("ngày)" in page.table.board.index(row, LAST).data() for row in range(len(names(page))))
    press(Qt.Key.Key_Return)
    dossier = page.currentWidget()
    assert isinstance(dossier, DossierPage)
    assert dossier.dossier.group.name == names(page)[0]
    press(Qt.Key.Key_Escape)
    assert page.currentIndex() == 0
    assert QApplication.focusWidget() is page.table


def test_the_list_is_sorted_and_narrowed_by_typing(qtbot, page, tasks):
    header = page.table.horizontalHeader()
    page.table.sortByColumn(DONE, Qt.SortOrder.DescendingOrder)
    counts = [line.activities for line in page.table.board.lines]
    assert counts == sorted(counts, reverse=True)
    page.table.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
    assert header.sortIndicatorSection() == NAME
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.search
    type_text(page.search, "keng")
    press(Qt.Key.Key_Return)
    assert names(page) == ["Tiếng kẻng an ninh", "Tiếng kẻng an ninh số 2"]
    assert QApplication.focusWidget() is page.table


def test_a_number_of_the_map_leads_to_its_groups(qtbot, page):
    page.tabs.setCurrentIndex(MAPPED)
    table = page.map
    whole = table.item(table.rowCount() - 1, table.columnCount() - 1).text()
    assert whole == str(len(page._found.lines))
    place = next(
        (row, column)
        for row in range(table.rowCount() - 1)
        for column in range(1, table.columnCount() - 1)
        if table.item(row, column).text() != "–"
    )
    table.setFocus()
    table.setCurrentCell(*place)
    count = int(table.item(*place).text().split()[0])
    press(Qt.Key.Key_Return)
    assert page.tabs.currentIndex() == LISTED
    assert len(names(page)) == count
    assert page.field.currentData()
    assert page.lead.currentData()


def test_what_was_replicated_stands_under_its_origin(qtbot, page, office, tasks, view):
    origin = records.resolve(office, "model_point", "Tiếng kẻng an ninh")
    kind = records.get(office, "model_point", origin).record.type
    given = {"name": "Kẻng thôn mới", "type": kind, "established_on": "2026", "replicated_from": origin}
    view.announce(records.save(office, "model_point", given).changes)
    settle(qtbot, tasks)
    page.tabs.setCurrentIndex(GROWN)
    root = next(
        page.tree.topLevelItem(place)
        for place in range(page.tree.topLevelItemCount())
        if page.tree.topLevelItem(place).text(0) == "Tiếng kẻng an ninh"
    )
    assert "Kẻng thôn mới" in {root.child(place).text(0) for place in range(root.childCount())}
    page.tree.setCurrentItem(root.child(0))
    page.tree.setFocus()
    press(Qt.Key.Key_Return)
    assert page.currentWidget().dossier.origin == ("Tiếng kẻng an ninh",)


def test_from_a_group_to_its_line_of_the_month(qtbot, page, view):
    wanted = []
    view.page_wanted.connect(lambda key, what: wanted.append((key, what)))
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [("month", str(page.table.board.lines[1].uid))]


def test_the_first_page_tells_how_many_points_live_and_leads_to_the_idle(qtbot, view, tasks, office):
    page = QWidget()
    card = LivelyCard(view, page)
    page.setLayout(column(card))
    show(qtbot, page, (900, 90))
    settle(qtbot, tasks)
    assert card.isVisible()
    lately = group_board.lately(group_board.board(office, view.period))
    assert card._figure.text() == f"{lately.proven}/{lately.points}"
    assert "tham khảo" in card._figure.accessibleName()
    wanted = []
    view.page_wanted.connect(lambda key, what: wanted.append((key, what)))
    view.set_year(2025)
    card.refresh()
    settle(qtbot, tasks)
    assert card._figure.text() == f"{lately.proven}/{lately.points}", "of today, whatever year is in view"
    card._idle.click()
    assert wanted == [("group_board", "idle")]
    assert view.year == office.today().year


def test_of_no_group_no_share_is_told(qtbot, empty_view, tasks):
    made = GroupBoardPage(empty_view)
    show(qtbot, made)
    settle(qtbot, tasks)
    assert names(made) == []
    assert made._lately.text() == ""


def given(office, name, **values):
    kind = records.resolve(office, "model_type", "Tiếng kẻng an ninh")
    return records.save(office, "model_point", {"name": name, "type": kind, **values}).uid


def test_three_points_and_a_club_of_which_two_did_something_are_not_said_to_be_all_active(
    qtbot, empty_view, tasks, empty_office
):
    active = [given(empty_office, f"Kẻng số {number}") for number in (1, 2)]
    given(empty_office, "Kẻng số 3")
    records.save(empty_office, "club", {"name": "CLB mới", "frequency": "weekly"})
    entries = [Entry((("model_point", uid),), {"happened_on": "10/11/2026"}) for uid in active]
    activities.record(empty_office, entries)
    page = QWidget()
    card = LivelyCard(empty_view, page)
    page.setLayout(column(card))
    show(qtbot, page, (900, 90))
    settle(qtbot, tasks)
    assert card._words.text() == "2 nơi chưa có hoạt động nào · 0 nơi ngừng quá 90 ngày."
    assert card._idle.isVisible()
    board = GroupBoardPage(empty_view)
    show(qtbot, board)
    settle(qtbot, tasks)
    assert "2 nơi chưa có hoạt động nào · 0 nơi ngừng quá 90 ngày" in board._lately.text()
    board.show_part("idle")
    assert names(board) == ["Kẻng số 3", "CLB mới"]
    board.show_part("unsaid")
    assert names(board) == ["Kẻng số 1", "Kẻng số 2", "Kẻng số 3"]
    assert {board.table.board.index(row, PERIODS).data() for row in range(3)} == {"chưa ghi sinh hoạt"}
    activities.record(
        empty_office,
        [Entry(((line.key, line.uid),), {"happened_on": "12/11/2026"}) for line in board._found.lines[2:]],
    )
    card.refresh()
    settle(qtbot, tasks)
    assert card._words.text() == "Nơi nào đang hoạt động cũng có hoạt động trong 90 ngày qua."
