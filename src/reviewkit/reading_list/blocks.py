"""The blocks of a list, in one pass over its lines: headings, items, paragraphs, table rows, folds."""

import re
from dataclasses import dataclass, field

from reviewkit.reading_list.lines import Line, is_blank_markup

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


_ITEM = re.compile(
    r"(?:([-*+•·●▪◦‣○■□◆►▶])(?=\s)|([•●▪◦‣○■◆►▶])|(–)(?=\s)|(\d{1,3}(?:\.\d{1,3})?[.)](?=\s)|\d{1,3}、|\(\d{1,3}\)(?=\s)|\d{1,3}\.(?=[\[*\"“A-Z]))|(<li\b[^<>]*>))"
)
_BOX = re.compile(r"\s*\[([ xX✓✔])\](?=\s|\[)")
_ATX = re.compile(r"(#{1,6})(?:[ \t]+|$)|(#{2,6})(?=[^#\s!])")
_SETEXT = re.compile(r"(=+|-{2,})[ \t]*\Z")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_FENCE = re.compile(r"(`{3,}|~{3,})([^`]*)\Z")
_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*\|?[ \t]*\Z")
_RST_RULE = re.compile(r"={2,}(?:[ \t]+={2,})+[ \t]*\Z")
_DEFINITION = re.compile(r"\[[^\[\]\n]{1,200}\]:\s*\S")
_LIQUID = re.compile(r"\{%.*%\}\Z|\[\[?toc\]?\]\Z|\{:.*\}\Z", re.I)
_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]*>(.*?)(?:</h\1\s*>|\Z)", re.I)
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_SUMMARY = re.compile(r"<summary\b[^<>]*>(.*?)(?:</summary\s*>|\Z)", re.I)
_ADMONITION = re.compile(r"\[!\w+\]\Z")


