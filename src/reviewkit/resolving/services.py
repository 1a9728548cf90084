"""The seam between reviewkit and the services that know papers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from reviewkit.identifiers import Identifier
from reviewkit.matching import Query
from reviewkit.papers import Paper


class Source(Protocol):
    """A service that knows papers by identifier, by title, or both.

    Methods raise SourceError only when the *service* fails; what it does not know is simply absent. A paper
    from a source has no key and no provenance: both are given later.
    """

    @property
    def name(self) -> str:
        """As it stands in the provenance of a field."""

    @property
    def batch(self) -> int:
        """The most identifiers that one call of `lookup` takes."""

    @property
    def depths(self) -> int:
        """How many rounds of title search it offers; 0 where it has no titles."""

    def takes(self, identifier: Identifier) -> bool:
        """Tell whether this is a name that the service gives out or resolves."""

    def lookup(self, identifiers: Sequence[Identifier]) -> Mapping[Identifier, Paper | None]:
        """Return the papers behind at most `batch` identifiers.

        What is absent is not known here; None is a record that is there and cannot be read.
        """

    def pack(self, queries: Sequence[Query], depth: int) -> Sequence[Sequence[Query]]:
        """Divide titles into the batches that one call of `search` takes; some may be left out."""

    def search(self, queries: Sequence[Query], depth: int) -> Sequence[Paper]:
        """Return what may be any of these titles; nothing here has been decided."""

    def probe(self) -> str:
        """Ask for one known paper, and return what was found; raises SourceError when it does not answer."""


class Services(Protocol):
    """All sources that are on, in the order in which they are asked, and what they share."""

    def __iter__(self) -> Iterator[Source]:
        """Yield the sources."""

    @property
    def requests(self) -> Mapping[str, int]:
        """Requests made so far, for each service."""

    @property
    def stale(self) -> Mapping[str, float]:
        """Services that failed and were answered for by the cache, with the oldest answer (seconds since 1970)."""

    def refresh(self) -> None:
        """Ask anew from here on: no answer that is older than now is believed."""

    def recall(self, name: str) -> str | None:
        """Return what was remembered under a name within a day."""

    def remember(self, values: Mapping[str, str]) -> None:
        """Keep for a day what was decided when every source had answered."""
