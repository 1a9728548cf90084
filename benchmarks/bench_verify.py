"""Wall time of running a library's notebooks: one after the other, two at a time, and on a Dask cluster.

python benchmarks/bench_verify.py [LIBRARY]      (default: the library at or above this folder)
"""

import datetime
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from pathlib import Path

from reviewkit.library import Library
from reviewkit.verify import Task, cluster_pool, judge, local_pool, prepare, required, run_all

Pool = Callable[[], AbstractContextManager[Executor]]


def tasks_of(library: Library) -> tuple[Task, ...]:
    shelf = library.shelf()
    wanted = [(h.key, h.notebook, h.review) for h in shelf.holdings if shelf.file(h.notebook) is not None]
    return prepare(library.root, library.config, wanted)


def measure(name: str, tasks: tuple[Task, ...], pool: Pool) -> None:
    by_key = {task.key: task for task in tasks}
    began = time.perf_counter()
    results = list(run_all(tasks, pool))
    wall = time.perf_counter() - began
    done = [judge(by_key[result.key], result, datetime.date.today()) for result in results]
    held = sum(verified.count("holds") for verified in done)
    good = sum(verified.good for verified in done)
    alone = [result.seconds for result in results]
    print(f"{name:<24} {wall:7.1f} s  {good}/{len(tasks)} notebooks ran, {held} claims hold", end="")
    print(f", a notebook {sum(alone) / len(alone):.1f} s on average and {max(alone):.1f} s at most")


def main() -> None:
    tasks = tasks_of(Library.open(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent))
    if not tasks:
        sys.exit("this library has no notebooks")
    measure("1 job", tasks, lambda: local_pool(1))
    measure("2 jobs", tasks, lambda: local_pool(2))
    distributed = required("distributed", "the third measurement", "cluster")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        measure("Dask, 2 workers", tasks, lambda: cluster_pool(cluster.scheduler_address))


if __name__ == "__main__":
    main()
