"""The row of steps over a wizard, and the stack of its pages."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QPushButton, QSizePolicy, QStackedWidget, QWidget

from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import (
    PAGE,
    InSight,
    Item,
    box,
    column,
    label,
    line,
    loosen,
    row,
    scrolled,
    set_look,
)

TITLE_ROOM = 76
LEAST_WIDTH, LEAST_HEIGHT = 280, 60
ROUND = 26


class StepRow(QWidget):
    """Names the steps and shows how far one is; the words say it too, not only the colour."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None):
        super().__init__(parent)
        self._numbers: list[QLabel] = []
        self._titles: list[QLabel] = []
        self._names = tuple(titles)
        inside: QHBoxLayout = row(spacing=9, margins=(16, 10, 16, 10))
        for place, title in enumerate(titles):
            number = label(str(place + 1), "step")
            number.setAlignment(Qt.AlignmentFlag.AlignCenter)
            number.setFixedSize(ROUND, ROUND)
            words = label(title, "muted")
            self._numbers.append(number)
            self._titles.append(words)
            inside.addWidget(number)
            inside.addWidget(words)
            if place < len(titles) - 1:
                inside.addWidget(line(), 1)
        self.setLayout(inside)
        self.setMinimumWidth(LEAST_WIDTH)
        self._step = 0
        self.show_step(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the titles do not fit beside each other, only the present one is shown."""
        super().resizeEvent(event)
        self._show_titles(event.size().width())

    def _show_titles(self, width: int) -> None:
        needed = sum(words.sizeHint().width() + TITLE_ROOM for words in self._titles)
        for place, words in enumerate(self._titles):
            words.setVisible(needed <= width or place == self._step)

    def show_step(self, step: int) -> None:
        """Mark the step one is at."""
        self._step = step
        for place, (number, words) in enumerate(zip(self._numbers, self._titles, strict=True)):
            number.setText("✓" if place < step else str(place + 1))
            set_look(number, "step_done" if place < step else "step_now" if place == step else "step")
            set_look(words, "strong" if place == step else "muted")
        self._show_titles(self.width())
        self.setAccessibleName(f"Bước {step + 1} trên {len(self._names)}: {self._names[step]}")


class _Snug(InSight):
    """A scroll area as high as what is in it, or less."""

    def showEvent(self, event: QShowEvent) -> None:
        """Sentences that came since are as low as they can be."""
        super().showEvent(event)
        loosen(self)

    def sizeHint(self) -> QSize:
        """What is in it, at the width there is."""
        page: QWidget | None = self.widget()
        if page is None:
            return super().sizeHint()
        high = page.heightForWidth(self.viewport().width()) if page.hasHeightForWidth() else page.sizeHint().height()
        return QSize(super().sizeHint().width(), high)

    def minimumSizeHint(self) -> QSize:
        """Low enough for a low window."""
        return QSize(super().minimumSizeHint().width(), min(LEAST_HEIGHT, self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is in it became higher or lower."""
        if watched is self.widget() and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def step_page(name: str, content: QLayout, *buttons: Item) -> QWidget:
    """The page of a step: a card that scrolls where it must, and under it the buttons, always in sight."""
    inside = QWidget()
    inside.setLayout(column(box(content)))
    area = scrolled(inside, name, _Snug())
    area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
    page = QWidget()
    page.setLayout(column(area, row(*buttons), None, spacing=12))
    return page


class Wizard(QWidget):
    """A page in steps.

    Args:
        icons: with the theme.
        title: of the page.
        words: a sentence under it.
        steps: titles of the steps.
    """

    def __init__(self, icons: Icons, title: str, words: str, steps: Sequence[str], parent: QWidget | None = None):
        super().__init__(parent)
        self.icons = icons
        self.setProperty("cls", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.step_row = StepRow(steps)
        self.stack = QStackedWidget()
        self.words = label(words, "muted", wrap=True)
        head = column(label(title, "h1"), self.words, spacing=2)
        self._whole = column(
            head, box(column(self.step_row), margins=(0, 0, 0, 0)), self.stack, spacing=12, margins=PAGE
        )
        self._whole.setStretch(2, 1)
        self.setLayout(self._whole)

    @property
    def step(self) -> int:
        """The step one is at, from 0."""
        return self.stack.currentIndex()

    def add_strip(self, strip: QWidget) -> None:
        """Put a strip over the steps."""
        self._whole.insertWidget(1, strip)

    def add_step(self, page: QWidget) -> None:
        """Append the page of the next step."""
        self.stack.addWidget(page)

    def go(self, step: int) -> None:
        """Show a step; Enter goes on from there."""
        goes_on = step != self.step
        self.stack.setCurrentIndex(step)
        self.step_row.show_step(step)
        if goes_on and self.isVisible():
            self._begin()

    def _begin(self) -> None:
        """Put the focus where Enter goes on."""
        following = self.primary
        if following is not None:
            following.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Ready to go on by Enter."""
        super().showEvent(event)
        self._begin()

    @property
    def primary(self) -> QPushButton | None:
        """What goes on from the step one is at."""
        page = self.stack.currentWidget()
        buttons = page.findChildren(QPushButton) if page is not None else []
        return next((each for each in buttons if each.property("cls") == "primary" and each.isEnabled()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, unless the field that has the focus wants it."""
        following = self.primary
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and following is not None:
            following.click()
        else:
            super().keyPressEvent(event)
