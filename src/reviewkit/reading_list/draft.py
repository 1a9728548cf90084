"""An entry in the making: its title's block, what belongs to it, and how it becomes an `Entry`."""

import re
from dataclasses import dataclass, field

from reviewkit.identifiers import arxiv_in_text, arxiv_in_url, doi
from reviewkit.reading_list.boundaries import venue_only
from reviewkit.reading_list.entry import Entry, Link
from reviewkit.reading_list.heads import Head, is_label
from reviewkit.reading_list.hosts import host_role
from reviewkit.reading_list.inline import Anchor, Inline
from reviewkit.reading_list.kinds import decide, section_kind, title_link_role
from reviewkit.reading_list.labels import label_role
from reviewkit.reading_list.lines import Bytes
from reviewkit.reading_list.names import names
from reviewkit.reading_list.roles import badge_text, belongs, label_of, role_of, said_before
from reviewkit.reading_list.venues import Venue, find_venue, find_year


@dataclass(slots=True)
class Part:
    """Something that belongs to an entry beside its title's block."""

    inline: Inline
    purpose: str
    """A link's role, or title, authors, venue, date, read, links, mixed, note."""
    value: int = 0
    """Where the value begins, after `Code:`."""


@dataclass(slots=True)
class Draft:
    """What the walk over the blocks gathers of one entry."""

    line: int
    end_line: int
    inline: Inline
    head: Head
    section: tuple[str, ...]
    checked: bool | None = None
    parts: list[Part] = field(default_factory=list)
    inherited: Venue | None = None
    """The venue of the bullet or heading above."""
    reasons: list[str] = field(default_factory=list)
    title_part: tuple[Inline, int, int, Anchor | None] | None = None
    """A title that an attribute gives (`论文名称：…`)."""
    column: str | None = None
    """The role of the title's column."""

    def title(self) -> tuple[Inline, int, int, Anchor | None]:
        """Return where the title stands."""
        return self.title_part or (self.inline, self.head.start, self.head.end, self.head.anchor)

    def title_text(self) -> str:
        """Return the title as shown, on one line."""
        inline, start, end, _ = self.title()
        return " ".join(inline.flat[start:end].split())


@dataclass(slots=True)
class Outlook:
    """What the whole list says that one entry needs."""

    plenty: str
    """The kind that most entries have."""
    courses: frozenset[tuple[str, ...]]
    """The sections that hold a course."""
    owner: str = ""
    """The beginning of the address of the reader's own repositories, where the list keeps notes there."""


_TITLE_YEAR = re.compile(r"(?:\(|\byear )((?:19|20)\d\d)\)?\Z")
_WORDED = re.compile(r"\s*\w{2,12}\s*[:：]?\s*\Z")


def finish(draft: Draft, file: str, outlook: Outlook, places: Bytes, span: tuple[int, int]) -> Entry:
    """Turn a draft into the entry."""
    title = draft.title_text()
    section = section_kind(draft.section)
    found = _links(draft, title, section, outlook)
    venue, year = _venue(draft)
    arxiv, number = _identifiers(draft, found)
    roles = [role for role, _, _, own in found if not own]
    own = next((role for role, _, _, own in found if own), None)
    kind, why = decide(title, own, roles, bool(venue or arxiv or number), section, outlook.plenty)
    draft.reasons.append(f"kind {kind}: {why}")
    inline, start, end, _ = draft.title()
    return Entry(
        file=file, line=draft.line, end_line=draft.end_line, title=title, kind=kind,
        span=places.span(*span), title_span=places.span(*inline.source(start, end)),
        section=draft.section, venue=venue, year=year, authors=_authors(draft), arxiv=arxiv, doi=number,
        links=tuple(
            Link(role, label_of(where, anchor), anchor.url, places.span(*anchor.whole), places.span(*anchor.target))
            for role, where, anchor, _ in found
        ),
        checked=draft.checked,
    )  # fmt: skip


# -- links

_Found = tuple[str, Inline, Anchor, bool]


def _links(draft: Draft, title: str, section: str | None, outlook: Outlook) -> list[_Found]:
    """Return the entry's links in the order of the text: role, block, link, whether the title is its label."""
    found: list[_Found] = []
    inline, start, end, own = draft.title()
    for where, purpose, value, head in [
        (draft.inline, "head", 0, True),
        *((p.inline, p.purpose, p.value, False) for p in draft.parts),
    ]:
        for anchor in where.anchors:
            if anchor.url.startswith("#"):
                continue
            if where is inline and (
                anchor is own or (start <= anchor.start and anchor.end <= end and anchor.end > anchor.start)
            ):
                role = _title_role(anchor, title, section, draft, outlook)
                found.append((role, where, anchor, anchor is own))
            elif head:
                role_here = _head_role(where, anchor, draft.column)
                if role_here == "code" and outlook.owner and anchor.url.lower().startswith(outlook.owner):
                    role_here = "review"
                if role_here:
                    found.append((role_here, where, anchor, False))
            elif (role_there := _part_role(where, anchor, purpose, value)) is not None:
                found.append((role_there, where, anchor, False))
    found.sort(key=lambda one: one[2].whole[0])
    return _once(found)


