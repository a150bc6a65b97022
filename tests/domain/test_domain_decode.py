"""From what was typed to a record, or to problems in words."""

import tracemalloc
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_desktop.domain.choices import CHOICES
from antq_desktop.domain.decode import decode, split_set
from antq_desktop.domain.fields import Kind, Record
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.household import HOUSEHOLDS, Household
from antq_desktop.domain.registers.officer import OFFICERS
from antq_desktop.domain.registers.pledge import PLEDGES
from antq_desktop.domain.rules import LONG_TEXT_LIMIT, NAME_LIMIT, TEXT_LIMIT

TODAY = date(2026, 5, 20)
UID, EAST, WEST, SAME = (UUID(int=number) for number in (1, 2, 3, 4))
FARMERS, WOMEN = UUID(int=10), UUID(int=11)
NAMES = {
    "residential_area": {"Thôn Đông": (EAST,), "Thôn Đoài": (WEST,), "Thôn Trùng": (EAST, SAME)},
    "member_organization": {"HND": (FARMERS,), "HPN": (WOMEN,), "Nông dân, ngư dân": (FARMERS,)},
}


class Known:
    """A small commune to look things up in."""

    def choice(self, list_key: str, text: str) -> str | None:
        for choice in CHOICES.get(list_key, ()):
            if text in {choice.code, choice.label, *choice.aliases}:
                return choice.code
        return None

    def link(self, register: str, text: str) -> tuple[UUID, ...]:
        return NAMES.get(register, {}).get(text, ())


def household(base: Record | None = None, **values: object) -> tuple[Household | None, list[tuple[str, str]]]:
    record, problems = decode(HOUSEHOLDS, values, UID, Known(), TODAY, base)
    assert record is None or isinstance(record, Household)
    return record, [(problem.field, problem.code) for problem in problems]


def officer(**values: object) -> tuple[Record | None, list[tuple[str, str]]]:
    record, problems = decode(OFFICERS, {"login": "an", "name": "An", **values}, UID, Known(), TODAY)
    return record, [(problem.field, problem.code) for problem in problems]


def pledge(**values: object) -> tuple[Record | None, list[tuple[str, str]]]:
    given_values = {"household": uuid4(), "campaign": uuid4(), "area": EAST, "year": "2026", **values}
    record, problems = decode(PLEDGES, given_values, UID, Known(), TODAY)
    return record, [(problem.field, problem.code) for problem in problems]


def test_a_form_filled_in_as_people_type_becomes_a_record() -> None:
    record, problems = household(
        head_name=" Nguyễn  Văn An ",
        area="Thôn Đông",
        organizations="HND; HPN",
        size="4",
        phone="+84 912.345.678",
        phone_consent_on="5/3/2026",
        note="",
    )
    assert problems == []
    assert record == Household(
        uid=UID,
        head_name="Nguyễn Văn An",
        area=EAST,
        organizations=frozenset({FARMERS, WOMEN}),
        size=4,
        phone="0912345678",
        phone_consent_on=date(2026, 3, 5),
    )


@pytest.mark.parametrize(
    "values", [{}, {"head_name": "", "area": ""}, {"head_name": None, "area": None}, {"area": "  "}]
)
def test_what_is_required_is_asked_for_once_each(values: dict[str, object]) -> None:
    assert household(**values) == (None, [("head_name", "required"), ("area", "required")])


@pytest.mark.parametrize("key", REGISTERS)
def test_an_empty_form_of_every_register_asks_for_what_is_required(key: str) -> None:
    register = REGISTERS[key]
    record, problems = decode(register, {}, UID, Known(), TODAY)
    fields = register.record.__dataclass_fields__
    bare = {name for name, spec in register.fields.items() if spec.required and "default" not in repr_of(fields[name])}
    assert {problem.field for problem in problems if problem.code == "required"} >= bare
    assert (record is None) == bool([problem for problem in problems if not problem.warning])


def repr_of(field: object) -> str:
    """Says "default" for fields that have one."""
    text = repr(getattr(field, "default"))  # noqa: B009 - a field of any dataclass
    return "" if "MISSING" in text else "default"


def test_fields_left_out_stay_as_they_were_and_emptied_ones_become_empty() -> None:
    base = Household(uid=UID, head_name="An", area=EAST, address="Số 5", organizations=frozenset({WOMEN}))
    changed, problems = household(base, address="", organizations=None)
    assert problems == []
    assert changed == Household(uid=UID, head_name="An", area=EAST)
    same, _ = household(base, address="Số 6")
    assert same is not None
    assert (same.head_name, same.organizations) == ("An", frozenset({WOMEN}))
    assert household(base, head_name="") == (None, [("head_name", "required")])


