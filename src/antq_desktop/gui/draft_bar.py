"""The offer to go on with what was being typed when the window closed, crashed or was locked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from antq_desktop.domain.clock import VIETNAM
from antq_desktop.domain.dates import show_date
from antq_desktop.gui.form_drafts import FormDrafts
from antq_desktop.gui.icons import Icons
from antq_desktop.gui.pieces import Push, button, label, row


class DraftBar(QFrame):
    """A strip that offers a draft; it shows itself only when there is one."""

    taken = Signal()
    dropped = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None):
        super().__init__(parent)
        self._words = label("", wrap=True)
        self.take = button(icons, Push("Khôi phục", self.taken.emit))
        inside = row(
            self._words,
            self.take,
            button(icons, Push("Bỏ bản dở", self.dropped.emit)),
            spacing=10,
            margins=(12, 8, 12, 8),
        )
        inside.setStretch(0, 1)
        self.setProperty("cls", "banner")
        self.setLayout(inside)
        self.hide()

    @property
    def words(self) -> str:
        """What is offered."""
        return self._words.text()

    def offer(self, drafts: FormDrafts, about: str = "") -> None:
        """Offer what was found, with the hour it was typed at and, where it needs saying, a sentence about it."""
        if drafts.found is None or drafts.found_at is None:
            self.hide()
            return
        at = drafts.found_at.astimezone(VIETNAM)
        when = f"{at:%H:%M} ngày {show_date(at.date())}"
        self._words.setText(f"Khôi phục bản đang nhập lúc {when}? {about or 'Bản này chưa lưu vào sổ.'}")
        self.show()
