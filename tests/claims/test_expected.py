"""What may stand in `expected`, `tolerance` and `direction`, and which values it accepts."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewkit.claims import Claim
from reviewkit.errors import ClaimError

TODAY = date(2026, 11, 21)


def verdict(value: object, expected: str, **said: str) -> str:
    return Claim("c", "s", said.pop("kind", "arithmetic"), expected, **said).check(value, today=TODAY).verdict  # type: ignore[arg-type]


HOLDS, DIRECTION, NOT = "holds", "holds-in-direction", "not-reproduced"


@pytest.mark.parametrize(
    ("expected", "tolerance", "value", "wanted"),
    [
        # A number agrees to the digits given.
        ("325 GiB", "", 325.18, HOLDS),
        ("325 GiB", "", 325.5, HOLDS),
        ("325 GiB", "", 325.51, NOT),
        ("325 GiB", "", 324.49, NOT),
        ("1.20 x", "", 1.204, HOLDS),
        ("1.20 x", "", 1.206, NOT),
        ("1.2 x", "", 1.206, HOLDS),
        ("300", "", 301, NOT),
        ("3e2", "", 349, HOLDS),
        ("1.2e12 B", "", 1.195e12, HOLDS),
        ("-7", "", -7, HOLDS),
        ("−7", "", -7.4, HOLDS),
        (".5", "", 0.5, HOLDS),
        ("33.9%", "", 33.9, HOLDS),
        ("33.9 %", "", 0.339, NOT),
        # A tolerance, relative or in the unit; its ends belong to it.
        ("325 GiB", "1 %", 328.25, HOLDS),
        ("325 GiB", "1 %", 328.26, NOT),
        ("325 GiB", "± 1%", 321.75, HOLDS),
        ("325 GiB", "0.5 GiB", 325.5, HOLDS),
        ("325 GiB", "0.5", 325.6, NOT),
        ("-100", "10 %", -110, HOLDS),
        ("-100", "10 %", -111, NOT),
        ("0.3", "0", 0.1 + 0.2, HOLDS),
        ("384", "0", 384, HOLDS),
        ("384", "0", 385, NOT),
        ("33.9 %", "1 pt", 34.9, HOLDS),
        ("33.9 %", "1 pt", 35.0, NOT),
        ("50 %", "1 % relative", 50.5, HOLDS),
        ("50 %", "1 % relative", 50.6, NOT),
        ("0", "0.01", 0.005, HOLDS),
        # A range, both ends included; a tolerance moves them outwards.
        ("1.3 .. 1.6 x", "", 1.3, HOLDS),
        ("1.3..1.6 x", "", 1.6, HOLDS),
        ("1.3 x .. 1.6 x", "", 1.61, NOT),
        ("1.3 .. 1.6 x", "10 %", 1.75, HOLDS),
        ("1.3 .. 1.6 x", "10 %", 1.17, HOLDS),
        ("-2 .. -1", "", -1.5, HOLDS),
        ("1 .. 3", "", 4, NOT),
        # A bound.
        (">= 2 x", "", 2, HOLDS),
        ("≥ 2 x", "", 1.99, NOT),
        ("> 2 x", "", 2, NOT),
        ("> 2 x", "", 2.01, HOLDS),
        ("< 2", "", 1.9999, HOLDS),
        ("<= 2", "", 2.0, HOLDS),
        ("<= 2", "5 %", 2.1, HOLDS),
        ("<= 2", "5 %", 2.11, NOT),
        # Orders.
        ("a < b < c", "", {"a": 1, "b": 2, "c": 3, "other": 9}, HOLDS),
        ("a < b < c", "", {"a": 1, "b": 2, "c": 2}, NOT),
        ("a < b <= c", "", {"a": 1, "b": 2, "c": 2}, HOLDS),
        ("c > b > a", "", {"a": 1, "b": 2, "c": 3}, HOLDS),
        ("row by row < zig-zag", "", {"row by row": 5.68, "zig-zag": 7.04}, HOLDS),
        ("a < b", "", {"a": 0.3, "b": 0.1 + 0.2}, NOT),
        # Truth.
        ("true", "", True, HOLDS),
        ("False", "", False, HOLDS),
        ("true", "", False, NOT),
        ("true", "", [True, True], HOLDS),
        ("true", "", np.array([True, False]), NOT),
        ("false", "", np.array([False, False]), HOLDS),
        ("true", "", np.bool_(True), HOLDS),
    ],
)
def test_what_holds(expected: str, tolerance: str, value: object, wanted: str) -> None:
    assert verdict(value, expected, tolerance=tolerance) == wanted


@pytest.mark.parametrize("expected", ["325 GiB", "1 .. 1e9", "> 0", ">= 0", "< 5", "<= 1e300"])
@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), np.float64("nan"), [1.0, float("nan")]])
def test_what_is_no_number_never_holds(expected: str, value: object) -> None:
    assert verdict(value, expected) == NOT


def test_what_is_no_number_never_holds_in_an_order_either() -> None:
    assert verdict({"a": 1.0, "b": float("inf")}, "a < b") == NOT
    assert verdict({"a": float("nan"), "b": 1.0}, "a <= b") == NOT


@pytest.mark.parametrize(
    ("expected", "tolerance", "direction", "value", "wanted"),
    [
        ("1.2 x", "", "> 1", 1.21, HOLDS),
        ("1.2 x", "", "> 1", 7.0, DIRECTION),
        ("1.2 x", "", "> 1", 1.0, NOT),
        ("1.2 x", "0.3", "> 1", 0.95, NOT),  # within the tolerance, but no gain
        ("1.2 x", "0.3", "> 1 x", 1.05, HOLDS),
        ("1.3 .. 1.6", "", ">= 1", [1.0, 1.2], DIRECTION),
        ("1.3 .. 1.6", "", ">= 1", [0.9, 1.2], NOT),
        (">= 2 x", "", "> 1", 1.5, DIRECTION),
        ("21 %", "", "> 0 %", 10, DIRECTION),
    ],
)
def test_outside_the_expectation_but_on_the_stated_side(
    expected: str, tolerance: str, direction: str, value: object, wanted: str
) -> None:
    assert verdict(value, expected, tolerance=tolerance, direction=direction) == wanted


@pytest.mark.parametrize(
    ("expected", "direction", "value", "wanted"),
    [
        ("7.32 tok/s", "", 7.32, DIRECTION),
        ("7.32 tok/s", "", 8, NOT),
        ("7.32 tok/s", "> 5", 8, DIRECTION),
        ("7 .. 8 tok/s", "", 7.32, HOLDS),
        ("> 5", "", 7.32, HOLDS),
    ],
)
def test_a_simulation_never_reproduces_a_measured_number(
    expected: str, direction: str, value: float, wanted: str
) -> None:
    assert verdict(value, expected, direction=direction, kind="simulation") == wanted


@pytest.mark.parametrize(
    ("expected", "tolerance", "direction", "words"),
    [
        ("", "", "", "cannot read"),
        ("about 5", "", "", "cannot read"),
        ("~ 5 GiB", "", "", "cannot read"),
        ("1,000 GiB", "", "", "cannot read"),
        ("1,5", "", "", "cannot read"),
        ("10^12 B", "", "", "cannot read"),
        ("5 × 10^3", "", "", "cannot read"),
        ("5 ± 1", "", "", "cannot read"),
        ("nan", "", "", "cannot read"),
        ("1e9999", "", "", "cannot read"),
        ("1 .. 2 .. 3", "", "", "cannot read the range"),
        ("3 .. 1", "", "", "above its second"),
        ("1 GB .. 2 GiB", "", "", "two units"),
        ("> ", "", "", "cannot read the bound"),
        ("a < b > c", "", "", "turns round"),
        ("a < a", "", "", "different names"),
        ("a < < b", "", "", "different names"),
        ("0 < p < 1", "", "", "a number is no name"),
        ("a < b", "1 %", "", "an order of names"),
        ("true", "1 %", "", "true or false"),
        ("5", "a bit", "", "cannot read `tolerance"),
        ("5", "-1 %", "", "negative"),
        ("5", "100 %", "", "almost anything"),
        ("0", "1 %", "", "of zero is nothing"),
        ("5 %", "1 %", "", "two things"),
        ("5 GiB", "1 GB", "", "another unit"),
        ("5", "", "up", "cannot read the bound"),
        ("5", "", "> 6", "contradicts"),
        ("1 .. 3", "", ">= 2", "contradicts"),
        ("5 GiB", "", "> 1 GB", "another unit"),
        ("true", "", "> 1", "goes with a number"),
    ],
)
def test_what_cannot_be_expected(expected: str, tolerance: str, direction: str, words: str) -> None:
    with pytest.raises(ClaimError, match=words):
        verdict(True if expected == "true" else 5, expected, tolerance=tolerance, direction=direction)


@pytest.mark.parametrize(
    ("expected", "value", "words"),
    [
        ("5", True, "needs a number"),
        ("5", "5", "cannot compare a str"),
        ("5", None, "cannot compare a NoneType"),
        ("5", {"a": 5}, "needs a number"),
        ("5", [], "nothing to compare"),
        ("5", np.array([]), "nothing to compare"),
        ("5", 1 + 2j, "cannot compare a complex"),
        ("5", np.complex128(1), "cannot compare"),
        ("5", np.datetime64("2026-01-01"), "cannot compare"),
        ("5", np.ma.masked_array([1, 2], [0, 1]), "cannot compare a NoneType"),
        ("5", [True, 5], "cannot compare a bool"),
        ("5", {1, 2}, "cannot compare a set"),
        ("5", Fraction(10**400), "cannot compare Fraction"),
        ("5", 10**400, "more than 308 digits"),
        pytest.param(">= 2", -(10**5000), "more than 308 digits", id="too long to print"),
        ("5", [1, 10**400], "more than 308 digits"),
        ("a < b", {"a": 1, "b": 10**400}, "more than 308 digits"),
        ("true", 1, "needs true or false"),
        ("true", [], "nothing to compare"),
        ("a < b", 3, "needs a mapping"),
        ("a < b", {"a": 1}, "the value for b is missing"),
        ("a < b", {"a": 1, "b": "x"}, "cannot compare a str"),
    ],
)
def test_a_value_of_another_kind_is_a_mistake_and_not_a_verdict(expected: str, value: object, words: str) -> None:
    with pytest.raises(ClaimError, match=words):
        verdict(value, expected)


def test_a_whole_number_of_any_size_that_a_float_can_reach_is_compared() -> None:
    assert verdict(10**308, ">= 1e308") == HOLDS
    assert verdict(10**308, "< 1e308") == "not-reproduced"


@pytest.mark.parametrize(
    "five",
    [5, 5.0, np.int8(5), np.float32(5), np.longdouble(5), np.array(5), np.array([5.0]), [5], (5, 5), range(5, 6),
             Decimal(5), Fraction(5), np.full((3, 4), 5), [[5], [5, 5]], [np.float64(5)], np.arange(5, 6)],
)  # fmt: skip
def test_numbers_of_every_library(five: object) -> None:
    assert verdict(five, "5", tolerance="0") == HOLDS


@settings(deadline=None)
@given(number=st.decimals(-(10**6), 10**6, places=3), share=st.integers(1, 99), off=st.integers(-200, 200))
def test_a_relative_tolerance_is_what_it_says(number: Decimal, share: int, off: int) -> None:
    if number == 0:
        return
    exact = Fraction(number) * (1 + Fraction(off, 100))
    wanted = HOLDS if abs(off) <= share else NOT
    assert verdict(float(exact), str(number), tolerance=f"{share} %") == wanted


@settings(deadline=None)
@given(number=st.decimals(-(10**6), 10**6, places=2), value=st.floats(-1e6, 1e6))
def test_the_digits_given_are_the_digits_compared(number: Decimal, value: float) -> None:
    distance = abs(Fraction(value) - Fraction(number))
    if abs(distance - Fraction(1, 200)) < Fraction(1, 10**5):
        return  # at the very edge rounding noise decides
    assert verdict(value, f"{number} x") == (HOLDS if distance < Fraction(1, 200) else NOT)


@settings(deadline=None)
@given(
    values=st.lists(st.integers(-20, 20), min_size=1, max_size=30), low=st.integers(-20, 20), width=st.integers(0, 20)
)
def test_an_array_fits_when_every_element_does(values: list[int], low: int, width: int) -> None:
    every = all(low <= value <= low + width for value in values)
    assert verdict(values, f"{low} .. {low + width}") == (HOLDS if every else NOT)


@settings(deadline=None)
@given(numbers=st.permutations([1, 2, 3, 4]))
def test_an_order_holds_for_one_permutation_only(numbers: list[int]) -> None:
    named = dict(zip("abcd", numbers, strict=True))
    assert verdict(named, "a < b < c < d") == (HOLDS if numbers == [1, 2, 3, 4] else NOT)
    assert verdict(named, "d > c > b > a") == (HOLDS if numbers == [1, 2, 3, 4] else NOT)


@settings(deadline=None)
@given(text=st.text(max_size=40), tolerance=st.text(max_size=10))
def test_no_text_breaks_the_grammar(text: str, tolerance: str) -> None:
    try:
        said = verdict(1.0, text, tolerance=tolerance)
    except ClaimError as error:
        said = error.message
    assert said
