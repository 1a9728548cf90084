"""A real Dask cluster, and real pools of processes, of which a worker is killed in the middle."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewkit.verify import Task, cluster_pool, local_pool, run_all

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

WAIT_THE_FIRST_TIME = """\
import os, pathlib, time
mark = pathlib.Path({folder!r}, "ran-once")
if not mark.exists():
    mark.touch()
    hand = os.open({folder!r} + "/pipe", os.O_WRONLY)
    os.write(hand, b"%d\\n" % os.getppid())
    time.sleep(600)
print("done")
"""


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def run_and_kill(task: Callable[..., Task], folder: Path, open_pool: Callable[..., object]) -> list[str]:
    """Run five notebooks, kill the worker of one of them while its cell runs, and return the keys that came."""
    os.mkfifo(folder / "pipe")
    waits = task(WAIT_THE_FIRST_TIME.format(folder=str(folder)), key="waits", timeout=300)
    others = [task("CLAIM", "five.check(5)", key=f"paper-{n}") for n in range(4)]
    results = run_all([waits, *others], open_pool)  # type: ignore[arg-type]
    arrived = [next(results)]
    with (folder / "pipe").open() as reader:
        runner = int(reader.readline())
        os.kill(parent(runner), signal.SIGKILL)
        assert reader.read() == ""  # its kernel is gone
    arrived.extend(results)
    assert all(result.fault is None for result in arrived), [result.fault for result in arrived]
    return sorted(result.key for result in arrived)


KEYS = ["paper-0", "paper-1", "paper-2", "paper-3", "waits"]


def test_a_dask_cluster_that_loses_a_worker_still_gives_every_result(task: Callable[..., Task], tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        assert run_and_kill(task, tmp_path, lambda: cluster_pool(cluster.scheduler_address)) == KEYS


def test_a_local_pool_that_loses_a_worker_still_gives_every_result(task: Callable[..., Task], tmp_path: Path) -> None:
    assert run_and_kill(task, tmp_path, lambda: local_pool(2)) == KEYS
