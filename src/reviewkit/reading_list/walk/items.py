"""Bullets: which are entries, which belong to the entry above, which group those below them."""

import re

from reviewkit import late
from reviewkit.reading_list.drafts.draft import Draft
from reviewkit.reading_list.entry import ROLES
from reviewkit.reading_list.inline.roles import is_own
from reviewkit.reading_list.layout.block import ITEM, PARAGRAPH
from reviewkit.reading_list.walk.neighbours import Neighbours
from reviewkit.reading_list.walk.plain import (
    LINKED_SHARE,
    TITLE_SHARE,
    is_short_enough,
    is_signed,
    is_task,
    is_titled,
    may_be_title,
    names_papers,
    take_whole,
)
from reviewkit.reading_list.walk.several import further_papers
from reviewkit.reading_list.walk.verdicts import (
    authors_and_links,
    child_is_entry,
    names_only,
    purpose,
    says_title,
    stands_alone,
    title_shaped,
    unlinked_title,
)
from reviewkit.reading_list.walk.views import View
from reviewkit.reading_list.words.attributes import attribute
from reviewkit.reading_list.words.boundaries import venue_only
from reviewkit.reading_list.words.columns import nothing
from reviewkit.reading_list.words.labels import label_role
from reviewkit.reading_list.words.venues import Venue, find_venue

_MERE_LABELS = frozenset(
    ("paper", "papers", "pdf", "arxiv", "link", "links", "url", "code", "github", "project", "website", "data", "video")
)
"""What is no title even where a bullet says nothing else: `Code: [link](…)`."""
_NEWS = late.pattern(r"\b(?:news|updates?|releases?|to-?do|changelog)\b|更新|新闻|动态", re.I)
_TITLE_WORDS = 4
_PURE_SHARE = 0.9
A_REMARK = "a remark: no title with a link, venue or mark of its own"
Context = tuple[Draft | None, str, Venue | None]
"""The entry, the group's title and the venue that nested bullets stand in."""


