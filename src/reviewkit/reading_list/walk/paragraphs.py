"""Paragraphs: a bold line is a section or a title, a linked one an entry or prose."""

import re

from reviewkit import late
from reviewkit.reading_list.drafts.draft import Draft
from reviewkit.reading_list.layout import block as kind
from reviewkit.reading_list.layout.sections import is_about_itself
from reviewkit.reading_list.walk.notes import Notes
from reviewkit.reading_list.walk.verdicts import introduces, purpose, says_title, unlinked_title
from reviewkit.reading_list.walk.views import View
from reviewkit.reading_list.words.attributes import attribute
from reviewkit.reading_list.words.boundaries import group_end, venue_only
from reviewkit.reading_list.words.names import begins_with_names, names
from reviewkit.reading_list.words.venues import find_year

_NAMED_EMOJI = late.pattern(r":[a-z0-9_+-]+:")
_LONGEST_TITLE = 40
_LONGEST_DIVIDER = 160
_COUPLE = 2
_SAID_OF_ALL = ("This is the official ", "This is a list", "This repo", "Here is a list", "Here are ")
_ROLES = late.pattern(r"\b(?:paper|pdf|code|slides?|video|arxiv|link|github|project)\b|论文|代码|源码|博客|视频", re.I)
_NOT_SENTENCE = late.pattern(
    r"\b(?:is|are|was|were|will|can|has|have|please|you|your|we|our|I|this|these|here|if|see|welcome|feel|contains?|"
    r"list|refer|check|click)\b"
)


