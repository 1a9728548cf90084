"""Swap two files in one step, where the system can (Linux: renameat2, since 3.15).

A rename drops what stood at its target, so an editor that saves between our last look and the rename
would lose its save. After a swap that save is still there, and can be put back.
"""

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE
_CANNOT = (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP)


def _system_call() -> Callable[..., int] | None:
    if sys.platform != "linux":
        return None
    found: Callable[..., int] | None = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return found


_RENAMEAT2 = _system_call()


def exchange(one: Path, other: Path) -> bool:
    """Give each file the other's name and return True; return False where the system or the drive cannot."""
    if _RENAMEAT2 is None:
        return False
    if _RENAMEAT2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(other))
