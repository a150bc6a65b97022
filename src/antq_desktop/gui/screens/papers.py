"""The papers the office prints: which one, for which period, where to."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from antq_desktop.domain.errors import PasswordRefused
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.forms.asking import PathField
from antq_desktop.gui.forms.offers import Offers
from antq_desktop.gui.forms.period_choice import PeriodChoice
from antq_desktop.gui.groups.group_choice import GroupChoice
from antq_desktop.gui.printing.files_out import file_name, first_folder, open_path, tell_written
from antq_desktop.gui.printing.print_preview import PrintPreview
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.gui.widgets.password_field import PasswordField
from antq_desktop.gui.widgets.pieces import PAGE, Push, box, button, column, label, named, row, scrolled
from antq_desktop.gui.widgets.reflow import SideBySide
from antq_desktop.services import leaving
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.papers import paper_names, papers
from antq_desktop.services.papers.paper_kinds import Part

WORDS = {
    "pledge-register": "Mỗi khu dân cư một phần, có dòng cộng; để lưu hồ sơ.",
    "unsigned-list": "Hộ chưa ký theo khu dân cư, kèm lý do gặp: vắng, mới đến, chưa gặp.",
    "meeting-list": "Để hộ ký ngay tại cuộc họp khu dân cư, có ô ký.",
    "pledge-summary": "Số liệu tổng hợp theo khu dân cư và tổ chức; không có tên người.",
    "progress-chart": "Thanh ngang theo khu dân cư và tổ chức, chậm nhất ở trên; đọc được trên bản in đen trắng.",
    "model-annex": "Theo lĩnh vực, có loại, điểm, tổ đầu kỳ và cuối kỳ; không có tên người.",
    "club-list": "Câu lạc bộ phòng, chống tội phạm: hội viên, chủ đề, kết quả; không có tên người.",
    "activity-log": "Mỗi mô hình, câu lạc bộ một phần, có cả tháng không hoạt động.",
    "model-dossier": "Một trang về một mô hình hoặc câu lạc bộ.",
}
GROUPS = "Mô hình, câu lạc bộ"
NAME_ONE = "Gõ vài chữ của tên rồi chọn một."
NAME_OR_ALL = "Gõ vài chữ của tên rồi chọn một; để trống thì in tất cả."
FORMS = (("PDF để in", False), ("Excel", True))


class PapersPage(QWidget):
    """Makes one of the papers as PDF, or a table as a workbook."""

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self._view = view
        self.made: Path | None = None
        self._filled_in = ""
        self.kinds = QButtonGroup(self)
        self.period = PeriodChoice(view)
        self.folder = PathField(view.icons, "Thư mục lưu", "folder", cautious=partial(leaving.synced, view.office))
        self.folder.show_path(first_folder(view))
        self.reason = QLineEdit()
        self.reason.setMaxLength(300)
        self.offers = Offers(view.icons, self.reason)
        self.password = PasswordField(view.icons, "Mật khẩu của tôi")
        self.group = GroupChoice(view.office)
        self.form = ChoiceBox()
        for words, excel in FORMS:
            self.form.addItem(words, excel)
        self.from_page = QLineEdit("1")
        self.from_page.setFixedWidth(90)
        self._fault = label("", "problem", wrap=True)
        self._fault.hide()
        self._result = label("", "strong", wrap=True)
        page = QWidget()
        self._build(page)
        self.setLayout(column(scrolled(page, "Biểu giấy")))
        view.year_changed.connect(self.period.show_year)
        self.period.changed.connect(self._forget_made)
        self.period.changed.connect(self._show_grounds)
        self.group.chosen.connect(self._forget_made)
        self.group.chosen.connect(self._show_grounds)
        self.folder.line.textChanged.connect(self._fault.hide)
        for line in (self.reason, self.password.line, *self.group.editors.values()):
            line.textEdited.connect(self._fault.hide)
        self._kind_chosen()

    def _build(self, page: QWidget) -> None:
        icons = self._view.icons
        kinds = column(label("Loại giấy", "h2"), spacing=8)
        for place, paper in enumerate(papers.KINDS.values()):
            if paper.key == papers.FIRST_OF_GROUPS:
                kinds.addWidget(label(GROUPS, "strong"))
            choice = QRadioButton(paper.title)
            choice.setAccessibleDescription(WORDS.get(paper.key, ""))
            choice.setChecked(place == 0)
            self.kinds.addButton(choice, place)
            words = label(WORDS.get(paper.key, ""), "small", wrap=True)
            words.setContentsMargins(24, 0, 0, 4)
            kinds.addLayout(column(choice, words, spacing=1))
        kinds.addStretch(1)
        self.kinds.idToggled.connect(self._kind_chosen)
        self._reason_row = QWidget()
        reason_field = named(
            "Lý do in", self.reason, mandatory=True, hint="Giấy có tên: lý do và số dòng được ghi nhật ký."
        )
        reason_field.insertWidget(2, self.offers)
        self.offers.taken.connect(self._fault.hide)
        self._password_row = QWidget()
        self._password_row.setLayout(column(named("Mật khẩu của tôi", self.password, mandatory=True)))
        self._reason_row.setLayout(column(reason_field, self._password_row, spacing=12))
        self._group_row = QWidget()
        self._group_words = label("", "small", wrap=True)
        chooser = named(GROUPS, self.group)
        chooser.addWidget(self._group_words)
        self._group_row.setLayout(chooser)
        self._form_row = QWidget()
        self._form_row.setLayout(row(named("Dạng tệp", self.form), None))
        self.form.currentIndexChanged.connect(self._kind_chosen)
        self._page_row = QWidget()
        self._page_row.setLayout(row(named("In lại từ trang", self.from_page), None))
        make = self._make = button(icons, Push("Tạo tệp PDF", self.make, "printer", "primary"))
        self._open_file = button(icons, Push("Xem và in", self.preview, "printer", "primary"))
        self._open_folder = button(icons, Push("Mở thư mục", self.open_folder, "folder-open"))
        self._forget_made()
        terms = column(
            label("Kỳ và nơi lưu", "h2"),
            named("Kỳ báo cáo", self.period),
            self._group_row,
            self._form_row,
            self._reason_row,
            named("Thư mục lưu", self.folder),
            self._page_row,
            self._fault,
            row(make, None),
            self._result,
            row(self._open_file, self._open_folder, None),
            None,
            spacing=12,
        )
        cards = SideBySide(icons.theme, 660, (box(kinds), box(terms)))
        head = column(
            label("Biểu giấy", "h1"),
            label("Tạo giấy đúng thể thức để in. Số, ngày và chữ ký để trống.", "muted", wrap=True),
            spacing=2,
        )
        page.setLayout(column(head, cards, None, spacing=14, margins=PAGE))

    @property
    def kind(self) -> str:
        """Key of the chosen paper."""
        return list(papers.KINDS)[self.kinds.checkedId()]

    def show_part(self, part: str) -> None:
        """Choose a paper by its key."""
        self.kinds.button(list(papers.KINDS).index(part)).setChecked(True)

    @property
    def excel(self) -> bool:
        """Whether a workbook is wanted of a paper that can be one."""
        return papers.KINDS[self.kind].excel and bool(self.form.currentData())

    def _kind_chosen(self, *_: object) -> None:
        self._forget_made()
        paper = papers.KINDS[self.kind]
        self._show_grounds()
        self._group_row.setVisible(paper.group != "never")
        self._group_words.setText(NAME_ONE if paper.group == "must" else NAME_OR_ALL)
        self._form_row.setVisible(paper.excel)
        self._page_row.setVisible(not self.excel and paper.group != "must")
        self._make.setText("Tạo tệp Excel" if self.excel else "Tạo tệp PDF")

    @property
    def _names_persons(self) -> bool:
        group = self.group.group if papers.KINDS[self.kind].group != "never" else None
        office, period = self._view.office, self.period.period
        return bool(self._view.attempt(lambda: paper_names.names_persons(office, self.kind, period, group)))

    @property
    def _asks_password(self) -> bool:
        return self.excel or leaving.asks_password(self._view.office)

    def _show_grounds(self, *_: object) -> None:
        """Ask what this paper needs; the reason given for it the last time stands there unless another was typed."""
        names = self._names_persons
        self._reason_row.setVisible(names)
        if not names:
            return
        known = leaving.reasons(self._view.office, papers.KINDS[self.kind].title, self.kind)
        self.offers.offer(known.offered)
        if self.reason.text() in {"", self._filled_in}:
            self._filled_in = known.last
            self.reason.setText(known.last)
        self._password_row.setVisible(self._asks_password)

    def showEvent(self, event: QShowEvent) -> None:
        """What was typed elsewhere meanwhile counts here, or does no longer."""
        super().showEvent(event)
        self._show_grounds()

    def make(self) -> None:
        """Write the paper on the worker thread."""
        kind, period = self.kind, self.period.period
        grounds = Grounds(self.reason.text().strip(), self.password.text()) if self._names_persons else None
        if grounds is not None and not grounds.reason:
            self._refuse("Ghi một câu ngắn về lý do in.", self.reason)
            return
        if grounds is not None and not grounds.own_password and self._asks_password:
            self._password_row.show()
            self._refuse("Gõ lại mật khẩu của mình.", self.password)
            return
        if self.folder.path is None:
            self._refuse("Chọn thư mục lưu.", self.folder)
            return
        folder = self.folder.ready()
        if folder is None:
            return
        part = self._part()
        if part is None:
            return
        self._fault.hide()
        office = self._view.office

        path = folder / self._called()

        def work(progress: Progress) -> Path:
            return papers.make(office, kind, period, path, grounds=grounds, part=part, progress=progress)

        self.password.clear()
        self._view.run(self._make.text(), work, partial(self._written, self._wanted), self._not_made)

    def _not_made(self, error: BaseException) -> None:
        """A password that is wrong, or counts no longer, is told where it is typed."""
        if isinstance(error, PasswordRefused):
            self._password_row.show()
            self._refuse(" ".join((error.what, error.do)).strip(), self.password)
        else:
            self._view.fail(error)

    def _called(self) -> str:
        """Name of the file: the paper, the one model or club it is about, the period, today."""
        about = self.group.editor.text() if papers.KINDS[self.kind].group != "never" else ""
        ending = papers.XLSX if self.excel else papers.PDF
        return file_name(self._view.office, [papers.KINDS[self.kind].title, about, self.period.period.title], ending)

    def _part(self) -> Part | None:
        """What of the paper is wanted; None after saying what is missing."""
        typed, wanted = self.from_page.text().strip(), papers.KINDS[self.kind].group
        if wanted != "never" and self.group.is_unclear:
            self._refuse("Không có tên này trong sổ: chọn trong danh sách gợi ý, hoặc xóa trắng.", self.group.editor)
            return None
        if wanted == "must" and self.group.group is None:
            self._refuse("Chọn một mô hình hoặc câu lạc bộ.", self.group.editor)
            return None
        group = None if wanted == "never" else self.group.group
        return Part(from_page=int(typed) if typed.isdecimal() else 1, group=group, excel=self.excel)

    def _refuse(self, words: str, field: QWidget) -> None:
        self._fault.setText(words)
        self._fault.show()
        field.setFocus()

    @property
    def _wanted(self) -> tuple[object, ...]:
        """What tells one paper from another."""
        return self.kind, self.excel, self.period.period, self.group.group

    def _written(self, wanted: tuple[object, ...], path: Path) -> None:
        """Tell of it; what is offered to be seen and printed is always the paper that is chosen now."""
        tell_written(self._view, f"Đã tạo {path.name}.", path)
        self._show_grounds()
        if wanted == self._wanted:
            self._show_result(path)

    def _forget_made(self, *_: object) -> None:
        """Another paper is wanted: the one made before is offered no longer, nor what it lacked; its file stays."""
        self._fault.hide()
        self._show_result(None)

    def _show_result(self, path: Path | None) -> None:
        self.made = path
        for widget in (self._result, self._open_folder):
            widget.setVisible(path is not None)
        self._open_file.setVisible(path is not None and path.suffix.lower() == papers.PDF)
        if path is not None:
            self._result.setText(f"Đã tạo: {path}")

    def preview(self) -> None:
        """Show the paper as it will be printed."""
        if self.made is not None:
            PrintPreview(self._view, self.made, self).open()

    def open_folder(self) -> None:
        """Open the folder it is in."""
        if self.made is not None:
            open_path(self.made.parent)
