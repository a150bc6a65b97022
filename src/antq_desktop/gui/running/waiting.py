"""What happens to a form, a dialog or a page whose save has to wait for long work."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

WAITS = "Đang có việc dài ghi vào sổ; bản này được lưu ngay khi việc đó xong."

Answer = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Said and held still while a save waits: a second one, or anything typed meanwhile, would be lost or double.

    Attributes:
        held: takes no keys and no pointer meanwhile; None where there is nothing to hold.
        words: told; empty to say nothing.
    """

    held: QWidget | None = None
    words: str = WAITS

    @property
    def lasts(self) -> bool:
        """Whether it is held still already: its first save has not been answered yet."""
        return self.held is not None and not self.held.isEnabled()

    def hold(self) -> Callable[[Answer], Answer]:
        """Hold it.

        Returns:
            Makes of what takes the answer something that lets go first, and gives the focus back to where it was.
        """
        held, focus = self.held, QApplication.focusWidget()
        if held is None:
            return lambda answer: answer
        inside = focus if focus is not None and (focus is held or held.isAncestorOf(focus)) else None
        held.setEnabled(False)

        def let_go() -> None:
            if not isValid(held):
                return
            held.setEnabled(True)
            if inside is not None and isValid(inside):
                inside.setFocus()

        def released(answer: Answer) -> Answer:
            def take(value: Any) -> object:
                let_go()
                return answer(value)

            return take

        return released


NOTHING_HELD = Waiting()
