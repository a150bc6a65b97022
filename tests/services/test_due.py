"""What waits to be done: told once, by its level, and gone when it is done."""

from dataclasses import replace
from datetime import date

import pytest
from tests.conftest import PASSWORD

from antq_desktop.domain.periods import calendar_year
from antq_desktop.services import due, indicators, officers, records, rehearsing, setup, standing, upkeep
from antq_desktop.services.handover import enrolment, handing_over
from antq_desktop.services.office import Office


def waiting(office: Office) -> dict[str, due.Due]:
    found = due.due(office, indicators.figures(office, calendar_year(office.today().year)))
    assert [item.level for item in found] == sorted((item.level for item in found), key=due._ORDER.index)
    return {item.page: item for item in found}


def test_a_new_training_store_waits_for_its_package_and_its_certificate(office: Office) -> None:
    assert set(waiting(office)) == {"export", "enrolment", "residential_area"}
    records.save(office, "residential_area", {"name": "Thôn Đông"})
    assert set(waiting(office)) == {"export", "enrolment"}
    assert not enrolment.status(office).enrolled
    assert "enrolment" in waiting(office), "a certificate of the device's own making is not the authority's"


@pytest.mark.parametrize(
    ("due_on", "level", "when"), [(date(2026, 11, 22), "late", "Quá hạn"), (date(2026, 11, 30), "soon", "Còn 7 ngày")]
)
def test_a_round_that_is_due_names_the_households_that_lack(
    office: Office, due_on: date, level: str, when: str
) -> None:
    area = records.save(office, "residential_area", {"name": "Thôn Đông"}).uid
    for name in ("Nguyễn Văn An", "Lê Thị Tư"):
        records.save(office, "household", {"head_name": name, "area": area})
    (campaign, _) = records.suggestions(office, "pledge_campaign", "")[0]
    assert "entry" not in waiting(office)
    records.save(office, "pledge_campaign", {"due_on": due_on.strftime("%d/%m/%Y")}, uid=campaign)
    item = waiting(office)["entry"]
    assert (item.level, item.when, item.count) == (level, when, 2)
    assert "còn 2 hộ" in item.title


def test_a_round_far_off_is_not_told(office: Office) -> None:
    (campaign, _) = records.suggestions(office, "pledge_campaign", "")[0]
    records.save(office, "pledge_campaign", {"due_on": "31/12/2026"}, uid=campaign)
    assert "entry" not in waiting(office)


def test_the_package_of_the_last_quarter_waits_until_it_is_sealed_and_then_to_be_handed_over(
    office: Office, tmp_path
) -> None:
    quarter = due.last_quarter(office, office.today())
    assert quarter.key == "2026-Q3"
    item = waiting(office)["export"]
    assert (item.level, quarter.title in item.title) == ("late", True)
    handing_over.export(office, "numbers", quarter, tmp_path)
    assert "export" not in waiting(office)
    assert waiting(office)["outbox"].count == 1


def test_a_year_without_round_asks_for_one(office: Office, clock) -> None:
    clock.move(days=60)
    assert waiting(office)["pledge_campaign"].title == "Mở đợt ký cam kết năm 2027"


def test_a_real_store_is_reminded_of_its_backup(office: Office, clock) -> None:

    real = replace(office, training=False)
    assert waiting(real)["settings"].level == "soon"
    upkeep.backup(real)
    rehearsing.note(real)
    assert "settings" not in waiting(real)
    clock.move(days=8)
    assert waiting(real)["settings"].level == "late"


def test_nothing_is_overdue_from_before_a_real_store_began(office: Office, clock) -> None:
    real = replace(office, training=False)
    assert "export" not in waiting(real)
    assert standing.sending(real).level == "fine"
    clock.now = clock.now.replace(year=2027, month=2)
    assert waiting(real)["export"].level == "late"


def test_an_officer_is_asked_to_replace_a_password_that_somebody_else_set(office: Office) -> None:
    title = "Đổi mật khẩu do quản trị đặt"
    new = officers.NewOfficer("mai", "Lê Thị Mai", "cau-khac-de-nho", frozenset({"front_cadre"}), "front")
    officers.add(office, new, PASSWORD)
    assert title not in {item.title for item in waiting(office).values()}
    hers = setup.unlock(office.paths.folder, "mai", "cau-khac-de-nho", office.environment)
    assert waiting(hers)["settings"].title == title
    officers.change_password(hers, "mai", "mot-cau-cua-rieng-mai", "cau-khac-de-nho")
    assert "settings" not in waiting(hers)
    officers.change_password(office, "mai", "lai-mot-cau-khac", PASSWORD)
    assert waiting(hers)["settings"].title == title
    setup.lock(hers)
