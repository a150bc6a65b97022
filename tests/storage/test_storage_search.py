"""Search equals a plain reading of every line; what is typed by mistake does no harm."""

import random
import unicodedata
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from store_stories import (
    DEVICE,
    HOUSEHOLDS,
    RESIDENTIAL_AREAS,
    Clock,
    Made,
    add,
    area,
    household,
    operation,
    organization,
    register_of,
)

from antq_desktop.domain.fields import Record
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.club import Club
from antq_desktop.domain.registers.model_type import ModelType
from antq_desktop.domain.text import fold, has_marks, initials, tone_key
from antq_desktop.storage import naming, schema, search
from antq_desktop.storage.rebuilding import rebuild
from antq_desktop.storage.store import Store

SURNAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Đỗ", "Hồ", "H'Hen", "Lò"]
MIDDLES = ["Văn", "Thị", "Đình", "Thuý", "Thúy", "Hoà", "Hòa", "Minh", "An", "Ánh"]
GIVENS = ["An", "Ân", "Ấn", "Đức", "Dức", "Hoa", "Hòa", "Hoà", "Hóa", "Thủy", "Thuỷ", "Dũng", "Đũng", "Niê", "Ánh", "A"]
PLACES = ["Số 5", "Ngõ 12/4", "Tổ 3, xóm Đông", "", "đường An Dương"]


@pytest.fixture(scope="module")
def commune(made_once: Made, tmp_path_factory: pytest.TempPathFactory):
    """A store of 2,000 households with what each says."""
    made = made_once.copy(tmp_path_factory.mktemp("search") / "xa")
    store = Store(made.paths, made.key, DEVICE, Clock())
    draw = random.Random(5)
    here = area("Thôn Hòa An")
    lines: dict[UUID, tuple[str, str]] = {}
    with operation(store) as writing:
        writing.add(here, RESIDENTIAL_AREAS)
        for number in range(2000):
            name = " ".join([draw.choice(SURNAMES), *draw.sample(MIDDLES, draw.randrange(3)), draw.choice(GIVENS)])
            form = "NFD" if number % 7 == 0 else "NFC"
            address = draw.choice(PLACES)
            parts = household(unicodedata.normalize(form, name), here.uid, address=address or None)
            lines[parts[0].uid] = (name, address)
            writing.add(parts[0], HOUSEHOLDS)
    lines[here.uid] = ("", "Thôn Hòa An")
    yield store, lines
    store.close()


def expected(lines: dict[UUID, tuple[str, str]], text: str) -> tuple[set[UUID], set[UUID]]:
    """Lines with exactly the typed words and marks, and all that should be found."""
    words = fold(text).split()
    if not words:
        return set(), set()
    exact, found = set(), set()
    for uid, (name, rest) in lines.items():
        said = fold(f"{name} {rest}").split()
        if has_marks(text) and set(tone_key(text).split()) <= set(tone_key(f"{name} {rest}").split()):
            exact.add(uid)
        last = words[-1:] if text.endswith(" ") else []
        whole = set(words[:-1]) | set(last)
        if whole <= set(said) and (last or any(word.startswith(words[-1]) for word in said)):
            found.add(uid)
        begun = [initials(name)] if name else [initials(" ".join(said[place:])) for place in range(len(said) - 1)]
        if len(words) == 1 and any(letters.startswith(words[0][:8]) for letters in begun):
            found.add(uid)
    return exact, found | exact


QUERIES = [
    "nguyen", "nguyễn", "NGUYỄN VĂN AN", "nguyen van a", "hoa", "hòa", "hoà", "Hoà An", "dang dinh duc", "đặng", "Đức",
    "duc", "dũng", "n", "nva", "ntta", "h hen", "h'hen niê", "ngo 12", "12 4", "tổ 3", "so 5 ", "an ", "a", "ánh",
    "thuy", "thuỷ", "Thu\u0301y", "van nguyen", "khongco", "an duong", "tran thi hoa an", "§2", "¤n", "~an4", "lo",
    "tha", "ha", "THA", "·ha", "ntthoaan", "s5", "n1", "1",
]  # fmt: skip


@pytest.mark.parametrize("text", QUERIES)
def test_what_is_found_is_what_reading_every_line_finds(commune, text: str) -> None:
    store, lines = commune
    exact, found = expected(lines, text)
    with store.reading() as connection:
        hits = [hit.uid for hit in search.find(connection, text, None, 10_000)]
        assert search.count(connection, text) == len(found)
    assert len(hits) == len(set(hits))
    assert set(hits) == found
    assert set(hits[: len(exact)]) == exact


