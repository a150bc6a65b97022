"""Signed papers one after the other, and a whole meeting at once."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antq_desktop.domain.errors import RejectedRecord, RoleRefused, UsageError
from antq_desktop.domain.registers.pledge import Pledge
from antq_desktop.services import households, officers, pledging, records, setup, undo, upkeep
from antq_desktop.services.lists import ListQuery, open_list
from antq_desktop.services.office import Office
from antq_desktop.services.pledging import Meeting, Sitting

DAY = date(2026, 3, 5)
NAMES = ("Nguyễn Văn Phúc", "Nguyễn Văn Phương", "Lê Thị Dung", "Lê Thị Dũng", "Nông Văn Pao")


@pytest.fixture
def area(office: Office) -> UUID:
    return records.save(office, "residential_area", {"name": "Thôn Đông"}).uid


@pytest.fixture
def known(office: Office, area: UUID) -> dict[str, UUID]:
    """Households by head."""
    return {
        name: records.save(office, "household", {"head_name": name, "area": area, "address": f"Số {number}"}).uid
        for number, name in enumerate(NAMES, 1)
    }


@pytest.fixture
def sitting(office: Office, area: UUID) -> Sitting:
    return Sitting(campaign=records.suggestions(office, "pledge_campaign", "")[0][0], signed_on=DAY, area=area)


def pledges(office: Office) -> list[Pledge]:
    found = open_list(office, "pledge", ListQuery())
    return [record for record in found.records(0, 1000) if isinstance(record, Pledge)]


@pytest.mark.parametrize("text", ["nvp", "phuc", "Phúc", "so 1", "van phuc"])
def test_a_household_is_found_by_initials_without_marks_or_by_its_address(
    office: Office, known: dict[str, UUID], sitting: Sitting, text: str
) -> None:
    found = pledging.candidates(office, sitting, text)
    assert known["Nguyễn Văn Phúc"] in {candidate.uid for candidate in found}
    assert found[0].area == "Thôn Đông"


def test_households_of_the_area_at_hand_come_first_and_those_gone_away_not_at_all(
    office: Office, known: dict[str, UUID], sitting: Sitting
) -> None:
    other = records.save(office, "residential_area", {"name": "Thôn An"}).uid
    there = records.save(office, "household", {"head_name": "Nguyễn Văn Phát", "area": other}).uid
    households.leave(office, known["Nguyễn Văn Phương"], date(2026, 1, 2))
    found = [candidate.uid for candidate in pledging.candidates(office, sitting, "nvp")]
    assert found == [known["Nông Văn Pao"], known["Nguyễn Văn Phúc"], there], "by given name"
    assert pledging.candidates(office, sitting, " ") == []


def test_whose_initials_are_just_what_was_typed_comes_before_those_that_go_on_however_many_they_are(
    office: Office, area: UUID, sitting: Sitting
) -> None:
    longer = [f"Vũ Thị Thu {first}{last}" for first in ("B", "C", "D", "Đ", "H") for last in "aeiouăâêô"]
    for name in (*longer, "Vũ Thị Tuấn", "Vũ Thị Tý"):
        records.save(office, "household", {"head_name": name, "area": area})
    found = [candidate.head_name for candidate in pledging.candidates(office, sitting, "vtt")]
    assert found[:3] == ["Vũ Thị Tuấn", "Vũ Thị Tý", "Vũ Thị Thu Ba"]
    pledging.enter(office, sitting, pledging.candidates(office, sitting, "vtt")[0].uid)
    found = [candidate.head_name for candidate in pledging.candidates(office, sitting, "vtt")]
    assert found[:3] == ["Vũ Thị Tý", "Vũ Thị Tuấn", "Vũ Thị Thu Ba"], "a paper that came twice is no one else's"
    (first, _), *_ = records.suggestions(office, "household", "vtt", 1)
    assert records.get(office, "household", first).record.head_name == "Vũ Thị Tuấn"


def test_a_paper_of_a_known_household_is_entered_once_and_taken_back(
    office: Office, known: dict[str, UUID], sitting: Sitting
) -> None:
    uid = known["Lê Thị Dung"]
    start = upkeep.state_hash(office)
    done = pledging.enter(office, sitting, uid, "member", " Sổ 1, trang 2 ")
    (pledge,) = pledges(office)
    assert (pledge.household, pledge.signed_on, pledge.year, pledge.area) == (uid, DAY, 2026, sitting.area)
    assert (pledge.signer_kind, pledge.paper_ref, pledge.form) == ("member", "Sổ 1, trang 2", "signed")
    (candidate,) = [found for found in pledging.candidates(office, sitting, "dung") if found.uid == uid]
    assert (candidate.pledge, candidate.signed_on) == (done.pledge, DAY)
    assert [found.uid for found in pledging.candidates(office, sitting, "le thi")] == [known["Lê Thị Dũng"], uid]
    again = pledging.enter(office, sitting, uid)
    assert (again.already, again.pledge, len(pledges(office))) == (True, done.pledge, 1)
    undo.undo(office, done.changes.operation)
    assert upkeep.state_hash(office) == start


def test_a_void_pledge_does_not_stand_in_the_way(office: Office, known: dict[str, UUID], sitting: Sitting) -> None:
    done = pledging.enter(office, sitting, known["Lê Thị Dung"])
    records.save(office, "pledge", {"voided_on": "06/03/2026", "void_reason": "ghi nhầm"}, uid=done.pledge)
    assert not pledging.enter(office, sitting, known["Lê Thị Dung"]).already
    assert len(pledges(office)) == 2


def test_a_pledge_keeps_the_area_of_its_day(office: Office, known: dict[str, UUID], sitting: Sitting) -> None:
    other = records.save(office, "residential_area", {"name": "Thôn An"}).uid
    households.move(office, known["Lê Thị Dung"], other, date(2026, 4, 1))
    pledging.enter(office, sitting, known["Lê Thị Dung"])
    later = Sitting(campaign=sitting.campaign, signed_on=date(2026, 4, 2))
    households.move(office, known["Lê Thị Dũng"], other, date(2026, 4, 1))
    pledging.enter(office, later, known["Lê Thị Dũng"])
    assert {pledge.household: pledge.area for pledge in pledges(office)} == {
        known["Lê Thị Dung"]: sitting.area,
        known["Lê Thị Dũng"]: other,
    }


def test_a_new_household_comes_with_its_pledge_in_one_step(office: Office, sitting: Sitting) -> None:
    organization = records.suggestions(office, "member_organization", "HND")[0][0]
    start = upkeep.state_hash(office)
    with_list = Sitting(campaign=sitting.campaign, signed_on=DAY, area=sitting.area, organization=organization)
    done = pledging.enter_new(office, with_list, {"head_name": "  trần   văn mới ", "address": "Số 9"})
    household = records.get(office, "household", done.household).record
    assert (household.head_name, household.area) == ("trần văn mới", sitting.area)
    assert household.organizations == {organization}
    assert [pledge.household for pledge in pledges(office)] == [done.household]
    undo.undo(office, done.changes.operation)
    assert upkeep.state_hash(office) == start


@pytest.mark.parametrize(
    ("values", "day"),
    [({"head_name": ""}, DAY), ({"head_name": "An 001190012345"}, DAY), ({"head_name": "Lê An"}, date(2026, 12, 1))],
)
def test_what_breaks_a_rule_leaves_neither_household_nor_pledge(
    office: Office, sitting: Sitting, values: dict[str, object], day: date
) -> None:
    before = upkeep.state_hash(office)
    with pytest.raises(RejectedRecord):
        pledging.enter_new(office, Sitting(campaign=sitting.campaign, signed_on=day, area=sitting.area), values)
    assert upkeep.state_hash(office) == before


def test_the_same_name_in_the_area_is_asked_about_equal_marks_first(
    office: Office, known: dict[str, UUID], sitting: Sitting
) -> None:
    found = pledging.look_alikes(office, sitting, "lê thị dũng", sitting.area)
    assert [candidate.uid for candidate in found] == [known["Lê Thị Dũng"], known["Lê Thị Dung"]]
    assert pledging.look_alikes(office, sitting, "Lê Thị", sitting.area) == []
    assert pledging.look_alikes(office, sitting, "", sitting.area) == []


def test_a_meeting_is_kept_at_once_if_the_paper_agrees(
    office: Office, known: dict[str, UUID], sitting: Sitting
) -> None:
    pledging.enter(office, sitting, known["Lê Thị Dung"])
    there = pledging.at_meeting(office, sitting)
    assert {candidate.uid for candidate in there} == set(known.values())
    assert [candidate.head_name for candidate in there if candidate.pledge] == ["Lê Thị Dung"]
    present = frozenset(known.values()) - {known["Nông Văn Pao"]}
    before = upkeep.state_hash(office)
    for counted in (3, 5):
        with pytest.raises(RejectedRecord, match="Đếm lại"):
            pledging.keep_meeting(office, sitting, Meeting(present, counted, "Sổ 1"))
    assert upkeep.state_hash(office) == before
    changes = pledging.keep_meeting(
        office, sitting, Meeting(present, 4, "Sổ 1", by_member=frozenset({known["Lê Thị Dũng"]}))
    )
    signers = {pledge.household: (pledge.signer_kind, pledge.paper_ref) for pledge in pledges(office)}
    assert set(signers) == present
    assert signers[known["Lê Thị Dũng"]] == ("member", "Sổ 1")
    assert signers[known["Nguyễn Văn Phúc"]] == ("head", "Sổ 1")
    assert signers[known["Lê Thị Dung"]] == ("head", None), "it had pledged before"
    undo.undo(office, changes.operation)
    assert upkeep.state_hash(office) == before


def test_a_meeting_knows_who_lived_there_on_its_day(office: Office, known: dict[str, UUID], sitting: Sitting) -> None:
    households.leave(office, known["Nông Văn Pao"], date(2026, 3, 4))
    gone = known["Nông Văn Pao"]
    assert gone not in {candidate.uid for candidate in pledging.at_meeting(office, sitting)}
    with pytest.raises(RejectedRecord, match="không ở khu dân cư"):
        pledging.keep_meeting(office, sitting, Meeting(frozenset({gone}), 1))
    with pytest.raises(UsageError, match="khu dân cư"):
        pledging.at_meeting(office, Sitting(campaign=sitting.campaign, signed_on=DAY))


def test_who_only_looks_enters_nothing(office: Office, known: dict[str, UUID], sitting: Sitting) -> None:
    officers.add(
        office, officers.NewOfficer("xem", "Lê Xem", "chi-xem-thoi-nhe", frozenset({"viewer"})), "mot-cau-de-nho"
    )
    viewer = setup.unlock(office.paths.folder, "xem", "chi-xem-thoi-nhe", office.environment)
    for act in (
        lambda: pledging.enter(viewer, sitting, known["Lê Thị Dung"]),
        lambda: pledging.enter_new(viewer, sitting, {"head_name": "Lê An"}),
        lambda: pledging.keep_meeting(viewer, sitting, Meeting(frozenset(known.values()), 5)),
    ):
        with pytest.raises(RoleRefused):
            act()
    setup.lock(viewer)
    assert pledges(office) == []


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(["one", "all", "undo"]), st.integers(0, 4)), max_size=8))
def test_whatever_is_entered_in_whatever_order_a_household_has_one_pledge(
    office: Office, known: dict[str, UUID], sitting: Sitting, steps: list[tuple[str, int]]
) -> None:
    uids = list(known.values())
    done = 0
    for act, number in steps:
        if act == "one":
            done += not pledging.enter(office, sitting, uids[number]).already
        elif act == "all":
            changes = pledging.keep_meeting(office, sitting, Meeting(frozenset(uids[:number]), number))
            done += changes.operation is not None
        elif done:
            undo.undo(office)
            done -= 1
        signed = [pledge.household for pledge in pledges(office)]
        assert len(signed) == len(set(signed))
    for _ in range(done):
        undo.undo(office)
    assert pledges(office) == []


@pytest.mark.parametrize("day", [date(1900, 11, 15), date(1962, 3, 1), date(2024, 12, 31)])
def test_a_pledge_was_not_signed_years_before_its_round(
    office: Office, known: dict[str, UUID], sitting: Sitting, day: date
) -> None:
    early = replace(sitting, signed_on=day)
    with pytest.raises(RejectedRecord):
        pledging.enter(office, early, known["Lê Thị Dung"])
    with pytest.raises(RejectedRecord):
        pledging.keep_meeting(office, early, Meeting(frozenset(known.values()), len(known)))
    assert pledges(office) == []
    done = pledging.enter(office, replace(sitting, signed_on=date(2025, 12, 28)), known["Lê Thị Dung"])
    assert "không thuộc năm cam kết 2026" in done.warnings[0]
