"""The grid of a month's activities: a line for each model and club, written over as in a spreadsheet."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from antq_desktop.domain.catalogue import Catalogues
from antq_desktop.gui.forms.editors import ChoiceEditor
from antq_desktop.gui.widgets.arriving import arrive
from antq_desktop.gui.widgets.clipboard import private_text
from antq_desktop.gui.widgets.headed_model import HeadedModel, Index
from antq_desktop.gui.widgets.keys import ENTER
from antq_desktop.gui.widgets.nothing_yet import NothingYet
from antq_desktop.gui.widgets.plain_table import Room, dress
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services.groups.month_absent import Absent
from antq_desktop.services.papers import month_sheet
from antq_desktop.services.papers.month_sheet import MonthLine, Written

HEADINGS = ("Mô hình, câu lạc bộ", "Nơi", "Đã ghi", "Ngày", "Việc", "Dự", "Khách", "Kết quả", "Nội dung")
NAME, WHERE, THERE, DAYS, KIND, PRESENT, GUESTS, RESULTS, WORDS = range(9)
FIELDS = {DAYS: "days", KIND: "kind", PRESENT: "attendance", GUESTS: "invited", RESULTS: "results", WORDS: "content"}
COLUMNS = {"happened_on": DAYS, "name": NAME, **{name: column for column, name in FIELDS.items() if column != DAYS}}
WIDTHS = {DAYS: 92, KIND: 142, PRESENT: 52, GUESTS: 72, RESULTS: 128}
NAME_SHARE, NAME_LEAST = 0.26, 170
LETTERS = 8
NONE_YET = "chưa có"


class MonthModel(HeadedModel[MonthLine]):
    """Lines of the month and what is written beside them.

    Args:
        theme: colours.
        catalogues: words of the kinds of activity.
    """

    typed = Signal()

    def __init__(self, theme: Theme, catalogues: Catalogues, parent: QObject | None = None):
        super().__init__(HEADINGS, (PRESENT, GUESTS), parent)
        self._theme = theme
        self._catalogues = catalogues
        self._written: dict[UUID, Written] = {}
        self._wrong: Mapping[tuple[UUID, int], str] = {}
        self._away: Mapping[UUID, Absent] = {}

    def show_lines(self, lines: Sequence[MonthLine], away: Mapping[UUID, Absent] | None = None) -> None:
        """Show other lines, or the same with what was kept since; what is written beside them stays.

        Args:
            lines: the groups of the month.
            away: groups that the month does not hold and something was written for; their lines stand at the end.
        """
        self.beginResetModel()
        known = {line.uid: line for line in lines}
        self._away = {uid: each for uid, each in (away or {}).items() if uid not in known}
        known |= {uid: month_sheet.line_away(each) for uid, each in self._away.items()}
        known |= {each.line.uid: each.line for each in self.written if each.line.uid not in known}
        self.lines = tuple(known.values())
        self._written = {uid: replace(each, line=known[uid]) for uid, each in self._written.items() if uid in known}
        self.endResetModel()

    @property
    def away(self) -> list[Absent]:
        """Groups in view that the month does not hold, with the reason."""
        return list(self._away.values())

    def show_wrong(self, wrong: Mapping[tuple[UUID, int], str]) -> None:
        """Mark cells, by group and column, each with what is wrong there."""
        self._wrong = wrong
        self._redraw(0, len(self.lines) - 1)

    @property
    def written(self) -> list[Written]:
        """What is written, in the order of the lines; lines with nothing are left out."""
        found = [self._written[line.uid] for line in self.lines if line.uid in self._written]
        return [each for each in found if not each.is_empty]

    def of(self, place: int) -> Written:
        """What is written beside a line."""
        line = self.lines[place]
        return self._written.get(line.uid, Written(line))

    def forget(self, kept: Sequence[Written]) -> None:
        """Take away what was kept, unless it was written over since."""
        for each in kept:
            if self._written.get(each.line.uid) == each:
                del self._written[each.line.uid]
        self._redraw(0, len(self.lines) - 1)
        self.typed.emit()

    def bring_back(self, written: Sequence[Written]) -> None:
        """Show what was taken away before, where nothing else was written since."""
        for each in written:
            self._written.setdefault(each.line.uid, each)
        self._redraw(0, len(self.lines) - 1)
        self.typed.emit()

    def write(self, place: int, column: int, text: str) -> bool:
        """Write into a cell; False where nothing can be written or the kind is not known."""
        if column not in FIELDS:
            return False
        value = text.strip()
        if column == KIND and value:
            code = self._catalogues.find("activity_kinds", value)
            if code is None:
                return False
            value = code
        if column == RESULTS and value:
            value = self._said_results(place, value)
        line = self.lines[place]
        written: Written = replace(self.of(place), **{FIELDS[column]: value})  # type: ignore[arg-type] # all texts
        if written == self.of(place):
            return True
        if written == Written(line):
            self._written.pop(line.uid, None)
        else:
            self._written[line.uid] = written
        self._redraw(place, place)
        self.typed.emit()
        return True

    def _said_results(self, place: int, text: str) -> str:
        """Results in full, so that a bare number says what it counts; what is not understood stays as typed."""
        with suppress(ValueError):
            counts = month_sheet.results_of(self._catalogues, text, self.lines[place].outputs)
            return month_sheet.results_words(self._catalogues, counts)
        return text

    def _redraw(self, first: int, last: int) -> None:
        if self.lines:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(HEADINGS) - 1))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, colour and weight of a cell."""
        if not index.isValid():
            return None
        place, column = index.row(), index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self._text(place, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            if column == NAME and self.lines[place].uid in self._away:
                return self._away[self.lines[place].uid].reason
            return self._wrong.get((self.lines[place].uid, column)) or self._text(place, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.side(column)
        if role == Qt.ItemDataRole.FontRole and column in FIELDS and not self.of(place).is_empty:
            font = QFont(QGuiApplication.font())
            font.setBold(True)
            return font
        return self._colour(place, column, role)

    def _colour(self, place: int, column: int, role: int) -> Any:
        line = self.lines[place]
        if (line.uid, column) in self._wrong or (column == NAME and line.uid in self._away):
            wanted = {Qt.ItemDataRole.BackgroundRole: "bad_bg", Qt.ItemDataRole.ForegroundRole: "bad"}
        elif column == THERE and line.due and not line.days:
            wanted = {Qt.ItemDataRole.ForegroundRole: "warn"}
        elif column in {WHERE, THERE} or (column == KIND and self.of(place).is_empty):
            wanted = {Qt.ItemDataRole.ForegroundRole: "muted"}
        else:
            return None
        token = wanted.get(Qt.ItemDataRole(role))
        return None if token is None else self._theme.colour(token)

    def _text(self, place: int, column: int) -> str:
        line = self.lines[place]
        if column == NAME:
            return line.name
        if column == WHERE:
            return line.where
        if column == THERE:
            return ", ".join(str(day.day) for day in line.days) or (NONE_YET if line.due else "")
        written = self.of(place)
        if column == KIND:
            return self._catalogues.label("activity_kinds", written.kind or line.usual)
        return str(getattr(written, FIELDS[column]))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep what was typed into a cell."""
        return role == Qt.ItemDataRole.EditRole and index.isValid() and self.write(index.row(), index.column(), value)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells at the right are written into."""
        known = super().flags(index)
        return known | Qt.ItemFlag.ItemIsEditable if index.isValid() and index.column() in FIELDS else known


class _Kinds(QStyledItemDelegate):
    """Offers the kinds of activity."""

    def __init__(self, catalogues: Catalogues, parent: QObject):
        super().__init__(parent)
        self._choices = [(choice.code, choice.label) for choice in catalogues.choices("activity_kinds")]

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """A box of the kinds; letters choose."""
        return ChoiceEditor(self._choices, may_be_empty=False, parent=parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The kind that holds now."""
        if isinstance(editor, ChoiceEditor):
            editor.setCurrentText(str(index.data()))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Keep the choice."""
        if isinstance(editor, ChoiceEditor):
            model.setData(index, editor.currentText())


class MonthTable(QTableView):
    """Written over as a spreadsheet: typing begins a cell, Enter goes on, Ctrl+C, V and D copy, paste and fill down.

    Args:
        theme: sizes and colours.
        catalogues: words of the kinds of activity.
    """

    line_done = Signal()
    told = Signal(str)

    def __init__(self, theme: Theme, catalogues: Catalogues, parent: QWidget | None = None):
        super().__init__(parent)
        self.month = MonthModel(theme, catalogues, self)
        self._theme = theme
        self.setModel(self.month)
        self.setAccessibleName("Hoạt động của các mô hình, câu lạc bộ trong tháng")
        NothingYet(self, "Tháng này chưa có mô hình, câu lạc bộ nào: thêm ở sổ Mô hình, Câu lạc bộ rồi quay lại đây.")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setAlternatingRowColors(True)
        dress(self, WORDS)
        self.setShowGrid(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setItemDelegateForColumn(KIND, _Kinds(catalogues, self))
        header = self.horizontalHeader()
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Interactive)
        for column, width in WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, theme.pixels(width))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._room = Room(self, WORDS, (WHERE,), LETTERS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out where a group is, or show it again, as there is room; what is written into scrolls into view."""
        super().resizeEvent(event)
        width = max(self._theme.pixels(NAME_LEAST), int(event.size().width() * NAME_SHARE))
        self.horizontalHeader().resizeSection(NAME, width)
        self._share()

    def _share(self) -> None:
        """Let the words take what is left; where nothing is, they keep a width to write in beside what is in view."""
        self._room.share()
        header, least = self.horizontalHeader(), self.fontMetrics().averageCharWidth() * LETTERS
        fits = header.length() - header.sectionSize(WORDS) + least <= self.viewport().width()
        header.setSectionResizeMode(
            WORDS, QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
        )
        if not fits:
            header.resizeSection(WORDS, least)

    @property
    def editing(self) -> bool:
        """Whether a cell is being typed into now."""
        return self.state() is QAbstractItemView.State.EditingState

    def show_lines(self, lines: Sequence[MonthLine], away: Mapping[UUID, Absent] | None = None) -> None:
        """Show lines, as the model does; the cell that had the cursor keeps it, else it goes to the first day."""
        index = self.currentIndex()
        before = self.month.lines[index.row()].uid if index.isValid() else None
        column = index.column() if index.isValid() else DAYS
        self.month.show_lines(lines, away)
        places = [place for place, line in enumerate(self.month.lines) if line.uid == before]
        if self.month.lines:
            self.go(places[0] if places else 0, column)
        self._room.refill()
        self._share()

    def go(self, place: int, column: int = DAYS) -> None:
        """Put the cursor into a cell and choose it alone, whichever keys are held."""
        arrive(self, self.month.index(place, column))

    def finish(self) -> None:
        """Take over what is being typed into a cell now."""
        editor = self.indexWidget(self.currentIndex()) if self.editing else None
        if editor is not None:
            self.commitData(editor)
            super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes on to what is written next, Tab to the cell beside."""
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        if hint is hints.SubmitModelCache:
            self.go_on()
        elif hint in {hints.EditNextItem, hints.EditPreviousItem}:
            self._beside(1 if hint is hints.EditNextItem else -1)

    def go_on(self) -> None:
        """From the days to who was there; from there the line is done."""
        place, column = self.currentIndex().row(), self.currentIndex().column()
        following = {DAYS: PRESENT, KIND: PRESENT, GUESTS: RESULTS, RESULTS: WORDS}.get(column)
        if following is not None:
            self.go(place, following)
        elif column < DAYS:
            self.go(place, DAYS)
        else:
            self.go(min(place + 1, len(self.month.lines) - 1), DAYS)
            self.line_done.emit()

    def _beside(self, step: int) -> None:
        """The next cell to write into, of this line or the one after."""
        columns = [column for column in FIELDS if not self.isColumnHidden(column)]
        place, column = self.currentIndex().row(), self.currentIndex().column()
        number = columns.index(column) + step if column in columns else 0
        place += number // len(columns)
        if 0 <= place < len(self.month.lines):
            self.go(place, columns[number % len(columns)])

    def next_empty(self, step: int = 1) -> bool:
        """Go to the next line that should have an activity this month and has none, around the end."""
        count, begin = len(self.month.lines), self.currentIndex().row()
        for away in range(1, count + 1):
            place = (begin + step * away) % count
            line = self.month.lines[place]
            if line.due and not line.days and self.month.of(place).is_empty:
                self.go(place)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, F8 to the next that lacks, Delete empties; a spreadsheet's keys copy, paste and fill down."""
        acts = {QKeySequence.StandardKey.Copy: self.copy, QKeySequence.StandardKey.Paste: self.paste}
        act = next((act for key, act in acts.items() if event.matches(key)), None)
        if act is not None:
            act()
        elif event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and not self.editing:
            self.go_on()
        elif event.key() == Qt.Key.Key_F8:
            if not self.next_empty(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1):
                self.told.emit(month_sheet.nobody_lacks(self.month.lines))
        elif event.key() == Qt.Key.Key_Delete:
            for index in self.selectedIndexes():
                self.month.write(index.row(), index.column(), "")
        elif event.key() == Qt.Key.Key_D and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.fill_down()
        else:
            super().keyPressEvent(event)

    def fill_down(self) -> None:
        """Say in the chosen cells what the topmost says; of one line alone, what the line above says."""
        chosen = [index for index in self.selectedIndexes() if index.column() in FIELDS]
        for column in {index.column() for index in chosen}:
            places = sorted(index.row() for index in chosen if index.column() == column)
            top = places[0] if len(places) > 1 else places[0] - 1
            for place in places:
                if 0 <= top != place:
                    self.month.write(place, column, self._plain(top, column))

    def _plain(self, place: int, column: int) -> str:
        return str(self.month.index(place, column).data())

    def copy(self) -> None:
        """Copy the chosen cells, as a spreadsheet takes them."""
        chosen = {(index.row(), index.column()) for index in self.selectedIndexes()}
        columns = sorted({column for _, column in chosen if not self.isColumnHidden(column)})
        rows = ["\t".join(self._plain(row, column) for column in columns) for row in sorted({row for row, _ in chosen})]
        QGuiApplication.clipboard().setMimeData(private_text("\n".join(rows)))

    def paste(self) -> None:
        """Write copied cells from the cursor on; what fits nowhere is told."""
        begin = self.currentIndex()
        lines = QGuiApplication.clipboard().text().rstrip("\r\n").splitlines()
        if not begin.isValid() or not lines:
            return
        columns = [column for column in range(begin.column(), len(HEADINGS)) if not self.isColumnHidden(column)]
        refused = 0
        for down, text in enumerate(lines):
            place = begin.row() + down
            for across, part in enumerate(text.split("\t")):
                fits = place < len(self.month.lines) and across < len(columns)
                refused += not (fits and self.month.write(place, columns[across], part))
        if refused:
            self.told.emit(f"{refused} ô không dán được: ngoài bảng, ở cột không ghi được, hoặc không có loại việc đó.")
