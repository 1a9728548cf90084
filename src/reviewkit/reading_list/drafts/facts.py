"""What an entry states besides its title: venue, year, identifiers."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from reviewkit import late
from reviewkit.identifiers import doi, doi_in_text
from reviewkit.reading_list.drafts.draft import Draft, Part
from reviewkit.reading_list.inline.marks import Anchor, Inline
from reviewkit.reading_list.inline.roles import badge_text
from reviewkit.reading_list.words.boundaries import venue_only
from reviewkit.reading_list.words.columns import nothing
from reviewkit.reading_list.words.ids import stated_arxiv
from reviewkit.reading_list.words.labels import label_role
from reviewkit.reading_list.words.names import is_one_person, names
from reviewkit.reading_list.words.titlecase import reads_like_title
from reviewkit.reading_list.words.unlisted import stated, unlisted, venue_in_italics
from reviewkit.reading_list.words.venues import Venue, find_venue, find_year, full_year, is_known

_ARXIV_OF_NUMBERS = 2007
"""The year in which ids began to be a year and a month; reading lists cite next to nothing of arXiv's before."""
# `*Letters of Oak*, 4(1)`: what stands behind a journal.
_VOLUME_BEHIND = late.pattern(r"[.,;]?\s?(?:[Vv]ol\.?\s?|[(]|[Nn]o\.?\s?)?\d")
_MARKS = 6
"""So many letters stand at most between a citation's title and its venue: `. In `."""
_NEAR = 20
"""So near behind a cited title stands the `]//` before its venue."""
_LONGEST_CELL = 120
_LETTERS = late.pattern(r"[^\W\d_]{2}")
_CELL_YEAR = late.pattern(
    r"\A\W*(?:19|20)\d\d\b[\s-]*|\A['’](?P<first>[012]\d)[\s-]+|[\s,('’-]*(?:\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\s)?"
    r"(?:(?:19|20)\d\d|(?<=['’])(?P<last>[012]\d))\b\W*\Z"
)
_PENDING = late.pattern(
    r"(?:(?:under|in|to)\s)?(?:review|submission|press|submitted|accepted|appear|preparation|unpublished)\b", re.I
)
"""What stands below `Venue` where there is none yet."""
_NAME_AND_YEAR = late.pattern(r"([A-Z][\w@&.+-]{1,30}(?:\s[\w@&.+-]{1,30}){0,4})\s((?:19|20)\d\d)")
_SHORT_YEAR = late.pattern(r"['’‘]([012]\d)[)\]]")
"""`(OSDI Workshop on Trees'24)`: the year at the end of a venue's bracket."""
_TITLE_YEAR = late.pattern(r"(?:\(|\byear )((?:19|20)\d\d)\)?\Z")


def _texts(draft: Draft) -> Iterator[str]:
    """Yield the texts that may state a venue, nearest to the title first."""
    inline, head = draft.inline, draft.head
    behind = head.end
    if head.authors and (slashes := inline.flat.find("]//", behind, behind + _NEAR)) > 0:
        behind = slashes + 3  # `Ash A. Fast trees[C]//ICML. 2020`
    if head.anchor is not None and len(inline.anchors) == 1:
        yield inline.flat[behind:]
    else:
        yield _without_labels(inline, behind, len(inline.flat), head.anchor)
    if head.lead and head.lead <= head.start:
        yield _without_labels(inline, 0, head.start, None, lead=True)
    for part in draft.parts:
        if part.purpose in ("venue", "authors", "mixed", "date"):
            yield _without_labels(part.inline, part.value, len(part.inline.flat), None)
    for where in [inline, *(part.inline for part in draft.parts)] if draft.parts else (inline,):
        for badge in (*where.badges, *[anchor.badge for anchor in where.anchors]):
            if badge is not None and (text := badge_text(*badge)) and venue_only(text):
                yield text


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
        if not keep and " " in label and label[-4:].isdigit() and unlisted(label) is not None:
            keep, label = True, f"; {label} ;"
        keep = keep or anchor.cites
        pieces.append(flat[at : anchor.start])
        pieces.append(label if keep else " ; ")
        at = anchor.end
    pieces.append(flat[at:end])
    return "".join(pieces)


