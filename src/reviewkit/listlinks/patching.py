"""Links into a list, proved by reading the result again.

A link goes where the entry's other links stand, in the list's own style. An insertion that changes how the list is
read, the wanted links aside, is tried elsewhere in its entry, or left out with a reason.
"""

import posixpath
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reviewkit import escape
from reviewkit.listlinks.places import Insertion, Page, places
from reviewkit.listlinks.style import style_of
from reviewkit.reading_list import Entry, Link, ReadingList
from reviewkit.reading_list.words.hosts import is_relative

Wanted = Mapping[int, Mapping[str, str]]
"""Index of the entry -> role (`review` or `notebook`) -> path relative to the list's folder."""

_SUFFIX = {"review": ".md", "notebook": ".ipynb"}
_FIELDS = ("line", "end_line", "title", "kind", "section", "venue", "year", "authors", "arxiv", "doi", "checked")
_READINGS = 50
"""How often a list is read to find each entry's place, and then to find which entries' links go together."""
_OTHERWISE = "the line would read otherwise"


@dataclass(frozen=True, slots=True)
class Patch:
    """The new text, and what went into it."""

    text: str
    insertions: tuple[Insertion, ...]
    """In the order of the file; without them the new text is the old one, byte by byte."""
    linked: tuple[int, ...]
    """The entries that got links, by index."""
    left: Mapping[int, str]
    """The entries that lack one still, and why."""


def own_link(entry: Entry, role: str) -> Link | None:
    """Return the entry's link to a file of the library's in this role, or one with an empty target; else None."""
    found = [
        link
        for link in entry.links
        if link.role == role
        and (not link.url or (link.url.partition("#")[0].endswith(_SUFFIX[role]) and "://" not in link.url))
    ]
    return next((link for link in found if link.url), found[0] if found else None)


def patch(reading_list: ReadingList, wanted: Wanted) -> Patch:
    """Return the list with the links that it lacks; a target that somebody wrote stays, wherever it leads."""
    made = again = _Patcher(reading_list, wanted).run()
    while made.left and again.linked:
        # Beside the new links another may fit now: what is left here must be left by the next run too.
        later = ReadingList.parse(made.text, reading_list.file)
        again = _Patcher(later, {index: wanted[index] for index in made.left}).run()
        linked = tuple(sorted({*made.linked, *again.linked}))
        made = Patch(again.text, _joined(made.insertions, again.insertions), linked, again.left)
    return made


@dataclass(frozen=True, slots=True)
class _Task:
    """What one entry lacks, and the ways to put it in."""

    links: Sequence[tuple[str, str]]
    ways: Sequence[tuple[Insertion, ...]]


