"""What is entered links to nothing that was removed; what was linked before stays, and undo still works."""

from datetime import date
from uuid import UUID

import pytest

from antq_desktop.domain.errors import RejectedRecord
from antq_desktop.services import households, pledging, records, undo
from antq_desktop.services.groups import activities
from antq_desktop.services.groups.activities import Entry
from antq_desktop.services.office import Office
from antq_desktop.services.pledging import Sitting

PARTS = {
    "group_member": {"full_name": "Nguyễn Văn An", "role": "member"},
    "group_file": {"kind": "decision"},
    "group_fund": {"year": 2026, "source": "donation", "amount": 100},
    "inspection": {"inspected_on": "01/03/2026", "finding": "as_written"},
}
LACKS = "“Điểm A” đã bị xóa khỏi sổ"


@pytest.fixture
def point(office: Office) -> UUID:
    """A model point that was removed."""
    kind = records.suggestions(office, "model_type", "")[0][0]
    made = records.save(office, "model_point", {"name": "Điểm A", "type": kind}).uid
    records.remove(office, "model_point", made, "ghi nhầm")
    return made


@pytest.fixture
def club(office: Office) -> UUID:
    """A club that was removed."""
    made = records.save(office, "club", {"name": "Điểm A"}).uid
    records.remove(office, "club", made, "ghi nhầm")
    return made


@pytest.fixture
def area(office: Office) -> UUID:
    made = records.save(office, "residential_area", {"name": "Thôn Đông"}).uid
    records.remove(office, "residential_area", made, "ghi nhầm")
    return made


@pytest.mark.parametrize("key", ["model_team", *PARTS])
def test_no_part_is_added_to_a_group_that_was_removed(office: Office, point: UUID, key: str) -> None:
    values = PARTS.get(key, {"name": "Tổ 1"})
    with pytest.raises(RejectedRecord, match=LACKS):
        records.save(office, key, {**values, "point": point})
    with pytest.raises(RejectedRecord, match="Điểm mô hình: không tìm thấy"):
        records.save(office, key, {**values, "point": str(point)})


@pytest.mark.parametrize("key", list(PARTS))
def test_nor_to_a_club(office: Office, club: UUID, key: str) -> None:
    with pytest.raises(RejectedRecord, match=LACKS):
        records.save(office, key, {**PARTS[key], "club": club})


def test_no_activity_is_noted_of_one(office: Office, point: UUID) -> None:
    entry = Entry((("model_point", point),), {"happened_on": "01/03/2026", "kind": "meeting"}, {})
    with pytest.raises(RejectedRecord, match=LACKS):
        activities.record(office, [entry])


def test_no_household_comes_to_an_area_that_was_removed(office: Office, area: UUID) -> None:
    other = records.save(office, "residential_area", {"name": "Thôn Tây"}).uid
    with pytest.raises(RejectedRecord, match="“Thôn Đông” đã bị xóa"):
        records.save(office, "household", {"head_name": "Nguyễn Văn An", "area": area})
    known = records.save(office, "household", {"head_name": "Nguyễn Văn An", "area": other}).uid
    with pytest.raises(RejectedRecord, match="“Thôn Đông” đã bị xóa"):
        households.move(office, known, area, date(2026, 3, 1))
    campaign = records.suggestions(office, "pledge_campaign", "")[0][0]
    sitting = Sitting(campaign=campaign, signed_on=date(2026, 3, 5), area=area)
    with pytest.raises(RejectedRecord, match="“Thôn Đông” đã bị xóa"):
        pledging.enter_new(office, sitting, {"head_name": "Lê Thị Bé"})


def test_a_link_that_was_there_before_stays_and_undo_brings_both_back(office: Office) -> None:
    kind = records.suggestions(office, "model_type", "")[0][0]
    origin = records.save(office, "model_point", {"name": "Điểm gốc", "type": kind}).uid
    removed = records.save(office, "group_member", {"point": origin, **PARTS["group_member"]}).uid
    gone = records.remove(office, "model_point", origin, "ghi nhầm").operation
    undo.undo(office, gone)
    assert records.get(office, "group_member", removed)
    records.save(office, "group_member", {"full_name": "Nguyễn Văn Bình"}, uid=removed)
    assert records.get(office, "group_member", removed).record.point == origin
