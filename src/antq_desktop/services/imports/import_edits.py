"""What a row of a list of households says against what is known of the household it means."""

from collections.abc import Sequence
from typing import Any

from antq_desktop.domain.registers.household import HOUSEHOLDS, Household
from antq_desktop.domain.text import fold
from antq_desktop.services.imports.import_plan import HouseholdRow

LABELS = {
    "size": "Số nhân khẩu",
    "list_code": "Mã hộ",
    "phone": "Điện thoại",
    "signed_on": "Ngày ký",
    "kept_note": "Ghi chú",
    "address": "Địa chỉ",
}


def facts(row: HouseholdRow) -> dict[str, tuple[object, int]]:
    """What a row says that a household can have only one of, with the row's number."""
    said = {key: getattr(row, key) for key in ("size", "list_code", "phone", "signed_on", "kept_note")}
    said["address"] = row.place or None
    return {key: (value, row.row_no) for key, value in said.items() if value is not None}


def complete(first: HouseholdRow, row: HouseholdRow, *, pledges: bool) -> None:
    """Add what a row says about a household that another row of the file brings."""
    first.organizations = {**first.organizations, **row.organizations}
    for key in ("size", "list_code", "phone", "address", "kept_note", "signed_on"):
        if getattr(first, key) is None:
            setattr(first, key, getattr(row, key))
    first.by_member = first.by_member or row.by_member
    first.new_pledge = pledges and first.signed_on is not None


def sentence(edits: Sequence[str]) -> str:
    """What is known and what changes, as one sentence."""
    words = "; ".join(edits)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def edit_words(thing: str, before: object, after: object) -> str:
    """That a thing is changed, or written where nothing stood."""
    return f"sửa {thing} {before} → {after}" if before else f"ghi {thing} {after}"


def edits_of(row: HouseholdRow, stored: Household) -> list[str]:
    """What a row changes of a stored household, in words; what never leaves the register is named, not shown."""
    found = []
    for key, value in row.changes.items():
        thing = HOUSEHOLDS.fields[key].label.lower()
        if key == "organizations":
            added = (code for code, uid in row.organizations.items() if uid not in stored.organizations)
            found.append(f"thêm {', '.join(added)}")
        elif HOUSEHOLDS.fields[key].never_leaves:
            found.append(f"sửa {thing}")
        else:
            found.append(edit_words(thing, getattr(stored, key), value))
    return found


def differences(row: HouseholdRow, stored: Household) -> dict[str, Any]:
    """Values of the file that are not stored yet; an empty cell changes nothing."""
    found: dict[str, Any] = {}
    for key in ("size", "list_code", "phone"):
        said = getattr(row, key)
        if said is not None and said != getattr(stored, key):
            found[key] = said
    if row.place and row.place != fold(stored.address or ""):
        found["address"] = row.address
    if row.kept_note is not None and row.kept_note != stored.note:
        found["note"] = row.kept_note
    added = set(row.organizations.values()) - stored.organizations
    if added:
        found["organizations"] = frozenset(stored.organizations | added)
    return found
