"""A library's files are read once, as they are, and never from outside the library."""

import pytest

from reviewkit import config, shelf
from reviewkit.ondisk import Folder


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "library"
    (root / "reviews").mkdir(parents=True)
    (root / "texts").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a.md").write_text("not ours", encoding="utf-8")
    (root / "reviews/a.md").write_bytes(b"\xef\xbb\xbf# A\r\n")
    (root / "texts/b.md").write_text("# B\n", encoding="utf-8")
    (root / "reviews/latin.md").write_bytes(b"caf\xe9\n")
    (root / "reviews/folder.md").mkdir()
    (root / "reviews/b.md").symlink_to("../texts/b.md")
    (root / "reviews/out.md").symlink_to("../../elsewhere/a.md")
    (root / "reviews/gone.md").symlink_to("nothing.md")
    (root / "reviews/itself.md").symlink_to("itself.md")
    (root / "out").symlink_to("../elsewhere")
    return root


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        ("reviews/a.md", "\ufeff# A\r\n", ""),
        ("reviews/b.md", "# B\n", ""),
        ("reviews/latin.md", "", "not UTF-8 at line 1"),
        ("reviews/folder.md", "", "cannot read: is a directory"),
        ("reviews/out.md", "", "leads out of the library by a symbolic link; it is not touched"),
        ("reviews/gone.md", "", "a symbolic link to nothing; it is not touched"),
        ("reviews/itself.md", "", "a symbolic link to nothing; it is not touched"),
        ("out/a.md", "", "leads out of the library by a symbolic link; it is not touched"),
        ("out/none.md", "", "leads out of the library by a symbolic link; it is not touched"),
    ],
)
def test_a_file_is_its_text_or_says_why_not(root, path, text, fault):
    found = Folder(root).file(path)
    assert (found.text, found.fault) == (text, fault)


def test_a_file_that_is_not_there_is_none(root):
    assert Folder(root).file("reviews/none.md") is None
    assert Folder(root).file("none/a.md") is None


def test_a_file_is_read_once(root):
    folder = Folder(root)
    before = folder.file("reviews/a.md")
    (root / "reviews/a.md").write_text("new", encoding="utf-8")
    assert folder.file("reviews/a.md") is before
    assert Folder(root).file("reviews/a.md").text == "new"


def test_files_are_found_in_their_folders_and_one_below_whatever_stands_beside_them(root):
    (root / "reviewkit.toml").write_text('lists = ["list.md"]\n', encoding="utf-8")
    (root / "list.md").write_text("- A\n", encoding="utf-8")
    (root / "reviews/loop").symlink_to("loop")
    (root / "reviews/deep/deeper").mkdir(parents=True)
    for name in ("deep/README.md", "deep/deeper/no.md", "deep/c.ipynb", ".hidden.md", "notes.txt"):
        (root / "reviews" / name).write_text("", encoding="utf-8")
    here = [f"reviews/{name}.md" for name in ("a", "b", "deep/README", "folder", "gone", "itself", "latin", "out")]
    found = shelf.read(config.load(root / "reviewkit.toml")).present()
    assert found == tuple(sorted([*here, "reviews/deep/c.ipynb"]))
