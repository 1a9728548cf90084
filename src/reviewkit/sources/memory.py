"""A source that holds its papers in memory: for tests of whatever uses sources, and for trying things out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reviewkit import matching
from reviewkit.errors import SourceError, UnavailableError
from reviewkit.identifiers import Identifier, identify
from reviewkit.matching import Query
from reviewkit.papers import Paper
from reviewkit.resolving.services import Source


class MemorySource:
    """Knows the papers that it was given, and fails when it is told to."""

    depths = 1

    def __init__(self, papers: Iterable[Paper] = (), *, name: str = "memory", batch: int = 100) -> None:
        self.name = name
        self.batch = batch
        self.papers = list(papers)
        self.error: SourceError | None = None
        """What every call raises, until it is None again."""
        self.calls: list[tuple[str, tuple[str, ...]]] = []
        """What was asked: `lookup` or `search`, and for what."""

    def takes(self, identifier: Identifier) -> bool:
        """Every identifier may be asked for."""
        return True

    def lookup(self, identifiers: Sequence[Identifier]) -> Mapping[Identifier, Paper | None]:
        """Return the papers that have one of these identifiers."""
        self._called("lookup", map(str, identifiers))
        return {name: paper for name in identifiers for paper in self.papers if name in _names(paper)}

    def pack(self, queries: Sequence[Query], depth: int) -> Sequence[Sequence[Query]]:
        """All titles at once."""
        return [list(queries)] if queries else []

    def search(self, queries: Sequence[Query], depth: int) -> Sequence[Paper]:
        """Return the papers that share half of their words with one of the titles."""
        self._called("search", (query.title for query in queries))
        wanted = [set(matching.words(spelling)) for query in queries for spelling in query.spellings]
        return [paper for paper in self.papers if any(_alike(paper, words) for words in wanted)]

    def probe(self) -> str:
        """Say how much it holds."""
        self._called("probe", ())
        return f"{len(self.papers)} papers"

    def _called(self, what: str, names: Iterable[str]) -> None:
        self.calls.append((what, tuple(names)))
        if self.error is not None:
            raise self.error


class MemorySources:
    """Some sources without a network, a cache or a clock, as `resolve` takes them."""

    def __init__(self, *sources: Source) -> None:
        self._sources = sources
        self._decided: dict[str, str] = {}
        self.requests: Mapping[str, int] = {}
        self.stale: Mapping[str, float] = {}

    def __iter__(self) -> Iterator[Source]:
        return iter(self._sources)

    def refresh(self) -> None:
        """Forget what was decided."""
        self._decided.clear()

    def recall(self, name: str) -> str | None:
        """Return what was remembered under a name."""
        return self._decided.get(name)

    def remember(self, values: Mapping[str, str]) -> None:
        """Keep what was decided."""
        self._decided.update(values)


def unavailable(source: str = "memory") -> UnavailableError:
    """Return the error of a service that does not answer."""
    return UnavailableError(f"{source} is unavailable: it refuses connections", source=source)


def _names(paper: Paper) -> set[Identifier]:
    found = [identify(text) for text in (paper.doi, paper.url) if text]
    return {name for name in found if name} | ({Identifier("arxiv", paper.arxiv)} if paper.arxiv else set())


def _alike(paper: Paper, words: set[str]) -> bool:
    return bool(words) and 2 * len(words & set(matching.words(paper.title))) >= len(words)
