"""Large light words across a page, for sample data; the foot of the page repeats them in small letters."""

import math

from antq_desktop.reports.ink import Ink

_GREY = 0.9
_SHARE = 0.72


def watermark_operators(words: str, ink: Ink, width: float, height: float) -> str:
    """Operators that draw the words along the page's diagonal, under what is drawn later.

    Args:
        words: what to write.
        ink: of the document.
        width: of the page in points.
        height: of the page in points.
    """
    angle = math.atan2(height, width)
    size = round(_SHARE * math.hypot(width, height) / ink.width(words, "bold", 1.0), 1)
    size = min(size, 110.0)
    length = ink.width(words, "bold", size)
    cos, sin = math.cos(angle), math.sin(angle)
    x = width / 2 - cos * length / 2 + sin * size * 0.3
    y = height / 2 - sin * length / 2 - cos * size * 0.3
    matrix = f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.2f} {y:.2f}"
    return f"q {_GREY} g BT {matrix} Tm {ink.show(words, 'bold', size)} ET Q"
