"""One month's activities of all models and clubs on one sheet: what is in the book, and lines written beside it.

A line says the days of the month as a paper book does ("5 12 19"); each day becomes an activity of its own.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from antq_desktop.domain.catalogue import Catalogues
from antq_desktop.domain.fields import Problem
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.registers.model_type import ModelType
from antq_desktop.domain.text import fold
from antq_desktop.services.groups import activities
from antq_desktop.services.groups.activities import Entered, Entry
from antq_desktop.services.groups.group_reading import known_groups, names
from antq_desktop.services.groups.month_absent import Absent, absent
from antq_desktop.services.office import Office
from antq_desktop.storage import activity_counts

USUAL = "meeting"
RESULTS = "activity_results"
USUAL_DAYS = 366
_RESULT = re.compile(r"(?P<count>\d{1,3}(?:\.\d{3})+|\d{1,6})(?![\d.])\s*(?P<words>.*)")
_PARTED = re.compile(r"\d\s*,\s*\d")
_BETWEEN = re.compile(r"[\s,;+]+")
_DAY = re.compile(r"(\d{1,2})(?:[/.-](\d{1,2})(?:[/.-](\d{4}))?)?")


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A group that existed in the month.

    Attributes:
        key: `model_point` or `club`.
        uid: the group.
        name: its own name.
        where: residential areas, or "toàn xã".
        members: how many belong to it; 0 if nobody wrote it.
        usual: code of what it mostly did in the year before.
        outputs: codes of the results its type usually brings, in the order of their list.
        days: days of the month with an activity in the book.
        due: whether its rhythm wants an activity in every month.
        rhythm_said: whether it is written how often it meets; else nobody knows whether it lacks one.
    """

    key: str
    uid: UUID
    name: str
    where: str
    members: int
    usual: str
    outputs: tuple[str, ...]
    days: tuple[date, ...]
    due: bool
    rhythm_said: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """What an officer wrote beside a line, all of it as typed; no days, no activity."""

    line: MonthLine
    days: str = ""
    kind: str = ""
    attendance: str = ""
    invited: str = ""
    results: str = ""
    content: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written; a kind alone says nothing."""
        return not any(text.strip() for text in (self.days, self.attendance, self.invited, self.results, self.content))


@dataclass(frozen=True, slots=True)
class PaperBook:
    """The paper book the lines are copied from: where in it they stand."""

    ref: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """What the lines come to.

    Attributes:
        entries: what can be kept, a day each, in order.
        told: what is wrong or to be asked, by the place of the line.
    """

    entries: tuple[Entry, ...] = ()
    told: tuple[tuple[int, Problem], ...] = field(default=())

    @property
    def refused(self) -> bool:
        """Whether something must be mended first."""
        return any(not problem.warning for _, problem in self.told)


def lines(office: Office, first: date) -> list[MonthLine]:
    """Every group that existed on a day of the month, points first, each in list order.

    Args:
        office: whose.
        first: first day of the month.
    """
    last = last_of(first)
    with office.store.reading() as connection:
        called = names(office, connection)
        days = activity_counts.days(connection, first, last)
        usual = activity_counts.usual_kinds(connection, last - timedelta(days=USUAL_DAYS), last)
        return [
            MonthLine(
                each.key,
                each.group.uid,
                each.group.name,
                called.where(each.group),
                each.members,
                usual.get(each.group.uid, USUAL),
                _outputs(office.catalogues, called.type_of(each.group)),
                tuple(days.get(each.group.uid, ())),
                each.group.frequency in {"weekly", "monthly"},
                each.group.frequency is not None,
            )
            for each in known_groups(office, connection, last)
            if each.lived_in(first, last)
        ]


def unsaid(lines: Iterable[MonthLine]) -> str:
    """How many are not counted among those that lack, since nobody said how often they meet; empty for none."""
    count = sum(not line.rhythm_said for line in lines)
    return f"{show_count(count)} nơi chưa ghi sinh hoạt nên không tính" if count else ""


def nobody_lacks(lines: Iterable[MonthLine]) -> str:
    """What is said where every group that must meet has an activity."""
    left_out = unsaid(lines)
    where = f" {left_out}: ghi ở ô “Sinh hoạt” của nơi đó." if left_out else ""
    return f"Nơi nào phải sinh hoạt trong tháng cũng đã có hoạt động.{where}"


def line_away(each: Absent) -> MonthLine:
    """The line of a group that the month does not hold, so that what was written for it has a place."""
    return MonthLine(each.key, each.uid, each.name, "", 0, USUAL, (), (), due=False)


def _outputs(catalogues: Catalogues, kind: ModelType | None) -> tuple[str, ...]:
    usual = frozenset() if kind is None else kind.outputs
    return tuple(choice.code for choice in catalogues.choices(RESULTS) if choice.code in usual)


def last_of(first: date) -> date:
    """Last day of the month that begins on a day."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)


def days_of(text: str, first: date) -> tuple[date, ...]:
    """Days of a month as they are written: "5", "5 12 19", "05/11", "5.11".

    Raises:
        ValueError: with a sentence, if one of them is no day of this month.
    """
    found = []
    for part in (each.strip(".") for each in _BETWEEN.split(text)):
        if not part:
            continue
        read = _DAY.fullmatch(part)
        if read is None:
            raise ValueError(f"Không hiểu ngày “{part[:20]}”: ghi số ngày trong tháng, cách nhau, ví dụ 5 12 19.")
        day, month, year = (int(each) if each else None for each in read.groups())
        if (month or first.month, year or first.year) != (first.month, first.year):
            raise ValueError(f"“{part}” không thuộc tháng {first:%m/%Y}; chọn đúng tháng rồi ghi.")
        try:
            found.append(first.replace(day=day or 0))
        except ValueError:
            raise ValueError(f"Tháng {first:%m/%Y} không có ngày {day}.") from None
    return tuple(dict.fromkeys(found))


