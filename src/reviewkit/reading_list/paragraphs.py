"""Headings and paragraphs: a bold line is a section or a title, a linked heading an entry or a topic."""

import re
from collections.abc import Iterator

from reviewkit import late
from reviewkit.reading_list import block as kind
from reviewkit.reading_list.attributes import attribute
from reviewkit.reading_list.boundaries import venue_only
from reviewkit.reading_list.draft import Draft
from reviewkit.reading_list.kinds import section_kind
from reviewkit.reading_list.names import begins_with_names
from reviewkit.reading_list.notes import Notes
from reviewkit.reading_list.roles import role_of
from reviewkit.reading_list.venues import find_venue, find_year
from reviewkit.reading_list.verdicts import introduces, purpose, says_title, stands_alone, unlinked_title
from reviewkit.reading_list.views import View

_NAMED_EMOJI = late.pattern(r":[a-z0-9_+-]+:")
_DIVIDER = late.pattern(
    r"(?:useful |related |external )?(?:links?|references?|info(?:rmation)?|details?|overview|introduction|about|"
    r"summary|misc\w*|todo|notes?|news|updates?|citations?|abstract|materials?|contents?)\Z",
    re.I,
)
"""Headings that say what stands below them, and name no paper."""
_FOLDED = late.pattern(r"(?:abstract|tl;?dr|summary|bibtex|bib|cite|citation|摘要|引用)\Z", re.I)
_PLACE = late.pattern(r"[\w-]+")
"""`## [Old Fords](old-fords)`: a place in the page, its mark forgotten."""
_MOST_PARAGRAPHS = 4
_LONGEST_FOLD = 20
_ASIDE = late.pattern(r"\s*\([^()]*\)")
_LONGEST_TITLE = 40
_LONGEST_DIVIDER = 160
_MOST_BULLETS = 12
_NOT_SENTENCE = late.pattern(
    r"\b(?:is|are|was|were|will|can|has|have|please|you|your|we|our|I|this|these|here|if|see|welcome|feel|contains?|"
    r"list|refer|check|click)\b"
)


