"""How far the reader is: one row for each holding, from its review and its notebook."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from reviewkit.holdings import Holding
from reviewkit.papers import Paper
from reviewkit.problem import Problem
from reviewkit.review import Review, count_words

if TYPE_CHECKING:
    from reviewkit.claims import Standing


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the progress table."""

    key: str
    title: str
    kind: str
    section: str
    venue: str
    year: int | None
    status: str
    rating: int | None
    tags: tuple[str, ...]
    started: datetime.date | None
    finished: datetime.date | None
    filled: int
    """Sections under which the user wrote something."""
    sections: int
    """Sections that there are."""
    words: int
    claims_held: int
    """Claims whose verdict is `holds`, nothing less."""
    claims_made: int
    claims_failed: int
    """Claims whose verdict is `not-reproduced`."""
    claims_stale: int
    claims_unchecked: int
    problems: tuple[str, ...]
    version: int | None = None
    """The arXiv version that was read."""
    latest_version: int | None = None
    arxiv: str = ""
    doi: str = ""
    review: str = ""
    notebook: str = ""
    abstract: str = ""
    claims_in_direction: int = 0
    """Claims whose verdict is `holds-in-direction`; what is left of `claims_made` is open or not checkable."""


COLUMNS = tuple(column.name for column in fields(Row))


def row(
    holding: Holding,
    review: Review | None,
    standings: "Sequence[Standing]",
    problems: Sequence[Problem],
    *,
    guidance: Mapping[str, frozenset[str]],
) -> Row:
    """Return a holding's row; `guidance` has each template's own lines, which do not count as written."""
    paper, first = holding.paper, holding.entries[0]
    own = guidance.get(review.header.template, frozenset()) if review and review.header else frozenset()
    words = count_words(review.written(own)) if review else 0
    filled = review.filled(own) if review else ()
    states = Counter(standing.state for standing in standings)
    contradictions = contradicting(review, words) if review else ()
    return Row(
        key=holding.key,
        title=holding.title,
        kind=holding.kind,
        section="; ".join(holding.sections),
        venue=(paper.venue if paper else "") or first.venue or "",
        year=(paper.year if paper else None) or first.year,
        status=status(holding, review, bool(words or filled)),
        rating=review.rating if review else None,
        tags=review.tags if review else (),
        started=review.started if review else None,
        finished=review.finished if review else None,
        filled=len(filled),
        sections=len(review.sections) if review else 0,
        words=words,
        claims_held=states["holds"],
        claims_made=len(standings),
        claims_failed=states["not-reproduced"],
        claims_stale=states["stale"],
        claims_unchecked=states["unchecked"],
        problems=(*(str(problem) for problem in (*problems, *contradictions)), *news(paper, review)),
        version=review.version if review else None,
        latest_version=paper.preprint.version if paper and paper.preprint else None,
        arxiv=(paper.arxiv if paper else first.arxiv) or "",
        doi=(paper.doi if paper else first.doi) or "",
        review=holding.review,
        notebook=holding.notebook,
        abstract=paper.abstract if paper else "",
        claims_in_direction=states["holds-in-direction"],
    )


def news(paper: Paper | None, review: Review | None) -> tuple[str, ...]:
    """Return what came out since the paper was read."""
    latest = paper.preprint.version if paper and paper.preprint else None
    if review is None or review.version is None or latest is None or review.version >= latest:
        return ()
    return (f"{review.path}: v{review.version} read, v{latest} out",)


def status(holding: Holding, review: Review | None, wrote: bool) -> str:
    """Return the review's own status; without one what the text, or the list's tick, says."""
    if review and review.status:
        return review.status
    if holding.checked and not wrote:
        return "read"
    return "reading" if wrote else "to-read"


def contradicting(review: Review, words: int) -> tuple[Problem, ...]:
    """Return where the front matter and the text, or two fields, do not agree; they are told, never rewritten."""
    found = []
    if review.status == "to-read" and words:
        found.append(f"status is `to-read`, but {words} words are written")
    if review.status == "reviewed" and not words:
        found.append("status is `reviewed`, but nothing is written")
    if review.finished and review.status in ("to-read", "reading"):
        found.append(f"status is `{review.status}`, but `finished` has a day")
    if review.started and review.finished and review.started > review.finished:
        found.append("`finished` is before `started`")
    return tuple(Problem("contradiction", "warning", review.path, None, message) for message in found)
