"""What a block is by its looks: an entry, a part of the entry above, or neither."""

from reviewkit import late
from reviewkit.identifiers import doi_in_text
from reviewkit.reading_list.drafts.draft import Draft
from reviewkit.reading_list.walk.views import View
from reviewkit.reading_list.words.boundaries import venue_only
from reviewkit.reading_list.words.bylines import byline
from reviewkit.reading_list.words.ids import stated_arxiv
from reviewkit.reading_list.words.labels import label_role
from reviewkit.reading_list.words.names import begins_with_names, is_one_person, names
from reviewkit.reading_list.words.titlecase import DASHES, LOWER_START, reads_like_title
from reviewkit.reading_list.words.venues import find_venue, find_year

_PEOPLE_END = late.pattern(r"[.;]\s|[\[(]|\n")
_TITLE_BEGINS = ("ti", "pa", "论文", "标题", "题目", "名称")
_BEFORE_A_MENTION = """
    in on at also this see with to by vs vs. cf cf. of from than like extends improves beats outperforms replaces 对比
"""
_TOLD_OF = frozenset(_BEFORE_A_MENTION.split())
"""`featured in [the morning paper](…)` is a note on the entry above."""
_SIGNED = late.pattern(r"([^,\n]{5,40})(?:\.|,(?:[^,\n]{1,40},)?)\s*(?:19|20)\d\d\.?")
"""`Ann Ash, 2023.`, `Ann Ash. 2023`, `Ann Ash, Oak's blog, 2023.`"""
_NOTED = frozenset("123456789*†‡")
"""What marks a name whose affiliation stands elsewhere."""
_FEWEST_PAGES = 3
_LONGEST_NAME = 4
_GROUP = late.pattern(r"\([^()]*\)")


def purpose(seen: View, bullet: bool) -> str:
    """Return what a block is to the entry above: a link's role, title, authors, venue, date, links, mixed, note."""
    if seen.attribute is not None:
        return seen.attribute[0]
    if seen.only_labels:
        return "links"
    inline, flat = seen.inline, seen.inline.flat.strip()
    italic = bool(inline.italic) and not inline.flat[: inline.italic[0][0]].strip(" \t\n[(*")
    people = inline.flat[slice(*inline.italic[0])] if italic else _PEOPLE_END.split(flat, maxsplit=1)[0]
    if names(people) or (italic and begins_with_names(people)) or begins_with_names(flat):
        return "authors"
    if seen.inline.anchors and seen.inline.anchors[-1].bare and flat.endswith(seen.inline.anchors[-1].url):
        flat = flat[: -len(seen.inline.anchors[-1].url)].rstrip(" :：,|-")  # `[ICML 2020] https://…`, however long
    if venue_only(flat[:120]) or (len(flat) < 60 and find_venue(flat) is not None and find_year(flat) is not None):
        return "venue"
    if italic and seen.labels:
        return "authors"
    signed = _SIGNED.fullmatch(flat) if flat[-2:].rstrip(".").isdigit() else None
    if signed is not None and is_one_person(signed[1]):
        return "authors"
    if not bullet and seen.labels and len(flat) < 200 and not seen.prose:
        return "mixed"
    return "note"


def child_is_entry(seen: View, above: Draft) -> bool:
    """Tell whether a bullet below an entry is one: it has a linked title, or a title with a paper's label."""
    if not seen.inline.anchors and not seen.inline.bold:
        return False
    if seen.attribute is not None and not (
        seen.linked and seen.words >= 4 and seen.attribute[0] in ("paper", "blog", "link")
    ):
        return False
    if seen.contents or seen.only_labels or not seen.title:
        return False
    head, flat = seen.head, seen.inline.flat
    if seen.linked and head.anchor is not None:
        lead = flat[: head.start].strip(" \t\n*_[(-–:")
        label = flat[head.anchor.start : head.anchor.end]
        rest = flat[head.anchor.end :].strip(" \t\n*_.)]")
        paper = head.anchor.host == "paper"
        flows = rest[:1].islower() and len(rest) > 25 and not rest.startswith(("by ", "et al"))
        long = len(lead.split()) > 4 and not (paper and byline(lead)[1])
        if long or (flows and not paper) or lead.rpartition(" ")[2].lower() in _TOLD_OF:
            return False
        if rest.startswith(DASHES) and not lead and _is_named(seen, label, above):
            return True  # `  - [Oak's Annotated Source](…) - how it grew`
        rest_size = seen.unlabelled - sum(len(group) for group in _GROUP.findall(flat))
        return (
            seen.words >= 2
            and (paper or len(label) > 0.4 * (rest_size or 1) or len(label) > 0.4 * (len(flat.strip()) or 1))
            and not (flows and len(lead) > 0)
        )
    if seen.bold and not seen.inline.anchors:
        return seen.words >= 4
    if not seen.labels or seen.prose:
        return False
    if seen.cited:
        return seen.words >= 2
    return (
        seen.words >= 3
        and not LOWER_START.match(seen.title)
        and (
            reads_like_title(seen.title)
            or find_venue(flat[head.end :]) is not None
            or bool(byline(flat[head.end :].lstrip(" .,"))[1])
        )
    )


