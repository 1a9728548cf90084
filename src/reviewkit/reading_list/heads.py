"""The title of one block, by what marks it: a link, bold, quotes, italics after authors, or plain text."""

import re
from dataclasses import dataclass

from reviewkit.reading_list.boundaries import dated_group, group_end, plain_end, tail_like, trimmed, venue_only
from reviewkit.reading_list.inline import Anchor, Inline
from reviewkit.reading_list.labels import label_role
from reviewkit.reading_list.names import begins_with_names, names
from reviewkit.reading_list.venues import names_a_venue

_EMOJI = r"\U0001F000-\U0001FAFF\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3\u3030\u303d\u00a9\u00ae\u2122"
_JUNK = re.compile(rf"(?:[\s{_EMOJI}*·•|:：;,，、/~>→←#\-–—_.+=^\\]|:[a-z0-9][a-z0-9_+-]{{1,40}}:)+")
_TAIL_JUNK = re.compile(
    rf"(?:[\s{_EMOJI}*·•|:：;,，、/~>→#\-–—_=^\\\[(（【&]|:[a-z][a-z0-9_+-]{{1,40}}:|\(\s*\)|\[\s*\])+\Z"
)
_ORDINAL = re.compile(r"\d{1,3}(?:\.\d{1,2})?[.)、]\s+(?=\S)")
_LABELLED = re.compile(r"([^\W\d_][\w &;./-]{1,30})\s*[:：]\s*")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d(?:[./-]\d{1,2}){0,2}\s*[-–—:,.|]\s+")
_VENUE_FIRST = re.compile(r"([^,:：\[\]()|\"“《\n]{2,40}?)\s*(?:[,:：]|\s[-–—|])\s+")
_QUOTES = {'"': '"', "“": "”", "《": "》", "「": "」", "„": "“", "«": "»", "``": "''"}
_QUOTED = re.compile(r"[\"“]([^\"“”]{8,300})[\"”]")
_SEPARATED = re.compile(r"[:：\-–—,.|)\]】」>》]\s*\Z")
_CITATION = re.compile(r"([A-Z][^\n]{3,400}?)[.,]?\s*\(?((?:19|20)\d\d)[a-z]?\)?[.,:]\s+(?=\S)")
_SEE = re.compile(r"(?:see also|also see|see|also|read|new|update[ds]?|original|survey|thesis|book)\s*[:：]\s*", re.I)


@dataclass(slots=True)
class Head:
    """What a block's text says by itself."""

    start: int
    end: int
    """The title's range in the plain text; empty where there is none."""
    lead: int
    """Where the text before the title ends: tags, venue, alias, authors."""
    anchor: Anchor | None
    """The link that is the title, or begins it."""
    rule: str
    """Why, in one clause."""
    alias: bool = False
    """A link or bold name with a colon after it whose text was not taken into the title."""


def is_label(inline: Inline, anchor: Anchor) -> bool:
    """Tell whether a link's text is a label (`paper`, `code`, `NeurIPS 2021`, a badge, its own address) and no title."""
    text = inline.flat[anchor.start : anchor.end].strip()
    if anchor.bare or not text:
        return True
    if len(text) > 60:
        return text.startswith(("http://", "https://"))
    if label_role(text) is not None or text.startswith(("http://", "https://", "@")):
        return True
    return len(text) <= 30 and venue_only(text)


def read_head(inline: Inline, goes_on: int = 0) -> Head:
    """Find the title of a block; `goes_on` is the list's answer to whether a colon after a name continues the title."""
    reader = _HeadReader(inline, goes_on)
    head = reader.read()
    reader.shave(head)
    return head


