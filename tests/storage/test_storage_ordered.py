"""Lists whose order is read once: pages and places are look-ups, and one changed line is put where it belongs."""

import random
from uuid import UUID

import pytest
from sqlalchemy import event
from store_stories import DEVICE, HOUSEHOLDS, Clock, Made, add, area, household, operation

from antq_desktop.storage import lists
from antq_desktop.storage.lists import Query, Window
from antq_desktop.storage.ordered import opened
from antq_desktop.storage.store import Store

NAMES = ("Nguyễn Văn An", "Lê Thị Ân", "Trần Đức", "Đặng Dũng", "Đặng Bình", "Hồ An", "Đỗ Bình", "Y Thông")
COUNT = 320


@pytest.fixture(scope="module")
def made_here(made_once: Made, tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, list[UUID]]:
    """320 households in three areas, some without address or size; closed."""
    made = made_once.copy(tmp_path_factory.mktemp("ordered") / "xa")
    store = Store(made.paths, made.key, DEVICE, Clock())
    draw = random.Random(3)
    places = [area(name) for name in ("Thôn Đông", "Thôn Đoài", "Thôn Ấp")]
    homes = []
    for _ in range(COUNT):
        here = draw.choice(places).uid
        address = draw.choice([None, "Số 10", "số 9", "Ấp Đông", "Đường 3"])
        homes.extend(household(draw.choice(NAMES), here, address=address, size=draw.choice([None, 1, 2, 10])))
    add(store, *places, *homes)
    store.close()
    return made, [each.uid for each in places]


@pytest.fixture
def commune(made_here, tmp_path):
    made, places = made_here
    store = Store(made.copy(tmp_path / "xa").paths, made.key, DEVICE, Clock())
    yield store, places
    store.close()


STORIES = {
    "sorted by address": (lambda _: Query(sort="address"), "address"),
    "sorted by address, last first": (lambda _: Query(sort="address", descending=True), "address"),
    "sorted by size": (lambda _: Query(sort="size"), "size"),
    "of one area": (lambda places: Query(equal={"area": (places[0],)}), "address"),
    "of one size": (lambda _: Query(equal={"size": (2, 10)}), "size"),
    "of a text": (lambda _: Query(text="dang", sort="size"), "size"),
}
VALUES = {"address": ("An Lạc", "Số 10", None, "Ý Yên"), "size": (1, 2, 7, None)}


@pytest.mark.parametrize("name", STORIES)
def test_a_list_follows_each_change_of_a_line_as_if_it_were_opened_anew(commune, name: str) -> None:
    store, places = commune
    make, key = STORIES[name]
    query = make(places)
    with store.reading() as connection:
        window = opened(connection, HOUSEHOLDS, query)
        everybody = Window(connection, HOUSEHOLDS, Query()).uids(connection)
    moved = stayed = 0
    for uid, value in zip(random.Random(5).sample(everybody, 24), 6 * VALUES[key], strict=True):
        with store.reading() as connection:
            old = window.place_of(connection, uid)
        with operation(store) as writing:
            writing.change(HOUSEHOLDS, uid, {key: value})
        with store.reading() as connection:
            anew = opened(connection, HOUSEHOLDS, query)
            place = anew.place_of(connection, uid)
            stays = old is not None and window.stays(connection, uid, old)
            assert stays == (old is not None and place == old)
            window = window.followed(connection, uid)
            assert window.uids(connection) == anew.uids(connection)
            assert window.count == anew.count
        moved += old != place
        stayed += stays
    assert moved or key == "address"
    assert stayed


def test_a_list_follows_lines_that_are_added_removed_and_brought_back(commune) -> None:
    store, places = commune
    parts = household("Đặng Văn Mới", places[0], address="Đường 2")
    with store.reading() as connection:
        window = opened(connection, HOUSEHOLDS, Query(sort="address"))
        known = window.uids(connection)

    def follows() -> None:
        nonlocal window
        with store.reading() as connection:
            window = window.followed(connection, parts[0].uid)
            assert window.uids(connection) == opened(connection, HOUSEHOLDS, Query(sort="address")).uids(connection)

    follows()
    add(store, *parts)
    follows()
    assert window.count == len(known) + 1
    with operation(store) as writing:
        writing.remove(HOUSEHOLDS, parts[0].uid)
    follows()
    assert window.count == len(known)


def test_the_order_of_a_list_is_read_once_and_pages_and_places_are_look_ups(commune) -> None:
    store, _ = commune
    ordered: list[str] = []
    with store.reading() as connection:
        window = opened(connection, HOUSEHOLDS, Query(sort="address"))
        event.listen(connection.engine, "before_cursor_execute", lambda *said: ordered.append(said[2]))
        middle = window.lines(connection, 200, 10)
        assert window.place_of(connection, middle[0].record.uid) == 200
        window.followed(connection, middle[0].record.uid)
    assert ordered
    assert all("ORDER BY" not in sql or "t.id IN (?,?)" in sql for sql in ordered)
    assert len(ordered) < 20


def test_a_line_in_its_own_order_stays_unless_its_name_says_otherwise(commune, monkeypatch) -> None:
    store, _ = commune
    monkeypatch.setattr(lists, "STEP", 64)
    with store.reading() as connection:
        window = opened(connection, HOUSEHOLDS, Query())
        while window.anchor(connection):
            pass
        uid = window.lines(connection, 128, 1)[0].record.uid
    with operation(store) as writing:
        writing.change(HOUSEHOLDS, uid, {"address": "Khác hẳn"})
    with store.reading() as connection:
        assert window.stays(connection, uid, 128)
        assert not window.stays(connection, uid, 129)
    with operation(store) as writing:
        writing.change(HOUSEHOLDS, uid, {"sort_as": "Aaa"})
    with store.reading() as connection:
        assert not window.stays(connection, uid, 128)


def test_a_typed_text_leads_to_its_lines_instead_of_every_line_being_tried(commune) -> None:
    store, _ = commune
    asked: list[tuple[str, tuple]] = []
    with store.reading() as connection:
        event.listen(connection.engine, "before_cursor_execute", lambda *said: asked.append((said[2], said[3])))
        found = opened(connection, HOUSEHOLDS, Query(text="y thong")).count
        Window(connection, HOUSEHOLDS, Query(text="y thong"))
        assert 0 < found < COUNT / 2
        for sql, bound in tuple(asked):
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", bound)]
            assert not [step for step in plan if step.startswith(("SCAN t", "SCAN w", "SCAN e"))]


@pytest.mark.parametrize("query", [Query(sort="address"), Query(equal={"size": (2,)}), Query(sort="area")])
def test_every_line_is_read_as_it_lies_in_the_file(commune, query: Query) -> None:
    store, _ = commune
    asked: list[tuple[str, tuple]] = []
    with store.reading() as connection:
        event.listen(connection.engine, "before_cursor_execute", lambda *said: asked.append((said[2], said[3])))
        opened(connection, HOUSEHOLDS, query)
        sql, bound = asked[0]
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", bound)]
    assert plan[0] == "SCAN t"
