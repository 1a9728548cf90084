"""What became of each entry of a list, and the receipt that adds up."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reviewkit.papers import Paper
from reviewkit.reading_list.entry import Entry
from reviewkit.resolving.known import is_paper
from reviewkit.resolving.merging import Change

STATES = ("resolved", "ambiguous", "unresolved", "unavailable", "not-a-paper")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an entry was decided to be, and why."""

    entry: Entry
    state: str
    """One of `STATES`."""
    paper: Paper | None = None
    """The record; its `id` is empty until a library has given it one."""
    via: str = ""
    """`arxiv`, `doi`, `usenix` and the like for an identifier, `title`, or `papers.json`."""
    why: str = ""
    """The rule that decided, or what stands in the way."""
    candidates: tuple[Paper, ...] = ()
    """Records that it may be, best first; a link in the list decides."""
    unknown: tuple[str, ...] = ()
    """Identifiers that the list gives and no service knows."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """How many entries came in, and what became of them; it adds up."""

    entries: int
    resolved: int
    ambiguous: int
    unresolved: int
    unavailable: int
    not_a_paper: int

    def __str__(self) -> str:
        return (
            f"{self.entries} entries = {self.resolved} resolved + {self.ambiguous} ambiguous"
            f" + {self.unresolved} unresolved + {self.unavailable} unavailable + {self.not_a_paper} not a paper"
        )


@dataclass(frozen=True, slots=True)
class Resolution:
    """One outcome for each entry, in the list's order, and what happened on the way."""

    outcomes: tuple[Outcome, ...]
    changes: tuple[Change, ...] = ()
    """What a refresh found to be otherwise than papers.json had it."""
    failures: tuple[str, ...] = ()
    """One line for each service that failed for some entries."""
    notes: tuple[str, ...] = ()
    """What else the user should know: old answers used, publications that do not fit."""
    offline: bool = False
    """Something was not asked because the network is off by the user's wish."""
    interrupted: bool = False
    """The user stopped it; what was fetched until then is here."""
    requests: Mapping[str, int] = dataclasses.field(default_factory=dict)
    """Requests made, for each service."""

    @property
    def receipt(self) -> Receipt:
        """The count of the outcomes by state."""
        return receipt(self.outcomes)

    @property
    def exit_code(self) -> int:
        """0, or 1 when a service failed for some entries, or 130 when the user stopped it."""
        return 130 if self.interrupted else 1 if self.failures else 0


def receipt(outcomes: Iterable[Outcome]) -> Receipt:
    """Count outcomes by state."""
    states = [outcome.state for outcome in outcomes]
    return Receipt(len(states), *(states.count(state) for state in STATES))


def from_record(entry: Entry, paper: Paper | None) -> Outcome:
    """Return the outcome of an entry that papers.json answers, or (None) that nobody was asked about."""
    if paper is not None:
        return Outcome(entry, "resolved", paper, "papers.json", paper.via or "decided earlier")
    if not is_paper(entry):
        return Outcome(entry, "not-a-paper", why=f"a {entry.kind} without an identifier")
    return Outcome(entry, "unresolved", why="not asked yet")