@dataclass(slots=True)
class _Patcher:
    before: ReadingList
    wanted: Wanted
    data: bytes = b""
    tasks: dict[int, _Task] = field(default_factory=dict)
    left: dict[int, str] = field(default_factory=dict)
    readings: int = 0

    def run(self) -> Patch:
        self.data = self.before.text.encode("utf-8", "surrogatepass")
        self.plan()
        chosen = dict.fromkeys(self.tasks, 0)
        while wrong := self.wrong(chosen):
            own = [index for index in wrong if index in chosen]
            if not own or self.readings > _READINGS:
                # The links of some entries change how others are read.
                return self.patch(self.good_of(sorted(chosen.items()), {}))
            for index in own:
                chosen[index] += 1
                if chosen[index] == len(self.tasks[index].ways):
                    del chosen[index]
                    self.left[index] = _OTHERWISE
        return self.patch(chosen)

    def plan(self) -> None:
        """Find out what each entry lacks and where that could go."""
        page = Page(self.data, self.before.file.endswith(".rst"))
        style = style_of(self.before.entries, self.data)
        for index, roles in self.wanted.items():
            entry = self.before.entries[index]
            links, fills, missing = [], [], []
            for role, path in roles.items():
                link, target = own_link(entry, role), _target(path)
                if link is not None and link.url:
                    continue
                if not target:
                    self.left[index] = f"no link can lead to {path}"
                    continue
                links.append((role, target))
                if link is None:
                    missing.append((role, target))
                else:
                    fills.append(Insertion(link.target.start, target))
            ways = places(entry, missing, page, style) if missing else ()
            if links:
                self.tasks[index] = _Task(links, [(*fills, way) for way in ways] if missing else [tuple(fills)])

    def good_of(self, ways: Sequence[tuple[int, int]], kept: Mapping[int, int]) -> dict[int, int]:
        """Return `kept` and as many of the entries' links as read well together, found by halving."""
        good = dict(kept)
        if self.readings < 2 * _READINGS:
            if not self.wrong(together := good | dict(ways)):
                return together
            if len(ways) > 1:
                middle = len(ways) // 2
                return self.good_of(ways[middle:], self.good_of(ways[:middle], good))
        self.left |= {index: _OTHERWISE for index, _ in ways}
        return good

    def patch(self, chosen: Mapping[int, int]) -> Patch:
        made = self.insertions(chosen)
        return Patch(_applied(self.data, made), made, tuple(sorted(chosen)), dict(sorted(self.left.items())))

    def insertions(self, chosen: Mapping[int, int]) -> tuple[Insertion, ...]:
        made = [one for index, way in sorted(chosen.items()) for one in self.tasks[index].ways[way]]
        return tuple(sorted(made, key=lambda one: one.at))

    def wrong(self, chosen: Mapping[int, int]) -> list[int]:
        """Return the entries that read otherwise with these insertions than before, the wanted links aside."""
        self.readings += 1
        text = _applied(self.data, self.insertions(chosen))
        old, new = self.before.entries, ReadingList.parse(text, self.before.file).entries
        if len(old) != len(new):
            return _strange(old, new)
        return [
            i
            for i, (one, two) in enumerate(zip(old, new, strict=True))
            if not _same(one, two, self.tasks[i].links if i in chosen else ())
        ]


def _target(path: str) -> str:
    """Return a path as a link's target, empty where none can lead there."""
    target = escape.path_target(posixpath.normpath(path))
    return target if not target or is_relative(target) else f"./{target}"


def _strange(old: Sequence[Entry], new: Sequence[Entry]) -> list[int]:
    """Return the entries on or before the lines that hold an entry in one reading and none in the other."""
    lines = sorted({entry.line for entry in old} ^ {entry.line for entry in new})
    starts = [entry.line for entry in old]
    return sorted({max(0, bisect_right(starts, line) - 1) for line in lines}) if old and lines else [*range(len(old))]


def _same(old: Entry, new: Entry, links: Iterable[tuple[str, str]]) -> bool:
    """Tell whether an entry reads as before but for these links, which it has now."""
    if any(getattr(old, name) != getattr(new, name) for name in _FIELDS):
        return False
    expected, found = [_shown(link) for link in old.links], [_shown(link) for link in new.links]
    for role, target in links:
        link = own_link(old, role)
        if link is not None:
            expected[old.links.index(link)] = (role, link.text, target)
            continue
        added = next((k for k, (said, _, url) in enumerate(found) if (said, url) == (role, target)), None)
        if added is None:
            return False
        del found[added]
    return expected == found


def _shown(link: Link) -> tuple[str, str, str]:
    return link.role, link.text, link.url


def _applied(data: bytes, insertions: Sequence[Insertion]) -> str:
    out, at = [], 0
    for one in insertions:
        out += [data[at : one.at], one.text.encode()]
        at = one.at
    return b"".join([*out, data[at:]]).decode("utf-8", "surrogatepass")


def _joined(first: Sequence[Insertion], second: Sequence[Insertion]) -> tuple[Insertion, ...]:
    """Return the insertions that do at once what the first do and then the second do to their result."""
    out = list(first)
    for one in reversed(second):
        at, index = one.at, 0
        while index < len(out) and out[index].at + len(out[index].text.encode()) < at:
            at -= len(out[index].text.encode())
            index += 1
        if index < len(out) and out[index].at < at:
            text, cut = out[index].text.encode(), at - out[index].at
            out[index] = Insertion(out[index].at, (text[:cut] + one.text.encode() + text[cut:]).decode())
        else:
            out.insert(index, Insertion(at, one.text))
    return tuple(out)
