"""The process that runs one notebook, started by `worker.run` and by nothing else.

It takes one line of JSON on standard input, keeps that open as its lifeline, and leaves its answer in a file.
"""

import asyncio
import contextlib
import ctypes
import functools
import json
import os
import shutil
import signal
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from traitlets.config import Config

from reviewkit import disk
from reviewkit.verify.task import Fault

if sys.platform != "win32":
    import resource

_PR_SET_PDEATHSIG = 1
_SOCKET_PATH = 90
"""Bytes of a socket's path that every system allows, less the number that Jupyter adds."""


class Runner:
    """One notebook, its kernel, and the cell that runs."""

    def __init__(self, order: Mapping[str, Any]) -> None:
        self.order = order
        self.cell = ""
        self.kernel_group = 0
        notebook = Path(order["notebook"])
        self.node = nbformat.reads(  # type: ignore[no-untyped-call]
            notebook.read_text(encoding="utf-8").removeprefix("\ufeff"), as_version=4
        )
        self.client = NotebookClient(
            self.node,
            timeout=None,
            kernel_name=self.node.metadata.get("kernelspec", {}).get("name", "python3"),
            resources={"metadata": {"path": str(notebook.parent)}},
            config=_config(order["folder"]),
            record_timing=False,
            store_widget_state=False,
            shutdown_kernel="immediate",
            skip_cells_with_tag="",
            on_notebook_start=self._note_kernel,
            on_cell_start=self._note_cell,
        )

    def _note_cell(self, cell: Mapping[str, Any], cell_index: int) -> None:
        self.cell = str(cell.get("id", cell_index))

    async def execute(self) -> Fault | None:
        """Run all cells; the kernel is gone when this returns."""
        limit = float(self.order["timeout"])
        scope = asyncio.timeout(limit)
        try:
            async with scope:
                await self.client.async_execute(**_kernel_options(int(self.order["memory"])))
        except CellExecutionError as error:
            return self._raised(error)
        except (TimeoutError, DeadKernelError):
            # A kernel that is put down because time is up looks like one that died.
            if scope.expired():
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
        self.kernel_group = int(getattr(getattr(self.client.km, "provisioner", None), "pid", None) or 0)

    def cells(self) -> list[dict[str, object]]:
        """Return what every code cell left, in the form in which nbformat writes it."""
        written = json.loads(nbformat.writes(self.node))["cells"]  # type: ignore[no-untyped-call]
        return [
            {"index": index, "outputs": cell["outputs"], "execution_count": cell["execution_count"]}
            if cell["source"] and "".join(cell["source"]).strip()
            else {"index": index, "outputs": [], "execution_count": None}
            for index, cell in enumerate(written)
            if cell["cell_type"] == "code"
        ]


def _config(folder: str) -> Config:
    """Prefer sockets in the folder to ports: parallel kernels cannot collide, and no one else can connect."""
    address = str(Path(folder) / "kernel")
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
    shutil.rmtree(runner.order["folder"], ignore_errors=True)
    os._exit(1)


def main() -> None:
    """Run the notebook that standard input names."""
    runner = Runner(json.loads(sys.stdin.buffer.readline()))
    threading.Thread(target=_follow, args=(runner,), daemon=True).start()
    fault = asyncio.run(runner.execute())
    answer = {
        "cells": [] if fault else runner.cells(),
        "fault": fault and {k: getattr(fault, k) for k in fault.__slots__},
    }
    disk.create(Path(runner.order["result"]), json.dumps(answer))