class Paragraphs(Notes):
    """The part of the walk that reads headings and paragraphs."""

    def heading(self, index: int) -> None:
        """Enter a heading; where it is an entry, what stands below belongs to it."""
        block, seen = self.blocks[index], self.look(index)
        flat = seen.name
        self.host, self.host_level = None, 0
        why = self.heading_entry(index, seen)
        if why:
            path = self.sections
            trimmed = path.path_above(block.level)
            draft = self.start(index, seen, why=why)
            draft.section = trimmed
            self.host, self.host_level = draft, block.level
        else:
            self.skip(index, "a heading that divides")
        self.sections.heading(block.level, seen.before_labels if why else flat)
        text = " ".join(flat.split())
        self.heading_venue = None
        plain = _ASIDE.sub("", text)
        if not why and len(plain) < 40 and venue_only(plain) and (found := find_venue(plain)) and found.year:
            self.heading_venue = found

    def heading_entry(self, index: int, seen: View) -> str:
        """Return why a heading is an entry; empty where it only divides."""
        block = self.blocks[index]
        if seen.contents or not seen.title or block.level < 2:
            return ""
        if seen.linked and seen.head.anchor is not None:
            url = seen.head.anchor.url
            if url.startswith("#") or len(seen.title) < 0.5 * seen.unlabelled:
                return ""
            if seen.head.anchor.host == "paper":
                return "a heading whose text links to a paper"
            if (not url or _PLACE.fullmatch(url)) and self.holds_items(index):
                return ""
            following = next((b for b in self.blocks[index + 1 : index + 60] if b.kind == kind.HEADING), None)
            deeper = following is not None and following.level > block.level
            return "a heading at the deepest level whose text is a link" if not deeper and block.level >= 3 else ""
        if seen.labels and seen.words >= 2 and not seen.prose:
            return "a heading with labelled links"
        return self.labelled_below(index) or self.dated_notes(index, seen)

    def holds_items(self, index: int) -> bool:
        """Tell whether a bullet that is an entry by itself stands between a heading and the next."""
        for k in range(index + 1, min(index + _LONGEST_FOLD, len(self.blocks))):
            if self.blocks[k].kind == kind.HEADING:
                break
            seen = self.look(k) if self.blocks[k].kind == kind.ITEM else None
            if seen is not None and seen.attribute is None and not seen.only_labels and stands_alone(seen):
                return True
        return False

    def labelled_below(self, index: int) -> str:
        """A heading without a link is an entry where all that stands below it is labelled links or labelled lines."""
        if self.labelled_items(index):
            return "a heading with labelled bullets below it"
        for seen in self.paragraphs_below(index):
            roles = {
                label
                for label in ("paper", "slides", "video", "code")
                if re.search(rf"\b{label}s?\b|pdf" if label == "paper" else rf"\b{label}s?\b", seen.inline.flat, re.I)
            }
            if not seen.inline.anchors:
                continue
            if roles and seen.only_labels and all(a.badge is None for a in seen.inline.anchors):
                return "a heading with a line of labelled links below it"
            if (
                seen.attribute is not None
                and seen.attribute[0] in ("paper", "title", "code", "authors", "venue", "date")
                and "\n" in seen.inline.flat
            ):
                return "a heading with a block of labelled lines below it"
            italic = seen.inline.italic
            if (
                roles
                and seen.labels
                and italic
                and not seen.inline.flat[: italic[0][0]].strip(" \n")
                and not seen.inline.bold
            ):
                return "a heading with its authors and labelled links below it"
        return ""

    def paragraphs_below(self, index: int) -> Iterator[View]:
        """Yield the next four paragraphs up to anything else; a folded abstract between them is passed over."""
        at = index + 1
        for _ in range(_MOST_PARAGRAPHS):
            block = self.blocks[at] if at < len(self.blocks) else None
            if block is not None and block.kind == kind.FOLD and self.is_aside(at):
                folded = range(at + 1, min(at + _LONGEST_FOLD, len(self.blocks)))
                at = next((k for k in folded if self.blocks[k].kind == kind.UNFOLD), at) + 1
                block = self.blocks[at] if at < len(self.blocks) else None
            if block is None or block.kind != kind.PARAGRAPH or block.parent >= 0:
                return
            yield self.look(at)
            at += 1

    def is_aside(self, index: int) -> bool:
        """`<summary>Abstract</summary>`: what is folded below a title belongs to it, and is no section."""
        return _FOLDED.match(self.look(index).inline.flat.strip(" \n*:")) is not None

    def labelled_items(self, index: int) -> bool:
        """Tell whether the bullets below a heading are one paper's: each says something else of it."""
        first = index + 1
        if first >= len(self.blocks) or self.blocks[first].kind != kind.ITEM:
            return False
        heading = self.look(index).title
        if _DIVIDER.match(heading) or section_kind((heading,)) is not None:
            return False
        said: list[str] = []
        paper = False
        for k in range(first, min(first + _MOST_BULLETS, len(self.blocks))):
            block, seen = self.blocks[k], self.look(k)
            if block.parent >= 0:
                continue
            if block.kind != kind.ITEM:
                break
            if seen.attribute is None and not seen.only_labels:
                return False
            said.append(
                seen.attribute[0] if seen.attribute is not None else role_of(seen.inline, seen.inline.anchors[0])
            )
            if seen.linked and seen.words >= 4 and said[-1] != "title":
                return False
            paper = paper or any(a.host == "paper" for a in seen.inline.anchors) or said[-1] == "paper"
        told = [what for what in said if what not in ("note", "link", "other")]
        dated = len(said) == 1 and (venue := find_venue(self.look(index).behind)) is not None and venue.year is not None
        return paper and (dated or len(said) >= 2) and len(told) == len(set(told))

    def paragraph(self, index: int, group: str = "") -> None:
        """Read a paragraph at the outer level."""
        seen = self.look(index)
        if seen.contents:
            self.skip(index, "its links lead to a table of contents, another page of the list, or the people behind it")
            return
        bold_line = seen.bold and "\n" not in seen.inline.flat.strip()
        why = "" if bold_line and not seen.linked and self.divides(index) else self.paragraph_entry(index, seen)
        begins = why and seen.attribute is None and (self.host_level == 0 or seen.linked or seen.bold)
        begins = begins and not self.labelled(seen)
        if self.host is not None and not begins and not (bold_line and self.divides(index)):
            self.lines_of(self.host, index)
            return
        if why:
            self.host, self.host_level = self.start(index, seen, group, why=why), 0
            self.later_lines(index)
            return
        self.host = None
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
        if not seen.title or seen.only_labels or introduces(seen):
            return ""
        if seen.attribute is not None and seen.attribute[0] in ("authors", "venue", "date", "note") and not seen.linked:
            return ""
        if seen.head.authors and find_year(flat) is not None and not self.sentence(flat):
            return "a paragraph that is a citation"
        bold_start = (
            bool(inline.bold) and inline.bold[0][0] <= seen.head.start + 1 and seen.head.start < inline.bold[0][1]
        )
        rest = flat[seen.head.end :]
        if seen.linked and seen.head.anchor is not None:
            alone = len(seen.title) >= 0.6 * len(flat.strip())
            lead = _NAMED_EMOJI.sub("", flat[: seen.head.start]).strip(" \t\n*_[(\"'")
            structured = not lead or venue_only(lead.strip(" ,:-")) or bold_start or len(lead) < 30
            flows = rest.lstrip(' *_"]')[:1].islower() and not rest.lstrip().startswith(("by ", "et al"))
            if (alone or structured) and not (flows and not alone) and seen.head.start < 120 and not seen.prose:
                return "a paragraph whose title is a link"
            return ""
        supported = seen.labels or inline.italic or begins_with_names(rest) or not rest.strip(" .*")
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
        return (
            bool(re.search(r"\b(?:paper|pdf|code|slides?|video|arxiv|link|github|project)\b", seen.inline.flat, re.I))
            and seen.words >= 2
        )

    def sentence(self, text: str) -> bool:
        """Tell whether a text is prose about the list."""
        head = text[:300]
        return len(_NOT_SENTENCE.findall(head)) >= 2
