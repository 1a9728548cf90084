"""What is wrong with a reading list: its links, its labels, its doubled entries, its mistaken identifiers."""

import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from urllib.parse import unquote

from reviewkit.papers import Paper
from reviewkit.problem import Problem
from reviewkit.reading_list import Entry, Link, ReadingList
from reviewkit.reading_list.words.hosts import is_bare_host, is_relative
from reviewkit.reading_list.words.labels import label_role
from reviewkit.reading_list.words.spelling import misspelt

RULES: Mapping[str, str] = {
    "empty-target": "a link leads nowhere: `[paper]()`",
    "missing-scheme": "an address has no `https://`, or a misspelt one, so it leads nowhere",
    "misspelt-label": "a link's label is a known one but for a letter: `[papar](…)`",
    "duplicate-entry": "the same paper stands twice in one section",
    "title-mismatch": "an identifier's paper shares no significant word with the listed title",
    "conflicting-identifier": "two different papers have one identifier",
    "missing-file": "a review or notebook that the list links is not there",
}
"""Each rule's name, as `[tool.reviewkit.check] accept` takes it, and what it finds."""

Decided = Mapping[tuple[str, int], object]
"""File and line of an entry -> the record that it was decided to be, or None."""

_BROKEN_SCHEME = re.compile(r"(?!https?://[^/])h{0,2}t{1,3}ps{0,2}(?::/{0,3}|//)(?=[\w-]+\.)", re.I)
"""`ttps://`, `https//`, `http:/`, `http:///`, `hhttps://`: a scheme but for a letter or a mark."""
_WORD = re.compile(r"[^\W_]{2,}")
_SMALL = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "via",
        "towards",
        "toward",
        "using",
        "based",
        "into",
        "over",
        "under",
        "between",
        "without",
        "beyond",
        "through",
        "about",
        "their",
        "its",
        "are",
        "can",
        "how",
        "what",
        "why",
        "when",
        "where",
        "does",
        "not",
        "all",
        "you",
        "need",
        "new",
        "an",
        "on",
        "of",
        "in",
        "to",
        "is",
        "as",
        "at",
        "by",
        "or",
        "be",
        "it",
        "we",
        "our",
        "this",
        "that",
        "these",
        "those",
    ]
)
_COMMON = frozenset(
    (
        "model",
        "models",
        "learning",
        "network",
        "networks",
        "neural",
        "deep",
        "survey",
        "review",
        "study",
        "language",
        "large",
    )
)
"""Words that two papers of one field share without being one."""
_SHORT = 2


def lint(reading_lists: Sequence[ReadingList], decided: Decided, exists: Callable[[str], bool]) -> list[Problem]:
    """Return what is wrong, in the order of the lists; `exists` takes a path relative to the library's root."""
    found: list[tuple[int, Problem]] = []
    for place, reading_list in enumerate(reading_lists):
        for entry in reading_list.entries:
            found += [(place, problem) for problem in _entry_problems(entry, decided, exists)]
        found += [(place, problem) for problem in _duplicates(reading_list.entries)]
    order = {reading_list.file: place for place, reading_list in enumerate(reading_lists)}
    everything = [entry for reading_list in reading_lists for entry in reading_list.entries]
    found += [(order[problem.file], problem) for problem in _conflicts(everything)]
    return [problem for _, problem in sorted(found, key=lambda one: (one[0], one[1].line or 0))]


def _entry_problems(entry: Entry, decided: Decided, exists: Callable[[str], bool]) -> Iterator[Problem]:
    for link in entry.links:
        yield from _link_problems(entry, link, exists)
    paper = decided.get((entry.file, entry.line))
    if (
        isinstance(paper, Paper)
        and (entry.arxiv or entry.doi)
        and entry.title
        and not shares_a_word(entry.title, paper.title)
    ):
        identifier = f"arXiv:{entry.arxiv}" if entry.arxiv else f"doi:{entry.doi}"
        yield Problem(
            "title-mismatch", "warning", entry.file, entry.line,
            f"{identifier} is “{paper.title}”, but the list says “{entry.title}”", "correct the link or the title",
        )  # fmt: skip


