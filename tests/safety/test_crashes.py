"""The power goes, the disk is full, a folder vanishes: each file is old or new, and the next run ends the job."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork to kill cheaply")


def reading_list(papers):
    return "# Papers\n\n" + "".join(
        f"- Name{number:02d}: A Study of Trees and Leaves [paper](https://arxiv.org/abs/2301.{number:05d})\n"
        for number in range(papers)
    )


MOST = 40
EVERY = os.environ.get("REVIEWKIT_SWEEP") == "all"
"""Kill a sync over 50 papers at each of its 800 steps: about ten minutes a sweep."""
FEW, MANY = 8, 50
SYNCED, NEWS = ["sync-all", "ICML 2023"], ["sync-all", "ICML 2023 (oral)"]
VERBS = {
    "first sync": ([], SYNCED),
    "news": ([SYNCED], NEWS),
    "mark": ([SYNCED], ["mark", "name07", "read", "--rating", "4", "--finished", "2026-01-31"]),
    "mark a review without front matter": (
        [SYNCED, "plain review"],
        ["mark", "name07", "reading", "--started", "2026-01-31"],
    ),
    "new": ([SYNCED, "no notebook"], ["new", "name07", "--template", "quick"]),
    "link": ([SYNCED], ["link"]),
    "verify --save": ([SYNCED], ["save-outputs", "5"]),
    "adopt": ([SYNCED, "plain review"], ["sync", "--offline", "--adopt", "name07"]),
}  # fmt: skip


class Server:
    """The runner that is killed: see killed.py."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("killed.py"))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __call__(self, root, verb, at=0, how="kill"):
        self.process.stdin.write(json.dumps({"root": str(root), "verb": verb, "at": at, "how": how}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=30)


@pytest.fixture(scope="module")
def server():
    running = Server()
    yield running
    running.close()


def files(root):
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def put(root, contents):
    shutil.rmtree(root, ignore_errors=True)
    for name, content in contents.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)


@pytest.fixture
def scene(tmp_path, server):
    """Return the files before a verb, after it, and the number of its steps on the disk."""

    def make(name, papers=FEW):
        root = tmp_path / "library"
        put(root, {"reading-list.md": reading_list(papers).encode(), "reviewkit.toml": b""})
        for step in VERBS[name][0]:
            if step == "plain review":
                (root / "reviews/name07.md").write_text("My own words.\n")
            elif step == "no notebook":
                (root / "notebooks/name07.ipynb").unlink()
            else:
                assert server(root, step)["code"] == 0
        old = files(root)
        done = server(root, VERBS[name][1])
        assert done["code"] == 0, done
        return root, old, files(root), done["steps"]

    return make


def whole(old, new, root):
    """Hold that each file has its old or its new bytes."""
    now = {name: content for name, content in files(root).items() if not Path(name).name.startswith(".reviewkit-")}
    for name, content in now.items():
        assert content in (old.get(name), new.get(name)), f"{name} is neither old nor new"
    assert not set(old) - set(now), "a file is gone"


def sample(steps, many):
    """Every step, or some of them: the first, the last two, and a few between; many are at most `MOST`."""
    if many and (EVERY or steps <= MOST):
        return range(1, steps + 1)
    stride = steps // MOST + 1 if many else max(2, steps // 7)
    return sorted({1, *range(2, steps, stride), steps - 1, steps})


def kills(scene, server, name, how, many):
    root, old, new, steps = scene(name, MANY if many else FEW)
    assert old != new
    verb = VERBS[name][1]
    for at in sample(steps, many):
        put(root, old)
        assert server(root, verb, at, how)["code"] in (-9, 0)
        whole(old, new, root)
        assert server(root, verb)["code"] == 0
        assert files(root) == new, f"the run after a kill at step {at} did not end the job, or left something behind"
    return steps


@pytest.mark.parametrize("name", VERBS)
def test_killed_anywhere_the_next_run_ends_the_job(scene, server, name):
    assert kills(scene, server, name, "kill", many=False) > 5


