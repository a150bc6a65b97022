"""The panel beside the entry line: suggestions, the household chosen, a new household, a question."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from antq_desktop.domain.dates import show_date
from antq_desktop.gui.entry.entry_fields import NewHousehold, PaperFields
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.actions import make
from antq_desktop.gui.widgets.clipboard import CopyKey
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import InSight, Push, button, column, label, row, scrolled
from antq_desktop.services.pledging import Candidate, Sitting

KEYS = (
    ("Enter", "lấy, lưu"),
    ("↓ ↑", "chọn hộ"),
    ("Ctrl+Enter", "hộ mới"),
    ("Ctrl+S", "lưu ngay"),
    ("F3", "người ký thay"),
    ("F2", "sửa bản vừa lưu"),
    ("Ctrl+Z", "hoàn tác"),
    ("Esc", "gõ lại"),
)
NEW_HOUSEHOLD = "Thêm hộ mới: “{}”"
HOW_TO = "Gõ chữ đầu của tên (nvp), một phần tên không dấu, hoặc số nhà. ↓ ↑ để chọn, Enter để lấy."
NOBODY = "Chưa thấy hộ nào như vậy. Gõ đủ họ tên rồi Enter để thêm hộ mới, hoặc Ctrl+Enter."
NOBODY_HERE = "Khu này chưa có hộ nào như vậy. Gõ đủ họ tên rồi Enter để thêm hộ mới; ↓ để chọn hộ khu khác."
OTHER_AREAS = "Khu khác"
LEAST_HEIGHT = 205


def words_of(candidate: Candidate) -> str:
    """Where a household lives, what it belongs to and whether it has pledged, in one line."""
    signed = f"đã ký {show_date(candidate.signed_on)}" if candidate.signed_on else ""
    if candidate.pledge and not signed:
        signed = "đã đăng ký"
    return " · ".join(part for part in (candidate.address, candidate.area, candidate.organizations, signed) if part)


class Suggestions(QWidget):
    """Households that the typed text may mean, and the offer to add a new one."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._text = ""
        self.list = QListWidget()
        self.list.setAccessibleName("Gợi ý hộ")
        CopyKey(self.list)
        self.list.setProperty("cls", "results")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._clicked)
        self._hint = label(HOW_TO, "small", wrap=True)
        whole = column(label("Gợi ý", "h3"), self._hint, self.list, spacing=6)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def offer(self, text: str, found: Sequence[Candidate], elsewhere: Sequence[Candidate] = ()) -> None:
        """Show what a text may mean: households, a new one of that name, and apart those that nobody looks for here.

        Args:
            text: what is typed.
            found: households the papers may be about; the first one is marked, which Enter takes.
            elsewhere: those of other areas, which are taken only by who goes down to them.
        """
        self._text = text.strip()
        self.list.clear()
        self._add(found)
        if self._text:
            self.list.addItem(QListWidgetItem(NEW_HOUSEHOLD.format(self._text)))
        if elsewhere:
            heading = QListWidgetItem(OTHER_AREAS, self.list)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self._add(elsewhere)
        lacks = NOBODY_HERE if elsewhere else NOBODY
        self._hint.setText(lacks if self._text and not found else HOW_TO)
        is_name = " " in self._text
        self.list.setCurrentRow(0 if found or is_name else -1)

    def _add(self, households: Sequence[Candidate]) -> None:
        for candidate in households:
            item = QListWidgetItem(f"{candidate.head_name}\n{words_of(candidate)}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, candidate)

    @property
    def texts(self) -> list[str]:
        """What is offered."""
        return [self.list.item(place).text() for place in range(self.list.count())]

    def step(self, by: int) -> None:
        """Go up or down, over a heading."""
        now = self.list.currentRow()
        lines = [at for at in range(self.list.count()) if self.list.item(at).flags() & Qt.ItemFlag.ItemIsEnabled]
        following = [at for at in lines if at > now] if by > 0 else [at for at in reversed(lines) if at < now]
        if following:
            self.list.setCurrentRow(following[0])

    def take(self) -> None:
        """Choose the line that is marked."""
        item = self.list.currentItem()
        if item is not None:
            self._clicked(item)

    def _clicked(self, item: QListWidgetItem) -> None:
        found = item.data(Qt.ItemDataRole.UserRole)
        self.chosen.emit(found if isinstance(found, Candidate) else self._text)


class Asked(QWidget):
    """A question with a default answer, which Enter gives."""

    def __init__(self, icons: Icons, parent: QWidget | None = None):
        super().__init__(parent)
        self._icons = icons
        self._words = label("", wrap=True)
        self._answers = row(spacing=8)
        self.buttons: list[QPushButton] = []
        answers = row(self._answers, None)
        self.setLayout(column(label("Có thể trùng", "h3"), self._words, answers, None, spacing=8))

    @property
    def words(self) -> str:
        """What is asked."""
        return self._words.text()

    def ask(self, words: str, answers: Sequence[Push]) -> None:
        """Ask; the first answer is the one Enter gives."""
        for made in self.buttons:
            self._answers.removeWidget(made)
            made.deleteLater()
        self._words.setText(words)
        self.buttons = [button(self._icons, answer) for answer in answers]
        for made in self.buttons:
            made.installEventFilter(self)
            self._answers.addWidget(made)
            made.show()
        self.buttons[0].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter presses the button that has the focus; arrows go from answer to answer."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QPushButton):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                watched.click()
                return True
            step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
                Qt.Key(event.key())
            )
            if step is not None and watched in self.buttons:
                self.buttons[(self.buttons.index(watched) + step) % len(self.buttons)].setFocus()
                return True
        return super().eventFilter(watched, event)


