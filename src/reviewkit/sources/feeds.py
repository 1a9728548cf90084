"""arXiv's Atom feeds as they really come: cut, blocked, poisoned, or of an older shape; made safe before parsing."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html.entities import html5

ATOM = "{http://www.w3.org/2005/Atom}"
_OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
UNKNOWN_DATE = "1970-01-01T00:00:00Z"
"""In place of a date that cannot be read; arXiv is younger."""
_LONGEST_SUMMARY = 20_000
_LONGEST_TITLE = 1_000
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_NUMBERED = re.compile(r"&#(x[0-9A-Fa-f]{1,8}|[0-9]{1,10});")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFUSED = re.compile(r"incorrect[ _]id[ _]format[ _]for[ _](.*)", re.S)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that can be read, or what forbids believing it."""

    fault: str = ""
    """What is wrong with it; empty where it is sound."""
    xml: bytes = b""
    """The same feed, with entries that any parser can take."""
    total: int = 0
    """How many records the service says it has for this query."""
    entries: int = 0
    unreadable: int = 0
    """Entries without an id or a title, left out of `xml`."""
    error: str = ""
    """The message, where the feed is one of the service's errors."""

    @property
    def refused(self) -> str:
        """The id that the service calls malformed; empty where it does not say."""
        found = _REFUSED.search(self.error)
        return found[1].strip() if found else ""


@lru_cache(maxsize=4)
def read_feed(body: bytes) -> Feed:
    """Read a feed strictly; entities are not expanded, and nothing outside the bytes is looked at."""
    text = _DECLARATION.sub("", body.decode("utf-8-sig", "replace"))
    if not text.strip():
        return Feed("an empty body")
    if _DOCTYPE.search(text):
        return Feed("a page or a document type instead of a feed")
    try:
        root = ElementTree.fromstring(_as_xml(text))
    except ElementTree.ParseError:
        return Feed("a broken or cut feed" if "<feed" in text[:2000] else "something that is no feed")
    if root.tag != f"{ATOM}feed":
        return Feed("something that is no feed")
    return _checked(root)


def _checked(root: ElementTree.Element) -> Feed:
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        place = entry.findtext(f"{ATOM}id") or ""
        if "/api/errors" in place:
            return Feed(
                error=(entry.findtext(f"{ATOM}summary") or place).strip() or "an error without a message", xml=b"<e/>"
            )
    total = _number(root.findtext(f"{_OPENSEARCH}totalResults"))
    if total and not entries and not _number(root.findtext(f"{_OPENSEARCH}startIndex")):
        return Feed(f"a feed that counts {total} records and holds none")
    dropped = [entry for entry in entries if not _readable(entry)]
    for entry in dropped:
        root.remove(entry)
    for entry in root.findall(f"{ATOM}entry"):
        _repair(entry)
    read = len(entries) - len(dropped)
    # A parser that believes a total pages after what is not there: tell it what came.
    for counter in root.findall(f"{_OPENSEARCH}totalResults"):
        counter.text = str(read)
    return Feed("", ElementTree.tostring(root), max(total, len(entries)), read, len(dropped))


def _readable(entry: ElementTree.Element) -> bool:
    return all((entry.findtext(f"{ATOM}{name}") or "").strip() for name in ("id", "title"))


def _repair(entry: ElementTree.Element) -> None:
    """Give an entry dates that can be parsed, and texts of a bounded length."""
    dates = {name: (entry.findtext(f"{ATOM}{name}") or "").strip() for name in ("updated", "published")}
    good = {name: value for name, value in dates.items() if _is_date(value)}
    for name in dates:
        element = entry.find(f"{ATOM}{name}")
        if element is None:
            element = ElementTree.SubElement(entry, f"{ATOM}{name}")
        element.text = good.get(name) or UNKNOWN_DATE
    for name, longest in (("summary", _LONGEST_SUMMARY), ("title", _LONGEST_TITLE)):
        element = entry.find(f"{ATOM}{name}")
        if element is not None and element.text and len(element.text) > longest:
            element.text = element.text[:longest] + "…"


def _is_date(value: str) -> bool:
    try:
        return 1991 <= datetime.fromisoformat(value.replace("Z", "+00:00")).year <= 2100
    except ValueError:
        return False


def _number(text: str | None) -> int:
    value = (text or "").strip()
    return int(value) if value.isdecimal() and len(value) < 12 else 0


def _as_xml(text: str) -> str:
    """Replace what HTML has and XML has not: named entities, and characters that XML forbids."""
    text = _NAMED.sub(lambda found: html5.get(found[1] + ";", " ").replace("&", "&amp;").replace("<", "&lt;"), text)
    text = _NUMBERED.sub(_character, text)
    return _NOT_XML.sub("", text)


def _character(found: re.Match[str]) -> str:
    code = int(found[1][1:], 16) if found[1][0] == "x" else int(found[1])
    if (
        code > 0x10FFFF
        or code in (0xFFFE, 0xFFFF)
        or 0xD800 <= code < 0xE000
        or (code < 32 and code not in (9, 10, 13))
    ):
        return " "
    return found[0]
