"""The hand-written screens: first run, papers, sealing, verification, settings."""

from PySide6.QtWidgets import QPushButton

from antq_desktop.domain.dates import show_moment
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.screens.enrolment import EnrolmentPage
from antq_desktop.gui.screens.export_wizard import ExportPage
from antq_desktop.gui.screens.outbox import OutboxPage
from antq_desktop.gui.screens.papers import PapersPage
from antq_desktop.gui.screens.settings import SettingsPage
from antq_desktop.gui.screens.verify import VerifyPage
from antq_desktop.services import officers
from antq_desktop.services.samples import demo
from hands import settle, show, type_text

NEW = "mat khau moi that dai"


def test_a_paper_with_names_asks_for_a_reason_first(qtbot, view, tasks, tmp_path):
    page = PapersPage(view)
    show(qtbot, page)
    page.folder.show_path(tmp_path)
    page.show_part("unsigned-list")
    page.make()
    assert page._fault.isVisible()
    page.reason.setText("họp khu dân cư")
    page.make()
    assert page._fault.text() == "Gõ lại mật khẩu của mình."
    type_text(page.password.line, "sai-mat-khau-roi")
    page.make()
    settle(qtbot, tasks)
    assert "không đúng" in page._fault.text(), "told where it is typed again"
    assert not view.record.troubles
    assert page.made is None
    type_text(page.password.line, demo.PASSWORD)
    page.make()
    settle(qtbot, tasks)
    assert page.made == tmp_path / "Danh sách hộ chưa ký cam kết – năm 2026 – 2026-11-20.pdf"
    assert page.made.read_bytes().startswith(b"%PDF")


def test_a_paper_without_names_asks_for_none(qtbot, view, tasks, tmp_path):
    page = PapersPage(view)
    show(qtbot, page)
    page.folder.show_path(tmp_path)
    page.show_part("pledge-summary")
    assert not page.reason.isVisible()
    page.make()
    settle(qtbot, tasks)
    assert page.made.is_file()


def sealed(qtbot, view, tasks, folder):
    page = ExportPage(view)
    show(qtbot, page)
    page.check()
    settle(qtbot, tasks)
    assert page.step == 1
    page.go(2)
    page.go(3)
    page.folder.show_path(folder)
    page.seal()
    settle(qtbot, tasks)
    assert page.step == 4
    return page


def test_a_package_is_checked_shown_sealed_and_entered_in_the_outbox(qtbot, view, tasks, tmp_path):
    page = sealed(qtbot, view, tasks, tmp_path)
    shown = {row[0]: row[1] for row in page.tables.texts()}
    assert shown["Khu dân cư"] == "5"
    assert page.exported.path.is_file()
    assert page.exported.path.parent == tmp_path
    outbox = OutboxPage(view)
    show(qtbot, outbox)
    assert outbox.table.texts()[0][0] == "1"
    assert outbox.table.texts()[0][4] == "Đã niêm phong, chưa giao"


def test_what_leaves_names_no_person(qtbot, view, tasks, tmp_path):
    page = sealed(qtbot, view, tasks, tmp_path)
    words = " ".join(" ".join(row) for row in page.tables.texts()).lower()
    for forbidden in ("họ và tên", "địa chỉ", "điện thoại", "ghi chú"):
        assert forbidden not in words


def test_a_package_of_a_laptop_not_enrolled_is_not_simply_called_valid(qtbot, view, tasks, tmp_path):
    path = sealed(qtbot, view, tasks, tmp_path).exported.path
    page = VerifyPage(view)
    show(qtbot, page)
    page.file.show_path(path)
    page.check()
    settle(qtbot, tasks)
    said = page.texts()
    assert said[0] == "Gói chưa được chấp nhận"
    assert "đúng, theo chính con dấu trong gói" in said[1]
    assert "chưa tin cậy" in said[2]
    assert said[4] == f"Giờ niêm phong theo máy gửi: {show_moment(view.office.clock())}."
    assert not any(words.strip(" .").lower() == "hợp lệ" for words in said)


def test_the_sample_province_enrols_and_then_the_package_is_accepted(qtbot, view, tasks, tmp_path):
    enrolment = EnrolmentPage(view)
    show(qtbot, enrolment)
    settle(qtbot, tasks)
    assert enrolment.state.text() == "Chưa được cấp chứng thư"
    enrolment.enrol_by_demo()
    settle(qtbot, tasks)
    assert enrolment.state.text() == "Đã được tỉnh cấp chứng thư"
    path = sealed(qtbot, view, tasks, tmp_path).exported.path
    page = VerifyPage(view)
    show(qtbot, page)
    page.file.show_path(path)
    page.check()
    settle(qtbot, tasks)
    said = page.texts()
    assert said[0] == "Kết quả kiểm tra"
    assert said[1] == "Nội dung không thay đổi kể từ khi niêm phong: đúng."
    assert "Tỉnh Mẫu" in said[2]
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    broken = tmp_path / "hong.asice"
    broken.write_bytes(damaged)
    page.file.show_path(broken)
    page.check()
    settle(qtbot, tasks)
    assert page.texts()[0] == "Gói chưa được chấp nhận"
    assert "không xác nhận được" in page.texts()[1]


def test_a_missing_file_is_asked_for(qtbot, view):
    page = VerifyPage(view)
    show(qtbot, page)
    page.check()
    assert page._fault.isVisible()


def test_the_password_is_changed_only_with_the_old_one(qtbot, view, tasks, office):
    page = SettingsPage(view)
    show(qtbot, page)
    card = page.password
    card.old.line.setText("sai mat khau")
    card.new.line.setText(NEW)
    card.again.line.setText("khac")
    card.change()
    assert "không giống nhau" in card.fault.text()
    card.again.line.setText(NEW)
    card.change()
    settle(qtbot, tasks)
    assert type(view.record.troubles[0]).__name__ == "PasswordRefused"
    card.old.line.setText(demo.PASSWORD)
    card.change()
    settle(qtbot, tasks)
    assert view.record.notices[-1] == "Đã đổi mật khẩu."
    officers.confirm(office, NEW)


def test_backups_are_made_and_listed(qtbot, view, tasks):
    page = SettingsPage(view)
    show(qtbot, page)
    page.tabs.setCurrentIndex(1)
    page.backups.make()
    settle(qtbot, tasks)
    assert page.backups.table.texts()[0][1] == "làm tay"


def test_every_seldom_changed_list_is_reached_from_the_settings(qtbot, view):
    page = SettingsPage(view)
    show(qtbot, page)
    opened = []
    view.page_wanted.connect(lambda key, _what: opened.append(key))
    page.tabs.setCurrentIndex(page.tabs.count() - 1)
    wanted = [key for key, register in REGISTERS.items() if register.group == "settings" and not register.key_data]
    for made in page.findChildren(QPushButton):
        if made.accessibleName().startswith("Mở ") and made.accessibleName() != "Mở thư mục":
            made.click()
    assert opened == wanted
