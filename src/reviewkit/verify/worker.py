"""The function that a pool or a cluster runs: bytes in, bytes out, and no process or file left behind."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from reviewkit import disk
from reviewkit.verify.task import Fault, Ran, Result, Task

GRACE = 20.0
"""Seconds beyond the notebook's own limit: for the kernel to start and to be put down."""
# nbformat's validator takes a second to load a grammar of IRIs, which no notebook needs.
_START = "import sys; sys.modules['rfc3987_syntax'] = None; from reviewkit.verify import kernel; kernel.main()"
_LIBRARY, _RESULT, _LOG = "library", "result.json", "log.txt"


def run(payload: bytes) -> bytes:
    """Run one `Task` in a process of its own and return its `Result`; faults are values, never exceptions.

    The process ends with this one, whichever way this one ends: it watches its standard input, and its kernel
    is tied to it.
    """
    task = Task.from_bytes(payload)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="reviewkit-", ignore_cleanup_errors=True) as folder:
        try:
            _unpack(task, Path(folder) / _LIBRARY)
            cells, fault = _supervise(task, Path(folder))
        except (OSError, ValueError) as error:
            cells, fault = (), Fault("setup", f"could not be started: {error}")
    seconds = round(time.monotonic() - began, 2)
    return Result(task.key, task.notebook, seconds, cells, fault).to_bytes()


def _unpack(task: Task, library: Path) -> None:
    for name, text in task.files.items():
        relative = PurePosixPath(name)
        if relative.is_absolute() or ".." in relative.parts or "\\" in name or ":" in name:
            raise ValueError(f"{name} is not a path inside the library")
        disk.create(library / relative, text)


def _supervise(task: Task, folder: Path) -> tuple[tuple[Ran, ...], Fault | None]:
    order = {"folder": str(folder), "notebook": str(folder / _LIBRARY / task.notebook), "result": str(folder / _RESULT)}
    with _runner(folder) as runner:
        assert runner.stdin is not None
        runner.stdin.write(json.dumps({**order, "timeout": task.timeout, "memory": task.memory}).encode() + b"\n")
        runner.stdin.flush()
        try:
            code = runner.wait(task.timeout + GRACE)
        except subprocess.TimeoutExpired:
            return (), Fault("timeout", f"ran longer than {task.timeout:g} s and had to be killed")
    if not (folder / _RESULT).exists():
        return (), _no_result(code, disk.read(folder / _LOG).text)
    answer = json.loads(disk.read(folder / _RESULT).text)
    fault = Fault(**answer["fault"]) if answer["fault"] else None
    return tuple(Ran(**cell) for cell in answer["cells"]), fault


@contextlib.contextmanager
def _runner(folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The process that holds the kernel; it ends, and its kernel with it, when its input does."""
    environment = dict(os.environ, IPYTHONDIR=str(folder / "ipython"), JUPYTER_RUNTIME_DIR=str(folder / "runtime"))
    with (folder / _LOG).open("wb") as log:
        runner = subprocess.Popen(
            [sys.executable, "-c", _START],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
    try:
        yield runner
    finally:
        with contextlib.suppress(OSError):
            if runner.stdin is not None:
                runner.stdin.close()
        try:
            runner.wait(5)
        except subprocess.TimeoutExpired:
            _kill_group(runner.pid)
            runner.wait()


def _kill_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        if os.name == "nt":
            os.kill(pid, signal.SIGTERM)
        else:
            os.killpg(pid, signal.SIGKILL)


def _no_result(code: int, log: str) -> Fault:
    if (
        "No module named 'nbclient'" in log
        or "No module named 'ipykernel'" in log
        or "No module named 'nbformat'" in log
    ):
        return Fault("setup", "this machine has nothing to run notebooks with", hint='pip install "reviewkit[lab]"')
    last = log.strip().splitlines()[-1] if log.strip() else f"exit code {code}"
    return Fault("died", f"the process that ran it ended early: {last}")
