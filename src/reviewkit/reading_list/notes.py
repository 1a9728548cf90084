"""Headings that are papers' titles over the reader's notes, without any link."""

from reviewkit.reading_list import block as kind
from reviewkit.reading_list.boundaries import venue_only
from reviewkit.reading_list.plain import is_titled
from reviewkit.reading_list.stanzas import Stanzas
from reviewkit.reading_list.venues import find_venue
from reviewkit.reading_list.verdicts import stands_alone
from reviewkit.reading_list.views import View

_HIGHEST = 3
"""From this level down a heading may be a title over notes."""
_FEWEST_WORDS = 4
_MOST_BLOCKS = 20


class Notes(Stanzas):
    """The part of the walk that tells such a heading from one that divides."""

    def dated_notes(self, index: int, seen: View) -> str:
        """`#### Fast Trees for Rivers (ICML 2020)`: a meeting and its year end the title, and no entry follows."""
        level = self.blocks[index].level
        if level < _HIGHEST or not seen.inline.flat.endswith(")") or seen.words < _FEWEST_WORDS:
            return ""
        behind = seen.behind.strip()
        said = find_venue(behind) if venue_only(behind.strip("()")) else None
        if said is None or said.year is None:
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
