"""Run verbs that are killed, or refused something by the system, at their n-th step on the disk.

A server on standard input and output, one JSON object a line: it forks for each request, so that a
thousand kills take minutes. A step is a call that changes the disk; the request says what happens there:

    {"root": …, "verb": […], "at": 7, "how": "kill" | "half" | "EACCES" | "remove" | "folder"}

`half` writes half of the bytes first. `remove` takes the reviews' folder away and `folder` puts one in a
file's place, and the verb goes on. The answer: {"code": exit code or -signal, "steps": how many there were,
"said": its error}.
"""

import contextlib
import dataclasses
import errno
import io
import json
import os
import shutil
import signal
import sys
from pathlib import Path

from reviewkit import disk, network, render, sync  # noqa: F401 - loaded once, before the forks
from reviewkit.cli import library as verbs  # noqa: F401
from reviewkit.cli import lists  # noqa: F401
from reviewkit.cli.main import main
from reviewkit.errors import ReviewKitError
from reviewkit.library import Library
from reviewkit.notebook import Notebook
from reviewkit.papers import Paper, Preprint
from reviewkit.resolving.outcomes import Outcome, Resolution
from reviewkit.verify import Verified, session

CALLS = ("open", "write", "fsync", "link", "rename", "replace", "unlink", "mkdir", "ftruncate")


class Steps:
    """Counts what is done to the disk, and strikes at one step."""

    def __init__(self, root: Path, at: int, how: str) -> None:
        self.root, self.at, self.how, self.count = root, at, how, 0

    def step(self, stream: io.BufferedWriter | None = None, content: bytes = b"") -> None:
        self.count += 1
        if self.count != self.at:
            return
        if self.how == "half" and stream is not None:
            stream.write(content[: len(content) // 2])
            stream.flush()
        if self.how in ("kill", "half"):
            os.kill(os.getpid(), signal.SIGKILL)
        elif self.how == "remove":
            shutil.rmtree(self.root / "reviews", ignore_errors=True)
        elif self.how == "folder":
            for path in sorted((self.root / "reviews").glob("*.md"))[-1:]:
                REAL["unlink"](path)
                REAL["mkdir"](path)
        else:
            code = getattr(errno, self.how)
            raise OSError(code, os.strerror(code))

    def wrapped(self, name: str):
        def call(*args, **kwargs):
            reading = name == "open" and not args[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if not reading:
                self.step()
            return REAL[name](*args, **kwargs)

        return call


class Stream:
    """A file whose writes and flushes are steps."""

    def __init__(self, inner: io.BufferedWriter, steps: Steps) -> None:
        self.inner, self.steps = inner, steps

    def __enter__(self) -> "Stream":
        return self

    def __exit__(self, *_: object) -> None:
        self.inner.close()

    def write(self, content: bytes) -> int:
        self.steps.step(self.inner, content)
        return self.inner.write(content)

    def flush(self) -> None:
        self.steps.step()
        self.inner.flush()

    def fileno(self) -> int:
        return self.inner.fileno()


REAL = {name: getattr(os, name) for name in (*CALLS, "fdopen")}


def sync_all(root: Path, venue: str) -> None:
    """Sync with a service that knows every paper, and has news of the venue."""

    def asking(books):
        return Resolution(
            tuple(
                Outcome(entry, "resolved", dataclasses.replace(known or record(entry), event_title=venue), "title")
                for entry, known in zip(books.entries, books.decided, strict=True)
            )
        )

    def record(entry):
        return Paper(entry.title, entry_title=entry.title, issued="2023", preprint=Preprint(entry.arxiv))

    sync.sync(Library.open(root).config, asking)


def save_outputs(root: Path, count: int) -> None:
    """Save what a run of three notebooks gave, as `verify --save` does."""
    library = Library.open(root)
    problems = []
    for holding in library.shelf().holdings[:3]:
        before = (root / holding.notebook).read_bytes().decode()
        new = [{"output_type": "stream", "name": "stdout", "text": ["ran\n"]}]
        after = Notebook.parse(before, holding.notebook).with_outputs({1: (new, count), 2: ([], count + 1)})
        verified = Verified(holding.key, holding.notebook, 1.0, None, (), (), before, after)
        problems.append(session._kept(root, verified).unsaved)
    if any(problems):
        raise ReviewKitError("; ".join(problems))


def work(root: Path, verb: list[str]) -> None:
    os.chdir(root)
    if verb[0] == "sync-all":
        sync_all(root, verb[1])
    elif verb[0] == "save-outputs":
        save_outputs(root, int(verb[1]))
    else:
        main(verb)


def child(request: dict, answer: int) -> None:
    root = Path(request["root"])
    steps = Steps(root, request.get("at", 0), request.get("how", "kill"))
    for name in CALLS:
        setattr(os, name, steps.wrapped(name))
    os.fdopen = lambda *args, **kwargs: Stream(REAL["fdopen"](*args, **kwargs), steps)
    swap = disk.exchange
    disk.exchange = lambda one, other: (steps.step(), swap(one, other))[1]
    said, code = io.StringIO(), 0
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        try:
            work(root, request["verb"])
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 1
        except ReviewKitError as error:
            code = 1
            said.write(f"error: {error}")
        except BaseException as error:
            code = 70
            said.write(f"{type(error).__name__}: {error}")
    REAL["write"](answer, json.dumps({"code": code, "steps": steps.count, "said": said.getvalue()}).encode())


def serve() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        ours, theirs = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                child(request, theirs)
            finally:
                os._exit(0)
        os.close(theirs)
        with os.fdopen(ours, "rb") as answers:
            told = answers.read()
        _, status = os.waitpid(pid, 0)
        killed = (
            {"code": -os.WTERMSIG(status), "steps": request.get("at"), "said": ""} if os.WIFSIGNALED(status) else None
        )
        print(json.dumps(killed or json.loads(told)), flush=True)


if __name__ == "__main__":
    serve()
