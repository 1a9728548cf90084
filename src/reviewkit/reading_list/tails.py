"""What stands behind a title: a link whose label is not known, a word that announces the link."""

from reviewkit import late
from reviewkit.identifiers import doi_in_text
from reviewkit.reading_list.labels import label_role
from reviewkit.reading_list.leads import FAR, UNFINISHED, Lead
from reviewkit.reading_list.marks import Anchor
from reviewkit.reading_list.titlecase import reads_like_title

_SHORT_LABEL = 16
"""No label of one or two words that is not known is longer: `get it`, `Fulltext`."""
_ROLE_WORD = late.pattern(r"(?<!\w)([^\W\d_]{2,20})\s?[:：][\s\[(]*\Z")


class Tail(Lead):
    """Tells where the links behind a plain title begin."""

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
            and not UNFINISHED.search(before)
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
