"""What reading a list costs: CPU seconds, seconds a megabyte, and how both grow.

python benchmarks/bench_parse.py [SIZE_IN_MEGABYTES ...]      default: 0.26 2.6
"""

import random
import sys
import time

from reviewkit.reading_list import ReadingList

FORMS = (
    "- [{title}](https://arxiv.org/abs/{id})",
    "- [{name}](https://arxiv.org/abs/{id}): {title} | {venue}' {year}",
    "* {title} ({venue}'{year}) # [paper](https://arxiv.org/abs/{id}) | [code](https://github.com/x/{name})",
    "1. **{title}.** *Ann Moss, Bo Fern, Cy Reed.* {venue} 20{year}. [[Paper](https://arxiv.org/abs/{id})] "
    "[[Code](https://github.com/x/{name})]",
    "- **[{title}](https://arxiv.org/abs/{id})** [[code](https://github.com/x/{name})]\n    - Ann Moss, Bo Fern\n    "
    "- Keyword: rivers, fords",
    "- [{venue}'{year}] [{title}](https://www.usenix.org/conference/osdi22/presentation/{name})",
    '* **{name}**: "{title}", {venue}, 20{year} (*Moss University*). [[Paper](https://arxiv.org/abs/{id})]',
)
WORDS = (
    "Quick", "Rivers", "Fording", "Broad", "Streams", "Adaptive", "Banks", "Scalable", "Learning", "Efficient",
    "Models", "Deep", "Networks", "Sparse", "Attention", "Neural", "Retrieval", "for", "with", "via", "of",
)  # fmt: skip
VENUES = ("OSDI", "ICML", "NeurIPS", "EuroSys", "ACL", "CVPR")


def made(megabytes: float, seed: int = 1) -> tuple[str, int]:
    """Return a list of about that size, of usual forms and 260 bytes an item, and how many items it has."""
    rng = random.Random(seed)
    out, size, items = ["# Rivers\n"], 0, 0
    while size < megabytes * 1e6:
        if items % 40 == 0:
            out.append(f"\n## Section {items // 40}\n")
        form = rng.choice(FORMS)
        title = " ".join(rng.choice(WORDS) for _ in range(rng.randint(8, 18)))
        item = form.format(
            title=title,
            name=f"r{seed}{items:04}",
            id=f"24{rng.randint(1, 12):02}.{rng.randint(1, 20000):05}",
            venue=rng.choice(VENUES),
            year=rng.randint(10, 25),
        )
        # With the remarks that stand below the items of real lists.
        if rng.random() < 0.6:
            item += f"\n  {' '.join(rng.choice(WORDS).lower() for _ in range(20))}"
        out.append(item)
        size += len(item) + 1
        items += 1
    return "\n".join(out) + "\n", items


def cost(text: str) -> tuple[float, int]:
    """Return the CPU seconds of one reading, and its entries."""
    start = time.process_time()
    entries = len(ReadingList.parse(text).entries)
    return time.process_time() - start, entries


def main() -> None:
    """Print the tables."""
    sizes = [float(word) for word in sys.argv[1:]] or [0.26, 2.6]
    cost(made(0.02)[0])
    print(f"{'MB':>8} {'items':>8} {'entries':>8} {'CPU s':>8} {'s/MB':>8} {'growth':>8}")
    before = None
    for size in sizes:
        # Another list each time: nothing is remembered from the one before.
        texts = [made(size, seed) for seed in (1, 2, 3)]
        (seconds, entries), (text, items) = min((cost(text), (text, items)) for text, items in texts)
        growth = "" if before is None else f"{seconds / before[1] / (size / before[0]):.2f}"
        print(
            f"{len(text) / 1e6:8.2f} {items:8} {entries:8} {seconds:8.3f} {seconds / len(text) * 1e6:8.3f} {growth:>8}"
        )
        before = (size, seconds)


if __name__ == "__main__":
    main()
