"""What the bullets beside a bullet are like: whether they have links, boxes, or are titles and nothing else."""

from reviewkit.reading_list.drafts.draft import Draft
from reviewkit.reading_list.layout.block import ITEM, PARAGRAPH
from reviewkit.reading_list.walk.notes import RUN
from reviewkit.reading_list.walk.paragraphs import Paragraphs
from reviewkit.reading_list.walk.plain import TITLE_SHARE, is_task, is_titled
from reviewkit.reading_list.words.names import names

_COUPLE = 2


class Neighbours(Paragraphs):
    """The part of the walk that asks a bullet's neighbours."""

    def titled_below(self, draft: Draft, below: list[int]) -> list[int]:
        """`- Ann Ash, Bo Birch:` and the title in a paragraph of its own: return the paragraphs that are left."""
        people = names(draft.title.rpartition(": ")[2])
        seen, block = self.look(below[0]), self.blocks[below[0]]
        announced = draft.inline.flat.rstrip().endswith((":", "：")) and all(" " in name for name in people)
        if len(people) < _COUPLE or (len(people) == _COUPLE and not announced):
            return below
        if seen.inline.anchors or seen.words < _COUPLE or names(seen.inline.flat):
            return below
        draft.inline, draft.head, draft.line = seen.inline, seen.head, block.line
        draft.end_line = max(draft.end_line, block.end_line)
        draft.head.authors = people
        draft.title = seen.title
        draft.reasons.append("title: it stands below its authors")
        return below[1:]

    def run_start(self, index: int) -> int:
        """Return the first block of the row that an outer item stands in."""
        while index and self.continues(index - 1):
            index -= 1
        return index

    def continues(self, index: int) -> bool:
        """Tell whether a block does not end a row of bullets."""
        return self.blocks[index].parent >= 0 or self.blocks[index].kind in (ITEM, PARAGRAPH)

    def boxes(self, index: int) -> bool:
        """Tell whether a nested bullet stands in a row of titles with boxes: `  - [x] Fast Trees.pdf`."""
        parent = self.blocks[index].parent
        if parent not in self._boxes:
            row = self.blocks[parent].children[:RUN]
            good = sum(self.blocks[k].checked is not None and is_titled(self.look(k)) for k in row)
            self._boxes[parent] = good >= TITLE_SHARE * len(row) and len(row) > 1
        return self._boxes[parent] and not is_task(self.look(index).title)

    def row_shares(self, index: int) -> tuple[float, float]:
        """Return which share of a row's bullets has links, and which is written as titles are."""
        last, shares = self._row
        # The walk goes forward, so a row is judged once, however long it is.
        if not (0 <= last < index and all(self.continues(k) for k in range(last, index))):
            seen = [self.look(k) for k in self.run_of(self.run_start(index))]
            linked = sum(each.pointed for each in seen) / max(1, len(seen))
            titled = sum(is_titled(each) for each in seen) / len(seen) if len(seen) >= 3 else 0.0
            shares = (linked, titled)
        self._row = (index, shares)
        return shares
