"""What the parts of the walk share: the blocks, their views, the entries so far."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate, count, pairwise
from operator import add

from reviewkit import late
from reviewkit.reading_list.drafts.draft import Draft, Part
from reviewkit.reading_list.drafts.finish import BATCH
from reviewkit.reading_list.inline.destinations import Destination
from reviewkit.reading_list.inline.marks import Anchor, Inline
from reviewkit.reading_list.inline.roles import is_own
from reviewkit.reading_list.inline.scanner import scan
from reviewkit.reading_list.layout.block import HEADING, ITEM, PARAGRAPH, Block
from reviewkit.reading_list.layout.sections import Sections
from reviewkit.reading_list.titles.heads import read_heads
from reviewkit.reading_list.walk.verdicts import purpose
from reviewkit.reading_list.walk.views import View
from reviewkit.reading_list.words.venues import Venue, find_year

_SURELY = late.pattern(r"[\s*_]*(?:journal|venue|conference)\b", re.I)
"""`Journal: …`: what follows is a venue, whoever knows it; below `Publisher` it may be a company."""
_NO_PLACE = late.pattern(r"[^\w-]")


class Reader:
    """The state of one walk over a list's blocks."""

    def __init__(self, text: str, found: list[Block], references: Mapping[str, Destination], goes_on: int) -> None:
        self.text, self.blocks, self.references, self.goes_on = text, found, references, goes_on
        self.sections = Sections()
        self.drafts: list[Draft] = []
        self.passed: dict[int, str] = {}
        self.host: Draft | None = None
        self.host_level = 0
        self.above: list[Draft | None] = []
        """For each open fold the entry that goes on behind it."""
        self.heading_venue: Venue | None = None
        self.introduced = False
        """Whether the bullets to come stand below `Maintainers:` or such a line."""
        self.venue_level = 0
        """The level of the heading that says it; what is deeper stands below it."""
        self.starts = list(map(add, accumulate(map(len, text.split("\n")), initial=0), count()))
        """Where each line begins, and at last where one more would."""
        self._views: dict[int, View] = {}
        self._shares: dict[int, float] = {}
        self._boxes: dict[int, bool] = {}
        """Which bullets have a row of titles with boxes nested in them."""
        self._dated: dict[int, int] = {}
        """For a level of headings, how many end in a meeting and its year."""
        self._places: set[str] = set()
        """The headings as addresses name them."""
        self._row: tuple[int, tuple[float, float]] = (-1, (0.0, 0.0))
        """The bullet that was judged last, and its row: which share has links, which is written as titles are."""

    def look(self, index: int) -> View:
        """Return the view of a block, made once."""
        seen = self._views.get(index)
        if seen is None:
            block = self.blocks[index]
            seen = self._views[index] = View(scan(self.text, block.start, block.end, self.references), self.goes_on)
            if (anchors := seen.inline.anchors) and "#" in anchors[0].url and self.lead_within(anchors):
                seen.contents = True
        return seen

    def look_ahead(self) -> None:
        """Look at all bullets and paragraphs, then read the outer bullets' titles: the walk will ask for nearly all.

        One step for all blocks and then the next takes a fifth less time than all steps block by block: a processor
        guesses wrong a third as often what comes next.
        """
        for index, block in enumerate(self.blocks):
            if block.kind in (ITEM, PARAGRAPH):
                self.look(index)
        outer = [
            self._views[index] for index, block in enumerate(self.blocks) if block.kind == ITEM and block.parent < 0
        ]
        for start in range(0, len(outer), BATCH):
            some = outer[start : start + BATCH]
            for seen, head in zip(some, read_heads((seen.inline for seen in some), self.goes_on), strict=True):
                seen.head = head

    def lead_within(self, anchors: list[Anchor]) -> bool:
        """`[Fords](https://github.com/moss/rivers#fords)`, in a list with a heading `Fords`: its table of contents."""
        if not self._places:
            headings = [block for block in self.blocks if block.kind == HEADING]
            texts = (self.scan(block.start, block.end).flat for block in headings)
            self._places = {"-", *(_NO_PLACE.sub("", "-".join(text.lower().split())).strip("-") for text in texts)}
        named = (a.url.rpartition("#")[2].lower().strip("-") for a in anchors if "github.com/" in a.url)
        return sum(name in self._places for name in named) == len(anchors)

    def scan(self, start: int, end: int) -> Inline:
        """Read the inline marks of a stretch of the list."""
        return scan(self.text, start, end, self.references)

    def line_of(self, position: int) -> int:
        """Return the number of the line that a place in the text stands on."""
        return bisect_right(self.starts, position)

    def is_quoted(self, line: int) -> bool:
        """Tell whether a line begins as a quotation does."""
        return self.text.startswith(">", self.starts[line - 1])

    def skip(self, index: int, why: str) -> None:
        """Remember why a block starts no entry."""
        self.passed[self.blocks[index].line] = why

    def start(self, index: int, seen: View, group: str = "", venue: Venue | None = None, why: str = "") -> Draft:
        """Begin an entry at a block."""
        block, head = self.blocks[index], seen.head
        line = block.line
        if block.end_line > line and head.start and seen.title:
            line = self.line_of(seen.inline.source(head.start, head.end)[0])
        draft = Draft(line, block.end_line, seen.inline, head, self.sections.path(group), block.checked)
        draft.inherited = venue or (self.inherited(seen) if self.heading_venue is not None else None)
        if seen.bare:
            head.start = head.end = head.lead = 0
        draft.reasons += (why, f"title: {head.rule}")
        self.drafts.append(draft)
        return draft

    def inherited(self, seen: View) -> Venue | None:
        """Return the venue of the heading above; one further up holds for what is a paper and states no other year."""
        venue, own = self.heading_venue, seen.head.anchor
        if venue is None or self.venue_level == self.sections.level:
            return venue
        other = own is not None and own.host not in (None, "paper", "project")
        return None if other or find_year(seen.inline.flat) not in (None, venue.year) else venue

    def separate(self, draft: Draft, cuts: list[int], start: int, end: int) -> None:
        """Where the stretch of an entry's title names several papers, make each an entry; `cuts`: the later ones."""
        first = View(self.scan(start, cuts[0]), self.goes_on)
        draft.inline, draft.head = first.inline, first.head
        draft.reasons.append("its line names several papers: each is an entry")
        shared = [part for part in draft.parts if not part.inline.anchors]
        for begin, finish in pairwise([*cuts, end]):
            own = View(self.scan(begin, finish), self.goes_on)
            one = Draft(self.line_of(begin), draft.end_line, own.inline, own.head, draft.section, draft.checked)
            one.inherited, one.column = draft.inherited, draft.column
            one.parts, one.reasons = list(shared), [*draft.reasons]
            self.drafts.append(one)

    def attach(self, draft: Draft, index: int) -> str:
        """Give a block to the entry above it; return what it is to it."""
        seen = self.look(index)
        block = self.blocks[index]
        what = purpose(seen, block.kind == ITEM)
        value = seen.attribute[1] if seen.attribute is not None else 0
        whole = what == "venue" and value > 0 and _SURELY.match(seen.inline.flat) is not None
        draft.parts.append(Part(seen.inline, what, value, whole))
        self.skip(index, f"it is the entry's above (line {draft.line}): {what}")
        if what != "note":
            draft.end_line = max(draft.end_line, block.end_line)
        if what == "title" and seen.inline.flat.startswith(("http://", "https://"), value):
            draft.parts[-1].purpose = "paper"
        elif what == "title" and value and seen.inline.flat[value:].strip():
            anchor = seen.head.anchor
            start = value if anchor is None else max(value, anchor.start)
            own = next((a.start for a in seen.inline.anchors if a.start > start and is_own(seen.inline, a)), None)
            end = len(seen.inline.flat[:own].rstrip(" \t\n。.")) if anchor is None else anchor.end
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