def _link_problems(entry: Entry, link: Link, exists: Callable[[str], bool]) -> Iterator[Problem]:
    label = link.text or link.role
    if not link.url:
        yield Problem(
            "empty-target",
            "warning",
            entry.file,
            entry.line,
            f"[{label}]() leads nowhere",
            f"write the address: [{label}](https://…)",
        )
    elif broken := _BROKEN_SCHEME.match(link.url):
        yield Problem(
            "missing-scheme", "warning", entry.file, entry.line,
            f"{link.url} begins with a misspelt scheme, so it leads nowhere",
            f"write https://{link.url[broken.end():]}",
        )  # fmt: skip
    elif is_bare_host(link.url):
        yield Problem(
            "missing-scheme", "warning", entry.file, entry.line,
            f"{link.url} has no scheme, so it is read as a file", f"write https://{link.url}",
        )  # fmt: skip
    elif (
        is_relative(link.url)
        and link.role in ("review", "notebook")
        and link.url.split("#")[0].endswith((".md", ".ipynb"))
    ):
        path = target_path(entry.file, link.url)
        if not path.startswith("..") and not exists(path):
            yield Problem(
                "missing-file", "error", entry.file, entry.line,
                f"the {link.role} {path} is not there", "run `reviewkit sync` to make it, or correct the link",
            )  # fmt: skip
    if link.text and label_role(link.text) is None and (meant := misspelt(link.text)):
        yield Problem(
            "misspelt-label",
            "warning",
            entry.file,
            entry.line,
            f"the label “{link.text}” is no known one",
            f"write “{meant}”",
        )


def target_path(file: str, url: str) -> str:
    """Return where a relative target of a list leads, relative to the library's root; above it, it begins with `..`."""
    plain = unquote(re.split(r"[#?]", url, maxsplit=1)[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), plain))


def significant(title: str) -> frozenset[str]:
    """Return the words of a title that tell it from another."""
    folded = unicodedata.normalize("NFKD", title.casefold())
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return frozenset(word for word in _WORD.findall(plain) if word not in _SMALL)


def shares_a_word(one: str, other: str) -> bool:
    """Tell whether two titles share a significant word or nearly so; a title without any says nothing."""
    first, second = significant(one), significant(other)
    if not first or not second or first & second:
        return True
    # Chinese and Japanese run words together, and a list may misspell what the record has right.
    return any(get_close_matches(word, second, 1, 0.85) for word in first) or any(
        a in b or b in a for a in first for b in second if min(len(a), len(b)) > 3
    )


def differ(one: str, other: str) -> bool:
    """Tell whether two titles are of two papers: less than half of the shorter one's words stand in the other.

    A single word is a paper's short name, and a name before a colon that stands in both titles is that of one paper.
    """
    if 1 in (len(one.split()), len(other.split())) or _named(one, other) or _named(other, one):
        return False
    few, many = sorted((significant(one) - _COMMON, significant(other) - _COMMON), key=len)
    shared = sum(word in many or bool(get_close_matches(word, many, 1, 0.85)) for word in few)
    return len(few) > 1 and 2 * shared < len(few) and not (len(few) == _SHORT and shares_a_word(one, other))


def _named(title: str, other: str) -> bool:
    name, colon, _ = title.partition(":")
    return bool(colon) and 0 < len(significant(name)) <= _SHORT and significant(name) <= significant(other)


def _duplicates(entries: Iterable[Entry]) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], Entry] = {}
    for entry in entries:
        for name in _names(entry):
            first = seen.setdefault((entry.section, *name), entry)
            apart = bool(first.title and entry.title) and differ(first.title, entry.title)
            # The same words with two ids are two parts of a work, or what a table says of several papers.
            parts = bool(first.arxiv and entry.arxiv) and first.arxiv != entry.arxiv
            if first is not entry and not apart and not parts:
                yield Problem(
                    "duplicate-entry", "warning", entry.file, entry.line,
                    f"“{first.title or name[1]}” stands in this section already, on line {first.line}",
                    "remove one of the two",
                )  # fmt: skip
                break


def _names(entry: Entry) -> list[tuple[str, object]]:
    """Return what an entry may be known by: its ids, and its title's words where they are enough to tell it."""
    names: list[tuple[str, object]] = [("arxiv", entry.arxiv)] if entry.arxiv else []
    names += [("doi", entry.doi)] if entry.doi else []
    words = "".join(_WORD.findall(entry.title.casefold()))
    return [*names, ("title", words)] if len(words) > 11 else names


def _conflicts(entries: Iterable[Entry]) -> Iterator[Problem]:
    by_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        for scheme, value in (("arXiv", entry.arxiv), ("doi", entry.doi)):
            if value and entry.title:
                by_name[(scheme, value)].append(entry)
    for (scheme, value), group in by_name.items():
        first = group[0]
        for other in group[1:]:
            if differ(first.title, other.title):
                yield Problem(
                    "conflicting-identifier", "error", other.file, other.line,
                    f"{scheme}:{value} is given to “{other.title}”, and to “{first.title}” ({first.file}:{first.line})",
                    "correct the identifier of one of the two",
                )  # fmt: skip
