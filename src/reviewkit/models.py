"""Numerics that more than one worked notebook uses: arrivals, queues and bisection, on numpy.

Only notebooks import this module (``from reviewkit import models``); nothing in the package does, so that
``import reviewkit`` stays free of numpy. Times are in any one unit, rates in its inverse. Every random
function takes the generator it draws from: the same seed gives the same numbers.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def gamma_arrivals(rate: float, variation: float, horizon: float, generator: np.random.Generator) -> Floats:
    """Arrival times in ``[0, horizon)`` of a renewal process whose gaps are Gamma distributed.

    ``rate`` is the mean number of arrivals per unit of time, ``variation`` the coefficient of variation of the
    gaps (their standard deviation over their mean): 1 is a Poisson process, more than 1 comes in bursts.
    """
    if rate <= 0:
        return np.empty(0)
    shape = 1 / variation**2
    expected = rate * horizon
    batch = max(16, math.ceil(expected + 6 * variation * math.sqrt(expected)))
    times = np.cumsum(generator.gamma(shape, 1 / (rate * shape), batch))
    while times[-1] < horizon:
        times = np.concatenate([times, times[-1] + np.cumsum(generator.gamma(shape, 1 / (rate * shape), batch))])
    return times[times < horizon]


def poisson_arrivals(rate: float, horizon: float, generator: np.random.Generator) -> Floats:
    """Arrival times in ``[0, horizon)`` of a Poisson process with ``rate`` arrivals per unit of time."""
    return gamma_arrivals(rate, 1.0, horizon, generator)


def merge_arrivals(*streams: ArrayLike) -> tuple[Floats, NDArray[np.intp]]:
    """All arrivals of several streams in order of time, and for each of them the number of its stream."""
    arrays = [np.asarray(stream, dtype=float) for stream in streams]
    times = np.concatenate(arrays)
    owners = np.repeat(np.arange(len(arrays)), [len(array) for array in arrays])
    order = np.argsort(times, kind="stable")
    return times[order], owners[order]


def queue_waits(arrivals: ArrayLike, service: ArrayLike) -> Floats:
    """Time each request waits before one first-come-first-served server turns to it.

    ``arrivals`` are sorted times, ``service`` one service time for all or one for each. Lindley's recursion
    W[i] = max(0, W[i-1] + S[i-1] - (t[i] - t[i-1])), solved at once: the random walk minus its running minimum.
    """
    times = np.asarray(arrivals, dtype=float)
    if not len(times):
        return np.empty(0)
    services = np.broadcast_to(np.asarray(service, dtype=float), times.shape)
    walk = np.concatenate([[0.0], np.cumsum(services[:-1] - np.diff(times))])
    return np.asarray(walk - np.minimum.accumulate(walk))


def queue_waits_many(arrivals: ArrayLike, service: float, servers: int) -> Floats:
    """Time each request waits for the first free one of several equal servers with one constant service time.

    With a constant service time the servers come free in the order in which they were taken, so request ``i``
    always meets server ``i mod servers``: the queue falls apart into independent single-server queues.
    """
    times = np.asarray(arrivals, dtype=float)
    waits = np.empty(len(times))
    for server in range(servers):
        waits[server::servers] = queue_waits(times[server::servers], service)
    return waits


def pipeline_latencies(arrivals: ArrayLike, stages: Sequence[float]) -> Floats:
    """Time from arrival to leaving the last stage, for stages in a row with one constant service time each."""
    times = np.asarray(arrivals, dtype=float)
    ready = times
    for service in stages:
        ready = ready + queue_waits(ready, service) + service
    return np.asarray(ready - times)


def mean_wait(rate: float, service: float, variation: float) -> float:
    """Mean wait for one server with Poisson arrivals (Pollaczek and Khinchine); infinite when it is overloaded.

    ``variation`` is the coefficient of variation of the service time: 0 is M/D/1, 1 is M/M/1.
    """
    load = rate * service
    return math.inf if load >= 1 else load * service * (1 + variation**2) / (2 * (1 - load))


def mean_wait_md1(rate: float, service: float) -> float:
    """Mean wait for one server with Poisson arrivals and a constant service time."""
    return mean_wait(rate, service, 0.0)


def mean_wait_mm1(rate: float, service: float) -> float:
    """Mean wait for one server with Poisson arrivals and exponential service times of mean ``service``."""
    return mean_wait(rate, service, 1.0)


def root(function: Callable[[float], Any], low: float, high: float, tolerance: float = 1e-12) -> float:
    """Where ``function`` changes its sign between ``low`` and ``high``, by bisection; nan if it does not."""
    at_low = float(function(low))
    if at_low == 0:
        return low
    sign = math.copysign(1.0, at_low)
    if sign * float(function(high)) > 0:
        return math.nan
    return largest(lambda point: sign * float(function(point)) >= 0, low, high, tolerance)


def largest(holds: Callable[[float], Any], low: float, high: float, tolerance: float = 1e-12) -> float:
    """The last point of ``[low, high]`` up to which ``holds`` is true, by bisection; nan if not even at ``low``.

    ``holds`` may turn from true to false once; ``tolerance`` is relative to the larger end of the interval.
    """
    if not holds(low):
        return math.nan
    if holds(high):
        return high
    smallest_step = tolerance * max(abs(low), abs(high))
    while high - low > smallest_step:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low
