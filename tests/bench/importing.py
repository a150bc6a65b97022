"""Importing 100,000 households from a workbook, checked, journalled and searchable, against merely reading it."""

from pathlib import Path

from openpyxl import load_workbook
from tests.bench.measure import WORK, Result, child, cpu
from tests.bench.people import people
from tests.bench.stores import new_office
from xlsxwriter import Workbook

from antq_desktop.services.imports import importing
from antq_desktop.services.imports.import_plan import ImportChoices, Outcome

HEADERS = ("STT", "Họ và tên chủ hộ", "Khu dân cư", "Địa chỉ", "Số nhân khẩu", "Tổ chức", "Ngày ký", "Ghi chú")


def workbook(count: int) -> Path:
    """A tidy workbook of 8 columns."""
    path = WORK / f"households-{count}.xlsx"
    if not path.exists():
        WORK.mkdir(parents=True, exist_ok=True)
        book = Workbook(path, {"constant_memory": True})
        sheet = book.add_worksheet("Danh sách")
        for column, header in enumerate(HEADERS):
            sheet.write_string(0, column, header)
        for number, (name, address) in enumerate(people(count), 1):
            organization = ("Hội Nông dân", "Hội LHPN", "Hội CCB", "")[number % 4]
            cells = (name, f"Thôn {number % 30 + 1}", f"{address}/{number}")
            sheet.write_number(number, 0, number)
            for column, text in enumerate(cells, 1):
                sheet.write_string(number, column, text)
            sheet.write_number(number, 4, number % 6 + 1)
            sheet.write_string(number, 5, organization)
            sheet.write_string(number, 6, f"{number % 28 + 1:02}/{number % 4 + 1:02}/2026")
            sheet.write_string(number, 7, "")
        book.close()
    return path


def road(count: int) -> dict[str, float]:
    """Import into a fresh store; processor seconds of looking and of saving."""
    office = new_office(f"import-{count}")
    plans = []
    look = cpu(lambda: plans.append(importing.preview(office, workbook(count), ImportChoices(year=2026))))
    assert plans[0].count(Outcome.ACCEPTED) == count
    save = cpu(lambda: importing.save(office, plans[0]))
    return {"look": look, "save": save}


def read(path: Path) -> int:
    """What the peer does: read every row and drop it."""
    book = load_workbook(path, read_only=True)
    count = sum(1 for _ in book.active.iter_rows(values_only=True)) if book.active else 0
    book.close()
    return count


def run(*, quick: bool) -> list[Result]:
    """Ratio to the peer by processor time, and growth of memory."""
    count = 10_000 if quick else 100_000
    path = workbook(count)
    peer = min(cpu(lambda: read(path)) for _ in range(2))
    code = "import sys; from tests.bench.importing import road; told = road(int(sys.argv[1]))"
    told, small = child(code, count), child(code, 1_000)
    note = f"{count:,} rows: look {told['look']:.1f} s, save {told['save']:.1f} s, peer {peer:.1f} s CPU"
    return [
        Result("import", "CPU / openpyxl read-only pass", (told["look"] + told["save"]) / peer, "<= 4.0", "2.5", note),
        Result("import", "memory growth from 1,000 rows, MB", told["peak"] - small["peak"], "<= 100"),
    ]
