"""A real JupyterLab in a real Chromium, with no state from, or left in, the user's home.

The server is the one that `reviewkit open` starts; all tests of a run share it.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or ""
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-proxy-server"]
SHOTS = os.environ.get("REVIEWKIT_SHOTS", "")
HOSTILE = (
    "<script>window.hit = 1</script><img src=x onerror='window.hit = 2'>",
    '"><svg onload="window.hit = 3"> and a quote',
    "A | B `code` *bold* $x^2$ <!-- --> {{ 7 * 7 }} </title><script>window.hit = 4</script>",
)
SERVER_CONFIG = """
c.LabApp.expose_app_in_browser = True
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
"""
QUIET = '{"fetchNews": "false", "checkForUpdates": false, "doNotDisturbMode": true}'
TRAP = "import pathlib; pathlib.Path(__file__).with_name('sprung').touch()\n"
LIST = """# Small list

## First

- FlexGen: High-throughput Generative Inference of Large Language Models with a Single GPU [[paper](https://example.org/1)]
- Orca: A Distributed Serving System for Transformer-Based Generative Models [[paper](https://example.org/2)]

## Second

- Hostile titles [[paper](https://example.org/3)]
"""
CLAIM = """
```yaml claims
- id: weight-bytes
  statement: 175 billion weights of two bytes take 326 GiB.
  where: "§3"
  kind: arithmetic
  evidence: secondary
  expected: 326 GiB
  tolerance: 1 %
```
"""


@dataclass
class Jupyter:
    """A user's session: a folder with libraries, an isolated Jupyter, and the command line."""

    home: Path
    environment: dict = field(default_factory=dict)

    @property
    def small(self):
        """A library of three papers."""
        return self.home / "small"

    @property
    def worked(self):
        """A copy of this repository's own library."""
        return self.home / "worked"

    def run(self, *arguments, library=None, check=True):
        """Run the command line in a library; return what it printed."""
        command = [sys.executable, "-P", "-c", "from reviewkit.cli.main import main; main()", *arguments]
        done = subprocess.run(
            command, cwd=library or self.small, env=self.environment, capture_output=True, text=True, timeout=120
        )
        if check and done.returncode:
            pytest.fail(f"reviewkit {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done.stdout

    def url(self, key, *options, library=None):
        """The address that `reviewkit open KEY --url` prints."""
        return re.search(r"^url +(\S+)", self.run("open", key, "--url", *options, library=library), re.M)[1]

    def rows(self, library=None):
        """The progress table, by key."""
        return {row["key"]: row for row in json.loads(self.run("status", "--format", "json", library=library))}

    def servers(self):
        """What the running servers say of themselves."""
        return [json.loads(path.read_text()) for path in (self.home / "runtime").glob("jpserver-*.json")]


@pytest.fixture(scope="session")
def jupyter(tmp_path_factory):
    pytest.importorskip("jupyterlab", reason="JupyterLab is not installed: pip install 'reviewkit[lab]'")
    session = Jupyter(tmp_path_factory.mktemp("jupyter"))
    isolate(session)
    small_library(session)
    shutil.copytree(REPOSITORY, session.worked, ignore=shutil.ignore_patterns(".*", "src", "tests", "docs", "dist"))
    yield session
    for told in session.servers():
        os.kill(told["pid"], signal.SIGTERM)
    until = time.monotonic() + 15
    while session.servers() and time.monotonic() < until:
        time.sleep(0.1)


def isolate(session):
    names = {
        "JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython", "JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "XDG_CACHE_HOME": "cache",
    }  # fmt: skip
    session.environment = {**os.environ, "PYTHONUTF8": "1"}
    for gone in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "TERM_PROGRAM"):
        session.environment.pop(gone, None)
    for variable, name in names.items():
        (session.home / name).mkdir()
        session.environment[variable] = str(session.home / name)
    (session.home / "config" / "jupyter_lab_config.py").write_text(SERVER_CONFIG)
    news = session.home / "settings" / "@jupyterlab" / "apputils-extension"
    news.mkdir(parents=True)
    (news / "notification.jupyterlab-settings").write_text(QUIET)


def record(key, title, entry_title, **fields):
    """A record as papers.json holds it."""
    return {
        "id": key,
        "type": "article",
        "title": title,
        **fields,
        "custom": {"reviewkit": {"entry_title": entry_title}},
    }


def small_library(session):
    """Three papers without network: two with the list's titles, one with hostile ones; traps lie in the folder."""
    session.small.mkdir()
    (session.small / "reading-list.md").write_text(LIST)
    session.run("init", "reading-list.md")
    evil = " ".join(HOSTILE)
    author = [{"literal": title} for title in HOSTILE]
    known = [record("hostile", evil, "Hostile titles", author=author, abstract=evil, **{"event-title": evil})]
    (session.small / "papers.json").write_text(json.dumps(known, indent=2) + "\n")
    session.run("sync", "--offline")
    for name in ("jupyter_server_config.py", "jupyter_lab_config.py", "json.py", "jupyterlab.py"):
        (session.small / name).write_text(TRAP)


@pytest.fixture(scope="session")
def chromium():
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed: pip install playwright"
    )
    if not CHROMIUM:
        pytest.skip("no Chromium: apt-get install chromium, or set CHROMIUM to a browser of its kind")
    with playwright.sync_playwright() as hands:
        browser = hands.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(30_000)
    shown = context.new_page()
    shown.faults = []
    shown.on("pageerror", lambda error: shown.faults.append(str(error)))
    yield shown
    context.close()


@dataclass
class Lab:
    """JupyterLab in a page."""

    page: object

    def go(self, url):
        """Open an address and wait until the documents of its workspace are there."""
        self.page.goto(url, wait_until="domcontentloaded")
        self.page.wait_for_function(
            "() => window.jupyterapp && window.jupyterapp.restored && document.querySelector('.jp-LabShell')"
        )
        self.page.evaluate("async () => { await window.jupyterapp.restored; }")

    def documents(self):
        """[title, left edge, width] of each document on screen."""
        return self.page.evaluate(
            "() => Array.from(window.jupyterapp.shell.widgets('main')).filter(w => w.isVisible).map(w => {"
            " const b = w.node.getBoundingClientRect();"
            " return [w.title.label, Math.round(b.x), Math.round(b.width)]; })"
        )

    def command(self, name, **arguments):
        """Run one of JupyterLab's commands and wait for its end."""
        return self.page.evaluate(
            "async ([c, a]) => { await window.jupyterapp.commands.execute(c, a); }", [name, arguments]
        )

    def show(self, path, factory="default"):
        """Open a file, as a double click does."""
        self.command("docmanager:open", path=path, factory=factory)
        self.page.wait_for_function(
            "p => window.jupyterapp.shell.currentWidget?.context?.path === p"
            " && window.jupyterapp.shell.currentWidget.context.isReady",
            arg=path,
        )

    def run_all(self, command="notebook:run-all-cells"):
        """Run every cell of the current notebook; return the errors of cells that raised."""
        self.page.wait_for_function(f"() => {{ const k = {KERNEL}; return k && k.status === 'idle'; }}")
        self.command(command)
        self.page.wait_for_function(
            f"() => {KERNEL}?.status === 'idle'"
            f" && ({RAISED}.length || {CELLS}.every(c => c.model.executionCount !== null))"
        )
        return self.page.evaluate(f"() => {RAISED}")

    def ran_from_the_top(self):
        """Wait until a restarted kernel has run every cell once, in order."""
        self.page.wait_for_function(
            f"() => {KERNEL}?.status === 'idle' && {CELLS}.every((c, place) => c.model.executionCount === place + 1)"
        )

    def save(self):
        """Save the current document and wait until it is on disk."""
        self.command("docmanager:save")
        self.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")

    def close_all(self):
        """Save and close all documents; a kernel that starts late would change its notebook between the two."""
        widgets = "Array.from(window.jupyterapp.shell.widgets('main'))"
        self.page.wait_for_function(
            f"() => {widgets}.every(w => !w.sessionContext || w.sessionContext.session?.kernel?.status === 'idle')"
        )
        self.command("docmanager:save-all")
        self.page.wait_for_function(f"() => {widgets}.every(w => !w.context?.model.dirty)")
        self.command("application:close-all")

    def shoot(self, name):
        """Keep a picture where REVIEWKIT_SHOTS says."""
        if SHOTS:
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{SHOTS}/{name}.png")


KERNEL = "window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel"
CELLS = (
    "window.jupyterapp.shell.currentWidget.content.widgets"
    ".filter(c => c.model.type === 'code' && c.model.sharedModel.source)"
)
RAISED = (
    f"{CELLS}.flatMap(c => c.model.sharedModel.outputs"
    ".filter(o => o.output_type === 'error').map(o => o.ename + ': ' + o.evalue))"
)


@pytest.fixture
def lab(page):
    return Lab(page)


@pytest.fixture
def claim_block():
    return CLAIM


@pytest.fixture
def new_record():
    return record
