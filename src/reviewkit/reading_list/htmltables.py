"""Tables in HTML: their rows and cells as ranges of the list's text."""

import re
from dataclasses import dataclass

_CELL = re.compile(r"<(/?)(tr|td|th)\b([^<>]*)>", re.I)


@dataclass(slots=True)
class Row:
    """One row: its cells' ranges, and whether it is a header."""

    cells: list[tuple[int, int]]
    header: bool


def rows(text: str, start: int, end: int) -> list[Row]:
    """Return the rows of the table in `text[start:end]`; cells and rows need no closing tags."""
    out: list[Row] = []
    opened: int | None = None
    for tag in _CELL.finditer(text, start, end):
        closing, name = bool(tag[1]), tag[2].lower()
        if opened is not None:
            out[-1].cells.append((opened, tag.start()))
            opened = None
        if name == "tr":
            if not closing:
                out.append(Row([], False))
            continue
        if not closing:
            if not out:
                out.append(Row([], False))
            if not out[-1].cells:
                out[-1].header = name == "th"
            opened = tag.end()
    if opened is not None:
        out[-1].cells.append((opened, end))
    return [row for row in out if row.cells]
