"""Which paper each entry of a list is: from papers.json, from the services, or openly in doubt."""

import dataclasses
import datetime
from collections import Counter
from collections.abc import Iterable, Sequence

from reviewkit import matching
from reviewkit.errors import OfflineError, SourceError
from reviewkit.papers import Paper, Papers
from reviewkit.reading_list.entry import Entry
from reviewkit.resolving import merging
from reviewkit.resolving.asking import Item, Progress, Run
from reviewkit.resolving.known import Known, decide, identifiers, is_paper, names
from reviewkit.resolving.merging import Change, merge
from reviewkit.resolving.outcomes import STATES, Outcome, Receipt, Resolution, from_record, receipt
from reviewkit.resolving.services import Services

__all__ = [
    "STATES", "Change", "Outcome", "Progress", "Receipt", "Resolution", "decide", "from_record", "merge", "receipt",
    "resolve",
]  # fmt: skip


def resolve(
    entries: Sequence[Entry],
    papers: Papers,
    services: Services,
    *,
    refresh: bool = False,
    today: datetime.date,
    progress: Progress = lambda done, of, what: None,
) -> Resolution:
    """Return one outcome for each entry, asking the services for what papers.json does not answer.

    With `refresh` everything is asked anew. A service that fails makes its entries `unavailable`, never
    unresolved; nothing that one entry does stops the others; Ctrl-C returns what was found until then.
    """
    known = Known(papers)
    asked = [index for index, entry in enumerate(entries) if _is_asked(entry, known, refresh)]
    items = {index: _item(entries[index], known) for index in asked}
    if refresh:
        services.refresh()
    run = Run(services, list(items.values()), progress, len(entries) - len(asked), len(entries))
    notes: list[str] = []
    interrupted = False
    try:
        run.by_identifier()
        run.by_title()
        notes += _publish(run, list(items.values()), today.isoformat())
    except KeyboardInterrupt:
        interrupted = True
    outcomes = tuple(
        _outcome(items[index], today.isoformat(), interrupted)
        if index in items
        else from_record(entry, known.record(entry))
        for index, entry in enumerate(entries)
    )
    return Resolution(
        outcomes,
        changes=_changes(items, outcomes),
        failures=_failures(items.values()),
        notes=(*notes, *_stale(services)),
        offline=any(isinstance(item.error, OfflineError) for item in items.values()),
        interrupted=interrupted,
        requests=dict(services.requests),
    )


def _is_asked(entry: Entry, known: Known, refresh: bool) -> bool:
    return is_paper(entry) and (refresh or known.record(entry) is None)


def _item(entry: Entry, known: Known) -> Item:
    """Return an entry's item: asked for by its record's arXiv id, which has news, then by what the list gives."""
    record = known.record(entry)
    given = identifiers(entry)
    recorded = tuple(names(record)) if record is not None else ()
    first = tuple(name for name in recorded if name.scheme == "arxiv")
    more = () if first else recorded
    return Item(entry, tuple(dict.fromkeys((*first, *given, *more))), record or known.titled(entry))


def _publish(run: Run, items: Sequence[Item], today: str) -> list[str]:
    """Put each preprint's publication beside it, where it is the same work; return what the user should know."""
    notes = []
    found, error = run.publications()
    if error is not None and not isinstance(error, OfflineError):
        notes.append(f"publications were not asked for: {error}")
    for item in items:
        doi = item.paper.preprint.doi if item.paper and item.paper.preprint else ""
        if item.paper is None or doi not in found:
            continue
        stamped = merging.stamped(item.paper, item.source, today)
        publication = merging.stamped(found[doi], "crossref", today)
        if merging.same_work(stamped, publication):
            item.paper = merging.published(stamped, publication, today)
        else:
            notes.append(f"arXiv:{item.paper.arxiv} names the DOI {doi}, which is of another work: {publication.title}")
    return notes


def _outcome(item: Item, today: str, interrupted: bool) -> Outcome:
    if item.paper is not None:
        return Outcome(item.entry, "resolved", _record(item, today), item.via, item.why, _others(item))
    if item.error is not None and item.old is not None and known_as(item):
        return Outcome(item.entry, "resolved", item.old, "papers.json", f"kept: {item.error}")
    if item.error is not None:
        return Outcome(item.entry, "unavailable", why=str(item.error), candidates=_others(item))
    if interrupted and item.verdict is None:
        return Outcome(item.entry, "unavailable", why="stopped before it was asked for")
    if item.absent:
        return _absent(item)
    if item.verdict is None:
        return Outcome(item.entry, "unresolved", why="no source can be asked for it")
    state = "ambiguous" if item.verdict.ambiguous else "unresolved"
    return Outcome(item.entry, state, via="title", why=item.verdict.rule, candidates=item.verdict.candidates)


def known_as(item: Item) -> bool:
    """Tell whether the record until now is what the entry names, and not what a corrected link replaces."""
    return item.old is not None and (not item.names or bool(set(names(item.old)) & set(item.names)))


def _absent(item: Item) -> Outcome:
    """The list names a paper that its service does not know: a title that fits is shown, and not taken."""
    found = item.verdict
    candidates = () if found is None else ((found.paper,) if found.paper else ()) + found.candidates
    why = f"not known: {', '.join(item.absent)}" + (
        "; a record with this title exists" if found and found.paper else ""
    )
    if item.old is not None and known_as(item):
        return Outcome(item.entry, "resolved", item.old, "papers.json", f"kept, though now {why}", candidates)
    return Outcome(item.entry, "unresolved", why=why, candidates=candidates, unknown=tuple(item.absent))


def _others(item: Item) -> tuple[Paper, ...]:
    return () if item.verdict is None else tuple(paper for paper in item.verdict.candidates if paper is not item.paper)


def _record(item: Item, today: str) -> Paper:
    """Return the record of a resolved item, on top of the old one where that is the same paper."""
    assert item.paper is not None  # only resolved items come here
    paper = item.paper if item.paper.provenance else merging.stamped(item.paper, item.source, today)
    paper = merging.with_venue(paper, item.entry, today)
    paper = dataclasses.replace(paper, via=item.why, entry_title=item.entry.title)
    old = item.old
    if old is None:
        return paper
    if set(names(old)) & set(names(paper)) or (
        not old.arxiv and matching.squeeze(old.title) == matching.squeeze(paper.title)
    ):
        return merge(old, paper, today)
    return dataclasses.replace(paper, id=old.id)


def _changes(items: dict[int, Item], outcomes: Sequence[Outcome]) -> tuple[Change, ...]:
    """Return what is otherwise than before, each record's changes once."""
    found = {}
    for index, item in items.items():
        paper = outcomes[index].paper
        if item.old is not None and paper is not None and paper is not item.old:
            found.update({str(change): change for change in merging.changes(item.old, paper)})
    return tuple(found.values())


def _failures(items: Iterable[Item]) -> tuple[str, ...]:
    errors: Counter[str] = Counter()
    for item in items:
        error: SourceError | None = item.error
        if error is not None and item.paper is None and not isinstance(error, OfflineError):
            errors[str(error)] += 1
    return tuple(
        f"{message} ({count} {'entry' if count == 1 else 'entries'} left)" for message, count in errors.items()
    )


def _stale(services: Services) -> tuple[str, ...]:
    return tuple(
        f"{service} failed; answers kept since {_day(oldest)} were used" for service, oldest in services.stale.items()
    )


def _day(moment: float) -> str:
    return datetime.datetime.fromtimestamp(moment, datetime.UTC).date().isoformat()
