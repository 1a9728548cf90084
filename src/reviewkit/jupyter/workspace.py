"""JupyterLab workspaces: which documents stand where, as the JSON that JupyterLab itself keeps.

The shape is that of JupyterLab 4's layout restorer, as `jupyter lab workspaces export` prints it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Pair:
    """A paper's two documents, relative to the server's root, with forward slashes."""

    key: str
    notebook: str
    review: str

    def below(self, prefix: str) -> "Pair":
        """Return the same pair as seen from a folder further up."""
        here = PurePosixPath(prefix)
        return Pair(self.key, str(here / self.notebook), str(here / self.review))


def pair_below(root: PurePath, server_root: PurePath, pair: Pair) -> Pair:
    """Return a library's pair as a server sees it whose root is the library or a folder above it.

    Raises ValueError where the library is not below the server's root.
    """
    return pair.below(root.relative_to(server_root).as_posix())


def name(pair: Pair, root: PurePath, *, editor: bool = False) -> str:
    """Return the workspace's name.

    JupyterLab keeps one folder of workspaces for all servers of a user, so the name tells this library and
    this place of it from others that have the same key.
    """
    seal = hashlib.sha256(f"{root.as_posix()}\n{pair.notebook}\n{pair.review}".encode()).hexdigest()[:6]
    return f"reviewkit-{pair.key}{'-write' if editor else ''}-{seal}"


def layout(pair: Pair, identity: str, *, editor: bool = False) -> dict[str, object]:
    """Return the workspace: notebook left, rendered review right.

    With `editor`, the review's source stands in front of the notebook, beside its preview.
    """
    notebook, preview = f"notebook:{pair.notebook}", f"markdownviewer-widget:{pair.review}"
    source = f"editor:{pair.review}"
    left = [notebook, source] if editor else [notebook]
    dock = {
        "type": "split-area",
        "orientation": "horizontal",
        "sizes": [0.5, 0.5] if editor else [0.55, 0.45],
        "children": [
            {"type": "tab-area", "currentIndex": len(left) - 1, "widgets": left},
            {"type": "tab-area", "currentIndex": 0, "widgets": [preview]},
        ],
    }
    data: dict[str, object] = {
        "layout-restorer:data": {
            "main": {"dock": dock, "current": left[-1]},
            "left": {"collapsed": False, "visible": True, "current": "filebrowser", "widgets": ["filebrowser"]},
            "right": {"collapsed": True, "visible": True, "widgets": []},
        },
        notebook: {"data": {"path": pair.notebook, "factory": "Notebook"}},
        preview: {"data": {"path": pair.review, "factory": "Markdown Preview"}},
    }
    if editor:
        data[source] = {"data": {"path": pair.review, "factory": "Editor"}}
    return {"data": data, "metadata": {"id": identity}}


def shows(workspace: Mapping[str, object], notebook: str) -> bool:
    """Tell whether this workspace has the notebook open."""
    data = workspace.get("data")
    return isinstance(data, Mapping) and f"notebook:{notebook}" in data


def is_empty(workspace: Mapping[str, object]) -> bool:
    """Tell whether JupyterLab has nothing under this name yet: it answers with an empty workspace then."""
    return not workspace.get("data")


def address(base: str, identity: str, *, notebook: str = "", token: str = "") -> str:
    """Return the workspace's address on a server; with `notebook`, JupyterLab adds that document to it."""
    path = f"lab/workspaces/{quote(identity)}" + (f"/tree/{quote(notebook)}" if notebook else "")
    return with_token(base.rstrip("/") + "/" + path, token)


def with_token(url: str, token: str) -> str:
    """Return the address with the token that opens it; unchanged for a server without one."""
    return f"{url}?token={quote(token, safe='')}" if token else url


def masked(url: str) -> str:
    """Return the address with dots for its token, fit for a log or a screenshot."""
    head, mark, _ = url.partition("?token=")
    return f"{head}{mark}…" if mark else head
