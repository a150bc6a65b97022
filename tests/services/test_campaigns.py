"""The round of a new year: opened once, the same everywhere, households as they are."""

from datetime import date

import pytest

from antq_desktop.domain.errors import RejectedRecord, UsageError
from antq_desktop.services import campaigns, records, undo, upkeep
from antq_desktop.services.office import Office
from antq_desktop.services.seeding import campaign_of


def test_a_year_gets_its_round_once_and_two_laptops_mean_the_same(office: Office) -> None:
    assert campaigns.next_year(office) == 2027
    saved = campaigns.open_year(office, 2027, date(2026, 11, 23), date(2027, 6, 30))
    assert saved.uid == campaign_of(office.unit_code, 2027, office.catalogues.templates[0].code).uid
    assert records.get(office, "pledge_campaign", saved.uid).record.due_on == date(2027, 6, 30)
    assert campaigns.next_year(office) == 2027
    with pytest.raises(UsageError, match="đã mở rồi"):
        campaigns.open_year(office, 2027, None, None)


def test_a_round_that_was_taken_out_is_opened_again_with_its_new_days(office: Office) -> None:
    before = upkeep.state_hash(office)
    saved = campaigns.open_year(office, 2027, None, date(2027, 6, 30))
    undo.undo(office)
    assert upkeep.state_hash(office) == before
    again = campaigns.open_year(office, 2027, None, date(2027, 5, 31))
    assert again.uid == saved.uid
    assert records.get(office, "pledge_campaign", saved.uid).record.due_on == date(2027, 5, 31)


def test_days_out_of_order_open_nothing(office: Office) -> None:
    before = upkeep.state_hash(office)
    with pytest.raises(RejectedRecord):
        campaigns.open_year(office, 2027, date(2027, 6, 30), date(2027, 1, 1))
    assert upkeep.state_hash(office) == before
