"""Pledges as they come in: one after the other from signed papers, or a whole meeting at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.choices import PledgeForm, SignerKind
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.decode import check
from antq_desktop.domain.errors import RejectedRecord, UsageError
from antq_desktop.domain.fields import Problem
from antq_desktop.domain.ids import new_uid
from antq_desktop.domain.indicators import add_up
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.periods import calendar_year
from antq_desktop.domain.registers.household import HOUSEHOLDS, Household
from antq_desktop.domain.registers.pledge import PLEDGES, Pledge
from antq_desktop.domain.registers.pledge_campaign import PledgeCampaign
from antq_desktop.domain.registers.residence import RESIDENCES
from antq_desktop.domain.text import fold, initials
from antq_desktop.services import doubles, linking, spells
from antq_desktop.services.meaning import heading, texts_of
from antq_desktop.services.office import Office
from antq_desktop.services.records import add_with_parts, decoded, get
from antq_desktop.storage import counts, lists, rows
from antq_desktop.storage.writing import Writing

CANDIDATES = 8
LOOKED_AT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """What stays the same from one paper to the next.

    Attributes:
        campaign: the round the pledges belong to.
        signed_on: day on the papers.
        area: residential area the papers come from, or None while it is mixed.
        organization: member organisation whose list it is; new households are entered as its members.
        form: signed at home, at a meeting, or registered.
    """

    campaign: UUID
    signed_on: date
    area: UUID | None = None
    organization: UUID | None = None
    form: str = PledgeForm.SIGNED


@dataclass(frozen=True, slots=True)
class Candidate:
    """A household a paper may be about.

    Attributes:
        uid: of the household.
        head_name: of its head.
        area: name of its residential area.
        area_uid: that area.
        address: address line, or empty.
        organizations: short names of its organisations in words.
        pledge: its valid pledge in the sitting's round, if there is one.
        signed_on: day of that pledge.
    """

    uid: UUID
    head_name: str
    area: str
    address: str
    organizations: str
    area_uid: UUID
    pledge: UUID | None = None
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """What entering one paper did.

    Attributes:
        changes: to announce; empty when the pledge was there already.
        household: whose pledge it is.
        pledge: the pledge.
        already: the pledge was there, nothing was written.
        warnings: sentences that did not prevent saving.
    """

    changes: ChangeSet
    household: UUID
    pledge: UUID
    already: bool = False
    warnings: tuple[str, ...] = ()


def campaign(office: Office, uid: UUID) -> PledgeCampaign:
    """A round of pledges.

    Raises:
        RecordGone: it is not there any more.
    """
    record = get(office, "pledge_campaign", uid).record
    assert isinstance(record, PledgeCampaign)  # noqa: S101 - what the register holds
    return record


def candidates(office: Office, sitting: Sitting, text: str, limit: int = CANDIDATES) -> list[Candidate]:
    """Households living here that a typed text may mean: initials, marks left out, a part of the address.

    Those of the sitting's area come first, then those of the others; of each, those whose initials are just what was
    typed, then those that have not pledged yet.
    """
    if not text.strip():
        return []
    wanted: dict[str, tuple[UUID | str | int | None, ...]] = {"residing": (1,)}
    with office.store.reading() as connection:
        found: list[Household] = []
        for areas in ({"area": (sitting.area,)} if sitting.area else {}, {}):
            equal = {**wanted, **areas}
            for query in (lists.Query(equal=equal, initials=text), lists.Query(text, equal)):
                window = lists.Window(connection, HOUSEHOLDS, query)
                known = {household.uid for household in found}
                found += [h for h in _households(window.lines(connection, 0, LOOKED_AT)) if h.uid not in known]
            if len(found) >= limit or not areas:
                break
    candidates_found = described(office, sitting, found)
    letters = fold(text)

    def nearness(candidate: Candidate) -> tuple[bool, bool, bool]:
        goes_on = initials(candidate.head_name) != letters
        return candidate.area_uid != sitting.area, goes_on, candidate.pledge is not None

    return sorted(candidates_found, key=nearness)[:limit]


def _households(lines: list[rows.Line]) -> list[Household]:
    return [line.record for line in lines if isinstance(line.record, Household)]


def known(office: Office, sitting: Sitting, household: UUID) -> Candidate:
    """A household in words, with the pledge it has in the sitting's round.

    Raises:
        RecordGone: there is no such household any more.
    """
    record = get(office, HOUSEHOLDS.key, household).record
    assert isinstance(record, Household)  # noqa: S101 - what the register holds
    return described(office, sitting, [record])[0]


def described(office: Office, sitting: Sitting, households: list[Household]) -> list[Candidate]:
    """Households in words, with the pledge each has in the sitting's round."""
    pledges = _pledges(office, sitting.campaign, [household.uid for household in households])
    texts = texts_of(office, HOUSEHOLDS, households)
    places = {key: place for place, key in enumerate(HOUSEHOLDS.fields)}
    return [
        Candidate(
            household.uid,
            household.head_name,
            text[places["area"]],
            household.address or "",
            text[places["organizations"]],
            household.area,
            pledges[household.uid].uid if household.uid in pledges else None,
            pledges[household.uid].signed_on if household.uid in pledges else None,
        )
        for household, text in zip(households, texts, strict=True)
    ]