class Items(Neighbours):
    """The part of the walk that reads bullets."""

    def items(self, index: int) -> None:
        """Read one outer item and all that is nested in it, without recursion."""
        stack: list[tuple[int, Draft | None, str, Venue | None]] = [(index, None, "", None)]
        while stack:
            at, parent, group, venue = stack.pop()
            below = self.item(at, parent, group, venue)
            if kids := self.blocks[at].children:
                stack += [(kid, *below) for kid in reversed(kids) if self.blocks[kid].kind == ITEM]

    def item(self, index: int, parent: Draft | None, group: str, venue: Venue | None) -> Context:
        """Read one item; return the entry, group and venue that its children stand in."""
        seen, block = self.look(index), self.blocks[index]
        below = [k for k in block.children if self.blocks[k].kind != ITEM] if block.children else []
        if seen.contents:
            self.skip(index, "its links lead to a table of contents, another page of the list, or the people behind it")
            return parent, group, venue
        if parent is not None:
            if not parent.inline.anchors and self.divides_below(index, seen):
                self.skip(index, "a bullet that groups those below it")
                return None, group, venue
            own = child_is_entry(seen, parent) or (bool(block.children) and self.linked_below(index, seen))
            if not own or authors_and_links(seen):
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
            context = self.enter(index, seen, below, group, venue, why)
            if says_title(seen):
                self.host, self.host_level = context[0], 0  # the bullets beside it say the rest
            return context
        return self.pass_by(index, seen, group, venue)

    def divides_below(self, index: int, seen: View) -> bool:
        """Tell whether a bullet below a mere title divides the list: `  99. Papers` over bullets that are entries."""
        kids = self.blocks[index].children
        return len(kids) > 1 and not seen.inline.anchors and seen.attribute is None and self.heads_entries(kids)

    def enter(self, index: int, seen: View, below: list[int], group: str, venue: Venue | None, why: str) -> Context:
        """Begin an entry at an item; paragraphs nested in the item are its own."""
        draft = self.start(index, seen, group, venue, why)
        if len(seen.inline.anchors) > 1 and seen.head.anchor is not None and (cuts := further_papers(seen)):
            self.separate(draft, cuts, self.blocks[index].start, self.blocks[index].end)
        for k in self.titled_below(draft, below) if below and not seen.inline.anchors else below:
            self.attach(draft, k)
        return draft, group, venue

    def opens(self, index: int, seen: View) -> bool:
        """Tell whether an item below a heading or paragraph that is an entry is an entry of its own."""
        if says_title(seen) and self.host is not None:
            said = attribute(self.host.inline.flat)
            return said is not None and said[0] == "title"
        if seen.attribute is not None and seen.attribute[0] != "link" and not (seen.linked and seen.words >= 4):
            return False
        if self.named_address(seen):
            seen.attribute = ("link", seen.inline.anchors[0].start)
            return False
        if seen.only_labels:
            return False
        if self.host_level and self.notes_below(index):
            return False
        if not seen.inline.anchors and not unlinked_title(seen):
            kids = () if self.host_level else self.blocks[index].children
            grouped = bool(kids) and all(self.look(k).inline.anchors for k in kids[:2])
            return self.linked_below(index, seen) or (grouped and self.divides_below(index, seen))
        return stands_alone(seen) or unlinked_title(seen)

    def named_address(self, seen: View) -> bool:
        """`- caffe-pr("Ford"): https://…` among an entry's attributes is one of them, though nobody knows its name."""
        anchors = seen.inline.anchors
        if len(anchors) != 1 or not anchors[0].bare or self.host is None or not self.host.parts:
            return False
        named = seen.inline.flat[: anchors[0].start].rstrip().endswith((":", "："))
        if anchors[0].host == "paper" and any(a.host == "paper" for p in self.host.parts for a in p.inline.anchors):
            return False  # another paper
        return named and any(part.purpose in ROLES for part in self.host.parts)

    def linked_below(self, index: int, seen: View) -> bool:
        """`- Fast Trees for Rivers` with `- Paper: [link](…)` nested in it: a title whose links stand below."""
        kids = self.blocks[index].children
        if not kids or seen.inline.anchors or not title_shaped(seen) or purpose(seen, True) != "note":
            return False
        return any(self.look(k).only_labels and self.look(k).inline.anchors[0].host == "paper" for k in kids[:4])

    def reason(self, index: int, seen: View, venue: Venue | None = None) -> str:
        """Return why an item is an entry; empty where it is none."""
        title = seen.title
        if title.lower() in _MERE_LABELS and seen.attribute is not None and not seen.linked:
            seen.head.start = seen.head.end = seen.head.lead = 0
            seen.title = ""
            paper = any(a.host == "paper" for a in seen.inline.anchors)
            return "a labelled link to a paper, without a title" if paper else ""
        if not title and not seen.bare and self.named_by_label(index, seen):
            return "a bullet whose only text is a link's label"
        if stands_alone(seen):
            if seen.linked:
                return "a bullet whose title is a link"
            return "a bullet that is an address alone" if seen.bare else "a bullet with a title and labelled links"
        kids = [k for k in self.blocks[index].children if self.blocks[k].kind == ITEM]
        if seen.inline.anchors and not seen.only_labels and seen.prose:
            return ""
        if kids and self.heads_entries(kids):
            return ""
        if any(self.look(k).only_labels for k in self.blocks[index].children[:4]) and seen.words >= 2:
            return "a bullet whose links stand on the lines below"
        if any(authors_and_links(self.look(k), self.blocks[k].kind == ITEM) for k in self.blocks[index].children[:2]):
            return "a bullet whose authors and links stand below"
        if (seen.inline.anchors and not seen.title) or (not seen.inline.anchors and nothing(seen.title)):
            return ""
        if venue_only(seen.inline.flat.strip(" *_")):
            return ""
        if says_title(seen) and seen.title and not seen.inline.anchors:
            return "a bullet that says it is a title"
        if unlinked_title(seen):
            if not seen.inline.anchors:
                take_whole(seen)
            return "a bullet without a link that states a venue or stands in title marks"
        if is_signed(seen):
            return "a bullet whose title has a year in brackets or an author behind it"
        if seen.bold and not kids and (seen.words >= 3 or (venue is not None and seen.words >= 1)):
            return "a bullet in bold without a link"
        if self.is_quoted(self.blocks[index].line) and self.drafts and not self.is_quoted(self.drafts[-1].line):
            return ""  # the reader's remark on what stands above
        if (self.sibling_share(index) >= 0.5 or self.heading_venue is not None) and title_shaped(seen):
            return "a bullet that reads like a title among entries, or below a heading that is a venue"
        if may_be_title(seen) and is_short_enough(seen) and not kids and (why := self.plain(index)):
            take_whole(seen)
            return why
        if self.blocks[index].parent < 0 and not kids and self.among_titles(index, seen):
            return "a bullet that is written as titles are, in a row of nothing but links and titles"
        return ""

    def among_titles(self, index: int, seen: View) -> bool:
        """Tell whether an outer bullet is a title in a row of links and titles without links, and nothing else."""
        if seen.words < _TITLE_WORDS or not is_titled(seen) or sum(self.row_shares(index)) < _PURE_SHARE:
            return False
        return _NEWS.search(self.sections.innermost) is None

    def plain(self, index: int) -> str:
        """Return why a bullet without a link is an entry in a list that has no links; empty where it is none."""
        if self.blocks[index].parent >= 0 and self.blocks[index].checked is not None and self.boxes(index):
            return "a nested bullet with a box to tick among titles with boxes"
        linked, titled = self.row_shares(index)
        promised = names_papers(self.sections.innermost)
        if linked > LINKED_SHARE:
            boxed = self.blocks[index].checked is not None and not is_task(self.look(index).title)
            if boxed and (promised or (is_titled(self.look(index)) and self.sibling_share(index) >= LINKED_SHARE)):
                return "a bullet with a box to tick among entries"
            return ""
        if promised:
            return "a bullet in a section that says it holds papers, in a list without links"
        alone = self.blocks[index].parent < 0 or is_titled(self.look(index))
        return "a bullet in a list of nothing but titles" if titled >= TITLE_SHARE and alone else ""

    def named_by_label(self, index: int, seen: View) -> bool:
        """`- [Papers with Code](…)`, `- [Spaces](…): [paper](…)`: with nothing else, the first label is the title."""
        first = next((a for a in seen.inline.anchors if a.url and not a.bare and a.end > a.start), None)
        if first is None or seen.inline.flat[: first.start].strip(" \t*_"):
            return False
        followed = seen.inline.flat[first.end : first.end + 2].lstrip().startswith(":")
        said = seen.attribute is not None and (not followed or seen.attribute[0] in ("paper", "code", "link"))
        if said or (not followed and any(a is not first and not is_own(seen.inline, a) for a in seen.inline.anchors)):
            return False
        if not followed and label_role(seen.inline.flat[first.start : first.end]) in ("paper", ""):
            seen.head.start = seen.head.end = seen.head.lead = 0
            seen.head.rule = "the label of its only link is no title"
            return first.host == "paper"
        seen.head.start, seen.head.end, seen.head.lead, seen.head.anchor = first.start, first.end, first.start, first
        seen.retitle("nothing else in the bullet can be the title")
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
        if seen.only_labels or names_only(seen) or authors_and_links(seen):
            return False
        if stands_alone(seen) or unlinked_title(seen) or (seen.bold and seen.words >= 2):
            return True
        return self.linked_below(index, seen)

    def sibling_share(self, index: int) -> float:
        """Return the share of entries among an item's siblings."""
        share = self._shares.get(-2 - index)
        if share is None:
            parent = self.blocks[index].parent
            run = (
                [k for k in self.blocks[parent].children if self.blocks[k].kind == ITEM]
                if parent >= 0
                else self.run_of(index)
            )
            good = sum(self.entryish(k) for k in run[:60])
            share = good / max(1, len(run[:60]))
            self._shares |= dict.fromkeys((-2 - k for k in run), share)
        return share

    def pass_by(self, index: int, seen: View, group: str, venue: Venue | None) -> Context:
        """An item that is no entry: a group, a venue for its children, or a remark."""
        text = " ".join(seen.inline.flat.split())
        kids = self.blocks[index].children
        if kids and venue_only(text.strip(" *_")) and (found := find_venue(text)):
            self.skip(index, "a bullet that is only the venue of those below it")
            return None, group, found
        if kids and (seen.bold or (seen.inline.bold and seen.title)):
            self.skip(index, "a bold bullet that groups those below it")
            for k in kids:
                if self.blocks[k].kind == PARAGRAPH:
                    self.paragraph(k, text)
            return None, text.strip(" *_:："), venue
        self.skip(
            index,
            "a bullet that groups those below it" if kids else A_REMARK,
        )
        for k in kids:
            if self.blocks[k].kind == PARAGRAPH:
                self.paragraph(k, group)
        return None, group, venue
