"""Lines and cells that name several papers, each by a link of its own."""

import re

from reviewkit import late
from reviewkit.reading_list.inline.marks import Anchor, Inline
from reviewkit.reading_list.titles.head import is_label
from reviewkit.reading_list.walk.views import View

_JOINED = late.pattern(
    r"[\s)\]*_.\"”]*(?:\([^()]{0,30}\)\s?)?(?:[,;，；、+&\n]|\band\b)[\s*_\"“]*(?:(?:and|&)\s)?(?:[Tt]he\s)?\Z"
)
"""`), [`, `; `, `<br>`, ` (1981) and The `: what stands between two papers of one line."""
_OF_THE_SAME = late.pattern(
    r"\b(?:version|paper|preprint|appendix|supplement\w*|report|article|pdf|abstract|proceedings|conference|journal)\b",
    re.I,
)
"""`[Fast Trees for Rivers](…), [the extended version](…)`."""
_FEWEST_BLANKS = 2
_SHORTEST = 9
"""No title of three words has fewer letters."""
_WIDEST = 50


def further_papers(seen: View) -> list[int]:
    """`[Fast Trees for Rivers](…), [Slow Trees for Rivers](…)`: where in the list the second and later ones begin.

    Shorter names in a row are one title, what stands in brackets behind a title is an aside to it.
    """
    inline, first = seen.inline, seen.head.anchor
    if first is None:
        return []
    for anchor in inline.anchors:
        if anchor is not first and anchor.end - anchor.start >= _SHORTEST:
            break
    else:
        return []
    if not _is_title(inline, first):
        return []
    found, end, names = [], first.end, {_name(inline, first)}
    for anchor in inline.anchors:
        between = inline.flat[end : anchor.start]
        if anchor.start < end:
            continue
        if is_label(inline, anchor):
            # A label behind a paper is its own: the next paper may follow it.
            end = anchor.end if not between.strip(" \n[(|·,/") else end
            continue
        name = _name(inline, anchor)
        if len(between) > _WIDEST or name in names or _OF_THE_SAME.search(name) or not _is_title(inline, anchor):
            break
        if not _JOINED.match(between):
            break
        found.append(anchor.whole[0])
        names.add(name)
        end = anchor.end
    return found


def _name(inline: Inline, anchor: Anchor) -> str:
    return " ".join(inline.flat[anchor.start : anchor.end].casefold().split())


def _is_title(inline: Inline, anchor: Anchor) -> bool:
    return anchor.host == "paper" and inline.flat[anchor.start : anchor.end].strip().count(" ") >= _FEWEST_BLANKS
