"""The plain paper that the tests of tables vary."""

from datetime import date

from antq_desktop.reports.table_paper import TableColumn, TablePaper

PLAIN = TablePaper(
    title=("DANH SÁCH THỬ",),
    columns=(TableColumn("STT", 15, "center"), TableColumn("Họ và tên", 70), TableColumn("Địa chỉ", 90)),
    groups=(),
    author="Công an xã Mẫu",
    made_on=date(2026, 11, 22),
    footer="Danh sách thử",
)
