"""A run over many notebooks: prepared, run wherever, judged as the results come, saved where that is wished."""

import contextlib
import os
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reviewkit import disk
from reviewkit.config import Config
from reviewkit.errors import ChangedOnDiskError, LockedError
from reviewkit.verify.pools import cluster_pool, local_pool, run_all
from reviewkit.verify.report import Verified, judge, prepare, save


@dataclass(frozen=True, slots=True)
class Options:
    """How to run notebooks; zero and empty mean what the configuration or the machine says."""

    keep: bool = False
    """Save outputs and execution counts."""
    jobs: int = 0
    """Notebooks at a time on this machine; 0 for one each core."""
    scheduler: str = ""
    """Address of a Dask scheduler; empty for this machine."""
    timeout: float = 0.0
    """Seconds for one notebook."""
    memory: int = 0
    """MiB that one kernel may hold."""

    def pool(self, most: int) -> Callable[[], AbstractContextManager[Executor]]:
        """Return what opens the pool; `most` is how many workers could be of use."""
        if self.scheduler:
            return lambda: cluster_pool(self.scheduler)
        return lambda: local_pool(min(self.jobs or os.cpu_count() or 1, most))


def verify(
    root: Path, config: Config, wanted: Sequence[tuple[str, str, str]], options: Options, today: date
) -> Generator[Verified, None, None]:
    """Yield each notebook's verdicts as they come; `wanted` has (key, notebook, review), paths relative to the root.

    Only this process writes. A notebook that cannot be saved says why in its `message`.
    """
    tasks = prepare(root, config, wanted, timeout=options.timeout, memory=options.memory)
    by_key = {task.key: task for task in tasks}
    with contextlib.closing(run_all(tasks, options.pool(len(tasks)))) as results:
        for result in results:
            verified = judge(by_key[result.key], result, today)
            yield _kept(root, verified) if options.keep else verified


def _kept(root: Path, verified: Verified) -> Verified:
    try:
        with disk.lock(root, purpose="verify --save"):
            disk.sweep([(root / verified.notebook).parent])
            save(root, verified)
    except (ChangedOnDiskError, LockedError) as error:
        return replace(verified, unsaved=f"not saved: {error.message}")
    return verified
