"""What a block's text says by itself: its title, and which of its links are labels."""

from dataclasses import dataclass
from functools import lru_cache

from reviewkit import late
from reviewkit.reading_list.boundaries import venue_only
from reviewkit.reading_list.ids import is_identifier
from reviewkit.reading_list.labels import label_role
from reviewkit.reading_list.marks import Anchor, Inline

_SHORTCODE = late.pattern(r":[a-z0-9_+-]{1,40}:")


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
        anchor.label = anchor.bare or _is_label(inline.flat[anchor.start : anchor.end].strip())
    return anchor.label


@lru_cache(maxsize=4096)
def _is_label(text: str) -> bool:
    if not text[:1].isalnum() and not any(c.isalnum() for c in _SHORTCODE.sub("", text)):
        return True  # nothing, or an icon
    if is_identifier(text.strip("[]()")):
        return True
    if len(text) > 60:
        return text.startswith(("http://", "https://"))
    if label_role(text) is not None or text.startswith(("http://", "https://", "@")):
        return True
    return len(text) <= 30 and venue_only(text)
