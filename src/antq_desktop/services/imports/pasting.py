"""Rows copied in Excel and pasted among the papers: what the sitting says holds where they say nothing."""

from collections.abc import Mapping
from dataclasses import replace

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.errors import SheetError, UsageError
from antq_desktop.domain.progress import Progress
from antq_desktop.services import pledging, records
from antq_desktop.services.imports import importing
from antq_desktop.services.imports.import_plan import ImportChoices, ImportPlan
from antq_desktop.services.imports.import_reading import targets
from antq_desktop.services.meaning import heading
from antq_desktop.services.office import Office
from antq_desktop.services.pledging import Sitting
from antq_desktop.services.seeding import campaign_of
from antq_desktop.sheets.guessing import guess_columns
from antq_desktop.sheets.table import NO_HEADER_CODE
from antq_desktop.sheets.workbook import Pasted

AS_PASTED = ImportChoices()


def lacks_names(error: BaseException) -> bool:
    """Whether all that keeps rows from being looked at is that nobody knows which column holds the names."""
    return isinstance(error, SheetError) and error.code == NO_HEADER_CODE


def preview(
    office: Office,
    sitting: Sitting,
    pasted: Pasted,
    columns: Mapping[int, str] | None = None,
    over: ImportChoices = AS_PASTED,
    progress: Progress | None = None,
) -> ImportPlan:
    """Find out what would become of pasted rows; `importing.save` then carries the plan out.

    Rows may begin with their headings; without these columns are guessed by what stands in them. Area and day of the
    sitting hold for rows that name none, and households that are new become members of its organisation.

    Args:
        office: where they would go.
        sitting: what stays the same from one paper to the next.
        pasted: the cells.
        columns: field key by column from 0, as the officer changed them; the first row is then a household.
        over: what was typed over cells, what is meant by areas of the rows, and which rows are left out.
        progress: told rows.

    Raises:
        SheetError: no column of names can be found.
        UsageError: the sitting's round is not the usual one of its year.
        RoleRefused: the role may not import.
    """
    round_ = pledging.campaign(office, sitting.campaign)
    usual = campaign_of(office.unit_code, round_.year, office.catalogues.templates[0].code)
    if usual.uid != sitting.campaign:
        raise UsageError(
            f"Chỉ dán được vào đợt ký thường kỳ của năm {round_.year}.", do="Chọn đợt đó, hoặc nhập từng bản."
        )
    given = {"signed_on": show_date(sitting.signed_on)}
    if sitting.area is not None:
        given["area"] = heading(office, "residential_area", sitting.area)
    choices = replace(
        over,
        year=round_.year,
        new_areas="refuse",
        mapping=columns,
        header_row=None if columns is None else 0,
        given=given,
    )
    try:
        plan = importing.preview(office, pasted, choices, progress)
    except SheetError as reason:
        guessed = guess_columns(pasted.rows, targets())
        if not lacks_names(reason) or columns is not None or "head_name" not in guessed.values():
            raise
        return preview(office, sitting, pasted, guessed, over, progress)
    return _as_members(office, sitting, plan)


def _as_members(office: Office, sitting: Sitting, plan: ImportPlan) -> ImportPlan:
    """New households of an organisation's list belong to it, unless their row says what they belong to."""
    if sitting.organization is not None:
        code = str(getattr(records.get(office, "member_organization", sitting.organization).record, "code", ""))
        for row in plan.households:
            if row.new_household and not row.organizations:
                row.organizations = {code: sitting.organization}
    return plan
