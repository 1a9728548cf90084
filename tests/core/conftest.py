"""A small library on disk, and the command line run in this process."""

from pathlib import Path

import pytest

LIST = """# Papers

## Serving
- FlexGen: High-throughput Generative Inference (ICML'23) [paper](https://arxiv.org/abs/2303.06865)
- ORCA: A Distributed Serving System (OSDI'22) # [paper](https://usenix.org/osdi22-yu.pdf) | [review](reviews/beta.md)
- [State of GPT](https://youtu.be/bZQun8Y4L2At)
"""


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
