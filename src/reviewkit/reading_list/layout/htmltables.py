"""Tables in HTML: their rows and cells as ranges of the list's text."""

import re
from dataclasses import dataclass, field

from reviewkit import late

_CELL = late.pattern(r"<(/?)(tr|td|th)\b([^<>]*)>", re.I)
_ROWSPAN = late.pattern(r"\browspan\s*=\s*[\"']?(\d{1,4})", re.I)
_WIDEST = 64
"""Columns of a table that are looked at."""


@dataclass(slots=True)
class Row:
    """One row: its cells' ranges by column, empty where a cell from above reaches down."""

    cells: list[tuple[int, int]] = field(default_factory=list)
    header: bool = False
    spans: list[int] = field(default_factory=list)


def rows(text: str, start: int, end: int) -> list[Row]:
    """Return the rows of the table in `text[start:end]`; cells and rows need no closing tags."""
    found: list[Row] = []
    opened: tuple[int, int] | None = None
    for tag in _CELL.finditer(text, start, end):
        closing, name = bool(tag[1]), tag[2].lower()
        if opened is not None:
            _add(found[-1], (opened[0], tag.start()), opened[1])
            opened = None
        if name == "tr":
            if not closing:
                found.append(Row())
            continue
        if not closing:
            if not found:
                found.append(Row())
            if not found[-1].cells:
                found[-1].header = name == "th"
            span = _ROWSPAN.search(tag[3])
            opened = (tag.end(), int(span[1]) if span else 1)
    if opened is not None:
        _add(found[-1], (opened[0], end), opened[1])
    return _aligned(found)


def _add(row: Row, cell: tuple[int, int], span: int) -> None:
    if len(row.cells) < _WIDEST:
        row.cells.append(cell)
        row.spans.append(span)


def _aligned(found: list[Row]) -> list[Row]:
    """Put each cell into its column, past the cells that reach down from rows above."""
    out: list[Row] = []
    reach: dict[int, int] = {}
    for row in found:
        placed: list[tuple[int, int]] = []
        later: dict[int, int] = {}
        for cell, span in zip(row.cells, row.spans, strict=True):
            while reach.get(len(placed), 0) > 0 and len(placed) < _WIDEST:
                placed.append((cell[0], cell[0]))
            if span > 1:
                later[len(placed)] = span - 1
            placed.append(cell)
        reach = {column: left - 1 for column, left in reach.items() if left > 1} | later
        if row.cells:
            out.append(Row(placed, row.header, row.spans))
    return out
