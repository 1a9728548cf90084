"""The main job, as a newcomer meets it: a list in; reviews, notebooks and a table out."""

import csv
import datetime
import io
import json
import os
import posixpath
import re
import runpy
import sys
from pathlib import Path

import nbformat
import pandas as pd
import pytest

import reviewkit as rk
from reviewkit.notebook import Notebook

ROOT = Path(__file__).parents[2]
KEYS = ["alpa", "alpaserve", "flexgen", "hannun2021history", "olive", "orca", "sequence-scheduling", "tabi"]


@pytest.fixture
def two_lists(tmp_path):
    """This repository's lists and records, with nothing made yet."""
    root = tmp_path / "two-lists"
    root.mkdir()
    for name in ("reading-list.md", "ml-systems.md", "papers.json"):
        (root / name).write_bytes((ROOT / name).read_bytes())
    (root / "reviewkit.toml").write_text('lists = ["reading-list.md", "ml-systems.md"]\nabstracts = false\n')
    return root


def test_one_command_makes_a_review_and_a_notebook_for_each_paper(two_lists, run, tree):
    first = run("sync", "--offline", cwd=two_lists)
    assert first.code == 0
    assert "wrote 16 files; 70 entries = 8 resolved" in first.out
    assert sorted(path.stem for path in (two_lists / "notebooks").iterdir()) == KEYS
    assert sorted(path.stem for path in (two_lists / "reviews").iterdir()) == sorted({*KEYS, "beta"} - {"alpaserve"})
    before = tree(two_lists)
    second = run("sync", "--offline", cwd=two_lists)
    assert "wrote 0 files" in second.out
    assert tree(two_lists) == before
    for path in [*(two_lists / "reviews").iterdir(), *(two_lists / "notebooks").iterdir()]:
        path.unlink()
    assert run("sync", "--offline", cwd=two_lists).code == 0
    assert tree(two_lists) == before


def test_each_pair_is_linked_both_ways_and_valid(two_lists, run):
    run("sync", "--offline", cwd=two_lists)
    library = rk.Library.open(two_lists)
    for key in KEYS:
        paper = library.paper(key)
        review = paper.review_path.read_text(encoding="utf-8")
        text = paper.notebook_path.read_text(encoding="utf-8")
        nbformat.validate(json.loads(text))
        notebook = Notebook.parse(text, "")
        assert notebook.header_cell
        for source, base, other in (
            (review, paper.review_path, paper.notebook_path),
            (notebook.header_cell.source, paper.notebook_path, paper.review_path),
        ):
            targets = re.findall(r"\]\((\.\./[^)]+)\)", source)
            assert [posixpath.normpath(base.parent / target) for target in targets] == [str(other)]


def test_the_list_may_name_a_review_otherwise(two_lists):
    paper = rk.Library.open(two_lists).paper("alpaserve")
    assert paper.holding.review == "reviews/beta.md"
    assert paper.holding.notebook == "notebooks/alpaserve.ipynb"


def test_papers_that_are_not_on_arxiv_say_where_they_are_from(two_lists, run):
    run("sync", "--offline", cwd=two_lists)
    assert "[usenix.org](https://www.usenix.org/" in (two_lists / "reviews/orca.md").read_text(encoding="utf-8")
    tabi = (two_lists / "reviews/tabi.md").read_text(encoding="utf-8")
    assert "[doi:10.1145/3552326.3587438](https://doi.org/10.1145/3552326.3587438)" in tabi


