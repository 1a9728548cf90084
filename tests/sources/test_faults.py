"""Whatever the service does, the user is told in one line, and no file of theirs changes."""

import pytest

from conftest import Clock, tree

FLEXGEN = "FlexGen: High-Throughput Generative Inference"
OTHER = "Another Paper of Ours About Serving"


@pytest.fixture
def corpus(service):
    service.add("2303.06865", FLEXGEN)
    service.add("2401.00001", OTHER)
    return service


# The fault, and how often the service is asked in all before the answer is there.
HEALED = [
    ("F1", "", 2), ("F1", "seconds", 2), ("F1", "date", 2), ("F1", "negative", 2), ("F1", "garbage", 2), ("F1",
    "zero", 2),
    ("F2", "", 2), ("F2", "seconds", 2), ("F3", "", 2), ("F4", "", 2), ("F5", "", 2), ("F6", "large", 1), ("F6",
    "small", 1),
    ("F6", "missing", 1), ("F6", "nan", 1), ("F7", "", 2), ("F8", "", 2), ("F8", "chunked", 2), ("F9", "before", 2),
    ("F9", "after", 2), ("F10", "stall", 2), ("F10", "drip", 2), ("F11", "denied", 2), ("F11", "cloudflare", 2),
    ("F11", "anubis", 2), ("F12", "", 2), ("F13", "", 2), ("F14", "", 2), ("F15", "other-host", 2), ("F15", "file", 2),
    ("F15", "other-port", 2), ("F15", "loop", 2), ("F16", "charset", 1), ("F16", "bom", 1), ("F16", "badcrc", 2),
    ("F17", "duplicate", 1), ("F17", "unrequested", 1), ("F17", "no-id", 2), ("F17", "no-title", 2),
    ("F17", "no-published", 1), ("F17", "no-authors", 1),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "variant", "requests"), HEALED)
def test_a_fault_that_passes_costs_a_request_and_nothing_else(corpus, identify, kind, variant, requests):
    corpus.fault(kind, variant, gone=corpus.gone)
    resolution = identify(clock=Clock(tick=25.0)) if variant == "drip" else identify()
    assert [outcome.state for outcome in resolution.outcomes] == ["resolved", "resolved"]
    assert [outcome.paper.title for outcome in resolution.outcomes] == [FLEXGEN, OTHER]
    assert (resolution.failures, resolution.exit_code) == ((), 0)
    assert len(corpus.asked()) <= requests + (1 if variant == "loop" else 0)


# The fault that stays, what the user reads, and the most requests that it may cost.
LASTING = [
    ("F1", "", "too many requests", 5), ("F1", "absurd", "asks us to wait 86400 s", 1),
    ("F1", "garbage", "too many requests", 5), ("F2", "", "the service is in trouble", 5), ("F3", "",
    "the service is in trouble", 5),
    ("F5", "", "counts 2 records and holds none", 3), ("F7", "", "a broken or cut feed", 3), ("F8", "",
    "the connection broke", 3),
    ("F9", "before", "the connection broke", 3), ("F10", "stall", "did not answer in time", 2),
    ("F10", "drip", "came too slowly", 2), ("F11", "denied", "it seems to block us", 3),
    ("F11", "cloudflare", "it seems to block us", 3), ("F11", "anubis", "it seems to block us", 3),
    ("F12", "", "it seems to block us", 3), ("F13", "", "an empty body", 3), ("F14", "", "it refuses us", 2),
    ("F15", "other-host", "not on the list of allowed hosts", 2), ("F15", "other-port",
    "not on the list of allowed hosts", 2),
    ("F15", "file", "is not an http or https address", 2), ("F15", "loop", "redirects in a circle", 8),
    ("F16", "badcrc", "packed wrongly", 3), ("F16", "bomb", "larger than 16 MB", 1),
    ("M", "billion-laughs", "document type", 3), ("M", "xxe-file", "document type", 3), ("M", "xxe-http",
    "document type", 3),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "variant", "words", "requests"), LASTING)
def test_a_fault_that_stays_is_unavailable_and_never_unknown(corpus, identify, library, kind, variant, words, requests):
    before = tree(library)
    corpus.fault(kind, variant, n=-1, gone=corpus.gone)
    resolution = identify(clock=Clock(tick=25.0)) if variant == "drip" else identify()
    assert [outcome.state for outcome in resolution.outcomes] == ["unavailable", "unavailable"]
    assert len(resolution.failures) == 1
    assert words in resolution.failures[0]
    assert resolution.failures[0].endswith("(2 entries left)")
    assert resolution.exit_code == 1
    assert len(corpus.asked()) <= requests
    assert tree(library) == before


