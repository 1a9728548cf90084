"""Plays a worked notebook without a kernel: its code cells in order, its checks against the paper's own review.

`flips/KEY.toml` says, for each paper, which change of a parameter turns which claim:

    review = "beta"               # stem of the review; the key when left out
    failures = ["some-claim"]     # not reproduced, and the review says why
    shortfalls = ["some-other"]   # hold in direction only

    [[flip]]
    claim = "weight-bytes"
    change = "layers = 96"        # stands in the notebook's code exactly once
    to = "layers = 48"
    before = "holds"
    after = "not-reproduced"

    [seeds]                       # left out where nothing is drawn
    change = "seed = 7"
    to = ["seed = 1", "seed = 2", "seed = 3"]
"""

import contextlib
import datetime
import io
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import pytest

from reviewkit.claims import Claim, Outcome, find_claim, parse_claims
from reviewkit.notebook import Notebook
from reviewkit.review import Review

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 11, 21)
SCAFFOLD = "rk.paper("


class Settled(Exception):
    """The claim that a run was made for has its verdict."""


@dataclass
class Worked:
    """One paper's review and notebook."""

    key: str
    spec: dict
    notebook: Notebook
    review: Review
    claims: tuple[Claim, ...]

    @classmethod
    def read(cls, key: str) -> "Worked":
        """Read the pair that `flips/KEY.toml` speaks of."""
        spec = tomllib.loads((Path(__file__).parent / "flips" / f"{key}.toml").read_text(encoding="utf-8"))
        path = ROOT / "reviews" / f"{spec.get('review', key)}.md"
        review = Review.parse(path.read_text(encoding="utf-8"), str(path))
        assert review.claims_block is not None
        book = ROOT / "notebooks" / f"{key}.ipynb"
        notebook = Notebook.parse(book.read_text(encoding="utf-8"), str(book))
        return cls(key, spec, notebook, review, parse_claims(review.claims_block[0], path, review.claims_block[1]))

    @property
    def code(self) -> list[str]:
        """The code cells, without the one that asks the library for the paper."""
        return [cell.source for cell in self.notebook.cells if cell.cell_type == "code" and SCAFFOLD not in cell.source]

    def play(self, change: str = "", to: str = "", until: str = "") -> dict[str, Outcome]:
        """Run the code with one change, up to the check of one claim, and return the outcomes by claim."""
        cells = self.code
        if change:
            count = sum(cell.count(change) for cell in cells)
            assert count == 1, f"{change!r} stands {count} times in the code of {self.key}"
            cells = [cell.replace(change, to) for cell in cells]
        paper = Recorder(self.claims, until)
        with quiet_figures(), contextlib.suppress(Settled):
            namespace = {"paper": paper}
            for cell in cells:
                exec(compile(cell, f"<{self.key}>", "exec"), namespace)
        return paper.outcomes


@dataclass
class Recorder:
    """Stands for `rk.paper(key)` in the notebook and keeps what it checks."""

    claims: tuple[Claim, ...]
    until: str = ""
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def claim(self, name: str) -> "RecordedClaim":
        """The claim of that name, ready to be checked."""
        return RecordedClaim(self, find_claim(self.claims, name))


@dataclass
class RecordedClaim:
    """A claim that remembers its outcome."""

    recorder: Recorder
    claim: Claim

    def check(self, value: object = None, *, note: str = "") -> Outcome:
        """The verdict, as in a notebook."""
        outcome = self.claim.check(value, note=note, today=TODAY)
        self.recorder.outcomes[self.claim.id] = outcome
        if self.claim.id == self.recorder.until:
            raise Settled
        return outcome


@contextlib.contextmanager
def quiet_figures() -> Iterator[None]:
    """Draw into nothing, print into nothing, and leave matplotlib as it was."""
    matplotlib.use("Agg")
    with matplotlib.rc_context(), contextlib.redirect_stdout(io.StringIO()):
        try:
            yield
        finally:
            plt.close("all")


@cache
def read(key: str) -> Worked:
    return Worked.read(key)


@cache
def played(key: str) -> dict[str, Outcome]:
    return read(key).play()


@pytest.fixture
def worked():
    """Reads a paper's pair, once."""
    return read


@pytest.fixture
def outcomes():
    """Plays a paper's notebook as it stands, once."""
    return played
