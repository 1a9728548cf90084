"""`new` and `mark`: the two verbs that write into one review."""

import datetime
from dataclasses import dataclass

from reviewkit import disk, escape, lookup, render
from reviewkit.config import Config
from reviewkit.errors import ReviewError, UsageError
from reviewkit.holdings import Holding
from reviewkit.review import RATINGS, STATUSES, Review, body_start, mark
from reviewkit.shelf import Shelf
from reviewkit.sync import writing
from reviewkit.templates import Template, notebook_template, review_template


@dataclass(frozen=True, slots=True)
class Marks:
    """What `mark` sets; None leaves a field as it is."""

    status: str | None = None
    rating: int | None = None
    tags: tuple[str, ...] = ()
    """Tags to add."""
    started: datetime.date | None = None
    finished: datetime.date | None = None


def new(config: Config, name: str, template: str | None = None) -> tuple[str, ...]:
    """Write a holding's review from a template, and its notebook if there is none; return the paths written.

    Raises `ReviewError` where a review stands that is no longer exactly as scaffolded.
    """
    with writing(config, "reviewkit new") as books:
        holding = lookup.find(name, books.holdings)
        folder = books.root / config.templates
        chosen = review_template(template or config.template, folder)
        # Everything is rendered before anything is written: a fault in a template leaves no half of a pair.
        review = _review(books, holding, chosen)
        notebook = render.notebook(holding, notebook_template(chosen.name, folder))
        old = books.file(holding.review)
        written = []
        if old is None:
            disk.create(config.root / holding.review, review)
            written.append(holding.review)
        elif review != old.text:
            disk.replace(config.root / holding.review, review, old.digest)
            written.append(holding.review)
        if books.file(holding.notebook) is None:
            disk.create(config.root / holding.notebook, notebook)
            written.append(holding.notebook)
        return tuple(written)


def mark_review(config: Config, name: str, marks: Marks, today: datetime.date) -> tuple[str, dict[str, str]]:
    """Set front matter fields of a review; return its path and the fields that changed.

    `reading` fills an empty `started`; `read` and `reviewed` fill an empty `finished` and `version`.
    """
    _check(marks)
    with writing(config, "reviewkit mark") as books:
        holding = lookup.find(name, books.holdings)
        old = books.file(holding.review)
        if old is None:
            raise ReviewError("there is no review yet", f"`reviewkit new {holding.key}` makes one", path=holding.review)
        if old.fault:
            raise ReviewError(old.fault, path=holding.review)
        changes = _changes(Review.parse(old.text, holding.review), marks, holding, today)
        text = mark(old.text, changes, holding.review)
        if text != old.text:
            disk.replace(config.root / holding.review, text, old.digest)
        return holding.review, changes


def _check(marks: Marks) -> None:
    if marks.status is not None and marks.status not in STATUSES:
        raise UsageError(f"no status is called `{marks.status}`", f"there are {', '.join(STATUSES)}")
    if marks.rating is not None and marks.rating not in RATINGS:
        said = f"a rating is a whole number from {RATINGS[0]} to {RATINGS[-1]}, not {marks.rating}"
        raise UsageError(said, f"for the best, give `--rating {RATINGS[-1]}`")


def _changes(review: Review, marks: Marks, holding: Holding, today: datetime.date) -> dict[str, str]:
    changes: dict[str, str] = {}
    if marks.status and marks.status != review.status:
        changes["status"] = escape.yaml(marks.status)
    if marks.rating is not None and marks.rating != review.rating:
        changes["rating"] = str(marks.rating)
    added = [tag for tag in dict.fromkeys(marks.tags) if tag not in review.tags]
    if added:
        changes["tags"] = f"[{', '.join(escape.yaml(tag) for tag in (*review.tags, *added))}]"
    started = marks.started or (today if marks.status == "reading" and not review.started else None)
    if started and started != review.started:
        changes["started"] = started.isoformat()
    done = marks.status in ("read", "reviewed")
    finished = marks.finished or (today if done and not review.finished else None)
    if finished and finished != review.finished:
        changes["finished"] = finished.isoformat()
    latest = holding.paper.preprint.version if holding.paper and holding.paper.preprint else None
    if done and review.version is None and latest is not None:
        changes["version"] = str(latest)
    return changes


def _review(books: Shelf, holding: Holding, template: Template) -> str:
    if books.file(holding.review) is None:
        return render.review(holding, template)
    review, problems = books.review(holding)
    if review is None:
        raise ReviewError(problems[0].message, path=holding.review, line=problems[0].line)
    if not review.as_scaffolded:
        raise ReviewError(
            "this review has your text; nothing was written",
            "move the file away to start again from a template",
            path=holding.review,
        )
    newline = "\r\n" if "\r\n" in review.text else "\n"
    below = render.review_below_front(holding, template)
    return review.text[: body_start(review.text)] + below.replace("\n", newline)
