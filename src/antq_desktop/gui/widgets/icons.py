"""Icons drawn from the SVG files of `resources/icons`, recoloured with a colour of the theme."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from antq_desktop.gui.widgets.theme import Theme

SHARPNESS = 2


class Icons:
    """Icons by name; each combination of name, colour and size is drawn once.

    Args:
        theme: where the colours and the folder come from.
    """

    def __init__(self, theme: Theme):
        self.theme = theme
        self._folder: Path = theme.resources / "icons"
        self._drawn: dict[tuple[str, str, int, int], QPixmap] = {}

    def wear(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self.theme = theme
        self._drawn = {}

    def pixmap(self, name: str, colour: str = "text", size: int = 18, gap: int = 0) -> QPixmap:
        """Draw an icon.

        Args:
            name: file name without its ending.
            colour: token of the theme, or a colour such as `#FFFFFF`.
            size: logical pixels at type size 100 %; icons grow with the words beside them.
            gap: logical pixels left free at its right.
        """
        key = (name, colour, size, gap)
        size = self.theme.pixels(size)
        if key not in self._drawn:
            shade = colour if colour.startswith("#") else self.theme.colours[colour]
            drawing = (self._folder / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", shade)
            pixmap = QPixmap(QSize(size + gap, size) * SHARPNESS)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size * SHARPNESS, size * SHARPNESS))
            painter.end()
            pixmap.setDevicePixelRatio(SHARPNESS)
            self._drawn[key] = pixmap
        return self._drawn[key]

    def icon(self, name: str, colour: str = "text", size: int = 18, gap: int = 0) -> QIcon:
        """An icon that turns grey when its button is disabled; `gap` pixels at its right keep words away from it."""
        drawn = self.pixmap(name, colour, size, gap)
        icon = QIcon(drawn)
        icon.addPixmap(_in_one_colour(drawn, self.theme.colour("edge")), QIcon.Mode.Disabled)
        return icon


def _in_one_colour(drawn: QPixmap, colour: QColor) -> QPixmap:
    """The same shape in another colour, without reading and drawing it again."""
    turned = QPixmap(drawn)
    painter = QPainter(turned)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(turned.rect())
    painter.end()
    return turned
