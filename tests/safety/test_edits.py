"""Whatever a user did to the files, a verb changes its own bytes and no others."""

import json
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reviewkit import plan, render
from reviewkit.errors import NotebookError, ReviewError
from reviewkit.holdings import Holding
from reviewkit.notebook import Notebook
from reviewkit.ondisk import OnDisk, digest
from reviewkit.papers import Name, Paper, Preprint
from reviewkit.plan import Scaffold
from reviewkit.reading_list import Entry, Span
from reviewkit.review import Review, mark
from reviewkit.templates import BUILT_IN, Template

safety = settings.get_profile("safety")

REVIEW = Template("summary", BUILT_IN / "summary.md", (BUILT_IN / "summary.md").read_text())
NOTEBOOK = Template("notebook", BUILT_IN / "notebook.ipynb", (BUILT_IN / "notebook.ipynb").read_text())
SCAFFOLD = Scaffold(REVIEW, NOTEBOOK)

# What a user types, pastes or is sent: any character that a file can hold, and what means something to us.
typed = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    [
        "---\n",
        "\n## Claims\n",
        "<!--",
        "-->",
        "\r\n",
        "\r",
        "\u2028",
        "\x00",
        "\ufeff",
        "```yaml claims\n- id: a\n```\n",
        "status: read\n",
        "{{ title }}",
        "<!-- /reviewkit:header -->",
        "# ",
        "é́",
        "木の葉",
        "\u202e",
        "$x$",
        "\t",
        "…",
    ]
)


def holding(title="FlexGen: Generative Inference", venue="ICML 2023"):
    nowhere = Span(0, 0)
    entry = Entry("list.md", 1, 1, title, "paper", nowhere, nowhere)
    record = Paper(
        title,
        id="flexgen",
        author=(Name("Sheng", "Ying"),),
        issued="2023",
        event_title=venue,
        preprint=Preprint("2303.06865", version=1),
    )
    return Holding("flexgen", (entry,), record, "reviews/flexgen.md", "notebooks/flexgen.ipynb")


OLD, NEW = holding(), holding("FlexGen: High-throughput Generative Inference", "ICML 2023 (oral)")
SCAFFOLDED = render.review(OLD, REVIEW)
OPENS = SCAFFOLDED.index("<!-- reviewkit:header")
BEGINS = SCAFFOLDED.index("# FlexGen")
ENDS = SCAFFOLDED.index("<!-- /reviewkit:header")


@st.composite
def edits(draw, text):
    """Return a text after a few edits: something typed in, something cut."""
    for _ in range(draw(st.integers(0, 4))):
        begin = draw(st.integers(0, len(text)))
        end = min(len(text), begin + draw(st.sampled_from([0, 0, 1, 7, 60])))
        text = text[:begin] + draw(typed) + text[end:]
    return text


def on_disk(text):
    return OnDisk(text, digest(text))


def changes_of(text, subject=NEW, path="review"):
    return [c for c in plan.plan([subject], {getattr(subject, path): on_disk(text)}, SCAFFOLD) if c.action != "create"]


@settings(safety)
@given(edits(SCAFFOLDED[:OPENS]), edits(SCAFFOLDED[ENDS + len("<!-- /reviewkit:header -->") :]), st.booleans())
def test_news_reach_the_header_and_no_byte_outside_it_changes(front, body, crlf):
    block = SCAFFOLDED[OPENS:ENDS] + "<!-- /reviewkit:header -->"
    if crlf:  # git's autocrlf, or an editor on Windows
        block = block.replace("\n", "\r\n")
    if front and not front.endswith("\n"):
        front += "\n"
    text = front + block + body
    (change,) = changes_of(text) or [None]
    markers = re.findall(r"^<!-- reviewkit:header\b", text, re.MULTILINE)
    if len(markers) > 1 or not re.match(r"[ \t]*(\r?\n|\Z)", body):
        assert change is None or change.action == "keep"
        return
    assert change is not None and change.action == "refresh"
    assert change.text.startswith(front + "<!-- reviewkit:header ")
    assert change.text.endswith("<!-- /reviewkit:header -->" + body)
    inner = change.text[len(front) : len(change.text) - len(body)]
    assert "ICML 2023 (oral)" in inner and ("\r\n" in inner) == crlf
    assert changes_of(change.text) == []


@settings(safety)
@given(st.data())
def test_an_edited_header_is_never_replaced(data):
    inside = data.draw(edits(SCAFFOLDED[BEGINS:ENDS]))
    text = SCAFFOLDED[:BEGINS] + inside + SCAFFOLDED[ENDS:]
    changes = changes_of(text)
    if inside.replace("\r\n", "\n") == SCAFFOLDED[BEGINS:ENDS]:
        assert [change.action for change in changes] == ["refresh"]
    else:
        assert all(not change.writes for change in changes)


