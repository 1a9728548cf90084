"""Blocks in HTML: comments, folds, headings, tables."""

import re
from functools import cached_property

from reviewkit import late
from reviewkit.reading_list.layout.block import FOLD, HEADING, RULE, TABLE, UNFOLD, Block
from reviewkit.reading_list.layout.blockreader import BlockReader
from reviewkit.reading_list.layout.lines import Line, is_blank_markup

_HTML_HEADING = late.pattern(r"<h([1-6])\b[^<>]*>(.*?)(?:</h\1\s*>|\Z)", re.I)
_HEADING_LINE = late.pattern(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_BLANK = late.pattern(r"\n[ \t\r]*\n")
_SUMMARY = late.pattern(r"<summary\b[^<>]*>(.*?)(?:</summary\s*>|\Z)", re.I)


class HtmlBlocks(BlockReader):
    """The part of the reader that knows HTML."""

    def html(self, line: Line, content: str) -> bool:
        """Comments, folds, headings, tables; other tags that stand alone are as good as a blank line."""
        low = content[:12].lower()
        if low.startswith("<!--"):
            return self.comment(line)
        closes = low.startswith("</") and "</details" in content.lower()  # `</p></details>`, too
        if closes or low.startswith(("<details", "<summary")):
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
        """Pass over a comment; what follows it on its last line is read."""
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
        """Enter or leave a folded part."""
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
            # A summary whose end is missing ends with its paragraph, and swallows no bullet.
            blank = _BLANK.search(self.text, end, end + 600)
            close = self.text.find("</summary", end, blank.start() if blank else end + 600)
            end = close if close >= 0 else end
            while self.at < len(self.lines) and self.lines[self.at].start <= close:
                self.at += 1
        last = self.blocks[-1] if self.blocks else None
        end_line = self.lines[self.at - 1].number
        if last is not None and last.kind == FOLD and last.start == last.end:
            last.start, last.end, last.end_line = start, end, end_line
        else:
            self.add(Block(FOLD, line.number, end_line, start, end))
        self.blank = True
        if "</details" in low:
            self.add(Block(UNFOLD, line.number, line.number, line.start, line.end))

    @cached_property
    def divided_in_markdown(self) -> bool:
        """Whether the list has Markdown's own headings; beside them HTML ones are layout: a banner, an anchor."""
        return _HEADING_LINE.search(self.text) is not None

    def html_heading(self, line: Line, found: re.Match[str]) -> bool:
        """Take a heading in, over several lines where its end tag is further down."""
        start, end, last = line.start + found.start(2), line.start + found.end(2), line.number
        if "</h" not in found.group().lower():
            close = self.text.find("</h", end, end + 2000)
            if close < 0:
                return False
            end = close
            while self.at < len(self.lines) and self.lines[self.at].start <= close:
                last = self.lines[self.at].number
                self.at += 1
        kind = RULE if self.divided_in_markdown else HEADING
        self.add(Block(kind, line.number, last, start, end, level=int(found[1])))
        self.leave_lists()
        self.header = ()
        return True

    def html_table(self, line: Line) -> bool:
        """Take a whole table as one block."""
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
