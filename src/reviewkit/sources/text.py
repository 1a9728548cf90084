"""Small pieces of text from services, made fit for a record."""

import html
import re
import unicodedata
from collections.abc import Sequence

from reviewkit.papers import Name

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_PARTICLES = frozenset(
    [
        "von",
        "van",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "ter",
        "ten",
        "bin",
        "ibn",
        "al",
        "st.",
        "zu",
        "zum",
    ]
)
_SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def tidy(text: str) -> str:
    """Return a text on one line, without control characters, overrides of direction and doubled spaces."""
    text = _HIDDEN.sub("", text)
    return " ".join(
        "".join(" " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter for letter in text).split()
    )


def plain(text: str) -> str:
    """Return a text without the tags and entities that Crossref and web pages leave in titles."""
    return tidy(html.unescape(_TAG.sub("", html.unescape(text))))


def name(display: str) -> Name:
    """Divide a name as it is displayed, "Given Family" or "Family, Given"; particles go with the family."""
    text = tidy(display)
    if "," in text:
        family, _, given = (part.strip() for part in text.partition(","))
        if family and given and given.lower() not in _SUFFIXES:
            return Name(family=family, given=given)
        text = family or given
    words = text.split()
    if len(words) < 2 or is_group(text):
        return Name(literal=text)
    start = len(words) - 1
    if words[start].lower() in _SUFFIXES and start > 1:
        start -= 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return Name(family=" ".join(words[start:]), given=" ".join(words[:start]))


def is_group(text: str) -> bool:
    """Tell whether a name is of many: a collaboration, a team."""
    return bool(
        re.search(
            r"\b(?:collaboration|consortium|team|group|project|institute|university|laborator(?:y|ies))\b", text, re.I
        )
    )


def day(parts: Sequence[object]) -> str:
    """Return the ISO date of Crossref's date parts, of the precision that they have; empty for nonsense."""
    numbers = [part for part in parts if isinstance(part, int)]
    if not numbers or not 1000 <= numbers[0] <= 2100:
        return ""
    date = f"{numbers[0]:04d}"
    for value, most in zip(numbers[1:3], (12, 31), strict=False):
        if not 1 <= value <= most:
            break
        date += f"-{value:02d}"
    return date
