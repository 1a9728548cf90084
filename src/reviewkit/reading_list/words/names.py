"""Names of people as lists write them: to tell authors from a title."""

from functools import lru_cache

from reviewkit import late

_WORD = r"(?:[dD]['’])?[A-ZÀ-ÖØ-ÞĀ-ŽΑ-Ω][\w.'’`‑-]*"
PARTICLE = r"(?:(?:de|da|di|del|della|van|von|der|den|la|le|bin|ben|al|el|dos|ter|ten)\s+){0,2}"
_NAME = rf"{PARTICLE}{_WORD}(?:\s+{PARTICLE}{_WORD}){{0,4}}"
_ONE = late.pattern(_NAME)
_BETWEEN = (" and ", ",and ", " & ", ";", "，", "、")
_SPLIT = late.pattern(r"\s*(?:,\s*(?:and|&)\s|,|;|，|、|\sand\s|\s&\s)\s*")
_ET_AL = late.pattern(r"[eE等](?:(?<!\w[eE])[tT]\.? ?[aA][lL]\b|(?<=等)\s*[。.]?\Z)")
_AND_OTHERS = late.pattern(rf"(?:by\s+)?{_NAME}(?:,? (?:and|&) {_NAME})?,?\s+et\.? ?al")
_STOPS = late.pattern(r"[.;(\[\n]\s|[.;(\[\n]\Z")
_IN = late.pattern(r"\s[Ii]n\s")
_LISTED = late.pattern(r"\sand\s|\s&\s|,")
_INITIAL = late.pattern(r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž]\.[\s-]?){1,3}[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]+")
_STOP = frozenset(
    [
        "same",
        "different",
        "more",
        "less",
        "better",
        "for",
        "with",
        "via",
        "from",
        "using",
        "towards",
        "toward",
        "learning",
        "networks",
        "network",
        "neural",
        "models",
        "model",
        "deep",
        "language",
        "systems",
        "system",
        "data",
        "training",
        "inference",
        "the",
        "a",
        "an",
        "in",
        "on",
        "of",
        "to",
        "is",
        "are",
        "as",
        "at",
        "by",
        "into",
        "over",
        "under",
        "how",
        "what",
        "why",
        "when",
        "where",
        "can",
        "do",
        "does",
        "not",
        "beyond",
        "survey",
        "study",
        "approach",
        "method",
        "methods",
        "efficient",
        "fast",
        "large",
        "scale",
        "based",
        "analysis",
        "framework",
        "attention",
        "transformers",
        "transformer",
        "graph",
        "video",
        "image",
        "text",
        "vision",
        "optimization",
    ]
)
_INSTITUTION = late.pattern(
    r"\b(?i:universit\w*|univ|college|school|institut\w*|labs?|laborator\w+|research|academ\w+|teams?|groups?|tech|"
    r"cent(?:er|re)|inc|corp|ltd|blog|news|engineering|google|microsoft|meta|amazon|apple|nvidia|intel|tong)\b"
    r"|\b[A-Z]{2,}\b"
)
_ABSTRACT = late.pattern(
    r"[a-z]{3}(?:tions?|ssions?|ilit(?:y|ies)|alit(?:y|ies)|ivity|osity|ological|ational|ologies|ization|tics|isms?)\b"
)
"""How nouns of titles end, and no person's name: `Hot Carrier Injection`."""
_SYLLABLE = r"(?:[BCDFGHJKLMNPQRSTWXYZ]h?)?(?:[aeiouAEO]|ai|ei|ao|ou|ia|ie|iu|iao|ua|uo|ue|ui|uai|üe)(?:ng?|r)?"
_DOING = late.pattern(rf"(?!{_SYLLABLE}-?[bpmdtnljqxyBPMDTNLJQXY]ing\s)[A-Z][a-z-]{{2,}}ing\s(?!.\.|[A-Z]{{1,3}}\b)")
"""`Swapping Faces`: a first word that tells what is done; `Wenting Wang`, `Ting Ash`, `Fleming A.` are people."""
_SHORT_FAMILIES = frozenset(("An", "Can", "Do", "How", "In", "On", "To"))
"""Families that are small words, too."""
_ROW = late.pattern(
    r"\s*(?:and |or |& |[A-Z][\w-]+(?:, [A-Z][\w-]+(?: [A-Z][\w-]+){0,2}){0,4},? (?:and|or|&) [A-Z][\w-]+"
    r"(?: [A-Za-z][\w-]+){0,10}\s*(?:[.,:?(\[|]|\Z))"
)
"""`Trees and Fords`, `Reasoning, Rendering, and Visual Fords`: the first of them is one word."""
_COUPLE = 2
_MOST_OF = 0.7
"""What share of a line of names may be names for it to be one: some are misspelt, some are institutions."""
_MARKS = dict.fromkeys(map(ord, "0123456789*†‡§#¹²³⁴⁵⁶⁷⁸⁹⁰✉♠♣♥♦^~\\"))
_AFFILIATION = late.pattern(r"\([^()]{0,120}\)")


