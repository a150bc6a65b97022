"""Published rules of I1, I1.k and I1b at their edges, and the records behind every number."""

from datetime import date
from uuid import UUID

import pytest

from antq_desktop.domain.errors import RejectedRecord, UsageError
from antq_desktop.domain.indicators import Measure
from antq_desktop.services import indicators, records
from antq_desktop.services.office import Office


def commune(office: Office) -> tuple[UUID, UUID]:
    area = records.save(office, "residential_area", {"name": "Thôn Đông"}).uid
    return area, records.suggestions(office, "pledge_campaign", "")[0][0]


def household(office: Office, area: UUID, name: str, organizations: str = "") -> UUID:
    values = {"head_name": name, "area": area, "organizations": organizations}
    return records.save(office, "household", values).uid


def pledge(office: Office, uid: UUID, place: tuple[UUID, UUID], day: date | None, **more: object) -> UUID:
    area, campaign = place
    values = {"household": uid, "campaign": campaign, "year": 2026, "area": area, "signed_on": day, **more}
    return records.save(office, "pledge", values).uid


def template(office: Office) -> UUID:
    return records.suggestions(office, "pledge_template", "")[0][0]


def line(office: Office, key: str, period: str = "2026") -> Measure:
    found = indicators.figures(office, office.catalogues.period(period)).measures
    return next(measure for measure in found if measure.id == key)


def test_a_household_of_three_organizations_counts_once_in_the_total_and_once_in_each_line(office: Office) -> None:
    place = commune(office)
    one = household(office, place[0], "Nguyễn Văn An", "HND, HPN, CCB")
    household(office, place[0], "Lê Thị Tư", "HND")
    pledge(office, one, place, date(2026, 2, 1))
    assert (line(office, "I1").numerator, line(office, "I1").denominator) == (1, 2)
    assert [
        (line(office, f"I1.{k}").numerator, line(office, f"I1.{k}").denominator) for k in ("HND", "HPN", "CCB")
    ] == [
        (1, 2),
        (1, 1),
        (1, 1),
    ]
    assert line(office, "I1.NCT").shown == "Không có đối tượng"


def test_i1b_counts_every_residing_household_and_i1_only_members(office: Office) -> None:
    place = commune(office)
    pledge(office, household(office, place[0], "Nguyễn Văn An"), place, date(2026, 2, 1))
    household(office, place[0], "Lê Thị Tư", "HND")
    assert (line(office, "I1b").numerator, line(office, "I1b").denominator) == (1, 2)
    assert (line(office, "I1").numerator, line(office, "I1").denominator) == (0, 1)


def test_the_target_is_reached_only_by_all_and_what_lacks_is_said(office: Office) -> None:
    place = commune(office)
    uids = [household(office, place[0], f"Nguyễn Văn {name}", "HND") for name in ("An", "Bé", "Con")]
    for uid in uids[:2]:
        pledge(office, uid, place, date(2026, 2, 1))
    told = line(office, "I1")
    assert (told.shown, told.reached, told.verdict) == ("66,7%", False, "chưa đạt, còn 1 hộ")
    pledge(office, uids[2], place, date(2026, 2, 2))
    told = line(office, "I1")
    assert (told.shown, told.reached, told.verdict) == ("100%", True, "đạt")


def test_a_pledge_signed_after_the_cut_off_void_or_of_another_year_does_not_count(office: Office) -> None:
    place = commune(office)
    late, void, other, plain = (household(office, place[0], f"Trần Thị {n}") for n in ("Ba", "Tư", "Năm", "Sáu"))
    pledge(office, late, place, date(2026, 4, 1))
    pledge(office, void, place, date(2026, 2, 1), voided_on=date(2026, 2, 5), void_reason="ghi nhầm hộ")
    earlier = records.save(office, "pledge_campaign", {"year": 2025, "name": "Năm 2025", "template": template(office)})
    pledge(office, other, (place[0], earlier.uid), date(2026, 2, 1), year=2025)
    pledge(office, plain, place, date(2026, 3, 31))
    assert line(office, "I1b", "2026-Q1").numerator == 1
    assert line(office, "I1b", "2026-H1").numerator == 2
    drill = indicators.drill(office, office.catalogues.period("2026-Q1"), "I1b")
    assert set(drill.missing) == {late, void, other}


def test_a_registration_without_a_day_counts_and_a_signature_without_a_day_is_refused(office: Office) -> None:
    place = commune(office)
    uid = household(office, place[0], "Nguyễn Văn An")
    pledge(office, uid, place, None, form="registration")
    assert line(office, "I1b").numerator == 1


def test_an_organization_that_ended_has_no_line_and_its_members_do_not_count(office: Office) -> None:
    place = commune(office)
    household(office, place[0], "Nguyễn Văn An", "LDLD")
    union = records.resolve(office, "member_organization", "LDLD")
    records.save(office, "member_organization", {"valid_to": "30/06/2025"}, uid=union)
    assert line(office, "I1").denominator == 0
    ids = {measure.id for measure in indicators.figures(office, office.catalogues.period("2026")).measures}
    assert "I1.LDLD" not in ids


