"""Whatever the register: add, edit, search, list, history, undo, Excel out and in, print. New ones are covered too."""

import subprocess
from datetime import date
from uuid import UUID

import pytest
from tests.conftest import PASSWORD

from antq_desktop.domain.dates import ImpreciseDate
from antq_desktop.domain.errors import RejectedRecord, UsageError
from antq_desktop.domain.fields import FieldSpec, Kind, Register, values_of
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services import list_sheets, lists, records, searching, undo, upkeep
from antq_desktop.services.imports import returning
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.office import Office
from antq_desktop.storage import rows
from antq_desktop.storage.rows import Line
from kept_papers import keep_list

EDITABLE = [register for register in REGISTERS.values() if not register.key_data and register.by_deed is None]
LISTED = [register for register in EDITABLE if not register.private]
FIXED = {
    ("unit", "code"): "99777",
    ("residential_area", "successors"): None,
    ("household", "phone"): "0912345678",
    ("household", "phone_consent_on"): date(2026, 3, 1),
    ("household", "sort_as"): None,
    ("pledge", "year"): 2026,
    ("pledge", "voided_on"): None,
    ("pledge", "void_reason"): None,
    ("pledge_campaign", "year"): 2025,
    ("declared_figure", "year"): 2026,
    ("group_fund", "year"): 2026,
}


def parent_chain(office: Office, register: Register) -> dict[str, object]:
    """Plausible values for every field, making the records it links to; of spells a household has one at a time."""
    values = {
        spec.key: value for spec in register.fields.values() if (value := sample(office, register, spec)) is not None
    }
    for other in register.parents[1:]:
        values.pop(other)
    if register.spell:
        for line in parts_of(office, register, values[register.parents[0]]):
            records.remove(office, register.key, line.record.uid, "thay bằng lần khác")
    return values


def parts_of(office: Office, register: Register, parent: object) -> list[Line]:
    assert isinstance(parent, UUID)
    with office.store.reading() as connection:
        return rows.parts(connection, register, parent)


def sample(office: Office, register: Register, spec: FieldSpec) -> object:
    if (register.key, spec.key) in FIXED:
        return FIXED[register.key, spec.key]
    if not spec.typed or spec.links_to == register.key:
        return None
    if spec.kind in {Kind.LINK, Kind.LINK_SET}:
        uid = linked(office, spec.links_to or "")
        return uid if spec.kind is Kind.LINK else frozenset({uid})
    choice = office.catalogues.choices(spec.choices or "")
    plain = {
        Kind.TEXT: "Lò Thị Ánh" if spec.name else f"Ô {spec.label[:20]} số một",
        Kind.LONG_TEXT: "Dòng một\nDòng hai",
        Kind.INTEGER: 3,
        Kind.CHOICE: choice[0].code if choice else "",
        Kind.CHOICE_SET: frozenset({choice[0].code}) if choice else frozenset(),
        Kind.DATE: date(2026, 2, 3),
        Kind.IMPRECISE_DATE: ImpreciseDate(2026, 2),
        Kind.FLAG: True,
    }
    return plain.get(spec.kind)


def linked(office: Office, key: str) -> UUID:
    found = records.suggestions(office, key, "")
    return found[0][0] if found else records.save(office, key, parent_chain(office, REGISTERS[key])).uid


def changed_field(register: Register) -> str:
    for spec in register.stored:
        if spec.kind in {Kind.TEXT, Kind.LONG_TEXT} and spec.choices is None and spec.key not in {"code", "phone"}:
            return spec.key
    return next(spec.key for spec in register.stored if spec.kind in {Kind.DATE, Kind.INTEGER})


