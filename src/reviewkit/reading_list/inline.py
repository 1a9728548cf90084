"""The inline marks of one block, read in one pass."""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from itertools import accumulate

from reviewkit.reading_list.destinations import Destination, bare_address, destination, reference
from reviewkit.reading_list.marks import Anchor, Inline

_TOKEN = re.compile(
    # A link whose label holds no other mark is one token: most links are.
    r"\[([^\[\]\\`*_<&]{0,200})\]\(([^\s()<>\\&]{0,1000})\)"
    r"|\\[!-/:-@\[-`{-~\n]|``*|!\[|\[|\]|\*\**|__*|<|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
    r"|https?://[^\s<>\"`|\]）；，。、】》]+|www\.[^\s<>\"`|\]）；，。、】》]+"
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[\s/][^<>]*)?)>")
_AUTO = re.compile(r"<((?:https?://|www\.)[^\s<>]*)>")
_ATTRIBUTE = re.compile(r"""\b(href|src|alt)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.I)
_RST = re.compile(r"([^<>]*?)\s*<([^<>\s]+)>\Z", re.S)
_BOLD_TAGS = frozenset(("b", "strong"))
_ITALIC_TAGS = frozenset(("i", "em"))
_LINE_TAGS = frozenset(("br", "p", "div", "li", "tr", "td", "th", "ul", "ol", "table"))
_DEPTH = 12
"""How many open emphasis marks are looked through for the one that a mark closes."""


class _Scanner:
    """One pass over a block."""

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
        self.pieces.append(piece)
        self.sources.append((start, end))

    def run(self, found: re.Match[str] | None) -> Inline:
        """Read from the first token on."""
        text, end, position = self.text, self.end, self.begin
        search = _TOKEN.search
        while found:
            start, stop = found.span()
            if start > position:
                self.pieces.append(text[position:start])
                self.sources.append((position, start))
            if found.lastindex is None:
                position = self.token(found.group(), start, stop)
            else:
                position = self.link(found, start, stop)
            found = search(text, position, end)
        if position < end:
            self.put(text[position:end], position, end)
        return self.finish()

    def token(self, token: str, start: int, stop: int) -> int:
        """Take one token in; return where to go on."""
        first = token[0]
        if first == "]":
            return self.close(start)
        if token == "[" or token == "![":
            self.brackets.append((len(self.pieces), start, token == "!["))
            self.put(token, start, stop)
            return stop
        if first == "*" or first == "_":
            self.emphasis(token, start, stop)
            return stop
        if first == "<":
            return self.tag(start)
        if first == "`":
            return self.ticked(token, start, stop)
        if first == "\\":
            self.put("\n" if token[1] == "\n" else token[1], start, stop)
            return stop
        if first == "&":
            self.put(html.unescape(token), start, stop)
            return stop
        return self.address(token, start)

    def link(self, found: re.Match[str], start: int, stop: int) -> int:
        """A whole link, unless an address stands in its label."""
        label, url = found.groups()
        if "://" in label or "www." in label:
            return self.token("[", start, start + 1)
        index, after = len(self.pieces), start + 1 + len(label)
        if not index:
            # An empty title stands where the block begins.
            self.put("", start, start + 1)
            index = 1
        self.pieces.append(label)
        self.sources.append((start + 1, after))
        self.anchors.append((index, index + 1, Anchor(0, 0, url, (start, stop), (after + 2, stop - 1))))
        return stop

    def address(self, token: str, start: int) -> int:
        before = self.text[start - 1] if start > self.begin else " "
        if before.isalnum() or before in "/@._":
            self.put(token[:1], start, start + 1)
            return start + 1
        url = bare_address(token)
        stop = start + len(url)
        anchor = Anchor(0, 0, url, (start, stop), (start, stop), bare=True)
        self.anchors.append((len(self.pieces), len(self.pieces) + 1, anchor))
        self.put(url, start, stop)
        return stop

    def close(self, start: int) -> int:
        """A closing bracket: of a link, of a picture, or of nothing."""
        stop = start + 1
        if not self.brackets:
            self.put("]", start, stop)
            return stop
        index, opening, picture = self.brackets.pop()
        found = destination(self.text, stop, self.end) if self.text.startswith("(", stop) else None
        if found is None and self.references:
            label = self.text[opening + 1 + picture : start]
            found = reference(self.text, stop, self.end, label, self.references)
        if found is None:
            self.put("]", start, stop)
            return stop
        if picture:
            self.badges.append((index, self.cut(index, opening), found.url))
        else:
            self.pieces[index] = ""
            anchor = Anchor(0, 0, found.url, (opening, found.stop), found.target)
            self.anchors.append((index, len(self.pieces), anchor))
        self.put("", start, found.stop)
        return found.stop

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

    def emphasis(self, token: str, start: int, stop: int) -> None:
        text, mark, count = self.text, token[0], len(token)
        before = text[start - 1] if start > self.begin else " "
        after = text[stop] if stop < self.end else " "
        word = mark == "_"
        closes = not before.isspace() and not (word and after.isalnum())
        opens = not after.isspace() and not (word and before.isalnum())
        index = len(self.pieces)
        if closes:
            for k in range(len(self.marks) - 1, max(-1, len(self.marks) - 1 - _DEPTH), -1):
                if self.marks[k][0] == mark and self.marks[k][1] == count:
                    opening = self.marks[k][2]
                    del self.marks[k:]
                    self.pieces[opening] = ""
                    self.put("", start, stop)
                    if count != 1:
                        self.bold.append((opening, index))
                    if count % 2:
                        self.italic.append((opening, index))
                    return
        if opens:
            self.marks.append((mark, count, index))
        self.put(token, start, stop)

    def ticked(self, token: str, start: int, stop: int) -> int:
        """A code span, an RST link, or a lone backtick."""
        if self.ticks is None:
            self.ticks = {}
            for found in re.finditer(r"`+", self.text[self.begin : self.end]):
                self.ticks.setdefault(len(found.group()), []).append(self.begin + found.start())
        places = self.ticks.get(len(token), [])
        following = bisect_right(places, start)
        if following >= len(places):
            self.put(token, start, stop)
            return stop
        inner, close = self.text[stop : places[following]], places[following]
        after = close + len(token)
        if self.text.startswith("_", after) and (link := _RST.match(inner)):
            after += 2 if self.text.startswith("__", after) else 1
            target = (stop + link.start(2), stop + link.end(2))
            self.anchors.append((len(self.pieces), len(self.pieces) + 1, Anchor(0, 0, link[2], (start, after), target)))
            self.put(link[1], stop, stop + link.end(1))
            return after
        index = len(self.pieces)
        self.put(inner, stop, close)
        self.code.append((index, index + 1))
        return after

    def tag(self, start: int) -> int:
        """An HTML tag or an address in angle brackets."""
        if self.text.startswith("<!--", start):
            finish = self.text.find("-->", start + 4, self.end)
            return self.end if finish < 0 else finish + 3
        if auto := _AUTO.match(self.text, start, self.end):
            anchor = Anchor(0, 0, auto[1], auto.span(), auto.span(1), bare=True)
            self.anchors.append((len(self.pieces), len(self.pieces) + 1, anchor))
            self.put(auto[1], *auto.span(1))
            return auto.end()
        found = _TAG.match(self.text, start, self.end)
        if not found:
            self.put("<", start, start + 1)
            return start + 1
        self.element(found)
        return found.end()

    def element(self, found: re.Match[str]) -> None:
        closing, name, stop = bool(found[1]), found[2].lower(), found.end()
        if name in _LINE_TAGS:
            self.put("\n", found.start(), stop)
        elif name in _BOLD_TAGS or name in _ITALIC_TAGS:
            self.toggle("b" if name in _BOLD_TAGS else "i", closing)
        elif name == "img":
            values = {k.lower(): html.unescape(v.strip("\"'")) for k, v in _ATTRIBUTE.findall(found[3])}
            self.badges.append((len(self.pieces), values.get("alt", ""), values.get("src", "")))
            self.put("", found.start(), stop)
        elif name == "a" and not closing:
            for part in _ATTRIBUTE.finditer(found[3]):
                if part[1].lower() == "href":
                    quoted = part[2][:1] in "\"'"
                    target = (found.start(3) + part.start(2) + quoted, found.start(3) + part.end(2) - quoted)
                    url = html.unescape(self.text[target[0] : target[1]]).strip()
                    self.tags.append((len(self.pieces), found.start(), url, target))
                    break
        elif name == "a" and self.tags:
            index, opening, url, target = self.tags.pop()
            self.anchors.append((index, len(self.pieces), Anchor(0, 0, url, (opening, stop), target)))

    def toggle(self, style: str, closing: bool) -> None:
        opened = self.opened.setdefault(style, [])
        if not closing:
            opened.append(len(self.pieces))
        elif opened:
            (self.bold if style == "b" else self.italic).append((opened.pop(), len(self.pieces)))

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
        bold, italic, code = (
            [(at[a], at[b]) for a, b in sorted(ranges) if at[b] > at[a]] if ranges else []
            for ranges in (self.bold, self.italic, self.code)
        )
        return Inline("".join(self.pieces), anchors, bold, italic, code, self.free_badges(), at, self.sources)

    def clamp(self, last: int) -> None:
        """End at the text's end what a picture swallowed the end of."""
        self.anchors = [(min(first, last), min(stop, last), anchor) for first, stop, anchor in self.anchors]
        for found in (self.bold, self.italic, self.code):
            found[:] = [(min(first, last), min(stop, last)) for first, stop in found]

    def free_badges(self) -> list[tuple[str, str]]:
        """Give each picture in a link to the link; return the others."""
        if not self.badges:
            return []
        where = [index for index, _, _ in self.badges]
        taken: set[int] = set()
        for first, stop, anchor in self.anchors:
            k = bisect_left(where, first)
            if k < len(where) and where[k] < stop and k not in taken:
                anchor.badge = self.badges[k][1:]
                taken.add(k)
        return [badge[1:] for k, badge in enumerate(self.badges) if k not in taken]


def _outermost(found: tuple[int, int, Anchor]) -> tuple[int, int]:
    """Links in the order of the text, an outer before an inner."""
    return found[2].whole[0], -found[2].whole[1]


def scan(text: str, start: int, end: int, references: Mapping[str, Destination]) -> Inline:
    """Read the inline marks of `text[start:end]`, in time linear in its length."""
    first = _TOKEN.search(text, start, end)
    if first is None and start < end:
        return Inline(text[start:end], [], [], [], [], [], [0, end - start], [(start, end)])
    return _Scanner(text, start, end, references).run(first)
