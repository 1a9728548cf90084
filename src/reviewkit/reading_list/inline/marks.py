"""A block without its marks: its plain text, and where links, bold, italics and code stand in it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from reviewkit import late
from reviewkit.identifiers import arxiv_in_url
from reviewkit.reading_list.words.hosts import host_role


@late.prepared
@dataclass
class Anchor:
    """A link: its label's range in the plain text, and what it leads to."""

    start: int
    end: int
    url: str
    whole: tuple[int, int]
    """In the list's text, brackets included."""
    target: tuple[int, int]
    """In the list's text; empty where the target is missing."""
    bare: bool = False
    """True for an address that stands in the text by itself."""
    badge: tuple[str, str] | None = None
    """Alternative text and address of the picture that is the label."""
    label: bool | None = None
    """Whether its text is a label and no title, once that was asked."""
    cites: bool = False
    """Its text is an author and a year, behind the title."""

    def __post_init__(self) -> None:
        self.host = host_role(self.url) if self.url else None
        """What the address's host and path say about it."""

    @late.attribute
    def arxiv(self) -> str | None:
        """The arXiv id that the address names."""
        return arxiv_in_url(self.url)


@dataclass(slots=True)
class Inline:
    """A block without its marks."""

    flat: str
    anchors: list[Anchor]
    bold: Sequence[tuple[int, int]]
    italic: Sequence[tuple[int, int]]
    code: Sequence[tuple[int, int]]
    badges: Sequence[tuple[str, str]]
    """Pictures that lead nowhere: alternative text and address."""
    starts: list[int] = field(default_factory=list)
    """Where each piece begins in `flat`, and at last where it ends."""
    sources: list[tuple[int, int]] = field(default_factory=list)
    """Where each piece lies in the list's text."""

    def line(self, start: int, end: int) -> str:
        """Return a range of the plain text on one line."""
        text = self.flat[start:end]
        if text.isprintable() and "  " not in text:  # of all white space only the blank is printable
            return text.strip()
        return " ".join(text.split())

    def boxed(self, anchor: Anchor) -> bool:
        """Tell whether a link's label stands in brackets of its own: `[[Docs](…)]`, `[[Docs]](…)`."""
        flat, start, end = self.flat, anchor.start, anchor.end
        if flat.startswith("[", start):
            return flat.endswith("]", start, end)
        return flat[start - 1 : start] == "[" and flat.startswith("]", end)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the list's text that a range of `flat` came from."""
        if start >= end or not self.sources:
            at = self.sources[0][0] if self.sources else 0
            return at, at
        index = bisect_right(self.starts, start) - 1
        if end <= self.starts[index + 1]:
            begin, finish = self.sources[index]
            first = self.starts[index]
            if self.starts[index + 1] - first == finish - begin:
                return begin + start - first, begin + end - first
        return self._at(start, False), self._at(end - 1, True)

    def _at(self, position: int, after: bool) -> int:
        index = bisect_right(self.starts, position) - 1
        begin, finish = self.sources[index]
        first = self.starts[index]
        if self.starts[index + 1] - first != finish - begin:
            return finish if after else begin
        return begin + position - first + after
