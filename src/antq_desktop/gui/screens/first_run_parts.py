"""The cards of the first run: what is asked for in each step. They check words only; the steps are in `first_run`."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from antq_desktop.domain.catalogue import UnitSeed
from antq_desktop.domain.logins import EXAMPLE, is_login, login_of
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.text import given_name
from antq_desktop.gui.forms.asked import Asked, refuse
from antq_desktop.gui.forms.login_field import LoginField
from antq_desktop.gui.forms.new_password import NewPassword
from antq_desktop.gui.forms.unit_field import UnitField
from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import banner, box, column, label, row
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services import setup, units
from antq_desktop.services.setup import Setup

PROFILES = (("commune", "Xã, phường, đặc khu: giữ sổ"), ("receiver", "Cấp trên: chỉ nhận gói dữ liệu"))
OFFICES = (("police", "Công an"), ("front", "Ủy ban MTTQ Việt Nam"))
TRAINING = "Đơn vị không có thật, để tập: giấy in có chữ MẪU, gói niêm phong không nơi nào nhận. Đừng ghi người thật."
CARD_WIDTH = 720


class StepCard(QWidget):
    """A card of the wizard with its buttons; Enter in a field goes on.

    Args:
        content: fields.
        buttons: in a row below, None stretches; the last one goes on.
    """

    def __init__(self, content: QVBoxLayout, buttons: Sequence[QPushButton | None]):
        super().__init__()
        self.fault = label("", "problem", wrap=True)
        self.fault.hide()
        self.state = label("", "small", wrap=True)
        self.state.hide()
        self._buttons = [made for made in buttons if made is not None]
        content.addWidget(self.fault)
        content.addWidget(self.state)
        content.addLayout(row(*buttons))
        self._card = box(content, margins=(24, 18, 24, 20))
        beside = row(self._card)  # a column alone would be reckoned as high as with a card as wide as the window
        beside.setStretch(0, 1)
        beside.addStretch(0)
        self.setLayout(column(beside, None))
        self.setFocusProxy(self._buttons[-1])
        for line in self.findChildren(QLineEdit):
            line.textEdited.connect(self.fault.hide)

    def narrow(self, theme: Theme) -> None:
        """No wider than reads well at the size of the type."""
        self._card.setMaximumWidth(theme.pixels(CARD_WIDTH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button it is on, else the one that goes on."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        (focus if isinstance(focus, QPushButton) else self._buttons[-1]).click()

    def refuse(self, words: str) -> None:
        """Say what is wrong with the whole step."""
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def is_refused(self, words: str) -> bool:
        """Whether this is said to be wrong now."""
        return self.fault.isVisible() and self.fault.text() == words

    def wait(self, words: str) -> None:
        """Say what is being done, and take no second press; an empty text ends it."""
        self.state.setText(words)
        self.state.setVisible(bool(words))
        for made in self._buttons:
            made.setEnabled(not words)


def _holds(known: Sequence[UnitSeed], today: date) -> str:
    """What the list that comes with the program holds, and what to do with any other unit."""
    real = [unit for unit in units.matching(known, "", today, len(known)) if not setup.is_training(unit.code)]
    communes = sum(unit.level == "commune" for unit in real)
    there = f"{show_count(communes)} xã, phường, đặc khu" if communes else "chưa có xã, phường, đặc khu nào"
    provinces = f"{show_count(len(real) - communes)} tỉnh, thành phố"
    return f"Danh mục kèm theo: {provinces}; {there}. Không thấy thì ghi vào hai ô dưới."


class UnitCard(StepCard):
    """Which unit and office this machine is for."""

    def __init__(self, icons: Icons, known: Sequence[UnitSeed], today: date, following: QPushButton):
        self.search = UnitField(known, today)
        self.code = QLineEdit()
        self.code.setPlaceholderText("5 chữ số")
        self.name = QLineEdit()
        self.name.setPlaceholderText("ví dụ: Xã Vạn Thắng")
        self.profile = ChoiceBox()
        for code, words in PROFILES:
            self.profile.addItem(words, code)
        self.offices = QButtonGroup()
        choices = row(spacing=18)
        for place, (_, words) in enumerate(OFFICES):
            choice = QRadioButton(words)
            choice.setChecked(place == 0)
            self.offices.addButton(choice, place)
            choices.addWidget(choice)
        choices.addStretch(1)
        self._code = Asked("Mã đơn vị hành chính", self.code, hint="Xã 5 số, tỉnh 2 số.")
        self._name = Asked("Tên đơn vị", self.name, hint="Có cả chữ xã, phường hoặc đặc khu.")
        self.training = banner(icons, TRAINING)
        self.training.hide()
        find = Asked(
            "Tìm trong danh mục",
            self.search,
            mandatory=False,
            hint=_holds(known, today),
        )
        identity = row(self._code, self._name, spacing=14)
        identity.setStretch(1, 1)
        identity.setAlignment(self._code, Qt.AlignmentFlag.AlignTop)
        identity.setAlignment(self._name, Qt.AlignmentFlag.AlignTop)
        content = column(
            label("Máy này dùng ở đâu", "h2"),
            find,
            identity,
            self.training,
            Asked("Dùng để", self.profile, mandatory=False),
            column(label("Cơ quan của cán bộ đầu tiên", "strong"), choices, spacing=4),
            spacing=12,
        )
        super().__init__(content, (None, following))
        self.offices.setParent(self)
        self.search.chosen.connect(self._take)
        self.code.textChanged.connect(lambda text: self.training.setVisible(setup.is_training(text.strip())))
        self.setFocusProxy(self.search)

    def _take(self, unit: UnitSeed) -> None:
        self.code.setText(unit.code)
        self.name.setText(unit.name)
        self.profile.setCurrentIndex(0 if unit.level == "commune" else 1)

    def refused(self) -> bool:
        """Say at the fields what is wrong; whether anything is."""
        code = self.code.text().strip()
        return refuse(
            [
                (self._code, setup.unit_code_fault(code)),
                (self._name, setup.unit_name_fault(self.name.text(), code)),
            ]
        )


class OfficerCard(StepCard):
    """Who begins, with which password."""

    def __init__(self, icons: Icons, unit: UnitCard, back: QPushButton, make: QPushButton):
        self._unit = unit
        self.name = QLineEdit()
        self.login = LoginField()
        self.password = NewPassword(icons, self._known)
        self._name = Asked("Họ và tên", self.name)
        self._login = Asked("Tên đăng nhập", self.login)
        content = column(
            label("Cán bộ đầu tiên", "h2"),
            self._name,
            column(self._login, self.login.note, spacing=2),
            self.password,
            banner(icons, "Không có cách lấy lại mật khẩu. Quên mật khẩu thì dùng mã phục hồi ở bước sau."),
            spacing=12,
        )
        super().__init__(content, (back, None, make))
        self.name.editingFinished.connect(self._propose_login)
        self.setFocusProxy(self.name)

    def _known(self) -> tuple[str, ...]:
        return (self.login.text(), self.name.text(), self._unit.name.text())

    def _propose_login(self) -> None:
        if not self.login.text():
            self.login.setText(login_of(given_name(self.name.text())))

    def refused(self) -> bool:
        """Say at the fields what is wrong; whether anything is."""
        self.login.write_out()
        missing = refuse(
            [
                (self._name, setup.officer_name_fault(self.name.text())),
                (self._login, "" if is_login(self.login.text()) else f"Ghi tên đăng nhập, ví dụ “{EXAMPLE}”."),
            ]
        )
        weak = not missing and self.password.refused()
        return missing or weak

    def terms(self) -> Setup:
        """What was typed in both cards."""
        unit = self._unit
        return Setup(
            unit_code=unit.code.text().strip(),
            unit_name=unit.name.text(),
            profile=str(unit.profile.currentData()),
            office_kind=OFFICES[unit.offices.checkedId()][0],
            login=self.login.text(),
            officer_name=self.name.text(),
            password=self.password.text(),
        )


class EndCard(StepCard):
    """What was set up and what comes next."""

    def __init__(self, start: QPushButton):
        self.words: QLabel = label("", wrap=True)
        self.later = label(
            "Mã phục hồi chưa thử lại: trang Tổng quan nhắc ở “Việc cần làm”; thử trong Cài đặt, phần Bảo mật.",
            "caution",
            wrap=True,
        )
        self.later.hide()
        super().__init__(column(label("Sẵn sàng", "h2"), self.words, self.later, spacing=10), (None, start))
