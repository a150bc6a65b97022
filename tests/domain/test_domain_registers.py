"""Every register as it is described: what derives from it must resolve."""

from datetime import date
from typing import Annotated
from uuid import UUID

import pytest

from antq_desktop.domain.choices import CHOICES
from antq_desktop.domain.dates import ImpreciseDate
from antq_desktop.domain.decode import out_of_reach
from antq_desktop.domain.fields import Kind, Record, Register, field, spec_of, values_of
from antq_desktop.domain.registers import REGISTERS, children_of
from antq_desktop.domain.registers.household import HOUSEHOLDS, Household
from antq_desktop.domain.registers.residence import RESIDENCES
from antq_desktop.domain.text import fold

DATA_LISTS = {"area_kinds", "model_fields", "model_scales", "activity_kinds", "activity_results", "group_file_kinds"}
EVERY = pytest.mark.parametrize("register", REGISTERS.values(), ids=str)


@EVERY
def test_keys_named_by_a_register_are_its_fields(register: Register) -> None:
    named = {*register.heading, *register.sort, *register.search, *(key for keys in register.unique for key in keys)}
    assert register.heading
    assert named <= set(register.fields)
    assert REGISTERS[register.key] is register
    assert register.key.isidentifier()
    assert register.title
    assert register.noun == register.noun.lower()


@EVERY
def test_links_and_choices_lead_somewhere(register: Register) -> None:
    for spec in register.fields.values():
        assert spec.label
        if spec.kind in {Kind.LINK, Kind.LINK_SET}:
            assert spec.links_to in REGISTERS
        if spec.kind in {Kind.CHOICE, Kind.CHOICE_SET}:
            assert spec.choices in {*CHOICES, *DATA_LISTS}
        assert spec.kind in {Kind.LINK, Kind.LINK_SET} or spec.links_to is None


@EVERY
def test_parts_have_a_required_link_to_what_they_are_part_of(register: Register) -> None:
    if not register.parents:
        assert not register.spell
        return
    for key in register.parents:
        spec = register.fields[key]
        assert spec.kind is Kind.LINK
        assert spec.required == (len(register.parents) == 1)
        assert register in children_of(spec.links_to or "")
    if register.spell:
        assert {register.fields[key].kind for key in ("from_on", "to_on")} == {Kind.DATE}


@EVERY
def test_projected_fields_name_a_field_of_a_dated_part_of_the_same_kind(register: Register) -> None:
    for spec in register.projected:
        child_key, _, key = (spec.projected or "").partition(".")
        child = REGISTERS[child_key]
        assert child.spell
        assert register.key in child.owners
        if key == "open":
            assert spec.kind is Kind.FLAG
        else:
            assert child.fields[key].links_to == spec.links_to
            assert spec.kind is Kind.LINK_SET or child.fields[key].kind is spec.kind


@EVERY
def test_lists_are_ordered_by_what_has_an_order_and_searched_by_text(register: Register) -> None:
    assert all(register.fields[key].kind not in {Kind.LINK, Kind.LINK_SET, Kind.CHOICE_SET} for key in register.sort)
    assert all(register.fields[key].kind in {Kind.TEXT, Kind.LONG_TEXT} for key in register.search)


@EVERY
def test_linked_registers_stand_earlier_so_that_one_operation_can_add_both(register: Register) -> None:
    order = list(REGISTERS)
    later = [spec.key for spec in register.stored if spec.kind is Kind.LINK and spec.links_to != register.key
             and order.index(spec.links_to or "") > order.index(register.key)]  # fmt: skip
    assert later == []


@EVERY
def test_headings_of_workbooks_mean_one_field_each(register: Register) -> None:
    said = [fold(name) for spec in register.fields.values() for name in {spec.label, *spec.aliases}]
    assert sorted(said) == sorted(set(said))


def test_a_household_holds_nothing_else_about_persons() -> None:
    assert set(HOUSEHOLDS.fields) == {
        "head_name", "area", "address", "organizations", "list_code", "size", "phone", "phone_consent_on", "note",
        "sort_as", "residing",
    }  # fmt: skip
    never = {spec.key for spec in HOUSEHOLDS.fields.values() if spec.never_leaves}
    assert never == {"phone", "phone_consent_on", "note"}
    assert {spec.key for spec in HOUSEHOLDS.projected} == {"head_name", "area", "organizations", "residing"}


@pytest.mark.parametrize("list_key", CHOICES)
def test_no_two_choices_of_a_list_can_be_meant_by_the_same_word(list_key: str) -> None:
    said = [
        word for choice in CHOICES[list_key] for word in {choice.code, fold(choice.label), *map(fold, choice.aliases)}
    ]
    assert sorted(said) == sorted(set(said))


def test_kinds_come_from_annotations() -> None:
    assert spec_of("a", Annotated[str, field("A")]).required
    assert not spec_of("a", Annotated[str | None, field("A")]).required
    assert spec_of("a", Annotated[str, field("A", long=True)]).kind is Kind.LONG_TEXT
    assert spec_of("a", Annotated[bool, field("A")]).kind is Kind.FLAG
    assert spec_of("a", Annotated[date | None, field("A")]).kind is Kind.DATE
    assert spec_of("a", Annotated[frozenset[str], field("A", choices="roles")]).kind is Kind.CHOICE_SET
    assert spec_of("a", Annotated[tuple[str, ...], field("A")]).kind is Kind.ATTACHMENTS
    with pytest.raises(TypeError, match="a carries no"):
        spec_of("a", str)
    with pytest.raises(TypeError, match="not a kind"):
        spec_of("a", Annotated[float, field("A")])


def test_records_are_values() -> None:
    record = Household(uid=UUID(int=1), head_name="An", area=UUID(int=2))
    assert values_of(record)["head_name"] == "An"
    assert "uid" not in values_of(record)
    with pytest.raises(AttributeError):
        record.head_name = "Bé"  # type: ignore[misc] # that is the point
    assert isinstance(record, Record)
    assert dict(RESIDENCES.owners) == {"household": "household"}


@EVERY
def test_no_date_lies_before_the_registers_could_begin(register: Register) -> None:
    dated = [spec for spec in register.fields.values() if spec.kind in {Kind.DATE, Kind.IMPRECISE_DATE}]
    for spec in dated:
        for value, refused in ((date(1900, 11, 15), True), (date(1945, 1, 1), False)):
            day = ImpreciseDate(value.year) if spec.kind is Kind.IMPRECISE_DATE else value
            record = register.record(uid=UUID(int=1), **{**dict.fromkeys(register.fields), spec.key: day})
            found = out_of_reach(register, record)
            assert [problem.field for problem in found] == ([spec.key] if refused else [])
