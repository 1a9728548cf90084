"""Lists that are one's own notes: headings over remarks, and what stands among these; titles are made up."""

import pytest

from reviewkit.reading_list import ReadingList

PAPER, OTHER = "https://arxiv.org/abs/2402.00011", "https://arxiv.org/abs/2402.00012"
NAMES = ("Quick Rivers: A Study of Fords", "Rafts that never sink", "The Old Bridge System")


def titles(text):
    return [entry.title for entry in ReadingList.parse(f"# Water\n\n{text}\n").entries]


@pytest.mark.parametrize("points", ["- Fords are shallow in summer\n- See [Oak](https://oak.org)", "They are shallow."])
def test_a_bold_line_among_the_notes_on_a_paper_begins_no_section(points):
    note = f"A note.\n\n**Main points**\n\n{points}\n"
    text = f"### [{NAMES[0]}]({PAPER})\n\n{note}\n### [{NAMES[2]}]({OTHER})\n\nMore.\n"
    assert titles(text) == [NAMES[0], NAMES[2]]


def test_a_bold_line_over_linked_titles_is_a_section_still():
    text = f"### [{NAMES[0]}]({PAPER})\n\nA note.\n\n**Later**\n\n- [{NAMES[1]}]({OTHER})\n- [{NAMES[2]}]({OTHER}1)\n"
    assert titles(text) == list(NAMES)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_headings_over_notes_that_begin_alike_are_titles(gap):
    note = f"**The Problem**{gap}Rivers are wide.\n\n**What they do**\n\n1) a raft of old oaks\n\nIt floats.\n"
    assert titles("\n".join(f"## {name}\n\n{note}" for name in NAMES)) == list(NAMES)


@pytest.mark.parametrize(
    "below",
    [
        f"**Papers**\n\n- [{NAMES[0]}]({PAPER})\n",
        f"**{NAMES[0]}** \\\nAnn Moss, Bo Fern \\\n[[Paper]({PAPER})]\n",
        "**{}**\n\nA note.\n",
        "A word on rivers.\n",
    ],
)
def test_headings_over_entries_or_over_anything_else_are_none(below):
    found = titles("\n".join(f"## {name} and More\n\n{below.replace('{}', name)}" for name in NAMES))
    assert not any(title.endswith("and More") for title in found)