def _pledges(office: Office, round_: UUID, households: Collection[UUID]) -> dict[UUID, Pledge]:
    """Valid pledges of a round by household."""
    if not households:
        return {}
    query = lists.Query(equal={"campaign": (round_,), "household": tuple(households), "voided_on": (None,)})
    with office.store.reading() as connection:
        window = lists.Window(connection, PLEDGES, query)
        found = [line.record for line in window.lines(connection, 0, window.count)]
    return {record.household: record for record in found if isinstance(record, Pledge)}


def enter(
    office: Office, sitting: Sitting, household: UUID, signer: str = SignerKind.HEAD, paper_ref: str = ""
) -> Entered:
    """Register the pledge of a household that is known; one that has pledged already is left as it is.

    Raises:
        RejectedRecord: a rule does not hold; nothing was stored.
        RecordGone: the household or the round is not there any more.
    """
    office.require("edit")
    there = _pledges(office, sitting.campaign, [household]).get(household)
    if there is not None:
        return Entered(ChangeSet(None, "Đã có bản cam kết"), household, there.uid, already=True)
    record = get(office, "household", household).record
    assert isinstance(record, Household)  # noqa: S101 - what the register holds
    with office.store.operation(office.intent(f"Ký cam kết: {record.head_name}")) as (writing, outcome):
        area = _area_on(writing, record, sitting.signed_on)
        pledge, warnings = _pledge(office, sitting, record.uid, area, signer, paper_ref)
        writing.add(pledge, PLEDGES)
    return Entered(outcome.changes, household, pledge.uid, warnings=warnings)


def enter_new(
    office: Office,
    sitting: Sitting,
    values: Mapping[str, object],
    signer: str = SignerKind.HEAD,
    paper_ref: str = "",
) -> Entered:
    """Add a household that was not known together with its pledge, as one operation.

    Args:
        office: who enters it, where.
        sitting: what stays the same; its area and organisation hold unless `values` say otherwise.
        values: typed fields of the household.
        signer: who signed.
        paper_ref: where the paper is kept.

    Raises:
        RejectedRecord: a rule does not hold; nothing was stored.
    """
    office.require("edit")
    typed: dict[str, object] = dict(values)
    if sitting.area is not None:
        typed.setdefault("area", sitting.area)
    if sitting.organization is not None:
        typed.setdefault("organizations", frozenset({sitting.organization}))
    record, problems = decoded(office, HOUSEHOLDS, typed)
    if record is not None:
        with office.store.reading() as connection:
            problems += linking.to_removed(connection, HOUSEHOLDS, record)
    refused = [problem for problem in problems if not problem.warning]
    if refused or not isinstance(record, Household):
        raise RejectedRecord(refused)
    pledge, warnings = _pledge(office, sitting, record.uid, record.area, signer, paper_ref)
    said = tuple(problem.message for problem in problems) + warnings
    with office.store.operation(office.intent(f"Thêm hộ và ký cam kết: {record.head_name}")) as (writing, outcome):
        add_with_parts(writing, HOUSEHOLDS, record, office)
        writing.add(pledge, PLEDGES)
    return Entered(outcome.changes, record.uid, pledge.uid, warnings=said)


def look_alikes(office: Office, sitting: Sitting, head_name: str, area: UUID | None) -> list[Candidate]:
    """Households of an area whose head has this name, letter for letter or but for its marks; equal ones first."""
    return described(office, sitting, doubles.namesakes(office, head_name, area)[:CANDIDATES])


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an area, or the commune, is in a sitting's round.

    Attributes:
        where: name of the area or of the commune.
        signed: households living there today with a pledge.
        households: all of them.
    """

    where: str
    signed: int
    households: int


def progress(office: Office, sitting: Sitting) -> Progress:
    """Count the pledges of the sitting's area, or of the commune, as of today."""
    year = campaign(office, sitting.campaign).year
    with office.store.reading() as connection:
        pairs = counts.pledge_pairs(connection, year, calendar_year(year).cut_off(office.today()))
    mine = [pair for pair in pairs if pair.line == "all" and sitting.area in {None, pair.area}]
    where = office.unit_name if sitting.area is None else heading(office, "residential_area", sitting.area)
    return Progress(where, *add_up((pair.signed, pair.households) for pair in mine))


