"""arXiv's rules for ids and queries, and its feeds in the three shapes that are still about."""

import base64
import dataclasses
import hashlib
import re
from xml.sax.saxutils import escape, quoteattr

ATOM = {"Content-Type": "application/atom+xml; charset=utf-8"}
STOPWORDS = {
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "but",
    "by",
    "for",
    "if",
    "in",
    "into",
    "is",
    "it",
    "no",
    "not",
    "of",
    "on",
    "or",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "to",
    "was",
    "will",
    "with",
}
_ACCEPTED = re.compile(
    r"(?<![\d=.])\d{4}\.\d{4,5}(v\d+)?|(?:cs|math|hep-th|quant-ph|astro-ph)(?:\.[A-Z]{2})?/\d\d[01]\d{4}", re.I
)
_TOKEN = re.compile(r'\(|\)|ANDNOT|AND|OR|\w+:"[^"]*"|\w+:[^\s()]+')


@dataclasses.dataclass
class Version:
    identity: str
    title: str
    number: int = 1
    authors: tuple = ("Ada Lovelace", "Charles Babbage")
    summary: str = "We show that it can be done."
    published: str = "2023-03-13T05:19:28Z"
    updated: str = "2023-03-13T05:19:28Z"
    comment: str = ""
    journal_ref: str = ""
    doi: str = ""
    categories: tuple = ("cs.LG", "cs.AI")
    omit: tuple = ()


def query(service, parameters, target, fault):
    """Answer a request to /api/query; a fault of the content is worked in."""
    if len(f"GET {target} HTTP/1.1") > 4094:
        return 400, {"Content-Type": "text/html"}, b"<html><body>Request Line is too large</body></html>"
    ids = list(parameters.get("id_list", [""])[0].split(",")) if parameters.get("id_list") else []
    search = parameters.get("search_query", [""])[0]
    bad = next((one for one in ids if not _ACCEPTED.search(one)), None)
    if fault and fault.kind == "F20":
        bad = fault.options.get("id") or ids[0]
    if bad is not None:
        return 400, ATOM, error(f"incorrect id format for {bad}").encode()
    size, start = int(parameters.get("max_results", ["10"])[0]), int(parameters.get("start", ["0"])[0])
    if size == 0 or start + size > 10_000:
        return 500, ATOM, error("The server encountered an internal error").encode()
    found = by_id(service.papers, ids) if ids else by_title(service.papers, search)
    total, entries = len(found), [dataclasses.replace(one) for one in found[start : start + size]]
    text = feed(f"search_query={search}&id_list={','.join(ids)}", entries, total, start, size, service.shape, fault)
    body = text.encode("utf-8", "surrogateescape")
    wrong = fault and fault.kind == "F16" and fault.variant == "charset"
    kind = {"Content-Type": "application/atom+xml; charset=iso-8859-1"} if wrong else ATOM
    return 200, kind, fault.bytes(body) if fault else body


def by_id(papers, ids):
    wanted = set(ids)
    return [each for versions in papers.values() for each in versions if _named(each, versions, wanted)]


def _named(each, versions, wanted):
    return f"{each.identity}v{each.number}" in wanted or (each is versions[-1] and each.identity in wanted)


def by_title(papers, search):
    tokens = _TOKEN.findall(search)
    newest = [versions[-1] for versions in papers.values()]
    return [each for each in newest if tokens and _holds(list(tokens), each)]


def _holds(tokens, paper):
    value = _operand(tokens, paper)
    while tokens and tokens[0] != ")":
        operator = tokens.pop(0)
        other = _operand(tokens, paper)
        value = (
            (value and other)
            if operator == "AND"
            else (value and not other)
            if operator == "ANDNOT"
            else value or other
        )
    return value


