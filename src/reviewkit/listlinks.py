"""The edit behind `reviewkit link`: review and notebook links into a list, and not one other byte.

A link goes behind the entry's last label, in the list's own style; the result is read again, and an insertion that
changes anything but the added links is tried elsewhere or left out.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reviewkit import escape
from reviewkit.errors import ReadingListError
from reviewkit.reading_list import Entry, Link, ReadingList

Wanted = Mapping[int, Mapping[str, str]]
"""Index of the entry -> role (`review` or `notebook`) -> target relative to the list."""

_SUFFIX = {"review": ".md", "notebook": ".ipynb"}
_ROUND, _SQUARE = ("(", ")"), ("[", "]")
_TAIL = re.compile(rb"(?:[ \t]+#+|[ \t]*\\|[ \t]*<br */?>|[ \t\r]+)*\Z")
_BULLET = re.compile(rb"\s*(?:[-*+>]|\d{1,3}[.)])\s")
_BETWEEN = re.compile(r"\s*[|,/·;&•]\s*|\s+")


@dataclass(frozen=True, slots=True)
class Patch:
    """The new text, and what went into it."""

    text: str
    linked: tuple[int, ...]
    """The entries that got what was wanted, by index."""
    left: tuple[int, ...]
    """The entries whose line could not be edited without changing how it reads."""


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    new: bytes


def own_link(entry: Entry, role: str) -> Link | None:
    """Return the entry's link to a file of the library's in this role, or one with an empty target; else None."""
    for link in entry.links:
        if link.role == role and (
            not link.url or (link.url.partition("#")[0].endswith(_SUFFIX[role]) and "://" not in link.url)
        ):
            return link
    return None


def link_entries(reading_list: ReadingList, wanted: Wanted) -> str:
    """Return the list's text with the wanted links in it."""
    return patch(reading_list, wanted).text


def patch(reading_list: ReadingList, wanted: Wanted) -> Patch:
    """Add or mend links.

    Raises ReadingListError where the list cannot be edited without changing what it says.
    """
    style = _style(reading_list)
    data = reading_list.text.encode("utf-8", "surrogatepass")
    attempt = {index: 0 for index, roles in wanted.items() if _missing(reading_list.entries[index], roles)}
    for turn in range(4 * _PLACES + 4):
        edits = [
            edit
            for index, which in attempt.items()
            if which < _PLACES
            for edit in _edits(reading_list.entries[index], wanted[index], data, style, which)
        ]
        text = _applied(data, edits)
        wrong = _wrong(reading_list, text, {i: wanted[i] for i, which in attempt.items() if which < _PLACES})
        if not wrong:
            linked = tuple(sorted(i for i, which in attempt.items() if which < _PLACES))
            return Patch(text, linked, tuple(sorted(i for i, which in attempt.items() if which >= _PLACES)))
        touched = [i for i in wrong if attempt.get(i, _PLACES) < _PLACES]
        for index in touched or [i for i in _nearest(reading_list, wrong, attempt) if attempt[i] < _PLACES]:
            # What still reads wrong after some turns is left out, so that the rest gets its links.
            attempt[index] = attempt[index] + 1 if turn < 2 * _PLACES else _PLACES
    raise ReadingListError(
        "links cannot be added without changing how this list reads", "add them by hand", path=reading_list.file or None
    )


_PLACES = 3
"""Behind the last label, at the end of the line, behind the title."""


def _missing(entry: Entry, roles: Mapping[str, str]) -> bool:
    return any((found := own_link(entry, role)) is None or found.url != target for role, target in roles.items())


def _nearest(reading_list: ReadingList, wrong: Sequence[int], attempt: Mapping[int, int]) -> list[int]:
    """Entries that changed without being edited: suspect the edits before them, or all where their number differs."""
    open_ones = [index for index, which in attempt.items() if which < _PLACES]
    suspects = {max((i for i in open_ones if i <= index), default=None) for index in wrong}
    return [i for i in suspects if i is not None] or open_ones


