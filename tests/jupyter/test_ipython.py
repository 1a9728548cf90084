"""`%load_ext reviewkit` in a real IPython shell, and a library's own ways to show itself."""

import atexit
import os
import sys

import pytest

import reviewkit
from reviewkit import library, starting

LIST = """# List

- FlexGen: High-throughput Generative Inference [[paper](https://example.org/1)]
- FlexFlow: A Compiler for Deep Learning [[paper](https://example.org/2)]
- State of GPT [[video](https://www.youtube.com/watch?v=bZQun8Y4L2A)]
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A library of two papers and a video, with the files of the papers; the shell stands in its notebooks."""
    (tmp_path / "list.md").write_text(LIST)
    starting.init(tmp_path, ["list.md"])
    library.Library.open(tmp_path).sync(offline=True)
    monkeypatch.chdir(tmp_path / "notebooks")
    return tmp_path


@pytest.fixture
def shell(here, tmp_path_factory, monkeypatch):
    # A shell puts a module of its own in the place of the program's; child processes need the true one.
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    pytest.importorskip("IPython", reason="IPython is not installed")
    os.environ.setdefault("IPYTHONDIR", str(tmp_path_factory.mktemp("ipython")))
    from IPython.core.interactiveshell import InteractiveShell

    made = InteractiveShell()
    made.run_line_magic("load_ext", "reviewkit")
    yield made
    made.atexit_operations()
    atexit.unregister(made.atexit_operations)


def test_a_paper_is_shown_by_its_key_or_by_less(shell):
    assert shell.run_line_magic("paper", "flexgen").key == "flexgen"
    assert shell.run_line_magic("paper", "'A Compiler'").key == "flexflow"
    card = shell.display_formatter.format(shell.run_line_magic("paper", "flexgen"))[0]
    assert set(card) == {"text/plain", "text/markdown", "text/html"}
    assert 'href="../reviews/flexgen.md"' in card["text/html"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("flexgn", "did you mean flexgen"), ("flex", "flexgen"), ("", "which paper?"), ("zzzz", "no paper is called")],
)
def test_a_wrong_key_is_answered_in_a_line(shell, capsys, name, said):
    assert shell.run_line_magic("paper", name) is None
    out = capsys.readouterr().out
    assert said in out
    assert "Traceback" not in out


def test_a_plain_function_answers_in_two_lines_too(shell, capsys):
    shell.run_cell("import reviewkit; reviewkit.paper('flexgn')")
    out = capsys.readouterr().out
    assert "did you mean flexgen" in out
    assert "Traceback" not in out
    assert len(out.strip().splitlines()) <= 2


def completed(shell, typed):
    """What Tab offers in a notebook."""
    from IPython.core.completer import provisionalcompleter

    with provisionalcompleter():
        return {found.text for found in shell.Completer.completions(typed, len(typed))}


@pytest.mark.parametrize("typed", ["%paper flex", "paper flex", "%paper FLEX", "%paper "])
def test_tab_completes_the_keys(shell, typed):
    assert {"flexgen", "flexflow"} <= completed(shell, typed)


def test_outside_a_library_nothing_is_completed_and_the_reason_is_told(shell, tmp_path_factory, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert "flexgen" not in completed(shell, "%paper flex")
    assert shell.run_line_magic("progress", "") is None
    assert "no library here" in capsys.readouterr().out


def test_progress_is_a_table_of_the_papers_or_of_everything(shell):
    assert list(shell.run_line_magic("progress", "")["key"]) == ["flexgen", "flexflow"]
    assert len(shell.run_line_magic("progress", "all")) == 3


def test_a_library_a_review_and_the_table_show_themselves(here):
    lib = reviewkit.Library.open()
    assert "list.md: 2 papers" in lib._repr_mimebundle_()["text/plain"]
    assert 'href="../notebooks/flexgen.ipynb"' in lib.table()._repr_mimebundle_()["text/html"]
    review = lib.paper("flexgen").review
    assert "Review of FlexGen" in review._repr_mimebundle_()["text/markdown"]
    assert review.status == "to-read"


def test_a_library_is_drawn_and_written_as_a_board(here, today):
    lib = reviewkit.Library.open()
    assert "0 of 2 papers read" in lib.plot("status", today=today).title
    path = lib.board(here / "out" / "board.html", kinds="all", today=today)
    assert path == here / "out" / "board.html"
    assert 'href="../reviews/flexgen.md"' in path.read_text()
    assert "3 entries" in path.read_text()
