"""What stands before a title: tags, numbers, labels, venue-first forms."""

import re

from reviewkit import late
from reviewkit.reading_list.inline.marks import Anchor, Inline
from reviewkit.reading_list.titles.edges import JUNK
from reviewkit.reading_list.titles.head import is_label
from reviewkit.reading_list.words.boundaries import group_end, venue_only
from reviewkit.reading_list.words.ids import lead_end
from reviewkit.reading_list.words.labels import is_tool, label_role
from reviewkit.reading_list.words.meetings import MEETING, MEETS
from reviewkit.reading_list.words.titlecase import reads_like_title
from reviewkit.reading_list.words.venuenames import NAMED
from reviewkit.reading_list.words.venues import find_venue, is_known
from reviewkit.reading_list.words.venuesigns import names_a_venue

_ORDINAL = late.pattern(r"\d{1,3}(?:\.\d{1,2})?[.)、]\s+(?=\S)")
_LABELLED = late.pattern(r"([^\W\d_][\w &;./-]{1,30})\s*[:：]\s*")
_YEAR_FIRST = late.pattern(r"(?:19|20)\d\d(?:[./-]\d{1,2}){0,2}\s*[-–—:,.|]\s+")
FAR = 64
"""No lead of words is as long: `Proceedings of …:`, `Blog:`, `OSDI 2020,`."""
_TAG = 40
"""No venue with its year is as long: `**NeurIPS 2023 Spotlight** Fast Trees`."""
_MOST = 60
"""How many links of a block are asked whether they are its title."""
_LABELS_IN_A_ROW = 8
"""`[[Paper](…)][[Code](…)] Title`: so many labels may stand before a title."""
_FOUR_LETTERS = late.pattern(r"(?:[\W\d_]{0,50}[^\W\d_]){4}")
_EVENT = r"(?i:challenge|competition|tutorial|workshop|keynote|report|highlight|track|task|conference|best|award)s?\b"
_VENUE_TAG = late.pattern(
    r"(?:[A-Za-z][\w&-]{1,12}(?:\s[A-Z]\w{1,12})?(?:\s?['’‘`]\s?\d\d|[\s-]?(?:19|20)\d\d)"
    r"|(?:19|20)\d\d[\s-][A-Z][\w&-]{1,12})(?:\s\(?(?i:oral|spotlight|poster|highlight)\b\)?)?"
    r"(?:\s+|(?<=['’‘`]\d\d)[-–](?=[A-Z]))"
    rf"(?=[A-Z\"“‘(\[\d]\S*\s[\w(\[]\S*\s\S)(?!{_EVENT}|\S+(?:\s\S+){{0,3}}\s{_EVENT})"
)
"""Venue and year, unless they name an event: `ICML 2020 AutoML Workshop`."""
_DIGIT = late.pattern(r"[0-9]")
_SEPARATOR = late.pattern(r"[,:：|–—]")
_DASH = late.pattern(r"-\s")
_SIGN = late.pattern(r"[0-9,:：|–—]")
"""What every lead of words has, if no dash: a digit, or a mark between it and the title."""
_BEHIND_A_TAG = frozenset((" ", "", "\n", "\t", ":", "：", ",", ".", "[", "*", "\u3000", "《", '"', "“"))
_NAMED_SO = frozenset(("code", "slides", "demo", "dataset", "model", "project", "book"))
_DASHED = late.pattern(r"((?:19|20)?\d\d[-_ ][A-Za-z][A-Za-z&]{1,14})\s?[-–_:：]\s?")
_TITLE = late.pattern(r"(?:paper )?title\s*[:：]\s*|(?:论文)?(?:标题|题目|名称)\s*[:：]\s*", re.I)
_VENUE_FIRST = late.pattern(r"([^,:：\[\]()|\"“《\n]{2,60}?)\s*(?:[,:：]|\s(?:--|[-–—|]))\s+")
_PRAISE = late.pattern(r"(?:oral|spotlight|poster|highlight)\s?[.,:]\s+(?=\S)", re.I)
"""`ICML 2020, Oral. Fast Trees`: what stands behind the venue."""
_SEE = late.pattern(r"(?:see also|also see|see|also|read|new|update[ds]?|original|survey|thesis|book)\s*[:：]\s*", re.I)

_NAME = late.pattern(r"[A-Za-z][\w.+-]{1,24}\Z", re.A)
"""`【TreeNet】Fast Trees for Rivers`: one word in such brackets is the title's alias."""


