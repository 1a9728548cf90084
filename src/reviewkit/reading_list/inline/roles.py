"""The role of one link: its label first, then its host, then where it stands."""

import re
from bisect import bisect_left
from operator import attrgetter
from urllib.parse import unquote

from reviewkit import late
from reviewkit.reading_list.inline.marks import Anchor, Inline
from reviewkit.reading_list.words.hosts import is_relative
from reviewkit.reading_list.words.labels import label_role
from reviewkit.reading_list.words.names import is_name

_MARKS = {"📊": "slides", "🎥": "video", "🎬": "video", "📹": "video", "📺": "video", "▶": "video"}
_SHIELD = late.pattern(
    r"(?:img\.shields\.io|badgen\.net|flat\.badgen\.net)/(?:badge/(?:static/v1\?label=)?([^?#]*)|(github)/)", re.I
)
_OF_A_COLUMN = frozenset(("slides", "video", "code"))
_FORMATS = frozenset(("pdf", "ps", "html", "[pdf]", "[link]"))
"""Labels that say in which form something is, not what: `[pdf]` in a column of slides."""
_PLAIN_ALT = frozenset(
    ("", "static badge", "badge", "image", "img", "github badge", "publish", "b", "conf", "conference", "star", "stars")
)


_ACCOUNT = late.pattern(r"(?:https?://)?(?:www\.)?(?:github|gitlab)\.com/[^/]*/?\Z")
_WORD_BEFORE = late.pattern(r"(?:^|[\n\s|;,.(\[—–-])([A-Za-z]{3,14}|[\u4e00-\u9fff]{2,6})(\s*[:：])?\s*[\[(]?\Z")

_SAID_WITHIN = 24
_ROW = 8
"""So many labels may stand before one: enough for any list, and the time stays linear."""


def said_before(inline: Inline, anchor: Anchor, label: str) -> str | None:
    """`Notes:[zhihu](…)`, `code [Fast Trees](…)`: the word before the link says its role."""
    before = inline.flat[max(0, anchor.start - _SAID_WITHIN) : anchor.start]
    last = before.rstrip("[(").rstrip()[-1:]
    if last and last not in ":：" and (not last.isalpha() or anchor.start > _SAID_WITHIN):
        return None
    found = _WORD_BEFORE.search(before)
    if not found or not (
        found[2]
        or (anchor.start - len(before) == 0 and not before[: found.start(1)].strip() and label_role(label) is None)
    ):
        return None
    return label_role(found[1]) or None


def badge_text(alt: str, address: str) -> str:
    """Return what a badge says: shields.io in the address (`EMNLP-2021-yellow`), others in the alternative text."""
    found = _SHIELD.search(address)
    if found and found[1]:
        parts = re.split(r"(?<!-)-(?!-)", unquote(found[1]).replace("_", " "))
        said = " ".join(part.replace("--", "-").strip() for part in (parts[:-1] if len(parts) > 1 else parts))
        return re.sub(r"\.svg\Z", "", said).strip()
    if found and found[2]:
        return "github"
    return alt if alt.lower() not in _PLAIN_ALT else ""


def label_of(inline: Inline, anchor: Anchor) -> str:
    """Return a link's label as shown; a badge's is what the badge says."""
    text = inline.line(anchor.start, anchor.end)
    if not text and anchor.badge is not None:
        return badge_text(*anchor.badge)
    return text


