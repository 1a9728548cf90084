"""One claim that a review makes about a paper, and the verdict on a computed value."""

import difflib
import hashlib
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path

from reviewkit.claims.expectation import Expectation, Order, Quantity, Truth, parse_direction, parse_expected
from reviewkit.claims.interval import Interval, not_less
from reviewkit.claims.outcome import Outcome
from reviewkit.claims.values import Measured, Named, Numbers, Truths, measure
from reviewkit.errors import ClaimError

KINDS = ("arithmetic", "closed-form", "property", "optimisation", "simulation", "consistency", "forecast")
EVIDENCE = ("seen", "secondary", "unverified")
"""How a number is known: seen in the paper, told by someone else, or not verified."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a review expects, as it is written there; `expectation` is what that means."""

    id: str
    statement: str
    kind: str
    expected: str = ""
    tolerance: str = ""
    direction: str = ""
    where: str = ""
    evidence: str = "unverified"
    due: date | None = None
    """The day a forecast can be judged."""
    not_checkable: str = ""
    """Why no notebook can check it; empty for all others."""
    path: Path | str | None = field(default=None, compare=False)
    line: int | None = field(default=None, compare=False)

    @property
    def expectation(self) -> Expectation:
        """What `expected` and `tolerance` mean; ClaimError if they cannot be read."""
        return parse_expected(self.expected, self.tolerance)

    @property
    def expected_text(self) -> str:
        """The expectation with its tolerance, for people."""
        if not self.tolerance or not self.expected:
            return self.expected
        return f"{self.expected} ± {self.tolerance.removeprefix('±').strip()}"

    @property
    def digest(self) -> str:
        """A fingerprint of everything that the review says in this claim."""
        due = self.due.isoformat() if self.due else ""
        said = [self.id, self.statement, self.kind, self.expected, self.tolerance, self.direction, self.where]
        return fingerprint([*said, self.evidence, due, self.not_checkable])

    def check(self, value: object = None, *, note: str = "", today: date, code_digest: str = "") -> Outcome:
        """Return the verdict on a computed value, which is in the unit that `expected` names.

        `value` may be left out where nothing is computed: a forecast before its day, or a claim that is not
        checkable. ClaimError when the value is not of the kind that `expected` speaks of.
        """
        verdict = self.settled(today)
        try:
            measured = None if value is None and verdict else measure(value)
            verdict = verdict or self.judge(measured)
        except ClaimError as error:
            message = f"claim {self.id}: {error.message}"
            raise ClaimError(message, error.hint, path=self.path, line=self.line) from error
        return Outcome(
            claim=self.id,
            statement=self.statement,
            expected=self.expected_text,
            got=self._shown(measured),
            value=None if measured is None else measured.to_json(),
            verdict=verdict,
            note=note or self.not_checkable,
            claim_digest=self.digest,
            code_digest=code_digest,
        )

    def settled(self, today: date | None) -> str:
        """Return the verdict that needs no value (`not-checkable`, `unresolved`), or ""; without a day none is due."""
        if self.not_checkable:
            return "not-checkable"
        return "unresolved" if self.due is not None and (today is None or today < self.due) else ""

    def judge(self, measured: Measured | None) -> str:
        """Return `holds`, `holds-in-direction` or `not-reproduced`; ClaimError for a value of another kind."""
        expectation = self.expectation
        side = parse_direction(self.direction, expectation) if self.direction else None
        match expectation, measured:
            case Quantity(), Numbers():
                return self._judge_numbers(expectation, side, measured)
            case Order(), Named():
                return "holds" if _in_order(expectation, measured) else "not-reproduced"
            case Truth(), Truths():
                agreeing = measured.true if expectation.value else measured.count - measured.true
                return "holds" if agreeing == measured.count else "not-reproduced"
        wanted = {Quantity: "a number", Order: "a mapping from names to numbers", Truth: "true or false"}
        raise ClaimError(f"`expected: {self.expected}` needs {wanted[type(expectation)]} to compare with")

    def _judge_numbers(self, expectation: Quantity, side: Interval | None, measured: Numbers) -> str:
        on_side = side is not None and measured.low in side and measured.high in side
        fits = measured.low in expectation.accepted and measured.high in expectation.accepted
        if fits and (side is None or on_side):
            # A toy that happens to give a measured number has not measured it.
            return "holds-in-direction" if self.kind == "simulation" and expectation.form == "number" else "holds"
        return "holds-in-direction" if on_side else "not-reproduced"

    def _shown(self, measured: Measured | None) -> str:
        unit = self.expectation.unit if self.expected else ""
        return "" if measured is None else f"{measured} {unit}".strip()


def _in_order(order: Order, measured: Named) -> bool:
    missing = [name for name in order.names if name not in measured.numbers]
    if missing:
        raise ClaimError(
            f"the value for {', '.join(missing)} is missing", hint=f"given are {', '.join(measured.numbers)}"
        )
    numbers = [measured.numbers[name] for name in order.names]
    if not all(map(math.isfinite, numbers)):
        return False
    pairs = zip(numbers, numbers[1:], order.strict, strict=False)
    return all(not_less(larger, Fraction(smaller), strict=strict) for smaller, larger, strict in pairs)


def find_claim(claims: Iterable[Claim], name: str, path: Path | str | None = None) -> Claim:
    """Return the claim of that id; ClaimError with the nearest one when there is none."""
    by_id = {claim.id: claim for claim in claims}
    if name in by_id:
        return by_id[name]
    near = difflib.get_close_matches(name, by_id, n=1, cutoff=0.4)
    hint = f"did you mean `{near[0]}`?" if near else f"it makes {', '.join(by_id)}" if by_id else "it makes none yet"
    raise ClaimError(f"the review makes no claim {name!r}", hint, path=path)


def fingerprint(value: object) -> str:
    """Return 16 hex digits that stand for a JSON value."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=True).encode("ascii")).hexdigest()[:16]
