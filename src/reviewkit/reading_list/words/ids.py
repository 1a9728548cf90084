"""Identifiers that stand in a list's text: before a title, in brackets behind it, or instead of one."""

from reviewkit import late
from reviewkit.identifiers import arxiv_id, arxiv_in_text, doi

_LEAD = late.pattern(
    r"[\[(]?(?:ar[xX]iv\s?:?\s?|ARXIV\s?:?\s?)?(?P<id>\d{4}\.\d{4,5}|[a-z-]{2,8}/\d{7})(?:v\d{1,2})?"
    r"(?:\s?\[[a-z-]{2,8}(?:\.[A-Za-z-]{2,4})?\])?[\])]?(?:\s*[-–—:：|,.]\s*|\s+)(?=\S)"
)
_BEHIND = late.pattern(r"\s*[\[(](\d{4}\.\d{4,5})(?:v\d{1,2})?[\])]")
_ID = late.pattern(r"(?<![\w./])(?:\d{4}\.\d{4,5}|[a-z-]{2,8}/\d{7})(?!\d)")
AROUND = " \t\n*_`[]()"
"""Marks that may stand around an identifier."""
_SHORTEST = 8
_LONGEST = 60


def is_identifier(text: str) -> bool:
    """Tell whether a text is an arXiv id or a DOI and nothing else: no title, whatever it leads to."""
    if not (text[-1:].isdigit() or text[:3] in ("10.", "doi", "DOI")) or not 7 < len(text) <= _LONGEST:
        return False
    if text.count(" ") > (text[:5].lower() == "arxiv"):
        return False
    return arxiv_id(text) is not None or doi(text) is not None


def lead_end(flat: str, pos: int = 0) -> int:
    """Return where an arXiv id before a title ends, `2401.00001: Fast Trees`; `pos` where there is none."""
    found = _LEAD.match(flat, pos) if flat[pos].isdigit() or flat[pos] in "aAcmqhg" else None
    return found.end() if found is not None and arxiv_id(found["id"]) is not None else pos


def stated_arxiv(flat: str, start: int, end: int) -> str | None:
    """Return the arXiv id that a text states by itself, or in the place of a tag at either end of its title."""
    if ("Xiv" in flat or "xiv" in flat or "XIV" in flat or "abs/" in flat) and (name := arxiv_in_text(flat)):
        return name
    if (
        start > _SHORTEST
        and flat.find(".", 0, start) + flat.find("/", 0, start) > 0
        and (lead := _ID.search(flat, 0, start))
    ):
        return arxiv_id(lead.group())
    if not end and len(flat) < _LONGEST:
        return arxiv_id(flat.strip(AROUND))
    behind = _BEHIND.match(flat, end) if flat[end : end + 2].strip()[:1] in ("(", "[") else None
    return arxiv_id(behind[1]) if behind is not None else None
