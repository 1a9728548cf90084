"""Where a link may go into an entry, the best place first."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewkit.listlinks.style import BARE, Brackets, Style, brackets_of, labels_of
from reviewkit.reading_list import Entry, Link
from reviewkit.reading_list.words.labels import label_role

# Every pattern is linear: a list may hold a line of a thousand blanks.
_HEADING = re.compile(rb"[ \t>\xef\xbb\xbf]*#")
_BREAK = re.compile(rb"<br {0,4}/?>\Z")
_BULLET = re.compile(rb"[ \t]*(?:[-*+>]|\d{1,3}[.)])\s")
_RULE = re.compile(rb"^[ \t>|:\r-]+$", re.M)
_TABLE = re.compile(rb"<table\b.*?(?:</table|\Z)", re.S | re.I)
_CLOSING = (b"*", b"_", b'"', b"]", b")", b"`")
_INDENT = 200
"""How far a line may be indented for its first character to be looked at."""
Links = Sequence[tuple[str, str]]
"""Role and target of what is to be put in."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """A text that is put into the list's file, and the byte before which it goes."""

    at: int
    text: str


class Page:
    """A list's bytes, and which of them lie in a table."""

    def __init__(self, data: bytes, rst: bool) -> None:
        self.data, self.rst = data, rst
        self._html = [found.span() for found in _TABLE.finditer(data)]
        self._rows: list[tuple[int, int]] = []
        for found in _RULE.finditer(data):
            if b"|" in found[0] and b"-" in found[0] and not _within(self._rows, found.start()):
                self._rows.append((found.end() + 1, self._last_row(found.end() + 1)))

    def _last_row(self, start: int) -> int:
        """Return where the rows below a table's rule end: at a line without a bar."""
        while start < len(self.data):
            end = self.line(start)[1]
            if self.data.find(b"|", start, end) < 0:
                break
            start = end + 1
        return start

    def line(self, place: int) -> tuple[int, int]:
        """Return where the line that a place stands on begins and ends."""
        start = self.data.rfind(b"\n", 0, place) + 1
        end = self.data.find(b"\n", place)
        return start, len(self.data) if end < 0 else end

    def in_html(self, place: int) -> bool:
        """Tell whether a place lies in a table in HTML, where Markdown's links are mere text."""
        return _within(self._html, place)

    def in_row(self, place: int) -> bool:
        """Tell whether a place lies in a row of a table, where a bar begins a new cell."""
        start, end = self.line(place)
        begins = self.data[start : start + _INDENT].lstrip().startswith(b"|")
        return self.data.find(b"|", start, end) >= 0 and (begins or _within(self._rows, start))

    def cell(self, place: int) -> int:
        """Return where the text of the cell that a place stands in ends, before its last blanks."""
        end = self.line(place)[1]
        bar = place
        while bar < end and not (self.data[bar : bar + 1] == b"|" and self.data[bar - 1 : bar] != b"\\"):
            bar += 1
        while bar > place and self.data[bar - 1 : bar] in (b" ", b"\t", b"\r"):
            bar -= 1
        return bar


def _within(ranges: Sequence[tuple[int, int]], place: int) -> bool:
    at = bisect_right(ranges, (place, len(ranges) and ranges[-1][1])) - 1
    return at >= 0 and ranges[at][0] <= place < ranges[at][1]


def places(entry: Entry, links: Links, page: Page, style: Style) -> tuple[Insertion, ...]:
    """Return the places for these links: behind the last label, at the end of the line or cell, behind the title."""
    return tuple(dict.fromkeys(_places(entry, links, page, style)))


