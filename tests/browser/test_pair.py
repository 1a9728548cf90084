"""`reviewkit open` in a real browser: side by side, reused, with the layout that the user made."""

import json
import os
import time
import urllib.request

import pytest

pytestmark = [pytest.mark.browser]


def side_by_side(lab, left, right):
    lab.page.wait_for_selector(".jp-MarkdownViewer h2")
    lab.page.wait_for_selector(".jp-NotebookPanel .jp-MarkdownOutput h1")
    (first, x, width), (second, x2, _) = sorted(lab.documents(), key=lambda document: document[1])
    assert (first, second) == (left, right)
    assert x + width <= x2
    return True


def test_open_starts_a_server_and_the_pair_stands_side_by_side(jupyter, lab):
    began = time.monotonic()
    url = jupyter.url("FlexGen")
    lab.go(url)
    assert side_by_side(lab, "flexgen.ipynb", "flexgen.md")
    print(f"seconds from the command to a usable pair, server started: {time.monotonic() - began:.1f}")
    (told,) = jupyter.servers()
    assert told["root_dir"] == str(jupyter.small.resolve())
    assert told["token"] in url
    assert not (jupyter.small / "sprung").exists()
    lab.shoot("pair")


def test_a_second_open_reuses_the_server_and_a_browser_gets_the_page(jupyter, lab, tmp_path):
    began = time.monotonic()
    seen = tmp_path / "seen"
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\nprintf %s "$1" > {seen}\n')
    script.chmod(0o755)
    jupyter.environment["BROWSER"] = f"{script} %s"
    try:
        said = jupyter.run("open", "flex")
    finally:
        del jupyter.environment["BROWSER"]
    (told,) = jupyter.servers()
    assert told["token"] not in said
    assert "?token=…" in said
    lab.go(seen.read_text())
    assert side_by_side(lab, "flexgen.ipynb", "flexgen.md")
    print(f"seconds from the command to a usable pair, server running: {time.monotonic() - began:.1f}")


def test_print_tells_both_paths_and_masks_the_token(jupyter):
    jupyter.url("orca")
    said = jupyter.run("open", "orca", "--print")
    (told,) = jupyter.servers()
    assert str(jupyter.small / "notebooks" / "orca.ipynb") in said
    assert str(jupyter.small / "reviews" / "orca.md") in said
    assert "?token=…" in said
    assert told["token"] not in said


def workspace_of(jupyter, url):
    (told,) = jupyter.servers()
    name = url.partition("/lab/workspaces/")[2].partition("?")[0]
    headers = {"Authorization": f"token {told['token']}"}
    request = urllib.request.Request(f"{told['url']}lab/api/workspaces/{name}", headers=headers)
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as answer:
        return json.load(answer)["data"]


def stored(jupyter, lab, url, fits):
    """Wait until JupyterLab has stored such a layout (it does so a while after the change); return the workspace."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        content = workspace_of(jupyter, url)
        if fits(json.dumps(content["layout-restorer:data"]["main"])):
            return content
        lab.page.wait_for_timeout(100)
    raise AssertionError("JupyterLab stored no such layout")


def test_the_layout_that_the_user_made_is_kept(jupyter, lab):
    url = jupyter.url("orca")
    lab.go(url)
    lab.show("reading-list.md")
    before = stored(jupyter, lab, url, lambda layout: "reading-list.md" in layout)
    lab.page.goto("about:blank")
    assert jupyter.url("orca") == url
    assert workspace_of(jupyter, url) == before
    lab.go(url)
    lab.page.wait_for_function(
        "() => Array.from(window.jupyterapp.shell.widgets('main')).some(w => w.title.label === 'reading-list.md')"
    )


def test_a_notebook_that_was_closed_comes_back(jupyter, lab):
    url = jupyter.url("orca", "--reset")
    lab.go(url)
    side_by_side(lab, "orca.ipynb", "orca.md")
    lab.close_all()
    stored(jupyter, lab, url, lambda layout: "orca." not in layout)
    lab.page.goto("about:blank")
    lab.go(jupyter.url("orca"))
    lab.page.wait_for_selector(".jp-NotebookPanel .jp-MarkdownOutput h1")
    assert [title for title, _, _ in lab.documents()] == ["orca.ipynb"]


def test_the_editor_shows_the_source_beside_its_preview(jupyter, lab):
    lab.go(jupyter.url("flexgen", "--editor"))
    lab.page.wait_for_selector(".jp-MarkdownViewer h2")
    lab.page.wait_for_selector(".jp-FileEditor .cm-line")
    shown = sorted(lab.documents(), key=lambda document: document[1])
    assert [title for title, _, _ in shown] == ["flexgen.md", "flexgen.md"]
    assert 'paper: "flexgen"' in lab.page.locator(".jp-FileEditor .cm-content").inner_text()
    lab.shoot("editor")


def test_a_server_further_up_is_found_from_below(jupyter):
    inner = jupyter.small / "inner"
    inner.mkdir()
    (inner / "list.md").write_text(
        "- Tabi: An Efficient Multi-Level Inference System for Large Language Models [[paper](https://example.org/4)]\n"
    )
    jupyter.run("init", "list.md", library=inner)
    jupyter.run("sync", "--offline", library=inner)
    url = jupyter.url("tabi", library=inner)
    assert len(jupyter.servers()) == 1
    assert "notebook:inner/notebooks/tabi.ipynb" in workspace_of(jupyter, url)


def test_a_dead_server_is_skipped(jupyter):
    jupyter.url("flexgen")
    (told,) = jupyter.servers()
    dead = {**told, "pid": 2**22 + 1, "token": "x", "url": "http://localhost:9/"}
    path = jupyter.home / "runtime" / "jpserver-1.json"
    path.write_text(json.dumps(dead))
    try:
        assert told["token"] in jupyter.url("flexgen")
    finally:
        path.unlink()


def test_jupyter_notebook_opens_the_notebook(jupyter, page):
    pytest.importorskip("notebook", reason="Jupyter Notebook is not installed")
    page.goto(jupyter.url("flexgen", "--with", "notebook"))
    page.wait_for_selector(".jp-Notebook .jp-MarkdownOutput h1")
    assert "FlexGen" in page.locator(".jp-MarkdownOutput h1").first.inner_text()
    assert len(jupyter.servers()) == 1


def test_vs_code_is_given_both_files(jupyter, tmp_path):
    seen, program = tmp_path / "seen", tmp_path / "code"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {seen}\n')
    program.chmod(0o755)
    inside = {"TERM_PROGRAM": "vscode", "PATH": f"{tmp_path}{os.pathsep}{jupyter.environment['PATH']}"}
    outside = dict(jupyter.environment)
    jupyter.environment.update(inside)
    try:
        jupyter.run("open", "flexgen")
    finally:
        jupyter.environment.clear()
        jupyter.environment.update(outside)
    files = [str(jupyter.small / "reviews" / "flexgen.md"), str(jupyter.small / "notebooks" / "flexgen.ipynb")]
    assert seen.read_text().splitlines() == ["-r", *files]
