"""The life of a household, day by day, and where it is counted."""

from datetime import date
from uuid import UUID

import pytest

from antq_desktop.domain.errors import RejectedRecord, RoleRefused, UsageError
from antq_desktop.domain.registers.household import Household
from antq_desktop.services import households, indicators, records, undo, upkeep
from antq_desktop.services.office import Office, OfficerInSession


def area(office: Office, name: str) -> UUID:
    return records.save(office, "residential_area", {"name": name}).uid


def household(office: Office, name: str, where: UUID, **more: object) -> UUID:
    return records.save(office, "household", {"head_name": name, "area": where, **more}).uid


def record(office: Office, uid: UUID) -> Household:
    found = records.get(office, "household", uid).record
    assert isinstance(found, Household)
    return found


def counted(office: Office, where: UUID, day: str) -> int:
    period = office.catalogues.period(f"2026-01-01..{day}")
    return next((a.households for a in indicators.figures(office, period).areas if a.uid == where), 0)


def test_a_household_that_moves_on_the_tenth_is_counted_in_its_old_area_until_the_ninth(office: Office) -> None:
    east, west = area(office, "Thôn Đông"), area(office, "Thôn Đoài")
    uid = household(office, "Nguyễn Văn An", east)
    households.move(office, uid, west, date(2026, 3, 10), "Số 5")
    assert (record(office, uid).area, record(office, uid).address) == (west, "Số 5")
    assert (counted(office, east, "2026-03-09"), counted(office, west, "2026-03-09")) == (1, 0)
    assert (counted(office, east, "2026-03-10"), counted(office, west, "2026-03-10")) == (0, 1)


def test_a_household_that_leaves_is_counted_on_its_last_day_and_can_come_back(office: Office) -> None:
    east = area(office, "Thôn Đông")
    uid = household(office, "Nguyễn Văn An", east)
    households.leave(office, uid, date(2026, 2, 28))
    assert not record(office, uid).residing
    assert (counted(office, east, "2026-02-28"), counted(office, east, "2026-03-01")) == (1, 0)
    with pytest.raises(UsageError, match="không cư trú"):
        households.leave(office, uid, date(2026, 3, 5))
    households.come_back(office, uid, east, date(2026, 4, 1))
    assert record(office, uid).residing
    assert counted(office, east, "2026-04-01") == 1


def test_a_new_head_takes_over_and_the_old_name_stays_in_the_history(office: Office) -> None:
    uid = household(office, "Nguyễn Văn An", area(office, "Thôn Đông"))
    households.change_head(office, uid, "Trần Thị Bình", date(2026, 4, 1))
    assert record(office, uid).head_name == "Trần Thị Bình"
    said = [line.after for line in records.history(office, "household", uid) if line.field == "to_on"]
    assert said == [date(2026, 3, 31)]


def test_after_a_split_the_pledge_stays_with_the_original_household(office: Office) -> None:
    east = area(office, "Thôn Đông")
    uid = household(office, "Nguyễn Văn An", east, organizations="HND")
    campaign = records.suggestions(office, "pledge_campaign", "")[0][0]
    pledge = {"household": uid, "campaign": campaign, "year": 2026, "area": east, "signed_on": date(2026, 2, 1)}
    records.save(office, "pledge", pledge)
    new = households.split(office, uid, {"head_name": "Nguyễn Văn Con"}, date(2026, 3, 1)).uid
    assert record(office, new).area == east
    drill = indicators.drill(office, office.catalogues.period("2026"), "I1b")
    assert (drill.numerator, drill.missing) == ((uid,), (new,))


def test_two_households_become_one_with_the_memberships_of_both(office: Office) -> None:
    east = area(office, "Thôn Đông")
    first = household(office, "Nguyễn Văn An", east, organizations="HND")
    second = household(office, "Nguyễn Văn Bé", east, organizations="HND, HPN")
    households.merge(office, second, first, date(2026, 3, 31))
    assert not record(office, second).residing
    assert len(record(office, first).organizations) == 2
    assert (counted(office, east, "2026-03-31"), counted(office, east, "2026-04-01")) == (2, 1)
    with pytest.raises(UsageError, match="chính nó"):
        households.merge(office, first, first, date(2026, 4, 1))


@pytest.mark.parametrize("act", ["leave", "gone"])
def test_an_event_in_the_future_is_refused_and_nothing_changes(office: Office, act: str) -> None:
    uid = household(office, "Nguyễn Văn An", area(office, "Thôn Đông"))
    before = upkeep.state_hash(office)
    with pytest.raises(RejectedRecord, match="sau hôm nay"):
        getattr(households, act)(office, uid, date(2026, 11, 24))
    assert upkeep.state_hash(office) == before


def test_a_move_is_refused_by_the_day_the_officer_named(office: Office) -> None:
    east, west = area(office, "Thôn Đông"), area(office, "Thôn Đoài")
    uid = households.arrive(office, {"head_name": "Nguyễn Văn An", "area": str(east)}, date(2026, 3, 10)).uid
    with pytest.raises(RejectedRecord, match="25/12/2026 ở sau hôm nay"):
        households.move(office, uid, west, date(2026, 12, 25))
    with pytest.raises(RejectedRecord, match="từ ngày 10/03/2026; ngày chuyển phải sau đó"):
        households.move(office, uid, west, date(2026, 3, 10))
    assert record(office, uid).area == east


def test_every_event_is_taken_back_whole(office: Office) -> None:
    east, west = area(office, "Thôn Đông"), area(office, "Thôn Đoài")
    uid = household(office, "Nguyễn Văn An", east, organizations="HND")
    other = household(office, "Lê Thị Tư", east)
    for act in (
        lambda: households.move(office, uid, west, date(2026, 3, 10)),
        lambda: households.split(office, uid, {"head_name": "Nguyễn Văn Con"}, date(2026, 3, 1)),
        lambda: households.merge(office, uid, other, date(2026, 3, 1)),
        lambda: households.change_head(office, uid, "Trần Thị Bình", date(2026, 4, 1)),
        lambda: households.gone(office, uid, date(2026, 4, 1)),
        lambda: households.arrive(office, {"head_name": "Hồ A", "area": west}, date(2026, 4, 1)),
    ):
        before = upkeep.state_hash(office)
        act()
        assert upkeep.state_hash(office) != before
        undo.undo(office)
        assert upkeep.state_hash(office) == before
        assert upkeep.check(office).is_sound


def test_a_viewer_changes_nothing(office: Office) -> None:
    uid = household(office, "Nguyễn Văn An", area(office, "Thôn Đông"))
    guest = office.as_officer(OfficerInSession(office.officer.uid, "xem", "Người Xem", frozenset({"viewer"})))
    with pytest.raises(RoleRefused):
        households.leave(guest, uid, date(2026, 4, 1))
    with pytest.raises(RoleRefused):
        records.save(guest, "residential_area", {"name": "Thôn Mới"})