def test_the_table_has_a_row_for_each_paper_and_with_all_for_each_entry(two_lists, run):
    run("sync", "--offline", cwd=two_lists)
    rows = json.loads(run("status", "--format", "json", cwd=two_lists).out)
    assert sorted(row["key"] for row in rows) == KEYS
    everything = json.loads(run("status", "--all", "--format", "json", cwd=two_lists).out)
    assert len(everything) == 70
    assert len({row["key"] for row in everything}) == 70


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_the_table_keeps_to_the_width_and_never_wraps(two_lists, run, monkeypatch, width):
    run("sync", "--offline", cwd=two_lists)
    monkeypatch.setenv("COLUMNS", str(width))
    lines = run("status", cwd=two_lists).out.splitlines()
    assert len(lines) == 2 + len(KEYS)
    assert max(len(line) for line in lines) <= max(width, 100)
    assert all(any(line.startswith(key) for key in KEYS) for line in lines[2:])
    assert "\x1b" not in "".join(lines)


def test_every_format_says_the_same(two_lists, run):
    run("sync", "--offline", cwd=two_lists)
    objects = json.loads(run("status", "--format", "json", cwd=two_lists).out)
    lines = [json.loads(line) for line in run("status", "--format", "jsonl", cwd=two_lists).out.splitlines()]
    cells = list(csv.DictReader(io.StringIO(run("status", "--format", "csv", cwd=two_lists).out)))
    markdown = run("status", "--format", "markdown", cwd=two_lists).out.splitlines()
    assert objects == lines
    assert [row["title"] for row in cells] == [row["title"] for row in objects]
    assert len(markdown) == 2 + len(objects)
    wide = run("status", "--wide", cwd=two_lists).out
    assert "claims held" in wide
    assert "OliVe: Accelerating Large Language Models via Hardware-friendly Outlier-Victim Pair Quantization" in wide


def test_the_data_frame_has_a_type_for_each_column(two_lists, run):
    run("sync", "--offline", cwd=two_lists)
    run("mark", "flexgen", "read", "--rating", "5", "--tag", "offloading", cwd=two_lists)
    table = rk.Library.open(two_lists).progress()
    assert list(table.columns[:15]) == [
        "key", "title", "kind", "section", "venue", "year", "status", "rating", "tags", "started", "finished", "filled",
        "sections", "words", "claims_held",
    ]  # fmt: skip
    assert isinstance(table["status"].dtype, pd.CategoricalDtype)
    assert table["rating"].dtype == "Int64"
    assert pd.api.types.is_datetime64_any_dtype(table["finished"])
    (row,) = table.query("status == 'read'").to_dict("records")
    assert (row["key"], row["rating"], row["tags"]) == ("flexgen", 5, ("offloading",))
    assert row["finished"].date() == datetime.date.today()
    assert len(rk.Library.open(two_lists).progress(kinds="all")) == 70
    assert len(rk.progress(path=two_lists)) == 8


def test_filled_counts_what_the_user_wrote(library, run):
    root = library()
    run("sync", "--offline", cwd=root)
    path = root / "reviews/flexgen.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("## Evidence\n", "## Evidence\nTable 2 shows it.\n"), encoding="utf-8")
    (row,) = (row for row in rk.Library.open(root).rows() if row.key == "flexgen")
    assert (row.filled, row.sections, row.words) == (1, 10, 4)
    assert row.status == "to-read"
    assert "status is `to-read`, but 4 words are written" in row.problems[0]
    assert path.read_text(encoding="utf-8") != text


@pytest.mark.parametrize(
    ("line", "review", "status"),
    [
        ("- [x] One: A Paper [paper](https://arxiv.org/abs/2303.06865)", None, "read"),
        ("- [ ] One: A Paper [paper](https://arxiv.org/abs/2303.06865)", None, "to-read"),
        ("- One: A Paper [paper](https://arxiv.org/abs/2303.06865)", "## Notes\nGood.\n", "reading"),
        ("- One: A Paper [paper](https://arxiv.org/abs/2303.06865)", "## Notes\n", "to-read"),
        ("- One: A Paper [paper](https://arxiv.org/abs/2303.06865)", "---\nstatus: skipped\n---\n", "skipped"),
    ],
)
def test_the_status_is_what_the_review_says_or_what_was_done(library, line, review, status):
    root = library(f"# L\n\n{line}\n")
    if review is not None:
        (root / "reviews").mkdir()
        (root / "reviews/one.md").write_text(review)
    assert [row.status for row in rk.Library.open(root).rows()] == [status]


