"""One run of questions: who is asked for what, in which order, and what they answered."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from reviewkit import matching
from reviewkit.errors import SourceError, UnavailableError
from reviewkit.identifiers import Identifier
from reviewkit.matching import Query, Verdict
from reviewkit.papers import Paper
from reviewkit.reading_list.entry import Entry
from reviewkit.resolving import remembering
from reviewkit.resolving.services import Services, Source

Progress = Callable[[int, int, str], None]
"""Told how many entries are done, of how many, and what is being asked."""


@dataclass(slots=True)
class Item:
    """One entry on its way; filled in as answers come."""

    entry: Entry
    names: tuple[Identifier, ...]
    """What it may be asked for by, the most trusted first."""
    old: Paper | None = None
    """Its record until now."""
    paper: Paper | None = None
    source: str = ""
    via: str = ""
    why: str = ""
    verdict: Verdict | None = None
    pool: list[Paper] = field(default_factory=list)
    """What title searches have returned for it."""
    origins: dict[int, str] = field(default_factory=dict)
    """Which source each record of the pool is from, by the record's identity in memory."""
    error: SourceError | None = None
    """Why a service could not be asked for it."""
    absent: list[str] = field(default_factory=list)
    """Identifiers that the services do not know."""

    @property
    def query(self) -> Query:
        """Its title and witnesses."""
        return matching.query(self.entry.title, self.entry.authors, self.entry.year, self.entry.venue or "")

    @property
    def settled(self) -> bool:
        """Whether nothing more is asked for it."""
        return self.paper is not None


class Run:
    """Asks for the open items: first by identifier, then by title, then for publications."""

    def __init__(self, services: Services, items: Sequence[Item], progress: Progress, done: int, total: int) -> None:
        self._services = services
        self._sources = tuple(services)
        self._items = items
        self._progress = progress
        self._before = done
        self._total = total
        self._touched: set[int] = set()

    def by_identifier(self) -> None:
        """Ask for every item by the names that it gives, one rank of trust after the other."""
        for rank in range(max((len(item.names) for item in self._items), default=0)):
            wanted: dict[Identifier, list[Item]] = {}
            for item in self._items:
                if not item.settled and rank < len(item.names):
                    wanted.setdefault(item.names[rank], []).append(item)
            self._names(wanted)

    def _names(self, wanted: dict[Identifier, list[Item]]) -> None:
        """Ask each name's sources in turn; the next one only where the one before could not be asked."""
        open_names = dict.fromkeys(wanted)
        for source in self._sources:
            mine = [name for name in open_names if source.takes(name)]
            for batch in batches(mine, source.batch):
                self._batch(source, batch, wanted, open_names)

    def _batch(
        self,
        source: Source,
        batch: Sequence[Identifier],
        wanted: dict[Identifier, list[Item]],
        left: dict[Identifier, None],
    ) -> None:
        items = [item for name in batch for item in wanted[name]]
        self._tell(items, source.name)
        try:
            found = source.lookup(batch)
        except SourceError as error:
            for item in items:
                item.error = error
            return
        for name in batch:
            left.pop(name)
            for item in wanted[name]:
                item.error = None
                if name in found and found[name] is None:
                    item.error = UnavailableError(f"the record of {name} cannot be read", source=source.name)
                elif name in found:
                    item.paper, item.source, item.via = found[name], source.name, name.scheme
                    item.why = f"{name} in the list"
                else:
                    item.absent.append(str(name))
        self._tell(items, source.name)

    def by_title(self) -> None:
        """Search for the titles that are left, in all sources that have titles."""
        groups: dict[str, list[Item]] = {}
        for item in self._items:
            if item.settled or _blocked(item) or not item.query.title:
                continue
            if not self._recalled(item):
                groups.setdefault(_title_name(item), []).append(item)
        queries = {name: items[0].query for name, items in groups.items()}
        failed: set[str] = set()
        for source in self._sources:
            for depth in range(source.depths):
                self._search(source, depth, groups, queries, failed)
        decided = {name: items[0] for name, items in groups.items() if name not in failed}
        self._services.remember({name: _remembered(item) for name, item in decided.items() if item.verdict})

    def _recalled(self, item: Item) -> bool:
        """Take what was decided about a title within a day."""
        text = self._services.recall(_title_name(item))
        found = remembering.loads(text) if text else None
        if found is None:
            return False
        item.verdict, source = found
        if item.verdict.paper is not None:
            item.origins[id(item.verdict.paper)] = source
        _take(item, item.verdict)
        return True

    def _search(
        self, source: Source, depth: int, groups: dict[str, list[Item]], queries: dict[str, Query], failed: set[str]
    ) -> None:
        """Search one source in one round for what is still open; every record is a candidate for its whole batch."""
        still: dict[Query, list[str]] = {}
        for name, query in queries.items():
            if _is_open(groups[name][0]):
                still.setdefault(query, []).append(name)
        for batch in source.pack(list(still), depth):
            items = [item for query in batch for name in still[query] for item in groups[name]]
            self._tell(items, source.name)
            try:
                found = source.search(batch, depth)
            except SourceError as error:
                for item in items:
                    item.error = error
                failed.update(name for query in batch for name in still[query])
                continue
            for query in batch:
                for name in still[query]:
                    _judge(query, groups[name], found, source.name)
            self._tell(items, source.name)

    def publications(self) -> tuple[dict[str, Paper], SourceError | None]:
        """Return the publications whose DOIs the found preprints name, by DOI, and what kept them from being asked."""
        dois: dict[Identifier, None] = {}
        for item in self._items:
            preprint = item.paper.preprint if item.paper else None
            if preprint and preprint.doi.startswith("10.") and not preprint.doi.startswith("10.48550/"):
                dois[Identifier("doi", preprint.doi)] = None
        found: dict[str, Paper] = {}
        for source in self._sources:
            mine = [name for name in dois if source.takes(name) and name.value not in found]
            for batch in batches(mine, source.batch):
                try:
                    found.update({name.value: paper for name, paper in source.lookup(batch).items() if paper})
                except SourceError as error:
                    return found, error
        return found, None

    def _tell(self, items: Iterable[Item], what: str) -> None:
        self._touched.update(id(item) for item in items if item.settled or item.absent or item.error)
        self._progress(self._before + len(self._touched), self._total, what)


