"""The worked reviews and notebooks of the listed papers: honest, complete, and as they were saved."""

import base64
import re
import tomllib
from pathlib import Path

import pytest

from reviewkit.claims import recorded, standing

FOLDER = Path(__file__).parent / "flips"
KEYS = sorted(path.stem for path in FOLDER.glob("*.toml"))
PICTURE_LIMIT = 40_000  # bytes
SPECS = {key: tomllib.loads((FOLDER / f"{key}.toml").read_text("utf-8")) for key in KEYS}
FAILURES = [(key, name) for key, spec in SPECS.items() for name in spec.get("failures", ())]
SHORTFALLS = [(key, name) for key, spec in SPECS.items() for name in spec.get("shortfalls", ())]


@pytest.mark.parametrize("key", KEYS)
def test_every_claim_is_checked_by_the_notebook(key, worked, outcomes):
    checkable = {claim.id for claim in worked(key).claims if not claim.not_checkable}
    assert checkable == outcomes(key).keys() & checkable, "a claim that nothing computes"
    computed = [outcome for outcome in outcomes(key).values() if outcome.verdict not in ("unresolved", "not-checkable")]
    assert len(computed) >= 5


@pytest.mark.parametrize("key", KEYS)
def test_the_saved_outputs_say_what_a_fresh_run_says(key, worked, outcomes):
    pair = worked(key)
    saved = {record.claim: record.outcome for record in recorded(pair.notebook)}
    assert {name: outcome.verdict for name, outcome in outcomes(key).items()} == {
        name: outcome.verdict for name, outcome in saved.items() if outcome is not None
    }
    states = {each.claim.id: each.state for each in standing(pair.claims, pair.notebook)}
    assert not [name for name, state in states.items() if state in ("stale", "unchecked")]


@pytest.mark.parametrize(("key", "name"), FAILURES)
def test_failures_stay_visible(key, name, worked, outcomes):
    assert outcomes(key)[name].verdict == "not-reproduced"
    assert name in prose(worked(key).review.text), "the review does not say why"
    assert outcomes(key)[name].note, "the card does not say why"


@pytest.mark.parametrize(("key", "name"), SHORTFALLS)
def test_shortfalls_hold_in_direction_only(key, name, outcomes):
    assert outcomes(key)[name].verdict == "holds-in-direction"


def prose(text: str) -> str:
    """A review without its claims block."""
    return re.sub(r"^```yaml claims$.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("key", KEYS)
def test_pictures_are_small_and_there_are_some(key, worked):
    pictures = [
        base64.b64decode(output["data"]["image/png"])
        for cell in worked(key).notebook.cells
        for output in cell.outputs
        if "image/png" in output.get("data", {})
    ]
    assert pictures, "nothing to look at"
    assert max(map(len, pictures)) < PICTURE_LIMIT


@pytest.mark.parametrize("key", KEYS)
def test_the_notebook_explains_before_it_computes(key, worked):
    cells = worked(key).notebook.cells
    kinds = [cell.cell_type for cell in cells]
    assert kinds[0] == "markdown" and kinds.count("markdown") >= 8
    assert all(cell.source.strip() for cell in cells)
    assert len({cell.id for cell in cells}) == len(cells)


@pytest.mark.parametrize("key", KEYS)
def test_the_review_helps_someone_who_has_not_read_the_paper(key, worked):
    review = worked(key).review
    titles = " / ".join(section.title for section in review.sections).casefold()
    assert all(
        word in titles for word in ("problem", "idea", "numbers", "claims", "weaknesses", "follow-up", "questions")
    )
    assert not review.problems
    assert len(re.findall(r"\]\(https://arxiv\.org/abs/\d{4}\.\d{4,5}\)", review.text)) >= 3


def test_every_worked_notebook_has_a_flip():
    notebooks = {path.stem for path in (FOLDER.parents[2] / "notebooks").glob("[a-z]*.ipynb")}
    assert notebooks == set(KEYS)
    assert all(spec["flip"] for spec in SPECS.values())
