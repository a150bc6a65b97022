"""Unicode to the old Vietnamese encodings, as the characters a spreadsheet shows: the way back, only for tests."""

import unicodedata

from antq_desktop.sheets.legacy_tables import TCVN3, VISCII, VNI

TONES = "\u0300\u0301\u0303\u0309\u0323"
LOWER = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ"
LETTERS = LOWER + LOWER.upper()
_TCVN3 = {letter: bytes([code]).decode("cp1252") for code, letter in TCVN3.items()}
_VNI = {letter: typed for typed, letter in reversed(VNI.items())}
_VIQR = {"\u0302": "^", "\u0306": "(", "\u031b": "+", "\u0301": "'", "\u0300": "`", "\u0309": "?", "\u0303": "~"}
_VIQR["\u0323"] = "."


def _shown(code: int) -> str:
    try:
        return bytes([code]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(code)


_VISCII = {letter: _shown(code) for code, letter in VISCII.items()}


def tcvn3(text: str) -> str:
    """Fonts without capitals of toned letters show the small ones."""
    return "".join(_TCVN3.get(letter) or _TCVN3.get(letter.lower(), letter) for letter in text)


def tcvn3_capitals(text: str) -> str:
    """As typed in .VnTimeH: small letters shown as capitals."""
    return tcvn3(text.lower())


def vni(text: str) -> str:
    return "".join(_VNI.get(letter, letter) for letter in text)


def viscii(text: str) -> str:
    return "".join(_VISCII.get(letter, letter) for letter in text)


def in_code_page_1258(text: str) -> str:
    """The letters of the code page followed by combining tones."""
    found = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in parts if mark in TONES)
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
        whole = unicodedata.normalize("NFC", letter)
        found += whole if _in_page(whole) else base + tones
    return found


def _in_page(letter: str) -> bool:
    try:
        return len(letter.encode("cp1258")) == 1
    except UnicodeEncodeError:
        return False


def cp1258(text: str) -> str:
    return "".join(_shown(code) for code in in_code_page_1258(text).encode("cp1258"))


def mojibake(text: str) -> str:
    return "".join(_shown(code) for code in text.encode("utf-8"))


def references(text: str) -> str:
    return "".join(letter if letter.isascii() else f"&#{ord(letter)};" for letter in text)


def viqr(text: str) -> str:
    text = text.replace("đ", "dd").replace("Đ", "DD")
    found = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        found += parts[0] + "".join(_VIQR[mark] for mark in sorted(parts[1:], key=lambda mark: mark in TONES))
    return found


KINDS = {
    "tcvn3": tcvn3,
    "vni": vni,
    "viscii": viscii,
    "cp1258": cp1258,
    "mojibake": mojibake,
    "ncr": references,
    "viqr": viqr,
}
