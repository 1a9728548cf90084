"""The title of one block, by what marks it: a link, bold, quotes, italics after authors, or plain text."""

from bisect import insort
from collections.abc import Iterable
from operator import attrgetter

from reviewkit import late
from reviewkit.reading_list.inline.marks import Anchor, Inline
from reviewkit.reading_list.titles.citations import Citations
from reviewkit.reading_list.titles.edges import QUOTES, shave
from reviewkit.reading_list.titles.head import Head
from reviewkit.reading_list.titles.leads import FAR
from reviewkit.reading_list.words.boundaries import group_end, plain_end, tail_like, trimmed, venue_only, without_venue
from reviewkit.reading_list.words.bylines import byline
from reviewkit.reading_list.words.names import is_one_person, names
from reviewkit.reading_list.words.titlecase import REMARK, reads_like_title
from reviewkit.reading_list.words.venuesigns import names_a_venue

_CITED = late.pattern(r"\. ?\"|”|\"[ ,]| et al|\[[A-Z/]{1,5}\]")
_INITIALED = late.pattern(r"[A-Z][\w'’-]+(?:, [A-Z]\.| [A-Z]{1,3}[,.] )")
"""`[Ash A, Birch BC. Fast trees. …](…)`, `[Ash, A., Birch, B.: Fast trees](…)`"""
_LONGEST_NAME = 24
_TITLE_BLANKS = 2
_DASHES = frozenset("-–—:,|")
_REMARKS = ("- ", "– ", "— ")
"""What stands between authors in bold and the title."""
_COLON = late.pattern(r"[\"”*_]*\s*[:：]\s*")


def read_head(inline: Inline, goes_on: int = 0) -> Head:
    """Find the title of a block; `goes_on` is the list's answer to whether a colon after a name continues the title."""
    return read_heads([inline], goes_on)[0]


def read_heads(inlines: Iterable[Inline], goes_on: int) -> list[Head]:
    """Find the titles of many blocks, each step for all of them before the next is taken."""
    readers = [_HeadReader(inline, goes_on) for inline in inlines]
    for reader in readers:
        if not reader.begins_with_title():
            reader.skip_lead()
    heads = [reader.read() for reader in readers]
    for reader, head in zip(readers, heads, strict=True):
        shave(reader.flat, head)
    return heads