def _operand(tokens, paper):
    token = tokens.pop(0)
    if token == "(":
        value = _holds(tokens, paper)
        tokens.pop(0)
        return value
    field, _, text = token.partition(":")
    held = paper.title if field == "ti" else " ".join((paper.title, *paper.authors, paper.summary))
    asked, there = _words(text), _words(held)
    return bool(asked) and any(there[n : n + len(asked)] == asked for n in range(len(there)))


def _words(text):
    return [word for word in re.findall(r"\w+", text.lower()) if word not in STOPWORDS]


def feed(asked, entries, total, start, size, shape, fault=None):
    if fault:
        entries, total = fault.entries(entries, total)
    digest = base64.b64encode(hashlib.sha1(asked.encode()).digest()).decode()[:-1]
    counts = "".join(
        f"<opensearch:{name}>{value}</opensearch:{name}>"
        for name, value in (("itemsPerPage", size), ("totalResults", total), ("startIndex", start))
        if value is not None
    )
    shown = "".join(_entry(each, shape, None if n else fault) for n, each in enumerate(entries))
    title = "ArXiv Query" if shape == "legacy" else "arXiv Query"
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n" + (fault.doctype() if fault else "")
        + '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"'
        ' xmlns="http://www.w3.org/2005/Atom">'
        f"<id>https://arxiv.org/api/{digest}</id><title>{title}: {escape(asked)}</title>"
        f"<updated>2026-11-21T00:00:00Z</updated>{counts}{shown}</feed>"
    )  # fmt: skip


def _entry(each, shape, fault):
    place = f"{each.identity}v{each.number}"
    marks = "" if shape == "2025-11-11" else ' rel="related" type="application/pdf" title="pdf"'
    title = escape(each.title) if shape != "legacy" else escape(each.title).replace(" ", "\n  ", 1)
    parts = {
        "id": f"<id>http://arxiv.org/abs/{place}</id>",
        "title": f"<title>{fault.raw() if fault else ''}{title}</title>",
        "updated": f"<updated>{each.updated}</updated>",
        "link": f'<link href="https://arxiv.org/pdf/{place}"{marks}/>',
        "summary": f"<summary>  {escape(each.summary)}</summary>",
        "categories": "".join(f"<category term={quoteattr(one)}/>" for one in each.categories),
        "published": f"<published>{each.published}</published>",
        "comment": f"<arxiv:comment>{escape(each.comment)}</arxiv:comment>" if each.comment else "",
        "primary": f"<arxiv:primary_category term={quoteattr(each.categories[0])}/>",
        "journal": f"<arxiv:journal_ref>{escape(each.journal_ref)}</arxiv:journal_ref>" if each.journal_ref else "",
        "authors": "".join(f"<author><name>{escape(one)}</name></author>" for one in each.authors),
        "doi": f"<arxiv:doi>{escape(each.doi)}</arxiv:doi>" if each.doi else "",
    }
    return "<entry>" + "".join(text for name, text in parts.items() if name not in each.omit) + "</entry>"


def error(message):
    link = "https://arxiv.org/api/errors#" + escape(message.replace(" ", "_"))
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns="http://www.w3.org/2005/Atom">'
        "<id>https://arxiv.org/</id><title>arXiv Search Results</title>"
        f"<opensearch:totalResults>1</opensearch:totalResults><entry><id>{link}</id><title>Error</title>"
        f"<updated>2026-11-21T00:00:00Z</updated><summary>{escape(message)}</summary>"
        "<author><name>arXiv api core</name></author></entry></feed>"
    )


def datacite(versions):
    last = versions[-1]
    dates = [{"date": last.published, "dateType": "Submitted"}, {"date": last.updated, "dateType": "Updated"}]
    creators = [{"name": one, "familyName": one.split()[-1], "givenName": one.split()[0]} for one in last.authors]
    attributes = {
        "doi": f"10.48550/arxiv.{last.identity}", "titles": [{"title": last.title}], "creators": creators,
        "dates": dates, "version": str(last.number), "publicationYear": int(last.published[:4]),
    }  # fmt: skip
    return {"id": attributes["doi"], "type": "dois", "attributes": attributes}