def _is_named(seen: View, label: str, above: Draft) -> bool:
    """Tell whether what a remark follows is a title, or a name like the one above."""
    return (seen.words >= 3 and reads_like_title(label)) or (_is_remarked(above) and label_role(label) is None)


def _is_remarked(above: Draft) -> bool:
    """`- [Oak](…) - how it grows`, `- [Oaks](…) of old:`: what is nested in it is written so, and no note on it."""
    anchor, flat = above.head.anchor, above.inline.flat
    if anchor is None or above.head.start > 1 or anchor.host == "paper":
        return False
    return flat[anchor.end :].lstrip(" \t*_").startswith(DASHES) or flat.rstrip().endswith(":")


def stands_alone(seen: View) -> bool:
    """Tell whether a bullet at the outer level is an entry by its own link or label."""
    if seen.contents:
        return False
    if seen.bare:
        return True
    if not seen.title:
        return False
    if seen.linked or seen.labels:
        return not seen.prose
    return False


def unlinked_title(seen: View) -> bool:
    """Tell whether a bullet without a link states a venue, or is marked as a title."""
    flat, head = seen.inline.flat, seen.head
    if not seen.title or seen.attribute is not None or flat.rstrip(" *_\n").endswith((":", "：")):
        return False
    if flat.lstrip(" *_").startswith("《"):
        return True
    if (head.authors and find_year(flat) is not None) or stated_arxiv(flat, head.start, head.end) is not None:
        return True
    if "10." in flat and seen.words >= 2 and doi_in_text(flat) is not None:
        return True
    venue = find_venue(flat[head.end :])
    lead_venue = find_venue(flat[: head.start]) if head.start > 3 else None
    if seen.words < 2 or venue is None:
        return seen.words >= 2 and lead_venue is not None
    dated = venue.year is not None or venue.preprint or len(flat) - head.end < 30
    return dated or lead_venue is not None or find_year(flat[head.end :]) is not None


def title_shaped(seen: View) -> bool:
    """Tell whether a bullet without a link reads like a title: for use among siblings that are entries."""
    flat = seen.inline.flat.strip()
    if not seen.title or flat.endswith((":", "：", "…")) or LOWER_START.match(flat) or seen.inline.anchors:
        return False
    return (
        3 <= seen.words <= 30
        and seen.attribute is None
        and (not flat.endswith(".") or flat.count(". ") == 0)
        and (reads_like_title(seen.title) or seen.words >= 5)
    )


def authors_and_links(seen: View, item: bool = True) -> bool:
    """Tell whether a block is a line of authors with labelled links, and not a citation with a title of its own."""
    if not seen.inline.anchors or not seen.labels or purpose(seen, True) != "authors":
        return False
    # The title is looked for only where there may be one: a paragraph within a bullet has none.
    return not item or not (seen.linked or seen.head.authors or seen.cited)


def names_only(seen: View) -> bool:
    """Tell whether a block is a line of authors."""
    return not seen.inline.anchors and purpose(seen, True) in ("authors", "venue", "date")


def says_title(seen: View) -> bool:
    """Tell whether a block begins with `Title:`."""
    if seen.inline.flat.lstrip(" \t*_")[:2].lower() not in _TITLE_BEGINS:
        return False
    return seen.attribute is not None and seen.attribute[0] == "title"


def introduces(seen: View) -> bool:
    """Tell whether a paragraph is of a list's head: its people, where they work, or a row of the list's other pages.

    `[Ann Ash](…)<sup>1</sup>`, `<sup>1</sup>[Oak Lab](…)`, `[Oaks](oak.md) | [Elms](elm.md) | [Yews](yew.md)`.
    """
    own, flat, anchors = seen.head.anchor, seen.inline.flat, seen.inline.anchors
    if own is None or own.host == "paper":
        return False
    if own.host == "review" and " | " in flat:
        pages = [page.split() for page in flat.split("|")]
        named = len(pages) == len(anchors) and all(len(page) <= _LONGEST_NAME for page in pages)
        return named and len(pages) >= _FEWEST_PAGES and all(anchor.host == "review" for anchor in anchors)
    if flat[own.end : own.end + 1] in _NOTED:
        return is_one_person(flat[own.start : own.end])
    return own.start == 1 and flat[0] in _NOTED
