"""The process that runs one notebook, started by `worker.run` and by nothing else.

It takes its task as one line on standard input, keeps that open as its lifeline, and answers on standard output.
"""

import asyncio
import contextlib
import ctypes
import functools
import json
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from traitlets.config import Config

from reviewkit import disk
from reviewkit.errors import ReviewKitError
from reviewkit.verify.task import Fault, Ran, Result, Task

if sys.platform != "win32":
    import resource

STARTUP = 60.0
"""Seconds for a kernel to become ready."""
_PR_SET_PDEATHSIG = 1
_SOCKET_PATH = 90
"""Bytes of a socket's path that every system allows, less the number that Jupyter adds."""


class Runner:
    """One notebook in a scratch copy of its library, its kernel, and the cell that runs."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.cell = ""
        self.kernel_group = 0
        self.clock = asyncio.Timeout(None)
        self.scratch = tempfile.TemporaryDirectory(prefix="reviewkit-", ignore_cleanup_errors=True)

    def open(self) -> None:
        """Lay out the scratch copy and make ready; ValueError for what cannot be run."""
        folder = Path(self.scratch.name)
        for name, text in self.task.files.items():
            disk.create(folder / "library" / _inside(name), text)
        # A kernel of its own kind: no start-up files or history of the user's.
        os.environ.update(IPYTHONDIR=str(folder / "ipython"), JUPYTER_RUNTIME_DIR=str(folder / "runtime"))
        self.node = nbformat.reads(self.task.text.removeprefix("\ufeff"), as_version=4)  # type: ignore[no-untyped-call]
        self.client = NotebookClient(
            self.node,
            timeout=None,
            kernel_name=self.node.metadata.get("kernelspec", {}).get("name", "python3"),
            resources={"metadata": {"path": str((folder / "library" / self.task.notebook).parent)}},
            config=_config(folder),
            record_timing=False,
            store_widget_state=False,
            shutdown_kernel="immediate",
            skip_cells_with_tag="",
            on_notebook_start=self._note_kernel,
            on_cell_start=self._note_cell,
        )

    def run(self) -> Result:
        """Return what became of the notebook; nothing of it runs or lies about when this returns."""
        with self.scratch:
            try:
                self.open()
                fault = asyncio.run(self.execute())
            except (OSError, ValueError, ReviewKitError) as error:
                fault = Fault("setup", f"cannot be run: {error}")
        return Result(self.task.key, self.task.notebook, cells=() if fault else self.cells(), fault=fault)

    def _note_cell(self, cell: Mapping[str, Any], cell_index: int) -> None:
        self.cell = str(cell.get("id", cell_index))

    async def execute(self) -> Fault | None:
        """Run all cells; the kernel is gone when this returns."""
        limit = self.task.timeout
        self.clock = asyncio.timeout(STARTUP)
        try:
            async with self.clock:
                await self.client.async_execute(**_kernel_options(self.task.memory))
        except CellExecutionError as error:
            return self._raised(error)
        except (TimeoutError, DeadKernelError):
            # A kernel that is put down because time is up looks like one that died.
            if self.clock.expired():
                return Fault("timeout", f"ran longer than {limit:g} s", self.cell, hint="allow more with --timeout")
            return Fault("died", "its kernel died", self.cell, hint="it may need more memory: --memory")
        except NoSuchKernel as error:
            return Fault("setup", f"there is no kernel {error.name!r} here", hint="choose another kernel in Jupyter")
        finally:
            self.put_down()
        return None

    def _raised(self, error: CellExecutionError) -> Fault:
        hint = "allow more with --memory" if error.ename == "MemoryError" else ""
        return Fault("raised", f"{error.ename}: {error.evalue}", self.cell, error.ename, error.evalue, hint)

    def put_down(self) -> None:
        """Kill the kernel and whatever it started: they are a process group of their own."""
        if self.kernel_group and sys.platform != "win32":
            with contextlib.suppress(OSError):
                os.killpg(self.kernel_group, signal.SIGKILL)

    def _note_kernel(self, **_: object) -> None:
        # The notebook's time begins when its kernel is ready, however busy the machine is.
        self.clock.reschedule(asyncio.get_running_loop().time() + self.task.timeout)
        self.kernel_group = int(getattr(getattr(self.client.km, "provisioner", None), "pid", None) or 0)

    def cells(self) -> tuple[Ran, ...]:
        """Return what every code cell left, in the form in which nbformat writes it."""
        written = json.loads(nbformat.writes(self.node))["cells"]  # type: ignore[no-untyped-call]
        return tuple(_ran(index, cell) for index, cell in enumerate(written) if cell["cell_type"] == "code")


def _ran(index: int, cell: Mapping[str, Any]) -> Ran:
    # A cell without code was not run: what an earlier run left in it goes.
    empty = not "".join(cell["source"]).strip()
    return Ran(index, [], None) if empty else Ran(index, cell["outputs"], cell["execution_count"])


def _inside(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise ValueError(f"{name} is not a path inside the library")
    return name


def _config(folder: Path) -> Config:
    """Prefer sockets in the folder to ports: parallel kernels cannot collide, and no one else can connect."""
    address = str(folder / "kernel")
    if os.name == "nt" or len(os.fsencode(address)) > _SOCKET_PATH:
        return Config()
    return Config({"KernelManager": {"transport": "ipc", "ip": address}})


def _kernel_options(memory: int) -> dict[str, Any]:
    if sys.platform == "win32":
        return {}
    libc = ctypes.CDLL(None) if sys.platform.startswith("linux") else None
    return {"preexec_fn": functools.partial(_bind, libc, memory)}


def _bind(libc: Any, memory: int) -> None:
    """Tie the kernel to this process and bound what it may hold (runs in the kernel's process, before it begins)."""
    if libc is not None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if memory and sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_DATA, (memory * 2**20, memory * 2**20))


def _follow(runner: Runner) -> None:
    """End as soon as the process that started this one closes its end, or is gone."""
    while sys.stdin.buffer.read(1):
        pass
    runner.put_down()
    runner.scratch.cleanup()
    os._exit(1)


def main() -> None:
    """Run the task on standard input and write its result to standard output."""
    answer = os.dup(1)
    os.dup2(2, 1)  # what a kernel writes past Jupyter goes to the log
    runner = Runner(Task.from_bytes(sys.stdin.buffer.readline()))
    threading.Thread(target=_follow, args=(runner,), daemon=True).start()
    with os.fdopen(answer, "wb") as out:
        out.write(runner.run().to_bytes())
