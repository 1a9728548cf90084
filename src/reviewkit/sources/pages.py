"""Publishers' pages, by the `citation_*` meta tags that they write for search engines.

One reader serves USENIX, the ACL Anthology, PMLR and NeurIPS. ACM's pages are never fetched: the DOI in their
address goes to Crossref. OpenReview and DBLP stand behind walls against programs; their titles are resolved elsewhere.
"""

import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser

from reviewkit.identifiers import Identifier
from reviewkit.identifiers import doi as doi_in
from reviewkit.matching import Query
from reviewkit.papers import Paper
from reviewkit.sources.addresses import mirrored
from reviewkit.sources.hand import Hand, Request
from reviewkit.sources.http import Answer
from reviewkit.sources.text import name, plain, tidy

HOSTS = {
    "usenix": "https://www.usenix.org",
    "acl": "https://aclanthology.org",
    "pmlr": "https://proceedings.mlr.press",
    "neurips": "https://proceedings.neurips.cc",
}
_MORE_HOSTS = ("https://usenix.org", "https://papers.nips.cc", "https://papers.neurips.cc", "https://www.aclweb.org")
_INTERVAL = 1.0
_KNOWN = Identifier("usenix", "osdi22/yu")


class PagesSource:
    """One page a paper, its facts taken from the head; e-mail addresses there are not even read."""

    name = "pages"
    batch = 1
    depths = 0

    def __init__(self, hand: Hand, mirrors: Mapping[str, str]) -> None:
        self._hand = hand
        self._mirrors = mirrors

    def takes(self, identifier: Identifier) -> bool:
        """Tell whether it is a name of a publisher whose pages can be read."""
        return identifier.scheme in HOSTS

    def lookup(self, identifiers: Sequence[Identifier]) -> Mapping[Identifier, Paper | None]:
        """Return the papers of some pages; a page that is not there, or has no such tags, is not known."""
        found = {}
        for each in identifiers:
            if self.takes(each) and (paper := self._page(each)) is not None:
                found[each] = paper
        return found

    def pack(self, queries: Sequence[Query], depth: int) -> Sequence[Sequence[Query]]:
        """No titles are asked for here."""
        return ()

    def search(self, queries: Sequence[Query], depth: int) -> Sequence[Paper]:
        """Nothing is found by title here."""
        return ()

    def probe(self) -> str:
        """Ask for one well-known page."""
        found = self.lookup([_KNOWN])
        known = found.get(_KNOWN)
        return known.title if known else "it answers"

    def _page(self, identifier: Identifier) -> Paper | None:
        address = page_url(identifier)
        asked = mirrored(address, self._mirrors)
        host = HOSTS[identifier.scheme].removeprefix("https://")
        local = asked != address
        answer = self._hand.get(
            Request(asked, host, 0.0 if local else _INTERVAL, accepts=(200, 404, 410), check=_fault)
        )
        return paper_from(answer.body, address) if answer.status == 200 else None


def hosts(mirrors: Mapping[str, str]) -> tuple[str, ...]:
    """Return the base addresses that may be asked: the publishers', and the mirrors'."""
    return (*HOSTS.values(), *_MORE_HOSTS, *mirrors.values())


def page_url(identifier: Identifier) -> str:
    """Return the address of the page that has a paper's tags."""
    base, value = HOSTS[identifier.scheme], identifier.value
    if identifier.scheme == "usenix":
        event, _, talk = value.partition("/")
        return f"{base}/conference/{event}/presentation/{talk}"
    if identifier.scheme == "acl":
        return f"{base}/{value}/"
    if identifier.scheme == "pmlr":
        return f"{base}/{value.removesuffix('.html').removesuffix('.pdf')}.html"
    year, _, digest = value.partition("/")
    return f"{base}/paper_files/paper/{year}/hash/{digest}-Abstract.html" if digest else f"{base}/paper/{value}"


class _Tags(HTMLParser):
    """Collects `<meta name="citation_…" content="…">`, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag's content under its name."""
        if tag != "meta":
            return
        values = dict(attrs)
        key = (values.get("name") or values.get("property") or "").lower()
        if key.startswith("citation_") and "email" not in key and values.get("content"):
            self.found.setdefault(key, []).append(plain(values["content"] or "")[:2000])


def tags(body: bytes) -> dict[str, list[str]]:
    """Return a page's `citation_*` tags."""
    parser = _Tags()
    parser.feed(body.decode("utf-8", "replace"))
    return parser.found


def _fault(answer: Answer) -> str:
    """A page without tags is no answer where it is a wall; else it is a page without tags."""
    if answer.status != 200 or tags(answer.body):
        return ""
    head = answer.body[:20_000].lower()
    walls = (b"cloudflare", b"not a bot", b"captcha", b"access denied", b"just a moment", b"been blocked")
    if any(wall in head for wall in walls) or len(answer.body) < 200:
        return "it answered with a wall against programs"
    return ""


def paper_from(body: bytes, address: str) -> Paper | None:
    """Turn a page into a record; None where it has no title tag."""
    found = tags(body)
    title = _first(found, "citation_title")
    if not title:
        return None
    conference = _first(found, "citation_conference_title", "citation_conference", "citation_inbook_title")
    journal = _first(found, "citation_journal_title")
    return Paper(
        title=title,
        type="paper-conference" if conference or not journal else "article-journal",
        author=tuple(name(each) for each in found.get("citation_author", ()) if tidy(each)),
        issued=_date(_first(found, "citation_publication_date", "citation_date", "citation_year")),
        container_title=conference or journal,
        publisher=_first(found, "citation_publisher"),
        volume=_first(found, "citation_volume"),
        issue=_first(found, "citation_issue"),
        page=_pages(_first(found, "citation_firstpage"), _first(found, "citation_lastpage")),
        isbn=_first(found, "citation_isbn"),
        doi=doi_in(_first(found, "citation_doi")) or "",
        url=address,
    )


def _first(found: Mapping[str, Sequence[str]], *names: str) -> str:
    return next((found[each][0] for each in names if found.get(each)), "")


def _pages(first: str, last: str) -> str:
    return f"{first}-{last}" if first and last and first != last else first


def _date(text: str) -> str:
    """Return the ISO date of `2021/06`, `2021-6-7` or `July 2021`, of the precision that it has."""
    if found := re.match(r"(\d{4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?", text):
        parts = [part for part in found.groups() if part]
        return "-".join(part.zfill(2) for part in parts)
    found = re.search(r"\b((?:19|20)\d{2})\b", text)
    return found[1] if found else ""
