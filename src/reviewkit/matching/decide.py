"""Which of some records a title means: by the best rule that any of them meets, or by none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reviewkit.matching import difference
from reviewkit.matching.query import Query
from reviewkit.papers import Name, Paper
from reviewkit.titles import fold, squeeze, words

_LEAD = 0.03
_YEARS = range(-1, 5)
"""Year in the list minus year on arXiv, for 99.8 % of papers that name both."""
_SURE_YEARS = (0, 1)
"""The same for 96.5 %: what a title of two words is confirmed by; one of a single word needs an author."""
_LISTED = 5
_LIKE = 0.6
_MOST_DIFFERENT = 10
"""Words in which two titles may differ at all, counted on both sides."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided, by which rule, and what else it might have been."""

    paper: Paper | None
    rule: str
    """The rule that accepted, or why nothing was accepted."""
    candidates: tuple[Paper, ...] = ()
    """The likeliest records, best first; two or more that meet the same rule make a title ambiguous."""
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    meets: Callable[[str, str], bool]
    words: int
    """The fewest words of the title that must be equal."""
    near: bool = False
    """Words differ: digits must agree, and no other candidate may be almost as like."""
    witness: bool = False
    """An author or the year must agree."""


_RULES = (
    _Rule("equal", difference.equal, 1),
    _Rule("abbreviation", difference.equal_expanded, 5, near=True),
    _Rule("prefix dropped", difference.prefix_dropped, 5),
    _Rule("prefix added", difference.prefix_added, 5),
    _Rule("subtitle dropped", difference.subtitle_dropped, 4),
    _Rule("small words", difference.small_words, 6, near=True),
    _Rule("misspelt", difference.misspelt, 4, near=True),
    _Rule("inflection", difference.inflection, 6, near=True, witness=True),
)
_ONLY_EQUAL = _RULES[:1]


def match(asked: Query, found: Sequence[Paper], *, only_equal: bool = False) -> Verdict:
    """Decide which of the records a title means.

    The best rule that any record meets decides; it accepts one record, and only if no witness speaks against
    it. More than one is ambiguous, and a doubt is no answer.
    """
    pool = _distinct(found)
    for rule in _ONLY_EQUAL if only_equal else _RULES:
        meeting = [paper for paper in pool if _meets(rule, asked, paper)]
        if meeting:
            return _accept(rule, asked, meeting, pool)
    listed = _likely(asked, pool)
    return Verdict(None, "no record has this title" if not listed else "only like titles were found", listed)


def agrees(asked: Query, paper: Paper) -> bool:
    """Tell whether an author whom the list names is among the paper's."""
    return bool(asked.authors) and any(_is_author(name, paper.author) for name in asked.authors)


def contradicts(asked: Query, paper: Paper) -> bool:
    """Tell whether the list names authors and none of them is among the paper's, which are known."""
    return bool(asked.authors) and bool(paper.author) and not agrees(asked, paper)


def _meets(rule: _Rule, asked: Query, paper: Paper) -> bool:
    spellings = asked.spellings if rule.name == "equal" else asked.spellings[:1]
    if asked.truncated and rule.name in ("subtitle dropped", "small words", "inflection"):
        return False
    return any(_spelled(rule, spelling, paper) for spelling in spellings)


def _spelled(rule: _Rule, spelling: str, paper: Paper) -> bool:
    shorter = min(len(words(spelling)), len(words(paper.title)))
    if shorter < rule.words or (rule.near and not _comparable(spelling, paper.title)):
        return False
    if not rule.meets(spelling, paper.title):
        return False
    return not rule.near or rule.name == "abbreviation" or difference.same_versions(spelling, paper.title)


def _comparable(one: str, other: str) -> bool:
    """Tell at little cost whether two titles are near enough to look at the words that differ."""
    if abs(len(squeeze(one)) - len(squeeze(other))) > 40:
        return False
    first, second = set(words(one)), set(words(other))
    return len(first ^ second) <= _MOST_DIFFERENT and 2 * len(first & second) >= min(len(first), len(second)) - 1


