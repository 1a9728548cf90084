"""How the cost of a hostile text grows with its length; run by .ci/run, which stops at a law worse than linear.

python benchmarks/bench_growth.py [SIZE_IN_MEGABYTES]      default: 0.1, against a tenth of it
"""

import runpy
import sys
import time
from pathlib import Path

from reviewkit.reading_list import ReadingList

PIECES: dict[str, str] = runpy.run_path(str(Path(__file__).parents[1] / "tests/lists/test_fuzz.py"))["HOSTILE"]
"""The suite holds that pages of these are read at all."""
MOST = 30
"""Times the cost for ten times the text: a square law has a hundred, a busy machine sometimes twenty."""
LEAST = 0.004
"""CPU seconds below which a reading tells nothing."""


def deep(size: int) -> str:
    """Return bullets, each nested in the one before: as many as make that size."""
    return "".join(" " * (2 * depth) + "- [a](b)\n" for depth in range(int(size**0.5)))


def pictures(size: int) -> str:
    """Return pictures, each opened within the one before, all closed at the end."""
    return "![" * (size // 6) + "](u)" * (size // 6)


def texts(size: int) -> dict[str, str]:
    """Return a text of about that many characters for each name."""
    repeated = {name: piece * (size // len(piece)) for name, piece in PIECES.items()}
    return repeated | {"deep bullets": deep(size), "pictures in pictures": pictures(size)}


def cost(text: str) -> float:
    """Return the CPU seconds of one reading, the better of two."""
    seconds = []
    for _ in range(2):
        start = time.process_time()
        ReadingList.parse(text)
        seconds.append(time.process_time() - start)
    return min(seconds)


def main() -> int:
    """Print the table, and say whether every row is linear."""
    size = int(float(sys.argv[1]) * 1e6) if sys.argv[1:] else 100_000
    small, large = texts(size // 10), texts(size)
    steep = []
    print(f"{'text':>32} {'MB':>8} {'CPU s':>8} {'growth':>8}")
    for name in large:
        before, after = cost(small[name]), cost(large[name])
        times = after / max(before, LEAST)
        print(f"{name:>32} {len(large[name]) / 1e6:8.2f} {after:8.3f} {times:8.1f}")
        if times > MOST:
            steep.append(name)
    for name in steep:
        print(f"error: {name}: ten times the text costs more than {MOST} times as much", file=sys.stderr)
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
