"""The sample commune: made-up areas, households, five years of pledges, models and clubs, in an ordinary store.

Everything printed from it is watermarked, its packages are sealed as training ones, and no real store takes them.
"""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from antq_desktop.domain.choices import PledgeForm, SignerKind
from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.ids import new_uid, seeded_uid
from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.domain.registers.headship import HEADSHIPS, Headship
from antq_desktop.domain.registers.household import HOUSEHOLDS, Household
from antq_desktop.domain.registers.membership import MEMBERSHIPS, Membership
from antq_desktop.domain.registers.pledge import PLEDGES, Pledge
from antq_desktop.domain.registers.pledge_campaign import PLEDGE_CAMPAIGNS
from antq_desktop.domain.registers.refusal_count import REFUSAL_COUNTS, RefusalCount
from antq_desktop.domain.registers.residence import RESIDENCES, Residence
from antq_desktop.domain.registers.residential_area import RESIDENTIAL_AREAS, ResidentialArea
from antq_desktop.domain.registers.visit import VISITS, Visit
from antq_desktop.services import setup
from antq_desktop.services.lists import open_list
from antq_desktop.services.office import Environment, Office
from antq_desktop.services.samples.demo_groups import add_groups
from antq_desktop.services.samples.demo_names import area_name, person
from antq_desktop.services.seeding import campaign_of
from antq_desktop.storage.writing import Writing

