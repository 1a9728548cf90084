"""What `open` does on the servers that it finds or starts, and how the page gets to a browser."""

import json
import os
import stat
import sys

import pytest

from reviewkit.errors import ReviewKitError
from reviewkit.jupyter import lab, workspace
from reviewkit.jupyter.lab import Desk
from reviewkit.jupyter.servers import Server
from reviewkit.jupyter.workspace import Pair

PAIR = Pair("flexgen", "notebooks/flexgen.ipynb", "reviews/flexgen.md")


class FakeLab:
    """A JupyterLab that keeps workspaces, as the two hands of a desk see it."""

    def __init__(self, root, running=True, put_status=204):
        self.server = Server("http://localhost:8888/", root.resolve(), "secret")
        self.running, self.put_status = running, put_status
        self.kept, self.started = {}, []

    def find(self, root, probe):
        return (self.server, self._get(probe(self.server))) if self.running else None

    def start(self, root, module, probe):
        self.started.append((root, module))
        self.running = True
        return self.find(root, probe)

    def ask(self, server, method, path, body):
        assert (server, method) == (self.server, "PUT")
        self.kept[path] = json.loads(body)
        return self.put_status, b""

    def _get(self, path):
        return json.dumps(self.kept.get(path, {"data": {}})).encode() if "workspaces" in path else b"<html>"

    def desk(self, root, **changes):
        return Desk(root, **{"find": self.find, "start": self.start, "ask": self.ask, **changes})


def test_a_running_lab_gets_the_pair_and_nothing_is_started(tmp_path):
    jupyter = FakeLab(tmp_path)
    opened = jupyter.desk(tmp_path).lab(PAIR)
    identity = workspace.name(PAIR, tmp_path.resolve())
    assert opened.url == f"http://localhost:8888/lab/workspaces/{identity}?token=secret"
    assert (opened.started, opened.kept, jupyter.started) == (False, False, [])
    assert jupyter.kept == {f"lab/api/workspaces/{identity}": workspace.layout(PAIR, identity)}
    assert "secret" not in repr(opened)


def test_without_a_running_lab_one_is_started_for_the_library(tmp_path):
    jupyter = FakeLab(tmp_path, running=False)
    opened = jupyter.desk(tmp_path).lab(PAIR)
    assert opened.started
    assert jupyter.started == [(tmp_path, "jupyterlab")]


def test_without_a_running_lab_and_without_leave_to_start_there_is_none(tmp_path):
    jupyter = FakeLab(tmp_path, running=False)
    assert jupyter.desk(tmp_path, start=None).lab(PAIR) is None
    assert jupyter.desk(tmp_path, start=None).notebook(PAIR) is None


def test_a_server_further_up_is_told_paths_from_its_own_root(tmp_path):
    library = tmp_path / "papers"
    library.mkdir()
    jupyter = FakeLab(tmp_path)
    jupyter.desk(library).lab(PAIR)
    (content,) = jupyter.kept.values()
    assert "notebook:papers/notebooks/flexgen.ipynb" in content["data"]


def test_a_second_open_keeps_the_layout_that_the_user_made(tmp_path):
    jupyter = FakeLab(tmp_path)
    first = jupyter.desk(tmp_path).lab(PAIR)
    (path,) = jupyter.kept
    jupyter.kept[path]["data"]["layout-restorer:data"]["main"]["dock"]["sizes"] = [0.2, 0.8]
    before = json.dumps(jupyter.kept)
    second = jupyter.desk(tmp_path).lab(PAIR)
    assert second.kept
    assert second.url == first.url
    assert json.dumps(jupyter.kept) == before


def test_a_notebook_that_the_user_closed_is_added_to_the_layout_that_is_left(tmp_path):
    jupyter = FakeLab(tmp_path)
    jupyter.desk(tmp_path).lab(PAIR)
    (path,) = jupyter.kept
    jupyter.kept[path]["data"] = {"layout-restorer:data": {"main": {}}}
    assert "/tree/notebooks/flexgen.ipynb?token=" in jupyter.desk(tmp_path).lab(PAIR).url
    assert jupyter.kept[path]["data"] == {"layout-restorer:data": {"main": {}}}


def test_reset_puts_the_pair_back(tmp_path):
    jupyter = FakeLab(tmp_path)
    jupyter.desk(tmp_path).lab(PAIR)
    (path,) = jupyter.kept
    jupyter.kept[path]["data"] = {"layout-restorer:data": {"main": {}}}
    assert not jupyter.desk(tmp_path).lab(PAIR, reset=True).kept
    assert workspace.shows(jupyter.kept[path], PAIR.notebook)


