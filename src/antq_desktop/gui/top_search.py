"""Search over everything from the top line: records of every register, pages, deeds, what was opened last."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QListWidget, QListWidgetItem, QWidget

from antq_desktop.domain.errors import AntqError
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.text import fold
from antq_desktop.gui.commands import DEED, PAGE, Command, Matching, matching
from antq_desktop.gui.places import REGISTER_ICONS, Looking
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.tasks import Task
from antq_desktop.gui.widgets.clipboard import CopyKey
from antq_desktop.gui.widgets.pieces import column, label, loosen
from antq_desktop.gui.widgets.search_box import SearchBox
from antq_desktop.services import searching
from antq_desktop.services.recents import Opened
from antq_desktop.services.searching import FoundGroup, FoundRecord

EACH = 4
COMMANDS = 5
RECENT = 5
WIDTH = 560
HIGHEST = 420
MARGIN = 12
HINT = (
    "Gõ tên hộ, khu dân cư, mô hình, tổ chức không dấu hoặc chữ cái đầu (nvp), tên trang,"
    " hay việc cần làm: “nhập cam kết”, “sao lưu”, “cỡ chữ”."
)
KEYS = "↑ ↓ chọn · Enter mở · Esc đóng"
NOTHING = "Không tìm thấy. Thử gõ ít chữ hơn, hoặc chỉ chữ cái đầu của tên."
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the results; a heading has nothing to open."""

    title: str
    detail: str = ""
    icon: str = ""
    act: Callable[[], object] | None = None


