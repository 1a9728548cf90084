"""One block of a list, and the kinds there are."""

from dataclasses import dataclass, field

HEADING, ITEM, PARAGRAPH, ROW, TABLE, FOLD, UNFOLD, RULE = (
    "heading", "item", "paragraph", "row", "table", "fold", "unfold", "rule"
)  # fmt: skip


@dataclass(slots=True)
class Block:
    """A piece of the list: what it is, its lines, and where its content lies in the text."""

    kind: str
    line: int
    """From 1."""
    end_line: int
    start: int
    end: int
    indent: int = 0
    level: int = 0
    """A heading's, from 1."""
    marker: str = ""
    checked: bool | None = None
    parent: int = -1
    """The index of the item that this block stands in, -1 for none."""
    children: list[int] = field(default_factory=list)
    loose: bool = False
    """A blank line stands before it."""
    header: tuple[str, ...] = ()
    """A row's column names, as written."""


def cells(row: str) -> list[tuple[int, int]]:
    """Return the ranges of a table row's cells, without the outer bars."""
    out: list[tuple[int, int]] = []
    begin = 1 if row.startswith("|") else 0
    position = begin
    while (bar := row.find("|", position)) >= 0:
        if bar and row[bar - 1] == "\\":
            position = bar + 1
            continue
        out.append((begin, bar))
        begin = position = bar + 1
    if row[begin:].strip():
        out.append((begin, len(row)))
    return out
