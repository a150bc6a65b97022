"""Letters of the old Vietnamese encodings, as the characters a spreadsheet shows for their bytes.

Source: TCVN 5712:1993 as the ABC fonts use it, VNI-Windows, RFC 1456 (VISCII), Windows code page 1258, VIQR.
"""

import unicodedata
from types import MappingProxyType


def composed(text: str) -> str:
    """NFC."""
    return unicodedata.normalize("NFC", text)


_TCVN_PLAIN = "ĂÂÊÔƠƯĐăâêôơưđ"
_TCVN_TONED = (
    "B5à B6ả B7ã B8á B9ạ BBằ BCẳ BDẵ BEắ C6ặ C7ầ C8ẩ C9ẫ CAấ CBậ CCè CEẻ CFẽ D0é D1ẹ D2ề D3ể D4ễ D5ế D6ệ D7ì D8ỉ DCĩ"
    " DDí DEị DFò E1ỏ E2õ E3ó E4ọ E5ồ E6ổ E7ỗ E8ố E9ộ EAờ EBở ECỡ EDớ EEợ EFù F1ủ F2ũ F3ú F4ụ F5ừ F6ử F7ữ F8ứ F9ự FAỳ"
    " FBỷ FCỹ FDý FEỵ"
)
TCVN3 = MappingProxyType(
    {0xA1 + place: letter for place, letter in enumerate(_TCVN_PLAIN)}
    | {int(part[:2], 16): composed(part[2:]) for part in _TCVN_TONED.split()}
)

_MARKS = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HATS = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVES = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {
    "ô": "ơ",
    "ö": "ư",
    "ñ": "đ",
    "ì": "ì",
    "í": "í",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "î": "ỵ",
}


def _vni() -> dict[str, str]:
    lower = dict(_VNI_ALONE)
    lower |= {base + mark: composed(base + tone) for base in "aeouy" for mark, tone in _MARKS.items()}
    lower |= {base + mark: composed(base + "\u0302" + tone) for base in "aeo" for mark, tone in _HATS.items()}
    lower |= {"a" + mark: composed("a\u0306" + tone) for mark, tone in _BREVES.items()}
    lower |= {"ô" + mark: composed("o\u031b" + tone) for mark, tone in _MARKS.items()}
    lower |= {"ö" + mark: composed("u\u031b" + tone) for mark, tone in _MARKS.items()}
    whole = dict(lower)
    for typed, letter in lower.items():
        whole[typed.upper()] = letter.upper()
        if len(typed) == 2:
            whole[typed[0].upper() + typed[1]] = letter.upper()
    return whole


VNI = MappingProxyType(_vni())

_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
_VISCII_HIGH = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉ"
    "đựòóôõỏọụùúũủýợỮ"
)
VISCII = MappingProxyType(_VISCII_LOW | {0x80 + place: letter for place, letter in enumerate(_VISCII_HIGH)})

VIQR_MARKS = MappingProxyType(
    {
        "^": "\u0302",
        "(": "\u0306",
        "+": "\u031b",
        "*": "\u031b",
        "'": "\u0301",
        "`": "\u0300",
        "?": "\u0309",
        "~": "\u0303",
        ".": "\u0323",
    }
)
