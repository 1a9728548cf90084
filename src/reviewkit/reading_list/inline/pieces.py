"""What the readers of inline marks share: the plain text in pieces, and what stands over which of them."""

from bisect import bisect_left
from collections.abc import Mapping
from itertools import accumulate

from reviewkit.reading_list.inline.destinations import Destination
from reviewkit.reading_list.inline.marks import Anchor, Inline


class Pieces:
    """A block's text in pieces, and its links, emphasis and pictures by the numbers of those pieces."""

    def __init__(self, text: str, start: int, end: int, references: Mapping[str, Destination]) -> None:
        self.text, self.begin, self.end = text, start, end
        self.references = references
        self.pieces: list[str] = []
        self.sources: list[tuple[int, int]] = []
        self.brackets: list[tuple[int, int, bool]] = []
        self.tags: list[tuple[int, int, str, tuple[int, int]]] = []
        self.marks: list[tuple[str, int, int]] = []
        self.anchors: list[tuple[int, int, Anchor]] = []
        self.bold: list[tuple[int, int]] = []
        self.italic: list[tuple[int, int]] = []
        self.code: list[tuple[int, int]] = []
        self.opened: dict[str, list[int]] = {}
        self.badges: list[tuple[int, str, str]] = []
        self.ticks: dict[int, list[int]] | None = None

    def put(self, piece: str, start: int, end: int) -> None:
        """Append a piece, which stands in the list's text from `start` to `end`."""
        self.pieces.append(piece)
        self.sources.append((start, end))

    def cut(self, index: int, opening: int) -> str:
        """Take back what was read since a picture's bracket: it is its alternative text."""
        alt = "".join(self.pieces[index + 1 :])
        del self.pieces[index:], self.sources[index:]
        kept: list[list[tuple[int, ...]]] = [self.anchors, self.badges, self.tags, self.bold, self.italic, self.code]  # type: ignore[list-item]
        for found in kept:
            while found and found[-1][0] >= index:
                found.pop()
        while self.marks and self.marks[-1][2] >= index:
            self.marks.pop()
        for places in self.opened.values():
            while places and places[-1] >= index:
                places.pop()
        self.put("", opening, opening)
        return alt

    def finish(self) -> Inline:
        """Turn positions in the list of pieces into positions in the plain text."""
        at = [0, *accumulate(map(len, self.pieces))]
        if self.badges:
            self.clamp(len(self.pieces))
        found = self.anchors
        if len(found) > 1:
            found.sort(key=_outermost)
        anchors = []
        for first, stop, anchor in found:
            anchor.start, anchor.end = at[first], at[stop]
            anchors.append(anchor)
        bold = _placed(self.bold, at) if self.bold else ()
        italic = _placed(self.italic, at) if self.italic else ()
        code = _placed(self.code, at) if self.code else ()
        badges = self.free_badges() if self.badges else ()
        return Inline("".join(self.pieces), anchors, bold, italic, code, badges, at, self.sources)

    def clamp(self, last: int) -> None:
        """End at the text's end what a picture swallowed the end of."""
        self.anchors = [(min(first, last), min(stop, last), anchor) for first, stop, anchor in self.anchors]
        for found in (self.bold, self.italic, self.code):
            found[:] = [(min(first, last), min(stop, last)) for first, stop in found]

    def free_badges(self) -> list[tuple[str, str]]:
        """Give each picture in a link to the link; return the others."""
        where = [index for index, _, _ in self.badges]
        taken: set[int] = set()
        for first, stop, anchor in self.anchors:
            k = bisect_left(where, first)
            if k < len(where) and where[k] < stop and k not in taken:
                anchor.badge = self.badges[k][1:]
                taken.add(k)
        return [badge[1:] for k, badge in enumerate(self.badges) if k not in taken]


def _placed(ranges: list[tuple[int, int]], at: list[int]) -> list[tuple[int, int]]:
    """Return ranges of pieces as ranges of the plain text, in order, without the empty ones."""
    if len(ranges) > 1:
        ranges.sort()
    return [(at[a], at[b]) for a, b in ranges if at[b] > at[a]]


def _outermost(found: tuple[int, int, Anchor]) -> tuple[int, int]:
    """Links in the order of the text, an outer before an inner."""
    return found[2].whole[0], -found[2].whole[1]
