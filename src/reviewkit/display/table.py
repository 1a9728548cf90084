"""The progress table with links: from a notebook each paper's notebook and review are one click away."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewkit import escape
from reviewkit.display import cards, palette
from reviewkit.display.card import NO_MATH, Link
from reviewkit.rows import Row

_HEADS = ("paper", "venue", "status", "written", "claims held")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as a reader sees them; `here` leads from the reader's folder to the library's root."""

    rows: tuple[Row, ...]
    here: str = ""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": self.plain(), "text/markdown": self.markdown(), "text/html": self.html()}

    def plain(self) -> str:
        """Return the table for a terminal."""
        lines = [(row.key, escape.terminal(row.title)[:60], row.status, *_counts(row)) for row in self.rows]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)] if lines else []
        return "\n".join("  ".join(f"{v:<{w}}" for v, w in zip(line, widths, strict=True)).rstrip() for line in lines)

    def markdown(self) -> str:
        """Return the table as GitHub shows it."""
        lines = ["| " + " | ".join(_HEADS) + " |", "| --- " * len(_HEADS) + "|"]
        for row in self.rows:
            links = " · ".join(f"[{link.label}]({escape.markdown_target(link.url)})" for link in self._links(row))
            cells = (
                f"{escape.markdown(row.title)} {links}",
                escape.markdown(cards.venue(row)),
                row.status,
                *_counts(row),
            )
            lines.append("| " + " | ".join(cells) + " |")
        return "\n".join(lines)

    def html(self) -> str:
        """Return the table as HTML; every value is escaped."""
        head = "".join(f'<th style="text-align:left">{name}</th>' for name in _HEADS)
        body = "".join(self._line(row) for row in self.rows)
        return f'<table class="{NO_MATH}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'

    def _line(self, row: Row) -> str:
        links = " · ".join(f'<a href="{escape.href(link.url)}">{link.label}</a>' for link in self._links(row))
        color = palette.STATUS.get(row.status, palette.STATUS["to-read"])
        cells = (
            f"{escape.html(row.title)}<br>{links}",
            escape.html(cards.venue(row)),
            f'<span style="color:{color}">●</span> {escape.html(row.status)}',
            *_counts(row),
        )
        return "<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in cells) + "</tr>"

    def _links(self, row: Row) -> Sequence[Link]:
        return [link for link in cards.links(row, None, self.here) if link.label in ("notebook", "review")]


def _counts(row: Row) -> tuple[str, str]:
    written = f"{row.filled}/{row.sections}" if row.sections else ""
    return written, f"{row.claims_held}/{row.claims_made}" if row.claims_made else ""
