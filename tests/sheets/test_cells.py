"""What single cells say: dates, numbers, names, and what cannot be read."""

from datetime import date, datetime

import pytest

from antq_desktop.sheets.cells import CellValue, area_cased, cell_value, re_cased, shown


def value(kind: str, cell: object, *, capitals: bool = False) -> CellValue:
    return cell_value(kind, cell, shown(cell), "C", capitals=capitals)


FIFTH = date(2026, 6, 5)


@pytest.mark.parametrize(
    "cell",
    [
        *("5/6/2026", "05/06/2026", "05.06.2026", "5-6-2026", "05062026", "2026-06-05", " 5 / 6 / 2026 "),
        *("ngày 5 tháng 6 năm 2026", "Ngày 05 tháng 06 năm 2026", "2026-06-05 00:00:00", "05/06/2026 14:30"),
        *(FIFTH, datetime(2026, 6, 5, 14, 30), 46178.0, 46178.6, 46178),  # noqa: DTZ001
    ],
)
def test_a_full_date_in_every_way_it_is_typed(cell: object) -> None:
    found = value("date", cell)
    assert (found.value, found.partial, found.error) == (FIFTH, None, None)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        *(("2026", "2026"), ("năm 2026", "2026"), (2026.0, "2026"), ("6/2026", "6/2026"), ("06.2026", "6/2026")),
        *(("tháng 6/2026", "6/2026"), ("tháng 6 năm 2026", "6/2026"), ("T6/2026", "6/2026")),
    ],
)
def test_a_month_or_year_alone_stays_one(cell: object, said: str) -> None:
    found = value("date", cell)
    assert (found.value, found.partial, found.error) == (None, said, None)


@pytest.mark.parametrize(
    "cell",
    [
        "5/6/26",
        "5. 6. 26",
        "5/6/26 08:30",
        "31/2/2026",
        "13/13/2026",
        "hôm qua",
        "46178",
        "1",
        12.0,
        5062026.0,
        "5/6/2026 và 6/6/2026",
        True,
    ],
)
def test_what_is_no_date_or_more_than_one_is_an_error(cell: object) -> None:
    found = value("date", cell)
    assert (found.value, found.partial, found.code) == (None, None, "date")
    assert found.error


@pytest.mark.parametrize(("cell", "number"), [(4.0, 4), (4, 4), ("4", 4), ("\u00a04 ", 4), ("4,0", 4), ("-1", -1)])
def test_whole_numbers_however_they_are_kept(cell: object, number: int) -> None:
    assert value("integer", cell).value == number


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        *(("1.000", 1000), ("1,000", 1000), ("1 000", 1000), ("1\u00a0000", 1000), ("1\u202f000", 1000)),
        *((1000.0, 1000), ("12.345.678", 12_345_678), ("1.000,00", 1000), ("1,000.0", 1000), ("-1.000", -1000)),
        *(("4.00", 4), ("4,0", 4), ("0,000", 0), ("1234.000", 1234)),
    ],
)
def test_three_digits_after_a_separator_are_thousands(cell: object, number: int) -> None:
    assert (value("integer", cell).value, value("integer", cell).error) == (number, None)


@pytest.mark.parametrize("cell", ["4,5", "1.0001", "1.00.000", "1.000,000.0", 1.234, "1.234 5", "0.500"])
def test_a_part_of_a_person_is_no_whole_number(cell: object) -> None:
    found = value("integer", cell)
    assert (found.value, found.code, found.error) == (None, "value", f"“{shown(cell)}” không phải số nguyên.")


@pytest.mark.parametrize("kind", ["date", "integer"])
@pytest.mark.parametrize(
    "cell",
    [
        *("001204000001", "001 204 000 001", "001.204.000.001", "CCCD 001204000001", "012345678", "012 345 678"),
        *(1204000001.0, 34204000001.0, 123456789, "1204000001"),
    ],
)
def test_an_identity_number_in_a_column_of_dates_or_counts_is_kept_nowhere(kind: str, cell: object) -> None:
    found = value(kind, cell)
    assert (found.text, found.value, found.code) == (None, None, "identity")
    assert not any(map(str.isdigit, repr(found)))


@pytest.mark.parametrize("cell", ["bốn", "4.5", 4.5, "4 người", "1e3", "٤" * 20])
def test_what_is_no_whole_number_is_an_error(cell: object) -> None:
    assert (value("integer", cell).value, value("integer", cell).code) == (None, "value")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        *(("NGUYỄN THỊ HƯỜNG", "Nguyễn Thị Hường"), ("nguyễn văn an", "Nguyễn Văn An"), ("H'HEN NIÊ", "H'Hen Niê")),
        *(("k'brêu", "K'Brêu"), ("Y Bhăm Niê", "Y Bhăm Niê"), ("Giàng A Sùng", "Giàng A Sùng")),
        *(("K’Brông", "K’Brông"), ("  Lê   Văn\u200b\u00a0An ", "Lê Văn An"), ("Ðỗ Văn Ɖạt", "Đỗ Văn Đạt")),
        *(("Tha\u0302\u0300n", "Thần"), ("TÔN-NỮ THỊ AN", "Tôn-Nữ Thị An")),
    ],
)
def test_names_are_cleaned_and_get_their_case_back_only_when_it_was_lost(typed: str, kept: str) -> None:
    assert value("name", typed).text == kept


def test_a_font_that_shows_capitals_loses_the_case_of_every_name() -> None:
    assert value("name", "trÇn".replace("Ç", "ầ"), capitals=True).text == "Trần"
    assert value("note", "hộ mới", capitals=True).text == "Hộ mới"
    assert re_cased("ĐẶNG") == "Đặng"
    assert area_cased("TDP 5A KHU II") == "TDP 5A Khu II"


@pytest.mark.parametrize("cell", ["", None, " ", "\u00a0\u200b", "\ufeff"])
def test_blanks_are_nothing(cell: object) -> None:
    assert (value("name", cell).text, value("name", cell).error) == (None, None)


@pytest.mark.parametrize("bad", ["An\x00", "An\x07", "\x1bAn", "An\x85"])
def test_control_characters_are_an_error(bad: str) -> None:
    assert (value("name", bad).text, value("name", bad).code) == (None, "control")


def test_numbers_and_flags_read_as_people_type_them() -> None:
    assert [shown(cell) for cell in (5.0, 5.5, 5, True, False, FIFTH, None, 912345678.0)] == [
        *("5", "5.5", "5", "có", "không", "05/06/2026", "", "912345678"),
    ]
