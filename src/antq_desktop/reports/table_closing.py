"""What stands after a table: boxes to fill by hand, notes, signatures."""

from dataclasses import dataclass

from antq_desktop.reports.fonts import Style
from antq_desktop.reports.ink import Ink
from antq_desktop.reports.table_frame import LEAD, PAD, SIZE, Frame
from antq_desktop.reports.table_paper import SignatureBlock, TablePaper
from antq_desktop.reports.text import paper_text

_GAP = 7.0
_NOTE_LEAD = 13.0
_BOX_HEIGHT = 26.0
_BOX_WIDTH = 90.0
_SIGN_SIZE = 12.0
_SIGN_LEAD = 15.0
_SIGN_SPACE = 68.0
_LONE_SHARE = 0.45


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands after the table.

    Attributes:
        boxes: labels of the boxes.
        notes: wrapped lines.
        signatures: who signs, from left to right.
        height: of all together, in points; 0 for nothing.
    """

    boxes: tuple[str, ...]
    notes: tuple[str, ...]
    signatures: tuple[SignatureBlock, ...]
    height: float


def measure_closing(paper: TablePaper, frame: Frame, ink: Ink) -> Closing:
    """Wrap and measure the part after the table."""
    room = frame.right - frame.left
    notes = tuple(line for note in paper.notes for line in ink.wrap(paper_text(note), "italic", SIZE, room))
    boxes = tuple(paper_text(label) for label in paper.boxes)
    height = len(notes) * _NOTE_LEAD + (_BOX_HEIGHT + _GAP if boxes else 0.0)
    if paper.signatures:
        lines = max(len(sign.titles) for sign in paper.signatures) + _dated(paper.signatures)
        height += (lines + 1) * _SIGN_LEAD + _SIGN_SPACE
    return Closing(boxes, notes, paper.signatures, height + _GAP if height else 0.0)


def closing_operators(closing: Closing, frame: Frame, ink: Ink, top: float) -> str:
    """Draw the part after the table.

    Args:
        closing: as measured.
        frame: the page.
        ink: of the document.
        top: y at which it begins.
    """
    out: list[str] = []
    y = top - _GAP
    if closing.boxes:
        out.extend(_boxes(closing.boxes, frame, ink, y))
        y -= _BOX_HEIGHT + _GAP
    out.append("BT")
    for line in closing.notes:
        y -= _NOTE_LEAD
        out.append(f"1 0 0 1 {frame.left:.2f} {y + 3:.2f} Tm {ink.show(line, 'italic', SIZE)}")
    room = frame.right - frame.left
    share = room / len(closing.signatures) if len(closing.signatures) > 1 else room * _LONE_SHARE
    for n, sign in enumerate(reversed(closing.signatures)):
        out.extend(_signature(sign, frame.right - share * (n + 0.5), y, ink, dated=_dated(closing.signatures)))
    out.append("ET")
    return "\n".join(out)


def _dated(signatures: tuple[SignatureBlock, ...]) -> bool:
    return any(sign.dated for sign in signatures)


def _boxes(labels: tuple[str, ...], frame: Frame, ink: Ink, top: float) -> list[str]:
    out = ["0.7 w"]
    x = frame.left
    for label in labels:
        base = top - _BOX_HEIGHT / 2 - SIZE * 0.34
        out.append(f"BT 1 0 0 1 {x:.2f} {base:.2f} Tm {ink.show(label, 'regular', SIZE)} ET")
        x += ink.width(label, "regular", SIZE) + 2 * PAD
        out.append(f"{x:.2f} {top - _BOX_HEIGHT:.2f} {_BOX_WIDTH:.2f} {_BOX_HEIGHT:.2f} re S")
        x += _BOX_WIDTH + 2 * LEAD
    return out


def _signature(sign: SignatureBlock, middle: float, top: float, ink: Ink, *, dated: bool) -> list[str]:
    placed: list[tuple[float, str, Style]] = []
    y = top - _SIGN_LEAD
    if dated:
        placed.append((y, sign.dated, "italic"))
        y -= _SIGN_LEAD
    for title in sign.titles:
        placed.append((y, title, "bold"))
        y -= _SIGN_LEAD
    placed.append((y + _SIGN_LEAD - _SIGN_SPACE, sign.name, "bold"))
    out = []
    for base, text, style in placed:
        words = paper_text(text)
        x = middle - ink.width(words, style, _SIGN_SIZE) / 2
        if words:
            out.append(f"1 0 0 1 {x:.2f} {base:.2f} Tm {ink.show(words, style, _SIGN_SIZE)}")
    return out
