"""A list without a single link is a reading list too, where it says so or where it is nothing but titles."""

import pytest

from reviewkit.reading_list import ReadingList

TITLES = ["Slow Trees in Deep Forests", "Oakworm", "On the growth of leaves", "Barknet: Rings for Everyone?"]
BULLETS = "".join(f"- {title}\n" for title in TITLES)


def titles(text):
    return [entry.title for entry in ReadingList.parse(text).entries]


@pytest.mark.parametrize(
    "heading", ["Papers", "Reading list", "To read", "Must-read papers", "My reading list", "论文"]
)
def test_under_a_heading_that_promises_papers_every_bullet_is_one(heading):
    assert titles(f"# Notes\n\n## {heading}\n\n{BULLETS}") == TITLES


@pytest.mark.parametrize("heading", ["Setup", "Questions", "How to contribute", "Papers and how we read them"])
def test_under_another_heading_mixed_bullets_are_remarks(heading):
    assert titles(f"# Notes\n\n## {heading}\n\n- install it first\n- Oakworm\n- on leaves\n") == []


def test_a_row_of_nothing_but_titles_needs_no_promise():
    rows = ["Slow Trees in Deep Forests", "Rings and Bark: A Survey", "Growing Leaves with Less Light"]
    assert titles("# Forest\n\n" + "".join(f"- {row}\n" for row in rows)) == rows


def test_a_row_of_questions_is_none_of_titles():
    assert (
        titles("# Forest\n\n- How Do Trees Grow in Winter?\n- Why Are Leaves Green?\n- What Is Bark Made Of?\n") == []
    )


def test_where_bullets_have_links_one_without_is_a_remark():
    linked = "".join(f"- [{title}](https://arxiv.org/abs/2301.0000{n})\n" for n, title in enumerate(TITLES))
    assert titles(f"## Papers\n\n{linked}- more will follow soon\n") == TITLES


def test_the_reason_is_told():
    text = f"## Papers\n\n{BULLETS}"
    assert "says it holds papers" in ReadingList.parse(text).explain(3)
