"""A folder that is not there, as on a stick taken out, is told before anything is written, and not made unasked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from antq_desktop.domain.periods import parse_period
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.asking import PathField, ReasonDialog
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.screens.export_wizard import ExportPage
from antq_desktop.gui.screens.papers import PapersPage
from antq_desktop.services import places_out
from antq_desktop.services.handover import handing_over
from antq_desktop.services.papers import papers
from antq_desktop.services.samples import demo
from hands import press, settle, show

UNPLUGGED = "không có (đã rút USB?)"


@pytest.fixture
def wizard(qtbot, view):
    made = ExportPage(view)
    show(qtbot, made)
    made.show_period(parse_period("2026-Q3"))
    made.check()
    settle(qtbot, view.tasks)
    return made


def test_no_package_is_sealed_into_a_folder_that_is_not_there(qtbot, wizard, view, tmp_path):
    place = tmp_path / "khong" / "co"
    wizard.folder.show_path(place)
    wizard._to_sealing()
    assert f"Thư mục {place} {UNPLUGGED}" in wizard.folder.lack.words
    wizard.seal()
    settle(qtbot, view.tasks)
    assert wizard.step == 3
    assert not place.exists()
    assert handing_over.outbox_lines(view.office) == []
    assert not wizard.folder.lack.make.isVisible(), "its parent is not there either"


def test_a_folder_that_lacks_in_one_that_is_there_is_made_if_wished(qtbot, wizard, view, tmp_path):
    wizard.go(3)
    wizard.folder.show_path(tmp_path / "quy-3")
    wizard.seal()
    assert wizard.folder.lack.make.isVisible()
    wizard.folder.lack.make.setFocus()
    press(Qt.Key.Key_Space)
    assert (tmp_path / "quy-3").is_dir()
    assert not wizard.folder.lack.isVisible()
    assert QApplication.focusWidget() is wizard.folder.line
    wizard.seal()
    settle(qtbot, view.tasks)
    assert wizard.step == 4


def test_a_folder_removed_since_the_last_package_is_told_again(qtbot, wizard, view, tmp_path):
    stick = tmp_path / "usb" / "goi"
    stick.mkdir(parents=True)
    wizard.go(3)
    wizard.folder.show_path(stick)
    wizard.seal()
    settle(qtbot, view.tasks)
    wizard.exported.path.unlink()
    stick.rmdir()
    stick.parent.rmdir()
    wizard.check()
    settle(qtbot, view.tasks)
    wizard.seal()
    settle(qtbot, view.tasks)
    assert UNPLUGGED in wizard.folder.lack.words
    assert not stick.exists()
    assert len(handing_over.outbox_lines(view.office)) == 1


@pytest.mark.parametrize("typed", ["abc", "abc/goi", "./goi", "D:goi"])
def test_a_bare_name_is_no_place(qtbot, wizard, view, tmp_path, monkeypatch, typed):
    monkeypatch.chdir(tmp_path)
    wizard.go(3)
    wizard.folder.line.setText(typed)
    wizard.seal()
    settle(qtbot, view.tasks)
    assert "đường dẫn đầy đủ" in wizard.folder.lack.words
    assert [made.name for made in tmp_path.iterdir()] == ["store"]
    wizard.folder.line.setText("")
    assert wizard.folder.lack.words == "", "what was said goes with what it was said about"


def test_a_file_is_no_folder(qtbot, wizard, tmp_path):
    (tmp_path / "goi").touch()
    wizard.folder.show_path(tmp_path / "goi")
    wizard._to_sealing()
    assert "không phải thư mục" in wizard.folder.lack.words


def test_a_paper_goes_through_the_same_gate(qtbot, view, tmp_path):
    page = PapersPage(view)
    show(qtbot, page)
    page.show_part(next(key for key, paper in papers.KINDS.items() if not paper.names and paper.group == "never"))
    page.folder.show_path(tmp_path / "khong" / "co")
    page.make()
    settle(qtbot, view.tasks)
    assert UNPLUGGED in page.folder.lack.words
    assert not (tmp_path / "khong").exists()


def test_a_list_goes_through_the_same_gate(qtbot, view, tmp_path):
    page = RecordList(view, REGISTERS["household"])
    show(qtbot, page)
    page.leaving.export()
    (asked,) = [child for child in page.findChildren(ReasonDialog) if child.isVisible()]
    asked.reason.setText("họp thôn")
    asked.password.line.setText(demo.PASSWORD)
    asked.file.show_path(tmp_path / "khong" / "co" / "ho.xlsx")
    asked._go()
    settle(qtbot, view.tasks)
    assert asked.isVisible(), "with everything that was typed"
    assert UNPLUGGED in asked.file.lack.words
    assert not (tmp_path / "khong").exists()


def test_a_file_that_is_read_needs_no_such_word(qtbot, icons):
    field = PathField(icons, "Tệp", "open")
    qtbot.addWidget(field)
    field.line.setText("khong-co.xlsx")
    assert field.ready() == field.path


@pytest.mark.parametrize("gone", ["/media/can-bo/USB", "/run/media/can-bo/USB", "/mnt/USB", "/Volumes/USB", "/USB"])
def test_nothing_is_made_where_sticks_appear(gone):
    """A folder made there lies on the machine, under the name of the stick."""
    assert not places_out.may_make(places_out.Path(gone))
