"""Notebooks in real kernels: what they leave, what stops them, and that nothing keeps running."""

import contextlib
import json
import multiprocessing
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reviewkit import disk
from reviewkit.config import Config
from reviewkit.errors import ChangedOnDiskError, ExecutionError, ReviewKitError
from reviewkit.notebook import Notebook
from reviewkit.verify import Options, Ran, Result, Task, cluster_pool, judge, prepare, run, run_all, save, verify
from reviewkit.verify.pools import required

TODAY = date(2026, 11, 21)
MakeTask = Callable[..., Task]

NOISE = """\
import os, subprocess, sys
left = subprocess.Popen(["sleep", "600"])
os.write(1, b"from the depths")
print("heard")
"""


@pytest.fixture(scope="module")
def results(task: MakeTask) -> Mapping[str, tuple[Task, Result]]:
    """Every scenario, run once, two at a time."""
    scenarios = {
        "good": task("CLAIM", "", NOISE, "five.check(5)", "print(left.pid)"),
        "raises": task("x = 1", "x / 0", "print('never')"),
        "slow": task("import time", "time.sleep(600)", timeout=2),
        "hungry": task("blob = bytearray(3 * 2**30)", memory=1024),
        "dies": task("import os, signal", "os.kill(os.getpid(), signal.SIGKILL)"),
        "stranger": replace(
            task("1"), files={"notebooks/k.ipynb": task("1").text.replace("python3", "no-such-kernel")}
        ),
        "escaping": replace(task("1"), files={**task("1").files, "../outside": "x"}),
        "broken": replace(task("1"), files={"notebooks/k.ipynb": "{"}),
    }
    with ThreadPoolExecutor(2) as pool:
        answers = pool.map(run, [wanted.to_bytes() for wanted in scenarios.values()])
        return {
            name: (wanted, Result.from_bytes(answer))
            for (name, wanted), answer in zip(scenarios.items(), answers, strict=True)
        }


Results = Mapping[str, tuple[Task, Result]]


def is_alive(pid: int) -> bool:
    with contextlib.suppress(ProcessLookupError, FileNotFoundError):
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def ends(pid: int) -> bool:
    """Wait for a process's end: it closes its files some moments before it is gone."""
    with contextlib.suppress(ProcessLookupError):
        watch = os.pidfd_open(pid)
        try:
            return bool(select.select([watch], [], [], 60)[0])
        finally:
            os.close(watch)
    return True


def test_a_claim_that_its_notebook_computes_holds(results: Results) -> None:
    verified = judge(*results["good"], TODAY)
    assert verified.good and verified.count("holds") == 1
    assert verified.standings[0].outcome is not None
    assert verified.standings[0].outcome.got == "5"


def test_outputs_are_as_a_notebook_file_has_them_and_without_timings(results: Results) -> None:
    wanted, result = results["good"]
    assert [(cell.index, cell.execution_count) for cell in result.cells] == [(0, 1), (1, None), (2, 2), (3, 3), (4, 4)]
    assert result.cells[2].outputs == [{"name": "stdout", "output_type": "stream", "text": ["heard\n"]}]
    saved = json.loads(judge(wanted, result, TODAY).after)
    assert saved["metadata"] == json.loads(wanted.text)["metadata"]
    assert all(cell["metadata"] == {} for cell in saved["cells"])


def test_what_a_notebook_started_ends_with_it(results: Results) -> None:
    (pid,) = results["good"][1].cells[4].outputs[0]["text"]  # type: ignore[misc]
    assert not is_alive(int(str(pid)))


@pytest.mark.parametrize(
    ("name", "kind", "cell", "words"),
    [
        ("raises", "raised", "cell-1", "ZeroDivisionError: division by zero"),
        ("slow", "timeout", "cell-1", "ran longer than 2 s"),
        ("hungry", "raised", "cell-0", "MemoryError"),
        ("dies", "died", "cell-1", "its kernel died"),
        ("stranger", "setup", "", "there is no kernel 'no-such-kernel' here"),
        ("escaping", "setup", "", "../outside is not a path inside the library"),
        ("broken", "setup", "", "cannot be run"),
    ],
)
def test_a_notebook_that_does_not_run_to_its_end_says_why_and_where(
    results: Results, name: str, kind: str, cell: str, words: str
) -> None:
    fault = results[name][1].fault
    assert fault is not None
    assert (fault.kind, fault.cell) == (kind, cell)
    assert words in fault.message
    assert results[name][1].cells == ()


def test_a_fault_can_be_raised(results: Results) -> None:
    error = results["raises"][1].error
    assert isinstance(error, ExecutionError)
    assert (error.cell, error.ename, error.evalue) == ("cell-1", "ZeroDivisionError", "division by zero")
    assert results["good"][1].error is None


