"""The stock of types, points, teams and clubs adds up whatever is done to them, taken back and done again."""

import itertools
import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from tests.conftest import LOGIN, PASSWORD

from antq_desktop.domain.choices import ENDED, GroupDeed
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.errors import AntqError
from antq_desktop.domain.group_life import Balance
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services import lists, records, setup, undo, upkeep
from antq_desktop.services.groups import group_board, group_stock, groups
from antq_desktop.services.groups.group_reading import known_groups
from antq_desktop.services.groups.groups import CLUB, KEYS, POINT, Grounds
from antq_desktop.services.office import Environment, Office
from antq_desktop.storage import rows

PERIODS = (
    ("2023", "2024", "2025", "2026"),
    ("2024-H1", "2024-H2", "2025-H1", "2025-H2", "2026-H1", "2026-H2"),
    ("2024-12", "2025-01", "2025-02"),
    ("2025-12", "2026-01", "2026-02"),
)
STORES = itertools.count()
STOCKS = ("types", "points", "teams", "clubs")
TYPES = ("tieng-keng-an-ninh", "camera-an-ninh")
BORDERS = tuple(date(year, *day) for year in (2024, 2025, 2026) for day in ((1, 1), (1, 2), (7, 1)))
EVES = (date(2024, 12, 31), date(2025, 12, 31), date(2025, 6, 30))
DEEDS = (
    *(GroupDeed.SUSPENDED, GroupDeed.RESUMED, GroupDeed.CONSOLIDATED),
    *(GroupDeed.MERGED, GroupDeed.DISSOLVED) * 2,
)
ACTS = st.one_of(
    st.tuples(st.just("found"), st.sampled_from(KEYS), st.sampled_from(TYPES)),
    st.tuples(st.just("team"), st.booleans()),
    st.tuples(st.just("deed"), st.sampled_from(DEEDS), st.integers(1, 2)),
    st.tuples(st.just("deed"), st.sampled_from(DEEDS), st.integers(1, 2)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("undo and redo")),
)
DAYS = st.sampled_from((*BORDERS, *EVES)) | st.dates(date(2024, 1, 1), date(2026, 11, 20))
PLAYS = st.tuples(st.lists(st.tuples(ACTS, st.integers(0, 4)), min_size=10, max_size=16), st.lists(DAYS, min_size=16))


@dataclass
class Play:
    """Steps on one store; what is refused changes nothing."""

    office: Office
    here: list[tuple[str, UUID]] = field(default_factory=list)

    def step(self, act: tuple[object, ...], number: int, day: date) -> None:
        what, *more = act
        if what == "found":
            self.found(*more, number, day)
        elif what == "undo":
            undo.undo(self.office)
        elif what == "team":
            points = [uid for key, uid in self.here if key == POINT]
            uid = points[-1 - number % len(points)]
            limit = {"valid_to" if more[0] else "valid_from": show_date(day)}
            records.save(self.office, "model_team", {"point": uid, "name": f"Tổ {number}", **limit})
        else:
            self.decide(*more, number, day)

    def found(self, key: str, code: str, number: int, day: date) -> None:
        given = {"name": f"Nhóm {len(self.here)}/{lists.count(self.office, key)}", "established_on": show_date(day)}
        if key == POINT:
            query = lists.ListQuery(equal={"code": (code,)})
            given["type"] = lists.open_list(self.office, "model_type", query).rows(0, 1)[0].uid
            points = [uid for other, uid in self.here if other == POINT]
            given["replicated_from"] = points[number % len(points)] if points else None
        self.here.append((key, records.save(self.office, key, given).uid))

    def decide(self, deed: GroupDeed, several: int, number: int, day: date) -> None:
        key, uid = self.here[-1 - number % len(self.here)]
        uids = [uid, *(other for kind, other in self.here[:several] if kind == key and other != uid)][:several]
        into = None
        if deed is GroupDeed.MERGED:
            into = next((other for kind, other in reversed(self.here) if kind == key and other not in uids), None)
        groups.act(self.office, deed, key, uids, Grounds(day, "9/QĐ", day, "theo đề nghị"), into)


def stock_of_everything(office: Office) -> dict[str, group_stock.Stock]:
    """The stock of every period; it adds up in each, from each to the next, and to what is in the registers."""
    with office.store.reading() as connection:
        known = known_groups(office, connection)
        lines = group_board.shown(office, connection, known, office.catalogues.period("2026"))
        living = {key: sum(_lives(line.record) for line in rows.all_live(connection, REGISTERS[key])) for key in KEYS}
    found = {}
    for row in PERIODS:
        for name in row:
            found[name] = group_stock.stock_of(known, office.catalogues.period(name), office)
        for before, after in itertools.pairwise(row):
            for kind in STOCKS:
                assert getattr(found[before], kind).closing == getattr(found[after], kind).opening, (
                    before,
                    after,
                    kind,
                )
    for name, stock in found.items():
        for kind in STOCKS:
            one: Balance = getattr(stock, kind)
            assert one.opening + one.new - one.ended == one.closing, (name, kind, one)
            assert min(one.opening, one.new, one.ended, one.closing) >= 0
    now = found["2026"]
    assert (now.points.closing, now.clubs.closing) == (living[POINT], living[CLUB])
    assert sum(line.teams for line in lines) == now.teams.closing
    assert len({line.type for line in lines if line.key == POINT}) == now.types.closing
    return found


def _lives(record: object) -> bool:
    return getattr(record, "status", None) not in ENDED


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PLAYS)
def test_stocks_add_up_under_any_play_and_undo_brings_the_one_before_back(
    template_store: Path, environment: Environment, tmp_path: Path, play
) -> None:
    folder = Path(shutil.copytree(template_store, tmp_path / f"store{next(STORES)}"))
    office = setup.unlock(folder, LOGIN, PASSWORD, environment)
    try:
        played(office, *play)
        assert upkeep.check(office).is_sound
    finally:
        setup.lock(office)
        shutil.rmtree(folder)


def played(office: Office, steps, days: list[date]) -> None:
    """Play the steps in the order of their days, looking at every stock after each."""
    playing = Play(office)
    for key in KEYS * 2:
        playing.found(key, TYPES[0], 0, min(days))
    before = stock_of_everything(office)
    done: list[tuple[dict[str, group_stock.Stock], list[tuple[str, UUID]]]] = []
    for ((what, *more), number), day in zip(steps, sorted(days), strict=False):
        if what.startswith("undo") and not done:
            continue
        there = list(playing.here)
        try:
            playing.step((what.split()[0], *more), number, day)
        except AntqError:
            event(f"{what} refused")
            continue
        event(f"{what} {more[0] if what == 'deed' else ''}")
        after = stock_of_everything(office)
        if not what.startswith("undo"):
            done.append((before, there))
            before = after
        elif what == "undo":
            was, playing.here = done.pop()
            assert after == was
            before = after
        else:
            assert after == done[-1][0]
            undo.redo(office)
            assert stock_of_everything(office) == before
