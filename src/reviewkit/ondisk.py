"""A text file as it lies on disk: its text and digest, or why it cannot be read."""

import hashlib
import os
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


class Folder:
    """A library's folder: each file is read once, and none that a symbolic link leads out of it to."""

    def __init__(self, root: Path) -> None:
        self._root, self._home = root, root.resolve()
        self._inside: dict[str, bool] = {}
        self._files: dict[str, OnDisk | None] = {}

    def file(self, path: str) -> OnDisk | None:
        """Return a file (path relative to the folder, with `/`), or None where there is none."""
        if path not in self._files:
            self._files[path] = self._read(path)
        return self._files[path]

    def _read(self, path: str) -> OnDisk | None:
        full = self._root / path
        try:
            is_link = full.is_symlink()
            if not (self._leads_inside(full) if is_link else self._holds(path.rpartition("/")[0])):
                return OnDisk(fault="leads out of the library by a symbolic link; it is not touched")
            if not full.exists():
                return OnDisk(fault="a symbolic link to nothing; it is not touched") if is_link else None
            snapshot = read(full)
        except DiskError as error:
            return OnDisk(fault=error.message.partition(": ")[2])
        except OSError as error:
            return OnDisk(fault=reason(error, "read"))
        return OnDisk(snapshot.text, snapshot.digest)

    def _holds(self, folder: str) -> bool:
        # Asked once for a folder: to resolve a path looks at each of its parts, and a library has thousands of files.
        if folder not in self._inside:
            self._inside[folder] = self._leads_inside(self._root / folder)
        return self._inside[folder]

    def _leads_inside(self, path: Path) -> bool:
        # Not `Path.resolve`, which raises where a link leads to itself.
        return Path(os.path.realpath(path)).is_relative_to(self._home)
