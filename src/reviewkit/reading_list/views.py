"""What one block looks like by itself, before its neighbours are asked."""

from reviewkit import late
from reviewkit.reading_list.attributes import attribute
from reviewkit.reading_list.boundaries import venue_only
from reviewkit.reading_list.head import Head, is_label
from reviewkit.reading_list.heads import read_head
from reviewkit.reading_list.labels import label_role
from reviewkit.reading_list.marks import Anchor, Inline
from reviewkit.reading_list.names import begins_with_names, names
from reviewkit.reading_list.roles import belongs, label_of
from reviewkit.reading_list.titlecase import reads_like_title
from reviewkit.reading_list.venues import find_venue, find_year

_WORDS = late.pattern(r"[^\W_]+")
_ALNUM = late.pattern(r"[^\W_]")
_LOWER_START = late.pattern(r"[\s\"'(]*[a-z]")
_LONG = 80
"""A title of more than forty words is longer."""
_SHORTCODE = late.pattern(r":[a-z0-9_+-]+:")
_PEOPLE_END = late.pattern(r"[.;]\s|[\[(]|\n")
_GROUP = late.pattern(r"\([^()]*\)")
_CJK = late.pattern(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


class View:
    """A block's inline marks and what follows from them; each answer is worked out when it is first asked for.

    A line of authors below an entry is never asked for its title, and there are more such lines than titles.
    """

    __slots__ = ("_attribute", "_bold", "_goes_on", "_head", "_labels", "_only_labels", "_title", "_words", "inline")

    def __init__(self, inline: Inline, goes_on: int) -> None:
        self.inline = inline
        self._goes_on = goes_on
        self._head: Head | None = None
        self._title: str | None = None
        self._labels: int | None = None
        self._bold: bool | None = None
        self._only_labels: bool | None = None
        self._attribute: tuple[str, int] | bool | None = False
        self._words: tuple[str, int] | None = None

    @property
    def head(self) -> Head:
        """The title and what stands before it."""
        if self._head is None:
            self._head = read_head(self.inline, self._goes_on)
        return self._head

    @property
    def title(self) -> str:
        """The title on one line; empty where there is none."""
        if self._title is None:
            self._title = "" if self.bare else " ".join(self.inline.flat[self.head.start : self.head.end].split())
        return self._title

    @title.setter
    def title(self, title: str) -> None:
        self._title = title

    @property
    def labels(self) -> int:
        """How many links are labels with a role, or set off behind the title."""
        if self._labels is None:
            self._labels = sum(not a.url.startswith("#") and self._counts(a) for a in self._links)
        return self._labels

    @property
    def _links(self) -> list[Anchor]:
        return [a for a in self.inline.anchors if a.url or a.badge is None]

    def _counts(self, anchor: Anchor) -> bool:
        """Tell whether a link is a label of the block: by its words, or set off after the title."""
        inline = self.inline
        if anchor.badge is not None:
            return bool(label_of(inline, anchor))
        if anchor.bare or is_label(inline, anchor):
            return True
        head = self.head
        behind = head.anchor is None and anchor.start >= head.end > head.start
        return behind and len(inline.flat[anchor.start : anchor.end].split()) <= 3 and belongs(inline, anchor)

    @property
    def contents(self) -> bool:
        """Every link leads to a place in the same page."""
        anchors = self.inline.anchors
        if not anchors or anchors[0].url[:1] != "#":
            return False
        return all(a.url.startswith("#") for a in self._links)

    @property
    def bold(self) -> bool:
        """All of the text is bold."""
        if self._bold is None:
            stripped = self.inline.flat.strip(" \t\n*_:：.•|") if self.inline.bold else ""
            self._bold = bool(stripped) and _covered(self.inline, stripped)
        return self._bold

    @property
    def attribute(self) -> tuple[str, int] | None:
        """What the line is an attribute of, and where its value begins."""
        if isinstance(self._attribute, bool):
            near = self.inline.flat[:60]
            self._attribute = attribute(self.inline.flat) if ":" in near or "：" in near else None
        return self._attribute

    @property
    def bare(self) -> bool:
        """The block is an address alone."""
        anchors, flat = self.inline.anchors, self.inline.flat
        if not anchors or (not anchors[0].bare and anchors[0].badge is None):
            return False
        anchors = self._links
        if not anchors or not anchors[0].bare:
            return False
        return not flat[: anchors[0].start].strip() and not flat[anchors[0].end :].strip()

    @property
    def linked(self) -> bool:
        """The title is a link."""
        return self.head.anchor is not None

    @property
    def words(self) -> int:
        """How many words the title has; a Chinese or Japanese character counts half a word."""
        if self._words is None or self._words[0] is not self.title:
            wide = 0 if self.title.isascii() else len(_CJK.findall(self.title)) // 2
            self._words = (self.title, len(_WORDS.findall(self.title)) + wide)
        return self._words[1]

    @property
    def before_labels(self) -> str:
        """The text up to the first label behind the title."""
        behind = (a.start for a in self.inline.anchors if a.start >= self.head.end and is_label(self.inline, a))
        first = next(behind, None)
        return self.inline.flat if first is None else self.inline.flat[:first].rstrip(" \t\n[(|#,/-–")

    @property
    def unlabelled(self) -> int:
        """How long the text is, the labelled links left out."""
        flat, inline = self.inline.flat, self.inline
        return len(flat.strip()) - sum(a.end - a.start for a in inline.anchors if is_label(inline, a))

    @property
    def only_labels(self) -> bool:
        """Nothing but labelled links stands in the block."""
        if self._only_labels is None:
            self._only_labels = bool(self.inline.anchors) and self._nothing_else()
        return self._only_labels

    def _nothing_else(self) -> bool:
        flat = self.inline.flat
        rest, at = [], 0
        for anchor in self.inline.anchors:
            if anchor.start < at:
                continue
            label = label_of(self.inline, anchor)
            if not (anchor.bare or not label or label_role(label) is not None or anchor.badge is not None):
                return False
            rest.append(flat[at : anchor.start])
            at = anchor.end
        rest.append(flat[at:])
        words = _WORDS.findall(_SHORTCODE.sub(" ", "".join(rest)))
        return all(label_role(word) is not None for word in words)

    @property
    def prose(self) -> bool:
        """The text is a sentence around its links rather than a title with links."""
        flat = self.inline.flat
        if self.linked:
            return self.head.start > 80
        if not self.title or _LOWER_START.match(self.title):
            return (not self.bold and self.words < 2) or (bool(_LOWER_START.match(flat)) and not self.labels)
        last = max((a.end for a in self.inline.anchors), default=0)
        rest = flat[last:].strip(" .,;:)(]")
        flowing = len(rest) > 12 and rest[:1].islower() and rest.count(" ") > 2
        if flowing and (self.words < 4 or (not self.labels and bool(self.inline.anchors))):
            return True
        return (len(self.title) > _LONG or not self.title.isascii()) and self.words > 40


def view(inline: Inline, goes_on: int) -> View:
    """Look at a block by itself."""
    return View(inline, goes_on)


def _covered(inline: Inline, stripped: str) -> bool:
    """Tell whether bold covers a text, save emoji and marks around it."""
    if 2 * sum(b - a for a, b in inline.bold[:6]) < len(stripped):
        return False
    size = len(_ALNUM.findall(stripped))
    return 0 < size <= sum(len(_ALNUM.findall(inline.flat, a, b)) for a, b in inline.bold[:6])


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
    if venue_only(flat[:120]) or (len(flat) < 60 and find_venue(flat) is not None and find_year(flat) is not None):
        return "venue"
    if italic and seen.labels:
        return "authors"
    if not bullet and seen.labels and len(flat) < 200 and not seen.prose:
        return "mixed"
    return "note"


def child_is_entry(seen: View) -> bool:
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
        if len(lead.split()) > 4 or (flows and not paper):
            return False
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
    return (
        seen.words >= 3
        and not _LOWER_START.match(seen.title)
        and (reads_like_title(seen.title) or find_venue(flat[head.end :]) is not None)
    )


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
    venue = find_venue(flat[head.end :])
    lead_venue = find_venue(flat[: head.start]) if head.start > 3 else None
    return seen.words >= 2 and (
        (venue is not None and (venue.year is not None or venue.preprint or len(flat) - head.end < 30))
        or lead_venue is not None
    )


def title_shaped(seen: View) -> bool:
    """Tell whether a bullet without a link reads like a title: for use among siblings that are entries."""
    flat = seen.inline.flat.strip()
    if not seen.title or flat.endswith((":", "：", "…")) or _LOWER_START.match(flat) or seen.inline.anchors:
        return False
    return (
        3 <= seen.words <= 30
        and seen.attribute is None
        and (not flat.endswith(".") or flat.count(". ") == 0)
        and (reads_like_title(seen.title) or seen.words >= 5)
    )
