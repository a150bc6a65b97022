"""The line in which those who were absent are typed; whom Enter marks, and what became of it, stands right below."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from antq_desktop.domain.percent import show_count
from antq_desktop.gui.entry.attendance import Attendance
from antq_desktop.gui.entry.undo_keys import leave_undo
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.kept_room import KeptRoom
from antq_desktop.gui.widgets.keys import ENTER
from antq_desktop.gui.widgets.pieces import column, set_look
from antq_desktop.gui.widgets.search_box import SearchBox

WORDS = "Hộ vắng: gõ chữ đầu (nvp) hoặc tên không dấu, Enter để đánh dấu"
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class AbsentLine(QWidget):
    """Marks households of a meeting by a few letters of their names.

    Enter marks the first one meant that is still held to have been there; a mark is taken away again only from one that
    was gone to by the arrows.

    Signals:
        went: row of the household that is meant now, or None.
    """

    went = Signal(object)

    def __init__(self, icons: Icons, model: Attendance, parent: QWidget | None = None):
        super().__init__(parent)
        self._model = model
        self._stepped_to = -1
        self._answered = ""
        self.line = SearchBox(icons, WORDS)
        self._said = KeptRoom("muted")
        self.setLayout(column(self.line, self._said, spacing=4))
        self.setProperty("sight", "whole")  # what is said comes into sight with the line
        leave_undo(self.line, once_empty=True)
        self.line.searched.connect(self._look)
        self.line.textEdited.connect(self._begin)
        self.line.installEventFilter(self)
        model.modelReset.connect(self._begin)

    @property
    def said(self) -> str:
        """What stands below the line."""
        return self._said.text()

    def focus_first(self) -> None:
        """Ready to type a name over what stands there."""
        self.line.setFocus()
        self.line.selectAll()

    def tell_unmarked(self) -> None:
        """A name that was typed and not marked might be somebody who was absent."""
        self._say(f"Ô “Hộ vắng” còn chữ “{self.line.text().strip()}”: Enter để đánh dấu, hoặc xóa rồi lưu.", "problem")
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter marks, the arrows go from one that is meant to the next."""
        if watched is not self.line or event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key, text = Qt.Key(event.key()), self.line.text().strip()
        if key in STEPS:
            self._step(text, STEPS[key])
            return True
        if key in ENTER and text:
            self._mark(text)
            return True
        return False

    def _begin(self) -> None:
        self._stepped_to, self._answered = -1, ""

    def _look(self, text: str) -> None:
        """Show who is meant by now, unless Enter was sooner."""
        if text.strip() and text.strip() == self._answered:
            return
        found = self._model.meant(text)
        self.went.emit(found)
        if found is None:
            self._say("" if not text.strip() else self._nobody(text.strip()), "muted")
        else:
            self._tell_of(found, text)

    def _step(self, text: str, by: int) -> None:
        now = self._stepped_to if self._stepped_to >= 0 else self._model.meant(text)
        found = self._model.find(text, -1 if now is None else now, by)
        if found is not None:
            self._stepped_to = found
            self.went.emit(found)
            self._tell_of(found, text)

    def _mark(self, text: str) -> None:
        stepped = self._stepped_to >= 0
        found = self._stepped_to if stepped else self._model.meant(text)
        self.went.emit(found)
        if found is None:
            self._refuse(text, self._nobody(text))
        elif self._model.households[found].pledge is not None:
            self._refuse(text, f"{self._words_of(found)} nên không đánh dấu vắng được.")
        elif stepped or self._model.is_present(found):
            self._model.switch(found)
            self.line.start_again()
            self._begin()
            self._say(self._words_of(found), "strong")
        else:
            self._refuse(text, f"{self._words_of(found)}. Nhấn ↓ tới hộ cần đổi, rồi Enter.")

    def _refuse(self, text: str, words: str) -> None:
        """Say why nobody was marked; what is typed next takes the place of what stands there."""
        self._answered = text
        self._say(words, "problem")
        self.focus_first()

    def _tell_of(self, row: int, text: str) -> None:
        """Say whom Enter marks, and how many others there are."""
        others = len(self._model.nearest(text)) - 1
        more = f" · ↓ tới hộ khác ({show_count(others)})" if others else ""
        self._say(f"{self._words_of(row)}{more}", "muted")

    def _words_of(self, row: int) -> str:
        household = self._model.households[row]
        who = ", ".join(part for part in (household.head_name, household.address) if part)
        return f"{who}: {self._model.state_of(row)}"

    def _nobody(self, text: str) -> str:
        return f"Không thấy hộ nào khớp “{text}”: gõ lại hoặc xóa đi."

    def _say(self, words: str, look: str) -> None:
        self._said.setText(words)
        set_look(self._said, look)
