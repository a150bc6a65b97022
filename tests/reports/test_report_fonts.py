import unicodedata
from pathlib import Path

import pytest
import reportlab
from reportlab.pdfbase.ttfonts import TTFont

from antq_desktop.domain.errors import ReportError
from antq_desktop.reports import fonts as room
from antq_desktop.reports.fonts import FILES, FontSet

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LOWER = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES] + ["đ"]
VIETNAMESE = LOWER + [letter.upper() for letter in LOWER]
MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"


def test_there_are_146_vietnamese_letters():
    assert len(set(VIETNAMESE)) == 146
    assert all(len(letter) == 1 for letter in VIETNAMESE)


@pytest.mark.parametrize("file", FILES.values())
def test_every_face_has_every_vietnamese_letter_and_mark(file):
    known = TTFont("probe", str(FOLDER / file)).face.charToGlyph
    assert [letter for letter in [*VIETNAMESE, *MARKS] if ord(letter) not in known] == []


@pytest.mark.parametrize("file", FILES.values())
def test_every_face_has_the_letters_of_highland_names_and_the_signs_of_reports(file):
    known = TTFont("probe", str(FOLDER / file)).face.charToGlyph
    assert [letter for letter in "ƀɃčČŏŎĭĬĕñ’ʼ“”–…≥" if ord(letter) not in known] == []


def test_the_licence_lies_beside_the_font():
    text = (FOLDER / "LiberationSerif-OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Reserved Font Name Liberation" in text


def test_loading_twice_gives_the_same_faces(fonts):
    assert FontSet.load(FOLDER) == fonts


def test_a_missing_font_is_told_in_words(tmp_path):
    with pytest.raises(ReportError, match=r"LiberationSerif-Regular\.ttf"):
        room._read("missing", tmp_path / "LiberationSerif-Regular.ttf")


def test_a_damaged_font_is_told_in_words(tmp_path):
    file = tmp_path / "LiberationSerif-Bold.ttf"
    file.write_bytes(b"not a font at all")
    with pytest.raises(ReportError, match="hỏng"):
        room._read("damaged", file)


def test_a_font_without_vietnamese_letters_is_refused():
    poor = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    with pytest.raises(ReportError, match="không đủ chữ"):
        room._read("poor", poor)
