"""Guards the pin on PySide6: 6.12.0 on CPython 3.11 loses references at every signal and aborts the process."""

import sys

from PySide6.QtCore import QAbstractTableModel, QObject, Signal


class Sender(QObject):
    plain = Signal()
    numbered = Signal(int)


def test_signals_keep_the_references_of_true_and_none(qapp):
    sender = Sender()
    for value in (True, None):
        before = sys.getrefcount(value)
        for _ in range(200):
            sender.plain.emit()
        assert abs(sys.getrefcount(value) - before) < 20
    sender.plain.connect(lambda: None)
    sender.numbered.connect(lambda number: None)
    for value in (True, None):
        before = sys.getrefcount(value)
        for number in range(200):
            sender.plain.emit()
            sender.numbered.emit(number)
        assert abs(sys.getrefcount(value) - before) < 20


def test_model_resets_keep_the_references_of_true_and_none(qapp):
    class Model(QAbstractTableModel):
        def rowCount(self, parent=None):
            return 0

        def columnCount(self, parent=None):
            return 0

    model = Model()
    for value in (True, None):
        before = sys.getrefcount(value)
        for _ in range(200):
            model.beginResetModel()
            model.endResetModel()
        assert abs(sys.getrefcount(value) - before) < 20
