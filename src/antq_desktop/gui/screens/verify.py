"""Checking a package: four fixed statements, never the single word "hợp lệ"."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from antq_desktop.domain.dates import show_moment
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.forms.asking import PathField, on_enter
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.pieces import PAGE, Push, box, button, clear, column, label, named, picture, row, scrolled
from antq_desktop.packages.verification import Verification, claims, warning_sentences
from antq_desktop.services.handover import enrolment, handing_over

PATTERN = "Gói dữ liệu (*.asice *.age *.antq);;Mọi tệp (*)"
UNTRUSTED = "E_CERT_UNTRUSTED"
SIGNS: dict[bool | None, tuple[str, str]] = {
    True: ("circle-check", "good"),
    False: ("circle-alert", "bad"),
    None: ("info", "muted"),
}


def statements(found: Verification) -> list[tuple[bool | None, str]]:
    """What an offline check may claim, in fixed words; None marks what is stated, not checked.

    Source: packages.md 2 of the design: content, signer, revocation as of a date, time as stated.
    """
    if found.accepted:
        known = (True, True, None if found.bundle_date is None else True, None)
        return list(zip(known, claims(found), strict=True))
    sealed = found.code == UNTRUSTED
    content = "Nội dung không thay đổi kể từ khi niêm phong: "
    content += "đúng, theo chính con dấu trong gói." if sealed else "không xác nhận được."
    unit = f", đơn vị {found.unit}" if found.unit else ""
    signer = f"Nơi niêm phong: {found.signer or 'không đọc được'}{unit}; máy này chưa tin cậy chứng thư đó."
    revoked = "Chứng thư không nằm trong danh sách bị thu hồi: không có danh sách thu hồi để đối chiếu."
    time = show_moment(found.signing_time) or "không đọc được"
    return [(sealed, content), (False, signer), (None, revoked), (None, f"Giờ niêm phong theo máy gửi: {time}.")]


class VerifyPage(QWidget):
    """Picks a package and shows what its check may claim."""

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self._view = view
        self.file = PathField(view.icons, "Tệp gói", "open", PATTERN)
        on_enter(self.file.line, self.check)
        self.trust = PathField(view.icons, "Tệp tin cậy (nếu có)", "open", "Gói tin cậy, chứng thư (*)")
        self._fault = label("", "problem", wrap=True)
        self._fault.hide()
        self._result: QVBoxLayout = column(spacing=10)
        self._card = box(self._result)
        self._card.hide()
        go = button(view.icons, Push("Kiểm tra", self.check, "shield-check", "primary"))
        page = QWidget()
        hint = "Bỏ trống để dùng gói tin cậy đã cài ở máy này."
        form = column(
            named("Tệp gói", self.file, mandatory=True),
            named("Tệp tin cậy (nếu có)", self.trust, hint=hint),
            self._fault,
            row(go, None),
            spacing=12,
        )
        head = column(
            label("Kiểm tra gói", "h1"),
            label("Kiểm tra con dấu niêm phong ngay trên máy này, không cần mạng.", "muted", wrap=True),
            spacing=2,
        )
        for field in (self.file, self.trust):
            field.line.returnPressed.connect(self.check)
        page.setLayout(column(head, box(form), self._card, None, spacing=14, margins=PAGE))
        self.setLayout(column(scrolled(page, "Kiểm tra gói")))

    def check(self) -> None:
        """Check the file on the worker thread."""
        path, trust_path = self.file.path, self.trust.path
        if path is None or not path.is_file():
            self._fault.setText("Chọn một tệp gói có trên máy.")
            self._fault.show()
            self.file.setFocus()
            return
        self._fault.hide()
        office = self._view.office

        def work(progress: Progress) -> Verification:
            own = enrolment.trust(office)
            trust = own if trust_path is None else handing_over.read_trust(trust_path, own)
            return handing_over.verify([path], office.clock(), trust, progress)[0]

        self._view.run("Kiểm tra gói", work, self.show_result)

    def show_result(self, found: Verification) -> None:
        """Write the four statements, the verdict's code and what the package says it is."""
        clear(self._result)
        icons = self._view.icons
        title = "Kết quả kiểm tra" if found.accepted else "Gói chưa được chấp nhận"
        self._result.addWidget(label(title, "h2"))
        for known, words in statements(found):
            icon, colour = SIGNS[known]
            line = row(picture(icons, icon, colour), label(words, wrap=True), spacing=10)
            line.setStretch(1, 1)
            self._result.addLayout(line)
        if found.message:
            self._result.addWidget(label(f"{found.message} [{found.code}]", "problem", wrap=True))
        for words in warning_sentences(found):
            self._result.addWidget(label(words, "caution", wrap=True))
        if found.identity:
            self._result.addWidget(label(f"Mã gói: {found.identity}", "small", wrap=True))
        note = "Con dấu niêm phong là biện pháp kỹ thuật giữ nguyên vẹn, không phải chữ ký số theo luật."
        self._result.addWidget(label(note, "small", wrap=True))
        self._card.show()

    def texts(self) -> list[str]:
        """Every sentence of the result, for screen readers and tests."""
        found = []
        for place in range(self._result.count()):
            item = self._result.itemAt(place)
            inner = None if item is None else item.layout()
            widget = None if item is None else item.widget()
            if inner is not None:
                last = inner.itemAt(1)
                widget = None if last is None else last.widget()
            if widget is not None:
                found.append(str(widget.property("text")))
        return found
