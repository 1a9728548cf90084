"""Two processes and an editor at once: nothing is lost, and who waits is told for whom."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reviewkit import disk, ondisk
from reviewkit.errors import ChangedOnDiskError, DiskError, LockedError
from reviewkit.exchange import exchange
from reviewkit.library import Library
from reviewkit.plan import Change, apply
from reviewkit.review import Review

ROUNDS = 20


def start(root, what, rounds=ROUNDS, **more):
    script = str(Path(__file__).with_name("together.py"))
    return subprocess.Popen([sys.executable, script, str(root), what, str(rounds)], **more)


@pytest.fixture
def shared(library, run):
    """A synced library whose one paper has a record."""
    root = library("- FlexGen: Generative Inference [paper](https://arxiv.org/abs/2303.06865)\n")
    record = {
        "id": "flexgen", "type": "article", "title": "FlexGen: Generative Inference", "event-title": "ICML 1999",
        "custom": {"reviewkit": {"preprint": {"arxiv": "2303.06865"}}},
    }  # fmt: skip
    (root / "papers.json").write_text(json.dumps([record], indent=2) + "\n")
    assert run("sync", "--offline", cwd=root).code == 0
    return root


def together(root, *parts):
    running = [start(root, what) for what in parts]
    assert [process.wait(timeout=240) for process in running] == [0] * len(parts)


def litter(root):
    return [path.name for path in root.rglob("*") if path.name.startswith(".reviewkit")]


def test_twenty_rounds_of_sync_and_mark_lose_nothing(shared):
    together(shared, "sync", "mark")
    text = (shared / "reviews/flexgen.md").read_bytes().decode()
    review = Review.parse(text, "flexgen.md")
    assert review.tags == tuple(f"t{number}" for number in range(ROUNDS))
    assert review.rating == (ROUNDS - 1) % 5 + 1
    assert f"ICML {2000 + ROUNDS - 1}" in review.header.text and review.header.intact
    assert review.as_scaffolded
    assert litter(shared) == []


@pytest.mark.parametrize("editor", ["edit-anew", "edit-in-place"])
def test_twenty_rounds_with_an_editor_that_saves_meanwhile_lose_no_line(shared, editor):
    together(shared, "sync", "mark", editor)
    text = (shared / "reviews/flexgen.md").read_bytes().decode()
    assert re.findall(r"I wrote line (\d+)\.", text) == [str(number) for number in range(ROUNDS)]
    assert text.count("<!-- reviewkit:header ") == 1
    assert litter(shared) == []


def test_two_first_syncs_at_once_make_one_library(library):
    root = library()
    verb = [sys.executable, "-m", "reviewkit", "sync", "--offline"]
    if not (Path(disk.__file__).parent / "__main__.py").exists():
        verb = [sys.executable, "-c", "from reviewkit.cli.main import main; main()", "sync", "--offline"]
    both = [subprocess.Popen(verb, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for _ in range(2)]
    said = [process.communicate(timeout=120)[0].decode() for process in both]
    assert all("Traceback" not in text for text in said), said
    assert sorted(path.name for path in (root / "reviews").iterdir()) == ["alpa.md", "flexgen.md", "orca.md"]
    assert Library.open(root).sync(offline=True, dry_run=True).changes == ()


def test_who_waits_is_told_for_whom(shared, tree):
    holder = start(shared, "hold", stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "held\n"
    before = {name: content for name, content in tree(shared).items() if name != disk.LOCK_NAME}
    with (
        pytest.raises(LockedError, match=rf"reviewkit sync \(process {holder.pid} on "),
        disk.lock(shared, wait=0),
    ):
        pytest.fail("two at once")
    # A sync that has nothing to write waits for nobody, and leaves the other's files alone.
    assert Library.open(shared).sync(offline=True).changes == ()
    assert {name: content for name, content in tree(shared).items() if name != disk.LOCK_NAME} == before
    holder.communicate("\n", timeout=30)
    assert litter(shared) == []


def test_the_lock_of_the_dead_is_taken_over(shared):
    dead = start(shared, "die")
    assert dead.wait(timeout=60) == 9
    assert (shared / disk.LOCK_NAME).exists()
    Library.open(shared).mark("flexgen", "reading")
    assert litter(shared) == []


@pytest.fixture
def review(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("old\n")
    return path


def save(path, text):
    beside = path.with_name("a.md~")
    beside.write_text(text)
    os.replace(beside, path)  # noqa: PTH105


@pytest.mark.skipif(sys.platform != "linux", reason="files are swapped on Linux alone")
@pytest.mark.parametrize("anew", [True, False], ids=["saved anew", "saved in place"])
@pytest.mark.parametrize("late", [False, True], ids=["before the swap", "after the swap"])
def test_a_save_in_the_instant_of_our_replace_stays(review, monkeypatch, anew, late):
    before = review.open("r+")  # an editor that has the file open
    saved = []

    def just_then(one, other):
        if saved:
            return exchange(one, other)
        if late:
            exchange(one, other)
        if anew and not late:
            save(review, "saved\n")
        else:
            before.write("saved\n")
            before.flush()
        saved.append(True)
        return True if late else exchange(one, other)

    monkeypatch.setattr(disk, "exchange", just_then)
    with pytest.raises(ChangedOnDiskError):
        disk.replace(review, "ours\n", ondisk.digest("old\n"))
    before.close()
    assert review.read_text().startswith("saved")
    assert [path.name for path in review.parent.iterdir()] == ["a.md"]


@pytest.mark.skipif(sys.platform != "linux", reason="files are swapped on Linux alone")
def test_of_two_saves_in_that_instant_the_latest_stays(review, monkeypatch):
    saves = iter(["first save\n", "second save\n"])

    def just_then(one, other):
        if text := next(saves, ""):
            save(review, text)
        return exchange(one, other)

    monkeypatch.setattr(disk, "exchange", just_then)
    with pytest.raises(ChangedOnDiskError):
        disk.replace(review, "ours\n", ondisk.digest("old\n"))
    assert review.read_text() == "second save\n"


def test_a_file_that_is_gone_meanwhile_is_told_and_not_made_again(review):
    review.unlink()
    with pytest.raises(ChangedOnDiskError, match="is gone"):
        disk.replace(review, "ours\n", ondisk.digest("old\n"))
    assert list(review.parent.iterdir()) == []


def test_a_file_that_its_owner_made_read_only_stays_as_it_is(review, monkeypatch):
    review.chmod(0o444)
    if os.access(review, os.W_OK):  # root may write everywhere
        monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(DiskError, match="cannot write: read-only"):
        disk.replace(review, "ours\n", ondisk.digest("old\n"))
    assert review.read_text() == "old\n"
    assert [path.name for path in review.parent.iterdir()] == ["a.md"]


def test_half_a_character_is_told_and_nothing_is_written(review):
    with pytest.raises(DiskError, match="half of a character"):
        disk.replace(review, "\ud800", ondisk.digest("old\n"))
    with pytest.raises(DiskError, match="half of a character"):
        disk.create(review.with_name("b.md"), "\ud800")
    assert [path.name for path in review.parent.iterdir()] == ["a.md"]


@pytest.mark.skipif(sys.platform != "linux", reason="files are swapped on Linux alone")
def test_a_swap_is_whole_or_an_error(review):
    other = review.with_name("b.md")
    other.write_text("other\n")
    assert exchange(review, other)
    assert (review.read_text(), other.read_text()) == ("other\n", "old\n")
    with pytest.raises(FileNotFoundError):
        exchange(review, review.with_name("none.md"))
    assert review.read_text() == "other\n"


def test_one_file_that_is_saved_meanwhile_does_not_stop_the_others():
    changes = [Change("refresh", name, "header", "new", "digest") for name in ("a.md", "b.md", "c.md")]
    written = []

    def replace(path, text, expected):
        if path == "b.md":
            raise ChangedOnDiskError("changed", path=path)
        written.append(path)

    with pytest.raises(ChangedOnDiskError, match=r"b\.md: changed"):
        apply(changes, lambda path, text: None, replace)
    assert written == ["a.md", "c.md"]
