"""What an IPython shell did, and whether its verdicts count in the notebook that shows the same cells."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest
from IPython.core.interactiveshell import InteractiveShell

from reviewkit.claims import MIME, BoundClaim, Claim, kernel_history, standing

CLAIM = Claim("c", "Five.", "arithmetic", "5")


@dataclass
class Cell:
    source: str
    outputs: list[Mapping[str, object]] = field(default_factory=list)
    cell_type: str = "code"


@dataclass
class Lab:
    """A notebook open beside its shell: a cell is run, its output stays in the cell."""

    shell: InteractiveShell
    cells: list[Cell]

    def run(self, *indexes: int) -> "Lab":
        for index in indexes:
            cell = self.cells[index]
            cell.outputs.clear()
            if not cell.source.strip():
                continue  # neither JupyterLab nor nbclient sends an empty cell
            done = self.shell.run_cell(cell.source, store_history=True)
            if done.error_in_exec or done.error_before_exec:
                cell.outputs.append({"output_type": "error"})
            elif done.result is not None:
                cell.outputs.append({"data": {MIME: done.result.to_json()}})
        return self

    @property
    def state(self) -> str:
        return standing([CLAIM], self)[0].state  # type: ignore[arg-type]


@pytest.fixture
def lab(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lab]:
    # A shell puts a module of its own in the place of the program's; child processes need the true one.
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    shell = InteractiveShell.instance(history_length=0)
    shell.history_manager.enabled = False
    bound = BoundClaim(CLAIM, date(2026, 11, 21), kernel_history())
    shell.user_ns["claim"] = bound
    yield Lab(shell, [Cell("x = 2"), Cell(""), Cell("y = 3\n"), Cell("claim.check(x + y)"), Cell("%time z = 1")])
    InteractiveShell.clear_instance()


def test_run_all_in_order_counts(lab: Lab) -> None:
    assert lab.run(0, 1, 2, 3, 4).state == "holds"
    assert lab.run().state == "holds"


@pytest.mark.parametrize("order", [(2, 0, 3), (0, 0, 2, 3), (0, 2, 3, 3), (0, 2, 4, 3)], ids=str)
def test_out_of_order_is_stale(lab: Lab, order: tuple[int, ...]) -> None:
    assert lab.run(*order).state == "stale"


def test_running_on_below_leaves_what_counted(lab: Lab) -> None:
    assert lab.run(0, 2, 3, 4, 4, 4).state == "holds"


def test_rerunning_a_cell_above_unchanged_does_not_touch_the_outcome_but_checking_again_does(lab: Lab) -> None:
    assert lab.run(0, 2, 3, 0).state == "holds"
    assert lab.run(3).state == "stale"


def test_a_cell_that_raised_above_is_stale_although_the_rest_ran(lab: Lab) -> None:
    lab.cells[2].source = "y = 3; 1 / 0"
    assert lab.run(0, 2, 3).state == "stale"


def test_a_cell_that_does_not_even_compile_is_stale(lab: Lab) -> None:
    lab.cells.insert(0, Cell("this is no Python"))
    assert lab.run(0, 1, 3, 4).state == "stale"


@pytest.mark.parametrize(
    "magic", ["%time y = 3", "%%time\ny = 3", "!true\ny = 3", "y = 3 # ünï 日本", "y = 3\n\n\n", "  \ny = 3;"]
)
def test_magics_shell_commands_and_odd_text_count_as_they_are_written(lab: Lab, magic: str) -> None:
    lab.cells[2].source = magic
    assert lab.run(0, 2, 3).state == "holds"
    lab.cells[2].source = magic + " "
    assert lab.state == "stale"


def test_a_shell_that_forgot_what_it_ran_is_stale(lab: Lab) -> None:
    claim = lab.shell.user_ns["claim"]
    lab.cells[0].source = "y = 0"
    lab.cells[2].source = "%reset -f in"
    lab.run(0, 2)
    lab.shell.user_ns.update(claim=claim, x=2, y=3)
    assert lab.run(3).state == "stale"


def test_a_parameter_changed_after_the_run_is_stale_until_it_ran_again(lab: Lab) -> None:
    lab.run(0, 2, 3)
    lab.cells[0].source = "x = 4"
    assert lab.state == "stale"