class Paragraphs(Notes):
    """The part of the walk that reads paragraphs."""

    def paragraph(self, index: int, group: str = "") -> None:
        """Read a paragraph at the outer level."""
        seen, self.introduced = self.look(index), False
        if seen.contents:
            self.skip(index, "its links lead to a table of contents, another page of the list, or the people behind it")
            return
        bold_line = seen.bold and "\n" not in seen.inline.flat.strip()
        if self.host is not None and bold_line and not seen.inline.anchors and self.heads_notes(index):
            self.attach(self.host, index)
            return
        why = "" if bold_line and not seen.linked and self.divides(index) else self.paragraph_entry(index, seen)
        begins = why and seen.attribute is None and (self.host_level == 0 or seen.linked or seen.bold)
        if begins and seen.bare and self.host is not None and not (self.host.inline.anchors or self.host.parts):
            begins = ""  # the address of the bold title above
        begins = begins and not self.labelled(seen)
        if self.host is not None and not begins and not (bold_line and self.divides(index)):
            self.lines_of(self.host, index)
            return
        if why:
            self.host, self.host_level = self.start(index, seen, group, why=why), 0
            self.later_lines(index)
            return
        self.host = None
        self.introduced = is_about_itself(seen.inline.flat) and seen.inline.flat.rstrip()[-1] in ":："
        if (bold_line or self.coded_bold(seen)) and len(seen.inline.flat) < _LONGEST_DIVIDER:
            self.sections.bold(seen.inline.flat)
            self.skip(index, "a bold line that divides: entries follow it")
        else:
            self.skip(index, "prose")

    def labelled(self, seen: View) -> bool:
        """`**Tools compared:** …` below an entry that begins with `**Title:**`, whatever the label is."""
        bold, flat = seen.inline.bold, seen.inline.flat
        if self.host is None or not bold or bold[0][0] or flat[bold[0][1] - 1] not in ":：":
            return False
        said = attribute(self.host.inline.flat)
        return said is not None and said[0] == "title" and not says_title(seen)

    def coded_bold(self, seen: View) -> bool:
        """Tell whether a paragraph is bold around code."""
        return bool(seen.inline.bold) and seen.bold

    def lines_of(self, host: Draft, index: int) -> None:
        """Give a paragraph to the entry above, line by line where its lines are labelled (`**Github:** …`)."""
        block = self.blocks[index]
        if "\n" not in self.text[block.start : block.end]:
            self.attach(host, index)
            return
        at, first = block.start, True
        for raw in self.text[block.start : block.end].split("\n"):
            seen = View(self.scan(at, at + len(raw)), self.goes_on)
            if first and seen.attribute is None:
                self.attach(host, index)
                return
            first = False
            self._views[index] = seen
            self.attach(host, index)
            at += len(raw) + 1
        host.end_line = max(host.end_line, block.end_line)

    def divides(self, index: int) -> bool:
        """Tell whether a bold line is a section: entries follow it, and not its own links or attributes."""
        following = next((k for k in range(index + 1, min(index + 4, len(self.blocks)))), None)
        if following is None:
            return True
        block, seen = self.blocks[following], self.look(following)
        if block.kind == kind.ITEM:
            attributes = (
                seen.attribute is not None
                and seen.attribute[0] not in ("title",)
                and not (seen.linked and seen.words >= 4)
            )
            return not (attributes or seen.only_labels)
        if block.kind == kind.PARAGRAPH:
            what = purpose(seen, False)
            return not (
                what in ("authors", "links", "venue", "mixed") or (seen.attribute is not None and what != "note")
            ) or (seen.bold and not seen.labels)
        return True

    def paragraph_entry(self, index: int, seen: View) -> str:
        """Return why a paragraph is an entry; empty where it is prose or divides."""
        inline, flat = seen.inline, seen.inline.flat
        if seen.bare:
            return "a paragraph that is an address alone"
        if flat[:1] == "(" and group_end(flat, 0, len(flat)) == len(flat) - 1:
            return ""  # an aside
        if not seen.title or seen.only_labels or introduces(seen):
            return ""
        if seen.attribute is not None and seen.attribute[0] in ("authors", "venue", "date", "note"):
            own = seen.head.anchor
            if own is None or (own.host != "paper" and seen.attribute[0] == "authors"):
                return ""
        if seen.head.authors and find_year(flat) is not None and not self.sentence(flat):
            return "a paragraph that is a citation"
        bold_start = (
            bool(inline.bold) and inline.bold[0][0] <= seen.head.start + 1 and seen.head.start < inline.bold[0][1]
        )
        rest = flat[seen.head.end :]
        if seen.linked and seen.head.anchor is not None:
            homepage = self.host is not None and seen.head.anchor.host in (None, "project") and len(inline.anchors) > 1
            if homepage and len(names(flat)) > _COUPLE:
                return ""  # `[Ann Ash](…), Bo Birch and [Cy Cedar](…)` below their paper
            alone = len(seen.title) >= 0.6 * len(flat.strip())
            lead = _NAMED_EMOJI.sub("", flat[: seen.head.start]).strip(" \t\n*_[(\"'")
            structured = not lead or venue_only(lead.strip(" ,:-")) or bold_start or len(lead) < 30
            flows = rest.lstrip(' *_"]')[:1].islower() and not rest.lstrip().startswith(("by ", "et al"))
            if (alone or structured) and not (flows and not alone) and seen.head.start < 120 and not seen.prose:
                return "a paragraph whose title is a link"
            return ""
        supported = seen.labels or inline.italic or begins_with_names(rest) or not rest.strip(" .*》」”")
        if bold_start and not supported and "\n" in rest:  # the authors stand on the next line
            supported = bool(names(rest.lstrip(" .*\n").partition("\n")[0]))
        if bold_start and not supported:  # `**Fast Trees**, ICML 2020` and its labelled bullets below
            supported = venue_only(rest.strip(" .,*()[]")) and not self.divides(index)
        prose = seen.words > _LONGEST_TITLE or (seen.words > 14 and self.sentence(seen.title))
        if bold_start and supported and not prose and not self.sentence(rest):
            return "a paragraph that begins with a bold title"
        if seen.labels and not seen.prose and self.has_role(seen) and not self.sentence(flat):
            return "a paragraph with a title and labelled links"
        if unlinked_title(seen) and find_year(flat) is not None and begins_with_names(flat):
            return "a paragraph that is a citation"
        return ""

    def has_role(self, seen: View) -> bool:
        """Tell whether a usual label stands beside a title of more than one word."""
        return bool(_ROLES.search(seen.inline.flat)) and seen.words >= 2

    def sentence(self, text: str) -> bool:
        """Tell whether a text is prose about the list."""
        if text.startswith(_SAID_OF_ALL):
            return True
        head = text[:300]
        return len(_NOT_SENTENCE.findall(head)) >= 2
