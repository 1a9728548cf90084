"""The hand on the network: spacing, cache, limits, and no socket when it is off."""

import itertools
import multiprocessing
import random
import sqlite3
import subprocess
import sys
import textwrap
import zlib

import pytest

from conftest import Clock, entry
from reviewkit.config import Endpoint
from reviewkit.errors import OfflineError, RateLimitedError, UnavailableError
from reviewkit.identifiers import Identifier
from reviewkit.sources.addresses import fault_in, host, is_local, mirrored, origin
from reviewkit.sources.cache import DAY, Cache
from reviewkit.sources.hand import Hand, Request, retry_after
from reviewkit.sources.http import Answer, ExchangeError, Wire, unpacked
from reviewkit.sources.spacing import Spacing

URL = "http://127.0.0.1:9/x"


class Script:
    """A wire that answers from a list."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def fetch(self, url):
        self.asked.append(url)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        status, headers, body = answer
        return Answer(status, headers, body, url, CLOCK())

    def close(self):
        self.answers = []


CLOCK = Clock()


@pytest.fixture
def hand(tmp_path):
    CLOCK.slept = []
    made = []

    def build(*answers, wire=True, warn=lambda _: None):
        script = Script(*answers) if wire else None
        cache = Cache(tmp_path / "c" / "http.sqlite", clock=CLOCK, warn=warn)
        spacing = Spacing(tmp_path / "c", clock=CLOCK, sleep=CLOCK.sleep, warn=warn)
        made.append(Hand(script, cache, spacing, clock=CLOCK, sleep=CLOCK.sleep, chance=random.Random(1)))
        return made[-1], script

    yield build
    for each in made:
        each.close()


OK = (200, {}, b"fine")


def test_a_fresh_answer_is_not_asked_for_twice(hand):
    found, script = hand(OK)
    assert found.get(Request(URL, "x")).body == found.get(Request(URL, "x")).body == b"fine"
    assert script.asked == [URL]


def test_an_old_answer_is_used_and_marked_when_the_service_fails(hand):
    found, _ = hand(OK, (403, {}, b""), (403, {}, b""))
    found.get(Request(URL, "x"))
    CLOCK.now += DAY + 1
    answer = found.get(Request(URL, "x"))
    assert (answer.body, answer.stale) == (b"fine", True)
    assert list(found.stale) == ["x"]


def test_an_old_answer_is_asked_for_anew(hand):
    found, script = hand(OK, (200, {}, b"new"))
    found.get(Request(URL, "x"))
    CLOCK.now += DAY + 1
    assert found.get(Request(URL, "x")).body == b"new"
    assert len(script.asked) == 2


def test_a_doubtful_answer_is_asked_for_once_more_before_it_is_kept(hand):
    found, script = hand((200, {}, b"empty"), (200, {}, b"empty"))
    request = Request(URL, "x", doubtful=lambda answer: answer.body == b"empty")
    assert found.get(request).body == b"empty"
    assert found.get(request).body == b"empty"
    assert len(script.asked) == 2


def test_offline_raises_and_says_so(hand):
    found, _ = hand(wire=False)
    with pytest.raises(OfflineError, match="offline"):
        found.get(Request(URL, "x"))


def test_a_service_that_wants_too_long_a_wait_is_given_up(hand):
    found, script = hand((429, {"retry-after": "3600"}, b""))
    for _ in range(2):
        with pytest.raises(RateLimitedError, match="wait 3600 s"):
            found.get(Request(URL, "x"))
    assert (len(script.asked), CLOCK.slept) == (1, [])


def test_an_unexpected_status_is_not_tried_again(hand):
    found, script = hand((418, {}, b""))
    with pytest.raises(UnavailableError, match="status 418"):
        found.get(Request(URL, "x"))
    assert len(script.asked) == 1


def test_a_failure_on_the_wire_is_tried_as_often_as_it_says(hand):
    found, script = hand(ExchangeError("it broke", 2), ExchangeError("it broke", 2))
    with pytest.raises(UnavailableError, match="it broke"):
        found.get(Request(URL, "x"))
    assert len(script.asked) == 2


WAITS = [
    ("7", 7.0), ("0", 0.0), ("", None), ("-5", None), ("soon", None), ("99999999999", float("inf")),
    ("Thu, 01 Jan 1970 00:01:40 GMT", 90.0), ("Thu, 01 Jan 1970 00:01:40", 90.0),
    ("Thu, 01 Jan 1970 00:00:01 GMT", None),
]  # fmt: skip


@pytest.mark.parametrize(("value", "seconds"), WAITS)
def test_retry_after_is_read_or_ignored(value, seconds):
    assert retry_after(value, now=10.0) == seconds


def test_starts_are_three_seconds_apart_even_after_errors(service, ask, config, clock):
    service.add("2303.06865", "FlexGen: High-Throughput Generative Inference")
    service.fault("F9", "before", n=2)
    ask(entry("FlexGen", arxiv="2303.06865"), entry("Quite Another Title of a Paper"),
        settings=config(arxiv=Endpoint(service.arxiv, 3.0)))  # fmt: skip
    starts = [hit.started for hit in service.asked()]
    assert len(starts) >= 4
    assert all(later - earlier >= 2.999 for earlier, later in itertools.pairwise(starts))
    assert service.most_at_once == 1


def test_who_asks_says_its_name_and_whom_to_write_to(service, ask, config, monkeypatch):
    monkeypatch.setenv("REVIEWKIT_CONTACT", "me@example.org")
    service.add("2303.06865", "FlexGen")
    ask(entry("FlexGen", arxiv="2303.06865"))
    agent = service.asked()[0].headers["User-Agent"]
    assert agent.startswith("reviewkit/")
    assert agent.endswith("(mailto:me@example.org)")


class SharedClock:
    """A clock of two processes."""

    def __init__(self, value):
        self.value = value

    def __call__(self):
        return self.value.value

    def sleep(self, seconds):
        with self.value.get_lock():
            self.value.value += seconds


def _take_turns(folder, value, times):
    """Run in another process: three turns, each noted with its start."""
    clock = SharedClock(value)
    spacing = Spacing(folder, clock=clock, sleep=clock.sleep)
    for _ in range(3):
        with spacing.turn("arXiv", 3.0):
            times.put(clock())


def test_two_processes_share_the_spacing(tmp_path):
    context = multiprocessing.get_context("spawn")
    times, value = context.Queue(), context.Value("d", 1_000.0)
    workers = [context.Process(target=_take_turns, args=(tmp_path, value, times)) for _ in range(2)]
    for worker in workers:
        worker.start()
    seen = sorted(times.get(timeout=60) for _ in range(6))
    for worker in workers:
        worker.join(60)
    assert all(later - earlier >= 2.999 for earlier, later in itertools.pairwise(seen))


def test_a_broken_turn_file_is_begun_anew_and_an_unusable_folder_is_told(tmp_path):
    told = []
    clock = Clock()
    (tmp_path / "turn-x.sqlite").write_bytes(b"no database at all" * 100)
    with Spacing(tmp_path, clock=clock, sleep=clock.sleep, warn=told.append).turn("x", 3.0):
        assert told == []
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    alone = Spacing(tmp_path / "file", clock=clock, sleep=clock.sleep, warn=told.append)
    for _ in range(2):
        with alone.turn("x", 3.0):
            pass
    assert "within this process only" in told[0]
    assert clock.slept == [3.0]


def _fill(path, number):
    """Run in another process: keep fifty answers."""
    cache = Cache(path, clock=Clock())
    for n in range(50):
        cache.put(Answer(200, {}, b"x" * 1000, f"http://x/{number}/{n}", Clock().now))
    cache.close()


def test_two_processes_fill_one_cache(tmp_path):
    path = tmp_path / "http.sqlite"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_fill, args=(path, number)) for number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    told = []
    cache = Cache(path, clock=Clock(), warn=told.append)
    kept = [cache.get(f"http://x/{number}/{n}") for number in range(2) for n in range(50)]
    cache.close()
    assert (all(kept), told) == (True, [])


BROKEN = [b"this is no database" * 200, b"SQLite format 3\x00" + b"\xff" * 4096]


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_cache_is_set_aside_with_a_warning(tmp_path, content):
    path, told = tmp_path / "http.sqlite", []
    path.write_bytes(content)
    cache = Cache(path, clock=Clock(), warn=told.append)
    cache.put(Answer(200, {}, b"x", URL, 1.0e9))
    assert cache.get(URL).body == b"x"
    cache.close()
    assert len(told) == 1
    assert "set aside" in told[0]
    assert (tmp_path / "http.sqlite.broken").read_bytes() == content


def test_a_cache_of_another_layout_or_with_a_broken_answer_is_set_aside(tmp_path):
    path, told = tmp_path / "http.sqlite", []
    Cache(path, clock=Clock(), warn=told.append).close()
    with sqlite3.connect(path) as plain:
        plain.execute("INSERT INTO answers VALUES (?, 200, '{}', ?, 1.9e9)", (URL, b"not packed"))
    plain.close()
    cache = Cache(path, clock=Clock(), warn=told.append)
    assert cache.get(URL) is None
    assert "cannot be read" in told.pop()
    cache.close()
    with sqlite3.connect(path) as plain:
        plain.execute("PRAGMA user_version = 99")
    plain.close()
    Cache(path, clock=Clock(), warn=told.append).close()
    assert "layout 99" in told[0]


def test_a_cache_that_cannot_be_is_done_without(tmp_path):
    told = []
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    cache = Cache(tmp_path / "file" / "http.sqlite", clock=Clock(), warn=told.append)
    cache.put(Answer(200, {}, b"x", URL, 1.0))
    cache.remember({"x": "y"})
    assert cache.get(URL) is None
    assert cache.recall("x", 0.0) is None
    assert told[0].startswith("no cache is used")


def test_offline_opens_no_socket(tmp_path):
    """Held by Python's audit hooks, in a process of its own, with everything imported before."""
    (tmp_path / "list.md").write_text(
        "# Papers\n\n- FlexGen [paper](https://arxiv.org/abs/2303.06865)\n", encoding="utf-8"
    )
    program = textwrap.dedent("""
        import os, sys
        import reviewkit.cli.main as verbs, reviewkit.cli.resolve
        seen = []
        sys.addaudithook(lambda event, _: seen.append(event) if event.startswith("socket.") else None)
        code = 0
        try:
            verbs.main(["resolve", "list.md", "--offline", "--format", "jsonl"])
        except SystemExit as error:
            code = error.code
        print(code, seen)
    """)
    environment = {"REVIEWKIT_CACHE": str(tmp_path / "cache"), "PATH": "", "SYSTEMROOT": ""}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.stdout.splitlines()[-1] == "0 []", done.stderr
    assert '"state": "unavailable"' in done.stdout


