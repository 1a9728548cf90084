"""`reviewkit resolve` and `reviewkit sources`, as a person meets them."""

import json

import pytest

from conftest import tree
from reviewkit.cli.main import main

SETTINGS = """lists = ["reading-list.md"]
[sources.arxiv]
url = "{base}/api/query"
interval = 0
[sources.crossref]
url = "{base}/crossref"
interval = 0
[sources.datacite]
enabled = false
[sources.pages]
mirrors = {{"https://www.usenix.org" = "{base}/usenix"}}
"""


@pytest.fixture
def run(capsys, monkeypatch, tmp_path, service, library):
    """Run `reviewkit …` in the library; return exit code, answer and narration."""
    monkeypatch.setenv("REVIEWKIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("REVIEWKIT_CONTACT", raising=False)
    monkeypatch.chdir(library)
    (library / "reviewkit.toml").write_text(SETTINGS.format(base=service.base), encoding="utf-8")
    service.add("2303.06865", "FlexGen: High-Throughput Generative Inference")
    service.add("2401.00001", "Another Paper of Ours About Serving")

    def call(*arguments):
        code = 0
        try:
            main(list(arguments))
        except SystemExit as error:
            code = error.code or 0
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_any_list_is_resolved_and_nothing_is_written(run, tmp_path, library):
    (tmp_path / "elsewhere.md").write_text(
        "# Papers\n\n- FlexGen: High-Throughput Generative Inference [paper]()\n- Nothing Like This Was Ever"
        " Written [paper]()\n"
        "- [A Talk](https://youtu.be/bZQun8Y4L2At)\n",
        encoding="utf-8",
    )
    before = tree(library)
    code, out, err = run("resolve", str(tmp_path / "elsewhere.md"), "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert list(rows[0]) == ["file", "line", "title", "state", "arxiv", "doi", "via", "why", "candidates"]
    assert [row["state"] for row in rows] == ["resolved", "unresolved", "not-a-paper"]
    assert (rows[0]["arxiv"], rows[0]["why"]) == ("2303.06865", "title equal")
    assert "3 entries = 1 resolved + 0 ambiguous + 1 unresolved + 0 unavailable + 1 not a paper" in err
    assert tree(library) == before


def test_without_a_list_the_librarys_own_go_into_papers_json(run, library):
    code, out, _ = run("resolve")
    assert (code, "2303.06865" in out) == (0, True)
    records = json.loads((library / "papers.json").read_text(encoding="utf-8"))
    assert {record["title"] for record in records} == {
        "FlexGen: High-Throughput Generative Inference", "Another Paper of Ours About Serving",
    }  # fmt: skip
    before = tree(library)
    assert run("resolve")[0] == 0
    assert tree(library) == before


def test_a_refresh_tells_what_changed(run, service):
    run("resolve")
    service.bump("2303.06865")
    code, _, err = run("resolve", "--refresh")
    assert code == 0
    assert "flexgen: v2 is out, v1 was known" in err


def test_a_wall_is_told_in_one_line_with_exit_1(run, service, library):
    before = tree(library)
    service.fault("F14", n=-1)
    code, _, err = run("resolve")
    assert code == 1
    assert "arXiv is unavailable: status 403, it refuses us (2 entries left)" in err.splitlines()
    assert tree(library) == before


def test_offline_says_so_with_exit_0(run, service):
    code, out, err = run("resolve", "--offline")
    assert (code, service.hits) == (0, [])
    assert "unavailable" in out
    assert "offline: what neither papers.json nor the cache knows was not asked for" in err


@pytest.mark.parametrize("verb", ["resolve", "sync"])
def test_an_id_that_arxiv_does_not_know_is_told_with_its_place_and_what_to_do(run, library, verb):
    (library / "reading-list.md").write_text("# P\n\n- [Lost](https://arxiv.org/abs/2312.99999)\n", encoding="utf-8")
    code, _, err = run(verb)
    assert code == 0
    (line,) = [line for line in err.splitlines() if "2312.99999" in line]
    assert line.startswith("reading-list.md:3: unresolved: Lost (not known: arxiv:2312.99999)")
    assert "correct that link in the list" in line


def test_a_list_that_is_not_there_is_one_clear_line(run):
    code, _, err = run("resolve", "missing.md")
    assert code == 1
    assert err.startswith("error: ")


def test_the_sources_are_shown_with_whether_they_answer(run, service):
    service.fault("F14", n=-1, path="/crossref")
    code, out, err = run("sources", "--format", "json")
    rows = {row["source"]: row for row in json.loads(out)}
    assert code == 0
    assert rows["arxiv"]["on"] is True
    assert rows["arxiv"]["answers"].startswith("yes")
    assert rows["crossref"]["answers"].startswith("no: Crossref is unavailable")
    assert (rows["datacite"]["on"], rows["datacite"]["why"]) == (False, "turned off in the configuration")
    assert "reviewkit/" in err


def test_the_sources_are_not_asked_offline(run, service):
    _, out, _ = run("sources", "--offline", "--format", "csv")
    assert "not asked" in out
    assert service.hits == []
