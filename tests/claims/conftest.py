"""Small notebooks that check a claim in a real kernel, without a library around them."""

import json
from collections.abc import Callable

import pytest

from reviewkit.verify import Task

REVIEW = """\
## Claims

```yaml claims
- id: five
  statement: It is five.
  kind: arithmetic
  expected: 5
```
"""
CLAIM = """\
from datetime import date
from pathlib import Path

from reviewkit.claims import BoundClaim, kernel_history, parse_claims
from reviewkit.review import Review

block, line = Review.parse(Path("../reviews/k.md").read_text(), "k.md").claims_block
five = BoundClaim(parse_claims(block, "k.md", line)[0], date(2026, 11, 21), kernel_history())
"""


def notebook(*sources: str) -> str:
    """A notebook of code cells; every other one keeps its source as a list of lines."""
    cells = [
        {
            "cell_type": "code",
            "id": f"cell-{index}",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": source.splitlines(keepends=True) if index % 2 else source,
        }
        for index, source in enumerate(sources)
    ]
    spec = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    whole = {"cells": cells, "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


@pytest.fixture(scope="session")
def task() -> Callable[..., Task]:
    """A function from sources to a task; `CLAIM` as a source makes `five` known."""

    def make(*sources: str, key: str = "k", timeout: float = 60, memory: int = 4096) -> Task:
        text = notebook(*(CLAIM if source == "CLAIM" else source for source in sources))
        files = {"notebooks/k.ipynb": text, "reviews/k.md": REVIEW}
        return Task(key, "notebooks/k.ipynb", "reviews/k.md", files, timeout, memory)

    return make
