"""Who changed what and when, from the journal."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from antq_desktop.domain.changes import HistoryLine
from antq_desktop.domain.fields import Register
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.pieces import Push, box, button, column, label, row
from antq_desktop.services import meaning, records
from antq_desktop.services.office import Office

COLUMNS = ("Khi nào", "Ai", "Việc", "Ô", "Trước", "Sau", "Lý do")


def history_rows(office: Office, register: Register, uid: UUID) -> list[tuple[str, ...]]:
    """Life of a record in words, newest first; one row per value, in the order of `COLUMNS`."""
    names: dict[UUID | None, str] = {None: "chương trình"}
    rows: list[tuple[str, ...]] = []
    for line in records.history(office, register.key, uid):
        who = line.operation.officer
        if who not in names:
            names[who] = meaning.heading(office, "officer", who) if who is not None else ""
        when = line.operation.at.astimezone().strftime("%d/%m/%Y %H:%M")
        title = f"{line.operation.title} (đã hoàn tác)" if line.operation.undone else line.operation.title
        rows.extend((when, names[who], title, *said, line.operation.reason or "") for said in _said(office, line))
    rows.reverse()
    return rows


def _said(office: Office, line: HistoryLine) -> list[tuple[str, str, str]]:
    register = REGISTERS[line.register]
    if line.field == "deleted":
        return [(register.noun, "", "đã xóa" if line.after else "đưa trở lại")]
    if line.field == "*":
        shown = (spec for spec in register.stored if spec.key in line.values and spec.key != register.parent)
        pairs = ((spec.label, meaning.show(office, spec, line.values[spec.key])) for spec in shown)
        return [(register.title, "", "; ".join(f"{words}: {text}" for words, text in pairs if text))]
    spec = register.fields[line.field]
    if line.erased:
        return [(spec.label, "", "đã xóa theo yêu cầu")]
    return [(spec.label, meaning.show(office, spec, line.before), meaning.show(office, spec, line.after))]


class HistoryDialog(QDialog):
    """The life of one record."""

    def __init__(self, view: OfficeView, register: Register, uid: UUID, parent: QWidget):
        super().__init__(parent)
        called = meaning.heading(view.office, register.key, uid)
        self.setWindowTitle(f"Lịch sử: {called}")
        self.resize(980, 460)
        rows = history_rows(view.office, register, uid)
        self.table = QTableWidget(len(rows), len(COLUMNS))
        self.table.setAccessibleName("Lịch sử")
        self.table.setHorizontalHeaderLabels(COLUMNS)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        for place, texts in enumerate(rows):
            for column_number, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(place, column_number, item)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(5, QHeaderView.ResizeMode.Stretch)
        close = button(view.icons, Push("Đóng", self.accept, look="primary"))
        self.setLayout(
            column(
                label(called, "h2"),
                label(f"{register.title} · mọi thay đổi đều được giữ lại", "muted"),
                box(column(self.table), "table", (1, 1, 1, 1)),
                row(None, close),
                spacing=8,
                margins=(20, 16, 20, 14),
            )
        )
