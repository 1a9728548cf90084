"""Table rows, in Markdown, reStructuredText and HTML."""

from collections.abc import Sequence

from reviewkit.reading_list.drafts.draft import Draft, Part
from reviewkit.reading_list.inline.marks import Inline
from reviewkit.reading_list.inline.roles import is_account
from reviewkit.reading_list.layout.block import Block, cells
from reviewkit.reading_list.layout.htmltables import rows as html_rows
from reviewkit.reading_list.titles.head import is_label, who_and_when
from reviewkit.reading_list.walk.reader import Reader
from reviewkit.reading_list.walk.several import further_papers
from reviewkit.reading_list.walk.verdicts import purpose
from reviewkit.reading_list.walk.views import View
from reviewkit.reading_list.words.boundaries import venue_only
from reviewkit.reading_list.words.columns import columns, holds_venues, nothing, title_order
from reviewkit.reading_list.words.labels import is_tool
from reviewkit.reading_list.words.names import names

_LONGEST_REFERENCE = 40
_FEW = 3
"""A title that stands alone in its row has at least so many words."""


class Rows(Reader):
    """The part of the walk that reads tables."""

    def row(self, index: int) -> None:
        """Read one Markdown row."""
        self.host = None
        block = self.blocks[index]
        content = self.text[block.start : block.end]
        if block.marker.startswith("rst:"):
            starts = [int(k) for k in block.marker[4:].split(",")]
            bounds = list(zip(starts, [*starts[1:], len(content)], strict=True))
        else:
            bounds = cells(content)
        places = [(block.start + a, block.start + b) for a, b in bounds]
        if not self.cells_of(block.line, block.end_line, places, block.header):
            self.skip(index, "a row without a title")

    def table(self, index: int) -> None:
        """Read one HTML table: rows under a header, or a whole table that is one entry."""
        self.host = None
        block = self.blocks[index]
        found = html_rows(self.text, block.start, block.end)
        header: tuple[str, ...] = ()
        if found and (
            found[0].header
            or (len(found) > 1 and all(not self.scan(*c).anchors for c in found[0].cells) and len(found[0].cells) > 1)
        ):
            header = tuple(" ".join(self.scan(*cell).flat.split()) for cell in found[0].cells)
            found = found[1:]
        for row in found:
            first = self.line_of(row.cells[0][0])
            last = self.line_of(row.cells[-1][1])
            if header:
                self.cells_of(first, last, row.cells, header)
            else:
                self.loose_row(index, block, row.cells)

    def loose_row(self, index: int, block: Block, places: list[tuple[int, int]]) -> None:
        """A row without a header: the first cell with a title and links is the entry, else a title beside links."""
        seen = [View(self.scan(start, end), self.goes_on) for start, end in places]
        chosen = next((k for k, cell in enumerate(seen) if _titled(cell) and (cell.linked or cell.labels)), None)
        first = 0 if chosen is None else chosen + 1
        if chosen is None and any(cell.only_labels and cell.labels for cell in seen):
            chosen = next((k for k, cell in enumerate(seen) if not cell.inline.anchors and _alone(cell)), None)
        if chosen is None:
            return
        draft = self.start(index, seen[chosen], why="a table without a header, read as one entry a row")
        at = seen[chosen].inline.source(seen[chosen].head.start, seen[chosen].head.end)[0]
        draft.line = self.line_of(at)
        draft.end_line = self.line_of(places[-1][1])
        draft.parts += [Part(cell.inline, "mixed") for k, cell in enumerate(seen) if k >= first and k != chosen]

    def cells_of(
        self, line: int, end_line: int, places: list[tuple[int, int]], header: tuple[str, ...]
    ) -> Draft | None:
        """Make one row an entry: its title's cell by the columns' order, the others by their names."""
        if len(places) == 1 and len(header) > 1:
            return None  # one cell over all columns divides the rows
        roles = columns(header)
        if header and not roles:
            return None
        views: dict[int, View] = {}
        chosen = self.title_cell(places, roles, views)
        if chosen is None:
            return None
        seen = views[chosen]
        role = roles[chosen] if chosen < len(roles) else None
        if self.is_no_paper(places, chosen, seen, role):
            return None
        if not seen.linked:
            seen.retitle(seen.head.rule)  # an address alone is a title here
        if not seen.title:
            return None
        draft = Draft(line, end_line, seen.inline, seen.head, self.sections.path())
        at = seen.inline.source(seen.head.start, seen.head.end)[0]
        draft.line = self.line_of(at) if end_line > line else line
        draft.reasons += ["a table row", f"title: {seen.head.rule}"]
        draft.column = role
        draft.inherited = self.heading_venue
        headed = any(roles)
        for k, place in enumerate(places):
            if k != chosen:
                role = roles[k] if k < len(roles) else None
                inline = views[k].inline if k in views else self.scan(*place)
                whole = role == "venue" and holds_venues(header[k])
                draft.parts.append(Part(inline, _purpose(role, inline, headed), whole=whole))
        self.drafts.append(draft)
        if len(seen.inline.anchors) > 1 and seen.head.anchor is not None and (cuts := further_papers(seen)):
            self.separate(draft, cuts, *places[chosen])
        return draft

    def title_cell(
        self, places: list[tuple[int, int]], roles: Sequence[str | None], views: dict[int, View]
    ) -> int | None:
        """Return which cell has the title, by the columns' order; what was looked at goes into `views`."""
        chosen, fallback, reference = None, None, None
        has_name = "name" in roles
        for k in title_order(roles, len(places)):
            seen = views[k] = View(self.scan(*places[k]), self.goes_on)
            role = roles[k] if k < len(roles) else None
            if len(seen.title) < _LONGEST_REFERENCE and seen.linked and _refers(seen):
                reference = k if reference is None else reference
                seen.inline.anchors[0].cites = len(seen.inline.anchors) == 1
                continue
            if seen.linked and " " not in seen.title and role == "paper" and has_name:
                continue
            if seen.contents or (nothing(seen.inline.flat) and not any(a.url for a in seen.inline.anchors)):
                continue
            if fallback is None and role == "name" and _is_tool(seen):
                seen.inline.anchors[0].label = False
                seen = views[k] = View(seen.inline, self.goes_on)
            if fallback is None and _name(seen):
                fallback = k
            if seen.linked and role in ("title", "paper", "name", None) and seen.title:
                chosen = k
                break
            if fallback is not None and role == "title":
                break
        if chosen is None and fallback is None:
            beside = self.cell_beside(places, roles, views) if "paper" in roles else None
            # What stands behind the reference is said of it: `| [Ash et al., 2020](…) | grows fast |`.
            return reference if beside is None or (reference is not None and reference < beside) else beside
        if chosen is None or (fallback is not None and not _better(views[chosen], views[fallback])):
            return fallback
        return chosen

    def cell_beside(
        self, places: list[tuple[int, int]], roles: Sequence[str | None], views: dict[int, View]
    ) -> int | None:
        """`| Scheduler | Year | Paper |` over `| Oak | 2022 | [Paper](…) |`: the first cell of words is the title."""
        if not any(seen.inline.anchors for seen in views.values()):
            return None
        for k, place in enumerate(places):
            if k not in views and (k >= len(roles) or roles[k] is None):
                seen = views[k] = View(self.scan(*place), self.goes_on)
                if _alone(seen):
                    return k
        return None

    def is_no_paper(self, places: list[tuple[int, int]], chosen: int, seen: View, role: str | None) -> bool:
        """Tell whether a row without links is a meeting without a paper, a legend, or a word that divides the rows."""
        if seen.inline.anchors:
            return False
        if role not in ("topic", None):
            divides = seen.bold or bool(seen.inline.italic) or seen.words < _FEW
            alone = all(_is_blank(self.text, place) for k, place in enumerate(places) if k != chosen)
            return len(places) > 2 and alone and divides
        # The other cells are read for their links last, as most rows are spared it.
        return not any(self.scan(*place).anchors for k, place in enumerate(places) if k != chosen)


