"""Old Vietnamese text: every letter, every font, mixed columns, and no false alarm."""

from pathlib import Path
from random import Random

import pytest
import xlwt
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from xlsxwriter import Workbook as Writer

from antq_desktop.services.samples.demo_names import GIVEN_MEN, GIVEN_WOMEN, MIDDLE_MEN, MIDDLE_WOMEN
from antq_desktop.sheets.legacy import DECODERS, Decoder, from_tcvn3, from_vni, of_bytes, of_font
from old_text import KINDS, LETTERS, LOWER, in_code_page_1258, tcvn3, tcvn3_capitals, vni
from workbooks import tables_of

SURNAMES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Đặng",
    "Đỗ",
    "Hồ",
    "Lý",
    "Mai",
    "Lương",
    "Tạ",
]
PLACES = ["Số {}, ngõ {}", "Số {}, đường Lê Lợi", "Tổ {}", "Xóm Mới, số {}", "Ngách {}/{} ngõ Chợ", ""]


def people(count: int, seed: int = 1) -> list[str]:
    """Made-up names."""
    chance = Random(seed)
    middles, givens = [*MIDDLE_MEN, *MIDDLE_WOMEN], [*GIVEN_MEN, *GIVEN_WOMEN]
    return [f"{chance.choice(SURNAMES)} {chance.choice(middles)} {chance.choice(givens)}" for _ in range(count)]


def decoded(texts: list[str]) -> list[str]:
    decoder = Decoder(texts)
    return [decoder.decode(text)[0] for text in texts]


@pytest.mark.parametrize("name", KINDS)
def test_every_letter_comes_back(name: str) -> None:
    letters = LOWER if name == "tcvn3" else LETTERS
    wrong = [letter for letter in letters if DECODERS[name](KINDS[name](letter)) != letter]
    assert wrong == []


@pytest.mark.parametrize("name", KINDS)
def test_a_thousand_names_come_back(name: str) -> None:
    names = people(1000)
    back = [DECODERS[name](KINDS[name](text)) for text in names]
    if name == "tcvn3":
        names, back = [text.casefold() for text in names], [text.casefold() for text in back]
    assert back == names


def test_text_as_it_stands_in_old_files() -> None:
    assert from_tcvn3("NguyÔn V¨n §øc") == "Nguyễn Văn Đức"
    assert from_vni("Nguyeãn Vaên Ñöùc") == "Nguyễn Văn Đức"
    assert from_tcvn3("L\u00ad¬ng ThÞ H\u00ad¬ng") == "Lương Thị Hương"
    assert from_vni("TRAÀN THÒ HÖÔØNG") == "TRẦN THỊ HƯỜNG"


@pytest.mark.parametrize(
    ("font", "said"),
    [
        (".VnTime", ("tcvn3", False)),
        (".VnTimeH", ("tcvn3", True)),
        (".vnarialh", ("tcvn3", True)),
        ("VNI-Times", ("vni", False)),
        ("Times New Roman", None),
        ("Vineta BT", None),
        (None, None),
    ],
)
def test_fonts_that_stand_for_an_encoding(font: str | None, said: tuple[str, bool] | None) -> None:
    assert of_font(font) == said


@pytest.mark.parametrize("kind", [*KINDS, "unicode"])
def test_a_column_of_ten_names_is_recognised_whatever_it_is_in(kind: str) -> None:
    right = total = 0
    for seed in range(30):
        names = people(10, seed)
        found = decoded([KINDS.get(kind, str)(text) for text in names])
        right += sum(made.casefold() == text.casefold() for made, text in zip(found, names, strict=True))
        total += len(names)
    assert right >= 0.995 * total


@pytest.mark.parametrize(
    ("first", "second", "share", "bar"),
    [
        ("unicode", "tcvn3", 0.3, 0.99),
        ("unicode", "tcvn3", 0.03, 0.99),
        ("unicode", "vni", 0.3, 0.99),
        ("unicode", "mojibake", 0.3, 0.99),
        ("tcvn3", "vni", 0.5, 0.98),
    ],
)
def test_columns_that_mix_two_encodings_without_fonts(first: str, second: str, share: float, bar: float) -> None:
    right = total = 0
    for seed in range(6):
        chance = Random(seed)
        texts = []
        for name in people(300, seed):
            texts.append(name)
            texts.append(chance.choice(PLACES).format(chance.randint(1, 200), chance.randint(1, 40)))
        mixed = [KINDS.get(second if chance.random() < share else first, str)(text) for text in texts]
        right += sum(made.casefold() == text.casefold() for made, text in zip(decoded(mixed), texts, strict=True))
        total += len(texts)
    assert right >= bar * total


