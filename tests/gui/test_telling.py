"""Errors and notices."""

import logging
import re
import sys

from PySide6.QtWidgets import QLabel, QWidget

from antq_desktop.domain.errors import DiskFull
from antq_desktop.gui.help.trouble import UNEXPECTED, Trouble
from antq_desktop.gui.widgets.notices import Notices
from hands import show


def words(dialog):
    return " ".join(child.text() for child in dialog.findChildren(QLabel))


def test_an_error_says_what_whether_data_are_safe_what_to_do_and_its_code(qtbot, icons):
    window = QWidget()
    show(qtbot, window)
    trouble = Trouble(window, icons)
    trouble.show(DiskFull("Ổ đĩa đã đầy.", do="Xóa bớt tệp rồi lưu lại."))
    said = words(trouble.dialog)
    for part in ("Ổ đĩa đã đầy.", "không bị ảnh hưởng", "Xóa bớt tệp", "ANTQ-2005"):
        assert part in said


def test_a_fault_of_the_program_is_logged_without_values(qtbot, icons, caplog):
    window = QWidget()
    show(qtbot, window)
    trouble = Trouble(window, icons)
    try:
        {}["Nguyễn Văn A"]
    except KeyError:
        with caplog.at_level(logging.ERROR, "antq"):
            trouble.hook(*sys.exc_info())
    assert UNEXPECTED in words(trouble.dialog)
    assert "KeyError" in caplog.text
    assert "KeyError" not in words(trouble.dialog)
    number = re.search(r"lỗi số (\d{6})", words(trouble.dialog))
    assert number is not None
    assert number[1] in caplog.text
    assert "Nguyễn" not in caplog.text + words(trouble.dialog)


def test_a_new_error_takes_the_place_of_the_old_one(qtbot, icons):
    window = QWidget()
    show(qtbot, window)
    trouble = Trouble(window, icons)
    trouble.show(DiskFull("Một."))
    first = trouble.dialog
    trouble.show(DiskFull("Hai."))
    assert not first.isVisible()
    assert trouble.dialog.isVisible()


def test_nothing_to_take_back_is_told_without_a_window(empty_view):
    empty_view.undo()
    empty_view.redo()
    assert empty_view.record.troubles == []
    assert empty_view.record.notices == ["Không có gì để hoàn tác.", "Không có gì để làm lại."]


def test_a_notice_offers_to_take_back_once(qtbot, icons):
    window = QWidget()
    show(qtbot, window)
    notices = Notices(window)
    taken = []
    notices.tell("Đã lưu.", lambda: taken.append(1))
    assert notices.text == "Đã lưu. Hoàn tác"
    notices._links[0].click()
    assert taken == [1]
    assert notices.text == ""
    notices.tell("Đã ghi tệp.")
    assert notices.text == "Đã ghi tệp."
