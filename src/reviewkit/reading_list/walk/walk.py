"""The walk over a list's blocks: what starts an entry, what belongs to the one above, what divides."""

from reviewkit.reading_list.drafts.draft import Draft
from reviewkit.reading_list.layout import block as kind
from reviewkit.reading_list.walk.items import Items
from reviewkit.reading_list.walk.rows import Rows
from reviewkit.reading_list.words.hosts import host_role

_HOLDING = (kind.ITEM, kind.PARAGRAPH, kind.ROW, kind.TABLE)


class Walk(Items, Rows):
    """One pass over the blocks; drafts come out in the order of the list."""

    def run(self) -> list[Draft]:
        """Walk all blocks."""
        self.look_ahead()
        for index, block in enumerate(self.blocks):
            if block.parent >= 0:
                continue
            if self.sections.about_itself and block.kind in _HOLDING:
                self.skip(index, "the heading above says that this is about the list itself")
            elif block.kind == kind.ITEM:
                if self.introduced and not any(a.host == "paper" for a in self.look(index).inline.anchors):
                    self.skip(index, "the line above says that this is about the list itself")
                else:
                    self.items(index)
                continue
            elif block.kind == kind.PARAGRAPH:
                self.paragraph(index)
            elif block.kind == kind.HEADING:
                self.heading(index)
            elif block.kind == kind.ROW:
                self.row(index)
            elif block.kind == kind.TABLE:
                self.table(index)
            elif block.kind == kind.FOLD:
                self.fold(index)
            elif block.kind == kind.UNFOLD:
                self.sections.unfold()
                self.host = self.above.pop() if self.above else None
            else:
                self.host = None
            if block.kind != kind.PARAGRAPH:
                self.introduced = False
        return self.drafts

    def fold(self, index: int) -> None:
        """Enter a folded part: its summary is a section, or a paper's title with the rest folded below it.

        A folded abstract is the paper's above it, and so is what follows the fold.
        """
        seen = self.look(index)
        if self.host is not None and self.is_aside(index):
            self.above.append(self.host)
            self.sections.fold("")
            return
        self.above.append(None)
        why = ""
        if seen.linked and seen.head.anchor is not None and seen.words >= 2:
            why = "a folded part whose summary links to a paper" if host_role(seen.head.anchor.url) == "paper" else ""
        elif seen.labels and not seen.prose and self.has_role(seen):
            why = "a folded part with a title and labelled links"
        elif seen.words >= 2 and self.labelled_items(index):
            why = "a folded part with labelled bullets in it"
        self.host, self.host_level = (self.start(index, seen, why=why), 0) if why else (None, 0)
        self.sections.fold("" if why else seen.inline.flat)
