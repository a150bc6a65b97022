"""Percentages as the papers want them, and thresholds tested on whole numbers.

One decimal, comma, no space. If rounding would change the verdict, round the other way; only exact 0 and 100
are shown without decimals. Source: the program's own rule for targets written with "=", ">=" and ">".
"""

from dataclasses import dataclass
from typing import Literal

Operator = Literal["=", ">=", ">"]


@dataclass(frozen=True, slots=True)
class Threshold:
    """What is to be reached.

    Attributes:
        operator: how the figure is compared with the value.
        tenths: the value in tenths of a percent (800 for 80 %).
    """

    operator: Operator
    tenths: int

    @classmethod
    def of(cls, operator: str, percent: str) -> "Threshold":
        """Build from words of the data files, for example `>=` and `80`.

        Raises:
            ValueError: an operator or a figure that is not known.
        """
        if operator not in {"=", ">=", ">"}:
            raise ValueError(operator)
        whole, _, part = percent.replace(",", ".").partition(".")
        if len(part) > 1:
            raise ValueError(percent)
        known: Operator = operator  # type: ignore[assignment] # checked two lines above
        return cls(known, int(whole) * 10 + int((part + "0")[0]))

    def reached(self, numerator: int, denominator: int) -> bool:
        """Test on whole numbers; a denominator of zero reaches nothing."""
        if denominator <= 0:
            return False
        have, need = numerator * 1000, self.tenths * denominator
        if self.operator == "=":
            return have == need
        return have > need if self.operator == ">" else have >= need

    def __str__(self) -> str:
        whole, part = divmod(self.tenths, 10)
        figure = f"{whole},{part}%" if part else f"{whole}%"
        sign = {"=": "", ">=": "≥ ", ">": "> "}[self.operator]
        return sign + figure


def show_percent(numerator: int, denominator: int, threshold: Threshold | None = None) -> str:
    """Write a ratio as a percentage.

    Args:
        numerator: counted things, at most `denominator`.
        denominator: all of them, more than zero.
        threshold: the target whose verdict the rounded figure must not contradict.
    """
    if numerator == 0:
        return "0%"
    if numerator == denominator:
        return "100%"
    tenths = (numerator * 2000 + denominator) // (2 * denominator)
    tenths = min(max(tenths, 1), 999)
    if threshold is not None and threshold.reached(tenths, 1000) != threshold.reached(numerator, denominator):
        exact_is_above = numerator * 1000 > tenths * denominator
        tenths += 1 if exact_is_above else -1
        tenths = min(max(tenths, 1), 999)
    return f"{tenths // 10},{tenths % 10}%"


def show_count(number: int) -> str:
    """Write a count with dots between thousands: 28146939 gives 28.146.939."""
    return f"{number:,}".replace(",", ".")
