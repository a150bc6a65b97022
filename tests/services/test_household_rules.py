"""What the life of a household may not be: in two places at once, in an area that ended, back without a day."""

from datetime import date
from uuid import UUID

import pytest

from antq_desktop.domain.errors import RejectedRecord, UsageError
from antq_desktop.domain.periods import calendar_year
from antq_desktop.domain.registers.household import Household
from antq_desktop.domain.registers.residence import Residence
from antq_desktop.services import households, indicators, records, undo, upkeep
from antq_desktop.services.lists import ListQuery, open_list
from antq_desktop.services.office import Office

MAY = date(2026, 5, 1)


def area(office: Office, name: str, **more: object) -> UUID:
    return records.save(office, "residential_area", {"name": name, **more}).uid


@pytest.fixture
def east(office: Office) -> UUID:
    return area(office, "Thôn Đông")


@pytest.fixture
def an(office: Office, east: UUID) -> UUID:
    """A household that came in May."""
    return households.arrive(office, {"head_name": "Nguyễn Văn An", "area": east}, MAY).uid


def spells(office: Office, uid: UUID) -> list[Residence]:
    found = open_list(office, "residence", ListQuery(equal={"household": (uid,)})).records(0, 20)
    return [record for record in found if isinstance(record, Residence)]


def test_editing_the_area_of_a_household_that_left_does_not_bring_it_back(office: Office, an: UUID) -> None:
    west = area(office, "Thôn Tây")
    households.leave(office, an, date(2026, 6, 1))
    before = upkeep.state_hash(office)
    with pytest.raises(RejectedRecord, match="Trở lại xã"):
        records.save(office, "household", {"area": west}, uid=an)
    assert upkeep.state_hash(office) == before
    records.save(office, "household", {"address": "Số 9"}, uid=an)
    assert len(spells(office, an)) == 1


def test_a_household_lives_in_one_place_at_a_time(office: Office, an: UUID) -> None:
    west = area(office, "Thôn Tây")
    for begun in ("01/05/2026", "01/01/2026", None):
        with pytest.raises(RejectedRecord, match="trùng thời gian"):
            records.save(office, "residence", {"household": an, "area": west, "from_on": begun})
    records.save(office, "residence", {"household": an, "area": west, "from_on": "01/01/2026", "to_on": "30/04/2026"})
    households.leave(office, an, date(2026, 6, 1))
    assert not records.get(office, "household", an).record.residing


def test_a_household_has_one_head_at_a_time(office: Office, an: UUID) -> None:
    with pytest.raises(RejectedRecord, match="trùng thời gian"):
        records.save(office, "headship", {"household": an, "head_name": "Lê Thị Tư", "from_on": "01/06/2026"})


def test_an_area_that_ended_or_is_not_founded_yet_takes_nobody_in(office: Office, an: UUID, east: UUID) -> None:
    ended = area(office, "Thôn Cũ", valid_to="31/12/2025")
    founded = area(office, "Thôn Mới", valid_from="01/06/2026")
    for where, day, said in ((ended, date(2026, 6, 1), "đã kết thúc"), (founded, date(2026, 5, 20), "thành lập")):
        with pytest.raises(RejectedRecord, match=said):
            households.move(office, an, where, day)
        with pytest.raises(RejectedRecord, match=said):
            households.arrive(office, {"head_name": "Lê Thị Tư", "area": where}, day)
    households.move(office, an, founded, date(2026, 6, 1))
    households.leave(office, an, date(2026, 7, 1))
    with pytest.raises(RejectedRecord, match="đã kết thúc"):
        households.come_back(office, an, ended, date(2026, 8, 1))
    households.come_back(office, an, east, date(2026, 8, 1))


def test_a_split_begins_where_the_original_lived_that_day(office: Office, an: UUID, east: UUID) -> None:
    west = area(office, "Thôn Tây")
    households.move(office, an, west, date(2026, 6, 1))
    with pytest.raises(RejectedRecord, match="không ở xã"):
        households.split(office, an, {"head_name": "Nguyễn Văn Bình"}, date(2026, 4, 1))
    new = households.split(office, an, {"head_name": "Nguyễn Văn Bình"}, date(2026, 5, 15)).uid
    record = records.get(office, "household", new).record
    assert isinstance(record, Household)
    assert record.area == east


