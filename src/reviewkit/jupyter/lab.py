"""The hand on editors and the browser: opens a paper's notebook and review side by side."""

import html
import json
import os
import shutil
import subprocess
import sys
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from reviewkit.errors import ReviewKitError
from reviewkit.jupyter import servers, workspace
from reviewkit.jupyter.servers import Ask, Probe, Server, Starter
from reviewkit.jupyter.workspace import Pair

_WORKSPACES = "lab/api/workspaces"


@dataclass(frozen=True, slots=True)
class Opened:
    """Where a pair is now, and what it took."""

    url: str = field(repr=False)
    """With its token."""
    started: bool
    kept: bool
    """The workspace was there, with whatever layout the user gave it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Puts a library's pairs on Jupyter servers; its hands can be replaced."""

    root: Path
    find: Callable[[Path, Probe], tuple[Server, bytes] | None] = servers.find
    start: Callable[[Path, str, Probe], tuple[Server, bytes]] | None = field(default_factory=Starter)
    """None where only running servers may be used."""
    ask: Ask = servers.ask

    def lab(self, pair: Pair, *, editor: bool = False, reset: bool = False) -> Opened | None:
        """Put the pair's workspace on a running JupyterLab, else on a new one; None without either.

        A workspace that is there keeps the layout that the user gave it, unless `reset`.
        """
        root = self.root.resolve()

        def seen(server: Server) -> tuple[Pair, str]:
            there = workspace.pair_below(root, server.root, pair)
            return there, workspace.name(there, server.root, editor=editor)

        found = self._server("jupyterlab", lambda server: f"{_WORKSPACES}/{seen(server)[1]}")
        if found is None:
            return None
        server, body, started = found
        there, identity = seen(server)
        present = _json(body)
        kept = not reset and not workspace.is_empty(present)
        if not kept:
            self._put(server, identity, workspace.layout(there, identity, editor=editor))
        missing = there.notebook if kept and not workspace.shows(present, there.notebook) else ""
        return Opened(workspace.address(server.url, identity, notebook=missing, token=server.token), started, kept)

    def notebook(self, pair: Pair) -> Opened | None:
        """Return the notebook's page in a running Jupyter Notebook 7, else in a new one; None without either."""
        found = self._server("notebook", lambda server: "tree")
        if found is None:
            return None
        server, _, started = found
        there = workspace.pair_below(self.root.resolve(), server.root, pair)
        page = f"{server.url}notebooks/{quote(there.notebook)}"
        return Opened(workspace.with_token(page, server.token), started, kept=False)

    def _server(self, module: str, probe: Probe) -> tuple[Server, bytes, bool] | None:
        found = self.find(self.root, probe)
        if found:
            return *found, False
        return (*self.start(self.root, module, probe), True) if self.start else None

    def _put(self, server: Server, identity: str, content: Mapping[str, object]) -> None:
        status, _ = self.ask(server, "PUT", f"{_WORKSPACES}/{identity}", json.dumps(content).encode())
        if status not in (200, 204):
            raise ReviewKitError(f"JupyterLab at {server.url} did not take the workspace (HTTP {status})")


def _json(body: bytes) -> Mapping[str, object]:
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def in_vscode(environment: Mapping[str, str], which: Callable[[str], str | None] = shutil.which) -> bool:
    """Tell whether this is a terminal inside VS Code that can open files in its own window."""
    return environment.get("TERM_PROGRAM") == "vscode" and which("code") is not None


def vscode_command(root: Path, pair: Pair, *, inside: bool, program: str = "code") -> list[str]:
    """Return the command that opens both files, in this window or (not `inside`) in one for the library."""
    files = [str(root / pair.review), str(root / pair.notebook)]
    return [program, "-r", *files] if inside else [program, str(root), *files]


def open_vscode(command: list[str]) -> None:
    """Run VS Code's own command; raise ReviewKitError where it is not there or does not take the files."""
    try:
        subprocess.run(command, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        hint = "in VS Code's Command Palette: `Shell Command: Install 'code' command in PATH`"
        raise ReviewKitError(f"`{command[0]}` did not open the files: {error}", hint) from error


def has_browser(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Tell whether a browser can show a page here; on Linux that takes a display or a `BROWSER`."""
    if platform in ("win32", "darwin", "cygwin"):
        return True
    return any(environment.get(name) for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"))


def browse(
    url: str,
    environment: Mapping[str, str] = os.environ,
    show: Callable[[str], bool] = webbrowser.open,
    folder: Path | None = None,
) -> bool:
    """Show an address in the user's browser; False where there is none.

    The token must not stand in a command line, which all users of a machine can read, so the browser gets a
    file that only this user can read and that leads on; a `BROWSER` of the user's own gets the address itself.
    """
    if not has_browser(environment):
        return False
    address = url if environment.get("BROWSER") else _doorway(url, folder or servers.runtime_folder()).as_uri()
    try:
        return show(address)
    except webbrowser.Error:
        return False


def _doorway(url: str, folder: Path) -> Path:
    page = folder / "reviewkit-open.html"
    page.unlink(missing_ok=True)
    handle = os.open(page, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f'<!doctype html><meta http-equiv="refresh" content="0; url={html.escape(url, quote=True)}">')
    return page