@given(
    st.lists(st.sampled_from([*SURNAMES, *MIDDLES, *GIVENS, "Số", "5"]), min_size=1, max_size=3),
    st.integers(0, 12),
    st.booleans(),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_while_typing_every_beginning_is_found_too(commune, words: list[str], cut: int, plain: bool) -> None:
    store, lines = commune
    text = " ".join(words)[: cut + 1]
    text = fold(text) if plain else text
    _, found = expected(lines, text)
    with store.reading() as connection:
        hits = {hit.uid for hit in search.find(connection, text, None, 10_000)}
        assert search.find(connection, text, None, 7) == search.find(connection, text, None, 7)
        assert len(search.find(connection, text, None, 7)) == min(7, len(found))
    assert hits == found


HARMLESS = [
    "", " ", '"', "'", '""', "*", "an*", "^an", "-an", "NOT", "an AND", "an OR binh", "NEAR(an binh)", "f:an", "an:",
    "(an", "an)", "{an}", "+an", "an;--", "' OR 1=1", "\\", "%", "_", "\x00", "an\x00binh", "\u0301", "陈", "ខ្មែរ", "½",
    "ª", "x" * 10_000, "a " * 3_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HARMLESS, ids=range(len(HARMLESS)))
def test_nothing_that_can_be_typed_does_harm(commune, text: str) -> None:
    store, lines = commune
    _, found = expected(lines, text)
    with store.reading() as connection:
        hits = search.find(connection, text, None, 10_000)
        assert {hit.uid for hit in hits} == found
        assert search.find(connection, text, HOUSEHOLDS) == [hit for hit in hits if hit.register == "household"][:50]


@given(st.text(max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_a_query(commune, text: str) -> None:
    store, lines = commune
    with store.reading() as connection:
        assert {hit.uid for hit in search.find(connection, text, None, 10_000)} == expected(lines, text)[1]


def test_one_register_alone_is_searched_when_asked(commune) -> None:
    store, lines = commune
    with store.reading() as connection:
        only = search.find(connection, "hoa an", RESIDENTIAL_AREAS)
        homes = search.find(connection, "hoa an", HOUSEHOLDS, 10_000)
        both = search.find(connection, "hoa an", None, 10_000)
        assert search.count(connection, "hòa an", RESIDENTIAL_AREAS) == 1
    assert [lines[hit.uid][1] for hit in only] == ["Thôn Hòa An"]
    assert {hit.uid for hit in only} | {hit.uid for hit in homes} == {hit.uid for hit in both}


def test_a_name_that_begins_so_comes_before_those_it_stands_in(store: Store) -> None:
    names = ("Thôn Lan Anh", "Lân Đông", "Lan Đông", "Lan", "Làng Lan")
    areas = [area(name) for name in names]
    add(store, *areas)
    called = {one.uid: one.name for one in areas}
    with store.reading() as connection:
        plain = [called[hit.uid] for hit in search.find(connection, "lan", RESIDENTIAL_AREAS, 5)]
        first = [called[hit.uid] for hit in search.find(connection, "lan ", RESIDENTIAL_AREAS, 1)]
        marked = [called[hit.uid] for hit in search.find(connection, "Lân", RESIDENTIAL_AREAS, 5)]
    assert plain == ["Lân Đông", "Lan Đông", "Lan", "Làng Lan", "Thôn Lan Anh"]
    assert first == ["Lân Đông"]
    assert marked[0] == "Lân Đông"


NAMED_AT_LENGTH = [
    (area("Thôn Cẩm Khê"), ("tck", "ck", "CK", "tc")),
    (area("Tổ dân phố số 12"), ("tdps12", "tdps1", "ps12", "dps")),
    (organization("HLHPN"), ("hh",)),
    (Club(uid=uuid4(), name="Câu lạc bộ phòng, chống tội phạm Thôn Đông"), ("clbpctpt", "clbpctptd", "pctp", "td")),
    (ModelType(uid=uuid4(), name="Tiếng kẻng an ninh", code="tkan", work_field="crime"), ("tkan", "kan")),
]


@pytest.mark.parametrize(("named", "typed"), NAMED_AT_LENGTH, ids=[named.name for named, _ in NAMED_AT_LENGTH])
def test_places_groups_and_organisations_are_found_by_initials_from_any_word_on(
    store: Store, named: Record, typed: tuple[str, ...]
) -> None:
    add(store, *(other for other, _ in NAMED_AT_LENGTH))
    with store.reading() as connection:
        for text in typed:
            hits = search.find(connection, text, register_of(named))
            assert [hit.uid for hit in hits].count(named.uid) == 1, text
            assert search.count(connection, text, register_of(named)) == len(hits)
        for text in ("clbpctptd", "xck", "kec"):
            assert search.find(connection, text, RESIDENTIAL_AREAS) == search.find(connection, f"{text} x") == []


def test_initials_of_a_whole_name_come_before_those_from_a_later_word_on(store: Store) -> None:
    areas = [area(name) for name in ("Xóm Đông Hạ", "Đồi Hương", "Làng Đồng Hới", "Đại Hà")]
    add(store, *areas)
    called = {one.uid: one.name for one in areas}
    with store.reading() as connection:
        found = [called[hit.uid] for hit in search.find(connection, "dh", RESIDENTIAL_AREAS)]
        assert found == ["Đồi Hương", "Đại Hà", "Xóm Đông Hạ", "Làng Đồng Hới"]
        assert [called[hit.uid] for hit in search.find(connection, "dh", RESIDENTIAL_AREAS, 2)] == found[:2]


def test_a_person_is_found_by_the_initials_of_the_whole_name_only(store: Store) -> None:
    here = area("Thôn Đông")
    home = household("Nguyễn Văn Phúc", here.uid, address="Ngõ Bà Triệu")
    add(store, here, *home)
    with store.reading() as connection:
        for text, count in (("nvp", 1), ("nv", 1), ("vp", 0), ("nbt", 0), ("bt", 0)):
            assert search.count(connection, text, HOUSEHOLDS) == count, text


def test_a_store_of_the_version_before_learns_initials(made: Made) -> None:
    here = area("Thôn Cẩm Khê")
    store = Store(made.paths, made.key, DEVICE, Clock())
    removed = area("Thôn Cũ Kỹ")
    add(store, here, removed, *(named for named, _ in NAMED_AT_LENGTH), *household("Lê Văn An", here.uid))
    with operation(store) as writing:
        writing.remove(RESIDENTIAL_AREAS, removed.uid)
    with store.settling() as connection:
        known = entries(connection)
        cut = " WHEN ".join(f"instr(f, ' {mark}') THEN substr(f, 1, instr(f, ' {mark}') - 1)" for mark in "¤·")
        connection.exec_driver_sql(
            f"UPDATE search_entry SET f = CASE WHEN {cut} ELSE f END WHERE register <> 'household'"
        )
        assert search.find(connection, "ck", RESIDENTIAL_AREAS) == []
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'r0004'")
        connection.exec_driver_sql("PRAGMA user_version = 4")
    store.close()
    assert schema.bring_up(made.paths.database, made.key)
    store = Store(made.paths, made.key, DEVICE, Clock())
    with store.settling() as connection:
        assert entries(connection) == known
        assert here.uid in {hit.uid for hit in search.find(connection, "ck", RESIDENTIAL_AREAS)}
        rebuild(connection)
        assert entries(connection) == known
    store.close()


def entries(connection: Connection) -> dict[bytes, str]:
    return {bytes(uid): str(said) for uid, said in connection.exec_driver_sql("SELECT uid, f FROM search_entry")}


def test_what_changes_is_found_by_its_new_words_only(store: Store) -> None:
    one = area("Thôn Đông")
    add(store, one)
    with operation(store) as writing:
        writing.change(RESIDENTIAL_AREAS, one.uid, {"name": "Thôn Đoài"})
    with store.reading() as connection:
        assert search.find(connection, "dong") == []
        assert [hit.uid for hit in search.find(connection, "Thôn Đoài")] == [one.uid]


def test_a_register_added_later_does_not_change_what_entries_of_others_mean(store: Store) -> None:
    one = organization("HND")
    add(store, one)
    with store.reading() as connection:
        row = connection.exec_driver_sql("SELECT f FROM search_entry WHERE uid = ?", (one.uid.bytes,)).fetchone()
    assert row is not None
    assert "§memberorganization" in row[0].split()
    assert len({key.replace("_", "") for key in REGISTERS}) == len(REGISTERS)


def test_areas_are_known_without_case_marks_and_kind(store: Store) -> None:
    east, one, two = area("Thôn Đông Hạ"), area("Tổ dân phố 1"), area("Tổ dân phố số 2")
    add(store, east, one, two)
    with store.reading() as connection:
        for text, uid in (("đông hạ", east), ("THON DONG HA", east), ("xóm Đông Hạ", east), ("1", one), ("TDP 2", two)):
            assert naming.called(connection, RESIDENTIAL_AREAS, text) == (uid.uid,)
        assert naming.called(connection, RESIDENTIAL_AREAS, str(east.uid)) == (east.uid,)
        assert naming.called(connection, RESIDENTIAL_AREAS, str(uuid4())) == ()
        assert naming.called(connection, RESIDENTIAL_AREAS, "đông") == ()


def test_codes_come_before_names_and_several_are_all_told(store: Store) -> None:
    here = area()
    farmers = organization("HND", aliases="ND|Nông dân")
    add(store, here, farmers, organization("HPN"))
    twins = [household("Nguyễn Văn An", here.uid) for _ in range(2)]
    add(store, *twins[0], *twins[1])
    with store.reading() as connection:
        for text in ("HND", "hnd", "nông dân", "nd", "Hội HND"):
            assert naming.called(connection, REGISTERS["member_organization"], text) == (farmers.uid,)
        for text in ("Nguyễn Văn An", "nguyen van an"):
            assert set(naming.called(connection, HOUSEHOLDS, text)) == {twin[0].uid for twin in twins}
        headings = naming.headings(connection, HOUSEHOLDS, [twins[0][0].uid])
    assert headings == {twins[0][0].uid: "Nguyễn Văn An – Thôn Đông"}
