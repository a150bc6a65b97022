"""The offer to go on with what was being typed when the window closed, crashed or was locked; what cannot be kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from antq_desktop.domain.clock import VIETNAM
from antq_desktop.domain.dates import show_date
from antq_desktop.gui.forms.form_drafts import FormDrafts
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import Push, button, column, label, row

NAMED = "{}, chưa lưu vào sổ."
TAKE, DROP, DROP_FOR_GOOD, STAY = "Khôi phục", "Xóa bản nháp này…", "Xóa hẳn", "Giữ lại"
FOR_GOOD = "Xóa hẳn bản đang nhập lúc {}? Xóa rồi không lấy lại được. {}"
OTHERS = " Còn {} bản đang nhập dở khác, vẫn được giữ."


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
    """A strip that offers a draft, and says that none can be kept; it shows itself only when there is one to tell.

    What was typed goes for good only when that is said twice.

    Args:
        icons: of the office.
        parent: what it stands in.
        narrow: with the answers below the words: a dialog has no room beside them.
    """

    taken = Signal()
    dropped = Signal()
    reworded = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None, *, narrow: bool = False):
        super().__init__(parent)
        self._words = label("", wrap=True)
        self.take = button(icons, Push(TAKE, self.taken.emit))
        self.drop = button(icons, Push(DROP, self._ask))
        self.stay = button(icons, Push(STAY, self._stay))
        self.drop_for_good = button(icons, Push(DROP_FOR_GOOD, self.dropped.emit))
        self._answers = ((self.take, self.drop), (self.stay, self.drop_for_good))
        buttons = row(*self._answers[0], *self._answers[1], None)
        inside = column(self._words, buttons, spacing=10) if narrow else row(self._words, buttons, spacing=10)
        inside.setStretch(0, 1)
        self._offering = QWidget()
        self._offering.setLayout(inside)
        self.unkept = Unkept()
        self._heard: FormDrafts | None = None
        self._offered = self._asked = ""
        self._show_answers(0)
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
            more = OTHERS.format(drafts.others) if drafts.others else ""
            self._offered = f"Khôi phục bản đang nhập lúc {when}? {about}".strip() + more
            self._asked = FOR_GOOD.format(when, about).strip()
        self._show_answers(0)
        self._offering.setVisible(drafts.waits)
        self._show_what_is_there()

    def _ask(self) -> None:
        """Ask whether it may go for good; Enter keeps it."""
        self._show_answers(1)
        self.reworded.emit()

    def _stay(self) -> None:
        self._show_answers(0)
        self.reworded.emit()

    def _show_answers(self, now: int) -> None:
        """Show some of the answers; the focus stays among them if it is there, else Qt takes it elsewhere."""
        self._words.setText(self._asked if now else self._offered)
        gone = self._answers[1 - now]
        has_focus = any(answer.hasFocus() for answer in gone)
        for answer in self._answers[now]:
            answer.show()
        if has_focus:
            self._answers[now][0].setFocus()
        for answer in gone:
            answer.hide()

    def _say(self, words: str) -> None:
        self.unkept.say(words)
        self._show_what_is_there()

    def _show_what_is_there(self) -> None:
        self.setVisible(not (self._offering.isHidden() and self.unkept.isHidden()))
