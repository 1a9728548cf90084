"""Replay a folder of recorded answers: `pytest tests/sources --payloads DIR`."""

import json

import pytest

from reviewkit.sources import crossref, pages
from reviewkit.sources.feeds import read_feed


@pytest.fixture(scope="session")
def payloads(request):
    folder = request.config.getoption("--payloads")
    if folder is None:
        pytest.skip("no folder of recorded answers was given")
    return folder


def test_every_recorded_feed_is_read_and_every_block_page_is_not(payloads, service, sources):
    feeds = sorted((payloads / "arxiv").glob("atom-*/*.xml"))
    assert feeds
    for path in feeds:
        body = path.read_bytes()
        feed = read_feed(body)
        assert feed.fault == "", path.name
        assert feed.entries == (0 if feed.error else body.count(b"<entry")), path.name
        assert bool(feed.error) == ("http400" in path.name), path.name


def test_every_recorded_page_has_its_facts(payloads):
    found = sorted([*payloads.glob("usenix/*.html"), *payloads.glob("acl/*.html")])
    assert found
    for path in found:
        paper = pages.paper_from(path.read_bytes(), "https://example.org")
        assert paper.title and paper.author and paper.year, path.name
        assert "@" not in repr(paper), path.name


def test_every_recorded_work_is_read_or_has_no_title(payloads):
    found = sorted(payloads.glob("crossref/*.json"))
    assert found
    for path in found:
        content = json.loads(path.read_text(encoding="utf-8"))
        message = content.get("message", content)
        items = message.get("items", [message]) if isinstance(message, dict) else []
        for item in items:
            paper = crossref.paper_from(item)
            assert (paper is not None) == bool(item.get("title") and item.get("DOI")), path.name