def venue_and_year(draft: Draft) -> tuple[str | None, int | None]:
    """Return what the list states: a publication before a preprint, the entry before the heading above it."""
    if draft.dated is None:
        draft.dated = _venue_and_year(draft)
    return draft.dated


def _venue_and_year(draft: Draft) -> tuple[str | None, int | None]:
    seen: list[str] = []
    best: Venue | None = None
    texts = _texts(draft)
    for text in texts:
        seen.append(text)
        found = find_venue(text)
        if found is not None and (best is None or (best.preprint and not found.preprint)):
            best = found
            if not found.preprint:
                break
    if draft.parts and (best is None or best.preprint):
        best = column_venue(draft) or best
    if draft.inline.italic and (", in " in draft.inline.flat or ". In " in draft.inline.flat):
        best = _in_italics(draft.inline, draft.head.end, best)
    for text in seen[:2] if best is None else ():
        best = best or stated(text)
    if best is None and draft.head.authors and draft.inline.italic:
        best = _behind_cited(draft.inline, draft.head.end)
    if best is None and draft.parts:
        best = _on_a_badge(draft)
    if best is None or (best.preprint and draft.inherited is not None):
        best = draft.inherited or best
    if best is None:
        return None, _stated_year(draft, None, seen, texts)
    return best.name, _stated_year(draft, best, seen, texts) if best.year is None else best.year


def _stated_year(draft: Draft, venue: Venue | None, seen: list[str], more: Iterator[str]) -> int | None:
    """Return the year that stands elsewhere: in a text, a column, the heading above, the title."""
    for text in chain(seen, more):
        if (year := find_year(text)) is not None:
            return year
    for part in draft.parts:
        dated = part.purpose in ("date", "read", "venue") or (part.purpose in ("name", "paper") and _names_year(part))
        if dated and (year := find_year(part.inline.flat[part.value :])) is not None:
            return year
    published = venue is not None and not venue.preprint
    if published and (short := next(filter(None, map(_SHORT_YEAR.search, seen)), None)):
        return full_year(short[1])
    if draft.inherited is not None and draft.inherited.year is not None:
        return draft.inherited.year
    title = draft.title
    found = _TITLE_YEAR.search(title) if title[-1:] in ")0123456789" else None
    return int(found[1]) if found is not None else None


def _in_italics(inline: Inline, start: int, best: Venue | None) -> Venue | None:
    """Return the venue in italics behind `in` where the table does not know it, else what was found so far."""
    for a, b in inline.italic:
        if a > start and inline.flat.startswith("n ", a - 2) and (own := venue_in_italics(inline.flat, a, b)):
            return best if best is not None and is_known(own.name) else own  # `in *Letters on ELM* 2021`: not ELM
    return best


def _behind_cited(inline: Inline, end: int) -> Venue | None:
    """`Ash, A. (2020). Fast trees. *Growing Letters of Oak*, 4(1)`: italics right behind a citation's title."""
    a, b = next(((a, b) for a, b in inline.italic if a >= end), (0, 0))
    name = inline.flat[a:b].strip(" .,")
    near = a - end <= _MARKS and not any(c.isalnum() for c in inline.flat[end:a].removesuffix("In "))
    if not near or not name[:1].isupper() or b - a > _LONGEST_CELL or names(name) or is_one_person(name):
        return None
    said = inline.flat[end:a].endswith("In ") or _VOLUME_BEHIND.match(inline.flat, b) is not None
    said = said or (" " in name and reads_like_title(name))
    return Venue(name, None, a, b) if said else None


