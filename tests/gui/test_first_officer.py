"""The first officer: a login as logins are written, a password judged once, halves written where a folder is named."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from test_first_run import fill_officer, fill_unit, make

from hands import press, type_text


@pytest.fixture
def page(first_run):
    return first_run


def test_a_login_with_marks_and_blanks_is_written_as_it_has_to_be_and_said_so(qtbot, page):
    fill_unit(page)
    page.officer.login.setFocus()
    type_text(page.officer.login, "Hùng NV")
    press(Qt.Key.Key_Tab)
    assert page.officer.login.text() == "hung.nv"
    assert page.officer.login.note.text() == "Viết thành “hung.nv”: tên đăng nhập là chữ thường, không dấu, không cách."
    assert page.officer.login.note.isVisible()
    page.officer.login.setFocus()
    page.officer.login.clear()
    type_text(page.officer.login, "!?")
    assert not page.officer.login.note.isVisible()
    press(Qt.Key.Key_Tab)
    page.make_store()
    assert page.officer._login.problem == "Ghi tên đăng nhập, ví dụ “hung.nv”."


def test_a_short_password_is_told_once(page):
    fill_unit(page)
    fill_officer(page)
    chosen = page.officer.password
    chosen.password.line.setText("12345")
    assert chosen.strength.isVisible()
    page.make_store()
    seen = [words.text() for words in chosen.findChildren(QLabel) if words.isVisible()]
    told = [words for words in seen if "cần ít nhất" in words]
    assert told == ["Mật khẩu cần ít nhất 10 ký tự; đang có 5."]
    chosen.password.line.setText("123456")
    assert chosen.strength.isVisible()
    assert not chosen.first.problem


def test_a_folder_is_taken_for_the_usual_file_in_it_and_nothing_there_is_lost(qtbot, page, tasks, tmp_path):
    make(qtbot, page, tasks)
    first, second = page.halves.parts
    for folder in ("usb1", "usb2"):
        (tmp_path / folder).mkdir()
    (tmp_path / "usb2" / "nua-thu-hai.txt").write_text("của xã khác", encoding="utf-8")
    first.path.line.setText(f"{tmp_path / 'usb1'}/")
    first.save()
    assert first.written == tmp_path / "usb1" / "nua-thu-nhat.txt"
    assert "NỬA THỨ NHẤT" in first.written.read_text(encoding="utf-8")
    assert first.path.line.text() == str(first.written)
    second.path.line.setText(str(tmp_path / "usb2"))
    second.save()
    assert second.written == tmp_path / "usb2" / "nua-thu-hai-2.txt"
    assert (tmp_path / "usb2" / "nua-thu-hai.txt").read_text(encoding="utf-8") == "của xã khác"
