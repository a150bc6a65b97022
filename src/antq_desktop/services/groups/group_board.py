"""Models and clubs at one look: when they last did something, how often of what was due, with what proof.

All of it is told as of the end of a period, or today while it runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from antq_desktop.domain.choices import ENDED, Frequency, GroupStatus
from antq_desktop.domain.group_life import A_DAY, Life, due_periods
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.periods import Period
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.model_point import ModelPoint
from antq_desktop.services.group_rules import Group
from antq_desktop.services.groups.group_reading import KnownGroup, known_groups, names
from antq_desktop.services.groups.groups import CLUB, KEYS
from antq_desktop.services.office import Office
from antq_desktop.storage import activity_counts, rows
from antq_desktop.storage.activity_counts import MonthCount
from antq_desktop.storage.rows import Reading

IDLE_DAYS = 90
NO_RHYTHM = "chưa ghi sinh hoạt"


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group on the board.

    Attributes:
        key: `model_point` or `club`.
        uid: the group.
        name: its own name.
        type: the named model; empty for a club.
        field_code: code of the field of work; empty for a club.
        field: the same in words.
        lead: who leads, in words.
        lead_body: the one body it is counted under.
        where: residential areas, or "toàn xã".
        status: code of its status at the end of the period, or today while it runs.
        frequency: code of how often it meets; None where nobody said it.
        members: how many belonged to it on that day.
        teams: number of its teams on that day.
        last: day of its last activity up to that day, or None.
        idle: days from then, or from when it was established, to that day; None if neither is known.
        activities: number of activities in the period.
        attendance: members present in them, added up.
        proven: activities with an evidence file.
        confirmed: activities confirmed by the other office.
        met: due periods with at least one activity.
        due: periods in which it should have met; 0 where it meets as needed, or nobody said how often.
        proven_lately: whether an activity of the last `IDLE_DAYS` days has an evidence file.
    """

    key: str
    uid: UUID
    name: str
    type: str
    field_code: str
    field: str
    lead: str
    lead_body: str
    where: str
    status: str
    frequency: str | None
    members: int
    teams: int
    last: date | None
    idle: int | None
    activities: int
    attendance: int
    proven: int
    confirmed: int
    met: int
    due: int
    proven_lately: bool

    @property
    def is_idle(self) -> bool:
        """Whether it should be active and did nothing for `IDLE_DAYS` days; a new group has as many to begin."""
        return self.status == GroupStatus.ACTIVE and self.idle is not None and self.idle >= IDLE_DAYS

    @property
    def is_unheard(self) -> bool:
        """Whether it should be active and has no activity at all, however new it is."""
        return self.status == GroupStatus.ACTIVE and self.last is None

    @property
    def is_silent(self) -> bool:
        """Whether it should be active and there is no activity of the last `IDLE_DAYS` days."""
        return self.is_idle or self.is_unheard


@dataclass(frozen=True, slots=True)
class Lately:
    """Living active points with evidence of the last days; for orientation only ("tham khảo")."""

    proven: int
    points: int


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs of life today, for orientation only ("tham khảo").

    Attributes:
        groups: living points and clubs.
        active: those of them that do not rest.
        lately: as the board counts it.
        unheard: active ones without any activity so far, new ones among them.
        stopped: active ones that did something once, and nothing for `IDLE_DAYS` days.
    """

    groups: int
    active: int
    lately: Lately
    unheard: int
    stopped: int


def signs(office: Office) -> Signs:
    """What the board would say today of all of them together, without reading each one's parts."""
    today = office.today()
    since = today - timedelta(days=IDLE_DAYS)
    with office.store.reading() as connection:
        lines = [line.record for key in KEYS for line in rows.all_live(connection, REGISTERS[key])]
        living = [group for group in lines if isinstance(group, Group) and group.status not in ENDED]
        active = [group for group in living if group.status == GroupStatus.ACTIVE]
        ends = activity_counts.last_days(connection, today)
        proven = {count.group for count in activity_counts.by_month(connection, since, today) if count.proven}
    unheard = sum(group.uid not in ends for group in active)
    stopped = sum(group.uid in ends and ends[group.uid] <= since for group in active)
    points = [group for group in active if isinstance(group, ModelPoint)]
    proven_points = Lately(sum(group.uid in proven for group in points), len(points))
    return Signs(len(living), len(active), proven_points, unheard, stopped)