def role_of(inline: Inline, anchor: Anchor, fallback: str | None = None) -> str:
    """Return a link's role by its label, the picture after it, its host, and at last what the place says."""
    label = label_of(inline, anchor)
    host = anchor.host
    if anchor.cites:
        return host or "paper"
    paper = host == "paper" and label_role(label) == "paper"
    if not paper and (role := said_before(inline, anchor, label)):
        return role
    after = inline.flat[anchor.end : anchor.end + 3].strip(" ]):")[:1]
    if after in _MARKS and after:
        return _MARKS[after]
    said = None if anchor.bare else label_role(label)
    if said is None and anchor.badge is not None and not inline.flat[anchor.start : anchor.end].strip():
        said = label_role(anchor.badge[0]) or None
    if said == "notebook" and anchor.url and not (is_relative(anchor.url) and host == "notebook"):
        return "demo" if host == "demo" else "code"
    if fallback in _OF_A_COLUMN and (said == "" or label.lower() in _FORMATS) and _says_little(anchor):
        return fallback
    if said == "model" and host == "code":
        return "code"
    if said == "blog" and host == "video":
        return "video"
    if said == "project" and anchor.arxiv and "project" not in label.lower():
        return "paper"  # `[[Website]](https://arxiv.org/abs/…)`
    if said:
        return said
    if said == "" and fallback:
        return fallback if host in (None, "project", "blog") else host
    if said == "" or (said is None and label.startswith("@")):
        return host or "paper"
    if fallback and (host is None or fallback not in ("other", "links")):
        return fallback if fallback != "links" else "other"
    return host or ("project" if anchor.bare else "other")


def _says_little(anchor: Anchor) -> bool:
    """Tell whether an address may lead to slides, a film or code as well as to a paper: a file on any host."""
    return anchor.host in (None, "project", "blog") or (anchor.host == "paper" and anchor.url.lower().endswith(".pdf"))


def is_own(inline: Inline, anchor: Anchor) -> bool:
    """Tell whether a link is to the reader's own review or notebook, there or to come: it says nothing of its line."""
    file = not anchor.url or (anchor.url.endswith((".md", ".ipynb")) and is_relative(anchor.url))
    return file and label_role(label_of(inline, anchor)) in ("review", "notebook")


def without_own(inline: Inline, start: int) -> str:
    """Return the text from a place on, less the links to the reader's own files and what sets them off."""
    flat, pieces, at = inline.flat, [], start
    for anchor in inline.anchors:
        if anchor.start >= at and is_own(inline, anchor):
            pieces.append(flat[at : anchor.start].rstrip(" \t|,/·;&•#[("))
            at = anchor.end
            while flat[at : at + 1] in ("]", ")"):
                at += 1
    return "".join([*pieces, flat[at:]])


def is_account(url: str) -> bool:
    """Tell whether an address is a person's or an organisation's page on a host of repositories."""
    return _ACCOUNT.match(url) is not None


def _in_a_row(inline: Inline, anchor: Anchor, closed: bool) -> bool:
    """`[paper](…) [Oak](https://github.com/…)`: a name that leads to code in a row of labels is one of them."""
    index = bisect_left(inline.anchors, anchor.start, key=attrgetter("start"))
    following = inline.anchors[index + 1 : index + 2]
    if not closed and not (following and inline.flat[anchor.end : following[0].start] == " "):
        return False
    at = anchor.start
    for before in reversed(inline.anchors[max(0, index - _ROW) : index]):
        if inline.flat[before.end : at].strip(" "):
            break
        if label_role(inline.flat[before.start : before.end]) is not None:
            return True
        at = before.start
    return False


def belongs(inline: Inline, anchor: Anchor) -> bool:
    """Tell whether a link after the title that is no label is the entry's: set off by marks, and no person's page."""
    flat = inline.flat
    label = flat[anchor.start : anchor.end].strip()
    if label[:1] == "[" and inline.boxed(anchor):
        return True
    if is_name(label) and len(label.split()) in (2, 3) and anchor.host not in ("paper", "video", "blog", "dataset"):
        return False
    before = flat[max(0, anchor.start - 2) : anchor.start].rstrip()
    after = flat[anchor.end : anchor.end + 2].lstrip()
    if is_account(anchor.url):
        return False
    if not anchor.start and after[:1] == ":":
        return True  # `[Oak](https://github.com/…): [Fast Trees](…)`
    opened = (
        not before
        or before[-1] in "[(|/·•,;:#>】—–"
        or flat[anchor.start - 1 : anchor.start] == "\n"
        or before[-1] in ")].-"
    )
    closed = not after or after[0] in "])|/·•,;.#<。" or flat[anchor.end : anchor.end + 1] == "\n" or after[0] in "[("
    if not opened and anchor.host == "code":
        opened = closed = _in_a_row(inline, anchor, closed)
    return opened and closed and len(label) <= 80
