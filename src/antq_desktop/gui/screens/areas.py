"""Residential areas: the ordinary list, with a way to add many names at once."""

from antq_desktop.domain.errors import AntqError
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.actions import tool
from antq_desktop.gui.asking import LinesDialog, Question
from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.record_list import RecordList
from antq_desktop.services import records

KEY = "residential_area"


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
        question = Question("Dán nhiều khu dân cư", words, "Thêm vào sổ")
        LinesDialog(question, self.add_lines, self.view.icons, self).open()

    def add_lines(self, names: list[str]) -> None:
        """Add areas by name; the ones that are there already are left alone."""
        office = self.view.office
        known = {name.casefold() for _, name in records.suggestions(office, KEY, "", 10_000)}
        added = 0
        last = None
        for name in names:
            if name.casefold() in known:
                continue
            try:
                last = records.save(office, KEY, {"name": name})
            except AntqError as error:
                self.view.fail(error)
                break
            known.add(name.casefold())
            added += 1
        if last is None:
            self.view.tell("Không có tên mới nào; các tên này đã có trong sổ.")
        else:
            self.view.announce(last.changes, f"Đã thêm {added} khu dân cư.")
