"""The library as Python sees it: the same verbs as on the command line.

A facade without logic, and the only room that imports lazily: `import reviewkit` stays cheap, and
pandas, requests, Jinja and matplotlib are loaded by the verb that needs them.
"""

import datetime
import os
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewkit import config as configuration
from reviewkit import lookup, shelf
from reviewkit.holdings import Holding
from reviewkit.papers import Paper
from reviewkit.review import Review
from reviewkit.rows import Row

if TYPE_CHECKING:
    import pandas

    from reviewkit.claims import BoundClaim, Standing
    from reviewkit.display.picture import Picture
    from reviewkit.display.table import Table
    from reviewkit.problem import Problem
    from reviewkit.sync import SyncResult
    from reviewkit.verify import Options, Verified


@dataclass(frozen=True)
class Library:
    """A folder of reading lists, reviews and notebooks."""

    config: configuration.Config

    @classmethod
    def open(cls, path: str | Path | None = None) -> "Library":
        """Open the library at or above a folder (default: the current one)."""
        start = Path(path or ".").resolve()
        return cls(configuration.load(configuration.find(start)))

    @property
    def root(self) -> Path:
        """The library's folder."""
        return self.config.root

    def shelf(self) -> shelf.Shelf:
        """Read the library as it stands on disk now."""
        return shelf.read(self.config, datetime.date.today())

    def keys(self) -> tuple[str, ...]:
        """Return the keys of everything in the library, in list order."""
        return tuple(holding.key for holding in self.shelf().holdings)

    def paper(self, name: str) -> "LibraryPaper":
        """Return what a name means: a key, its beginning, a piece of the title, an arXiv id."""
        books = self.shelf()
        return LibraryPaper(books, lookup.find(name, books.holdings))

    def rows(self, kinds: str | Sequence[str] = "paper") -> tuple[Row, ...]:
        """Return the progress table's rows; `kinds` is a kind, several, or "all"."""
        books = self.shelf()
        wanted = (kinds,) if isinstance(kinds, str) else tuple(kinds)
        return tuple(books.row(h) for h in books.holdings if "all" in wanted or h.kind in wanted)

    def progress(self, kinds: str | Sequence[str] = "paper") -> "pandas.DataFrame":
        """Return the progress table as a DataFrame with typed columns, one row for each paper."""
        from reviewkit import frame

        return frame.progress(self.rows(kinds))

    def table(self, kinds: str | Sequence[str] = "paper") -> "Table":
        """Return the progress table to look at, with a link to each notebook and review."""
        from reviewkit.display.table import Table

        return Table(self.rows(kinds), _way(Path.cwd(), self.root))

    def plot(
        self, kind: str | None = None, kinds: str | Sequence[str] = "paper", *, today: datetime.date | None = None
    ) -> "Picture":
        """Return the progress table as pictures: `status`, `finished`, `claims`, `next`, or all four."""
        from reviewkit.display import plots

        return plots.plot(self.rows(kinds), today or datetime.date.today(), kind)

    def board(
        self,
        path: str | Path = "board.html",
        kinds: str | Sequence[str] = "paper",
        *,
        today: datetime.date | None = None,
    ) -> Path:
        """Write the progress table as one page, over an older board too; return its path."""
        from reviewkit.display import board

        target, day = Path(path), today or datetime.date.today()
        board.write(target, board.page(self.rows(kinds), self._name, day, _way(target.resolve().parent, self.root)))
        return target

    def sync(
        self, *names: str, dry_run: bool = False, offline: bool = False, adopt: Sequence[str] = (), **hands: Any
    ) -> "SyncResult":
        """Resolve what is new, create what is missing, refresh our headers.

        `hands` are those of `network.inquiry`: what it tells, and to whom.
        """
        from reviewkit import network, sync

        asking = network.inquiry(self.config, offline=offline, **hands)
        return sync.sync(self.config, asking, names=names, dry_run=dry_run, adopt=adopt)

    def resolve(self, *, refresh: bool = False, offline: bool = False, **hands: Any) -> "SyncResult":
        """Decide which paper each entry is, into papers.json alone; `refresh` asks again for everything."""
        from reviewkit import network, sync

        return sync.identify(self.config, network.inquiry(self.config, refresh=refresh, offline=offline, **hands))

    def new(self, name: str, template: str | None = None) -> tuple[str, ...]:
        """Write a review from a template, if it is absent or still as scaffolded; return the paths written."""
        from reviewkit import editing

        return editing.new(self.config, name, template)

    def mark(
        self, name: str, status: str | None = None, *, today: datetime.date | None = None, **fields: Any
    ) -> tuple[str, dict[str, str]]:
        """Set fields of a review's front matter (those of `editing.Marks`); return its path and what changed."""
        from reviewkit import editing

        marks = editing.Marks(status, **fields)
        return editing.mark_review(self.config, name, marks, today or datetime.date.today())

    def verify(self, *names: str, options: "Options | None" = None) -> "Generator[Verified, None, None]":
        """Run notebooks in fresh kernels and yield each one's verdicts as they come; writes only with `keep`."""
        from reviewkit import verify

        wanted = self.shelf().runnable(names)
        return verify.verify(self.root, self.config, wanted, options or verify.Options(), datetime.date.today())

    def claims(self, *names: str) -> "tuple[tuple[str, Standing], ...]":
        """Return every claim as it stands, with its paper's key."""
        books = self.shelf()
        return tuple((holding.key, each) for holding in books.chosen(names) for each in books.standings(holding)[0])

    def check(self, *, strict: bool = False) -> tuple["Problem", ...]:
        """Return everything that is wrong with the library; asks nobody and writes nothing."""
        from reviewkit import checking, sync

        changes = sync.sync(self.config, sync.known, dry_run=True).changes
        return checking.check(self.shelf(), changes, strict=strict)

    @property
    def _name(self) -> str:
        return ", ".join(self.config.lists)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        from reviewkit.display import cards

        return cards.library_card(self.rows(), self._name, _way(Path.cwd(), self.root)).bundle()


