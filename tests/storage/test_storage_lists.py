"""Lists read a window at a time are the whole list, sorted; projected columns are what the spells say."""

import random
from datetime import date
from uuid import UUID, uuid4

import pytest
from store_stories import (
    DEVICE,
    HEADSHIPS,
    HOUSEHOLDS,
    MEMBERSHIPS,
    PLEDGES,
    RESIDENCES,
    RESIDENTIAL_AREAS,
    Clock,
    Made,
    add,
    area,
    campaign,
    everything,
    household,
    operation,
    organization,
    pledge,
    record,
    register_of,
    soundness,
)

from antq_desktop.domain.collation import name_sort_key, sort_key
from antq_desktop.domain.registers.headship import Headship
from antq_desktop.domain.registers.residence import Residence
from antq_desktop.storage import lists, rows
from antq_desktop.storage.lists import Query, Window
from antq_desktop.storage.ordered import opened
from antq_desktop.storage.store import Store

AREAS = ["Thôn Đông", "Thôn Đoài", "Thôn An", "Thôn Ấp"]
NAMES = [
    "Nguyễn Văn An",
    "Lê Thị Ân",
    "Trần Đức",
    "Đặng Dũng",
    "H'Hen Niê",
    "Hồ An",
    "Phạm Văn Ấn",
    "Đỗ Bình",
    "Y Thông",
]


@pytest.fixture(scope="module")
def commune(made_once: Made, tmp_path_factory: pytest.TempPathFactory):
    """600 households in four areas, some removed, some without address or size; 200 pledges."""
    made = made_once.copy(tmp_path_factory.mktemp("lists") / "xa")
    store = Store(made.paths, made.key, DEVICE, Clock())
    draw = random.Random(3)
    places = [area(name) for name in AREAS]
    orgs = [organization(code) for code in ("HND", "HPN", "CCB")]
    rounds = campaign()
    add(store, *places, *orgs, *rounds[::-1])
    homes = []
    with operation(store) as writing:
        for number in range(600):
            parts = household(
                draw.choice(NAMES),
                draw.choice(places).uid,
                address=draw.choice([None, "Số 10", "số 9", "Ấp Đông", "Đường 3"]),
                size=draw.choice([None, 1, 2, 10]),
                organizations=frozenset(each.uid for each in draw.sample(orgs, draw.randrange(3))),
                sort_as="Aa" if number % 97 == 0 else None,
            )
            homes.append(parts[0])
            for each in parts:
                writing.add(each, register_of(each))
        for home in homes[::3]:
            day = draw.choice([None, date(2026, 1, 5), date(2026, 3, 1)])
            writing.add(
                pledge(home.uid, rounds[0].uid, draw.choice(places).uid, signed_on=day, form="registration"), PLEDGES
            )
    with operation(store) as writing:
        for home in homes[:50:5]:
            writing.remove(HOUSEHOLDS, home.uid)
    yield store, places, orgs
    store.close()


def read_all(connection, window: Window, start: int = 0) -> list[UUID]:
    found: list[UUID] = []
    while lines := window.lines(connection, start + len(found), 37):
        found.extend(line.record.uid for line in lines)
    return found


def naive(store: Store, register, keep, own, value=None, *, descending: bool = False) -> list[UUID]:
    """Sort whole records in Python: by a value, empty ones last, then in the register's own order, then as made."""
    with store.reading() as connection:
        order = f"SELECT uid FROM {register.key} WHERE deleted_at IS NULL ORDER BY id"
        uids = [UUID(bytes=bytes(row[0])) for row in connection.exec_driver_sql(order)]
        known = rows.many(connection, register, uids)
    records = sorted((known[uid].record for uid in uids if keep(known[uid].record)), key=own)
    if value is None:
        return [each.uid for each in (records[::-1] if descending else records)]
    filled = sorted((each for each in records if value(each) is not None), key=value, reverse=descending)
    return [each.uid for each in (*filled, *(each for each in records if value(each) is None))]


def by_name(home) -> bytes:
    return name_sort_key(home.head_name, home.sort_as)


def nothing_left_out(_: object) -> bool:
    return True


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("step", [1, 7, 64, 4096])
def test_windows_from_anchors_are_the_whole_list(commune, monkeypatch, step: int, descending: bool) -> None:
    store, _, _ = commune
    monkeypatch.setattr(lists, "STEP", step)
    wanted = naive(store, HOUSEHOLDS, nothing_left_out, by_name, descending=descending)
    with store.reading() as connection:
        window = Window(connection, HOUSEHOLDS, Query(descending=descending))
        assert window.count == len(wanted)
        assert read_all(connection, window) == wanted == window.uids(connection)
        while window.anchor(connection):
            pass
        assert not window.anchor(connection)
        for start in (0, 1, 63, 64, 65, len(wanted) - 1, len(wanted), len(wanted) + 5):
            lines = window.lines(connection, start, 10)
            assert [line.record.uid for line in lines] == wanted[start : start + 10]
        for place in (0, 100, len(wanted) - 1):
            assert window.place_of(connection, wanted[place]) == place
        assert window.place_of(connection, uuid4()) is None


