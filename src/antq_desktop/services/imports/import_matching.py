"""Which stored household a row means.

Same area and name with equal address, or one address empty and a single candidate: the same household. Several
candidates and no address: a person decides. Same name under another address, or in another area under the same one: a
new household, listed as a possible duplicate. Names are compared with their marks (Dung is not Dũng), areas and
addresses without.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from antq_desktop.domain.choices import SignerKind
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.household import HOUSEHOLDS, Household
from antq_desktop.domain.registers.pledge import Pledge
from antq_desktop.domain.text import fold, tone_key
from antq_desktop.services.imports.import_known import KnownAreas, known_areas, known_organizations
from antq_desktop.services.imports.import_past import Was, were
from antq_desktop.services.imports.import_plan import NEW_WORDS, SKIP_WORDS, HouseholdRow, Outcome, PossibleDuplicate
from antq_desktop.services.office import Office
from antq_desktop.storage import rows

AreaKey = UUID | str
ELSEWHERE = "Hộ mới, nhưng cùng tên, cùng địa chỉ ở"
LABELS = {
    "size": "Số nhân khẩu",
    "list_code": "Mã hộ",
    "phone": "Điện thoại",
    "signed_on": "Ngày ký",
    "kept_note": "Ghi chú",
    "address": "Địa chỉ",
}


@dataclass(slots=True)
class Known:
    """A household a row may mean: stored, or brought by an earlier row of the file.

    Attributes:
        uid: of the household.
        address: as it is shown.
        place: the same for comparing.
        stored: as it will be stored when the rows so far are; None for one that this file brings.
        row: the row that brings it.
        was: how it was known once, if it is not known so any more.
    """

    uid: UUID
    address: str
    place: str
    stored: Household | None
    row: HouseholdRow | None = None
    was: Was | None = None


@dataclass(frozen=True, slots=True)
class KnownPledge:
    """What a row is compared with of a pledge.

    Attributes:
        uid: of the pledge; None while only this file brings it.
        signed_on: its date.
        by_member: whether a member of the household signed for the head.
        row: the row of this file that brings it.
    """

    uid: UUID | None
    signed_on: date | None
    by_member: bool
    row: HouseholdRow | None = None


@dataclass(slots=True)
class Registered:
    """What is stored, ready to be compared with.

    Attributes:
        areas: the residential areas.
        households: by (area, name with marks).
        past: by what they were once, those that have left, moved or changed their head since.
        pledges: valid pledge of the year by household.
        organizations: (code, uid) by folded name.
    """

    areas: KnownAreas = field(default_factory=KnownAreas)
    households: dict[tuple[AreaKey, str], list[Known]] = field(default_factory=dict)
    past: dict[tuple[AreaKey, str], list[Known]] = field(default_factory=dict)
    pledges: dict[UUID, KnownPledge] = field(default_factory=dict)
    organizations: dict[str, tuple[str, UUID]] = field(default_factory=dict)


def registered(office: Office, year: int) -> Registered:
    """Read everything an import compares with, in one snapshot."""
    found = Registered()
    with office.store.reading() as connection:
        found.areas = known_areas(connection, year, office.today())
        found.organizations = known_organizations(connection)
        households = {line.record.uid: line.record for line in rows.all_live(connection, REGISTERS["household"])}
        for line in rows.all_live(connection, REGISTERS["pledge"]):
            pledge = line.record
            if isinstance(pledge, Pledge) and pledge.year == year and pledge.voided_on is None:
                by_member = pledge.signer_kind == SignerKind.MEMBER
                found.pledges.setdefault(pledge.household, KnownPledge(pledge.uid, pledge.signed_on, by_member))
    _enter_households(office, found, {uid: item for uid, item in households.items() if isinstance(item, Household)})
    return found


def _enter_households(office: Office, found: Registered, households: Mapping[UUID, Household]) -> None:
    for record in households.values():
        if record.residing:
            key = (record.area, tone_key(record.head_name))
            known = Known(record.uid, record.address or "", fold(record.address or ""), record)
            found.households.setdefault(key, []).append(known)
    for was in were(office, households):
        record = households[was.uid]
        known = Known(was.uid, record.address or "", fold(record.address or ""), None, was=was)
        found.past.setdefault((was.area, tone_key(was.head_name)), []).append(known)


class Matcher:
    """Decides row by row; later rows see what earlier ones bring.

    Args:
        known: what is stored.
        pledges: whether the rows bring pledges.
        again: whether the same file is imported already, so that "hộ mới" means the household it made then.
    """

    def __init__(self, known: Registered, *, pledges: bool, again: bool = False):
        self.duplicates: list[PossibleDuplicate] = []
        self._again = again
        self._places: dict[tuple[AreaKey, str], set[str]] = {}
        self._known = known
        self._pledges = pledges
        self._said: dict[UUID, dict[str, tuple[object, int]]] = {}
        self._named: dict[str, list[Known]] = {}
        for (_, name), found in known.households.items():
            self._named.setdefault(name, []).extend(found)

    def expect(self, row: HouseholdRow, area: AreaKey) -> None:
        """Tell of a row before any is placed: the addresses of a whole file show which stored household is clear."""
        key = (area, tone_key(row.head_name))
        if row.address and key in self._known.households:
            self._places.setdefault(key, set()).add(row.place)

    def place(self, row: HouseholdRow, area: AreaKey, uid: UUID) -> None:
        """Set a row's outcome; `uid` is taken for a new household."""
        key = (area, tone_key(row.head_name))
        candidates = self._known.households.setdefault(key, [])
        past = self._known.past.get(key, [])
        chosen, undecided = self._choose(row, [*candidates, *past], self._places.get(key, set()))
        if undecided:
            row.outcome = Outcome.DECISION
            row.candidates = tuple((known.uid, known.address) for known in (*candidates, *past))
        elif chosen is not None:
            self._same(row, chosen)
        elif row.outcome is not Outcome.ALREADY:
            self._new(row, uid, area, candidates)

    def _choose(self, row: HouseholdRow, known: list[Known], places: set[str]) -> tuple[Known | None, bool]:
        if row.answer:
            return self._decided(row, known)
        candidates = [one for one in known if one.was is None]
        chosen, undecided = self._choose_present(row, candidates, places)
        if chosen is None and not undecided and len(candidates) < len(known):
            return self._choose_past(row, [one for one in known if one.was is not None])
        return chosen, undecided

    def _choose_past(self, row: HouseholdRow, past: list[Known]) -> tuple[Known | None, bool]:
        """Take the household that was called so when the row was signed, or when the same file was imported before."""
        meant = {one.uid: one for one in past if one.was and (self._again or one.was.held(row.signed_on))}
        if len(meant) == 1:
            return next(iter(meant.values())), False
        why = past[-1].was.why if past[-1].was else ""
        row.question = f"Hộ cùng tên {why}."
        return None, True

    def _choose_present(
        self, row: HouseholdRow, candidates: list[Known], places: set[str]
    ) -> tuple[Known | None, bool]:
        place = row.place
        equal = [known for known in candidates if known.place == place]
        if len(equal) > 1:
            row.question = f"Có {len(equal)} hộ cùng tên, cùng địa chỉ trong khu dân cư."
            return None, True
        chosen = equal[0] if equal else None
        stored = [known for known in candidates if known.stored is not None]
        if chosen is None and stored:
            if len(stored) == 1 and _clear(place, stored[0], places):
                chosen = stored[0]
            elif not place:
                row.question = "Có nhiều hộ cùng tên trong khu dân cư mà dòng này không có địa chỉ."
                return None, True
        row.question = "" if chosen is None else self._contradiction(row, chosen)
        return chosen, bool(row.question)

    def _contradiction(self, row: HouseholdRow, known: Known) -> str:
        """What this row and an earlier one of the same file say differently about one household."""
        said = self._said_of(known)
        for key, (value, _) in _facts(row).items():
            other, row_no = said.get(key, (value, 0))
            if other != value:
                return f"Dòng này và dòng {row_no} cùng chỉ một hộ nhưng ghi khác nhau ở ô “{LABELS[key]}”."
        return ""

    def _decided(self, row: HouseholdRow, candidates: list[Known]) -> tuple[Known | None, bool]:
        said = fold(row.answer)
        if said in NEW_WORDS:
            made = [known for known in candidates if self._again and known.place == row.place]
            return (made[-1] if made else None), False
        if said in SKIP_WORDS:
            row.outcome = Outcome.ALREADY
            return None, False
        if said.isdecimal() and 1 <= int(said) <= len(candidates):
            return candidates[int(said) - 1], False
        row.question = f"Không hiểu quyết định “{row.answer[:40]}”."
        return None, True

    def _new(self, row: HouseholdRow, uid: UUID, area: AreaKey, candidates: list[Known]) -> None:
        row.household, row.new_household = uid, True
        row.new_pledge = self._pledges and row.signed_on is not None
        row.outcome = Outcome.ACCEPTED
        elsewhere = self._elsewhere(row, area)
        where = tuple(self._known.areas.names[known.stored.area] for known in elsewhere if known.stored is not None)
        if where:
            row.warnings = (*row.warnings, f"{ELSEWHERE} {', '.join(where)}.")
        if candidates or where:
            others = tuple(known.uid for known in (*candidates, *elsewhere))
            self.duplicates.append(PossibleDuplicate(row.sheet, row.row_no, row.head_name, others, where))
        candidates.append(Known(uid, row.address or "", row.place, None, row))

    def _elsewhere(self, row: HouseholdRow, area: AreaKey) -> list[Known]:
        """Stored households of other areas with the name and the address of a row."""
        place = row.place
        alike = self._named.get(tone_key(row.head_name), ()) if place else ()
        return [known for known in alike if known.place == place and known.stored and known.stored.area != area]

    def _said_of(self, known: Known) -> dict[str, tuple[object, int]]:
        """What rows said of a household, and which row; the row that brings it counts from the second one on."""
        if known.uid not in self._said:
            self._said[known.uid] = {} if known.row is None else _facts(known.row)
        return self._said[known.uid]

    def _same(self, row: HouseholdRow, known: Known) -> None:
        row.household = known.uid
        self._said[known.uid] = _facts(row) | self._said_of(known)
        if known.row is not None:
            _complete(known.row, row, pledges=self._pledges)
            known.address, known.place = known.row.address or "", known.row.place
            row.outcome = Outcome.ALREADY
            return
        edits: list[str] = []
        if self._pledges and row.signed_on is not None:
            edits += self._pledge(row, known.uid)
        if known.stored is not None:
            row.changes = _differences(row, known.stored)
            edits += _edits(row, known.stored)
            known.stored = replace(known.stored, **row.changes)
            if "address" in row.changes:
                known.address, known.place = row.address or "", row.place
        row.edits = _told(edits)
        if row.new_pledge:
            row.outcome = Outcome.ACCEPTED
        else:
            row.outcome = Outcome.UPDATED if row.changes or row.pledge else Outcome.ALREADY

    def _pledge(self, row: HouseholdRow, household: UUID) -> list[str]:
        """Bring a pledge or change the one that is there; what is known of it and what changes, in words."""
        pledge = self._known.pledges.get(household)
        if pledge is None:
            row.new_pledge = True
            self._known.pledges[household] = KnownPledge(None, row.signed_on, row.by_member, row)
            return []
        if pledge.row is not None:
            pledge.row.by_member = pledge.row.by_member or row.by_member
            return []
        if row.day_given:
            row.signed_on = pledge.signed_on
        edits = [f"đã ký {show_date(pledge.signed_on)}" if pledge.signed_on else "đã đăng ký, không ghi ngày"]
        if pledge.signed_on != row.signed_on:
            edits.append(_edit("ngày ký", show_date(pledge.signed_on), show_date(row.signed_on)))
        if row.by_member and not pledge.by_member:
            edits.append("sửa người ký: thành viên ký thay")
        if pledge.signed_on != row.signed_on or (row.by_member and not pledge.by_member):
            row.pledge = pledge.uid
            self._known.pledges[household] = replace(
                pledge, signed_on=row.signed_on, by_member=row.by_member or pledge.by_member
            )
        return edits


