"""The function that a pool or a cluster runs: bytes in, bytes out, and no process or file left behind."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import IO

from reviewkit.verify.task import Fault, Result, Task

GRACE = 90.0
"""Seconds beyond the notebook's own limit: for the kernel to start (60 at most) and to be put down."""
# nbformat's validator takes a second to load a grammar of IRIs, which no notebook needs.
_START = "import sys; sys.modules['rfc3987_syntax'] = None; from reviewkit.verify import kernel; kernel.main()"


def run(payload: bytes) -> bytes:
    """Run one `Task` in a process of its own and return its `Result`; faults are values, never exceptions.

    That process ends with this one, whichever way this one ends: it watches its standard input, cleans up when
    that closes, and its kernel is tied to it.
    """
    task = Task.from_bytes(payload)
    began = time.monotonic()
    # Files without a name: whatever happens to this process, nothing of them stays.
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as log:
        try:
            result = _supervise(task, payload, answer, log)
        except OSError as error:
            result = _failed(task, Fault("setup", f"could not be started: {error}"))
    return replace(result, seconds=round(time.monotonic() - began, 2)).to_bytes()


def _supervise(task: Task, payload: bytes, answer: IO[bytes], log: IO[bytes]) -> Result:
    with _runner(answer, log) as runner:
        assert runner.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # a runner that could not start; its log says why
            runner.stdin.write(payload + b"\n")
            runner.stdin.flush()
        try:
            code = runner.wait(task.timeout + GRACE)
        except subprocess.TimeoutExpired:
            return _failed(task, Fault("timeout", f"ran longer than {task.timeout:g} s and had to be killed"))
    answer.seek(0)
    log.seek(0)
    written = answer.read()
    return (
        Result.from_bytes(written) if written else _failed(task, _explained(code, log.read().decode(errors="replace")))
    )


def _failed(task: Task, fault: Fault) -> Result:
    return Result(task.key, task.notebook, fault=fault)


@contextlib.contextmanager
def _runner(answer: IO[bytes], log: IO[bytes]) -> Iterator["subprocess.Popen[bytes]"]:
    """The process that holds the kernel; it ends, and its kernel with it, when its input does."""
    runner = subprocess.Popen(
        [sys.executable, "-c", _START], stdin=subprocess.PIPE, stdout=answer, stderr=log, start_new_session=True
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


def _explained(code: int, log: str) -> Fault:
    if any(f"No module named '{module}'" in log for module in ("nbclient", "nbformat", "jupyter_client")):
        return Fault("setup", "this machine has nothing to run notebooks with", hint='pip install "reviewkit[lab]"')
    last = log.strip().splitlines()[-1] if log.strip() else f"exit code {code}"
    return Fault("died", f"the process that ran it ended early: {last}")
