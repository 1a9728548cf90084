"""A small library on disk, and the command line run in this process."""

import dataclasses
from pathlib import Path

import pytest

from reviewkit.cli.main import main

LIST = """# Papers

## Serving
- FlexGen: High-throughput Generative Inference (ICML'23) [paper](https://arxiv.org/abs/2303.06865)
- ORCA: A Distributed Serving System (OSDI'22) # [paper](https://usenix.org/osdi22-yu.pdf) | [review](reviews/beta.md)
- [State of GPT](https://youtu.be/bZQun8Y4L2At)
"""


@dataclasses.dataclass
class Run:
    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run `reviewkit …` in the library's folder; return exit code, answer and narration."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments, cwd: Path):
        monkeypatch.chdir(cwd)
        capsys.readouterr()
        code = 0
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 1
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return call


@pytest.fixture
def library(tmp_path):
    """Make a library from a list's text and settings; nothing is synced yet."""

    def make(text=LIST, settings="", name="reading-list.md"):
        root = tmp_path / "library"
        root.mkdir()
        (root / name).write_text(text, encoding="utf-8")
        (root / "reviewkit.toml").write_text(f'lists = ["{name}"]\n{settings}', encoding="utf-8")
        return root

    return make


def tree(root: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.fixture(name="tree")
def _tree():
    return tree
