"""A review is read as its reader means it, and marked without touching anything else."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewkit import header
from reviewkit.errors import ReviewError
from reviewkit.review import Review, count_words, mark

FRONT = """---
paper: "flexgen"
status: "to-read"        # to-read | reading | read | reviewed | skipped
rating:                  # 1 to 5
tags: []
started:
finished:
version:
---
"""


def parse(text):
    return Review.parse(text, "reviews/a.md")


def test_a_fresh_review_says_nothing_yet():
    review = parse(FRONT)
    assert (review.status, review.rating, review.tags, review.started, review.finished, review.version) == (
        "to-read", None, (), None, None, None,
    )  # fmt: skip
    assert review.problems == ()


def test_fields_are_typed_one_by_one_so_that_yaml_cannot_misread_them():
    review = parse(
        '---\nstatus: READ\nrating: "4"\ntags: [no, 1.10, "a: b"]\nstarted: 2026-01-02\n'
        "finished: '2026-01-03'\nversion: v2\nid: 2401.10020\ntime: 12:30\n---\n"
    )
    assert (review.status, review.rating, review.tags) == ("read", 4, ("no", "1.10", "a: b"))
    assert (review.started, review.finished) == (datetime.date(2026, 1, 2), datetime.date(2026, 1, 3))
    assert review.version == 2
    assert review.front["id"] == "2401.10020"
    assert review.front["time"] == "12:30"


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("status: done", "status"),
        ("rating: 9", "rating"),
        ("rating: good", "rating"),
        ("rating: ²", "rating"),
        ("started: yesterday", "started"),
        ("finished: 2026-13-01", "finished"),
        ("version: newest", "version"),
        ("status: [read]", "status"),
        ("tags: {a: b}", "tags"),
    ],
)
def test_a_value_that_does_not_fit_is_told_with_its_line_and_stops_nothing(line, field):
    review = parse(f"---\npaper: a\n{line}\n---\n## S\ntext\n")
    (problem,) = review.problems
    assert (problem.rule, problem.line) == ("front-matter", 3)
    assert field in problem.message
    assert review.sections


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("---\npaper: a\ntitle: Review - FlexGen: High\n---\n", 3),
        ("---\n- a\n- b\n---\n", 2),
        ("---\njust text\n---\n", 2),
        ("---\na: [\n---\n", 2),
        ("---\n" + "[" * 5000 + "\n---\n", 2),
        ("---\na: \x00\n---\n", 2),
    ],
)
def test_front_matter_that_is_not_yaml_names_its_line(front, line):
    with pytest.raises(ReviewError) as caught:
        parse(front + "text")
    assert caught.value.line is not None
    assert str(caught.value).startswith(f"reviews/a.md:{caught.value.line}: ")
    assert abs(caught.value.line - line) <= 1


@pytest.mark.parametrize(
    "text", ["", "---\n", "no front matter", "---\n---\n", "\ufeff---\nstatus: read\n---\n", "----\n"]
)
def test_a_review_may_be_almost_nothing(text):
    assert parse(text).problems == ()


def test_a_byte_order_mark_and_windows_newlines_do_not_hide_the_front_matter():
    assert parse("\ufeff---\r\nstatus: read\r\n---\r\n## A\r\ntext\r\n").status == "read"


BODY = """
## Summary
<!-- say it -->

## Evidence
Numbers.

```python
## not a heading
```
### Deeper
more words

