"""The verbs of everyday: init, sync, new, mark, check."""

import dataclasses
import datetime
import os
import sys
from pathlib import Path

import click

from reviewkit import config, escape
from reviewkit import library as facade
from reviewkit.cli.bars import asking_bar
from reviewkit.cli.output import emit, narrate, narrate_open
from reviewkit.library import Library
from reviewkit.problem import Problem
from reviewkit.resolving.outcomes import Resolution

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("lists", nargs=-1, type=click.Path())
@click.option("--example", is_flag=True, help="Make an example list with eight papers.")
def init(lists: tuple[str, ...], example: bool) -> None:
    """Make this folder a library from your LISTS; reviews and notebooks that exist are adopted."""
    if above := config.above(Path.cwd()):
        narrate(f"there is a library above already: {os.path.relpath(above)}; this one will stand apart from it")
    for path in facade.init(".", lists, example=example):
        click.echo(f"create  {escape.terminal(path)}")
    books = Library.open().shelf()
    for reading_list in books.lists:
        if passed := reading_list.remarks:
            name, count = reading_list.file, f"{len(passed)} bullet{'' if len(passed) == 1 else 's'}"
            narrate(f"{name}: {count} read as no entry; `reviewkit parse {name} --explain {passed[0]}` says why")
    kept = sum(path.endswith((".md", ".ipynb")) for path in books.files(books.holdings))
    if kept:
        narrate(f"{kept} reviews and notebooks of papers in the lists are here already; they stay as they are")
    narrate("next: `reviewkit sync` makes a review and a notebook for each paper")


@click.command()
@click.argument("keys", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Show the plan and write nothing.")
@click.option("--offline", is_flag=True, help="Do not use the network.")
@click.option("--adopt", multiple=True, metavar="KEY", help="Give a review that you made yourself our header.")
def sync(keys: tuple[str, ...], dry_run: bool, offline: bool, adopt: tuple[str, ...]) -> None:
    """Resolve what is new, create what is missing, refresh our headers.

    With KEYS only for these papers.
    """
    library = Library.open()
    with asking_bar() as (progress, tell):
        result = library.sync(*keys, dry_run=dry_run, offline=offline, adopt=adopt, progress=progress, tell=tell)
    for change in result.changes:
        click.echo(escape.terminal(str(change)))
    for problem in result.problems:
        narrate(f"{problem.severity}: {problem}")
    tell_resolution(result.resolution)
    written = sum(change.writes for change in result.changes)
    verb = "would write" if dry_run else "wrote"
    click.echo(f"{verb} {written} file{'' if written == 1 else 's'}; {result.resolution.receipt}")
    sys.exit(result.resolution.exit_code)


def tell_resolution(resolution: Resolution) -> None:
    """Narrate what stayed open, and why."""
    for outcome in resolution.outcomes:
        if outcome.state in ("ambiguous", "unresolved"):
            narrate_open(outcome)
    for line in (*resolution.notes, *resolution.failures):
        narrate(line)
    if resolution.offline:
        left = sum(outcome.state == "unavailable" for outcome in resolution.outcomes)
        narrate(f"no network: {left} left as the list has them; run `reviewkit sync` again when there is one")


@click.command()
@click.argument("name", metavar="KEY|TITLE")
@click.option("--template", help="summary, quick, conference, executable, or one of your own in templates/.")
def new(name: str, template: str | None) -> None:
    """Write a review (and a notebook) from a template.

    A review that has your text is never overwritten.
    """
    written = Library.open().new(name, template)
    for path in written:
        click.echo(f"write   {escape.terminal(path)}")
    if not written:
        narrate("nothing to do: both files are there, exactly as the template has them")


@click.command()
@click.argument("name", metavar="KEY")
@click.argument("status_", metavar="[STATUS]", required=False)
@click.option("--rating", type=int, help="1 to 5.")
@click.option("--tag", "tags", multiple=True, help="Add a tag.")
@click.option("--started", type=_DAY, help="A day like 2026-01-31.")
@click.option("--finished", type=_DAY, help="A day like 2026-01-31.")
def mark(
    name: str,
    status_: str | None,
    rating: int | None,
    tags: tuple[str, ...],
    started: datetime.datetime | None,
    finished: datetime.datetime | None,
) -> None:
    """Set the STATUS of a review (to-read, reading, read, reviewed, skipped), its rating, tags or days."""
    path, changes = Library.open().mark(
        name,
        status_,
        rating=rating,
        tags=tags,
        started=started and started.date(),
        finished=finished and finished.date(),
    )
    for field, value in changes.items():
        click.echo(f"{escape.terminal(path)}: {field}: {escape.terminal(value)}")
    if not changes:
        narrate("nothing to change")


@click.command()
@click.option("--strict", is_flag=True, help="Make every warning an error.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "table", "json", "jsonl", "csv", "markdown"]),
    default="text",
)
def check(strict: bool, form: str) -> None:
    """Report what is wrong; asks nobody and writes nothing. Exit 1 with errors, for CI."""
    problems = Library.open().check(strict=strict)
    if form in ("text", "github"):
        for problem in problems:
            click.echo(_annotation(problem) if form == "github" else _line(problem))
    else:
        emit([dataclasses.asdict(problem) for problem in problems], form, columns=[*Problem.__dataclass_fields__])
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    narrate(f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}")
    sys.exit(1 if errors else 0)


def _line(problem: Problem) -> str:
    fix = f"; {problem.fix}" if problem.fix else ""
    return escape.terminal(f"{problem.severity}: {problem}{fix} [{problem.rule}]")


def _annotation(problem: Problem) -> str:
    """Return a GitHub Actions workflow command, escaped as its parser wants it."""
    text = f"{problem.message}{f'; {problem.fix}' if problem.fix else ''}"
    message = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    place = f"file={_property(problem.file)}" + (f",line={problem.line}" if problem.line else "")
    return f"::{problem.severity} {place},title={_property(problem.rule)}::{message}"


def _property(text: str) -> str:
    for old, new_ in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(old, new_)
    return text


COMMANDS = [init, sync, new, mark, check]
