"""From a planned row to the lines it brings: household with its dated rows, pledge, or what changes of them."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from antq_desktop.domain.choices import PledgeForm, SignerKind
from antq_desktop.domain.ids import new_uids
from antq_desktop.domain.registers.headship import HEADSHIPS, Headship
from antq_desktop.domain.registers.household import HOUSEHOLDS, Household
from antq_desktop.domain.registers.membership import MEMBERSHIPS, Membership
from antq_desktop.domain.registers.pledge import PLEDGES, Pledge
from antq_desktop.domain.registers.pledge_campaign import PLEDGE_CAMPAIGNS, PledgeCampaign
from antq_desktop.domain.registers.residence import RESIDENCES, Residence
from antq_desktop.services.imports.import_areas import make_areas
from antq_desktop.services.imports.import_plan import HouseholdRow, ImportPlan, PlannedRow
from antq_desktop.services.office import Office
from antq_desktop.services.records import change_with_parts
from antq_desktop.services.seeding import campaign_of
from antq_desktop.storage import rows
from antq_desktop.storage.writing import Writing


class RowWriter:
    """Writes the rows of one plan; makes its new areas, and the year's campaign on the first import of a year.

    Args:
        writing: the operation.
        office: where.
        plan: what is carried out.
    """

    def __init__(self, writing: Writing, office: Office, plan: ImportPlan):
        self._writing = writing
        self._office = office
        self._year = plan.year
        self._consent = plan.choices.phone_consent
        self._uids = new_uids(office.clock())
        self._areas = make_areas(writing, office, plan.new_areas, self._uids)
        self._campaign = self._find_campaign() if plan.choices.register == "pledge" else None

    def write(self, row: PlannedRow) -> None:
        """Carry out one row."""
        if not isinstance(row, HouseholdRow) or row.household is None:
            return
        area = row.area_uid or self._areas[row.area_key]
        if row.new_household:
            self._add_household(row, row.household, area)
        elif row.changes:
            self._change_household(row, row.household)
        signer = SignerKind.MEMBER if row.by_member else SignerKind.HEAD
        if row.new_pledge and self._campaign is not None:
            pledge = Pledge(
                uid=next(self._uids),
                household=row.household,
                campaign=self._campaign.uid,
                year=self._year,
                area=area,
                form=PledgeForm.SIGNED,
                signed_on=row.signed_on,
                signer_kind=signer,
            )
            self._writing.add(pledge, PLEDGES)
        elif row.pledge is not None:
            changed: dict[str, Any] = {"signed_on": row.signed_on}
            self._writing.change(PLEDGES, row.pledge, changed | ({"signer_kind": signer} if row.by_member else {}))

    def _find_campaign(self) -> PledgeCampaign:
        campaign = campaign_of(self._office.unit_code, self._year, self._office.catalogues.templates[0].code)
        line = rows.get(self._writing.connection, PLEDGE_CAMPAIGNS, campaign.uid)
        if line is None:
            self._writing.add(campaign, PLEDGE_CAMPAIGNS)
        elif line.deleted:
            self._writing.bring_back(PLEDGE_CAMPAIGNS, campaign.uid)
        return campaign

    def _add_household(self, row: HouseholdRow, uid: UUID, area: UUID) -> None:
        members = frozenset(row.organizations.values())
        household = Household(
            uid=uid,
            head_name=row.head_name,
            area=area,
            address=row.address,
            organizations=members,
            list_code=row.list_code,
            size=row.size,
            phone=row.phone,
            phone_consent_on=self._consent if row.phone else None,
            note=row.kept_note,
        )
        self._writing.add(household, HOUSEHOLDS)
        self._writing.add(Residence(uid=next(self._uids), household=uid, area=area), RESIDENCES)
        self._writing.add(Headship(uid=next(self._uids), household=uid, head_name=row.head_name), HEADSHIPS)
        for organization in sorted(members, key=str):
            spell = Membership(uid=next(self._uids), household=uid, organization=organization)
            self._writing.add(spell, MEMBERSHIPS)

    def _change_household(self, row: HouseholdRow, uid: UUID) -> None:
        line = self._writing.line(HOUSEHOLDS, uid)
        changes: dict[str, Any] = dict(row.changes)
        if "phone" in changes:
            changes["phone_consent_on"] = self._consent
        change_with_parts(self._writing, HOUSEHOLDS, line, replace(line.record, **changes), None, self._office)
