"""What a notebook computed, as plain values that survive JSON.

Numbers, arrays, mappings and booleans of any library are taken by the way they behave (`tolist`), so
that nothing here imports numpy.
"""

import math
import numbers
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reviewkit.errors import ClaimError

KEPT = 12
"""An array of at most so many elements travels whole; of a longer one, its count and its ends."""
_EXACT = 2**53
"""Beyond this a JavaScript front end would round an integer while it saves the notebook."""
_WHOLE = re.compile(r"-?[0-9]{1,400}")
_NOT_NUMBERS = "cmMSTUV"


@dataclass(frozen=True, slots=True)
class Numbers:
    """One number, or an array of which the ends decide: it lies in an interval if its ends do."""

    low: int | float
    high: int | float
    count: int = 1
    items: tuple[int | float, ...] = ()
    """The elements of a short array; empty for one number and for a long array."""

    @property
    def finite(self) -> bool:
        """Whether every element is a number proper: neither NaN nor infinite."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    def to_json(self) -> object:
        """Return a JSON value; see `from_json`."""
        if self.items:
            return [_encode(item) for item in self.items]
        if self.count == 1:
            return _encode(self.low)
        return {"many": {"count": self.count, "min": _encode(self.low), "max": _encode(self.high)}}

    def __str__(self) -> str:
        if self.items:
            return "[" + ", ".join(show(item) for item in self.items) + "]"
        if self.count == 1:
            return show(self.low)
        return f"{self.count} values, {show(self.low)} .. {show(self.high)}"


@dataclass(frozen=True, slots=True)
class Truths:
    """One boolean, or an array of them."""

    true: int
    count: int = 1

    def to_json(self) -> object:
        """Return a JSON value; see `from_json`."""
        if self.count == 1:
            return self.true == 1
        return {"truths": {"count": self.count, "true": self.true}}

    def __str__(self) -> str:
        if self.count == 1:
            return "true" if self.true else "false"
        return f"{self.count} values, {self.true} true"


@dataclass(frozen=True, slots=True)
class Named:
    """Numbers by name, for an ordering."""

    numbers: Mapping[str, int | float]

    def to_json(self) -> object:
        """Return a JSON value; see `from_json`."""
        return {"names": {name: _encode(number) for name, number in self.numbers.items()}}

    def __str__(self) -> str:
        return ", ".join(f"{name} = {show(number)}" for name, number in self.numbers.items())


_COMPARABLE = "a number, an array of numbers, a mapping from names to numbers, true or false"
Measured = Numbers | Truths | Named


def show(number: int | float) -> str:
    """Return a number as a reader wants it: six digits that matter."""
    if isinstance(number, int) and abs(number) < 10**15:
        return str(number)
    return f"{number:.6g}"


def measure(value: object) -> Measured:
    """Return the plain form of a computed value; ClaimError when it is nothing that can be compared."""
    plain = _plain(value)
    if isinstance(plain, Mapping):
        return Named({str(name): _number(number) for name, number in plain.items()})
    if isinstance(plain, bool):
        return Truths(int(plain))
    if not _is_array(plain):
        number = _number(plain)
        return Numbers(number, number)
    leaves = list(_leaves(plain))
    if not leaves:
        raise ClaimError(
            "an empty array has nothing to compare", hint="check that the selection before it is not empty"
        )
    if all(isinstance(leaf, bool) for leaf in leaves):
        return Truths(sum(map(bool, leaves)), len(leaves))
    return _many([_number(leaf) for leaf in leaves])


def from_json(value: object) -> Measured:
    """Return what `to_json` wrote, also after a front end rewrote `1.0` as `1`; ValueError for anything else."""
    if isinstance(value, bool):
        return Truths(int(value))
    if isinstance(value, list) and value:
        return _many([_decode(item) for item in value])
    if not isinstance(value, Mapping):
        number = _decode(value)
        return Numbers(number, number)
    match dict(value):
        case {"many": {"count": int(count), "min": low, "max": high}}:
            return Numbers(_decode(low), _decode(high), count)
        case {"truths": {"count": int(count), "true": int(true)}}:
            return Truths(true, count)
        case {"names": Mapping() as names}:
            return Named({str(name): _decode(number) for name, number in names.items()})
    raise ValueError("not a value that reviewkit wrote")


def _many(items: Sequence[int | float]) -> Numbers:
    # An array of one element stays apart from a number only in its text, so it is one.
    if any(math.isnan(item) for item in items):
        low = high = math.nan
    else:
        low, high = min(items), max(items)
    return Numbers(low, high, len(items), tuple(items) if 1 < len(items) <= KEPT else ())


def _plain(value: object) -> object:
    kind = getattr(getattr(value, "dtype", None), "kind", "")
    if isinstance(kind, str) and kind and kind in _NOT_NUMBERS:
        raise ClaimError(
            f"cannot compare a {type(value).__name__} of {getattr(value, 'dtype', '')}: give {_COMPARABLE}"
        )
    to_list = getattr(value, "tolist", None)
    return to_list() if callable(to_list) else value


def _is_array(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray)


def _leaves(value: object) -> Iterator[object]:
    plain = _plain(value)
    if isinstance(plain, Sequence) and _is_array(plain):
        for item in plain:
            yield from _leaves(item)
    else:
        yield plain


def _number(value: object) -> int | float:
    plain = _plain(value)
    if isinstance(plain, numbers.Integral) and not isinstance(plain, bool):
        return _whole(int(plain))
    if isinstance(plain, numbers.Real | Decimal) and not isinstance(plain, bool):
        try:
            return float(plain)
        except (OverflowError, ValueError) as error:
            raise ClaimError(f"cannot compare {type(value).__name__}: {error}") from error
    raise ClaimError(f"cannot compare a {type(value).__name__}: give {_COMPARABLE}")


def _whole(number: int) -> int:
    try:
        float(number)
    except OverflowError as error:
        hint = "compare its logarithm, or a larger unit"
        raise ClaimError("cannot compare a whole number of more than 308 digits", hint) from error
    return number


def _encode(number: int | float) -> object:
    if not math.isfinite(number):
        return str(number)
    return str(number) if isinstance(number, int) and abs(number) > _EXACT else number


def _decode(value: object) -> int | float:
    if isinstance(value, bool):
        raise ValueError("true and false are not numbers here")
    if isinstance(value, int):
        return value if abs(value) <= _EXACT else float(value)
    if isinstance(value, float):
        return value
    if isinstance(value, str) and value in ("nan", "inf", "-inf"):
        return float(value)
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    raise ValueError("not a number that reviewkit wrote")
