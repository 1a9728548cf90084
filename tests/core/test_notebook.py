"""Foreign notebooks keep their bytes; only what is ours changes."""

import json

import pytest

from reviewkit import header
from reviewkit.errors import NotebookError
from reviewkit.notebook import Notebook


def make(source="# Title", digest=None, indent=1, **more):
    cells = [
        {
            "cell_type": "markdown",
            "id": "h",
            "metadata": {"reviewkit": {"digest": digest or header.fingerprint(source), "role": "header"}},
            "source": source.splitlines(keepends=True),
        },
        {
            "cell_type": "code", "execution_count": 3, "id": "c", "metadata": {"tags": ["parameters"]},
            "outputs": [{"output_type": "stream", "name": "stdout", "text": "1.0\n"}], "source": "x = 1e5",
        },
    ]  # fmt: skip
    return json.dumps(
        {"cells": cells, "metadata": {"é": 1.0}, "nbformat": 4, "nbformat_minor": 5, **more}, indent=indent
    )


def test_a_notebook_is_read_with_nbformats_words():
    cells = Notebook.parse(make(), "a.ipynb").cells
    assert [cell.cell_type for cell in cells] == ["markdown", "code"]
    assert cells[0].role == "header"
    assert cells[1].tags == ("parameters",)
    assert cells[1].source == "x = 1e5"
    assert cells[1].execution_count == 3
    assert cells[1].outputs[0]["text"] == "1.0\n"


@pytest.mark.parametrize("indent", [1, 4, "\t", None])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_new_header_changes_two_values_whatever_the_files_style(indent, newline, end, mark):
    text = mark + make(indent=indent).replace("\n", newline) + end
    changed = Notebook.parse(text, "a.ipynb").with_header("# New\nfacts")
    again = Notebook.parse(changed, "a.ipynb")
    assert again.header_cell
    assert again.header_cell.source == "# New\nfacts"
    assert again.header_intact
    old_lines, new_lines = set(text.split(newline)), set(changed.split(newline))
    if indent is not None:
        assert len(old_lines - new_lines) == 2
    assert changed.endswith(end)
    assert changed.startswith(mark)
    assert '"x = 1e5"' in changed
    assert Notebook.parse(text, "a.ipynb").with_header("# Title") == text if indent else True


def test_an_edited_header_cell_is_the_readers():
    notebook = Notebook.parse(make(digest="0" * 12), "a.ipynb")
    assert not notebook.header_intact
    with pytest.raises(NotebookError, match="edited"):
        notebook.with_header("# New")


def test_two_header_cells_are_none():
    content = json.loads(make())
    content["cells"].append(content["cells"][0])
    assert Notebook.parse(json.dumps(content), "a.ipynb").header_cell is None


def test_outputs_are_saved_alone():
    text = make()
    saved = Notebook.parse(text, "a.ipynb").with_outputs(
        {1: ([{"output_type": "stream", "name": "stdout", "text": "2"}], 1)}
    )
    before, after = json.loads(text), json.loads(saved)
    assert after["cells"][1].pop("outputs") == [{"output_type": "stream", "name": "stdout", "text": "2"}]
    assert after["cells"][1].pop("execution_count") == 1
    for name in ("outputs", "execution_count"):
        before["cells"][1].pop(name)
    assert after == before


def test_outputs_for_a_cell_that_is_not_there_are_refused():
    with pytest.raises(NotebookError, match="lacks"):
        Notebook.parse(make(), "a.ipynb").with_outputs({7: ([], 1)})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON"),
        ("<<<<<<< HEAD\n", "not JSON"),
        ("[]", "format 4"),
        ('{"nbformat": 3, "worksheets": []}', "format 4"),
        ('{"nbformat": 4, "cells": {}}', "format 4"),
        ('{"nbformat": 4, "cells": [1]}', "cell 0"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_broken_notebook_is_told_with_its_file(text, said):
    with pytest.raises(NotebookError, match=said) as caught:
        Notebook.parse(text, "notebooks/a.ipynb")
    assert str(caught.value).startswith("notebooks/a.ipynb")


def test_odd_cells_are_read_without_a_fuss():
    text = json.dumps(
        {"nbformat": 4, "cells": [{"metadata": [], "outputs": {}, "source": ["a", "b"], "execution_count": "x"}]}
    )
    (cell,) = Notebook.parse(text, "a.ipynb").cells
    assert (cell.source, cell.tags, cell.role, cell.outputs, cell.execution_count) == ("ab", (), "", (), None)