def test_a_declared_figure_stands_beside_the_counted_one_and_a_frozen_one_replaces_it(office: Office) -> None:
    place = commune(office)
    household(office, place[0], "Nguyễn Văn An", "HND")
    farmers = records.resolve(office, "member_organization", "HND")
    said = {"year": 2026, "households": 5, "organization": farmers, "source": "CV 12/HND"}
    records.save(office, "declared_figure", said)
    assert (line(office, "I1.HND").denominator, line(office, "I1.HND").declared) == (1, 5)
    records.save(office, "declared_figure", {**said, "basis": "frozen", "households": 4})
    assert line(office, "I1.HND").denominator == 4


def frozen(office: Office, households: int, **more: object) -> UUID:
    said = {"year": 2026, "households": households, "basis": "frozen", "source": "KH 279", **more}
    return records.save(office, "declared_figure", said).uid


def test_a_frozen_figure_of_the_commune_is_told_beside_the_households_on_record(office: Office) -> None:
    place = commune(office)
    for name in ("An", "Bé"):
        household(office, place[0], f"Nguyễn Văn {name}", "HND")
    frozen(office, 77)
    told = line(office, "I1")
    assert (told.numerator, told.denominator, told.counted, told.frozen) == (0, 77, 2, 77)
    assert told.note == "đã chốt 77, có hồ sơ 2"
    assert len(indicators.drill(office, office.catalogues.period("2026"), "I1").denominator) == told.counted
    assert line(office, "I1b").note == ""


def test_a_frozen_figure_smaller_than_what_is_signed_is_told_and_not_used(office: Office) -> None:
    place = commune(office)
    uids = [household(office, place[0], f"Nguyễn Văn {name}", "HND") for name in ("An", "Bé", "Con")]
    for uid in uids[:2]:
        pledge(office, uid, place, date(2026, 2, 1))
    frozen(office, 1)
    told = line(office, "I1")
    assert (told.numerator, told.denominator, told.frozen) == (2, 3, 1)
    assert told.note == "chốt 1 ít hơn số đã ký, tính theo 3 hộ có hồ sơ"


def test_a_frozen_figure_of_an_area_holds_in_its_line_and_in_the_sum_of_the_commune(office: Office) -> None:
    east, campaign = commune(office)
    west = records.save(office, "residential_area", {"name": "Thôn Đoài"}).uid
    pledge(office, household(office, east, "Nguyễn Văn An", "HND"), (east, campaign), date(2026, 2, 1))
    household(office, west, "Lê Thị Tư", "HND")
    uid = frozen(office, 10, area=east)
    counted = indicators.figures(office, office.catalogues.period("2026"))
    of_east, of_west = counted.line("I1", east), counted.line("I1", west)
    assert of_east is not None
    assert of_west is not None
    assert (of_east.numerator, of_east.denominator, of_east.note) == (1, 10, "đã chốt 10, có hồ sơ 1")
    assert (of_west.denominator, of_west.note) == (1, "")
    whole = counted.line("I1")
    assert whole is not None
    assert (whole.numerator, whole.denominator, whole.note) == (1, 11, "gồm số chốt, có hồ sơ 2")
    frozen(office, 20)
    assert (line(office, "I1").denominator, line(office, "I1").note) == (20, "đã chốt 20, có hồ sơ 2")
    records.remove(office, "declared_figure", uid, "nhầm")
    assert line(office, "I1").denominator == 20


def test_a_frozen_figure_without_a_line_is_refused(office: Office) -> None:
    area, _ = commune(office)
    farmers = records.resolve(office, "member_organization", "HND")
    with pytest.raises(RejectedRecord, match="không có dòng chỉ tiêu của tổ chức trong từng khu"):
        frozen(office, 5, area=area, organization=farmers)
    assert frozen(office, 5, area=area, organization=farmers, basis="declared")


def test_numerators_denominators_and_missing_are_the_records_themselves(office: Office) -> None:
    place = commune(office)
    uids = [household(office, place[0], f"Nguyễn Văn {name}", "HND") for name in ("An", "Bé", "Con")]
    pledge(office, uids[0], place, date(2026, 2, 1))
    for key in ("I1", "I1b", "I1.HND"):
        drill = indicators.drill(office, office.catalogues.period("2026"), key)
        told = line(office, key)
        assert (len(drill.numerator), len(drill.denominator)) == (told.numerator, told.denominator)
        assert set(drill.numerator) <= set(drill.denominator)
    with pytest.raises(UsageError, match="I9"):
        indicators.drill(office, office.catalogues.period("2026"), "I9")


def test_areas_add_up_to_the_commune_and_lines_of_organizations_do_not(office: Office) -> None:
    place = commune(office)
    west = records.save(office, "residential_area", {"name": "Thôn Đoài"}).uid
    household(office, place[0], "Nguyễn Văn An", "HND, HPN")
    household(office, west, "Lê Thị Tư", "HND")
    counted = indicators.figures(office, office.catalogues.period("2026"))
    assert sum(area.member_households for area in counted.areas) == line(office, "I1").denominator == 2
    assert sum(m.denominator for m in counted.measures if m.id.startswith("I1.")) == 3
