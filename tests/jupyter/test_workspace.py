"""What JupyterLab is told: two documents side by side, and an address that leads there."""

from pathlib import PurePosixPath as P

import pytest

from reviewkit.jupyter import workspace
from reviewkit.jupyter.workspace import Pair

PAIR = Pair("flexgen", "notebooks/flexgen.ipynb", "reviews/flexgen.md")


def areas(layout):
    return [area["widgets"] for area in layout["data"]["layout-restorer:data"]["main"]["dock"]["children"]]


def test_notebook_stands_left_and_the_rendered_review_right():
    layout = workspace.layout(PAIR, "w")
    assert areas(layout) == [["notebook:notebooks/flexgen.ipynb"], ["markdownviewer-widget:reviews/flexgen.md"]]
    assert layout["data"]["markdownviewer-widget:reviews/flexgen.md"]["data"] == {
        "path": "reviews/flexgen.md",
        "factory": "Markdown Preview",
    }
    assert layout["metadata"] == {"id": "w"}


def test_for_writing_the_source_stands_beside_its_preview():
    layout = workspace.layout(PAIR, "w", editor=True)
    assert areas(layout) == [
        ["notebook:notebooks/flexgen.ipynb", "editor:reviews/flexgen.md"],
        ["markdownviewer-widget:reviews/flexgen.md"],
    ]
    assert layout["data"]["layout-restorer:data"]["main"]["current"] == "editor:reviews/flexgen.md"
    assert layout["data"]["editor:reviews/flexgen.md"]["data"]["factory"] == "Editor"


def test_a_server_further_up_sees_longer_paths():
    seen = workspace.pair_below(P("/home/me/papers"), P("/home/me"), PAIR)
    assert (seen.notebook, seen.review) == ("papers/notebooks/flexgen.ipynb", "papers/reviews/flexgen.md")
    assert workspace.pair_below(P("/home/me"), P("/home/me"), PAIR) == PAIR


def test_a_server_elsewhere_sees_nothing():
    with pytest.raises(ValueError, match="elsewhere"):
        workspace.pair_below(P("/home/me/papers"), P("/elsewhere"), PAIR)


def test_two_libraries_with_one_key_do_not_share_a_workspace():
    names = {
        workspace.name(PAIR, P("/home/me/a")),
        workspace.name(PAIR, P("/home/me/b")),
        workspace.name(PAIR.below("a"), P("/home/me")),
        workspace.name(PAIR, P("/home/me/a"), editor=True),
    }
    assert len(names) == 4
    assert workspace.name(PAIR, P("/home/me/a")) == workspace.name(PAIR, P("/home/me/a"))
    assert all(name.startswith("reviewkit-flexgen-") for name in names)


@pytest.mark.parametrize(
    ("content", "empty", "shown"),
    [
        ({}, True, False),
        ({"data": {}, "metadata": {"id": "x"}}, True, False),
        (workspace.layout(PAIR, "x"), False, True),
        ({"data": {"notebook:other.ipynb": {}}}, False, False),
        ({"data": "broken"}, False, False),
    ],
)
def test_what_a_stored_workspace_holds(content, empty, shown):
    assert workspace.is_empty(content) is empty
    assert workspace.shows(content, PAIR.notebook) is shown


@pytest.mark.parametrize(
    ("base", "notebook", "token", "url"),
    [
        ("http://localhost:8888/", "", "", "http://localhost:8888/lab/workspaces/w"),
        ("http://localhost:8888", "", "abc", "http://localhost:8888/lab/workspaces/w?token=abc"),
        ("http://h/user/me/", "", "a&b=c", "http://h/user/me/lab/workspaces/w?token=a%26b%3Dc"),
        ("http://h/", "a b/x.ipynb", "t", "http://h/lab/workspaces/w/tree/a%20b/x.ipynb?token=t"),
    ],
)
def test_addresses(base, notebook, token, url):
    assert workspace.address(base, "w", notebook=notebook, token=token) == url


def test_a_masked_address_tells_no_token():
    assert workspace.masked("http://h/lab?token=secret") == "http://h/lab?token=…"
    assert workspace.masked("http://h/lab") == "http://h/lab"
