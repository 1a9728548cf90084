"""Where tasks run: any `concurrent.futures.Executor`, a local process pool, or a Dask cluster."""

import contextlib
import importlib
import multiprocessing
import os
import re
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager
from typing import Any

from reviewkit.errors import ReviewKitError
from reviewkit.verify.task import Fault, Result, Task
from reviewkit.verify.worker import run

Results = Generator[Result, None, None]

ROUNDS = 2
"""How often a notebook is given to a pool whose worker went away."""


def stream(tasks: Sequence[Task], executor: Executor) -> Results:
    """Yield each task's result as soon as it is there; one for every task, whatever happens to the workers."""
    futures: dict[Future[bytes], Task] = {executor.submit(run, task.to_bytes()): task for task in tasks}
    try:
        for future in as_completed(futures):
            yield _result(future, futures[future])
    finally:
        for future in futures:
            future.cancel()


def run_all(tasks: Sequence[Task], open_pool: Callable[[], AbstractContextManager[Executor]]) -> Results:
    """Yield each task's result; those whose worker went away run once more, in a new pool."""
    waiting = list(tasks)
    for attempt in range(ROUNDS):
        if not waiting:
            return
        lost: list[Task] = []
        with open_pool() as executor:
            by_key = {task.key: task for task in waiting}
            for result in stream(waiting, executor):
                if result.fault and result.fault.kind == "lost" and attempt + 1 < ROUNDS:
                    lost.append(by_key[result.key])
                else:
                    yield result
        waiting = lost


@contextlib.contextmanager
def local_pool(jobs: int = 0) -> Iterator[Executor]:
    """A process pool on this machine with so many workers (0: one for each core)."""
    required("nbclient", "running notebooks", "lab")
    # Spawned, not forked: the caller may have threads, in a notebook always.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs or os.cpu_count() or 1, mp_context=context)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextlib.contextmanager
def cluster_pool(url: str, *, timeout: float = 10.0) -> Iterator[Executor]:
    """The Dask cluster whose scheduler answers at `url`; ReviewKitError when it does not, or without `distributed`."""
    distributed = required("distributed", "running on a cluster", "cluster")
    if not re.fullmatch(r"(?:tcp|tls|ws|wss|ucx)://[^\s/]+:\d+", url):
        raise ReviewKitError(f"`{url}` is no scheduler's address", "give it as tcp://host:8786")
    try:
        client = distributed.Client(url, timeout=timeout, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        hint = "give the scheduler's address: tcp://host:8786"
        raise ReviewKitError(f"no Dask scheduler answers at {url}", hint) from error
    try:
        with client.get_executor() as executor:
            yield executor
    finally:
        client.close()


def required(module: str, purpose: str, extra: str) -> Any:
    """Return a module that an extra of this package brings; ReviewKitError with the command that installs it."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ReviewKitError(f"{purpose} needs {module}", f'pip install "reviewkit[{extra}]"') from error


def _result(future: "Future[bytes]", task: Task) -> Result:
    try:
        return Result.from_bytes(future.result())
    except Exception as error:  # A pool may fail in ways of its own: a broken pool, a worker killed too often.
        fault = Fault("lost", f"the worker that ran it went away ({type(error).__name__})", hint="run it again")
        return Result(task.key, task.notebook, fault=fault)