def test_the_writing_layout_does_not_replace_the_reading_one(tmp_path):
    jupyter = FakeLab(tmp_path)
    jupyter.desk(tmp_path).lab(PAIR)
    jupyter.desk(tmp_path).lab(PAIR, editor=True)
    assert len(jupyter.kept) == 2


def test_a_lab_that_takes_no_workspace_is_told(tmp_path):
    with pytest.raises(ReviewKitError, match="did not take the workspace"):
        FakeLab(tmp_path, put_status=500).desk(tmp_path).lab(PAIR)


@pytest.mark.parametrize("said", [b"", b"<html>", b"[]", b'"x"'])
def test_a_workspace_that_cannot_be_read_is_written_anew(tmp_path, said):
    jupyter = FakeLab(tmp_path)
    opened = jupyter.desk(tmp_path, find=lambda root, probe: (jupyter.server, said)).lab(PAIR)
    assert not opened.kept
    assert len(jupyter.kept) == 1


def test_jupyter_notebook_shows_the_notebook(tmp_path):
    jupyter = FakeLab(tmp_path, running=False)
    opened = jupyter.desk(tmp_path).notebook(PAIR)
    assert opened.url == "http://localhost:8888/notebooks/notebooks/flexgen.ipynb?token=secret"
    assert jupyter.started == [(tmp_path, "notebook")]


@pytest.mark.parametrize(
    ("environment", "program", "inside"),
    [
        ({"TERM_PROGRAM": "vscode"}, "/usr/bin/code", True),
        ({"TERM_PROGRAM": "vscode"}, None, False),
        ({"TERM_PROGRAM": "tmux"}, "/usr/bin/code", False),
        ({}, "/usr/bin/code", False),
    ],
)
def test_a_terminal_inside_vs_code(environment, program, inside):
    assert lab.in_vscode(environment, lambda name: program) is inside


def test_vs_code_opens_both_files_in_its_own_window_or_in_one_for_the_library(tmp_path):
    files = [str(tmp_path / PAIR.review), str(tmp_path / PAIR.notebook)]
    assert lab.vscode_command(tmp_path, PAIR, inside=True) == ["code", "-r", *files]
    assert lab.vscode_command(tmp_path, PAIR, inside=False) == ["code", str(tmp_path), *files]


@pytest.mark.parametrize("command", [["no-such-editor"], [sys.executable, "-c", "raise SystemExit(3)"]])
def test_an_editor_that_is_missing_or_refuses_is_told(command):
    with pytest.raises(ReviewKitError, match="did not open the files") as error:
        lab.open_vscode(command)
    assert "Command Palette" in error.value.hint


@pytest.mark.parametrize(
    ("environment", "platform", "there"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"BROWSER": "firefox"}, "linux", True),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_where_a_browser_can_be_expected(environment, platform, there):
    assert lab.has_browser(environment, platform) is there


@pytest.mark.skipif(os.name != "posix", reason="permission bits")
def test_the_token_reaches_the_browser_through_a_file_of_the_users_own(tmp_path):
    shown = []
    url = 'http://localhost:8888/lab/workspaces/w?token=secret&more="><script>'
    assert lab.browse(url, {"DISPLAY": ":0"}, show=lambda address: shown.append(address) or True, folder=tmp_path)
    (address,) = shown
    assert "secret" not in address
    page = tmp_path / "reviewkit-open.html"
    assert address == page.as_uri()
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert "token=secret" in page.read_text()
    assert "<script>" not in page.read_text()
    assert lab.browse(url, {"DISPLAY": ":0"}, show=lambda address: True, folder=tmp_path)


def test_a_browser_of_the_users_own_choice_gets_the_address_itself(tmp_path):
    shown = []
    assert lab.browse(
        "http://h/", {"BROWSER": "x"}, show=lambda address: shown.append(address) or True, folder=tmp_path
    )
    assert shown == ["http://h/"]


def test_a_machine_without_a_browser_says_so(tmp_path):
    def no_browser(address):
        raise lab.webbrowser.Error("could not locate runnable browser")

    assert lab.browse("http://h/", {}, folder=tmp_path) is False
    assert lab.browse("http://h/", {"DISPLAY": ":0"}, show=no_browser, folder=tmp_path) is False