def test_an_unresolved_paper_still_gets_both_files_from_the_lists_own_title(library, run):
    root = library()
    done = run("sync", "--offline", cwd=root)
    assert done.code == 0
    assert (root / "reviews/flexgen.md").read_text(encoding="utf-8").count("# FlexGen: High-throughput") == 1
    assert (root / "reviews/beta.md").exists()
    assert not (root / "papers.json").exists()
    assert "no network" in done.err


def test_a_video_gets_its_files_on_demand(library, run):
    root = library()
    run("sync", "--offline", cwd=root)
    made = run("new", "State of GPT", cwd=root)
    assert made.code == 0
    paths = re.findall(r"(?:reviews|notebooks)/video-[0-9a-f]{8}\.\w+", made.out)
    assert len(paths) == 2
    assert all((root / path).exists() for path in paths)
    assert run("sync", "--offline", cwd=root).out.startswith("wrote 0 files")


def test_new_writes_over_a_scaffold_but_never_over_a_text(library, run):
    root = library()
    run("sync", "--offline", cwd=root)
    path = root / "reviews/flexgen.md"
    run("mark", "flexgen", "reading", cwd=root)
    assert run("new", "flexgen", "--template", "conference", cwd=root).code == 0
    text = path.read_text(encoding="utf-8")
    assert "## Strengths" in text
    assert 'status: "reading"' in text
    assert run("new", "flexgen", "--template", "conference", cwd=root).out == ""
    path.write_text(text + "my words\n", encoding="utf-8")
    refused = run("new", "flexgen", "--template", "summary", cwd=root)
    assert refused.code == 1
    assert "has your text; nothing was written" in refused.err
    assert path.read_text(encoding="utf-8") == text + "my words\n"


def test_mark_says_what_it_changed_and_fills_the_days(library, run):
    root = library()
    run("sync", "--offline", cwd=root)
    today = datetime.date.today().isoformat()
    assert f"started: {today}" in run("mark", "flex", "reading", cwd=root).out
    done = run("mark", "flexgen", "reviewed", "--rating", "4", "--tag", "a", "--tag", "b: c", cwd=root)
    assert f"finished: {today}" in done.out
    text = (root / "reviews/flexgen.md").read_text(encoding="utf-8")
    assert 'tags: ["a", "b: c"]' in text
    assert "rating: 4 " in text
    assert run("mark", "flexgen", "reviewed", "--rating", "4", "--tag", "a", cwd=root).out == ""
    dated = run("mark", "flexgen", "--started", "2026-01-01", "--finished", "2026-01-02", cwd=root)
    assert "started: 2026-01-01" in dated.out


def test_a_tag_goes_behind_the_others_where_each_has_a_line_of_its_own(library, run):
    root = library()
    (root / "reviews").mkdir()
    path = root / "reviews/flexgen.md"
    path.write_text("---\ntags:\n  - systems\naliases: [FlexGen]\n---\n\n# Mine\n", encoding="utf-8")
    assert run("mark", "flexgen", "--tag", "systems", "--tag", "to cite", cwd=root).code == 0
    tagged = '---\ntags:\n  - systems\n  - "to cite"\naliases: [FlexGen]\n---\n\n# Mine\n'
    assert path.read_text(encoding="utf-8") == tagged
    assert run("mark", "flexgen", "--tag", "to cite", cwd=root).out == ""
    assert path.read_text(encoding="utf-8") == tagged


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("mark", "flexgen", "done"), 2, "hint: there are to-read, reading, read, reviewed, skipped"),
        (("mark", "flexgen", "--rating", "9"), 2, "error: a rating is a whole number from 1 to 5, not 9\nhint: "),
        (("mark", "nothing", "read"), 2, "no paper is called `nothing`"),
        (("mark", "flexgon", "read"), 2, "did you mean flexgen"),
        (("mark", "State", "read"), 1, "there is no review yet"),
        (("new", "e"), 2, "fits more than one"),
        (("new", "flexgen", "--template", "sumary"), 1, "no template is called `sumary`"),
        (("sync", "--offline", "nothing"), 2, "no paper is called"),
        (("sync", "--nothing"), 2, "No such option"),
        (("nothing",), 2, "No such command"),
    ],
)
def test_a_wrong_call_is_told_in_a_line_and_changes_nothing(library, run, tree, arguments, code, said):
    root = library()
    run("sync", "--offline", cwd=root)
    before = tree(root)
    done = run(*arguments, cwd=root)
    assert done.code == code
    assert said in done.err
    assert "Traceback" not in done.err
    assert tree(root) == before


