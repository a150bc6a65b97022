"""What is known of one household's pledges, a line a year."""

from datetime import date

import pytest

from antq_desktop.services import households, pledges_of, records
from antq_desktop.services.lists import ListQuery, open_list


@pytest.fixture
def area(office):
    return records.save(office, "residential_area", {"name": "Thôn Đông"}).uid


@pytest.fixture
def rounds(office):
    """A round a year, of 2026 the one that every store has."""
    (first,) = open_list(office, "pledge_campaign", ListQuery()).records(0, 10)
    made = {2026: first.uid}
    for year in (2023, 2024, 2025):
        values = {"year": year, "template": first.template, "name": f"Ký cam kết năm {year}"}
        made[year] = records.save(office, "pledge_campaign", values).uid
    return made


def sign(office, household, rounds, on, **more):
    values = {"household": household, "campaign": rounds[on.year], "year": on.year, "signed_on": on, **more}
    return records.save(office, "pledge", values).uid


def words(office, household):
    return [line.words for line in pledges_of.household(office, household)]


def test_each_year_with_a_round_has_a_line_the_newest_first(office, area, rounds):
    uid = records.save(office, "household", {"head_name": "Lê Thị Dung", "area": area}).uid
    made = sign(office, uid, rounds, date(2026, 11, 12), area=area, paper_ref="sổ 3 tr. 5")
    void = sign(office, uid, rounds, date(2025, 3, 5), area=area)
    records.save(office, "pledge", {"voided_on": date(2025, 4, 1), "void_reason": "Ký nhầm"}, uid=void)
    registered = {"area": area, "form": "registration", "signer_kind": "member"}
    sign(office, uid, rounds, date(2024, 5, 6), **registered)
    lines = pledges_of.household(office, uid)
    assert [line.words for line in lines] == [
        "2026: ký 12/11/2026, sổ 3 tr. 5",
        "2025: chưa ký (bản ký 05/03/2025 đã hủy 01/04/2025)",
        "2024: đăng ký 06/05/2024",
        "2023: chưa ký",
    ]
    assert [line.pledge for line in lines][:2] == [made, void]
    assert lines[-1].pledge is None
    assert [line.signed for line in lines] == [True, False, True, False]


def test_a_household_lacks_no_pledge_of_a_year_in_which_it_did_not_live_here(office, area, rounds):
    arrived = {"head_name": "Nông Văn Pao", "area": area}
    uid = households.arrive(office, arrived, date(2025, 6, 1)).uid
    assert words(office, uid) == ["2026: chưa ký", "2025: chưa ký"]
    households.leave(office, uid, date(2026, 2, 3))
    assert words(office, uid) == ["2025: chưa ký"]


def test_a_pledge_signed_again_after_the_first_was_void_stands_for_its_year(office, area, rounds):
    uid = records.save(office, "household", {"head_name": "Lê Thị Dung", "area": area}).uid
    void = sign(office, uid, rounds, date(2026, 3, 5), area=area)
    records.save(office, "pledge", {"voided_on": date(2026, 4, 1), "void_reason": "Ký nhầm"}, uid=void)
    sign(office, uid, rounds, date(2026, 5, 5), area=area)
    assert words(office, uid)[:2] == ["2026: ký 05/05/2026", "2025: chưa ký"]
