"""Setting a store up: unit, office, officer, password, recovery halves, a rehearsal, done."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from antq_desktop.domain.errors import AntqError
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.asking import PathField
from antq_desktop.gui.icons import Icons
from antq_desktop.gui.password_field import PasswordField
from antq_desktop.gui.pieces import Push, banner, box, button, column, label, named, row, scrolled
from antq_desktop.gui.steps import Wizard
from antq_desktop.gui.tasks import Task, Tasks
from antq_desktop.gui.trouble import Trouble
from antq_desktop.services import setup
from antq_desktop.services.office import Environment, Office
from antq_desktop.services.setup import Created, Setup

STEPS = ("Đơn vị", "Cán bộ", "Mã khôi phục", "Thử lại", "Xong")
PROFILES = (("commune", "Xã, phường, đặc khu: giữ sổ"), ("receiver", "Cấp trên: chỉ nhận gói dữ liệu"))
OFFICES = (("police", "Công an"), ("front", "Ủy ban MTTQ Việt Nam"))
SHORTEST = 10
HALVES = (
    "Mã khôi phục mở được dữ liệu khi mọi người quên mật khẩu. Mã chia làm hai nửa, giao cho hai người giữ riêng; "
    "một nửa không mở được gì. Chương trình không giữ bản nào: hãy in hoặc chép ra nơi an toàn ngay bây giờ."
)


class FirstRun(Wizard):
    """The steps of the first start.

    Args:
        folder: where the store will be.
        environment: resources and clock.
        tasks: the runner of long work.
        icons: with the theme.
        trouble: shows errors.
    """

    created = Signal(object)

    def __init__(self, folder: Path, environment: Environment, tasks: Tasks, icons: Icons, trouble: Trouble):
        super().__init__(icons, "Thiết lập lần đầu", f"Dữ liệu sẽ nằm ở: {folder}", STEPS)
        self._folder = folder
        self._environment = environment
        self._tasks = tasks
        self._trouble = trouble
        self._made: Created | None = None
        self.faults: dict[int, QLabel] = {}
        self.unit_code = QLineEdit()
        self.unit_code.setPlaceholderText("5 chữ số")
        self.unit_name = QLineEdit()
        self.unit_name.setPlaceholderText("ví dụ: Xã Vạn Thắng")
        self.profile = QComboBox()
        for code, words in PROFILES:
            self.profile.addItem(words, code)
        self.offices = QButtonGroup(self)
        self.officer_name = QLineEdit()
        self.login = QLineEdit()
        self.login.setPlaceholderText("chữ thường, không dấu")
        self.password = PasswordField(icons, "Mật khẩu")
        self.again = PasswordField(icons, "Gõ lại mật khẩu")
        self.halves = (label("", "code"), label("", "code"))
        self.half_paths = tuple(
            PathField(icons, f"Ghi nửa {number} vào tệp", "save", "Văn bản (*.txt)") for number in (1, 2)
        )
        self._question = label("", "strong", wrap=True)
        self.rehearsal = QLineEdit()
        for page in (self._unit_page(), self._officer_page(), self._halves_page(), self._rehearsal_page(), self._end()):
            self.add_step(scrolled(page, "Thiết lập lần đầu"))
        self.unit_code.setFocus()

    def _page(self, step: int, content: QVBoxLayout, *buttons: QWidget | None) -> QWidget:
        fault = label("", "problem", wrap=True)
        fault.hide()
        self.faults[step] = fault
        content.addWidget(fault)
        content.addLayout(row(*buttons))
        card = box(content, margins=(24, 18, 24, 20))
        card.setMaximumWidth(720)
        page = QWidget()
        across = row(card, None)
        across.setStretch(0, 10)
        page.setLayout(column(across, None))
        return page

    def _unit_page(self) -> QWidget:
        choices = row(spacing=18)
        for place, (_, words) in enumerate(OFFICES):
            choice = QRadioButton(words)
            choice.setChecked(place == 0)
            self.offices.addButton(choice, place)
            choices.addWidget(choice)
        choices.addStretch(1)
        content = column(
            label("Máy này dùng ở đâu", "h2"),
            named("Mã đơn vị hành chính", self.unit_code, mandatory=True, hint="Mã xã 5 chữ số; cấp tỉnh 2 chữ số."),
            named("Tên đơn vị", self.unit_name, mandatory=True, hint="Có cả chữ xã, phường hoặc đặc khu."),
            named("Dùng để", self.profile),
            column(label("Cơ quan của cán bộ đầu tiên", "strong"), choices, spacing=4),
            spacing=12,
        )
        following = button(self.icons, Push("Tiếp: cán bộ", self._to_officer, "chevron-right", "primary"))
        return self._page(0, content, None, following)

    def _officer_page(self) -> QWidget:
        content = column(
            label("Cán bộ đầu tiên", "h2"),
            named("Họ và tên", self.officer_name, mandatory=True),
            named("Tên đăng nhập", self.login, mandatory=True),
            named("Mật khẩu", self.password, mandatory=True, hint="Ít nhất 10 ký tự; một câu dài dễ nhớ là tốt nhất."),
            named("Gõ lại mật khẩu", self.again, mandatory=True),
            banner(self.icons, "Không có cách lấy lại mật khẩu. Quên mật khẩu thì dùng mã khôi phục ở bước sau."),
            spacing=12,
        )
        back = button(self.icons, Push("Quay lại", lambda: self.go(0), "chevron-left"))
        make = button(self.icons, Push("Tạo dữ liệu", self.make_store, "database", "primary"))
        return self._page(1, content, back, None, make)

    def _halves_page(self) -> QWidget:
        content = column(label("Mã khôi phục", "h2"), banner(self.icons, HALVES), spacing=10)
        for number, (shown, path) in enumerate(zip(self.halves, self.half_paths, strict=True), start=1):
            shown.setAccessibleName(f"Nửa {number} của mã khôi phục")
            save = button(self.icons, Push(f"Ghi nửa {number}", partial(self.save_half, number), "save"))
            saved = row(path, save, spacing=8)
            saved.setStretch(0, 1)
            content.addLayout(column(label(f"Nửa {number}: người giữ thứ {number}", "strong"), shown, saved, spacing=6))
        following = button(self.icons, Push("Tiếp: thử lại", self._to_rehearsal, "chevron-right", "primary"))
        return self._page(2, content, None, following)

    def _rehearsal_page(self) -> QWidget:
        content = column(
            label("Thử lại một lần", "h2"),
            label("Nhìn vào bản vừa in hoặc vừa chép, gõ lại một nhóm số để chắc là đọc được.", wrap=True),
            self._question,
            named("Nhóm số", self.rehearsal),
            spacing=12,
        )
        back = button(self.icons, Push("Xem lại mã", lambda: self.go(2), "chevron-left"))
        check = button(self.icons, Push("Kiểm tra", self.rehearse, "check", "primary"))
        self.rehearsal.returnPressed.connect(self.rehearse)
        return self._page(3, content, back, None, check)

    def _end(self) -> QWidget:
        words = "Đã thiết lập xong. Việc nên làm tiếp: nhập khu dân cư, rồi nhập danh sách hộ từ Excel."
        content = column(label("Sẵn sàng", "h2"), label(words, wrap=True), spacing=10)
        start = button(self.icons, Push("Bắt đầu làm việc", self._finish, "chevron-right", "primary"))
        return self._page(4, content, None, start)

    def _refuse(self, step: int, words: str, field: QWidget | None = None) -> None:
        self.faults[step].setText(words)
        self.faults[step].setVisible(bool(words))
        if field is not None:
            field.setFocus()

    def _to_officer(self) -> None:
        code = self.unit_code.text().strip()
        if not (code.isascii() and code.isdecimal() and len(code) in {2, 5}):
            self._refuse(0, "Mã đơn vị: mã xã có 5 chữ số, mã tỉnh có 2 chữ số.", self.unit_code)
        elif not self.unit_name.text().strip():
            self._refuse(0, "Ghi tên đơn vị.", self.unit_name)
        else:
            self._refuse(0, "")
            self.go(1)
            self.officer_name.setFocus()

    def _officer_fault(self) -> tuple[str, QWidget] | None:
        if not self.officer_name.text().strip():
            return "Ghi họ và tên cán bộ.", self.officer_name
        if not self.login.text().strip():
            return "Ghi tên đăng nhập.", self.login
        if len(self.password.text()) < SHORTEST:
            return f"Mật khẩu cần ít nhất {SHORTEST} ký tự.", self.password
        if self.password.text() != self.again.text():
            return "Hai lần gõ mật khẩu không giống nhau.", self.again
        return None

    def terms(self) -> Setup:
        """What was typed."""
        return Setup(
            unit_code=self.unit_code.text().strip(),
            unit_name=self.unit_name.text(),
            profile=str(self.profile.currentData()),
            office_kind=OFFICES[self.offices.checkedId()][0],
            login=self.login.text(),
            officer_name=self.officer_name.text(),
            password=self.password.text(),
        )

    def make_store(self) -> None:
        """Make the store, on the worker thread."""
        fault = self._officer_fault()
        if fault is not None:
            self._refuse(1, *fault)
            return
        self._refuse(1, "")
        terms = self.terms()

        def work(progress: Progress) -> Created:
            progress.step(0, None, "Tạo khóa và cơ sở dữ liệu")
            return setup.create(self._folder, terms, self._environment)

        self._tasks.start(Task("Tạo dữ liệu", work).then(self._show_halves, self._creation_failed))

    def _creation_failed(self, error: BaseException) -> None:
        if isinstance(error, AntqError):
            self._refuse(1, error.message)
        else:
            self._trouble.show(error)

    def _show_halves(self, made: Created) -> None:
        self._made = made
        self.password.clear()
        self.again.clear()
        for shown, half in zip(self.halves, made.halves, strict=True):
            shown.setText(half.text)
        self.go(2)

    def save_half(self, number: int) -> None:
        """Write one half where the officer chose."""
        field = self.half_paths[number - 1]
        if field.path is None:
            field.pick()
        path = field.path
        if self._made is None or path is None:
            self._refuse(2, "Chọn nơi ghi, ví dụ một USB.", field)
            return
        half = self._made.halves[number - 1]
        words = (
            f"MÃ KHÔI PHỤC – NỬA {number} – {self._made.office.unit_name} ({self._made.office.unit_code})\n"
            "Giữ kín, riêng với nửa kia. Cần đủ hai nửa mới mở được dữ liệu.\n\n"
            f"{half.text}\n"
        )
        try:
            path.write_text(words, encoding="utf-8")
        except OSError:
            self._refuse(2, f"Không ghi được vào {path}. Chọn nơi khác.", field)
            return
        self._refuse(2, f"Đã ghi nửa {number} vào {path}. Chuyển tệp cho người giữ rồi xóa khỏi máy này.")

    def _asked(self) -> tuple[int, int]:
        """Which half and which group are asked for: known only from the halves themselves."""
        first = self.halves[0].text().replace("\n", " ").split()
        number = int(first[0][-1]) % 2
        return number, int(first[1][-1]) % 8 + 4

    def _to_rehearsal(self) -> None:
        half, group = self._asked()
        self._question.setText(f"Gõ nhóm số thứ {group + 1} của nửa {half + 1}:")
        self.rehearsal.clear()
        self.go(3)
        self.rehearsal.setFocus()

    def rehearse(self) -> None:
        """Compare the typed group with the paper's."""
        half, group = self._asked()
        wanted = self.halves[half].text().replace("\n", " ").split()[group]
        if self.rehearsal.text().replace(" ", "") != wanted:
            self._refuse(3, "Chưa khớp. Xem lại bản đã in hoặc đã chép rồi gõ lại.", self.rehearsal)
            return
        self._refuse(3, "")
        for shown in self.halves:
            shown.clear()
        self.go(4)

    def _finish(self) -> None:
        if self._made is not None:
            office: Office = self._made.office
            self.created.emit(office)
