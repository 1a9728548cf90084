"""Where plain text stops being the title: at authors, a new line, a DOI, a link whose label nobody knows."""

import re

from reviewkit import late
from reviewkit.identifiers import doi_in_text
from reviewkit.reading_list.inline.marks import Anchor
from reviewkit.reading_list.titles.leads import FAR, Lead
from reviewkit.reading_list.words.boundaries import venue_only
from reviewkit.reading_list.words.labels import label_role
from reviewkit.reading_list.words.names import begins_with_names, is_one_person, names
from reviewkit.reading_list.words.titlecase import reads_like_title
from reviewkit.reading_list.words.unlisted import venue_in_italics

_UNFINISHED = late.pattern(
    r"(?:[:–—-]|\b(?:for|with|of|in|to|by|the|an?|from|via|on|and|or|as|at|is|are|using))\Z", re.I
)
_IN = late.pattern(r"\s[Ii]n\s\Z")
_SHORT_LABEL = 16
"""No label of one or two words that is not known is longer: `get it`, `Fulltext`."""
_ROLE_WORD = late.pattern(r"(?<!\w)([^\W\d_]{2,20})\s?[:：][\s\[(]*\Z")


class Tail(Lead):
    """Tells what stands behind a plain title."""

    def called_label(self, title: Anchor) -> bool:
        """`Fast Trees for Slow Rivers [get it](…)`: an unknown word in small letters that ends a line is its label."""
        flat, text = self.flat, self.flat[title.start : title.end]
        before = flat[self.pos : title.start].rstrip()
        if len(text) > _SHORT_LABEL or not (text.islower() or title.host == "paper") or before.count(" ") < 2:
            return False
        following = next((a.start for a in self.labels if a.start >= title.end), len(flat))
        line = flat.find("\n", title.end, following)
        rest = flat[title.end : following if line < 0 else line]
        return (
            text.count(" ") <= text.islower()
            and not any(c.isalnum() for c in rest)
            and "\n" not in before
            and not _UNFINISHED.search(before)
            and reads_like_title(before)
        )

    def before_role(self, start: int, stop: int) -> int:
        """`Fast Trees. Paper: [link](…)`: the word with a colon before the first label is none of the title."""
        found = _ROLE_WORD.search(self.flat, max(start, stop - FAR), stop)
        return found.start() if found is not None and found.start() > start and label_role(found[1]) else stop

    def before_doi(self, start: int, stop: int) -> int:
        """`Fast Trees for Rivers, doi:10.1145/1.2`: a DOI in the text is none of the title."""
        found = doi_in_text(self.flat[start:stop])
        return start + found[0] if found is not None and found[0] else stop

    def one_author(self, start: int, a: int, b: int, stop: int) -> bool:
        """`Fast Trees *Ann Ash* [pdf](…)`: a name in italics that ends the text is no emphasis within the title."""
        before = self.flat[max(start, a - FAR) : a].rstrip()
        after = self.flat[b : min(stop, b + FAR)].lstrip()
        return (
            (not after or after[0] in ".,;([|-–—")
            and len(before.split()) >= 2
            and not _UNFINISHED.search(before)
            and is_one_person(self.flat[a:b].strip(" .,"))
        )

    def before_in(self, start: int, at: int) -> int:
        """`Fast Trees. In *ICML 2020*`: the word before a venue is none of the title."""
        found = _IN.search(self.flat, max(start, at - 4), at)
        return found.start() if found is not None else at

    def venue_end(self, limit: int, stop: int) -> int:
        """`Fast Trees, Ann Ash, *ACL 2021*`: where the venue ends that dates the plain text before it."""
        flat = self.flat
        for a, b in (*self.inline.bold[:8], *self.inline.italic[:8]):
            if a - 4 <= limit <= a and b <= stop and venue_only(flat[a:b].strip(" []()【】.,")):
                return b
        return limit

    def until(self, start: int, stop: int) -> int:
        """Return where plain text must end: at a label, authors in italics, a line that begins something else."""
        flat = self.flat
        for a, b in self.inline.italic:
            if start + 3 < a < stop and flat.startswith("n ", a - 2) and venue_in_italics(flat, a, b) is not None:
                stop = self.before_in(start, a)
                break
            if (
                start + 3 < a < stop
                and (flat[a - 1].isspace() or flat[a - 1] in ".,([")
                and (
                    names(flat[a : min(stop, a + 200)].split("\n")[0])
                    or self.one_author(start, a, b, stop)
                    or (" et al" in flat[a:b] and begins_with_names(flat[a:b]))
                )
            ):
                stop = a
                break
        for a, b in (*self.inline.bold[:8], *self.inline.italic[:8], *self.inline.code[:8]):
            if start + 3 < a < stop and b - a < 40 and flat[b - 3 : b].strip(" []()【】.,")[-1:].isdigit():
                stop = self.before_in(start, a) if venue_only(flat[a:b].strip(" []()【】.,")) else stop
        line = flat.find("\n", start, stop)
        while 0 <= line < stop:
            following = flat[line:stop].lstrip()
            at = stop - len(following)
            joined = (
                following[:1].islower() or _UNFINISHED.search(flat[max(start, line - FAR) : line].rstrip()) is not None
            )
            # A line that begins in italics is about the title: authors, a date, a remark.
            joined = joined and not any(a in (at, at + 1) for a, _ in self.inline.italic)
            if not joined or line - start > 400:
                return line
            line = flat.find("\n", line + 1, stop)
        return stop