PACKED = [
    (b"plain", "", b"plain"),
    (b"plain", "identity", b"plain"),
    (zlib.compress(b"x"), "deflate", b"x"),
    (zlib.compress(b"x")[2:-4], "deflate", b"x"),
]


@pytest.mark.parametrize(("body", "encoding", "plain"), PACKED)
def test_a_packed_answer_is_unpacked(body, encoding, plain):
    assert unpacked(body, encoding) == plain


@pytest.mark.parametrize(("body", "encoding", "words"), [
    (b"x", "br", "not asked for"), (b"xyz", "gzip", "wrongly"), (zlib.compress(b"xyz" * 9)[:8], "deflate", "cut short"),
    (zlib.compress(bytes(99)), "deflate", "larger"),
])  # fmt: skip
def test_a_wrongly_packed_answer_is_no_answer(body, encoding, words):
    with pytest.raises(ExchangeError, match=words):
        unpacked(body, encoding, cap=50)


def test_a_large_answer_is_not_read_to_its_end(service, clock):
    service.pages["/big"] = "x" * 5000
    wire = Wire(user_agent="x", allowed=frozenset({origin(service.base)}), clock=clock, body_cap=1000)
    with pytest.raises(ExchangeError, match="larger"):
        wire.fetch(f"{service.base}/big")
    wire.close()