@pytest.mark.parametrize(
    "texts",
    [
        ["Y Bhăm Niê", "H'Hen Niê", "K'Brông", "Giàng A Sùng", "Vừ Mí Kẻ", "Lò Văn Ính", "Thạch Sô Phi", "Siu Y Têm"],
        ["K'Brêu", "K'Sor H'Nhan", "Y Thông", "A Păng", "Rơ Châm H'Phik", "Đinh Xuân Tới"],
        ["John O'Neill", "see www.example.com/a.b", "e.g. to be or not to be?", "don't", "a^b", "3.5 (ok)", "add on"],
        ["Hélène Lefèvre", "Noël à Orléans", "garçon", "Où êtes-vous?", "Crème brûlée", "Élève à l'école"],
        ["Señor Muñoz", "Jürgen Müller", "Straße", "Año nuevo", "façade", "Ångström"],
        ["ghi chú: v.v...", "Số 5/3. tổ 2", "so 5, to 3", "ky thay: vo", "dd/mm/yyyy", "tel. 0912", "a(b)", "Q.5 P.3"],
    ],
)
def test_text_that_is_in_no_old_encoding_is_left_alone(texts: list[str]) -> None:
    assert decoded(texts) == texts
    assert [decoded([text])[0] for text in texts] == texts


