"""Notices that ask for nothing: "Đã lưu. Hoàn tác". They leave by themselves or by Escape, and cover nothing in use.

One about a file offers to open it, and stays a little longer. A dialog in front of the window hides none: a notice that
would come behind it stands over it, but never over its fields, and outlives it. What finds no room there, or stands
beside a dialog, has its whole time once the dialog is gone.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from antq_desktop.gui.widgets.pieces import label, row

BORDER = 1
SHOWN_MS, SHOWN_WITH_CHOICE_MS = 8_000, 20_000
MOST_LINKS = 2
UNDO = "Hoàn tác"
EDGE = 18
SIDES = 32
WIDEST = 760
LOOKS_MS = 400
PRESSED_KINDS = (QAbstractButton, QComboBox)
TYPED_KINDS = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)
PRESSED = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress})

Link = tuple[str, Callable[[], object]]
"""Words of a link, and what it does."""


class Notices(QFrame):
    """A notice floating over its parent: at the foot, or where it hides no keys, no button and not the focus."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setProperty("cls", "notice")
        self._home = self._over = parent
        self._front: QWidget | None = None
        self._words = label("")
        self._links = [QPushButton() for _ in range(MOST_LINKS)]
        self._acts: list[Callable[[], object]] = []
        for place, link in enumerate(self._links):
            link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            link.setAutoDefault(False)  # over a dialog too Enter is the dialog's
            link.clicked.connect(partial(self._pressed, place))
        self._inside = row(self._words, *self._links, spacing=10, margins=(16, 7, 10, 7))
        self._inside.setStretch(0, 1)
        self.setLayout(self._inside)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        # Not at once: what had the focus may be about to end, and half of a window cannot be looked through.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._make_way)
        self._heard: QWidget | None = None
        self._looks = QTimer(self, interval=LOOKS_MS)  # a page goes on to other buttons without moving the focus
        self._looks.timeout.connect(self._look)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_went)
        self.hide()

    @property
    def words(self) -> str:
        """The sentence shown now; empty when there is no notice."""
        return "" if self.isHidden() else self._words.text()

    @property
    def text(self) -> str:
        """All that is shown now, links too."""
        links = [link.text() for link in self._links if not link.isHidden()]
        return " ".join((self.words, *links)) if self.words else ""

    def tell(self, words: str, offers: Callable[[], object] | Sequence[Link] | None = None) -> None:
        """Show a notice.

        Args:
            words: one short sentence.
            offers: called by its link "Hoàn tác", or links of other words; no link without it.
        """
        links: Sequence[Link] = () if offers is None else ((UNDO, offers),) if callable(offers) else offers
        self._words.setText(words)
        self._acts = [act for _, act in links]
        for place, button in enumerate(self._links):
            button.setVisible(place < len(links))
            if place < len(links):
                button.setText(links[place][0])
                button.setAccessibleName(links[place][0])
        self._timer.setInterval(SHOWN_WITH_CHOICE_MS if len(links) > 1 else SHOWN_MS)
        self.show()
        self._come_forward()
        QTimer.singleShot(0, self, self._place)  # the page that told it may go on to another step

    def take_away(self, words: str) -> None:
        """Hide a notice that holds no longer; another one stays."""
        if self.words == words:
            self.hide()

    def forget(self) -> None:
        """Hide, and let go of what could be taken back: it holds the office."""
        self._acts = []
        self.hide()

    def _pressed(self, place: int) -> None:
        acts, self._acts = self._acts, []
        self.hide()
        if place < len(acts):
            acts[place]()

    def _come_forward(self) -> None:
        """Stand in the window, or over the dialog that would hide it; beside a dialog the time does not run."""
        if self.isHidden():
            return
        self._await(None)
        self._stand_over(self._home)
        front = self._dialog_in_front()
        self._await(front)
        if front is not None and self.geometry().intersects(self._place_in_window(front)):
            self._stand_over(front)
        self.raise_()
        if self._waits:
            self._timer.stop()
        else:
            self._timer.start()

    @property
    def _waits(self) -> bool:
        """Whether a dialog keeps keys and mouse from it."""
        return self._front is not None and self._over is not self._front

    def _dialog_in_front(self) -> QWidget | None:
        """The dialog that keeps keys and mouse from the window, if one does."""
        front: QWidget | None = QApplication.activeModalWidget()
        around, window = front, self._home.window()
        while around is not None and around is not window:
            around = around.parentWidget()
        return None if around is None or front is window else front

    def _await(self, dialog: QWidget | None) -> None:
        """Hear of the end of a dialog."""
        if self._front is not None and isValid(self._front):
            self._front.removeEventFilter(self)
            self._front.destroyed.disconnect(self._dialog_dies)
        self._front = dialog
        if dialog is not None:
            dialog.installEventFilter(self)
            dialog.destroyed.connect(self._dialog_dies)  # one that is deleted in sight is not hidden before

    def _stand_over(self, ground: QWidget) -> None:
        """Be part of the window, or of a dialog."""
        if ground is not self._over:
            is_shown = not self.isHidden()
            self.hide()
            self.setParent(ground)
            self._over = ground
            self.setVisible(is_shown)
        self._place()

    def _dialog_went(self) -> None:
        """Leave a dialog before it is deleted; what is told has its time over what it hid."""
        self._await(None)
        self._stand_over(self._home)
        QTimer.singleShot(0, self, self._come_forward)  # over another dialog, if there is one; then they are in order

    def _dialog_dies(self) -> None:
        """Leave half of a dialog, which must not be looked at, before its children die; not if the window goes too."""
        if not isValid(self._home):
            return
        is_shown = not self.isHidden()
        self._front, self._over = None, self._home
        self.setParent(self._home)
        self.setVisible(is_shown)
        QTimer.singleShot(0, self, self._come_forward)

    def _rest(self) -> None:
        """Stay with no dialog while there is nothing to tell."""
        if self.isHidden() and (self._front is not None or self._over is not self._home):
            self._await(None)
            self._stand_over(self._home)

    def _place(self) -> None:
        room = self._room()
        self._fit(room.width())
        mine = self.size()
        left, top = room.width() - mine.width(), room.height() - mine.height()
        usual = (top - EDGE, top - EDGE // 3, top - EDGE - mine.height() - EDGE // 3, EDGE // 3, top // 2)
        places = [
            room.topLeft() + QPoint(across, down)
            for down in (*usual, *range(top - EDGE, 0, -EDGE))
            for across in (left // 2, left - EDGE, EDGE)
        ]
        taken, focus = self._in_use(), self._focus()

        def cost(place: QPoint) -> tuple[int, int]:
            """Pixels of the field in use that would be hidden, which is worse than any button, then of all else."""
            return _covered(QRect(place, mine), focus), _covered(QRect(place, mine), taken)

        self.move(min(places, key=cost))
        if self._over is self._front and _covered(self.geometry(), self._of_kinds((*PRESSED_KINDS, *TYPED_KINDS))):
            self._stand_over(self._home)  # whoever aims at a field would press "Hoàn tác"
            self._timer.stop()

    def _room(self) -> QRect:
        """Where a notice may float: not over the rail nor the top line, on which an officer goes elsewhere."""
        marked = [made for made in self._over.findChildren(QWidget) if made.property("cls") in {"rail", "top"}]
        seen = [made for made in marked if made.isVisibleTo(self._over)]
        rails = [self._place_of(made).right() + 1 for made in seen if made.property("cls") == "rail"]
        lines = [self._place_of(made).bottom() + 1 for made in seen if made.property("cls") == "top"]
        return self._over.rect().adjusted(max(rails, default=0), max(lines, default=0), 0, 0)

    def _fit(self, room: int) -> None:
        """One line where it fits; a long sentence is broken in a narrow window."""
        self._words.setWordWrap(False)
        self.adjustSize()
        widest = min(WIDEST, room - SIDES)
        if self.width() > widest:
            self._words.setWordWrap(True)
            self.resize(widest, self._inside.heightForWidth(widest - 2 * BORDER) + 2 * BORDER)

    def _in_use(self) -> list[QRect]:
        """What an officer looks at or presses now: keys with their words, faults, buttons, what has the focus."""
        words = [made for made in self._over.findChildren(QLabel) if made.isVisibleTo(self._over)]
        found = [self._line_of(made) for made in words if made.property("cls") == "key"]
        found += [self._seen_of(made) for made in words if made.property("cls") == "problem" and made.text()]
        found += self._of_kinds(PRESSED_KINDS)
        if self._over is self._front:
            found += self._of_kinds(TYPED_KINDS) + [self._seen_of(made) for made in words if made.buddy() is not None]
        elif self._front is not None:
            found.append(self._place_in_window(self._front))
        return found + self._focus()

    def _of_kinds(self, kinds: tuple[type[QWidget], ...]) -> list[QRect]:
        """What is in sight of widgets that take a press or what is typed."""
        found = (made for kind in kinds for made in self._over.findChildren(kind) if made not in self._links)
        return [self._seen_of(made) for made in found if made.isEnabled() and made.isVisibleTo(self._over)]

    def _focus(self) -> list[QRect]:
        """The line or field with the focus, nothing if it is elsewhere."""
        focus = QApplication.focusWidget()
        if focus is None or focus in self._links or not self._over.isAncestorOf(focus):
            return []
        if isinstance(focus, QAbstractItemView):
            line = focus.visualRect(focus.currentIndex())
            return [QRect(focus.viewport().mapTo(self._over, line.topLeft()), line.size())]
        return [self._place_of(focus)]

    def _line_of(self, hint: QLabel) -> QRect:
        """A key and all the words and keys that stand in one line with it."""
        whole = self._place_of(hint.parentWidget() or hint)
        key = self._place_of(hint)
        return QRect(whole.left(), key.top(), whole.width(), key.height())

    def _seen_of(self, widget: QWidget) -> QRect:
        """What is in sight of a widget in an area that scrolls; nothing of one that is scrolled out."""
        seen, around = self._place_of(widget), widget.parentWidget()
        while around is not None and around is not self._over:
            seen, around = seen.intersected(self._place_of(around)), around.parentWidget()
        return seen

    def _place_in_window(self, dialog: QWidget) -> QRect:
        return QRect(self._home.mapFromGlobal(dialog.mapToGlobal(QPoint(0, 0))), dialog.size())

    def _place_of(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self._over, QPoint(0, 0)), widget.size())

    def _focus_went(self, _old: QWidget | None, now: QWidget | None) -> None:
        if not self.isHidden():
            self._hear(now)
            self._soon.start()

    def _hear(self, field: QWidget | None) -> None:
        """Hear the keys of what has the focus; those of the whole program would cost with every event of any widget."""
        if self._heard is not None and isValid(self._heard):
            self._heard.removeEventFilter(self)
        self._heard = field
        if field is not None:
            field.installEventFilter(self)

    def _make_way(self) -> None:
        """Go elsewhere only from what has the focus now."""
        if not self.isHidden() and _covered(self.geometry(), self._in_use()):
            self._place()

    def _look(self) -> None:
        """Make way for what a page shows now; what had to go up, over the page's own words, comes back to the foot."""
        if self.geometry().center().y() < self._over.height() // 2:
            self._place()
        else:
            self._make_way()

    def showEvent(self, event: QShowEvent) -> None:
        """Look about and hear keys only while there is something to hide."""
        super().showEvent(event)
        self._looks.start()
        self._over.installEventFilter(self)
        self._hear(QApplication.focusWidget())

    def hideEvent(self, event: QHideEvent) -> None:
        """Look and hear no longer."""
        super().hideEvent(event)
        self._looks.stop()
        if self._over is not self._front and isValid(self._over):
            self._over.removeEventFilter(self)
        self._hear(None)
        QTimer.singleShot(0, self, self._rest)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room when the parent changes its size; leave with Escape, which still does what else it does.

        One that waits for a dialog stays: there Escape is for the dialog alone.
        """
        if watched is self._front and event.type() is QEvent.Type.Hide:
            self._dialog_went()
        elif watched is self._over and event.type() is QEvent.Type.Resize:
            self._place()
        elif not self._waits and _is_escape(event):
            self.hide()
        return False


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.type() in PRESSED and event.key() == Qt.Key.Key_Escape


def _covered(mine: QRect, taken: list[QRect]) -> int:
    """Pixels of what is in use that would be hidden."""
    hidden = (mine.intersected(place) for place in taken)
    return sum(each.width() * each.height() for each in hidden if not each.isEmpty())
