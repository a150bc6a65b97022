"""What a list says of whether a model or a club still runs.

How a group ends is told by a decision and a day. A list that brings them brings the end (`import_group_end`); of any
other, whoever reads it decides whether such a group comes in at all: never as running because nobody looked.
"""

import re
from collections.abc import Iterable

from antq_desktop.domain.choices import GroupStatus
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.text import fold
from antq_desktop.services.imports.import_cells import masked
from antq_desktop.services.office import Office
from antq_desktop.sheets.headings import TargetField

STATUS = "status"
RUNS = "đang hoạt động"
RUNS_WORDS = frozenset({fold(RUNS), "hoat dong", "con hoat dong", "van hoat dong", "nhan"})
QUESTION = (
    "Danh sách ghi “{said}”: {noun} này còn hoạt động không? Ghi vào cột {answer}: “bỏ qua” để không nhập, hoặc"
    " “{runs}” để nhận; ngừng hay giải thể thì ghi quyết định sau ở trang của {noun}. Chưa trả lời thì không nhập."
)
SHOWN = 60
_HEADINGS = ("Trạng thái", "Hiện trạng", "Tình trạng hoạt động", "Trạng thái hoạt động", "Tình hình hoạt động")
_WORK = "(?:hoat dong|sinh hoat|duy tri|ton tai|trien khai)"
_WELL = "(?! (?:thuong xuyen|hieu qua|deu|tot|manh|soi noi|lien tuc|dinh ky))"
_ENDED = re.compile(
    rf"\b(?:giai the|thanh loai|tan ra|tam (?:ngung|dung|nghi)|(?:ngung|dung) {_WORK}|(?:cham dut|ket thuc|het) {_WORK}"
    rf"|khong (?:con )?{_WORK}{_WELL}|da (?:ket thuc|cham dut|ngung|dung)|(?:sap )?nhap vao"
    rf"|chua (?:di vao )?hoat dong{_WELL})\b"
)
_RUNNING = re.compile(r"\b(?:hoat dong|duy tri|sinh hoat|tot|binh thuong)\b")


def status_target(key: str) -> TargetField:
    """The column that tells the status."""
    spec = REGISTERS[key].fields[STATUS]
    return TargetField(STATUS, spec.label, (*spec.aliases, *_HEADINGS))


def ended_words(office: Office, status: str, others: Iterable[str]) -> str:
    """Where a row says that its group runs no more, these words; else an empty text.

    Args:
        office: whose lists of choices are known.
        status: what its column of the status says.
        others: what else may say it: its note, its name, the row above.
    """
    code = office.catalogues.find("group_statuses", status) if status else None
    if code not in {None, GroupStatus.ACTIVE} or _ENDED.search(fold(status)):
        return masked(STATUS, status)[:SHOWN]
    return next((masked("note", text)[:SHOWN] for text in others if _ENDED.search(fold(text))), "")


def is_told(office: Office, status: str) -> bool:
    """Whether words of a status are understood."""
    known = office.catalogues.find("group_statuses", status) is not None
    return known or any(shape.search(fold(status)) for shape in (_ENDED, _RUNNING))


def question(said: str, noun: str, answer: str) -> str:
    """What a person is asked about a group that runs no more."""
    return QUESTION.format(said=said, noun=noun, answer=answer, runs=RUNS)