## Claims
"""


def test_filled_means_written_by_the_user():
    review = parse(FRONT + BODY)
    assert [section.title for section in review.sections] == ["Summary", "Evidence", "Claims"]
    assert review.filled() == ("Evidence",)
    assert review.sections[1].line == FRONT.count("\n") + 5


@pytest.mark.parametrize(
    ("section", "filled"),
    [
        ("", False),
        ("\n\n", False),
        ("<!-- guidance\nover lines -->", False),
        ("### A heading alone", False),
        ("Say it in one line.", False),
        ("  Say it in one line.  ", False),
        ("---", False),
        ("```yaml claims\n```", False),
        ("x", True),
        ("- ", True),
        ("```yaml claims\n- id: a\n```", True),
        ("![figure](a.png)", True),
        ("<!-- open", True),
    ],
)
def test_headings_comments_and_the_templates_own_lines_do_not_fill_a_section(section, filled):
    review = parse(f"## S\n{section}\n\n## T\n")
    assert review.filled(["Say it in one line."]) == (("S",) if filled else ())


def test_a_review_as_scaffolded_counts_nothing_whatever_its_template_says():
    body = "\n## S\nVisible guidance.\n"
    text = FRONT + header.block("# T\n", "own", header.fingerprint(body)) + body
    assert parse(text).as_scaffolded
    assert parse(text).filled() == ()
    assert parse(text).written() == ""
    assert not parse(text + "x").as_scaffolded
    assert not parse(text.replace("# T", "# U")).as_scaffolded


def test_a_foreign_review_has_sections_at_whatever_level_it_uses():
    assert [s.title for s in parse("# Paper\n### One\na\n### Two\n").sections] == ["One", "Two"]
    assert parse("plain text").sections == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("two words", 2),
        ("don't count-twice 3.5 1,000", 4),
        ("你好 world", 3),
        ("```\ncode is not prose\n```\nafter", 1),
        ("[label](https://a.example/very/long)", 1),
        ("https://a.example only", 1),
        ("", 0),
    ],
)
def test_words_are_counted_as_people_count(text, words):
    assert count_words(text) == words


def test_the_one_claims_block_is_found_with_its_line():
    text = (
        FRONT + "## Summary\n```yaml claims\n- id: elsewhere\n```\n## Claims\ntext\n\n```yaml claims\n- id: here\n```\n"
    )
    block, line = parse(text).claims_block or ("", 0)
    assert block == "- id: here\n"
    assert text.splitlines()[line - 1] == "- id: here"


def test_a_second_claims_block_is_told():
    one = "```yaml claims\n- id: a\n```\n"
    review = parse("## Claims\n" + one + one)
    assert [problem.rule for problem in review.problems] == ["claims-block"]


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        (FRONT, {"status": '"read"'}, FRONT.replace('"to-read"        #', '"read"        #')),
        (FRONT, {"rating": "4"}, FRONT.replace("rating:                  #", "rating: 4                  #")),
        ("---\nstatus: x # y\n---\n", {"status": '"read"'}, '---\nstatus: "read" # y\n---\n'),
        ("---\na: 1\n---\ntext", {"status": '"read"'}, '---\na: 1\nstatus: "read"\n---\ntext'),
        ("text\n", {"status": '"read"'}, '---\nstatus: "read"\n---\ntext\n'),
        ("\ufefftext\r\n", {"status": '"read"'}, '\ufeff---\r\nstatus: "read"\r\n---\r\ntext\r\n'),
        ("---\r\nstatus:\r\n---\r\n", {"status": '"read"'}, '---\r\nstatus: "read"\r\n---\r\n'),
        ('---\nstatus: "a # b"\n---\n', {"status": '"read"'}, '---\nstatus: "read"\n---\n'),
        ("---\nstatus : old\n---\n", {"status": '"read"'}, '---\nstatus : "read"\n---\n'),
        ("---\ntags:\n- a\n---\n", {"tags": '["a", "b"]'}, '---\ntags:\n- a\n- "b"\n---\n'),
        (
            "---\r\ntags: # mine\r\n   -  a\r\n   -  b # why\r\n\r\ncssclass: wide\r\n---\r\ntext",
            {"tags": '["a", "b", "c: \\"d\\"", "e"]'},
            "---\r\ntags: # mine\r\n   -  a\r\n   -  b # why\r\n"
            '   -  "c: \\"d\\""\r\n   -  "e"\r\n\r\ncssclass: wide\r\n---\r\ntext',
        ),
    ],
)
def test_mark_changes_its_fields_and_no_other_byte(before, changes, after):
    assert mark(before, changes, "a.md") == after
    assert mark(after, changes, "a.md") == after


@pytest.mark.parametrize(
    "front",
    [
        "tags:\n  - a\n  - b\n",
        "tags:\n  - x\n    y\n",
        "tags:\n  - {a: b}\n",
        "tags: |\n  text\n",
        "tags:\n- a\n",
        "tags: &anchor a\n",
        "x: {\ntags: b}\n",
    ],
)
def test_mark_refuses_a_field_that_it_cannot_edit_safely(front):
    with pytest.raises(ReviewError):
        mark(f"---\n{front}---\n", {"tags": '["x"]'}, "a.md")


@settings(deadline=None, max_examples=150)
@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}", fullmatch=True),
        st.text(st.characters(categories=["L", "N"]), max_size=8),
        max_size=5,
    ),
    st.text(max_size=60),
    st.sampled_from(["\n", "\r\n"]),
)
def test_marking_any_review_leaves_its_other_fields_and_its_text(fields, body, newline):
    lines = "".join(f'{name}: "{value}"\n' for name, value in fields.items())
    text = f"---\n{lines}---\n".replace("\n", newline) + body
    marked = mark(text, {"status": '"read"', "rating": "5"}, "a.md")
    review = parse(marked)
    assert (review.status, review.rating) == ("read", 5)
    assert marked.endswith(body)
    assert {k: v for k, v in review.front.items() if k not in ("status", "rating")} == {
        k: v for k, v in parse(text).front.items() if k not in ("status", "rating")
    }
