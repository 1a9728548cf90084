"""Everything that reviewkit raises on purpose.

    ReviewKitError(message, hint="")
    ├── LocatedError (path, line)
    │   ├── ConfigError · LibraryNotFoundError · ReadingListError · PapersError
    │   └── ReviewError ── ClaimError · NotebookError · TemplateError
    ├── SourceError (source, url) ── RateLimitedError · UnavailableError · OfflineError
    ├── DiskError (path) ── ChangedOnDiskError · LockedError
    ├── UsageError ── UnknownPaperError (name, candidates)
    └── ExecutionError (notebook, cell, ename, evalue)

The command line has one ``except ReviewKitError``; any other exception is our own bug.
"""

from collections.abc import Sequence
from pathlib import Path


class ReviewKitError(Exception):
    """A fault that the user can act on: one clear line, and a hint where there is one."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows in a traceback's place: the fault is the user's to mend, not ours to debug."""
        return [f"{type(self).__name__}: {self}", *([f"hint: {self.hint}"] if self.hint else [])]


class LocatedError(ReviewKitError):
    """A fault in a file of the user's, with the file and, where known, the line (from 1)."""

    def __init__(
        self, message: str, hint: str = "", *, path: Path | str | None = None, line: int | None = None
    ) -> None:
        super().__init__(message, hint)
        self.path = path
        self.line = line

    def __str__(self) -> str:
        place = "" if self.path is None else str(self.path)
        if place and self.line is not None:
            place = f"{place}:{self.line}"
        return f"{place}: {self.message}" if place else self.message


class ConfigError(LocatedError):
    """The configuration cannot be read, or a key or value in it is not known."""


class LibraryNotFoundError(LocatedError):
    """No configuration stands in this folder or in any above it."""


class ReadingListError(LocatedError):
    """A reading list is not there, is not UTF-8, or cannot be edited safely."""


class PapersError(LocatedError):
    """papers.json is not what reviewkit writes: broken JSON, a merge conflict, a doubled key."""


class ReviewError(LocatedError):
    """A review's front matter or header cannot be read, or an edit would touch what is not ours."""


class ClaimError(ReviewError):
    """A claims block cannot be read, or a check names a claim that the review does not make."""


class NotebookError(LocatedError):
    """A notebook is not JSON, is not a version 4 notebook, or an edit would touch what is not ours."""


class TemplateError(LocatedError):
    """A template is missing, has a syntax error, or uses a name that is not defined."""


class SourceError(ReviewKitError):
    """A metadata service failed; this never means that the paper is not known there."""

    def __init__(self, message: str, hint: str = "", *, source: str = "", url: str = "") -> None:
        super().__init__(message, hint)
        self.source = source
        self.url = url


class RateLimitedError(SourceError):
    """The service asks us to wait longer than this run may."""


class UnavailableError(SourceError):
    """The service cannot be reached, or answers with something that is not an answer."""


class OfflineError(SourceError):
    """The network was needed while `--offline` forbids it."""


class DiskError(ReviewKitError):
    """A file or folder cannot be read or written; nothing was written in its place."""

    def __init__(self, message: str, hint: str = "", *, path: Path | str | None = None) -> None:
        super().__init__(message if path is None else f"{path}: {message}", hint)
        self.path = path


class ChangedOnDiskError(DiskError):
    """A file changed between reading and writing; it keeps what it has now."""


class LockedError(DiskError):
    """Another process is writing into this library."""


class UsageError(ReviewKitError):
    """A verb was given something that it does not take (exit 2)."""


class UnknownPaperError(UsageError):
    """A name fits no paper, or more than one."""

    def __init__(self, message: str, hint: str = "", *, name: str = "", candidates: Sequence[str] = ()) -> None:
        super().__init__(message, hint)
        self.name = name
        self.candidates = tuple(candidates)


class ExecutionError(ReviewKitError):
    """A notebook's cell raised, timed out, or its kernel died."""

    def __init__(
        self, message: str, hint: str = "", *, notebook: str = "", cell: str = "", ename: str = "", evalue: str = ""
    ) -> None:
        super().__init__(message, hint)
        self.notebook = notebook
        self.cell = cell
        self.ename = ename
        self.evalue = evalue
