"""Venues and years as lists write them: `(OSDI'22)`, `[2016-ECCV]`, `NIPS 2015`, `In Proceedings of EMNLP`."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from reviewkit import late
from reviewkit.reading_list.words.names import is_one_person
from reviewkit.reading_list.words.venuenames import HEADS, KNOWN, NAMED, PHRASES, PREPRINTS, tokens
from reviewkit.reading_list.words.venuesigns import TWO_DIGITS, is_doubtful, live_beginnings

_QUALIFIERS = "best|bestpaper|demo|findings|hlt|long|main|oral|poster|short|spotlight|w|workshop|workshops|ws"
_YEAR4 = late.pattern(r"(?<![\d.])((?:19[5-9]|20[0-3])\d)(?!\d|\.\d{4})")
_AFTER = late.pattern(
    r"(?:[\s\])-]*(?:(?:main|oral|spotlight|poster|findings|workshops?|industry|demo|short|long|best paper|conference|"
    r"preprint|proceedings|track|w|ws|symposium)\b[\s,-]*)*"
    r"(?:\([A-Za-z&. -]{2,40}\))?)[\s,_:-]*(?:['’‘`´]\s?(\d\d)(?!\d)|((?:19[5-9]|20[0-3])\d)(?!\d)|"
    r"((?<=[A-Za-z])\d\d(?=:\s)|\d\d(?![\d.:%+-]|\s?[a-z]|\s?\(\d)))",
    re.I,
)
_BEFORE = late.pattern(
    r"(?:(?<!\d)((?:19[5-9]|20[0-3])\d)|['’‘`](\d\d))[\s_,-]*(?:on\s+|@\s*)?\Z|(?<![\w.])(\d\d)[-_]\Z", re.I
)
_ID_TAIL = late.pattern(r"\.\d{4}")
"""What follows the first four digits of an arXiv id; they are no year."""
_MONTHED = late.pattern(r"[\s,-]*(\d\d)(\d\d)(?!\d|\.\d{4})")
_GENERIC = late.pattern(
    r"([A-Z](?<![\w/.@-].)(?:(?<![A-Z]\s.)|(?<=IEEE\s.)|(?<=ACM\s.)|(?<=IFIP\s.))"
    r"(?:[A-Za-z]*[A-Z][A-Za-z&-]*|[A-Z]+))"
    r"(?:\s?['’‘`]\s?([0-389]\d)(?!\w)|(?<![a-z])-([0-389]\d)(?!\w)|[\s-]?((?:19[5-9]|20[0-3])\d)(?!\d))"
)
_ABBREVIATED = late.pattern(
    r"(?:symposium|conference|workshop|transactions on|proceedings|journal)[^()]{0,80}\(([A-Z][A-Za-z&-]{1,11})\)", re.I
)
_JOURNAL = late.pattern(
    r"(?:^|[,.(\"”]\s*)((?:(?:IEEE|ACM)\s)?(?:Journal|Transactions|Trans\.|(?<![A-Z]\.\s)J\.(?!\s[A-Z]\.,)|Annals|Proceedings|Letters|(?<=IEEE\s)transactions|"
    r"Physical Review)(?:\s+[A-Za-z&.]+){1,7}?)(?<!\sof)(?<!\sthe)(?<!\son)(?<!\sin)(?<!\sfor)(?<!\sand)"
    r"(?=\s*(?:[,(:;\d]|\s(?:19|20)\d\d|\Z|\.\s|\.$))"
)


_INNER = frozenset("abcdefghijklmnopqrstuvwxyz&*")
_LETTERS = late.pattern(r"[A-Za-z][A-Za-z&]")
_WORKSHOP_AFTER = late.pattern(
    r"[\s'’‘`\d,()-]*(?:\(?\s*(?:workshops?|ws|w)\b|(?:on|for)\b.{0,60}\bworkshop)"
    r"|(?:\s?['’‘`]\d\d)?\s+[^,.;()\[\]]{0,40}\bworkshops?\b"
)
_WORKSHOP_BEFORE = late.pattern(r"workshops?\s*(?:@|at|of|on|in|,)?\s*(?:the\s+)?\Z")
_FINDINGS_AFTER = late.pattern(r"[\s'’`\d,()-]*\(?findings")
_FINDINGS_BEFORE = late.pattern(r"findings\s*(?:of|@|-|:)?\s*(?:the\s+)?(?:acl[\s:-]*)?\Z")
_SHORTENED_WORDS = late.pattern(r"(?<![A-Za-z])(?:[A-Z][a-z]+\.\s){1,3}\Z")
_INITIALED = late.pattern(r"(?:[A-Z]\. ){1,3}[A-Z][\w'’-]+\Z")
_VOLUME = late.pattern(r"\d{1,4}\s?[,(:]")
_SHORT = 80
"""Texts up to this length are remembered: lists say `(OSDI'22)` again and again."""
_LONGEST = 4000
"""How much of a text is searched: nothing that far from a title is the title's venue."""