@pytest.mark.parametrize(
    "name", ["flexgen", "FlexGen", "flex", "high-throughput gener", "2303.06865", "arXiv:2303.06865v2"]
)
def test_a_paper_may_be_named_as_people_name_it(library, name):
    assert rk.Library.open(library()).paper(name).key == "flexgen"


def test_a_dry_run_says_exactly_what_a_sync_does(library, run, tree):
    root = library()
    before = tree(root)
    plan = run("sync", "--offline", "--dry-run", cwd=root)
    assert tree(root) == before
    applied = run("sync", "--offline", cwd=root)
    assert plan.out.splitlines()[:-1] == applied.out.splitlines()[:-1]
    assert plan.out.replace("would write", "wrote") == applied.out


def test_sync_for_one_paper_leaves_the_others(library, run):
    root = library()
    assert run("sync", "--offline", "flexgen", cwd=root).code == 0
    assert [path.name for path in (root / "reviews").iterdir()] == ["flexgen.md"]


CONFLICT = "[\n<<<<<<< HEAD\n]\n=======\n[]\n>>>>>>> theirs\n"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda root: (root / "reviewkit.toml").unlink(), "no library here"),
        (lambda root: (root / "reviewkit.toml").write_text('list = ["a"]'), "reviewkit.toml:1: unknown key `list`"),
        (lambda root: (root / "reading-list.md").write_bytes(b"# L\n\n- caf\xe9\n"), "reading-list.md:3"),
        (lambda root: (root / "reading-list.md").unlink(), "reading-list.md"),
        (lambda root: (root / "papers.json").write_text(CONFLICT), "papers.json:2: a merge conflict"),
        (lambda root: (root / "papers.json").write_bytes(b"\xff"), "papers.json"),
        (
            lambda root: (root / "templates").mkdir() or (root / "templates/summary.md").write_text("{{ x }}"),
            "summary.md:1",
        ),
    ],
    ids=["no library", "unknown key", "not UTF-8", "no list", "merge conflict", "broken records", "broken template"],
)
@pytest.mark.parametrize("verb", [("sync", "--offline"), ("status",), ("check",)])
def test_bad_input_is_one_line_and_a_hint_and_nothing_is_written(library, run, tree, spoil, said, verb):
    root = library()
    spoil(root)
    before = tree(root)
    done = run(*verb, cwd=root)
    if said.startswith("summary.md") and verb == ("status",):
        assert done.code == 0
        return
    assert done.code == 1
    assert done.err.startswith("error: ")
    assert said in done.err
    assert len(done.err.splitlines()) <= 2
    assert tree(root) == before


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("reviews/flexgen.md", b"---\ntitle: a: b\n---\n", "reviews/flexgen.md:2: front matter is not YAML"),
        ("reviews/flexgen.md", b"\xff\xfe", "reviews/flexgen.md: not UTF-8"),
        ("notebooks/flexgen.ipynb", b"{\n,", "notebooks/flexgen.ipynb:2: not JSON"),
        ("reviews/flexgen.md", b"---\nrating: 11\n---\n", "reviews/flexgen.md:2: `rating` is not"),
        ("reviews/flexgen.md", b"## Claims\n```yaml claims\n- id: [\n```\n", "reviews/flexgen.md:"),
    ],
)
def test_a_broken_file_is_a_row_with_a_problem_and_an_error_for_check(library, run, path, content, said):
    root = library()
    run("sync", "--offline", cwd=root)
    (root / path).write_bytes(content)
    status = run("status", "--format", "json", cwd=root)
    assert status.code == 0
    (row,) = (row for row in json.loads(status.out) if row["key"] == "flexgen")
    assert any(said in problem for problem in row["problems"])
    checked = run("check", cwd=root)
    assert checked.code == 1
    assert said in checked.out
    assert run("sync", "--offline", cwd=root).code == 0
    assert (root / path).read_bytes() == content