def at_meeting(office: Office, sitting: Sitting) -> list[Candidate]:
    """Households of the sitting's area on its day in list order, with the pledges they have in its round.

    Raises:
        UsageError: no area was chosen.
    """
    if sitting.area is None:
        raise UsageError("Chưa chọn khu dân cư của cuộc họp.", do="Chọn một khu dân cư.")
    year = campaign(office, sitting.campaign).year
    with office.store.reading() as connection:
        lines = counts.book_lines(connection, year, sitting.signed_on, (sitting.area,))
        known = rows.many(connection, HOUSEHOLDS, [line.household for line in lines])
    return described(office, sitting, _households([known[line.household] for line in lines]))


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a meeting's paper says.

    Attributes:
        present: households that signed.
        by_member: those of them for whom a member of the household signed.
        counted: signatures counted on the paper.
        paper_ref: book and page where the paper is kept.
    """

    present: frozenset[UUID]
    counted: int
    paper_ref: str = ""
    by_member: frozenset[UUID] = frozenset()


def keep_meeting(office: Office, sitting: Sitting, meeting: Meeting) -> ChangeSet:
    """Register everything a meeting brought as one operation; households that had pledged before are passed over.

    Raises:
        RejectedRecord: the signatures on the paper are not as many as the households marked present, or a rule does
            not hold; nothing was stored.
        UsageError: no area was chosen.
    """
    office.require("edit")
    if meeting.counted != len(meeting.present):
        raise RejectedRecord([Problem("counted", _mismatch(meeting), "mismatch")])
    households = {known.uid: known for known in at_meeting(office, sitting)}
    strangers = meeting.present - households.keys()
    if strangers:
        raise RejectedRecord(
            [Problem("present", f"{show_count(len(strangers))} hộ không ở khu dân cư này vào ngày họp.")]
        )
    new = [uid for uid in households if uid in meeting.present and households[uid].pledge is None]
    title = f"Cuộc họp ký cam kết {show_date(sitting.signed_on)}: {show_count(len(new))} hộ"
    with office.store.operation(office.intent(title)) as (writing, outcome):
        for uid in new:
            signer = SignerKind.MEMBER if uid in meeting.by_member else SignerKind.HEAD
            assert sitting.area is not None  # noqa: S101 - at_meeting refused otherwise
            pledge, _ = _pledge(office, sitting, uid, sitting.area, signer, meeting.paper_ref)
            writing.add(pledge, PLEDGES)
    return outcome.changes


def _mismatch(meeting: Meeting) -> str:
    return (
        f"Đếm trên giấy {show_count(meeting.counted)} chữ ký nhưng đang đánh dấu"
        f" {show_count(len(meeting.present))} hộ có mặt."
        " Đếm lại chữ ký hoặc sửa dấu vắng cho khớp rồi lưu."
    )


def _pledge(
    office: Office, sitting: Sitting, household: UUID, area: UUID, signer: str, paper_ref: str
) -> tuple[Pledge, tuple[str, ...]]:
    """A pledge of the sitting, checked by the register's rules."""
    pledge = _drawn(office, sitting, household, area, signer, paper_ref)
    problems = check(PLEDGES, pledge, office.today())
    refused = [problem for problem in problems if not problem.warning]
    if refused:
        raise RejectedRecord(refused)
    return pledge, tuple(problem.message for problem in problems)


def doubts(office: Office, sitting: Sitting) -> tuple[Problem, ...]:
    """What the register's rules have against the papers of a sitting, before the first one is entered.

    Raises:
        RecordGone: the round is not there any more.
    """
    nobody = UUID(int=0)
    pledge = _drawn(office, sitting, nobody, sitting.area or nobody, SignerKind.HEAD, "")
    return tuple(check(PLEDGES, pledge, office.today()))


def _drawn(office: Office, sitting: Sitting, household: UUID, area: UUID, signer: str, paper_ref: str) -> Pledge:
    return Pledge(
        uid=new_uid(office.clock()),
        household=household,
        campaign=sitting.campaign,
        year=campaign(office, sitting.campaign).year,
        area=area,
        form=sitting.form,
        signed_on=sitting.signed_on,
        signer_kind=signer,
        paper_ref=paper_ref.strip() or None,
    )


def _area_on(writing: Writing, household: Household, day: date) -> UUID:
    """Where a household lived on a day; where it lives now when that is not known."""
    spell = spells.residence_on(rows.parts(writing.connection, RESIDENCES, household.uid), day)
    return household.area if spell is None else spell.area
