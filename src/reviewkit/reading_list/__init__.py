"""Reading lists: from a text in anybody's style to entries with title, links, section and place."""

from reviewkit.reading_list.entry import KINDS, ROLES, Entry, Link, Span
from reviewkit.reading_list.listing import ReadingList

__all__ = ["KINDS", "ROLES", "Entry", "Link", "ReadingList", "Span"]