class Venue(NamedTuple):
    """A venue as a text states it, and where."""

    name: str
    year: int | None
    start: int
    end: int

    @property
    def preprint(self) -> bool:
        """Whether this is a server of preprints rather than a venue."""
        return self.name in PREPRINTS


def full_year(two: str) -> int:
    """Return the year that two digits stand for: 2000 to 2049, else of the century before."""
    return int(two) + (2000 if int(two) < 50 else 1900)


def _year_after(text: str, at: int, name: str) -> tuple[int | None, int]:
    """Return the year that follows a venue's name, and where it ends."""
    found = _AFTER.match(text, at)
    if name == "arXiv" and (monthed := _MONTHED.match(text, at)) and not _YEAR4.match(text, monthed.start(1)):
        return (full_year(monthed[1]), monthed.end()) if 1 <= int(monthed[2]) <= 12 else (None, at)
    if not found or _ID_TAIL.match(text, found.end()):
        return None, at
    if found[3]:
        plausible = name not in ("PMLR", "TACL", "JMLR", "VLDB") and (int(found[3]) <= 30 or int(found[3]) >= 70)
        return (full_year(found[3]), found.end()) if plausible else (None, at)
    return (full_year(found[1]) if found[1] else int(found[2])), found.end()


def _weak_ok(text: str, word: str, start: int, end: int, year: int | None) -> bool:
    """A word that may be English is a venue in capitals with a year, or alone between separators."""
    if not word[:1].isupper():
        return False
    # `CoRL` and `AutoML` are no English words, but systems are named so: only where nothing else stands beside them.
    spelt = word.isupper() or word.lower() in NAMED or (KNOWN[word.lower()] == word and not word[1:].islower())
    if year is not None:
        return spelt
    if word.lower() in NAMED and _VOLUME.match(text[end : end + 40].lstrip()):
        return True
    return spelt and _alone(text, start, end)


def _alone(text: str, start: int, end: int) -> bool:
    """Tell whether nothing but separators stands beside a stretch of text."""
    before, after = text[max(0, start - 40) : start].rstrip(), text[end : end + 40].lstrip()
    return (not before or before[-1] in "([|,.;:【*") and (not after or after[0] in ")],.|;:】*")


def _variant(text: str, start: int, end: int, name: str) -> str:
    """Say that it is the venue's workshop or its findings."""
    before, after = text[max(0, start - 30) : start].lower(), text[end : end + 110].lower()
    if (
        ("workshop" not in before + after and "findings" not in before + after and "w" not in after[:8])
        or name in PREPRINTS
        or " " in name
    ):
        return name
    if _WORKSHOP_AFTER.match(after) or _WORKSHOP_BEFORE.search(before):
        return f"{name} Workshop"
    if _FINDINGS_AFTER.match(after) or _FINDINGS_BEFORE.search(before):
        return f"{name} Findings"
    return name


def _branch(names: list[str]) -> str:
    """Return a pattern for a set of names that shares their beginnings, so that a search looks at each letter once."""
    heads: dict[str, list[str]] = {}
    for name in names:
        heads.setdefault(name[:1], []).append(name[1:])
    ends = "" in heads
    parts = [re.escape(head) + _branch(rest) for head, rest in sorted(heads.items()) if head]
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)})"
    return body + "?" if ends else body


@cache
def _names() -> re.Pattern[str]:
    """Return the pattern of all known names; made on first use, for it costs some milliseconds."""
    return late.pattern(
        rf"(?<![A-Za-z0-9@/_])(?<!(?<!\bal)\.)(?<![A-Za-z]-)(?:{_branch(sorted(KNOWN))})(?![A-Za-z@&*]|"
        rf"-(?!(?:{_QUALIFIERS})\b)[A-Za-z])",
        re.I | re.A,
    )


def venues(text: str) -> Iterator[Venue]:
    """Yield the known venues that a text names, in order."""
    taken = -1
    for start, end, name in _named(text):
        if start < taken:
            continue
        venue, word = _venue(text, name, start, end), text[start:end]
        if is_doubtful(word) and not _weak_ok(text, word, start, end, venue.year):
            continue
        taken = venue.end
        yield venue


def is_known(text: str) -> bool:
    """Tell whether a text names a venue of the table."""
    return next(venues(text), None) is not None


def _named(text: str) -> Iterator[tuple[int, int, str]]:
    """Find the known names and phrases, looking only where a word begins one of them."""
    low = text.replace("İ", "I").lower()  # the one letter that grows when it is made small
    words = tokens(low)
    live = live_beginnings(text, low, words)
    if not live:
        return
    at = 0
    for word in words:
        if word not in live:
            continue
        at = low.find(word, at)
        while low[at - 1 : at] in _INNER or low[at + len(word) : at + len(word) + 1] in _INNER:
            at = low.find(word, at + 1)
        if word in PHRASES:
            for pattern, name in PHRASES[word]:
                if phrase := pattern.match(text, at):
                    yield *phrase.span(), name
                    break
        if word in HEADS:
            start = at
            found = _names().match(text, start)
            while found is None and start > at - 2 and text[start - 1 : start].isdigit():
                start -= 1
                found = _names().match(text, start)
            if found is not None:
                yield *found.span(), KNOWN[found.group().lower()]
        at += len(word)