def results_of(catalogues: Catalogues, text: str, usual: Sequence[str] = ()) -> dict[str, int]:
    """Results as they are written: "3 tuần tra; 1.200 tin báo", or a number alone for what the type brings first.

    Args:
        catalogues: with the list of results.
        text: counts and words, parted by commas or semicolons.
        usual: codes of what the type usually brings.

    Raises:
        ValueError: with a sentence, if a part has no number or means nothing or several things, if a number has a
            comma in it, or if one thing is said twice.
    """
    found: dict[str, int] = {}
    parted = _PARTED.search(text)
    if parted is not None:
        words = "nghìn viết 1.200; hai kết quả thì cách nhau bằng dấu chấm phẩy"
        raise ValueError(f"Không hiểu số “{parted[0]}” trong kết quả “{text.strip()[:30]}”: {words}.")
    for part in filter(None, (each.strip(" .") for each in re.split(r"[;,]", text))):
        read = _RESULT.fullmatch(part)
        if read is None:
            raise ValueError(f"Không hiểu kết quả “{part[:30]}”: ghi số rồi ghi là gì, ví dụ 3 lượt tuần tra.")
        words = read["words"].strip()
        code = _result(catalogues, words) if words else next(iter(usual), None)
        if code is None:
            known = ", ".join(choice.label for choice in catalogues.choices(RESULTS))
            raise ValueError(f"Kết quả “{part[:30]}” là gì? Ghi một trong: {known}.")
        if code in found:
            raise ValueError(f"“{_plain(catalogues.label(RESULTS, code))}” ghi hai lần trong một ô: ghi một số chung.")
        found[code] = int(read["count"].replace(".", ""))
    return found


def _result(catalogues: Catalogues, words: str) -> str | None:
    """The result some words mean: called so, or the only one they are part of."""
    code = catalogues.find(RESULTS, words)
    if code is not None:
        return code
    found = [choice.code for choice in catalogues.choices(RESULTS) if f" {fold(words)} " in f" {fold(choice.label)} "]
    return found[0] if len(found) == 1 else None


def results_words(catalogues: Catalogues, counts: Mapping[str, int]) -> str:
    """Results in words, as `results_of` reads them."""
    return "; ".join(
        f"{show_count(amount)} {_plain(catalogues.label(RESULTS, code))}" for code, amount in counts.items()
    )


def _plain(label: str) -> str:
    """A label without the commas that part results."""
    return label.replace(",", "")


def look(office: Office, first: date, written: Sequence[Written], book: PaperBook | None = None) -> Looked:
    """Find out what lines come to; nothing is kept.

    Args:
        office: where.
        first: first day of the month.
        written: the lines; empty ones are passed over.
        book: the paper book they are copied from, if they are.
    """
    entries: list[Entry] = []
    told: list[tuple[int, Problem]] = []
    away = absent(office, first, last_of(first), (line.line.uid for line in written))
    for place, line in enumerate(written):
        if line.is_empty:
            continue
        if line.line.uid in away:
            told.append((place, Problem("name", away[line.line.uid].reason, "absent")))
            continue
        found, problems = _entries(office.catalogues, first, line, book)
        problems += [each.problem for each in activities.problems(office, found)]
        told += [(place, problem) for problem in dict.fromkeys(problems)]
        entries += found
    return Looked(tuple(entries), tuple(told))


def keep(office: Office, looked: Looked) -> Entered:
    """Keep every activity of the lines as one operation. Errors as `activities.record`."""
    return activities.record(office, looked.entries)


def _entries(
    catalogues: Catalogues, first: date, line: Written, book: PaperBook | None
) -> tuple[list[Entry], list[Problem]]:
    """The activities of a line, or what cannot be read in it."""
    problems: list[Problem] = []
    days: tuple[date, ...] = ()
    try:
        days = days_of(line.days, first)
    except ValueError as error:
        problems.append(Problem("happened_on", str(error), "day"))
    if not days and not problems:
        problems.append(Problem("happened_on", f"“{line.line.name}” chưa ghi ngày.", "required"))
    values: dict[str, object] = {"kind": line.kind or line.line.usual, "content": line.content.strip() or None}
    for key, text, words in (("attendance", line.attendance, "Số dự"), ("invited", line.invited, "Số khách mời")):
        if text.strip() and not text.strip().isdecimal():
            problems.append(Problem(key, f"{words} “{text.strip()[:20]}” không phải là số.", "number"))
        values[key] = text.strip() or None
    results: dict[str, int] = {}
    try:
        results = results_of(catalogues, line.results, line.line.outputs)
    except ValueError as error:
        problems.append(Problem("results", str(error), "results"))
    if problems:
        return [], problems
    if book is not None:
        values |= {"from_paper": True, "paper_ref": book.ref.strip() or None}
    group = ((line.line.key, line.line.uid),)
    return [Entry(group, {**values, "happened_on": day}, results) for day in days], problems
