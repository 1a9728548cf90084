"""arXiv, through the `arxiv` package: it makes the query and parses the feed, our hand does the asking."""

import re
import urllib.parse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import arxiv  # type: ignore[import-untyped]

from reviewkit.config import Endpoint
from reviewkit.errors import UnavailableError
from reviewkit.identifiers import Identifier, arxiv_id, arxiv_version
from reviewkit.matching import Query
from reviewkit.papers import Paper, Preprint
from reviewkit.sources import titles
from reviewkit.sources.feeds import Feed, read_feed
from reviewkit.sources.hand import Hand, Request
from reviewkit.sources.http import Answer
from reviewkit.sources.text import name, tidy

MOST_IDS = 100
MOST_BYTES = 3_500
"""Of a request line; the service refuses more than 4 094."""
_EMPTY = b'<feed xmlns="http://www.w3.org/2005/Atom"/>'
_KNOWN = Identifier("arxiv", "1706.03762")
_WITHDRAWN = re.compile(
    r"^\W*(?:(?:this|the)\s+(?:\w+\s+){0,4}(?:(?:has|have)\s+been|is|was|were)\s+(?:temporarily\s+)?withdrawn\b|(?:\w+\s+)?withdrawn\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the package looks at in a response."""

    status_code: int
    content: bytes


class _Ride:
    """Stands in for the package's session: it asks through our hand, and serves one page."""

    def __init__(self, hand: Hand, endpoint: Endpoint, *, doubtful: bool, anew: bool) -> None:
        self._hand = hand
        self._endpoint = endpoint
        self._doubtful = doubtful
        self._anew = anew
        self.feed: Feed | None = None
        self.stale = False

    def get(self, url: str, **_: object) -> _Page:
        """Return a page that any parser can take; a second page is empty, for a batch is never paged."""
        if self.feed is not None:
            return _Page(200, _EMPTY)
        answer = self._hand.get(
            Request(
                url,
                "arXiv",
                self._endpoint.interval,
                accepts=(200, 400),
                check=_fault,
                doubtful=_is_empty if self._doubtful else lambda _: False,
                anew=self._anew,
            )
        )
        self.feed, self.stale = read_feed(answer.body), answer.stale
        return _Page(answer.status, self.feed.xml)


def _fault(answer: Answer) -> str:
    feed = read_feed(answer.body)
    if feed.fault:
        return f"it answered with {feed.fault}"
    if answer.status == 200 and feed.error:
        return f"it answered with an error: {tidy(feed.error)[:200]}"
    if answer.status == 400 and not feed.error:
        return "it refused the request"
    return ""


def _is_empty(answer: Answer) -> bool:
    """A good query is now and then answered with an empty feed."""
    feed = read_feed(answer.body)
    return not feed.error and feed.total == 0


class ArxivSource:
    """arXiv's query API: 100 ids a request, and many titles a request."""

    name = "arxiv"
    batch = MOST_IDS
    depths = 2

    def __init__(self, hand: Hand, endpoint: Endpoint) -> None:
        self._hand = hand
        self._endpoint = endpoint

    def takes(self, identifier: Identifier) -> bool:
        """Tell whether it is an arXiv id."""
        return identifier.scheme == "arxiv"

    def lookup(self, identifiers: Sequence[Identifier]) -> Mapping[Identifier, Paper | None]:
        """Return the newest versions; ids that are missing are asked for once more before they count as unknown."""
        wanted = [each.value for each in identifiers if self.takes(each)]
        found: dict[str, Paper | None] = {}
        feed = self._by_id(wanted, found, anew=False)
        missing = [value for value in wanted if value not in found]
        if missing and feed is not None:
            feed = self._by_id(missing, found, anew=set(missing) == set(wanted))
        if feed is not None and feed.unreadable:
            found = {**dict.fromkeys(missing), **found}
        return {Identifier("arxiv", value): found[value] for value in wanted if value in found}

    def pack(self, queries: Sequence[Query], depth: int) -> Sequence[Sequence[Query]]:
        """Put as many titles in a request as its bytes and its flood of answers allow."""
        return titles.pack(queries, depth, self._fits)

    def search(self, queries: Sequence[Query], depth: int) -> Sequence[Paper]:
        """Return what the title index finds; a batch that overflows is halved, down to one title."""
        terms = titles.terms(queries, depth)
        if not terms:
            return ()
        size = titles.size(queries, depth)
        papers, feed = self._ask(arxiv.Search(query=terms, max_results=None), size, doubtful=True)
        if feed.error:
            return self._halves(queries, depth) if len(queries) > 1 else ()
        if depth == titles.PHRASES and feed.total > max(size, feed.entries) and len(queries) > 1:
            return (*papers, *self._halves(queries, depth))
        return papers

    def probe(self) -> str:
        """Ask for one well-known paper."""
        found = self.lookup([_KNOWN])
        known = found.get(_KNOWN)
        return known.title if known else "it answers"

    def _halves(self, queries: Sequence[Query], depth: int) -> tuple[Paper, ...]:
        middle = len(queries) // 2
        return (*self.search(queries[:middle], depth), *self.search(queries[middle:], depth))

    def _fits(self, terms: str) -> bool:
        search = arxiv.Search(query=terms)
        return len(urllib.parse.urlencode(search._url_args())) + len(self._endpoint.url) < MOST_BYTES - 100

    def _by_id(self, values: Sequence[str], found: dict[str, Paper | None], *, anew: bool) -> Feed | None:
        """Ask for some ids at once; one that the service calls malformed is peeled off and the rest asked again.

        What comes is put into `found`; returns the feed, None where every id was refused.
        """
        left = list(dict.fromkeys(values))
        for _ in range(len(left) + 1):
            if not left:
                break
            papers, feed = self._ask(arxiv.Search(id_list=left, max_results=None), len(left), anew=anew)
            if not feed.error:
                found.update(_requested(papers, left))
                return feed
            left = self._peeled(left, feed)
            anew = False
        return None

    def _peeled(self, values: list[str], feed: Feed) -> list[str]:
        bad = urllib.parse.unquote(feed.refused)
        rest = [value for value in values if value != bad]
        if not bad or len(rest) == len(values):
            raise UnavailableError(
                f"arXiv refuses the request: {tidy(feed.error)[:200]}", source=self.name, url=self._endpoint.url
            )
        return rest

    def _ask(
        self, search: arxiv.Search, size: int, *, doubtful: bool = False, anew: bool = False
    ) -> tuple[tuple[Paper, ...], Feed]:
        ride = _Ride(self._hand, self._endpoint, doubtful=doubtful, anew=anew)
        client = arxiv.Client(page_size=size, delay_seconds=0, num_retries=0)
        client.query_url_format = self._endpoint.url.replace("{", "").replace("}", "") + "?{}"
        client._session = ride
        papers = tuple(_papers(client, search))
        assert ride.feed is not None  # the client has asked
        return papers, ride.feed


def _papers(client: arxiv.Client, search: arxiv.Search) -> Iterator[Paper]:
    try:
        for result in client.results(search):
            paper = paper_from(result)
            if paper is not None:
                yield paper
    except (arxiv.UnexpectedEmptyPageError, arxiv.HTTPError):
        return  # the feed says it: an error, or fewer entries than asked for


def _requested(papers: Sequence[Paper], values: Sequence[str]) -> dict[str, Paper]:
    """Return the papers that were asked for, by id: the newest version of each, whatever else came."""
    found: dict[str, Paper] = {}
    for paper in papers:
        preprint = paper.preprint
        if preprint is None or preprint.arxiv not in values:
            continue
        known = found.get(preprint.arxiv)
        if known is None or (known.preprint and (known.preprint.version or 0) < (preprint.version or 0)):
            found[preprint.arxiv] = paper
    return found


def paper_from(result: arxiv.Result) -> Paper | None:
    """Turn a result of the package into a record; None where its id or title is none."""
    place = result.entry_id.rsplit("/abs/", 1)[-1]
    identity = arxiv_id(place) or arxiv_id(result.entry_id)
    title = tidy(result.title)
    if identity is None or not title:
        return None
    submitted = _day(result.published.date().isoformat())
    version = arxiv_version(place)
    comment = tidy(result.comment or "")
    return Paper(
        title=title,
        type="article",
        author=tuple(name(author.name) for author in result.authors if author.name.strip()),
        issued=submitted,
        doi=f"10.48550/arxiv.{identity}",
        url=f"https://arxiv.org/abs/{identity}",
        abstract=tidy(result.summary),
        preprint=Preprint(
            arxiv=identity,
            version=version,
            submitted=submitted,
            updated=_day(result.updated.date().isoformat()),
            primary_category=tidy(result.primary_category),
            categories=tuple(tidy(category) for category in result.categories),
            comment=comment,
            journal_ref=tidy(result.journal_ref or ""),
            doi=(result.doi or "").strip().lower(),
            withdrawn=(version or 0) >= 2 and bool(_WITHDRAWN.match(comment)),
        ),
    )


def _day(date: str) -> str:
    return "" if date.startswith("1970") else date
