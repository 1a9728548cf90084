"""The metadata services as `sync` and `resolve` ask them: opened when something is open, closed afterwards."""

import datetime
import os
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_cache_dir

from reviewkit import sync
from reviewkit.config import Config
from reviewkit.resolving.asking import Progress
from reviewkit.resolving.known import is_paper
from reviewkit.resolving.outcomes import Resolution
from reviewkit.resolving.resolve import resolve
from reviewkit.shelf import Shelf
from reviewkit.sources import registry


def cache_folder() -> Path:
    """Return where answers are kept; `REVIEWKIT_CACHE` names another folder."""
    return Path(os.environ.get("REVIEWKIT_CACHE") or user_cache_dir("reviewkit"))


def inquiry(
    config: Config,
    *,
    offline: bool = False,
    refresh: bool = False,
    today: datetime.date | None = None,
    progress: Progress = lambda done, of, what: None,
    tell: Callable[[str], None] = lambda _: None,
) -> sync.Asking:
    """Return what asks the services for the entries that papers.json does not answer."""

    def ask(books: Shelf) -> Resolution:
        undecided = (
            is_paper(entry) and paper is None for entry, paper in zip(books.entries, books.decided, strict=True)
        )
        if not refresh and not any(undecided):
            return sync.known(books)
        sources = registry.make(config.sources, cache_dir=cache_folder(), offline=offline, tell=tell, warn=tell)
        try:
            day = today or datetime.date.today()
            return resolve(books.entries, books.papers, sources, refresh=refresh, today=day, progress=progress)
        finally:
            sources.close()

    return ask