@dataclass(frozen=True)
class LibraryPaper:
    """One paper of a library: its record, its review, its notebook, its claims."""

    books: shelf.Shelf = field(repr=False)
    holding: Holding = field(repr=False)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.key}: {self.title}>"

    @property
    def key(self) -> str:
        """The key, which is also the stem of its files."""
        return self.holding.key

    @property
    def title(self) -> str:
        """The record's title, else the list's."""
        return self.holding.title

    @property
    def record(self) -> Paper | None:
        """The record in papers.json; None while unresolved."""
        return self.holding.paper

    @property
    def row(self) -> Row:
        """Its line of the progress table."""
        return self.books.row(self.holding)

    @property
    def status(self) -> str:
        """How far the reader is."""
        return self.row.status

    @property
    def review_path(self) -> Path:
        """Where its review stands, or will."""
        return self.books.root / self.holding.review

    @property
    def notebook_path(self) -> Path:
        """Where its notebook stands, or will."""
        return self.books.root / self.holding.notebook

    @property
    def review(self) -> Review | None:
        """Its review; None where there is none that can be read."""
        from reviewkit.display import cards

        found = self.books.review(self.holding)[0]
        return cards.shown(found, self.row, self._here, self.books.guidance) if found else None

    @property
    def claims(self) -> "tuple[Standing, ...]":
        """The claims of its review, each with the outcome that its notebook bears."""
        return self.books.standings(self.holding)[0]

    def claim(self, claim_id: str) -> "BoundClaim":
        """Return a claim to check a value against; raises `ClaimError` with the nearest id."""
        from reviewkit.claims import BoundClaim, find_claim, kernel_history

        standings, problems = self.books.standings(self.holding)
        if problems:
            from reviewkit.errors import ClaimError

            raise ClaimError(problems[0].message, problems[0].fix, path=problems[0].file, line=problems[0].line)
        claim = find_claim([standing.claim for standing in standings], claim_id, self.holding.review)
        return BoundClaim(claim, datetime.date.today(), kernel_history())

    @property
    def _here(self) -> str:
        return _way(Path.cwd(), self.books.root)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        from reviewkit.display import cards

        return cards.paper_card(self.row, self.record, self._here).bundle()


def _way(reader: Path, root: Path) -> str:
    """Return how links lead from the reader's folder to the library: what a notebook's own links start with."""
    try:
        return Path(os.path.relpath(root, reader)).as_posix()
    except ValueError:  # another drive
        return root.as_uri()


def paper(name: str, path: str | Path | None = None) -> LibraryPaper:
    """Return a paper of the library at or above a folder (default: the current one)."""
    return Library.open(path).paper(name)


def progress(kinds: str | Sequence[str] = "paper", path: str | Path | None = None) -> "pandas.DataFrame":
    """Return the progress table of the library at or above a folder (default: the current one)."""
    return Library.open(path).progress(kinds)


def init(folder: str | Path = ".", lists: Sequence[str] = (), *, example: bool = False) -> tuple[str, ...]:
    """Make a folder a library; return the files written."""
    from reviewkit import starting

    return starting.init(Path(folder).resolve(), lists, example=example)
