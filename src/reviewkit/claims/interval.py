"""Where a number must lie: exact ends, open or closed."""

import math
from dataclasses import dataclass, replace
from fractions import Fraction

NOISE = Fraction(1, 10**12)
"""Rounding noise of floating-point arithmetic, relative to the end that is compared with.

It works against a strict comparison and for any other. Whole numbers are compared exactly.
"""


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two ends; None is no end on that side."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, number: int | float) -> bool:
        if not math.isfinite(number):
            return False
        above = self.low is None or not_less(number, self.low, strict=self.low_open)
        below = self.high is None or not_less(-number, -self.high, strict=self.high_open)
        return above and below

    def holds_all_of(self, other: "Interval") -> bool:
        """Whether every number of the other interval lies in this one."""
        return _end_inside(self.low, self.low_open, other.low, other.low_open, 1) and _end_inside(
            self.high, self.high_open, other.high, other.high_open, -1
        )

    def widened(self, low: Fraction, high: Fraction) -> "Interval":
        """Return the interval with its lower end moved down and its upper end moved up."""
        return replace(
            self,
            low=None if self.low is None else self.low - low,
            high=None if self.high is None else self.high + high,
        )


def not_less(number: int | float, limit: Fraction, *, strict: bool) -> bool:
    """Whether a finite number is at least the limit, or with `strict` above it, beyond rounding noise."""
    exact = Fraction(number)
    noise = Fraction(0) if exact.denominator == 1 else NOISE * abs(limit)
    return exact > limit + noise if strict else exact >= limit - noise


def _end_inside(mine: Fraction | None, mine_open: bool, theirs: Fraction | None, theirs_open: bool, sign: int) -> bool:
    if mine is None:
        return True
    if theirs is None:
        return False
    if mine == theirs:
        return theirs_open or not mine_open
    return (theirs - mine) * sign > 0