def _is_blank(text: str, place: tuple[int, int]) -> bool:
    return not text[slice(*place)].strip(" \t\n-–—")


def _purpose(role: str | None, inline: Inline, headed: bool) -> str:
    if role in ("title", "name", "topic"):
        return "name"
    unsaid = role == "paper" or (role is None and not headed)
    if unsaid and not inline.anchors and venue_only(inline.flat.strip(" *_()[]")):
        return "venue"
    if role is None or (role in ("paper", "links") and inline.anchors and inline.anchors[0].cites):
        return "mixed" if inline.anchors else "note"
    return role


def _better(linked: View, named: View) -> bool:
    """A linked title goes before a mere name, unless its label is only a name's remark."""
    return linked is named or len(linked.title.split()) >= 2 or named.title in ("", linked.title)


def _refers(cell: View) -> bool:
    """`[Ash et al. (2020)](…)`: who wrote it and when stands for no title where another cell has one."""
    own = cell.head.anchor
    return own is not None and who_and_when(cell.inline.flat[own.start : own.end].rstrip())


def _titled(cell: View) -> bool:
    """Tell whether a cell has a title of more than one word, and no link to a person's page."""
    if not cell.title or cell.words < 2 or cell.contents:
        return False
    return cell.head.anchor is None or not is_account(cell.head.anchor.url)


def _alone(cell: View) -> bool:
    """Tell whether a cell without links can be the title: no number, venue, date or names."""
    if not any(c.isalpha() for c in cell.title) or nothing(cell.inline.flat):
        return False
    return not venue_only(cell.title) and not names(cell.title) and purpose(cell, True) != "date"


def _is_tool(seen: View) -> bool:
    """`| Framework |` over `| [PyTorch](…) |`: what is a label elsewhere is a name where names stand."""
    anchors, flat = seen.inline.anchors, seen.inline.flat
    if len(anchors) != 1 or seen.linked:
        return False
    text = flat[anchors[0].start : anchors[0].end].strip()
    return seen.title in ("", text) and is_tool(text)


def _name(seen: View) -> bool:
    """Tell whether a cell's text can be a title: it has letters that are no label."""
    if seen.linked:
        return True
    if seen.bare or not seen.inline.flat.strip():
        return False
    labels = [a for a in seen.inline.anchors if is_label(seen.inline, a)]
    rest = seen.inline.flat
    for anchor in reversed(labels):
        rest = rest[: anchor.start] + rest[anchor.end :]
    return any(c.isalpha() for c in rest)
