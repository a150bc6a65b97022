"""Pictures of what an officer opens and does: forms, dialogs, the steps of wizards, a commune where nothing is yet.

Everything is done for real on a store that may be changed; `tests/screens.py` hands a copy for each look.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from antq_desktop.domain.choices import GroupDeed
from antq_desktop.domain.errors import DiskFull
from antq_desktop.gui.about import AboutDialog
from antq_desktop.gui.forms.asking import ReasonDialog
from antq_desktop.gui.forms.deed_dialog import DeedDialog
from antq_desktop.gui.forms.event_dialog import EventDialog
from antq_desktop.gui.forms.evidence_editor import EvidenceEditor
from antq_desktop.gui.frame import Frame
from antq_desktop.gui.help.help_window import HelpDesk
from antq_desktop.gui.importing.paste_dialog import PasteDialog
from antq_desktop.gui.lists.record_history import HistoryDialog
from antq_desktop.gui.lists.return_dialog import ReturnDialog
from antq_desktop.gui.main_window import MainPage
from antq_desktop.gui.printing.print_preview import PrintPreview
from antq_desktop.gui.screens.activities import ActivitiesPage, ResultsDialog
from antq_desktop.gui.screens.campaigns import CampaignsPage, OpenYearDialog
from antq_desktop.gui.screens.dossier import DossierPage
from antq_desktop.gui.screens.export_wizard import ExportPage
from antq_desktop.gui.screens.first_run import FirstRun
from antq_desktop.gui.screens.groups import PointsPage
from antq_desktop.gui.screens.households import HouseholdsPage
from antq_desktop.gui.screens.import_wizard import ImportPage
from antq_desktop.gui.screens.papers import PapersPage
from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.gui.screens.recover import RecoverDialog
from antq_desktop.gui.screens.settings import SettingsPage
from antq_desktop.gui.screens.verify import VerifyPage
from antq_desktop.gui.screenshots import settled
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services import list_sheets, records
from antq_desktop.services.imports import returning
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.office import Environment, Office
from antq_desktop.services.papers import papers
from antq_desktop.services.samples import demo
from evidence_files import photo, picture, written

Kind = TypeVar("Kind", bound=QWidget)
Shown = Iterator[tuple[str, QWidget]]
IMPORTS = Path(__file__).resolve().parent / "data" / "imports"
GROUNDS = Grounds("đối chiếu", demo.PASSWORD)
BAD = """Họ và tên chủ hộ,Thôn,Địa chỉ,Ngày ký
Ksor Hờ Mới,Thôn Cẩm Khê,Số 9,05/03/2026
,Thôn Cẩm Khê,Số 10,06/03/2026
Rơ Châm Ơi,Thôn Đông Hạ,Số 11,32/13/2026
Đinh Văn Nẻo,Thôn Không Có,Số 12,07/03/2026
"""
ANSWER_MS = 600
EMPTY = ("overview", "entry", "meeting", "board", "household", "group_board", "month", "model_point", "activity")
PASSWORD = "mat khau moi that dai"


class Desk:
    """A window over an open office, and what is done in it."""

    def __init__(self, office: Office, theme: Theme, size: tuple[int, int], scratch: Path):
        self.office, self.scratch = office, scratch
        self.frame = Frame(Icons(theme))
        self.frame.trouble.help = HelpDesk(self.frame, self.frame.icons)
        self.frame.resize(*size)
        self.main = MainPage(office, self.frame.tasks, self.frame.icons, self.frame.trouble, self.frame.notices)
        self.frame.show_page(self.main)
        self.frame.show()
        self.frame.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing runs."""
        settled(self.frame)

    def page(self, key: str, kind: type[Kind]) -> Kind:
        """Go to a page."""
        self.main.open(key)
        self.settle()
        page = self.main.page(key)
        assert isinstance(page, kind)
        return page

    def dialog(self, kind: type[Kind]) -> Kind:
        """The dialog that is open."""
        return next(each for each in self.frame.findChildren(kind) if each.isVisible())


