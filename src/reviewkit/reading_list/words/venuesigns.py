"""Quick signs of a venue: most texts have none, and to read them for one is dear."""

from functools import cache

from reviewkit import late
from reviewkit.reading_list.words.venuenames import HEADS, KNOWN, NAMED, PHRASES, TELLING, WEAK, tokens

TWO_DIGITS = late.pattern(r"[0-9][0-9]")
_HINT = late.pattern(r"(?:19|20)\d\d(?!\d)|['’‘`´]\s?\d\d|[A-Za-z]\d\d\b")
_BEGINNINGS = HEADS | PHRASES.keys()
_LITERAL = late.pattern(r"[a-z& ]+")
_NEVER_SMALL = 4
"""Names up to this length are words or shorthand unless they stand in capitals."""
_NO_WORDS = frozenset(("aaai", "corr", "cvpr", "eccv", "iccv", "iclr", "icml", "nips", "nsdi", "osdi", "sosp", "vldb"))
"""Save these, which mean nothing else."""


def is_doubtful(word: str) -> bool:
    """Tell whether a known name, as written, may be a word or shorthand for something else."""
    low = word.lower()
    return low in WEAK or (len(word) <= _NEVER_SMALL and not word.isupper() and low not in _NO_WORDS)


def may_be_venue(word: str) -> bool:
    """Tell quickly whether one word may be a venue's name."""
    return word.lower() in _BEGINNINGS


def names_a_venue(text: str, start: int, end: int) -> bool:
    """Tell quickly whether a stretch of text may state a venue or a year at all."""
    near = text[start:end]
    low = near.lower()
    for word in TELLING.intersection(tokens(low)):
        if _is_live(word, near, low):
            return True
    return TWO_DIGITS.search(text, start, end) is not None and _HINT.search(text, start, end) is not None


def live_beginnings(text: str, low: str, words: list[str]) -> set[str]:
    """Return those of a text's words that may begin a venue's name; `low` is the text in small letters."""
    return {word for word in _BEGINNINGS.intersection(words) if _is_live(word, text, low)}


def _is_live(word: str, text: str, low: str) -> bool:
    """Tell whether a venue's first word may name it in a text."""
    forms = _forms(word)
    if forms is None:
        return True
    written, begun = forms
    for form in written:  # `any` and its generator would cost three times the search
        if form in text:
            return True
    for form in begun:  # noqa: SIM110
        if form in low:
            return True
    return False


@cache
def _forms(word: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return what a text must hold for a first word to name a venue, as written and in small letters; None for nothing.

    `models` is MODELS only in capitals, `a` is A-SSCC only before the rest of it, `neural` begins a phrase: to see that
    takes a tenth of the time of reading on from each of them.
    """
    if word not in _BEGINNINGS or (word in KNOWN and not is_doubtful(word)):
        return None
    written = (word.upper(), KNOWN[word], *((word.capitalize(),) if word in NAMED else ())) if word in KNOWN else ()
    longer = [name for name in KNOWN if name != word and tokens(name)[0] == word]
    phrases = [_LITERAL.match(pattern.pattern) for pattern, _ in PHRASES.get(word, ())]
    return written, (*longer, *(found.group() if found else "" for found in phrases))
