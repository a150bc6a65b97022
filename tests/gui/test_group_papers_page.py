"""Papers of models and clubs in the window: one chosen by a few letters, all of them, or as a workbook."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from antq_desktop.gui.screens.papers import NAME_ONE, NAME_OR_ALL, PapersPage
from antq_desktop.services import lists, records
from antq_desktop.services.groups import activities
from antq_desktop.services.groups.activities import Entry
from antq_desktop.services.samples import demo
from hands import activate, settle, show, type_text


@pytest.fixture
def page(qtbot, view, tmp_path):
    kind = lists.open_list(view.office, "model_type").rows(0, 1)[0].uid
    for name in ("Kẻng Đông Hạ", "Kẻng Đoài"):
        uid = records.save(view.office, "model_point", {"name": name, "type": kind, "established_on": "2024"}).uid
        activities.record(view.office, [Entry((("model_point", uid),), {"happened_on": "05/06/2026"})])
    records.save(view.office, "club", {"name": "CLB Đông Hạ"})
    page = PapersPage(view)
    show(qtbot, page)
    (tmp_path / "giay").mkdir()
    page.folder.show_path(tmp_path / "giay")
    return page


def make(qtbot, page, tasks):
    type_text(page.reason, "họp giao ban")
    type_text(page.password.line, demo.PASSWORD)
    page.make()
    settle(qtbot, tasks)


def test_a_dossier_asks_for_a_group_and_finds_it_by_a_few_letters(qtbot, page, tasks):
    page.show_part("model-dossier")
    assert page._group_words.text() == NAME_ONE
    assert not page._form_row.isVisible()
    make(qtbot, page, tasks)
    assert page._fault.text() == "Chọn một mô hình hoặc câu lạc bộ."
    type_text(page.group.editor, "keng khong co")
    page.make()
    assert "Không có tên này" in page._fault.text()
    page.group.editor.clear()
    activate(qtbot, page)
    type_text(page.group.editor, "keng doa")
    qtbot.waitUntil(lambda: page.group.editor.suggestions == ["Kẻng Đoài"])
    QTest.keyClick(page.group.editor._popup, Qt.Key.Key_Down)
    QTest.keyClick(page.group.editor._popup, Qt.Key.Key_Return)
    assert page.group.editor.text() == "Kẻng Đoài"
    page.make()
    settle(qtbot, tasks)
    assert page.made.name == "Hồ sơ mô hình, câu lạc bộ – Kẻng Đoài – năm 2026 – 2026-11-20.pdf"
    assert page._open_file.isVisible()


def test_a_club_is_chosen_in_its_own_register(qtbot, page, tasks):
    page.show_part("model-dossier")
    page.group.registers.setCurrentIndex(1)
    assert not page.group.editors["model_point"].isVisible()
    type_text(page.group.editor, "CLB Đông Hạ")
    make(qtbot, page, tasks)
    assert page.made.name == "Hồ sơ mô hình, câu lạc bộ – CLB Đông Hạ – năm 2026 – 2026-11-20.pdf"


def test_a_log_is_of_all_unless_one_is_chosen_and_leaves_as_a_workbook_too(qtbot, page, tasks):
    page.show_part("activity-log")
    assert page._group_words.text() == NAME_OR_ALL
    make(qtbot, page, tasks)
    assert page.made.name == "Sổ theo dõi hoạt động – năm 2026 – 2026-11-20.pdf"
    page.form.setCurrentIndex(1)
    assert page._make.text() == "Tạo tệp Excel"
    assert not page._page_row.isVisible()
    make(qtbot, page, tasks)
    assert page.made.name == "Sổ theo dõi hoạt động – năm 2026 – 2026-11-20.xlsx"
    assert not page._open_file.isVisible(), "a workbook is not shown as a print"
    assert page._open_folder.isVisible()
    groups = sum(lists.open_list(page._view.office, register).count for register in ("model_point", "club"))
    titles = [row[0] for row in load_workbook(page.made).active.values]
    assert sum(str(title).startswith(("Mô hình:", "Câu lạc bộ:")) for title in titles) == groups


def test_an_annex_needs_no_reason_and_a_workbook_chosen_for_it_is_not_forced_on_others(qtbot, page, tasks):
    page.show_part("model-annex")
    assert not page._reason_row.isVisible()
    assert not page._group_row.isVisible()
    page.form.setCurrentIndex(1)
    page.make()
    settle(qtbot, tasks)
    assert page.made.suffix == ".xlsx"
    page.show_part("pledge-summary")
    assert page.made is None, "the paper of before is not seen and printed for this one"
    assert not page._open_folder.isVisible()
    assert page._make.text() == "Tạo tệp PDF"
    page.make()
    page.show_part("model-annex")
    settle(qtbot, tasks)
    assert page.made is None, "it came when another one was chosen already"
    page.show_part("pledge-summary")
    page.make()
    settle(qtbot, tasks)
    assert page.made.suffix == ".pdf"
    page.period.parts.setCurrentIndex(1)
    assert not page._open_file.isVisible()