def take(desk: Desk, shown: Shown, folder: Path) -> list[Path]:
    """Save a picture of each thing shown, dialogs by themselves, and close the dialogs."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    for name, widget in shown:
        desk.settle()
        taken.append(folder / f"{name}.png")
        widget.grab().save(str(taken[-1]))
        if isinstance(widget, QDialog):
            widget.close()
            desk.settle()
    desk.frame.close()
    return taken


def work(desk: Desk) -> Shown:
    """The daily work: entry, lists and their dialogs, groups, activities."""
    yield from _entry(desk)
    yield from _round(desk)
    yield from _household(desk)
    yield from _groups(desk)
    yield from _activity(desk)
    yield from _around(desk)


def _entry(desk: Desk) -> Shown:
    page = desk.page("entry", PledgeEntryPage)
    page.card.area.setCurrentIndex(1)
    page.line.setText("nv")
    yield "50-entry-suggestions", desk.frame
    page.line.clear()
    rows = "Ksor Hờ Mới\tSố 9\r\nRơ Châm Ơi\tSố 10\t32/13/2026\r\n\tSố 11\t01/03/2026\r\n"
    QGuiApplication.clipboard().setText(rows)
    page.paste_rows()
    desk.settle()
    yield "51-paste", desk.dialog(PasteDialog)
    for dialog in desk.frame.findChildren(PasteDialog):
        dialog.close()


def _round(desk: Desk) -> Shown:
    page = desk.page("pledge_campaign", CampaignsPage)
    page.ask_year()
    yield "59-round-open", desk.dialog(OpenYearDialog)
    page.ask_year()
    desk.dialog(OpenYearDialog).go()
    desk.settle()
    yield "59-meeting-lists", desk.dialog(ReasonDialog)


def _household(desk: Desk) -> Shown:
    page = desk.page("household", HouseholdsPage)
    page.focus_table()
    yield "52-household-chosen", desk.frame
    uid = page.current_uid
    assert uid is not None
    page.ask_event("split")
    yield "53-household-split", desk.dialog(EventDialog)
    page.ask_event("leave")
    yield "53-household-leave", desk.dialog(EventDialog)
    records.save(desk.office, "household", {"address": "Số 7, ngõ 12", "size": "5"}, uid=uid)
    page.show_history()
    yield "54-history", desk.dialog(HistoryDialog)
    desk.page("household", HouseholdsPage).choose_columns()
    yield "55-columns", desk.dialog(QDialog)
    page.leaving.export()
    yield "56-export-reason", desk.dialog(QDialog)
    page.add()
    assert page.form is not None
    page.form.save()
    yield "57-household-new-refused", desk.frame
    page.form.leave()
    sheet = desk.scratch / "ho.xlsx"
    list_sheets.export_list(desk.office, "household", sheet, grounds=GROUNDS)
    _change(sheet)
    plan = returning.preview(desk.office, "household", sheet)
    ReturnDialog(desk.main.view, plan, sheet, page).open()
    yield "58-return", desk.dialog(ReturnDialog)


def _change(sheet: Path) -> None:
    """Type in the exported list as an officer does in Excel: two right cells and a wrong one."""
    book = load_workbook(sheet)
    lines = book.worksheets[0]
    places = {cell.value: cell.column for cell in lines[1]}
    lines.cell(2, places["Địa chỉ"]).value = "Số 1001"
    lines.cell(3, places["Địa chỉ"]).value = "Số 1002"
    lines.cell(4, places["Số nhân khẩu"]).value = "hai"
    book.save(sheet)


def _groups(desk: Desk) -> Shown:
    page = desk.page("model_point", PointsPage)
    page.focus_table()
    page.go_to(records.resolve(desk.office, "model_point", "Tiếng kẻng an ninh"))
    page.show_dossier()
    yield "60-dossier", desk.frame
    dossier = page.currentWidget()
    assert isinstance(dossier, DossierPage)
    dossier.members.ask_new()
    yield "61-part", desk.dialog(QDialog)
    dossier.left.emit()
    page.open_current()
    yield "62-model-form", desk.frame
    assert page.form is not None
    page.form.leave()
    page.ask_deed(GroupDeed.DISSOLVED)
    yield "63-deed", desk.dialog(DeedDialog)


def _activity(desk: Desk) -> Shown:
    page = desk.page("activity", ActivitiesPage)
    page.focus_table()
    page.show_results()
    yield "64-results", desk.dialog(ResultsDialog)
    page.add()
    assert page.form is not None
    editor = page.form.blocks["evidence"].editor
    assert isinstance(editor, EvidenceEditor)
    files = {"họp.jpg": photo(), "cổng thôn.jpg": photo(picture((600, 800), seed=90)), "biên bản.pdf": written(2)}
    for name, data in files.items():
        (desk.scratch / name).write_bytes(data)
    editor.bring([desk.scratch / name for name in files])
    yield "65-activity-evidence", desk.frame
    page.form.leave()


def _around(desk: Desk) -> Shown:
    desk.main.search.take_focus()
    desk.main.search.line.setText("nguyen van")
    QTest.qWait(ANSWER_MS)
    yield "66-search", desk.main.search.results.window()
    desk.main.search.line.clear()
    desk.main.open("overview")
    desk.main.show_help()
    assert desk.frame.trouble.help is not None
    yield "67-help", desk.frame.trouble.help.shown
    desk.main.show_keys()
    yield "68-keys", desk.frame.trouble.help.shown
    AboutDialog(desk.main.view, desk.main).open()
    yield "69-about", desk.dialog(AboutDialog)
    desk.frame.trouble.show(DiskFull("Không đủ chỗ trên đĩa để ghi gói.", do="Xóa bớt tệp rồi thử lại."))
    yield "70-trouble", desk.dialog(QDialog)
    page = desk.page("settings", SettingsPage)
    for number in range(1, page.tabs.count()):
        page.tabs.setCurrentIndex(number)
        yield f"71-settings-{number}", desk.frame


def exchange(desk: Desk) -> Shown:
    """Import, papers, the package and its check, step by step."""
    yield from _import(desk)
    yield from _papers(desk)
    page = desk.page("export", ExportPage)
    page.folder.show_path(desk.scratch)
    page.check()
    yield "84-export-check", desk.frame
    page.go(2)
    yield "85-export-content", desk.frame
    page.go(3)
    yield "86-export-seal", desk.frame
    page.seal()
    yield "87-export-done", desk.frame
    assert page.exported is not None
    yield "88-outbox", _at(desk, "outbox")
    checking = desk.page("verify", VerifyPage)
    checking.file.show_path(page.exported.path)
    checking.check()
    yield "89-verified", desk.frame


def _at(desk: Desk, key: str) -> Frame:
    desk.main.open(key)
    return desk.frame


def _import(desk: Desk) -> Shown:
    page = desk.page("import", ImportPage)
    page.file.show_path(IMPORTS / "mau2_tieu_de_nhom.xlsx")
    page.read()
    yield "80-import-columns", desk.frame
    page.reread()
    yield "81-import-preview", desk.frame
    page.start_again()
    source = desk.scratch / "thieu.csv"
    source.write_text(BAD, encoding="utf-8")
    page.file.show_path(source)
    page.read()
    desk.settle()
    page.reread()
    desk.settle()
    page.rows.next_waiting()
    yield "81-import-preview-bad", desk.frame
    page.save()
    yield "82-import-result", desk.frame


def _papers(desk: Desk) -> Shown:
    page = desk.page("papers", PapersPage)
    page.kinds.button(1).setChecked(True)
    yield "83-papers-unsigned", desk.frame
    period = desk.main.view.period
    paper = papers.make(desk.office, "pledge-register", period, desk.scratch, grounds=GROUNDS)
    PrintPreview(desk.main.view, paper, page).open()
    yield "83-print-preview", desk.dialog(PrintPreview)


def beginning(desk: Desk, environment: Environment) -> Shown:
    """The first start and the forgotten password, in the window of an office."""
    icons, tasks, trouble = desk.frame.icons, desk.frame.tasks, desk.frame.trouble
    page = FirstRun(desk.scratch / "moi", environment, tasks, icons, trouble)
    desk.frame.show_page(page)
    page.to_officer()
    yield "90-first-unit", desk.frame
    page.unit.code.setText("99003")
    page.unit.name.setText("Xã Thử Nghiệm")
    page.to_officer()
    page.make_store()
    yield "91-first-officer", desk.frame
    page.officer.name.setText("Lê Thị Thử")
    page.officer.login.setText("canbo")
    page.officer.password.password.line.setText(PASSWORD)
    page.officer.password.again.line.setText(PASSWORD)
    page.make_store()
    yield "92-first-halves", desk.frame
    page.to_rehearsal()
    yield "92-first-nowhere", desk.frame
    page.to_rehearsal()
    yield "93-first-rehearsal", desk.frame
    page.put_off()
    yield "94-first-end", desk.frame
    page.ask_restore()
    yield "95-restore", desk.dialog(QDialog)
    RecoverDialog(icons, tasks, trouble, ["canbo"], "canbo", page).open()
    yield "96-recover", desk.dialog(RecoverDialog)
    page.abandon()


def nothing_yet(desk: Desk) -> Shown:
    """Pages of a commune whose registers are empty."""
    for key in EMPTY:
        yield f"empty-{key}", _at(desk, key)
