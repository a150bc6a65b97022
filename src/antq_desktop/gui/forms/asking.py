"""Small questions: a reason, a reason with a file, lines of text. None of them blocks the window's thread."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from antq_desktop.domain.errors import AntqError, PasswordRefused
from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.forms.lacking_folder import LackingFolder
from antq_desktop.gui.forms.offers import BESIDE, MOST, Offers
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.parts_list import Parts, PartsList
from antq_desktop.gui.widgets.password_field import PasswordField
from antq_desktop.gui.widgets.pieces import Push, button, column, label, named, row, tighten

WIDTH, WIDE = 520, 600
HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier


class _Enter(QObject):
    """Does something at Enter instead of what the window would do."""

    def __init__(self, field: QWidget, act: Callable[[], object]):
        super().__init__(field)
        self._act = act
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter, and nothing else."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        taken = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & HELD
        if taken:
            self._act()
        return taken


def on_enter(field: QWidget, act: Callable[[], object]) -> None:
    """Let Enter in a field, of whatever kind, do what comes next."""
    _Enter(field, act)


class PathField(QWidget):
    """A path that can be typed, pasted or picked.

    Args:
        icons: for the button.
        caption: what it is for.
        kind: "open", "save" or "folder".
        pattern: file filter, for example "Excel (*.xlsx)".
        cautious: what to warn of in a path, or an empty text.
    """

    def __init__(
        self,
        icons: Icons,
        caption: str,
        kind: str,
        pattern: str = "",
        parent: QWidget | None = None,
        cautious: Callable[[Path], str] | None = None,
    ):
        super().__init__(parent)
        self._cautious = cautious
        self.caution = label("", "caution", wrap=True)
        self.caution.hide()
        self._caption = caption
        self._kind = kind
        self.begins_in: Path | None = None
        self._pattern = pattern
        self.line = QLineEdit()
        self.line.setAccessibleName(caption)
        pick = button(icons, Push("Chọn…", self.pick, "folder-open"))
        inside: QHBoxLayout = row(self.line, pick, spacing=8)
        inside.setStretch(0, 1)
        self.line.textChanged.connect(self._look)
        self.lack = LackingFolder(icons)
        self.lack.made.connect(self.line.setFocus)
        self.setLayout(column(inside, self.caution, self.lack, spacing=4))
        self.setFocusProxy(self.line)

    def _look(self) -> None:
        self.lack.hide()
        path = self.path
        words = "" if path is None or self._cautious is None else self._cautious(path)
        self.caution.setText(words)
        self.caution.setVisible(bool(words))

    @property
    def path(self) -> Path | None:
        """What is typed, or None."""
        text = self.line.text().strip().strip('"')
        return Path(text).expanduser() if text else None

    def ready(self) -> Path | None:
        """The path once something can be written there; what it lacks is told below, and the focus goes to it."""
        path = self.path
        if path is None or self._kind == "open":
            return path
        if self.lack.passes(path if self._kind == "folder" else path.parent):
            return path
        self.setFocus()
        return None

    def show_path(self, path: Path) -> None:
        """Fill in a path."""
        self.line.setText(str(path))

    def pick(self) -> None:
        """Let the officer pick with the system's dialog."""
        start = self.line.text() or str(self.begins_in or "")
        if self._kind == "folder":
            found = QFileDialog.getExistingDirectory(self, self._caption, start)
        elif self._kind == "save":
            found = QFileDialog.getSaveFileName(self, self._caption, start, self._pattern)[0]
        else:
            found = QFileDialog.getOpenFileName(self, self._caption, start, self._pattern)[0]
        if found:
            self.line.setText(found)


@dataclass(frozen=True, slots=True)
class Question:
    """What a dialog asks.

    Attributes:
        title: of the dialog.
        words: one or two sentences.
        answer: words of the button that goes on.
        reason: caption of the reason, or empty when none is asked.
        password: whether the officer's own password is asked for again.
        choices: of which one is to be made; the first is made already.
        known_reason: the reason given last, which Enter takes.
        offered: reasons to choose from.
        tick: of a box that is ticked at first, or empty for none.
        parts: what can be left out, if anything.
        refusal: words of the button that gives up.
    """

    title: str
    words: str
    answer: str
    reason: str = "Lý do"
    password: bool = False
    choices: tuple[str, ...] = ()
    known_reason: str = ""
    offered: tuple[str, ...] = ()
    tick: str = ""
    parts: Parts | None = None
    refusal: str = "Thôi"


