from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_desktop.reports.ink import Ink
from antq_desktop.reports.pdf_file import PaperInfo, new_document


@pytest.fixture(scope="module")
def ink(fonts):
    return Ink(fonts, new_document(PaperInfo("Thử", "Xã Mẫu", date(2026, 1, 1))))


WORDS = st.lists(st.text("aâbđhnưyẾ", min_size=1, max_size=40), min_size=1, max_size=12)


@given(words=WORDS)
def test_wrapping_loses_no_letter_and_every_line_fits(ink, words):
    text = " ".join(words)
    lines = ink.wrap(text, "regular", 10.5, 60.0)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(ink.width(line, "regular", 10.5) <= 60.0 + 1e-6 for line in lines)


@given(words=WORDS)
def test_a_text_is_as_wide_as_the_library_says(ink, fonts, words):
    text = " ".join(words)
    assert ink.width(text, "bold", 12.0) == pytest.approx(fonts.width(text, "bold", 12.0))


def test_signs_of_the_format_are_escaped(ink):
    assert ink.show_in_current("a(b)\\c", "regular", 10.5) == r"(a\(b\)\\c) Tj"


def test_letters_beyond_the_first_subset_are_shown_in_one_positioning(fonts):
    ink = Ink(fonts, new_document(PaperInfo("Thử", "Xã Mẫu", date(2026, 1, 1))))
    for code in range(0x100, 0x1F0):
        ink.measure(chr(code), "regular")
    shown = ink.show_in_current("a Ж Ω", "regular", 10.5)
    assert shown.count("Tf") >= 2
    assert " Tm" not in shown
    assert shown.endswith("+0 10.5 Tf")
