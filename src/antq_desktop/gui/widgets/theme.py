"""Colours, sizes and fonts in one table; the style sheet and the palette are made from it."""

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from antq_desktop.gui.widgets.style import SHEET
from antq_desktop.storage.looks import Looks

STYLE = ("-style", "fusion")
"""The style on the application's own command line: asked for later it would bring all that Python knows of styles."""

FAMILY = "Be Vietnam Pro"
FONT_FILES = (
    "BeVietnamPro-Regular.ttf",
    "BeVietnamPro-Medium.ttf",
    "BeVietnamPro-SemiBold.ttf",
    "BeVietnamPro-Bold.ttf",
)

LIGHT = MappingProxyType(
    {
        "bg": "#F4F6F5",
        "surface": "#FFFFFF",
        "surface2": "#F8FAF9",
        "line": "#DFE5E2",
        "edge": "#8A9992",
        "text": "#15211C",
        "muted": "#5A6B63",
        "accent": "#0E6B4F",
        "accent_over": "#0B5640",
        "on_accent": "#FFFFFF",
        "soft": "#E3F1EB",
        "rail": "#10291F",
        "rail_text": "#C6D8CF",
        "rail_muted": "#8FA89C",
        "rail_chosen": "#1D4636",
        "rail_over": "#173A2C",
        "warn": "#8A4F00",
        "warn_bg": "#FDF1DC",
        "bad": "#B3261E",
        "bad_bg": "#FBE9E7",
        "good": "#0E6B4F",
        "track": "#E5EBE8",
        "gold": "#D9A514",
    }
)

DARK = MappingProxyType(
    {
        "bg": "#121816",
        "surface": "#1A2320",
        "surface2": "#202B27",
        "line": "#2E3B36",
        "edge": "#6C7F76",
        "text": "#E8EFEB",
        "muted": "#9DB0A7",
        "accent": "#3FB98D",
        "accent_over": "#57CBA1",
        "on_accent": "#08160F",
        "soft": "#1E3B30",
        "rail": "#0C1411",
        "rail_text": "#C6D8CF",
        "rail_muted": "#8FA89C",
        "rail_chosen": "#1E3B30",
        "rail_over": "#172A22",
        "warn": "#F0B75A",
        "warn_bg": "#3A2E17",
        "bad": "#FF9B91",
        "bad_bg": "#40211E",
        "good": "#57CBA1",
        "track": "#2B3833",
        "gold": "#E7BC45",
    }
)

TEXT_PAIRS = (
    ("text", "bg"),
    ("text", "surface"),
    ("text", "surface2"),
    ("text", "soft"),
    ("muted", "bg"),
    ("muted", "surface"),
    ("muted", "surface2"),
    ("accent", "surface"),
    ("on_accent", "accent"),
    ("rail_text", "rail"),
    ("rail_text", "rail_chosen"),
    ("rail_muted", "rail"),
    ("warn", "warn_bg"),
    ("bad", "bad_bg"),
    ("bad", "surface"),
    ("good", "soft"),
    ("good", "surface"),
)
"""Colours that stand as text on a background; each pair keeps a contrast of at least 4.5 to 1."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One look of the window.

    Attributes:
        name: "light" or "dark".
        resources: folder with `fonts/` and `icons/`.
        scale: type size, 1.0 for 100 %.
    """

    name: str
    resources: Path
    scale: float = 1.0

    @property
    def colours(self) -> MappingProxyType[str, str]:
        """Colours by token."""
        return DARK if self.name == "dark" else LIGHT

    def colour(self, token: str) -> QColor:
        """Colour of a token, for painting."""
        return QColor(self.colours[token])

    def points(self, size: float) -> str:
        """Type size in points, scaled, as style sheets write it."""
        return f"{size * self.scale:.1f}pt"

    def pixels(self, length: int) -> int:
        """Length that grows with the type size."""
        return round(length * self.scale)

    def sheet(self) -> str:
        """The style sheet of the whole window."""
        icons = self.resources / "icons"
        images = {
            "arrow": (icons / f"combo-arrow-{self.name}.svg").as_posix(),
            "tick": (icons / f"tick-{self.name}.svg").as_posix(),
        }
        sizes = {
            "small": self.points(8.8),
            "normal": self.points(10),
            "h3": self.points(10.5),
            "h2": self.points(11.5),
            "h1": self.points(16),
            "figure": self.points(21),
            "field": f"{self.pixels(21)}px",
        }
        return SHEET.substitute(**self.colours, **sizes, **images)

    def palette(self) -> QPalette:
        """Palette for what the style sheet leaves to the style."""
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, token in (
            (roles.Window, "bg"),
            (roles.WindowText, "text"),
            (roles.Base, "surface"),
            (roles.AlternateBase, "surface2"),
            (roles.Text, "text"),
            (roles.Button, "surface"),
            (roles.ButtonText, "text"),
            (roles.Highlight, "accent"),
            (roles.HighlightedText, "on_accent"),
            (roles.Accent, "accent"),
            (roles.PlaceholderText, "muted"),
            (roles.ToolTipBase, "surface"),
            (roles.ToolTipText, "text"),
            (roles.Link, "accent"),
            (roles.Mid, "line"),
        ):
            palette.setColor(role, self.colour(token))
        for role in (roles.Text, roles.ButtonText, roles.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("edge"))
        return palette

    def dress(self, application: QApplication) -> None:
        """Give the application its fonts and colours; the style sheet is worn by each window (`wear`)."""
        for name in FONT_FILES:
            QFontDatabase.addApplicationFont(str(self.resources / "fonts" / name))
        font = QFont(FAMILY)
        font.setPointSizeF(10 * self.scale)
        application.setFont(font)
        application.setPalette(self.palette())

    def wear(self, window: QWidget) -> None:
        """Give a window, its dialogs and all that will be put into it the style sheet.

        The application wears none: under one, a part of a page would be styled anew with everything in it each time it
        is put into a larger part, which made up two thirds of the time that making a page took.
        """
        window.setStyleSheet(self.sheet())


def dress_again(widget: QWidget) -> None:
    """Look at the style sheet anew after a property changed that it asks for."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def contrast(first: str, second: str) -> float:
    """Contrast of two colours as WCAG 2 counts it, 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def theme_of(looks: Looks, resources: Path) -> Theme:
    """The theme an officer chose."""
    return Theme(looks.theme, resources, looks.percent / 100)
