"""Counts equal a plain evaluation of the published rules over every household, spell and pledge."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_stories import (
    DEVICE,
    HOUSEHOLDS,
    RESIDENCES,
    Clock,
    Made,
    add,
    area,
    campaign,
    household,
    operation,
    organization,
    pledge,
    register_of,
)

from antq_desktop.domain.errors import StoreMissing
from antq_desktop.domain.fields import Record
from antq_desktop.domain.registers.headship import Headship
from antq_desktop.domain.registers.household import Household
from antq_desktop.domain.registers.member_organization import MemberOrganization
from antq_desktop.domain.registers.membership import Membership
from antq_desktop.domain.registers.residence import Residence
from antq_desktop.domain.registers.visit import Visit
from antq_desktop.storage import catalogues, counts
from antq_desktop.storage.places import resources_folder
from antq_desktop.storage.store import Store

BEGIN = date(2026, 1, 1)
DAY = st.integers(0, 6).map(lambda days: BEGIN + timedelta(days=days))
SPAN = st.tuples(DAY | st.none(), DAY | st.none()).filter(lambda pair: None in pair or pair[0] <= pair[1])


@dataclass
class Home:
    """A household as it is drawn: everything by number."""

    stays: list[tuple[int, date | None, date | None, bool]] = field(default_factory=list)
    belongs: list[tuple[int, date | None, date | None, bool]] = field(default_factory=list)
    pledges: list[tuple[int, date | None, date | None, bool]] = field(default_factory=list)
    removed: bool = False


@st.composite
def homes(draw: st.DrawFn) -> Home:
    """Stays do not overlap: each begins after the one before has ended."""
    days = sorted(draw(st.lists(DAY, max_size=4, unique=True)))
    stays = []
    for number in range(len(days)):
        last = number == len(days) - 1
        begin = None if number == 0 and draw(st.booleans()) else days[number]
        end = None if last and draw(st.booleans()) else (days[number] if last else days[number + 1] - timedelta(days=1))
        stays.append((draw(st.integers(0, 2)), begin, end, draw(st.integers(0, 9)) == 0))
    spells = st.tuples(st.integers(0, 1), SPAN, st.integers(0, 9))
    belongs = [(org, *span, gone == 0) for org, span, gone in draw(st.lists(spells, max_size=3))]
    signed = st.tuples(st.sampled_from([2025, 2026]), DAY | st.none(), DAY | st.none(), st.integers(0, 9))
    pledges = [(year, on, void, gone == 0) for year, on, void, gone in draw(st.lists(signed, max_size=2))]
    return Home(stays, belongs, pledges, draw(st.integers(0, 9)) == 0)


def holds(begin: date | None, end: date | None, day: date) -> bool:
    return (begin is None or begin <= day) and (end is None or day <= end)


def naive(drawn: list[Home], validity: list[tuple], year: int, day: date) -> dict[tuple[int, str], list[set[int]]]:
    """Households behind (area, line) as [denominator, numerator]; lines are `all`, `member`, `0` and `1`."""
    found: dict[tuple[int, str], list[set[int]]] = defaultdict(lambda: [set(), set()])
    for number, home in enumerate(drawn):
        here = [where for where, begin, end, gone in home.stays if not gone and holds(begin, end, day)]
        if home.removed or not here:
            continue
        orgs = {
            org
            for org, begin, end, gone in home.belongs
            if not gone and holds(begin, end, day) and validity[org] is not None and holds(*validity[org], day)
        }
        signed = any(
            not gone and of == year and (void is None or void > day) and (on is None or on <= day)
            for of, on, void, gone in home.pledges
        )
        for line in ["all", *(["member"] if orgs else []), *map(str, orgs)]:
            whole, part = found[here[0], line]
            whole.add(number)
            if signed:
                part.add(number)
    return found


@pytest.fixture(scope="module")
def empty(made_once: Made, tmp_path_factory: pytest.TempPathFactory):
    made = made_once.copy(tmp_path_factory.mktemp("counts") / "xa")
    store = Store(made.paths, made.key, DEVICE, Clock())
    places = [area(f"Thôn {number}") for number in range(3)]
    rounds = campaign()
    add(store, *places, *rounds[::-1])
    yield store, places, rounds[0].uid
    store.close()


def settle(
    store: Store, places: list, round_uid: UUID, drawn: list[Home], validity: list
) -> tuple[list[UUID], list[UUID]]:
    """Write what was drawn, removing what is drawn as removed."""
    orgs = [
        MemberOrganization(uid=uuid4(), code=f"T{number}", name="Tổ chức", short_name="TC",
                           valid_from=span and span[0], valid_to=span and span[1])
        for number, span in enumerate(validity)
    ]  # fmt: skip
    made: list[Record] = [*orgs]
    gone: list[Record] = [each for each, span in zip(orgs, validity, strict=True) if span is None]
    uids = []
    for home in drawn:
        one = Household(uid=uuid4(), head_name="An", area=places[0].uid)
        uids.append(one.uid)
        own: list[tuple[Record, bool]] = [(one, home.removed)]
        for where, begin, end, dead in home.stays:
            own.append(
                (Residence(uid=uuid4(), household=one.uid, area=places[where].uid, from_on=begin, to_on=end), dead)
            )
        for org, begin, end, dead in home.belongs:
            spell = Membership(uid=uuid4(), household=one.uid, organization=orgs[org].uid, from_on=begin, to_on=end)
            own.append((spell, dead))
        for year, on, void, dead in home.pledges:
            more = {"year": year, "signed_on": on, "voided_on": void, "void_reason": "nhầm" if void else None}
            own.append((pledge(one.uid, round_uid, places[0].uid, **more), dead))
        made.extend(each for each, _ in own)
        gone.extend(each for each, dead in own if dead)
    with operation(store) as writing:
        for each in made:
            writing.add(each, register_of(each))
        for each in gone:
            writing.remove(register_of(each), each.uid)
    return uids, [each.uid for each in orgs]


@given(
    st.lists(homes(), max_size=6),
    st.lists(SPAN | st.none(), min_size=2, max_size=2),
    st.sampled_from([2025, 2026]),
    DAY,
)
@settings(max_examples=60)
def test_counts_are_what_the_rules_say_of_every_household(empty, drawn, validity, year: int, day: date) -> None:
    store, places, round_uid = empty
    uids, orgs = settle(store, places, round_uid, drawn, validity)
    try:
        wanted = naive(drawn, validity, year, day)
        names = {"all": "all", "member": "member", orgs[0].hex: "0", orgs[1].hex: "1"}
        numbers = {each.uid: number for number, each in enumerate(places)}
        with store.reading() as connection:
            pairs = counts.pledge_pairs(connection, year, day)
            book = counts.book_lines(connection, year, day)
            assert {(numbers[pair.area], names[pair.line]): (pair.households, pair.signed) for pair in pairs} == {
                key: (len(whole), len(part)) for key, (whole, part) in wanted.items()
            }
            assert all(0 <= pair.signed <= pair.households for pair in pairs)
            for line in ("all", "member", orgs[0].hex):
                for where in (None, 0):
                    place = None if where is None else places[where].uid
                    signed, missing = counts.households_behind(connection, year, day, line, place)
                    keys = [key for key in wanted if key[1] == names[line] and where in {None, key[0]}]
                    assert len(signed) == len(set(signed))
                    assert {uids.index(uid) for uid in signed} == set().union(*(wanted[key][1] for key in keys))
                    assert {uids.index(uid) for uid in (*signed, *missing)} == set().union(
                        *(wanted[key][0] for key in keys)
                    )
        everyone = {key[0]: pair for key, pair in wanted.items() if key[1] == "all"}
        assert {(numbers[line.area], uids.index(line.household)) for line in book} == {
            (where, number) for where, (whole, _) in everyone.items() for number in whole
        }
        assert {uids.index(line.household) for line in book if line.signed} == set().union(
            *(part for _, part in everyone.values())
        )
    finally:
        with operation(store) as writing:
            for number, uid in enumerate(uids):
                if not drawn[number].removed:
                    writing.remove(HOUSEHOLDS, uid)


def test_a_household_that_moves_is_counted_once_where_it_lives_on_the_day(store: Store) -> None:
    east, west = area("Đông"), area("Tây")
    parts = household("An", east.uid)
    add(store, east, west, *parts)
    with operation(store) as writing:
        writing.change(RESIDENCES, parts[1].uid, {"to_on": date(2026, 3, 9)})
        later = Residence(uid=uuid4(), household=parts[0].uid, area=west.uid, from_on=date(2026, 3, 10))
        writing.add(later, RESIDENCES)
    with store.reading() as connection:
        for day, where in ((date(2026, 3, 9), east), (date(2026, 3, 10), west)):
            assert [(pair.area, pair.households) for pair in counts.pledge_pairs(connection, 2026, day)] == [
                (where.uid, 1)
            ]


def test_overlapping_stays_count_a_household_once_where_it_came_last(store: Store) -> None:
    east, west = area("Đông"), area("Tây")
    parts = household("An", east.uid)
    add(store, east, west, *parts)
    add(store, Residence(uid=uuid4(), household=parts[0].uid, area=west.uid, from_on=date(2026, 2, 1)))
    with store.reading() as connection:
        pairs = counts.pledge_pairs(connection, 2026, date(2026, 3, 1))
    assert [(pair.area, pair.households) for pair in pairs] == [(west.uid, 1)]


def test_the_book_names_the_head_of_the_day_and_the_last_reason_nobody_was_met(store: Store) -> None:
    here, rounds, farmers = area(), campaign(), organization("HND")
    parts = household("Nguyễn Văn An", here.uid, organizations=frozenset({farmers.uid}), address="Số 5")
    uid, round_uid = parts[0].uid, rounds[0].uid
    add(store, here, farmers, *rounds[::-1])
    add(store, *parts)
    with operation(store) as writing:
        writing.change(register_of(parts[2]), parts[2].uid, {"to_on": date(2026, 3, 31)})
        writing.add(
            Headship(uid=uuid4(), household=uid, head_name="Trần Thị Bình", from_on=date(2026, 4, 1)),
            register_of(parts[2]),
        )
    for reason, day in (("not_met", date(2026, 2, 10)), ("absent", date(2026, 2, 20)), ("new", date(2026, 2, 5))):
        add(store, Visit(uid=uuid4(), household=uid, campaign=round_uid, reason=reason, visited_on=day))

    def line(day: date) -> counts.BookLine:
        with store.reading() as connection:
            (only,) = counts.book_lines(connection, 2026, day)
        return only

    before, after = line(date(2026, 3, 31)), line(date(2026, 4, 1))
    assert (before.head_name, after.head_name) == ("Nguyễn Văn An", "Trần Thị Bình")
    assert (before.visit_reason, before.signed, before.signed_on, before.address) == ("absent", False, None, "Số 5")
    assert before.organizations == {farmers.uid}
    add(store, pledge(uid, round_uid, here.uid, signed_on=date(2026, 3, 1), form="at_meeting", paper_ref="Sổ 1"))
    signed = line(date(2026, 3, 1))
    assert (signed.signed, signed.signed_on, signed.form, signed.paper_ref) == (
        True,
        date(2026, 3, 1),
        "at_meeting",
        "Sổ 1",
    )
    assert not line(date(2026, 2, 28)).signed


def test_a_reason_without_a_day_is_older_than_one_with_a_day(store: Store) -> None:
    here, rounds = area(), campaign()
    parts = household("An", here.uid)
    add(store, here, *rounds[::-1])
    add(store, *parts)
    for reason, day in (("absent", date(2026, 2, 20)), ("new", None)):
        add(store, Visit(uid=uuid4(), household=parts[0].uid, campaign=rounds[0].uid, reason=reason, visited_on=day))
    with store.reading() as connection:
        assert counts.book_lines(connection, 2026, date(2026, 3, 1))[0].visit_reason == "absent"


def test_the_data_files_of_the_program_are_read_whole() -> None:
    known = catalogues.load(resources_folder())
    assert {each.code for each in known.organizations} == {"HND", "HPN", "CCB", "NCT", "DTN", "LDLD"}
    assert all(len(each.titles) == 2 for each in known.organizations)
    assert known.find("area_kinds", "thôn") == "thon"
    assert known.label("area_kinds", "thon") == "thôn"
    assert known.label("area_kinds", "khác") == "khác"
    assert known.find("pledge_forms", "KÝ TẠI CUỘC HỌP") == "at_meeting"
    assert known.find("nothing", "x") is None
    assert str(known.targets_of(2026).of("I1")) == "100%"
    assert known.period("2026").end == date(2026, 12, 31)
    assert {len(unit.code) for unit in known.units if unit.level == "commune"} <= {5}
    assert all("|" not in template.undertakings for template in known.templates)
    assert "tiền án" in known.sensitive_words


def test_an_incomplete_installation_is_said_by_the_file_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    with pytest.raises(StoreMissing, match=r"area_kinds\.csv"):
        catalogues.load(tmp_path)
