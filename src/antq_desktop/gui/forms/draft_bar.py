"""The offer to go on with what was being typed when the window closed, crashed or was locked; what cannot be kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from antq_desktop.domain.clock import VIETNAM
from antq_desktop.domain.dates import show_date
from antq_desktop.gui.forms.form_drafts import FormDrafts
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import Push, button, column, label, row


class Unkept(QLabel):
    """A quiet line in a form: what is being typed cannot be kept as a draft."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("cls", "caution")
        self.setWordWrap(True)
        self.hide()

    def say(self, words: str) -> None:
        """Say so; nothing once it can be kept."""
        self.setText(words)
        self.setVisible(bool(words))


class DraftBar(QFrame):
    """A strip that offers a draft, and says that none can be kept; it shows itself only when there is one to tell."""

    taken = Signal()
    dropped = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None):
        super().__init__(parent)
        self._words = label("", wrap=True)
        self.take = button(icons, Push("Khôi phục", self.taken.emit))
        inside = row(self._words, self.take, button(icons, Push("Bỏ bản dở", self.dropped.emit)), spacing=10)
        inside.setStretch(0, 1)
        self._offering = QWidget()
        self._offering.setLayout(inside)
        self.unkept = Unkept()
        self._heard: FormDrafts | None = None
        self.setProperty("cls", "banner")
        self.setLayout(column(self._offering, self.unkept, spacing=8, margins=(12, 8, 12, 8)))
        self.hide()

    @property
    def words(self) -> str:
        """What is offered."""
        return self._words.text()

    def offer(self, drafts: FormDrafts, about: str = "") -> None:
        """Offer what was found, with the hour it was typed at and, where it needs saying, a sentence about it.

        Nothing is offered any more of drafts of which all that was found is answered for.
        """
        if drafts is not self._heard:
            if self._heard is not None:
                self._heard.unkept.disconnect(self._say)
                self.unkept.say("")
            self._heard = drafts
            drafts.unkept.connect(self._say)
        if drafts.found is not None and drafts.found_at is not None:
            at = drafts.found_at.astimezone(VIETNAM)
            when = f"{at:%H:%M} ngày {show_date(at.date())}"
            more = f" Còn {drafts.others} bản đang nhập dở khác, vẫn được giữ." if drafts.others else ""
            self._words.setText(f"Khôi phục bản đang nhập lúc {when}? {about or 'Bản này chưa lưu vào sổ.'}{more}")
        self._offering.setVisible(drafts.waits)
        self._show_what_is_there()

    def _say(self, words: str) -> None:
        self.unkept.say(words)
        self._show_what_is_there()

    def _show_what_is_there(self) -> None:
        self.setVisible(not (self._offering.isHidden() and self.unkept.isHidden()))
