import pytest
from PySide6.QtGui import QFont, QRawFont

from antq_desktop.gui.widgets.theme import DARK, FAMILY, LIGHT, TEXT_PAIRS, Theme, contrast

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậdđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-".join)
def test_every_text_can_be_read_on_its_background(colours, pair):
    first, second = pair
    assert contrast(colours[first], colours[second]) >= 4.5


def test_both_themes_have_the_same_tokens():
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_sheet_is_filled_and_names_files_that_exist(theme, name):
    made = Theme(name, theme.resources)
    assert "$" not in made.sheet()
    assert (made.resources / "icons" / f"combo-arrow-{name}.svg").is_file()


def test_large_type_grows_every_size(theme):
    assert Theme("light", theme.resources, 1.4).points(10) == "14.0pt"


def test_the_screen_font_has_every_vietnamese_letter(icons):
    font = QRawFont.fromFont(QFont(FAMILY))
    assert font.familyName().startswith(FAMILY)
    assert [letter for letter in LETTERS + LETTERS.upper() if not font.supportsCharacter(ord(letter))] == []


def test_icons_are_drawn_in_the_wanted_colour_and_once(icons):
    first = icons.pixmap("lock", "accent", 24)
    assert icons.pixmap("lock", "accent", 24) is first
    image = first.toImage()
    drawn = [image.pixelColor(x, y) for x in range(48) for y in range(48)]
    assert {colour.name() for colour in drawn if colour.alpha() == 255} == {LIGHT["accent"].lower()}
