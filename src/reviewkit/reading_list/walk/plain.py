"""Lists without links: a section that calls itself papers, or a list of nothing but titles."""

import re

from reviewkit import late
from reviewkit.identifiers import doi_in_text
from reviewkit.reading_list.walk.views import View
from reviewkit.reading_list.words.ids import is_identifier
from reviewkit.reading_list.words.names import is_one_person, names
from reviewkit.reading_list.words.titlecase import reads_like_title
from reviewkit.reading_list.words.unlisted import stated
from reviewkit.reading_list.words.venues import find_venue, find_year

_PAPERS = frozenset(
    ("paper", "papers", "reading", "readings", "publications", "literature", "articles", "论文", "文献")
)
_BESIDE = frozenset(
    (
        "list", "lists", "to", "read", "unread", "my", "our", "the", "must", "of", "and", "recent", "key", "selected",
        "related", "core", "important", "favourite", "favorite", "next", "future", "queue", "backlog", "i", "have",
        "done", "good", "great", "interesting", "more", "other", "all",
    )
)  # fmt: skip
_TAIL = 100
_EMOJI = late.pattern(r"(?:[ \t]?:[a-z0-9_+-]{1,40}:)+\Z")
_EDITION = late.pattern(
    r"\s*\([^()]*\b(?:version|report|abstract|edition|draft|part|supplement|appendix)\b[^()]*\)\s*\Z", re.I
)
_ASIDE = late.pattern(r"\s*(?:\[[^\[\]]*\]|\([^()]* et al\.?\)|\.\.\.|…|[^\w\s])*\s*\Z")
_TASK = late.pattern(
    r"(?:add|adding|release[ds]?|support|fix|update[ds]?|upload|implement|write|finish|complete|create|make|include|clean|"
    r"refactor|improve|provide|open[- ]?source|publish|test|check|todo|more)\b",
    re.I,
)
_YEAR_BEHIND = late.pattern(r"\s\((?:19|20)\d\d\)[.,]?(?:\s.{0,40})?\Z")
_LONGEST = 40
LINKED_SHARE = 0.2
"""Above this share of bullets with links, a bullet without one is taken for a remark."""
TITLE_SHARE = 0.8
"""From this share of title-shaped bullets on, a list without links is a list of titles."""


def names_papers(heading: str) -> bool:
    """Tell whether a heading says that papers stand below it, and nothing else: `Papers`, `Reading list`, `To read`."""
    words = re.findall(r"[^\W\d_]+", heading.casefold())
    if words == ["to", "read"]:
        return True
    return any(word in _PAPERS for word in words) and all(word in _PAPERS or word in _BESIDE for word in words)


def may_be_title(seen: View) -> bool:
    """Tell whether a bullet without a link could be a title at all."""
    flat = _EMOJI.sub("", seen.inline.flat.strip()[-_TAIL:])
    return bool(seen.title) and not seen.pointed and seen.attribute is None and not flat.endswith((":", "："))


def is_short_enough(seen: View) -> bool:
    """Tell a title from a paragraph: at most forty words, and no sentence behind another."""
    flat = seen.inline.flat.strip()
    return seen.words <= _LONGEST and not re.search(r"[a-z]{3}\. [A-Z][a-z]+ [a-z]+ [a-z]+.*\.\Z", flat)


def is_titled(seen: View) -> bool:
    """Tell whether a bullet is written as titles are; a list of questions is none of titles."""
    asks = seen.inline.flat.rstrip().endswith(("?", "？"))
    return may_be_title(seen) and not asks and seen.words >= 3 and reads_like_title(seen.title)


def is_signed(seen: View) -> bool:
    """`Fast Trees of Old (1973)`, `*Fast Trees* by Ann Ash`: a title's year or author stands behind it."""
    flat, end = seen.inline.flat, seen.head.end
    if seen.inline.anchors or seen.attribute is not None or is_task(seen.title):
        return False
    if flat.startswith(" (", end) and seen.words >= 3:
        return _YEAR_BEHIND.match(flat, end) is not None and reads_like_title(seen.title)
    by = flat[end + 4 :].strip(" .*_") if seen.inline.italic and flat.startswith(" by ", end) else ""
    return bool(by) and (is_one_person(by) or bool(names(by)))


def is_task(title: str) -> bool:
    """Tell whether a bullet says what is to be done with the list: `Add the slides`."""
    return _TASK.match(title) is not None


def take_whole(seen: View) -> None:
    """Let a title without a link end where its line does, unless what follows is a venue, a year, or an aside.

    `… (Technical Report)` and `… V. Software` tell one paper from another: without them it would be the wrong one.
    """
    flat, head = seen.inline.flat, seen.head
    if head.authors:
        return  # a citation says where its title ends
    if flat.rstrip(" ~").endswith(".pdf"):
        head.end = flat.rindex(".pdf")
        seen.retitle("the name of a file")
        return
    if flat.startswith("（", head.end) and seen.inline.italic and seen.inline.italic[0][0] == head.start:
        return  # `*Fast Trees*（Ash）— what it is about`
    end = flat.find("\n", head.end)
    line_end = len(flat) if end < 0 else end
    behind = flat[head.end : line_end]
    said = find_venue(behind) or stated(behind) or find_year(behind)
    dated = said is not None or is_identifier(behind.strip(" ()[]")) or doi_in_text(behind) is not None
    if _ASIDE.match(behind) or (dated and not _EDITION.match(behind)):
        return
    head.end = head.end + len(behind.rstrip(" *_."))
    seen.retitle("the whole line: what follows is no venue, year or aside")
