import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.lists.fixed_list import FixedListModel
from antq_desktop.gui.lists.record_table import PAGE, RecordTableModel
from antq_desktop.services import lists, records
from antq_desktop.services.lists import ListQuery


@pytest.mark.parametrize("register", [each for each in REGISTERS.values() if not each.private], ids=str)
def test_any_register_can_be_shown(register, office, qtmodeltester):
    model = RecordTableModel(office, register)
    qtmodeltester.check(model)
    assert model.rowCount() == lists.open_list(office, register.key).count
    assert model.columnCount() == len(register.fields)
    assert model.columns[0].in_list


def test_the_model_stays_sound_while_it_changes(office, qapp):
    model = RecordTableModel(office, REGISTERS["household"])
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table = QTableView()
    table.setModel(model)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.show_query(ListQuery("nguyen"))
    model.show_query(ListQuery())
    assert model.rowCount() == 600
    assert tester.model() is model


def test_only_pages_that_are_looked_at_are_read(office):
    model = RecordTableModel(office, REGISTERS["pledge"])
    assert model.count > 3 * PAGE
    model.index(0, 0).data()
    model.index(model.count - 1, 0).data()
    assert len(model._pages) == 2


def test_headers_say_what_the_fields_are_called(office):
    model = RecordTableModel(office, REGISTERS["household"])
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Họ và tên chủ hộ"
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Họ và tên chủ hộ: ")


def test_sorting_turns_the_list_and_a_third_click_restores_it(office):
    model = RecordTableModel(office, REGISTERS["household"])
    own = [model.uid(row) for row in range(5)]
    model.sort(2, Qt.SortOrder.AscendingOrder)
    assert [model.uid(row) for row in range(5)] != own
    model.sort(-1)
    assert [model.uid(row) for row in range(5)] == own


def test_only_changes_of_a_shown_register_are_read_again(office):
    model = RecordTableModel(office, REGISTERS["household"])
    saved = records.save(office, "residential_area", {"name": "Thôn Mới"})
    assert model.refresh(saved.changes)
    assert not model.refresh(ChangeSet(saved.changes.operation, "", {"officer": frozenset()}))


def test_a_record_is_found_at_its_row(office):
    model = RecordTableModel(office, REGISTERS["household"])
    uid = model.uid(417)
    assert model.place_of(uid) == 417
    assert model.uid(-1) is None
    assert model.uid(600) is None


def test_households_behind_a_number_make_a_sound_model(office, qtmodeltester):
    uids = lists.open_list(office, "household").uids()[:250]
    model = FixedListModel(office, REGISTERS["household"])
    model.show_uids(uids)
    qtmodeltester.check(model)
    assert model.rowCount() == 250
    assert model.index(249, 0).data() == records.get(office, "household", uids[249]).record.head_name
    assert model.data(QModelIndex()) is None