def _once(found: list[_Found]) -> list[_Found]:
    """Drop a second link to the same place in the same role, and links within links."""
    out: list[_Found] = []
    seen: set[tuple[str, str]] = set()
    for one in found:
        role, _, anchor, own = one
        key = (role, anchor.url)
        if anchor.url and key in seen and not own:
            continue
        seen.add(key)
        out.append(one)
    return out


def _title_role(anchor: Anchor, title: str, section: str | None, draft: Draft, outlook: Outlook) -> str:
    host = host_role(anchor.url) if anchor.url else None
    if outlook.owner and anchor.url.lower().startswith(outlook.owner) and host == "code":
        return "review"
    if arxiv_in_url(anchor.url):
        return "paper"
    if lead := said_before(draft.inline, anchor, title):
        return lead
    if draft.column in ("project", "dataset", "model", "course", "book", "demo", "blog") and host in (None, "project"):
        return draft.column
    near = draft.section in outlook.courses
    role = title_link_role(title, host, section, outlook.plenty, near)
    if role == "other" and host is None and _venue(draft)[0]:
        return "paper"
    return role


def _head_role(where: Inline, anchor: Anchor, column: str | None) -> str | None:
    if is_label(where, anchor):
        if anchor.badge is not None and not where.flat[anchor.start : anchor.end].strip() and not anchor.url:
            return None
        return role_of(where, anchor)
    return role_of(where, anchor) if belongs(where, anchor) else None


def _part_role(where: Inline, anchor: Anchor, purpose: str, value: int) -> str | None:
    if purpose == "note":
        return (
            said_before(where, anchor, label_of(where, anchor)) if _WORDED.match(where.flat[: anchor.start]) else None
        )
    if purpose == "title":
        return role_of(where, anchor, "paper")
    if purpose in ("authors", "venue", "date", "mixed", "read", "link", "name"):
        if purpose == "link" or (
            is_label(where, anchor) and (label_role(label_of(where, anchor)) or anchor.bare or anchor.badge is not None)
        ):
            return role_of(where, anchor)
        if (
            purpose in ("mixed", "note")
            and where.flat[anchor.start : anchor.end].strip()
            and role_of(where, anchor) in ("paper", "code")
            and _WORDED.match(where.flat[: anchor.start])
        ):
            return role_of(where, anchor)
        return (
            role_of(where, anchor)
            if venue_only(label_of(where, anchor))
            or (purpose == "mixed" and belongs(where, anchor) and host_role(anchor.url) == "paper")
            else None
        )
    if purpose == "links":
        return role_of(where, anchor)
    return role_of(where, anchor, purpose)


# -- venue, year, ids, authors


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
        label = flat[anchor.start : anchor.end].strip(" @")
        keep = not anchor.bare and len(label) <= 40 and venue_only(label) and (lead or label_role(label) is None)
        pieces.append(flat[at : anchor.start])
        pieces.append(label if keep else " ; ")
        at = anchor.end
    pieces.append(flat[at:end])
    return "".join(pieces)


def _venue(draft: Draft) -> tuple[str | None, int | None]:
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


def _identifiers(draft: Draft, found: list[_Found]) -> tuple[str | None, str | None]:
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
        texts = [draft.inline.flat, *(p.inline.flat for p in draft.parts if p.purpose != "note")]
        arxiv = next(
            (
                name
                for text in texts
                if "xiv" in text or "Xiv" in text or "XIV" in text or "abs/" in text
                if (name := arxiv_in_text(text))
            ),
            None,
        )
    number = None
    for role, _, anchor, _ in ranked:
        if role == "paper" and "10." in anchor.url and (number := doi(anchor.url)) is not None:
            break
    return arxiv, None if number is not None and number.startswith("10.48550/") else number


def _authors(draft: Draft) -> tuple[str, ...]:
    for part in draft.parts:
        if part.purpose == "authors":
            flat = part.inline.flat[part.value :]
            first = (
                next((part.inline.flat[a:b] for a, b in part.inline.italic[:1]), "")
                or re.split(r"[.\[(]\s|\n", flat, maxsplit=1)[0]
            )
            if people := names(first):
                return people
    return _inline_authors(draft)


def _inline_authors(draft: Draft) -> tuple[str, ...]:
    flat, head = draft.inline.flat, draft.head
    for a, b in draft.inline.italic:
        if a >= head.end and (people := names(flat[a:b])):
            return people
    tail = flat[head.end : head.end + 400].lstrip(" .,;:-–—(")
    tail = tail.removeprefix("by ")
    venue = find_venue(tail)
    if venue is not None:
        tail = tail[: venue.start]
    tail = re.split(r"[.;\[(\n)]|\d", tail, maxsplit=1)[0]
    return names(tail) if tail else ()
