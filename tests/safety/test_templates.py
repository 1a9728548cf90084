"""Templates: the four that come with it, a user's own, and what `new` may rewrite."""

import json
import re

import pytest

from reviewkit.library import Library
from reviewkit.templates import BUILT_IN

SECTIONS = {
    "summary": [
        "Takeaway", "Problem and motivation", "Related work", "Solution and key insight", "Evidence", "Limitations",
        "Future directions", "Discussion", "My questions", "Claims",
    ],
    "quick": ["Takeaway", "Category", "Context", "Correctness", "Contributions", "Clarity", "Decision"],
    "conference": [
        "Summary", "Claimed contributions", "Strengths", "Weaknesses", "Detailed comments", "Questions to the authors",
        "Limitations and ethics", "Scores", "Not reviewed in depth",
    ],
    "executable": [
        "Takeaway", "Model of the system", "Reported numbers", "Claims", "Check notes", "Assumptions", "Weaknesses",
        "Follow-up work", "Open questions",
    ],
}  # fmt: skip


@pytest.fixture
def synced(library, run):
    root = library()
    run("sync", "--offline", cwd=root)
    return root


def paper(root):
    return Library.open(root).paper("flexgen")


@pytest.mark.parametrize("name", SECTIONS)
def test_a_built_in_template_has_its_sections_and_a_line_of_guidance_for_each(library, run, name):
    root = library()
    assert run("new", "flexgen", "--template", name, cwd=root).code == 0
    found = paper(root)
    assert [section.title for section in found.review.sections] == SECTIONS[name]
    for section in found.review.sections:
        assert re.fullmatch(r"\s*<!-- [^\n]+\. -->|\s*<!-- [^\n]+\? -->", section.body.rstrip()), section.title
    assert (found.row.filled, found.row.words) == (0, 0)
    path = root / "reviews/flexgen.md"
    path.write_text(
        path.read_text()
        .replace("\n## Takeaway\n", "\n## Takeaway\nIt is fast.\n")
        .replace("\n## Summary\n", "\n## Summary\nIt is fast.\n")
    )
    assert (paper(root).row.filled, paper(root).row.words) == (1, 3)


def test_the_header_records_the_template_that_a_review_was_made_from(synced):
    assert re.search(r"^<!-- reviewkit:header [0-9a-f]{12} summary@[0-9a-f]{12} -->$", review(synced), re.MULTILINE)


def review(root):
    return (root / "reviews/flexgen.md").read_bytes().decode()


def test_new_rewrites_what_nobody_wrote_in_and_keeps_the_front_matter(synced, run):
    run("mark", "flexgen", "reading", "--started", "2026-01-31", cwd=synced)
    front = review(synced).partition("<!--")[0]
    assert run("new", "flexgen", "--template", "quick", cwd=synced).out == "write   reviews/flexgen.md\n"
    assert review(synced).startswith(front) and "## Decision" in review(synced) and "## Evidence" not in review(synced)
    assert run("new", "flexgen", "--template", "quick", cwd=synced).out == ""


def test_a_review_that_git_gave_other_newlines_is_still_as_scaffolded(synced, run):
    (synced / "reviews/flexgen.md").write_bytes(review(synced).replace("\n", "\r\n").encode())
    assert run("new", "flexgen", "--template", "quick", cwd=synced).code == 0
    assert "## Decision" in review(synced) and review(synced).count("\n") == review(synced).count("\r\n")


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("## Takeaway\n", "## Takeaway\nMine.\n"),
        lambda text: text + "x",
        lambda text: (
            text.replace("ICML 2023", "ICML, I think")
            if "ICML 2023" in text
            else text.replace("# FlexGen", "# My FlexGen")
        ),
        lambda text: re.sub(r"<!-- reviewkit:header.*?/reviewkit:header -->\n", "", text, flags=re.DOTALL),
        lambda text: "",
        lambda text: text.replace("## Evidence\n", ""),
    ],
    ids=["a sentence", "a letter", "the header", "no header", "emptied", "a section less"],
)
def test_new_refuses_a_review_that_somebody_wrote_in(synced, run, tree, edit):
    (synced / "reviews/flexgen.md").write_bytes(edit(review(synced)).encode())
    before = tree(synced)
    done = run("new", "flexgen", "--template", "quick", cwd=synced)
    assert done.code == 1 and "error: reviews/flexgen.md: this review has your text; nothing was written" in done.err
    assert tree(synced) == before