class EntryPanel(QStackedWidget):
    """One of: suggestions, the household chosen, a new household, a question.

    The button that saves and what keeps a paper from being saved stay in sight, however little room the fields have.

    Args:
        view: the office.
        save: what Enter in the last field, the keys that save in any field, and the button do.
    """

    def __init__(self, view: OfficeView, save: Push, parent: QWidget | None = None):
        super().__init__(parent)
        self.suggestions = Suggestions()
        self.asked = Asked(view.icons)
        self.new = NewHousehold(view)
        self.paper = PaperFields(view)
        self._name = label("", "h2", wrap=True)
        self._where = label("", "muted", wrap=True)
        self._caution = label("", "caution", wrap=True)
        self._fault = label("", "problem", wrap=True)
        self._fault.hide()
        self.save = button(view.icons, save)
        self._area = InSight()
        self._paper_page = self._page()
        self.new.organizations.currentRowChanged.connect(self._follow_organization)
        self.setMinimumHeight(view.icons.theme.pixels(LEAST_HEIGHT))
        for page in (self.suggestions, self._paper_page, self.asked):
            self.addWidget(page)
        self.paper.entered.connect(save.act)
        make(self._paper_page, view.icons, "save", save.act, save.text)
        self._fault_at = ""
        self._asks_of_new = False
        self.new.entered.connect(self.paper.go_to_signer)
        self.new.misread.connect(partial(self.tell_fault, key="size"))
        self.new.changed.connect(self.put_right)
        self.paper.paper.textEdited.connect(lambda *_: self.put_right("paper_ref"))

    def _page(self) -> QWidget:
        fields = QWidget()
        fields.setLayout(column(self._where, self.new, self.paper, None, spacing=8))
        area = scrolled(fields, "Bản cam kết đang nhập", self._area)
        area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        fields.setProperty("cls", "inset")
        page = QWidget()
        whole = column(self._name, self._caution, area, self._fault, row(self.save, None), spacing=8)
        whole.setStretch(2, 1)
        page.setLayout(whole)
        return page

    def _follow_organization(self, place: int) -> None:
        """Keep the line with the cursor in sight where the whole list is higher than the room there is."""
        fields = self._area.widget()
        if place >= 0 and fields is not None:
            line = self.new.organizations.visualItemRect(self.new.organizations.item(place))
            middle = self.new.organizations.viewport().mapTo(fields, line.center())
            self._area.ensureVisible(middle.x(), middle.y(), 0, line.height())

    def show_suggestions(self) -> None:
        """Back to the suggestions."""
        self.setCurrentWidget(self.suggestions)

    def show_known(self, candidate: Candidate, caution: str = "") -> None:
        """The household a paper is about, and what to mind before it is saved."""
        self._name.setText(candidate.head_name)
        self._where.setText(words_of(candidate))
        self._open_paper(is_new=False, caution=caution)
        self.paper.go_to_paper()

    def show_new(self, name: str, sitting: Sitting) -> None:
        """A household that is not in the register."""
        self._name.setText("Hộ mới")
        self._where.setText("Được ghi vào sổ hộ cùng bản cam kết này.")
        self._open_paper(is_new=True)
        self.new.begin(name, sitting)

    def _open_paper(self, *, is_new: bool, caution: str = "") -> None:
        self._caution.setText(caution)
        self._caution.setVisible(bool(caution))
        self.new.setVisible(is_new)
        self._fault.hide()
        self.setCurrentWidget(self._paper_page)

    @property
    def entering_new(self) -> bool:
        """Whether a new household is being typed."""
        return self.currentWidget() is self._paper_page and not self.new.isHidden()

    @property
    def holds_new(self) -> bool:
        """Whether a new household was typed that is not saved, be it that something is asked about it now."""
        return self._asks_of_new if self.currentWidget() is self.asked else self.entering_new

    def ask(self, words: str, answers: Sequence[Push]) -> None:
        """Ask something before going on."""
        self._asks_of_new = self.holds_new
        self.setCurrentWidget(self.asked)
        self.asked.ask(words, answers)

    def tell_fault(self, words: str, key: str = "") -> None:
        """Say what keeps the paper from being saved, and go to the field it is about."""
        self.setCurrentWidget(self._paper_page)
        self._fault.setText(words)
        self._fault.show()
        self._fault_at = key
        if key == "paper_ref":
            self.paper.paper.setFocus()
        elif self.entering_new:
            self.new.go_to(key)

    def put_right(self, key: str) -> None:
        """Tell no longer what was wrong with a field that says something else now."""
        if key == self._fault_at:
            self._fault.hide()

    @property
    def caution(self) -> str:
        """What to mind before the paper is saved."""
        return self._caution.text()

    @property
    def fault(self) -> str:
        """What keeps the paper from being saved."""
        return "" if self._fault.isHidden() else self._fault.text()
