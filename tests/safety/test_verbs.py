"""Random days in a library: files are edited between the verbs, and every verb keeps to its own bytes."""

import os
import re
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewkit.header import find

safety = settings.get_profile("safety")
days = settings(safety, max_examples=max(12, int(os.environ.get("REVIEWKIT_EXAMPLES", "0")) // 50))

LINES = [
    "- FlexGen: High-throughput Inference (ICML'23) [paper](https://arxiv.org/abs/2303.06865)",
    "* [Alpa: Automating Parallelism](https://arxiv.org/abs/2201.12023)",
    "- ORCA: A Distributed Serving System (OSDI'22) # [paper](https://arxiv.org/abs/2301.00009) | [code](https://github.com/x/y)",
    "1. **OliVe: Quantization** [[pdf]](https://arxiv.org/pdf/2304.07493.pdf)",
    "- [x] Tabi: An Inference System [paper](https://arxiv.org/abs/2301.00010) ([slides](https://x.org/s.pdf))",
    "- 日本語の論文: 木の葉 [paper](https://arxiv.org/abs/2301.00011)",
    "- [A talk](https://youtu.be/bZQun8Y4L2A)",
    "",
    "## Section",
    "Some prose, with a [link](https://x.org).",
    "<!-- a comment -->",
    "| Title | Link |\n|---|---|\n| Table: A Row | [paper](https://arxiv.org/abs/2301.00012) |",
    "- ",
    "```\n- not an entry\n```",
]
words = st.sampled_from(["\nMine.\n", "é", "\r\n", "<!-- x -->", "## More\n", "\u2028", "---\n", "木", "`", "\t"])


@st.composite
def lists(draw):
    """Return a reading list in somebody's style of newlines, byte order mark and last line."""
    chosen = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=8, unique=True))
    text = "# Papers\n\n" + "\n".join([LINES[0], *(line for line in chosen if line != LINES[0])])
    text += draw(st.sampled_from(["", "\n", "\n\n"]))
    return draw(st.sampled_from(["", "\ufeff"])) + (text.replace("\n", "\r\n") if draw(st.booleans()) else text)


steps = st.lists(
    st.one_of(
        st.tuples(st.just("list"), lists()),
        st.tuples(st.just("review"), words, st.floats(0, 1)),
        st.tuples(st.just("header"), words),
        st.tuples(st.just("sync")),
        st.tuples(st.just("mark"), st.sampled_from(["to-read", "reading", "read"])),
        st.tuples(st.just("new"), st.sampled_from(["quick", "summary"])),
        st.tuples(st.just("link")),
    ),
    min_size=2,
    max_size=6,
)
LINKS = re.compile(r"[ |,/·#]*[\[(]?\[(?:review|notebook)\]\]?\((?:reviews|notebooks)/[^)]*\)[\])]?", re.IGNORECASE)


def outside_header(text):
    block = find(text)
    return text if block is None else text[: block.start] + text[block.stop :]


def without_fields(text):
    fields = re.compile(r"(status|started|finished|version):")
    return [line for line in text.splitlines(keepends=True) if not fields.match(line) and line.strip() != "---"]


def held(verb, name, old, new):
    """Tell whether the verb changed only what it owns in this file."""
    if old == new or (old is None and verb in ("sync", "new")):
        return True
    if old is None or new is None:
        return False
    before, after = old.decode(), new.decode()
    if name == "papers.json":
        return verb == "sync"
    if name == "reading-list.md":
        return verb == "link" and LINKS.sub("", after) == LINKS.sub("", before)
    if verb == "mark":
        return without_fields(after) == without_fields(before)
    if verb == "new":  # only a body that nobody wrote in
        return "Mine." not in before and find(before).intact
    return verb == "sync" and find(before).intact and outside_header(after) == outside_header(before)


def act(root, step):
    """Do what the user does; return False for a verb."""
    review = root / "reviews/flexgen.md"
    if step[0] == "list":
        (root / "reading-list.md").write_bytes(step[1].encode())
    elif step[0] == "review" and review.exists():
        text = review.read_bytes().decode()
        block = find(text)
        begin = block.end if block else 0
        place = begin + int(step[2] * (len(text) - begin))
        review.write_bytes((text[:place] + step[1] + text[place:]).encode())
    elif step[0] == "header" and review.exists():
        text = review.read_bytes().decode()
        block = find(text)
        if block:
            review.write_bytes((text[: block.stop] + step[1].strip() + "x\n" + text[block.stop :]).encode())
    return step[0] in ("list", "review", "header")


@settings(days)
@given(lists(), steps)
def test_on_any_day_every_verb_keeps_to_its_own_bytes(tmp_path, run, tree, first, day):
    root = tmp_path / "library"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    (root / "reviewkit.toml").write_text("")
    (root / "reading-list.md").write_bytes(first.encode())
    for step in (("sync",), *day):
        if act(root, step):
            continue
        before = tree(root)
        arguments = {"mark": ["mark", "flexgen", *step[1:]], "new": ["new", "flexgen", "--template", *step[1:]]}
        done = run(*arguments.get(step[0], [step[0], *(["--offline"] if step[0] == "sync" else [])]), cwd=root)
        after = tree(root)
        assert "Traceback" not in done.err and done.code in (0, 1)
        for name in {*before, *after}:
            assert held(step[0], name, before.get(name), after.get(name)), f"{step[0]} changed {name}"
        if "error: " in done.err:
            assert after == before, "a run that failed changed something"
        if step[0] in ("sync", "link"):
            run(*([step[0], "--offline"] if step[0] == "sync" else ["link"]), cwd=root)
            assert tree(root) == after, f"a second {step[0]} changed something"


@pytest.mark.parametrize(
    "verb",
    [["sync", "--offline"], ["mark", "flexgen", "read"], ["new", "flexgen"], ["link"], ["resolve", "--offline"]],
    ids=lambda verb: verb[0],
)
@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("reviewkit.toml", b"lists = 5\n"),
        ("reviewkit.toml", b"\xff"),
        ("reading-list.md", b"- caf\xe9\n"),
        ("reading-list.md", None),
        ("papers.json", b"<<<<<<< mine\n[]\n=======\n[]\n>>>>>>> theirs\n"),
        ("papers.json", b"[1]"),
        ("papers.json", b"{"),
    ],
)
def test_a_run_that_fails_changes_nothing(library, run, tree, verb, path, content):
    root = library(LINES[0] + "\n", {"reviews/flexgen.md": "Mine.\n"})
    if content is None:
        (root / path).unlink()
        (root / path).mkdir()
    else:
        (root / path).write_bytes(content)
    before = tree(root)
    done = run(*verb, cwd=root)
    assert done.code == 1 and done.err.startswith("error: ")
    assert tree(root) == before