# -- the list's style


@dataclass(frozen=True, slots=True)
class _Style:
    between: str
    """What stands between two labels."""
    first: str
    """What stands before the first label."""
    capital: bool
    """Labels begin with a capital."""


def _style(reading_list: ReadingList) -> _Style:
    """Return how most of the list's labels are set."""
    between: Counter[str] = Counter()
    first: Counter[str] = Counter()
    capitals = labels = 0
    data = reading_list.text.encode("utf-8", "surrogatepass")
    for entry in reading_list.entries[:400]:
        line = [link for link in entry.links if link.span.start >= entry.title_span.end and link.text]
        for link in line:
            labels += 1
            capitals += link.text.strip("[]")[:1].isupper()
        if line and (
            found := re.search(rb"(\s[#|]\s)[\[(]*\Z", data[max(0, line[0].span.start - 8) : line[0].span.start])
        ):
            first[found[1].decode()] += 1
        elif line:
            first[" "] += 1
        for one, two in pairwise(line):
            gap = (
                data[one.span.end : two.span.start].decode("utf-8", "replace")
                if two.span.start - one.span.end <= 8
                else ""
            )
            gap = gap.strip("[]()")
            if gap and _BETWEEN.fullmatch(gap) and "\n" not in gap:
                between[gap] += 1
    chosen = between.most_common(1)[0][0] if between else " "
    lead = first.most_common(1)[0][0] if first else chosen
    return _Style(chosen, lead, capitals * 2 > labels)


# -- where and what


def _edits(entry: Entry, roles: Mapping[str, str], data: bytes, style: _Style, which: int) -> list[_Edit]:
    """Return the edits of one entry: empty or wrong targets are filled, missing links inserted."""
    out: list[_Edit] = []
    missing: list[tuple[str, str]] = []
    for role, target in roles.items():
        link = own_link(entry, role)
        if link is None:
            missing.append((role, escape.markdown_target(target)))
        elif link.url != target:
            out.append(_Edit(link.target.start, link.target.end, escape.markdown_target(target).encode()))
    if missing:
        out.append(_insertion(entry, missing, data, style, which))
    return out


def _insertion(entry: Entry, missing: Sequence[tuple[str, str]], data: bytes, style: _Style, which: int) -> _Edit:
    start, end = _line(data, max(entry.title_span.end - 1, entry.title_span.start, entry.span.start))
    labels = [
        link
        for link in entry.links
        if link.span.start >= entry.title_span.end and link.text and link.span.end <= entry.span.end
    ]
    here = [link for link in labels if start <= link.span.start < end] or [
        link for link in labels if not _BULLET.match(_line_of(data, link.span.start))
    ]
    row = b"|" in data[start:end] and data[start:end].lstrip()[:1] == b"|"
    if here and which == 0:
        last = _in_cell(here, entry, data) if row else here[-1]
        if last is not None:
            return _behind(last, missing, data, style, row)
    links = [
        link
        for link in entry.links
        if link.span.start <= entry.title_span.start and link.span.end >= entry.title_span.end
    ]
    title_end = max([entry.title_span.end, *(link.span.end for link in links)])
    if row:
        return _at(_cell_end(data, title_end, end), missing, " ", style, ("", ""))
    if which == 2:
        return _at(_closed(data, title_end), missing, " ", style, ("", ""))
    end = _line(data, max(title_end - 1, start))[1]
    tail = _TAIL.search(data, start, end)
    place = tail.start() if tail else end
    return _at(max(place, title_end), missing, style.first if which == 0 else " ", style, ("", ""))


