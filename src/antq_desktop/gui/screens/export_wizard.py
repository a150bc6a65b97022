"""Handing numbers over: period, check, what leaves, seal, where it lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from antq_desktop.domain.indicators import Status
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.periods import Period
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.forms.asking import PathField
from antq_desktop.gui.forms.period_choice import PeriodChoice
from antq_desktop.gui.printing.files_out import PACKAGES, first_folder, open_path, tell_written
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.gui.widgets.pieces import Push, banner, button, clear, column, label, named, picture, row
from antq_desktop.gui.widgets.plain_table import PlainTable
from antq_desktop.gui.widgets.steps import Wizard, step_page
from antq_desktop.services import indicators, leaving, standing
from antq_desktop.services.handover import enrolment, handing_over, package_tables
from antq_desktop.services.handover.handing_over import Exported
from antq_desktop.services.indicators import Figures

STEPS = ("Chọn kỳ", "Kiểm tra số liệu", "Nội dung gói", "Niêm phong", "Giao gói")
TABLES = {
    "areas": "Khu dân cư",
    "pledge_counts": "Số hộ, số hộ đã ký theo khu dân cư và tổ chức",
    "indicators": "Chỉ tiêu",
    "model_types": "Loại mô hình",
    "model_points": "Điểm mô hình: số tổ, thành viên, hoạt động",
    "clubs": "Câu lạc bộ: hội viên, hoạt động",
    "group_months": "Hoạt động của mô hình, câu lạc bộ theo tháng",
    "group_stock": "Số loại, điểm, tổ, câu lạc bộ đầu kỳ, tăng, giảm, cuối kỳ",
}
CONTENT = "numbers"
AGAIN = "Niêm phong nữa là thêm một gói cùng kỳ: chỉ làm khi số đã sửa."
FINE, TOLD, LACKS = "fine", "told", "lacks"
SIGNS = {FINE: ("circle-check", "good"), TOLD: ("info", "muted"), LACKS: ("triangle-alert", "warn")}


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check found: period, figures, rows by table, headings by table, whether the device is enrolled.

    `before` tells what was sealed of the period already.
    """

    period: Period
    figures: Figures
    rows: Mapping[str, int]
    fields: Mapping[str, str]
    enrolled: bool
    before: str