@pytest.mark.skipif(os.name == "nt", reason="permission bits")
def test_a_folder_that_nobody_may_write_is_told(library, run, tree, monkeypatch):
    root = library()
    before = tree(root)
    real = os.open

    def denied(path, flags, *args, **kwargs):
        if flags & os.O_CREAT:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, flags, *args, **kwargs)

    monkeypatch.setattr(os, "open", denied)
    done = run("sync", "--offline", cwd=root)
    monkeypatch.setattr(os, "open", real)
    assert done.code == 1
    assert "cannot write: permission denied" in done.err
    assert "hint: " in done.err
    assert tree(root) == before


def test_check_is_quiet_on_a_library_in_order(two_lists, run):
    run("sync", "--offline", cwd=two_lists)
    done = run("check", cwd=two_lists)
    assert done.code == 0, done.out


def test_check_tells_what_sync_would_do_and_what_links_nothing(library, run):
    root = library()
    assert "[not-synced]" in run("check", cwd=root).out
    run("sync", "--offline", cwd=root)
    path = root / "reviews/flexgen.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n[gone](none.md)\n`[code](x.md)`\n", encoding="utf-8")
    (root / "reviews/stray.md").write_text("x")
    done = run("check", cwd=root)
    assert done.code == 1
    line = path.read_text(encoding="utf-8").splitlines().index("[gone](none.md)") + 1
    assert f"error: reviews/flexgen.md:{line}: `none.md` is not there" in done.out
    assert "x.md" not in done.out
    assert "warning: reviews/stray.md" in done.out
    github = run("check", "--format", "github", cwd=root)
    assert f"::error file=reviews/flexgen.md,line={line},title=dead-link::" in github.out


def test_the_example_is_a_whole_library(tmp_path, run):
    made = run("init", "--example", cwd=tmp_path)
    assert made.code == 0
    assert run("sync", "--offline", cwd=tmp_path).out.count("create") == 16
    assert len(json.loads(run("status", "--format", "json", cwd=tmp_path).out)) == 8
    assert run("check", cwd=tmp_path).code == 0
    again = run("init", "--example", cwd=tmp_path)
    assert again.code == 1
    assert "already" in again.err


def test_init_takes_the_list_that_is_there(tmp_path, run):
    (tmp_path / "README.md").write_text("# P\n\n- [One: A Paper](https://arxiv.org/abs/2303.06865)\n")
    assert run("init", cwd=tmp_path).code == 0
    assert rk.Library.open(tmp_path).config.lists == ("README.md",)
    assert (tmp_path / "notebooks/00-progress.ipynb").exists()


def test_init_says_which_bullets_are_not_read_as_entries(tmp_path, run):
    text = "# P\n\n- [One: A Paper](https://arxiv.org/abs/2303.06865)\n- to be sorted\n- still to be found\n"
    (tmp_path / "README.md").write_text(text)
    done = run("init", cwd=tmp_path)
    told = "README.md: 2 bullets read as no entry; `reviewkit parse README.md --explain 4` says why"
    assert told in done.err.splitlines()
    assert "a remark" in run("parse", "README.md", "--explain", "4", cwd=tmp_path).out


