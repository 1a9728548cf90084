"""The verbs `verify` and `claims`: run the notebooks, and see which claims hold."""

import contextlib
import datetime
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager

import click

from reviewkit import disk, escape, lookup
from reviewkit.claims import Standing
from reviewkit.cli.output import emit, format_option, narrate, progress_bar
from reviewkit.errors import ChangedOnDiskError, NotebookError
from reviewkit.holdings import Holding
from reviewkit.library import Library
from reviewkit.shelf import Shelf
from reviewkit.verify import Task, Verified, cluster_pool, judge, local_pool, prepare, run_all, save

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
    library = Library.open()
    wanted = [(h.key, h.notebook, h.review) for h in _with_notebook(library.shelf(), keys)]
    if not wanted:
        narrate("there are no notebooks yet; `reviewkit sync` makes them")
    tasks = prepare(library.root, library.config, wanted, timeout=timeout or 0.0, memory=memory or 0)
    rows = _run(tasks, _pool(scheduler, min(jobs or os.cpu_count() or 1, len(tasks))), library if keep else None)
    emit(sorted(rows, key=lambda row: str(row["paper"])), form, columns=_RUN_COLUMNS)
    if not all(row["good"] for row in rows):
        sys.exit(1)


@click.command()
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@format_option()
def claims(keys: tuple[str, ...], form: str) -> None:
    """List every claim with its verdict."""
    shelf = Library.open().shelf()
    rows: list[dict[str, object]] = []
    for holding in _chosen(shelf, keys):
        standings, problems = shelf.standings(holding)
        for problem in problems:
            narrate(f"{problem.severity}: {problem}")
        rows.extend(_claim_row(holding, standing) for standing in standings)
    emit(rows, form, columns=_CLAIM_COLUMNS)


COMMANDS = [verify, claims]


def _chosen(shelf: Shelf, keys: Sequence[str]) -> list[Holding]:
    if not keys:
        return list(shelf.holdings)
    found = {holding.key: holding for holding in (lookup.find(key, shelf.holdings) for key in keys)}
    return list(found.values())


def _with_notebook(shelf: Shelf, keys: Sequence[str]) -> list[Holding]:
    chosen = _chosen(shelf, keys)
    missing = [holding for holding in chosen if shelf.file(holding.notebook) is None]
    if keys and missing:
        raise NotebookError("there is no such notebook", "`reviewkit sync` makes it", path=missing[0].notebook)
    return [holding for holding in chosen if holding not in missing]


def _pool(scheduler: str | None, jobs: int) -> Callable[[], AbstractContextManager[Executor]]:
    if scheduler:
        return lambda: cluster_pool(scheduler)
    return lambda: local_pool(jobs)


def _run(
    tasks: Sequence[Task], pool: Callable[[], AbstractContextManager[Executor]], into: Library | None
) -> list[dict[str, object]]:
    """Run the tasks, tell each result as it comes, save it where that is wished, and return the table's rows."""
    by_key = {task.key: task for task in tasks}
    rows: list[dict[str, object]] = []
    with progress_bar() as bar, contextlib.closing(run_all(tasks, pool)) as results:
        progress = bar.add_task("verify", total=len(tasks))
        for result in results:
            verified = judge(by_key[result.key], result, datetime.date.today())
            problem = _save(into, verified) if into else ""
            row = _run_row(verified, problem)
            bar.console.print(_told(row, verified), markup=False, highlight=False, soft_wrap=True)
            bar.advance(progress)
            rows.append(row)
    return rows


def _save(library: Library, verified: Verified) -> str:
    try:
        with disk.lock(library.root, purpose="verify --save"):
            save(library.root, verified)
    except ChangedOnDiskError as error:
        return f"not saved: {error.message}"
    return ""


def _run_row(verified: Verified, problem: str) -> dict[str, object]:
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
        "message": problem or _message(verified),
        "good": verified.good and not problem,
    }


def _message(verified: Verified) -> str:
    fault = verified.fault
    if fault is None:
        return ""
    cell = f"cell {fault.cell}: " if fault.cell else ""
    return f"{cell}{fault.message}" + (f" ({fault.hint})" if fault.hint else "")


def _told(row: dict[str, object], verified: Verified) -> str:
    sign = "✓" if row["good"] else "✗"
    said = row["message"] or ", ".join(
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
