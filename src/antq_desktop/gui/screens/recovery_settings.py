"""Card of the settings: try the recovery halves from their papers, or print new ones."""

from antq_desktop.gui.forms.asked import Asked, refuse
from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.forms.typed_half import TypedHalf
from antq_desktop.gui.printing.recovery_papers import HalvesPart
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.screens.security_settings import Card
from antq_desktop.gui.widgets.password_field import PasswordField
from antq_desktop.gui.widgets.pieces import Push, banner, button, column, label, row, scrolled, set_look, size_over
from antq_desktop.services import rehearsing, upkeep
from antq_desktop.storage.recovery import RecoveryHalf

HINT = "17 nhóm, mỗi nhóm 6 chữ số; dấu cách không tính."
WORDS = "Quên mật khẩu thì chỉ hai nửa mã này mở lại được dữ liệu. Nửa năm một lần nên thử xem giấy còn đọc được."


class NewHalvesDialog(Dialog):
    """Shows two new halves to print or write."""

    def __init__(self, view: OfficeView, halves: tuple[RecoveryHalf, RecoveryHalf], card: "RecoveryCard"):
        super().__init__(card)
        self.setWindowTitle("Mã phục hồi mới")
        self.resize(size_over(card, 760, 560))
        self.halves = HalvesPart(view.icons)
        self.halves.show_halves(view, halves)
        self.halves.setContentsMargins(22, 16, 22, 8)
        close = button(view.icons, Push("Đóng", self.accept, look="primary"))
        close.setAutoDefault(False)
        self.finished.connect(self.halves.forget)
        whole = column(scrolled(self.halves, "Hai nửa mã"), column(row(None, close), margins=(22, 4, 22, 14)))
        whole.setStretch(0, 1)
        self.setLayout(whole)


class RecoveryCard(Card):
    """Tries the halves, and makes new papers when one was lost."""

    def __init__(self, view: OfficeView):
        self._view = view
        self._asked = [
            TypedHalf(f"Nửa {which}, gõ từ giấy", mandatory=False, hint=HINT) for which in ("thứ nhất", "thứ hai")
        ]
        self.fields = tuple(asked.line for asked in self._asked)
        self.state = label("", "muted", wrap=True)
        self.own = PasswordField(view.icons, "Mật khẩu của tôi")
        self._own = Asked("Mật khẩu của tôi", self.own, mandatory=False, hint="Chỉ cần khi in tờ mới.")
        attempt = button(view.icons, Push("Thử hai nửa mã", self.attempt, "check", "primary"))
        anew = button(view.icons, Push("Lập hai tờ mới…", self.make_anew, "printer"))
        super().__init__(
            column(
                label("Mã phục hồi", "h2"),
                label(WORDS, "muted", wrap=True),
                self.state,
                *self._asked,
                row(attempt, None),
                banner(view.icons, "Mất một tờ giấy thì lập hai tờ mới. Tờ cũ vẫn mở được dữ liệu: tìm lại và hủy đi."),
                self._own,
                row(anew, None),
                spacing=12,
            )
        )
        self.setFocusProxy(self.fields[0])
        self._show_state()
        anew.setEnabled(view.office.may("officers"))

    def _show_state(self) -> None:
        waits = rehearsing.waits(self._view.office)
        self.state.setText("Chưa ai gõ lại hai nửa mã từ giấy." if waits else "Hai nửa mã đã được gõ thử từ giấy.")
        set_look(self.state, "caution" if waits else "fine")

    def attempt(self) -> None:
        """Try what was typed; nothing in the data changes."""
        if refuse(
            [
                (asked, "" if field.text().strip() else "Gõ đủ các nhóm số của tờ giấy.")
                for asked, field in zip(self._asked, self.fields, strict=True)
            ]
        ):
            return
        office, first, second = self._view.office, self.fields[0].text(), self.fields[1].text()

        def done(_: object) -> None:
            for field in self.fields:
                field.clear()
            self._show_state()
            self._view.tell("Hai nửa mã mở được dữ liệu này.")

        self._view.run("Thử mã phục hồi", lambda _progress: rehearsing.attempt(office, first, second), done)

    def make_anew(self) -> None:
        """Cut the key into two new halves; the officer's own password is asked for."""
        if refuse([(self._own, "" if self.own.text() else "Gõ lại mật khẩu của mình.")]):
            return
        office, password = self._view.office, self.own.text()

        def done(halves: tuple[RecoveryHalf, RecoveryHalf]) -> None:
            self.own.clear()
            rehearsing.forget(office)
            self._show_state()
            NewHalvesDialog(self._view, halves, self).open()

        self._view.run("Lập mã phục hồi", lambda _progress: upkeep.new_halves(office, password), done)