@settings(safety)
@given(edits(SCAFFOLDED))
def test_whatever_was_done_to_a_review_a_refresh_keeps_all_but_whole_intact_headers(text):
    for change in changes_of(text):
        if change.writes:
            block = SCAFFOLDED[BEGINS:ENDS]
            found = text.replace("\r\n", "\n").find(block)
            assert found >= 0, "replaced a header that reviewkit did not write"
            assert change.text.replace(render.review_header(NEW), "").replace("\r\n", "\n").count("\n") >= (
                text.replace("\r\n", "\n").replace(block, "").count("\n")
            )
            assert changes_of(change.text) == []


FIELDS = {"status": '"read"', "rating": "4", "finished": "2026-01-31", "version": "2", "tags": '["a", "b c"]'}
fronts = st.lists(
    st.sampled_from(
        [
            'paper: "flexgen"',
            "status: to-read   # where I am",
            "status: 'reading'",
            "rating:",
            "rating: 3",
            "tags: []",
            "tags:\n  - a\n  - b",
            "tags: [x, y] # mine",
            "finished:",
            "version: 1",
            "aliases: [FlexGen]",
            "date: 2026-01-01",
            "title: 'A: b'",
            "note: |\n  status: not this\n  one",
            "# a comment",
            "key with space: 1",
            "",
            '"quoted": yes',
            "status : read",
            "nested:\n  status: x",
            "created: 2020-01-01 12:00",
            "日本: 語",
            "- broken",
            "a: b: c",
            "\t",
            "status: &anchor x",
            "rating: >\n  3",
            "'rating': 2",
        ]
    ),
    max_size=8,
)


@settings(safety)
@given(
    fronts,
    edits("\n# Title\n\nSome text.\n"),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.booleans(),
    st.sets(st.sampled_from(sorted(FIELDS)), min_size=1),
)
def test_a_mark_changes_the_lines_of_its_fields_or_refuses(lines, body, newline, bom, with_front, wanted):
    assume(with_front or not body.startswith(("---", "\ufeff")))
    block = "".join(f"{line}\n" for line in lines)
    front = f"---\n{block}---\n".replace("\n", newline) if with_front else ""
    text = ("\ufeff" if bom else "") + front + body
    fields = {name: FIELDS[name] for name in sorted(wanted)}
    try:
        before = Review.parse(text, "a.md").front
        marked = mark(text, fields, "a.md")
    except ReviewError as error:
        assert error.path == "a.md"
        return
    assert marked.endswith(body)
    assert others(marked, wanted) == others(text, wanted) or not before
    after = Review.parse(marked, "a.md")
    assert {k: v for k, v in after.front.items() if k not in wanted} == {
        k: v for k, v in before.items() if k not in wanted
    }
    assert mark(marked, fields, "a.md") == marked
    for name in wanted:
        assert str(getattr(after, name)) == {"tags": "('a', 'b c')"}.get(name, FIELDS[name].strip('"'))


def others(text, names):
    """Return the lines of a text that are not those of the fields."""
    return [line for line in text.splitlines(keepends=True) if not re.match(rf"({'|'.join(names)})[ \t]*:", line)]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | typed,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(typed, inner, max_size=3),
    max_leaves=6,
)
layouts = st.sampled_from(
    [{"indent": 1}, {"indent": 2}, {"indent": 4}, {"indent": "\t"}, {}, {"separators": (",", ":")}]
)
PICTURE = {"pasted.png": {"image/png": "iVBORw0KGgo" * 50}}


@st.composite
def foreign_cells(draw):
    """Return a cell as some tool or other has written it."""
    kind = draw(st.sampled_from(["code", "markdown", "raw"]))
    cell = {"cell_type": kind, "metadata": draw(st.dictionaries(typed, values, max_size=2))}
    source = draw(edits("x = 1\nprint('\u2028é')\n"))
    cell["source"] = source if draw(st.booleans()) else source.splitlines(keepends=True)
    if kind == "code":
        cell["execution_count"] = draw(st.none() | st.integers(0, 99))
        data = {"text/plain": draw(typed), "image/png": "A" * draw(st.sampled_from([0, 5000]))}
        cell["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}] * draw(st.integers(0, 2))
    if kind == "markdown" and draw(st.booleans()):
        cell["attachments"] = PICTURE
    if draw(st.booleans()):
        cell["id"] = draw(st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True))
    items = list(cell.items())
    return dict(draw(st.permutations(items)))