def test_a_household_merges_only_into_one_that_is_there(office: Office, an: UUID, east: UUID) -> None:
    late = households.arrive(office, {"head_name": "Lê Thị Tư", "area": east}, date(2026, 10, 1)).uid
    with pytest.raises(RejectedRecord, match="Hộ nhận chỉ ở xã từ"):
        households.merge(office, an, late, date(2026, 6, 1))
    households.merge(office, an, late, date(2026, 9, 30))


def test_a_merger_of_today_writes_nothing_its_own_rules_refuse(office: Office, an: UUID, east: UUID) -> None:
    other = households.arrive(office, {"head_name": "Lê Thị Tư", "area": east}, MAY).uid
    farmers = records.resolve(office, "member_organization", "HND")
    households.join(office, an, farmers, MAY)
    households.merge(office, an, other, office.today())
    assert records.get(office, "household", other).record.organizations == {farmers}
    (spell,) = open_list(office, "membership", ListQuery(equal={"household": (other,)})).records(0, 5)
    assert not records.problems(office, "membership", {"to_on": office.today().strftime("%d/%m/%Y")}, uid=spell.uid)


def test_a_membership_begins_and_ends_with_a_day_and_earlier_years_stay(office: Office, an: UUID, clock) -> None:
    farmers = records.resolve(office, "member_organization", "HND")

    def members(year: int) -> int:
        figures = indicators.figures(office, calendar_year(year))
        return next(measure.denominator for measure in figures.measures if measure.id == "I1.HND")

    households.join(office, an, farmers, MAY)
    with pytest.raises(RejectedRecord, match="trùng thời gian"):
        households.join(office, an, farmers, date(2026, 6, 1))
    assert members(2026) == 1
    clock.move(days=100)
    changes = households.quit_(office, an, farmers, date(2027, 2, 1))
    assert (members(2026), members(2027)) == (1, 0)
    with pytest.raises(UsageError, match="không còn hội viên"):
        households.quit_(office, an, farmers, date(2027, 2, 2))
    undo.undo(office, changes.operation)
    assert members(2027) == 1


def test_a_pledge_belongs_to_the_year_of_its_round(office: Office, an: UUID, east: UUID) -> None:
    (round_, _) = records.suggestions(office, "pledge_campaign", "")[0]
    values = {"household": an, "campaign": round_, "area": east, "signed_on": "02/06/2026"}
    with pytest.raises(RejectedRecord, match="khác năm 2026"):
        records.save(office, "pledge", {**values, "year": 2025})
    records.save(office, "pledge", {**values, "year": 2026})


LONG_AGO = date(1900, 11, 15)


@pytest.mark.parametrize(
    "deed", ["arrive", "come_back", "leave", "gone", "move", "split", "merge", "change_head", "join"]
)
def test_nothing_happened_to_a_household_before_the_registers_could_begin(
    office: Office, east: UUID, deed: str
) -> None:
    west = area(office, "Thôn Tây")
    old = records.save(office, "household", {"head_name": "Lê Văn Cũ", "area": east}).uid
    other = records.save(office, "household", {"head_name": "Lê Văn Khác", "area": east}).uid
    organization = records.suggestions(office, "member_organization", "")[0][0]
    away = records.save(office, "household", {"head_name": "Lê Văn Xa", "area": east}).uid
    households.leave(office, away, MAY)
    acts = {
        "arrive": lambda day: households.arrive(office, {"head_name": "Hà Văn Mới", "area": east}, day),
        "come_back": lambda day: households.come_back(office, away, east, day),
        "leave": lambda day: households.leave(office, old, day),
        "gone": lambda day: households.gone(office, old, day),
        "move": lambda day: households.move(office, old, west, day),
        "split": lambda day: households.split(office, old, {"head_name": "Lê Văn Con"}, day),
        "merge": lambda day: households.merge(office, old, other, day),
        "change_head": lambda day: households.change_head(office, old, "Lê Thị Sau", day),
        "join": lambda day: households.join(office, old, organization, day),
    }
    before = upkeep.state_hash(office)
    with pytest.raises(RejectedRecord):
        acts[deed](LONG_AGO)
    assert upkeep.state_hash(office) == before
    if deed != "come_back":
        acts[deed](date(1962, 3, 1))  # an old household may have been there, and changed, long ago