def test_init_inside_a_library_says_that_there_is_one_above(library, run):
    root = library()
    inner = root / "deep/inner"
    inner.mkdir(parents=True)
    (inner / "README.md").write_text("# P\n\n- [One: A Paper](https://arxiv.org/abs/2303.06865)\n")
    done = run("init", cwd=inner)
    assert done.code == 0
    (line,) = [line for line in done.err.splitlines() if "above" in line]
    assert str(Path("../../reviewkit.toml")) in line
    assert "above" not in done.out


@pytest.mark.parametrize(
    ("files", "arguments", "said"),
    [
        ({}, (), "no reading list here"),
        ({"README.md": "# Nothing\n\nJust prose.\n"}, (), "no entry was found"),
        ({}, ("none.md",), "none.md"),
        ({"a.md": "x"}, ("../a.md",), "outside this folder"),
        ({"reading-list.md": "x"}, ("--example",), "already here"),
    ],
)
def test_init_that_cannot_work_writes_nothing(tmp_path, run, tree, files, arguments, said):
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    before = tree(tmp_path)
    done = run("init", *arguments, cwd=tmp_path)
    assert done.code == 1
    assert said in done.err
    assert tree(tmp_path) == before


ODD = """# P

- Back\\slash title of a Paper [paper](https://arxiv.org/abs/2303.00001)
- Zero\u200bwidth title of a Paper [paper](https://arxiv.org/abs/2303.00002)
- https://arxiv.org/abs/1706.03762
- FlexGen: High-througput Inference [paper](https://arxiv.org/abs/2303.06865) [review](notes/my%20note.md#summary)
"""


def test_odd_titles_and_bare_addresses_get_their_files_once(library, run, tree):
    root = library(ODD)
    (root / "notes").mkdir()
    (root / "notes/my note.md").write_text("# mine\n")
    run("sync", "--offline", cwd=root)
    before = tree(root)
    assert run("sync", "--offline", cwd=root).out.startswith("wrote 0 files")
    assert tree(root) == before
    assert not (root / "reviews/flexgen.md").exists()
    run("link", cwd=root)
    assert "[review](notes/my%20note.md#summary)" in (root / "reading-list.md").read_text(encoding="utf-8")


def test_a_title_may_be_corrected_and_a_heading_changed(library, run):
    root = library("# P\n\n- FlexGen: High-througput Inference [paper](https://arxiv.org/abs/2303.06865)\n")
    run("sync", "--offline", cwd=root)
    path = root / "reviews/flexgen.md"
    path.write_text(path.read_text(encoding="utf-8").replace("# FlexGen", "# My FlexGen") + "mine\n", encoding="utf-8")
    text = (root / "reading-list.md").read_text(encoding="utf-8")
    (root / "reading-list.md").write_text(text.replace("througput", "throughput"), encoding="utf-8")
    run("sync", "--offline", cwd=root)
    assert [each.name for each in (root / "reviews").iterdir()] == ["flexgen.md"]


def test_a_paper_prints_itself_in_a_line(library):
    paper = rk.Library.open(library()).paper("flexgen")
    assert repr(paper) == "<LibraryPaper flexgen: FlexGen: High-throughput Generative Inference>"


def test_sync_never_touches_the_front_page(library, run):
    root = library("# P\n\n- [00-progress: A Study of Tables](https://arxiv.org/abs/2303.00001)\n")
    (root / "notebooks").mkdir()
    (root / "notebooks/00-progress.ipynb").write_text("mine")
    run("sync", "--offline", cwd=root)
    assert (root / "notebooks/00-progress.ipynb").read_text() == "mine"
    assert (root / "notebooks/00-progress-paper.ipynb").exists()


def test_python_m_reviewkit_is_the_command(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["reviewkit", "--version"])
    runpy.run_module("reviewkit", run_name="__main__")
    assert "reviewkit, version" in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["reviewkit", "no-such-verb"])
    with pytest.raises(SystemExit) as stopped:
        runpy.run_module("reviewkit", run_name="__main__")
    assert stopped.value.code == 2
