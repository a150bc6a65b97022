"""The two recovery halves: shown, printed from memory, written where the officer chooses, typed back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from antq_desktop.domain.errors import AntqError
from antq_desktop.gui.forms.asked import Asked, refuse
from antq_desktop.gui.forms.asking import PathField, on_enter
from antq_desktop.gui.printing.print_preview import PrintPreview
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import Push, button, column, label, row, set_look
from antq_desktop.services import leaving, rehearsing
from antq_desktop.services.papers import recovery_pages
from antq_desktop.storage.recovery import RecoveryHalf

ORDINALS = ("thứ nhất", "thứ hai")
WRONG = "Chưa khớp. Xem lại tờ giấy hoặc tệp vừa ghi rồi gõ lại."


class HalfPart(QWidget):
    """One half with the ways it can be taken along.

    Args:
        icons: with the theme.
        number: 1 or 2.
        wrote_other: where the other half was written, or None.
    """

    wrote = Signal()

    def __init__(self, icons: Icons, number: int, wrote_other: Callable[[], Path | None]):
        super().__init__()
        self._number = number
        self._wrote_other = wrote_other
        self._view: OfficeView | None = None
        self._half: RecoveryHalf | None = None
        self.preview: PrintPreview | None = None
        self.written: Path | None = None
        self._is_printed = False
        which = ORDINALS[number - 1]
        self.digits = label("", "code")
        self.digits.setAccessibleName(f"Nửa {which} của mã phục hồi")
        self.path = PathField(icons, f"Ghi nửa {which} vào tệp", "save", "Văn bản (*.txt)", cautious=self._caution)
        self.path.line.setPlaceholderText("USB của người giữ; hoặc chỉ in ra giấy")
        on_enter(self.path.line, self.save)
        self.said = label("", "small", wrap=True)
        self.said.hide()
        prints = button(icons, Push("In tờ này…", self.show_paper, "printer", tip="Không ghi tệp nào"))
        prints.setAccessibleName(f"In nửa {which}")
        saves = button(icons, Push("Ghi tệp", self.save, "save"))
        saves.setAccessibleName(f"Ghi nửa {which} ra tệp")
        ways = row(prints, self.path, saves, spacing=8)
        ways.setStretch(1, 1)
        heading = label(f"Nửa {which}: người giữ {which}", "strong")
        self.setLayout(column(heading, self.digits, ways, self.said, spacing=6))

    def _caution(self, path: Path) -> str:
        return "" if self._view is None else leaving.synced(self._view.office, path)

    def show_half(self, view: OfficeView, half: RecoveryHalf) -> None:
        """Show the digits."""
        self._view, self._half = view, half
        self.digits.setText(half.text)

    @property
    def is_taken(self) -> bool:
        """Whether it is on paper or in a file by now."""
        return self._is_printed or self.written is not None

    def forget(self) -> None:
        """Take the digits off the screen."""
        self._half = None
        self.digits.clear()

    def _say(self, words: str, look: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
        set_look(self.said, look)

    def show_paper(self) -> None:
        """Preview the page and print it; it is made in memory and lies in no file."""
        view, half = self._view, self._half
        if view is None or half is None:
            return
        title = f"Mã phục hồi – nửa {ORDINALS[self._number - 1]}"
        data = view.attempt(lambda: recovery_pages.paper(view.office, half))
        if data is None:
            return
        self.preview = PrintPreview(view, data, self, title)
        self.preview.finished.connect(self._printed)
        self.preview.open()

    def _printed(self) -> None:
        made, self.preview = self.preview, None
        if made is not None and made.printed:
            self._is_printed = True
            self._say("Đã gửi đến máy in. Lấy giấy ngay và giao cho người giữ.", "fine")

    def _take_folder(self) -> None:
        """A folder stands for the usual file in it."""
        folder = self.path.path
        if folder is not None and folder.is_dir() and self._half is not None:
            self.path.show_path(recovery_pages.place_in(folder, self._half))

    def save(self) -> None:
        """Write the half where the officer chose."""
        if self.path.path is None:
            self.path.pick()
        self._take_folder()
        path, view, half = self.path.ready(), self._view, self._half
        if path is None and self.path.path is not None:
            self._say("", "problem")  # what the place lacks is told at it
            return
        if path is None or view is None or half is None:
            self._say("Chọn nơi ghi, ví dụ một USB.", "problem")
            self.path.setFocus()
            return
        try:
            recovery_pages.save_page(path, view.office, half, self._wrote_other())
        except AntqError as error:
            self._say(error.message, "problem")
            self.path.setFocus()
            return
        self.written = path
        self._say(f"Đã ghi vào {path}. Giao cho người giữ, đừng để bản nào trên máy này.", "fine")
        self.wrote.emit()


class HalvesPart(QWidget):
    """Both halves below each other."""

    def __init__(self, icons: Icons):
        super().__init__()
        self.parts = (
            HalfPart(icons, 1, lambda: self.parts[1].written),
            HalfPart(icons, 2, lambda: self.parts[0].written),
        )
        self.setLayout(column(*self.parts, spacing=14))
        for part, other in zip(self.parts, reversed(self.parts), strict=True):
            part.wrote.connect(partial(self._go_on, other))

    def _go_on(self, other: HalfPart) -> None:
        """After one half the other one, if it waits."""
        if other.written is None:
            other.path.setFocus()

    def show_halves(self, view: OfficeView, halves: tuple[RecoveryHalf, RecoveryHalf]) -> None:
        """Show them."""
        for part, half in zip(self.parts, halves, strict=True):
            part.show_half(view, half)

    @property
    def not_taken(self) -> list[str]:
        """Which halves are neither on paper nor in a file, in words."""
        return [f"nửa {which}" for part, which in zip(self.parts, ORDINALS, strict=True) if not part.is_taken]

    def forget(self) -> None:
        """Take them off the screen."""
        for part in self.parts:
            part.forget()


class RehearsalPart(QWidget):
    """Asks for one group of each half, as read from the papers."""

    def __init__(self) -> None:
        super().__init__()
        self.fields = (QLineEdit(), QLineEdit())
        self._asked = [Asked("Nhóm số", field, mandatory=False) for field in self.fields]
        self.setLayout(column(*self._asked, spacing=12))
        self.setFocusProxy(self.fields[0])

    def ask(self, halves: tuple[RecoveryHalf, RecoveryHalf]) -> None:
        """Ask anew."""
        for place, half in enumerate(halves):
            self._asked[place].rename(f"Nhóm số {rehearsing.asked_group(half)} của nửa {ORDINALS[place]}")
            self.fields[place].clear()
            self._asked[place].say("")

    def refused(self, halves: tuple[RecoveryHalf, RecoveryHalf]) -> bool:
        """Compare with the halves and say at the fields what does not fit; whether anything does not."""
        typed = zip(self._asked, self.fields, halves, strict=True)
        return refuse([(asked, "" if rehearsing.fits(half, field.text()) else WRONG) for asked, field, half in typed])
