import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from antq_desktop.reports.text import markup, paper_text


def test_decomposed_letters_are_composed():
    assert paper_text(unicodedata.normalize("NFD", "Nguyễn Văn Ấn")) == "Nguyễn Văn Ấn"


def test_line_breaks_and_tabs_become_blanks():
    assert paper_text("Số 1\r\nngõ\t7") == "Số 1 ngõ 7"


def test_invisible_letters_vanish():
    assert paper_text("Lê\u200b Thị\ufeff Ẩn") == "Lê Thị Ẩn"


def test_names_with_signs_stay_as_they_are():
    assert paper_text("H'Bia & <Y> (Niê) \\ Kđăm") == "H'Bia & <Y> (Niê) \\ Kđăm"


def test_markup_is_made_safe():
    assert markup("A & B <b>c</b>") == "A &amp; B &lt;b&gt;c&lt;/b&gt;"


@given(st.text())
def test_nothing_that_cannot_be_drawn_passes_the_gate(text):
    drawn = paper_text(text)
    assert unicodedata.is_normalized("NFC", drawn) or "\u200b" in text or drawn != text
    assert not any(letter < " " for letter in drawn)
    assert paper_text(drawn) == unicodedata.normalize("NFC", drawn)