class _Reader:
    """Walks the lines once; each handler takes the line or leaves it to the next."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text, self.lines = text, lines
        self.blocks: list[Block] = []
        self.items: list[int] = []
        self.open: int | None = None
        self.blank = True
        self.header: tuple[str, ...] = ()
        self.columns = 0
        self.at = 0

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
            if self.columns and self.header:
                self.header = self.header
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
        if first in "`~" and self.fence(line, content):
            return
        if first == "#" and line.indent < 4 and self.atx(line, content):
            return
        if first in "=-" and self.underline(line, content):
            return
        if first in "-*_" and _RULE.match(content):
            self.add(Block(RULE, line.number, line.number, line.start, line.end))
            self.items.clear()
            self.open = None
            return
        if first in "[{" and (_LIQUID.match(content) or (self.open is None and _DEFINITION.match(content))):
            return
        if "|" in content and self.table_row(line, content):
            return
        if first == "=" and _RST_RULE.match(content) and self.rst_table(line):
            return
        if self.item(line, content):
            return
        self.paragraph(line)

    # -- what a line may be

    def add(self, block: Block) -> int:
        block.loose = self.blank
        self.blank = False
        self.blocks.append(block)
        return len(self.blocks) - 1

    def leave_lists(self) -> None:
        self.items.clear()
        self.open = None

    def atx(self, line: Line, content: str) -> bool:
        found = _ATX.match(content)
        if not found:
            return False
        level = len(found[1] or found[2])
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
        if self.open is None or not _SETEXT.match(content) or line.indent > 3:
            return False
        block = self.blocks[self.open]
        if block.kind != PARAGRAPH or block.line != block.end_line or block.parent >= 0:
            return False
        block.kind, block.level, block.end_line = HEADING, 1 if content[0] == "=" else 2, line.number
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

    def html(self, line: Line, content: str) -> bool:
        """Comments, folds, headings, tables; other tags that stand alone are as good as a blank line."""
        low = content[:12].lower()
        if low.startswith("<!--"):
            return self.comment(line)
        if low.startswith(("<details", "</details", "<summary")):
            self.fold(line, content)
            return True
        if low[1:2] == "h" and (found := _HTML_HEADING.match(content)):
            return self.html_heading(line, found)
        if low.startswith("<table"):
            return self.html_table(line)
        if is_blank_markup(content):
            self.blank, self.open = True, None
            return True
        return False

    def comment(self, line: Line) -> bool:
        close = self.text.find("-->", line.start + 4)
        if close < 0:
            self.at = len(self.lines)
            return True
        while self.at < len(self.lines) and self.lines[self.at].start <= close:
            line = self.lines[self.at]
            self.at += 1
        rest = line.tail(close + 3)
        if rest is not None and rest.content:
            self.take(rest)
        return True

    def fold(self, line: Line, content: str) -> None:
        low = content.lower()
        self.leave_lists()
        if "</details" in low and "<summary" not in low:
            self.add(Block(UNFOLD, line.number, line.number, line.start, line.end))
            return
        if "<details" in low:
            self.add(Block(FOLD, line.number, line.number, line.start, line.start))
        found = _SUMMARY.search(content)
        if not found:
            return
        start, end = line.start + found.start(1), line.start + found.end(1)
        if "</summary" not in low:
            close = self.text.find("</summary", end, end + 600)
            end = close if close >= 0 else end
            while self.at < len(self.lines) and self.lines[self.at].start <= close:
                self.at += 1
        last = self.blocks[-1] if self.blocks else None
        if last is not None and last.kind == FOLD and last.start == last.end:
            last.start, last.end, last.end_line = start, end, line.number
        else:
            self.add(Block(FOLD, line.number, line.number, start, end))
        self.blank = True
        if "</details" in low:
            self.add(Block(UNFOLD, line.number, line.number, line.start, line.end))

    def html_heading(self, line: Line, found: re.Match[str]) -> bool:
        start, end, last = line.start + found.start(2), line.start + found.end(2), line.number
        if "</h" not in found.group().lower():
            close = self.text.find("</h", end, end + 2000)
            if close < 0:
                return False
            end = close
            while self.at < len(self.lines) and self.lines[self.at].start <= close:
                last = self.lines[self.at].number
                self.at += 1
        self.add(Block(HEADING, line.number, last, start, end, level=int(found[1])))
        self.leave_lists()
        self.header = ()
        return True

    def html_table(self, line: Line) -> bool:
        close = self.text.find("</table", line.start)
        end = len(self.text) if close < 0 else close
        last = line.number
        while self.at < len(self.lines) and self.lines[self.at].start <= end:
            last = self.lines[self.at].number
            self.at += 1
        self.leave_lists()
        self.add(Block(TABLE, line.number, last, line.start, end))
        self.blank = True
        return True

    def table_row(self, line: Line, content: str) -> bool:
        following = self.lines[self.at].content if self.at < len(self.lines) else ""
        if following and "-" in following and "|" in following + content[:1] and _DELIMITER.match(following):
            if content[0] != "|" and self.item_start(content):
                return False
            self.header = tuple(content[a:b].strip() for a, b in cells(content))
            self.columns = len(self.header)
            self.at += 1
            self.leave_lists()
            return True
        if not self.header or not (
            content[0] == "|"
            or (self.blocks and self.blocks[-1].kind == ROW and not self.blank)
            or (not self.blank and self.columns > 1 and content.count("|") >= self.columns - 1)
        ):
            return content[0] == "|" and bool(_DELIMITER.match(content)) and "-" in content
        if _DELIMITER.match(content):
            return True
        self.leave_lists()
        self.add(Block(ROW, line.number, line.number, line.start, line.end, header=self.header))
        return True

    def rst_table(self, line: Line) -> bool:
        """reStructuredText's simple table: rules of `=` with blanks between the columns."""
        ends = [m.end() for m in re.finditer(r"={2,}", line.content)]
        starts = [0, *[m.start() for m in re.finditer(r"(?<=\s)={2,}", line.content)]]
        rows: list[Line] = []
        rules = 0
        while self.at < len(self.lines) and rules < 2:
            row = self.lines[self.at]
            if not row.content:
                break
            self.at += 1
            if _RST_RULE.match(row.content):
                rules += 1
            else:
                rows.append(row)
        if len(rows) < 2 or not ends:
            return True
        head = rows[0].content
        header = tuple(head[a:b].strip() for a, b in zip(starts, [*starts[1:], len(head)], strict=True))
        self.leave_lists()
        for row in rows[1:]:
            self.add(
                Block(
                    ROW,
                    row.number,
                    row.number,
                    row.start,
                    row.end,
                    marker="rst:" + ",".join(map(str, starts)),
                    header=header,
                )
            )
        return True

    def item_start(self, content: str) -> re.Match[str] | None:
        return _ITEM.match(content)

    def item(self, line: Line, content: str) -> bool:
        found = _ITEM.match(content)
        if not found:
            return False
        marker = found.group()
        start = line.start + found.end()
        rest = self.text[start : line.end]
        stripped = rest.lstrip()
        checked = None
        if stripped and stripped[0] == "[" and (box := _BOX.match(rest)):
            checked = box[1] != " "
            start += box.end()
            rest = rest[box.end() :]
            stripped = rest.lstrip()
        start += len(rest) - len(stripped)
        while self.items and line.indent < self.blocks[self.items[-1]].indent + 2 - (line.indent == 0):
            if line.indent > self.blocks[self.items[-1]].indent and self.nested_by_one(line.indent):
                break
            self.items.pop()
        parent = self.items[-1] if self.items else -1
        if stripped and (inner := _ITEM.match(stripped)) and inner[1] and not stripped.startswith(("**", "* *")):
            start += inner.end() + len(stripped[inner.end() :]) - len(stripped[inner.end() :].lstrip())
        index = self.add(
            Block(ITEM, line.number, line.number, start, max(line.end, start), line.indent, 0, marker, checked, parent)
        )
        if parent >= 0:
            self.blocks[parent].children.append(index)
        self.items.append(index)
        self.open = index
        self.header = ()
        return True

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


def blocks(text: str, lines: list[Line]) -> list[Block]:
    """Read a list's blocks, in time linear in its length."""
    return _Reader(text, lines).run()
