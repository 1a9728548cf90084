"""How each claim of a review stands, read from the notebook alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from reviewkit.claims import values
from reviewkit.claims.claim import Claim, fingerprint
from reviewkit.claims.outcome import MIME, Outcome
from reviewkit.errors import ClaimError

STATES = ("holds", "holds-in-direction", "not-reproduced", "unresolved", "not-checkable", "stale", "unchecked")
_WORST_FIRST = ("stale", "not-reproduced", "not-checkable", "unresolved", "holds-in-direction", "holds")


class CellLike(Protocol):
    """What is needed of a cell."""

    @property
    def cell_type(self) -> str:
        """`code`, `markdown` or `raw`."""

    @property
    def source(self) -> str:
        """The joined source."""

    @property
    def outputs(self) -> Sequence[Mapping[str, object]]:
        """nbformat outputs; empty for a cell that is not code."""


class NotebookLike(Protocol):
    """What is needed of a notebook."""

    @property
    def cells(self) -> Sequence[CellLike]:
        """All cells in order."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An outcome that stands in a notebook's output; None where it cannot be read."""

    claim: str
    outcome: Outcome | None
    fresh: bool
    """Whether the kernel had run exactly the notebook's code cells up to this one, and none of them raised."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim, the outcome that decides about it, and the state that counts."""

    claim: Claim
    outcome: Outcome | None
    state: str


def code_digest(sources: Iterable[str | Sequence[str]]) -> str:
    """Return the digest of the code that ran, of a shell's raw history or of a notebook's code cells.

    Cells without code are left out and final newlines do not count: IPython keeps neither in its history.
    """
    joined = (source if isinstance(source, str) else "".join(source) for source in sources)
    return fingerprint([source.rstrip("\n") for source in joined if source.strip()])


def recorded(notebook: NotebookLike) -> tuple[Recorded, ...]:
    """Return every outcome in the notebook's outputs, in order."""
    found: list[Recorded] = []
    sources: list[str] = []
    raised = False
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        sources.append(cell.source)
        raised = raised or any(output.get("output_type") == "error" for output in cell.outputs)
        bundles = list(_bundles(cell.outputs))
        digest = code_digest(sources) if bundles else ""
        for bundle in bundles:
            claim, outcome = _read(bundle)
            fresh = outcome is not None and outcome.code_digest == digest and not raised
            found.append(Recorded(claim, outcome, fresh))
    return tuple(found)


def standing(claims: Sequence[Claim], notebook: NotebookLike | None, today: date | None = None) -> tuple[Standing, ...]:
    """Return how each claim stands: its verdict, or `stale`, or `unchecked`.

    A claim that was checked more than once stands as its worst check says. With `today`, a forecast whose day
    has come since is stale.
    """
    by_claim: dict[str, list[Recorded]] = {}
    for record in recorded(notebook) if notebook is not None else ():
        by_claim.setdefault(record.claim, []).append(record)
    return tuple(_stand(claim, by_claim.get(claim.id, ()), today) for claim in claims)


def _stand(claim: Claim, records: Sequence[Recorded], today: date | None) -> Standing:
    if not records:
        return Standing(claim, None, claim.settled(today) or "unchecked")
    states = [(_state(claim, record, today), record.outcome) for record in records]
    state, outcome = min(states, key=lambda pair: _WORST_FIRST.index(pair[0]))
    return Standing(claim, outcome, state)


def _state(claim: Claim, record: Recorded, today: date | None) -> str:
    outcome = record.outcome
    if outcome is None or not record.fresh or outcome.claim_digest != claim.digest:
        return "stale"
    if outcome.verdict in ("unresolved", "not-checkable"):
        return outcome.verdict if claim.settled(today) == outcome.verdict else "stale"
    # The saved verdict is never trusted: it is computed once more from the saved value.
    try:
        again = claim.judge(values.from_json(outcome.value))
    except (ClaimError, ValueError):
        return "stale"
    return again if again == outcome.verdict else "stale"


def _bundles(outputs: Sequence[Mapping[str, object]]) -> Iterator[object]:
    for output in outputs:
        data = output.get("data")
        if isinstance(data, Mapping) and MIME in data:
            yield data[MIME]


def _read(bundle: object) -> tuple[str, Outcome | None]:
    try:
        outcome = Outcome.from_json(bundle)
    except ClaimError:
        name = bundle.get("claim") if isinstance(bundle, Mapping) else None
        return (name if isinstance(name, str) else ""), None
    return outcome.claim, outcome