@pytest.mark.parametrize("kind", ["F1", "F11", "F14", "F9"])
def test_what_is_known_stays_when_a_refresh_fails(corpus, identify, library, kind):
    identify()
    before = tree(library)
    corpus.fault(kind, "before" if kind == "F9" else "denied" if kind == "F11" else "", n=-1)
    resolution = identify(refresh=True, cache="another")
    assert [outcome.state for outcome in resolution.outcomes] == ["resolved", "resolved"]
    assert resolution.exit_code == 1
    assert tree(library) == before


def test_an_id_that_is_always_missing_is_asked_for_twice_and_then_unknown(corpus, identify, library):
    del corpus.papers["2401.00001"]
    resolution = identify()
    assert [outcome.state for outcome in resolution.outcomes] == ["resolved", "unresolved"]
    assert resolution.outcomes[1].why == "not known: arxiv:2401.00001"
    assert [hit.ids for hit in corpus.asked() if hit.ids] == [["2303.06865", "2401.00001"], ["2401.00001"]]
    assert resolution.exit_code == 0


def test_an_entry_that_never_has_a_title_is_not_called_unknown_silently(corpus, identify):
    corpus.papers["2401.00001"][0].omit = ("title",)
    resolution = identify()
    assert resolution.outcomes[1].state == "unavailable"
    assert "cannot be read" in resolution.outcomes[1].why


@pytest.mark.parametrize("bad", ["2401.00001", "2401.00001#<b>"])
def test_a_poisoned_id_costs_one_request_and_no_other_id(corpus, identify, bad):
    """F20."""
    corpus.fault("F20", id="2401.00001")
    resolution = identify()
    assert resolution.outcomes[0].state == "resolved"
    assert resolution.outcomes[1].state in ("unresolved", "resolved")
    assert len([hit for hit in corpus.asked() if hit.ids]) <= 3
    assert bad.startswith("2401")


@pytest.mark.parametrize("name", ["a#b", "<b>x</b>", ""])
def test_a_refusal_of_what_was_not_asked_for_is_the_services_fault(corpus, identify, name):
    corpus.fault("F20", n=-1, id=name or " ")
    resolution = identify()
    assert {outcome.state for outcome in resolution.outcomes} == {"unavailable"}
    assert "refuses the request" in resolution.failures[0]


HOSTILE = [
    "script", "double-escaped", "markdown", "quotes", "control", "bidi", "long", "reserved", "dots", "slash", "formula",
    "abstract-5mb", "authors-3000", "old-date", "year-9999", "bad-date", "nbsp", "nul", "bad-bytes",
]  # fmt: skip


@pytest.mark.parametrize("variant", HOSTILE)
def test_hostile_content_becomes_one_line_of_text_and_costs_the_others_nothing(corpus, identify, variant):
    corpus.fault("M", variant, n=-1)
    first, second = identify().outcomes
    assert (first.state, second.state, second.paper.title) == ("resolved", "resolved", OTHER)
    title = first.paper.title
    assert title == " ".join(title.split())
    assert not any(ord(letter) < 32 or letter in "\u202e\u2066\u2028\u200b" for letter in title)
    assert len(title) <= 1001
    assert len(first.paper.abstract) <= 20_001
    assert first.paper.issued == "" or 1991 <= first.paper.year <= 2100


@pytest.mark.parametrize("shape", ["2026", "2025-11-11", "legacy"])
def test_every_shape_of_feed_that_is_about_is_read(corpus, identify, shape):
    corpus.shape = shape
    assert [outcome.paper.title for outcome in identify().outcomes] == [FLEXGEN, OTHER]


def test_retry_after_is_honoured(corpus, identify, clock):
    corpus.fault("F1", "seconds")
    identify()
    assert 7.0 in clock.slept


def test_waits_grow_and_the_attempts_end(corpus, identify, clock, config):
    corpus.fault("F1", n=-1)
    identify(settings=config(arxiv=config().arxiv.__class__(corpus.arxiv, 3.0)))
    waits = [round(seconds) for seconds in clock.slept if seconds > 3]
    assert len(waits) == 4
    assert all(most * 0.79 <= wait <= most for wait, most in zip(waits, (10, 30, 60, 120), strict=True))


def test_a_service_that_was_given_up_is_not_asked_again_in_this_run(corpus, sources):
    corpus.fault("F14", n=-1)
    found = sources()
    arxiv = next(iter(found))
    from reviewkit.errors import UnavailableError
    from reviewkit.identifiers import Identifier

    for _ in range(3):
        with pytest.raises(UnavailableError):
            arxiv.lookup([Identifier("arxiv", "2303.06865")])
    assert len(corpus.asked()) == 2
