"""The recovery halves at the first start: to two places, printed without a file, told while they are nowhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from test_first_run import make, read_back

from antq_desktop.gui.printing.print_preview import PrintPreview
from antq_desktop.gui.screens.first_run import END, HALVES, REHEARSAL
from antq_desktop.services import due, indicators, rehearsing, setup
from hands import activate, press, settle


@pytest.fixture
def page(first_run):
    return first_run


def test_halves_go_to_two_places_are_read_back_and_leave_the_screen(qtbot, page, tasks, tmp_path):
    page.unit.offices.button(1).setChecked(True)
    made = make(qtbot, page, tasks)
    first, second = page.halves.parts
    activate(qtbot, page.window())
    for stick in ("usb-1", "usb-2"):
        (tmp_path / stick).mkdir()
    first.path.show_path(tmp_path / "usb-1" / "nua.txt")
    first.path.line.setFocus()
    press(Qt.Key.Key_Return)
    assert "Đã ghi vào" in first.said.text()
    assert QApplication.focusWidget() is second.path.line
    second.path.show_path(tmp_path / "usb-1" / "nua-2.txt")
    second.save()
    assert "Nửa kia đã ghi ở đúng nơi này" in second.said.text()
    second.path.show_path(tmp_path / "new" / "nua-2.txt")
    second.save()
    assert "thư mục dữ liệu" in second.said.text()
    second.path.show_path(tmp_path / "usb-3")
    second.save()
    assert "không có (đã rút USB?)" in second.said.text()
    assert not (tmp_path / "usb-3").exists(), "a stick that was pulled out gets no file of its name"
    second.path.show_path(tmp_path / "usb-2" / "nua.txt")
    second.save()
    texts = [(tmp_path / f"usb-{number}" / "nua.txt").read_text(encoding="utf-8") for number in (1, 2)]
    assert setup.rehearse(tmp_path / "new", *(text.split("\n\n")[1] for text in texts))
    page.to_rehearsal()
    page.rehearsal.fields[0].setText("000000")
    page.rehearse()
    assert page.step == REHEARSAL
    assert "Chưa khớp" in page.rehearsal._asked[0].problem
    read_back(page, made)
    assert page.step == END
    assert not rehearsing.waits(made.office)
    assert first.digits.text() == ""
    with qtbot.waitSignal(page.created) as created:
        page.finish()
    office = created.args[0]
    assert "front_cadre" in office.officer.roles
    setup.lock(office)


def test_a_half_is_printed_from_memory_and_no_file_of_it_is_left(qtbot, page, tasks, tmp_path):
    make(qtbot, page, tasks)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    part = page.halves.parts[0]
    part.show_paper()
    preview = part.preview
    assert isinstance(preview, PrintPreview)
    settle(qtbot, tasks)
    assert [picture.pixmap().isNull() for picture in preview.pages] == [False]
    shown = [made.accessibleName() for made in preview.findChildren(QWidget) if made.isVisible()]
    assert "In…" in shown
    assert "Mở bằng trình xem PDF" not in shown
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "may-in.pdf"))
    preview.print_pages(printer, [1])
    settle(qtbot, tasks)
    preview.accept()
    assert "Đã gửi đến máy in" in part.said.text()
    left = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert {path.name for path in left} == {"may-in.pdf"}


def test_a_half_that_is_nowhere_is_told_before_it_leaves_the_screen(qtbot, page, tasks, tmp_path):
    made = make(qtbot, page, tasks)
    (tmp_path / "usb").mkdir()
    page.halves.parts[0].path.show_path(tmp_path / "usb" / "nua.txt")
    page.halves.parts[0].save()
    page.to_rehearsal()
    assert page.step == HALVES
    assert "chưa ghi ra tệp: nửa thứ hai." in page._halves_card.fault.text()
    page.to_rehearsal()
    assert page.step == REHEARSAL, "whoever wrote it down by hand may say so"
    read_back(page, made)
    assert page.step == END
    assert "nửa thứ hai" in page.end.later.text()
    assert rehearsing.waits(made.office), "the groups may have been read from the screen"


def test_putting_the_rehearsal_off_is_allowed_and_remembered(qtbot, page, tasks):
    office = make(qtbot, page, tasks, "25123").office
    page.to_rehearsal()
    page.to_rehearsal()
    page.put_off()
    assert page.end.later.isVisible()
    figures = indicators.figures(office, office.catalogues.period("2026"))
    assert "Thử mã phục hồi" in [item.title for item in due.due(office, figures)]
    rehearsing.note(office)
    assert "Thử mã phục hồi" not in [item.title for item in due.due(office, figures)]
