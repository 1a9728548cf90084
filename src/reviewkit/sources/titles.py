"""Many titles in one arXiv query: phrases first, then groups of words for what is still open."""

import re
from collections.abc import Callable, Sequence

from reviewkit.matching import Query
from reviewkit.matching.lexicon import SEARCH_STOPWORDS
from reviewkit.matching.normal import unmarked

PHRASES, WORDS = 0, 1
_JOINED = 3
"""Content words from which on a phrase may stand with others: shorter ones are found too often."""
_WORD_BATCH = 6
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
        return max(_ALONE, 50 * len(queries))
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
    """Two groups without a common word: one misspelt word spoils only one of them."""
    longest = sorted((word for word in content_words(asked) if len(word) > 1), key=lambda word: -len(word))[:6]
    if len(longest) < 3:
        return ""
    if len(longest) == 3:
        groups = [longest]
    else:
        groups = [[longest[0], *longest[3:5]], [*longest[1:3], *longest[5:]]]
    return " OR ".join(f"({' AND '.join(f'ti:{word}' for word in group)})" for group in groups)


def _plain(title: str) -> str:
    text = re.sub(r"[^\w\s'’.+&-]", " ", unmarked(title))
    return " ".join(text.replace("_", " ").split())
