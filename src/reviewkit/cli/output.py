"""One way out for every table: for people, for spreadsheets, for programs."""

import csv
import datetime
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.segment import Segment, Segments

from reviewkit import escape

if TYPE_CHECKING:
    from reviewkit.resolving.outcomes import Outcome

FORMATS = ("table", "json", "jsonl", "csv", "markdown")
_PIPE_WIDTH = 100
_FLEXIBLE = frozenset(("title", "statement", "message", "why", "problems", "section", "expected", "got", "fix"))
_LEAST = 12
_GAP = 3
_STYLES = {
    "reviewed": "green", "read": "green", "reading": "yellow", "skipped": "dim", "holds": "green",
    "holds-in-direction": "green", "not-reproduced": "red", "stale": "yellow", "error": "red", "warning": "yellow",
}  # fmt: skip

F = TypeVar("F", bound=Callable[..., Any])


def format_option(default: str = "table") -> Callable[[F], F]:
    """Return the option `--format`, the same for every table verb."""
    return click.option(
        "--format", "form", type=click.Choice(FORMATS), default=default, show_default=True, help="How to print it."
    )


def emit(
    rows: Iterable[Mapping[str, object]], form: str, *, columns: Sequence[str] | None = None, wide: bool = False
) -> None:
    """Print rows on standard output; `columns` names and orders what table, csv and markdown show."""
    listed = list(rows)
    shown = list(columns if columns is not None else (listed[0] if listed else ()))
    if form == "json":
        click.echo(_json(listed, 2))
    elif form == "jsonl":
        for row in listed:
            click.echo(_json(row))
    elif form == "csv":
        _csv(listed, shown)
    elif form == "markdown":
        _markdown(listed, shown)
    else:
        _table(listed, shown, wide)


def narrate(message: str) -> None:
    """Say something about the work on standard error; answers alone go to standard output."""
    click.echo(escape.terminal(message), err=True)


def narrate_open(outcome: "Outcome") -> None:
    """Say why an entry stayed open, and what to do where the list names a paper that nobody knows."""
    entry = outcome.entry
    hint = "; correct that link in the list, or take it out to have the title searched" if outcome.unknown else ""
    narrate(f"{entry.file}:{entry.line}: {outcome.state}: {entry.title} ({outcome.why}){hint}")


def _json(value: object, indent: int | None = None) -> str:
    """Return JSON that a terminal may show: what it would obey is escaped, as JSON can without loss."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=_plain)
    return text if text.isascii() else "".join(c if c.isprintable() or c == "\n" else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1]


def _plain(value: object) -> object:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    return str(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple, set, frozenset)):
        return "; ".join(_text(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return str(value)


def _csv(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        values = (row.get(name) for name in columns)
        # A number may begin with a minus sign; a text that does is a formula to a spreadsheet.
        writer.writerow([v if isinstance(v, int | float) else escape.csv_cell(_text(v)) for v in values])
    click.echo(out.getvalue(), nl=False)


def _markdown(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> None:
    click.echo("| " + " | ".join(columns) + " |")
    click.echo("|" + " --- |" * len(columns))
    for row in rows:
        click.echo("| " + " | ".join(escape.markdown(_text(row.get(name))) for name in columns) + " |")


def _table(rows: Sequence[Mapping[str, object]], columns: Sequence[str], wide: bool) -> None:
    console = Console(highlight=False)
    width = console.width if console.is_terminal else max(console.width, _PIPE_WIDTH)
    cells = {name: [escape.terminal(_text(row.get(name))) for row in rows] for name in columns}
    widths = _widths(cells, 1_000_000 if wide else width)
    if widths:
        console.print(Segments([*_drawn(console, cells, widths, _numeric(rows, widths))]), crop=False)


def _numeric(rows: Sequence[Mapping[str, object]], names: Iterable[str]) -> frozenset[str]:
    """Return the columns that stand at the right: those of numbers alone, but for the first, which is the key."""
    _, *rest = names
    return frozenset(name for name in rest if all(isinstance(row.get(name), int | float | None) for row in rows))


def _drawn(
    console: Console, cells: Mapping[str, Sequence[str]], widths: Mapping[str, int], right: frozenset[str]
) -> Iterator[Segment]:
    """Yield a table's pieces; its cells have their widths, so no layout is left to be found."""
    box, bold = SIMPLE_HEAD.substitute(console.options), console.get_style("table.header")
    styles = {word: console.get_style(style) for word, style in _STYLES.items()}
    gap = [Segment(" ", bold), Segment(box.head_vertical), Segment(" ", bold)]
    for name, size in widths.items():
        yield from gap if name != next(iter(widths)) else ()
        yield Segment(_fitted(_heading(name), size, name in right), bold)
    yield Segment.line()
    sizes = [size + _GAP - 1 for size in widths.values()]
    sizes[0] -= 1
    sizes[-1] -= 1
    yield Segment(box.get_row(sizes, "head", edge=False))
    yield Segment.line()
    between = Segment(f" {box.mid_vertical} ")
    for row in zip(*(cells[name] for name in widths), strict=True):
        for index, (name, text) in enumerate(zip(widths, row, strict=True)):
            if index:
                yield between
            yield Segment(_fitted(text, widths[name], name in right), styles.get(text))
        yield Segment.line()


def _fitted(text: str, size: int, right: bool) -> str:
    length = cell_len(text)
    if length > size:
        return set_cell_size(text, size - 1) + "…"
    return " " * (size - length) + text if right else text + " " * (size - length)


def _widths(cells: Mapping[str, Sequence[str]], width: int) -> dict[str, int]:
    """Return the columns that fit and their widths: long texts give way first, then the last columns go.

    A key or a number that is cut tells nothing, so those are shown whole or not at all.
    """
    wanted = {name: max(map(cell_len, (_heading(name), *texts))) for name, texts in cells.items()}
    while True:
        flexible = [name for name in wanted if name in _FLEXIBLE and wanted[name] > _LEAST]
        spare = width - _GAP * len(wanted) - sum(size for name, size in wanted.items() if name not in flexible)
        if len(wanted) == 1 or spare >= _LEAST * len(flexible):
            break
        wanted.popitem()
    for left, name in zip(range(len(flexible), 0, -1), sorted(flexible, key=wanted.__getitem__), strict=True):
        wanted[name] = max(min(wanted[name], spare // left), 1)
        spare -= wanted[name]
    return wanted


def _heading(name: str) -> str:
    return name.replace("_", " ")
