"""Measure what title matching does to made-up variations of real titles, over a service that speaks arXiv's protocol.

    python benchmarks/bench_resolve.py --arxiv http://127.0.0.1:8080/api/query CATALOGUE.jsonl.gz …

A catalogue is lines of JSON with `id` and `title`. Seeded: the same numbers every time. A harmless variation still
means the paper; after a harmful one it means none, unless a record has just these words. A withheld record is
taken out of every answer, as if it were not on arXiv. `--known N` asks for N ids of the catalogue instead.
"""

import argparse
import collections
import datetime
import gzip
import json
import random
import re
import string
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewkit import matching
from reviewkit.config import Endpoint, SourcesConfig
from reviewkit.matching.lexicon import ABBREVIATIONS, vocabulary
from reviewkit.papers import Paper, Papers
from reviewkit.reading_list import Entry, Span
from reviewkit.resolving.resolve import resolve
from reviewkit.resolving.services import Source
from reviewkit.sources.registry import Sources, make

OFF = Endpoint("http://127.0.0.1:9", 0, enabled=False)


@dataclass(frozen=True)
class Asked:
    kind: str
    title: str
    truth: str
    harmful: bool


def typo(title: str, chance: random.Random) -> str:
    found = [word for word in re.findall(r"[A-Za-z]{6,}", title) if word.islower() or word.istitle()]
    if not found:
        return title
    word = chance.choice(found)
    at = chance.randrange(1, len(word) - 1)
    letter = chance.choice(string.ascii_lowercase)
    slips = (word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :],
             word[:at] + word[at + 1] + word[at] + word[at + 2 :])  # fmt: skip
    return title.replace(word, chance.choice(slips), 1)


def abbreviated(title: str, chance: random.Random) -> str:
    for short, long in ABBREVIATIONS.items():
        if re.search(rf"\b{long}\b", title, re.I):
            return re.sub(rf"\b{long}\b", short.upper(), title, count=1, flags=re.I)
    return title


def word_changed(title: str, chance: random.Random) -> str:
    found = [word for word in re.findall(r"[A-Za-z]{4,}", title) if word.lower() in vocabulary()]
    if not found:
        return title
    return title.replace(chance.choice(found), chance.choice(sorted(vocabulary())), 1)


def bumped(title: str, chance: random.Random) -> str:
    return re.sub(r"\d+", lambda found: str(int(found[0]) + 1), title, count=1)


HARMLESS: Mapping[str, Callable[[str, random.Random], str]] = {
    "subtitle dropped": lambda title, _: title.partition(":")[0],
    "prefix dropped": lambda title, _: title.partition(":")[2].strip(),
    "case": lambda title, chance: chance.choice((title.upper(), title.lower(), title.title())),
    "punctuation": lambda title, chance: re.sub(r"[-:,.]", chance.choice(("", " ", " - ")), title),
    "typo": typo,
    "abbreviation": abbreviated,
}
HARMFUL: Mapping[str, Callable[[str, random.Random], str]] = {
    "': A Survey' added": lambda title, _: f"{title}: A Survey",
    "digit bumped": bumped,
    "2 for 3": lambda title, _: title.replace("3", "2") if "3" in title else title.replace("2", "3"),
    "one word changed": word_changed,
    "prefix added": lambda title, chance: f"{chance.choice(('Beyond', 'Reproducing', 'Comment on'))} {title}",
}


def variations(titles: Mapping[str, str], count: int, chance: random.Random) -> list[Asked]:
    ids, made = list(titles), []
    kinds = [*HARMLESS.items(), *HARMFUL.items(), ("withheld", lambda title, _: title)]
    for number in range(count):
        kind, change = kinds[number % len(kinds)]
        for _ in range(5_000):
            truth = chance.choice(ids)
            title = change(titles[truth], chance)
            changed = kind == "withheld" or matching.squeeze(title) != matching.squeeze(titles[truth])
            if (changed or kind in ("case", "punctuation")) and len(matching.words(title)) >= 2:
                made.append(Asked(kind, title, truth, kind in HARMFUL or kind == "withheld"))
                break
    return made


