"""Vietnamese text: one spelling inside, found however it was typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_desktop.domain.text import (
    clean,
    clean_long,
    fold,
    given_name,
    has_control,
    has_marks,
    initials,
    is_person_name,
    same_words,
    tone_key,
)

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯ"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
SYLLABLES = st.lists(st.tuples(st.sampled_from(LETTERS), st.sampled_from(TONES)), min_size=1, max_size=6).map(
    lambda pairs: unicodedata.normalize("NFC", "".join(letter + tone for letter, tone in pairs))
)
NAMES = st.lists(SYLLABLES, min_size=1, max_size=5).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Đỗ Thị Hương", "do thi huong"),
        ("ĐẶNG ĐÌNH ĐỨC", "dang dinh duc"),
        ("Ðặng", "dang"),
        ("Ɖặng", "dang"),
        ("H'Hen Niê", "h hen nie"),
        ("Số 12/4, ngõ 3", "so 12 4 ngo 3"),
        ("a_b", "a b"),
        ("  ", ""),
        ("“—”", ""),
    ],
)
def test_folding_drops_case_marks_and_punctuation(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(("one", "other"), [("hòa", "hoà"), ("THỦY", "thuỷ"), ("quý", "qúy"), ("Khoẻ", "khỏe")])
def test_a_word_is_the_same_wherever_the_tone_was_put(one: str, other: str) -> None:
    assert tone_key(one) == tone_key(other)
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("da", "đa"), ("an", "ân"), ("an", "ăn"), ("bo", "bơ"), ("ma", "má")])
def test_marks_that_matter_stay_apart(one: str, other: str) -> None:
    assert tone_key(one) != tone_key(other)
    assert fold(one) == fold(other)


@given(NAMES)
def test_composition_changes_nothing(name: str) -> None:
    decomposed = unicodedata.normalize("NFD", name)
    assert fold(decomposed) == fold(name)
    assert tone_key(decomposed) == tone_key(name)
    assert clean(decomposed) == clean(name) == name


@given(NAMES)
def test_folding_is_what_somebody_types_without_marks(name: str) -> None:
    assert fold(name).isascii()
    assert fold(fold(name)) == fold(name.upper()) == fold(name)
    assert len(fold(name).split()) == len(name.split())
    assert initials(name) == "".join(word[0] for word in fold(name).split())


def test_initials_know_the_letter_d_with_a_stroke() -> None:
    assert initials("Đỗ Văn Ấn") == "dva"


def test_initials_keep_numbers_whole() -> None:
    assert initials("Tổ dân phố số 12") == "tdps12"
    assert initials("Thôn 3A Tân Lập") == "t3atl"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguyễn\u00a0 Văn\tAn ", "Nguyễn Văn An"),
        ("Nguyễn\u200b Văn\ufeff An", "Nguyễn Văn An"),
        ("Ðặng \u00d0ức", "Đặng Đức"),
        ("xin\u202echào", "xinchào"),
        ("dòng\u2028sau", "dòng sau"),
        ("một\nhai", "một hai"),
        ("a  b", "a b"),
        ("bình thường", "bình thường"),
    ],
)
def test_one_line_is_kept_clean(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_long_text_keeps_its_lines() -> None:
    assert clean_long(" một  hai \r\nba\u200b\rbốn\n\n năm \n") == "một hai\nba\nbốn\n\nnăm"
    assert clean_long("dòng\u2028sau") == "dòng\nsau"


@given(st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_long(clean_long(text)) == clean_long(text)
    assert not has_control(clean(text))


def test_control_characters_are_seen_and_line_breaks_are_not() -> None:
    assert has_control("a\x00b")
    assert has_control("\x1b[31m")
    assert not has_control("a\tb\r\nc")


def test_marks_are_noticed_in_either_composition() -> None:
    assert has_marks("an đ")
    assert has_marks("a\u0301")
    assert not has_marks("nguyen van an")


def test_words_are_compared_without_case_marks_and_punctuation() -> None:
    assert same_words("Thôn  Đông-Hạ", "thon dong ha")
    assert same_words(None, " ")
    assert not same_words("Thôn Đông", "Thôn Đoài")


@pytest.mark.parametrize("name", ["H'Hen Niê", "K’Brêu", "Y Thông", "An", "Nguyễn-Trần A.", "Lò Thị Ả", "陈文"])
def test_names_of_every_people_are_names(name: str) -> None:
    assert is_person_name(name)
    assert is_person_name(unicodedata.normalize("NFD", name))


@pytest.mark.parametrize("name", ["", "1 Nguyễn", "Nguyễn Văn 2", "An;", "-An", "An_Bình", "An\nBình", "An@x"])
def test_other_texts_are_no_names(name: str) -> None:
    assert not is_person_name(name)


def test_the_given_name_is_the_last_word() -> None:
    assert given_name("Nguyễn Văn Ấn") == "Ấn"
    assert given_name("") == ""
