"""The one hand that writes: whole files, atomically, and only over what was read.

A file is created exclusively and replaced by digest, so that no edit of a user's is lost.
Temporary files stand beside their target as `.reviewkit-*.tmp`, the lock in the library's root as
`.reviewkit-lock`; the next writer removes what a crash left.
"""

import contextlib
import errno
import os
import secrets
import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reviewkit.errors import ChangedOnDiskError, DiskError, LockedError
from reviewkit.exchange import exchange
from reviewkit.ondisk import digest, reason

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_NAME = ".reviewkit-lock"
LOCK_SECONDS = 10.0
_TEMPORARY = ".reviewkit-*.tmp"


def create(path: Path, text: str) -> None:
    """Write a new file with its folders; raise `ChangedOnDiskError` if one is there by now."""
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = _temporary(path, text, mode_of=None)
        try:
            _put_new(temporary, path)
        except FileExistsError as error:
            raise ChangedOnDiskError("a file appeared here meanwhile; it was kept", path=path) from error
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(path.parent)


def replace(path: Path, text: str, expected_digest: str) -> None:
    """Replace a file whose content still has the digest; raise `ChangedOnDiskError` if it has not.

    A symbolic link stays one: the file that it points to is replaced. The mode is kept.
    """
    with _told(path):
        try:
            target = path.resolve(strict=True)
            _refuse_read_only(target)
            if digest(target.read_bytes()) == expected_digest and _replaced(target, text, expected_digest):
                return
        except FileNotFoundError as error:
            raise ChangedOnDiskError("is gone; nothing was written", "run again", path=path) from error
    raise ChangedOnDiskError("changed while reviewkit was working; nothing was written", "run again", path=path)


def _replaced(target: Path, text: str, expected_digest: str) -> bool:
    temporary = _temporary(target, text, mode_of=target)
    try:
        # Looked at once more, as late as can be: an editor may have saved while we wrote.
        if digest(target.read_bytes()) != expected_digest:
            return False
        return _put_over(temporary, target, digest(text), expected_digest)
    finally:
        temporary.unlink(missing_ok=True)


def _put_over(temporary: Path, target: Path, own_digest: str, expected_digest: str) -> bool:
    """Put the new file over the old; return False, with everything as it was, if that is not the one expected."""
    if not exchange(temporary, target):
        os.replace(temporary, target)  # noqa: PTH105 - said as the platform says it
        _sync_folder(target.parent)
        return True
    # The old file now has the temporary name, with whatever was saved into it until this instant.
    try:
        if digest(temporary.read_bytes()) == expected_digest:
            _sync_folder(target.parent)
            if digest(temporary.read_bytes()) == expected_digest:  # an editor may have had it open
                return True
    except OSError:
        exchange(temporary, target)
        raise
    exchange(temporary, target)
    if digest(temporary.read_bytes()) != own_digest:
        exchange(temporary, target)  # saved again between the two: the latest stays
    return False


def _refuse_read_only(target: Path) -> None:
    # A rename asks the folder alone; a file that its owner made read-only is to stay as it is.
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "read-only")


@contextlib.contextmanager
def lock(
    root: Path,
    *,
    purpose: str = "reviewkit",
    wait: float = LOCK_SECONDS,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[None]:
    """Hold the library's lock; raise `LockedError`, naming the holder, after `wait` seconds.

    The operating system frees the lock of a process that died.
    """
    path = root / LOCK_NAME
    with _told(path):
        handle = _acquire(path, clock() + wait, clock, sleep)
    try:
        with _told(path):
            os.ftruncate(handle, 0)
            os.write(handle, f"{purpose} (process {os.getpid()} on {socket.gethostname()})".encode())
        yield
    finally:
        _release(path, handle)


def sweep(folders: Iterable[Path]) -> None:
    """Remove the temporary files that a crashed run left; call it only under the lock."""
    for folder in set(folders):
        for leftover in leftovers(folder):
            with contextlib.suppress(OSError):
                leftover.unlink()


def leftovers(folder: Path) -> list[Path]:
    """Return the temporary files in a folder, of a run that goes on or of one that crashed."""
    try:
        return sorted(folder.glob(_TEMPORARY))
    except OSError:
        return []


def _acquire(path: Path, deadline: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        if _try_lock(handle) and _is_still(path, handle):
            return handle
        holder = os.pread(handle, 500, 0).decode(errors="replace") if hasattr(os, "pread") else ""
        os.close(handle)
        if clock() >= deadline:
            raise LockedError(
                f"another process is writing here: {holder or 'unknown'}",
                "wait for it to end, then run again",
                path=path,
            )
        sleep(0.05)


def _release(path: Path, handle: int) -> None:
    if os.name == "nt":  # pragma: no cover - an open file cannot be removed there
        os.close(handle)
        handle = -1
    # Removed while still held: whoever waits finds that its lock guards nothing, and starts anew.
    # A lock file that cannot be removed harms nobody: what locks is the handle.
    with contextlib.suppress(OSError):
        path.unlink()
    if handle >= 0:
        os.close(handle)


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
    return True


def _is_still(path: Path, handle: int) -> bool:
    # The last holder unlinks the file: a lock on a file that is gone guards nothing.
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _temporary(path: Path, text: str, mode_of: Path | None) -> Path:
    content = text.encode("utf-8")
    temporary = path.with_name(f".reviewkit-{secrets.token_hex(8)}.tmp")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if mode_of is not None:
            shutil.copymode(mode_of, temporary)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _put_new(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)  # fails where a file stands, unlike a rename
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK):
            raise
        # No hard links on this file system: exclusive by looking first.
        if path.exists() or path.is_symlink():
            raise FileExistsError(path) from error
        temporary.rename(path)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # pragma: no cover - folders cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DiskError(reason(error, "write"), _hint(error), path=path) from error
    except UnicodeEncodeError as error:
        raise DiskError("cannot write: half of a character, which UTF-8 cannot hold", path=path) from error


def _hint(error: OSError) -> str:
    return {
        errno.ENOSPC: "free some space and run again; nothing was half-written",
        errno.EACCES: "check who may write there",
        errno.EPERM: "check who may write there",
        errno.EROFS: "the file system is read-only",
        errno.EEXIST: "a file stands where the folder should be",
        errno.ENOTDIR: "a file stands where the folder should be",
    }.get(error.errno or 0, "")
