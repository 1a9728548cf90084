"""The walk over a list's blocks: what starts an entry, what belongs to the one above, what divides."""

from collections.abc import Mapping

from reviewkit.reading_list import blocks as kind
from reviewkit.reading_list.blocks import Block
from reviewkit.reading_list.boundaries import venue_only
from reviewkit.reading_list.destinations import Destination
from reviewkit.reading_list.draft import Draft, Part
from reviewkit.reading_list.hosts import host_role
from reviewkit.reading_list.inline import Inline, scan
from reviewkit.reading_list.paragraphs import Paragraphs
from reviewkit.reading_list.rows import Rows
from reviewkit.reading_list.sections import Sections
from reviewkit.reading_list.venues import Venue, find_venue
from reviewkit.reading_list.views import (
    View,
    child_is_entry,
    purpose,
    stands_alone,
    title_shaped,
    unlinked_title,
    view,
)  # fmt: skip


class Walk(Paragraphs, Rows):
    """One pass over the blocks; drafts come out in the order of the list."""

    def __init__(self, text: str, found: list[Block], references: Mapping[str, Destination], goes_on: int) -> None:
        self.text, self.blocks, self.references, self.goes_on = text, found, references, goes_on
        self.sections = Sections()
        self.drafts: list[Draft] = []
        self.passed: dict[int, str] = {}
        self.host: Draft | None = None
        self.host_level = 0
        self.heading_venue: Venue | None = None
        self._views: dict[int, View] = {}
        self._shares: dict[int, float] = {}

    # -- looking

    def look(self, index: int) -> View:
        """Return the view of a block, made once."""
        seen = self._views.get(index)
        if seen is None:
            block = self.blocks[index]
            seen = self._views[index] = view(self.scan(block.start, block.end), self.goes_on)
        return seen

    def scan(self, start: int, end: int) -> Inline:
        """Read the inline marks of a stretch of the list."""
        return scan(self.text, start, end, self.references)

    def run(self) -> list[Draft]:
        """Walk all blocks."""
        for index, block in enumerate(self.blocks):
            if block.parent >= 0:
                continue
            if block.kind == kind.ITEM:
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

    def skip(self, index: int, why: str) -> None:
        """Remember why a block starts no entry."""
        self.passed[self.blocks[index].line] = why

    def start(self, index: int, seen: View, group: str = "", venue: Venue | None = None, why: str = "") -> Draft:
        """Begin an entry at a block."""
        block = self.blocks[index]
        line = (
            block.line + self.text.count("\n", block.start, seen.inline.source(seen.head.start, seen.head.end)[0])
            if seen.title
            else block.line
        )
        draft = Draft(line, block.end_line, seen.inline, seen.head, self.sections.path(group), block.checked)
        draft.inherited = venue or self.heading_venue
        if seen.bare:
            draft.head.start = draft.head.end = draft.head.lead = 0
        draft.reasons += [why, f"title: {seen.head.rule}"]
        self.drafts.append(draft)
        return draft

    def attach(self, draft: Draft, index: int) -> str:
        """Give a block to the entry above it; return what it is to it."""
        seen = self.look(index)
        block = self.blocks[index]
        what = purpose(seen, block.kind == kind.ITEM)
        value = seen.attribute[1] if seen.attribute is not None else 0
        draft.parts.append(Part(seen.inline, what, value))
        self.skip(index, f"it is the entry's above (line {draft.line}): {what}")
        if what != "note":
            draft.end_line = max(draft.end_line, block.end_line)
        if what == "title" and value and seen.inline.flat[value:].strip():
            anchor = seen.head.anchor
            start = value if anchor is None else max(value, anchor.start)
            end = len(seen.inline.flat.rstrip(" \t\n。.")) if anchor is None else anchor.end
            draft.title_part = (seen.inline, start, end, anchor)
            draft.reasons.append("title: a line below names it")
        elif (
            what == "paper"
            and seen.linked
            and seen.words >= 3
            and draft.head.anchor is None
            and draft.title_part is None
        ):
            draft.title_part = (seen.inline, seen.head.start, seen.head.end, seen.head.anchor)
            draft.reasons.append("title: the labelled line's linked title")
        return what

    # -- items

    def items(self, index: int) -> None:
        """Read one outer item and all that is nested in it, without recursion."""
        stack: list[tuple[int, Draft | None, str, Venue | None]] = [(index, None, "", None)]
        while stack:
            at, parent, group, venue = stack.pop()
            below = self.item(at, parent, group, venue)
            kids = self.blocks[at].children
            stack += [(kid, *below) for kid in reversed(kids) if self.blocks[kid].kind == kind.ITEM]

    def item(
        self, index: int, parent: Draft | None, group: str, venue: Venue | None
    ) -> tuple[Draft | None, str, Venue | None]:
        """Read one item; return the entry, group and venue that its children stand in."""
        seen, block = self.look(index), self.blocks[index]
        below = [k for k in block.children if self.blocks[k].kind != kind.ITEM]
        if seen.contents:
            self.skip(index, "its links lead to places in the same page: a table of contents")
            return parent, group, venue
        if parent is not None:
            if not child_is_entry(seen):
                self.attach(parent, index)
                for k in below:
                    self.attach(parent, k)
                return parent, group, venue
            return self.enter(index, seen, below, group, venue, "a nested bullet with a title and a link of its own")
        if self.host is not None and not self.opens(index, seen):
            self.attach(self.host, index)
            for k in below:
                self.attach(self.host, k)
            return self.host, group, venue
        self.host = None
        why = self.reason(index, seen, venue)
        if why:
            return self.enter(index, seen, below, group, venue, why)
        return self.pass_by(index, seen, group, venue)

    def enter(
        self, index: int, seen: View, below: list[int], group: str, venue: Venue | None, why: str
    ) -> tuple[Draft | None, str, Venue | None]:
        draft = self.start(index, seen, group, venue, why)
        for k in below:
            self.attach(draft, k)
        return draft, group, venue

    def opens(self, index: int, seen: View) -> bool:
        """Tell whether an item below a heading or paragraph that is an entry is an entry of its own."""
        if seen.attribute is not None and seen.attribute[0] != "link" and not (seen.linked and seen.words >= 4):
            return False
        if seen.only_labels:
            return False
        if self.host_level and self.notes_below(index):
            return False
        if not seen.inline.anchors and not unlinked_title(seen):
            return False
        return stands_alone(seen) or unlinked_title(seen)

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
        paper = (
            self.host is not None
            and self.host.head.anchor is not None
            and host_role(self.host.head.anchor.url) == "paper"
        )
        return share < (0.75 if paper else 0.5)

    def run_of(self, index: int) -> list[int]:
        """Return the outer items in a row with this one."""
        out = []
        for k in range(index, len(self.blocks)):
            if self.blocks[k].parent >= 0:
                continue
            if self.blocks[k].kind not in (kind.ITEM, kind.PARAGRAPH):
                break
            if self.blocks[k].kind == kind.ITEM:
                out.append(k)
        return out

    def reason(self, index: int, seen: View, venue: Venue | None = None) -> str:
        """Return why an item is an entry; empty where it is none."""
        kids = [k for k in self.blocks[index].children if self.blocks[k].kind == kind.ITEM]
        if not seen.title and not seen.bare and self.named_by_label(index, seen):
            return "a bullet whose only text is a link's label"
        if stands_alone(seen):
            if seen.linked or seen.bare:
                return "a bullet whose title is a link" if seen.linked else "a bullet that is an address alone"
            return "a bullet with a title and labelled links"
        if seen.inline.anchors and not seen.only_labels and seen.prose:
            return ""
        if kids and self.heads_entries(kids):
            return ""
        if any(self.look(k).only_labels for k in self.blocks[index].children[:4]) and seen.words >= 2:
            return "a bullet whose links stand on the lines below"
        if any(
            purpose(self.look(k), True) == "authors" and self.look(k).labels for k in self.blocks[index].children[:2]
        ):
            return "a bullet whose authors and links stand below"
        if seen.inline.anchors and not seen.title:
            return ""
        if venue_only(seen.inline.flat.strip(" *_")):
            return ""
        if unlinked_title(seen):
            return "a bullet without a link that states a venue or stands in title marks"
        if seen.bold and not kids and (seen.words >= 3 or (venue is not None and seen.words >= 1)):
            return "a bullet in bold without a link"
        if self.sibling_share(index) >= 0.5 and title_shaped(seen):
            return "a bullet that reads like a title among entries"
        return ""

    def named_by_label(self, index: int, seen: View) -> bool:
        """`- [Papers with Code](…)`, `- [Spaces](…): [paper](…)`: where nothing else is the title, the first label is."""
        first = next((a for a in seen.inline.anchors if a.url and not a.bare and a.end > a.start), None)
        if first is None or seen.attribute is not None or seen.inline.flat[: first.start].strip(" \t*_"):
            return False
        followed = seen.inline.flat[first.end : first.end + 2].lstrip().startswith(":")
        if not followed and len(seen.inline.anchors) > 1:
            return False
        seen.head.start, seen.head.end, seen.head.lead, seen.head.anchor = first.start, first.end, first.start, first
        seen.head.rule = "nothing else in the bullet can be the title"
        seen.title = " ".join(seen.inline.flat[first.start : first.end].split())
        return True

    def heads_entries(self, kids: list[int]) -> bool:
        """Tell whether most of an item's children are entries, so that it is a group."""
        good = sum(self.entryish(k) for k in kids[:30])
        return good > 0 and good * 2 >= len(kids[:30])

    def entryish(self, index: int) -> bool:
        """Tell whether an item looks like an entry without asking its neighbours."""
        seen = self.look(index)
        if seen.attribute is not None and not seen.linked:
            return False
        if seen.only_labels or names_only(seen):
            return False
        return stands_alone(seen) or unlinked_title(seen) or (seen.bold and seen.words >= 2)

    def sibling_share(self, index: int) -> float:
        """Return the share of entries among an item's siblings."""
        share = self._shares.get(-2 - index)
        if share is None:
            parent = self.blocks[index].parent
            run = (
                [k for k in self.blocks[parent].children if self.blocks[k].kind == kind.ITEM]
                if parent >= 0
                else self.run_of(index)
            )
            good = sum(self.entryish(k) for k in run[:60])
            share = good / max(1, len(run[:60]))
            for k in run[:60]:
                self._shares[-2 - k] = share
        return share

    def pass_by(
        self, index: int, seen: View, group: str, venue: Venue | None
    ) -> tuple[Draft | None, str, Venue | None]:
        """An item that is no entry: a group, a venue for its children, or a remark."""
        text = " ".join(seen.inline.flat.split())
        kids = self.blocks[index].children
        if kids and venue_only(text.strip(" *_")) and (found := find_venue(text)):
            self.skip(index, "a bullet that is only the venue of those below it")
            return None, group, found
        if kids and (seen.bold or (seen.inline.bold and seen.title)):
            self.skip(index, "a bold bullet that groups those below it")
            for k in kids:
                if self.blocks[k].kind == kind.PARAGRAPH:
                    self.paragraph(k, text)
            return None, text.strip(" *_:："), venue
        self.skip(
            index,
            "a bullet that groups those below it"
            if kids
            else "a remark: no title with a link, venue or mark of its own",
        )
        for k in kids:
            if self.blocks[k].kind == kind.PARAGRAPH:
                self.paragraph(k, group)
        return None, group, venue


def names_only(seen: View) -> bool:
    """Tell whether a block is a line of authors."""
    return not seen.inline.anchors and purpose(seen, True) in ("authors", "venue", "date")
