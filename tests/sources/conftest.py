"""A loopback service, a clock that only sleeps on paper, and a library whose bytes can be compared."""

import dataclasses
import datetime
import sys
import threading
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from reviewkit_loopback import Service

from reviewkit import sync
from reviewkit.config import Endpoint, SourcesConfig, load
from reviewkit.papers import Papers
from reviewkit.reading_list import Entry, Link, Span
from reviewkit.resolving.resolve import resolve
from reviewkit.sources.http import Timeouts
from reviewkit.sources.registry import make

TODAY = datetime.date(2026, 11, 22)
NOWHERE = Span(0, 0)


class Clock:
    """Seconds that pass by sleeping, and by a tick at each look."""

    def __init__(self, now=1_795_000_000.0, tick=0.0):
        self.now = now
        self.tick = tick
        self.slept = []

    def __call__(self):
        self.now += self.tick
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def entry(title="", *, arxiv=None, doi=None, url="", line=1, **fields):
    """Return an entry as a list's parser would."""
    links = (Link("paper", "paper", url, NOWHERE, NOWHERE),) if url else ()
    values = {"kind": "paper", **fields}
    return Entry(
        "list.md", line, line, title, span=NOWHERE, title_span=NOWHERE, arxiv=arxiv, doi=doi, links=links, **values
    )


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def service(clock):
    running = Service()
    running.now = clock
    running.gone = threading.Event()
    yield running
    running.gone.set()
    running.stop()


@pytest.fixture
def config(service):
    """Return settings that send every source to the loopback service."""

    def change(**changes):
        mirrors = {
            host: service.base + path
            for host, path in (
                ("https://www.usenix.org", "/usenix"), ("https://aclanthology.org", "/acl"),
                ("https://proceedings.mlr.press", "/pmlr"), ("https://proceedings.neurips.cc", "/neurips"),
            )
        }  # fmt: skip
        plain = SourcesConfig(
            arxiv=Endpoint(service.arxiv, 0),
            crossref=Endpoint(f"{service.base}/crossref", 0),
            datacite=Endpoint(f"{service.base}/datacite", 0, enabled=False),
            mirrors=mirrors,
        )
        return dataclasses.replace(plain, **changes)

    return change


@pytest.fixture
def told():
    return []


@pytest.fixture
def sources(config, clock, tmp_path, told):
    """Make the sources as `resolve` gets them, with the test's clock."""
    made = []

    def build(settings=None, *, offline=False, cache="cache", clock=clock, **more):
        found = make(
            settings or config(), cache_dir=tmp_path / cache, offline=offline, clock=clock, sleep=clock.sleep,
            tell=told.append, warn=told.append, timeouts=Timeouts(2, 0.5, 60), **more,
        )  # fmt: skip
        made.append(found)
        return found

    yield build
    for each in made:
        each.close()


@pytest.fixture
def ask(sources):
    """Resolve entries with the loopback service."""

    def call(*entries, papers=(), refresh=False, today=TODAY, services=None, **more):
        return resolve(entries, Papers(tuple(papers)), services or sources(**more), refresh=refresh, today=today)

    return call


LIST = """# Papers

- FlexGen: High-Throughput Generative Inference [paper](https://arxiv.org/abs/2303.06865)
- Another Paper of Ours About Serving [paper](https://arxiv.org/abs/2401.00001)
"""


@pytest.fixture
def library(tmp_path):
    """Return a library's folder, with a list and a record of earlier."""
    root = tmp_path / "library"
    root.mkdir()
    (root / "reading-list.md").write_text(LIST, encoding="utf-8")
    (root / "reviewkit.toml").write_text('lists = ["reading-list.md"]\n', encoding="utf-8")
    return root


@pytest.fixture
def identify(library, sources):
    """Run what `reviewkit resolve` runs in the library, with the test's clock and service."""

    def call(refresh=False, today=TODAY, **more):
        found = sources(**more)
        return sync.identify(
            load(library / "reviewkit.toml"),
            lambda books: resolve(books.entries, books.papers, found, refresh=refresh, today=today),
        ).resolution

    return call


def tree(root):
    """Return every file's bytes."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
