"""One of several processes at work in a library: `together.py ROOT sync|mark|edit-anew|edit-in-place ROUNDS`."""

import os
import sys
import time
from pathlib import Path

from reviewkit.disk import lock
from reviewkit.errors import ChangedOnDiskError
from reviewkit.library import Library


def syncing(root: Path, rounds: int) -> None:
    """Give the paper news in each round, as a colleague's commit of papers.json does, and sync."""
    for number in range(rounds):
        with lock(root, purpose="a colleague"):
            text = (root / "papers.json").read_text()
            news = "".join(
                f'    "event-title": "ICML {2000 + number}",\n' if '"event-title"' in line else line
                for line in text.splitlines(keepends=True)
            )
            (root / ".papers.new").write_text(news)
            (root / ".papers.new").replace(root / "papers.json")
        again(lambda: Library.open(root).sync(offline=True))


def marking(root: Path, rounds: int) -> None:
    for number in range(rounds):
        again(lambda number=number: Library.open(root).mark("flexgen", rating=number % 5 + 1, tags=(f"t{number}",)))


def editing(root: Path, rounds: int, *, anew: bool) -> None:
    """Save like an editor that reloads a file which changed under it; tell each line whose save stood."""
    path = root / "reviews/flexgen.md"
    for number in range(rounds):
        line = f"I wrote line {number}.\n"
        text = path.read_text() + line
        if anew:
            beside = path.with_name("flexgen.md~")
            beside.write_text(text)
            beside.replace(path)
        else:
            with path.open("w") as stream:
                stream.write(text)
        time.sleep(0.03)


def again(verb) -> None:
    """Do what the message of `ChangedOnDiskError` says: run again."""
    while True:
        try:
            verb()
            return
        except ChangedOnDiskError:
            continue


if __name__ == "__main__":
    place, what, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    if what == "hold":
        with lock(place, purpose="reviewkit sync"):
            print("held", flush=True)
            sys.stdin.readline()
    elif what == "die":
        with lock(place, purpose="reviewkit sync"):
            os._exit(9)
    elif what == "sync":
        syncing(place, count)
    elif what == "mark":
        marking(place, count)
    else:
        editing(place, count, anew=what == "edit-anew")
