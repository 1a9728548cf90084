"""Venues that no table knows: told by where they stand, how they are written, and the year behind them."""

import re

from reviewkit import late
from reviewkit.reading_list.words.venues import Venue, full_year

_NAME = r"(?P<name>[A-Z][\w&.+/-]*(?:\s(?:[A-Z][\w&.+/-]*|&|of|on|in|and|for|the)){0,8}?)"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\w)"
_TWO = r"['’‘`]\s?(?P<two>[0-389]\d)(?!\w)"
_DATED = late.pattern(rf"[\s,.;:|–—-]*{_NAME}(?:\s?{_TWO}|(?P<comma>,)?\s{_YEAR})(?=\s*(?:\Z|[.,;\[(|)–—]|-\s|--))")
_BEGINS = late.pattern(r"\A|[,.;(|–—]\s+|-\s+")
_HINT = late.pattern(
    r"(?:19|20)\d\d(?:(?<=[\w.&]\s....)|(?<=[\w.&],\s....)|(?<=[(\[]....),?\s[A-Z])|['’‘`]\s?[0-389]\d(?!\w)"
)
"""A year behind a word, or first in a bracket: most years stand alone."""
_IN_BRACKETS = late.pattern(rf"[(\[]{_NAME}(?:\s?{_TWO}|,?\s{_YEAR})[)\]]")
_YEAR_FIRST = late.pattern(rf"[(\[]{_YEAR},?\s(?P<name>[A-Z][A-Z&]{{1,7}})[)\]]")
_LEADING = late.pattern(r"\W*(?P<year>(?:19|20)\d\d)\s(?P<name>[A-Z]{4,8})\s*\Z")
"""`2017 ZORK [Fast Trees](…)`: all that stands before a linked title."""
_TERSE = late.pattern(
    r"\s*(?:[(\[](?P<name>[A-Z]{2,8})\s?(?P<two>[0-2]\d|9\d)[)\]]\s*(?:[\[,;|]|\Z)"
    r"|(?P<code>[A-Z]{3,8})(?P<year>[0-2]\d|9\d)\s*(?:\[|\Z))"
)
"""`(BH 18)`, `(CNS17)`, `WIESS02` behind a title, and nothing else."""
_THINGS = """
    AES ARM BERT CH CLIP COMP CPU CS CSCI CSE CUDA DAY DDR ECE EE EECS FIG FP GPT GPU INT ISO LEC LLM MATH MIT
    MPEG NASA NO OPENAI PART PCI RFC RTX SEC SHA STAT SURVEY TAB TPU USB UTF VGG VOL WEEK YOLO
"""
_NO_MEETING = frozenset(_THINGS.split())
"""Courses, parts, standards and parts of computers: what else is capitals and two digits."""
_VOLUMED = late.pattern(
    rf"[\s,.;:|–—-]*{_NAME}\.?(?:\s\(in\s[A-Z][a-z]+\))?(?:,?\s(?:vol\.\s?)?\d{{1,4}}\s?(?:\(\d{{1,4}}|:\s?\d)"
    r"|\s(?:19|20)\d\d(?:\s[A-Z][a-z]{2}(?:\s\d\d?)?)?;\s?\d)"
)
_DIGITS = late.pattern(r"[0-9][0-9(:;]")
_VOLUME_HINT = late.pattern(r"\d\s?\(\d|\d[:;]\s?\d")
_NO_JOURNAL = frozenset(("chapter", "section", "figure", "part", "lecture", "volume", "vol.", "page", "table", "no."))
_SOCIETIES = frozenset(("ACM", "AIAA", "IEEE", "IET", "IFAC", "IFIP", "SIAM", "SPIE", "USENIX"))
_WORDS = """
    access annals bulletin communications comp comput computing conf conference electronics engineering forum
    informatics intelligence internet journal letters magazine meeting micro networks news notices proc procedia
    proceedings
    queue record reports research review reviews science sciences sensors society software surv surveys symposium
    systems technologies technology trans transactions workshop
"""
_TELLING = frozenset(_WORDS.split())
"""What a journal or a meeting calls itself, and no person."""
_CUT = """
    acad am ann appl astron astrophys genet geophys hum med math oncol rep seism seismol soc
    artif biol bull chem comm commun comp comput conf discov distrib electron eng inf int intell j knowl
    lang learn lett mach manag math meth methodol mod nat netw parallel phys proc program res rev sci secur softw spec
    stat supercomput surv symp syst techn technol trans univ vol
"""
_SHORTENED = frozenset(_CUT.split())
"""What may end in a full stop within a venue's name."""
_POSTS = frozenset(
    ("blog", "blog.", "book", "team", "team.", "post", "talk", "tutorial", "keynote", "course", "release")
)
_LONGEST = 120
_FAR = 300
_YEAR_BEHIND = late.pattern(rf",?\s\(?{_YEAR}")


