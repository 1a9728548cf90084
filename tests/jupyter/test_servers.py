"""Which of the running servers shows a library, as a table of what lies in Jupyter's runtime folder."""

import json
import os
import stat
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from reviewkit.errors import ReviewKitError
from reviewkit.jupyter import servers
from reviewkit.jupyter.servers import Server, Starter


def told(folder, name, root, **changes):
    """A server's file as jupyter_server 2 writes it."""
    info = {
        "base_url": "/", "hostname": "localhost", "password": False, "pid": os.getpid(), "port": 8888,
        "root_dir": str(root), "secure": False, "sock": "", "token": f"token-{name}",
        "url": f"http://localhost/{name}/", "version": "2.20.0", **changes,
    }  # fmt: skip
    folder.mkdir(exist_ok=True)
    (folder / f"jpserver-{name}.json").write_text(json.dumps(info))


def answering(*living, status=200):
    """A hand for which only these servers live."""

    def hand(server, method, path, body):
        if server.url.rstrip("/").rsplit("/", 1)[-1] not in living:
            raise ConnectionRefusedError
        return status, path.encode()

    return hand


def pick(folder, root, hand):
    found = servers.find(root, lambda server: "lab/api/workspaces/w", hand, folder)
    return found and found[0].token


@pytest.mark.parametrize(
    ("roots", "living", "picked"),
    [
        ({}, "", None),
        ({"a": "."}, "a", "token-a"),
        ({"a": "papers"}, "a", "token-a"),
        ({"a": "papers", "b": "."}, "ab", "token-a"),
        ({"a": ".", "b": "papers"}, "ab", "token-b"),
        ({"a": ".", "b": "papers"}, "a", "token-a"),
        ({"a": "papers/notebooks"}, "a", None),
        ({"a": "paper"}, "a", None),
        ({"a": "other"}, "a", None),
    ],
)
def test_the_living_server_with_the_longest_root_wins(tmp_path, roots, living, picked):
    (tmp_path / "papers" / "notebooks").mkdir(parents=True)
    for name, root in roots.items():
        told(tmp_path / "run", name, tmp_path / root)
    assert pick(tmp_path / "run", tmp_path / "papers", answering(*living)) == picked


@pytest.mark.parametrize(
    "changes",
    [
        {"sock": "/run/jupyter.sock"},
        {"password": True, "token": ""},
        {"url": "file:///etc/"},
        {"url": None},
        {"root_dir": None, "url": "http://[broken"},
        {"pid": "many"},
    ],
)
def test_servers_that_we_cannot_talk_to_are_skipped(tmp_path, changes):
    told(tmp_path / "run", "a", tmp_path, **changes)
    assert pick(tmp_path / "run", tmp_path, answering("a")) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"url": "http://localhost:1/"}', "\x00"])
def test_a_broken_file_is_skipped_and_the_next_one_read(tmp_path, text):
    told(tmp_path / "run", "good", tmp_path)
    (tmp_path / "run" / "jpserver-0.json").write_text(text)
    assert pick(tmp_path / "run", tmp_path, answering("good")) == "token-good"


@pytest.mark.parametrize("status", [302, 403, 404, 500])
def test_a_server_without_that_page_or_that_refuses_is_skipped(tmp_path, status):
    told(tmp_path / "run", "a", tmp_path)
    assert pick(tmp_path / "run", tmp_path, answering("a", status=status)) is None


@pytest.mark.skipif(os.name != "posix", reason="process ids are asked on POSIX only")
def test_a_file_whose_process_is_gone_is_not_even_asked(tmp_path):
    told(tmp_path / "run", "a", tmp_path, pid=2**22 + 1)
    assert pick(tmp_path / "run", tmp_path, answering("a")) is None
    assert servers.alive(Server("http://h/", tmp_path, pid=0))
    assert servers.alive(Server("http://h/", tmp_path, pid=1))


