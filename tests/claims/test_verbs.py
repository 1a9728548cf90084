"""`reviewkit verify` and `reviewkit claims`, as typed."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from reviewkit import disk
from reviewkit.cli import claims as verbs
from reviewkit.errors import NotebookError, ReviewKitError, UnknownPaperError
from reviewkit.verify import Task

LIST = """\
# Papers

- [FlexGen: High-Throughput Generative Inference](https://arxiv.org/abs/2303.06865)
- [Alpa: Automating Parallelism](https://arxiv.org/abs/2201.12023)
- [Tabi: An Efficient Inference System](https://doi.org/10.1145/3552326.3587438)
- [Orca: A Distributed Serving System](https://www.usenix.org/conference/osdi22/presentation/yu)
"""
REVIEW = """\
## Claims

```yaml claims
- id: five
  statement: It is five.
  where: "§1"
  kind: arithmetic
  evidence: seen
  expected: 5 x
- id: later
  statement: "=SUM(A1)"
  kind: forecast
  expected: "> 99 %"
  due: 2999-12-31
- id: order
  statement: One is less than two.
  kind: property
  expected: one < two
```
"""
OPEN = 'import reviewkit as rk\n\npaper = rk.paper("{key}")'


@pytest.fixture
def library(tmp_path: Path, task: Callable[..., Task], monkeypatch: pytest.MonkeyPatch) -> Path:
    """FlexGen computes five, Alpa six, Tabi raises, Orca has no notebook."""
    checks = {"flexgen": "5", "alpa": "6", "tabi": "1 / 0"}
    files = {"reviewkit.toml": 'lists = ["list.md"]\n', "list.md": LIST}
    for key, value in checks.items():
        cells = [OPEN.format(key=key), f"value = {value}", 'paper.claim("five").check(value)']
        files[f"notebooks/{key}.ipynb"] = task(*cells).text
        files[f"reviews/{key}.md"] = REVIEW
    for name, text in files.items():
        disk.create(tmp_path / name, text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def say(library: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(verb: str, *arguments: str) -> tuple[int, str, str]:
        code = 0
        try:
            {command.name: command for command in verbs.COMMANDS}[verb].main(list(arguments), standalone_mode=False)
        except SystemExit as left:
            code = int(left.code or 0)
        return (code, *capfd.readouterr())

    return run


def test_every_claim_is_listed_before_anything_ran(say: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = say("claims", "flexgen", "--format", "json")
    five, later, order = json.loads(out)
    assert code == 0
    assert five["paper"] == "flexgen" and five["expected"] == "5 x" and five["evidence"] == "seen"
    assert [row["verdict"] for row in (five, later, order)] == ["unchecked", "unresolved", "unchecked"]
    assert (five["file"], five["line"]) == ("reviews/flexgen.md", 4)


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "markdown"])
def test_claims_come_in_every_format(say: Callable[..., tuple[int, str, str]], form: str) -> None:
    code, out, _ = say("claims", "--format", form)
    assert code == 0
    assert out.count("five") >= 3
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(out)))
        assert list(rows[0]) == ["paper", "id", "statement", "kind", "expected", "got", "verdict", "evidence"]
        assert rows[1]["statement"] == "'=SUM(A1)"


def test_a_block_that_cannot_be_read_is_told_and_the_others_listed(
    library: Path, say: Callable[..., tuple[int, str, str]]
) -> None:
    (library / "reviews/alpa.md").write_text(REVIEW.replace("kind: property", "kind: magic"))
    _, out, err = say("claims", "--format", "csv")
    assert out.count("It is five.") == 2
    assert "reviews/alpa.md:" in err and "kind 'magic'" in err


def test_verify_save_and_what_the_table_says_then(library: Path, say: Callable[..., tuple[int, str, str]]) -> None:
    before = (library / "notebooks/tabi.ipynb").read_text()
    code, out, err = say("verify", "--save", "--jobs", "2", "--format", "json")
    alpa, flexgen, tabi = json.loads(out)
    assert code == 1
    assert (flexgen["result"], flexgen["held"], flexgen["unchecked"]) == ("ran", 1, 1)
    assert (alpa["result"], alpa["failed"], alpa["fell"]) == ("ran", 1, [])
    assert tabi["result"] == "raised" and "cell cell-1: ZeroDivisionError" in tabi["message"]
    assert "✓ flexgen" in err and "✗ tabi" in err
    assert (library / "notebooks/tabi.ipynb").read_text() == before
    verdicts = {(row["paper"], row["id"]): row["verdict"] for row in json.loads(say("claims", "--format", "json")[1])}
    assert verdicts["flexgen", "five"] == "holds"
    assert verdicts["alpa", "five"] == "not-reproduced"
    assert verdicts["tabi", "five"] == "unchecked"

    # A parameter changes: the claim that held is stale at once, and the next run tells that it fell.
    path = library / "notebooks/flexgen.ipynb"
    path.write_text(path.read_text().replace("value = 5", "value = 7"))
    assert json.loads(say("claims", "flexgen", "--format", "json")[1])[0]["verdict"] == "stale"
    changed = path.read_text()
    code, out, err = say("verify", "flexgen", "--format", "json")
    assert (code, json.loads(out)[0]["fell"]) == (1, ["five"])
    assert "no longer: five" in err
    assert path.read_text() == changed
    assert not list(library.rglob(".reviewkit-*"))


def test_wrong_use(library: Path, say: Callable[..., tuple[int, str, str]]) -> None:
    with pytest.raises(click.UsageError, match="--jobs is for this machine"):
        say("verify", "--jobs", "2", "--scheduler", "tcp://127.0.0.1:9")
    with pytest.raises(UnknownPaperError):
        say("verify", "no-such-paper")
    with pytest.raises(NotebookError, match="there is no such notebook"):
        say("verify", "orca")
    with pytest.raises(ReviewKitError, match=r"no scheduler.s address"):
        say("verify", "--scheduler", "nonsense://x")
    for path in (library / "notebooks").iterdir():
        path.unlink()
    code, out, err = say("verify", "--format", "jsonl")
    assert (code, out) == (0, "") and "no notebooks to run" in err


def test_a_notebook_that_cannot_be_read_is_told_and_the_others_run(
    library: Path, say: Callable[..., tuple[int, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "x.ipynb"
    outside.write_text("{}")
    for path in (library / "notebooks").iterdir():
        path.unlink()
    (library / "notebooks/alpa.ipynb").symlink_to(outside)
    code, out, err = say("verify", "--format", "jsonl")
    assert (code, out) == (0, "")
    assert "notebooks/alpa.ipynb: leads out of the library" in err


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_verify_on_a_cluster_says_the_same(say: Callable[..., tuple[int, str, str]]) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        code, out, _ = say("verify", "--scheduler", cluster.scheduler_address, "--format", "json")
    assert code == 1
    assert {row["paper"]: (row["result"], row["held"]) for row in json.loads(out)} == {
        "alpa": ("ran", 0), "flexgen": ("ran", 1), "tabi": ("raised", 0),
    }  # fmt: skip