ADDRESSES = [
    ("https://example.org/x", ""), ("http://127.0.0.1:8080/x", ""), ("http://localhost/x", ""), ("http://10.1.2.3/x",
    ""),
    ("http://example.org/x", "not https"), ("file:///etc/passwd", "not an http"), ("https://a:b@example.org/",
    "password"),
]  # fmt: skip


@pytest.mark.parametrize(("url", "fault"), ADDRESSES)
def test_only_https_for_public_hosts(url, fault):
    assert (fault in fault_in(url)) and bool(fault) == bool(fault_in(url))


def test_addresses_are_compared_by_scheme_host_and_port():
    assert origin("HTTPS://Example.org/x") == origin("https://example.org:443/y")
    assert origin("https://example.org:99999/") == origin("nonsense") == host("https://[") == ""
    assert is_local("dev.localhost")
    assert not is_local("example.org")


def test_a_mirror_stands_for_a_whole_host_and_no_other():
    mirrors = {
        "https://www.usenix.org": "http://127.0.0.1:1/u",
        "https://www.usenix.org/legacy": "http://127.0.0.1:1/l/",
    }
    assert mirrored("https://www.usenix.org/a", mirrors) == "http://127.0.0.1:1/u/a"
    assert mirrored("https://www.usenix.org/legacy/a", mirrors) == "http://127.0.0.1:1/l/a"
    assert mirrored("https://www.usenix.organic/a", mirrors) == "https://www.usenix.organic/a"