def is_name(text: str) -> bool:
    """Tell whether a text reads like one person's name."""
    words = text.split()
    if not 1 <= len(words) <= 5 or not _ONE.fullmatch(text):
        return False
    if _ABSTRACT.search(text) or (len(words) > 1 and _DOING.match(text)):
        return False
    if not any(word.lower() in _STOP for word in words):
        return True
    if len(words) > 1 and words[-1] in _SHORT_FAMILIES:
        return not any(word.lower() in _STOP for word in words[:-1])
    # `Alexis A` ends in an initial, `A River` begins with an article.
    return " A" in text and words[0] != "A" and not any(word.lower() in _STOP for word in words if word != "A")


def is_one_person(text: str) -> bool:
    """Tell whether a text is one person's full name, and no institution's."""
    return 2 <= len(text.split()) <= 3 and is_name(text) and not _INSTITUTION.search(text)


@lru_cache(maxsize=2048)
def names(text: str) -> tuple[str, ...]:
    """Return the names in a line of authors; empty where it is none."""
    plain = _AFFILIATION.sub(" ", text) if "(" in text else text
    plain = " ".join(plain.translate(_MARKS).split()).strip(" .,;:*_")
    several = bool(_ET_AL.search(plain))
    if several:
        plain = _ET_AL.sub("", plain).strip(" .,;")
    plain = listed = plain.replace("...", "").replace("…", "")
    for mark in _BETWEEN:
        listed = listed.replace(mark, ",")
    parts = [name for part in listed.split(",") if (name := part.strip(" ."))]
    if not parts:
        return ()
    good = [part for part in parts if is_name(part)]
    full = sum(len(part.split()) > 1 for part in good)
    if len(good) < _MOST_OF * len(parts):
        return ()
    if (
        several
        or (len(parts) > 1 and full >= (len(parts) + 1) // 2)
        or (len(parts) == 1 and _INITIAL.fullmatch(parts[0]))
    ):
        return tuple(good)
    if len(parts) >= _COUPLE and (turned := _turned(plain)):
        return turned
    if len(parts) >= _COUPLE and all(part[0].isupper() and part.isalpha() for part in parts) and len(parts) <= 4:
        return tuple(good) if _LISTED.search(plain) else ()
    return ()


def _turned(text: str) -> tuple[str, ...]:
    """`Ash, Ann and Birch, Bo and Cedar, Cy`: as BibTeX writes them, so that no comma stands between two people."""
    parts = text.split(" and ")
    if len(parts) < _COUPLE or any(part.count(",") != 1 for part in parts[:-1]):
        return ()
    good = tuple(part.strip() for part in parts if "," in part and is_name(part.replace(",", "").strip()))
    return good if 1 < len(good) >= len(parts) - 1 else ()


def begins_with_names(text: str) -> bool:
    """Tell whether a text begins with people: initials, `et al.`, or two full names in a row."""
    head = text[:160].lstrip()
    if "et" in head and _AND_OTHERS.match(head):
        return True
    if _INITIAL.match(head):
        return True
    first = _IN.split(_STOPS.split(head, maxsplit=1)[0], maxsplit=1)[0]
    if len(names(first)) < _COUPLE:
        return False
    leading = (part.translate(_MARKS).strip() for part in _SPLIT.split(first.strip(" .,"))[:2])
    return all(" " in part for part in leading) and led_by_a_name(first)


def led_by_a_name(text: str) -> bool:
    """Tell whether what stands before the first comma is a name; `Authors:`, `by`, affiliations and `et al.` aside."""
    plain = _AFFILIATION.sub(" ", text) if "(" in text else text
    foremost = _SPLIT.split(_ET_AL.sub("", plain).strip(" .,;:"), maxsplit=1)[0].rpartition(":")[2]
    return is_name(foremost.translate(_MARKS).strip(" .*_").removeprefix("by "))


def is_row_of_things(text: str) -> bool:
    """Tell whether a text behind a comma goes on with a row; family names alone look the same, but hardly occur."""
    return _ROW.match(text) is not None