def test_too_little_memory_gets_a_hint(results: Results) -> None:
    fault = results["hungry"][1].fault
    assert fault is not None and fault.hint == "allow more with --memory"


HOLDS_A_PIPE = """\
import os, time
hand = os.open({pipe!r}, os.O_WRONLY)
os.write(hand, b"%d %d\\n" % (os.getpid(), os.getppid()))
time.sleep(600)
"""


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


def _worker(payload: bytes) -> None:
    run(payload)


def test_a_killed_worker_leaves_no_kernel(task: MakeTask, pipe: Path) -> None:
    payload = task(HOLDS_A_PIPE.format(pipe=str(pipe)), timeout=600).to_bytes()
    worker = multiprocessing.get_context("spawn").Process(target=_worker, args=(payload,))
    worker.start()
    with pipe.open() as reader:
        kernel = int(reader.readline().split()[0])
        assert is_alive(kernel)
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        # The kernel holds the other end: this returns when it is gone, and not before.
        assert reader.read() == ""
    worker.join()
    assert ends(kernel)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the kernel itself looks, each second")
def test_a_killed_runner_takes_its_kernel_along(
    task: MakeTask, pipe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))  # what it can no longer clean up
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(run, task(HOLDS_A_PIPE.format(pipe=str(pipe)), timeout=600).to_bytes())
        with pipe.open() as reader:
            kernel, runner = map(int, reader.readline().split())
            os.kill(runner, signal.SIGKILL)
            assert reader.read() == ""
        fault = Result.from_bytes(answer.result()).fault
    assert ends(kernel)
    assert fault is not None and fault.kind == "died"


class Unlucky(Executor):
    """A pool whose first so many workers go away."""

    lost = 0

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        future: Future[bytes] = Future()
        if Unlucky.lost > 0:
            Unlucky.lost -= 1
            future.set_exception(BrokenExecutor("gone"))
        else:
            wanted = Task.from_bytes(args[0])
            future.set_result(Result(wanted.key, wanted.notebook).to_bytes())
        return future


@pytest.mark.parametrize(("lost", "faults"), [(0, 0), (1, 0), (3, 0), (4, 1), (6, 3)])
def test_every_task_has_a_result_whatever_happens_to_the_workers(task: MakeTask, lost: int, faults: int) -> None:
    Unlucky.lost = lost
    tasks = [task("1", key=f"paper-{n}") for n in range(3)]
    results = list(run_all(tasks, Unlucky))
    assert sorted(result.key for result in results) == ["paper-0", "paper-1", "paper-2"]
    assert [result.fault.kind for result in results if result.fault] == ["lost"] * faults


def test_what_an_extra_brings_is_asked_for_by_name() -> None:
    with pytest.raises(ReviewKitError, match="flying needs no_such_module") as caught:
        required("no_such_module", "flying", "wings")
    assert caught.value.hint == 'pip install "reviewkit[wings]"'


