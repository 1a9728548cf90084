"""New files: valid, equal on every machine, and deaf to what a title asks for."""

import json

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewkit import render, templates
from reviewkit.errors import TemplateError
from reviewkit.holdings import Holding
from reviewkit.notebook import Notebook
from reviewkit.papers import Name, Paper, Preprint
from reviewkit.reading_list import Entry, Span
from reviewkit.review import Review

NOWHERE = Span(0, 0)
NAMES = ("summary", "quick", "conference", "executable")


def holding(title="FlexGen: X", paper=None, **entry):
    fields = {"file": "list.md", "line": 1, "end_line": 1, "kind": "paper", "span": NOWHERE, "title_span": NOWHERE}
    return Holding(
        "flexgen", (Entry(title=title, **(fields | entry)),), paper, "reviews/flexgen.md", "notebooks/flexgen.ipynb"
    )


def record(title="FlexGen: X", **more):
    return Paper(title, id="flexgen", author=(Name("Sheng", "Ying"),), issued="2023", **more)


@pytest.mark.parametrize("name", NAMES)
def test_a_new_review_is_as_scaffolded_and_has_sections_with_nothing_filled(name, tmp_path):
    template = templates.review_template(name, tmp_path)
    review = Review.parse(render.review(holding(), template), "reviews/flexgen.md")
    assert review.as_scaffolded
    assert len(review.sections) >= 7
    assert review.filled() == ()
    assert review.status == "to-read"
    assert review.header
    assert review.header.template == name
    # Seen as edited, its guidance still does not count.
    touched = Review.parse(review.text + "\n", "reviews/flexgen.md")
    assert touched.filled(template.guidance) == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_new_notebook_is_valid_and_the_same_every_time(name, tmp_path):
    template = templates.notebook_template(name, tmp_path)
    text = render.notebook(holding(), template)
    assert text == render.notebook(holding(), template)
    nbformat.validate(json.loads(text))
    notebook = Notebook.parse(text, "a.ipynb")
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert notebook.header_intact
    assert [cell.source for cell in notebook.cells[1:3]] == [
        'key = "flexgen"',
        "import reviewkit as rk\n\npaper = rk.paper(key)\npaper",
    ]
    assert notebook.cells[1].tags == ("parameters",)
    assert text.endswith("}\n")


def test_the_headers_link_to_each_other_and_to_the_paper():
    paper = record(event_title="ICML 2023", preprint=Preprint("2303.06865"), doi="10.48550/arxiv.2303.06865")
    review, notebook = render.review_header(holding(paper=paper)), render.notebook_header(holding(paper=paper))
    facts = "Ying Sheng · ICML 2023 · [arXiv:2303.06865](https://arxiv.org/abs/2303.06865) · "
    assert review == f"# FlexGen: X\n{facts}[notebook](../notebooks/flexgen.ipynb)\n"
    assert notebook == f"# FlexGen: X\n{facts}[review](../reviews/flexgen.md)"


@pytest.mark.parametrize(
    ("paper", "facts"),
    [
        (record(doi="10.1145/3", url="https://doi.org/10.1145/3"), "[doi:10.1145/3](https://doi.org/10.1145/3)"),
        (record(url="https://www.usenix.org/x"), "[usenix.org](https://www.usenix.org/x)"),
        (record(url="javascript:alert(1)"), "Ying Sheng · 2023 · [notebook]"),
        (record(preprint=Preprint("1", withdrawn=True)), "**withdrawn**"),
        (record(event_title="OSDI 2022"), "OSDI 2022 2023"),
    ],
)
def test_a_record_says_where_it_is_from(paper, facts):
    assert facts in render.review_header(holding(paper=paper))


def test_many_authors_are_cut_and_counted():
    authors = tuple(Name(f"F{n}") for n in range(14))
    header = render.review_header(holding(paper=Paper("T", author=authors)))
    assert "F0, F1, F2, … (14 authors)" in header


def test_an_unresolved_paper_shows_what_the_list_says():
    header = render.review_header(holding("Title", venue="OSDI", year=2023))
    assert header == "# Title\nOSDI 2023 · [notebook](../notebooks/flexgen.ipynb)\n"