OWN_NOTEBOOK = json.dumps(
    {
        "cells": [
            {"cell_type": "markdown", "metadata": {}, "source": "## Mine: {{ title }}"},
            {
                "cell_type": "code",
                "metadata": {"tags": ["x"]},
                "source": ['print("{{ key }}", "{{ title }}")'],
                "outputs": [1],
            },
        ],
        "nbformat": 4,
        "nbformat_minor": 5,
    }
)


def test_a_users_own_templates_win_by_name(library, run):
    files = {
        "templates/summary.md": "\n## Mine on {{ title }}\nWrite here.\n",
        "templates/notebook.ipynb": OWN_NOTEBOOK,
    }
    root = library(files=files)
    run("sync", "--offline", cwd=root)
    assert "## Mine on FlexGen" in review(root)
    assert paper(root).row.filled == 0, "a line of the template is no text of the user's"
    cells = json.loads((root / "notebooks/flexgen.ipynb").read_text())["cells"]
    assert "".join(cells[3]["source"]) == "## Mine: FlexGen: High-throughput Generative Inference"
    assert cells[4]["source"] == ['print("flexgen", "{{ title }}")'] and cells[4]["outputs"] == []
    assert cells[4]["metadata"] == {"tags": ["x"]}


def test_a_notebook_template_goes_with_its_reviews_namesake(library, run):
    root = library(files={"templates/deep.md": "\n## Deep\n", "templates/deep.ipynb": OWN_NOTEBOOK})
    assert run("new", "flexgen", "--template", "deep", cwd=root).code == 0
    assert "## Mine" in (root / "notebooks/flexgen.ipynb").read_text()


@pytest.mark.parametrize("verb", [["sync", "--offline"], ["new", "flexgen"]], ids=["sync", "new"])
@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("summary.md", "\n## A\n\n{% if %}\n", "templates/summary.md:4: template error"),
        ("summary.md", "\n## A\n{{ titel }}\n", "templates/summary.md:3: template error: 'titel' is undefined"),
        ("summary.md", "{{ title.__class__.__mro__ }}", "templates/summary.md:1: template error"),
        ("summary.md", b"\xff", "templates/summary.md: not UTF-8 at line 1"),
        ("notebook.ipynb", "{\n,", "templates/notebook.ipynb:2: not a notebook"),
        (
            "notebook.ipynb",
            '{"cells": [{"cell_type": "poem", "source": ""}]}',
            "templates/notebook.ipynb: cell 0 is of no known type",
        ),
        (
            "notebook.ipynb",
            OWN_NOTEBOOK.replace("{{ title }}", "{{ titel }}", 1),
            "templates/notebook.ipynb:1: template error",
        ),
    ],
)
def test_an_error_in_a_template_names_it_and_its_line_and_writes_nothing(library, run, tree, verb, name, text, said):
    root = library(files={f"templates/{name}": text})
    before = tree(root)
    done = run(*verb, cwd=root)
    assert done.code == 1
    assert said in done.err and len(done.err.splitlines()) <= 3
    assert tree(root) == before


def test_a_template_that_is_not_there_is_told_with_those_that_are(synced, run, tree):
    before = tree(synced)
    done = run("new", "flexgen", "--template", "../summary", cwd=synced)
    assert done.code == 1 and "there are conference, executable, quick, summary" in done.err
    assert tree(synced) == before
    assert sorted(path.stem for path in BUILT_IN.glob("*.md")) == sorted(SECTIONS)
