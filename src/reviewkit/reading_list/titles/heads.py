"""The title of one block, by what marks it: a link, bold, quotes, italics after authors, or plain text."""

from bisect import insort
from collections.abc import Iterable
from operator import attrgetter

from reviewkit import late
from reviewkit.reading_list.inline.marks import Anchor, Inline
from reviewkit.reading_list.titles.edges import QUOTES, shave
from reviewkit.reading_list.titles.head import Head
from reviewkit.reading_list.titles.leads import FAR
from reviewkit.reading_list.titles.linked import Linked
from reviewkit.reading_list.words.boundaries import group_end, plain_end, tail_like, trimmed, venue_only, without_venue
from reviewkit.reading_list.words.bylines import byline
from reviewkit.reading_list.words.names import is_one_person, names
from reviewkit.reading_list.words.titlecase import reads_like_title
from reviewkit.reading_list.words.venuesigns import names_a_venue

_PEOPLE_END = frozenset((".", ")", ":"))
_DATE_BEHIND = late.pattern(r"\s\((?:(?:19|20)\d\d[a-z]?|n\.d\.|in press|forthcoming)\)[.:,]?\Z")
"""What stands in bold behind authors in bold."""
_LONGEST_NAME = 24
_DASHES = frozenset("-–—:,|")
"""What stands between authors in bold and the title."""


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


class _HeadReader(Linked):
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
        if bold is not None and 0 < bold[0] - pos < _LONGEST_NAME and (head := self.named_bold(pos, *bold)):
            return head
        if head := self.italic_first(pos):
            return head
        if head := self.quoted(pos, stop):
            return head
        if title is not None and self.leads_to(title, stop):
            head = self.linked(title, "the text before the link ends in a separator or is a short name")
            head.authors = head.authors or self.only_people(pos, title.start)
            return head
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
            # `_Fast Trees_ `ICML 2020``
            coded = any(k in (b, b + 1) and venue_only(flat[k:end]) for k, end in self.inline.code[:2])
            if not coded and flat[b : b + 1] not in (".", ",", "（"):
                break
            if not names(text) and not is_one_person(text) and not venue_only(text):
                return Head(a, trimmed(flat, a, b), a, None, "italics at the beginning are the title")
        return None

    def bold_first(self, bold: tuple[int, int], title: Anchor | None, stop: int) -> Head | None:
        flat = self.flat
        start, end = max(bold[0], self.pos), bold[1]
        text = flat[start:end].strip()
        words = len(text.split())
        if text.endswith(("et al.", "et al")) and byline(text)[0]:
            return None
        if text[-1:] in _PEOPLE_END and "," in text and byline(text)[0] == len(_DATE_BEHIND.sub("", text)):
            return None  # `**Ash, A.** (2020). *Fast Trees*`, `**Ash, A. (2020).** Fast Trees`
        if not text or (title is not None and bold[0] <= title.start < end and title.start - start > 2):
            return None
        after, follow = flat[end:], flat[end:].lstrip(" \t*_")
        if follow[:1] in _DASHES and (head := self.italics_behind(text, end) or self.code_behind(text, end)):
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

    def named_bold(self, pos: int, start: int, end: int) -> Head | None:
        """`Oak **"Fast Trees"**. 2020`, `Oak **Oak: Fast Trees**`: a system's name before the title."""
        flat = self.flat
        name, text, after = flat[pos:start].strip(), flat[start:end].strip(), flat[end:].lstrip()
        quoted = text[:1] in QUOTES and text.rstrip(".,")[-1:] == QUOTES[text[:1]]
        named = quoted or text.startswith(name) or ":" in text[:_LONGEST_NAME]
        if " " in name or not name.isprintable() or not name[-1:].isalnum() or not named:
            return None
        if (after and after[0] not in ".,([|") or venue_only(name) or venue_only(text):
            return None
        return Head(start, trimmed(flat, start, end), start, None, "bold behind a system's name is the title")

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
        if title is not None and (people := self.only_people(rest, title.start)):
            head = self.linked(title, "a bold name and authors stand before the linked title")
            head.authors = people
            return head
        limit = self.until(rest, max(stop, rest))
        finish = plain_end(flat, rest, limit, False)
        line = flat.find("\n", rest, max(stop, rest))
        if line > 0 and flat[line - 1] in ".:： " and (head := self.behind_authors(rest, max(stop, rest))):
            return head  # `**TreeNet:** Ann Ash, Bo Birch.`, and the title on the next line
        if not flat[rest:finish].strip():
            return Head(start, trimmed(flat, start, end), start, None, "bold at the beginning is the title")
        if reads_like_title(flat[rest:finish]):
            return Head(start, finish, start, None, "the name is bold and the title goes on after the colon")
        return Head(
            start, trimmed(flat, start, end), start, None, "the text after the bold name is a remark", alias=True
        )
