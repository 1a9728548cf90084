"""Which sources there are, in the order in which they are asked."""

import os
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewkit import __version__
from reviewkit.config import Endpoint, SourcesConfig
from reviewkit.errors import ConfigError
from reviewkit.resolving.services import Source
from reviewkit.sources import pages
from reviewkit.sources.addresses import ARXIV_INTERVAL, allowed_origins, fault_in, is_arxiv
from reviewkit.sources.arxiv import ArxivSource
from reviewkit.sources.cache import Cache
from reviewkit.sources.crossref import CrossrefSource
from reviewkit.sources.datacite import DataCiteSource
from reviewkit.sources.hand import Fetch, Hand
from reviewkit.sources.http import DEFAULT_TIMEOUTS, Timeouts, Wire
from reviewkit.sources.pages import PagesSource
from reviewkit.sources.spacing import Spacing


@dataclass(frozen=True, slots=True)
class Registered:
    """One source as the registry knows it."""

    name: str
    purpose: str
    """What it is asked for, in a few words."""
    make: Callable[[Hand, SourcesConfig], Source]
    endpoint: Callable[[SourcesConfig], Endpoint]
    hosts: Callable[[SourcesConfig], Iterable[str]]
    """Base addresses that it may be sent to."""


def _arxiv_hosts(config: SourcesConfig) -> tuple[str, ...]:
    return (config.arxiv.url, "https://arxiv.org") if is_arxiv(config.arxiv.url) else (config.arxiv.url,)


REGISTRY: tuple[Registered, ...] = (
    Registered("arxiv", "arXiv ids, titles",
               lambda hand, c: ArxivSource(hand, c.arxiv), lambda c: c.arxiv, _arxiv_hosts),
    Registered("datacite", "arXiv ids, when arXiv fails", lambda hand, c: DataCiteSource(hand, c.datacite),
               lambda c: c.datacite, lambda c: (c.datacite.url,)),
    Registered("crossref", "DOIs, titles with a witness", lambda hand, c: CrossrefSource(hand, c.crossref, contact(c)),
               lambda c: c.crossref, lambda c: (c.crossref.url,)),
    Registered("pages", "pages of USENIX, ACL, PMLR, NeurIPS", lambda hand, c: PagesSource(hand, c.mirrors),
               lambda c: Endpoint(pages.HOSTS["usenix"], 1.0, c.pages_enabled), lambda c: pages.hosts(c.mirrors)),
)  # fmt: skip


class Sources:
    """The sources that are on, and the hand that they share."""

    def __init__(self, sources: Sequence[Source], hand: Hand) -> None:
        self._sources = tuple(sources)
        self._hand = hand

    def __iter__(self) -> Iterator[Source]:
        return iter(self._sources)

    @property
    def requests(self) -> dict[str, int]:
        """Requests made so far, for each service."""
        return dict(self._hand.requests)

    @property
    def stale(self) -> dict[str, float]:
        """Services that failed and were answered for by the cache, with the oldest answer (seconds since 1970)."""
        return dict(self._hand.stale)

    def refresh(self) -> None:
        """Ask anew from here on: no answer that is older than now is believed."""
        self._hand.refresh()

    def recall(self, name: str) -> str | None:
        """Return what was remembered under a name within a day."""
        return self._hand.cache.recall(name, self._hand.since)

    def remember(self, values: Mapping[str, str]) -> None:
        """Keep for a day what was decided when every source had answered."""
        self._hand.cache.remember(values)

    def close(self) -> None:
        """Close connections and files."""
        self._hand.close()


def make(
    config: SourcesConfig,
    *,
    cache_dir: Path,
    offline: bool = False,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
    tell: Callable[[str], None] = lambda _: None,
    warn: Callable[[str], None] = lambda _: None,
    timeouts: Timeouts = DEFAULT_TIMEOUTS,
) -> Sources:
    """Make the sources that the configuration turns on; no connection is opened before something is asked.

    `tell` gets what the user should know while waiting, `warn` what is wrong with the cache. Raises ConfigError
    for an address or an interval that is not allowed.
    """
    entries = [entry for entry in REGISTRY if entry.endpoint(config).enabled]
    check(config)
    wire: Fetch | None = None
    if not offline:
        wire = Wire(
            user_agent=user_agent(config),
            allowed=allowed_origins(url for entry in entries for url in entry.hosts(config)),
            clock=clock,
            timeouts=timeouts,
        )
    hand = Hand(
        wire,
        Cache(cache_dir / "http.sqlite", clock=clock, warn=warn),
        Spacing(cache_dir, clock=clock, sleep=sleep, warn=warn),
        clock=clock,
        sleep=sleep,
        chance=random.Random(),
        tell=tell,
    )
    return Sources([entry.make(hand, config) for entry in entries], hand)


def check(config: SourcesConfig) -> None:
    """Raise ConfigError for a base address that may not be asked, or an interval that arXiv's terms forbid."""
    for entry in REGISTRY:
        endpoint = entry.endpoint(config)
        for url in filter(None, entry.hosts(config)):
            if fault := fault_in(url):
                raise ConfigError(f"the address {url} of the source {entry.name} {fault}")
        if is_arxiv(endpoint.url) and endpoint.interval < ARXIV_INTERVAL:
            raise ConfigError(
                f"an interval of {endpoint.interval:g} s is too short for {endpoint.url}",
                "arXiv's terms of use ask for at least 3 s between requests",
            )


def contact(config: SourcesConfig) -> str:
    """Return the address that services may write to: of the environment, of the configuration, or the project's."""
    return os.environ.get("REVIEWKIT_CONTACT", "").strip() or config.contact


def user_agent(config: SourcesConfig) -> str:
    """Return the name under which we ask: program, version, and whom to write to."""
    address = "".join(letter for letter in contact(config) if letter.isprintable() and letter.isascii())[:200]
    return f"reviewkit/{__version__} ({'mailto:' + address if '@' in address and ':' not in address else address})"