def _places(entry: Entry, links: Links, page: Page, style: Style) -> Iterator[Insertion]:
    data = page.data
    start, end = page.line(max(entry.title_span.end - 1, entry.title_span.start, entry.span.start))
    own = [k for k in entry.links if k.span.start <= entry.title_span.start and k.span.end >= entry.title_span.end]
    title_end = max([entry.title_span.end, *(link.span.end for link in own)])
    row = page.in_row(start)
    labels = labels_of(entry)
    here = [link for link in labels if start <= link.span.start < end]
    if row:
        cell = page.cell(title_end)
        near = [link for link in here if link.span.end <= cell]
        for last in (*near[-1:], *(link for link in here[-1:] if label_role(link.text))):
            yield _behind(last, links, page, style, row)
        yield _set(page.cell(title_end), links, page, style, " ", BARE)
        return
    for last in (here or [link for link in labels if not _BULLET.match(data, page.line(link.span.start)[0])])[-1:]:
        yield _behind(last, links, page, style, row)
    place = max(_text_end(data, start, end), title_end)
    begun = style.first.strip() and data[start:place].endswith(style.first.rstrip().encode())
    first = " " if begun else style.first
    yield _set(place, links, page, style, first, style.brackets)
    yield _set(place, links, page, style, " ", BARE)
    yield _set(_closed(data, title_end), links, page, style, " ", BARE)
    head = page.line(entry.span.start)
    for last in labels[-1:]:
        yield _behind(last, links, page, style, row)
    if head[0] != start:
        # A line below names the title: what stands behind it there would be the title's too.
        yield _set(_text_end(data, *head), links, page, style, " ", BARE)
    # Where the title goes on to the line's end, a mark keeps the first label from ending it sooner.
    yield _set(place, links, page, style, " · ", BARE)


def _text_end(data: bytes, start: int, end: int) -> int:
    """Return where a line's text ends, before a hard break, a heading's closing marks and the last blanks."""
    if _HEADING.match(data, start, end):
        while end > start and data[end - 1] in b" \t\r":
            end -= 1
        text = data[start:end].rstrip(b"#")
        return start + len(text.rstrip(b" \t")) if text[-1:] in (b" ", b"\t") else end
    while end > start:
        if data[end - 1] in b" \t\r\\":
            end -= 1
        elif found := _BREAK.search(data, max(start, end - 9), end):
            end = found.start()
        else:
            break
    return end


def _behind(last: Link, links: Links, page: Page, style: Style, row: bool) -> Insertion:
    """Insert behind a label, in the brackets that it wears."""
    data, place = page.data, last.span.end
    if data[last.span.start : place][:2].lower() == b"<a":
        return Insertion(place, "".join(f" {_html(role, target, style)}" for role, target in links))
    if data[last.span.start : last.span.start + 1] == b"`":
        return Insertion(place, "".join(f" {_rst(role, target, style)}" for role, target in links))
    brackets = brackets_of(last, data)
    place += len(brackets[1].encode())
    if last.text.startswith("[") and last.text.endswith("]"):
        between = style.gap(("[", "]"))
        between = " " if row and "|" in between else between
        return Insertion(place, "".join(f"{between}[[{style.word(role)}]]({target})" for role, target in links))
    bare = last.text == last.url
    between = style.gap(brackets)
    if (row and "|" in between) or (bare and not between[:1].isspace()):
        between = " "
    return _set(place, links, page, style, between, brackets)


def _set(place: int, links: Links, page: Page, style: Style, first: str, brackets: Brackets) -> Insertion:
    """Put links at a place: `first` before the first of them."""
    if page.in_html(place):
        return Insertion(place, "".join(f" {_html(role, target, style)}" for role, target in links))
    if page.rst:
        return Insertion(place, "".join(f" {_rst(role, target, style)}" for role, target in links))
    between = style.gap(brackets) if first.strip() else first
    made = [f"{brackets[0]}[{style.word(role)}]({target}){brackets[1]}" for role, target in links]
    return Insertion(place, first + between.join(made))


def _html(role: str, target: str, style: Style) -> str:
    return f'<a href="{target}">{style.word(role)}</a>'


def _rst(role: str, target: str, style: Style) -> str:
    # Two underscores: a name may then stand more than once in a document.
    return f"`{style.word(role)} <{target}>`__"


def _closed(data: bytes, place: int) -> int:
    """Step over the marks that close bold, italics, quotes or a bracket behind a title."""
    while data[place : place + 1] in _CLOSING:
        place += 1
    return place