@pytest.mark.parametrize("register", EDITABLE, ids=str)
def test_a_line_is_added_edited_searched_listed_and_taken_back(office: Office, register: Register) -> None:
    values = parent_chain(office, register)
    before = upkeep.state_hash(office)
    saved = records.save(office, register.key, values)
    line = records.get(office, register.key, saved.uid)
    assert {key: values_of(line.record)[key] for key in values} == values

    if not register.private:
        listed = lists.open_list(office, register.key)
        assert saved.uid in {row.uid for row in listed.rows(0, 200)}
    if register.search:
        word = str(values_of(line.record)[register.search[0]]).split("\n")[0]
        hits = searching.find(office, word, register.key, 50).hits
        assert saved.uid in {hit.uid for hit in hits}

    key = changed_field(register)
    new = {Kind.DATE: date(2026, 1, 5), Kind.INTEGER: 7}.get(register.fields[key].kind, "Chữ đã đổi")
    records.save(office, register.key, {key: new}, uid=saved.uid, version=line.version)
    assert values_of(records.get(office, register.key, saved.uid).record)[key] == new

    told = records.history(office, register.key, saved.uid)
    assert [item.after for item in told if item.uid == saved.uid and item.field == key] == [new]
    undo.undo(office)
    assert values_of(records.get(office, register.key, saved.uid).record)[key] == values.get(key)
    undo.undo(office)
    assert upkeep.state_hash(office) == before
    undo.redo(office)
    assert records.get(office, register.key, saved.uid).record == line.record
    assert upkeep.check(office).is_sound


@pytest.mark.parametrize("register", LISTED, ids=str)
def test_a_list_goes_out_as_a_workbook_and_comes_back_unchanged(office: Office, register: Register, tmp_path) -> None:
    records.save(office, register.key, parent_chain(office, register))
    path = tmp_path / "danh-sach.xlsx"
    count = list_sheets.export_list(office, register.key, path, grounds=Grounds("đối chiếu", PASSWORD))
    assert count == lists.open_list(office, register.key).count
    before = upkeep.state_hash(office)
    back = returning.save(office, returning.preview(office, register.key, path)).plan
    assert (back.changed, back.added, back.same) == (0, 0, count)
    assert upkeep.state_hash(office) == before


@pytest.mark.parametrize("register", LISTED, ids=str)
def test_a_list_is_printed_with_every_line(office: Office, register: Register, tmp_path) -> None:
    saved = records.save(office, register.key, parent_chain(office, register))
    path = tmp_path / "danh-sach.pdf"
    assert keep_list(office, register.key, path, grounds=Grounds("họp", PASSWORD)) >= 1
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    words = [word for word in records.heading(office, register.key, saved.uid).split() if word.isalpha()]
    assert all(word in done.stdout for word in words[:2])


@pytest.mark.parametrize("register", [each for each in EDITABLE if each.private], ids=str)
def test_lines_that_only_name_persons_stand_in_no_list(office: Office, register: Register, tmp_path) -> None:
    records.save(office, register.key, parent_chain(office, register))
    for leave in (list_sheets.export_list, keep_list):
        with pytest.raises(UsageError, match="không có danh sách riêng"):
            leave(office, register.key, tmp_path / "danh-sach.xlsx", grounds=Grounds("họp", PASSWORD))
    with pytest.raises(UsageError, match="không có danh sách riêng"):
        lists.open_list(office, register.key)
    assert not register.search


LONG_NUMBER = "sổ của 079099000123"


@pytest.mark.parametrize("register", EDITABLE, ids=str)
def test_an_identity_number_in_free_text_is_warned_of_or_refused(office: Office, register: Register) -> None:
    values = parent_chain(office, register)
    free = [
        spec.key
        for spec in register.stored
        if spec.kind in {Kind.TEXT, Kind.LONG_TEXT} and not spec.name and (register.key, spec.key) not in FIXED
    ]
    for key in free:
        found = records.problems(office, register.key, {**values, key: LONG_NUMBER})
        assert [problem.field for problem in found if problem.code == "identity"] == [key]
    refused = {"household": {"note", "address", "list_code"}, "pledge": {"paper_ref"}}
    for key in refused.get(register.key, ()):
        with pytest.raises(RejectedRecord, match="không lưu số này"):
            records.save(office, register.key, {**values, key: LONG_NUMBER})


def test_a_note_with_a_long_number_is_kept_with_a_warning(office: Office) -> None:
    saved = records.save(office, "residential_area", {"name": "Thôn Đông", "note": LONG_NUMBER})
    assert [(warning.field, warning.code) for warning in saved.warnings] == [("note", "identity")]
    with pytest.raises(UsageError, match="nhật ký không lưu"):
        records.remove(office, "residential_area", saved.uid, LONG_NUMBER)
    assert records.get(office, "residential_area", saved.uid)
