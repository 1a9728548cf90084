"""A check's outcome: what it says, and that it survives the notebook it travels in."""

import json
import math
import re
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewkit.claims import MIME, Claim, Outcome
from reviewkit.claims.values import Numbers, from_json, measure
from reviewkit.errors import ClaimError

TODAY = date(2026, 11, 21)
CLAIM = Claim("weight-bytes", "Weights take 325 GiB.", "arithmetic", "325 GiB", "1 %", path="reviews/x.md", line=31)


def as_jupyterlab_saves_it(value: object) -> object:
    """Sorted keys, and every number as JavaScript has it: a double, whole ones without a point."""

    def number(text: str) -> object:
        as_double = float(text)
        return int(as_double) if as_double.is_integer() else as_double

    text = json.dumps(value, sort_keys=True, allow_nan=False)
    return json.loads(text, parse_int=number, parse_float=number)


def test_the_card_shows_value_expectation_and_verdict_in_three_forms() -> None:
    bundle = CLAIM.check(325.18, note="2 bytes each", today=TODAY)._repr_mimebundle_()
    assert list(bundle) == ["text/plain", "text/markdown", "text/html", MIME]
    for form in ("text/plain", "text/markdown", "text/html"):
        assert all(word in str(bundle[form]) for word in ("holds", "325.18 GiB", "325 GiB ± 1 %", "2 bytes each"))
    assert str(CLAIM.check(325.18, today=TODAY)) == "✓ weight-bytes holds: got 325.18 GiB, expected 325 GiB ± 1 %"


def test_a_note_explains_and_never_changes_the_verdict() -> None:
    plain, noted = CLAIM.check(1.0, today=TODAY), CLAIM.check(1.0, note="holds", today=TODAY)
    assert plain.verdict == noted.verdict == "not-reproduced"
    assert noted.note == "holds"


@pytest.mark.parametrize(
    ("value", "shown", "travels"),
    [
        (1.0, "1", 1.0),
        (1234567.891, "1.23457e+06", 1234567.891),
        (174_591_385_600, "174591385600", 174591385600),
        (10**17 + 1, "1e+17", str(10**17 + 1)),
        (math.nan, "nan", "nan"),
        (-math.inf, "-inf", "-inf"),
        ([1, 2.5], "[1, 2.5]", [1, 2.5]),
        (np.arange(100), "100 values, 0 .. 99", {"many": {"count": 100, "min": 0, "max": 99}}),
        ([1.0] * 20 + [math.nan], "21 values, nan .. nan", {"many": {"count": 21, "min": "nan", "max": "nan"}}),
        (True, "true", True),
        (np.array([True, False]), "2 values, 1 true", {"truths": {"count": 2, "true": 1}}),
        ({"a": 1, "b": math.inf}, "a = 1, b = inf", {"names": {"a": 1, "b": "inf"}}),
    ],
)
def test_values_as_people_and_programs_read_them(value: object, shown: str, travels: object) -> None:
    measured = measure(value)
    assert str(measured) == shown
    assert measured.to_json() == travels
    assert json.dumps(measured.to_json(), allow_nan=False)


VALUES = st.one_of(
    st.booleans(),
    st.integers(),
    st.floats(),
    st.lists(st.one_of(st.floats(), st.integers(-(2**60), 2**60)), min_size=1, max_size=30),
    st.lists(st.booleans(), min_size=1),
    st.dictionaries(st.text(max_size=5), st.floats(), max_size=4),
)


@settings(deadline=None, max_examples=300)
@given(value=VALUES)
def test_a_value_says_the_same_after_jupyterlab_saved_it(value: object) -> None:
    measured = measure(value)
    again = from_json(as_jupyterlab_saves_it(measured.to_json()))
    assert type(again) is type(measured)
    if isinstance(measured, Numbers) and isinstance(again, Numbers):
        assert again.low == measured.low or math.isnan(measured.low)
        assert again.high == measured.high or math.isnan(measured.high)
        assert again.count == measured.count
    else:
        assert "nan" in str(measured) or again == measured
    assert repr(again.to_json()) == repr(from_json(as_jupyterlab_saves_it(again.to_json())).to_json())


@settings(deadline=None)
@given(value=st.one_of(st.floats(), st.lists(st.floats(), min_size=1)), note=st.text(max_size=30))
def test_an_outcome_survives_jupyterlab(value: object, note: str) -> None:
    outcome = CLAIM.check(value, note=note, today=TODAY, code_digest="0123456789abcdef")
    again = Outcome.from_json(as_jupyterlab_saves_it(outcome.to_json()))
    assert again == outcome or "nan" in outcome.got
    assert CLAIM.judge(from_json(again.value)) == outcome.verdict


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "a|b", "$x$", "\u202egnp", "\x1b[31m", "[x](javascript:1)"]
)
def test_nothing_from_a_review_or_a_note_is_markup(hostile: str) -> None:
    claim = Claim(
        "c", hostile, "property", "not_a_number <= " + hostile.replace("<", "").replace(">", "").replace("=", "")
    )
    names = dict.fromkeys(claim.expectation.names, 1)  # type: ignore[union-attr]
    bundle = claim.check(names, note=hostile, today=TODAY)._repr_mimebundle_()
    assert "<script" not in str(bundle["text/html"])
    assert not re.search(r"(?<!\\)[<|$\]]", str(bundle["text/markdown"]))
    assert not set("\u202e\x1b") & set(str(bundle["text/plain"]) + str(bundle["text/html"]))


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        "x",
        {},
        {"claim": 1},
        {"claim": "c", "verdict": "proven"},
        {"claim": "c", "verdict": "holds", "note": 3},
    ],
)
def test_an_outcome_that_reviewkit_did_not_write_is_refused(broken: object) -> None:
    with pytest.raises(ClaimError, match="an outcome is not"):
        Outcome.from_json(broken)


@pytest.mark.parametrize(
    "broken", [None, "x", "--5", "²", [], [True], {}, {"many": 3}, {"names": {"a": None}}, "9" * 500]
)
def test_a_value_that_reviewkit_did_not_write_is_refused(broken: object) -> None:
    with pytest.raises(ValueError, match=r"reviewkit|numbers"):
        from_json(broken)


def test_a_mistake_in_a_check_names_the_claim_and_where_the_review_makes_it() -> None:
    with pytest.raises(ClaimError) as caught:
        CLAIM.check("325", today=TODAY)
    assert str(caught.value).startswith("reviews/x.md:31: claim weight-bytes: cannot compare a str")
