"""The first rows of a new store: unit, offices, organisations, pledge template, the year's campaign.

Seeded rows have named uids, so that two laptops of a commune that began apart agree on them.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from antq_desktop.domain.catalogue import Catalogues, TemplateSeed, UnitSeed
from antq_desktop.domain.ids import seeded_uid
from antq_desktop.domain.registers.member_organization import MEMBER_ORGANIZATIONS, MemberOrganization
from antq_desktop.domain.registers.model_type import MODEL_TYPES, ModelType
from antq_desktop.domain.registers.office import OFFICES, Office
from antq_desktop.domain.registers.organization_title import ORGANIZATION_TITLES, OrganizationTitle
from antq_desktop.domain.registers.pledge_campaign import PLEDGE_CAMPAIGNS, PledgeCampaign
from antq_desktop.domain.registers.pledge_template import PLEDGE_TEMPLATES, PledgeTemplate
from antq_desktop.domain.registers.unit import UNITS, Unit
from antq_desktop.storage.writing import Writing


@dataclass(frozen=True, slots=True)
class FirstUnit:
    """The unit a store is set up for; `level` and `kind` come from the data file when its code is known."""

    code: str
    name: str
    known: UnitSeed | None


def sow(writing: Writing, catalogues: Catalogues, unit: FirstUnit, today: date) -> dict[str, UUID]:
    """Write the first rows.

    Returns:
        Uids of the two offices by kind: `police`, `front`.
    """
    unit_uid = _unit(writing, unit, catalogues)
    offices = {kind: _office(writing, unit, unit_uid, kind) for kind in ("police", "front")}
    for seed in catalogues.organizations:
        organization = MemberOrganization(
            uid=seeded_uid("member_organization", seed.code),
            code=seed.code,
            name=seed.name,
            short_name=seed.short_name,
            aliases="|".join(seed.aliases) or None,
            valid_from=seed.valid_from,
            valid_to=seed.valid_to,
            source=seed.source or None,
        )
        writing.add(organization, MEMBER_ORGANIZATIONS)
        for place, (title, from_on, to_on) in enumerate(seed.titles):
            uid = seeded_uid("organization_title", f"{seed.code}:{place}")
            row = OrganizationTitle(uid=uid, organization=organization.uid, title=title, from_on=from_on, to_on=to_on)
            writing.add(row, ORGANIZATION_TITLES)
    add_model_types(writing, catalogues)
    for template in catalogues.templates:
        writing.add(_template(template), PLEDGE_TEMPLATES)
    writing.add(campaign_of(unit.code, today.year, catalogues.templates[0].code), PLEDGE_CAMPAIGNS)
    return offices


def add_model_types(writing: Writing, catalogues: Catalogues) -> None:
    """Write the named models of the data file."""
    for seed in catalogues.model_types:
        row = ModelType(
            uid=seeded_uid("model_type", seed.code),
            name=seed.name,
            work_field=seed.work_field,
            code=seed.code,
            usual_lead=seed.usual_lead or None,
            sensitive=seed.sensitive,
            outputs=frozenset(seed.outputs),
            source=seed.source or None,
        )
        writing.add(row, MODEL_TYPES)


def campaign_of(unit_code: str, year: int, template_code: str) -> PledgeCampaign:
    """A year's default campaign, the same on every laptop of the commune."""
    return PledgeCampaign(
        uid=seeded_uid("campaign", f"{unit_code}:{year}:{template_code}"),
        year=year,
        template=seeded_uid("pledge_template", template_code),
        name=f"Ký cam kết năm {year}",
    )


def _unit(writing: Writing, unit: FirstUnit, catalogues: Catalogues) -> UUID:
    known = unit.known
    row = Unit(
        uid=seeded_uid("unit", unit.code),
        code=unit.code,
        name=unit.name,
        level=known.level if known else "commune",
        kind=known.kind if known else _kind_in(unit.name),
        parent_code=(known.parent if known else None) or None,
        valid_from=known.valid_from if known else None,
    )
    writing.add(row, UNITS)
    parent = next((seed for seed in catalogues.units if seed.code == row.parent_code), None)
    if parent is not None:
        writing.add(
            Unit(
                uid=seeded_uid("unit", parent.code),
                code=parent.code,
                name=parent.name,
                level=parent.level,
                kind=parent.kind,
                valid_from=parent.valid_from,
            ),
            UNITS,
        )
    return row.uid


def _kind_in(name: str) -> str:
    lowered = name.casefold()
    if lowered.startswith("phường"):
        return "phuong"
    return "dac_khu" if lowered.startswith("đặc khu") else "xa"


def _office(writing: Writing, unit: FirstUnit, unit_uid: UUID, kind: str) -> UUID:
    place = unit.name.split(" ", 1)[-1] if " " in unit.name else unit.name
    police = kind == "police"
    row = Office(
        uid=seeded_uid("office", f"{unit.code}:{kind}"),
        unit=unit_uid,
        kind=kind,
        name=f"Công an {_lower_first(unit.name)}" if police else f"Ủy ban MTTQ Việt Nam {_lower_first(unit.name)}",
        place=place,
        symbol="CAX" if police else "MTTQ-BTT",
        profile=kind,
        signer_title=f"Trưởng Công an {_lower_first(unit.name).split(' ')[0]}" if police else "Chủ tịch",
    )
    writing.add(row, OFFICES)
    return row.uid


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _template(seed: TemplateSeed) -> PledgeTemplate:
    return PledgeTemplate(
        uid=seeded_uid("pledge_template", seed.code),
        code=seed.code,
        name=seed.name,
        undertakings=seed.undertakings,
        legal_basis=seed.legal_basis or None,
        valid_from=seed.valid_from,
    )