def test_capitals_fonts_give_names_their_case_back(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    font, capitals = xlwt.Font(), xlwt.Font()
    font.name, capitals.name = ".VnTime", ".VnTimeH"
    style, loud = xlwt.XFStyle(), xlwt.XFStyle()
    style.font, loud.font = font, capitals
    for column, heading in enumerate(("Hä vµ tªn", "Khu d©n c\u00ad", "Ghi chó")):
        sheet.write(0, column, heading, style)
    sheet.write(1, 0, tcvn3_capitals("Nguyễn Thị Hường"), loud)
    sheet.write(1, 1, tcvn3("Thôn Đông Hạ"), style)
    sheet.write(1, 2, "Nguyễn", xlwt.XFStyle())
    book.save(str(tmp_path / "a.xls"))
    (row,) = tables_of(tmp_path / "a.xls").tables[0].rows
    said = [row.values[key].text for key in ("head_name", "area", "note")]
    assert said == ["Nguyễn Thị Hường", "Thôn Đông Hạ", "Nguyễn"]


def test_fonts_of_single_cells_decide_in_a_new_workbook_too(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(("Họ và tên", "Khu dân cư", "Địa chỉ"))
    sheet.append((tcvn3("Trần Văn Bảy"), vni("Thôn Đoài"), "Sè 67, ng\u00e2 5"))
    sheet.append(("Lê Văn Sáu", "Thôn Đoài", "Số 5"))
    for cell, font in zip(sheet[2], (".VnTime", "VNI-Times", ".VnArial"), strict=True):
        cell.font = Font(name=font)
    book.save(tmp_path / "a.xlsx")
    table = tables_of(tmp_path / "a.xlsx").tables[0]
    first = table.rows[0].values
    assert [first[key].text for key in ("head_name", "area", "address")] == [
        "Trần Văn Bảy",
        "Thôn Đoài",
        "Số 67, ngõ 5",
    ]
    assert (table.encodings["tcvn3"], table.encodings["vni"]) == (2, 1)


@pytest.mark.parametrize("kind", ["tcvn3", "vni", "viscii", "cp1258"])
def test_a_text_file_in_one_old_encoding(tmp_path: Path, kind: str) -> None:
    names = people(30)
    text = "Họ và tên;Khu dân cư\r\n" + "".join(f"{name};Thôn Đông Hạ\r\n" for name in names)
    if kind == "cp1258":
        data = in_code_page_1258(text).encode("cp1258")
    else:
        data = b"".join(_byte(letter) for letter in KINDS[kind](text))
    assert of_bytes(data)[1] == kind
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    file = tables_of(path)
    found = [row.values["head_name"].text for row in file.tables[0].rows]
    assert file.file_encoding == kind
    assert [name.casefold() for name in found if name] == [name.casefold() for name in names]


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return bytes([ord(letter)])


def test_references_in_a_text_file_do_not_cut_cells(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"{KINDS['ncr']('Họ và tên;Khu dân cư')}\nNguy&#7877;n An;Th&#244;n A\n", "ascii")
    (row,) = tables_of(tmp_path / "a.csv").tables[0].rows
    assert (row.values["head_name"].text, row.values["area"].text) == ("Nguyễn An", "Thôn A")


HEADER = ("Họ và tên", "Khu dân cư", "Địa chỉ", "Ghi chú")
RIGHT = ["Phạm Văn Lương", "Thôn Hạ & Thôn Hòa Đức", "Số 67, ngõ 5", "Hoà"]


def read_first(path: Path) -> list[str | None]:
    table = tables_of(path).tables[0]
    return [table.rows[0].values[key].text for key in ("head_name", "area", "address", "note")]


def test_parts_of_one_text_are_each_read_by_their_font(tmp_path: Path) -> None:
    with Writer(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet()
        old, loud = book.add_format({"font_name": ".VnTime"}), book.add_format({"font_name": ".VnTimeH"})
        other, plain = book.add_format({"font_name": "VNI-Times"}), book.add_format({"font_name": "Times New Roman"})
        sheet.write_row(0, 0, HEADER)
        sheet.write_rich_string(1, 0, old, "Ph¹m V¨n ", loud, "l\u00ad¬ng")
        sheet.write_rich_string(1, 1, "Thôn ", old, "H¹ & ", plain, "Thôn Hòa ", other, "Ñ", old, "øc")
        sheet.write_rich_string(1, 2, "Sè 67, ", plain, "ngõ 5", old)
        sheet.write_rich_string(1, 3, plain, "Ho", plain, "à", old)
        sheet.write_row(2, 0, ("Lê Văn Sáu", "Thôn Đoài", "Số 5"))
    assert read_first(tmp_path / "a.xlsx") == RIGHT


def test_parts_of_one_text_are_seen_where_the_text_stands_in_the_sheet(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(HEADER)
    old, plain = InlineFont(rFont=".VnTime"), InlineFont(rFont="Times New Roman")
    book.active.append(
        (
            CellRichText(TextBlock(old, "Ph¹m V¨n "), TextBlock(InlineFont(rFont=".VnTimeH"), "l\u00ad¬ng")),
            CellRichText("Thôn ", TextBlock(old, "H¹ & "), TextBlock(plain, "Thôn Hòa Đức")),
            CellRichText("Sè 67, ", TextBlock(old, "ng\u00e2 5")),
            CellRichText(TextBlock(plain, "Ho"), TextBlock(plain, "à")),
        )
    )
    for cell in book.active[2][2:]:
        cell.font = Font(name=".VnTime")
    book.save(tmp_path / "a.xlsx")
    assert read_first(tmp_path / "a.xlsx") == RIGHT


def test_parts_of_one_text_of_an_old_workbook_are_each_read_by_their_font(tmp_path: Path) -> None:
    def font(name: str) -> xlwt.Font:
        made = xlwt.Font()
        made.name = name
        return made

    old, plain = font(".VnTime"), font("Times New Roman")
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for column, heading in enumerate(HEADER):
        sheet.write(0, column, heading)
    style = xlwt.XFStyle()
    style.font = old
    sheet.write_rich_text(1, 0, [("Ph¹m V¨n ", old), ("l\u00ad¬ng", font(".VnTimeH"))])
    sheet.write_rich_text(1, 1, ["Thôn ", ("H¹ & ", old), ("Thôn Hòa Đức", plain)])
    sheet.write_rich_text(1, 2, ["Sè 67, ", ("ngõ 5", plain)], style)
    sheet.write_rich_text(1, 3, [("Hoà", plain)], style)
    book.save(str(tmp_path / "a.xls"))
    assert read_first(tmp_path / "a.xls") == RIGHT


def test_a_letter_of_vni_and_its_mark_belong_together_in_two_fonts_of_vni() -> None:
    runs = (("Nguye", "VNI-Times"), ("ãn", "VNI-Aptima"))
    assert Decoder([]).decode("Nguyeãn", None, runs) == ("Nguyễn", False)
    assert Decoder([]).decode("Nguyeãn V", "VNI-Times", runs) == ("Nguyễn V", False), "parts of another text"


def test_unicode_letters_typed_into_a_cell_of_an_old_font_stay() -> None:
    decoder = Decoder([])
    assert decoder.decode("Trần Thị Hoá", ".VnTime") == ("Trần Thị Hoá", False)
    assert decoder.decode("TrÇn ThÞ Ho¸ → nhµ", ".VnTime") == ("Trần Thị Hoá → nhà", False)
