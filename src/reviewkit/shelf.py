"""A library as it stands on disk: its lists, its records, what it holds, and the files of each holding."""

import datetime
import html
import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reviewkit import claims, header, keys, lookup
from reviewkit.config import Config
from reviewkit.errors import DiskError, LocatedError, NotebookError, ReadingListError, ReviewError
from reviewkit.holdings import Holding, gather
from reviewkit.notebook import Notebook
from reviewkit.ondisk import Folder, OnDisk
from reviewkit.papers import Paper, Papers
from reviewkit.problem import Problem
from reviewkit.reading_list import Entry, ReadingList
from reviewkit.resolving.known import decide
from reviewkit.review import Review, front_matter
from reviewkit.rows import Row, row
from reviewkit.templates import names, review_template

if TYPE_CHECKING:
    from reviewkit.claims import Standing

PAPERS = "papers.json"


@dataclass(frozen=True)
class Shelf:
    """What was read, once; files are read when they are asked for."""

    config: Config
    lists: tuple[ReadingList, ...]
    papers: Papers
    papers_file: OnDisk | None
    today: datetime.date | None = None
    """The day on which forecasts are judged; without one none falls due."""
    _reviews: dict[str, tuple[Review | None, tuple[Problem, ...]]] = field(default_factory=dict, repr=False)

    @property
    def root(self) -> Path:
        """The library's folder."""
        return self.config.root

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All entries of all lists, in order."""
        return tuple(entry for reading_list in self.lists for entry in reading_list.entries)

    @cached_property
    def decided(self) -> tuple[Paper | None, ...]:
        """The record that papers.json gives each entry, without asking anybody."""
        return decide(self.entries, self.papers)

    @cached_property
    def _gathered(self) -> tuple[tuple[Holding, ...], tuple[Problem, ...]]:
        return self.gather(self.decided)

    @property
    def holdings(self) -> tuple[Holding, ...]:
        """What the library holds, in list order."""
        return self._gathered[0]

    @property
    def list_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the files that the lists link."""
        return self._gathered[1]

    def gather(self, decided: Sequence[Paper | None]) -> tuple[tuple[Holding, ...], tuple[Problem, ...]]:
        """Return the holdings and problems for these decisions."""
        keyless = any(paper is None or not paper.id for paper in decided)
        return gather(
            zip(self.entries, decided, strict=True),
            reviews=self.config.reviews,
            notebooks=self.config.notebooks,
            lists=self.config.lists,
            on_disk=self.titles_on_disk() if keyless else None,
            present=self.present(),
        )

    @cached_property
    def _folder(self) -> Folder:
        return Folder(self.root)

    def file(self, path: str) -> OnDisk | None:
        """Return a file of the library (path relative to its root), or None where there is none."""
        return self._folder.file(path)

    def files(self, holdings: Iterable[Holding]) -> dict[str, OnDisk]:
        """Return the files of these holdings that exist."""
        paths = [path for holding in holdings for path in (holding.review, holding.notebook)]
        return {path: found for path in paths if (found := self.file(path)) is not None}

    def present(self) -> tuple[str, ...]:
        """Return the Markdown files and notebooks in their folders, and in a folder for each paper below those."""
        folders = {self.config.reviews, self.config.notebooks}
        found = {path for folder in folders for path in _texts(self.root, "" if folder == "." else f"{folder}/")}
        return tuple(sorted(path for path in found if "/." not in f"/{path}"))

    def review_paths(self) -> tuple[str, ...]:
        """Return the reviews in their folder, whether a list knows them or not."""
        return tuple(path for path in self.present() if self._is_review(path))

    def _is_review(self, path: str) -> bool:
        """Tell a review from a folder's own front page and from what lies beside a review."""
        inner = posixpath.relpath(path, self.config.reviews)
        if not path.endswith(".md") or inner.startswith("../") or path in self.config.lists:
            return False
        folder, name = posixpath.split(inner)
        return keys.of_path(path) == keys.slug(folder) if folder else name.lower() not in ("readme.md", "index.md")

    def review(self, holding: Holding) -> tuple[Review | None, tuple[Problem, ...]]:
        """Return a holding's review, and what is wrong with it."""
        if holding.review not in self._reviews:
            self._reviews[holding.review] = self._review(holding.review)
        return self._reviews[holding.review]

    def _review(self, path: str) -> tuple[Review | None, tuple[Problem, ...]]:
        found = self.file(path)
        if found is None:
            return None, ()
        if found.fault:
            return None, (Problem("unreadable", "error", path, None, found.fault),)
        try:
            review = Review.parse(found.text, path)
        except LocatedError as error:
            return None, (_problem("front-matter", error, path),)
        return review, review.problems

    def notebook(self, holding: Holding) -> tuple[Notebook | None, tuple[Problem, ...]]:
        """Return a holding's notebook, and what is wrong with it."""
        found = self.file(holding.notebook)
        if found is None:
            return None, ()
        if found.fault:
            return None, (Problem("unreadable", "error", holding.notebook, None, found.fault),)
        try:
            return Notebook.parse(found.text, holding.notebook), ()
        except LocatedError as error:
            return None, (_problem("notebook", error, holding.notebook),)

    def standings(self, holding: Holding) -> "tuple[tuple[Standing, ...], tuple[Problem, ...]]":
        """Return how each of a holding's claims stands, and what is wrong with the block."""
        review, _ = self.review(holding)
        if review is None or review.claims_block is None:
            return (), ()
        try:
            made = claims.parse_claims(review.claims_block[0], holding.review, review.claims_block[1])
        except LocatedError as error:
            return (), (_problem("claims", error, holding.review),)
        notebook, _ = self.notebook(holding)
        return claims.standing(made, notebook, self.today), ()

    def chosen(self, names: Sequence[str]) -> tuple[Holding, ...]:
        """Return the holdings that the names mean, each once; all without a name."""
        found = {holding.key: holding for holding in (lookup.find(name, self.holdings) for name in names)}
        return tuple(found.values()) if names else self.holdings

    def runnable(self, names: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
        """Return key, notebook and review of the chosen holdings that have a notebook that can be read.

        Raises `NotebookError` where one was asked for by name and is not there, or cannot be read.
        """
        found = [(holding, self.file(holding.notebook)) for holding in self.chosen(names)]
        for holding, notebook in found if names else ():
            if notebook is None:
                raise NotebookError("there is no such notebook", "`reviewkit sync` makes it", path=holding.notebook)
            if notebook.fault:
                raise NotebookError(notebook.fault, path=holding.notebook)
        good = (holding for holding, notebook in found if notebook is not None and not notebook.fault)
        return tuple((holding.key, holding.notebook, holding.review) for holding in good)

    def row(self, holding: Holding) -> Row:
        """Return a holding's line of the progress table."""
        review, review_problems = self.review(holding)
        _, notebook_problems = self.notebook(holding)
        standings, claim_problems = self.standings(holding)
        problems = (*review_problems, *notebook_problems, *claim_problems)
        return row(holding, review, standings, problems, guidance=self.guidance)

    @cached_property
    def guidance(self) -> Mapping[str, frozenset[str]]:
        """Each review template's own lines."""
        folder = self.root / self.config.templates
        return {name: review_template(name, folder).guidance for name in names(folder)}

    def titles_on_disk(self) -> dict[str, str]:
        """Return the folded titles that the headers of existing reviews bear, by key."""
        titles = {}
        for path in self.review_paths():
            found = self.file(path)
            block = header.find(found.text) if found else None
            if found is None or block is None or not block.intact or not block.text.startswith("# "):
                continue
            try:
                front, _ = front_matter(found.text, path)
            except ReviewError:
                continue
            title = html.unescape(re.sub(r"\\([^\w\s])", r"\1", block.text.splitlines()[0][2:]))
            # The file may bear another name than the key: the list may have linked it.
            key = keys.slug(str(front.get("paper", ""))) or keys.of_path(path)
            titles[key] = keys.fold(title)
        return titles

    def folders(self) -> tuple[Path, ...]:
        """Return the folders in which reviewkit writes, symbolic links followed."""
        paths = {path for holding in self.holdings for path in (holding.review, holding.notebook)}
        names = {".", *(posixpath.dirname(path) for path in (*paths, *self.config.lists))}
        # `realpath`, for `Path.resolve` raises where a link leads to itself.
        links = {Path(os.path.realpath(full)).parent for path in paths if (full := self.root / path).is_symlink()}
        inside = {(self.root / name).resolve() for name in names} | links
        return tuple(sorted(f for f in inside if f.is_dir() and f.is_relative_to(self.root.resolve())))


def read(config: Config, today: datetime.date | None = None) -> Shelf:
    """Read a library; raise `ReadingListError` or `PapersError` where it cannot be."""
    lists, folder = [], Folder(config.root)
    for name in config.lists:
        found = folder.file(name)
        if found is not None and found.fault.startswith("leads out"):
            raise ReadingListError("a list outside the library", "move it inside", path=name)
        lists.append(ReadingList.read(config.root / name, name))
    found = folder.file(PAPERS)
    if found is not None and found.fault:
        raise DiskError(found.fault, path=config.root / PAPERS)
    papers = Papers.parse(found.text, PAPERS) if found else Papers()
    return Shelf(config, tuple(lists), papers, found, today)


def _texts(root: Path, folder: str, *, below: bool = True) -> Iterator[str]:
    """Yield the Markdown files and notebooks in a folder (with its `/`), and in those below it."""
    try:
        with os.scandir(root / folder) as beside:
            found = [(entry.name, _is_folder(entry)) for entry in beside]
    except OSError:  # no such folder, or one that may not be read
        return
    for name, is_folder in found:
        if os.path.normcase(name).endswith((".md", ".ipynb")):
            yield folder + name
        if is_folder and below:
            yield from _texts(root, f"{folder}{name}/", below=False)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a symbolic link that leads to itself
        return False


def _problem(rule: str, error: LocatedError, path: str) -> Problem:
    return Problem(rule, "error", path, error.line, error.message, error.hint)