def _venue(text: str, name: str, start: int, end: int) -> Venue:
    year, stop = _year_after(text, end, name)
    begin = start
    if year is None and (before := _BEFORE.search(text, max(0, start - 14), start)):
        year, begin = (int(before[1]) if before[1] else full_year(before[2] or before[3])), before.start()
    # Whose proceedings they are says more than who printed them: `… Conference on Machine Learning. PMLR, 2020`.
    return Venue(_variant(text, start, end, name), None if name == "PMLR" else year, begin, max(stop, end))


def find_venue(text: str) -> Venue | None:
    """Return the venue that a text states: a published one before a preprint server, a known name before a guess."""
    if len(text) <= _SHORT:
        return _found(text)
    line = text.partition("\n")[0]
    return (_dated(line) if len(line) <= _SHORT else None) or _found.__wrapped__(text[:_LONGEST])


@lru_cache(maxsize=8192)
def _dated(text: str) -> Venue | None:
    """Return the first known venue with a year; whatever stands on later lines, there is none before it."""
    return next((venue for venue in venues(text) if venue.year is not None and _is_published(venue)), None)


def _is_published(venue: Venue) -> bool:
    return venue.name not in PREPRINTS and venue.name != "Findings"


@lru_cache(maxsize=8192)
def _found(text: str) -> Venue | None:
    if not _LETTERS.search(text):
        return None
    known: list[Venue] = []
    published: Venue | None = None
    for venue in venues(text):
        known.append(venue)
        if _is_published(venue):
            if venue.year is not None:
                return venue
            published = published or venue
    if published is not None:
        return published
    if "(" in text and (found := _ABBREVIATED.search(text)):
        year = _YEAR4.search(text)
        return Venue(found[1], int(year[1]) if year else None, found.start(), found.end())
    found = _GENERIC.search(text) if TWO_DIGITS.search(text) else None
    # `TREE-21` between marks is a venue, `we trained EVA-02 here` names a model.
    if found is not None and (found[3] is None or _alone(text, *found.span())):
        said = int(found[4]) if found[4] else full_year(found[2] or found[3])
        return Venue(found[1], said, found.start(), found.end())
    if known:
        return next((v for v in known if v.year is not None), known[0])
    signed = "ourn" in text or "rans" in text or "J." in text or "ett" in text or "evi" in text or "nnals" in text
    return _journal(text) if signed else None


def _journal(text: str) -> Venue | None:
    """`Journal of Slow Trees, 2020`, `J. Trees`, `Geophys. J. Int.`; `J. Ash, Fast Trees` begins with a person."""
    found = _JOURNAL.search(text)
    if found is None:
        return None
    name, start = " ".join(found[1].split()), found.start(1)
    if name.startswith("J. "):
        if (
            (name.count(".") == 1 or _INITIALED.match(name))
            and is_one_person(name)
            and not text[found.end() : found.end() + 2].strip()[:1].isdigit()
        ):
            return None
        if before := _SHORTENED_WORDS.search(text, max(0, start - 30), start):
            name, start = before.group() + name, before.start()
    year = _YEAR4.search(text, found.end())
    return Venue(_without_stop(name), int(year[1]) if year else None, start, year.end() if year else found.end(1))


def _without_stop(name: str) -> str:
    """`Journal of Trees.` ends a sentence, `J. Mach. Learn. Res.` is abbreviated."""
    return name[:-1] if name.endswith(".") and name.count(".") == 1 else name


_DATES = late.pattern(
    r"(?<![\d./])(\d{4})[-./年]\s?\d{1,2}(?!\d)|(?<!\d)\d{1,2}[-./]\d{1,2}[-./](\d{4})(?!\d)|"
    r"(?<!\d)\d{1,2}/\d{1,2}/(\d\d)(?!\d)"
    r"|(?<![\d.])(?<![\d)]:)(?<!\d[–−-])((?:19\d|20[0-3])\d)(?!\d|\.\d{4}|\s?[x×]\s?\d)"
)


_HYPHENS = ("-", "–", "−")
"""`53(8), 1985-1992` ends in pages."""


def find_year(text: str) -> int | None:
    """Return the first year that a text states, in a date or by itself."""
    if TWO_DIGITS.search(text) is None:
        return None
    for found in _DATES.finditer(text, 0, _LONGEST):
        value = next(part for part in found.groups() if part)
        year = full_year(value) if len(value) == 2 else int(value)
        pages = text[found.end() : found.end() + 1] in _HYPHENS and text.endswith("), ", 0, found.start())
        if 1900 < year <= 2039 and not pages:
            return year
    return None
