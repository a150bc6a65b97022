"""Files that leave: names that tell what they are, folders that are remembered, a notice that opens them."""

import re

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.asking import ReasonDialog
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.printing import files_out
from antq_desktop.gui.widgets.notices import Notices
from antq_desktop.services import records
from antq_desktop.services.samples import demo
from hands import settle, show

WINDOWS_FORBIDS = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@pytest.fixture
def page(qtbot, view):
    made = RecordList(view, REGISTERS["household"])
    show(qtbot, made)
    return made


def asked(page):
    page.leaving.export()
    (found,) = [child for child in page.findChildren(ReasonDialog) if child.isVisible()]
    return found


def written(qtbot, page, tasks, path):
    dialog = asked(page)
    dialog.reason.setText("họp thôn")
    dialog.file.show_path(path)
    dialog.password.line.setText(demo.PASSWORD)
    dialog._go()
    settle(qtbot, tasks)


def test_a_file_is_called_what_it_is_and_goes_to_the_documents(page, view, documents):
    area = records.suggestions(view.office, "residential_area", "Yên Phú")[0][0]
    page.filters.choose("area", area)
    page.search.setText("nguyen")
    path = asked(page).file.path
    assert path.name == "Danh sách hộ gia đình – Thôn Yên Phú – 2026-11-20.xlsx"
    assert path.parent == documents
    assert not path.is_relative_to(view.office.paths.folder)


@pytest.mark.parametrize("words", ['Tổ 3/4: "Đông" <Hạ>?', "a\\b|c*", "Hết.", "x" * 400])
def test_no_name_has_what_windows_forbids(view, words):
    name = files_out.file_name(view.office, [words, "", " . "], ".pdf")
    assert WINDOWS_FORBIDS.search(name) is None
    assert name.endswith(" – 2026-11-20.pdf")
    assert len(name) < 200
    assert " – – " not in name


def test_the_folder_used_last_is_proposed_next_but_never_one_among_the_data(qtbot, page, view, tasks, tmp_path):
    place = tmp_path / "ho-so"
    place.mkdir()
    written(qtbot, page, tasks, place / "ho.xlsx")
    assert files_out.first_folder(view) == place
    written(qtbot, page, tasks, view.office.paths.folder / "ho.xlsx")
    assert asked(page).file.path.parent == place
    files_out.keep(view)
    view.folders_out.clear()
    assert files_out.first_folder(view) == place, "after the next start too"
    for left in place.iterdir():
        left.unlink()
    place.rmdir()
    assert files_out.first_folder(view) != place, "a stick that was taken out"


def test_no_list_of_names_follows_a_package_onto_its_stick(view, tmp_path):
    stick, desk = tmp_path / "usb", tmp_path / "ho-so"
    for folder in (stick, desk):
        folder.mkdir()
    files_out.tell_written(view, "Đã tạo giấy.", desk / "so.pdf")
    files_out.tell_written(view, "Đã niêm phong gói.", stick / "goi.asice", files_out.PACKAGES)
    files_out.keep(view)
    for _ in range(2):
        assert files_out.first_folder(view) == desk
        assert files_out.first_folder(view, files_out.PACKAGES) == stick
        view.folders_out.clear()


def test_a_notice_offers_the_file_and_its_folder(qtbot, page, view, tasks, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(files_out.QDesktopServices, "openUrl", opened.append)
    window = QWidget()
    show(qtbot, window)
    notices = Notices(window)
    view.told.connect(notices.tell)
    path = tmp_path / "ho.xlsx"
    for place, target in ((0, path), (1, tmp_path)):
        written(qtbot, page, tasks, path)
        assert notices.text.endswith("vào ho.xlsx. Mở tệp Mở thư mục")
        notices._links[place].click()
        assert opened[-1] == QUrl.fromLocalFile(str(target))
        assert notices.words == ""
    view.tell("Đã lưu.")
    assert notices.text == "Đã lưu."