@pytest.mark.parametrize("text", ["ký tại cuộc họp", "họp", "at_meeting"])
def test_a_choice_is_found_by_label_alias_or_code(text: str) -> None:
    record, problems = pledge(form=text, signed_on="01/02/2026")
    assert problems == []
    assert record is not None
    assert getattr(record, "form") == "at_meeting"  # noqa: B009


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"area": "Thôn Nào"}, ("area", "unknown")),
        ({"area": "Thôn Trùng"}, ("area", "ambiguous")),
        ({"organizations": "HND, XYZ"}, ("organizations", "unknown")),
        ({"size": "bốn"}, ("size", "value")),
        ({"size": "4,5"}, ("size", "value")),
        ({"size": "-"}, ("size", "value")),
        ({"size": "1234567890123"}, ("size", "value")),
        ({"size": "²"}, ("size", "value")),
        ({"size": 4.5}, ("size", "value")),
        ({"size": True}, ("size", "value")),
        ({"size": "0"}, ("size", "range")),
        ({"size": 100}, ("size", "range")),
        ({"phone_consent_on": "5/3/98"}, ("phone_consent_on", "date")),
        ({"phone_consent_on": 20260305}, ("phone_consent_on", "value")),
        ({"phone_consent_on": "21/05/2026"}, ("phone_consent_on", "future_date")),
        ({"area": 5}, ("area", "value")),
        ({"organizations": frozenset({5})}, ("organizations", "value")),
        ({"organizations": UID}, ("organizations", "value")),
        ({"head_name": 5}, ("head_name", "value")),
        ({"head_name": b"An"}, ("head_name", "value")),
        ({"head_name": "An\x00Bình"}, ("head_name", "control")),
        ({"head_name": "An2"}, ("head_name", "name")),
        ({"head_name": "A" * 121}, ("head_name", "too_long")),
        ({"head_name": "A" * (TEXT_LIMIT + 1)}, ("head_name", "too_long")),
        ({"address": "x" * (TEXT_LIMIT + 1)}, ("address", "too_long")),
        ({"residing": "không"}, ("residing", "derived")),
        ({"residing": True}, ("residing", "derived")),
        ({"nickname": "An"}, ("nickname", "field")),
        ({"phone": "0123456789", "phone_consent_on": TODAY}, ("phone", "phone")),
        ({"phone": "0912345678"}, ("phone_consent_on", "consent")),
        ({"note": "CCCD 001099000123"}, ("note", "identity")),
    ],
)
def test_what_cannot_be_kept_is_named_with_its_field(values: dict[str, object], problem: tuple[str, str]) -> None:
    _, problems = household(**{"head_name": "An", "area": EAST, **values})
    assert problems == [problem]


def test_every_problem_of_a_form_is_told_at_once() -> None:
    _, problems = household(head_name="An\x07", area="Thôn Nào", size="x")
    assert problems == [("head_name", "control"), ("area", "unknown"), ("size", "value")]


@pytest.mark.parametrize(
    ("text", "flag"), [("có", True), ("X", True), ("1", True), ("không", False), ("", False), ("0", False)]
)
def test_flags_are_read_as_officers_mark_them(text: str, flag: bool) -> None:
    record, problems = officer(active=text)
    assert problems == []
    assert getattr(record, "active") is flag  # noqa: B009


def test_a_set_of_choices_is_read_from_words_and_from_codes() -> None:
    words, _ = officer(roles="quản trị, công an")
    codes, _ = officer(roles=["admin", "police_officer"])
    assert words == codes
    assert officer(roles="quản trị, vua") == (None, [("roles", "choice")])
    assert officer(roles=frozenset({7})) == (None, [("roles", "value")])


def test_a_name_with_a_comma_is_not_cut_when_the_whole_is_known() -> None:
    record, problems = household(head_name="An", area=EAST, organizations="Nông dân, ngư dân")
    assert problems == []
    assert record is not None
    assert record.organizations == {FARMERS}


@pytest.mark.parametrize(
    ("text", "parts"), [("a|b, c", ["a", "b, c"]), ("a; b;", ["a", "b"]), ("a,b", ["a", "b"]), ("a b", ["a b"])]
)
def test_sets_are_cut_at_the_strongest_separator(text: str, parts: list[str]) -> None:
    assert split_set(text) == parts


def test_typed_values_go_in_as_they_are() -> None:
    record, problems = household(head_name="An", area=EAST, organizations={FARMERS}, size=4.0)
    assert problems == []
    assert record is not None
    assert (record.size, record.organizations) == (4, frozenset({FARMERS}))


def test_a_time_of_a_workbook_is_kept_as_its_day() -> None:
    record, problems = household(
        head_name="An", area=EAST, phone="0912345678", phone_consent_on=datetime(2026, 3, 5, 8, 30, tzinfo=UTC)
    )
    assert problems == []
    assert record is not None
    assert type(record.phone_consent_on) is date
    assert record.phone_consent_on == date(2026, 3, 5)