def _behind(last: Link, missing: Sequence[tuple[str, str]], data: bytes, style: _Style, row: bool) -> _Edit:
    """Insert behind a label, in the brackets that it wears."""
    place, wrap = last.span.end, ("", "")
    source = data[last.span.start : last.span.end]
    if source[:2].lower() == b"<a":
        return _Edit(
            place, place, "".join(f' <a href="{target}">{_word(role, style)}</a>' for role, target in missing).encode()
        )
    for opening, closing in (_SQUARE, _ROUND):
        before, after = data[last.span.start - 1 : last.span.start], data[place : place + 1]
        escaped = data[last.span.start - 2 : last.span.start - 1] == b"\\"
        if before == opening.encode() and after == closing.encode() and not escaped:
            place, wrap = place + 1, (opening, closing)
    if last.text.startswith("[") and last.text.endswith("]"):
        wrap = _SQUARE
    between = " " if row and "|" in style.between else style.between
    return _at(place, missing, " " if wrap[0] and not between.strip() else between, style, wrap)


def _at(place: int, missing: Sequence[tuple[str, str]], first: str, style: _Style, wrap: tuple[str, str]) -> _Edit:
    between = first if not style.between.strip() else style.between
    made = []
    for count, (role, target) in enumerate(missing):
        made.append(
            f"{between if count and first.strip() else first}{wrap[0]}[{_word(role, style)}]({target}){wrap[1]}"
        )
    return _Edit(place, place, "".join(made).encode())


def _word(role: str, style: _Style) -> str:
    return role.capitalize() if style.capital else role


def _line(data: bytes, place: int) -> tuple[int, int]:
    start = data.rfind(b"\n", 0, place) + 1
    end = data.find(b"\n", place)
    return start, len(data) if end < 0 else end


def _line_of(data: bytes, place: int) -> bytes:
    start, end = _line(data, place)
    return data[start : min(end, start + 200)]


def _in_cell(labels: Sequence[Link], entry: Entry, data: bytes) -> Link | None:
    """Return the last label in the title's own cell of a table row."""
    near = [link for link in labels if b"|" not in data[entry.title_span.end : link.span.start].replace(b"\\|", b"")]
    return near[-1] if near else None


def _cell_end(data: bytes, place: int, end: int) -> int:
    """Return where the text of a table's cell ends, before its last blanks."""
    bar = place
    while bar < end and not (data[bar : bar + 1] == b"|" and data[bar - 1 : bar] != b"\\"):
        bar += 1
    while bar > place and data[bar - 1 : bar] in (b" ", b"\t", b"\r"):
        bar -= 1
    return bar


def _closed(data: bytes, place: int) -> int:
    """Step over the marks that close bold, italics, quotes or a bracket behind a title."""
    while data[place : place + 1] in (b"*", b"_", b'"', b"]", b")", b"`"):
        place += 1
    return place


# -- proof


def _applied(data: bytes, edits: Sequence[_Edit]) -> str:
    out, at = [], 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        out += [data[at : edit.start], edit.new]
        at = max(at, edit.end)
    return b"".join([*out, data[at:]]).decode("utf-8", "surrogatepass")


def _wrong(before: ReadingList, text: str, wanted: Wanted) -> list[int]:
    """Return the entries that read otherwise after the edit than before, the wanted links aside."""
    after = ReadingList.parse(text, before.file).entries
    if len(after) != len(before.entries):
        lines = {entry.line for entry in after} ^ {entry.line for entry in before.entries}
        return [i for i, entry in enumerate(before.entries) if entry.line in lines] or list(wanted)
    return [
        i
        for i, (old, new) in enumerate(zip(before.entries, after, strict=True))
        if not _same(old, new, wanted.get(i, {}))
    ]


def _same(old: Entry, new: Entry, roles: Mapping[str, str]) -> bool:
    fields = ("line", "end_line", "title", "kind", "section", "venue", "year", "arxiv", "doi", "checked")
    if any(getattr(old, name) != getattr(new, name) for name in fields):
        return False
    had, has = Counter((k.role, k.url) for k in old.links), Counter((k.role, k.url) for k in new.links)
    for role, target in roles.items():
        link = own_link(old, role)
        if link is not None:
            had[(role, link.url)] -= 1
        had[(role, escape.markdown_target(target))] += 1
    return +had == +has
