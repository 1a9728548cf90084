"""What one block looks like by itself, before its neighbours are asked."""

import re

from reviewkit import late
from reviewkit.reading_list.inline.marks import Anchor, Inline
from reviewkit.reading_list.inline.roles import belongs, is_own, label_of, without_own
from reviewkit.reading_list.titles.head import Head, is_label
from reviewkit.reading_list.titles.heads import read_head
from reviewkit.reading_list.words.attributes import attribute
from reviewkit.reading_list.words.ids import AROUND, is_identifier, lead_end
from reviewkit.reading_list.words.labels import label_role
from reviewkit.reading_list.words.titlecase import LOWER_START

_WORDS = late.pattern(r"[^\W_]+")
_ALNUM = late.pattern(r"[^\W_]")
_SENTENCE = late.pattern(
    r"(?:We\s(?:also|have|will|just|releas|propos|updat|add|thank|hope|recommend|list|collect|summari|welcome)|"
    r"Our\s(?:survey|paper|work|repo|list|new)\b|Please\s[a-z]|This\s(?:repo\w*|list|page)\s(?:is|was|has|contains|collects)\b|Thanks?\s(?:to|for)\b)"
)
"""How news about the list begins: `We released …`."""
_BLANKS = 24
"""More stand in a text of more than forty words, hyphens or not."""
_SHORTCODE = late.pattern(r":[a-z0-9_+-]+:")
_ID_ENDS = frozenset("0123456789]`*_)")
_OWN_PAGE = late.pattern(
    r"(?!\w+:)(?:[^?#]*/)?(?:readme|contributing|contributors|licen[cs]e|changelog|code[_-]of[_-]conduct)"
    r"[\w.-]{0,20}(?:#.*)?\Z"
    r"|mailto:|https?://(?:join\.slack\.com|discord\.(?:gg|com)|t\.me|www\.zhihu\.com/people|www\.linkedin\.com/in)/"
    r"|https?://github\.com/[^/]+/[^/]+/(?:issues|pulls?|discussions)(?:/new[^/]*)?/?(?:\?.*)?\Z",
    re.I,
)
"""A page about the list, or the people behind it: no line with nothing else is a paper."""
_ABOUT = late.pattern(r"mailto:|slack|discord|/t\.me/|/issues|/pull|/discussions|\.com/(?:people|in)/")
_POINTING = (" this", " our", " these", " the following")
"""`More of them stand in this [repo](…)`: no title ends so."""
_HASHTAGS = late.pattern(r"(?:\s#[\w/-]{1,60}){1,8}\s*\Z")
_LOOSE, _BOXED = 3, 6
"""How many words an unknown label behind a title has: `[Docs](…)`, `[[CVPR 2023 Workshop on Trees](…)]`."""
_SIGNED = late.pattern(r"[\s*_(]*(?:\w{1,14}\s){0,2}by\s\Z", re.I)
"""`By [Ann Ash](…)`, `Maintained by [Ann Ash](…)`: a person's page follows."""
_BACK = late.pattern(r"\b(?:back|top|toc|contents)\b|返回|目录", re.I)
_CJK = late.pattern(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


@late.prepared
class View:
    """A block's inline marks and what follows from them; each answer is worked out when it is first asked for.

    A line of authors below an entry is never asked for its title, and there are more such lines than titles.
    """

    def __init__(self, inline: Inline, goes_on: int) -> None:
        self.inline, self._goes_on = inline, goes_on
        self.contents = bool(inline.anchors) and self._leads_nowhere()
        """Every link leads to a place in the same page, or to a page about the list or the people behind it."""

    @late.attribute
    def head(self) -> Head:
        """The title and what stands before it."""
        return read_head(self.inline, self._goes_on)

    @late.attribute
    def title(self) -> str:
        """The title on one line; empty where there is none."""
        if self.bare:
            return ""
        head = self.head
        return self.inline.line(head.start, head.end)

    def retitle(self, rule: str) -> None:
        """Read the title once more, after its place was changed by a rule."""
        self.head.rule = rule
        self.title = self.inline.line(self.head.start, self.head.end)
        self.__dict__.pop("words", None)

    @late.attribute
    def labels(self) -> int:
        """How many links are labels with a role, or set off behind the title."""
        return sum(not a.url.startswith("#") and self._counts(a) for a in self._links)

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
        if not behind or not belongs(inline, anchor):
            return False
        return len(inline.flat[anchor.start : anchor.end].split()) <= (_BOXED if inline.boxed(anchor) else _LOOSE)

    def _leads_nowhere(self) -> bool:
        anchors = self.inline.anchors
        if anchors[0].host == "paper":
            return False
        if "://" in anchors[0].url and _ABOUT.search(anchors[0].url) is None:
            return False
        return bool(self._links) and all(a.url.startswith("#") or _OWN_PAGE.match(a.url) for a in self._links)

    @late.attribute
    def bold(self) -> bool:
        """All of the text is bold."""
        flat = self.inline.flat if self.inline.bold else ""
        stripped = (_HASHTAGS.sub("", flat) if "#" in flat else flat).strip(" \t\n*_:：.•|")
        return bool(stripped) and _covered(self.inline, stripped)

    @late.attribute
    def attribute(self) -> tuple[str, int] | None:
        """What the line is an attribute of, and where its value begins."""
        flat = self.inline.flat
        near = flat[:60]
        found = attribute(flat) if ":" in near or "：" in near else None
        if found is not None and flat[found[1] : found[1] + 1].isdigit() and lead_end(near.lstrip("[(")):
            return None  # `arXiv:2401.00001 Fast Trees`
        return found

    @late.attribute
    def bare(self) -> bool:
        """The block is an address or an identifier alone; links to the reader's own files may stand behind it."""
        anchors, flat = self.inline.anchors, self.inline.flat
        if anchors and anchors[0].url and not anchors[0].bare:
            start, end = anchors[0].start, anchors[0].end
            if flat[end - 1 : end] not in _ID_ENDS and not flat.startswith(("10.", "doi"), start):
                return False  # most blocks: the first link's text is words
        anchors = self._links
        if not anchors:
            return len(flat) < 80 and is_identifier(flat.strip(AROUND))
        start, end = anchors[0].start, anchors[0].end
        if not anchors[0].bare and not (flat[end - 1 : end] in _ID_ENDS or flat.startswith(("10.", "doi"), start)):
            return False
        if not anchors[0].bare and not is_identifier(flat[start:end].strip(AROUND)):
            return False
        return not flat[:start].strip() and not without_own(self.inline, end).strip()

    @late.attribute
    def pointed(self) -> bool:
        """Links stand in the block, to more than the reader's own review and notebook."""
        return any(not is_own(self.inline, anchor) for anchor in self.inline.anchors)

    @property
    def name(self) -> str:
        """A heading's text without the way back behind it: `Fords ([back](#contents))`, `Fords [⬆](#top)`."""
        flat, last = self.inline.flat, self.inline.anchors[-1] if self.inline.anchors else None
        if last is None or not last.start or not last.url.startswith("#") or flat[last.end :].strip(" )]"):
            return flat
        before, text = flat[: last.start].rstrip(), flat[last.start : last.end]
        back = before.endswith(("(", "[")) or _BACK.search(text) is not None or _ALNUM.search(text) is None
        return before.rstrip(" ([") if back else flat

    @property
    def behind(self) -> str:
        """The text behind the title."""
        return self.inline.flat[self.head.end :]

    @property
    def cited(self) -> bool:
        """The title's authors and year are a link behind it."""
        return any(anchor.cites for anchor in self.inline.anchors)

    @property
    def linked(self) -> bool:
        """The title is a link."""
        return self.head.anchor is not None

    @late.attribute
    def words(self) -> int:
        """How many words the title has; a Chinese or Japanese character counts half a word."""
        wide = 0 if self.title.isascii() else len(_CJK.findall(self.title)) // 2
        return len(_WORDS.findall(self.title)) + wide

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

    @late.attribute
    def only_labels(self) -> bool:
        """Nothing but labelled links stands in the block."""
        flat = self.inline.flat
        rest, at = [], 0
        if not self.inline.anchors:
            return False
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

    def _news(self, text: str) -> bool:
        """Tell whether a text is said of the list, and leads to no paper."""
        begun = text[:1] in "WOPT" and _SENTENCE.match(text) is not None
        return begun and not any(a.host == "paper" for a in self.inline.anchors)

    @late.attribute
    def prose(self) -> bool:
        """The text is a sentence around its links rather than a title with links."""
        flat, head, title = self.inline.flat, self.head, self.title
        anchor, start = head.anchor, head.start
        if anchor is not None:
            signed = flat.endswith("y ", 0, start) and anchor.host != "paper" and _SIGNED.match(flat, 0, start)
            return (start > 80 and not head.authors) or bool(signed) or (start > 3 and self._news(flat))
        if not title or LOWER_START.match(title):
            return (not self.bold and self.words < 2) or (bool(LOWER_START.match(flat)) and not self.labels)
        if self._news(title) or title.endswith(_POINTING):
            return True
        last = max([a.end for a in self.inline.anchors], default=0)
        rest = flat[last:].strip(" .,;:]")
        rest = "" if rest[:1] == "(" and rest[-1:] == ")" else rest.strip(" .,;:)(]")  # an aside
        flowing = len(rest) > 12 and rest[:1].islower() and rest.count(" ") > 2
        if flowing and (self.words < 4 or (not self.labels and bool(self.inline.anchors))):
            return True
        return (title.count(" ") > _BLANKS or not title.isascii()) and self.words > 40


def _covered(inline: Inline, stripped: str) -> bool:
    """Tell whether bold covers a text, save emoji and marks around it."""
    if 2 * sum(b - a for a, b in inline.bold[:6]) < len(stripped):
        return False
    size = len(_ALNUM.findall(stripped))
    return 0 < size <= sum(len(_ALNUM.findall(inline.flat, a, b)) for a, b in inline.bold[:6])
