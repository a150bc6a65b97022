"""Which household a row means: one that is stored, or one that another row of the file brings.

Same area and name with equal address, or one address empty and a single candidate: the same household. Several
candidates and no address: a person decides. Same name under another address, or in another area under the same one: a
new household, listed as a possible duplicate, and rows of one name say of each other. Names are compared with their
marks (Dung is not Dũng), areas and addresses without.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, islice
from uuid import UUID

from antq_desktop.domain.choices import SignerKind
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.household import Household
from antq_desktop.domain.registers.pledge import Pledge
from antq_desktop.domain.text import fold, tone_key
from antq_desktop.services.imports.import_edits import (
    LABELS,
    complete,
    differences,
    edit_words,
    edits_of,
    facts,
    sentence,
)
from antq_desktop.services.imports.import_known import KnownAreas, known_areas, known_organizations
from antq_desktop.services.imports.import_past import Was, were
from antq_desktop.services.imports.import_plan import NEW_WORDS, SKIP_WORDS, HouseholdRow, Outcome, PossibleDuplicate
from antq_desktop.services.office import Office
from antq_desktop.storage import rows

AreaKey = UUID | str
ELSEWHERE = "Hộ mới, nhưng cùng tên, cùng địa chỉ ở"
NAMED = 3
MOST_ALIKE = 20
"""Households told of each row of their name: of a column that says the same everywhere, all would be millions."""


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
        self._joined: list[tuple[HouseholdRow, Known]] = []
        self._shared: dict[tuple[AreaKey, str], None] = {}
        for (_, name), found in known.households.items():
            self._named.setdefault(name, []).extend(found)

    def place_all(self, found: Iterable[tuple[HouseholdRow, AreaKey]], uids: Iterable[UUID]) -> Iterator[int]:
        """Set the outcomes of rows in areas, whatever their order: of those without address last.

        Args:
            found: rows and their areas.
            uids: taken for new households.

        Yields:
            How many are placed before each.
        """
        rows_in_areas = sorted(found, key=lambda one: not one[0].address)
        for row, area in rows_in_areas:
            key = _key(row, area)
            if row.address and (row.answer or key in self._known.households or key in self._known.past):
                self._places.setdefault(key, set()).add(row.place)  # no other address is lost among candidates
        for number, ((row, area), uid) in enumerate(zip(rows_in_areas, uids, strict=False)):
            yield number
            self._place(row, area, uid)
        for row, known in self._joined:
            if known.stored is not None:  # rows are written in another order: each with what all of them add
                row.changes = {**row.changes, "organizations": known.stored.organizations}
        for key in self._shared:
            _name_each_other(self._known.households[key])

    def _place(self, row: HouseholdRow, area: AreaKey, uid: UUID) -> None:
        """Set a row's outcome; `uid` is taken for a new household."""
        key = _key(row, area)
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
        meant = [known for known in candidates if known.stored is not None] or candidates
        if chosen is None and meant:
            if len(meant) == 1 and _clear(place, meant[0], places):
                chosen = meant[0]
            elif not place:
                row.question = "Có nhiều hộ cùng tên trong khu dân cư mà dòng này không có địa chỉ."
                return None, True
        row.question = "" if chosen is None else self._contradiction(row, chosen)
        return chosen, bool(row.question)

    def _contradiction(self, row: HouseholdRow, known: Known) -> str:
        """What this row and another one of the same file say differently about one household."""
        said = self._said_of(known)
        for key, (value, _) in facts(row).items():
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
            row.doubtful = True
        if candidates or where:
            others = tuple(known.uid for known in islice(chain(candidates, elsewhere), MOST_ALIKE))
            self.duplicates.append(PossibleDuplicate(row.sheet, row.row_no, row.head_name, others, where))
        if candidates:
            self._shared[_key(row, area)] = None
        candidates.append(Known(uid, row.address or "", row.place, None, row))

    def _elsewhere(self, row: HouseholdRow, area: AreaKey) -> list[Known]:
        """Stored households of other areas with the name and the address of a row."""
        place = row.place
        alike = self._named.get(tone_key(row.head_name), ()) if place else ()
        return [known for known in alike if known.place == place and known.stored and known.stored.area != area]

    def _said_of(self, known: Known) -> dict[str, tuple[object, int]]:
        """What rows said of a household, and which row; the row that brings it counts from the second one on."""
        if known.uid not in self._said:
            self._said[known.uid] = {} if known.row is None else facts(known.row)
        return self._said[known.uid]

    def _same(self, row: HouseholdRow, known: Known) -> None:
        row.household = known.uid
        self._said[known.uid] = facts(row) | self._said_of(known)
        if known.row is not None:
            complete(known.row, row, pledges=self._pledges)
            known.address, known.place = known.row.address or "", known.row.place
            row.outcome = Outcome.ALREADY
            row.edits = f"Cùng một hộ với dòng {_number(known.row, row)}."
            return
        edits: list[str] = []
        if self._pledges and row.signed_on is not None:
            edits += self._pledge(row, known.uid)
        if known.stored is not None:
            row.changes = differences(row, known.stored)
            edits += edits_of(row, known.stored)
            known.stored = replace(known.stored, **row.changes)
            if "organizations" in row.changes:
                self._joined.append((row, known))
            if "address" in row.changes:
                known.address, known.place = row.address or "", row.place
        row.edits = sentence(edits)
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
            edits.append(edit_words("ngày ký", show_date(pledge.signed_on), show_date(row.signed_on)))
        if row.by_member and not pledge.by_member:
            edits.append("sửa người ký: thành viên ký thay")
        if pledge.signed_on != row.signed_on or (row.by_member and not pledge.by_member):
            row.pledge = pledge.uid
            self._known.pledges[household] = replace(
                pledge, signed_on=row.signed_on, by_member=row.by_member or pledge.by_member
            )
        return edits


def _key(row: HouseholdRow, area: AreaKey) -> tuple[AreaKey, str]:
    return (area, tone_key(row.head_name))


def _clear(place: str, only: Known, places: set[str]) -> bool:
    """Whether one of two addresses is empty and the file knows no third one, so that order does not matter."""
    if place:
        return not only.address and places == {place}
    return places <= {only.place}


def _name_each_other(known: list[Known]) -> None:
    """Say of new households of one name which rows bring the others, and whether one was there before."""
    brought = [one.row for one in known if one.row is not None]
    there, more = len(known) - len(brought), len(brought) - 1 - NAMED
    places = Counter(one.place for one in known)
    for row in brought:
        away = "" if places[row.place] > 1 else ", khác địa chỉ"
        numbers = ", ".join(_number(other, row) for other in islice((one for one in brought if one is not row), NAMED))
        if numbers:
            row.warnings += (f"Cùng tên với dòng {numbers}{f' và {more} dòng khác' if more > 0 else ''}{away}.",)
        if there:
            row.warnings += (f"Cùng tên với {'một' if there == 1 else there} hộ đã có{away}.",)
        row.doubtful = True


def _number(other: HouseholdRow, row: HouseholdRow) -> str:
    """How a row calls another one, by its sheet too if that is another."""
    return str(other.row_no) if other.sheet == row.sheet else f"{other.row_no} (bảng “{other.sheet}”)"
