"""A paper that is only looked at leaves nothing on the disk; what leaves by printer or file is journalled."""

import tempfile

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from antq_desktop.gui.forms.asking import ReasonDialog
from antq_desktop.gui.printing import meeting_lists, paper_asked
from antq_desktop.gui.printing.files_out import FILES
from antq_desktop.gui.printing.print_preview import PrintPreview
from antq_desktop.gui.screens.board import BoardPage
from antq_desktop.gui.screens.households import HouseholdsPage
from antq_desktop.images.pdf_pages import page_sizes
from antq_desktop.services import indicators, undo
from antq_desktop.services.groups import groups
from antq_desktop.services.lists import open_list
from antq_desktop.services.samples import demo
from hands import in_front, is_gone, press, settle, show, type_text

CTRL = Qt.KeyboardModifier.ControlModifier
CAMERA = "Camera an ninh"


@pytest.fixture
def outside(view, tmp_path, documents, monkeypatch):
    """Every file the program could have made outside the folder of its store."""
    for name, variable in (("nha", "HOME"), ("tam", "TMPDIR")):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(variable, str(tmp_path / name))
    monkeypatch.setattr(tempfile, "tempdir", None)
    view.folders_out[FILES] = tmp_path / "quen-dung"
    view.folders_out[FILES].mkdir()
    store = view.office.paths.folder

    def found():
        places = [path for folder in (tmp_path, documents) for path in folder.rglob("*") if path.is_file()]
        return {path for path in places if not path.is_relative_to(store)}

    before = found()
    return lambda: found() - before


def on_the_board(qtbot, view, tasks):
    page = BoardPage(view)
    show(qtbot, page)
    settle(qtbot, tasks)
    press(Qt.Key.Key_P, CTRL)
    return page


def in_a_list(qtbot, view, tasks):
    page = HouseholdsPage(view)
    show(qtbot, page)
    settle(qtbot, tasks)
    page.focus_table()
    press(Qt.Key.Key_P, CTRL)
    return page


def of_all_areas(qtbot, view, tasks):
    page = BoardPage(view)
    show(qtbot, page)
    settle(qtbot, tasks)
    meeting_lists.ask(view, page, indicators.figures(view.office, view.period), opened=False)
    return page


def of_one_model(qtbot, view, tasks):
    page = BoardPage(view)
    show(qtbot, page)
    settle(qtbot, tasks)
    found = next(each for each in open_list(view.office, groups.POINT).records(0, 500) if CAMERA in each.name)
    paper_asked.ask_dossier(view, (groups.POINT, found.uid), found.name, page)
    return page


WAYS = (on_the_board, in_a_list, of_all_areas, of_one_model)


def looked_at(qtbot, view, tasks, way):
    """The preview that a way of asking ends in, its first page drawn."""
    page = way(qtbot, view, tasks)
    asked = in_front(page, ReasonDialog)
    asked.reason.setText("họp thôn")
    type_text(asked.password.line, demo.PASSWORD)
    asked._go()
    settle(qtbot, tasks)
    preview = in_front(page, PrintPreview)
    settle(qtbot, tasks)
    qtbot.waitUntil(lambda: not preview.pages[0].pixmap().isNull(), timeout=10_000)
    return page, preview


def last_deed(office):
    return undo.operations(office)[0].title


@pytest.mark.parametrize("way", WAYS)
def test_after_a_preview_no_file_lies_anywhere_and_nothing_has_left(qtbot, view, tasks, outside, way):
    before = last_deed(view.office)
    _page, preview = looked_at(qtbot, view, tasks, way)
    assert outside() == set(), "while it is looked at"
    press(Qt.Key.Key_Escape)
    settle(qtbot, tasks)
    assert is_gone(preview)
    assert outside() == set(), "after it was closed"
    assert last_deed(view.office) == before, "what nobody took along has not left"


def test_a_printed_paper_has_left(qtbot, view, tasks, outside, tmp_path):
    _page, preview = looked_at(qtbot, view, tasks, on_the_board)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    preview.print_pages(printer, [1])
    settle(qtbot, tasks)
    assert outside() == {tmp_path / "in.pdf"}
    assert last_deed(view.office).startswith("In Danh sách hộ chưa ký cam kết – ")
    assert undo.operations(view.office)[0].reason == "họp thôn"


@pytest.mark.parametrize("way", WAYS)
def test_a_file_is_written_where_the_officer_saves_it_and_that_is_journalled(
    qtbot, view, tasks, outside, way, tmp_path, monkeypatch
):
    _page, preview = looked_at(qtbot, view, tasks, way)
    asked = []

    def choose(_parent, _title, first, _pattern):
        asked.append(first)
        return str(tmp_path / "giay"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    assert preview.keep.text().strip() == "Lưu tệp PDF…"
    preview.keep.click()
    settle(qtbot, tasks)
    assert outside() == {tmp_path / "giay.pdf"}
    assert len(page_sizes(tmp_path / "giay.pdf")) == len(preview.pages)
    assert asked[0].startswith(str(tmp_path / "quen-dung"))
    assert asked[0].endswith(" – 2026-11-20.pdf")
    assert last_deed(view.office).startswith("Lưu PDF ")
    assert not view.record.troubles


def test_the_systems_viewer_gets_a_file_and_the_officer_is_told_where_it_is_kept(
    qtbot, view, tasks, outside, tmp_path, monkeypatch
):
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url) or True)
    _page, preview = looked_at(qtbot, view, tasks, in_a_list)
    preview.open_outside()
    settle(qtbot, tasks)
    (made,) = outside()
    assert shown == [QUrl.fromLocalFile(str(made))]
    assert made.parent == tmp_path / "quen-dung"
    assert str(made.parent) in view.record.notices[-1]
    assert made.name in view.record.notices[-1]
    assert last_deed(view.office) == "Lưu PDF danh sách Hộ gia đình (600 dòng)"
