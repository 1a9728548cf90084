"""What stands between two titles: the kind of difference, never a mere degree of likeness."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from reviewkit import late
from reviewkit.matching.lexicon import (
    ABBREVIATIONS,
    NUMERALS,
    OTHER_WORK,
    SMALL,
    SMALL_BUT_LEADING,
    VERSION,
    vocabulary,
)
from reviewkit.titles import fold, squeeze, words

_HEAD = late.pattern(r"\s*(?::|\s[–—-]{1,3}\s)\s*")


def head_and_tail(title: str) -> tuple[str, str] | None:
    """Return what stands before and after the first colon or spaced dash."""
    found = _HEAD.search(title, 1)
    if found is None or not title[found.end() :].strip():
        return None
    return title[: found.start()], title[found.end() :]


def likeness(one: str, other: str) -> float:
    """Return how alike two titles are, from 0 to 1: only to order candidates and to see a lead, never to accept."""
    first, second = squeeze(one), squeeze(other)
    if not first or not second:
        return 0.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def equal(one: str, other: str) -> bool:
    """Tell whether the words are the same, however they are spaced, accented or marked up."""
    return squeeze(one) == squeeze(other) != ""


def equal_expanded(one: str, other: str) -> bool:
    """Tell whether the words are the same once known abbreviations are written out."""
    return _expanded(words(one)) == _expanded(words(other))


def prefix_dropped(short: str, long: str) -> bool:
    """Tell whether `long` is a name of at most three words, a colon, and `short`."""
    parts = head_and_tail(long)
    if parts is None:
        return False
    name = words(parts[0])
    return 0 < len(name) <= 3 and not OTHER_WORK.intersection(name) and equal(parts[1], short)


def prefix_added(asked: str, found: str) -> bool:
    """Tell whether `asked` is a name, a colon, and `found`; a number in the name is one that `found` lacks."""
    parts = head_and_tail(asked)
    if parts is None or any(is_version(word) or _has_digit(word) for word in words(parts[0])):
        return False
    return prefix_dropped(found, asked)


def subtitle_dropped(short: str, long: str) -> bool:
    """Tell whether `long` is `short`, a colon, and more; not after a numeral, where parts of a series begin."""
    folded = words(short)
    if not folded or is_version(folded[-1]) or _has_digit(folded[-1]):
        return False
    for cut in re.finditer(r":|\s[–—-]{1,3}\s|\?\s|\.\s", long):
        tail = words(long[cut.end() :])
        if tail and equal(long[: cut.start()], short):
            return not (set(tail[:2]) & (OTHER_WORK | VERSION | NUMERALS) or _has_digit(tail[0]))
    return False


def small_words(one: str, other: str) -> bool:
    """Tell whether only small words differ, and none that leads."""
    first, second = words(one), words(other)
    changes = _changes(first, second)
    if not changes:
        return False
    for gone, come in changes:
        if not all(word in SMALL for word in gone + come):
            return False
    leading = first[:1] != second[:1] and SMALL_BUT_LEADING.intersection(first[:1] + second[:1])
    return not leading


def inflection(one: str, other: str) -> bool:
    """Tell whether words differ only in a plural or a verb's ending."""
    changes = _changes(words(one), words(other))
    return bool(changes) and all(
        len(gone) == len(come)
        and all(_stem(a) == _stem(b) and not is_version(a) for a, b in zip(gone, come, strict=True))
        for gone, come in changes
    )


def misspelt(written: str, real: str) -> bool:
    """Tell whether `written` is `real` with typing errors: words that are no words, one or two letters off."""
    changes = _changes(words(written), words(real))
    if not 0 < len(changes) <= 3:
        return False
    known = vocabulary()
    slips = 0
    for gone, come in changes:
        wrong, right = "".join(gone), "".join(come)
        if any(_has_digit(word) or is_version(word) for word in gone + come) or len(right) < 4 or len(wrong) < 4:
            return False
        if any(word in known for word in gone) and not _split_by_accident(gone, come, known):
            return False
        if wrong in known or slip(wrong, right) > (1 if len(right) < 7 else 2):
            return False
        slips += 1 if all(word in known for word in come) else 2
    return slips <= 3


def same_versions(one: str, other: str) -> bool:
    """Tell whether both titles have the same digits, numerals, negations and version words, as often."""
    return _versions(one) == _versions(other)


def is_version(word: str) -> bool:
    """Tell whether a folded word tells one paper from its sequel."""
    return word in VERSION or word in NUMERALS


def slip(one: str, other: str) -> int:
    """Return the letters to change, insert, drop or swap with a neighbour (optimal string alignment distance)."""
    if abs(len(one) - len(other)) > 2:
        return abs(len(one) - len(other))
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _split_by_accident(gone: tuple[str, ...], come: tuple[str, ...], known: frozenset[str]) -> bool:
    return len(gone) != len(come) and not all(word in known for word in gone)


@lru_cache(maxsize=4_096)
def _changes(one: tuple[str, ...], other: tuple[str, ...]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the runs of words that differ, what was there and what is there now."""
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return [(one[a:b], other[c:d]) for tag, a, b, c, d in codes if tag != "equal"]


def _expanded(tokens: tuple[str, ...]) -> str:
    return "".join(ABBREVIATIONS.get(word, word) for word in tokens).replace(" ", "")


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _versions(title: str) -> list[str]:
    return sorted(
        found
        for word in fold(title).split()
        for found in ([word] if is_version(word) else re.findall(r"\d+(?:p\d+)*", word))
    )


def _stem(word: str) -> str:
    if len(word) < 4 or _has_digit(word):
        return word
    for ending, kept in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", "")):
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)] + kept
    return word
