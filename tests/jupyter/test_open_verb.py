"""`reviewkit open` and `reviewkit board` as typed, against a JupyterLab that is played on loopback."""

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from reviewkit import starting
from reviewkit.cli.main import main
from reviewkit.library import Library

LIST = """# List

- Orca: A Distributed Serving System [[paper](https://example.org/1)]
- State of GPT [[video](https://www.youtube.com/watch?v=bZQun8Y4L2A)]
"""


class Played(BaseHTTPRequestHandler):
    """The workspaces of a JupyterLab."""

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(self.server.kept.get(self.path, {"data": {}})).encode())

    def do_PUT(self):
        self.server.kept[self.path] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A library with the files of its paper, in a terminal without a browser or a Jupyter server."""
    (tmp_path / "list.md").write_text(LIST)
    starting.init(tmp_path, ["list.md"])
    Library.open(tmp_path).sync(offline=True)
    (tmp_path / "runtime").mkdir()
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def running(here):
    """A JupyterLab that shows the library."""
    server = HTTPServer(("127.0.0.1", 0), Played)
    server.kept = {}
    told = {
        "url": f"http://127.0.0.1:{server.server_port}/",
        "token": "secret",
        "root_dir": str(here),
        "pid": os.getpid(),
    }
    (here / "runtime" / "jpserver-1.json").write_text(json.dumps(told))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def typed(capsys, *arguments):
    """Exit code, answer and narration of a command line."""
    try:
        main(arguments)
        code = 0
    except SystemExit as end:
        code = end.code or 0
    said = capsys.readouterr()
    return code, said.out, said.err


def test_without_a_browser_the_full_address_is_printed(running, capsys):
    code, out, err = typed(capsys, "open", "orca")
    assert code == 0
    assert "?token=secret" in out
    assert "open this address in a browser" in err
    (path,) = running.kept
    assert path.startswith("/lab/api/workspaces/reviewkit-orca-")


def test_print_masks_the_token_and_tells_both_paths(running, here, capsys):
    _, out, _ = typed(capsys, "open", "Orca", "--print")
    assert str(here / "notebooks" / "orca.ipynb") in out
    assert str(here / "reviews" / "orca.md") in out
    assert "?token=…" in out
    assert "secret" not in out


@pytest.mark.parametrize(
    ("options", "place"), [((), "lab/workspaces/reviewkit-orca-"), (("--with", "notebook"), "notebooks/")]
)
def test_print_starts_no_server(here, capsys, options, place):
    code, out, err = typed(capsys, "open", "orca", "--print", *options)
    assert (code, "no server runs" in err) == (0, True)
    assert f"url       http://localhost:8888/{place}" in out
    assert list((here / "runtime").iterdir()) == []


def test_notebook_7_is_opened_where_it_runs(running, capsys):
    assert "/notebooks/notebooks/orca.ipynb?token=secret" in typed(capsys, "open", "orca", "--with", "notebook")[1]


def test_a_paper_without_its_files_names_the_verb_that_makes_them(here, capsys):
    (here / "reviews" / "orca.md").unlink()
    code, _, err = typed(capsys, "open", "orca")
    assert (code, "hint: `reviewkit sync` makes it" in err) == (1, True)
    code, _, err = typed(capsys, "open", "State of GPT")
    assert (code, "`reviewkit new " in err) == (1, True)


def test_an_unknown_name_lists_the_nearest_and_is_a_wrong_use(here, capsys):
    code, out, err = typed(capsys, "open", "orka")
    assert (code, out) == (2, "")
    assert "did you mean orca" in err


def test_vs_code_that_is_not_installed_is_told(here, capsys, monkeypatch):
    monkeypatch.setenv("PATH", "")
    code, _, err = typed(capsys, "open", "orca", "--with", "vscode")
    assert (code, "`code` did not open the files" in err) == (1, True)
    assert typed(capsys, "open", "orca", "--with", "vscode", "--print")[0] == 0


def test_the_board_is_written_and_a_page_of_the_users_is_not_replaced(here, capsys):
    assert typed(capsys, "board")[:2] == (0, "board.html\n")
    assert "1 paper, as of" in (here / "board.html").read_text()
    (here / "mine.html").write_text("mine")
    code, _, err = typed(capsys, "board", "--output", "mine.html", "--all")
    assert (code, "no board" in err) == (1, True)
    assert (here / "mine.html").read_text() == "mine"
