"""A text file as it lies on disk: its text and digest, or why it cannot be read."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from reviewkit.errors import DiskError


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A text file as it was read: newlines and byte order mark untouched."""

    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A file as it was read: its text and digest, or why it could not be read."""

    text: str = ""
    digest: str = ""
    fault: str = ""


def digest(content: str | bytes) -> str:
    """Return the SHA-256 of the bytes (of UTF-8 for a text), in hex."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def read(path: Path) -> Snapshot:
    """Read a UTF-8 text file; raise `DiskError` if it cannot be read or is not UTF-8."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DiskError(reason(error, "read"), path=path) from error
    try:
        return Snapshot(content.decode("utf-8"), digest(content))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DiskError(f"not UTF-8 at line {line}", "save the file as UTF-8", path=path) from error


def reason(error: OSError, verb: str) -> str:
    """Return what the system says stands in the way of a verb (`read`, `write`), in words."""
    return f"cannot {verb}: {(error.strerror or str(error)).lower()}"
