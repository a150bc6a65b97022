"""Who issues an official paper: the lines at its head and foot for police, Front and committee.

The lines are data (`letterheads.json`), because each branch has its own circular and they change.
Source: Decree 30/2020/NĐ-CP, Annex I; the branches' own forms are to be checked against their originals.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from antq_desktop.domain.errors import ReportError

Profile = Literal["police", "front", "state"]

_KINDS = {"xã": "X", "phường": "P", "đặc khu": "ĐK"}
_LISTS = ("superior", "issuer", "titles")
_TEXTS = ("number", "author", "archive")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The issuing body on an official paper.

    Attributes:
        superior: lines of the superior body.
        issuer: lines of the issuing body, bold.
        number: number and symbol, the number left blank for the clerk.
        author: the issuing body in running text.
        titles: authority and title over the signature.
        archive: the last of the recipients.
    """

    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    number: str
    author: str
    titles: tuple[str, ...]
    archive: str


def read_letterhead(file: Path, profile: Profile, province: str, commune: str) -> Letterhead:
    """Fill in the letterhead of one branch.

    Args:
        file: `letterheads.json`.
        profile: which branch.
        province: name with its kind word ("tỉnh Thái Nguyên", "thành phố Hà Nội").
        commune: name with its kind word ("xã Mẫu", "phường Mẫu", "đặc khu Mẫu").

    Raises:
        ReportError: the file is missing or its content is not as it should be.
    """
    kind = next((kind for kind in _KINDS if commune.lower().startswith(kind + " ")), "xã")
    words = {
        "province": province,
        "PROVINCE": province.upper(),
        "commune": commune[:1].lower() + commune[1:],
        "COMMUNE": commune.upper(),
        "KIND": kind.upper(),
        "K": _KINDS[kind],
    }
    try:
        lines = json.loads(file.read_text(encoding="utf-8"))["profiles"][profile]
        lists = {key: tuple(str(line).format_map(words) for line in lines[key]) for key in _LISTS}
        texts = {key: str(lines[key]).format_map(words) for key in _TEXTS}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReportError(
            f"Không đọc được mẫu đầu văn bản trong tệp {file.name}.",
            do="Sửa lại tệp hoặc cài đặt lại chương trình.",
        ) from error
    return Letterhead(
        superior=lists["superior"],
        issuer=lists["issuer"],
        number=texts["number"],
        author=texts["author"],
        titles=lists["titles"],
        archive=texts["archive"],
    )
