"""What the storage tests tell again and again: an officer, areas, households with their spells, pledges."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from antq_desktop.domain.fields import Record, values_of
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.headship import HEADSHIPS, Headship
from antq_desktop.domain.registers.household import HOUSEHOLDS, Household
from antq_desktop.domain.registers.member_organization import MEMBER_ORGANIZATIONS, MemberOrganization
from antq_desktop.domain.registers.membership import MEMBERSHIPS, Membership
from antq_desktop.domain.registers.pledge import PLEDGES, Pledge
from antq_desktop.domain.registers.pledge_campaign import PLEDGE_CAMPAIGNS, PledgeCampaign
from antq_desktop.domain.registers.pledge_template import PLEDGE_TEMPLATES, PledgeTemplate
from antq_desktop.domain.registers.residence import RESIDENCES, Residence
from antq_desktop.domain.registers.residential_area import RESIDENTIAL_AREAS, ResidentialArea
from antq_desktop.storage import backups, rows, state, undoing
from antq_desktop.storage.key_slots import KdfCost
from antq_desktop.storage.places import StorePaths
from antq_desktop.storage.recovery import RecoveryHalf
from antq_desktop.storage.store import Actor, Intent, Store
from antq_desktop.storage.writing import Writing

CHEAP = KdfCost(8, 1, 1)
LOGIN, PASSWORD = "binh", "mot-cau-de-nho"
OFFICER, DEVICE = UUID(int=0x0FF1CE), UUID(int=0xDE1CE)
START = datetime.fromisoformat("2026-05-20T08:00:00+07:00")
ACTOR = Actor(OFFICER, "police_officer")


@dataclass
class Clock:
    """Moves on by a second whenever it is read."""

    now: datetime = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass(frozen=True)
class Made:
    """A store as it was made: where, with which key, database uid and recovery halves."""

    paths: StorePaths
    key: bytes
    database: UUID
    halves: tuple[RecoveryHalf, RecoveryHalf]

    def copy(self, folder: Path) -> "Made":
        shutil.copytree(self.paths.folder, folder)
        return Made(StorePaths(folder / self.paths.database.name), self.key, self.database, self.halves)


@contextmanager
def operation(store: Store, title: str = "Việc", **more: object) -> Iterator[Writing]:
    """One operation of the officer."""
    with store.operation(Intent(title=title, actor=ACTOR, **more)) as (writing, _):  # type: ignore[arg-type]
        yield writing


def add(store: Store, *records: Record) -> UUID:
    """Add records in one operation; returns the uid of the first."""
    with operation(store) as writing:
        for record in records:
            writing.add(record, register_of(record))
    return records[0].uid


def register_of(record: Record):
    return next(register for register in REGISTERS.values() if type(record) is register.record)


def area(name: str = "Thôn Đông", uid: UUID | None = None) -> ResidentialArea:
    return ResidentialArea(uid=uid or uuid4(), name=name)


def household(name: str, where: UUID, since: date | None = None, **more: object) -> list[Record]:
    """A household with its first residence, headship and memberships."""
    uid = uuid4()
    head = Household(uid=uid, head_name=name, area=where, **more)  # type: ignore[arg-type]
    parts: list[Record] = [
        head,
        Residence(uid=uuid4(), household=uid, area=where, from_on=since),
        Headship(uid=uuid4(), household=uid, head_name=name, from_on=since),
    ]
    parts.extend(Membership(uid=uuid4(), household=uid, organization=each) for each in sorted(head.organizations))
    return parts


def campaign(year: int = 2026) -> list[Record]:
    """A template and its round, the round first."""
    template = PledgeTemplate(uid=uuid4(), code="CK", name="Mẫu", undertakings="Chấp hành")
    return [PledgeCampaign(uid=uuid4(), year=year, template=template.uid, name=f"Năm {year}"), template]


def organization(code: str, **more: object) -> MemberOrganization:
    return MemberOrganization(uid=uuid4(), code=code, name=f"Hội {code}", short_name=code, **more)  # type: ignore[arg-type]


def pledge(household_uid: UUID, campaign_uid: UUID, where: UUID, **more: object) -> Pledge:
    values = {"year": 2026, "signed_on": date(2026, 2, 1), **more}
    return Pledge(uid=uuid4(), household=household_uid, campaign=campaign_uid, area=where, **values)  # type: ignore[arg-type]


def hash_of(store: Store) -> str:
    with store.reading() as connection:
        return state.state_hash(connection)


def soundness(store: Store) -> state.Soundness:
    with store.reading() as connection:
        return state.check(connection)


def record(store: Store, one: Record) -> Record:
    """A record as it stands now, removed or not."""
    with store.reading() as connection:
        line = rows.get(connection, register_of(one), one.uid)
    assert line is not None
    return line.record


def everything(store: Store) -> dict[UUID, dict[str, object]]:
    """Values of every live line."""
    with store.reading() as connection:
        lines = [line for register in REGISTERS.values() for line in rows.all_live(connection, register)]
    return {line.record.uid: dict(values_of(line.record)) for line in lines}


def undo(store: Store, target: UUID | None = None) -> UUID:
    """Take back an operation, the last one unless named."""
    with store.reading() as connection:
        wanted = target or undoing.last_done(connection, OFFICER, DEVICE)
    assert wanted is not None
    with operation(store, "Hoàn tác", kind="undo", target=wanted) as writing:
        undoing.take_back(writing, wanted)
    return wanted


def redo(store: Store) -> UUID | None:
    """Do again what was taken back last, if there is anything."""
    with store.reading() as connection:
        wanted = undoing.last_undone(connection, OFFICER, DEVICE)
    if wanted is not None:
        with operation(store, "Làm lại", kind="redo", target=wanted) as writing:
            undoing.do_again(writing, wanted)
    return wanted


__all__ = [
    "HEADSHIPS",
    "HOUSEHOLDS",
    "MEMBERSHIPS",
    "MEMBER_ORGANIZATIONS",
    "PLEDGES",
    "PLEDGE_CAMPAIGNS",
    "PLEDGE_TEMPLATES",
    "RESIDENCES",
    "RESIDENTIAL_AREAS",
]


def put_back(paths: StorePaths, backup: Path, key: bytes, now: datetime = START) -> Path:
    """Restore a backup as the service does; returns where the earlier file is kept."""
    staged = backups.stage(paths, backup, key)
    try:
        return backups.exchange(paths, staged, key, now)
    finally:
        staged.unlink(missing_ok=True)
