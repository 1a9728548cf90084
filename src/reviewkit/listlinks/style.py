"""How a list sets its links: what stands between two labels, which brackets they wear, how they begin."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reviewkit.reading_list import Entry, Link

_BETWEEN = re.compile(r"[ \t]*[|,/·;&•][ \t]*|[ \t]+|")
_FIRST = re.compile(rb"([ \t][#|][ \t])[\[(]*\Z")
_PAIRS = tuple(
    (opening.encode(), closing.encode())
    for opening, closing in (
        ("\\[", "\\]"), ("\\[", "]"), ("[", "]"), ("\\(", "\\)"), ("\\(", ")"), ("(", ")"), ("【", "】"), ("（", "）")
    )
)  # fmt: skip
_ENOUGH = 400
"""How many entries show a list's habit."""
Brackets = tuple[str, str]
BARE: Brackets = ("", "")


@dataclass(frozen=True, slots=True)
class Style:
    """How most of a list's labels are set."""

    between: str = " "
    """What stands between two labels."""
    first: str = " "
    """What stands before the first label."""
    brackets: Brackets = BARE
    """What a label wears beside a link's own marks."""
    capital: bool = False
    """Labels begin with a capital."""

    def word(self, role: str) -> str:
        """Return the label for a role."""
        return role.capitalize() if self.capital else role

    def gap(self, brackets: Brackets) -> str:
        """Return what stands between labels that wear these brackets: unbracketed ones need some room."""
        return self.between or ("" if brackets != BARE else " ")


def style_of(entries: Sequence[Entry], data: bytes) -> Style:
    """Return how most of a list's labels are set."""
    between: Counter[str] = Counter()
    first: Counter[str] = Counter()
    worn: Counter[Brackets] = Counter()
    capitals = 0
    for entry in entries[:_ENOUGH]:
        labels = labels_of(entry)
        for link in labels:
            worn[brackets_of(link, data)] += 1
            capitals += link.text.strip("[]")[:1].isupper()
        if labels:
            lead = _FIRST.search(data, max(0, labels[0].span.start - 8), labels[0].span.start)
            first[lead[1].decode() if lead else " "] += 1
        for one, two in pairwise(labels):
            gap = data[one.span.end : two.span.start].decode("utf-8", "replace").strip("\\[]()【】（）")
            if two.span.start - one.span.end <= 12 and _BETWEEN.fullmatch(gap):
                between[gap] += 1
    chosen = between.most_common(1)[0][0] if between else " "
    return Style(
        chosen,
        first.most_common(1)[0][0] if first else chosen or " ",
        worn.most_common(1)[0][0] if worn else BARE,
        capitals * 2 > worn.total(),
    )


def labels_of(entry: Entry) -> list[Link]:
    """Return the links behind the title that have a label, in the order of the text."""
    return [
        link
        for link in entry.links
        if link.text and link.span.start >= entry.title_span.end and link.span.end <= entry.span.end
    ]


def brackets_of(link: Link, data: bytes) -> Brackets:
    """Return the brackets around a link, escaped ones too; empty where it wears none."""
    for opening, closing in _PAIRS:
        if data.endswith(opening, 0, link.span.start) and data.startswith(closing, link.span.end):
            return opening.decode(), closing.decode()
    return BARE
