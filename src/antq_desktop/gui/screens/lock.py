"""The lock screen. It paints before anything heavy is loaded, so it imports nothing but its own look."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.password_field import PasswordField
from antq_desktop.gui.widgets.pieces import Push, box, button, column, label, named, picture, row
from antq_desktop.gui.widgets.still_box import StillBox

WIDTH = 440
FINISHING = "Việc dài đang chạy nốt; chạy xong sổ mới đóng hẳn. Gõ mật khẩu để xem tiếp."
OTHER_WAITS = "Việc dài của cán bộ trước đang chạy nốt; xong trong một phút thì sổ mở ngay."
ASK_AGAIN = "Việc dài của cán bộ trước vẫn đang chạy. Chờ chạy xong rồi gõ lại mật khẩu; chưa có gì bị mất."


class LockScreen(QWidget):
    """Asks who works and for the password."""

    unlock_wanted = Signal(str, str)
    forgotten = Signal(str)

    def __init__(self, icons: Icons, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("cls", "page")
        self.setProperty("help", "lock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.logins = StillBox()
        self.logins.setAccessibleName("Tên đăng nhập")
        self.password = PasswordField(icons, "Mật khẩu")
        self.password.entered.connect(self._go)
        self.password.line.textEdited.connect(self._typed)
        self._message = label("", "problem", wrap=True)
        self._message.hide()
        self._state = label("", "small", wrap=True)
        self._state.hide()
        self.unlock = button(icons, Push("Mở khóa", self._go, "key-round", "primary"))
        self._unit = label("Sổ phong trào Toàn dân bảo vệ an ninh Tổ quốc", "muted", wrap=True)
        self._sample = self._sample_box(icons)
        title = row(
            picture(icons, "shield-check", "accent", 40),
            column(label("ANTQ Desktop", "h1"), self._unit, spacing=0),
            spacing=14,
        )
        title.setStretch(1, 1)
        self.forgot = button(icons, Push("Quên mật khẩu…", self._forgot, look="quiet"))
        foot = row(self._state, self.forgot, None, self.unlock, spacing=14)
        foot.setStretch(0, 1000)  # the words have all the room there is, the gap what they leave
        self._head = QWidget()
        self._head.setLayout(title)
        self._inside = column(
            self._head,
            named("Tên đăng nhập", self.logins),
            column(named("Mật khẩu", self.password), self._message, spacing=4),
            foot,
            self._sample,
            spacing=12,
        )
        self._card = box(self._inside, margins=(28, 24, 28, 24))
        self._card.setFixedWidth(icons.theme.pixels(WIDTH))
        self.setLayout(column(None, row(None, self._card, None), None))
        self.setMinimumHeight(1)  # what it may have to tell must not stretch the window
        self.setFocusProxy(self.password)
        self.setTabOrder(self.logins, self.password.line)
        self.setTabOrder(self.password.line, self.unlock)
        self.setTabOrder(self.unlock, self.forgot)

    def _sample_box(self, icons: Icons) -> QFrame:
        self._sample_words = label("", wrap=True)
        inside = row(picture(icons, "info", "warn"), self._sample_words, spacing=10)
        inside.setStretch(1, 1)
        frame = box(inside, "banner", (12, 8, 12, 8))
        frame.hide()
        return frame

    def show_logins(self, logins: Sequence[str], last: str = "") -> None:
        """Fill in who may log in; the one chosen before stays, else who worked last is chosen."""
        chosen = self.logins.currentText() or last
        self.logins.clear()
        self.logins.addItems(list(logins))
        self.logins.setCurrentIndex(max(0, self.logins.findText(chosen)))

    def offer_others(self, login: str) -> None:
        """Choose the officer after one who leaves; with more than two the list has the focus."""
        count = self.logins.count()
        place = self.logins.findText(login)
        if count < 2 or place < 0:
            self.show_state("Máy này mới có một cán bộ. Thêm người ở Cài đặt › Cán bộ sử dụng.", busy=False)
            return
        self.logins.setCurrentIndex((place + 1) % count)
        self.show_state("Chọn cán bộ rồi gõ mật khẩu.", busy=False)
        if count > 2:
            self.logins.setFocus()

    def show_sample(self, password: str) -> None:
        """Tell the password of the sample commune; it holds made-up data only."""
        self._sample_words.setText(
            f"Dữ liệu mẫu “Xã Mẫu”, toàn bộ tên và số liệu là bịa ra để dùng thử.\nMật khẩu: {password}"
        )
        self._sample.show()

    def show_state(self, words: str, *, busy: bool) -> None:
        """Tell what is going on; fields rest while it is busy."""
        self._state.setText(words)
        self._state.setVisible(bool(words))
        self.forgot.setVisible(not words)
        self.unlock.setEnabled(not busy)
        self.forgot.setEnabled(not busy)
        self.logins.setEnabled(not busy)
        self.password.setEnabled(not busy)
        if not busy:
            self.password.setFocus()

    def show_refusal(self, words: str) -> None:
        """Say why it stays locked."""
        self._message.setText(words)
        self._message.setVisible(bool(words))
        self.password.be_quiet(quiet=bool(words))
        self.password.line.selectAll()

    def _typed(self) -> None:
        """What was refused is being put right."""
        if self._message.text():
            self._message.clear()
            self._message.hide()
            self.password.be_quiet(quiet=False)

    def event(self, event: QEvent) -> bool:
        """Give up the heading where a low window has no room for all that is told."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            left_out = self._head.sizeHint().height() + self._inside.spacing() if self._head.isHidden() else 0
            self._head.setVisible(self._inside.heightForWidth(self._card.width()) + left_out <= self.height())
        return super().event(event)

    def _forgot(self) -> None:
        self.forgotten.emit(self.logins.currentText())

    def _go(self) -> None:
        if not self.unlock.isEnabled():
            return
        if not self.password.text():
            self.show_refusal("Gõ mật khẩu.")
            return
        self.show_refusal("")
        self.unlock_wanted.emit(self.logins.currentText(), self.password.text())
