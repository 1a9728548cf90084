"""Run notebooks in fresh kernels, here or on a cluster, and see which claims hold."""

from reviewkit.verify.pools import cluster_pool, local_pool, required, run_all, stream
from reviewkit.verify.report import Verified, judge, prepare, save
from reviewkit.verify.session import Options, verify
from reviewkit.verify.task import Fault, Ran, Result, Task
from reviewkit.verify.worker import run

__all__ = [
    "Fault",
    "Options",
    "Ran",
    "Result",
    "Task",
    "Verified",
    "cluster_pool",
    "judge",
    "local_pool",
    "prepare",
    "required",
    "run",
    "run_all",
    "save",
    "stream",
    "verify",
]