def _clear(place: str, only: Known, places: set[str]) -> bool:
    """Whether one of two addresses is empty and the file knows no third one, so that order does not matter."""
    if place:
        return not only.address and places == {place}
    return places <= {only.place}


def _facts(row: HouseholdRow) -> dict[str, tuple[object, int]]:
    """What a row says that a household can have only one of, with the row's number."""
    said = {key: getattr(row, key) for key in ("size", "list_code", "phone", "signed_on", "kept_note")}
    said["address"] = row.place or None
    return {key: (value, row.row_no) for key, value in said.items() if value is not None}


def _complete(first: HouseholdRow, row: HouseholdRow, *, pledges: bool) -> None:
    """Add what a later row says about a household that an earlier one brings."""
    first.organizations = {**first.organizations, **row.organizations}
    for key in ("size", "list_code", "phone", "address", "kept_note", "signed_on"):
        if getattr(first, key) is None:
            setattr(first, key, getattr(row, key))
    first.by_member = first.by_member or row.by_member
    first.new_pledge = pledges and first.signed_on is not None


def _told(edits: Sequence[str]) -> str:
    """What is known and what changes, as one sentence."""
    words = "; ".join(edits)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _edit(thing: str, before: object, after: object) -> str:
    return f"sửa {thing} {before} → {after}" if before else f"ghi {thing} {after}"


def _edits(row: HouseholdRow, stored: Household) -> list[str]:
    """What a row changes of a stored household, in words; what never leaves the register is named, not shown."""
    found = []
    for key, value in row.changes.items():
        thing = HOUSEHOLDS.fields[key].label.lower()
        if key == "organizations":
            added = (code for code, uid in row.organizations.items() if uid not in stored.organizations)
            found.append(f"thêm {', '.join(added)}")
        elif HOUSEHOLDS.fields[key].never_leaves:
            found.append(f"sửa {thing}")
        else:
            found.append(_edit(thing, getattr(stored, key), value))
    return found


def _differences(row: HouseholdRow, stored: Household) -> dict[str, Any]:
    """Values of the file that are not stored yet; an empty cell changes nothing."""
    found: dict[str, Any] = {}
    for key in ("size", "list_code", "phone"):
        said = getattr(row, key)
        if said is not None and said != getattr(stored, key):
            found[key] = said
    if row.place and row.place != fold(stored.address or ""):
        found["address"] = row.address
    if row.kept_note is not None and row.kept_note != stored.note:
        found["note"] = row.kept_note
    added = set(row.organizations.values()) - stored.organizations
    if added:
        found["organizations"] = frozenset(stored.organizations | added)
    return found
