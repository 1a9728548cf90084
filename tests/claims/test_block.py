"""The claims block of a review: everything is text first, and every fault has its line."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewkit.claims import Claim, find_claim, parse_claims
from reviewkit.errors import ClaimError

BLOCK = """\
- id: weight-bytes
  statement: OPT-175B's weights take 325 GiB in 16 bit.
  where: "§3"
  kind: arithmetic
  evidence: secondary
  expected: 325 GiB
  tolerance: 1 %
- id: speed-up
  statement: >
    Zig-zag is faster
    than row by row.
  kind: simulation
  expected: ">= 2 x"
  direction: "> 1"
# a comment
- {id: all-automatic, statement: "99 % are automatic.", kind: forecast, expected: "> 99 %", due: 2030-12-31}
- id: tail
  statement: The tail is no longer.
  kind: property
  not_checkable: the paper gives no latencies
"""


def test_a_block_becomes_claims_with_their_lines() -> None:
    weights, speed_up, automatic, tail = parse_claims(BLOCK, "reviews/flexgen.md", 30)
    assert weights == Claim(
        "weight-bytes", "OPT-175B's weights take 325 GiB in 16 bit.", "arithmetic", "325 GiB", "1 %",
        where="§3", evidence="secondary",
    )  # fmt: skip
    assert (weights.line, speed_up.line, automatic.line, tail.line) == (30, 37, 45, 46)
    assert speed_up.statement == "Zig-zag is faster than row by row."
    assert speed_up.evidence == "unverified"
    assert automatic.due == date(2030, 12, 31)
    assert tail.not_checkable == "the paper gives no latencies"


@pytest.mark.parametrize("block", ["", "\n\n", "# nothing yet\n", "[]"])
def test_a_review_may_claim_nothing(block: str) -> None:
    assert parse_claims(block, "reviews/x.md", 1) == ()


@pytest.mark.parametrize("written", ["2401.10020", "12:30", "no", "1e3", "0x10", "null", "2026-01-01"])
def test_no_scalar_is_turned_into_something_else(written: str) -> None:
    (claim,) = parse_claims(f"- {{id: c, kind: property, expected: 'true', statement: {written}}}", "r.md", 1)
    assert claim.statement == written


def test_yaml_no_is_not_false() -> None:
    with pytest.raises(ClaimError, match="cannot read `expected: no`"):
        parse_claims("- {id: c, kind: property, statement: s, expected: no}", "r.md", 1)


GOOD = "- id: a\n  statement: s\n  kind: property\n  expected: 5\n"


@pytest.mark.parametrize(
    ("block", "line", "words"),
    [
        ("id: a", 10, "not a list"),
        ("just text", 10, "not a list"),
        ("- just text", 10, "not a list of fields"),
        (GOOD + "- id: b\n  statement: [1]\n", 15, "not text on one line"),
        (GOOD + "  ? [a]\n  : b\n", 14, "not text on one line"),
        (GOOD + "  tolerence: 1 %\n", 14, "no field 'tolerence'"),
        (GOOD + "  zzz: 1 %\n", 14, "no field 'zzz'"),
        (GOOD + "  kind: property\n", 14, "stands twice in one claim"),
        (GOOD + GOOD, 14, "claim a stands twice, first in line 10"),
        ("- statement: s\n  kind: property\n", 10, "has no id"),
        ("- id: a\n  kind: property\n", 10, "has no statement"),
        ("- id: a\n  statement: s\n", 10, "has no kind"),
        ("- id: A_1\n  statement: s\n  kind: property\n", 10, "not made of a-z"),
        ("- id: a\n  statement: s\n  kind: proof\n", 12, "kind 'proof' is not one of"),
        (GOOD + "  evidence: hearsay\n", 14, "evidence 'hearsay' is not one of"),
        (GOOD + "  due: 2030-12-31\n", 14, "only a forecast"),
        ("- id: a\n  statement: s\n  kind: forecast\n  expected: 5\n", 10, "has no `due`"),
        ("- id: a\n  statement: s\n  kind: forecast\n  expected: 5\n  due: 2030-02-30\n", 14, "not a day"),
        ("- id: a\n  statement: s\n  kind: forecast\n  expected: 5\n  due: 20301231\n", 14, "not a day"),
        ("- id: a\n  statement: s\n  kind: property\n", 10, "has no `expected`"),
        ("- id: a\n  statement: s\n  kind: property\n  expected:\n", 13, "has no `expected`"),
        ("- id: a\n  statement: s\n  kind: property\n  expected: many\n", 13, "cannot read"),
        (GOOD + "  tolerance: 1 kg\n", 14, "another unit"),
        (GOOD + "  direction: \"> 7\"\n", 14, "contradicts"),
        ("- id: a\n  statement: a: b\n", 11, "not YAML"),
        ("- id: 'a\n", 11, "not YAML"),
        ("- id: \x01\n", 10, "not YAML"),
        ("[" * 5000, 10, "not YAML"),
        ("- *nothing\n", 10, "not YAML"),
    ],
)  # fmt: skip
def test_a_fault_names_file_and_line(block: str, line: int, words: str) -> None:
    with pytest.raises(ClaimError, match=words) as caught:
        parse_claims(block, "reviews/x.md", 10)
    assert str(caught.value).startswith(f"reviews/x.md:{line}: ")


@pytest.mark.parametrize("bound", [">= 2 x", "> 2 x", ">2 x", ">2", "> 1  # a comment"])
def test_a_bound_that_yaml_takes_for_a_folded_text_is_told_with_the_way_to_write_it(bound: str) -> None:
    with pytest.raises(ClaimError) as caught:
        parse_claims(f"{GOOD}- id: b\n  statement: s\n  kind: property\n  expected: {bound}\n", "reviews/x.md", 10)
    quoted = bound.partition("  #")[0]
    assert str(caught.value).startswith("reviews/x.md:17: ")
    assert caught.value.hint == f'YAML takes the leading > for its own; write `expected: "{quoted}"`'


def test_a_misspelt_field_gets_the_right_one_as_a_hint() -> None:
    with pytest.raises(ClaimError) as caught:
        parse_claims(GOOD + "  tolerence: 1 %\n", "reviews/x.md", 10)
    assert caught.value.hint == "did you mean `tolerance`?"


@settings(deadline=None, max_examples=200)
@given(block=st.text(alphabet="-: aid\n\t[]{}&*!|>'\"%#5kx\x00é", max_size=60))
def test_any_text_gives_claims_or_a_line(block: str) -> None:
    try:
        claims = parse_claims(block, "reviews/x.md", 10)
    except ClaimError as error:
        assert error.line is not None and 10 <= error.line <= 11 + block.count("\n")
    else:
        assert all(claim.id for claim in claims)


@pytest.mark.parametrize(
    ("asked", "hint"),
    [("weight-byte", "did you mean `weight-bytes`?"), ("zzz", "it makes weight-bytes, speed-up, all-automatic, tail")],
)
def test_a_check_of_an_unknown_claim_names_the_nearest(asked: str, hint: str) -> None:
    with pytest.raises(ClaimError, match=f"makes no claim '{asked}'") as caught:
        find_claim(parse_claims(BLOCK, "r.md", 1), asked, "reviews/flexgen.md")
    assert caught.value.hint == hint
    assert str(caught.value).startswith("reviews/flexgen.md: ")


def test_a_review_without_claims_says_so() -> None:
    with pytest.raises(ClaimError) as caught:
        find_claim((), "a")
    assert caught.value.hint == "it makes none yet"
    (claim,) = parse_claims(GOOD, "r.md", 1)
    assert find_claim([claim], "a") is claim
