"""`check`: everything that is wrong with a library, as values, without the network and without writing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import unquote

from markdown_it import MarkdownIt

from reviewkit import lint
from reviewkit.holdings import Holding, inside
from reviewkit.markup.full import NESTING
from reviewkit.plan import CREATE, KEEP, ORPHAN, REFRESH, Change
from reviewkit.problem import Problem
from reviewkit.review import count_words
from reviewkit.rows import contradicting
from reviewkit.shelf import Shelf
from reviewkit.sync import wanted

RULES: Mapping[str, str] = {
    "contradiction": "two fields of a review, or its status and its text, do not agree",
    "unreadable": "a file cannot be read",
    "front-matter": "a review's front matter cannot be read, or a field has a value that it does not take",
    "notebook": "a notebook cannot be read",
    "claims": "a claims block cannot be read",
    "claims-block": "a review has a second claims block",
    "stale-claim": "a claim's outcome is older than the notebook's code or than the claim",
    "dead-link": "a review or a notebook links a file that is not there",
    "edited-header": "a header that reviewkit wrote was edited, so it is kept as it is",
    "not-synced": "`sync` would write",
    "orphan": "a review belongs to no entry, by link or by key",
    "shared-file": "a file that two papers link",
    "outside-library": "a link to a review or notebook leads out of the library",
    "unknown-rule": "the configuration accepts a rule that there is not",
}
"""The rules of this module; those of the lists are `lint.RULES`."""

_MARKDOWN = MarkdownIt("commonmark", NESTING).enable("table")


def check(books: Shelf, changes: Sequence[Change], *, strict: bool = False) -> tuple[Problem, ...]:
    """Return what is wrong, files in order; `changes` is the plan of a `sync` that asks nobody."""
    kept = wanted(books.holdings, books)
    found = [
        *books.list_problems,
        *lint.lint(books.lists, _decided(books), lambda path: books.file(path) is not None),
        *(problem for holding in kept for problem in _holding_problems(books, holding)),
        *_plan_problems(changes),
    ]
    accepted = books.config.accept
    found += [
        Problem("unknown-rule", "warning", books.config.path.name, None, f"`accept` names no rule: `{name}`")
        for name in sorted(accepted - RULES.keys() - lint.RULES.keys())
    ]
    chosen = [problem for problem in dict.fromkeys(found) if problem.rule not in accepted]
    return tuple(_strictly(problem) if strict else problem for problem in chosen)


def _decided(books: Shelf) -> dict[tuple[str, int], object]:
    # Of a line that names several papers, file and line do not tell which one is meant.
    found = Counter((entry.file, entry.line) for entry in books.entries)
    both = zip(books.entries, books.decided, strict=True)
    return {place: paper for entry, paper in both if found[place := (entry.file, entry.line)] == 1}


def _strictly(problem: Problem) -> Problem:
    return replace(problem, severity="error")


def _holding_problems(books: Shelf, holding: Holding) -> Iterator[Problem]:
    review, review_problems = books.review(holding)
    notebook, notebook_problems = books.notebook(holding)
    yield from (*review_problems, *notebook_problems)
    standings, claim_problems = books.standings(holding)
    yield from claim_problems
    for standing in standings:
        if standing.state == "stale":
            yield Problem(
                "stale-claim", "error", holding.review, None,
                f"the outcome of claim `{standing.claim.id}` is stale",
                f"`reviewkit verify {holding.key} --save` runs the notebook again",
            )  # fmt: skip
    if review:
        guidance = books.guidance.get(review.header.template, frozenset()) if review.header else frozenset()
        yield from contradicting(review, count_words(review.written(guidance)))
        yield from _dead_links(books, holding.review, review.text, 1)
    for cell in notebook.cells if notebook else ():
        if cell.cell_type == "markdown":
            yield from _dead_links(books, holding.notebook, cell.source, None)


def _dead_links(books: Shelf, path: str, text: str, first: int | None) -> Iterator[Problem]:
    for address, line in _addresses(text):
        bare = address.partition("#")[0].partition("?")[0]
        if not bare or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", bare) or bare.startswith("//"):
            continue
        target = inside(bare, path)
        if target is None or not (books.root / target).exists():
            place = None if first is None else first + line
            yield Problem(
                "dead-link", "error", path, place, f"`{unquote(bare)}` is not there", "mend or remove the link"
            )


def _addresses(text: str) -> Iterator[tuple[str, int]]:
    """Return each link's and picture's address with its line, from 0."""
    for token in _MARKDOWN.parse(text):
        line = token.map[0] if token.map else 0
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            address = child.attrs.get("href") or child.attrs.get("src")
            if address:
                yield str(address), line


def _plan_problems(changes: Iterable[Change]) -> Iterator[Problem]:
    for change in changes:
        if change.action in (CREATE, REFRESH):
            yield Problem(
                "not-synced", "error", change.path, None, f"sync would {change.action} it", "`reviewkit sync`"
            )
        elif change.action == ORPHAN:
            yield Problem(
                "orphan", "warning", change.path, None, change.why, "link it in a list, or name it after a key"
            )
        elif change.action == KEEP and "edited" in change.why:
            yield Problem("edited-header", "warning", change.path, None, change.why, "undo the edit to get news again")
