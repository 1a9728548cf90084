"""When a verdict in a notebook counts, and when it is stale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewkit.claims import MIME, BoundClaim, Claim, code_digest, kernel_history, recorded, standing

TODAY = date(2026, 11, 21)
CLAIM = Claim("c", "Five.", "arithmetic", "5")
ERROR = {"output_type": "error", "ename": "E", "evalue": "", "traceback": []}


@dataclass(frozen=True)
class Cell:
    source: str
    outputs: Sequence[Mapping[str, object]] = ()
    cell_type: str = "code"


@dataclass(frozen=True)
class Notebook:
    cells: Sequence[Cell]


def shown(value: object, history: Sequence[str], claim: Claim = CLAIM, today: date = TODAY) -> Mapping[str, object]:
    """The output of a cell that checked a claim, after the shell ran these cells."""
    outcome = BoundClaim(claim, today, ("", *history)).check(value)
    return {"output_type": "execute_result", "data": {MIME: outcome.to_json(), "text/plain": str(outcome)}}


def run(*sources: str, value: object = 5, claim: Claim = CLAIM) -> Notebook:
    """A notebook after Restart and Run All; its last cell checks the claim."""
    ran = [source.rstrip("\n") for source in sources if source.strip()]
    return Notebook([*map(Cell, sources[:-1]), Cell(sources[-1], [shown(value, ran, claim)])])


def state(notebook: Notebook | None, claim: Claim = CLAIM, today: date | None = None) -> str:
    return standing([claim], notebook, today)[0].state


def test_run_all_counts() -> None:
    notebook = run("import a", "", "  \n", "%matplotlib inline\n", "check()")
    assert state(notebook) == "holds"
    assert state(run("check()", value=6)) == "not-reproduced"


def test_a_claim_without_outcome_is_unchecked() -> None:
    assert state(Notebook([Cell("x")])) == "unchecked"
    assert state(None) == "unchecked"


@pytest.mark.parametrize(
    "edit",
    [
        lambda cells: [replace(cells[0], source="x = 2"), *cells[1:]],
        lambda cells: cells[1:],
        lambda cells: [Cell("new"), *cells],
        lambda cells: [cells[1], cells[0], cells[2]],
        lambda cells: [*cells[:2], replace(cells[2], source="check() # edited")],
        lambda cells: [replace(cells[0], source="x = 1 "), *cells[1:]],
        lambda cells: [replace(cells[0], cell_type="markdown"), *cells[1:]],
        lambda cells: [replace(cells[0], outputs=[ERROR]), *cells[1:]],
        lambda cells: [*cells[:2], replace(cells[2], outputs=[*cells[2].outputs, ERROR])],
    ],
    ids=["edited", "removed", "added", "moved", "own cell", "a space", "no code", "raised above", "raised itself"],
)
def test_stale_after(edit: object) -> None:
    notebook = run("x = 1", "y = 2", "check()")
    assert state(notebook) == "holds"
    assert state(Notebook(edit(list(notebook.cells)))) == "stale"  # type: ignore[operator]


def test_what_stands_below_does_not_matter() -> None:
    notebook = run("x = 1", "check()")
    assert state(Notebook([*notebook.cells, Cell("1/0", [ERROR])])) == "holds"
    assert state(Notebook([Cell("# text", cell_type="markdown"), Cell(""), *notebook.cells])) == "holds"


@pytest.mark.parametrize(
    "history",
    [["y", "x", "check()"], ["x", "check()"], ["x", "y", "y", "check()"], ["x", "y", "check()", "check()"], ["check()"],
     ["x", "%reset -f", "y", "check()"], ["", ""]],
    ids=["out of order", "one skipped", "one twice", "itself twice", "alone", "reset", "nothing"],
)  # fmt: skip
def test_a_kernel_that_ran_something_else_is_stale(history: list[str]) -> None:
    assert state(Notebook([Cell("x"), Cell("y"), Cell("check()", [shown(5, history)])])) == "stale"


def test_outside_a_kernel_nothing_is_ever_fresh() -> None:
    outcome = BoundClaim(CLAIM, TODAY, kernel_history()).check(5)
    assert outcome.code_digest == ""
    assert (
        state(Notebook([Cell("check()", [{"output_type": "display_data", "data": {MIME: outcome.to_json()}}])]))
        == "stale"
    )


@pytest.mark.parametrize(
    "edit",
    [{"expected": "5.0"}, {"tolerance": "1 %"}, {"statement": "Five!"}, {"kind": "property"}, {"where": "§1"},
     {"evidence": "seen"}, {"direction": "> 1"}],
    ids=str,
)  # fmt: skip
def test_any_edit_of_the_claim_in_the_review_makes_its_outcome_stale(edit: dict[str, str]) -> None:
    notebook = run("check()")
    assert state(notebook, replace(CLAIM, **edit)) == "stale"  # type: ignore[arg-type]
    assert state(notebook, replace(CLAIM, line=99, path="moved.md")) == "holds"


def edited(notebook: Notebook, **changes: object) -> Notebook:
    """The notebook with its saved outcome tampered with."""
    *above, last = notebook.cells
    data = last.outputs[0]["data"]
    assert isinstance(data, dict)
    return Notebook([*above, Cell(last.source, [{"data": {**data, MIME: {**data[MIME], **changes}}}])])


def test_the_saved_verdict_is_not_trusted() -> None:
    notebook = run("check()", value=6)
    assert state(edited(notebook, verdict="holds")) == "stale"
    assert state(edited(notebook, value="tampered")) == "stale"
    assert state(edited(notebook, value=True)) == "stale"
    assert state(edited(notebook, verdict="unresolved")) == "stale"
    assert state(edited(notebook, note=3)) == "stale"
    assert state(edited(notebook, value=5)) == "stale"
    assert state(edited(notebook, note="explained")) == "not-reproduced"


def test_an_outcome_that_cannot_be_read_names_no_claim() -> None:
    broken = Notebook([Cell("x", [{"data": {MIME: ["hostile"]}}, {"data": "text"}, {}])])
    assert [(record.claim, record.outcome, record.fresh) for record in recorded(broken)] == [("", None, False)]
    assert state(broken) == "unchecked"


def test_a_claim_checked_twice_stands_as_its_worst_check_says() -> None:
    both = Notebook([Cell("a", [shown(5, ["a"])]), Cell("b", [shown(6, ["a", "b"])])])
    assert state(both) == "not-reproduced"
    third = Notebook([*both.cells, Cell("c", [shown(5, ["elsewhere"])])])
    assert state(third) == "stale"


FORECAST = Claim("f", "Soon.", "forecast", "> 99 %", due=date(2030, 12, 31))
OPEN = Claim("n", "Who knows.", "property", not_checkable="no numbers given")


def test_a_forecast_is_unresolved_before_its_day() -> None:
    assert BoundClaim(FORECAST, date(2030, 12, 30)).check().verdict == "unresolved"
    assert BoundClaim(FORECAST, date(2030, 12, 30)).check(99.5).verdict == "unresolved"
    assert BoundClaim(FORECAST, date(2030, 12, 31)).check(99.5).verdict == "holds"
    assert state(None, FORECAST, TODAY) == state(None, FORECAST) == "unresolved"
    assert state(None, FORECAST, date(2031, 1, 1)) == "unchecked"


def test_a_forecast_whose_day_has_come_since_is_stale() -> None:
    notebook = run("check()", value=None, claim=FORECAST)
    assert state(notebook, FORECAST, TODAY) == "unresolved"
    assert state(notebook, FORECAST, date(2031, 1, 1)) == "stale"


def test_a_claim_that_is_not_checkable_says_why() -> None:
    outcome = BoundClaim(OPEN, TODAY).check()
    assert (outcome.verdict, outcome.note) == ("not-checkable", "no numbers given")
    assert str(outcome) == "– n not-checkable: note no numbers given"
    assert state(None, OPEN) == state(run("check()", value=None, claim=OPEN), OPEN) == "not-checkable"


def test_a_claim_may_be_taken_in_one_cell_and_checked_in_a_later_one() -> None:
    history = ["", "claim = paper.claim('c')"]
    bound = BoundClaim(CLAIM, TODAY, history)
    history.append("claim.check(5)")
    assert bound.check(5).code_digest == code_digest(["claim = paper.claim('c')", "claim.check(5)"])


def test_a_claim_shows_itself_without_the_history_it_holds() -> None:
    assert repr(BoundClaim(CLAIM, TODAY, ["secret = 1"])) == "c: Five. (expected 5)"
    assert repr(BoundClaim(OPEN, TODAY)) == "n: Who knows."


@settings(deadline=None)
@given(sources=st.lists(st.text(alphabet="ab \n\t", max_size=6), min_size=1, max_size=6))
def test_the_shell_and_the_notebook_agree_on_what_ran(sources: list[str]) -> None:
    history = ["", *(source.rstrip("\n") for source in sources if source and not source.isspace())]
    as_lines = [source.splitlines(keepends=True) for source in sources]
    assert code_digest(history) == code_digest(sources) == code_digest(as_lines)


@settings(deadline=None)
@given(
    sources=st.lists(st.sampled_from(["a", "b", "a\nb", "ab"]), max_size=5),
    other=st.lists(st.sampled_from(["a", "b", "a\nb", "ab"]), max_size=5),
)
def test_other_code_has_another_digest(sources: list[str], other: list[str]) -> None:
    assert (code_digest(sources) == code_digest(other)) == (sources == other)
