"""Below a heading that is a paper: which bullets and bold lines are the reader's notes on it."""

from reviewkit.reading_list.layout.block import ITEM, PARAGRAPH
from reviewkit.reading_list.walk.headings import Headings

RUN = 200
"""How many neighbours are asked: enough to know a list's habit, and the time stays linear."""
_ASKED = 40


class Notes(Headings):
    """The part of the walk that tells notes from entries."""

    def run_of(self, index: int) -> list[int]:
        """Return the outer items in a row with this one and after it, at most `RUN` of them."""
        out: list[int] = []
        for k in range(index, len(self.blocks)):
            if self.blocks[k].parent >= 0:
                continue
            if self.blocks[k].kind not in (ITEM, PARAGRAPH) or len(out) == RUN:
                break
            if self.blocks[k].kind == ITEM:
                out.append(k)
        return out

    def notes_below(self, index: int) -> bool:
        """Below a heading that is an entry, bullets are notes unless most of them begin with a linked title."""
        share = self._shares.get(index)
        if share is None:
            run = self.run_of(index)
            good = sum(
                self.look(k).linked
                and not self.look(k).prose
                and len(self.look(k).inline.flat) < 2.2 * (len(self.look(k).title) + 30)
                for k in run[:40]
            )
            share = good / max(1, len(run[:40]))
            for k in run:
                self._shares[k] = share
        paper = self.host is not None and self.host.head.anchor is not None and self.host.head.anchor.host == "paper"
        return share < (0.75 if paper else 0.5)

    def heads_notes(self, index: int) -> bool:
        """Tell whether a bold line below a paper's heading is over notes: `**Main points**`, then bullets or prose."""
        if self.host is None or not self.host_level or index + 1 >= len(self.blocks):
            return False
        own = self.host.head.anchor
        if own is not None and own.host != "paper":
            return False
        following = self.blocks[index + 1]
        if following.kind == ITEM:
            below = self.run_of(index + 1)[:_ASKED]
        else:
            below = [index + 1] if following.kind == PARAGRAPH and not self.look(index + 1).linked else []
        return bool(below) and not any(a.host == "paper" for k in below for a in self.look(k).inline.anchors)
