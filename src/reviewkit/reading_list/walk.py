"""The walk over a list's blocks: what starts an entry, what belongs to the one above, what divides."""

from reviewkit.reading_list import block as kind
from reviewkit.reading_list.draft import Draft
from reviewkit.reading_list.items import Items
from reviewkit.reading_list.rows import Rows

_HOLDING = (kind.ITEM, kind.PARAGRAPH, kind.ROW, kind.TABLE)


class Walk(Items, Rows):
    """One pass over the blocks; drafts come out in the order of the list."""

    def run(self) -> list[Draft]:
        """Walk all blocks."""
        for index, block in enumerate(self.blocks):
            if block.parent >= 0:
                continue
            if self.sections.about_itself and block.kind in _HOLDING:
                self.skip(index, "the heading above says that this is about the list itself")
            elif block.kind == kind.ITEM:
                self.items(index)
            elif block.kind == kind.PARAGRAPH:
                self.paragraph(index)
            elif block.kind == kind.HEADING:
                self.heading(index)
            elif block.kind == kind.ROW:
                self.row(index)
            elif block.kind == kind.TABLE:
                self.table(index)
            elif block.kind == kind.FOLD:
                self.sections.fold(self.scan(block.start, block.end).flat)
                self.host = None
            elif block.kind == kind.UNFOLD:
                self.sections.unfold()
                self.host = None
            else:
                self.host = None
        return self.drafts