@pytest.mark.parametrize("text", ["x" * (10 << 20), "a" + "\u0301\u0323" * (5 << 20), " \x00" * (5 << 20)])
def test_ten_megabytes_in_a_field_are_refused_before_they_cost_anything(text: str) -> None:
    tracemalloc.start()
    record, problems = household(head_name="An", area=EAST, address=text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert record is None
    assert problems[0] in {("address", "too_long"), ("address", "control")}
    assert peak < 1 << 20


def test_a_long_text_may_be_long_and_keeps_its_lines() -> None:
    spec = REGISTERS["pledge_template"].fields["undertakings"]
    assert spec.kind is Kind.LONG_TEXT
    values = {"code": "A", "name": "Mẫu", "undertakings": "một\nhai\n" + "x" * (LONG_TEXT_LIMIT - 8)}
    record, problems = decode(REGISTERS["pledge_template"], values, UID, Known(), TODAY)
    assert problems == []
    assert getattr(record, "undertakings").startswith("một\nhai\n")  # noqa: B009
    values["undertakings"] += "x"
    assert decode(REGISTERS["pledge_template"], values, UID, Known(), TODAY)[1][0].code == "too_long"


def test_a_warning_does_not_stop_a_record() -> None:
    record, problems = pledge(signed_on="31/12/2025")
    assert record is not None
    assert problems == [("signed_on", "other_year")]


@given(
    st.dictionaries(
        st.sampled_from([*HOUSEHOLDS.fields]),
        st.one_of(st.none(), st.text(max_size=20), st.integers(), st.floats(), st.booleans(), st.dates(), st.uuids(),
                  st.lists(st.uuids(), max_size=2), st.binary(max_size=4), st.lists(st.integers(), max_size=2)),
    )
)  # fmt: skip
def test_anything_becomes_a_record_or_problems_in_words(values: dict[str, object]) -> None:
    record, problems = decode(HOUSEHOLDS, values, UID, Known(), TODAY)
    assert (record is None) <= bool(problems)
    assert all(problem.message for problem in problems)
    if record is not None:
        for key, spec in HOUSEHOLDS.fields.items():
            value = getattr(record, key)
            kinds = {Kind.DATE: date, Kind.LINK: UUID, Kind.LINK_SET: frozenset, Kind.INTEGER: int, Kind.FLAG: bool}
            assert value is None or isinstance(value, kinds.get(spec.kind, str))


@pytest.mark.parametrize("letters", [NAME_LIMIT + 1, TEXT_LIMIT + 1, 5 * TEXT_LIMIT])
def test_a_name_has_one_limit_however_far_it_goes_beyond(letters: int) -> None:
    _, problems = decode(REGISTERS["household"], {"head_name": "A" * letters, "area": UID}, UID, Known(), TODAY)
    (found,) = [problem for problem in problems if problem.field == "head_name"]
    assert found.message.endswith(f"dài {letters} ký tự; tối đa {NAME_LIMIT}.")


CALLED = [
    (register.key, spec.key)
    for register in REGISTERS.values()
    for spec in register.stored
    if spec.kind is Kind.TEXT and spec.key in {"name", "short_name", "title", "full_name", "head_name"}
]


@pytest.mark.parametrize(("register", "key"), CALLED)
def test_what_a_thing_is_called_is_short_wherever_it_is_typed(register: str, key: str) -> None:
    def said(letters: int) -> list[str]:
        _, problems = decode(REGISTERS[register], {key: "A" * letters}, UID, Known(), TODAY)
        return [problem.message for problem in problems if problem.field == key]

    assert said(NAME_LIMIT) == []
    label = REGISTERS[register].fields[key].label
    assert said(NAME_LIMIT + 1) == [f"{label}: dài 121 ký tự; tối đa 120."]


def test_a_name_from_before_its_limit_stays_as_long_as_nobody_changes_it_and_may_become_shorter() -> None:
    areas = REGISTERS["residential_area"]
    old = areas.record(uid=UID, name="Thôn " + "A" * 300)  # type: ignore[call-arg] # its own field

    def changed(**values: object) -> tuple[object, list[str]]:
        record, problems = decode(areas, values, UID, Known(), TODAY, base=old)
        return getattr(record, "name", None), [problem.code for problem in problems]

    assert changed(name=old.name, note="Sáp nhập") == (old.name, [])  # type: ignore[attr-defined] # its own field
    assert changed(note="Sáp nhập") == (old.name, [])  # type: ignore[attr-defined] # its own field
    assert changed(name="Thôn Đông") == ("Thôn Đông", [])
    assert changed(name="Thôn " + "B" * 300) == (None, ["too_long"])
    assert changed(name="Thôn " + "A" * 200) == (None, ["too_long"])
