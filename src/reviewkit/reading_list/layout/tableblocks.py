"""Tables of Markdown and reStructuredText: one block a row."""

import re

from reviewkit import late
from reviewkit.reading_list.layout.block import ROW, Block, cells
from reviewkit.reading_list.layout.blockreader import BlockReader, item_start
from reviewkit.reading_list.layout.lines import Line

_DELIMITER = late.pattern(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*\|?[ \t]*\Z")
_RST_RULE = late.pattern(r"={2,}(?:[ \t]+={2,})+[ \t]*\Z")


class TableBlocks(BlockReader):
    """The part of the reader that knows tables."""

    def table_row(self, line: Line, content: str) -> bool:
        """A header with the rule below it, or a row of the table that was begun."""
        following = self.lines[self.at].content if self.at < len(self.lines) else ""
        if following and "-" in following and "|" in following + content[:1] and _DELIMITER.match(following):
            if content[0] != "|" and item_start(content):
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
        if not _RST_RULE.match(line.content):
            return False
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
