"""HTML within a block: links, pictures, emphasis and breaks written as tags."""

import html
import re

from reviewkit import late
from reviewkit.reading_list.inline.marks import Anchor
from reviewkit.reading_list.inline.pieces import Pieces

_TAG = late.pattern(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[\s/][^<>]*)?)>")
_AUTO = late.pattern(r"<((?:https?://|www\.)[^\s<>]*)>")
_ATTRIBUTE = late.pattern(r"""\b(href|src|alt)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.I)
_BOLD_TAGS = frozenset(("b", "strong"))
_ITALIC_TAGS = frozenset(("i", "em"))
_LINE_TAGS = frozenset(("br", "p", "div", "li", "tr", "td", "th", "ul", "ol", "table"))


class Tags(Pieces):
    """Reads tags."""

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
        """Take in what a tag says."""
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
        """Begin or end bold ("b") or italics ("i")."""
        opened = self.opened.setdefault(style, [])
        if not closing:
            opened.append(len(self.pieces))
        elif opened:
            (self.bold if style == "b" else self.italic).append((opened.pop(), len(self.pieces)))
