"""Which stored household a row means.

Same area and name with equal address, or one address empty and a single candidate: the same household. Several
candidates and no address: a person decides. Same name under another address: a new household, listed as a possible
duplicate. Names are compared with their marks (Dung is not Dũng), areas and addresses without.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.household import Household
from antq_desktop.domain.registers.member_organization import MemberOrganization
from antq_desktop.domain.registers.pledge import Pledge
from antq_desktop.domain.text import fold, tone_key
from antq_desktop.services.import_plan import Outcome, PlannedRow, PossibleDuplicate
from antq_desktop.services.import_reading import kept_note
from antq_desktop.services.office import Office
from antq_desktop.storage import naming, rows

AreaKey = UUID | str
NEW_WORDS = frozenset({"moi", "ho moi", "them", "them moi"})
SKIP_WORDS = frozenset({"bo qua", "da co", "da co bo qua", "khong"})


@dataclass(slots=True)
class Known:
    """A household a row may mean; `stored` is None for one that this file brings."""

    uid: UUID
    address: str
    stored: Household | None
    row: PlannedRow | None = None


@dataclass(slots=True)
class Registered:
    """What is stored, ready to be compared with.

    Attributes:
        areas: uids by comparison key.
        households: by (area, name with marks).
        pledges: valid pledges of the campaign by household.
        organizations: (code, uid) by folded name.
        campaign_year: year of the campaign.
    """

    areas: dict[str, list[UUID]] = field(default_factory=dict)
    households: dict[tuple[AreaKey, str], list[Known]] = field(default_factory=dict)
    pledges: dict[UUID, tuple[UUID, date | None]] = field(default_factory=dict)
    organizations: dict[str, tuple[str, UUID]] = field(default_factory=dict)


def registered(office: Office, year: int) -> Registered:
    """Read everything an import compares with, in one snapshot."""
    found = Registered()
    with office.store.reading() as connection:
        for line in rows.all_live(connection, REGISTERS["residential_area"]):
            name = getattr(line.record, "name", "")
            found.areas.setdefault(naming.area_key(name), []).append(line.record.uid)
        for line in rows.all_live(connection, REGISTERS["member_organization"]):
            for name, entry in _organization_names(line.record):
                found.organizations.setdefault(fold(name), entry)
        for line in rows.all_live(connection, REGISTERS["household"]):
            record = line.record
            if isinstance(record, Household):
                key = (record.area, tone_key(record.head_name))
                known = Known(record.uid, fold(record.address or ""), record)
                found.households.setdefault(key, []).append(known)
        for line in rows.all_live(connection, REGISTERS["pledge"]):
            pledge = line.record
            if isinstance(pledge, Pledge) and pledge.year == year and pledge.voided_on is None:
                found.pledges.setdefault(pledge.household, (pledge.uid, pledge.signed_on))
    return found


def _organization_names(record: object) -> Iterator[tuple[str, tuple[str, UUID]]]:
    if isinstance(record, MemberOrganization):
        entry = (record.code, record.uid)
        for name in (record.code, record.name, record.short_name, *(record.aliases or "").split("|")):
            if name.strip():
                yield name, entry


class Matcher:
    """Decides row by row; later rows see what earlier ones bring."""

    def __init__(self, known: Registered, *, pledges: bool):
        self.duplicates: list[PossibleDuplicate] = []
        self._known = known
        self._pledges = pledges
        self._seen: dict[UUID, PlannedRow] = {}

    def place(self, row: PlannedRow, area: AreaKey, uid: UUID) -> None:
        """Set a row's outcome; `uid` is taken for a new household."""
        key = (area, tone_key(row.head_name))
        candidates = self._known.households.setdefault(key, [])
        chosen, undecided = self._choose(row, candidates)
        if undecided:
            row.outcome = Outcome.DECISION
            row.candidates = tuple((known.uid, known.address) for known in candidates)
            return
        if chosen is None:
            if row.outcome is Outcome.ALREADY:
                return
            self._new(row, uid, candidates)
        else:
            self._same(row, chosen)

    def _choose(self, row: PlannedRow, candidates: list[Known]) -> tuple[Known | None, bool]:
        if row.decision:
            return self._decided(row, candidates)
        address = fold(row.address or "")
        equal = [known for known in candidates if known.address == address]
        if len(equal) == 1:
            repeated = self._seen.get(equal[0].uid)
            if repeated is not None and _contradicts(row, repeated):
                return None, True
            return equal[0], False
        if len(equal) > 1:
            return None, True
        stored = [known for known in candidates if known.stored is not None]
        if len(stored) == 1 and (not address or not stored[0].address) and stored[0].uid not in self._seen:
            return stored[0], False
        return None, bool(not address and len(stored) > 1)

    def _decided(self, row: PlannedRow, candidates: list[Known]) -> tuple[Known | None, bool]:
        said = fold(row.decision)
        if said in NEW_WORDS:
            return None, False
        if said in SKIP_WORDS:
            row.outcome = Outcome.ALREADY
            return None, False
        if said.isdecimal() and 1 <= int(said) <= len(candidates):
            return candidates[int(said) - 1], False
        return None, True

    def _new(self, row: PlannedRow, uid: UUID, candidates: list[Known]) -> None:
        row.household, row.new_household = uid, True
        row.new_pledge = self._pledges and row.signed_on is not None
        row.outcome = Outcome.ACCEPTED
        if candidates:
            others = tuple(known.uid for known in candidates)
            self.duplicates.append(PossibleDuplicate(row.sheet, row.row_no, row.head_name, others))
        candidates.append(Known(uid, fold(row.address or ""), None, row))
        self._seen[uid] = row

    def _same(self, row: PlannedRow, known: Known) -> None:
        row.household = known.uid
        self._seen.setdefault(known.uid, row)
        if known.stored is not None:
            row.changes = _differences(row, known.stored)
        pledge = self._known.pledges.get(known.uid)
        fresh = self._seen[known.uid] is row
        if self._pledges and row.signed_on is not None and fresh:
            if pledge is None:
                row.new_pledge = True
            elif pledge[1] != row.signed_on:
                row.pledge = pledge[0]
        if row.new_pledge:
            row.outcome = Outcome.ACCEPTED
        else:
            row.outcome = Outcome.UPDATED if row.changes or row.pledge else Outcome.ALREADY


def _contradicts(row: PlannedRow, other: PlannedRow) -> bool:
    """Two rows of one file about what looks like one household, but saying different things."""
    pairs = ((row.size, other.size), (row.signed_on, other.signed_on), (row.list_code, other.list_code))
    return any(first is not None and second is not None and first != second for first, second in pairs)


def _differences(row: PlannedRow, stored: Household) -> dict[str, object]:
    """Values of the file that are not stored yet; an empty cell changes nothing."""
    found: dict[str, object] = {}
    for key in ("size", "list_code", "phone"):
        said = getattr(row, key)
        if said is not None and said != getattr(stored, key):
            found[key] = said
    if row.address and fold(row.address) != fold(stored.address or ""):
        found["address"] = row.address
    note = kept_note(row.note)
    if note is not None and note != stored.note:
        found["note"] = note
    added = set(row.organizations.values()) - stored.organizations
    if added:
        found["organizations"] = frozenset(stored.organizations | added)
    return found