class _HeadReader:
    def __init__(self, inline: Inline, goes_on: int) -> None:
        self.inline, self.goes_on = inline, goes_on
        self.flat = inline.flat
        self.labels: list[Anchor] = []
        self.titles: list[Anchor] = []
        for anchor in inline.anchors[:60]:
            (self.labels if is_label(inline, anchor) else self.titles).append(anchor)
        self.pos = 0

    # -- what stands before the title

    def read(self) -> Head:
        self.skip_lead()
        flat, pos = self.flat, self.pos
        title = next((a for a in self.titles if a.end > pos), None)
        stop = next((a.start for a in self.labels if a.start >= pos), len(flat))
        if title is not None and self.only_marks(pos, title.start):
            return self.linked(title)
        bold = next(((a, b) for a, b in self.inline.bold if b > pos), None)
        if bold is not None and bold[0] <= pos and (head := self.bold_first(bold, title, stop)):
            return head
        if head := self.quoted(pos, stop):
            return head
        if title is not None and self.leads_to(title, stop):
            return self.linked(title, "the text before the link ends in a separator or is a short name")
        if head := self.cited(pos, stop, bold):
            return head
        end = plain_end(flat, pos, self.until(pos, stop), False)
        return Head(pos, end, pos, None, "plain text, up to the first venue, author, bracket or label")

    def only_marks(self, start: int, end: int) -> bool:
        return not self.flat[start:end].strip(" \t\n\"“'‘([【《*_")

    def skip_lead(self) -> None:
        """Pass over tags, numbers, venue-first forms, labels and emoji."""
        for _ in range(12):
            before = self.pos
            if found := _JUNK.match(self.flat, self.pos):
                self.pos = self.keep_mark(found.end())
            if self.pos >= len(self.flat):
                return
            if (
                not (self.skip_code() or self.skip_label() or self.skip_tag() or self.skip_words())
                and self.pos == before
            ):
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
        stop = next((a.start for a in self.labels if a.start >= at), len(self.flat))
        rest = self.flat[at:stop]
        return sum(c.isalpha() for c in rest[:200]) >= 4 and not venue_only(rest.strip(" ()[]"))

    def skip_code(self) -> bool:
        for a, b in self.inline.code[:8]:
            if a <= self.pos < b and self.more(b):
                self.pos = b
                return True
        return False

    def skip_label(self) -> bool:
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
        if flat[pos] not in "[(（【":
            return False
        close = group_end(flat, pos, len(flat))
        if close < 0 or any(a.start > pos and a.end <= close + 1 and a.end > a.start for a in self.titles):
            return False
        inner = flat[pos + 1 : close]
        if (flat[pos] == "【" and not dated_group(inner)) or len(inner) > 60 or not self.more(close + 1):
            return False
        if (flat[pos] in "[" and flat[close + 1 : close + 2].isalnum() is False) or not inner.strip() or flat[pos] != "x":
            self.pos = close + 1
            return True
        return False

    def skip_words(self) -> bool:
        """A number, a year, `Blog:`, or `OSDI 2020,` before the title."""
        flat, pos = self.flat, self.pos
        if flat[pos].isdigit():
            for pattern in (_ORDINAL, _YEAR_FIRST):
                if (found := pattern.match(flat, pos)) and self.more(found.end()):
                    self.pos = found.end()
                    return True
        near = flat[pos : pos + 36]
        if (":" in near or "：" in near) and (found := _LABELLED.match(flat, pos)):
            said = label_role(found[1]) is not None or _SEE.match(flat, pos) is not None
            if said and self.more(found.end()) and not any(a.start < found.end() <= a.end for a in self.titles):
                self.pos = found.end()
                return True
        if not names_a_venue(flat, pos, pos + 42):
            return False
        if (found := _VENUE_FIRST.match(flat, pos)) and venue_only(found[1]) and self.more(found.end()):
            if not any(a.start < found.end() <= a.end for a in self.titles):
                self.pos = found.end()
                return True
        return False

    # -- the forms of a title

    def until(self, start: int, stop: int) -> int:
        """Return where plain text from `start` must end: at a label, authors in italics, or a line that begins something else."""
        flat = self.flat
        for a, _ in self.inline.italic:
            if (
                start + 3 < a < stop
                and (flat[a - 1].isspace() or flat[a - 1] in ".,([")
                and names(flat[a:stop][:200].split("\n")[0])
            ):
                stop = a
                break
        line = flat.find("\n", start, stop)
        while 0 <= line < stop:
            following = flat[line:stop].lstrip()
            joined = following[:1].islower() or flat[start:line].rstrip()[-1:] in (":", "-", "–")
            if not joined or line - start > 400:
                return line
            line = flat.find("\n", line + 1, stop)
        return stop

    def linked(self, anchor: Anchor, rule: str = "the link's text is the title") -> Head:
        flat = self.flat
        start, end = max(anchor.start, min(self.pos, anchor.end)), anchor.end
        if several := self.several(anchor):
            return Head(start, several, start, anchor, "several linked names share one line, which is the title")
        stop = next((a.start for a in self.inline.anchors if a.start >= end), len(flat))
        stop = self.until(end, stop) if stop > end else end
        after = flat[end:stop]
        colon = re.match(r"[\"”*_]*\s*[:：]\s*", after)
        inner = flat[start:end].rstrip()
        if inner.endswith((":", "：")) and after.strip():
            return Head(
                start,
                plain_end(flat, end, stop, False),
                start,
                anchor,
                "the link's text ends in a colon, so the title goes on",
            )
        if colon and after[colon.end() :].strip():
            rest_end = plain_end(flat, end + colon.end(), stop, False)
            if self.continues(flat[end + colon.end() : rest_end]):
                return Head(
                    start, rest_end, start, anchor, "in this list a colon after a linked name continues the title"
                )
            return Head(
                start,
                trimmed(flat, start, end),
                start,
                anchor,
                "the text after the colon is a remark on the linked title",
                alias=True,
            )
        return Head(start, trimmed(flat, start, end), start, anchor, rule)

    def continues(self, rest: str) -> bool:
        """Tell whether the text after a linked name and a colon is the rest of the title, by the list's own habit."""
        if self.goes_on and reads_like_title(rest):
            return True
        return (
            self.goes_on > 1
            and len(rest.split()) >= 3
            and rest[:1].isupper()
            and rest.rstrip()[-1:] not in ".!"
            and not _REMARK.search(rest)
        )

    def several(self, first: Anchor) -> int:
        """`[Oak](…), [Elm](…) 精读`: linked names joined by commas; return where the line ends, or 0."""
        end, count = first.end, 1
        for anchor in self.titles[self.titles.index(first) + 1 :]:
            between = self.flat[end : anchor.start].strip()
            short = len(self.flat[anchor.start : anchor.end].split()) <= 3
            if between not in (",", "，", "、", "&", "and", "/", "+") or not short:
                break
            end, count = anchor.end, count + 1
        if count < 2 or len(self.flat[first.start : first.end].split()) > 3:
            return 0
        line = self.flat.find("\n", end)
        return len(self.flat) if line < 0 else line

    def bold_first(self, bold: tuple[int, int], title: Anchor | None, stop: int) -> Head | None:
        flat = self.flat
        start, end = max(bold[0], self.pos), bold[1]
        text = flat[start:end].strip()
        words = len(text.split())
        if not text or (title is not None and bold[0] <= title.start < end and title.start - start > 2):
            return None
        after = flat[end:]
        follow = after.lstrip(" \t*_")
        colon = text[-1:] in ":：" or follow[:1] in (":", "：")
        if colon:
            return self.bold_alias(start, end, title, stop)
        flows = (
            follow[:1].isalnum()
            and "\n" not in after[: len(after) - len(follow)]
            and not follow.startswith(("by ", "In "))
        )
        if flows and not (words >= 4 and (follow[:1].isupper() or follow[:1].isdigit())):
            wide = after[:2].isspace() and len(after) >= 2
            link_next = title is not None and title.start - end <= 3
            if (
                not wide
                and not (link_next and words >= 4)
                and not tail_like(self.flat[end : self.until(end, stop)], True)
            ):
                return None
        if (
            title is not None
            and words <= 2
            and not flows
            and flat[end : title.start].strip() in ("-", "–", "—", "|", ",", "")
        ):
            label = flat[title.start : title.end]
            if len(label.split()) >= 3:
                return None
        quoted = text[0] in _QUOTES and text.rstrip(".,")[-1:] in '"”》」'
        if quoted:
            start += flat[start:end].index(text[0]) + 1
            return Head(
                start, flat.rindex(text.rstrip(".,")[-1], start, end), start, None, "bold and quoted: the title"
            )
        return Head(start, trimmed(flat, start, end), start, None, "bold at the beginning is the title")

    def bold_alias(self, start: int, end: int, title: Anchor | None, stop: int) -> Head | None:
        """`**Oak**: …`: an alias before a quoted or linked title, or the title's first words."""
        flat = self.flat
        rest = end
        while rest < len(flat) and flat[rest] in " \t:：*_":
            rest += 1
        if rest < len(flat) and flat[rest] in _QUOTES and (head := self.quoted(rest, max(stop, rest))):
            return head
        if title is not None and title.start - rest <= 2:
            return self.linked(title, "a bold name with a colon stands before the linked title")
        limit = self.until(rest, max(stop, rest))
        finish = plain_end(flat, rest, limit, False)
        if not flat[rest:finish].strip():
            return Head(start, trimmed(flat, start, end), start, None, "bold at the beginning is the title")
        if reads_like_title(flat[rest:finish]):
            return Head(start, finish, start, None, "the name is bold and the title goes on after the colon")
        return Head(
            start, trimmed(flat, start, end), start, None, "the text after the bold name is a remark", alias=True
        )

    def quoted(self, pos: int, stop: int) -> Head | None:
        flat = self.flat
        if pos >= len(flat) or flat[pos] not in _QUOTES:
            return None
        closing = _QUOTES[flat[pos]]
        close = flat.find(closing, pos + 1, pos + 500)
        while close >= 0 and flat[close + 1 : close + 2].isalnum():
            close = flat.find(closing, close + 1, pos + 500)
        if close - pos < 3:
            return None
        follow = flat[close + 1 : stop].lstrip() if stop > close else ""
        if follow[:1] in (":", "：") and len(follow) > 3 and flat[pos] != "《":
            return Head(
                pos, plain_end(flat, pos, self.until(pos, stop), False), pos, None, "the title begins with a quotation"
            )
        if follow[:1].isalnum() and close - pos < 24 and not tail_like(follow, True):
            return None
        return Head(pos + 1, close, pos, None, "the quoted text is the title")

    def leads_to(self, title: Anchor, stop: int) -> bool:
        """Tell whether plain text before a link is only its prefix."""
        flat = self.flat
        lead = flat[self.pos : title.start]
        if "\n" in lead.lstrip() and len(lead.split("\n")[0].split()) > 1:
            return False
        label = flat[title.start : title.end].split()
        weight = len(lead.strip(" \t\n([-–—:,.").split())
        opened = lead.rstrip().endswith(("(", "（"))
        if (title.start >= stop and weight >= 2) or len(lead) > 240:
            return False
        if opened:
            return weight < 3 and not flat[title.start : title.end].islower()
        if _SEPARATED.search(lead):
            listed = lead.rstrip().endswith((",", ".", ")"))
            return (
                len(label) >= 2 or weight <= 3 if not listed else len(label) >= 3 or (weight <= 2 and len(label) >= 2)
            )
        return (weight <= 3 and (len(label) >= 2 or weight <= 1)) or (len(label) >= 5 and weight <= 6)

    def cited(self, pos: int, stop: int, bold: tuple[int, int] | None) -> Head | None:
        """A citation: authors first, then the title in bold, quotes or italics, or after the year."""
        flat = self.flat
        line = flat.find("\n", pos)
        stop = max(stop, pos)
        if bold is not None and pos < bold[0] < max(stop, bold[0] + 1) and self.set_off(pos, *bold):
            return Head(bold[0], trimmed(flat, *bold), bold[0], None, "bold after the authors is the title")
        for found in _QUOTED.finditer(flat, pos, min(len(flat), pos + 600)):
            before = flat[pos : found.start()].rstrip()
            if (
                before[-1:] in (",", ".", ":", ")", "")
                and begins_with_names(before)
                and (line < 0 or found.start() < line + 200)
            ):
                return Head(
                    found.start(1), found.end(1), found.start(), None, "the quotation after the authors is the title"
                )
        for a, b in self.inline.italic:
            before = flat[pos:a].rstrip()
            if a > pos and before[-1:] in (",", ".", ":", ")") and len(flat[a:b].split()) >= 2 and not names(flat[a:b]):
                people = before.rstrip(" ,.:")
                if names(re.sub(r"[\"“][^\"”]*[\"”]\s?", "", people)) or begins_with_names(people):
                    return Head(a, b, a, None, "italics after the authors are the title")
        found = _CITATION.match(flat, pos, stop)
        if (
            found
            and sum(c.isalpha() for c in flat[found.end() : stop]) > 6
            and venue_only(flat[found.end() : stop].strip(" ()[]")) is False
            and (names(found[1]) or begins_with_names(found[1]))
        ):
            start = found.end()
            return Head(
                start,
                plain_end(flat, start, self.until(start, stop), False),
                start,
                None,
                "authors and year stand before the title",
            )
        return None

    def set_off(self, pos: int, start: int, end: int) -> bool:
        """Tell whether bold text stands between marks, as a title does, and is not emphasis within one."""
        flat = self.flat
        before, after = flat[pos:start].rstrip(), flat[end:].lstrip()
        text = flat[start:end].strip()
        if len(text.split()) < 2 or not before or before[-1] not in '.,:)]|-–—"':
            return False
        if before[-1] == "," and not (names(before.rstrip(" ,")) or begins_with_names(before)):
            return False
        return (
            not after
            or after[0] in '.,([|"-–—【'
            or text[-1] in ".,?!"
            or "\n" in flat[end : end + len(flat[end:]) - len(after)]
        )

    # -- the last touch

    def shave(self, head: Head) -> None:
        """Take blanks, quotes, emoji and separators from both ends of the title."""
        flat = self.flat
        if found := _JUNK.match(flat, head.start, head.end):
            end = found.end()
            if (
                (end - head.start == 1
                and flat[head.start] in "#.-"
                and flat[end : end + 1].isalnum())
                or flat[head.start] in "+"
            ):
                end = head.start
            head.start = min(end, head.end)
        for _ in range(4):
            size = head.end
            while head.end > head.start and (
                flat[head.end - 1].isspace() or (flat[head.end - 1] in ".。" and not flat[: head.end].endswith("..."))
            ):
                head.end -= 1
            if found := _TAIL_JUNK.search(flat, max(head.start, head.end - 40), head.end):
                head.end = max(head.start, found.start())
            head.start, head.end = _unquoted(flat, head.start, head.end)
            if head.end == size:
                break


