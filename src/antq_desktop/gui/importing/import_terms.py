"""What an officer says of a list before it is read: what it lists, and what that kind of list needs besides."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLayout, QLineEdit, QWidget

from antq_desktop.domain.dates import parse_date, show_date
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.gui.widgets.pieces import named
from antq_desktop.services.imports.import_kinds import ListKind
from antq_desktop.services.imports.import_plan import ImportChoices
from antq_desktop.services.imports.import_registry import kind_of

REGISTERS = (
    ("pledge", "Hộ và bản cam kết (có ngày ký)"),
    ("household", "Chỉ danh sách hộ"),
    ("model_point", "Danh sách mô hình"),
    ("club", "Danh sách câu lạc bộ"),
)
NEW_AREAS = (
    (None, "Tự chọn: tạo nếu xã chưa có khu nào"),
    ("create", "Tạo khu dân cư mới"),
    ("refuse", "Không nhận dòng có khu dân cư lạ"),
    ("ask", "Hỏi từng dòng"),
)
YEARS_BACK, LEAST_LETTERS = 6, 16
CONSENT = "Bỏ trống thì không nhập số điện thoại."


class ImportTerms(QWidget):
    """The fields; those that the chosen kind of list does not need are left out.

    Args:
        view: the office.
    """

    def __init__(self, view: OfficeView):
        super().__init__()
        self.register = choices(REGISTERS, "Nhập gì")
        self.years = ChoiceBox()
        this_year = view.office.today().year
        for year in range(this_year + 1, this_year - YEARS_BACK, -1):
            self.years.addItem(f"Năm {year}", year)
        self.years.setCurrentIndex(self.years.findData(view.year))
        self.new_areas = choices(NEW_AREAS, "Khu dân cư chưa có trong sổ")
        self.consent = QLineEdit()
        self.consent.setPlaceholderText("ngày/tháng/năm")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._year = _held(named("Năm cam kết", self.years))
        self._consent = _held(named("Ngày các hộ đồng ý cho số điện thoại", self.consent, hint=CONSENT))
        fields = QGridLayout()
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setHorizontalSpacing(20)
        fields.setVerticalSpacing(12)
        for side in (0, 1):
            fields.setColumnStretch(side, 1)
        held = (
            _held(named("Nhập gì", self.register)),
            _held(named("Khu dân cư chưa có trong sổ", self.new_areas)),
            _held(named("Mật khẩu của tệp (nếu có)", self.password)),
            self._year,
            self._consent,
        )
        for place, field in enumerate(held):
            fields.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        self.setLayout(fields)
        self.register.currentIndexChanged.connect(self._show_asked)

    @property
    def kind(self) -> ListKind:
        """What the file lists."""
        return kind_of(str(self.register.currentData()))

    def choices(self, *, header_row: int | None) -> ImportChoices:
        """What is chosen.

        Args:
            header_row: as `ImportChoices.header_row`.

        Raises:
            NotADate: the day of consent cannot be read.
        """
        text = self.consent.text().strip()
        return ImportChoices(
            register=self.kind.key,
            year=int(self.years.currentData()),
            new_areas=self.new_areas.currentData(),
            header_row=header_row,
            password=self.password.text() or None,
            phone_consent=parse_date(text) if text else None,
        )

    def fill(self, choices: ImportChoices) -> None:
        """Show what was chosen once; the password of a workbook is kept nowhere."""
        for box, data in ((self.register, choices.register), (self.new_areas, choices.new_areas)):
            box.setCurrentIndex(max(0, box.findData(data)))
        self.years.setCurrentIndex(max(0, self.years.findData(choices.year)))
        self.consent.setText(show_date(choices.phone_consent) if choices.phone_consent else "")

    def _show_asked(self, _place: int) -> None:
        self._year.setVisible(self.kind.asked.year)
        self._consent.setVisible(self.kind.asked.consent)


def choices(entries: Sequence[tuple[Any, str]], name: str) -> QComboBox:
    """A box of what may be chosen, with what each stands for."""
    made = ChoiceBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(LEAST_LETTERS)
    made.setAccessibleName(name)
    offer(made, entries)
    return made


def offer(box: QComboBox, entries: Sequence[tuple[Any, str]]) -> None:
    """Offer other choices, or the same in other words; what is chosen stays if it is offered still."""
    chosen = box.currentData()
    with QSignalBlocker(box):
        if [box.itemData(at) for at in range(box.count())] != [data for data, _ in entries]:
            box.clear()
            for data, _ in entries:
                box.addItem("", data)
            box.setCurrentIndex(max(0, box.findData(chosen)))
        for at, (_, words) in enumerate(entries):
            box.setItemText(at, words)


def _held(layout: QLayout) -> QWidget:
    made = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    made.setLayout(layout)
    return made
