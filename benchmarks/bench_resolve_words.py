"""Count the words of many titles: the vocabulary by which a misspelling is told from another real word.

    python benchmarks/bench_resolve_words.py CATALOGUE.jsonl.gz … > src/reviewkit/matching/vocabulary.txt

A catalogue is lines of JSON with a `title`.
"""

import collections
import gzip
import json
import sys
import textwrap

from reviewkit.titles import fold

LEAST = 25


def main() -> None:
    counts: collections.Counter[str] = collections.Counter()
    for path in sys.argv[1:]:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                counts.update(
                    {word for word in fold(json.loads(line)["title"]).split() if word.isascii() and word.isalpha()}
                )
    known = sorted(word for word, count in counts.items() if count >= LEAST and len(word) > 2)
    print("\n".join(textwrap.wrap(" ".join(known), 118)))


if __name__ == "__main__":
    main()
