"""Rows of tables: which cell is the title, and what the columns' names say of the others."""

import re
from collections.abc import Sequence
from functools import lru_cache

from reviewkit import late
from reviewkit.reading_list.words.labels import folded, label_role

_TITLE = late.pattern(r"\btitles?\b|标题|题目|论文名|名称|文章", re.I)
_PAPER = late.pattern(r"\bpapers?\b|\breadings?\b|论文|\breference\b|\bsource\b|\bpublications?\b", re.I)
_NAME = late.pattern(
    r"\bnames?\b|\bmodels?\b|\bmethods?\b|\bworks?\b|\bprojects?\b|\bdatasets?\b|\bsystems?\b|\btools?\b|"
    r"\bbenchmarks?\b|\balgorithms?\b|\bapproach\b|模型|\bcourses?\b|\bbooks?\b|\bresources?\b|子题目|\barticle\b|"
    r"\bframeworks?\b|\brepo",
    re.I,
)
_VENUE = late.pattern(
    r"\bvenues?\b|\bconf(?:erence|\.)?\b|\bjournals?\b|\bpub(?:lisher|lication|lished|\.)?\b|\bwhere\b|收录|会议|期刊|发表|"
    r"\bpresented\b|来源",
    re.I,
)
_PUBLISHER = late.pattern(r"\bpublisher\b|\bwhere\b|来源", re.I)
"""May be an institution as well: only a known venue is one there."""
_PUBLICATION = late.pattern(r"\W*publications?\W*\Z", re.I)
_SERIES = late.pattern(r"\W*series\W*\Z", re.I)
_READ = late.pattern(r"\bread\b|阅读|\badded\b|\bstatus\b", re.I)
_DATE = late.pattern(r"\bdates?\b|\byears?\b|\btimes?\b|日期|时间|年份|\breleased?\b|\bsubmi|\bwhen\b|年", re.I)
_AUTHORS = late.pattern(r"\bauthors?\b|\bspeakers?\b|作者|\bpresenter\b", re.I)
_TOPIC = late.pattern(r"\btopics?\b|主题", re.I)
_DEADLINE = late.pattern(r"(?:(?:paper|abstract|submission)s? )*deadlines?|截稿(?:日期|时间)?", re.I)
_HELD = late.pattern(r"place|location|city|where|website|conference|event|notification|cfp|call for papers", re.I)
"""Beside a column of deadlines: where a meeting is held, or what it is called."""
_NOTHING = late.pattern(
    r"(?:n/?a|none|null|tb[ad]|nil|×|✗|❌|soon|coming soon|to be (?:announced|decided|determined)|"
    r"unavailable|无|no (?:meeting|class|lecture|talk)s?|cancell?ed|(?:public |spring |fall )?(?:break|holiday))",
    re.I,
)


def nothing(cell: str) -> bool:
    """Tell whether a cell says that there is nothing (`-`, `None`, `N/A`)."""
    said = cell.strip(" \t\n\xa0\u3000-–—/?.`*_")
    return not said or _NOTHING.fullmatch(said) is not None


def column_role(name: str) -> str | None:
    """Return what a column's name says: title, paper, name, venue, date, read, authors, or a link's role."""
    plain = re.sub(r"[*_`]|<[^<>]*>|!?\[([^\[\]]*)\]\([^()]*\)", r"\1", name).strip()
    if not plain:
        return None
    if _TITLE.search(plain):
        return "title"
    role = label_role(plain)
    if _PAPER.search(plain) and (role in (None, "paper") or _PAPER.match(plain)) and not _DATE.search(plain):
        return "paper"
    if _READ.search(plain) and _DATE.search(plain):
        return "read"
    if _VENUE.search(plain) and not _DATE.search(plain):
        return "venue"
    if _DATE.search(plain):
        return "date"
    if _VENUE.search(plain):
        return "venue"
    if role and role not in ("model", "dataset", "project", "book", "course", "other"):
        return role
    if _AUTHORS.search(plain):
        return "authors"
    if _NAME.search(plain):
        return "name"
    if _TOPIC.search(plain):
        return "topic"
    return role or ("links" if folded(plain) in ("link", "links", "url", "materials", "resources", "链接") else None)


def holds_venues(name: str) -> bool:
    """Tell whether what stands below a column's name is a venue, known or not."""
    return not _PUBLISHER.search(name)


@lru_cache(maxsize=256)
def columns(header: tuple[str, ...]) -> tuple[str | None, ...]:
    """Return the role of each column; none at all where the table is of meetings and their deadlines."""
    roles = tuple(column_role(name) for name in header)
    if any(_DEADLINE.fullmatch(name.strip()) for name in header) and any(
        _HELD.fullmatch(name.strip()) for name in header
    ):
        return ()
    if "date" in roles and None in roles[1:]:
        # Beside a column of years, `Series` is one of proceedings.
        roles = tuple("venue" if k and _SERIES.match(header[k]) else role for k, role in enumerate(roles))
    if sum(role in ("title", "paper") for role in roles) < 2:
        return roles
    # Beside a column of papers, `Publication` is where they appeared.
    return tuple("venue" if _PUBLICATION.match(name) else role for name, role in zip(header, roles, strict=True))


def title_order(roles: Sequence[str | None], count: int) -> list[int]:
    """Return the cells to look for the title in, best first."""
    ranked = [(_RANK.get(role or "", 9), k) for k, role in enumerate(roles[:count]) if role in _RANK]
    order = [k for _, k in sorted(ranked)]
    if any(rank < 3 for rank, _ in ranked):
        return order
    placed = set(order)
    return order + [k for k in range(count) if k not in placed and (k >= len(roles) or roles[k] is None)]


_RANK = {
    "title": 0,
    "paper": 1,
    "name": 2,
    "project": 3,
    "dataset": 3,
    "model": 3,
    "book": 3,
    "course": 3,
    "topic": 3,
    "links": 4,
}
