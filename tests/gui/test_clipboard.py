"""Ctrl+C in any table or list: as a private text, one line alone, several lines with names only for a reason."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QDialog, QHeaderView, QWidget

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.asking import ReasonDialog
from antq_desktop.gui.forms.editors import ChecksEditor
from antq_desktop.gui.lists.known_households import KnownHouseholds
from antq_desktop.gui.lists.record_history import HistoryDialog
from antq_desktop.gui.places import places
from antq_desktop.gui.widgets.arriving import arrive
from antq_desktop.gui.widgets.clipboard import UNWATCHED
from antq_desktop.gui.widgets.list_table import ListTable
from antq_desktop.services import lists, records, undo
from hands import press, settle, show, type_text

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _clipboard():
    QGuiApplication.clipboard().setText("trước đó")
    yield
    QGuiApplication.clipboard().clear()


def private() -> bool:
    data = QGuiApplication.clipboard().mimeData()
    return all(data.hasFormat(name) for name, _ in UNWATCHED)


def copy_in(table: QAbstractItemView) -> None:
    QApplication.sendEvent(table, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_C, CTRL))


def of_no_persons(table: QAbstractItemView) -> bool:
    """Lists of the program's own words, and the main list, whose copy is an action with tests of its own."""
    if isinstance(table, ListTable | QHeaderView | ChecksEditor):
        return True
    parent = table.parent()
    while parent is not None:
        if isinstance(parent, QComboBox):
            return True
        parent = parent.parent()
    return False


def test_no_table_of_any_page_copies_bare_text(qtbot, program):
    main = program.main
    tried = []
    for place in places():
        if place.key == "lock":
            continue
        main.open(place.key)
        settle(qtbot, program.frame.tasks)
        for table in main.page(place.key).findChildren(QAbstractItemView):
            model = table.model()
            if of_no_persons(table) or model is None or not model.rowCount():
                continue
            QGuiApplication.clipboard().setText("trước đó")
            table.setCurrentIndex(model.index(0, 0))
            copy_in(table)
            settle(qtbot, program.frame.tasks)
            assert private() or QGuiApplication.clipboard().text() == "trước đó", (place.key, table)
            tried.append((place.key, private()))
    assert ("board", True) in tried
    assert ("overview", True) in tried


def test_a_history_is_copied_as_a_private_text(qtbot, view):
    uid = lists.open_list(view.office, "household").uids()[0]
    under = QWidget()
    show(qtbot, under)
    dialog = HistoryDialog(view, REGISTERS["household"], uid, under)
    dialog.open()
    settle(qtbot, view.tasks)
    for table in (dialog.operations, dialog.table):
        QGuiApplication.clipboard().setText("trước đó")
        table.setCurrentIndex(table.model().index(0, 0))
        copy_in(table)
        assert private()
        assert QGuiApplication.clipboard().text() != "trước đó"


@pytest.fixture
def known(qtbot, view):
    uids = lists.open_list(view.office, "household").uids()[:5]
    made = KnownHouseholds(view, "Các hộ", ("head_name", "address", "phone", "area"))
    show(qtbot, made)
    made.show_households(uids)
    made.setFocus()
    return made


def test_one_known_household_is_copied_without_its_telephone(view, known):
    arrive(known, known.households.index(1, 0))
    press(Qt.Key.Key_C, CTRL)
    uid = known.households.uid(1)
    name = records.get(view.office, "household", uid).record.head_name
    cells = QGuiApplication.clipboard().text().split("\t")
    assert cells[0] == name
    assert len(cells) == 3
    assert private()
    assert "Không sao chép cột" in view.record.notices[-1]


def test_several_known_households_leave_for_a_reason_that_is_journalled(qtbot, view, known):
    known.selectAll()
    press(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "trước đó"
    dialog = next(made for made in known.findChildren(QDialog) if isinstance(made, ReasonDialog))
    dialog._go()
    assert dialog.isVisible()
    type_text(dialog.reason, "họp thôn")
    dialog._go()
    settle(qtbot, view.tasks)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 5
    assert private()
    last = undo.operations(view.office)[0]
    assert (last.title, last.reason) == ("Sao chép Hộ gia đình (5 dòng)", "họp thôn")
