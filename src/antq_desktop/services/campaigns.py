"""The round of pledges of a year: opened once, the same on every laptop of the commune."""

from datetime import date

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.decode import check
from antq_desktop.domain.errors import RejectedRecord, UsageError
from antq_desktop.domain.fields import Problem
from antq_desktop.domain.periods import calendar_year
from antq_desktop.domain.registers.pledge_campaign import PLEDGE_CAMPAIGNS, PledgeCampaign
from antq_desktop.services.office import Office
from antq_desktop.services.records import Saved
from antq_desktop.services.seeding import campaign_of
from antq_desktop.storage import rows


def next_year(office: Office) -> int:
    """The year whose round should be opened: this one if it has none, else the next."""
    with office.store.reading() as connection:
        known = {getattr(line.record, "year", 0) for line in rows.all_live(connection, PLEDGE_CAMPAIGNS)}
    this = office.today().year
    return this if this not in known else this + 1


def open_year(office: Office, year: int, opened_on: date | None, due_on: date | None) -> Saved:
    """Open a year's round on the usual template; households and areas go on as they are.

    Its uid follows from unit, year and template, so that two laptops mean the same round and an import finds it.

    Args:
        office: who opens it, where.
        year: of the pledges.
        opened_on: day it is announced, or None.
        due_on: day by which everybody should have pledged, or None.

    Raises:
        UsageError: the year has its round already.
        RejectedRecord: the days are not in order.
    """
    office.require("edit")
    record = _drawn(office, calendar_year(year).year, opened_on, due_on)
    problems = check(PLEDGE_CAMPAIGNS, record, office.today())
    refused = [problem for problem in problems if not problem.warning]
    if refused:
        raise RejectedRecord(refused)
    return Saved(_write(office, record), record.uid, tuple(problems))


def doubts(office: Office, year: int, opened_on: date | None, due_on: date | None) -> tuple[Problem, ...]:
    """What is odd about the days of a round, before it is opened; nothing where the rules refuse it anyway."""
    found = check(PLEDGE_CAMPAIGNS, _drawn(office, year, opened_on, due_on), office.today())
    return tuple(found) if all(problem.warning for problem in found) else ()


def _drawn(office: Office, year: int, opened_on: date | None, due_on: date | None) -> PledgeCampaign:
    made = campaign_of(office.unit_code, year, office.catalogues.templates[0].code)
    return PledgeCampaign(
        uid=made.uid, year=year, template=made.template, name=made.name, opened_on=opened_on, due_on=due_on
    )


def _write(office: Office, record: PledgeCampaign) -> ChangeSet:
    with office.store.operation(office.intent(f"Mở đợt ký cam kết năm {record.year}")) as (writing, outcome):
        line = rows.get(writing.connection, PLEDGE_CAMPAIGNS, record.uid)
        if line is not None and not line.deleted:
            raise UsageError(
                f"Đợt ký của năm {record.year} đã mở rồi.", do="Muốn đổi hạn thì sửa đợt đó trong danh sách."
            )
        if line is None:
            writing.add(record, PLEDGE_CAMPAIGNS)
        else:
            writing.bring_back(PLEDGE_CAMPAIGNS, record.uid)
            writing.change(PLEDGE_CAMPAIGNS, record.uid, {"opened_on": record.opened_on, "due_on": record.due_on})
    return outcome.changes
