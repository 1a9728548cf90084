"""A reader changes one parameter of a worked notebook and sees a claim flip."""

import tomllib
from pathlib import Path

import pytest

SPECS = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "flips").glob("*.toml"))
}
FLIPS = [
    pytest.param(
        key,
        flip,
        id=f"{key}: {flip['to'].splitlines()[0]} -> {flip['claim']}",
        marks=[pytest.mark.slow] if number else [],  # one of each paper tells at once
    )
    for key, spec in SPECS.items()
    for number, flip in enumerate(spec["flip"])
]
SEEDS = [
    pytest.param(key, spec["seeds"]["change"], seed, id=f"{key}: {seed}")
    for key, spec in SPECS.items()
    if "seeds" in spec
    for seed in spec["seeds"]["to"]
]


@pytest.mark.parametrize(("key", "flip"), FLIPS)
def test_changing_a_parameter_flips_a_claim(key, flip, worked, outcomes):
    name = flip["claim"]
    assert outcomes(key)[name].verdict == flip["before"]
    assert flip["before"] != flip["after"], "nothing flips"
    changed = worked(key).play(flip["change"], flip["to"], until=name)
    assert changed[name].verdict == flip["after"], f"got {changed[name].got}, expected {changed[name].expected}"


@pytest.mark.slow
@pytest.mark.parametrize(("key", "change", "seed"), SEEDS)
def test_another_seed_gives_the_same_verdicts(key, change, seed, worked, outcomes):
    verdicts = {name: outcome.verdict for name, outcome in worked(key).play(change, seed).items()}
    assert verdicts == {name: outcome.verdict for name, outcome in outcomes(key).items()}
