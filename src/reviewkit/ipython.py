"""`%load_ext reviewkit`: `%paper KEY` and `%progress`, with the keys completed by Tab."""

from collections.abc import Callable
from typing import Any, TypeVar

from reviewkit import library
from reviewkit.errors import ReviewKitError

SHOWN = ["key", "title", "venue", "status", "filled", "sections", "claims_held", "claims_made"]
"""The columns of `%progress`; `reviewkit.progress()` has them all."""

T = TypeVar("T")


def load(shell: Any) -> None:
    """Give an IPython shell the two magics."""
    shell.register_magic_function(paper, "line", "paper")
    shell.register_magic_function(progress, "line", "progress")
    for name in ("%paper", "paper"):
        shell.set_hook("complete_command", complete, str_key=name)


def paper(line: str) -> library.LibraryPaper | None:
    """Show a paper's card: `%paper flexgen`; also a beginning, a piece of the title, or an arXiv id."""
    name = line.strip().strip("\"'")
    if not name:
        print("which paper? `%paper KEY`; Tab completes the key")
        return None
    return _answered(lambda: library.paper(name))


def progress(line: str) -> Any:
    """Show the progress table: `%progress`, or `%progress all` with videos, courses, posts and books."""
    return _answered(lambda: library.progress(line.split() or "paper")[SHOWN])


def complete(shell: Any, event: Any) -> list[str]:
    """Return the keys that begin with what is typed."""
    try:
        keys = library.Library.open().keys()
    except ReviewKitError:
        return []
    return [key for key in keys if key.startswith(event.symbol.lower())]


def _answered(ask: Callable[[], T]) -> T | None:
    try:
        return ask()
    except ReviewKitError as error:
        print("; ".join(part for part in (str(error), error.hint) if part))
        return None
