"""The grammar of `expected`, `tolerance` and `direction`: what a claim says, as something to compare with.

325 GiB          a number and its unit
1.3 .. 1.6 x     a range, both ends included
>= 2 x           a bound (also > < <=)
a < b < c        an order of names
true             or false
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reviewkit.claims.interval import Interval
from reviewkit.errors import ClaimError

_NUMBER = r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?"
_UNIT = r"(?![eE][+-]?\d)(?:[%‰°$€£×]|/?[^\W\d_])[\w%‰°$€£/·^*()²³⁻¹ .-]*"
_QUANTITY = re.compile(rf"({_NUMBER})\s*({_UNIT})?")
_COMPARISON = re.compile(r"<=|>=|<|>")
_POINTS = ("pt", "pts", "pp", "points", "percentage points")
_FORMS = (
    "write a number with its unit (325 GiB), a range (1.3 .. 1.6 x), a bound (>= 2 x), "
    "an order of names (a < b < c), true or false"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, a range or a bound: the interval that is stated, and the wider one that is accepted."""

    form: str
    """`number`, `range` or `bound`."""
    stated: Interval
    accepted: Interval
    unit: str


@dataclass(frozen=True, slots=True)
class Order:
    """Names from the smallest to the largest; `strict[i]` is between name i and the next."""

    names: tuple[str, ...]
    strict: tuple[bool, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Truth:
    """A statement that is true or false."""

    value: bool
    unit: str = ""


Expectation = Quantity | Order | Truth


def parse_expected(text: str, tolerance: str = "") -> Expectation:
    """Return what `expected` and `tolerance` say; ClaimError for what they cannot say."""
    plain = _plain(text)
    if plain.casefold() in ("true", "false"):
        _no_tolerance(tolerance, "true or false")
        return Truth(plain.casefold() == "true")
    comparisons = _COMPARISON.findall(plain)
    if ".." in plain:
        return _range(plain, tolerance)
    if comparisons and not _COMPARISON.match(plain):
        _no_tolerance(tolerance, "an order of names")
        return _order(plain, comparisons)
    if comparisons:
        stated, unit = _bound(plain, text)
        return Quantity("bound", stated, _widened(stated, tolerance, unit), unit)
    number, unit = _quantity(plain, f"cannot read `expected: {text}`")
    value = Fraction(number)
    stated = Interval(value, value)
    half = Fraction(10) ** int(number.as_tuple().exponent) / 2
    accepted = _widened(stated, tolerance, unit) if tolerance.strip() else stated.widened(half, half)
    return Quantity("number", stated, accepted, unit)


def parse_direction(text: str, expectation: Expectation) -> Interval:
    """Return the side that a claim states; the expectation itself must lie on it."""
    if not isinstance(expectation, Quantity):
        raise ClaimError("`direction` goes with a number, a range or a bound only")
    side, unit = _bound(_plain(text), text)
    if unit not in ("", expectation.unit):
        raise ClaimError(f"`direction: {text}` is in another unit than `expected`")
    if not side.holds_all_of(expectation.stated):
        raise ClaimError(f"`direction: {text}` contradicts `expected`, which is not on that side")
    return side


def _plain(text: str) -> str:
    spaced = " ".join(text.split())
    return spaced.replace("−", "-").replace("≤", "<=").replace("≥", ">=")


def _quantity(text: str, complaint: str) -> tuple[Decimal, str]:
    found = _QUANTITY.fullmatch(text.strip())
    if found is None:
        raise ClaimError(complaint, hint=_FORMS)
    unit = (found[2] or "").strip()
    if unit.startswith("×") and any(c.isdigit() for c in unit):
        raise ClaimError(complaint, hint="write powers of ten as 1.2e12")
    return Decimal(found[1]), unit


def _range(text: str, tolerance: str) -> Quantity:
    parts = text.split("..")
    complaint = f"cannot read the range `{text}`"
    if len(parts) != 2:
        raise ClaimError(complaint, hint="write both ends and the unit: 1.3 .. 1.6 x")
    (low, low_unit), (high, unit) = (_quantity(part, complaint) for part in parts)
    if low_unit not in ("", unit):
        raise ClaimError(f"{complaint}: its ends are in two units")
    if low > high:
        raise ClaimError(f"{complaint}: its first end is above its second")
    stated = Interval(Fraction(low), Fraction(high))
    return Quantity("range", stated, _widened(stated, tolerance, unit), unit)


def _bound(text: str, written: str) -> tuple[Interval, str]:
    sign = _COMPARISON.match(text)
    if sign is None:
        raise ClaimError(f"cannot read the bound `{written}`", hint="write >, >=, < or <= and a number: >= 2 x")
    number, unit = _quantity(text[sign.end() :], f"cannot read the bound `{written}`")
    limit, strict = Fraction(number), "=" not in sign[0]
    if sign[0].startswith(">"):
        return Interval(low=limit, low_open=strict), unit
    return Interval(high=limit, high_open=strict), unit


def _order(text: str, comparisons: list[str]) -> Order:
    names = [name.strip() for name in _COMPARISON.split(text)]
    if len({comparison[0] for comparison in comparisons}) > 1:
        raise ClaimError(f"`{text}` turns round half-way: use only < and <=, or only > and >=")
    if any(not name or "=" in name for name in names) or len(set(names)) < len(names):
        raise ClaimError(f"cannot read the order `{text}`: it needs different names between the signs")
    if any(re.fullmatch(_NUMBER, name) for name in names):
        raise ClaimError(f"cannot read the order `{text}`: a number is no name", hint="write a range: 0 .. 1")
    strict = ["=" not in comparison for comparison in comparisons]
    if comparisons[0].startswith(">"):
        names, strict = names[::-1], strict[::-1]
    return Order(tuple(names), tuple(strict))


def _no_tolerance(tolerance: str, what: str) -> None:
    if tolerance.strip():
        raise ClaimError(f"`tolerance` goes with numbers only, and `expected` is {what}")


def _widened(stated: Interval, tolerance: str, unit: str) -> Interval:
    if not tolerance.strip():
        return stated
    number, tolerance_unit = _quantity(_plain(tolerance).removeprefix("±"), f"cannot read `tolerance: {tolerance}`")
    amount = Fraction(number)
    if amount < 0:
        raise ClaimError(f"`tolerance: {tolerance}` is negative")
    if not _is_relative(tolerance, tolerance_unit, unit):
        return stated.widened(amount, amount)
    if amount >= 100:
        raise ClaimError(f"`tolerance: {tolerance}` would accept almost anything", hint="state a range instead")
    if 0 in (stated.low, stated.high):
        raise ClaimError(f"`tolerance: {tolerance}` of zero is nothing", hint="give it in the unit of `expected`")
    share = amount / 100
    return stated.widened(_size(stated.low) * share, _size(stated.high) * share)


def _size(end: Fraction | None) -> Fraction:
    return Fraction(0) if end is None else abs(end)


def _is_relative(tolerance: str, tolerance_unit: str, unit: str) -> bool:
    if tolerance_unit == "% relative" or (tolerance_unit == "%" and unit != "%"):
        return True
    if tolerance_unit == "%":
        raise ClaimError(
            f"`tolerance: {tolerance}` of a value in % can mean two things",
            hint="write `1 pt` for one percentage point, or `1 % relative`",
        )
    if tolerance_unit in ("", unit) or (unit == "%" and tolerance_unit in _POINTS):
        return False
    raise ClaimError(
        f"`tolerance: {tolerance}` is in another unit than `expected`", hint="give it in that unit, or in %"
    )
