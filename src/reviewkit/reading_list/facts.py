"""What an entry states besides its title: venue, year, identifiers, authors."""

import re
from collections.abc import Iterable

from reviewkit.identifiers import arxiv_in_url, doi
from reviewkit.reading_list.boundaries import venue_only
from reviewkit.reading_list.bylines import byline
from reviewkit.reading_list.draft import Draft
from reviewkit.reading_list.ids import stated_arxiv
from reviewkit.reading_list.labels import label_role
from reviewkit.reading_list.marks import Anchor, Inline
from reviewkit.reading_list.names import is_one_person, names
from reviewkit.reading_list.roles import badge_text
from reviewkit.reading_list.venues import Venue, find_venue, find_year

_SHORTEST_LEAD = 5
_NEAR = 40
_ARXIV_OF_NUMBERS = 2007
"""The year in which ids began to be a year and a month; reading lists cite next to nothing of arXiv's before."""
_NUMBER = re.compile(r"(?:\[[^\[\]]{0,40}\]|[\W\d_])*")
_TITLE_YEAR = re.compile(r"(?:\(|\byear )((?:19|20)\d\d)\)?\Z")


def _texts(draft: Draft) -> list[str]:
    """Return the texts that may state a venue, nearest to the title first."""
    inline, head = draft.inline, draft.head
    out = [_without_labels(inline, head.end, len(inline.flat), head.anchor)]
    if head.lead and head.lead <= head.start:
        out.append(_without_labels(inline, 0, head.start, None, lead=True))
    for part in draft.parts:
        if part.purpose in ("venue", "authors", "mixed", "date", "link"):
            text = _without_labels(part.inline, part.value, len(part.inline.flat), None)
            if part.purpose != "link":
                out.append(text)
    for where in [inline, *(part.inline for part in draft.parts)]:
        out += [text for alt, url in where.badges if (text := badge_text(alt, url)) and venue_only(text)]
        for anchor in where.anchors:
            if anchor.badge is not None and (text := badge_text(*anchor.badge)) and venue_only(text):
                out.append(text)
    return out


def _without_labels(inline: Inline, start: int, end: int, own: Anchor | None, lead: bool = False) -> str:
    """Return a stretch of text with the links' labels taken out, venue labels kept."""
    flat, pieces, at = inline.flat, [], start
    for anchor in inline.anchors:
        if anchor.end <= start or anchor.start >= end or anchor is own or anchor.start < at:
            continue
        if lead and anchor.end > end:  # the title's own link, whose text begins with a tag
            if not venue_only(flat[anchor.start : end].strip(" []()【】.,:：-–—|")):
                end = anchor.start
            break
        label = flat[anchor.start : anchor.end].strip(" @")
        keep = not anchor.bare and len(label) <= 40 and venue_only(label) and (lead or label_role(label) is None)
        pieces.append(flat[at : anchor.start])
        pieces.append(label if keep else " ; ")
        at = anchor.end
    pieces.append(flat[at:end])
    return "".join(pieces)


def venue_and_year(draft: Draft) -> tuple[str | None, int | None]:
    """Return what the list states: a publication before a preprint, the entry before the heading above it."""
    texts = _texts(draft)
    best: Venue | None = None
    for text in texts:
        found = find_venue(text)
        if found is not None and (best is None or (best.preprint and not found.preprint)):
            best = found
            if not found.preprint:
                break
    if best is None or (best.preprint and draft.inherited is not None):
        best = draft.inherited or best
    year = best.year if best is not None else None
    if year is None:
        year = next((y for text in texts if (y := find_year(text)) is not None), None)
    for part in draft.parts:
        if year is None and part.purpose in ("date", "name", "read", "venue"):
            year = find_year(part.inline.flat[part.value :])
    if year is None and draft.inherited is not None:
        year = draft.inherited.year
    if year is None and (found_year := _TITLE_YEAR.search(draft.title_text())):
        year = int(found_year[1])
    return (best.name if best is not None else None), year


def year_and_month(venue: str | None, year: int | None, arxiv: str | None) -> int | None:
    """Return the year of `arXiv 2004`, which is April 2020 where the paper's id says so, or the year is too early."""
    if venue != "arXiv" or year is None or not 2001 <= year <= 2012:
        return year
    monthed = arxiv.startswith(f"{year}.") if arxiv is not None else year < _ARXIV_OF_NUMBERS
    return 2000 + year // 100 if monthed else year


def identifiers(draft: Draft, found: Iterable[tuple[str, Inline, Anchor, bool]]) -> tuple[str | None, str | None]:
    """Return the arXiv id and the DOI that the entry\'s links, then its text, give."""
    ranked = sorted(found, key=lambda one: (not one[3], one[0] != "paper"))
    arxiv = next(
        (
            name
            for role, _, anchor, _ in ranked
            if role not in ("review", "blog") and (name := arxiv_in_url(anchor.url))
        ),
        None,
    )
    if arxiv is None:
        head = draft.head
        texts = [(draft.inline.flat, head.start, head.end)]
        texts += [(p.inline.flat, 0, 0) for p in draft.parts if p.purpose != "note"]
        arxiv = next((name for text in texts if (name := stated_arxiv(*text))), None)
    number = None if draft.inline.anchors else doi(draft.inline.flat)
    for role, _, anchor, _ in ranked:
        if role == "paper" and "10." in anchor.url and (number := doi(anchor.url)) is not None:
            break
    return arxiv, None if number is not None and number.startswith("10.48550/") else number


def authors(draft: Draft) -> tuple[str, ...]:
    """Return the names before the title, in the line of authors, or between the title and the venue."""
    if draft.head.authors:
        return draft.head.authors
    for part in draft.parts:
        if part.purpose == "authors":
            flat = part.inline.flat[part.value :]
            first = (
                next((part.inline.flat[a:b] for a, b in part.inline.italic[:1]), "")
                or re.split(r"[.\[(]\s|\n", flat, maxsplit=1)[0]
            )
            if people := names(first):
                return people
    return _inline_authors(draft) or _authors_before(draft)


def _authors_before(draft: Draft) -> tuple[str, ...]:
    """`Ash et al. (2020) [Fast Trees](…)`: the names that the text before the title begins with."""
    lead = draft.inline.flat[: draft.head.start] if draft.head.start > _SHORTEST_LEAD else ""
    return byline(lead[found.end() : 900])[1] if lead and (found := _NUMBER.match(lead)) else ()


def _inline_authors(draft: Draft) -> tuple[str, ...]:
    flat, head = draft.inline.flat, draft.head
    for a, b in draft.inline.italic:
        if a >= head.end and (people := names(flat[a:b])):
            return people
        if a >= head.end and flat[head.end : a].strip(" .,\n") == "" and is_one_person(one := flat[a:b].strip(" .,")):
            return (one,)
    label = next((a.start for a in draft.inline.anchors if a.start >= head.end), len(flat))
    tail = flat[head.end : min(label, head.end + 400)]
    if "," not in tail and " and " not in tail and "et al" not in tail and "by " not in tail:
        return ()
    tail = tail.lstrip(" .,;:-–—('\"”’")
    tail = tail.removeprefix("by ")
    venue = find_venue(tail)
    if venue is not None:
        tail = tail[: venue.start]
    people = byline(tail)[1] if "." in tail[:_NEAR] else ()
    tail = re.split(r"[.;\[(\n)]|\d", tail, maxsplit=1)[0]
    others = names(tail) if tail else ()
    return people if len(people) >= len(others) else others
