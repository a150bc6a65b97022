"""Setting a store up: unit, office, officer, password, recovery halves, a rehearsal, done."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from antq_desktop.domain.clock import VIETNAM
from antq_desktop.domain.errors import AntqError
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.help.trouble import Trouble
from antq_desktop.gui.printing.recovery_papers import HalvesPart, RehearsalPart
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.tasks import Task, Tasks
from antq_desktop.gui.screens.first_run_parts import CARD_WIDTH, EndCard, OfficerCard, StepCard, UnitCard
from antq_desktop.gui.screens.first_run_restore import RestoreDialog
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import Push, banner, box, button, column, label, scrolled
from antq_desktop.gui.widgets.reflow import SideBySide
from antq_desktop.gui.widgets.steps import Wizard
from antq_desktop.services import rehearsing, setup
from antq_desktop.services.office import Environment, Office
from antq_desktop.services.setup import Created
from antq_desktop.storage import catalogues

STEPS = ("Đơn vị", "Cán bộ", "Mã phục hồi", "Thử lại", "Xong")
UNIT, OFFICER, HALVES, REHEARSAL, END = range(len(STEPS))
WIDE = 1010
ABOUT_HALVES = (
    "Mã phục hồi mở được dữ liệu khi mọi người quên mật khẩu. Mã chia làm hai nửa, giao cho hai người giữ riêng; "
    "một nửa không mở được gì. Chương trình không giữ bản nào: hãy in hoặc chép ra nơi an toàn ngay bây giờ."
)
NOT_TAKEN = (
    "Chưa in và chưa ghi ra tệp: {}. Xong bước sau thì không xem lại được. Đã chép tay đủ cả thì bấm “Tiếp: thử lại”"
    " lần nữa."
)
NEVER_TAKEN = (
    "Chưa in và chưa ghi ra tệp: {}. Nên lập hai tờ mới trong Cài đặt, phần Bảo mật; trang Tổng quan nhắc việc này."
)
NEXT = "Việc nên làm tiếp: nhập khu dân cư, rồi nhập danh sách hộ từ Excel."


class FirstRun(Wizard):
    """The steps of the first start.

    Args:
        folder: where the store will be.
        environment: resources and clock.
        tasks: the runner of long work.
        icons: with the theme.
        trouble: shows errors.
        open_sample: makes or opens the sample commune in a folder of its own; None offers none.
    """

    created = Signal(object)

    def __init__(
        self,
        folder: Path,
        environment: Environment,
        tasks: Tasks,
        icons: Icons,
        trouble: Trouble,
        open_sample: Callable[[Progress], Office] | None = None,
    ):
        super().__init__(icons, "Thiết lập lần đầu", f"Dữ liệu sẽ nằm ở: {folder}", STEPS)
        self._folder = folder
        self._environment = environment
        self._tasks = tasks
        self._trouble = trouble
        self._open_sample = open_sample
        self._made: Created | None = None
        known = catalogues.load(environment.resources).units
        today = environment.clock().astimezone(VIETNAM).date()
        self.unit = UnitCard(icons, known, today, self._following("Tiếp: cán bộ", self.to_officer))
        make = button(icons, Push("Tạo dữ liệu", self.make_store, "database", "primary"))
        self.officer = OfficerCard(icons, self.unit, self._back("Quay lại", UNIT), make)
        self.halves = HalvesPart(icons)
        self.rehearsal = RehearsalPart()
        self._halves_card = self._make_halves_card()
        self.end = EndCard(self._following("Bắt đầu làm việc", self.finish))
        rehearsal = self._make_rehearsal_card()
        for card in (self.unit, self.officer, self._halves_card, rehearsal, self.end):
            card.narrow(icons.theme)
        self.unit.setMaximumWidth(icons.theme.pixels(CARD_WIDTH))
        first = SideBySide(icons.theme, WIDE, (self.unit, self._other_ways()), (2, 1))
        for page in (first, self.officer, self._halves_card, rehearsal, self.end):
            self.add_step(scrolled(page, "Thiết lập lần đầu"))
        self.setFocusProxy(self.unit)
        self.unit.setFocus()

    def _following(self, words: str, act: Callable[[], object]) -> QPushButton:
        return button(self.icons, Push(words, act, "chevron-right", "primary"))

    def _back(self, words: str, step: int) -> QPushButton:
        return button(self.icons, Push(words, lambda: self.go(step), "chevron-left"))

    def _make_halves_card(self) -> StepCard:
        content = column(label("Mã phục hồi", "h2"), banner(self.icons, ABOUT_HALVES), self.halves, spacing=12)
        return StepCard(content, (None, self._following("Tiếp: thử lại", self.to_rehearsal)))

    def _make_rehearsal_card(self) -> StepCard:
        content = column(
            label("Thử lại một lần", "h2"),
            label("Nhìn vào hai tờ vừa in (hoặc hai tệp vừa ghi), gõ lại một nhóm số của mỗi tờ.", wrap=True),
            self.rehearsal,
            spacing=12,
        )
        later = button(self.icons, Push("Để thử sau", self.put_off))
        check = button(self.icons, Push("Kiểm tra", self.rehearse, "check", "primary"))
        return StepCard(content, (self._back("Xem lại mã", HALVES), None, later, check))

    def _other_ways(self) -> QWidget:
        """What can be done instead of setting a commune up."""
        sample = button(self.icons, Push("Thử với xã mẫu", self.try_sample, "book-open"))
        restore = button(self.icons, Push("Phục hồi từ bản sao lưu…", self.ask_restore, "database"))
        self._others = (sample, restore)
        trying = "Mở một xã không có thật, đầy đủ hộ và bản cam kết, trong thư mục riêng. Không ảnh hưởng dữ liệu thật."
        again = "Máy cũ hỏng hoặc mất: lấy lại toàn bộ sổ từ bản sao lưu và hai nửa mã phục hồi."
        content = column(label("Hoặc", "h2"), label(trying, "muted", wrap=True), sample, spacing=8)
        if self._open_sample is None:
            content = column(label("Hoặc", "h2"), spacing=8)
        content.addSpacing(10)
        content.addWidget(label(again, "muted", wrap=True))
        content.addWidget(restore)
        card: QFrame = box(content)
        around = QWidget()
        around.setLayout(column(card, None))
        return around

    def to_officer(self) -> None:
        """Go on from the unit."""
        if not self.unit.refused():
            self.go(OFFICER)
            self.officer.setFocus()

    def make_store(self) -> None:
        """Make the store, on the worker thread."""
        if self.officer.refused():
            return
        self.officer.refuse("")
        terms = self.officer.terms()

        def work(progress: Progress) -> Created:
            progress.step(0, None, "Tạo khóa và cơ sở dữ liệu")
            return setup.create(self._folder, terms, self._environment)

        self.officer.wait("Đang tạo khóa và cơ sở dữ liệu; máy chậm thì mất vài giây…")
        task = Task("Tạo dữ liệu", work).then(self._show_halves, self._creation_failed)
        task.cancelled.connect(partial(self.officer.wait, ""))
        self._tasks.start(task)

    def _creation_failed(self, error: BaseException) -> None:
        self.officer.wait("")
        if isinstance(error, AntqError):
            self.officer.refuse(error.message)
        else:
            self._trouble.show(error)

    def _show_halves(self, made: Created) -> None:
        self._made = made
        self.officer.wait("")
        self.officer.password.clear()
        self.halves.show_halves(self._view(made.office), made.halves)
        self.go(HALVES)
        self.halves.parts[0].path.setFocus()

    def _view(self, office: Office) -> OfficeView:
        """What the preview needs; what it tells stands on the page, its errors are shown."""
        view = OfficeView(office, self._tasks, self.icons, self)
        view.troubled.connect(self._trouble.show)
        view.told.connect(lambda words, _undo: self._halves_card.refuse(words))
        return view

    def to_rehearsal(self) -> None:
        """Ask for a group of each half, once each is on paper or in a file, or it was said twice to go on."""
        if self._made is None:
            return
        lacking = NOT_TAKEN.format(" và ".join(self.halves.not_taken)) if self.halves.not_taken else ""
        if lacking and not self._halves_card.is_refused(lacking):
            self._halves_card.refuse(lacking)
            return
        self._halves_card.refuse("")
        self.rehearsal.ask(self._made.halves)
        self.go(REHEARSAL)
        self.rehearsal.setFocus()

    def rehearse(self) -> None:
        """Compare the typed groups with the papers'; of a half that was never taken the first page reminds on."""
        if self._made is None or self.rehearsal.refused(self._made.halves):
            return
        if self.halves.not_taken:
            self.put_off()
        else:
            rehearsing.note(self._made.office)
            self._to_end()

    def put_off(self) -> None:
        """Go on without the rehearsal; the first page reminds of it."""
        if self.halves.not_taken:
            self.end.later.setText(NEVER_TAKEN.format(" và ".join(self.halves.not_taken)))
        self.end.later.show()
        self._to_end()

    def _to_end(self) -> None:
        self.halves.forget()
        if self._made is not None:
            office = self._made.office
            self.end.words.setText(
                f"Đã thiết lập {office.unit_name} ({office.unit_code}), cán bộ {office.officer.name}. {NEXT}"
            )
        self.go(END)
        self.end.setFocus()

    def finish(self) -> None:
        """Hand the open office over."""
        if self._made is not None:
            made, self._made = self._made, None
            self.created.emit(made.office)

    def abandon(self) -> None:
        """The window closes before the end: close the store that was made."""
        if self._made is not None:
            made, self._made = self._made, None
            self.halves.forget()
            setup.lock(made.office)

    def try_sample(self) -> None:
        """Open the sample commune, made on the worker thread when it is not there yet."""
        if self._open_sample is None:
            return
        self._wait_for_other("Đang mở xã mẫu…")
        task = Task("Mở xã mẫu", self._open_sample).then(self.created.emit, self._sample_failed)
        task.cancelled.connect(partial(self._wait_for_other, ""))
        self._tasks.start(task)

    def _sample_failed(self, error: BaseException) -> None:
        self._wait_for_other("")
        self._trouble.show(error)

    def _wait_for_other(self, words: str) -> None:
        self.unit.wait(words)
        for made in self._others:
            made.setEnabled(not words)

    def ask_restore(self) -> None:
        """Ask for a backup and the halves."""
        place = (self._folder, self._environment)
        dialog = RestoreDialog(self.icons, self._tasks, self._trouble, place, self)
        dialog.restored.connect(self.created)
        dialog.open()