@pytest.mark.parametrize("name", ["mark"])
def test_killed_in_the_middle_of_a_write_the_next_run_ends_the_job(scene, server, name):
    assert kills(scene, server, name, "half", many=False) > 5


@pytest.mark.slow
@pytest.mark.parametrize("how", ["kill", "half"])
@pytest.mark.parametrize("name", VERBS)
def test_killed_at_every_step_the_next_run_ends_the_job(scene, server, name, how):
    steps = kills(scene, server, name, how, many=True)
    print(f"{name}: {steps} kill points ({how})")
    assert steps > 5


REFUSALS = ("EACCES", "ENOSPC", "EIO", "EROFS")


def refusals(scene, server, name, many):
    root, old, new, steps = scene(name, MANY if many else FEW)
    verb = VERBS[name][1]
    for number, at in enumerate(sample(steps, many)):
        how = REFUSALS[number % len(REFUSALS)]
        put(root, old)
        told = server(root, verb, at, how)
        assert told["code"] in (0, 1), told
        assert told["code"] == 0 or "error: " in told["said"], told
        whole(old, new, root)
        assert server(root, verb)["code"] == 0
        assert files(root) == new, f"the run after {how} at step {at} did not end the job, or left something behind"
    return steps


@pytest.mark.parametrize("name", ["first sync", "mark", "link"])
def test_refused_by_the_system_it_says_so_and_the_next_run_ends_the_job(scene, server, name):
    assert refusals(scene, server, name, many=False) > 5


@pytest.mark.slow
@pytest.mark.parametrize("name", VERBS)
def test_refused_at_every_step_it_says_so_and_the_next_run_ends_the_job(scene, server, name):
    steps = refusals(scene, server, name, many=True)
    print(f"{name}: {steps} refusals")
    assert steps > 5


@pytest.mark.parametrize("how", ["remove", "folder"])
def test_a_folder_that_vanishes_or_a_file_that_becomes_one_meanwhile(scene, server, how):
    root, old, new, steps = scene("news")
    for at in sample(steps, False):
        put(root, old)
        told = server(root, NEWS, at, how)
        assert told["code"] in (0, 1), told
        assert not list(root.rglob(".reviewkit-*"))
        for name, content in files(root).items():
            assert content in (old.get(name), new.get(name))
        again = server(root, NEWS)
        assert again["code"] == 0, again
        kept = {name for name in new if (root / name).is_file()}
        assert len(kept) >= len(new) - (how == "folder")
    if how == "folder":
        assert (root / "reviews/name07.md").is_dir()


@pytest.fixture
def small_disk(tmp_path):
    """Mount a disk of 300 KiB; a machine that does not allow it skips the test."""
    place = tmp_path / "small"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a small disk")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", place], capture_output=True, text=True)
    if made.returncode:
        pytest.skip(f"this machine mounts no disk: {made.stderr.strip()}")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_is_told_and_more_room_ends_the_job(scene, server, small_disk):
    _, old, new, _ = scene("first sync", MANY)
    root = small_disk / "library"
    put(root, old)
    told = server(root, SYNCED)
    assert told["code"] == 1
    assert "no space left" in told["said"]
    whole(old, new, root)
    assert not list(root.rglob(".reviewkit-*"))
    assert len(files(root)) < len(new)
    subprocess.run(["mount", "-o", "remount,size=4m", small_disk], check=True)
    assert server(root, SYNCED)["code"] == 0
    assert files(root) == new


def test_the_true_system_calls_are_what_is_counted(scene, server, tmp_path):
    """A file's bytes are on the disk before its name is: the order of the steps of one replace."""
    root, old, _, steps = scene("mark")
    order = []
    for at in range(1, steps + 1):
        put(root, old)
        server(root, VERBS["mark"][1], at)
        left = [path.read_bytes() for path in root.rglob(".reviewkit-*.tmp")]
        order.append(("new" if files(root)["reviews/name07.md"] != old["reviews/name07.md"] else "old", len(left)))
    assert [name for name, _ in order] == sorted((name for name, _ in order), reverse=True)
    assert order[0] == ("old", 0) and order[-1] == ("new", 0)