def _unquoted(flat: str, start: int, end: int) -> tuple[int, int]:
    if end - start > 2 and flat[start] in _QUOTES:
        closing = _QUOTES[flat[start]]
        inner = flat[start + 1 : end]
        if inner.rstrip(".,").endswith(closing) and inner.rstrip(".,")[:-1].count(closing) == 0:
            return start + 1, start + 1 + len(inner.rstrip(".,")) - 1
    if end - start > 1 and flat[end - 1] in '"”' and not any(q in flat[start : end - 1] for q in '"“'):
        return start, end - 1
    return start, end


_REMARK = re.compile(r"\b(?:you|your|I|we|it's|this|that's|here|great|best|good|very|helpful|must read)\b")
_SMALL = frozenset(
    ["a", "an", "the", "of", "for", "in", "on", "with", "via", "and", "or", "to", "from", "by", "at", "as", "is", "are", "be", "over", "under", "into", "using", "vs", "without", "per"]
)


def reads_like_title(text: str) -> bool:
    """Tell title case from a remark: most words of weight begin with a capital, and no sentence ends."""
    text = text.strip()
    if not text or (text[-1] in ".!" and not text.endswith("...")):
        return False
    words = [w.strip("()[]\"'“”‘’,:;") for w in text.replace("-", " ").split()]
    heavy = [w for w in words if w and w.lower() not in _SMALL and w[0].isalpha()]
    if not heavy:
        return False
    high = sum(w[0].isupper() for w in heavy)
    if _REMARK.search(text) and high < 0.8 * len(heavy):
        return False
    return high >= 0.6 * len(heavy) or (
        high >= 0.25 * len(heavy)
        and len(words) >= 4
        and bool(re.search(r"\b(?:for|with|via|of|in|on)\b", text))
        and high >= 2
    )
