"""The card of the settings that says how the window looks and when it locks itself."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.pieces import CARD, column, label, row
from antq_desktop.storage.looks import MINUTES, PERCENTS, Looks

THEME_WORDS = {"light": "Nền sáng", "dark": "Nền tối"}
PERCENT_WORDS = {percent: f"{percent}%" for percent in PERCENTS}
MINUTE_WORDS = {minutes: f"{minutes} phút" for minutes in MINUTES}


Words = Mapping[str, str] | Mapping[int, str]


class Choice(QWidget):
    """A few answers side by side."""

    def __init__(
        self, caption: str, words: Mapping[str, str] | Mapping[int, str], chosen: object, done: Callable[[], object]
    ):
        super().__init__()
        self._values: list[object] = list(words)
        self.group = QButtonGroup(self)
        inside = row(spacing=22)
        for place, (value, text) in enumerate(words.items()):
            button = QRadioButton(text)
            button.setAccessibleName(f"{caption}: {text}")
            button.setChecked(value == chosen)
            self.group.addButton(button, place)
            inside.addWidget(button)
        inside.addStretch(1)
        self.setLayout(column(label(caption, "strong"), inside, spacing=6))

        def clicked(_place: int) -> None:
            done()

        self.group.idClicked.connect(clicked)

    @property
    def value(self) -> object:
        """What is chosen."""
        return self._values[max(0, self.group.checkedId())]


class LooksCard(QFrame):
    """Theme, type size, minutes until the window locks itself; each holds at once."""

    def __init__(self, view: OfficeView, looks: Looks):
        super().__init__()
        self._view = view
        self.setProperty("cls", "card")
        self.theme = Choice("Màu nền", THEME_WORDS, looks.theme, self._chosen)
        self.percent = Choice("Cỡ chữ", PERCENT_WORDS, looks.percent, self._chosen)
        self.minutes = Choice("Tự khóa khi không dùng", MINUTE_WORDS, looks.idle_minutes, self._chosen)
        hint = "Máy ngủ hoặc Windows khóa màn hình thì chương trình cũng khóa ngay."
        body: QVBoxLayout = column(
            label("Hiển thị và tự khóa", "h2"),
            self.theme,
            self.percent,
            self.minutes,
            label(hint, "small", wrap=True),
            spacing=14,
            margins=CARD,
        )
        self.setLayout(body)

    def _chosen(self) -> None:
        self._view.looks_wanted.emit(
            Looks(str(self.theme.value), int(str(self.percent.value)), int(str(self.minutes.value)))
        )
