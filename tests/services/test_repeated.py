"""One valid pledge of a household in a campaign, whatever was declared void before."""

from datetime import date
from uuid import UUID

import pytest

from antq_desktop.domain.errors import EditedElsewhere, RejectedRecord
from antq_desktop.services import records, undo
from antq_desktop.services.office import Office

VOID = {"voided_on": date(2026, 4, 1), "void_reason": "nhập nhầm"}


@pytest.fixture
def said(office: Office) -> dict[str, object]:
    """What a pledge of the only household says."""
    area = records.save(office, "residential_area", {"name": "Thôn Đông"}).uid
    household = records.save(office, "household", {"head_name": "Nguyễn Văn An", "area": area}).uid
    campaign = records.suggestions(office, "pledge_campaign", "")[0][0]
    return {"household": household, "campaign": campaign, "year": 2026, "area": area, "signed_on": date(2026, 3, 1)}


def pledge(office: Office, said: dict[str, object], **more: object) -> UUID:
    return records.save(office, "pledge", said | more).uid


def test_a_second_valid_pledge_is_refused_whatever_was_voided_before(office: Office, said: dict[str, object]) -> None:
    voided = [records.save(office, "pledge", VOID, uid=pledge(office, said)).uid for _ in range(3)]
    valid = pledge(office, said)
    with pytest.raises(RejectedRecord, match="Đã có bản cam kết trùng hộ gia đình, đợt ký"):
        pledge(office, said)
    for uid in voided:
        with pytest.raises(RejectedRecord, match="Đã có bản cam kết trùng"):
            records.save(office, "pledge", {"voided_on": None, "void_reason": None}, uid=uid)
        records.save(office, "pledge", {"paper_ref": "Sổ 1"}, uid=uid)
    records.save(office, "pledge", {"paper_ref": "Sổ 2"}, uid=valid)
    records.save(office, "pledge", VOID, uid=valid)
    assert records.save(office, "pledge", {"voided_on": None, "void_reason": None}, uid=voided[0]).uid == voided[0]


def test_taking_back_a_voiding_brings_no_second_valid_pledge(office: Office, said: dict[str, object]) -> None:
    first = pledge(office, said)
    voiding = records.save(office, "pledge", VOID, uid=first).changes.operation
    second = pledge(office, said)
    with pytest.raises(EditedElsewhere, match="Đã có bản cam kết trùng"):
        undo.undo(office, voiding)
    assert records.get(office, "pledge", first).record.voided_on == VOID["voided_on"]
    records.remove(office, "pledge", second, "nhập trùng")
    undo.undo(office, voiding)
    assert records.get(office, "pledge", first).record.voided_on is None


def test_doing_again_brings_no_second_valid_pledge(office: Office, said: dict[str, object]) -> None:
    first = pledge(office, said)
    records.remove(office, "pledge", first, "nhập nhầm")
    removing = undo.operations(office)[0].uid
    pledge(office, said)
    with pytest.raises(EditedElsewhere, match="Đã có bản cam kết trùng"):
        undo.undo(office, removing)