def test_a_linked_folder_is_the_folder_it_leads_to(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    told(tmp_path / "run", "a", tmp_path / "link")
    assert pick(tmp_path / "run", tmp_path / "real", answering("a")) == "token-a"


def test_a_server_on_all_addresses_is_asked_on_loopback(tmp_path):
    told(tmp_path / "run", "a", tmp_path, url="http://0.0.0.0:9999/base/")
    assert [server.url for server in servers.read_servers(tmp_path / "run")] == ["http://127.0.0.1:9999/base/"]


def test_no_runtime_folder_means_no_server(tmp_path):
    assert servers.read_servers(tmp_path / "missing") == []


def test_the_token_stays_out_of_what_is_printed(tmp_path):
    assert "secret" not in repr(Server("http://h/", tmp_path, "secret"))


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.heard.append((self.path, self.headers.get("Authorization")))
        self.send_response(302 if "away" in self.path else 200)
        self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_):
        pass


@pytest.fixture
def loopback():
    server = HTTPServer(("127.0.0.1", 0), Page)
    server.heard = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_token_goes_to_its_server_and_follows_no_redirect(loopback, tmp_path):
    server = Server(f"http://127.0.0.1:{loopback.server_port}/", tmp_path, "secret")
    assert servers.ask(server, "GET", "here")[0] == 200
    assert servers.ask(server, "GET", "away") == (302, b"")
    assert loopback.heard == [("/here", "token secret"), ("/away", "token secret")]


def test_a_server_without_a_token_is_sent_none(loopback, tmp_path):
    servers.ask(Server(f"http://127.0.0.1:{loopback.server_port}/", tmp_path), "GET", "here")
    assert loopback.heard == [("/here", None)]


def test_a_new_server_is_rooted_at_the_library_and_reads_nothing_from_it(tmp_path):
    command = servers.server_command(tmp_path, "json")
    assert "-P" in command
    assert f"--ServerApp.root_dir={tmp_path.resolve()}" in command
    assert "--no-browser" in command


def test_without_jupyterlab_the_way_to_install_it_is_told(tmp_path):
    with pytest.raises(ReviewKitError, match="not installed") as error:
        servers.server_command(tmp_path, "no_such_module")
    assert "reviewkit[lab]" in error.value.hint


def starting(folder, program, find, **hands):
    """A starter whose server is a little Python program."""
    return Starter(folder=folder, find=find, command=lambda root, module: [sys.executable, "-c", program], **hands)


def log_of(error):
    return Path(error.value.hint.rsplit(" ", 1)[-1])


def test_a_server_that_ends_at_once_is_told_with_its_last_words(tmp_path):
    starter = starting(tmp_path, "print('one'); raise SystemExit('no free port')", lambda root, probe: None)
    with pytest.raises(ReviewKitError, match="jupyterlab did not start: no free port") as error:
        starter(tmp_path, "jupyterlab", lambda server: "x")
    assert log_of(error).read_text().splitlines()[-1] == "no free port"
    assert stat.S_IMODE(log_of(error).stat().st_mode) == 0o600 or os.name != "posix"


def test_a_server_that_never_answers_is_ended(tmp_path):
    ticks = iter(range(0, 1000, 40))
    starter = starting(
        tmp_path,
        "import time; time.sleep(600)",
        lambda root, probe: None,
        clock=lambda: next(ticks),
        sleep=lambda seconds: None,
    )
    with pytest.raises(ReviewKitError, match="did not start: it said nothing"):
        starter(tmp_path, "jupyterlab", lambda server: "x")


def test_only_a_server_of_this_root_counts_as_the_new_one(tmp_path):
    further_up = Server("http://h/", tmp_path.resolve().parent)
    ours = Server("http://h/", tmp_path.resolve())
    found = iter([None, (further_up, b""), (ours, b"{}")])
    starter = starting(
        tmp_path,
        "import time; time.sleep(5)",
        lambda root, probe: next(found),
        sleep=lambda seconds: None,
    )
    assert starter(tmp_path, "jupyterlab", lambda server: "x") == (ours, b"{}")
    child = servers._OUTLIVING.pop()
    child.kill()
    child.wait()
