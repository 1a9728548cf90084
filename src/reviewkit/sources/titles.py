"""Many titles in one arXiv query: phrases first, then groups of words for what is still open."""

import re
from collections.abc import Callable, Sequence

from reviewkit.matching import Query
from reviewkit.matching.lexicon import ABBREVIATIONS, SEARCH_STOPWORDS, vocabulary
from reviewkit.titles import unmarked, words

PHRASES, WORDS = 0, 1
_JOINED = 3
"""Content words from which on a phrase may stand with others: shorter ones are found too often."""
_WORD_BATCH = 6
_WORD_RESULTS = 600
"""For one such batch; the service gives at most 2 000 a page."""
_ALONE = 50


def terms(queries: Sequence[Query], depth: int) -> str:
    """Return the `search_query` for some titles; empty where their words can find nothing.

    It is made of words and our own signs only: a stray quote, an unprefixed word or a stopword as a term
    changes the question without a complaint.
    """
    parts = [_phrase(each) if depth == PHRASES else _groups(each) for each in queries]
    return " OR ".join(part for part in parts if part)


def size(queries: Sequence[Query], depth: int) -> int:
    """Return how many results to ask for."""
    if depth == WORDS:
        return _WORD_RESULTS
    return _ALONE if len(queries) == 1 else max(40, 4 * len(queries))


def pack(queries: Sequence[Query], depth: int, fits: Callable[[str], bool]) -> list[list[Query]]:
    """Divide titles into requests; titles that cannot be searched for are left out."""
    batches: list[list[Query]] = []
    open_batch: list[Query] = []
    for each in queries:
        if not terms([each], depth):
            continue
        if depth == PHRASES and len(content_words(each)) < _JOINED:
            batches.append([each])
            continue
        full = depth == WORDS and len(open_batch) >= _WORD_BATCH
        if open_batch and (full or not fits(terms([*open_batch, each], depth))):
            batches.append(open_batch)
            open_batch = []
        open_batch.append(each)
    return [*batches, open_batch] if open_batch else batches


def content_words(asked: Query) -> tuple[str, ...]:
    """Return a title's words that the title index holds, in lower case, each once."""
    found = re.findall(r"[^\W_]+", _plain(asked.title).lower())
    return tuple(dict.fromkeys(word for word in found if word not in SEARCH_STOPWORDS))


def _phrase(asked: Query) -> str:
    text = _plain(asked.title)
    return f'ti:"{text[:400].strip()}"' if content_words(asked) else ""


def _groups(asked: Query) -> str:
    """Groups without a common word: one bad word spoils only one of them, and no word alone finds too much.

    Words that are no words (a slip, a coined name) and abbreviations stand apart from those that the real title
    surely has.
    """
    found = dict.fromkeys(word for part in _parted(asked.title) for word in words(part) if _searchable(word))
    sure = sorted((word for word in found if word in vocabulary() and word not in ABBREVIATIONS), key=lambda w: -len(w))
    odd = sorted((word for word in found if word not in sure), key=lambda word: -len(word))
    five = len(sure) == 5
    groups = [[sure[0], *sure[3:5]], sure[1:3]] if five else [sure[:3], sure[3:6] if len(sure) > 5 else []]
    groups.append([*odd[:1], *sure[:1]] if len(sure) > 1 else [*odd[:2], *sure[:1]])
    return " OR ".join(_all_of(group) for group in groups if len(group) > 1)


def _all_of(group: Sequence[str]) -> str:
    return f"({' AND '.join(f'ti:{word}' for word in group)})"


def _searchable(word: str) -> bool:
    return len(word) > 1 and word not in SEARCH_STOPWORDS and not ("p" in word and word.replace("p", "").isdecimal())


def _parted(title: str) -> list[str]:
    """Return a title's words, those that were run together (`LongContext`) apart, where both halves are words."""
    parts: list[str] = []
    for word in unmarked(title).split():
        halves = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+", word)
        together = len(halves) > 1 and all(len(half) > 2 and half.lower() in vocabulary() for half in halves)
        parts += halves if together and word.isalpha() else [word]
    return parts


def _plain(title: str) -> str:
    text = re.sub(r"[^\w\s'’.+&-]", " ", unmarked(title))
    return " ".join(text.replace("_", " ").split())