def batches(values: Sequence[Identifier], size: int) -> list[Sequence[Identifier]]:
    """Divide identifiers into runs of at most `size`."""
    return [values[start : start + size] for start in range(0, len(values), size)]


def _judge(query: Query, items: Sequence[Item], found: Sequence[Paper], source: str) -> None:
    """Decide what a title means, from all that was found for it so far."""
    first = items[0]
    first.pool.extend(found)
    first.origins.update({id(paper): source for paper in found})
    verdict = matching.match(query, first.pool, only_equal=bool(first.names))
    for item in items:
        item.verdict, item.origins = verdict, first.origins
        _take(item, verdict)


def _take(item: Item, verdict: Verdict) -> None:
    """Take a verdict's record, unless the list names another by an identifier that is not known."""
    if verdict.paper is not None and not item.absent:
        item.paper, item.source = verdict.paper, item.origins[id(verdict.paper)]
        item.via, item.why, item.error = "title", verdict.rule, None


def _title_name(item: Item) -> str:
    """Return the name under which a title's verdict is kept; one with a link is matched more strictly."""
    return f"{item.query.name}{'/linked' if item.names else ''}"


def _remembered(item: Item) -> str:
    assert item.verdict is not None  # only decided items come here
    found = item.verdict.paper
    return remembering.dumps(item.verdict, item.origins.get(id(found), "") if found else "")


def _is_open(item: Item) -> bool:
    return item.paper is None and not (item.verdict is not None and item.verdict.ambiguous)


def _blocked(item: Item) -> bool:
    """An arXiv id or a DOI that could not be asked for is waited for: its title may mean another paper."""
    return item.error is not None and item.names[0].scheme in ("arxiv", "doi")
