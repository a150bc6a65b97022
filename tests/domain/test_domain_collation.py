"""Vietnamese order: letters first, tones break ties, lower case before upper, given names before surnames."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_desktop.domain.collation import name_sort_key, sort_key

ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
MARKED = st.tuples(st.sampled_from(ALPHABET), st.sampled_from(TONES), st.booleans())
WORDS = st.lists(MARKED, min_size=1, max_size=5)


def written(word: list[tuple[str, str, bool]]) -> str:
    return unicodedata.normalize("NFC", "".join((a.upper() if big else a) + tone for a, tone, big in word))


def naive(word: list[tuple[str, str, bool]]) -> tuple[list[int], list[int], list[bool]]:
    """Order by the places of letters; then tones, then case, from the left."""
    return (
        [ALPHABET.index(letter) for letter, _, _ in word],
        [TONES.index(tone) for _, tone, _ in word],
        [big for _, _, big in word],
    )


def test_the_alphabet_stands_in_its_own_order() -> None:
    backwards = ALPHABET[::-1]
    assert sorted(backwards, key=sort_key) == list(ALPHABET)


def test_tones_stand_in_the_order_of_dictionaries() -> None:
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


@pytest.mark.parametrize(
    "ordered",
    [
        ["Cao", "Đỗ", "Hồ", "Võ", "Xa"],
        ["Da", "Dạ", "Đa", "E"],
        ["Lan", "Lân", "Lê"],
        ["hoa", "hòa", "hoàn"],
        ["an", "An", "ân"],
        ["Thôn 1", "Thôn 2", "Thôn A"],
        ["Thôn Đoài", "Thôn Đông", "Thôn Đông Hạ"],
        ["", "a"],
    ],
)
def test_known_lists_are_ordered_as_officers_expect(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=sort_key) == ordered


@given(WORDS, WORDS)
def test_keys_order_words_as_the_naive_comparison_does(one: list, other: list) -> None:
    by_key = (sort_key(written(one)) > sort_key(written(other))) - (sort_key(written(one)) < sort_key(written(other)))
    by_hand = (naive(one) > naive(other)) - (naive(one) < naive(other))
    assert by_key == by_hand


@given(st.text(max_size=20))
def test_any_text_has_a_key_that_does_not_depend_on_composition(text: str) -> None:
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(unicodedata.normalize("NFC", text))


@given(st.lists(WORDS, min_size=2, max_size=3), st.lists(WORDS, min_size=2, max_size=3))
def test_names_go_by_given_name_then_surname_then_middle_names(one: list, other: list) -> None:
    def order(name: list) -> tuple:
        return tuple(sort_key(written(word)) for word in (name[-1], name[0], *name[1:-1]))

    first, second = (" ".join(written(word) for word in name) for name in (one, other))
    assert (name_sort_key(first) < name_sort_key(second)) == (order(one) < order(other))


def test_a_list_of_names_reads_like_a_class_register() -> None:
    ordered = [
        "An",
        "Lê Văn An",
        "Nguyễn An",
        "Nguyễn Thị An",
        "Nguyễn Văn An",
        "Nguyễn Văn Ân",
        "Trần Bình",
        "Đỗ Văn Đạt",
        "Hồ Thị Giang",
    ]
    for names in itertools.islice(itertools.permutations(ordered), 0, 40_000, 4_001):
        assert sorted(names, key=name_sort_key) == ordered


def test_an_officer_may_say_how_a_name_is_sorted() -> None:
    assert name_sort_key("Ksor H'Bơ Khăp", "Bơ Khăp") == sort_key("Bơ Khăp")
    assert name_sort_key("Nguyễn Văn Dũng", "") == name_sort_key("Nguyễn Văn Dũng")
