"""The verbs on lists: parse, link."""

import posixpath
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from reviewkit import disk, escape, ondisk, sync
from reviewkit.cli.output import emit, format_option, narrate
from reviewkit.errors import UsageError
from reviewkit.library import Library
from reviewkit.listlinks import Patch, own_link, patch
from reviewkit.reading_list import Entry, ReadingList
from reviewkit.shelf import Shelf

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_CONTEXT = 3
_COLUMNS = ("line", "title", "kind", "venue", "year", "arxiv", "section")


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path())
@format_option("jsonl")
@click.option("--explain", type=click.IntRange(min=1), metavar="LINE", help="Say why this line was read as it was.")
def parse(files: tuple[str, ...], form: str, explain: int | None) -> None:
    """Read reading lists, any FILES, and print one entry a line."""
    lists = [ReadingList.read(Path(file), file) for file in files]
    if explain is not None:
        _explain(lists, explain)
        return
    shown = ("file", *_COLUMNS) if len(lists) > 1 else _COLUMNS
    emit(_rows(lists), form, columns=None if form == "csv" else shown)


def _explain(lists: Sequence[ReadingList], number: int) -> None:
    for reading_list in lists:
        count = len(_LINE.findall(reading_list.text))
        if number > count:
            lines = "1 line" if count == 1 else f"{count} lines"
            raise UsageError(f"{reading_list.file}:{number}: there is no such line", f"this list has {lines}")
        for line in reading_list.explain(number).splitlines():
            click.echo(("  " if line.startswith(" ") else "") + escape.terminal(line))


def _rows(lists: Iterable[ReadingList]) -> Iterator[dict[str, object]]:
    return (_row(entry) for reading_list in lists for entry in reading_list.entries)


def _row(entry: Entry) -> dict[str, object]:
    """Return an entry as `parse` prints it; lone surrogates would break every consumer of the output."""
    return {
        "file": entry.file, "line": entry.line, "end_line": entry.end_line,
        "title": _sound(entry.title), "kind": entry.kind, "venue": _sound(entry.venue), "year": entry.year,
        "section": [_sound(title) for title in entry.section], "arxiv": entry.arxiv, "doi": _sound(entry.doi),
        "links": [{"role": link.role, "text": _sound(link.text), "url": _sound(link.url)} for link in entry.links],
        "checked": entry.checked,
    }  # fmt: skip


def _sound(text: str | None) -> str | None:
    return text if text is None or text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


@click.command()
@click.option("--dry-run", is_flag=True, help="Show the change as a unified diff and write nothing.")
def link(dry_run: bool) -> None:
    """Write links to the reviews and notebooks into the lists, in the lists' own style."""
    library = Library.open()
    if dry_run:
        for reading_list, made in _patches(library.shelf()):
            _show(reading_list, made)
        return
    with sync.writing(library.config, "reviewkit link") as books:
        changed = 0
        for reading_list, made in _patches(books):
            disk.replace(library.root / reading_list.file, made.text, ondisk.digest(reading_list.text))
            changed += 1
            count = len(made.linked)
            click.echo(f"linked {count} entr{'y' if count == 1 else 'ies'} in {escape.terminal(reading_list.file)}")
            _tell(reading_list, made)
    if not changed:
        narrate("every list has its links already")


def _patches(books: Shelf) -> Iterator[tuple[ReadingList, Patch]]:
    """Return each list that lacks links, with its change."""
    wanted: dict[Entry, dict[str, str]] = {}
    for holding in books.holdings:
        for entry in holding.entries:
            folder = posixpath.dirname(entry.file)
            for role, path in (("review", holding.review), ("notebook", holding.notebook)):
                if books.file(path) is None:
                    continue
                found = own_link(entry, role)
                # A target that the user wrote is the user's, dead or alive; `check` tells the dead ones.
                if found is None or not found.url:
                    wanted.setdefault(entry, {})[role] = posixpath.relpath(path, folder or ".")
    for reading_list in books.lists:
        here = {i: roles for i, entry in enumerate(reading_list.entries) if (roles := wanted.get(entry))}
        made = patch(reading_list, here)
        if made.text != reading_list.text:
            yield reading_list, made
        elif made.left:
            _tell(reading_list, made)


def _show(reading_list: ReadingList, made: Patch) -> None:
    for line in _diff(reading_list.file, reading_list.text, made.text):
        # Bytes go out as they are, for `git apply`: a carriage return before a line's end is part of the line.
        click.echo(_printable(line) if sys.stdout.isatty() else line.encode(), nl=False)
    _tell(reading_list, made)


def _printable(line: str) -> str:
    """Return a line of a diff for a terminal: its blanks stay, what a terminal would obey goes."""
    return "".join(c if c in "\t \n" else escape.terminal(c) for c in line)


def _diff(name: str, old: str, new: str) -> Iterator[str]:
    """Return a unified diff; a link ends no line, so that lines go in pairs and need no search."""
    before, after = (_LINE.findall(text) for text in (old, new))
    changed = [k for k, (one, two) in enumerate(zip(before, after, strict=True)) if one != two]
    # A name with a blank ends in a tab, as `git apply` and `patch` want it.
    end = "\t\n" if " " in name else "\n"
    yield f"--- a/{name}{end}+++ b/{name}{end}"
    while changed:
        hunk = changed[:1]
        while len(hunk) < len(changed) and changed[len(hunk)] - hunk[-1] <= 2 * _CONTEXT:
            hunk.append(changed[len(hunk)])
        del changed[: len(hunk)]
        first, last = max(0, hunk[0] - _CONTEXT), min(len(before), hunk[-1] + 1 + _CONTEXT)
        yield f"@@ -{first + 1},{last - first} +{first + 1},{last - first} @@\n"
        for k in range(first, last):
            if before[k] == after[k]:
                yield _ended(f" {before[k]}")
            else:
                yield _ended(f"-{before[k]}")
                yield _ended(f"+{after[k]}")


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _tell(reading_list: ReadingList, made: Patch) -> None:
    for index, why in made.left.items():
        entry = reading_list.entries[index]
        narrate(f"{entry.file}:{entry.line}: no link added, {why}: {entry.title}")


COMMANDS = [parse, link]