class ExportPage(Wizard):
    """The wizard; every step goes back until the package is sealed."""

    def __init__(self, view: OfficeView):
        words = "Gói số liệu tổng hợp được niêm phong; chép ra USB hoặc gửi khi có mạng."
        super().__init__(view.icons, "Xuất gói dữ liệu", words, STEPS)
        self._view = view
        self._wanted = view.period
        self._checked: Checked | None = None
        self._sealing = False
        self._headings: dict[QLabel, str] = {}
        self.exported: Exported | None = None
        self.period = PeriodChoice(view)
        self.findings: QVBoxLayout = column(spacing=10)
        self.tables = PlainTable("Nội dung gói", ("Bảng", "Số dòng", "Các cột"), right=(1,), stretch=2)
        self.tables.wrap(0.3)
        self.folder = PathField(view.icons, "Thư mục ghi gói", "folder", cautious=partial(leaving.synced, view.office))
        self.folder.show_path(first_folder(view, PACKAGES))
        self.recipients = ChoiceBox()
        self.sealed_path = label("", "strong", wrap=True)
        self._sealed_facts: QVBoxLayout = column(spacing=6)
        for page in (self._first(), self._second(), self._third(), self._fourth(), self._fifth()):
            self.add_step(page)
        view.year_changed.connect(self.period.show_year)

    def _page(self, content: QVBoxLayout, *buttons: QWidget | None) -> QWidget:
        return step_page("Xuất gói dữ liệu", content, *buttons)

    def _heading(self, words: str) -> QLabel:
        """The heading of a step, which names the period too once it is chosen."""
        made = label(words, "h2", wrap=True)
        self._headings[made] = words
        return made

    def show_period(self, period: Period) -> None:
        """Begin anew with a period, unless a package is being sealed."""
        if not self._sealing:
            self.period.show_period(period)
            self._wanted = self.period.period
            self.go(0)

    def _back(self, step: int) -> QWidget:
        return button(self.icons, Push("Quay lại", lambda: self.go(step), "chevron-left"))

    def _first(self) -> QWidget:
        following = button(self.icons, Push("Tiếp: kiểm tra số liệu", self.check, "chevron-right", "primary"))
        words = "Số liệu chốt ở ngày cuối kỳ, hoặc hôm nay nếu kỳ chưa kết thúc."
        content = column(label("Kỳ báo cáo", "h2"), self.period, label(words, "muted", wrap=True), spacing=10)
        return self._page(content, None, following)

    def _second(self) -> QWidget:
        following = button(self.icons, Push("Tiếp: nội dung gói", lambda: self.go(2), "chevron-right", "primary"))
        content = column(self._heading("Kiểm tra số liệu"), self.findings, spacing=10)
        return self._page(content, self._back(0), None, following)

    def _third(self) -> QWidget:
        following = button(self.icons, Push("Tiếp: niêm phong", self._to_sealing, "chevron-right", "primary"))
        words = "Gói chỉ có số đếm, mã và ngày. Không có tên người, địa chỉ, số điện thoại, ghi chú hay tệp."
        content = column(
            self._heading("Những gì rời khỏi máy"),
            banner(self.icons, words, look="good_banner"),
            self.tables,
            spacing=10,
        )
        return self._page(content, self._back(1), None, following)

    def _fourth(self) -> QWidget:
        seal = button(self.icons, Push("Niêm phong", self.seal, "package-check", "primary"))
        note = "Con dấu niêm phong là biện pháp kỹ thuật giữ nguyên vẹn, không phải chữ ký số theo luật."
        content = column(
            self._heading("Niêm phong và ghi ra"),
            named("Thư mục ghi gói", self.folder, hint="Có thể chọn thẳng USB."),
            named("Mã hóa cho nơi nhận", self.recipients),
            label(note, "small", wrap=True),
            spacing=12,
        )
        return self._page(content, self._back(2), None, seal)

    def _fifth(self) -> QWidget:
        show = button(self.icons, Push("Mở thư mục", self.open_folder, "folder-open"))
        outbox = button(self.icons, Push("Hộp thư đi", lambda: self._view.open("outbox"), "send", "primary"))
        again = button(self.icons, Push("Gói khác", lambda: self.go(0), "refresh-cw"))
        content = column(self._heading("Đã niêm phong"), self.sealed_path, self._sealed_facts, spacing=10)
        return self._page(content, again, None, show, outbox)

    def check(self) -> None:
        """Count and look, on the worker thread; then show what was found."""
        office, period = self._view.office, self.period.period
        self._wanted = period

        def work(progress: Progress) -> Checked:
            return _checked(self._view, period, progress)

        self._view.run("Kiểm tra số liệu", work, self._show_check)
        self.recipients.clear()
        self.recipients.addItem("Không mã hóa (gói số liệu không có tên người)", None)
        for recipient in self._view.attempt(lambda: enrolment.recipients(office)) or ():
            self.recipients.addItem(recipient.id, recipient.id)

    def _show_check(self, checked: Checked) -> None:
        if checked.period != self._wanted:
            return  # another one was asked for meanwhile
        self._checked = checked
        for heading, words in self._headings.items():
            heading.setText(f"{words}: {checked.period.title}")
        clear(self.findings)
        for found, words in findings(checked):
            line = row(picture(self.icons, *SIGNS[found]), label(words, wrap=True), spacing=10)
            line.setStretch(1, 1)
            self.findings.addLayout(line)
        self.tables.show_rows(
            [(TABLES.get(key, key), show_count(count), checked.fields[key]) for key, count in checked.rows.items()]
        )
        self.tables.fit_height()
        self.go(1)

    def _to_sealing(self) -> None:
        self.go(3)
        self.folder.setFocus()
        self.folder.ready()  # a folder that was there last time is told before anything is pressed

    def seal(self) -> None:
        """Seal the package, on the worker thread."""
        folder, checked = self.folder.ready(), self._checked
        if folder is None or checked is None:
            self.folder.setFocus()
            return
        if self._sealing:
            return
        self._sealing = True
        office, period, to = self._view.office, checked.period, self.recipients.currentData()

        def work(progress: Progress) -> Exported:
            return handing_over.export(office, CONTENT, period, folder, to=to, progress=progress)

        self._view.run("Niêm phong gói", work, self._show_sealed).finished.connect(self._sealing_ended)

    def _sealing_ended(self) -> None:
        """It was sealed, refused, or given up."""
        self._sealing = False

    def _show_sealed(self, exported: Exported) -> None:
        self.exported = exported
        self.sealed_path.setText(str(exported.path))
        clear(self._sealed_facts)
        facts = [
            f"Số thứ tự {exported.sequence} · mã gói {exported.identity[:16]}…",
            f"{show_count(sum(exported.rows.values()))} dòng trong {len(exported.rows)} bảng",
            "Chép tệp này ra USB, mang lên nơi nhận hoặc gửi khi có mạng.",
        ]
        if not exported.enrolled:
            facts.append("Máy chưa được tỉnh cấp chứng thư: nơi nhận sẽ giữ gói lại chờ đối chiếu.")
        for words in facts:
            self._sealed_facts.addWidget(label(words, wrap=True))
        tell_written(self._view, "Đã niêm phong gói.", exported.path, PACKAGES)
        self.go(4)

    def open_folder(self) -> None:
        """Open the folder of the package."""
        if self.exported is not None:
            open_path(self.exported.path.parent)


