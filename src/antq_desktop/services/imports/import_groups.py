"""Lists of models and of clubs: which group of the register a row means, and how it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from antq_desktop.domain.choices import ENDED, STATUS_OF, GroupStatus
from antq_desktop.domain.fields import values_of
from antq_desktop.domain.ids import new_uid, new_uids
from antq_desktop.domain.progress import Progress
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.text import fold
from antq_desktop.services.group_rules import Group, places, statuses
from antq_desktop.services.groups import groups
from antq_desktop.services.groups.groups import CLUB, POINT
from antq_desktop.services.imports import import_group_end
from antq_desktop.services.imports.import_areas import AreaFinder, make_areas
from antq_desktop.services.imports.import_group_reading import GroupReader, add_fault
from antq_desktop.services.imports.import_group_rows import ClubRow, GroupRow, targets
from antq_desktop.services.imports.import_group_status import RUNS, RUNS_WORDS, STATUS, question
from antq_desktop.services.imports.import_group_told import PLACES, Told, filled, with_changes
from antq_desktop.services.imports.import_kinds import STEP, ListKind, Settled, Shown, Study, Writer
from antq_desktop.services.imports.import_known import known_areas
from antq_desktop.services.imports.import_plan import (
    NEW_WORDS,
    SKIP_WORDS,
    ImportChoices,
    ImportPlan,
    Outcome,
    PlannedRow,
)
from antq_desktop.services.office import Office
from antq_desktop.services.records import add_with_parts, change_with_parts
from antq_desktop.services.repeating import repeated
from antq_desktop.sheets.headings import TargetField
from antq_desktop.sheets.rows import DataRow
from antq_desktop.storage import rows
from antq_desktop.storage.writing import Writing

PERSONS = (
    *("ho va ten", "ho ten", "chu nhiem", "truong ban", "pho ban", "nguoi dung dau", "nguoi phu trach", "to truong"),
    *("danh sach thanh vien", "ngay sinh", "nam sinh", "dien thoai", "sdt", "noi o", "dia chi", "gioi tinh"),
)

ONE_OF_TWO = "là một thì ghi “bỏ qua” ở dòng này, là hai thì ghi rõ khu dân cư hoặc tên."


class GroupStudy:
    """One list of models or clubs on its way in.

    Args:
        office: where it would go.
        choices: what the officer chose.
        year: in which its areas are looked for.
    """

    def __init__(self, office: Office, choices: ImportChoices, year: int):
        self._office, self._choices = office, choices
        self._register = REGISTERS[choices.register]
        with office.store.reading() as connection:
            self._areas = known_areas(connection, year, office.today())
            found = [line.record for line in rows.all_live(connection, self._register)]
        self._known: dict[str, list[Group]] = {}
        for group in found:
            if isinstance(group, Group):
                self._known.setdefault(fold(group.name), []).append(group)
        self._reader = GroupReader(office, choices, self._areas, self._known)
        self._rows: list[GroupRow] = []
        self._meant: dict[UUID, GroupRow] = {}
        self._told: dict[UUID, Told] = {}
        self._left: dict[str, list[GroupRow]] = {}

    def targets(self) -> tuple[TargetField, ...]:
        """Fields of the register; area and lead as lists write them."""
        return targets(self._register.key)

    def read(self, row: DataRow, sheet: str | None) -> PlannedRow:
        """What one row says."""
        planned = self._reader.read(row, sheet)
        self._rows.append(planned)
        return planned

    def settle(self, *, again: bool, progress: Progress) -> Settled:  # noqa: ARG002 - shape of studies
        """Find areas and groups; later rows see what earlier ones bring."""
        wanted = [row for row in self._rows if row.outcome is not Outcome.SKIPPED]
        finder = AreaFinder(self._areas, self._choices, (place.area for row in wanted for place in row.places))
        brought: dict[str, list[GroupRow]] = {}
        for number, row in enumerate(self._rows):
            if row.outcome is not Outcome.SKIPPED and not row.faults:
                for place in row.places:
                    finder.find(place, row)
            if row.faults:
                row.outcome = Outcome.REJECTED
            elif row.outcome is Outcome.ACCEPTED:
                self._match(row, brought.setdefault(fold(row.name), []))
            if number % STEP == 0:
                progress.step(number, len(self._rows), "Đối chiếu với sổ")
        found = finder.found
        return Settled(found.made, found.made_for, found.renamed, found.answered, self._areas.listed)

    def _match(self, row: GroupRow, earlier: list[GroupRow]) -> None:
        same = next((other for other in earlier if _repeats(row, other)), None)
        if same is not None:
            self._again(row, same)
            return
        named = self._known.get(fold(row.name), [])
        if row.ended and not self._runs(row, named):
            return
        if (row.end is not None and self._has_ended(row, named)) or self._is_left(row, named):
            return
        answer = fold(row.answer)
        if answer in SKIP_WORDS:
            row.outcome = Outcome.ALREADY
        elif answer in NEW_WORDS | {fold(row.words.new)}:
            self._another(row, named, earlier)
        elif answer.isdecimal() and 1 <= int(answer) <= len(named):
            self._same(row, named[int(answer) - 1])
        else:
            self._choose(row, named, earlier)

    def _runs(self, row: GroupRow, named: list[Group]) -> bool:
        """Whether a row that says its group has ended is to be taken all the same, as a person answered."""
        answer = fold(row.answers[row.answered]) if row.answered < len(row.answers) else ""
        here = _here(row, named)
        if here and all(group.status != GroupStatus.ACTIVE for group in here):
            self._leave(row, here[0])
        elif answer in RUNS_WORDS:
            row.answered += 1
            return True
        elif answer in SKIP_WORDS:
            row.outcome = Outcome.ALREADY
        else:
            row.outcome, row.offered = Outcome.DECISION, (RUNS,)
            row.question = question(row.ended, row.words.noun, row.words.answer)
        return False

    def _has_ended(self, row: GroupRow, named: list[Group]) -> bool:
        """Whether the register says of the group a row means that it ended, or rests: nothing is to be done.

        Of several that were there one after the other it is the one that ended so, else the one that lives.
        """
        assert row.end is not None  # noqa: S101 - asked only of such rows
        ended = [group for group in named if group.status in row.end.leaves]
        so = [group for group in ended if (_same_place(row, group) or not row.told_places) and self._so(row, group)]
        here = _here(row, named)
        meant = so or (here if all(group in ended for group in here) else [])
        if meant:
            self._leave(row, meant[0])
        return bool(meant)

    def _leave(self, row: GroupRow, group: Group) -> None:
        """The register says of a group that it runs no more, as its row does: nothing is done to it."""
        row.uid, row.outcome, row.end = group.uid, Outcome.ALREADY, None
        row.warnings += (f"Trong sổ {row.words.noun} này cũng không còn hoạt động: để nguyên.",)
        self._left.setdefault(fold(row.name), []).append(row)

    def _is_left(self, row: GroupRow, named: list[Group]) -> bool:
        """Whether a row that says nothing of how it stands repeats one whose group is left as it ended."""
        same = next((other for other in self._left.get(fold(row.name), ()) if _repeats(row, other)), None)
        if same is None or row.raw.get(STATUS) or any(group.status not in ENDED for group in _here(row, named)):
            return False
        row.uid, row.outcome = same.uid, Outcome.ALREADY
        row.warnings += (f"Trùng dòng {same.row_no} của tệp.",)
        return True

    def _so(self, row: GroupRow, group: Group) -> bool:
        """Whether a group came to its end on the day and by the deed that a row tells."""
        with self._office.store.reading() as connection:
            last = statuses(connection, group.uid)[-1:]
        end = row.end
        return end is not None and any((s.status, s.from_on) == (STATUS_OF[end.deed], end.grounds.on) for s in last)

    def _choose(self, row: GroupRow, named: list[Group], earlier: list[GroupRow]) -> None:
        living = [group for group in named if group.status not in ENDED]
        here = [group for group in living if _same_place(row, group)]
        if len(here) > 1:
            here = [group for group in here if _same_kind(row, group)] or here
        taken = self._meant.get(here[0].uid) if len(here) == 1 else None
        other = taken or next((other for other in earlier if _meets(row, other)), None)
        if len(here) == 1 and (taken is None or taken.place_keys == row.place_keys):
            self._same(row, here[0])
        elif other is not None:
            words = f"Dòng {other.row_no} của tệp cũng là {row.words.noun} tên này ở nơi này: {ONE_OF_TWO}"
            self._ask(row, named, words)
        elif here or (named and not living) or (living and not row.told_places):
            ended = " đã kết thúc" if not living else ""
            words = f"Trong sổ có {len(named)} {row.words.noun} cùng tên{ended}: có phải là một không?"
            self._ask(row, named, words)
        else:
            self._new(row, earlier)

    def _ask(self, row: GroupRow, named: list[Group], question: str) -> None:
        row.outcome, row.question = Outcome.DECISION, question
        row.candidates = tuple((group.uid, self._where(group)) for group in named)

    def _another(self, row: GroupRow, named: list[Group], earlier: list[GroupRow]) -> None:
        """Another of this name, as was answered; never a second of one name, type and place, as at the form."""
        living = [group for group in named if group.status not in ENDED]
        twice = any(_same_place(row, group) and _same_kind(row, group) for group in living)
        if twice or any(_meets(row, other) for other in earlier):
            words = f"Đã có {row.words.noun} “{row.name}” ở nơi này; nếu là nơi khác thì ghi rõ khu dân cư hoặc tên."
            add_fault(row, "name", "", row.name, words)
            row.outcome = Outcome.REJECTED
        else:
            self._new(row, earlier)

    def _where(self, group: Group) -> str:
        return ", ".join(sorted(self._areas.names.get(uid, "") for uid in places(group))) or "toàn xã"

    def _new(self, row: GroupRow, earlier: list[GroupRow]) -> None:
        spec, uid = self._register.fields["name"], new_uid(self._office.clock())
        name = row.record.name if isinstance(row.record, Group) else ""
        if spec.most and len(name) > spec.most:  # one from before is called so, which this one is not
            words = f"{spec.label}: dài {len(name)} ký tự; tối đa {spec.most}."
            add_fault(row, "name", "", row.raw.get("name", ""), words)
        if not isinstance(row.record, Group) or not self._fits(row, replace(row.record, uid=uid), None):
            row.outcome = Outcome.REJECTED
            return
        row.uid, row.is_new, row.outcome = uid, True, Outcome.ACCEPTED
        self._hear(row, replace(row.record, uid=uid))
        earlier.append(row)

    def _again(self, row: GroupRow, first: GroupRow) -> None:
        """A second row of a group that the file brings: it adds what the first leaves empty."""
        assert first.uid is not None  # noqa: S101 - it brings the group
        assert first.record is not None  # noqa: S101
        told, row.uid = self._told[first.uid], first.uid
        added = {key: value for key, value in filled(row).items() if not told.says(key)}
        group = with_changes(told.group, added)
        if not self._fits(row, group, told):
            row.outcome = Outcome.REJECTED
            return
        first.record = replace(first.record, **added)
        row.end, row.outcome = None, Outcome.ALREADY
        self._hear(row, group)
        row.warnings += (f"Trùng dòng {first.row_no} của tệp.",)

    def _same(self, row: GroupRow, group: Group) -> None:
        """Filled cells that differ change the group; an empty one changes nothing."""
        row.uid = group.uid
        self._meant.setdefault(group.uid, row)
        if row.end is not None and group.status in row.end.leaves:
            self._leave(row, group)
            return
        told = self._told.get(group.uid)
        kept = self._changes(row, group, told)
        now = with_changes(told.group if told else group, kept)
        for problem in repeated(self._office, self._register, now) if kept else ():
            add_fault(row, problem.field, "", "", problem.message)
        if not self._fits(row, now, told):
            row.outcome = Outcome.REJECTED
            return
        if told is not None and row.end is not None:
            row.end = None
            row.warnings += (f"Trùng dòng {told.row.row_no} của tệp.",)
        self._hear(row, now)
        row.changes = kept
        row.outcome = Outcome.UPDATED if row.brings else Outcome.ALREADY

    def _changes(self, row: GroupRow, group: Group, told: Told | None) -> dict[str, Any]:
        """What a row changes of a stored group, but for what an earlier row changes already."""
        known, place = values_of(group), PLACES[self._register.key]
        kept = {key: value for key, value in filled(row).items() if value != known.get(key)}
        if row.told_places and not list(row.missing_areas):
            wanted: Any = row.known_places if place == "areas" else next(iter(row.known_places), None)
            if wanted != known[place]:
                kept[place] = wanted
        elif row.told_places:
            kept[place] = None
        return {key: value for key, value in kept.items() if told is None or not told.says(key)}

    def _hear(self, row: GroupRow, group: Group) -> None:
        """Remember what a row that is taken says of its group, and tell what it brings of its end."""
        self._told.setdefault(group.uid, Told(group, row)).take(row, group)
        row.edits = row.end.words if row.end is not None else ""

    def _fits(self, row: GroupRow, group: Group, told: Told | None) -> bool:
        """Whether a row can be taken that makes its group so; else it is said at its cells why not.

        Args:
            row: which.
            group: as the row would make it.
            told: what earlier rows say of it.
        """
        found = told.against(row) if told is not None else []
        end = row.end or (told.end if told is not None else None)
        if end is not None and not found:
            with self._office.store.reading() as connection:
                refused = groups.refused(self._office, connection, end.deed, self._register.key, group, end.grounds)
            found = import_group_end.faults(refused)
            if row.end is None:  # an earlier row tells the end: what this one says of the founding does not fit it
                found = [("established_on", words) for _, words in found[:1]]
        for key, words in found:
            add_fault(row, key, "", row.raw.get(key, ""), words)
        return not row.faults


def _here(row: GroupRow, named: list[Group]) -> list[Group]:
    """Stored groups of its name that a row may mean by where they are; those of its type, if it says one."""
    here = [group for group in named if _same_place(row, group)]
    return ([group for group in here if _same_kind(row, group)] if "type" in row.given else []) or here


def _same_place(row: GroupRow, group: Group) -> bool:
    """Whether a row and a stored group may be one: an area in common, or both of the whole commune."""
    there = places(group)
    return bool(row.known_places & there) or (row.told_places and not row.places and not there)


def _same_kind(row: GroupRow, group: Group) -> bool:
    """Whether a row and a stored group are of one type; clubs have none."""
    return row.kind == getattr(group, "type", None)


def _repeats(row: GroupRow, other: GroupRow) -> bool:
    """Whether two rows of one name are of one place and one type."""
    return other.place_keys == row.place_keys and other.kind == row.kind


def _meets(row: GroupRow, other: GroupRow) -> bool:
    """Whether two rows of one name may be one: no other type or place is said, or an area is common."""
    guessed = "type" not in row.given or "type" not in other.given
    unsaid = not (row.told_places and other.told_places)
    return (guessed or row.kind == other.kind) and (unsaid or bool(row.place_keys & other.place_keys))


class GroupWriter:
    """Writes the rows of one plan; makes its new areas first.

    Args:
        writing: the operation.
        office: where.
        plan: what is carried out.
    """

    def __init__(self, writing: Writing, office: Office, plan: ImportPlan):
        self._writing, self._office = writing, office
        self._register = REGISTERS[plan.choices.register]
        self._areas = make_areas(writing, office, plan.new_areas, new_uids(office.clock()))

    def write(self, row: PlannedRow) -> None:
        """Carry out one row."""
        if not isinstance(row, GroupRow) or row.uid is None or row.record is None:
            return
        found = frozenset(place.area_uid or self._areas[place.area_key] for place in row.places)
        placed: dict[str, Any] = {"areas": found} if self._register.key == POINT else {"area": next(iter(found), None)}
        if row.is_new:
            made = replace(row.record, uid=row.uid, **placed)
            add_with_parts(self._writing, self._register, made, self._office)
            self._end(row, row.uid)
            return
        line = self._writing.line(self._register, row.uid)
        changes = {**row.changes, **{key: value for key, value in placed.items() if key in row.changes}}
        change_with_parts(self._writing, self._register, line, replace(line.record, **changes), None, self._office)
        self._end(row, row.uid)

    def _end(self, row: GroupRow, uid: UUID) -> None:
        """Do to a group what its row says was done to it."""
        if row.end is not None:
            groups.begin(self._office, self._writing, row.end.deed, self._register.key, uid, row.end.grounds)


@dataclass(frozen=True, slots=True)
class GroupKind(ListKind):
    """Lists of models, or of clubs."""

    def targets(self) -> tuple[TargetField, ...]:
        """Fields of the register; area and lead as lists write them."""
        return targets(self.key)

    def refuses(self, heading: str) -> bool:
        """Columns about persons: a list of groups brings none."""
        folded = f" {fold(heading)} "
        return any(f" {words} " in folded for words in PERSONS)

    def study(self, office: Office, choices: ImportChoices, year: int) -> Study:
        """Read what is registered."""
        return GroupStudy(office, choices, year)

    def writer(self, writing: Writing, office: Office, plan: ImportPlan) -> Writer:
        """Writes groups with their first status."""
        return GroupWriter(writing, office, plan)


def _kind(key: str, row: type[GroupRow], *columns: tuple[str, str]) -> GroupKind:
    shown = Shown(
        (("name", REGISTERS[key].fields["name"].label), ("area", "Nơi"), *columns),
        ("lead", "established_on", "decision_no", *(key for key, _ in columns if key == "type")),
    )
    return GroupKind(key, f"mapping_{key}", (key,), row.words, shown)


COMMON = (("lead", "Chủ trì"), ("established_on", "Thành lập"), ("decision_no", "Quyết định"))
KINDS: Mapping[str, ListKind] = MappingProxyType(
    {POINT: _kind(POINT, GroupRow, ("type", "Loại"), *COMMON), CLUB: _kind(CLUB, ClubRow, *COMMON)}
)
