"""What a block's text says by itself: its title, and which of its links are labels."""

import re
from dataclasses import dataclass
from functools import lru_cache

from reviewkit import late
from reviewkit.reading_list.inline.marks import Anchor, Inline
from reviewkit.reading_list.words.boundaries import venue_only
from reviewkit.reading_list.words.ids import is_identifier
from reviewkit.reading_list.words.labels import is_tool, label_role
from reviewkit.reading_list.words.names import begins_with_names, is_name, names
from reviewkit.reading_list.words.titlecase import DASHES

_LONGEST_TITLE = 300
"""With what stands before it; so a line of nothing but such links is read in time linear in its length."""
_LONGEST_LABEL = 60
_YEAR_END = frozenset("0123456789)")
_SURNAME = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*(?:\s[A-ZÀ-ÖØ-Þ][\w'’-]+)?"
_AUTHOR_YEAR = late.pattern(
    rf"(?P<first>{_SURNAME})(?P<others>(?:,\s+|\s(?:and|&)\s){_SURNAME}){{0,8}},?(?:\set\.?\sal\.?,?)?"
    r"\s[(\[]?(?:19|20)\d\d[a-z]?[)\]]?\Z"
)
_LEADING = frozenset(":：-–—([|")
_SAYING = late.pattern(r"\b(?:by|see|in|from|of|on|and|with|at|to|also|via)\Z", re.I)
_SHORTCODE = late.pattern(r":[a-z0-9_+-]{1,40}:")
_FIRST = 2
"""Marks stand at most before a name that begins its line."""
_GAPS = frozenset(" *_")


@dataclass(slots=True)
class Head:
    """What a block's text says by itself."""

    start: int
    end: int
    """The title's range in the plain text; empty where there is none."""
    lead: int
    """Where the text before the title ends: tags, venue, alias, authors."""
    anchor: Anchor | None
    """The link that is the title, or begins it."""
    rule: str
    """Why, in one clause."""
    alias: bool = False
    """A link or bold name with a colon after it whose text was not taken into the title."""
    authors: tuple[str, ...] = ()
    """Who stands before the title, where it is a citation."""


def is_label(inline: Inline, anchor: Anchor) -> bool:
    """Tell whether a link's text is a label (`paper`, `NeurIPS 2021`, a badge, its own address) and no title."""
    if anchor.label is None:
        text = inline.flat[anchor.start : anchor.end].strip()
        # A long text with a letter at its beginning is no label; most titles are, and each is asked about once.
        long = len(text) > _LONGEST_LABEL and text[0].isalpha() and "://" not in text
        anchor.label = anchor.bare or (not long and _is_label(text))
        if (
            anchor.label
            and anchor.start <= _FIRST
            and len(inline.anchors) == 1
            and inline.flat[anchor.end : anchor.end + 1] in _GAPS
            and _names_a_tool(inline.flat, anchor, text)
        ):
            anchor.label = False
        if not anchor.label and text[-1:] in _YEAR_END:
            before = inline.flat[max(0, anchor.start - _LONGEST_TITLE) : anchor.start]
            if _cites(before.rstrip(" *_"), text):
                anchor.label = anchor.cites = True
    return anchor.label


def _is_address(text: str) -> bool:
    """`https://…`, `caffe: https://…`"""
    before, _, behind = text.partition("://")
    scheme = before[-5:].rpartition(" ")[2].lstrip(":：")
    if scheme not in ("http", "https"):
        return False
    name = before.removesuffix(scheme)
    return not name or (name.rstrip()[-1:] in (":", "：") and not any(c.isspace() for c in behind))


def _names_a_tool(flat: str, anchor: Anchor, text: str) -> bool:
    """`[PyTorch](…) - dynamic networks`: a tool's name before a remark is no label."""
    return flat[anchor.end : anchor.end + _LONGEST_LABEL].lstrip(" *_").startswith(DASHES) and is_tool(text)


def who_and_when(text: str) -> bool:
    """Tell whether a text is authors and a year, and nothing else: `Ash et al. (2020)`."""
    return text[-1:] in _YEAR_END and _AUTHOR_YEAR.match(text) is not None


def _cites(before: str, text: str) -> bool:
    """`Fast Trees. [Ash (1950)](…)`, `Fast Trees, [Ash et al. 2001](…)`: who wrote what stands before it, and when."""
    found = _AUTHOR_YEAR.match(text)
    before = before.rpartition("\n")[2]
    if found is None or len(before.split()) < 2 or before[-1] in _LEADING or _SAYING.search(before):
        return False
    full = found["others"] is None and " " in found["first"]
    if not is_name(found["first"]) or (full and ("(" not in text or names(before))):
        return False
    return not begins_with_names(before) and not venue_only(before.strip(" ,.;"))


@lru_cache(maxsize=4096)
def _is_label(text: str) -> bool:
    if not text[:1].isalnum() and not any(c.isalnum() for c in _SHORTCODE.sub("", text)):
        return True  # nothing, or an icon
    if is_identifier(text.strip("[]()")):
        return True
    if "://" in text and _is_address(text):
        return True
    if len(text) > _LONGEST_LABEL:
        return False
    if label_role(text) is not None or text.startswith("@"):
        return True
    return len(text) <= 30 and venue_only(text)