def test_a_tick_in_the_list_is_not_unsaid_by_the_new_review(tmp_path):
    template = templates.review_template("summary", tmp_path)
    text = render.review(holding(checked=True), template)
    assert Review.parse(text, "a.md").status == "read"


HOSTILE = [
    'a"""\nimport os', "{{ 7*7 }}{% for x in y %}", "<script>alert(1)</script>", "](javascript:alert(1))", "a | b",
    "$x$", "--> <!-- /reviewkit:header -->", "a\u2028b\u2029c", "a\u202eb", "\x1b]0;x\x07", "..", "x" * 300,
    "---\nstatus: read",
]  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(HOSTILE) | st.text())
def test_no_title_gets_out_of_its_place(title):
    paper = record(title, abstract=title, event_title=title)
    built_in = templates.BUILT_IN
    for made in (holding(title), holding(title, paper)):
        review = Review.parse(render.review(made, templates.review_template("summary", built_in)), "a.md")
        assert review.status == "to-read"
        assert review.as_scaffolded
        assert review.header
        assert review.header.text.count("\n") == 2
        notebook = Notebook.parse(render.notebook(made, templates.notebook_template("summary", built_in)), "a.ipynb")
        code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        assert code[0] == 'key = "flexgen"'
        assert all(title.strip() not in source for source in code if len(title.strip()) > 8)


def test_your_own_template_wins_and_may_use_the_facts(tmp_path):
    (tmp_path / "summary.md").write_text("\n## Mine\n{{ title }} by {{ authors[0] }} ({{ venue }}, {{ year }})\n")
    template = templates.review_template("summary", tmp_path)
    text = render.review(holding(paper=record("A *star*", event_title="OSDI 2023")), template)
    assert "A \\*star\\* by Ying Sheng (OSDI 2023, 2023)" in text
    assert templates.names(tmp_path) == ("conference", "executable", "quick", "summary")


def test_your_own_notebook_template_is_a_notebook_and_code_gets_the_key_alone(tmp_path):
    cells = [
        {"cell_type": "markdown", "source": ["# About {{ title }}"], "metadata": {}},
        {"cell_type": "code", "source": "x = {'{{ key }}': {{1}}}\nprint('{{ title }}')", "metadata": {"tags": ["t"]}},
    ]
    (tmp_path / "summary.ipynb").write_text(json.dumps({"cells": cells, "nbformat": 4}))
    text = render.notebook(holding('"""'), templates.notebook_template("summary", tmp_path))
    notebook = Notebook.parse(text, "a.ipynb")
    assert notebook.cells[4].source == "x = {'flexgen': {{1}}}\nprint('{{ title }}')"
    assert notebook.cells[4].tags == ("t",)
    assert notebook.cells[3].source == '# About """'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("ok\n{{ nothing }}\n", 2, "'nothing' is undefined"),
        ("ok\n\n{% for x in %}\n", 3, "Expected an expression"),
        ("{{ title.__class__.__mro__ }}", 1, "unsafe"),
        ("a\n{{ 1 / 0 }}", 2, "division"),
        ("a\n{% include 'x' %}", 2, "no loader"),
    ],
)
def test_an_error_in_a_template_names_template_and_line(tmp_path, text, line, said):
    (tmp_path / "own.md").write_text(text)
    with pytest.raises(TemplateError, match=said) as caught:
        render.review(holding(), templates.review_template("own", tmp_path))
    assert caught.value.line == line
    assert str(caught.value.path).endswith("/own.md")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "not a notebook"),
        ("{}", "not a notebook"),
        ('{"cells": [{"cell_type": "x", "source": ""}]}', "no known type"),
    ],
)
def test_a_notebook_template_that_is_none_is_told(tmp_path, content, said):
    (tmp_path / "summary.ipynb").write_text(content)
    with pytest.raises(TemplateError, match=said):
        render.notebook(holding(), templates.notebook_template("summary", tmp_path))


def test_a_template_that_is_not_there_names_those_that_are(tmp_path):
    with pytest.raises(TemplateError, match="no template is called `summery`") as caught:
        templates.review_template("summery", tmp_path)
    assert "summary" in caught.value.hint


def test_a_template_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "own.md").write_bytes(b"\xff")
    with pytest.raises(TemplateError, match="not UTF-8"):
        templates.review_template("own", tmp_path)