def test_a_scheduler_that_does_not_answer_is_one_clear_error() -> None:
    with (
        pytest.raises(ReviewKitError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"),
        cluster_pool("tcp://127.0.0.1:9", timeout=0.5),
    ):
        pass
    with pytest.raises(ReviewKitError, match="is no scheduler's address"), cluster_pool("nonsense://x", timeout=0.5):
        pass


@pytest.fixture
def library(task: MakeTask, tmp_path: Path) -> Iterator[Config]:
    for name, text in task("CLAIM", "five.check(5)").files.items():
        disk.create(tmp_path / name, text)
    disk.create(tmp_path / "reviewkit.toml", "")
    disk.create(tmp_path / "reading-list.md", "- K\n")
    disk.create(tmp_path / "notes.txt", "not part of it")
    yield Config(tmp_path / "reviewkit.toml")


NAMES = ("k", "notebooks/k.ipynb", "reviews/k.md")


def test_a_task_takes_along_what_its_notebook_may_read_and_nothing_else(library: Config) -> None:
    (wanted,) = prepare(library.path.parent, library, [NAMES], timeout=7, memory=99)
    assert sorted(wanted.files) == ["notebooks/k.ipynb", "reading-list.md", "reviewkit.toml", "reviews/k.md"]
    assert (wanted.timeout, wanted.memory) == (7, 99)
    assert Task.from_bytes(wanted.to_bytes()) == wanted
    (alone,) = prepare(library.path.parent, library, [("k", "notebooks/k.ipynb", "reviews/none.md")])
    assert (alone.timeout, alone.memory) == (library.verify.timeout, library.verify.memory)
    assert "reviews/none.md" not in alone.files


def outcome_of(results: Results, **changes: object) -> Result:
    """The good run's result with another value in its outcome."""
    _, result = results["good"]
    text = json.dumps([cell.outputs for cell in result.cells])
    cells = [
        Ran(cell.index, outputs, cell.execution_count)
        for cell, outputs in zip(result.cells, json.loads(text), strict=True)
    ]
    for bundle in (output["data"] for output in cells[3].outputs if "data" in output):
        bundle["application/vnd.reviewkit.claim.v1+json"].update(changes)  # type: ignore[index]
    return replace(result, cells=tuple(cells))


def test_a_claim_that_held_and_no_longer_does_is_told(results: Results) -> None:
    wanted, result = results["good"]
    saved = replace(wanted, files={**wanted.files, wanted.notebook: judge(wanted, result, TODAY).after})
    assert judge(saved, result, TODAY).fell == ()
    worse = judge(saved, outcome_of(results, value=6, verdict="not-reproduced"), TODAY)
    assert (worse.fell, worse.good) == (("five",), False)
    gone = judge(saved, replace(result, cells=tuple(Ran(cell.index, [], 1) for cell in result.cells)), TODAY)
    assert gone.fell == ("five",)
    assert judge(wanted, outcome_of(results, value=6, verdict="not-reproduced"), TODAY).good


def test_a_review_whose_claims_cannot_be_read_stops_its_own_notebook_only(results: Results) -> None:
    wanted, result = results["good"]
    review = wanted.files[wanted.review].replace("kind: arithmetic", "kind: magic")
    verified = judge(replace(wanted, files={**wanted.files, wanted.review: review}), result, TODAY)
    assert verified.fault is not None
    assert "reviews/k.md:6: kind 'magic'" in verified.fault.message


def test_save_writes_outputs_and_counts_and_nothing_else(results: Results, tmp_path: Path) -> None:
    verified = judge(*results["good"], TODAY)
    path = tmp_path / verified.notebook
    disk.create(path, verified.before)
    assert save(tmp_path, verified)
    before, after = json.loads(verified.before), json.loads(path.read_text())
    for cell in (*before["cells"], *after["cells"]):
        cell["outputs"], cell["execution_count"] = [], None
    assert before == after
    assert '"outputs"' in path.read_text() and path.read_text() == verified.after


def test_saving_the_same_outputs_again_changes_no_byte(results: Results, tmp_path: Path) -> None:
    wanted, result = results["good"]
    as_saved_in_jupyterlab = json.dumps(json.loads(judge(wanted, result, TODAY).after), sort_keys=True, indent=1)
    again = judge(replace(wanted, files={**wanted.files, wanted.notebook: as_saved_in_jupyterlab}), result, TODAY)
    assert again.after == again.before == as_saved_in_jupyterlab
    assert again.count("holds") == 1
    assert not save(tmp_path, again)


def test_a_notebook_that_changed_meanwhile_or_raised_is_not_written(results: Results, tmp_path: Path) -> None:
    verified = judge(*results["good"], TODAY)
    path = tmp_path / verified.notebook
    disk.create(path, verified.before + "\n")
    with pytest.raises(ChangedOnDiskError):
        save(tmp_path, verified)
    assert path.read_text() == verified.before + "\n"
    assert not save(tmp_path, judge(*results["raises"], TODAY))


EDITS_ITSELF = "from pathlib import Path\nPath({path!r}).write_text({text!r})"


@pytest.mark.parametrize("meanwhile", ["", " "], ids=["left alone", "edited"])
def test_a_run_that_keeps_its_outputs(library: Config, task: MakeTask, meanwhile: str) -> None:
    root = library.path.parent
    path = root / NAMES[1]
    path.write_text(task("CLAIM", EDITS_ITSELF.format(path=str(root / "mark"), text="x"), "five.check(5)").text)
    before = path.read_text()
    runs = verify(root, library, [NAMES], Options(keep=True, jobs=1), TODAY)
    if meanwhile:
        # The user saves while the kernel runs: the cell itself plays the user here.
        edit = EDITS_ITSELF.format(path=str(path), text="edited")
        path.write_text(task("CLAIM", edit, "five.check(5)").text)
    (verified,) = runs
    assert verified.count("holds") == 1
    if meanwhile:
        assert (verified.good, path.read_text()) == (False, "edited")
        assert verified.message.startswith("not saved: ") and "changed" in verified.message
    else:
        assert verified.good and verified.message == ""
        assert path.read_text() == verified.after != before


def test_an_old_outcome_in_a_cell_that_was_emptied_does_not_stay(results: Results) -> None:
    wanted, result = results["good"]
    full = Notebook.parse(judge(wanted, result, TODAY).after, wanted.notebook)
    assert full.cells[1].source == "" and full.cells[1].outputs == ()
    stuffed = full.with_outputs({1: (list(full.cells[3].outputs), 9)})
    after = judge(replace(wanted, files={**wanted.files, wanted.notebook: stuffed}), result, TODAY).after
    assert Notebook.parse(after, wanted.notebook).cells[1].outputs == ()
