"""The lines of a list and their places, in characters and in bytes."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from reviewkit import late
from reviewkit.reading_list.entry import Span

_BLANK_MARKUP = late.pattern(
    r"(?:\s|</?(?:div|p|center|ul|ol|br|hr|span|tbody|thead|section|font|small|sub|sup|b|i|em|strong|img|picture|"
    r"source|a|blockquote|dl|dt|dd|kbd)(?:[\s/][^<>]*)?>)+\Z",
    re.I,
)
_SPACES = " \t\r\x0b\x0c\x00\ufeff\xa0\u3000\u200b"


class Line(NamedTuple):
    """One line: its number from 1, its indentation in columns, and where its content begins and ends in the text."""

    number: int
    start: int
    end: int
    indent: int
    content: str

    def without(self, count: int) -> "Line":
        """Return the line less its first characters, and the blanks after them as new indentation."""
        rest = self.content[count:]
        body = rest.lstrip(_SPACES)
        return Line(self.number, self.end - len(body), self.end, len(rest) - len(body), body)

    def tail(self, position: int) -> "Line | None":
        """Return what of the line stands at or after a place in the text."""
        return self.without(max(0, position - self.start)) if position < self.end else None


# A named tuple's own constructor is a function in Python; there are ten of these values for each entry.
line: Callable[[tuple[int, int, int, int, str]], Line] = partial(tuple.__new__, Line)
span: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)


def is_blank_markup(content: str) -> bool:
    """Tell whether a line is nothing but tags that only lay out (`</div>`, `<br>`, `<a name=…>`)."""
    return bool(_BLANK_MARKUP.match(content)) and "<img" not in content.lower()


def split(text: str) -> list[Line]:
    """Return the lines of a text; only a line feed ends one."""
    out: list[Line] = []
    position = 0
    for number, raw in enumerate(text.split("\n"), 1):
        body = raw.strip(_SPACES)
        start, indent = position, 0
        if body and raw[0] in _SPACES:
            lead = len(raw) - len(raw.lstrip(_SPACES))
            start, indent = position + lead, _columns(raw[:lead])
        out.append(line((number, start, start + len(body), indent, body)))
        position += len(raw) + 1
    return out


def _columns(blanks: str) -> int:
    if "\t" not in blanks:
        return len(blanks) - blanks.count("\ufeff")
    width = 0
    for char in blanks:
        if char == "\t":
            width += 4 - width % 4
        elif char != "\ufeff":
            width += 1
    return width


class Bytes:
    """Turns places in the text, counted in characters, into places in the file, counted in bytes."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.span: Callable[[tuple[int, int]], Span] = span if text.isascii() else self._span
        """Returns a range of characters as a range of bytes."""
        self._step = 256
        if self.span is not span:
            parts = (text[k : k + self._step] for k in range(0, len(text), self._step))
            self._sums: Sequence[int] = [0, *accumulate(len(part.encode("utf-8", "surrogatepass")) for part in parts)]

    def _at(self, position: int) -> int:
        whole = position // self._step
        rest = self._text[whole * self._step : position]
        return self._sums[whole] + (len(rest) if rest.isascii() else len(rest.encode("utf-8", "surrogatepass")))

    def _span(self, place: tuple[int, int]) -> Span:
        start, end = place
        first, inner = self._at(start), self._text[start:end]
        return Span(first, first + (len(inner) if inner.isascii() else len(inner.encode("utf-8", "surrogatepass"))))
