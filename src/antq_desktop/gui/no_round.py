"""Words for a year whose round of pledges nobody opened, and the way to where it is opened."""

from PySide6.QtWidgets import QWidget

from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.pieces import Push, box, button, label, picture, row
from antq_desktop.services.indicators import Figures

WORDS = "Chưa mở đợt ký năm {}: các số bên dưới chưa phải tiến độ của đợt nào. Mở ở danh mục Đợt ký cam kết."


class NoRound(QWidget):
    """Hidden as long as the year in view has its round."""

    def __init__(self, view: OfficeView):
        super().__init__()
        self.words = label("", "strong", wrap=True)
        self.go = button(view.icons, Push("Đến Đợt ký cam kết", lambda: view.open("pledge_campaign"), "calendar-check"))
        inside = row(picture(view.icons, "triangle-alert", "warn"), self.words, self.go, spacing=10)
        inside.setStretch(1, 1)
        self.setLayout(row(box(inside)))
        self.hide()

    def show_figures(self, figures: Figures) -> None:
        """Look whether there is anything to tell."""
        self.words.setText(WORDS.format(figures.period.year))
        self.setVisible(not figures.round_open)
