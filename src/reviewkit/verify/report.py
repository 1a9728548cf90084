"""What a run says about a paper's claims, and saving it into the notebook."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reviewkit import disk, ondisk
from reviewkit.claims import Claim, Standing, parse_claims, recorded, standing
from reviewkit.config import Config
from reviewkit.errors import LocatedError
from reviewkit.notebook import Notebook
from reviewkit.review import Review
from reviewkit.verify.task import Fault, Result, Task

_RANK = {"holds": 2, "holds-in-direction": 1}


@dataclass(frozen=True, slots=True)
class Verified:
    """One notebook's run, judged."""

    key: str
    notebook: str
    seconds: float
    fault: Fault | None
    standings: tuple[Standing, ...]
    """How the claims stand after the run; empty when the notebook did not run to its end."""
    fell: tuple[str, ...]
    """Claims that the saved outputs say hold (or hold in direction), and that do less now."""
    before: str
    """The notebook's text as it was read."""
    after: str
    """The same with the new outputs; equal to `before` when they are the same."""
    unsaved: str = ""
    """Why it could not be saved, where that was wished."""

    @property
    def good(self) -> bool:
        """Whether it ran to its end, nothing that held has fallen, and what was to be saved is saved."""
        return self.fault is None and not self.fell and not self.unsaved

    @property
    def message(self) -> str:
        """What went wrong, in one line; empty when nothing did."""
        if self.fault is None:
            return self.unsaved
        cell = f"cell {self.fault.cell}: " if self.fault.cell else ""
        return f"{cell}{self.fault.message}" + (f" ({self.fault.hint})" if self.fault.hint else "")

    def count(self, state: str) -> int:
        """Return how many claims stand so."""
        return sum(standing.state == state for standing in self.standings)


def prepare(
    root: Path, config: Config, wanted: Iterable[tuple[str, str, str]], *, timeout: float = 0.0, memory: int = 0
) -> tuple[Task, ...]:
    """Return a task for each (key, notebook, review), paths relative to the root; DiskError for what cannot be read.

    `timeout` in seconds and `memory` in MiB override the configuration.
    """
    common = [config.path.name, "papers.json", *config.lists]
    shared = {name: ondisk.read(root / name).text for name in common if (root / name).is_file()}
    limits = (timeout or config.verify.timeout, memory or config.verify.memory)
    return tuple(Task(*names, {**shared, **_own(root, *names[1:])}, *limits) for names in wanted)


def _own(root: Path, notebook: str, review: str) -> dict[str, str]:
    names = [notebook, review] if (root / review).is_file() else [notebook]
    return {name: ondisk.read(root / name).text for name in names}


def judge(task: Task, result: Result, today: date) -> Verified:
    """Return what a result says about the claims of its review, and what the notebook is with its outputs."""
    try:
        before = Notebook.parse(task.text, task.notebook)
        claims = _claims(task)
        if result.fault is not None:
            return _faulty(task, result, result.fault)
        after = _with_outputs(before, result)
    except LocatedError as error:
        return _faulty(task, result, Fault("setup", str(error), hint=error.hint))
    standings = standing(claims, after, today)
    fell = _fallen(before, standings)
    return Verified(task.key, task.notebook, result.seconds, None, standings, fell, task.text, after.text)


def _claims(task: Task) -> tuple[Claim, ...]:
    block = Review.parse(task.files.get(task.review, ""), task.review).claims_block
    return parse_claims(block[0], task.review, block[1]) if block else ()


def _faulty(task: Task, result: Result, fault: Fault) -> Verified:
    return Verified(task.key, task.notebook, result.seconds, fault, (), (), task.text, task.text)


def save(root: Path, verified: Verified) -> bool:
    """Write the new outputs into the notebook and return whether anything was to write.

    Raises `ChangedOnDiskError` if it is no longer the file that ran. A notebook that did not run to its end
    keeps what it has.
    """
    if verified.fault is not None or verified.after == verified.before:
        return False
    disk.replace(root / verified.notebook, verified.after, ondisk.digest(verified.before))
    return True


def _with_outputs(before: Notebook, result: Result) -> Notebook:
    # A cell whose outputs are the same keeps its bytes, however a front end laid them out.
    changed = {
        cell.index: (list[object](cell.outputs), cell.execution_count)
        for cell in result.cells
        if list(before.cells[cell.index].outputs) != list(cell.outputs)
        or before.cells[cell.index].execution_count != cell.execution_count
    }
    return Notebook.parse(before.with_outputs(changed), before.path) if changed else before


def _fallen(before: Notebook, standings: Sequence[Standing]) -> tuple[str, ...]:
    held: dict[str, int] = {}
    for record in recorded(before):
        rank = _RANK.get(record.outcome.verdict, 0) if record.outcome else 0
        held[record.claim] = min(rank, held.get(record.claim, rank))
    return tuple(now.claim.id for now in standings if _RANK.get(now.state, 0) < held.get(now.claim.id, 0))
