"""Taking back and doing again as officers ask for it: the last thing, or any operation by its code."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antq_desktop.domain.errors import EditedElsewhere, RecordGone, UsageError
from antq_desktop.services import records, setup, undo, upkeep
from antq_desktop.services.office import Environment, Office

LOGIN, PASSWORD = "binh", "mot-cau-de-nho"


def area(office: Office, name: str) -> UUID:
    return records.save(office, "residential_area", {"name": name}).uid


def test_taking_back_is_not_itself_taken_back_by_its_code(office: Office) -> None:
    area(office, "Thôn Đông")
    with_one = upkeep.state_hash(office)
    taken_back = undo.undo(office).operation
    nothing = upkeep.state_hash(office)
    with pytest.raises(UsageError, match=r"“Hoàn tác: Thêm khu dân cư” là một lần hoàn tác.*Làm lại"):
        undo.undo(office, taken_back)
    assert upkeep.state_hash(office) == nothing
    done_again = undo.redo(office).operation
    assert upkeep.state_hash(office) == with_one
    with pytest.raises(UsageError, match=r"“Làm lại: Thêm khu dân cư” là một lần làm lại"):
        undo.undo(office, done_again)
    assert upkeep.state_hash(office) == with_one
    undo.undo(office)
    assert upkeep.state_hash(office) == nothing


def test_what_wrote_nothing_is_not_taken_back(office: Office) -> None:
    with office.store.operation(office.intent("Kết xuất Excel Hộ gia đình", "đối chiếu", keep_empty=True)) as (_, done):
        pass
    with pytest.raises(RecordGone, match="không ghi gì vào sổ"):
        undo.undo(office, done.changes.operation)


@dataclass
class Done:
    """An operation of the model: it gives a place a name, in the place of an earlier one or of none."""

    uid: UUID
    place: int
    before: str | None
    after: str
    undone: bool = False
    undoings: tuple[UUID, ...] = ()


class Model:
    """What the registers and the trail should say: names by place, operations, those undone in order."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.names: dict[int, str] = {}
        self.uids: dict[int, UUID] = {}
        self.done: list[Done] = []
        self.redoable: list[Done] = []
        self.hashes = {frozenset[tuple[int, str]](): upkeep.state_hash(office)}
        self.fresh = 0

    def write(self, place: int) -> None:
        """Name a place anew; one never named is added, one taken back is left alone."""
        if place in self.uids and place not in self.names:
            return
        self.fresh += 1
        name, before = f"Thôn {self.fresh}", self.names.get(place)
        saved = records.save(self.office, "residential_area", {"name": name}, uid=self.uids.get(place))
        self.uids[place] = saved.uid
        assert saved.changes.operation is not None
        self.done.append(Done(saved.changes.operation, place, before, name))
        self.redoable.clear()
        self.names[place] = name

    def undo(self, which: int | None) -> None:
        """Take back the newest, or any by its code."""
        open_ones = [one for one in self.done if not one.undone]
        if which is None and not open_ones:
            with pytest.raises(RecordGone):
                undo.undo(self.office)
            return
        if which is not None and not self.done:
            return
        one = open_ones[-1] if which is None else self.done[which % len(self.done)]
        target = None if which is None else one.uid
        if one.undone:
            with pytest.raises(RecordGone, match="đã được hoàn tác rồi"):
                undo.undo(self.office, target)
        elif self.names.get(one.place) != one.after:
            with pytest.raises((EditedElsewhere, RecordGone)):
                undo.undo(self.office, target)
        else:
            taken_back = undo.undo(self.office, target).operation
            assert taken_back is not None
            one.undone, one.undoings = True, (*one.undoings, taken_back)
            self.redoable.append(one)
            self._put(one.place, one.before)

    def undo_an_undoing(self, which: int) -> None:
        """The code of an undoing is refused, whatever came after it."""
        undoings = [uid for one in self.done for uid in one.undoings]
        if undoings:
            with pytest.raises(UsageError, match="là một lần"):
                undo.undo(self.office, undoings[which % len(undoings)])

    def redo(self) -> None:
        """Do again what was taken back last."""
        if not self.redoable:
            with pytest.raises(RecordGone):
                undo.redo(self.office)
        elif self.names.get(self.redoable[-1].place) != self.redoable[-1].before:
            with pytest.raises((EditedElsewhere, RecordGone)):
                undo.redo(self.office)
        else:
            one = self.redoable.pop()
            again = undo.redo(self.office).operation
            assert again is not None
            one.undone, one.undoings = False, (*one.undoings, again)
            self._put(one.place, one.after)

    def _put(self, place: int, name: str | None) -> None:
        if name is None:
            self.names.pop(place)
        else:
            self.names[place] = name

    def agrees(self) -> None:
        """The same names give the same hash, other names another; the trail knows what is undone."""
        now = upkeep.state_hash(self.office)
        assert self.hashes.setdefault(frozenset(self.names.items()), now) == now
        assert len(set(self.hashes.values())) == len(self.hashes)
        told = {each.uid: each.undone for each in undo.operations(self.office, 500)}
        assert all(told[one.uid] == one.undone for one in self.done)
        newest = next((one.uid for one in reversed(self.done) if not one.undone), None)
        known = undo.next_undo(self.office)
        assert (known.uid if known else None) == newest


ACTS = st.one_of(
    st.tuples(st.just("write"), st.integers(0, 2)),
    st.tuples(st.just("undo"), st.none() | st.integers(0, 9)),
    st.tuples(st.just("undo_an_undoing"), st.integers(0, 9)),
    st.tuples(st.just("redo")),
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=4, max_size=20))
def test_any_mixture_of_taking_back_and_doing_again_agrees_with_a_model(
    template_store: Path, environment: Environment, tmp_path: Path, acts: list[tuple[str, int]]
) -> None:
    folder = tmp_path / "any"
    shutil.rmtree(folder, ignore_errors=True)
    office = setup.unlock(Path(shutil.copytree(template_store, folder)), LOGIN, PASSWORD, environment)
    try:
        model = Model(office)
        for name, *given_ in acts:
            getattr(model, name)(*given_)
            model.agrees()
        assert upkeep.check(office).is_sound
    finally:
        setup.lock(office)


def test_sixty_steps_are_taken_back_one_by_one_and_done_again(office: Office) -> None:
    uid = area(office, "Thôn 0")
    states = [upkeep.state_hash(office)]
    for number in range(1, 61):
        records.save(office, "residential_area", {"name": f"Thôn {number}"}, uid=uid)
        states.append(upkeep.state_hash(office))
    for expected in reversed(states[:-1]):
        undo.undo(office)
        assert upkeep.state_hash(office) == expected
    for expected in states[1:]:
        undo.redo(office)
        assert upkeep.state_hash(office) == expected
