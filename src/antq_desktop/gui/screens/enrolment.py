"""The device's key for sealing: request, answer of the province, trust bundle, state."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from antq_desktop.domain.clock import VIETNAM
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.forms.asking import PathField
from antq_desktop.gui.running.latest import Latest
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.pieces import (
    PAGE,
    Item,
    Push,
    box,
    button,
    clear,
    column,
    label,
    named,
    page_head,
    row,
    scrolled,
    set_look,
)
from antq_desktop.services.handover import authorities, enrolment
from antq_desktop.services.handover.enrolment import KeyStatus
from antq_desktop.services.office import Office

READ_OUT = "Đọc các nhóm số này qua điện thoại cho cán bộ tỉnh đối chiếu trước khi tỉnh cấp chứng thư."


class EnrolmentPage(QWidget):
    """Three steps and the state of the key."""

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self._view = view
        self._status: Latest[Office, KeyStatus] = Latest(view, "Đọc khóa", enrolment.status, self._show)
        folder = view.office.paths.folder
        self.state = label("", "pill")
        self._facts: QVBoxLayout = column(spacing=4)
        self.groups = label("", "code", wrap=True)
        self.request_path = PathField(view.icons, "Ghi yêu cầu vào tệp", "save", "Yêu cầu (*.antq-request)")
        self.request_path.show_path(folder / f"yeu-cau-{view.office.unit_code}.antq-request")
        self.answer_path = PathField(view.icons, "Tệp trả lời của tỉnh", "open")
        self.trust_path = PathField(view.icons, "Tệp gói tin cậy", "open")
        page = QWidget()
        page.setLayout(column(*self._cards(), None, spacing=14, margins=PAGE))
        self.setLayout(column(scrolled(page, "Khóa niêm phong")))

    def _cards(self) -> list[Item]:
        icons = self._view.icons
        may = self._view.office.may("trust")
        words = "Mỗi máy có một khóa riêng; tỉnh cấp chứng thư cho khóa đó."
        head = page_head("Khóa niêm phong", words, self.state)
        request = button(icons, Push("Ghi tệp yêu cầu", self.request, "key-round", "primary"))
        install = button(icons, Push("Cài tệp trả lời", self.install, "file-check"))
        trust = button(icons, Push("Cài gói tin cậy", self.install_trust, "shield-check"))
        for made in (request, install, trust):
            made.setEnabled(may)
        steps: list[Item] = [
            head,
            box(column(label("Khóa của máy này", "h2"), self._facts, label(READ_OUT, "small", wrap=True), self.groups)),
            box(
                column(
                    label("1. Gửi yêu cầu lên tỉnh", "h2"),
                    named("Ghi yêu cầu vào tệp", self.request_path),
                    row(request, None),
                    spacing=10,
                )
            ),
            box(
                column(
                    label("2. Cài trả lời của tỉnh", "h2"),
                    named("Tệp trả lời của tỉnh", self.answer_path),
                    row(install, None),
                    spacing=10,
                )
            ),
            box(
                column(
                    label("3. Cập nhật gói tin cậy khi tỉnh gửi bản mới", "h2"),
                    named("Tệp gói tin cậy", self.trust_path),
                    row(trust, None),
                    spacing=10,
                )
            ),
        ]
        if not may:
            steps.insert(1, label("Chỉ quản trị mới đổi được khóa và gói tin cậy.", "caution", wrap=True))
        if self._view.office.training:
            words = "Dữ liệu mẫu: một “tỉnh mẫu” ngay trên máy này cấp chứng thư để thử trọn quy trình."
            demo = button(icons, Push("Tỉnh mẫu cấp chứng thư ngay", self.enrol_by_demo, "badge-check", "primary"))
            demo.setEnabled(may)
            steps.insert(1, box(column(label("Thử với tỉnh mẫu", "h2"), label(words, wrap=True), row(demo, None))))
        return steps

    def showEvent(self, event: QShowEvent) -> None:
        """Read the state again whenever the page is looked at."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read the state of the key off the window's thread."""
        self._status.want(self._view.office)

    def _show(self, status: KeyStatus) -> None:
        self.state.setText("Đã được tỉnh cấp chứng thư" if status.enrolled else "Chưa được cấp chứng thư")
        set_look(self.state, "pill_good" if status.enrolled else "pill_warn")
        clear(self._facts)
        until = show_date(status.not_after.astimezone(VIETNAM).date())
        for words in (f"Nơi cấp: {status.issuer}", f"Có hiệu lực đến hết ngày {until}", f"Mã máy: {status.device}"):
            self._facts.addWidget(label(words, wrap=True))
        self.groups.setText(" ".join(status.groups))
        self.groups.setAccessibleName("Dấu vân tay của khóa")

    def request(self) -> None:
        """Write the request file."""
        path = self.request_path.ready()
        if path is None:
            self.request_path.setFocus()
            return
        office = self._view.office

        def done(_groups: object) -> None:
            self._view.tell(f"Đã ghi {path.name}. Chuyển tệp này lên tỉnh.")

        self._view.run("Ghi yêu cầu", lambda _progress: enrolment.request(office, path), done)

    def install(self) -> None:
        """Install the province's answer."""
        self._install(self.answer_path, "Cài tệp trả lời")

    def _install(self, field: PathField, title: str) -> None:
        path = field.path
        if path is None:
            field.setFocus()
            return
        office = self._view.office

        def done(status: KeyStatus) -> None:
            self._show(status)
            self._view.tell("Đã cài chứng thư của tỉnh cho máy này.")

        self._view.run(title, lambda _progress: enrolment.install(office, path), done)

    def install_trust(self) -> None:
        """Install a newer trust bundle."""
        path = self.trust_path.path
        if path is None:
            self.trust_path.setFocus()
            return
        office = self._view.office

        def done(_trust: object) -> None:
            self._view.tell("Đã cài gói tin cậy mới.")

        self._view.run("Cài gói tin cậy", lambda _progress: enrolment.trust_install(office, path), done)

    def enrol_by_demo(self) -> None:
        """Let the sample province on this machine issue the certificate."""
        office = self._view.office
        folder = office.paths.folder
        request, answer = folder / "yeu-cau-mau.antq-request", folder / "tra-loi-mau.antq-answer"

        def work(progress: Progress) -> KeyStatus:
            progress.step(0, 3, "Ghi yêu cầu")
            enrolment.request(office, request)
            progress.step(1, 3, "Tỉnh mẫu cấp chứng thư")
            authorities.demo_answer(office, request, answer)
            progress.step(2, 3, "Cài trả lời")
            return enrolment.install(office, answer)

        def done(status: KeyStatus) -> None:
            self._show(status)
            self._view.tell("Tỉnh mẫu đã cấp chứng thư cho máy này.")

        self._view.run("Tỉnh mẫu cấp chứng thư", work, done)