class Withholding:
    """A source without some records."""

    def __init__(self, source: Source, withheld: frozenset[str]) -> None:
        self._source = source
        self._withheld = withheld

    def __getattr__(self, name: str) -> object:
        return getattr(self._source, name)

    def search(self, queries: Sequence[matching.Query], depth: int) -> list[Paper]:
        return [paper for paper in self._source.search(queries, depth) if paper.arxiv not in self._withheld]


class WithholdingAll:
    """All sources without some records."""

    def __init__(self, sources: Sources, withheld: frozenset[str]) -> None:
        self._sources = sources
        self._withheld = withheld

    def __getattr__(self, name: str) -> object:
        return getattr(self._sources, name)

    def __iter__(self) -> Iterable[Withholding]:
        return iter([Withholding(source, self._withheld) for source in self._sources])


def entry(line: int, title: str, arxiv: str | None = None) -> Entry:
    return Entry("list.md", line, line, title, "paper", Span(0, 0), Span(0, 0), arxiv=arxiv)


def run(entries: Sequence[Entry], url: str, withheld: frozenset[str] = frozenset()) -> tuple[object, dict[str, int]]:
    with tempfile.TemporaryDirectory() as folder:
        config = SourcesConfig(arxiv=Endpoint(url, 0), crossref=OFF, datacite=OFF, pages_enabled=False)
        sources = make(config, cache_dir=Path(folder), tell=print, warn=print)
        asked = WithholdingAll(sources, withheld)
        resolution = resolve(entries, Papers(), asked, today=datetime.date(2026, 11, 22))  # type: ignore[arg-type]
        sources.close()
    return resolution, dict(resolution.requests)


def score(asked: Sequence[Asked], url: str) -> None:
    withheld = frozenset(each.truth for each in asked if each.kind == "withheld")
    used = {each.truth for each in asked if each.kind != "withheld"}
    started = time.perf_counter()
    entries = [entry(line, each.title) for line, each in enumerate(asked, 1)]
    resolution, requests = run(entries, url, withheld - used)
    table: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for each, outcome in zip(asked, resolution.outcomes, strict=True):
        paper = outcome.paper
        state = outcome.state
        if paper is not None:
            exact = matching.squeeze(paper.title) == matching.squeeze(each.title) and each.kind != "withheld"
            right = exact or (paper.arxiv == each.truth and not each.harmful)
            state = "right" if right else "wrong"
            if not right:
                print(f"wrong, {each.kind}: {each.title!r}: got {paper.arxiv} {paper.title!r}: {outcome.why}")
        table[each.kind][state] += 1
    print(f"{len(asked)} titles, {requests}, {time.perf_counter() - started:.0f} s")
    columns = ("right", "wrong", "ambiguous", "unresolved", "unavailable")
    print(f"{'kind':24}" + "".join(f"{name:>12}" for name in columns))
    for kind, counts in [*table.items(), ("all", sum(table.values(), collections.Counter()))]:
        print(f"{kind:24}" + "".join(f"{counts[name]:>12}" for name in columns))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("catalogues", nargs="+")
    parser.add_argument("--arxiv", required=True, help="the query address of the service")
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--known", type=int, default=0, help="ask for so many known ids instead")
    parser.add_argument("--plain", type=int, default=0, help="ask for so many unchanged titles instead")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    titles: dict[str, str] = {}
    for path in options.catalogues:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            titles.update((row["id"], row["title"]) for row in map(json.loads, lines))
    chance = random.Random(options.seed)
    if options.known or options.plain:
        chosen = chance.sample(sorted(titles), options.known or options.plain)
        entries = [entry(n, titles[i], i if options.known else None) for n, i in enumerate(chosen, 1)]
        resolution, requests = run(entries, options.arxiv)
        print(f"{len(chosen)} {'ids' if options.known else 'titles'}: {requests}; {resolution.receipt}")
        return
    score(variations(titles, options.count, chance), options.arxiv)


if __name__ == "__main__":
    main()