def _accept(rule: _Rule, asked: Query, meeting: list[Paper], pool: Sequence[Paper]) -> Verdict:
    """Choose among the records that meet a rule: the witnesses first, then doubt."""
    if len(meeting) > 1:
        named = [paper for paper in meeting if agrees(asked, paper)]
        if len(named) != 1:
            return Verdict(
                None, f"{len(meeting)} records have this title ({rule.name})", tuple(meeting[:_LISTED]), True
            )
        meeting = named
    paper = meeting[0]
    others = [other for other in pool if other is not paper]
    if doubt := _doubt(rule, asked, paper, others):
        return Verdict(None, f"{rule.name}, but {doubt}", (paper, *_likely(asked, others))[:_LISTED], True)
    return Verdict(paper, _explained(rule, asked, paper), tuple(_likely(asked, others)))


def _doubt(rule: _Rule, asked: Query, paper: Paper, others: Sequence[Paper]) -> str:
    """Return what speaks against accepting a record; empty where nothing does."""
    equal = rule.name == "equal"
    length = len(words(paper.title if equal else asked.title))
    if contradicts(asked, paper) and (not equal or len(asked.authors) > 1 or asked.paper_authors or length < 5):
        return "the authors that the list names are others"
    if asked.paper_authors and not paper.author:
        return "its authors are not known"
    late = _late(asked, paper)
    if late is not None and late not in _YEARS and not agrees(asked, paper) and (not equal or length < 5):
        return f"the list says {asked.year} and the record is of {paper_year(paper)}"
    witnessed = agrees(asked, paper) or (late is not None and late in _YEARS)
    if equal and length < 3 and not (agrees(asked, paper) or (length == 2 and late in _SURE_YEARS)):
        return "the title is short and no author or year in the list confirms it"
    if rule.witness and not witnessed:
        return "no author or year in the list confirms it"
    return _rival(rule, asked, paper, others)


def _rival(rule: _Rule, asked: Query, paper: Paper, others: Sequence[Paper]) -> str:
    if rule.name == "equal":
        return ""
    mine = difference.likeness(asked.title, paper.title)
    for other in others:
        if rule.near and difference.likeness(asked.title, other.title) > mine - _LEAD and not _same_work(paper, other):
            return f"another record is almost as like: {other.title}"
        if not rule.near and _shares_head(asked.title, other.title):
            return f"another record begins alike: {other.title}"
    return ""


def _shares_head(asked: str, other: str) -> bool:
    parts = difference.head_and_tail(other)
    return parts is not None and difference.equal(parts[0], asked)


def _same_work(one: Paper, other: Paper) -> bool:
    return squeeze(one.title) == squeeze(other.title) and one.arxiv == other.arxiv


def _late(asked: Query, paper: Paper) -> int | None:
    year = paper_year(paper)
    return None if asked.year is None or year is None else asked.year - year


def paper_year(paper: Paper) -> int | None:
    """Return the year in which a paper was first seen: of its first version, else of its publication."""
    if paper.preprint and paper.preprint.submitted[:4].isdecimal():
        return int(paper.preprint.submitted[:4])
    return paper.year


def _explained(rule: _Rule, asked: Query, paper: Paper) -> str:
    seen = [
        word for word, there in (("author", agrees(asked, paper)), ("year", _late(asked, paper) in _YEARS)) if there
    ]
    return f"title {rule.name}" + (f"; {' and '.join(seen)} agree" if seen else "")


def _is_author(name: str, authors: Sequence[Name]) -> bool:
    tokens = fold(name.partition(",")[0]).split()
    if not tokens:
        return False
    return any(tokens[-1] in fold(str(author)).split() for author in authors)


def _distinct(found: Sequence[Paper]) -> list[Paper]:
    """Return each record once: two answers for one arXiv id or DOI are one record."""
    kept: dict[str, Paper] = {}
    for paper in found:
        kept.setdefault(paper.arxiv or paper.doi or f"{squeeze(paper.title)}/{paper.url}", paper)
    return list(kept.values())


def _likely(asked: Query, pool: Sequence[Paper]) -> tuple[Paper, ...]:
    """Return the few records whose titles are like the asked one, for a person to choose from."""
    wanted = set(words(asked.title))
    scored = [(_overlap(wanted, set(words(paper.title))), paper) for paper in pool]
    close = sorted((pair for pair in scored if pair[0] >= _LIKE), key=lambda pair: -pair[0])
    return tuple(paper for _, paper in close[:_LISTED])


def _overlap(one: set[str], other: set[str]) -> float:
    """Return the share of words in common, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0
