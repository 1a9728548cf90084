"""Libraries to break, and the command line run in this process.

`REVIEWKIT_EXAMPLES=12500 pytest tests/safety -k "not crashes"` tries that many examples of each of ten properties.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from reviewkit.holdings import Holding
from reviewkit.papers import Name, Paper, Preprint
from reviewkit.reading_list import Entry, Span

settings.register_profile(
    "safety",
    deadline=None,
    max_examples=int(os.environ.get("REVIEWKIT_EXAMPLES", "50")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
if "REVIEWKIT_EXAMPLES" in os.environ:
    settings.register_profile("safety", settings.get_profile("safety"), database=None)

LIST = """# Papers

## Serving
- FlexGen: High-throughput Generative Inference (ICML'23) [paper](https://arxiv.org/abs/2303.06865)
- ORCA: A Distributed Serving System (OSDI'22) [paper](https://www.usenix.org/system/files/osdi22-yu.pdf)
- Alpa: Automating Parallelism (OSDI'22) [paper](https://arxiv.org/abs/2201.12023)
- [State of GPT](https://youtu.be/bZQun8Y4L2A)
"""


@pytest.fixture
def run(run, monkeypatch):
    """Run `reviewkit …` with room for every column."""
    monkeypatch.setenv("COLUMNS", "200")
    return run


@pytest.fixture
def library(tmp_path):
    """Make a library from a list's text and more files (name -> text or bytes); nothing is synced yet."""

    def make(text=LIST, files=None, settings="", name="library"):
        root = tmp_path / name
        root.mkdir()
        contents = {"reading-list.md": text, "reviewkit.toml": settings, **(files or {})}
        for path, content in contents.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return make


@pytest.fixture(name="tree")
def _tree():
    """Return a function that reads every file below a folder, with the symbolic links' targets."""

    def tree(root: Path) -> dict[str, bytes]:
        found = {}
        for path in sorted(root.rglob("*")):
            name = str(path.relative_to(root))
            if path.is_symlink():
                found[name] = b"-> " + os.fsencode(path.readlink())
            elif path.is_file():
                found[name] = path.read_bytes()
        return found

    return tree


@pytest.fixture(name="hold")
def _hold():
    """Return a function that makes a holding as `sync` sees it."""

    def hold(title="FlexGen: High-throughput Generative Inference", venue="ICML 2023", key="flexgen", **more):
        nowhere = Span(0, 0)
        entry = Entry("list.md", 1, 1, title, "paper", nowhere, nowhere)
        record = Paper(
            title, id=key, author=(Name("Sheng", "Ying"),), issued="2023", event_title=venue,
            preprint=Preprint("2303.06865", version=1), **more,
        )  # fmt: skip
        return Holding(key, (entry,), record, f"reviews/{key}.md", f"notebooks/{key}.ipynb")

    return hold
