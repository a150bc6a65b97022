"""From what was typed or read to a record, or to problems in words.

Values may be texts (a form, a command line, a workbook) or already typed; texts of links and choices are
looked up by what officers call things.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING
from dataclasses import fields as dataclass_fields
from datetime import date, datetime
from typing import Any, Protocol, cast
from uuid import UUID

from antq_desktop.domain.dates import ImpreciseDate, NotADate, in_reach, parse_date, parse_imprecise
from antq_desktop.domain.fields import FieldSpec, Kind, Problem, Record, Register, Value, values_of
from antq_desktop.domain.rules import LONG_TEXT_LIMIT, MOST_FILES, NAME_LIMIT, TEXT_LIMIT, normal_phone
from antq_desktop.domain.text import clean, clean_long, has_control

YES = frozenset({"có", "co", "x", "1", "true", "đúng", "dung", "yes"})
NO = frozenset({"không", "khong", "", "0", "false", "sai", "no"})
SET_SEPARATORS = ("|", ";", ",")
SHA256 = re.compile("[0-9a-f]{64}")
_LETTERS_OF_ONE = 4
MOST_DIGITS = 12
_NOT_TYPED = "Ô “{}” do chương trình tự ghi, không gõ vào: dùng các việc của {}."


class Lookup(Protocol):
    """Finds what a text means among choices and records."""

    def choice(self, list_key: str, text: str) -> str | None:
        """Code of a choice by code, label or alias; None when there is none."""

    def link(self, register: str, text: str) -> tuple[UUID, ...]:
        """Uids of records a text may mean: by uid, code or name; several when ambiguous."""


class Undecodable(ValueError):
    """A text that cannot become a value; the message is the sentence to show."""

    def __init__(self, message: str, code: str = "value"):
        super().__init__(message)
        self.code = code


def decode(
    register: Register,
    values: Mapping[str, object],
    uid: UUID,
    lookup: Lookup,
    today: date,
    base: Record | None = None,
) -> tuple[Record | None, list[Problem]]:
    """Build a record from typed or read values and check every rule.

    Args:
        register: where it belongs.
        values: by field key; keys left out keep the value of `base` or the default.
        uid: identity of the record.
        lookup: what links and choices mean.
        today: for rules about dates.
        base: the record being changed, if any.

    Returns:
        The record (None if a value could not be read or is missing) and all problems, warnings among them.
    """
    problems: list[Problem] = []
    decoded: dict[str, Value] = values_of(base) if base is not None else {}
    for key, given in values.items():
        spec = register.fields.get(key)
        if spec is None:
            problems.append(Problem(key, f"{register.title} không có ô “{key[:60]}”.", "field"))
            continue
        if not spec.typed:
            problems.append(Problem(key, _NOT_TYPED.format(spec.label, register.noun), "derived"))
            continue
        if isinstance(given, str) and given == decoded.get(key):
            continue  # a text that stands as it was: longer than is taken now, if it is of before
        try:
            decoded[key] = decode_value(spec, given, lookup)
        except Undecodable as reason:
            problems.append(Problem(key, f"{spec.label}: {reason}", reason.code))
    problems.extend(_missing(register, decoded, {problem.field for problem in problems}))
    if any(not problem.warning for problem in problems):
        return None, problems
    record = register.record(uid=uid, **decoded)
    problems.extend(check(register, record, today))
    return record, problems


def _missing(register: Register, decoded: Mapping[str, Value], reported: set[str]) -> list[Problem]:
    """Required fields that are empty, or neither given nor known from a default."""
    found = []
    for item in dataclass_fields(register.record):
        spec = register.fields.get(item.name)
        if spec is None or not spec.required or item.name in reported:
            continue
        value = decoded.get(item.name, None if item.default is MISSING else item.default)
        if value is None or value == "":
            found.append(Problem(item.name, f"Chưa điền ô “{spec.label}”.", "required"))
    return found


def check(register: Register, record: Record, today: date) -> list[Problem]:
    """Ask every rule of a register about a record, and those that hold for the dates of all registers."""
    found = [problem for rule in register.rules if (problem := rule(record, today)) is not None]
    told = {problem.field for problem in found if not problem.warning}
    return found + [problem for problem in out_of_reach(register, record) if problem.field not in told]


def out_of_reach(register: Register, record: Record) -> list[Problem]:
    """Dates of a record that no register may tell of, typed or handed over by whatever way."""
    found = []
    for spec in register.stored:
        value = getattr(record, spec.key)
        day = value.earliest if isinstance(value, ImpreciseDate) else value
        if not isinstance(day, date):
            continue
        try:
            in_reach(day, value if isinstance(value, ImpreciseDate) else None)
        except NotADate as reason:
            found.append(Problem(spec.key, f"{spec.label}: {reason}", "date"))
    return found


def decode_value(spec: FieldSpec, given: Any, lookup: Lookup) -> Value:
    """Turn one given value into the kind its field keeps.

    Raises:
        Undecodable: with the sentence to show.
    """
    if given is None:
        return spec.empty
    if not isinstance(given, str):
        return _typed(spec, given)
    text = _cleaned(spec, given)
    if not text:
        return spec.empty
    readers: dict[Kind, Callable[[str], Value]] = {
        Kind.INTEGER: _integer,
        Kind.DATE: _date,
        Kind.IMPRECISE_DATE: _imprecise,
        Kind.FLAG: _flag,
    }
    if spec.kind in readers:
        return readers[spec.kind](text)
    if spec.kind in {Kind.CHOICE, Kind.CHOICE_SET}:
        return _choice(spec, text, lookup)
    if spec.kind in {Kind.LINK, Kind.LINK_SET}:
        return _link(spec, text, lookup)
    if spec.kind is Kind.ATTACHMENTS:
        return _files(text.split())
    return normal_phone(text) if spec.key == "phone" else text


def _cleaned(spec: FieldSpec, given: str) -> str:
    """Text as it is kept; one far too long is refused before cleaning, which may cost its length squared."""
    usual = LONG_TEXT_LIMIT if spec.kind in {Kind.LONG_TEXT, Kind.ATTACHMENTS} else TEXT_LIMIT
    limit = NAME_LIMIT if spec.name else spec.most or usual
    if len(given) > _LETTERS_OF_ONE * limit:
        raise Undecodable(f"dài {len(given)} ký tự; tối đa {limit}.", "too_long")
    if has_control(given):
        raise Undecodable("có ký tự điều khiển không nhìn thấy; hãy gõ lại.", "control")
    text = clean_long(given) if spec.kind is Kind.LONG_TEXT else clean(given)
    if len(text) > limit:
        raise Undecodable(f"dài {len(text)} ký tự; tối đa {limit}.", "too_long")
    return text


def _typed(spec: FieldSpec, given: Any) -> Value:
    expected: dict[Kind, type | tuple[type, ...]] = {
        Kind.INTEGER: int,
        Kind.FLAG: bool,
        Kind.DATE: date,
        Kind.IMPRECISE_DATE: ImpreciseDate,
        Kind.LINK: UUID,
        Kind.LINK_SET: frozenset,
        Kind.CHOICE_SET: frozenset,
        Kind.ATTACHMENTS: tuple,
    }
    wanted = expected.get(spec.kind, str)
    if isinstance(given, (list, set)) and wanted is frozenset:
        given = frozenset(given)
    if isinstance(given, float) and wanted is int and given.is_integer():
        given = int(given)
    if isinstance(given, datetime):
        given = given.date()
    items = {Kind.LINK_SET: UUID, Kind.CHOICE_SET: str, Kind.ATTACHMENTS: str}.get(spec.kind)
    fits = isinstance(given, wanted)
    if items is not None and isinstance(given, (frozenset, tuple)):
        fits = fits and all(isinstance(item, items) for item in given)
    if fits and spec.kind is Kind.ATTACHMENTS:
        return _files(given)
    if not fits or (isinstance(given, bool) and wanted is int):
        raise Undecodable("giá trị không đúng loại của ô này.")
    return cast("Value", given)


def _files(names: Sequence[str]) -> tuple[str, ...]:
    """Names of evidence files, each once."""
    if any(SHA256.fullmatch(name) is None for name in names):
        raise Undecodable("tệp không gõ vào ô được; dùng nút “Thêm tệp…”, hoặc --file của lệnh antq.", "file")
    found = tuple(dict.fromkeys(names))
    if len(found) > MOST_FILES:
        raise Undecodable(f"có {len(found)} tệp; mỗi dòng tối đa {MOST_FILES} tệp.", "too_many")
    return found


def _integer(text: str) -> int:
    digits = text.replace(".", "").replace(" ", "")
    if not digits.lstrip("-").isdecimal():
        raise Undecodable(f"“{text[:40]}” không phải số nguyên.")
    if len(digits) > MOST_DIGITS:
        raise Undecodable(f"“{text[:40]}” là số quá lớn ({len(digits.lstrip('-'))} chữ số).")
    return int(digits)


def _date(text: str) -> date:
    try:
        return parse_date(text)
    except NotADate as reason:
        raise Undecodable(str(reason), "date") from reason


def _imprecise(text: str) -> ImpreciseDate:
    try:
        return parse_imprecise(text)
    except NotADate as reason:
        raise Undecodable(str(reason), "date") from reason


def _flag(text: str) -> bool:
    lowered = text.casefold()
    if lowered in YES:
        return True
    if lowered in NO:
        return False
    raise Undecodable(f"“{text[:40]}”: hãy ghi “có” hoặc “không”.")


def split_set(text: str) -> list[str]:
    """Cut a text that lists several things, by | or ; or , whichever comes first in that order."""
    for separator in SET_SEPARATORS:
        if separator in text:
            return [part.strip() for part in text.split(separator) if part.strip()]
    return [text]


def _choice(spec: FieldSpec, text: str, lookup: Lookup) -> Value:
    def code_of(part: str) -> str:
        code = lookup.choice(spec.choices or "", part)
        if code is None:
            raise Undecodable(f"không có lựa chọn “{part[:60]}”.", "choice")
        return code

    if spec.kind is Kind.CHOICE:
        return code_of(text)
    return frozenset(code_of(part) for part in split_set(text))


def _link(spec: FieldSpec, text: str, lookup: Lookup) -> Value:
    def uid_of(part: str) -> UUID:
        found = lookup.link(spec.links_to or "", part)
        if not found:
            raise Undecodable(f"không tìm thấy “{part[:80]}”.", "unknown")
        if len(found) > 1:
            raise Undecodable(f"có {len(found)} mục tên “{part[:80]}”; hãy chọn một.", "ambiguous")
        return found[0]

    if spec.kind is Kind.LINK:
        return uid_of(text)
    whole = lookup.link(spec.links_to or "", text)
    return frozenset(whole) if len(whole) == 1 else frozenset(uid_of(part) for part in split_set(text))