def _checked(view: OfficeView, period: Period, progress: Progress) -> Checked:
    office = view.office
    progress.step(0, 3, "Đếm chỉ tiêu")
    figures = indicators.figures(office, period)
    progress.step(1, 3, "Đếm dòng của gói")
    tables = package_tables.number_tables(office, period)
    rows = {table.name: sum(1 for _ in table.rows) for table in tables}
    fields = {table.name: ", ".join(item.title for item in table.fields) for table in tables}
    progress.step(2, 3, "Đọc khóa niêm phong")
    enrolled = enrolment.status(office).enrolled
    return Checked(period, figures, rows, fields, enrolled, standing.sealed_before(office, period))


def findings(checked: Checked) -> list[tuple[str, str]]:
    """Sentences of the check: what kind each is, a key of `SIGNS`, and its words."""
    found: list[tuple[str, str]] = []
    if checked.before:
        found.append((LACKS, f"{checked.before} {AGAIN}"))
    for measure in checked.figures.measures[:2]:
        counted = f"{show_count(measure.numerator)}/{show_count(measure.denominator)} hộ"
        verdict = f", {measure.verdict}" if measure.verdict else ""
        words = f"{measure.id} · {measure.title}: {counted} ({measure.shown}{verdict})"
        kind = FINE if measure.reached else TOLD
        found.append((kind if measure.status is Status.OK else LACKS, words))
    empty = [area.name for area in checked.figures.areas if not area.households]
    if empty:
        found.append((LACKS, f"Khu dân cư chưa có hộ nào: {', '.join(empty[:6])}{'…' if len(empty) > 6 else ''}"))
    else:
        found.append((FINE, f"{show_count(len(checked.figures.areas))} khu dân cư đều có hộ."))
    if checked.enrolled:
        found.append((FINE, "Máy đã được tỉnh cấp chứng thư niêm phong."))
    else:
        found.append((LACKS, "Máy chưa được tỉnh cấp chứng thư; vẫn niêm phong được, nơi nhận sẽ giữ lại đối chiếu."))
    return found
