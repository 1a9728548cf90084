"""What moves on a terminal while something takes its time."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from reviewkit import escape
from reviewkit.cli.output import narrate
from reviewkit.resolving.asking import Progress as Asked


def progress_bar() -> Progress:
    """Return a bar on standard error that shows nothing where that is no terminal."""
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty(),
    )  # fmt: skip


@contextmanager
def asking_bar() -> Iterator[tuple[Asked, Callable[[str], None]]]:
    """Show a bar with the time left on a terminal; what is told meanwhile stands above it."""
    if not sys.stderr.isatty():
        yield (lambda done, of, what: None), narrate
        return
    with progress_bar() as bar:
        task = bar.add_task("asking", total=None)

        def progress(done: int, of: int, what: str) -> None:
            bar.update(task, completed=done, total=of, description=f"asking {what}")

        def tell(message: str) -> None:
            bar.console.print(escape.terminal(message), markup=False, highlight=False)

        yield progress, tell
