"""The paper as it is printed: real pages, a range, the printer, a stop."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from antq_desktop.domain.errors import ReportError
from antq_desktop.domain.progress import Cancelled
from antq_desktop.gui.printing.print_job import PrintJob, image_of
from antq_desktop.gui.printing.print_preview import PrintPreview, pages_in
from antq_desktop.images.pdf_pages import draw_page, page_sizes
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.papers import papers
from antq_desktop.services.samples import demo
from hands import activate, is_gone, press, settle, show


@pytest.fixture
def paper(view, tmp_path):
    return papers.make(view.office, "pledge-register", view.period, tmp_path, grounds=Grounds("họp", demo.PASSWORD))


@pytest.fixture
def preview(qtbot, view, tasks, paper):
    made = PrintPreview(view, paper)
    show(qtbot, made, (940, 680))
    settle(qtbot, tasks)
    return made


def ink(image):
    """Dark pixels on a coarse grid."""
    return sum(
        image.pixelColor(x, y).lightness() < 128
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )


def test_pages_in_view_are_drawn_and_the_others_when_they_come_into_view(qtbot, preview, tasks, paper):
    count = len(page_sizes(paper))
    assert len(preview.pages) == count > 5
    assert preview._count.text() == f"{count} trang"
    qtbot.waitUntil(lambda: not preview.pages[0].pixmap().isNull(), timeout=10_000)
    assert ink(preview.pages[0].pixmap().toImage()) > 500
    assert preview.pages[-1].pixmap().isNull()
    preview._area.verticalScrollBar().setValue(preview._area.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: not preview.pages[-1].pixmap().isNull(), timeout=10_000)
    assert ink(preview.pages[-1].pixmap().toImage()) > 100


def wheel(area, turned):
    """Turn the wheel over the pages with Ctrl held."""
    middle = QPointF(area.viewport().rect().center())
    ctrl, none = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.NoButton
    still = QPoint()
    event = QWheelEvent(middle, middle, still, QPoint(0, turned), none, ctrl, Qt.ScrollPhase.NoScrollPhase, False)
    area.wheelEvent(event)  # sent through the application it is remembered there longer than the window lives


def test_pages_are_shown_larger_and_smaller_by_keys_wheel_and_buttons(qtbot, preview, tasks):
    activate(qtbot, preview)
    usual = preview.pages[0].width()
    press(Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    wheel(preview._area, 120)
    assert (preview.zoom, preview._usual.text()) == (150, "150 %")
    settle(qtbot, tasks)
    assert preview.pages[0].width() == usual * 3 // 2
    drawn = preview.pages[0].pixmap()
    assert round(drawn.width() / drawn.devicePixelRatio()) == pytest.approx(usual * 3 // 2, abs=2)
    press(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.pages[0].width() == usual
    preview._smaller.click()
    wheel(preview._area, -120)
    press(Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert preview.zoom == 50
    assert not preview._smaller.isEnabled()
    assert [made.accessibleName() for made in (preview._smaller, preview._usual, preview._larger)] == [
        "Thu nhỏ",
        "Cỡ ban đầu",
        "Phóng to",
    ]


def test_the_place_in_the_paper_stays_when_the_size_changes(qtbot, preview, tasks):
    bar = preview._area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    preview.larger()
    settle(qtbot, tasks)
    assert bar.value() / bar.maximum() == pytest.approx(0.5, abs=0.05)
    assert any(not page.pixmap().isNull() for page in preview.pages[1:])


def test_a_copy_of_the_paper_is_saved_where_the_officer_wants_it(qtbot, preview, tasks, paper, view, tmp_path):
    preview.save_copy(tmp_path / "Sổ cam kết")
    settle(qtbot, tasks)
    assert (tmp_path / "Sổ cam kết.pdf").read_bytes() == paper.read_bytes()
    assert view.record.notices[-1] == "Đã lưu Sổ cam kết.pdf."
    paper.unlink()
    preview.save_copy(tmp_path / "b.pdf")
    settle(qtbot, tasks)
    assert view.record.troubles
    assert not (tmp_path / "b.pdf").exists()


def test_a_paper_that_lies_in_no_file_is_not_saved_as_one(qtbot, view, tasks, paper):
    made = PrintPreview(view, paper.read_bytes(), title="Mã phục hồi")
    show(qtbot, made)
    settle(qtbot, tasks)
    assert not made.keep.isVisible()


@pytest.fixture
def printer(tmp_path):
    """Prints into a file."""
    made = QPrinter()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "in.pdf"))
    return made


def test_a_range_is_printed_page_by_page(qtbot, preview, tasks, tmp_path, printer, view):
    preview.range.setText("1-2, 4")
    preview.print_pages(printer, preview.wanted_pages())
    settle(qtbot, tasks)
    assert preview.printed == [1, 2, 4]
    assert view.record.notices[-1] == "Đã gửi 3 trang đến máy in."
    assert len(page_sizes(tmp_path / "in.pdf")) == 3
    printed = image_of(draw_page(tmp_path / "in.pdf", 1, 72))
    assert ink(printed) > 500


def test_printing_stops_after_the_page_at_hand(preview, tmp_path, printer, paper):
    job = PrintJob(paper, printer, list(range(1, 6)))

    class StoppedAfterTwo:
        def step(self, done, *_):
            if done == 2:
                raise Cancelled

    with pytest.raises(Cancelled):
        job.run(StoppedAfterTwo())
    assert job.printed == [1, 2]
    assert len(page_sizes(tmp_path / "in.pdf")) == 2


def test_a_stop_before_the_first_page_is_told(qtbot, preview, tasks, view, printer, tmp_path):
    tasks.started.connect(lambda task: task.cancel())
    preview.print_pages(printer, [1, 2])
    settle(qtbot, tasks)
    assert view.record.notices[-1] == "Đã dừng in sau 0 trang."
    assert not (tmp_path / "in.pdf").exists()


def test_a_window_closed_while_pages_print_leaves_what_was_printed_whole(qtbot, preview, tasks, tmp_path, printer):
    """The painter was freed in the middle of its work, and the program ended without a word."""
    preview.print_pages(printer, list(range(1, len(preview.pages) + 1)))
    del printer
    qtbot.waitUntil(lambda: len(preview.printed) >= 2, timeout=10_000)
    assert tasks.shutdown()
    printed = len(preview.printed)
    assert printed < len(preview.pages)
    assert len(page_sizes(tmp_path / "in.pdf")) == printed


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(qtbot, preview, tasks, tmp_path, printer, view):
    printer.setOutputFileName(str(tmp_path / "khong" / "co" / "in.pdf"))
    preview.print_pages(printer, [1])
    settle(qtbot, tasks)
    assert "Máy in" in view.record.troubles[0].what


@pytest.mark.parametrize("text", ["0", "9999", "3-1", "a", "-"])
def test_a_range_that_is_none_is_told(preview, text):
    preview.range.setText(text)
    assert preview.wanted_pages() is None
    assert preview._fault.isVisible()


def test_ranges_are_read_as_officers_write_them():
    assert pages_in("", 3) == [1, 2, 3]
    assert pages_in("2; 1-2", 3) == [2, 1, 2]
    with pytest.raises(ValueError, match="4"):
        pages_in("4", 3)


def test_a_file_that_is_no_pdf_is_told(qtbot, view, tasks, tmp_path):
    (tmp_path / "hong.pdf").write_bytes(b"khong phai PDF")
    over = QWidget()
    show(qtbot, over)
    made = PrintPreview(view, tmp_path / "hong.pdf", over)
    made.open()
    settle(qtbot, tasks)
    assert isinstance(view.record.troubles[0], ReportError)
    assert is_gone(made)
    with pytest.raises(ReportError):
        draw_page(tmp_path / "hong.pdf", 1, 72)
