"""Titles that are links: what of the link's text, and of the text behind it, is the title."""

from reviewkit import late
from reviewkit.reading_list.inline.marks import Anchor
from reviewkit.reading_list.titles.citations import Citations
from reviewkit.reading_list.titles.edges import QUOTES
from reviewkit.reading_list.titles.head import Head
from reviewkit.reading_list.words.boundaries import plain_end, trimmed
from reviewkit.reading_list.words.titlecase import DASHES, REMARK, reads_like_title

_CITED = late.pattern(r"\. ?\"|”|\"[ ,]| et al|\[[A-Z/]{1,5}\]")
_INITIALED = late.pattern(r"[A-Z][\w'’-]+(?:, [A-Z]\.| [A-Z]{1,3}[,.] )")
"""`[Ash A, Birch BC. Fast trees. …](…)`, `[Ash, A., Birch, B.: Fast trees](…)`"""
_LONGEST_NAME = 24
_TITLE_BLANKS = 2
_COLON = late.pattern(r"[\"”*_]*\s*[:：]\s*")


class Linked(Citations):
    """Reads titles that are links."""

    def linked(self, anchor: Anchor, rule: str = "the link's text is the title") -> Head:
        """Read the title from its link: it may end within the text, or go on behind it."""
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
        if self.flat[end : end + 8].lstrip(" *_").startswith(DASHES):
            return end
        label = next((a.start for a in self.labels if a.start >= end), len(self.flat))
        line = self.flat.find("\n", end, label)
        return label if line < 0 else line
