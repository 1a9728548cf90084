"""The links of an entry: which of those in its lines are its own, and in which role."""

import re

from reviewkit import late
from reviewkit.reading_list.drafts.draft import Draft, Outlook
from reviewkit.reading_list.drafts.facts import venue_and_year
from reviewkit.reading_list.inline.marks import Anchor, Inline
from reviewkit.reading_list.inline.roles import belongs, label_of, role_of, said_before
from reviewkit.reading_list.titles.head import is_label
from reviewkit.reading_list.words.boundaries import venue_only
from reviewkit.reading_list.words.kinds import section_kind, title_link_role
from reviewkit.reading_list.words.labels import label_role

_WORDED = late.pattern(r"\s*\w{2,12}\s*[:：]?\s*\Z")
_ICON = 4
"""An icon has fewer letters."""
_ALNUM = late.pattern(r"[^\W_]")
_NOTES = late.pattern(r"note|review|summar|paper|read", re.I)
_ROOT = late.pattern(r"https?://[^/?#]+/?")
_FEW_BLANKS = 2
_LONGEST_TOPIC = 40
"""In bytes, as a Chinese character says more than a letter."""
Found = tuple[str, Inline, Anchor, bool]
"""Role, block, link, and whether the title is its label."""


def entry_links(draft: Draft, outlook: Outlook) -> list[Found]:
    """Return the entry's links in the order of the text: role, block, link, whether the title is its label."""
    found: list[Found] = []
    inline, start, end, own = draft.place
    wheres = [(draft.inline, "head", 0, True)]
    if draft.parts:
        wheres += [(part.inline, part.purpose, part.value, False) for part in draft.parts]
    for where, purpose, value, head in wheres:
        for anchor in where.anchors:
            if anchor.url.startswith("#"):
                continue
            if where is inline and (
                anchor is own or (start <= anchor.start and anchor.end <= end and anchor.end > anchor.start)
            ):
                role = _title_role(anchor, draft, outlook)
                found.append((role, where, anchor, anchor is own))
            elif head:
                role_here = _head_role(where, anchor, draft.column)
                if role_here == "code" and outlook.owner and anchor.url.lower().startswith(outlook.owner):
                    role_here = "review"
                elif role_here == "paper" and anchor.host is None:
                    role_here = _by_section(where, anchor, draft)
                if role_here:
                    found.append((role_here, where, anchor, False))
            elif (role_there := _part_role(where, anchor, purpose, value)) is not None:
                if role_there == "paper" and anchor.host is None:
                    role_there = _by_section(where, anchor, draft)
                found.append((role_there, where, anchor, False))
    if len(found) < 2:
        return found
    if draft.parts:
        found.sort(key=_place)
    return _once(found)


def _place(link: Found) -> int:
    return link[2].whole[0]


def _once(found: list[Found]) -> list[Found]:
    """Drop a second link to the same place in the same role, and links within links."""
    out: list[Found] = []
    seen: set[tuple[str, str]] = set()
    for one in found:
        role, _, anchor, own = one
        key = (role, anchor.url)
        if anchor.url and key in seen and not own:
            continue
        seen.add(key)
        out.append(one)
    return out


def _title_role(anchor: Anchor, draft: Draft, outlook: Outlook) -> str:
    host = anchor.host
    if outlook.owner and anchor.url.lower().startswith(outlook.owner) and host == "code":
        return "review"
    if anchor.arxiv:
        return "paper"
    title, section = draft.title, section_kind(draft.section)
    if lead := said_before(draft.inline, anchor, title):
        return lead
    if draft.column in ("project", "dataset", "model", "course", "book", "demo", "blog") and host in (None, "project"):
        return draft.column
    if host == "review" and outlook.webbed and _to_a_topic(draft, anchor, title):
        return "other"
    near = draft.section in outlook.courses
    role = title_link_role(title, draft.announced, host, section, outlook.plenty, near)
    own_page = role == "blog" and host is None and section is None and title.count(" ") < _FEW_BLANKS
    if own_page and _ROOT.fullmatch(anchor.url):
        role = "other"  # `[Oak](https://oak.org)`: a thing's own page
    unsaid = host is None and (role == "other" or (role == "blog" and section != "blog"))
    if unsaid and (venue_and_year(draft)[0] or (not anchor.url and outlook.plenty == "paper")):
        return "paper"
    return role


def _to_a_topic(draft: Draft, anchor: Anchor, title: str) -> bool:
    """`- [Transformers](topics/transformers.md)`: a bullet that only leads to another list; notes say that they are."""
    folder, slash, file = anchor.url.rpartition("/")
    if not slash or ".md" not in file or draft.parts or draft.inline.flat.strip() != title:
        return False
    return len(title.encode("utf-8", "replace")) <= _LONGEST_TOPIC and ":" not in title and not _NOTES.search(folder)


def _head_role(where: Inline, anchor: Anchor, column: str | None) -> str | None:
    if is_label(where, anchor):
        if anchor.badge is not None and not where.flat[anchor.start : anchor.end].strip() and not anchor.url:
            return None
        return role_of(where, anchor)
    return role_of(where, anchor) if belongs(where, anchor) else None


def _by_section(where: Inline, anchor: Anchor, draft: Draft) -> str:
    """`[[Link](https://oak.org/grow)]` under `Blog posts`: neither label nor place says that it is a paper."""
    kind = section_kind(draft.section) if label_role(label_of(where, anchor)) == "" else None
    return kind if kind in ("blog", "video", "course") else "paper"


def _part_role(where: Inline, anchor: Anchor, purpose: str, value: int) -> str | None:
    if purpose == "note":
        return (
            said_before(where, anchor, label_of(where, anchor)) if _WORDED.match(where.flat[: anchor.start]) else None
        )
    if anchor.badge is not None and anchor.badge[1] == anchor.url:
        return None  # a picture that leads to itself
    icon = anchor.end - anchor.start < _ICON and anchor.badge is None and anchor.host in ("paper", "code")
    if icon and _ALNUM.search(where.flat, anchor.start, anchor.end) is None:
        return anchor.host  # `[📄](https://arxiv.org/…)` in a cell of resources
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
            or (purpose == "mixed" and belongs(where, anchor) and anchor.host == "paper")
            else None
        )
    if purpose == "links":
        return role_of(where, anchor)
    return role_of(where, anchor, purpose)
