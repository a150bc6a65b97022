"""From the cells of a sheet to what a row says about a household, with every fault at its cell."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from uuid import UUID

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.decode import split_set
from antq_desktop.domain.identity import has_identity_number
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.registers.household import HOUSEHOLDS
from antq_desktop.domain.registers.pledge import PLEDGES, odd_day
from antq_desktop.domain.rules import NAME_LIMIT, TEXT_LIMIT, normal_phone
from antq_desktop.domain.text import fold, is_person_name
from antq_desktop.services.imports.import_cells import (
    LOST_ZERO,
    Corrections,
    add_fault,
    decision_of,
    kept_texts,
    masked,
)
from antq_desktop.services.imports.import_plan import NOTHING, Fault, HouseholdRow, ImportChoices
from antq_desktop.sheets.cells import LIKE_IDENTITY, CellValue
from antq_desktop.sheets.headings import TargetField
from antq_desktop.sheets.rows import DataRow

KINDS = {
    "head_name": "name",
    "area": "area",
    "organizations": "organizations",
    "size": "integer",
    "phone": "phone",
    "note": "note",
}
COLUMNS = ("head_name", "area", "address", "organizations", "list_code", "size", "phone", "note")
NO_ORGANIZATION = frozenset({"", "khong", "0", "k", "ko", "khong co", "none"})
_PARTS = re.compile(r"([;,.()\n]|\s[–-]\s)")
_SIGNED_FOR = re.compile(r"\bk[ýyíi]\s+(?:thay|giùm|giúp|hộ(?!\s+(?:nghèo|cận|khẩu)))\b", re.IGNORECASE)
_RELATION = re.compile(
    r"\s*:?\s*(?:vợ|chồng|bố|cha|ba|mẹ|má|ông|bà|anh|chị|em|cháu|con)(?:\s+(?:trai|gái|dâu|rể|ruột|nội|ngoại|cả|út))?\s*",
    re.IGNORECASE,
)
_PHONE = re.compile(r"0[35789]\d{8}|02\d{9}")
REMEMBERED = 4096
NEARLY_ALL = 0.8


def targets() -> tuple[TargetField, ...]:
    """What columns of a household list may be: fields of households, and the day of signing."""
    found = [
        TargetField(
            key=key,
            label=HOUSEHOLDS.fields[key].label,
            aliases=HOUSEHOLDS.fields[key].aliases,
            kind=KINDS.get(key, "text"),
            required=key == "head_name",
        )
        for key in COLUMNS
    ]
    signed = PLEDGES.fields["signed_on"]
    found.append(TargetField(key="signed_on", label=signed.label, aliases=signed.aliases, kind="date"))
    return tuple(found)


class RowReader:
    """Reads rows of one import.

    Args:
        choices: what the officer chose.
        today: for dates in the future.
        organizations: (code, uid) by folded name, short name, code and alias.
    """

    def __init__(self, choices: ImportChoices, today: date, organizations: Mapping[str, tuple[str, UUID]]):
        self._choices = choices
        self._today = today
        self._corrections = Corrections(choices, targets())
        self._named = lru_cache(REMEMBERED)(partial(_named, organizations))

    def targets(self) -> tuple[TargetField, ...]:
        """What columns may be; one with cells that name organisations is known by them."""
        return tuple(
            replace(target, tells=self._tells_organizations) if target.key == "organizations" else target
            for target in targets()
        )

    def _tells_organizations(self, cells: Sequence[str]) -> bool:
        """Whether nearly all cells that name something name organisations, and more than one does."""
        said = [cell for cell in cells if fold(cell) not in NO_ORGANIZATION]
        return len(said) > 1 and sum(not self._named(cell)[1] for cell in said) >= NEARLY_ALL * len(said)

    def read(self, row: DataRow, sheet: str | None) -> HouseholdRow:
        """What one row says; faults are gathered, nothing is decided yet."""
        day_given = self._corrections.fills(row, sheet, "signed_on")
        row = self._corrections.applied(row, sheet)
        planned = HouseholdRow(sheet, row.row_no, *kept_texts(row.values), day_given=day_given)
        planned.decision = decision_of(row.values)
        for key, cell in row.values.items():
            if cell.error and not key.startswith("_"):
                add_fault(planned, key, cell, cell.code or "value", cell.error)
        self._name(planned, row.values.get("head_name"))
        area = row.values.get("area")
        planned.area = masked("area", (area.text if area and area.text else row.group) or "")
        planned.area_column = area.column if area else ""
        if not planned.area and not (area and area.error):
            planned.faults += (Fault("area", planned.area_column, "", "required", "Không có khu dân cư của hộ này."),)
        self._texts(planned, row.values)
        self._organizations(planned, row.values.get("organizations"))
        self._phone(planned, row.values.get("phone"))
        self._note(planned, row.values.get("note"))
        self._signed(planned, row.values.get("signed_on"))
        return planned

    def _name(self, planned: HouseholdRow, cell: CellValue | None) -> None:
        if cell is None or not cell.text:
            if cell is None or not cell.error:
                column = cell.column if cell else ""
                planned.faults += (Fault("head_name", column, "", "required", "Thiếu họ tên chủ hộ."),)
            return
        if len(cell.text) > NAME_LIMIT:
            add_fault(
                planned, "head_name", cell, "too_long", f"Họ tên dài {len(cell.text)} ký tự; tối đa {NAME_LIMIT}."
            )
        elif not is_person_name(cell.text):
            add_fault(planned, "head_name", cell, "name", f"“{cell.text}” có ký tự không dùng trong họ tên.")
        planned.head_name = masked("head_name", cell.text)[:NAME_LIMIT]

    def _texts(self, planned: HouseholdRow, values: Mapping[str, CellValue]) -> None:
        for key in ("area", "address", "list_code"):
            cell = values.get(key)
            if cell is None or not cell.text:
                continue
            if len(cell.text) > TEXT_LIMIT:
                add_fault(planned, key, cell, "too_long", f"Ô này dài {len(cell.text)} ký tự; tối đa {TEXT_LIMIT}.")
            elif has_identity_number(cell.text):
                add_fault(planned, key, cell, "identity", LIKE_IDENTITY)
            elif key != "area" and any(map(str.isalnum, cell.text)):
                setattr(planned, key, cell.text)
        size = values.get("size")
        if size is not None and isinstance(size.value, int):
            if 1 <= size.value <= 99:
                planned.size = size.value
            else:
                words = f"Số nhân khẩu phải từ 1 đến 99; tệp ghi {show_count(size.value)}."
                add_fault(planned, "size", size, "range", words)

    def _organizations(self, planned: HouseholdRow, cell: CellValue | None) -> None:
        if cell is None or not cell.text:
            return
        planned.organizations, unknown = self._named(cell.text)
        for part in unknown:
            add_fault(planned, "organizations", cell, "unknown", f"Không có tổ chức “{part[:60]}”.")

    def _phone(self, planned: HouseholdRow, cell: CellValue | None) -> None:
        if cell is None or not cell.text:
            return
        if self._choices.phone_consent is None:
            planned.forget("phone")
            planned.warnings += ("Không nhập số điện thoại vì chưa có ngày đồng ý của chủ hộ.",)
            return
        number = normal_phone(cell.text)
        if LOST_ZERO.fullmatch(number):
            number = f"0{number}"
            planned.warnings += ("Số điện thoại mất số 0 ở đầu; đã thêm lại.",)
        if _PHONE.fullmatch(number):
            planned.phone = number
        else:
            add_fault(planned, "phone", cell, "phone", f"“{cell.text[:30]}” không phải số điện thoại Việt Nam.")

    def _note(self, planned: HouseholdRow, cell: CellValue | None) -> None:
        """Keep a note; "ký thay: …" becomes a kind of signer, and who it was is dropped."""
        if cell is None or not cell.text:
            return
        if has_identity_number(cell.text):
            planned.forget("note")
            planned.warnings += ("Ghi chú có dãy số giống số định danh nên không nhập ghi chú.",)
            return
        if len(cell.text) > TEXT_LIMIT:
            planned.warnings += (f"Ghi chú dài {len(cell.text)} ký tự; chỉ giữ {TEXT_LIMIT} ký tự đầu.",)
        planned.note = cell.text[:TEXT_LIMIT]
        planned.by_member = _SIGNED_FOR.search(planned.note) is not None
        planned.kept_note = kept_note(planned.note)

    def _signed(self, planned: HouseholdRow, cell: CellValue | None) -> None:
        if cell is None:
            return
        planned.signed_on_partial = cell.partial
        if cell.partial:
            planned.warnings += (f"Ngày ký chỉ ghi “{cell.partial}” nên chưa ghi bản cam kết.",)
        if isinstance(cell.value, date):
            if cell.value > self._today:
                add_fault(planned, "signed_on", cell, "future_date", f"Ngày ký {show_date(cell.value)} ở sau hôm nay.")
            else:
                planned.signed_on = cell.value
                self._look_at_year(planned, cell, cell.value)

    def _look_at_year(self, planned: HouseholdRow, cell: CellValue, day: date) -> None:
        """A day of another year is told, and taken if it is near: a wrong year of the whole file is found so."""
        year = self._choices.year or self._today.year
        odd = odd_day(day, year) if self._choices.register == "pledge" else None
        if odd is None:
            return
        if odd.warning:
            planned.warnings += (f"Ngày ký {show_date(day)} không thuộc năm cam kết {year} đã chọn.",)
        else:
            add_fault(planned, "signed_on", cell, odd.code, odd.message)


def _named(organizations: Mapping[str, tuple[str, UUID]], text: str) -> tuple[Mapping[str, UUID], tuple[str, ...]]:
    """Organisations a cell names, uids by code, and the parts of it that name none."""
    if fold(text) in NO_ORGANIZATION:
        return NOTHING, ()
    parts = [text] if fold(text) in organizations else split_set(text.replace("+", ",").replace("/", ","))
    known = [organizations.get(fold(part)) for part in parts]
    return dict(filter(None, known)), tuple(part for part, found in zip(parts, known, strict=True) if found is None)


def kept_note(note: str) -> str | None:
    """What of a note is stored: without who signed for the head, neither relation nor name."""
    if not _SIGNED_FOR.search(note):
        return note
    pieces = _PARTS.split(note)
    kept = ""
    for place in range(0, len(pieces), 2):
        if not _names_signer(pieces[place]):
            kept += pieces[place] + (pieces[place + 1] if place + 1 < len(pieces) else "")
    return kept.strip(" ;,.()–-\n:") or None


def _names_signer(text: str) -> bool:
    words = text.split()
    a_name = len(words) > 1 and all(word[0].isupper() for word in words) and is_person_name(" ".join(words))
    return a_name or _SIGNED_FOR.search(text) is not None or _RELATION.fullmatch(text) is not None
