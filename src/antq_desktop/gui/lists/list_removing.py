"""Taking the chosen lines of a list out of their register, all of them or none."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from antq_desktop.domain.fields import Register
from antq_desktop.domain.percent import show_count
from antq_desktop.gui.forms.asking import Given, Question, ReasonDialog
from antq_desktop.gui.lists.record_table import RecordTableModel
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.list_table import ListTable
from antq_desktop.services import records

MOST_NAMES = 3


def ask(view: OfficeView, table: ListTable, model: RecordTableModel) -> None:
    """Ask why, naming what goes and how many, then remove it as one operation that can be taken back."""
    count = table.chosen_count
    if count > records.MOST_REMOVED:
        most = f"Chỉ xóa được tối đa {records.MOST_REMOVED} dòng một lần"
        view.tell(f"{most}; đang chọn {show_count(count)} dòng.")
        return
    rows = (place for first, length in table.spans() for place in range(first, first + length))
    uids = [uid for uid in map(model.uid, rows) if uid is not None]
    if uids:
        ask_about(view, model.register, uids, table)


def ask_about(view: OfficeView, register: Register, uids: Sequence[UUID], over: QWidget) -> None:
    """Ask why these records are to go, then remove them as one operation.

    Args:
        view: the office.
        register: theirs.
        uids: at least one, at most `records.MOST_REMOVED`.
        over: what the question stands over.
    """
    count, noun, key = len(uids), register.noun, register.key
    names = ", ".join(f"“{records.heading(view.office, key, uid)}”" for uid in uids[:MOST_NAMES])
    if count == 1:
        question = Question(f"Xóa {noun}", f"Xóa {noun} {names} khỏi sổ? Có thể hoàn tác.", "Xóa", "Lý do xóa")
    else:
        more = f" và {count - MOST_NAMES} {noun} khác" if count > MOST_NAMES else ""
        words = f"Xóa {count} {noun} đã chọn khỏi sổ? Gồm {names}{more}. Có thể hoàn tác cả {count} dòng một lần."
        question = Question(f"Xóa {count} {noun}", words, f"Xóa {count} dòng", "Lý do xóa")

    def go(given: Given) -> None:
        words = f"Đã xóa {noun}." if count == 1 else f"Đã xóa {count} {noun}."
        remove = partial(records.remove_many, view.office, key, uids, given.reason)
        view.write("Xóa", remove, lambda changes: view.announce(changes, words))

    ReasonDialog(question, go, view.icons, over).open()
