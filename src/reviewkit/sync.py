"""`sync`: ask for what is new, plan, and apply; each step can be looked at alone."""

import contextlib
import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewkit import disk, keys, lookup, shelf
from reviewkit.config import Config
from reviewkit.errors import LockedError
from reviewkit.holdings import Holding
from reviewkit.papers import Paper, Papers
from reviewkit.plan import Change, Scaffold, apply, orphans, papers_change, plan
from reviewkit.problem import Problem
from reviewkit.reading_list import Entry
from reviewkit.resolving.merging import without_abstract
from reviewkit.resolving.outcomes import Outcome, Resolution, from_record
from reviewkit.shelf import Shelf
from reviewkit.templates import notebook_template, review_template

Asking = Callable[[Shelf], Resolution]
"""Decide every entry of a shelf; the hand on the network may be behind it."""


@dataclass(frozen=True, slots=True)
class SyncResult:
    """What a sync did, or (dry) would do."""

    changes: tuple[Change, ...]
    resolution: Resolution
    """What each entry of the lists was decided to be."""
    problems: tuple[Problem, ...]


def known(books: Shelf) -> Resolution:
    """Decide every entry from papers.json alone."""
    return Resolution(
        tuple(from_record(entry, paper) for entry, paper in zip(books.entries, books.decided, strict=True))
    )


def sync(
    config: Config, asking: Asking, *, names: Sequence[str] = (), dry_run: bool = False, adopt: Sequence[str] = ()
) -> SyncResult:
    """Create what is missing and refresh our headers; `names` and `adopt` take what `lookup.find` takes."""

    def named(books: Shelf) -> Resolution:
        # A misspelt name waits for no network.
        for name in (*names, *adopt):
            lookup.find(name, books.holdings)
        return asking(books)

    return _run(config, named, lambda books, found: _planned(books, found, names, adopt), dry_run)


def identify(config: Config, asking: Asking) -> SyncResult:
    """Bring papers.json up to date, and no other file."""
    return _run(config, asking, _recorded, dry_run=False)


def _run(
    config: Config, asking: Asking, planned: Callable[[Shelf, Resolution], SyncResult], dry_run: bool
) -> SyncResult:
    books = shelf.read(config)
    resolution = asking(books)
    result = planned(books, resolution)
    if dry_run:
        return result
    if not any(change.writes for change in result.changes):
        _tidy(books)
        return result
    with writing(config) as fresh:
        # Planned once more: only now nobody else writes.
        result = planned(fresh, _carried(resolution, fresh))
        root = config.root
        apply(
            result.changes,
            lambda path, text: disk.create(root / path, text),
            lambda path, text, old: disk.replace(root / path, text, old),
        )
    return result


@contextlib.contextmanager
def writing(config: Config, purpose: str = "reviewkit sync", *, wait: float = disk.LOCK_SECONDS) -> Iterator[Shelf]:
    """Hold the library's lock; what a crash left behind is removed, and the library is read as it is now."""
    with disk.lock(config.root, purpose=purpose, wait=wait):
        books = shelf.read(config)
        disk.sweep(books.folders())
        yield books


def _tidy(books: Shelf) -> None:
    """Remove what a crashed run left behind, unless somebody is at work."""
    folders = books.folders()
    if (books.root / disk.LOCK_NAME).exists() or any(disk.leftovers(folder) for folder in folders):
        with contextlib.suppress(LockedError), disk.lock(books.root, wait=0):
            disk.sweep(folders)


def records(papers: Papers, outcomes: Iterable[Outcome], books: Shelf) -> tuple[Papers, tuple[Paper | None, ...]]:
    """Return the records with what was found, each under its key, and each entry's record."""
    by_key = papers.by_id
    titles: Mapping[str, str] | None = None
    new: dict[str, str] = {}
    decided: list[Paper | None] = []
    for outcome in outcomes:
        paper = outcome.paper if outcome.state == "resolved" else None
        if paper is None:
            decided.append(None)
            continue
        identity = paper.arxiv or paper.doi or keys.fold(paper.title)
        key = paper.id or new.get(identity, "")
        if not key:
            titles = books.titles_on_disk() if titles is None else titles
            first = next(iter(outcome.entry.targets("review")), "")
            key = keys.choose(outcome.entry.title, record=paper, review=first, taken=by_key.keys(), on_disk=titles)
            new[identity] = key
        kept = paper if books.config.abstracts else without_abstract(paper)
        by_key[key] = dataclasses.replace(kept, id=key)
        decided.append(by_key[key])
    return Papers(tuple(by_key.values())), tuple(decided)


def _recorded(books: Shelf, resolution: Resolution) -> SyncResult:
    papers, _ = records(books.papers, resolution.outcomes, books)
    change = papers_change(shelf.PAPERS, books.papers_file, papers.dumps())
    return SyncResult((change,) if change else (), resolution, ())


def _planned(books: Shelf, resolution: Resolution, names: Sequence[str], adopt: Sequence[str]) -> SyncResult:
    papers, decided = records(books.papers, resolution.outcomes, books)
    holdings, problems = books.gather(decided)
    chosen = [lookup.find(name, holdings) for name in names] or wanted(holdings, books)
    adopted = [lookup.find(name, holdings).key for name in adopt]
    folder = books.root / books.config.templates
    scaffold = Scaffold(
        review_template(books.config.template, folder), notebook_template(books.config.template, folder)
    )
    changes = plan(chosen, books.files(chosen), scaffold, adopt=adopted)
    first = papers_change(shelf.PAPERS, books.papers_file, papers.dumps())
    lost = orphans(books.review_paths(), holdings) if not names else ()
    return SyncResult((*((first,) if first else ()), *changes, *lost), resolution, problems)


def wanted(holdings: Iterable[Holding], books: Shelf) -> list[Holding]:
    """Return the holdings that have files: every paper, and whatever else was given a review or notebook."""
    return [h for h in holdings if h.kind == "paper" or books.file(h.review) or books.file(h.notebook)]


def _carried(resolution: Resolution, fresh: Shelf) -> Resolution:
    """Return what was found, for the lists as they are now: a line that changed meanwhile is what papers.json says."""
    found: dict[Entry, Outcome] = {outcome.entry: outcome for outcome in resolution.outcomes}
    now = tuple(found.get(present.entry, present) for present in known(fresh).outcomes)
    return dataclasses.replace(resolution, outcomes=now)