def board(office: Office, period: Period) -> list[GroupLine]:
    """Groups with what they did in a period, points first, each in list order.

    While the period runs those that live today, of a past one all that existed on a day of it.
    """
    with office.store.reading() as connection:
        return shown(office, connection, known_groups(office, connection, period.cut_off(office.today())), period)


def shown(office: Office, connection: Reading, known: Sequence[KnownGroup], period: Period) -> list[GroupLine]:
    """As `board`, from groups that were read already."""
    today = office.today()
    first, last = period.start, period.cut_off(today)
    past = last < today
    wanted = [each for each in known if (each.lived_in(first, last) if past else each.lives_on(last))]
    return lines_of(office, connection, wanted, period)


def lines_of(office: Office, connection: Reading, known: Sequence[KnownGroup], period: Period) -> list[GroupLine]:
    """The lines of groups that were read already, in their order."""
    first, last = period.start, period.cut_off(office.today())
    called = names(office, connection)
    months: dict[UUID, list[MonthCount]] = {}
    for count in activity_counts.by_month(connection, first, last):
        months.setdefault(count.group, []).append(count)
    days = activity_counts.days(connection, first, last)
    ends = activity_counts.last_days(connection, last)
    recent = activity_counts.by_month(connection, last - timedelta(days=IDLE_DAYS), last)
    lately = {count.group for count in recent if count.proven}
    found = []
    for each in known:
        group, counts = each.group, months.get(each.group.uid, [])
        due = due_of(each, first, last)
        named = called.type_of(group)
        found.append(
            GroupLine(
                each.key,
                group.uid,
                group.name,
                "" if named is None else named.name,
                called.field_code(group),
                called.field(group),
                called.lead(group),
                called.lead_body(group),
                called.where(group),
                each.state_on(last),
                group.frequency,
                each.members,
                each.teams_on(last),
                ends.get(group.uid),
                _idle(each, ends.get(group.uid), last),
                sum(count.activities for count in counts),
                sum(count.attendance for count in counts),
                sum(count.proven for count in counts),
                sum(count.confirmed for count in counts),
                met_of(due, days.get(group.uid, [])),
                len(due),
                group.uid in lately,
            )
        )
    return found


def due_of(known: KnownGroup, first: date, last: date) -> list[tuple[date, date]]:
    """Periods between two days in which a group should have met: those in which it existed and did not rest."""
    return [each for part in _working(known, first, last) for each in due_periods(known.group.frequency, *part)]


def _working(known: KnownGroup, first: date, last: date) -> list[tuple[date, date]]:
    """The parts of a time in which a group existed and did not rest, both days included."""
    parts = [part for life in known.lives if (part := life.within(first, last)) is not None]
    for status in known.past:
        if status.status == GroupStatus.DORMANT:
            begin, end = status.from_on or first, status.to_on or last
            before = [(one, min(other, begin - A_DAY)) for one, other in parts]
            after = [(max(one, end + A_DAY), other) for one, other in parts]
            parts = [part for part in (*before, *after) if part[0] <= part[1]]
    return parts


def due_words(line: GroupLine) -> str:
    """How many of the due periods were met: "3/10"; where none is due, why."""
    return f"{line.met}/{line.due}" if line.due else none_due(line.frequency)


def none_due(frequency: str | None) -> str:
    """Why no period is due of a group that meets so often: nobody said it, as needed, or none has passed yet."""
    if frequency is None:
        return NO_RHYTHM
    return "theo vụ việc" if frequency == Frequency.ON_DEMAND else "chưa đến kỳ"


def silent_words(unheard: int, stopped: int) -> str:
    """How many have no activity at all, apart from those that stopped."""
    never = f"{show_count(unheard)} nơi chưa có hoạt động nào"
    return f"{never} · {show_count(stopped)} nơi ngừng quá {IDLE_DAYS} ngày"


def met_of(due: Sequence[tuple[date, date]], days: Sequence[date]) -> int:
    """How many of the periods have a day in them."""
    return sum(any(begin <= day <= end for day in days) for begin, end in due)


def _idle(known: KnownGroup, last: date | None, day: date) -> int | None:
    since = last or _begun(known.lives, day)
    return None if since is None else (day - since).days


def _begun(lives: Sequence[Life], day: date) -> date | None:
    return next((life.begin for life in reversed(lives) if life.holds(day)), None)


def lately(lines: Sequence[GroupLine]) -> Lately:
    """Count the model points that should be active, and those with evidence of the last days."""
    active = [line for line in lines if line.key != CLUB and line.status == GroupStatus.ACTIVE]
    return Lately(sum(line.proven_lately for line in active), len(active))
