"""The inline marks of one block, read in one pass."""

import html
import re
from bisect import bisect_right
from collections.abc import Mapping

from reviewkit.reading_list.inline.destinations import Destination, bare_address, destination, folded_name, reference
from reviewkit.reading_list.inline.inlinehtml import Tags
from reviewkit.reading_list.inline.marks import Anchor, Inline

_LINK = r"\[([^\[\]\\`*_<&]{0,200})\]\(([^\s()<>\\&]{0,1000})\)"
_TOKEN = re.compile(
    # A link whose label holds no other mark is one token, and so is one in brackets: most links are.
    rf"\[{_LINK}\]|{_LINK}"
    # So is text in bold or italics that holds no other mark.
    r"|\*(\*?)([^\s\[\]\\!`*_<&](?:[^\[\]\\!`*_<&\n]{0,300}[^\s\[\]\\!`*_<&])?)\*\5(?!\*)"
    r"|\\[!-/:-@\[-`{-~\n]|``*|!\[|\[|\]|\*\**|__*|<|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
    # As long as an address may be: a text of nothing but them is cut at each one's first odd bracket.
    r"|https?://[^\s<>\"`|\]）；，。、】》]{1,4096}|www\.[^\s<>\"`|\]）；，。、】》]{1,4096}"
)
_RST = re.compile(r"([^<>]*?)\s*<([^<>\s]+)>\Z", re.S)
_WIKI = re.compile(
    r"\[\[(?:[^\[\]\n|]{1,300}\|(?P<alias>[^\[\]\n]{1,300})\]\](?![(\[:])"
    r"|(?P<url>https?://[^\s\[\]]{1,2000})\]\[(?P<text>[^\[\]\n]{1,300})\]\]"
    r"|(?P<page>[^\[\]\n|]{3,300})\]\](?=\s*(?:\Z|[^\w\s(\[:])))"
)
_DEPTH = 12
"""How many open emphasis marks are looked through for the one that a mark closes."""


class _Scanner(Tags):
    """One pass over a block."""

    def run(self, found: re.Match[str] | None) -> Inline:
        """Read from the first token on."""
        text, end, position = self.text, self.end, self.begin
        search = _TOKEN.search
        while found:
            start, stop = found.span()
            if start > position:
                self.pieces.append(text[position:start])
                self.sources.append((position, start))
            kind = found.lastindex
            if kind is None:
                position = self.token(found.group(), start, stop)
            elif kind == 4:
                position = self.link(found, start, stop)
            elif kind == 2:
                position = self.boxed(found, start, stop)
            else:
                position = self.styled(found, start, stop)
            found = search(text, position, end)
        if position < end:
            self.put(text[position:end], position, end)
        return self.finish()

    def token(self, token: str, start: int, stop: int) -> int:
        """Take one token in; return where to go on."""
        first = token[0]
        if first == "]":
            return self.close(start)
        if token == "[" and self.text.startswith("[[", start) and (wiki := _WIKI.match(self.text, start, self.end)):
            page = wiki["page"] is not None
            if not page or (start == self.begin and not self.references):
                return self.wiki(wiki)
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
        label, url = found.group(3, 4)
        if "://" in label or "www." in label:
            return self.token("[", start, start + 1)
        if not self.pieces:
            self.put("", start, start + 1)  # an empty title stands where the block begins
        index, after = len(self.pieces), start + 1 + len(label)
        self.pieces.append(label)
        self.sources.append((start + 1, after))
        self.anchors.append((index, index + 1, Anchor(0, 0, url, (start, stop), (after + 2, stop - 1))))
        return stop

    def boxed(self, found: re.Match[str], start: int, stop: int) -> int:
        """A whole link in brackets, unless they are those of another link or an address stands in its label."""
        label, url = found.group(1, 2)
        if "://" in label or "www." in label or self.references or self.text.startswith("(", stop):
            return self.token("[", start, start + 1)
        index, after = len(self.pieces) + 1, start + 2 + len(label)
        self.pieces += ("[", label, "]")
        self.sources += ((start, start + 1), (start + 2, after), (stop - 1, stop))
        whole, target = (start + 1, stop - 1), (after + 2, stop - 2)
        self.anchors.append((index, index + 1, Anchor(0, 0, url, whole, target)))
        return stop

    def styled(self, found: re.Match[str], start: int, stop: int) -> int:
        """`**text**` or `*text*`, unless a mark that is open may end here."""
        (twice, text), (begin, end), index = found.group(5, 6), found.span(6), len(self.pieces)
        if self.marks or "://" in text or "www." in text:
            return self.token("*" + twice, start, begin)
        self.pieces.append(text)
        self.sources.append((begin, end))
        (self.bold if twice else self.italic).append((index, index + 1))
        return stop

    def wiki(self, found: re.Match[str]) -> int:
        """`[[Fast Trees]]`, `[[fast|Fast Trees]]`: a page of the reader's own; `[[https://…][Fast Trees]]`: a link."""
        index, name = len(self.pieces), found.lastgroup or "page"
        self.put(found[name], *found.span(name))
        if name == "text":
            self.anchors.append((index, index + 1, Anchor(0, 0, found["url"], found.span(), found.span("url"))))
        else:
            self.bold.append((index, index + 1))
        return found.end()

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
        if found is None and self.text.startswith(" (http", stop):
            found = destination(self.text, stop + 1, self.end)  # a slip that readers of the list see through
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

    def emphasis(self, token: str, start: int, stop: int) -> None:
        text, mark, count = self.text, token[0], len(token)
        before = text[start - 1] if start > self.begin else " "
        after = text[stop] if stop < self.end else " "
        word = mark == "_"
        index = len(self.pieces)
        if self.marks and not before.isspace() and not (word and after.isalnum()):
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
        if not after.isspace() and not (word and before.isalnum()):
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
        named = (
            self.references.get(folded_name(inner)) if self.references and self.text.startswith("_", after) else None
        )
        if named is not None:
            self.anchors.append((index, index + 1, Anchor(0, 0, named.url, (start, after + 1), named.target)))
            self.put(inner, stop, close)
            return after + 1
        self.put(inner, stop, close)
        self.code.append((index, index + 1))
        return after


def scan(text: str, start: int, end: int, references: Mapping[str, Destination]) -> Inline:
    """Read the inline marks of `text[start:end]`, in time linear in its length."""
    first = _TOKEN.search(text, start, end)
    if first is None and start < end:
        return Inline(text[start:end], [], (), (), (), (), [0, end - start], [(start, end)])
    return _Scanner(text, start, end, references).run(first)
