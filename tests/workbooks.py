"""Lists as communes send them, for tests of importing."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook

from antq_desktop.domain.fields import Record
from antq_desktop.services import lists
from antq_desktop.services.imports import importing
from antq_desktop.services.imports.import_plan import ImportChoices, ImportPlan
from antq_desktop.services.imports.import_reading import targets
from antq_desktop.services.office import Office
from antq_desktop.sheets.headings import TargetField
from antq_desktop.sheets.rows import DataRow
from antq_desktop.sheets.table import Chosen, FileTables, read_tables

SAMPLES = Path(__file__).resolve().parent / "data" / "imports"
SAMPLE_NAMES = ("mau1_gon_gang.xlsx", "mau2_tieu_de_nhom.xlsx", "mau3_font_cu.xls", "mau4_mac_nfd.csv")
HEADER = ("STT", "Họ và tên chủ hộ", "Khu dân cư", "Địa chỉ", "Số nhân khẩu", "Tổ chức", "Ngày ký", "Ghi chú")
EAST = "Thôn Đông"
SIGNED = date(2026, 3, 1)


def line(name: str, address: str = "", **said: object) -> tuple[object, ...]:
    """Cells of one household under `HEADER`; signed unless `signed_on` says otherwise."""
    return (
        None,
        name,
        said.get("area", EAST),
        address,
        said.get("size"),
        said.get("organizations"),
        said.get("signed_on", SIGNED),
        said.get("note"),
    )


def write(path: Path, *rows: Sequence[object], header: Sequence[object] = HEADER) -> Path:
    """Write a workbook of one sheet."""
    book = Workbook()
    for cells in (header, *rows):
        book.active.append(tuple(cells))
    book.save(path)
    return path


def tables_of(
    path: Path, wanted: Sequence[TargetField] | None = None, chosen: Chosen | None = None
) -> FileTables[DataRow]:
    """The tables of a list, of households unless said otherwise, with the data rows as they are read."""
    return read_tables(path, wanted or targets(), lambda row, _sheet: row, chosen=chosen)


def look(office: Office, path: Path, *rows: Sequence[object], **choices: object) -> ImportPlan:
    """Write rows and preview them for 2026."""
    return importing.preview(office, write(path, *rows), ImportChoices(**{"year": 2026, **choices}))


def bring(office: Office, path: Path, *rows: Sequence[object], **choices: object) -> ImportPlan:
    """Write rows and import them; unknown areas are made."""
    plan = look(office, path, *rows, **{"new_areas": "create", **choices})
    importing.save(office, plan)
    return plan


def outcomes(plan: ImportPlan) -> list[str]:
    """What becomes of every row."""
    return [str(row.outcome) for row in plan.rows]


def codes(plan: ImportPlan) -> list[str]:
    """Codes of all faults."""
    return [fault.code for row in plan.rows for fault in row.faults]


def stored(office: Office, register: str) -> list[Record]:
    """All live records of a register."""
    found = lists.open_list(office, register)
    return found.records(0, found.count)


def everything_stored(office: Office) -> str:
    """Every cell of every table of the store that is text, journal, search and import log among them."""
    with office.store.reading() as connection:
        named = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        tables = [row[0] for row in connection.exec_driver_sql(named)]
        found: list[str] = []
        for table in tables:
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'):
                found += [
                    cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell) for cell in tuple(row)
                ]
    return "\n".join(found)


def everything_in(path: Path) -> str:
    """Every part of a workbook, unpacked."""
    with ZipFile(path) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def reckon(path: Path, results: Mapping[str, object]) -> None:
    """Store results of formulas as Excel does when it saves: by the place of their cell, texts and numbers."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    text = parts[sheet].decode("utf-8")
    for place, result in results.items():
        kind = "" if isinstance(result, int) else ' t="str"'
        text, count = re.subn(
            rf'<c r="{place}"([^>]*?)(?: t="\w+")?>(<f>[^<]*</f>)<v ?/?>(?:</v>)?</c>',
            rf'<c r="{place}"\1{kind}>\2<v>{result}</v></c>',
            text,
        )
        assert count == 1, place
    with ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, text if name == sheet else content)
