"""Lists that name households as they were: gone, moved, merged, under another head; areas that ended."""

from datetime import date
from pathlib import Path

import pytest

from antq_desktop.domain.periods import calendar_year
from antq_desktop.services import households, indicators, records, upkeep
from antq_desktop.services.imports import importing
from antq_desktop.services.imports.import_plan import ImportChoices
from antq_desktop.services.office import Office
from workbooks import EAST, bring, line, look, outcomes, stored, write

AN, TU, HAI = "Nguyễn Văn An", "Lê Thị Tư", "Phạm Văn Hai"
DAY = date(2026, 3, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "nhap.xlsx"


def uid_of(office: Office, name: str):
    return next(item.uid for item in stored(office, "household") if item.head_name == name)


def signed(office: Office) -> tuple[int, int]:
    figures = indicators.figures(office, calendar_year(2026))
    return next((m.numerator, m.denominator) for m in figures.measures if m.id == "I1b")


def test_the_same_file_after_events_makes_nobody_new(office: Office, path: Path) -> None:
    rows = [line(name, signed_on=DAY) for name in (AN, TU, HAI)]
    bring(office, path, *rows)
    west = records.save(office, "residential_area", {"name": "Thôn Tây"}).uid
    households.move(office, uid_of(office, AN), west, date(2026, 4, 1))
    households.change_head(office, uid_of(office, TU), "Lê Văn Con", date(2026, 4, 1))
    households.merge(office, uid_of(office, HAI), uid_of(office, AN), date(2026, 5, 1))
    before, counted = upkeep.state_hash(office), signed(office)
    again = importing.preview(office, path, ImportChoices(year=2026))
    assert outcomes(again) == ["already"] * 3
    importing.save(office, again)
    assert (upkeep.state_hash(office), signed(office)) == (before, counted)


def test_another_list_with_old_names_takes_pledges_signed_while_they_held(office: Office, path: Path) -> None:
    bring(office, path, *(line(name, signed_on=None) for name in (AN, TU)))
    an, tu = uid_of(office, AN), uid_of(office, TU)
    households.leave(office, an, date(2026, 4, 1))
    households.change_head(office, tu, "Lê Văn Con", date(2026, 4, 1))
    plan = bring(office, path, line(AN, signed_on=DAY), line(TU, signed_on=DAY))
    assert outcomes(plan) == ["accepted", "accepted"]
    assert {pledge.household for pledge in stored(office, "pledge")} == {an, tu}
    assert len(stored(office, "household")) == 2


def test_a_pledge_after_a_household_left_waits_for_a_person_and_every_answer_works(office: Office, path: Path) -> None:
    bring(office, path, line(AN, "Số 5", signed_on=None))
    an = uid_of(office, AN)
    households.leave(office, an, date(2026, 3, 1))
    late = line(AN, signed_on=date(2026, 5, 10))
    plan = look(office, path, late)
    assert outcomes(plan) == ["decision"]
    assert "đã rời khu dân cư này ngày 01/03/2026" in importing.reason_of(plan.rows[0])
    header = ("Họ và tên", "Khu dân cư", "Ngày ký", "Quyết định")
    for answer, outcome, count in (("bỏ qua", "already", 1), ("1", "accepted", 1), ("hộ mới", "accepted", 2)):
        write(path, (AN, EAST, date(2026, 5, 10), answer), header=header)
        said = importing.preview(office, path, ImportChoices(year=2026))
        assert outcomes(said) == [outcome]
        importing.save(office, said)
        assert len(stored(office, "household")) == count
    assert signed(office) == (1, 1)


def test_a_household_of_the_same_name_that_is_there_is_meant_before_one_that_left(office: Office, path: Path) -> None:
    bring(office, path, line(AN, "Số 5", signed_on=None))
    households.leave(office, uid_of(office, AN), date(2026, 3, 1))
    households.arrive(office, {"head_name": AN, "area": stored(office, "residential_area")[0].uid}, date(2026, 4, 1))
    assert outcomes(look(office, path, line(AN, signed_on=date(2026, 5, 10)))) == ["accepted"]


def test_an_area_that_was_renewed_under_its_name_is_the_one_of_the_year(office: Office, path: Path) -> None:
    records.save(office, "residential_area", {"name": "Thôn Tây", "valid_to": "31/12/2025"})
    ended = look(office, path, line(AN, area="Thôn Tây", signed_on=DAY), new_areas="refuse")
    assert [fault.code for fault in ended.rows[0].faults] == ["unknown_area"]
    new = records.save(office, "residential_area", {"name": "Thôn Tây", "valid_from": "01/01/2026"}).uid
    plan = bring(office, path, line(AN, area="Thôn Tây", signed_on=DAY))
    assert outcomes(plan) == ["accepted"]
    assert [item.area for item in stored(office, "household")] == [new]
