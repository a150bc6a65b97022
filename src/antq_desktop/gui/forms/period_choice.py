"""Choosing a reporting period: kind and number in words, with the days it means."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from antq_desktop.domain.periods import Period, parse_period
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.gui.widgets.pieces import column, label, row

ROMAN = ("I", "II", "III", "IV")
YEARS_BACK = 6


def period_keys() -> list[tuple[str, str]]:
    """(end of the key, words) of every kind of period in a year."""
    found = [("", "Cả năm"), ("-H1", "06 tháng đầu năm"), ("-9M", "09 tháng"), ("-H2", "06 tháng cuối năm")]
    found += [(f"-Q{number}", f"Quý {ROMAN[number - 1]}") for number in range(1, 5)]
    found += [(f"-{month:02}", f"Tháng {month:02}") for month in range(1, 13)]
    return found


class PeriodChoice(QWidget):
    """Year and part of the year."""

    changed = Signal()

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self._view = view
        self.years = ChoiceBox()
        self.years.setAccessibleName("Năm")
        this_year = view.office.today().year
        for year in range(this_year + 1, this_year - YEARS_BACK, -1):
            self.years.addItem(f"Năm {year}", year)
        self.parts = ChoiceBox()
        self.parts.setAccessibleName("Kỳ trong năm")
        self.parts.setProperty("cls", "long")
        for end, words in period_keys():
            self.parts.addItem(words, end)
        self._days = label("", "small", wrap=True)
        choices = row(self.parts, self.years, None, spacing=8)
        self.setLayout(column(choices, self._days, spacing=4))
        self.show_year(view.year)
        self.years.currentIndexChanged.connect(self._chosen)
        self.parts.currentIndexChanged.connect(self._chosen)
        self._chosen()

    @property
    def period(self) -> Period:
        """What is chosen, with the closing days of the province."""
        key = f"{self.years.currentData()}{self.parts.currentData()}"
        return parse_period(key, self._view.office.catalogues.period_rules)

    def show_year(self, year: int) -> None:
        """Choose a year."""
        place = self.years.findData(year)
        if place >= 0:
            self.years.setCurrentIndex(place)

    def show_period(self, period: Period) -> None:
        """Choose a period; one that has no name in a year is left out."""
        year, part = self.years.findData(period.year), self.parts.findData(period.key[4:])
        if ".." not in period.key and year >= 0 and part >= 0:
            self.years.setCurrentIndex(year)
            self.parts.setCurrentIndex(part)

    def _chosen(self) -> None:
        period = self.period
        self._days.setText(f"{period.label[:1].upper()}{period.label[1:]}")
        self.changed.emit()