@st.composite
def notebooks(draw, *special):
    """Return (text before, text, text after) for each special cell in a foreign notebook, in one common layout."""
    layout, ascii_only = draw(layouts), draw(st.booleans())
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    doubled = draw(st.sampled_from(["", '"doubled": 1, "doubled": 2, ']))

    def shown(cell):
        return json.dumps(cell, ensure_ascii=ascii_only, **layout).replace("\n", newline)

    cells = [shown(cell) for cell in draw(st.lists(foreign_cells(), max_size=3))]
    place = draw(st.integers(0, len(cells)))
    cells[place:place] = [shown(cell) for cell in special]
    gap = draw(st.sampled_from(["", " ", newline, newline + "  "]))
    head = ("\ufeff" if draw(st.booleans()) else "") + "{" + gap + doubled + '"cells": [' + gap
    metadata = json.dumps({"kernelspec": {"name": "python3"}, "mine": draw(values)}, ensure_ascii=ascii_only)
    tail = f'{gap}], "metadata": {metadata}, "nbformat": 4, "nbformat_minor": 5}}' + draw(
        st.sampled_from(["", newline])
    )
    before = head + "".join(cell + "," + gap for cell in cells[:place])
    after = "".join("," + gap + cell for cell in cells[place + len(special) :]) + tail
    return before, ("," + gap).join(cells[place : place + len(special)]), after, place


OURS = json.loads(render.notebook(OLD, NOTEBOOK))["cells"][0]
EXTRA = OURS | {"attachments": PICTURE, "metadata": {"mine": [1.0, 1e5], **OURS["metadata"]}}


@settings(safety)
@given(st.data(), st.sampled_from([OURS, EXTRA]))
def test_news_reach_a_notebooks_header_cell_and_no_byte_outside_it_changes(data, header):
    before, _, after, place = data.draw(notebooks(header))
    text = before + _ + after
    (change,) = changes_of(text, path="notebook")
    assert change.action == "refresh"
    assert change.text.startswith(before)
    assert change.text.endswith(after)
    cell = json.loads(change.text.removeprefix("\ufeff"))["cells"][place]
    assert "".join(cell["source"]) == render.notebook_header(NEW)
    own = {"role": "header", "digest": cell["metadata"]["reviewkit"]["digest"]}
    assert cell == header | {"source": cell["source"], "metadata": header["metadata"] | {"reviewkit": own}}
    assert changes_of(change.text, path="notebook") == []


@settings(safety)
@given(st.data())
def test_an_edited_header_cell_is_never_replaced(data):
    source = data.draw(edits(render.notebook_header(OLD)))
    text = "".join(data.draw(notebooks(OURS | {"source": source}))[:3])
    changes = changes_of(text, path="notebook")
    if source == render.notebook_header(OLD):
        assert [change.action for change in changes] == ["refresh"]
    else:
        assert all(not change.writes for change in changes)


outputs = st.lists(st.dictionaries(typed, values, min_size=1, max_size=3), max_size=2)


@settings(safety)
@given(st.data(), outputs, st.none() | st.integers(0, 10**6))
def test_saved_outputs_change_outputs_and_counts_alone(data, new, count):
    cell = data.draw(foreign_cells().filter(lambda cell: cell["cell_type"] == "code"))
    before, standing, after, place = data.draw(notebooks(cell))
    text = Notebook.parse(before + standing + after, "a.ipynb").with_outputs({place: (new, count)})
    assert text.startswith(before)
    assert text.endswith(after)
    middle = json.loads(text[len(before) : len(text) - len(after)])
    assert middle == cell | {"outputs": new, "execution_count": count}
    assert list(middle) == list(cell)
    for name in ("source", "metadata", "id"):  # byte for byte, not only in meaning
        if name in cell:
            assert raw(text, place, name) == raw(before + standing + after, place, name)


def raw(text, place, name):
    """Return the bytes of one member of a cell, found without the code under test."""
    decoder = json.JSONDecoder(object_pairs_hook=lambda pairs: pairs)
    at = text.index('"cells": [') + len('"cells": [')
    for _ in range(place + 1):
        begin = at + re.match(r"[\s,]*", text[at:]).end()
        _, at = decoder.raw_decode(text, begin)
    found = None
    inner = begin + 1
    while text[inner:at].strip(" \t\r\n,") != "}":
        inner += re.match(r"[\s,]*", text[inner:]).end()
        key, inner = decoder.raw_decode(text, inner)
        inner += re.match(r"[\s:]*", text[inner:]).end()
        _, end = decoder.raw_decode(text, inner)
        if key == name:
            found = text[inner:end]
        inner = end
    return found


@pytest.mark.parametrize("half", ["\ud800", "a\udfffb"])
def test_half_a_character_in_an_output_stays_escaped_as_json_has_it(half):
    text = '{"cells": [{"cell_type": "code", "source": "", "outputs": [], "execution_count": null}], "nbformat": 4}'
    new = [{"output_type": "stream", "text": f"{half} é"}]
    saved = Notebook.parse(text, "a.ipynb").with_outputs({0: (new, 1)})
    assert json.loads(saved.encode())["cells"][0]["outputs"] == new


def test_a_cell_that_lacks_its_place_is_refused_and_not_mended():
    text = '{"cells": [5], "nbformat": 4}'
    with pytest.raises(NotebookError):
        Notebook.parse(text, "a.ipynb")
    headless = json.dumps({"cells": [{"cell_type": "code", "source": ""}], "nbformat": 4})
    with pytest.raises(NotebookError, match="edited"):
        Notebook.parse(headless, "a.ipynb").with_header("# x")
