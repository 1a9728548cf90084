"""What a library holds: one item for each paper, with the entries that name it and the files that belong to it."""

import posixpath
import urllib.parse
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from reviewkit import keys
from reviewkit.papers import Paper
from reviewkit.problem import Problem
from reviewkit.reading_list import Entry


@dataclass(frozen=True, slots=True)
class Holding:
    """One paper (or video, course, …) of the library."""

    key: str
    entries: tuple[Entry, ...]
    """Where the lists name it; at least one."""
    paper: Paper | None
    """The record it was decided to be."""
    review: str
    """Path relative to the library's root, `/` between folders."""
    notebook: str

    @property
    def title(self) -> str:
        """The record's title, else the list's."""
        return (self.paper.title if self.paper else "") or self.entries[0].title

    @property
    def kind(self) -> str:
        """The entry's kind; whatever has a record is a paper."""
        return "paper" if self.paper else self.entries[0].kind

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections that it stands in, each once, the headings joined by ` / `."""
        return tuple(dict.fromkeys(" / ".join(entry.section) for entry in self.entries))

    @property
    def checked(self) -> bool | None:
        """Whether a task list's box is ticked, in any list."""
        boxes = [entry.checked for entry in self.entries if entry.checked is not None]
        return any(boxes) if boxes else None


def gather(
    decided: Iterable[tuple[Entry, Paper | None]],
    *,
    reviews: str = "reviews",
    notebooks: str = "notebooks",
    lists: Sequence[str] = (),
    on_disk: Mapping[str, str] | None = None,
    present: Iterable[str] = (),
) -> tuple[tuple[Holding, ...], tuple[Problem, ...]]:
    """Return the holdings in list order, and what is wrong with the files that the lists link.

    `decided` pairs each entry with its record; `on_disk` maps keys to the folded titles of existing reviews;
    `present` has the reviews and notebooks that stand in their folders.
    """
    groups = _grouped(decided)
    wishes = [(_linked(entries, "review", ".md"), _linked(entries, "notebook", ".ipynb")) for entries, _ in groups]
    claimed = Counter(path.casefold() for wish in wishes for path in wish if path)
    problems = tuple(_clashes(groups, wishes, claimed)) + tuple(_strays(groups))
    taken = {paper.id for _, paper in groups if paper and paper.id}
    current = {keys.fold(entry.title) for entries, _ in groups for entry in entries} if on_disk else set()
    places = _Places({path.casefold() for path in lists} | set(claimed), present)
    holdings = []
    for (entries, paper), (review, notebook) in zip(groups, wishes, strict=True):
        key = paper.id if paper and paper.id else _key(entries, paper, review or "", taken, on_disk, current)
        taken.add(key)
        linked = review and claimed[review.casefold()] == 1 and review not in lists
        own_review = review if review and linked else places.of(key, reviews, ".md")
        own_notebook = (
            notebook if notebook and claimed[notebook.casefold()] == 1 else places.of(key, notebooks, ".ipynb")
        )
        holdings.append(Holding(key, entries, paper, own_review, own_notebook))
    return tuple(holdings), problems


class _Places:
    """Where a paper's files stand that no list links: those that bear its key, else a name that is free.

    Paths that differ in case alone are one file on most people's machines.
    """

    def __init__(self, reserved: Collection[str], present: Iterable[str]) -> None:
        self._taken = set(reserved)
        self._by_key: dict[tuple[str, str], list[str]] = {}
        for path in sorted(present, key=lambda path: (path.count("/"), path)):
            if path.casefold() not in reserved:
                self._by_key.setdefault((keys.of_path(path), posixpath.splitext(path)[1]), []).append(path)

    def of(self, key: str, folder: str, suffix: str) -> str:
        """Return the path of a key's file."""
        plain = posixpath.join(folder, key + suffix)
        found = self._by_key.get((key, suffix), [])
        if found and plain not in found:
            return found[0]
        number, path = 1, plain
        # A name with a number may be another key's own.
        while path.casefold() in self._taken:
            number += 1
            path = posixpath.join(folder, f"{key}-{number}{suffix}")
        self._taken.add(path.casefold())
        return path


def inside(target: str, list_file: str) -> str | None:
    """Return a link's target as a path in the library, or None where it is no plain relative path inside it."""
    if not target or "://" in target or target.startswith(("/", "#", "\\")) or "#" in target or "?" in target:
        return None
    plain = urllib.parse.unquote(target)
    if "\\" in plain or "\0" in plain or ":" in plain or any(ord(c) < 32 for c in plain):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(list_file), plain))
    return None if path.startswith(("../", "/")) or path in ("..", ".") else path


def _grouped(decided: Iterable[tuple[Entry, Paper | None]]) -> list[tuple[tuple[Entry, ...], Paper | None]]:
    """Group entries that name the same paper: by record, else by identifier, else by folded title."""
    groups: dict[str, list[Entry]] = {}
    records: dict[str, Paper | None] = {}
    for entry, paper in decided:
        if paper is not None and paper.id:
            name = f"key:{paper.id}"
        elif entry.arxiv or entry.doi:
            name = f"id:{entry.arxiv or entry.doi}"
        else:
            name = f"title:{entry.kind}:{keys.fold(entry.title)}" if entry.title else f"line:{entry.file}:{entry.line}"
        groups.setdefault(name, []).append(entry)
        records[name] = paper or records.get(name)
    return [(tuple(entries), records[name]) for name, entries in groups.items()]


def _linked(entries: tuple[Entry, ...], role: str, suffix: str) -> str | None:
    for entry in entries:
        for target in entry.targets(role):
            path = inside(target.partition("#")[0], entry.file)
            if path and path.endswith(suffix):
                return path
    return None


def _key(
    entries: tuple[Entry, ...],
    paper: Paper | None,
    review: str,
    taken: set[str],
    on_disk: Mapping[str, str] | None,
    current: Collection[str],
) -> str:
    first = entries[0]
    title = first.title or first.arxiv or first.doi or next((link.url for link in first.links if link.url), "")
    return keys.choose(title, first.kind, record=paper, review=review, taken=taken, on_disk=on_disk, current=current)


def _clashes(
    groups: Sequence[tuple[tuple[Entry, ...], Paper | None]],
    wishes: Sequence[tuple[str | None, str | None]],
    claimed: Counter[str],
) -> Iterable[Problem]:
    for (entries, _), wish in zip(groups, wishes, strict=True):
        for path in wish:
            if path and claimed[path.casefold()] > 1:
                entry = entries[0]
                yield Problem(
                    "shared-file", "error", entry.file, entry.line,
                    f"`{path}` is linked by {claimed[path.casefold()]} papers, so it belongs to none of them",
                    "give each paper a file of its own",
                )  # fmt: skip


def _strays(groups: Sequence[tuple[tuple[Entry, ...], Paper | None]]) -> Iterable[Problem]:
    for entries, _ in groups:
        for entry in entries:
            for link in entry.links:
                local = link.role in ("review", "notebook") and link.url and "://" not in link.url
                bare = link.url.partition("#")[0]
                if local and bare.endswith((".md", ".ipynb")) and inside(bare, entry.file) is None:
                    yield Problem(
                        "outside-library", "error", entry.file, entry.line,
                        f"`{link.url}` leads out of the library; it is not used",
                        "link a file inside the library, by a relative path",
                    )  # fmt: skip
