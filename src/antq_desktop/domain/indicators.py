"""The movement's indicators: what is counted over what, what is to be reached, how it is said.

I1   member households (of at least one active organisation) with a valid pledge over member households: 100 %
I1.k the same for organisation k; lines of organisations do not add up to I1
I1b  households with a pledge or registration over residing households: 100 %

Source: Kế hoạch 279/KH-MTTQ-BCA, chỉ tiêu 1; TT 124/2021/TT-BCA, Điều 4 (criterion 1). A figure is always
a pair of whole numbers; pairs are added, percentages never.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from antq_desktop.domain.percent import Threshold, show_count, show_percent

LINES_DO_NOT_ADD_UP = (
    "Một hộ có thể có hội viên của nhiều tổ chức nên cộng các dòng theo tổ chức không bằng tổng số hộ."
)


class Status(StrEnum):
    """Whether a figure exists."""

    OK = "ok"
    NONE = "none"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Target:
    """What the programme wants of an indicator in some years. Thresholds are dated data, not code."""

    indicator: str
    year_from: int
    year_to: int
    threshold: Threshold
    source: str


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which something held; None means open on that side."""

    from_on: date | None
    to_on: date | None

    def holds(self, day: date) -> bool:
        """Whether it held on a day; both ends are included."""
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator's value in one scope.

    Attributes:
        id: `I1`, `I1.HND`, `I1b`.
        scope: "commune" or the uid of a residential area as text.
        title: Vietnamese name of the line.
        numerator: households, or 0.
        denominator: households, or 0.
        status: ok; none ("Không có đối tượng"); missing ("Chưa có số liệu").
        threshold: the target, if one is set.
        declared: what the organisation itself declares as denominator, or None.
        frozen: the figure fixed as denominator for the year, or None.
        counted: households the registers hold, where another denominator stands in their place; else None.
    """

    id: str
    scope: str
    title: str
    numerator: int
    denominator: int
    status: Status
    threshold: Threshold | None = None
    declared: int | None = None
    frozen: int | None = None
    counted: int | None = None

    @property
    def note(self) -> str:
        """What a reader must know where the denominator is not what the registers hold, or a fixed one is not used."""
        if self.frozen is not None and self.frozen < self.numerator:
            said = f"chốt {show_count(self.frozen)} ít hơn số đã ký"
            return f"{said}, tính theo {show_count(self.denominator)} hộ có hồ sơ"
        if self.counted is None:
            return ""
        held = f"có hồ sơ {show_count(self.counted)}"
        return f"đã chốt {show_count(self.frozen)}, {held}" if self.frozen is not None else f"gồm số chốt, {held}"

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None where there is nothing to judge."""
        if self.status is not Status.OK or self.threshold is None:
            return None
        return self.threshold.reached(self.numerator, self.denominator)

    @property
    def shown(self) -> str:
        """The percentage in words of papers, or why there is none."""
        if self.status is Status.NONE:
            return "Không có đối tượng"
        if self.status is Status.MISSING:
            return "Chưa có số liệu"
        return show_percent(self.numerator, self.denominator, self.threshold)

    @property
    def verdict(self) -> str:
        """Words of the verdict: đạt, or chưa đạt with what lacks; never "không đạt" for a target."""
        if self.reached is None:
            return ""
        if self.reached:
            return "đạt"
        return f"chưa đạt, còn {show_count(self.lacking)} hộ"

    @property
    def lacking(self) -> int:
        """How many more are needed to reach the target; 0 if reached or nothing to judge."""
        if self.threshold is None or self.status is not Status.OK:
            return 0
        low, high = self.numerator, self.denominator
        reached = self.threshold.reached
        if reached(low, self.denominator) or not reached(high, self.denominator):
            return 0
        while high - low > 1:
            middle = (low + high) // 2
            if reached(middle, self.denominator):
                high = middle
            else:
                low = middle
        return high - self.numerator


def measure(indicator: str, scope: str, title: str, counted: tuple[int, int], targets: "Targets") -> Measure:
    """Judge a counted pair.

    Args:
        indicator: id of the line.
        scope: where it was counted.
        title: name of the line.
        counted: (numerator, denominator) in households.
        targets: targets with the year of the figure.

    Raises:
        ValueError: numerator above denominator: the counting query is wrong.
    """
    numerator, denominator = counted
    if not 0 <= numerator <= denominator:
        raise ValueError(f"{indicator}: {numerator} of {denominator}")
    status = Status.OK if denominator else Status.NONE
    return Measure(indicator, scope, title, numerator, denominator, status, targets.of(indicator))


def fixed(counted: Measure, frozen: int | None, *, parts: int = 0) -> Measure:
    """Put a fixed denominator in the place of the counted one; one smaller than the numerator is only told.

    Args:
        counted: the line as the registers give it.
        frozen: the fixed figure of the line itself, or None.
        parts: by how much fixed figures of its areas exceed what was counted there, where it has none of its own.
    """
    denominator = counted.denominator + parts
    if frozen is not None and frozen >= counted.numerator:
        denominator = frozen
    status = Status.OK if denominator else Status.NONE
    held = None if denominator == counted.denominator else counted.denominator
    return replace(counted, denominator=denominator, status=status, frozen=frozen, counted=held)


@dataclass(frozen=True, slots=True)
class Targets:
    """Targets that hold in one year."""

    year: int
    targets: tuple[Target, ...]

    def of(self, indicator: str) -> Threshold | None:
        """Threshold of an indicator; an organisation's line falls back to `I1.k`."""
        for name in (indicator, "I1.k" if indicator.startswith("I1.") else indicator):
            for target in self.targets:
                if target.indicator == name and target.year_from <= self.year <= target.year_to:
                    return target.threshold
        return None


def add_up(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Sum numerators and denominators; the only way figures are rolled up."""
    numerator = denominator = 0
    for part, whole in pairs:
        numerator += part
        denominator += whole
    return numerator, denominator
