"""Evidence in the forms: brought by button, drop and paste, seen small and large, taken off, kept as a draft."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QStackedWidget

from antq_desktop.domain.errors import EvidenceRefused
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.rules import MOST_FILES
from antq_desktop.gui.forms import evidence_editor
from antq_desktop.gui.forms.asking import ReasonDialog
from antq_desktop.gui.forms.evidence_editor import EvidenceEditor
from antq_desktop.gui.forms.record_form import RecordForm
from antq_desktop.gui.printing.evidence_pictures import EvidencePreview
from antq_desktop.gui.widgets.pieces import scrolled
from antq_desktop.services import records
from antq_desktop.services.groups import evidence
from antq_desktop.services.samples import demo
from evidence_files import photo, picture, written
from hands import activate, press, settle, show

ACTIVITIES = REGISTERS["activity"]
CLUB = "CLB Thôn Đông"
COPY = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def club(office):
    return records.save(office, "club", {"name": CLUB, "established_on": "05/03/2024"}).uid


@pytest.fixture
def form(qtbot, view, club):
    made = RecordForm(view, ACTIVITIES, None, {"club": club})
    show(qtbot, made, (1000, 700))
    made.blocks["happened_on"].editor.setText("20/11/2026")
    return made


def editor(form: RecordForm) -> EvidenceEditor:
    found = form.blocks["evidence"].editor
    assert isinstance(found, EvidenceEditor)
    return found


def on_disk(folder: Path, *contents: tuple[str, bytes]) -> list[Path]:
    for name, data in contents:
        (folder / name).write_bytes(data)
    return [folder / name for name, _ in contents]


def calm(qtbot, form: RecordForm) -> None:
    settle(qtbot, form._view.tasks)
    rows = editor(form).pictures
    qtbot.waitUntil(lambda: all(rows.item(place).text() != "…" for place in range(rows.count())), timeout=20_000)


def saved(qtbot, form: RecordForm) -> tuple[str, ...]:
    with qtbot.waitSignal(form.saved) as told:
        form.save()
    return records.get(form._view.office, "activity", told.args[0]).record.evidence


def test_chosen_files_stand_in_a_row_and_are_saved(qtbot, form, tmp_path, view):
    form.blocks["evidence"].editor.pick()
    dialog = form.findChild(QFileDialog)
    assert dialog.isVisible()
    files = on_disk(tmp_path, ("họp.jpg", photo()), ("biên bản.pdf", written(2)))
    dialog.filesSelected.emit([str(file) for file in files])
    dialog.close()
    calm(qtbot, form)
    rows = editor(form).pictures
    assert [rows.item(place).text().split()[0] for place in range(2)] == ["ảnh", "PDF"]
    assert rows.item(1).data(evidence_editor.SPOKEN).startswith("Tệp 2: PDF")
    assert not rows.item(0).icon().isNull()
    assert saved(qtbot, form) == editor(form).value()
    assert len(editor(form).value()) == 2
    assert view.record.troubles == []


def test_files_that_came_behind_the_lock_are_there_and_may_be_saved(qtbot, form, tmp_path):
    tasks = form._view.tasks
    tasks.cover()
    editor(form).bring(on_disk(tmp_path, ("a.jpg", photo())))
    settle(qtbot, tasks)
    assert editor(form).value() == ()
    assert editor(form).is_busy, "nobody may save without the file that waits"
    tasks.uncover()
    for task in tasks.take_waiting():
        task.deliver()
    calm(qtbot, form)
    assert not editor(form).is_busy
    assert saved(qtbot, form) == editor(form).value()
    assert len(editor(form).value()) == 1


def test_files_and_pictures_are_dropped(qtbot, form, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in on_disk(tmp_path, ("a.jpg", photo()))])
    place, copy, left = QPoint(20, 20), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(place, copy, data, left, none)
    QApplication.sendEvent(editor(form), over)
    assert over.isAccepted()
    assert editor(form).property("over") is True
    QApplication.sendEvent(editor(form), QDropEvent(QPointF(place), copy, data, left, none))
    calm(qtbot, form)
    assert editor(form).property("over") is False
    assert len(editor(form).value()) == 1
    words = QMimeData()
    words.setText("chữ")
    over = QDragEnterEvent(place, copy, words, left, none)
    QApplication.sendEvent(editor(form), over)
    assert not over.isAccepted()


def test_a_copied_picture_is_pasted_once_however_often(qtbot, form, view):
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    editor(form).setFocus()
    press(Qt.Key.Key_V, COPY)
    calm(qtbot, form)
    assert len(editor(form).value()) == 1
    editor(form).setFocus()
    press(Qt.Key.Key_V, COPY)
    calm(qtbot, form)
    assert len(editor(form).value()) == 1
    assert "đã có" in view.record.notices[-1]
    QGuiApplication.clipboard().setText("chữ")
    editor(form).paste()
    assert view.record.notices[-1] == evidence_editor.NOTHING_TO_PASTE


def test_what_is_no_photo_is_told_and_the_form_stays_as_it_was(qtbot, form, tmp_path, view):
    editor(form).bring(on_disk(tmp_path, ("ghi chú.jpg", b"chu"), ("tốt.jpg", photo())))
    settle(qtbot, view.tasks)
    assert isinstance(view.record.troubles[-1], EvidenceRefused)
    assert "“ghi chú.jpg”" in view.record.troubles[-1].what
    assert editor(form).value() == ()
    assert editor(form)._add.isEnabled()
    editor(form).bring([tmp_path / "tốt.jpg"] * (MOST_FILES + 1))
    assert f"tối đa {MOST_FILES}" in view.record.notices[-1]


def test_saving_waits_for_files_on_their_way(qtbot, form, tmp_path, view):
    editor(form).bring(on_disk(tmp_path, ("a.jpg", photo())))
    form.save()
    assert view.record.notices[-1] == evidence_editor.WAIT
    calm(qtbot, form)
    assert len(saved(qtbot, form)) == 1


def test_delete_takes_a_file_off_and_the_draft_knows(qtbot, form, tmp_path, view, club):
    editor(form).bring(on_disk(tmp_path, ("a.jpg", photo()), ("b.jpg", photo(picture(seed=4)))))
    calm(qtbot, form)
    first, other = editor(form).value()
    editor(form).setFocus()
    editor(form).pictures.setCurrentRow(0)
    press(Qt.Key.Key_Delete)
    assert editor(form).value() == (other,)
    form.leave()
    again = RecordForm(view, ACTIVITIES, None, {"club": club})
    show(qtbot, again, (1000, 700))
    again.draft_bar.take_draft()
    calm(qtbot, again)
    assert editor(again).value() == (other,)
    assert editor(again).pictures.item(0).text().startswith("ảnh")
    press(Qt.Key.Key_Tab)
    editor(again).setFocus()
    press(Qt.Key.Key_Delete)
    assert editor(again).value() == ()
    assert not editor(again).pictures.isVisible()
    assert editor(again)._add.hasFocus()
    assert first not in editor(again).value()


def test_enter_and_space_show_a_file_large_and_pages_follow_one_another(qtbot, form, tmp_path, view):
    editor(form).bring(on_disk(tmp_path, ("a.jpg", photo()), ("b.pdf", written(2))))
    calm(qtbot, form)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        activate(qtbot, form)
        editor(form).setFocus()
        editor(form).pictures.setCurrentRow(0)
        press(key)
        preview = form.findChild(EvidencePreview)
        qtbot.waitUntil(lambda preview=preview: "Tệp 1/2: ảnh" in preview.head.text())
        for said in ("Tệp 2/2: PDF", "trang 2/2"):
            preview.forth()
            qtbot.waitUntil(lambda preview=preview, said=said: said in preview.head.text())
        assert not preview._next.isEnabled()
        preview.back()
        qtbot.waitUntil(lambda preview=preview: "trang 1/2" in preview.head.text())
        whole = preview.picture.pixmap().width()
        preview.resize_picture()
        assert preview.picture.pixmap().width() > whole
        preview.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert form.findChild(EvidencePreview) is None
    assert view.record.troubles == []


def test_a_file_leaves_the_preview_with_a_reason_and_the_password(qtbot, form, tmp_path, view):
    editor(form).bring(on_disk(tmp_path, ("a.jpg", photo())))
    calm(qtbot, form)
    editor(form).look()
    preview = form.findChild(EvidencePreview)
    qtbot.waitUntil(lambda: "Tệp 1/1" in preview.head.text())
    preview.let_out()
    asked = preview.findChild(ReasonDialog)
    asked.reason.setText("gửi tỉnh xác minh")
    asked.password.line.setText(demo.PASSWORD)
    asked.file.show_path(tmp_path / "ra.jpg")
    asked._go()
    settle(qtbot, view.tasks)
    assert (tmp_path / "ra.jpg").read_bytes()[:2] == b"\xff\xd8"
    assert "ra.jpg" in view.record.notices[-1]
    preview.close()


def test_a_lost_file_is_shown_as_lost_and_can_be_taken_off(qtbot, view, club, office):
    kept = evidence.take_in(office, [photo(), written(1)])
    values = {"club": CLUB, "happened_on": "20/11/2026", "evidence": kept}
    uid = records.save(office, "activity", values).uid
    with office.store.settling() as connection:
        connection.exec_driver_sql("DELETE FROM attachment WHERE sha256 = ?", (kept[0],))
    form = RecordForm(view, ACTIVITIES, uid)
    show(qtbot, form, (1000, 700))
    calm(qtbot, form)
    assert editor(form).pictures.item(0).text() == "không mở được"
    editor(form).setFocus()
    editor(form).pictures.setCurrentRow(0)
    editor(form).remove()
    assert saved(qtbot, form) == kept[1:]


def test_the_whole_field_is_in_sight_with_what_came(qtbot, view, club, tmp_path):
    form = RecordForm(view, ACTIVITIES, None, {"club": club})
    area = scrolled(form, "Thêm hoạt động")
    show(qtbot, area, (820, 400))
    form.focus_first()
    editor(form).setFocus()
    assert editor(form)._add.hasFocus()
    editor(form).bring(on_disk(tmp_path, ("a.jpg", photo()), ("b.jpg", photo(picture(seed=8)))))
    assert editor(form)._add.hasFocus()
    calm(qtbot, form)
    activate(qtbot, area)
    assert editor(form).pictures.hasFocus()

    def whole() -> bool:
        top = editor(form).mapTo(area.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + editor(form).height() <= area.viewport().height()

    qtbot.waitUntil(whole)


def test_a_full_row_takes_no_more_and_keeps_the_focus(qtbot, form, view):
    kept = evidence.take_in(view.office, [photo(picture((60, 40), seed=n)) for n in range(MOST_FILES)])
    editor(form).setFocus()
    editor(form).fill(kept)
    calm(qtbot, form)
    assert editor(form).pictures.hasFocus()
    assert not editor(form)._add.isEnabled()
    assert f"{MOST_FILES}/{MOST_FILES} tệp" in editor(form)._words.text()


def test_a_form_left_while_files_come_in_is_left_in_peace(qtbot, view, club, tmp_path):
    page = QStackedWidget()
    form = RecordForm(view, ACTIVITIES, None, {"club": club})
    page.addWidget(form)
    show(qtbot, page, (1000, 700))
    editor(form).bring(on_disk(tmp_path, *((f"{n}.jpg", photo(picture(seed=n))) for n in range(5))))
    page.removeWidget(form)
    form.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle(qtbot, view.tasks)
    assert view.record.troubles == []
