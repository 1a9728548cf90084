"""Paragraphs whose lines are each a title: lists without bullets."""

from itertools import pairwise

from reviewkit.reading_list.walk.reader import Reader
from reviewkit.reading_list.walk.verdicts import purpose, stands_alone
from reviewkit.reading_list.walk.views import View
from reviewkit.reading_list.words.boundaries import venue_only

_WORDS = 3
"""A bold line of fewer words within a paragraph is no title."""


class Stanzas(Reader):
    """The part of the walk that tells a paragraph of many entries from one entry of many lines."""

    def later_lines(self, index: int) -> None:
        """Start an entry at each further line of a paragraph that begins with a linked or bold title of its own."""
        block = self.blocks[index]
        raw = self.text[block.start : block.end]
        if "\n" not in raw or self.host is None:
            return
        at, line, pieces = block.start, block.line, []
        for part in raw.split("\n"):
            pieces.append((at, at + len(part), line))
            at, line = at + len(part) + 1, line + 1
        views = [View(self.scan(a, b), self.goes_on) for a, b, _ in pieces]
        starts = self.bold_lines(views) if "\n**" in raw else []
        if len(starts) < 2:
            whole = all(self.plain_line(seen) for seen in views)
            starts = [k for k, seen in enumerate(views) if whole or self.line_entry(seen)]
        if len(starts) < 2 or starts[0] != 0:
            return
        first = self.drafts.pop()
        bounds = [*starts, len(pieces)]
        for begin, end in pairwise(bounds):
            seen = View(self.scan(pieces[begin][0], pieces[end - 1][1]), self.goes_on)
            draft = self.start(index, seen, why="a line of a paragraph of titles")
            draft.section, draft.line, draft.end_line = first.section, pieces[begin][2], pieces[end - 1][2]
            self.host = draft

    def bold_lines(self, views: list[View]) -> list[int]:
        """`**Fast Trees**`, its authors and links, and on the next line `**Slow Trees**` and its own."""
        if not views[0].bold:
            return []
        starts = [k for k, seen in enumerate(views) if seen.bold and (not k or seen.words >= _WORDS)]
        if len(starts) < 2:
            return []
        bounds = pairwise([*starts, len(views)])
        return starts if all(any(seen.labels for seen in views[begin:end]) for begin, end in bounds) else []

    def plain_line(self, seen: View) -> bool:
        """Tell whether a line is a title with labelled links behind it, as every line of a list without bullets is."""
        return (
            seen.labels > 0
            and seen.words >= 2
            and seen.title[0].isupper()
            and seen.attribute is None
            and not seen.only_labels
            and stands_alone(seen)
            and purpose(seen, False) not in ("authors", "date")
            and not venue_only(seen.before_labels.strip(" *_"))
        )

    def line_entry(self, seen: View) -> bool:
        """Tell whether a line by itself begins an entry: with a linked title, or bold with links after it."""
        if seen.contents or seen.only_labels or seen.attribute is not None or not seen.title:
            return False
        lead = seen.inline.flat[: seen.head.start].strip(' \t*_[("')
        if seen.linked and seen.words >= 2:
            return len(lead) < 25 and not seen.prose
        return bool(seen.inline.bold) and seen.labels > 0 and stands_alone(seen) and not lead
