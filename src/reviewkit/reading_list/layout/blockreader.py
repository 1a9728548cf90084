"""What the readers of blocks share: the text, the place in it, and the blocks so far."""

import re
from abc import ABC, abstractmethod

from reviewkit import late
from reviewkit.reading_list.layout.block import Block
from reviewkit.reading_list.layout.lines import Line

BULLETS = "-*+•·●▪◦‣○■□◆►▶"
_ITEM = late.pattern(
    rf"(?:([{BULLETS}])(?=\s)|(-)(?=\[[^\[\]]{{9,300}}\]\()|"
    r"([•●▪◦‣○■◆►▶])|(–)(?=\s)|(\d{1,3}(?:\.\d{1,3})?[.)](?=\s)|\d{1,3}、|#\.(?=\s)|"
    r"\(\d{1,3}\)(?=\s)|\d{1,3}\.(?=[\[*\"“A-Z]))|(<li\b[^<>]*>))"
)


def item_start(content: str) -> re.Match[str] | None:
    """Match the marker of a bullet or a numbered item."""
    return _ITEM.match(content)


class BlockReader(ABC):
    """Walks the lines of a list once."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text, self.lines = text, lines
        self.blocks: list[Block] = []
        self.items: list[int] = []
        self.open: int | None = None
        self.blank = True
        self.header: tuple[str, ...] = ()
        self.columns = 0
        self.at = 0
        self.level = 0
        """The last heading's, those in bullets aside."""

    @abstractmethod
    def take(self, line: Line) -> None:
        """Take one line in."""

    def add(self, block: Block) -> int:
        """Append a block; return its index."""
        block.loose = self.blank
        self.blank = False
        self.blocks.append(block)
        return len(self.blocks) - 1

    def leave_lists(self) -> None:
        """End all open items and the open paragraph."""
        self.items.clear()
        self.open = None
