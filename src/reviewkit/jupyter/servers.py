"""The hand on Jupyter servers: finds those that run, asks them, starts one.

Running servers are found by the files that every Jupyter server keeps about itself
(https://jupyter-server.readthedocs.io/en/latest/operators/security.html); nothing of Jupyter's is imported but
the place of those files. A token goes to the server that wrote it down, over no proxy and after no redirect.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from jupyter_core.paths import jupyter_runtime_dir

from reviewkit.errors import ReviewKitError

ANSWER_SECONDS = 2.0
"""How long a running server may take to answer before it counts as dead."""
START_SECONDS = 90.0
"""How long a new server may take until it answers."""
INSTALL = 'python -m pip install "reviewkit[lab]"'


@dataclass(frozen=True, slots=True)
class Server:
    """A Jupyter server as it describes itself."""

    url: str
    """With a slash at its end."""
    root: Path
    token: str = field(default="", repr=False)
    pid: int = 0


Ask = Callable[[Server, str, str, bytes | None], tuple[int, bytes]]
"""Server, method, path below its address, body -> status and body; raises OSError where nobody answers."""
Probe = Callable[[Server], str]
"""The page, below a server's address, that tells whether it is the kind of server we want."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


_OUTLIVING: list[subprocess.Popen[bytes]] = []
"""Servers that are meant to outlive us: held, since Python warns about a child that is let go while it runs."""
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())


def ask(server: Server, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    """Put one question to a server; raises OSError where nobody answers in time."""
    headers = {"Content-Type": "application/json"}
    if server.token:
        headers["Authorization"] = f"token {server.token}"
    request = urllib.request.Request(server.url + path, data=body, method=method, headers=headers)
    try:
        with _OPENER.open(request, timeout=ANSWER_SECONDS) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, b""


def runtime_folder() -> Path:
    """Return the folder where this user's Jupyter servers describe themselves."""
    return Path(jupyter_runtime_dir())


def read_servers(folder: Path) -> list[Server]:
    """Return the servers that the files in this folder speak of, living or dead, the youngest file first."""
    found = []
    for path in sorted(folder.glob("jpserver-*.json"), key=_changed, reverse=True):
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            found.append(_server(json.loads(path.read_text(encoding="utf-8"))))
    return found


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _server(told: Mapping[str, object]) -> Server:
    url, token = str(told["url"]), str(told.get("token") or "")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or told.get("sock") or (told.get("password") and not token):
        raise ValueError("a server that we cannot talk to")
    if parts.hostname in (None, "0.0.0.0", "::"):
        url = parts._replace(netloc=f"127.0.0.1:{parts.port}").geturl()
    return Server(url.rstrip("/") + "/", Path(str(told["root_dir"])).resolve(), token, int(str(told.get("pid") or 0)))


def containing(servers: Iterable[Server], root: Path) -> list[Server]:
    """Return the servers that can show files below `root`, those with the longest root first."""
    fitting = [server for server in servers if root.is_relative_to(server.root)]
    return sorted(fitting, key=lambda server: -len(server.root.parts))


def alive(server: Server) -> bool:
    """Tell whether the process that wrote the server's file is still there; unknown counts as yes."""
    if os.name != "posix" or not server.pid:
        return True
    try:
        os.kill(server.pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def find(root: Path, probe: Probe, hand: Ask = ask, folder: Path | None = None) -> tuple[Server, bytes] | None:
    """Return the running server with the longest root around `root`, and what it says to its probe.

    Dead servers are skipped, as are those that refuse the token or do not have the page.
    """
    for server in containing(read_servers(folder or runtime_folder()), root.resolve()):
        if alive(server):
            with contextlib.suppress(OSError, ValueError):
                status, body = hand(server, "GET", probe(server), None)
                if status == 200:
                    return server, body
    return None


def server_command(root: Path, module: str) -> list[str]:
    """Return the command of a server rooted at the library; raise ReviewKitError if Jupyter is not installed."""
    if importlib.util.find_spec(module) is None:
        raise ReviewKitError(f"{module} is not installed beside reviewkit", INSTALL)
    command = [sys.executable, "-P", "-m", module, "--no-browser", f"--ServerApp.root_dir={root.resolve()}"]
    if os.name == "posix" and os.geteuid() == 0:
        command.append("--ServerApp.allow_root=True")
    return command


@dataclass(frozen=True, slots=True)
class Starter:
    """Starts a Jupyter server that outlives this process, and waits until it answers."""

    find: Callable[[Path, Probe], tuple[Server, bytes] | None] = find
    command: Callable[[Path, str], list[str]] = server_command
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    seconds: float = START_SECONDS
    folder: Path | None = None
    """Where the server's log goes; by default beside the files in which Jupyter servers describe themselves."""

    def __call__(self, root: Path, module: str, probe: Probe) -> tuple[Server, bytes]:
        """Return the new server, rooted at `root`; raise ReviewKitError if it does not come up."""
        command = self.command(root, module)
        folder = self.folder or runtime_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        log = folder / f"reviewkit-{hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:6]}.log"
        # Jupyter logs its token.
        handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        # Jupyter reads configuration, and Python reads modules, from the folder they start in: never the library.
        process = subprocess.Popen(
            command, cwd=Path.home(), stdin=subprocess.DEVNULL, stdout=handle, stderr=handle, start_new_session=True
        )
        os.close(handle)
        give_up = self.clock() + self.seconds
        while process.poll() is None and self.clock() < give_up:
            found = self.find(root, probe)
            if found and found[0].root == root.resolve():
                _OUTLIVING.append(process)
                return found
            self.sleep(0.1)
        process.terminate()
        process.wait()
        said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines() or ["it said nothing"]
        raise ReviewKitError(f"{module} did not start: {said[-1]}", f"all that it said is in {log}")