class TopSearch(QWidget):
    """A search box with a list of results under it.

    Args:
        view: the office.
        commands: what can be told to the window.
        recent: what was opened last, newest first.
    """

    done = Signal()

    def __init__(self, view: OfficeView, commands: Sequence[Command], recent: Callable[[], list[Opened]]):
        super().__init__()
        self._view = view
        self._commands = commands
        self._recent = recent
        self._rows: list[Row] = []
        self._asked: Task | None = None
        self._open_first = False
        self._left_open = False
        self._came_from: QWidget | None = None
        self.line = SearchBox(view.icons, "Tìm mọi thứ…  Ctrl+K")
        self.line.setMaximumWidth(430)
        self.line.setMinimumWidth(1)
        self.results = QListWidget()
        self.results.setAccessibleName("Kết quả tìm")
        CopyKey(self.results)
        self.results.setProperty("cls", "results")
        side = view.icons.theme.pixels(17)
        self.results.setIconSize(QSize(side, side))
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._foot = label("", "small", wrap=True)
        self._foot.setContentsMargins(10, 4, 10, 4)
        self._box = QFrame(self, Qt.WindowType.ToolTip)
        self._box.setProperty("cls", "card")
        self._box.setLayout(column(self.results, self._foot, spacing=0, margins=(1, 1, 1, 1)))
        self._box.hide()
        self.setLayout(column(self.line))
        self.setFocusProxy(self.line)
        self.line.searched.connect(self._search)
        self.line.down_pressed.connect(self._entered)
        self.line.installEventFilter(self)
        self.results.itemClicked.connect(self._clicked)
        self.results.currentRowChanged.connect(self._say_current)

    def take_focus(self) -> None:
        """Go to the box and tell what can be typed."""
        focus = QApplication.focusWidget()
        if focus is not self.line:
            self._came_from = focus
        self.line.setFocus()
        self.line.selectAll()
        self._search(self.line.text())

    def _search(self, text: str) -> None:
        """Ask on the thread of questions; whoever asked before gets no answer, nor what Enter wanted of it."""
        self._stop_asking()
        office, recent = self._view.office, self._recent()

        def work(progress: Progress) -> list[FoundGroup] | tuple[FoundRecord, ...]:
            progress.step(0)
            if text.strip():
                return searching.find_grouped(office, text, EACH, progress)
            return searching.describe(office, recent[:RECENT])

        self._asked = Task("Tìm", work).then(partial(self._answer, text), partial(self._failed, text))
        self._view.tasks.ask(self._asked)

    def _stop_asking(self) -> None:
        if self._asked is not None:
            self._asked.abandon()
            self._asked = None
        self._open_first = False

    def _failed(self, text: str, error: BaseException) -> None:
        """Registers that cannot be read leave pages and deeds to be found; the words of the error say why."""
        self._answer(text, [])
        self._foot.setText(error.what if isinstance(error, AntqError) else NOTHING)

    def _answer(self, text: str, found: list[FoundGroup] | tuple[FoundRecord, ...]) -> None:
        self._asked = None
        if isinstance(found, tuple):
            self._show([*_recent_rows(self._view, found)], HINT)
        else:
            rows = [*_found_rows(self._view, matching(self._commands, text, COMMANDS), text, found)]
            self._show(rows, KEYS if rows else NOTHING)
        if self._open_first:
            self._entered()

    def _show(self, rows: list[Row], foot: str) -> None:
        self._rows = rows
        self.results.clear()
        for row in rows:
            item = QListWidgetItem(f"{row.title}\n{row.detail}" if row.detail else row.title)
            if row.act is None:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            else:
                item.setIcon(self._view.icons.icon(row.icon, "muted", 17))
            self.results.addItem(item)
        self._foot.setText(foot)
        self._step(1, -1)
        self._place()

    def _place(self) -> None:
        rows = range(self.results.count())
        height = sum(self.results.sizeHintForRow(place) for place in rows) + 4
        under = self.line.mapToGlobal(QPoint(0, self.line.height() + 4))
        window = self.window()
        room = window.mapToGlobal(QPoint(0, window.height())).y() - under.y() - 60
        self.results.setFixedHeight(max(4, min(height, HIGHEST, room)))
        self.results.setVisible(bool(self._rows))
        self._box.setFixedWidth(min(self._view.icons.theme.pixels(WIDTH), window.width() - 2 * MARGIN))
        loosen(self._box)
        self._box.adjustSize()
        right = window.mapToGlobal(QPoint(window.width() - MARGIN, 0)).x() - self._box.width()
        self._box.move(min(under.x(), right), under.y())
        self._box.show()

    def _step(self, step: int, start: int) -> None:
        """Go to the next line that can be opened, or stay."""
        way = 1 if step > 0 else -1
        end = max(0, min(self.results.count() - 1, start + step))
        for place in (*range(end, self.results.count() if way > 0 else -1, way), *range(end, -1, -1)):
            if 0 <= place < len(self._rows) and self._rows[place].act is not None:
                self.results.setCurrentRow(place)
                self.results.scrollToItem(self.results.item(0 if place <= 1 else place))
                return

    def _say_current(self, place: int) -> None:
        """Let a screen reader hear the line that Enter would open."""
        said = self._rows[place] if 0 <= place < len(self._rows) else Row("")
        self.line.setAccessibleDescription(", ".join(part for part in (said.title, said.detail) if part))

    def _entered(self) -> None:
        """Open the chosen line; while the answer is on its way, its first line as soon as it comes."""
        self._open_first = self._asked is not None
        if not self._open_first and self._box.isVisible():
            self._open(self.results.currentRow())

    def _clicked(self, item: QListWidgetItem) -> None:
        self._open(self.results.row(item))

    def _open(self, place: int) -> None:
        act = self._rows[place].act if 0 <= place < len(self._rows) else None
        if act is not None:
            self._leave()
            self.done.emit()
            act()

    def _leave(self) -> None:
        self._hide()
        self.line.start_again()

    def _hide(self) -> None:
        self._stop_asking()
        self._box.hide()

    def _go_back(self) -> None:
        """Escape: nothing was wanted; the keys go where they went before."""
        self._leave()
        back, self._came_from = self._came_from, None
        if back is not None and back.isVisible():
            back.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the results while typing goes on, Escape closes them; leaving hides them."""
        if isinstance(event, QFocusEvent):
            self._window_changed(event)
        elif event.type() is QEvent.Type.MouseButtonPress and not self._box.isVisible():
            self._search(self.line.text())
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _window_changed(self, event: QFocusEvent) -> None:
        """Hide when the keys go elsewhere; come back with the window when it was only left for another one."""
        away = event.reason() is Qt.FocusReason.ActiveWindowFocusReason
        if event.type() is QEvent.Type.FocusOut:
            self._left_open = away and (self._box.isVisible() or self._asked is not None)
            self._hide()
        elif away and self._left_open:
            self._search(self.line.text())

    def _take_key(self, key: Qt.Key) -> bool:
        """Whether a key is for the results and not for the line."""
        if key is Qt.Key.Key_Escape:
            self._go_back()
        elif key in STEPS and self._box.isVisible():
            self._step(STEPS[key], self.results.currentRow())
        elif key in STEPS:
            self._search(self.line.text())
        else:
            return False
        return True


def _found_rows(view: OfficeView, commands: Matching, text: str, found: Sequence[FoundGroup]) -> Iterator[Row]:
    """What begins with the text stands before what only has it among its words."""
    begin = [group for group in found if fold(group.hits[0].title).startswith(fold(text))]
    yield from _command_rows(commands.begins)
    yield from _record_rows(view, text, begin)
    yield from _command_rows(commands.near)
    yield from _record_rows(view, text, [group for group in found if group not in begin])
    yield from _command_rows(commands.far)


def _command_rows(commands: Sequence[Command]) -> Iterator[Row]:
    for heading, kind in (("TRANG", PAGE), ("VIỆC", DEED)):
        group = [command for command in commands if command.kind == kind]
        if group:
            yield Row(heading)
            yield from (Row(one.title, one.keys, one.icon, one.act) for one in group)


def _record_rows(view: OfficeView, text: str, found: Iterable[FoundGroup]) -> Iterator[Row]:
    for each in found:
        register = REGISTERS[each.register]
        yield Row(f"{register.title.upper()} · {show_count(each.total)}")
        yield from (_record_row(view, hit) for hit in each.hits)
        if each.total > len(each.hits):
            act = partial(view.open, each.register, Looking(text))
            yield Row(f"Xem cả {show_count(each.total)} {register.noun}", "", "list", act)


def _recent_rows(view: OfficeView, found: Sequence[FoundRecord]) -> Iterator[Row]:
    if found:
        yield Row("MỞ GẦN ĐÂY")
        yield from (_record_row(view, hit) for hit in found)


def _record_row(view: OfficeView, hit: FoundRecord) -> Row:
    icon = REGISTER_ICONS.get(hit.register, "list")
    return Row(hit.title, hit.detail, icon, partial(view.open, hit.register, hit.uid))