UNIT = "99001"
UNIT_NAME = "Xã Mẫu"
LOGIN = "canbo"
OFFICER = "Trần Thị Mẫu"
PASSWORD = "xa-mau-thu-nghiem"  # noqa: S105 - shown on the lock screen of the sample commune
SIZES = {"S": (5, 600), "M": (30, 8_500), "L": (120, 60_000)}
SEED = 2026
YEARS = 5
RATES = (0.70, 0.74, 0.78, 0.83, 0.81)
STREETS = ("ngõ {0}", "đường Làng", "đường 19/8", "hẻm {0}", "ngách {0}")


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is drawn: random numbers, today, uids of what exists."""

    office: Office
    random: Random
    today: date
    areas: tuple[UUID, ...]
    organizations: tuple[UUID, ...]
    campaigns: dict[int, UUID]

    def uid(self) -> UUID:
        """A fresh uid."""
        return new_uid(self.office.clock())


def build(
    folder: Path, environment: Environment, size: str = "S", seed: int = SEED, progress: Progress | None = None
) -> Office:
    """Set up the sample commune in a folder.

    Args:
        folder: where; must not hold a store yet.
        environment: resources and clock.
        size: `S` (5 areas, 600 households), `M` (30, 8,500) or `L` (120, 60,000).
        seed: the same seed draws the same commune.
        progress: told households written.

    Raises:
        UsageError: an unknown size, or a store is there already.
    """
    if size not in SIZES:
        raise UsageError(f"Không có cỡ “{size}”.", do="Dùng S, M hoặc L.")
    terms = setup.Setup(
        unit_code=UNIT,
        unit_name=UNIT_NAME,
        profile="commune",
        office_kind="police",
        login=LOGIN,
        officer_name=OFFICER,
        password=PASSWORD,
    )
    return _filled(setup.create(folder, terms, environment).office, size, seed, progress or Silent())


def opened(folder: Path, environment: Environment, progress: Progress) -> Office:
    """The sample commune of a folder, made when it is not there yet.

    Raises:
        AntqError: the folder cannot be written, or holds something else.
    """
    if not setup.exists(folder):
        return build(folder, environment, progress=progress)
    office = setup.unlock(folder, LOGIN, PASSWORD, environment)
    return _filled(office, "S", SEED, progress) if _was_interrupted(office) else office


def _was_interrupted(office: Office) -> bool:
    """Whether the store was made and the filling of it, which is one operation, was not."""
    return not open_list(office, HOUSEHOLDS.key).count and open_list(office, PLEDGE_CAMPAIGNS.key).count < YEARS


def _filled(office: Office, size: str, seed: int, progress: Progress) -> Office:
    """The store filled; closed again if that does not come to its end."""
    with ExitStack() as failing:
        failing.callback(setup.lock, office)
        fill(office, size, seed, progress)
        failing.pop_all()
    return office


def fill(office: Office, size: str, seed: int, progress: Progress) -> None:
    """Write areas, households and pledges of the sample commune into an empty training store."""
    areas, households = SIZES[size]
    random = Random(seed)  # noqa: S311 - a sample, not a secret
    today = office.today()
    with office.store.operation(office.intent("Tạo dữ liệu mẫu")) as (writing, _):
        plan = _Plan(
            office,
            random,
            today,
            tuple(_areas(writing, areas)),
            tuple(seeded_uid("member_organization", seed.code) for seed in office.catalogues.organizations),
            _campaigns(writing, office, today),
        )
        for number in range(households):
            _household(writing, plan, number, households)
            if number % 500 == 0:
                progress.step(number, households, "Tạo dữ liệu mẫu")
        for area in plan.areas:
            count = random.choice((0, 0, 1, 2, 3, 4))
            campaign = plan.campaigns[today.year]
            writing.add(
                RefusalCount(uid=plan.uid(), campaign=campaign, area=area, households=count, counted_on=today),
                REFUSAL_COUNTS,
            )
        add_groups(writing, office, plan.areas, size, seed)


def _areas(writing: Writing, count: int) -> list[UUID]:
    uids = []
    for place in range(count):
        name = area_name(place)
        kind = {"Thôn": "thon", "Xóm": "xom"}.get(name.split(" ")[0], "to_dan_pho")
        uid = seeded_uid("residential_area", f"{UNIT}:{place}")
        writing.add(ResidentialArea(uid=uid, name=name, kind=kind), RESIDENTIAL_AREAS)
        uids.append(uid)
    return uids


def _campaigns(writing: Writing, office: Office, today: date) -> dict[int, UUID]:
    template = office.catalogues.templates[0].code
    found = {}
    for year in range(today.year - YEARS + 1, today.year + 1):
        campaign = campaign_of(UNIT, year, template)
        if year != today.year:
            writing.add(campaign, PLEDGE_CAMPAIGNS)
        found[year] = campaign.uid
    return found


def _household(writing: Writing, plan: _Plan, number: int, households: int) -> None:
    random = plan.random
    area = plan.areas[number * len(plan.areas) // households]
    name = person(random)
    street = random.choice(STREETS).format(random.randrange(1, 40))
    address = f"Số {random.randrange(1, 400)}, {street}" if random.random() < 0.85 else None
    members = frozenset(random.sample(plan.organizations, random.choice((0, 1, 1, 1, 2, 2, 3))))
    household = Household(
        uid=plan.uid(),
        head_name=name,
        area=area,
        address=address,
        organizations=members,
        list_code=f"{number + 1:05}",
        size=random.choice((1, 2, 3, 4, 4, 5, 6)),
    )
    writing.add(household, HOUSEHOLDS)
    came = _came(plan)
    writing.add(Residence(uid=plan.uid(), household=household.uid, area=area, from_on=came), RESIDENCES)
    writing.add(Headship(uid=plan.uid(), household=household.uid, head_name=name, from_on=came), HEADSHIPS)
    for organization in sorted(members, key=str):
        writing.add(
            Membership(uid=plan.uid(), household=household.uid, organization=organization, from_on=came), MEMBERSHIPS
        )
    _pledges(writing, plan, household, came)


def _came(plan: _Plan) -> date | None:
    if plan.random.random() < 0.95:
        return None
    return plan.today - timedelta(days=plan.random.randrange(10, 700))


def _pledges(writing: Writing, plan: _Plan, household: Household, came: date | None) -> None:
    random = plan.random
    willing = random.random()
    for place, (year, campaign) in enumerate(sorted(plan.campaigns.items())):
        if came is not None and came.year > year:
            continue
        if (willing + random.random() * 0.25) / 1.25 > RATES[place]:
            if year == plan.today.year and random.random() < 0.6:
                reason = random.choice(("absent", "absent", "new", "not_met"))
                day = plan.today - timedelta(days=random.randrange(1, 60))
                writing.add(
                    Visit(uid=plan.uid(), household=household.uid, campaign=campaign, reason=reason, visited_on=day),
                    VISITS,
                )
            continue
        signed = min(date(year, 1, 5) + timedelta(days=int(random.triangular(0, 300, 60))), plan.today)
        writing.add(
            Pledge(
                uid=plan.uid(),
                household=household.uid,
                campaign=campaign,
                year=year,
                area=household.area,
                form=random.choice((PledgeForm.SIGNED, PledgeForm.MEETING, PledgeForm.MEETING)),
                signed_on=signed,
                signer_kind=SignerKind.HEAD if random.random() < 0.85 else SignerKind.MEMBER,
                paper_ref=f"Sổ {year}, trang {random.randrange(1, 90)}",
            ),
            PLEDGES,
        )
