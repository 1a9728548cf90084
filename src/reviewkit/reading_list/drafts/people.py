"""Who an entry states that wrote it."""

from reviewkit import late
from reviewkit.reading_list.drafts.draft import Draft
from reviewkit.reading_list.words.bylines import byline
from reviewkit.reading_list.words.names import is_one_person, names
from reviewkit.reading_list.words.venues import find_venue

_PEOPLE_END = late.pattern(r"[.\[(]\s|\n")
_TAIL_END = late.pattern(r"[.;\[(\n)]|\d")
_SHORTEST_LEAD = 5
_INITIALS_WITHIN = 40
_NAMES_WITHIN = 400
_NEAR = 20
"""So near behind a title one name in italics is its author."""
_NUMBER = late.pattern(r"(?:\[[^\[\]]{0,40}\]|[\W\d_])*")


def authors(draft: Draft) -> tuple[str, ...]:
    """Return the names before the title, in the line of authors, or between the title and the venue."""
    if draft.head.authors:
        return draft.head.authors
    for part in draft.parts:
        if part.purpose == "authors":
            flat = part.inline.flat[part.value :]
            first = (
                next((part.inline.flat[a:b] for a, b in part.inline.italic[:1]), "")
                or _PEOPLE_END.split(flat, maxsplit=1)[0]
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
        near = head.end <= a < head.end + _NEAR and not flat[head.end : a].strip(" .,\n")
        if near and is_one_person(one := flat[a:b].strip(" .,")):
            return (one,)
    stop = head.end + _NAMES_WITHIN
    for anchor in draft.inline.anchors:
        if anchor.start >= head.end:
            stop = min(stop, anchor.start)
            break
    tail = flat[head.end : stop]
    if "," not in tail and " and " not in tail and "et al" not in tail and "by " not in tail:
        return ()
    tail = tail.lstrip(" .,;:-–—('\"”’")
    by = tail.startswith("by ")
    tail = tail.removeprefix("by ")
    venue = find_venue(tail)
    if venue is not None:
        tail = tail[: venue.start]
    people = byline(tail)[1] if "." in tail[:_INITIALS_WITHIN] else ()
    tail = _TAIL_END.split(tail, maxsplit=1)[0]
    others = names(tail) if tail else ()
    if by and not (people or others) and is_one_person(one := tail.strip(" .,-–—|")):
        return (one,)
    turned = bool(people) and "," in people[0]  # `Ash, Ann & Birch, Bo` are two
    return people if turned or len(people) >= len(others) else others