def unlisted(text: str, joined: bool = False) -> Venue | None:
    """`Distributed Computing 2006`, `SIGACT News 2001`, `FGCS, 2013`: a text that begins with a name and a year.

    Without `joined` a comma between them counts only behind an acronym: `Trees, Leaves and Systems, 2015` is a title.
    """
    found = _DATED.match(text[:_LONGEST])
    if found is None:
        return None
    words = found["name"].split()
    if not _tells(words) or (found["comma"] and not joined and not (len(words) == 1 and _is_acronym(words[0]))):
        return None
    return _venue(found, found.start("name"), found.end())


def volumed(text: str) -> Venue | None:
    """`Geophysics, 65(4), 1290-1293`, `Nat Methods. 2018 May;15(5):359`: a name, a volume, an issue or pages."""
    found = _VOLUMED.match(text[:_LONGEST])
    if found is None:
        return None
    words = found["name"].split()
    if _ends_a_sentence(words[-1:]):
        words[-1] = words[-1][:-1]  # `Nat Methods. 2018;15`
    if words[0].lower() in _NO_JOURNAL or _ends_a_sentence(words):
        return None
    return Venue(" ".join(words), None, found.start("name"), found.end())


def stated(text: str) -> Venue | None:
    """`, Ann Ash, Bo Birch, Future Forests, 2024`, `(Zork'15)`, `(AER, 1971)`, `(1927, EJ)` behind a title."""
    text = text[:_FAR]
    if _DIGITS.search(text) is None:
        return None
    if text.lstrip()[1:2].isupper() and (found := _TERSE.match(text)):
        name, two = found["name"] or found["code"], found["two"] or found["year"]
        return None if name in _NO_MEETING else Venue(name, full_year(two), *found.span())
    if text[-1:].isspace() and (found := _LEADING.match(text)) and found["name"] not in _NO_MEETING:
        return Venue(found["name"], int(found["year"]), *found.span())
    if _VOLUME_HINT.search(text) is not None:
        begins = (begin.end() for begin in _BEGINS.finditer(text))
        if journal := next((venue for begin in begins if (venue := volumed(text[begin:])) is not None), None):
            return journal
    if _HINT.search(text) is None:
        return None
    for found in _IN_BRACKETS.finditer(text) if "(" in text or "[" in text else ():
        if found["two"] or _tells(found["name"].split()):
            return _venue(found, *found.span())
    if first := _YEAR_FIRST.search(text):
        return _venue(first, *first.span())
    begins = (begin.end() for begin in _BEGINS.finditer(text))
    return next((venue for begin in begins if (venue := unlisted(text[begin:], True)) is not None), None)


def venue_in_italics(flat: str, start: int, end: int) -> Venue | None:
    """`Fast Trees, in *Slow Growth* 2021`: italics between `in` and a year are the venue, whatever it calls itself."""
    if not flat.endswith((", in ", ". In "), 0, start) or end - start > _LONGEST:
        return None
    name = flat[start:end].strip(" .,")
    year = _YEAR_BEHIND.match(flat, end) if name[:1].isupper() else None
    return Venue(name, int(year["year"]), start, year.end()) if year is not None else None


def _tells(words: list[str]) -> bool:
    """Tell whether some word is a journal's or a meeting's, and none ends a sentence or says that it is a post."""
    if _ends_a_sentence(words) or any(word.lower() in _POSTS for word in words):
        return False
    if any(word.rstrip(".").lower() in _TELLING for word in words):
        return True
    return words[0] in _SOCIETIES or all(map(_is_acronym, words))


def _ends_a_sentence(words: list[str]) -> bool:
    return any(word[-1] == "." and word[:-1].lower() not in _SHORTENED for word in words)


def _is_acronym(word: str) -> bool:
    """`ISPA`, `CoRL` and `S4DC` are, `McAsh` is a person."""
    marked = sum(c.isupper() or c.isdigit() for c in word)
    return word[0].isalpha() and marked >= 2 and len(word) <= 2 * marked


def _venue(found: re.Match[str], start: int, end: int) -> Venue:
    said = found.groupdict()
    year = int(said["year"]) if said["year"] else full_year(said["two"])
    return Venue(found["name"].removeprefix("In "), year, start, end)
