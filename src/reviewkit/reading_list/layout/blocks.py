"""The blocks of a list, in one pass over its lines: headings, items, paragraphs, table rows, folds."""

import re

from reviewkit import late
from reviewkit.reading_list.layout.block import HEADING, ITEM, PARAGRAPH, RULE, UNFOLD, Block
from reviewkit.reading_list.layout.blockreader import BULLETS, item_start
from reviewkit.reading_list.layout.htmlblocks import HtmlBlocks
from reviewkit.reading_list.layout.lines import Line
from reviewkit.reading_list.layout.tableblocks import TableBlocks

_BOX = late.pattern(r"\s*\[([ xX✓✔])\](?=\s|\[)")
_ATX = late.pattern(r"(#{1,6})(?:[ \t]+|$)|(#{2,6})(?=[^#\s!])")
_SETEXT = late.pattern(r"(=+|-{2,})[ \t]*\Z")
_RULE = late.pattern(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_FENCE = late.pattern(r"(`{3,}|~{3,})([^`]*)\Z")
_DEFINITION = late.pattern(r"\[[^\[\]\n]{1,200}\]:\s*\S")
_LIQUID = late.pattern(r"\{%.*%\}\Z|\[\[?toc\]?\]\Z|\{:.*\}\Z", re.I)
_QUOTE = late.pattern(r"(?:>[ \t]?)+")
_TITLE_BLANKS = 3
"""More than a bullet that only labels a link has: `- [[Paper](…)]`, `- Paper: [link](…)`."""
_ADMONITION = late.pattern(r"\[!\w+\]\Z")


class _Reader(HtmlBlocks, TableBlocks):
    """Each handler takes the line or leaves it to the next."""

    def run(self) -> list[Block]:
        self.at = self.front_matter()
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            self.take(line)
        return self.blocks

    def front_matter(self) -> int:
        """Return the index of the first line after YAML front matter."""
        lines = self.lines
        if not lines or lines[0].content != "---":
            return 0
        for k in range(1, min(len(lines), 200)):
            if lines[k].content in ("---", "..."):
                return k + 1
            if lines[k].content.startswith(("* ", "#", "[")):
                return 0
        return 0

    def take(self, line: Line) -> None:
        content = line.content
        if not content:
            self.blank, self.open = True, None
            return
        first = content[0]
        if first == ">" and (quote := _QUOTE.match(content)):
            line = line.without(quote.end())
            content = line.content
            if not content or _ADMONITION.match(content):
                self.blank, self.open = True, None
                return
            first = content[0]
        if first == "<" and self.html(line, content):
            return
        if first in "~^" and self.rst_underline(line, content):
            return
        if first in "`~" and self.fence(line, content):
            return
        if first == "#" and line.indent < 4 and self.atx(line, content):
            return
        ruled = content[-1] == first
        if ruled and first in "=-" and self.underline(line, content):
            return
        if ruled and first in "-*_" and _RULE.match(content):
            self.add(Block(RULE, line.number, line.number, line.start, line.end))
            self.items.clear()
            self.open = None
            return
        if first == "." and content.startswith(".. "):
            return  # a target or a directive of reStructuredText
        if first in "[{" and (_LIQUID.match(content) or (self.open is None and _DEFINITION.match(content))):
            return
        if "|" in content and self.table_row(line, content):
            return
        if first == "=" and self.rst_table(line):
            return
        if not self.item(line, content):
            self.paragraph(line)
        if content[-1] == ">" and content.endswith("</details>"):  # `We ford rivers.</details>`
            self.leave_lists()
            self.add(Block(UNFOLD, line.number, line.number, line.end, line.end))

    def atx(self, line: Line, content: str, above: int = 0) -> bool:
        found = _ATX.match(content)
        if not found:
            return False
        level = max(len(found[1] or found[2]), above + 1)
        self.level = above or level
        body = content[found.end() :].rstrip()
        stripped = body.rstrip("#")
        if stripped != body and (not stripped or stripped[-1] in " \t"):
            body = stripped.rstrip()
        start = line.start + found.end()
        self.add(Block(HEADING, line.number, line.number, start, start + len(body), level=level))
        self.leave_lists()
        self.header = ()
        return True

    def underline(self, line: Line, content: str) -> bool:
        """A setext heading's second line."""
        if self.open is None and content[0] == "=" and _SETEXT.match(content):
            return True  # a rule above a title, in reStructuredText
        if self.open is None or not _SETEXT.match(content) or line.indent > 3:
            return False
        block = self.blocks[self.open]
        if block.kind != PARAGRAPH or block.line != block.end_line or block.parent >= 0:
            return False
        block.kind, block.level, block.end_line = HEADING, 1 if content[0] == "=" else 2, line.number
        self.leave_lists()
        self.header = ()
        return True

    def rst_underline(self, line: Line, content: str) -> bool:
        """`~~~~` or `^^^^` under a title and above a blank line: reStructuredText's lower headings."""
        following = self.lines[self.at].content if self.at < len(self.lines) else ""
        if self.open is None or following or content.strip(content[0]):
            return False
        block = self.blocks[self.open]
        if block.kind != PARAGRAPH or block.line != block.end_line or not 4 <= block.end - block.start <= len(content):
            return False
        block.kind, block.level, block.end_line = HEADING, 3 if content[0] == "~" else 4, line.number
        self.leave_lists()
        self.header = ()
        return True

    def fence(self, line: Line, content: str) -> bool:
        found = _FENCE.match(content)
        if not found:
            return False
        mark = found[1]
        while self.at < len(self.lines):
            inner = self.lines[self.at].content.lstrip("> ")
            self.at += 1
            if inner.startswith(mark) and not inner.strip(mark[0]).strip():
                break
        self.open, self.blank = None, True
        return True

    def item(self, line: Line, content: str) -> bool:
        found = None if content[0].isalpha() else item_start(content)
        if not found:
            return False
        marker = found.group()
        start = line.start + found.end()
        rest = content[found.end() :]
        stripped = rest.lstrip()
        checked = None
        if stripped[2:3] == "]" and stripped[0] == "[" and (box := _BOX.match(rest)):
            checked = box[1] != " "
            start += box.end()
            rest = rest[box.end() :]
            stripped = rest.lstrip()
        start += len(rest) - len(stripped)
        if stripped[:1] == "#" and self.divides(line.without(start - line.start), stripped):
            return True
        if not line.indent:
            self.items.clear()
        while self.items and line.indent < self.blocks[self.items[-1]].indent + 2:
            if line.indent > self.blocks[self.items[-1]].indent and self.nested_by_one(line.indent):
                break
            self.items.pop()
        parent = self.items[-1] if self.items else -1
        bullet = item_start(stripped) if stripped[:1] in BULLETS and stripped else None
        if bullet and bullet[1] and not stripped.startswith(("**", "* *")):
            start += bullet.end() + len(stripped[bullet.end() :]) - len(stripped[bullet.end() :].lstrip())
        index = self.add(
            Block(ITEM, line.number, line.number, start, max(line.end, start), line.indent, 0, marker, checked, parent)
        )
        if parent >= 0:
            self.blocks[parent].children.append(index)
        self.items.append(index)
        self.open = index
        self.header = ()
        return True

    def divides(self, line: Line, content: str) -> bool:
        """`- #### Fords` over bullets with titles and links is a heading, below the last one outside of bullets."""
        below = next((each for each in self.lines[self.at : self.at + 2] if each.content), None)
        if below is None or below.content[0] not in BULLETS or not content.strip("# ") or "](" in content:
            return False
        title, linked, _ = below.content.partition("](")
        return bool(linked) and title.count(" ") >= _TITLE_BLANKS and self.atx(line, content, self.level)

    def nested_by_one(self, indent: int) -> bool:
        """One blank more than the parent is a deeper level where the parent stands at the margin."""
        return indent == 1 and self.blocks[self.items[-1]].indent == 0

    def paragraph(self, line: Line) -> None:
        if self.open is not None:
            block = self.blocks[self.open]
            block.end, block.end_line = line.end, line.number
            return
        while self.items and line.indent < min(
            self.blocks[self.items[-1]].indent + 2, 1 + self.blocks[self.items[-1]].indent * 2
        ):
            self.items.pop()
        parent = self.items[-1] if self.items else -1
        index = self.add(Block(PARAGRAPH, line.number, line.number, line.start, line.end, line.indent, parent=parent))
        if parent >= 0:
            self.blocks[parent].children.append(index)
        self.open = index


def blocks(text: str, lines: list[Line]) -> list[Block]:
    """Read a list's blocks, in time linear in its length."""
    return _Reader(text, lines).run()