SORTS = {
    "address": lambda home, _: None if home.address is None else sort_key(home.address),
    "size": lambda home, _: home.size,
    "area": lambda home, areas: sort_key(areas[home.area]),
    "head_name": lambda home, _: by_name(home),
}


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("key", SORTS)
def test_any_column_sorts_in_vietnamese_order_with_empty_ones_last(commune, key: str, descending: bool) -> None:
    store, places, _ = commune
    names = {each.uid: each.name for each in places}
    wanted = naive(
        store, HOUSEHOLDS, nothing_left_out, by_name, lambda home: SORTS[key](home, names), descending=descending
    )
    with store.reading() as connection:
        window = opened(connection, HOUSEHOLDS, Query(sort=key, descending=descending))
        assert read_all(connection, window) == wanted == window.uids(connection)
        assert [window.place_of(connection, wanted[place]) for place in (0, 17, 589)] == [0, 17, 589]
        assert window.place_of(connection, uuid4()) is None
        page = Window(connection, HOUSEHOLDS, Query(sort=key, descending=descending))
        assert read_all(connection, page) == wanted


FILTERS = {
    "one area": lambda places, _: {"area": (places[0].uid,)},
    "two areas": lambda places, _: {"area": (places[0].uid, places[2].uid)},
    "an area that is not there": lambda *_: {"area": (uuid4(),)},
    "no area at all": lambda *_: {"area": ()},
    "an organization": lambda _, orgs: {"organizations": (orgs[1].uid,)},
    "any of two organizations": lambda _, orgs: {"organizations": (orgs[0].uid, orgs[1].uid)},
    "no organization": lambda *_: {"organizations": (None,)},
    "no organization or one": lambda _, orgs: {"organizations": (None, orgs[0].uid)},
    "none of the organizations": lambda *_: {"organizations": ()},
    "empty address": lambda *_: {"address": (None,)},
    "an address or none": lambda *_: {"address": (None, "Số 10")},
    "a size": lambda *_: {"size": (2, 10)},
    "residing": lambda *_: {"residing": (True,)},
    "area and size": lambda places, _: {"area": (places[1].uid,), "size": (1,)},
}


def passes(home, key: str, wanted: tuple) -> bool:
    value = getattr(home, key)
    if isinstance(value, frozenset):
        return bool(value & set(wanted)) or (not value and None in wanted)
    return value in wanted


@pytest.mark.parametrize("name", FILTERS)
def test_filters_are_alternatives_within_a_field_and_all_of_several_fields(commune, name: str) -> None:
    store, places, orgs = commune
    equal = FILTERS[name](places, orgs)
    wanted = naive(store, HOUSEHOLDS, lambda home: all(passes(home, *pair) for pair in equal.items()), by_name)
    with store.reading() as connection:
        window = Window(connection, HOUSEHOLDS, Query(equal=equal))
        while window.anchor(connection):
            pass
        assert (window.count, read_all(connection, window)) == (len(wanted), wanted)
        looked_at = opened(connection, HOUSEHOLDS, Query(equal=equal))
        assert (looked_at.count, read_all(connection, looked_at)) == (len(wanted), wanted)


def test_a_typed_text_finds_own_words_and_those_of_the_line_that_names_it(commune) -> None:
    store, places, _ = commune
    with store.reading() as connection:
        homes = Window(connection, HOUSEHOLDS, Query(text="dang dung", equal={"area": (places[0].uid,)}))
        own = naive(store, HOUSEHOLDS, lambda h: h.head_name == "Đặng Dũng" and h.area == places[0].uid, by_name)
        assert read_all(connection, homes) == own
        by_area = Window(connection, HOUSEHOLDS, Query(text="thon doai"))
        assert read_all(connection, by_area) == naive(store, HOUSEHOLDS, lambda h: h.area == places[1].uid, by_name)
        nobody = Window(connection, HOUSEHOLDS, Query(text="“"))
        assert (nobody.count, read_all(connection, nobody)) == (0, [])
        signed = Window(connection, PLEDGES, Query(text="đặng dũng", sort="household"))
        heads = {line.record.household for line in signed.lines(connection, 0, 1000)}
        assert {line.record.head_name for line in rows.many(connection, HOUSEHOLDS, heads).values()} == {"Đặng Dũng"}


def test_pledges_are_listed_by_year_and_day_with_days_unknown_last(commune) -> None:
    store, _, _ = commune
    with store.reading() as connection:
        days = [line.record.signed_on for line in Window(connection, PLEDGES, Query()).lines(connection, 0, 1000)]
    assert days == sorted(days, key=lambda day: day or date.max)
    assert days[0] is not None
    assert days[-1] is None


