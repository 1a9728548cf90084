"""The progress table, in a module of its own: it waits for nothing that asks or writes."""

import dataclasses
from collections.abc import Sequence

import click

from reviewkit.cli.output import emit, format_option, narrate
from reviewkit.library import Library
from reviewkit.rows import COLUMNS, Row

_STATUS_COLUMNS = ("key", "title", "status", "filled", "claims", "problems")


@click.command()
@click.option("--all", "everything", is_flag=True, help="Videos, courses, posts and books too.")
@click.option("--wide", is_flag=True, help="All columns, however wide.")
@format_option()
def status(everything: bool, wide: bool, form: str) -> None:
    """Print the progress table."""
    rows = Library.open().rows("all" if everything else "paper")
    if form == "table" and not wide:
        emit([_short(row, everything) for row in rows], form, columns=_columns(everything))
        for problem in (problem for row in rows for problem in row.problems):
            narrate(problem)
    else:
        emit([dataclasses.asdict(row) for row in rows], form, columns=_wide_columns(form), wide=wide)


def _columns(everything: bool) -> Sequence[str]:
    return ("key", "title", "kind", *_STATUS_COLUMNS[2:]) if everything else _STATUS_COLUMNS


def _wide_columns(form: str) -> Sequence[str]:
    return COLUMNS if form != "table" else [name for name in COLUMNS if name != "abstract"]


def _short(row: Row, everything: bool) -> dict[str, object]:
    shown: dict[str, object] = {
        "key": row.key,
        "title": row.title,
        "kind": row.kind,
        "status": row.status,
        "filled": f"{row.filled}/{row.sections}" if row.sections else "",
        "claims": f"{row.claims_held}/{row.claims_made}" if row.claims_made else "",
        "problems": len(row.problems) or "",
    }
    return {name: shown[name] for name in _columns(everything)}


COMMANDS = [status]