class Lead:
    """Reads a block up to its title."""

    def __init__(self, inline: Inline, goes_on: int) -> None:
        self.inline, self.goes_on = inline, goes_on
        self.flat = inline.flat
        self.labels: list[Anchor] = []
        self.titles: list[Anchor] = []
        for anchor in inline.anchors if len(inline.anchors) <= _MOST else inline.anchors[:_MOST]:
            (self.labels if is_label(inline, anchor) else self.titles).append(anchor)
        self.pos = 0

    def begins_with_title(self) -> bool:
        """Tell quickly whether a title begins the block, without a sign of a lead in it."""
        flat = self.flat
        if not flat[:1].isalpha() or self.inline.code or (self.labels and not self.labels[0].start):
            return False
        if _SIGN.search(flat, 0, FAR) is None and _DASH.search(flat, 0, FAR) is None:
            return True
        linked = self.titles and not self.titles[0].start and self.titles[0].end >= FAR
        return bool(linked) and _DIGIT.search(flat, 0, FAR) is None and not names_a_venue(flat, 0, FAR)

    def first_title(self) -> Anchor | None:
        """Return the first link after the lead that is no label."""
        for anchor in self.titles:
            if anchor.end > self.pos:
                return anchor
        return None

    def only_marks(self, start: int, end: int) -> bool:
        """Tell whether nothing but opening marks stands in a stretch."""
        return start >= end or not self.flat[start:end].strip(" \t\n\"“'‘([【《*_")

    def skip_lead(self) -> None:
        """Pass over tags, numbers, venue-first forms, labels and emoji."""
        flat, code, labels = self.flat, self.inline.code, self.labels
        for _ in range(12):
            before = self.pos
            if found := JUNK.match(flat, before):
                self.pos = self.keep_mark(found.end())
            if self.pos >= len(flat):
                return
            skipped = (code and self.skip_code()) or (labels and self.skip_label())
            skipped = skipped or (flat[self.pos] in "[(（【" and self.skip_tag()) or self.skip_words()
            if not skipped and self.pos == before:
                return

    def keep_mark(self, end: int) -> int:
        """`.NET` and `-SNE` keep their mark, `#1` does."""
        if end < len(self.flat) and self.flat[end - 1] in "#." and self.flat[end].isalnum() and end - self.pos == 1:
            return end - 1
        return end

    def more(self, at: int) -> bool:
        """Tell whether a title can still follow: text of weight that is no label."""
        if any(a.start >= at for a in self.titles):
            return True
        at = self.past_labels(at)
        stop = next((a.start for a in self.labels if a.start >= at), len(self.flat))
        rest = self.flat[at:stop]
        plain = rest.strip(" ()[],|")
        return _FOUR_LETTERS.match(rest) is not None and not venue_only(plain) and label_role(plain) is None

    def skip_code(self) -> bool:
        """A code span before the title is a tag."""
        for a, b in self.inline.code[:8] if self.inline.code else ():
            whole = any(t.start <= a and t.end <= b for t in self.titles if t.start < b and t.end > a)
            if a <= self.pos < b and not whole and self.more(b):
                self.pos = b
                return True
        return False

    def skip_label(self) -> bool:
        """A label may stand before the title: `[[CVPR2022](…)] Fast Trees`."""
        for anchor in self.labels:
            if anchor.start > self.pos:
                return False
            if anchor.start <= self.pos < anchor.end and self.more(anchor.end):
                self.pos = anchor.end
                while self.flat[self.pos : self.pos + 1] in ("]", ")"):
                    self.pos += 1
                return True
        return False

    def skip_tag(self) -> bool:
        """`[2016-ECCV]`, `[12]`, `(TreeNet)`, `【ICLR 2020】` before a title."""
        flat, pos = self.flat, self.pos
        close = group_end(flat, pos, len(flat))
        if (
            close < 0
            or self.remarked(close)
            or any(a.start >= pos and a.start < a.end <= close + 1 for a in self.titles)
        ):
            return False
        inner = flat[pos + 1 : close]
        if self.inline.bold and self.inline.bold[0][0] <= pos + 1 and self.names_itself(pos, close):
            self.pos += 1
            return True
        glued = flat[pos] == "(" and (flat[close + 1 : close + 2] not in _BEHIND_A_TAG or inner[-1:] in ("!", "?"))
        if glued and not (inner[-1:].isdigit() and venue_only(inner)):
            return False  # `(De)Randomized Rivers`, `(Certified!!) Rivers`
        if (
            (flat[pos] == "【" and not (venue_only(inner) or _NAME.match(inner) or inner.isdigit()))
            or len(inner) > 60
            or not self.more(close + 1)
        ):
            return False
        self.pos = close + 1
        return True

    def remarked(self, close: int) -> bool:
        """`[Fast Trees] [[Paper](…)] (the first of them)`: behind the bracket's labels stands only an aside."""
        at = self.past_labels(close) if self.flat.startswith((" [", "[["), close + 1) else close
        rest = self.flat[at:].strip(" ])\n") if at > close else ""
        return rest[:1] == "(" and ")" not in rest

    def past_labels(self, at: int) -> int:
        """Return where the labels in a row end that follow a place."""
        for label in self.labels[:_LABELS_IN_A_ROW]:
            if label.start >= at and not any(c.isalnum() for c in self.flat[at : label.start]):
                at = label.end
        return at

    def names_itself(self, pos: int, close: int) -> bool:
        """`[**Oak**] [[Code](…)]` and a remark on the next line: the bracket holds the title."""
        line = self.flat.find("\n", close)
        if line < 0 or self.inline.bold[0][1] < close:
            return False
        at = self.past_labels(close)
        return (
            close < at <= line
            and not any(c.isalnum() for c in self.flat[at:line])
            and not venue_only(self.flat[pos + 1 : close])
            and not reads_like_title(self.flat[line + 1 :].partition("\n")[0])
        )

    def skip_words(self) -> bool:
        """A number, a year, `Blog:`, or `OSDI 2020,` before the title."""
        flat, pos = self.flat, self.pos
        near = flat[pos : pos + FAR]
        digit = _DIGIT.search(near)
        if digit is not None and self.skip_number(near):
            return True
        meeting = digit is not None and (near[:3].lower() in MEETS or "/" in near[1:3])
        if (":" in near or "：" in near or meeting) and self.skip_labelled(meeting):
            return True
        found = None
        if _SEPARATOR.search(near) is not None or _DASH.search(near) is not None:
            found = _VENUE_FIRST.match(flat, pos)
        if found is None or not venue_only(found[1]) or not self.more(found.end()):
            return digit is not None and digit.start() < _TAG and self.skip_venue_tag()
        colon = found.group().rstrip()[-1] in ":："
        if colon and find_venue(found[1]) is not None and not (_DIGIT.search(found[1]) and is_known(found[1])):
            return False  # `FAST: …` and `Oak-01: …` are names of systems
        if self.within(found.end()) is not None and (not self.may_end(found.end()) or not is_known(found[1])):
            return False
        self.pos = found.end()
        if praise := _PRAISE.match(flat, self.pos):
            self.pos = praise.end()
        return True

    def skip_number(self, near: str) -> bool:
        """`22-OSDI - …`, `2401.00001: …`, `3. …`, `2020-05: …` before the title."""
        flat, pos = self.flat, self.pos
        counted = near[0].isdigit()
        if counted and (found := _DASHED.match(flat, pos)) and venue_only(found[1]) and self.more(found.end()):
            self.pos = found.end()
            return True
        if (end := lead_end(flat, pos)) > pos and self.more(end):
            self.pos = end
            return True
        for pattern in (_ORDINAL, _YEAR_FIRST) if counted else ():
            if (found := pattern.match(flat, pos)) and self.more(found.end()):
                self.pos = found.end()
                return True
        return False

    def skip_labelled(self, meeting: bool) -> bool:
        """`Paper:`, `Title:`, `See also:`, `Week 3 (11/22):` before a title."""
        flat, pos = self.flat, self.pos
        found = (
            MEETING.match(flat, pos) if meeting else _TITLE.match(flat, pos) if flat[pos] in "tTpP论标题名" else None
        )
        if found is None and (found := _LABELLED.match(flat, pos)):
            role = label_role(found[1])
            # `SLIDE: In Defense of …` is a name that is spelt like a label, `Lecture 2: …` a title.
            if (found[1].isupper() and role in _NAMED_SO) or found[1].lower().startswith("lecture "):
                return False
            if (role is None and _SEE.match(flat, pos) is None) or self.of_the_title(found[1], role, found.end()):
                return False
        if found is None or not self.more(found.end()) or self.within(found.end()) is not None:
            return False
        self.pos = found.end()
        return True

    def of_the_title(self, name: str, role: str | None, end: int) -> bool:
        """`Code: The Hidden Tongue [paper](…)`: before plain text a word is no label of a line that links otherwise."""
        if not role or (self.titles and self.only_marks(end, self.titles[0].start)):
            return False
        if is_tool(name) or name.lower() in NAMED:
            return True
        first = next((a for a in self.labels if a.start >= end and a.url), None)
        if first is None or role == "paper":
            return False
        said = label_role(self.flat[first.start : first.end].strip()) or first.host
        return said not in (None, role)

    def within(self, end: int) -> Anchor | None:
        """Return the title's link where a place is in its text."""
        return next((a for a in self.titles if a.start < end <= a.end), None)

    def may_end(self, end: int) -> bool:
        """Tell whether a tag may end here: not in the text of a link to a post or a film, `[ICML 2020: What I saw]`."""
        link = self.within(end)
        return link is None or link.host in (None, "paper")

    def skip_venue_tag(self) -> bool:
        """`AAAI'23 Fast Trees`, `NeurIPS 2023 Fast Trees`, `**ICML 2020** Fast Trees`: no mark but the year."""
        flat, pos = self.flat, self.pos
        styled = next((b for a, b in (*self.inline.bold[:3], *self.inline.italic[:3]) if a <= pos < b), None)
        if styled is not None and styled - pos < _TAG and flat[styled - 3 : styled].strip(" ])】.,:：")[-1:].isdigit():
            end = styled
        elif found := _VENUE_TAG.match(flat, pos):
            end = found.end()
        else:
            return False
        tag = flat[pos:end].strip(" []()【】.,:：")
        if not venue_only(tag) or (not is_known(tag) and find_venue(tag) is not None) or not self.more(end):
            return False
        if not self.may_end(end):
            return False
        self.pos = end
        return True