@dataclass(frozen=True, slots=True)
class Given:
    """What an officer answered.

    Attributes:
        reason: why.
        path: the file, if one was asked for.
        password: typed again.
        choice: number of the choice made, from 0 on.
        ticked: whether the box was left ticked; False where there was none.
        parts: what the lines left ticked stand for, in order.
        again: asks anew with the same answers after they were refused, and says why.
    """

    reason: str
    path: Path | None
    password: str = field(default="", repr=False)
    choice: int = 0
    ticked: bool = False
    parts: tuple[Any, ...] = ()
    again: Callable[[AntqError], object] | None = field(default=None, repr=False, compare=False)

    def refused(self, fail: Callable[[BaseException], object]) -> Callable[[BaseException], None]:
        """Takes the error of what was done with the answers; `fail` shows those no answer can change."""

        def tell(error: BaseException) -> None:
            if self.again is not None and isinstance(error, AntqError):
                self.again(error)
            else:
                fail(error)

        return tell


class ReasonDialog(Dialog):
    """Asks for a reason, and for a file and the password where they are wanted, all in one step.

    Args:
        question: its words.
        done: called with the answers once the officer goes on.
        icons: for its buttons.
        parent: what it stands over.
        file: caption, kind, pattern and first path of the file asked for; of one to open, the folder to look in.
        cautious: what to warn of in its path.
    """

    def __init__(
        self,
        question: Question,
        done: Callable[[Given], object],
        icons: Icons,
        parent: QWidget,
        file: tuple[str, str, str, Path] | None = None,
        cautious: Callable[[Path], str] | None = None,
    ):
        super().__init__(parent)
        self._question = question
        self._anew = partial(ReasonDialog, done=done, icons=icons, parent=parent, file=file, cautious=cautious)
        self._done = done
        self._asks_reason = bool(question.reason)
        self._lacks_file = "Chọn tệp." if file is not None and file[1] == "open" else "Chọn nơi ghi."
        self.setWindowTitle(question.title)
        self.parts = None if question.parts is None else PartsList(icons, question.parts, parent)
        self.setMinimumWidth(icons.theme.pixels(WIDTH if self.parts is None else WIDE))
        self.reason = QLineEdit(question.known_reason)
        self.reason.setMaxLength(300)
        self.reason.selectAll()
        self.offers = Offers(icons, self.reason, question.offered, BESIDE if question.parts or file else MOST)
        self.offers.taken.connect(self._to_what_is_asked_still)
        self.choices = [QRadioButton(words) for words in question.choices]
        self._fault = label("", "problem", wrap=True)
        self._fault.hide()
        self.words = label(question.words, wrap=True)
        body = column(self.words, spacing=12)
        for number, choice in enumerate(self.choices):
            choice.setChecked(number == 0)
            body.addWidget(choice)
        self.tick: QCheckBox | None = None
        if question.tick:
            self.tick = QCheckBox(question.tick)
            self.tick.setChecked(True)
            body.addWidget(self.tick)
        if self.parts is not None:
            body.addLayout(column(label(self.parts.named, "strong"), self.parts))
            self.parts.itemChanged.connect(self._fault.hide)
        self.file, self.password = self._make_file(icons, file, cautious), self._make_password(question, icons)
        asked = []
        if question.reason:
            asked.append(named(question.reason, self.reason, mandatory=True))
            asked[0].addWidget(self.offers)
        if file is not None and self.file is not None:
            asked.append(named(file[0], self.file, mandatory=True))
        if self.password is not None:
            asked.append(named("Mật khẩu của tôi", self.password, mandatory=True))
            asked[-1].addStretch(1)
        body.addLayout(column(*asked, spacing=12) if self.parts is None else row(*asked, spacing=12))
        body.addWidget(self._fault)
        go = button(icons, Push(question.answer, self._go, look="primary"))
        go.setDefault(True)
        give_up = button(icons, Push(question.refusal, self.reject))
        give_up.setAutoDefault(False)
        ways = [] if self.parts is None else self.parts.ways
        self.setLayout(column(body, 6, row(*ways, None, give_up, go), spacing=12, margins=(22, 18, 22, 16)))
        for line in self.findChildren(QLineEdit):
            line.textChanged.connect(self._fault.hide)
        self.reason.setFocus()

    @staticmethod
    def _make_file(
        icons: Icons, file: tuple[str, str, str, Path] | None, cautious: Callable[[Path], str] | None
    ) -> PathField | None:
        if file is None:
            return None
        made = PathField(icons, *file[:3], cautious=cautious)
        if file[1] == "open":
            made.begins_in = file[3]
        else:
            made.show_path(file[3])
        return made

    @staticmethod
    def _make_password(question: Question, icons: Icons) -> PasswordField | None:
        return PasswordField(icons, "Mật khẩu của tôi") if question.password else None

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words need, where lines to tick want the height."""
        super().showEvent(event)
        if self.parts is not None:
            tighten(self, self.width())

    def _go(self) -> None:
        reason = self.reason.text().strip()
        path = None if self.file is None else self.file.path
        parts = () if self.parts is None else tuple(self.parts.ticked)
        if self.parts is not None and not parts:
            self._refuse("Đánh dấu ít nhất một dòng.", self.parts)
        elif self._asks_reason and not reason:
            self._refuse("Ghi một câu ngắn về lý do.", self.reason)
        elif self.file is not None and path is None:
            self._refuse(self._lacks_file, self.file)
        elif self.password is not None and not self.password.text():
            self._refuse("Gõ lại mật khẩu của mình.", self.password)
        elif self.file is None or self.file.ready() is not None:
            chosen = next((number for number, choice in enumerate(self.choices) if choice.isChecked()), 0)
            password = "" if self.password is None else self.password.text()
            ticked = self.tick is not None and self.tick.isChecked()
            anew, question = self._anew, self._question

            def again(error: AntqError) -> None:
                lacks = isinstance(error, PasswordRefused)
                anew(replace(question, password=True) if lacks else question).ask_again(given, error)

            given = Given(reason, path, password, chosen, ticked, parts, again)
            self.accept()
            self._done(given)

    def _to_what_is_asked_still(self) -> None:
        """After the reason was picked the password is left to type, or Enter to press."""
        (self.reason if self.password is None else self.password.line).setFocus()

    def ask_again(self, given: Given, error: AntqError) -> None:
        """Ask what another dialog asked, with what was answered there and why it was refused."""
        self.reason.setText(given.reason)
        if self.file is not None and given.path is not None:
            self.file.show_path(given.path)
        if self.password is not None:
            self.password.line.setText(given.password)
        for number, choice in enumerate(self.choices):
            choice.setChecked(number == given.choice)
        if self.tick is not None:
            self.tick.setChecked(given.ticked)
        if self.parts is not None:
            self.parts.tick_only(given.parts)
        field = self.password if isinstance(error, PasswordRefused) and self.password is not None else self.file
        self._refuse(" ".join(part for part in (error.what, error.do) if part), field or self.reason)
        self.open()

    def _refuse(self, words: str, field: QWidget) -> None:
        self._fault.setText(words)
        self._fault.show()
        field.setFocus()


class LinesDialog(Dialog):
    """Takes several lines of text, one thing a line."""

    def __init__(self, question: Question, done: Callable[[list[str]], object], icons: Icons, parent: QWidget):
        super().__init__(parent)
        self._done = done
        self.setWindowTitle(question.title)
        self.setMinimumSize(520, 400)
        self.lines = QPlainTextEdit()
        self.lines.setTabChangesFocus(True)
        go = button(icons, Push(question.answer, self._go, look="primary"))
        give_up = button(icons, Push("Thôi", self.reject))
        body = named("Mỗi dòng một tên", self.lines)
        self.setLayout(
            column(label(question.words, wrap=True), body, row(None, give_up, go), spacing=12, margins=(22, 18, 22, 16))
        )
        self.lines.setFocus()

    def _go(self) -> None:
        lines = [part.strip() for part in self.lines.toPlainText().splitlines() if part.strip()]
        self.accept()
        if lines:
            self._done(lines)
