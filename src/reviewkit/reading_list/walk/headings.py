"""Headings: which divide the list, and which are papers' titles over links or notes of their own."""

import re
from collections.abc import Iterator

from reviewkit import late
from reviewkit.reading_list.inline.roles import role_of
from reviewkit.reading_list.layout import block as kind
from reviewkit.reading_list.walk.plain import is_titled
from reviewkit.reading_list.walk.stanzas import Stanzas
from reviewkit.reading_list.walk.verdicts import stands_alone
from reviewkit.reading_list.walk.views import View
from reviewkit.reading_list.words.boundaries import venue_only
from reviewkit.reading_list.words.kinds import section_kind
from reviewkit.reading_list.words.venues import find_venue, find_year

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
_LONGEST_VENUE = 40
_MOST_BULLETS = 12
_HIGHEST = 3
"""From this level down a heading may be a title over notes."""
_FEWEST_WORDS = 2
_FEWEST = 3
"""So many headings of a list are written so where they are titles; one alone may be a trip or a workshop."""
_EVENT = late.pattern(
    r"\b(?:workshops?|tutorials?|challenges?|competitions?|keynotes?|panels?|talks|posters?|notes|reports?|papers|recap)\b",
    re.I,
)
_MOST_BLOCKS = 20


class Headings(Stanzas):
    """The part of the walk that reads headings."""

    def heading(self, index: int) -> None:
        """Enter a heading; where it is an entry, what stands below belongs to it."""
        block, seen = self.blocks[index], self.look(index)
        flat = seen.name
        self.host, self.host_level, self.introduced = None, 0, False
        why = self.heading_entry(index, seen)
        if why:
            draft = self.start(index, seen, why=why)
            draft.section = self.sections.path_above(block.level)
            self.host, self.host_level = draft, block.level
        else:
            self.skip(index, "a heading that divides")
        self.sections.heading(block.level, seen.before_labels if why else flat)
        text = " ".join(flat.split())
        if block.level <= self.venue_level or why:
            self.heading_venue, self.venue_level = None, 0
        for said in (text, _ASIDE.sub("", text)) if not why else ():
            found = find_venue(said) if len(said) < _LONGEST_VENUE and venue_only(said) else None
            if found is not None and (year := found.year or find_year(said)):
                self.heading_venue, self.venue_level = found._replace(year=year), block.level
                break
            if found is not None:
                self.heading_venue, self.venue_level = None, 0  # `## ECCV` below `# CVPR 2023`

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
            if not index and all(a.badge is not None and a.host != "paper" for a in seen.inline.anchors):
                return ""  # the list's own name, and its badges
            told = any(not a.bare or a.host in ("paper", "code") for a in seen.inline.anchors)
            return "a heading with labelled links" if told else ""
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
        paper, all_named = False, True
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
            all_named = all_named and seen.attribute is not None and all(a.bare for a in seen.inline.anchors)
            paper = paper or any(a.host == "paper" for a in seen.inline.anchors) or said[-1] == "paper"
        told = [what for what in said if what not in ("note", "link", "other")]
        dated = len(said) == 1 and (venue := find_venue(self.look(index).behind)) is not None and venue.year is not None
        once = len(told) == len(set(told)) or (paper and said[0] == "paper" and told.count("paper") == 1 and all_named)
        return paper and (dated or len(said) >= 2) and once

    def dated_notes(self, index: int, seen: View) -> str:
        """`#### Fast Trees for Rivers (ICML 2020)`: a meeting and its year end the title, and no entry follows."""
        level = self.blocks[index].level
        if level < _HIGHEST or seen.words < _FEWEST_WORDS or not _is_dated(seen) or _EVENT.search(seen.title):
            return ""
        if level not in self._dated:
            alike = (k for k, block in enumerate(self.blocks) if block.kind == kind.HEADING and block.level == level)
            self._dated[level] = sum(_is_dated(self.look(k)) for k in alike)
        if self._dated[level] < _FEWEST:
            return ""
        for k in range(index + 1, min(index + _MOST_BLOCKS, len(self.blocks))):
            block = self.blocks[k]
            if block.kind == kind.HEADING:
                if block.level > level:
                    return ""
                break
            if block.kind in (kind.ROW, kind.TABLE, kind.FOLD):
                return ""
            note = self.look(k) if block.kind in (kind.ITEM, kind.PARAGRAPH) and block.parent < 0 else None
            if note is None or note.contents:
                continue
            if stands_alone(note) or (block.kind == kind.ITEM and is_titled(note)):
                return ""
        return "a heading that ends in a meeting and its year, with nothing but notes below it"


def _is_dated(seen: View) -> bool:
    """Tell whether a heading ends in a meeting and its year in brackets: `Fast Trees for Rivers (ICML 2020)`."""
    if not seen.inline.flat.endswith(")"):
        return False
    behind = seen.behind.strip()
    said = find_venue(behind) if venue_only(behind.strip("()")) else None
    return said is not None and said.year is not None
