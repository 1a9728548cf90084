"""DataCite: what it registered for arXiv, asked for when arXiv itself cannot be."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from reviewkit.config import Endpoint
from reviewkit.identifiers import Identifier, arxiv_id
from reviewkit.matching import Query
from reviewkit.papers import Name, Paper, Preprint
from reviewkit.sources.hand import Hand, Request
from reviewkit.sources.http import Answer
from reviewkit.sources.text import name, plain, tidy

_BATCH = 50
_KNOWN = Identifier("arxiv", "1706.03762")


class DataCiteSource:
    """DataCite's REST API, for arXiv's own DOIs."""

    name = "datacite"
    batch = _BATCH
    depths = 0

    def __init__(self, hand: Hand, endpoint: Endpoint) -> None:
        self._hand = hand
        self._endpoint = endpoint

    def takes(self, identifier: Identifier) -> bool:
        """Tell whether it is an arXiv id."""
        return identifier.scheme == "arxiv"

    def lookup(self, identifiers: Sequence[Identifier]) -> Mapping[Identifier, Paper | None]:
        """Return the records of some arXiv ids."""
        wanted = [each for each in identifiers if self.takes(each)]
        if not wanted:
            return {}
        dois = " OR ".join(f'"10.48550/arxiv.{each.value}"' for each in wanted)
        query = urlencode({"query": f"doi:({dois})", "page[size]": len(wanted)})
        answer = self._hand.get(
            Request(f"{self._endpoint.url.rstrip('/')}/dois?{query}", "DataCite", self._endpoint.interval, check=_fault)
        )
        papers = [paper_from(item) for item in _data(answer) or ()]
        found = {Identifier("arxiv", paper.preprint.arxiv): paper for paper in papers if paper and paper.preprint}
        return {each: found[each] for each in wanted if each in found}

    def pack(self, queries: Sequence[Query], depth: int) -> Sequence[Sequence[Query]]:
        """No titles are asked for here."""
        return ()

    def search(self, queries: Sequence[Query], depth: int) -> Sequence[Paper]:
        """Nothing is found by title here."""
        return ()

    def probe(self) -> str:
        """Ask for one well-known paper."""
        found = self.lookup([_KNOWN])
        known = found.get(_KNOWN)
        return known.title if known else "it answers"


def _data(answer: Answer) -> list[Any] | None:
    try:
        content = json.loads(answer.body)
    except ValueError:
        return None
    data = content.get("data") if isinstance(content, dict) else None
    return data if isinstance(data, list) else None


def _fault(answer: Answer) -> str:
    return "it answered with something that is no list of records" if _data(answer) is None else ""


def paper_from(item: object) -> Paper | None:
    """Turn a DataCite record of an arXiv paper into a record; None where its id or title is none."""
    values = item.get("attributes") if isinstance(item, dict) else None
    if not isinstance(values, dict):
        return None
    identity = arxiv_id(str(values.get("doi") or "").lower().removeprefix("10.48550/arxiv."))
    titles = [each for each in _list(values.get("titles")) if isinstance(each, dict) and not each.get("titleType")]
    title = plain(str(titles[0].get("title") or "")) if titles else ""
    if identity is None or not title:
        return None
    version = str(values.get("version") or "").lower().removeprefix("v")
    submitted, updated = _days(values)
    return Paper(
        title=title,
        type="article",
        author=tuple(_author(each) for each in _list(values.get("creators")) if isinstance(each, dict)),
        issued=submitted or str(values.get("publicationYear") or ""),
        doi=f"10.48550/arxiv.{identity}",
        url=f"https://arxiv.org/abs/{identity}",
        preprint=Preprint(
            arxiv=identity,
            version=int(version) if version.isdecimal() and len(version) < 4 else None,
            submitted=submitted,
            updated=updated,
        ),
    )


def _days(values: Mapping[str, Any]) -> tuple[str, str]:
    """Return the day of version 1 and of the newest version."""
    dates = [each for each in _list(values.get("dates")) if isinstance(each, dict)]
    submitted = sorted(_day(each) for each in dates if each.get("dateType") == "Submitted" and _day(each))
    updated = sorted(_day(each) for each in dates if each.get("dateType") == "Updated" and _day(each))
    return (submitted or [""])[0], (updated or submitted or [""])[-1]


def _day(date: Mapping[str, Any]) -> str:
    text = str(date.get("date") or "")[:10]
    return text if len(text) == 10 and text[:4].isdecimal() and text[5:7].isdecimal() and text[8:].isdecimal() else ""


def _author(item: Mapping[str, Any]) -> Name:
    family, given = tidy(str(item.get("familyName") or "")), tidy(str(item.get("givenName") or ""))
    return Name(family=family, given=given) if family else name(str(item.get("name") or "?"))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
