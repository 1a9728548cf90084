"""The verbs `verify` and `claims`: run the notebooks, and see which claims hold."""

import contextlib
import sys
from collections import Counter
from collections.abc import Sequence

import click

from reviewkit import escape
from reviewkit.claims import Standing
from reviewkit.cli.bars import progress_bar
from reviewkit.cli.output import emit, format_option, narrate
from reviewkit.holdings import Holding
from reviewkit.library import Library
from reviewkit.verify import Options, Verified

_CLAIM_COLUMNS = ("paper", "id", "statement", "kind", "expected", "got", "verdict", "evidence")
_RUN_COLUMNS = (
    "paper",
    "result",
    "seconds",
    "claims",
    "held",
    "in_direction",
    "failed",
    "unchecked",
    "fell",
    "message",
)
_CLAIM_TABLE = ("paper", "id", "verdict", "got", "expected", "statement", "evidence", "kind")
"""On a screen the verdict must not be what falls off at the right."""


@click.command()
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--save", "keep", is_flag=True, help="Keep outputs and execution counts in the notebooks.")
@click.option("--jobs", type=click.IntRange(1), help="Notebooks at a time.  [default: one for each core]")
@click.option("--scheduler", metavar="URL", help="Run on the Dask cluster whose scheduler is there (tcp://host:8786).")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), help="Seconds for one notebook.")
@click.option("--memory", type=click.IntRange(64), metavar="MIB", help="MiB that one kernel may hold.")
@format_option()
def verify(
    keys: tuple[str, ...],
    keep: bool,
    jobs: int | None,
    scheduler: str | None,
    timeout: float | None,
    memory: int | None,
    form: str,
) -> None:
    """Run notebooks in fresh kernels and count the claims that hold.

    Writes nothing without --save. Leaves with 1 when a notebook raises, or when a claim that held according
    to the saved outputs no longer does.
    """
    if scheduler and jobs:
        raise click.UsageError("--jobs is for this machine; a cluster has its own workers")
    options = Options(keep, jobs or 0, scheduler or "", timeout or 0.0, memory or 0)
    runs = sorted(_run(Library.open(), keys, options), key=lambda verified: verified.key)
    emit([_run_row(verified) for verified in runs], form, columns=_RUN_COLUMNS)
    if not all(verified.good for verified in runs):
        sys.exit(1)


@click.command()
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@format_option()
def claims(keys: tuple[str, ...], form: str) -> None:
    """List every claim with its verdict."""
    shelf = Library.open().shelf()
    rows: list[dict[str, object]] = []
    for holding in shelf.chosen(keys):
        standings, problems = shelf.standings(holding)
        for problem in problems:
            narrate(f"{problem.severity}: {problem}")
        rows.extend(_claim_row(holding, standing) for standing in standings)
    emit(rows, form, columns=_CLAIM_TABLE if form == "table" else _CLAIM_COLUMNS)


COMMANDS = [verify, claims]


def _run(library: Library, keys: Sequence[str], options: Options) -> list[Verified]:
    """Run the notebooks and tell each result as it comes."""
    shelf = library.shelf()
    wanted = shelf.runnable(keys)
    for holding in shelf.chosen(keys):
        if (found := shelf.file(holding.notebook)) is not None and found.fault:
            narrate(f"{holding.notebook}: {found.fault}")
    if not wanted:
        narrate("there are no notebooks to run; `reviewkit sync` makes them")
        return []
    runs = library.verify(*keys, options=options)
    done: list[Verified] = []
    with progress_bar() as bar, contextlib.closing(runs):
        progress = bar.add_task("verify", total=len(wanted))
        for verified in runs:
            bar.console.print(_told(verified), markup=False, highlight=False, soft_wrap=True)
            bar.advance(progress)
            done.append(verified)
    return done


def _run_row(verified: Verified) -> dict[str, object]:
    return {
        "paper": verified.key,
        "result": verified.fault.kind if verified.fault else "ran",
        "seconds": verified.seconds,
        "claims": len(verified.standings),
        "held": verified.count("holds"),
        "in_direction": verified.count("holds-in-direction"),
        "failed": verified.count("not-reproduced"),
        "unchecked": verified.count("unchecked") + verified.count("stale"),
        "fell": list(verified.fell),
        "message": verified.message,
        "good": verified.good,
    }


def _told(verified: Verified) -> str:
    sign = "✓" if verified.good else "✗"
    said = verified.message or ", ".join(
        f"{n} {state}" for state, n in Counter(s.state for s in verified.standings).items()
    )
    fallen = f"; no longer: {', '.join(verified.fell)}" if verified.fell else ""
    return escape.terminal(f"{sign} {verified.key} {verified.seconds:.1f} s: {said or 'no claims'}{fallen}")


def _claim_row(holding: Holding, standing: Standing) -> dict[str, object]:
    claim, outcome = standing.claim, standing.outcome
    return {
        "paper": holding.key,
        "id": claim.id,
        "statement": claim.statement,
        "kind": claim.kind,
        "expected": claim.expected_text,
        "got": outcome.got if outcome else "",
        "verdict": standing.state,
        "evidence": claim.evidence,
        "where": claim.where,
        "note": (outcome.note if outcome else "") or claim.not_checkable,
        "file": holding.review,
        "line": claim.line,
    }
