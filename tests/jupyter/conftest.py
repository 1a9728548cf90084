"""Rows of libraries that are not there: 8 papers, or 300, or titles that nobody should trust."""

import datetime
from collections.abc import Callable

import pytest

from reviewkit.rows import Row

STATUSES = ("reviewed", "read", "reading", "to-read", "to-read", "to-read", "skipped", "to-read")
WORDS = tuple("Efficient Serving of Large Language Models with Paged Attention and Speculative Pipelines".split())  # noqa: SIM905
HOSTILE = (
    "<script>window.hit = 1</script><img src=x onerror='window.hit = 2'>",
    '"><svg onload="window.hit = 3">',
    "[click](javascript:window.hit=4) ](https://example.org)",
    'A | B `code` *bold* $\\frac{1}{0}$ <!-- --> """ {{ 7 * 7 }}',
    "right \u202e to left\x1b[31m and a\nnew line",
    "</title></style><style>*{display:none}</style>",
)


def make_row(number: int = 0, **changes: object) -> Row:
    """Return a plausible row; the same number gives the same row."""
    status = STATUSES[number % len(STATUSES)]
    made = (0, 3, 5, 2, 8, 1)[number % 6]
    held = made * (number % 3) // 2
    done = status in ("reviewed", "read")
    values: dict[str, object] = {
        "key": f"paper{number}",
        "title": " ".join(WORDS[(number + n) % len(WORDS)] for n in range(5 + number % 8)),
        "kind": "paper",
        "section": "Reading list / Serving",
        "venue": ("OSDI", "ICML", "arXiv")[number % 3],
        "year": 2020 + number % 6,
        "status": status,
        "rating": 4 if done else None,
        "tags": ("serving",) if number % 2 else (),
        "started": datetime.date(2026, 1, 1) if status != "to-read" else None,
        "finished": datetime.date(2026, 11, 21) - datetime.timedelta(days=number * 7 % 500) if done else None,
        "filled": number % 5,
        "sections": 5,
        "words": number * 37 % 900,
        "claims_held": held,
        "claims_made": made,
        "claims_failed": (made - held) // 2,
        "claims_stale": (made - held) // 3,
        "claims_unchecked": 0,
        "problems": (),
        "review": f"reviews/paper{number}.md",
        "notebook": f"notebooks/paper{number}.ipynb",
        "arxiv": f"2303.{number:05d}",
    }
    return Row(**{**values, **changes})  # type: ignore[arg-type]


def make_rows(count: int, sections: int = 7) -> list[Row]:
    """Return a library's rows, divided into sections as a list divides them."""
    names = [f"Reading list / {WORDS[n % len(WORDS)]} part {n}" for n in range(sections)]
    return [make_row(n, section=names[n * sections // max(count, 1)]) for n in range(count)]


@pytest.fixture
def row() -> Callable[..., Row]:
    return make_row


@pytest.fixture
def rows() -> Callable[..., list[Row]]:
    return make_rows


@pytest.fixture
def today() -> datetime.date:
    return datetime.date(2026, 11, 21)


@pytest.fixture(params=HOSTILE)
def hostile(request: pytest.FixtureRequest) -> str:
    """A title that would be markup, script, a link or a terminal command if somebody let it."""
    return str(request.param)


@pytest.fixture
def hostile_rows() -> list[Row]:
    """Papers with all of those titles, in sections and with problems of the same kind."""
    return [make_row(n, title=t, section=t, key=t, problems=(t,)) for n, t in enumerate(HOSTILE)]