def test_a_redirect_within_the_host_is_followed(service, sources):
    service.add("2303.06865", "FlexGen")
    service.fault("F15", "same")
    arxiv = next(iter(sources()))
    assert arxiv.lookup([Identifier("arxiv", "2303.06865")])


def test_a_cache_that_is_locked_for_too_long_is_told_and_done_without(tmp_path):
    path, told = tmp_path / "http.sqlite", []
    cache = Cache(path, clock=Clock(), warn=told.append, busy=0.01)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    cache.put(Answer(200, {}, b"x", URL, 1.9e9))
    assert "could not be kept" in told[0]
    Cache(path, clock=Clock(), warn=told.append, busy=0.01).close()
    assert told[1].startswith("no cache is used")
    other.execute("ROLLBACK")
    other.close()
    cache.close()


def test_a_cache_that_breaks_while_it_is_used_is_set_aside(tmp_path):
    path, told = tmp_path / "http.sqlite", []
    cache = Cache(path, clock=Clock(), warn=told.append)
    other = sqlite3.connect(path)
    other.execute("DROP TABLE answers")
    other.close()
    assert cache.get(URL) is None
    assert "could not be read" in told[0]
    cache.close()


def test_a_host_that_refuses_connections_is_told_in_plain_words(clock):
    wire = Wire(user_agent="x", allowed=frozenset({"http://127.0.0.1:9"}), clock=clock)
    with pytest.raises(ExchangeError, match="refuses connections"):
        wire.fetch(URL)
    wire.close()


def test_a_name_that_is_not_known_is_told_in_plain_words(clock):
    wire = Wire(user_agent="x", allowed=frozenset({"http://nobody.localhost:80"}), clock=clock)
    with pytest.raises(ExchangeError):
        wire.fetch("http://nobody.localhost/x")
    wire.close()


def test_a_request_that_cannot_be_made_is_told(clock):
    url = "http://127.0.0.1:9/\N{DIGIT ONE}"
    wire = Wire(user_agent="two\nlines", allowed=frozenset({"http://127.0.0.1:9"}), clock=clock)
    with pytest.raises(ExchangeError, match="the request failed"):
        wire.fetch(url)
    wire.close()


def test_titles_of_one_or_two_words_go_alone_and_empty_ones_nowhere(service, sources):
    from reviewkit.matching import query
    from reviewkit.sources import titles

    asked = [
        query("Orca"),
        query("A Longer Title About Serving"),
        query("of the"),
        query("Another Title About Planning"),
    ]
    packed = titles.pack(asked, titles.PHRASES, lambda terms: True)
    assert [[each.title for each in batch] for batch in packed] == [
        ["Orca"], ["A Longer Title About Serving", "Another Title About Planning"],
    ]  # fmt: skip
    many = [query(f"Careful Planning of {word} Systems Number") for word in ("Large", "Small", "Open", "Old") * 2]
    assert [len(batch) for batch in titles.pack(many, titles.WORDS, lambda terms: True)] == [6, 2]
