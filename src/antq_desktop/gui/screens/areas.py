"""Residential areas: the ordinary list, with a way to add many names at once."""

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.asking import LinesDialog, Question
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.actions import tool
from antq_desktop.services import area_lines

KEY = "residential_area"
SHOWN = 60


class AreasPage(RecordList):
    """The register of residential areas."""

    def __init__(self, view: OfficeView):
        super().__init__(view, REGISTERS[KEY])
        paste = self._act("paste_lines", self.ask_lines)
        paste.setEnabled(self.may_edit)
        self.add_tool(tool(paste), 0)

    def ask_lines(self) -> None:
        """Take a list of names, as copied from a workbook or a document."""
        words = "Gõ hoặc dán danh sách tên thôn, xóm, tổ dân phố. Tên đã có trong sổ được bỏ qua."
        self._ask(words)

    def _ask(self, words: str, text: str = "") -> None:
        question = Question("Dán nhiều khu dân cư", words, "Thêm vào sổ")
        dialog = LinesDialog(question, self.add_lines, self.view.icons, self)
        dialog.lines.setPlainText(text)
        dialog.open()

    def add_lines(self, names: list[str]) -> None:
        """Add areas by name; lines that cannot be one stay in the window, to be mended or dropped."""
        added = self.view.attempt(lambda: area_lines.add(self.view.office, names))
        if added is None:
            return
        if added.count:
            self.view.announce(added.changes, f"Đã thêm {added.count} khu dân cư.")
        elif not added.refused:
            self.view.tell("Không có tên mới nào; các tên này đã có trong sổ.")
        if added.refused:
            line, why = added.refused[0]
            shown = line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
            words = f"Chưa thêm {len(added.refused)} dòng. “{shown}”: {why}."
            self._ask(words.replace("..", "."), "\n".join(line for line, _ in added.refused))
