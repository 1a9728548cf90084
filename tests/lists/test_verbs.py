"""`parse` and `link` as typed."""

import json
import re

import pytest
from click.testing import CliRunner

from reviewkit.cli.main import cli
from reviewkit.errors import ReadingListError, UsageError
from reviewkit.library import Library
from reviewkit.reading_list import ReadingList

A = "https://arxiv.org/abs/2402.00011"
KEYS = ["file", "line", "end_line", "title", "kind", "venue", "year", "section", "arxiv", "doi", "links", "checked"]


def run(*arguments, **options):
    return CliRunner().invoke(cli, [str(word) for word in arguments], **options)


@pytest.mark.parametrize("suffix", [".md", ".txt", ".rst", ""])
def test_parse_prints_one_object_an_entry_for_any_suffix_outside_a_library(tmp_path, suffix):
    path = tmp_path / f"list{suffix}"
    path.write_text(f"# W\n- [ ] [Quick Rivers]({A}) (OSDI'22)\n", encoding="utf-8")
    (line,) = run("parse", path, "--format", "jsonl").output.splitlines()
    row = json.loads(line)
    assert list(row) == KEYS
    assert (row["title"], row["venue"], row["year"], row["section"]) == ("Quick Rivers", "OSDI", 2022, ["W"])
    assert row["links"] == [{"role": "paper", "text": "Quick Rivers", "url": A}]
    assert row["checked"] is False


@pytest.mark.parametrize("form", ["json", "csv", "markdown", "table"])
def test_parse_prints_a_table_in_every_format(tmp_path, form):
    path = tmp_path / "list.md"
    path.write_text(f"* [Quick Rivers]({A})\n", encoding="utf-8")
    result = run("parse", path, "--format", form)
    assert result.exit_code == 0
    assert "Quick Rivers" in result.output


def test_parse_explains_a_line(tmp_path):
    path = tmp_path / "list.md"
    path.write_text(f"* [Quick Rivers]({A})\n", encoding="utf-8")
    assert "an entry: Quick Rivers" in run("parse", path, "--explain", "1").output


@pytest.mark.parametrize("ending", ["", "\n"])
def test_a_line_beyond_the_end_cannot_be_explained(tmp_path, ending):
    path = tmp_path / "list.md"
    path.write_text(f"# P\n* [Quick Rivers]({A}){ending}", encoding="utf-8")
    with pytest.raises(UsageError, match=r"list\.md:3: there is no such line") as caught:
        run("parse", path, "--explain", "3", catch_exceptions=False)
    assert caught.value.hint == "this list has 2 lines"


@pytest.mark.parametrize("name", ["none.md", "folder", "latin.md"])
def test_a_list_that_cannot_be_read_is_one_clear_error(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin.md").write_bytes(b"* a\n* caf\xe9\n")
    with pytest.raises(ReadingListError) as caught:
        ReadingList.read(tmp_path / name)
    assert caught.value.hint
    assert caught.value.path == tmp_path / name
    assert (caught.value.line == 2) == (name == "latin.md")


@pytest.fixture
def library(tmp_path, monkeypatch):
    (tmp_path / "reviewkit.toml").write_text('lists = ["list.md"]\n', encoding="utf-8")
    (tmp_path / "list.md").write_bytes(f"* Quick Rivers # [paper]({A})\r\n* Slow Rivers # [paper]()".encode())
    (tmp_path / "reviews").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_link_writes_links_to_the_files_that_are_there_and_only_once(library):
    before = (library / "list.md").read_bytes()
    assert run("link").exit_code == 0
    assert (library / "list.md").read_bytes() == before
    review = Library.open().shelf().holdings[0].review
    (library / review).write_text("# Quick Rivers\n", encoding="utf-8")
    shown = run("link", "--dry-run").output
    assert f"[review]({review})" in shown
    assert (library / "list.md").read_bytes() == before
    assert run("link").exit_code == 0
    after = (library / "list.md").read_bytes()
    inserted = after[len(f"* Quick Rivers # [paper]({A})") : after.index(b"\r\n")]
    assert inserted.endswith(f"[review]({review})".encode())
    assert after.replace(inserted, b"", 1) == before
    assert run("link").exit_code == 0
    assert (library / "list.md").read_bytes() == after


def applied(text, diff):
    """Apply a unified diff as `git apply` does: context and removed lines must be those of the text."""
    old, new, at = re.findall(r"[^\n]*\n|[^\n]+", text), [], 0
    rows = re.findall(r"[^\n]*\n", diff)[2:]
    for row, following in zip(rows, [*rows[1:], ""], strict=True):
        body = row[1:-1] if following.startswith("\\") else row[1:]
        if row.startswith("@@"):
            start = int(re.match(r"@@ -(\d+)", row)[1]) - 1
            new += old[at:start]
            at = start
        elif row[0] in " -":
            assert old[at] == body
            at += 1
        if row[0] in " +":
            new.append(body)
    return "".join([*new, *old[at:]])


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n", "\n\n"])
def test_the_diff_that_a_dry_run_shows_makes_exactly_what_link_writes(library, ending, last):
    path = library / "list.md"
    lines = ["\ufeff# Water\u200b", *(f"* Quick Rivers {k} \x0b# [paper](https://x.org/{k}.pdf)\t" for k in range(30))]
    path.write_bytes((ending.join(lines) + last).encode())
    before = path.read_bytes().decode()
    for holding in Library.open().shelf().holdings[::9]:
        (library / holding.review).write_text("# x\n", encoding="utf-8")
    shown = run("link", "--dry-run").stdout_bytes.decode()
    assert path.read_bytes().decode() == before
    assert run("link").exit_code == 0
    after = path.read_bytes().decode()
    assert after != before
    assert applied(before, shown) == after


def test_two_entries_on_one_line_get_each_its_own_links(library):
    rows = "".join(f"<tr><td>{name} Rivers</td><td><a href='{A}{k}'>Paper</a></td></tr>" for k, name in enumerate("AB"))
    (library / "list.md").write_text(f"<table><tr><th>Title</th><th>Link</th></tr>{rows}</table>\n", encoding="utf-8")
    first, second = (holding.review for holding in Library.open().shelf().holdings)
    for name in (first, second):
        (library / name).write_text("# x\n", encoding="utf-8")
    assert run("link").exit_code == 0
    text = (library / "list.md").read_text(encoding="utf-8")
    assert text.index("A Rivers") < text.index(first) < text.index("B Rivers") < text.index(second)
