"""`init` in a repository that has its own reviews: they are found, shown, and gain nothing unless asked."""

import json
import re

import pytest

from reviewkit.header import find

PAPERS = [("FlexGen", "flexgen", "2303.06865"), ("Alpa", "alpa", "2201.12023"), ("OliVe", "olive", "2304.07493")]


def lines(review=None):
    return "# Papers I read\n\n## Systems\n" + "".join(
        f"- {name}: A Paper on Systems [paper](https://arxiv.org/abs/{number})"
        + (f" | [review]({review.format(name=name, key=key)})" if review else "")
        + "\n"
        for name, key, number in PAPERS
    )


OBSIDIAN = """---
aliases: [{name}]
tags:
  - paper
  - systems
cssclass: wide
---

# {name}

Links [[Other note]]. ^block
"""
JEKYLL = """---
layout: post
title: "{name}: notes"
date: 2023-05-01 12:00:00 +0100
categories: papers
---
{{% include toc.html %}}

Good.
"""
ZETTEL = "---\nid: 202305011200\ntitle: {name}\nkeywords: [a, b]\n...\n\n# {name}\n\n[[202305011201]] follows.\n"

LAYOUTS = {
    "notes in a folder, linked": (
        "README.md", lines("notes/{name}.md"), {"notes/{name}.md": "# {name}\n\nThe best paper of the year.\n"},
    ),
    "a folder for each paper": (
        "README.md", lines(), {"papers/{key}/README.md": "# {name}\n\nMy reading.\n", "papers/{key}/figure.png": "PNG"},
    ),
    "a folder for each review, with a notebook": (
        "readme.md", lines(),
        {
            "reviews/{key}/review.md": "{name} in my words",
            "reviews/{key}/{key}.ipynb": '{{"cells": [], "metadata": {{}}, "nbformat": 4, "nbformat_minor": 4}}',
        },
    ),
    "front matter of Obsidian": ("papers.md", lines("notes/{name}.md"), {"notes/{name}.md": OBSIDIAN}),
    "posts of Jekyll": ("README.md", lines(), {"_posts/2023-05-01-{key}.md": JEKYLL}),
    "a Zettelkasten": ("reading-list.md", lines(), {"notes/202305011200 {name}.md": ZETTEL}),
    "no front matter, CRLF, a byte order mark": (
        "README.md", lines(), {"summaries/{name}.md": "\ufeff# {name}\r\n\r\nOld Windows notes.\r\n"},
    ),
    "none at all": ("README.md", lines(), {}),
}  # fmt: skip


@pytest.fixture(params=LAYOUTS)
def repository(request, tmp_path):
    """Lay out somebody's repository; return its folder and the reviews and notebooks in it."""
    name, text, files = LAYOUTS[request.param]
    root = tmp_path / "repository"
    contents = {name: text, "LICENSE": "MIT", "notes.txt": "not a review"}
    for path, content in files.items():
        for title, key, _ in PAPERS[:2]:  # the third paper has no review yet
            contents[path.format(name=title, key=key)] = content.format(name=title, key=key)
    for path, content in contents.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content.encode())
    return root, [path for path in contents if path.endswith((".md", ".ipynb")) and path != name]


