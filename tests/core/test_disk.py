"""What a user relies on when reviewkit writes: whole files, never over an edit, never half."""

import errno
import os
import stat

import pytest

from reviewkit import disk, ondisk
from reviewkit.errors import ChangedOnDiskError, DiskError, LockedError


def test_a_new_file_gets_its_folders_and_leaves_nothing_else(tmp_path):
    disk.create(tmp_path / "reviews/deep/a.md", "text\r\n")
    assert (tmp_path / "reviews/deep/a.md").read_bytes() == b"text\r\n"
    assert [path.name for path in (tmp_path / "reviews/deep").iterdir()] == ["a.md"]


def test_a_file_that_exists_is_not_ours_to_create(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("mine")
    with pytest.raises(ChangedOnDiskError, match="appeared"):
        disk.create(path, "yours")
    assert path.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_replace_keeps_the_mode_and_follows_a_link(tmp_path):
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    disk.replace(link, "new", ondisk.digest("old"))
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_file_that_changed_meanwhile_keeps_what_it_has(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("edited")
    with pytest.raises(ChangedOnDiskError, match="nothing was written"):
        disk.replace(path, "new", ondisk.digest("as read"))
    assert path.read_text() == "edited"
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize(
    ("content", "line"), [(b"\xff", 1), (b"one\ntwo\nd\xe9j\xe0\n", 3)], ids=["binary", "latin-1 in line 3"]
)
def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path, content, line):
    path = tmp_path / "a.md"
    path.write_bytes(content)
    with pytest.raises(DiskError, match=f"not UTF-8 at line {line}") as caught:
        ondisk.read(path)
    assert caught.value.hint


def test_reading_keeps_newlines_and_byte_order_mark(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes("\ufeffa\r\nb\n".encode())
    assert ondisk.read(path).text == "\ufeffa\r\nb\n"
    assert ondisk.read(path).digest == ondisk.digest(path.read_bytes())


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(DiskError, match="cannot read: no such file"):
        ondisk.read(tmp_path / "none.md")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.EACCES, "permission denied"),
        (errno.ENOSPC, "no space left on device"),
        (errno.EROFS, "read-only file system"),
    ],
)
@pytest.mark.parametrize("call", ["open", "fsync", "replace", "link"])
def test_a_write_that_fails_leaves_the_old_bytes_and_no_litter(tmp_path, monkeypatch, code, said, call):
    old = tmp_path / "old.md"
    old.write_text("old")
    real = getattr(os, call)

    def failing(*args, **kwargs):
        if call == "open" and ".reviewkit-" not in str(args[0]):
            return real(*args, **kwargs)
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing)
        if call == "replace":  # the way where files cannot be swapped
            patch.setattr(disk, "exchange", lambda one, other: False)
        if call != "link":
            with pytest.raises(DiskError, match=said) as caught:
                disk.replace(old, "new", ondisk.digest("old"))
            assert caught.value.hint
        if call != "replace":
            with pytest.raises(DiskError, match=said):
                disk.create(tmp_path / "new.md", "new")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"old.md": "old"}


def test_where_there_are_no_hard_links_a_create_is_still_exclusive(tmp_path, monkeypatch):
    def no_links(*_args, **_kwargs):
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", no_links)
    disk.create(tmp_path / "a.md", "first")
    with pytest.raises(ChangedOnDiskError):
        disk.create(tmp_path / "a.md", "second")
    assert (tmp_path / "a.md").read_text() == "first"


def test_the_lock_names_its_holder_and_is_gone_afterwards(tmp_path):
    now = iter(range(100))
    slept = []
    with disk.lock(tmp_path, purpose="the first"):
        with (
            pytest.raises(LockedError, match=rf"the first \(process {os.getpid()}"),
            disk.lock(tmp_path, clock=lambda: next(now), sleep=slept.append),
        ):
            pytest.fail("two holders")
        assert slept
    assert list(tmp_path.iterdir()) == []
    with disk.lock(tmp_path):
        assert (tmp_path / disk.LOCK_NAME).exists()


def test_a_lock_file_that_a_dead_process_left_does_not_stop_anybody(tmp_path):
    (tmp_path / disk.LOCK_NAME).write_text("reviewkit (process 1 on elsewhere)")
    with disk.lock(tmp_path):
        assert str(os.getpid()) in (tmp_path / disk.LOCK_NAME).read_text()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_where_nobody_may_write_is_told(tmp_path):
    with pytest.raises(DiskError, match="cannot write"), disk.lock(tmp_path / "none"):
        pytest.fail("locked a folder that is not there")


def test_sweeping_takes_our_litter_and_nothing_else(tmp_path):
    (tmp_path / ".reviewkit-0123456789abcdef.tmp").write_text("half")
    (tmp_path / "user.tmp").write_text("mine")
    disk.sweep([tmp_path])
    assert [path.name for path in tmp_path.iterdir()] == ["user.tmp"]