class _HeadReader(Citations):
    """Reads one block's title, from behind what stands before it."""

    def read(self) -> Head:
        title = self.first_title()
        flat, pos = self.flat, self.pos
        if title is not None and self.only_marks(pos, title.start):
            return self.linked(title)
        if title is not None and self.called_label(title):
            title.label = True
            insort(self.labels, title, key=attrgetter("start"))
            title = None
        stop = len(flat)
        for anchor in self.labels:
            if anchor.start >= pos:
                stop = anchor.start
                if ":" in (near := flat[stop - 3 : stop]) or "：" in near:
                    stop = self.before_role(pos, stop)
                break
        if "10." in flat:
            stop = self.before_doi(pos, stop)
        bold = next(((a, b) for a, b in self.inline.bold if b > pos), None) if self.inline.bold else None
        if bold is not None and bold[0] <= pos and (head := self.bold_first(bold, title, stop)):
            return head
        if head := self.italic_first(pos):
            return head
        if head := self.quoted(pos, stop):
            return head
        if title is not None and self.leads_to(title, stop):
            return self.linked(title, "the text before the link ends in a separator or is a short name")
        if head := self.cited(pos, stop, bold):
            return head
        if title is None and ":" in flat[pos : pos + FAR] and (head := self.aliased(pos, stop)):
            return head
        limit = self.until(pos, stop)
        end = min(limit, plain_end(flat, pos, self.venue_end(limit, stop), False))
        if end == limit and names_a_venue(flat, max(pos, end - 30), end):
            end = without_venue(flat, pos, end)
        return Head(pos, end, pos, None, "plain text, up to the first venue, author, bracket or label")

    def italic_first(self, pos: int) -> Head | None:
        """`_Fast Trees_. Ann Ash. ICML 2020`: italics that stand at the beginning and end in a mark are the title."""
        flat = self.flat
        for a, b in self.inline.italic[:1]:
            text = flat[a:b].strip()
            if a > pos or b <= pos or len(text.split()) < 2 or text[-1] in ":：":
                break
            if flat.startswith(" by ", b):
                return Head(a, b, a, None, "italics before an author are the title")
            if flat[b : b + 1] not in (".", ",", "（"):
                break
            if not names(text) and not is_one_person(text) and not venue_only(text):
                return Head(a, trimmed(flat, a, b), a, None, "italics at the beginning are the title")
        return None

    def linked(self, anchor: Anchor, rule: str = "the link's text is the title") -> Head:
        flat = self.flat
        start, end = max(anchor.start, min(self.pos, anchor.end)), anchor.end
        if len(self.titles) > 1 and (several := self.several(anchor)):
            return Head(start, several, start, anchor, "several linked names share one line, which is the title")
        if head := self.linked_citation(start, end, anchor):
            return head
        if _COLON.match(flat, end) is None and flat[end - 1 : end] not in "::： \n":
            return Head(start, trimmed(flat, start, end), start, anchor, rule)
        stop = next((a.start for a in self.inline.anchors if a.start >= end), len(flat))
        stop = self.until(end, stop) if stop > end else end
        after = flat[end:stop]
        colon = _COLON.match(after)
        if colon and len(self.titles) > 1 and (paper := self.behind_its_code(anchor, end + colon.end())):
            return self.linked(paper, "a name that leads to code stands before the paper's own title")
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

    def behind_its_code(self, first: Anchor, at: int) -> Anchor | None:
        """`[Oak](https://github.com/…): [Fast Trees for Rivers](…)`: the second link is the paper."""
        paper = next((a for a in self.titles if a.start == at), None)
        if paper is None or paper.host != "paper" or first.host != "code" or first.end - first.start > _LONGEST_NAME:
            return None
        return paper if self.flat.count(" ", paper.start, paper.end) >= _TITLE_BLANKS else None

    def linked_citation(self, start: int, end: int, anchor: Anchor) -> Head | None:
        """`[Ash, A. "Fast Trees." ICML 2020](…)`, `[“Fast Trees” (2020)](…)`: a citation within the link's text."""
        flat = self.flat
        near = flat[start:end]  # the pattern stops at each blank, and most titles have no sign of a citation
        cited = ('"' in near or "”" in near or " et al" in near or "[" in near) and _CITED.search(near) is not None
        if not cited and _INITIALED.match(near) is None:
            return None
        head = self.signed(start, end) or self.behind_authors(start, end)
        if head is None and flat[start] in QUOTES and not flat[start:end].rstrip()[-1:].isalpha():
            head = self.quoted(start, end)
            follows = head is not None and flat[head.end + 1 : end].strip()[:1]
            head = head if head is not None and follows and not follows.isalnum() and head.end < end - 2 else None
        if head is not None:
            head.anchor = anchor
        return head

    def continues(self, rest: str) -> bool:
        """Tell whether the text after a linked name and a colon is the rest of the title, by the list's own habit."""
        if self.goes_on and reads_like_title(rest):
            return True
        return (
            self.goes_on > 1
            and len(rest.split()) >= 3
            and rest[:1].isupper()
            and rest.rstrip()[-1:] not in ".!"
            and not REMARK.search(rest)
        )

    def several(self, first: Anchor) -> int:
        """`[Oak](…), [Elm](…) 精读`: linked names in a row; return where a label, a remark or the line begins, or 0."""
        end, count = first.end, 1
        for anchor in self.titles[self.titles.index(first) + 1 :]:
            between = self.flat[end : anchor.start].strip()
            short = len(self.flat[anchor.start : anchor.end].split()) <= 3
            if between not in (",", "，", "、", "&", "and", "/", "+") or not short:
                break
            end, count = anchor.end, count + 1
        if count < 2 or len(self.flat[first.start : first.end].split()) > 3:
            return 0
        if self.flat[end : end + 8].lstrip(" *_").startswith(_REMARKS):
            return end
        label = next((a.start for a in self.labels if a.start >= end), len(self.flat))
        line = self.flat.find("\n", end, label)
        return label if line < 0 else line

    def bold_first(self, bold: tuple[int, int], title: Anchor | None, stop: int) -> Head | None:
        flat = self.flat
        start, end = max(bold[0], self.pos), bold[1]
        text = flat[start:end].strip()
        words = len(text.split())
        if text.endswith(("et al.", "et al")) and byline(text)[0]:
            return None
        if text.endswith(".") and "," in text and byline(text)[0] == len(text):
            return None  # `**Ash, A.** (2020). *Fast Trees*`
        if not text or (title is not None and bold[0] <= title.start < end and title.start - start > 2):
            return None
        after, follow = flat[end:], flat[end:].lstrip(" \t*_")
        if follow[:1] in _DASHES and (head := self.italics_behind(text, end) or self.code_behind(end)):
            return head
        if title is not None and (below := self.below_authors(text, end, title)):
            return below
        if words <= 3 and (head := self.named_quotation(end + len(after) - len(follow), stop)):
            return head
        if text[-1:] in ":：" or follow[:1] in (":", "："):
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
        quoted = text[0] in QUOTES and text[1:].rstrip(".,")[-1:] in ('"', "”", "》", "」")
        if quoted:
            start += flat[start:end].index(text[0]) + 1
            return Head(
                start, flat.rindex(text.rstrip(".,")[-1], start, end), start, None, "bold and quoted: the title"
            )
        return Head(start, trimmed(flat, start, end), start, None, "bold at the beginning is the title")

    def italics_behind(self, text: str, end: int) -> Head | None:
        """`**Ann Ash and Bo Birch** - *Fast Trees* (2005)`: authors in bold, then the title in italics."""
        found = next(((a, b) for a, b in self.inline.italic if a >= end), None)
        if found is None or self.flat[end : found[0]].strip() not in _DASHES:
            return None
        people = names(text) or ((text,) if is_one_person(text) else ())
        inner = self.flat[found[0] : found[1]]
        if not people or inner.count(" ") < 1 or names(inner) or venue_only(inner):
            return None
        if len(people) < 2 and is_one_person(inner):
            return None  # `**Random Forests** - *Leo Birch*`: the title is what stands first
        return Head(*found, found[0], None, "italics behind authors in bold are the title", authors=people)

    def named_quotation(self, at: int, stop: int) -> Head | None:
        """`**Oak** "Oak: Fast Trees"`, `**Oak** (CLM): "Fast Trees"`: a bold name before the quoted title."""
        flat = self.flat
        if flat[at : at + 1] == "(" and (close := group_end(flat, at, len(flat))) > 0:
            at = close + 1
            while at < len(flat) and flat[at] in " :：":
                at += 1
        return self.quoted(at, max(stop, at)) if flat[at : at + 1] in QUOTES else None

    def below_authors(self, text: str, end: int, title: Anchor) -> Head | None:
        """`**Ann Ash, Bo Birch**` on one line and the linked title on the next."""
        between = self.flat[end : title.start]
        if "\n" not in between or between.strip(" \t\n*_.,:|"):
            return None
        people = names(text) or ((text,) if is_one_person(text) else ())
        head = self.linked(title, "the authors stand in bold on the line above") if people else None
        if head is not None:
            head.authors = people
        return head

    def bold_alias(self, start: int, end: int, title: Anchor | None, stop: int) -> Head | None:
        """`**Oak**: …`: an alias before a quoted or linked title, or the title's first words."""
        flat = self.flat
        rest = end
        while rest < len(flat) and flat[rest] in " \t:：*_":
            rest += 1
        if rest < len(flat) and flat[rest] in QUOTES:
            if head := self.quoted(rest, max(stop, rest)):
                return head
            start = rest = rest + 1  # a quotation that never ends
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