def test_what_is_there_is_adopted_and_gains_nothing(repository, run, tree):
    root, theirs = repository
    before = tree(root)
    assert run("init", cwd=root).code == 0
    dry = run("sync", "--offline", "--dry-run", cwd=root)
    done = run("sync", "--offline", cwd=root)
    after = tree(root)
    assert {path: after[path] for path in before} == before, "something of theirs changed"
    planned = [line for line in dry.out.splitlines() if not line.startswith("would")]
    assert planned == [line for line in done.out.splitlines() if not line.startswith("wrote")]
    created = {line.split()[1] for line in planned if line.startswith("create")}
    assert set(after) - set(before) == created | {"reviewkit.toml", "notebooks/00-progress.ipynb"}
    reviews = {path for path in created if path.endswith(".md")}
    assert len(reviews) == 3 - sum(path.endswith(".md") for path in theirs), "a second review beside theirs"
    assert not [line for line in planned if line.startswith("orphan")]
    rows = {row["key"]: row for row in json.loads(run("status", "--format", "json", cwd=root).out)}
    assert set(rows) == {"flexgen", "alpa", "olive"}
    assert {row["review"] for row in rows.values()} | {row["notebook"] for row in rows.values()} >= set(theirs)
    if theirs:
        assert rows["alpa"]["words"] > 0 and rows["alpa"]["status"] == "reading"
    assert run("sync", "--offline", cwd=root).out.startswith("wrote 0 files")
    assert tree(root) == after


def test_a_header_comes_when_asked_for_and_their_bytes_stay(repository, run, tree):
    root, theirs = repository
    run("init", cwd=root)
    run("sync", "--offline", cwd=root)
    before = tree(root)
    review = next((path for path in theirs if path.endswith(".md") and "alpa" in path.lower()), None)
    done = run("sync", "--offline", "--adopt", "alpa", cwd=root)
    after = tree(root)
    if review is None:
        assert after == before
        return
    assert {path for path in after if after[path] != before.get(path)} == {review}
    text, old = after[review].decode(), before[review].decode()
    block = find(text)
    assert block.intact and text[: block.start] + text[block.end :] == old
    assert ("\r\n" in text[block.start : block.end]) == ("\r\n" in old)
    assert re.search(rf"^refresh {re.escape(review)}", done.out, re.MULTILINE)
    assert run("sync", "--offline", "--adopt", "alpa", cwd=root).out.startswith("wrote 0 files")


def test_a_mark_keeps_another_tools_front_matter(repository, run, tree):
    root, _ = repository
    run("init", cwd=root)
    run("sync", "--offline", cwd=root)
    before = tree(root)
    done = run("mark", "alpa", "read", "--finished", "2026-01-31", cwd=root)
    assert done.code == 0, done.err
    after = tree(root)
    (changed,) = [path for path in after if after[path] != before[path]]
    old, new = before[changed].decode().removeprefix("\ufeff"), after[changed].decode().removeprefix("\ufeff")
    kept = [line for line in new.splitlines(keepends=True) if not re.match(r"(status|finished|version):", line)]
    was = [line for line in old.splitlines(keepends=True) if not re.match(r"(status|finished|version):", line)]
    assert [line for line in kept if line.strip() != "---"] == [line for line in was if line.strip() != "---"]
    assert after[changed].startswith(b"\xef\xbb\xbf") == before[changed].startswith(b"\xef\xbb\xbf")


def test_an_init_that_was_cut_short_can_be_run_again(library, run, tree):
    root = library()
    (root / "reviewkit.toml").unlink()
    assert run("init", cwd=root).code == 0
    whole = tree(root)
    (root / "reviewkit.toml").unlink()
    assert run("init", cwd=root).code == 0
    assert tree(root) == whole
    again = run("init", cwd=root)
    assert again.code == 1 and "a library already" in again.err
    assert tree(root) == whole


def test_the_example_that_was_cut_short_can_be_run_again_and_never_goes_over_your_files(tmp_path, run, tree):
    assert run("init", "--example", cwd=tmp_path).code == 0
    files = tree(tmp_path)
    (tmp_path / "reviewkit.toml").unlink()
    assert run("init", "--example", cwd=tmp_path).code == 0
    assert tree(tmp_path) == files
    (tmp_path / "reviewkit.toml").unlink()
    (tmp_path / "reading-list.md").write_text("my own list\n")
    mine = tree(tmp_path)
    done = run("init", "--example", cwd=tmp_path)
    assert done.code == 1 and "reading-list.md: already here; nothing was written" in done.err
    assert tree(tmp_path) == mine
