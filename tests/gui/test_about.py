"""About the program, and the text for whoever helps."""

import logging
import threading

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from antq_desktop import __version__
from antq_desktop.domain.errors import DiskFull
from antq_desktop.gui.about import AboutDialog
from antq_desktop.gui.frame import Frame
from antq_desktop.gui.help.trouble import Trouble
from antq_desktop.gui.main_window import MainPage
from antq_desktop.gui.running.tasks import Task
from antq_desktop.storage.looks import Looks
from hands import settle, show


def shown(qtbot, office, icons):
    frame = Frame(icons)
    main = MainPage(office, frame.tasks, icons, frame.trouble, frame.notices)
    frame.show_page(main)
    show(qtbot, frame, (905, 496))
    settle(qtbot, frame.tasks)
    main.actions_by_key["about"].trigger()
    dialog = main.findChild(AboutDialog)
    qtbot.waitUntil(lambda: bool(dialog._facts) and dialog.libraries.rowCount() > 0, timeout=10_000)
    return frame, dialog


def test_version_licence_and_libraries_are_told(qtbot, office, icons):
    frame, dialog = shown(qtbot, office, icons)
    words = " ".join(child.text() for child in dialog.findChildren(QLabel))
    assert f"Phiên bản {__version__}" in words
    assert "Apache 2.0" in words
    assert any("SQLAlchemy" in line[0] for line in dialog.libraries.texts())
    assert frame.width() > dialog.width()
    dialog.close()
    frame.close()


def test_the_diagnosis_is_copied_and_saved(qtbot, office, icons, tmp_path):
    frame, dialog = shown(qtbot, office, icons)
    dialog.tabs.setCurrentIndex(2)
    text = dialog.text.toPlainText()
    assert "Qt: 6." in text
    assert "Hộ gia đình: 600" in text
    for name in (office.officer.name, office.unit_name, str(office.paths.folder)):
        assert name not in text
    dialog.copy()
    assert QGuiApplication.clipboard().text() == text
    dialog.path.show_path(tmp_path / "chan-doan.txt")
    dialog.save()
    assert dialog.told.text() == "Đã lưu: chan-doan.txt"
    assert "Hộ gia đình: 600" in (tmp_path / "chan-doan.txt").read_text(encoding="utf-8")
    dialog.path.show_path(tmp_path / "khong" / "co" / "chan-doan.txt")
    dialog.save()
    assert "không có" in dialog.path.lack.words
    assert dialog.told.text() == ""
    frame.cover()
    frame.close()


def test_a_look_changed_before_the_answers_come_is_no_trouble(qtbot, program, theme):
    """The answers came to tables of a dialog that had gone with its page."""
    hold = threading.Event()
    program.frame.tasks.ask(Task("Tìm", lambda _progress: hold.wait(30)))
    program.main.show_about()
    program.main.findChild(AboutDialog).accept()
    program.look(Looks("dark", 100, 10))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    hold.set()
    qtbot.waitUntil(lambda: not program.frame.tasks._asked, timeout=10_000)
    theme.dress(QApplication.instance())
    assert program.frame.trouble.dialog is None


def test_codes_of_errors_that_were_shown_are_logged_without_their_words(qtbot, icons, caplog):
    window = Frame(icons)
    show(qtbot, window)
    trouble = Trouble(window, icons)
    with caplog.at_level(logging.INFO, "antq"):
        trouble.show(DiskFull("Ổ đĩa của ông Nguyễn Văn A đã đầy."))
    assert caplog.messages == ["ANTQ-2005"]
    trouble.dialog.close()
    window.close()