def _names_year(part: Part) -> bool:
    """`| Oak 2019 |`, `| [Ash et al., 2019](…) |` beside a title, but not `| 2000 |` below a column of sizes."""
    if part.purpose == "paper":
        return any(anchor.cites for anchor in part.inline.anchors)
    return not part.inline.flat.strip().isdigit()


def _on_a_badge(draft: Draft) -> Venue | None:
    """A badge that leads to the paper and says `Forests 2019`: a venue, known or not, and its year."""
    for part in draft.parts:
        for anchor in part.inline.anchors:
            if anchor.badge is None or anchor.host != "paper":
                continue
            found = _NAME_AND_YEAR.fullmatch(badge_text(*anchor.badge))
            if found is not None and label_role(found[1]) is None:
                return Venue(found[1], int(found[2]), *found.span())
    return None


def column_venue(draft: Draft) -> Venue | None:
    """`| Journal of Slow Trees, 2021 |` below `Venue`: a venue that nobody else knows stands as it is written."""
    for part in draft.parts:
        flat = part.inline.flat[part.value :].strip() if part.whole else ""
        if not flat or len(flat) > _LONGEST_CELL or label_role(flat) is not None:
            continue
        if found := find_venue(flat):
            return found
        dated = _CELL_YEAR.search(flat)
        name = " ".join(_CELL_YEAR.sub("", flat).split()).strip(" ,;")
        if _LETTERS.search(name) and not nothing(name) and not _PENDING.match(name):
            two = (dated["first"] or dated["last"]) if dated is not None else None
            return Venue(name, find_year(flat) or (full_year(two) if two else None), 0, len(flat))
    return None


def year_and_month(venue: str | None, year: int | None, arxiv: str | None) -> int | None:
    """Return the year of `arXiv 2004`, which is April 2020 where the paper's id says so, or the year is too early."""
    if venue != "arXiv" or year is None or not 2001 <= year <= 2012:
        return year
    monthed = arxiv.startswith(f"{year}.") if arxiv is not None else year < _ARXIV_OF_NUMBERS
    return 2000 + year // 100 if monthed else year


def identifiers(draft: Draft, found: Iterable[tuple[str, Inline, Anchor, bool]]) -> tuple[str | None, str | None]:
    """Return the arXiv id and the DOI that the entry's links, then its text, give."""
    links = list(found)
    if len(links) > 1:
        links.sort(key=_rank)
    arxiv = number = None
    for role, _, anchor, _ in links:
        if arxiv is None and role not in ("review", "blog"):
            arxiv = anchor.arxiv
        if number is None and role == "paper" and ("10." in anchor.url or "nature" in anchor.url):
            number = doi(anchor.url)
    if arxiv is None:
        arxiv = _stated_in_text(draft)
    if number is None and (draft.parts or "10." in draft.inline.flat):
        number = _doi_in_text(draft)
    return arxiv, None if number is not None and number.startswith("10.48550/") else number


def _doi_in_text(draft: Draft) -> str | None:
    """`Fast Trees, doi:10.1145/1.2`: the DOI that a line states beside its links."""
    inline = draft.inline
    if "10." in inline.flat:
        if found := doi_in_text(inline.flat):
            return found[1]
        if not inline.anchors:
            return doi(inline.flat)
    for part in draft.parts:
        if "10." in part.inline.flat and part.purpose != "note" and (found := doi_in_text(part.inline.flat)):
            return found[1]
    return None


def _rank(link: tuple[str, Inline, Anchor, bool]) -> int:
    """The title's own link first, then those that lead to papers."""
    return 0 if link[3] else 1 if link[0] == "paper" else 2


def _stated_in_text(draft: Draft) -> str | None:
    if found := stated_arxiv(draft.inline.flat, draft.head.start, draft.head.end):
        return found
    parts = (part for part in draft.parts if part.purpose != "note")
    return next((found for part in parts if (found := stated_arxiv(part.inline.flat, 0, 0))), None)
