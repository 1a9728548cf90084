"""The numerics of the worked notebooks, held against closed forms and against slow, obvious versions."""

import heapq
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewkit import models

GAPS = st.lists(st.floats(0, 5), min_size=1, max_size=40)
SERVICE = st.floats(0.01, 4)


def waits_one_by_one(arrivals, services, servers=1):
    """First come first served, as a person would play it: the earliest free server takes the next request."""
    free = [0.0] * servers
    waits = []
    for time, service in zip(arrivals, services, strict=True):
        start = max(time, heapq.heappop(free))
        heapq.heappush(free, start + service)
        waits.append(start - time)
    return waits


@settings(max_examples=60, deadline=None)
@given(GAPS, st.data())
def test_the_recursion_equals_serving_requests_one_by_one(gaps, data):
    services = data.draw(st.lists(SERVICE, min_size=len(gaps), max_size=len(gaps)))
    arrivals = np.cumsum(gaps)
    assert models.queue_waits(arrivals, services) == pytest.approx(waits_one_by_one(arrivals, services), abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(GAPS, SERVICE, st.integers(1, 5))
def test_several_servers_equal_serving_requests_one_by_one(gaps, service, servers):
    arrivals = np.cumsum(gaps)
    slow = waits_one_by_one(arrivals, [service] * len(gaps), servers)
    assert models.queue_waits_many(arrivals, service, servers) == pytest.approx(slow, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(GAPS, SERVICE, st.integers(1, 6))
def test_in_an_even_pipeline_requests_wait_only_before_the_first_stage(gaps, service, stages):
    arrivals = np.cumsum(gaps)
    latencies = models.pipeline_latencies(arrivals, [service] * stages)
    assert latencies == pytest.approx(models.queue_waits(arrivals, service) + stages * service, abs=1e-8)


@pytest.mark.parametrize("load", [0.3, 0.6, 0.8])
def test_simulated_waits_meet_the_textbook(load):
    generator = np.random.default_rng(1)
    arrivals = models.poisson_arrivals(load, 400_000, generator)
    constant = models.queue_waits(arrivals, 1.0).mean()
    exponential = models.queue_waits(arrivals, generator.exponential(1.0, len(arrivals))).mean()
    assert constant == pytest.approx(models.mean_wait_md1(load, 1.0), rel=0.05)
    assert exponential == pytest.approx(models.mean_wait_mm1(load, 1.0), rel=0.08)


def test_closed_forms_at_half_load():
    assert models.mean_wait_md1(0.5, 1.0) == 0.5
    assert models.mean_wait_mm1(0.5, 1.0) == 1.0
    assert models.mean_wait_md1(0.25, 2.0) == 1.0, "time in units twice as long"
    assert models.mean_wait_md1(1.0, 1.0) == math.inf, "an overloaded server never catches up"


@pytest.mark.parametrize("variation", [0.5, 1.0, 3.0])
def test_gaps_have_the_rate_and_the_variation_that_were_asked_for(variation):
    arrivals = models.gamma_arrivals(2.0, variation, 100_000, np.random.default_rng(4))
    gaps = np.diff(arrivals)
    assert len(arrivals) / 100_000 == pytest.approx(2.0, rel=0.05)
    assert gaps.std() / gaps.mean() == pytest.approx(variation, rel=0.05)
    assert (gaps >= 0).all() and arrivals[-1] < 100_000


def test_a_bursty_stream_is_filled_up_to_its_horizon():
    counts = [len(models.gamma_arrivals(0.5, 8.0, 200.0, np.random.default_rng(seed))) for seed in range(300)]
    assert min(counts) < 40 < max(counts), "very uneven, and some runs need more than the first batch"


def test_the_same_seed_gives_the_same_arrivals():
    first, second = (models.gamma_arrivals(1.0, 2.0, 500.0, np.random.default_rng(9)) for _ in range(2))
    assert (first == second).all()


def test_nothing_arrives_at_rate_zero_and_nobody_waits():
    arrivals = models.poisson_arrivals(0.0, 10.0, np.random.default_rng(0))
    assert len(arrivals) == len(models.queue_waits(arrivals, 1.0)) == 0
    assert len(models.pipeline_latencies(arrivals, [1.0, 2.0])) == 0


def test_merged_streams_are_in_order_and_remember_where_they_came_from():
    times, owners = models.merge_arrivals([1.0, 4.0], [2.0, 3.0])
    assert times.tolist() == [1.0, 2.0, 3.0, 4.0]
    assert owners.tolist() == [0, 1, 1, 0]


@settings(max_examples=60, deadline=None)
@given(st.floats(-50, 50))
def test_bisection_finds_a_crossing_from_either_side(place):
    assert models.root(lambda x: x - place, -60, 60) == pytest.approx(place, abs=1e-9)
    assert models.root(lambda x: place - x, -60, 60) == pytest.approx(place, abs=1e-9)
    assert models.root(lambda x: x - place, place, 60) == place


def test_bisection_says_when_there_is_nothing_to_find():
    assert math.isnan(models.root(lambda x: x * x + 1, -1, 1))
    assert math.isnan(models.largest(lambda x: x > 1, 0, 5))
    assert models.largest(lambda x: x < 9, 0, 5) == 5
    assert models.largest(lambda x: x <= 2, 0, 5) == pytest.approx(2)


def test_bisection_ends_even_when_no_finer_step_exists():
    assert models.largest(lambda x: x < 1, 0.0, 2.0, tolerance=0.0) == pytest.approx(1.0)
