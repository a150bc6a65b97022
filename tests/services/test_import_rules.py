"""Which stored household a row means, and what of it is taken."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antq_desktop.domain.registers.household import Household
from antq_desktop.services import records, undo, upkeep
from antq_desktop.services.imports import importing
from antq_desktop.services.imports.import_plan import ImportChoices, Outcome
from antq_desktop.services.office import Office
from workbooks import (
    EAST,
    bring,
    codes,
    everything_in,
    everything_stored,
    line,
    look,
    outcomes,
    stored,
    tables_of,
    write,
)

AN = "Nguyễn Văn An"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "nhap.xlsx"


def households(office: Office) -> list[Household]:
    return [record for record in stored(office, "household") if isinstance(record, Household)]


def test_the_same_address_is_the_same_household_whatever_its_spelling(office: Office, path: Path) -> None:
    bring(office, path, line(AN, "Số 5, ngõ 3"))
    again = bring(office, path, line("NGUYỄN VĂN AN", "so 5 ngo 3", size=4, area="ĐÔNG"))
    assert outcomes(again) == ["updated"]
    assert [(found.address, found.size) for found in households(office)] == [("Số 5, ngõ 3", 4)]


@pytest.mark.parametrize(("first", "second"), [("", "Số 5"), ("Số 5", "")])
def test_an_empty_address_means_the_only_candidate(office: Office, path: Path, first: str, second: str) -> None:
    bring(office, path, line(AN, first))
    bring(office, path, line(AN, second))
    assert [found.address for found in households(office)] == ["Số 5"]


def test_another_address_is_a_new_household_and_a_possible_duplicate(office: Office, path: Path) -> None:
    bring(office, path, line(AN, "Số 5"))
    plan = bring(office, path, line(AN, "Số 7"))
    assert outcomes(plan) == ["accepted"]
    assert [len(double.others) for double in plan.duplicates] == [1]
    assert sorted(found.address or "" for found in households(office)) == ["Số 5", "Số 7"]


def test_a_new_household_named_and_housed_as_one_of_another_area_is_taken_and_says_where(
    office: Office, path: Path
) -> None:
    bring(office, path, line(AN, "Số 5, ngõ 3", area="Thôn Đoài"), line("Hà Văn A", area="Thôn Đoài"))
    rows = line(AN, "so 5 ngo 3"), line(AN, "Số 7"), line("Hà Văn A"), line(AN, "Số 5, ngõ 3")
    plan = look(office, path, *rows, new_areas="create")
    assert outcomes(plan) == ["accepted", "accepted", "accepted", "already"]
    assert [row.warnings for row in plan.rows][:3] == [
        ("Hộ mới, nhưng cùng tên, cùng địa chỉ ở Thôn Đoài.", "Cùng tên với dòng 3, khác địa chỉ."),
        ("Cùng tên với dòng 2, khác địa chỉ.",),
        (),
    ], "of another area, another address or none at all says nothing"
    told = {double.row_no: double for double in plan.duplicates}
    (there,) = [found.uid for found in households(office) if found.head_name == AN]
    assert told[2].others == (there,)
    assert told[2].areas == ("Thôn Đoài",)
    assert told[3].areas == (), "its namesake is one of its own area, brought by the same list"


def test_a_household_known_in_its_own_area_is_not_compared_with_other_areas(office: Office, path: Path) -> None:
    bring(office, path, line(AN, "Số 5", area="Thôn Đoài"), line(AN, "Số 5"))
    plan = bring(office, path, line(AN, "Số 5", size=3))
    assert outcomes(plan) == ["updated"]
    assert plan.rows[0].warnings == ()
    assert not plan.duplicates


def test_several_candidates_and_no_address_wait_for_a_person(office: Office, path: Path) -> None:
    bring(office, path, line(AN, "Số 5"), line(AN, "Số 7"))
    plan = bring(office, path, line(AN, signed_on=date(2026, 4, 1)))
    assert outcomes(plan) == ["decision"]
    assert [address for _, address in plan.rows[0].candidates] == ["Số 5", "Số 7"]
    assert len(stored(office, "pledge")) == 2


def test_marks_matter_in_names_but_not_where_the_tone_stands(office: Office, path: Path) -> None:
    plan = bring(office, path, line("Lê Thị Dung"), line("Lê Thị Dũng"), line("Lê Thị Hòa"), line("Lê Thị Hoà"))
    assert outcomes(plan) == ["accepted", "accepted", "accepted", "already"]
    assert not plan.duplicates


def test_without_a_date_there_is_a_household_and_no_pledge(office: Office, path: Path) -> None:
    plan = bring(office, path, line(AN, signed_on=None), line("Hà Văn A", signed_on="6/2026"), line("Hà Văn B"))
    assert outcomes(plan) == ["accepted"] * 3
    assert plan.rows[1].signed_on_partial == "6/2026"
    assert plan.rows[1].warnings
    assert (len(households(office)), len(stored(office, "pledge"))) == (3, 1)


def test_a_list_of_households_alone_brings_no_pledges(office: Office, path: Path) -> None:
    bring(office, path, line(AN), register="household")
    assert (len(households(office)), len(stored(office, "pledge"))) == (1, 0)
    assert outcomes(bring(office, path, line(AN))) == ["accepted"]
    assert len(stored(office, "pledge")) == 1


def test_a_wrong_year_is_told_for_every_row_and_for_the_file(office: Office, path: Path) -> None:
    plan = look(office, path, line(AN, signed_on=date(2026, 3, 1)), line("Hà Văn A", signed_on=None), year=2025)
    assert plan.other_year == 1
    assert [len(row.warnings) for row in plan.rows] == [1, 0]
    assert "không thuộc năm cam kết 2025" in plan.rows[0].warnings[0]
    assert look(office, path, line(AN), year=2026).other_year == 0


def test_a_pledge_of_another_year_is_another_pledge(office: Office, path: Path) -> None:
    bring(office, path, line(AN, signed_on=date(2025, 3, 1)), year=2025)
    assert outcomes(bring(office, path, line(AN))) == ["accepted"]
    assert len(stored(office, "pledge")) == 2


def test_identical_rows_are_one_household(office: Office, path: Path) -> None:
    plan = bring(office, path, line(AN, "Số 5", size=4), line(AN, "Số 5", size=4))
    assert outcomes(plan) == ["accepted", "already"]
    assert len(households(office)) == len(stored(office, "pledge")) == 1


def test_contradicting_rows_ask_and_name_the_other_row_and_the_cell(office: Office, path: Path) -> None:
    plan = bring(office, path, line(AN, "Số 5", size=4), line(AN, "Số 5", size=5))
    assert outcomes(plan) == ["accepted", "decision"]
    assert "dòng 2" in importing.reason_of(plan.rows[1])
    assert "Số nhân khẩu" in importing.reason_of(plan.rows[1])


def test_rows_of_one_file_complete_each_other(office: Office, path: Path) -> None:
    rows = [
        line(AN, "Số 5", signed_on=None, organizations="HND"),
        line(AN, "Số 5", size=4, organizations="HPN"),
    ]
    bring(office, path, *rows)
    for _ in range(2):
        (found,) = households(office)
        assert (found.size, len(found.organizations), len(stored(office, "pledge"))) == (4, 2, 1)
        assert set(outcomes(bring(office, path, *rows))) == {"already"}


def test_rows_about_a_stored_household_complete_each_other_too(office: Office, path: Path) -> None:
    bring(office, path, line(AN, signed_on=None))
    rows = [line(AN, organizations="HND", signed_on=None), line(AN, "Số 5", organizations="HPN")]
    bring(office, path, *rows)
    (found,) = households(office)
    assert (found.address, len(found.organizations), len(stored(office, "pledge"))) == ("Số 5", 2, 1)
    filled = upkeep.state_hash(office)
    bring(office, path, *rows)
    assert upkeep.state_hash(office) == filled


def test_a_later_row_says_who_signed_the_pledge_an_earlier_one_brings(office: Office, path: Path) -> None:
    bring(office, path, line(AN, signed_on=None))
    rows = [line(AN), line(AN, note="ký thay: vợ")]
    bring(office, path, *rows)
    (pledge,) = stored(office, "pledge")
    assert str(pledge.signer_kind) == "member"
    filled = upkeep.state_hash(office)
    bring(office, path, *rows)
    assert upkeep.state_hash(office) == filled


def test_organisations_are_added_never_removed_and_empty_cells_change_nothing(office: Office, path: Path) -> None:
    bring(office, path, line(AN, organizations="HND; HPN", size=4, note="hộ cận nghèo"))
    bring(office, path, line(AN, organizations="Hội CCB"))
    (found,) = households(office)
    assert (len(found.organizations), found.size, found.note) == (3, 4, "hộ cận nghèo")


def test_another_day_of_signing_corrects_the_pledge_and_keeps_who_signed(office: Office, path: Path) -> None:
    bring(office, path, line(AN, note="ký thay: vợ"))
    plan = bring(office, path, line(AN, signed_on=date(2026, 4, 1)))
    assert outcomes(plan) == ["updated"]
    (pledge,) = stored(office, "pledge")
    assert (pledge.signed_on, str(pledge.signer_kind)) == (date(2026, 4, 1), "member")
    bring(office, path, line("Hà Văn A"))
    plan = bring(office, path, line("Hà Văn A", note="con ký thay"))
    assert outcomes(plan) == ["updated"]


def test_telephones_need_consent_and_get_their_lost_zero_back(office: Office, path: Path) -> None:
    header = ("Họ và tên", "Khu dân cư", "SĐT")
    write(path, (AN, EAST, 912345678), ("Hà Văn A", EAST, "+84 912 345 679"), ("Hà Văn B", EAST, "12"), header=header)
    without = importing.preview(office, path, ImportChoices(year=2026))
    assert outcomes(without) == ["accepted"] * 3
    assert "phone" not in without.rows[0].raw
    plan = importing.preview(office, path, ImportChoices(year=2026, phone_consent=date(2026, 1, 5)))
    assert [row.phone for row in plan.rows] == ["0912345678", "0912345679", None]
    assert codes(plan) == ["phone"]
    importing.save(office, plan)
    assert {found.phone_consent_on for found in households(office)} == {date(2026, 1, 5)}


def test_identity_numbers_that_lost_their_zeros_in_the_column_of_telephones_are_kept_nowhere(
    office: Office, path: Path
) -> None:
    rows = [(name, EAST, "0912345678") for name in ("Hà Văn A", "Hà Văn B", "Hà Văn C", "Hà Văn D")]
    rows += [("Hà Văn E", EAST, "79190012345"), ("Hà Văn F", EAST, 1190012345)]
    write(path, *rows, header=("Họ và tên", "Khu dân cư", "SĐT"))
    plan = importing.preview(office, path, ImportChoices(year=2026, phone_consent=date(2026, 1, 5)))
    assert codes(plan) == ["phone"] * 2
    assert "190012345" not in repr(plan.rows)


def test_a_household_added_by_decision_is_added_once(office: Office, path: Path) -> None:
    bring(office, path, line(AN, "Số 5"), line(AN, "Số 7"))
    header = ("Họ và tên", "Khu dân cư", "Địa chỉ", "Quyết định")
    write(path, (AN, EAST, "Số 5", "hộ mới"), header=header)
    for _ in range(2):
        importing.save(office, importing.preview(office, path, ImportChoices(year=2026)))
        assert len(households(office)) == 3
    undo.undo(office)
    assert importing.preview(office, path, ImportChoices(year=2026)).imported_before is None
    importing.save(office, importing.preview(office, path, ImportChoices(year=2026)))
    assert len(households(office)) == 3


def test_which_row_stands_first_does_not_matter_to_one_without_address(office: Office, path: Path) -> None:
    bring(office, path, line(AN, "Số 5"))
    rows = [line(AN), line(AN, "Số 7")]
    assert outcomes(look(office, path, *rows)) == ["decision", "accepted"]
    assert outcomes(look(office, path, *reversed(rows))) == ["accepted", "decision"]


@pytest.mark.parametrize("digits", ["001190012345", "001 190 012 345", "012345678", "1190012345", "79190012345"])
def test_identity_numbers_in_other_cells_are_kept_nowhere(office: Office, path: Path, digits: str) -> None:
    plan = bring(
        office,
        path,
        line(AN, f"Số 5, CCCD {digits}"),
        line("Hà Văn A", note=f"CCCD {digits}"),
        line(f"Hà Văn B {digits}"),
        line("Hà Văn C", organizations=digits),
        line("Hà Văn D"),
    )
    assert outcomes(plan) == ["rejected", "accepted", "rejected", "rejected", "accepted"]
    errors = path.with_name("loi.xlsx")
    importing.write_errors(plan, errors)
    assert digits not in everything_stored(office) + everything_in(errors) + repr(plan.rows)


@pytest.mark.parametrize("typed", ["001190012345", "001 190 012 345", 1190012345, 34190012345, "012345678"])
def test_identity_numbers_among_dates_and_counts_are_kept_nowhere(office: Office, path: Path, typed: object) -> None:
    rows = [line(f"Hà Văn {letter}", size=4) for letter in "ABCD"]
    plan = bring(office, path, line(AN, signed_on=typed), line("Hà Thị Ba", size=typed), *rows)
    assert outcomes(plan) == ["rejected", "rejected", *["accepted"] * 4]
    assert codes(plan) == ["identity", "identity"]
    errors = path.with_name("loi.xlsx")
    importing.write_errors(plan, errors)
    everything = everything_stored(office) + everything_in(errors) + repr(plan) + repr(tables_of(path))
    assert str(typed) not in everything
    assert str(typed).replace(" ", "").lstrip("0") not in everything


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"signed_on": "5/3/26"}, "date"),
        ({"signed_on": "hôm qua"}, "date"),
        ({"signed_on": date(2026, 12, 1)}, "future_date"),
        ({"size": 0}, "range"),
        ({"size": "năm"}, "value"),
        ({"organizations": "Hội ABC"}, "unknown"),
        ({"area": None}, "required"),
        ({"address": "x" * 600}, "too_long"),
    ],
)
def test_a_cell_that_cannot_be_taken_rejects_its_row_and_says_where(
    office: Office, path: Path, more: dict[str, object], code: str
) -> None:
    plan = look(office, path, line(AN, **more), line("Hà Văn A"))
    assert outcomes(plan) == ["rejected", "accepted"]
    (fault,) = plan.rows[0].faults
    assert (fault.code, bool(fault.column), bool(fault.reason)) == (code, True, True)


def test_a_workbook_of_two_sheets_is_one_import_and_skipped_sheets_are_told(office: Office, path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for title, header in (("Đông", ("Họ và tên", "Khu dân cư")), ("Đoài", ("Khu dân cư", "Họ và tên", "Địa chỉ"))):
        sheet = book.create_sheet(title)
        sheet.append(header)
        sheet.append([{"Họ và tên": AN, "Khu dân cư": f"Thôn {title}"}.get(name, "Số 5") for name in header])
        sheet.append([{"Họ và tên": "", "Khu dân cư": f"Thôn {title}"}.get(name, "Số 6") for name in header])
    book.active.append(["Hướng dẫn"])
    book.save(path)
    plan = importing.preview(office, path, ImportChoices(year=2026))
    assert [(row.sheet, row.row_no) for row in plan.rows] == [("Đông", 2), ("Đông", 3), ("Đoài", 2), ("Đoài", 3)]
    assert plan.skipped_sheets == ("Sheet",)
    importing.write_errors(plan, path)
    assert [row.address for row in importing.preview(office, path, ImportChoices(year=2026)).rows] == [None, "Số 6"]


NAMES = st.sampled_from([AN, "Nguyễn Văn Ân", "Hà Thị Bé", "H'Hen Niê"])
LINES = st.builds(
    line,
    NAMES,
    st.sampled_from(["", "Số 5", "so 5", "Số 7"]),
    area=st.sampled_from(["Thôn Đông", "thon dong", "Thôn Đoài"]),
    size=st.sampled_from([None, None, 3, 4]),
    organizations=st.sampled_from([None, "HND", "HPN, CCB", "Hội XYZ"]),
    signed_on=st.sampled_from([None, date(2026, 3, 1), date(2026, 3, 2), "2026"]),
    note=st.sampled_from([None, "ký thay: vợ", "hộ cận nghèo"]),
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.lists(LINES, max_size=6), rows=st.lists(LINES, min_size=1, max_size=10))
def test_any_list_imported_twice_changes_nothing_the_second_time(office: Office, path: Path, before, rows) -> None:
    start = upkeep.state_hash(office)
    done = 0
    hashes = []
    for said in (before, rows, rows):
        done += bring_counted(office, path, said)
        hashes.append(upkeep.state_hash(office))
    for _ in range(done):
        undo.undo(office)
    assert hashes[1] == hashes[2]
    assert upkeep.state_hash(office) == start


def bring_counted(office: Office, path: Path, rows) -> int:
    plan = look(office, path, *rows, new_areas="create")
    assert sum(plan.count(outcome) for outcome in Outcome) + sum(plan.ignored.values()) == len(rows) + 1
    return int(importing.save(office, plan).changes.operation is not None)


def test_the_remembered_import_holds_no_content(office: Office, path: Path) -> None:
    bring(office, path, line(AN, "Số 5"), line("", "Số 9 rất riêng"))
    with office.store.reading() as connection:
        logged = [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM import_row")]
    assert len(logged) == 2
    assert "Số 9 rất riêng" not in everything_stored(office)
    assert records.get(office, "household", households(office)[0].uid).record.head_name == AN