def test_names_of_parts_sort_as_names(store: Store) -> None:
    here = area()
    parts = household("Nguyễn Văn An", here.uid)
    add(store, here, *parts)
    for number, name in enumerate(("Lê Thị Ân", "Trần Bình", "Đỗ An")):
        day = date(2026, 1, number + 1)
        add(store, Headship(uid=uuid4(), household=parts[0].uid, head_name=name, from_on=day))
    with store.reading() as connection:
        window = Window(connection, HEADSHIPS, Query(sort="head_name"))
        names = [line.record.head_name for line in window.lines(connection, 0, 9)]
    assert names == ["Đỗ An", "Nguyễn Văn An", "Lê Thị Ân", "Trần Bình"]


def test_a_list_follows_a_new_name_and_a_new_way_to_sort_it(store: Store) -> None:
    here = area()
    first, second = household("Nguyễn Văn Bình", here.uid), household("Nguyễn Văn Con", here.uid)
    add(store, here, *first, *second)

    def order() -> list[UUID]:
        with store.reading() as connection:
            return Window(connection, HOUSEHOLDS, Query()).uids(connection)

    assert order() == [first[0].uid, second[0].uid]
    with operation(store) as writing:
        writing.change(HEADSHIPS, second[2].uid, {"head_name": "Nguyễn Văn An"})
    assert order() == [second[0].uid, first[0].uid]
    with operation(store) as writing:
        writing.change(HOUSEHOLDS, second[0].uid, {"sort_as": "Văn"})
    assert order() == [first[0].uid, second[0].uid]


def test_projections_follow_everything_that_happens_to_spells(store: Store) -> None:
    east, west, farmers = area("Đông"), area("Tây"), organization("HND")
    parts = household("An", east.uid, organizations=frozenset({farmers.uid}))
    add(store, east, west, farmers, *parts)
    home, residence, _, membership = parts

    def shown() -> tuple:
        now = record(store, home)
        assert soundness(store).is_sound
        return now.area, now.residing, now.organizations  # type: ignore[attr-defined]

    with operation(store) as writing:
        writing.change(RESIDENCES, residence.uid, {"to_on": date(2026, 3, 1)})
    assert shown() == (east.uid, False, {farmers.uid})
    later = Residence(uid=uuid4(), household=home.uid, area=west.uid, from_on=date(2026, 3, 2))
    add(store, later)
    assert shown() == (west.uid, True, {farmers.uid})
    with operation(store) as writing:
        writing.remove(MEMBERSHIPS, membership.uid)
        writing.remove(RESIDENCES, later.uid)
    assert shown() == (east.uid, False, frozenset())
    with operation(store) as writing:
        writing.remove(RESIDENCES, residence.uid)
    assert shown() == (east.uid, False, frozenset())


def test_a_household_begun_ended_and_corrected_in_one_operation_shows_its_spells(store: Store) -> None:
    east, west = area("Đông"), area("Tây")
    add(store, east, west)
    parts = household("An", east.uid)
    with operation(store) as writing:
        for each in parts:
            writing.add(each, register_of(each))
        writing.change(RESIDENCES, parts[1].uid, {"area": west.uid, "to_on": date(2026, 3, 1)})
    assert soundness(store).is_sound
    assert everything(store)[parts[0].uid]["area"] == west.uid
    assert everything(store)[parts[0].uid]["residing"] is False


def test_a_spell_given_to_another_household_leaves_the_first(store: Store) -> None:
    east, west = area("Đông"), area("Tây")
    one, two = household("An", east.uid), household("Bình", east.uid)
    extra = Residence(uid=uuid4(), household=one[0].uid, area=west.uid, from_on=date(2026, 3, 1))
    add(store, east, west, *one, *two)
    add(store, extra)
    with operation(store) as writing:
        writing.change(RESIDENCES, extra.uid, {"household": two[0].uid})
    assert (record(store, one[0]).area, record(store, two[0]).area) == (east.uid, west.uid)  # type: ignore[attr-defined]
    assert soundness(store).is_sound


def test_a_household_that_comes_back_shows_what_happened_meanwhile(store: Store) -> None:
    east, west = area("Đông"), area("Tây")
    parts = household("An", east.uid)
    add(store, east, west, *parts)
    with operation(store) as writing:
        writing.remove(HOUSEHOLDS, parts[0].uid)
    with operation(store) as writing:
        writing.change(RESIDENCES, parts[1].uid, {"area": west.uid})
    with operation(store) as writing:
        writing.bring_back(HOUSEHOLDS, parts[0].uid)
    assert record(store, parts[0]).area == west.uid  # type: ignore[attr-defined]
    assert soundness(store).is_sound


def test_rows_are_read_by_uid_in_any_number(commune) -> None:
    store, places, _ = commune
    with store.reading() as connection:
        uids = Window(connection, HOUSEHOLDS, Query()).uids(connection)
        known = rows.many(connection, HOUSEHOLDS, [*uids, uuid4()])
        assert set(known) == set(uids)
        assert len(uids) > rows.BATCH
        assert len(list(rows.all_live(connection, RESIDENTIAL_AREAS))) == len(places)
