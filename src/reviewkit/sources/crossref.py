"""Crossref: published works by DOI, 50 a request, and titles that a list gives a witness for."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from reviewkit.config import Endpoint
from reviewkit.identifiers import Identifier
from reviewkit.matching import Query
from reviewkit.papers import Name, Paper
from reviewkit.sources.hand import Hand, Request
from reviewkit.sources.http import Answer
from reviewkit.sources.text import day, name, plain

_BATCH = 50
_ROWS = 5
_FIELDS = (
    "DOI,title,subtitle,author,issued,published,container-title,short-container-title,event,page,volume,issue,publisher,"
    "ISBN,type,URL"
)
_TYPES = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference", "book-chapter": "chapter",
    "book": "book", "monograph": "book", "edited-book": "book", "posted-content": "article", "report": "report",
    "dissertation": "thesis", "dataset": "dataset", "reference-entry": "entry",
}  # fmt: skip
_KNOWN = Identifier("doi", "10.1145/3341301.3359646")


class CrossrefSource:
    """Crossref's REST API; scores and totals are no evidence and are not looked at."""

    name = "crossref"
    batch = _BATCH
    depths = 1

    def __init__(self, hand: Hand, endpoint: Endpoint, contact: str) -> None:
        self._hand = hand
        self._endpoint = endpoint
        self._polite = {"mailto": contact} if re.fullmatch(r"[^@\s:/]+@[^@\s:/]+", contact) else {}

    def takes(self, identifier: Identifier) -> bool:
        """Tell whether it is a DOI that Crossref may have registered; arXiv's are DataCite's."""
        return identifier.scheme == "doi" and not identifier.value.startswith("10.48550/")

    def lookup(self, identifiers: Sequence[Identifier]) -> Mapping[Identifier, Paper | None]:
        """Return the works behind some DOIs; those with a comma are asked for one by one."""
        wanted = {each.value: each for each in identifiers if self.takes(each)}
        joined = [doi for doi in wanted if "," not in doi]
        items = self._works({"filter": ",".join(f"doi:{doi}" for doi in joined), "rows": len(joined)}) if joined else []
        items += [item for doi in wanted if "," in doi for item in self._work(doi)]
        found = {}
        for item in items:
            paper = paper_from(item)
            if paper is not None and paper.doi in wanted:
                found[wanted[paper.doi]] = paper
        return found

    def pack(self, queries: Sequence[Query], depth: int) -> Sequence[Sequence[Query]]:
        """One title a request, and only those with an author, a year or a venue.

        Crossref holds works of all fields and times: an equal title alone would prove nothing.
        """
        return [[each] for each in queries if each.title and (each.authors or each.year)]

    def search(self, queries: Sequence[Query], depth: int) -> Sequence[Paper]:
        """Return the works that Crossref thinks may be meant."""
        found = []
        for each in queries:
            words = " ".join([each.title[:300], *each.authors[:1], str(each.year or "")]).strip()
            found += [paper_from(item) for item in self._works({"query.bibliographic": words, "rows": _ROWS})]
        return tuple(paper for paper in found if paper is not None)

    def probe(self) -> str:
        """Ask for one well-known work."""
        found = self.lookup([_KNOWN])
        known = found.get(_KNOWN)
        return known.title if known else "it answers"

    def _works(self, parameters: Mapping[str, object]) -> list[Any]:
        query = urlencode({**parameters, "select": _FIELDS, **self._polite}, safe=":,/")
        answer = self._hand.get(self._request(f"{self._base}/works?{query}", _list_fault))
        items = _message(answer).get("items")
        return items if isinstance(items, list) else []

    def _work(self, doi: str) -> list[Any]:
        query = f"?{urlencode(self._polite)}" if self._polite else ""
        request = self._request(f"{self._base}/works/{quote(doi, safe='')}{query}", _work_fault, (200, 404))
        answer = self._hand.get(request)
        return [_message(answer)] if answer.status == 200 else []

    @property
    def _base(self) -> str:
        return self._endpoint.url.rstrip("/")

    def _request(self, url: str, check: Any, accepts: tuple[int, ...] = (200,)) -> Request:
        return Request(url, "Crossref", self._endpoint.interval, accepts=accepts, check=check)


def _message(answer: Answer) -> dict[str, Any]:
    try:
        content = json.loads(answer.body)
    except ValueError:
        return {}
    message = content.get("message") if isinstance(content, dict) else None
    return message if isinstance(message, dict) else {}


def _list_fault(answer: Answer) -> str:
    return (
        "" if isinstance(_message(answer).get("items"), list) else "it answered with something that is no list of works"
    )


def _work_fault(answer: Answer) -> str:
    if answer.status == 404:
        return "" if len(answer.body) < 1000 else "it answered with a page"
    return "" if _message(answer) else "it answered with something that is no work"


def paper_from(item: object) -> Paper | None:
    """Turn a Crossref work into a record; None where it has no title or DOI."""
    if not isinstance(item, dict):
        return None
    title, doi = _title(item), str(item.get("DOI") or "").strip().lower()
    if not title or not doi:
        return None
    event = item.get("event")
    return Paper(
        title=title,
        type=_TYPES.get(str(item.get("type")), "article-journal" if item.get("volume") else "document"),
        author=tuple(_author(each) for each in _list(item.get("author")) if isinstance(each, dict) and _has_name(each)),
        issued=_issued(item),
        event_title=plain(str(event.get("acronym") or "")) if isinstance(event, dict) else "",
        container_title=plain(str(next(iter(_list(item.get("container-title"))), ""))),
        publisher=plain(str(item.get("publisher") or "")),
        volume=plain(str(item.get("volume") or "")),
        issue=plain(str(item.get("issue") or "")),
        page=plain(str(item.get("page") or "")),
        isbn=plain(str(next(iter(_list(item.get("ISBN"))), ""))),
        doi=doi,
        url=f"https://doi.org/{doi}",
    )


def _title(item: Mapping[str, Any]) -> str:
    """The title with its subtitle, which Crossref keeps apart, unless it stands in the title already."""
    title = plain(str(next(iter(_list(item.get("title"))), "")))
    subtitle = plain(str(next(iter(_list(item.get("subtitle"))), "")))
    if title and subtitle and subtitle.casefold() not in title.casefold():
        return f"{title}: {subtitle}"
    return title


def _author(item: Mapping[str, Any]) -> Name:
    family, given = plain(str(item.get("family") or "")), plain(str(item.get("given") or ""))
    return Name(family=family, given=given) if family else name(plain(str(item.get("name") or given)))


def _has_name(item: Mapping[str, Any]) -> bool:
    return bool(item.get("family") or item.get("name") or item.get("given"))


def _issued(item: Mapping[str, Any]) -> str:
    for key in ("issued", "published"):
        date = item.get(key)
        parts = _list(date.get("date-parts")) if isinstance(date, dict) else []
        if parts and isinstance(parts[0], list) and (found := day(parts[0])):
            return found
    return ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
