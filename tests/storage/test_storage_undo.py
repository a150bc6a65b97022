"""Taking back and doing again: whole operations, in any mixture, or a reason why not."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp
from uuid import UUID, uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
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
    hash_of,
    household,
    operation,
    organization,
    pledge,
    record,
    redo,
    register_of,
    soundness,
    undo,
)

from antq_desktop.domain.errors import EditedElsewhere, RecordGone
from antq_desktop.domain.fields import Record
from antq_desktop.domain.registers.membership import Membership
from antq_desktop.domain.registers.officer import OFFICERS, Officer
from antq_desktop.domain.registers.residence import Residence
from antq_desktop.storage import journal, search, undoing
from antq_desktop.storage.store import Store


def test_an_operation_is_taken_back_and_done_again_whole(store: Store) -> None:
    here = area()
    add(store, here)
    empty = hash_of(store)
    parts = household("Nguyễn Văn An", here.uid)
    add(store, *parts)
    full = hash_of(store)
    undo(store)
    assert hash_of(store) == empty
    assert redo(store) is not None
    assert hash_of(store) == full
    assert redo(store) is None
    undo(store)
    undo(store)
    assert everything(store) == {}
    redo(store)
    redo(store)
    assert hash_of(store) == full
    assert soundness(store).is_sound


def test_a_new_operation_ends_what_could_be_done_again(store: Store) -> None:
    add(store, area("Một"))
    undo(store)
    add(store, area("Hai"))
    assert redo(store) is None


def test_nothing_is_left_to_take_back_at_the_beginning(store: Store) -> None:
    with store.reading() as connection:
        assert undoing.last_done(connection, None, DEVICE) is None
        assert undoing.last_undone(connection, None, DEVICE) is None


def test_what_was_edited_since_is_refused_with_the_reason(store: Store) -> None:
    one = area("Thôn Đông")
    add(store, one)
    with operation(store) as writing:
        writing.change(RESIDENTIAL_AREAS, one.uid, {"name": "Thôn Đoài"})
        edit = writing.uid
    with operation(store) as writing:
        writing.change(RESIDENTIAL_AREAS, one.uid, {"name": "Thôn Nam"})
    before = hash_of(store)
    with pytest.raises(EditedElsewhere, match=r"Thôn Nam.*Tên khu dân cư"):
        undo(store, edit)
    with store.reading() as connection:
        first = journal.operations(connection)[-1].uid
    with pytest.raises(EditedElsewhere, match="sửa sau đó"):
        undo(store, first)
    assert hash_of(store) == before
    assert soundness(store).is_sound


def test_a_flag_taken_away_since_counts_as_an_edit(store: Store) -> None:
    officer = Officer(uid=uuid4(), login="lan", name="Lan", active=True)
    add(store, officer)
    with operation(store) as writing:
        writing.change(OFFICERS, officer.uid, {"active": False})
    with store.reading() as connection:
        first = journal.operations(connection)[-1].uid
    with pytest.raises(EditedElsewhere, match="Đang sử dụng"):
        undo(store, first)


def test_what_others_use_is_not_taken_back(store: Store) -> None:
    here = area()
    add(store, here)
    with store.reading() as connection:
        made_area = journal.operations(connection)[0].uid
    parts = household("Nguyễn Văn An", here.uid)
    add(store, *parts)
    with pytest.raises(EditedElsewhere, match=r"đang được dùng ở Cư trú|đang được dùng ở Hộ"):
        undo(store, made_area)
    undo(store)
    undo(store, made_area)
    assert everything(store) == {}


def test_a_household_does_not_come_back_into_an_area_that_is_gone(store: Store) -> None:
    here = area()
    add(store, here)
    parts = household("Nguyễn Văn An", here.uid)
    add(store, *parts)
    with operation(store) as writing:
        for each in reversed(parts):
            writing.remove(register_of(each), each.uid)
        removal = writing.uid
    with operation(store) as writing:
        writing.remove(RESIDENTIAL_AREAS, here.uid)
    before = hash_of(store)
    with pytest.raises(EditedElsewhere, match="Khu dân cư"):
        undo(store, removal)
    assert hash_of(store) == before
    undo(store)
    undo(store, removal)
    assert record(store, parts[0]) == parts[0]


def test_a_removed_record_comes_back_as_it_was_and_is_found_again(store: Store) -> None:
    here = area()
    parts = household("Nguyễn Văn An", here.uid)
    add(store, here, *parts)
    before = hash_of(store)
    with operation(store) as writing:
        for each in reversed(parts):
            writing.remove(register_of(each), each.uid)
    with store.reading() as connection:
        assert search.find(connection, "nguyen van an") == []
    undo(store)
    with store.reading() as connection:
        assert [hit.uid for hit in search.find(connection, "nguyen van an")] == [parts[0].uid]
    assert hash_of(store) == before
    assert soundness(store).is_sound


def test_the_state_hash_sees_values_and_nothing_else(store: Store) -> None:
    one = area("Thôn Đông")
    add(store, one)
    first = hash_of(store)
    for name in ("Thôn Đoài", "Thôn Đông"):
        with operation(store) as writing:
            writing.change(RESIDENTIAL_AREAS, one.uid, {"name": name})
        assert (hash_of(store) == first) == (name == "Thôn Đông")
    other = area("Thôn Hai")
    add(store, other)
    with operation(store) as writing:
        writing.remove(RESIDENTIAL_AREAS, other.uid)
    assert hash_of(store) == first


DAYS = st.integers(0, 60).map(lambda days: date(2026, 1, 1) + timedelta(days=days))
NAMES = st.sampled_from(["Nguyễn Văn An", "Lê Thị Tư", "Đặng Đình Đức", "H'Hen Niê", "Trần Bình"])


def stop_half_way() -> None:
    """Power gone before the end of an operation."""
    raise ZeroDivisionError


class Life(RuleBasedStateMachine):
    """Households, their spells, areas, pledges, edited, removed, taken back and done again; a model keeps count."""

    made: Made

    @initialize()
    def begin(self) -> None:
        self.store = Store(
            self.made.copy(Path(mkdtemp(dir=self.made.paths.folder.parent)) / "xa").paths,
            self.made.key,
            DEVICE,
            Clock(),
        )
        self.areas = [area(f"Thôn {number}") for number in range(3)]
        self.orgs = [organization(code) for code in ("HND", "HPN")]
        self.round = campaign()
        add(self.store, *self.areas, *self.orgs, *self.round[::-1])
        with self.store.reading() as connection:
            self.begun = len(journal.operations(connection))
        self.model: dict[UUID, Record] = {}
        self.undoable: list[tuple[dict[UUID, Record], str]] = []
        self.redoable: list[tuple[dict[UUID, Record], str]] = []

    def live(self, kind: object) -> list[Record]:
        return [each for each in self.model.values() if type(each) is kind.record]  # type: ignore[attr-defined]

    def act(self, write, after: dict[UUID, Record]) -> None:
        before = (dict(self.model), hash_of(self.store))
        with operation(self.store) as writing:
            write(writing)
        if hash_of(self.store) != before[1]:
            self.undoable.append(before)
            self.redoable.clear()
        self.model = after

    @rule(name=NAMES, where=st.integers(0, 2), since=DAYS | st.none(), orgs=st.sets(st.integers(0, 1)))
    def arrive(self, name: str, where: int, since: date | None, orgs: set[int]) -> None:
        parts = household(name, self.areas[where].uid, since, organizations=frozenset(self.orgs[i].uid for i in orgs))
        self.act(
            lambda writing: [writing.add(each, register_of(each)) for each in parts],
            self.model | {each.uid: each for each in parts},
        )

    @rule(data=st.data(), day=DAYS, where=st.integers(0, 2) | st.none())
    def end_and_begin(self, data, day: date, where: int | None) -> None:
        spells = [each for each in self.live(RESIDENCES) if each.to_on is None]
        if not spells:
            return
        old = data.draw(st.sampled_from(spells))
        after = dict(self.model)
        after[old.uid] = replace(old, to_on=day)
        new = None
        if where is not None:
            new = Residence(uid=uuid4(), household=old.household, area=self.areas[where].uid, from_on=day)
            after[new.uid] = new

        def write(writing) -> None:
            writing.change(RESIDENCES, old.uid, {"to_on": day})
            if new is not None:
                writing.add(new, RESIDENCES)

        self.act(write, after)

    @rule(data=st.data(), register=st.sampled_from([RESIDENCES, HEADSHIPS, MEMBERSHIPS]), day=DAYS | st.none())
    def correct(self, data, register, day: date | None) -> None:
        if spells := self.live(register):
            old = data.draw(st.sampled_from(spells))
            values = {"from_on": day}
            if register is HEADSHIPS:
                values["head_name"] = data.draw(NAMES)
            if register is RESIDENCES:
                values["area"] = self.areas[data.draw(st.integers(0, 2))].uid
            self.act(
                lambda writing: writing.change(register, old.uid, values),
                self.model | {old.uid: replace(old, **values)},
            )

    @rule(data=st.data(), org=st.integers(0, 1), since=DAYS | st.none())
    def join(self, data, org: int, since: date | None) -> None:
        if homes := self.live(HOUSEHOLDS):
            home = data.draw(st.sampled_from(homes))
            new = Membership(uid=uuid4(), household=home.uid, organization=self.orgs[org].uid, from_on=since)
            self.act(lambda writing: writing.add(new, MEMBERSHIPS), self.model | {new.uid: new})

    @rule(data=st.data())
    def drop_spell(self, data) -> None:
        spells = [*self.live(MEMBERSHIPS), *self.live(RESIDENCES), *self.live(HEADSHIPS)]
        if spells:
            old = data.draw(st.sampled_from(spells))
            after = {uid: each for uid, each in self.model.items() if uid != old.uid}
            self.act(lambda writing: writing.remove(register_of(old), old.uid), after)

    @rule(data=st.data(), address=st.sampled_from([None, "Số 5", "Ngõ 7"]), size=st.integers(1, 9))
    def edit(self, data, address: str | None, size: int) -> None:
        if homes := self.live(HOUSEHOLDS):
            home = data.draw(st.sampled_from(homes))
            values = {"address": address, "size": size}
            self.act(
                lambda writing: writing.change(HOUSEHOLDS, home.uid, values),
                self.model | {home.uid: replace(home, **values)},
            )

    @rule(data=st.data(), day=DAYS)
    def sign(self, data, day: date) -> None:
        if homes := self.live(HOUSEHOLDS):
            home = data.draw(st.sampled_from(homes))
            new = pledge(home.uid, self.round[0].uid, self.areas[0].uid, signed_on=day)
            self.act(lambda writing: writing.add(new, PLEDGES), self.model | {new.uid: new})

    @rule(data=st.data())
    def remove(self, data) -> None:
        if homes := self.live(HOUSEHOLDS):
            home = data.draw(st.sampled_from(homes))
            own = [each for each in self.model.values() if getattr(each, "household", None) == home.uid]
            gone = {home.uid, *(each.uid for each in own)}

            def write(writing) -> None:
                for each in own:
                    writing.remove(register_of(each), each.uid)
                writing.remove(HOUSEHOLDS, home.uid)

            self.act(write, {uid: each for uid, each in self.model.items() if uid not in gone})

    @rule()
    def take_back(self) -> None:
        if self.undoable:
            self.redoable.append((self.model, hash_of(self.store)))
            undo(self.store)
            self.model, expected = self.undoable.pop()
            assert hash_of(self.store) == expected

    @rule()
    def do_again(self) -> None:
        if self.redoable:
            self.undoable.append((self.model, hash_of(self.store)))
            assert redo(self.store) is not None
            self.model, expected = self.redoable.pop()
            assert hash_of(self.store) == expected

    @rule()
    def take_back_something_old(self) -> None:
        with self.store.reading() as connection:
            done = [each for each in journal.operations(connection) if not each.undone][: -self.begun]
        if len(done) < 3:
            return
        before = hash_of(self.store)
        with suppress(EditedElsewhere, RecordGone, ZeroDivisionError), operation(self.store) as writing:
            undoing.take_back(writing, done[2].uid)
            stop_half_way()
        assert hash_of(self.store) == before

    @invariant()
    def agrees_with_the_model(self) -> None:
        if not hasattr(self, "store"):
            return
        kept = everything(self.store)
        fixed = {each.uid for each in (*self.areas, *self.orgs, *self.round)}
        assert set(kept) - fixed == set(self.model)
        for uid, each in self.model.items():
            for spec in register_of(each).stored:
                assert kept[uid][spec.key] == getattr(each, spec.key)
        for home in self.live(HOUSEHOLDS):
            self.shows_its_spells(kept[home.uid], home.uid)
        with self.store.reading() as connection:
            for home in self.live(HOUSEHOLDS):
                hits = search.find(connection, str(kept[home.uid]["head_name"]), HOUSEHOLDS, 1000)
                assert home.uid in {hit.uid for hit in hits}

    def shows_its_spells(self, shown: dict[str, object], uid: UUID) -> None:
        """The open row, else the last to end; sets show the open ones."""

        def current(register) -> Record | None:
            spells = [each for each in self.live(register) if each.household == uid]
            begins = lambda each: each.from_on or date.min  # noqa: E731 - two sort keys
            open_ones = [each for each in spells if each.to_on is None]
            latest = max((begins(each) for each in open_ones), default=None)
            if open_ones:
                return (
                    next(iter(one for one in open_ones if begins(one) == latest), None)
                    if sum(begins(e) == latest for e in open_ones) == 1
                    else None
                )
            ends = [each for each in spells if each.to_on == max(one.to_on for one in spells)] if spells else []
            return ends[0] if len(ends) == 1 else None

        homes = current(RESIDENCES)
        if homes is not None:
            assert shown["area"] == homes.area
        heads = current(HEADSHIPS)
        if heads is not None:
            assert shown["head_name"] == heads.head_name
        assert shown["residing"] == any(each.household == uid and each.to_on is None for each in self.live(RESIDENCES))
        assert shown["organizations"] == {
            each.organization for each in self.live(MEMBERSHIPS) if each.household == uid and each.to_on is None
        }

    def teardown(self) -> None:
        if hasattr(self, "store"):
            found = soundness(self.store)
            self.store.close()
            assert found.is_sound, found


def test_any_life_of_a_commune_agrees_with_a_model(made_once: Made, tmp_path: Path) -> None:
    class Here(Life):
        made = made_once.copy(tmp_path / "xa")

    run_state_machine_as_test(Here, settings=settings(max_examples=15, stateful_step_count=30, deadline=None))
    assert Here.made.paths.database.exists()
