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


def test_quoted_bullets_below_an_entry_are_remarks_on_it():
    remark = "> * Key points: rafts and fords\n> * The Same Author as Before\n"
    text = f"## Papers\n\n1. {NAMES[0]} (ICML 2020) [[Paper]({PAPER})]\n{remark}\n2. {NAMES[2]} (ICML 2021)\n{remark}"
    assert titles(text) == [NAMES[0], NAMES[2]]


@pytest.mark.parametrize("number", ["[{}] ", "【{}】", "【{}】 "])
@pytest.mark.parametrize("label", ["[[论文]]({})", "[【论文】]({})", "【[论文]({})】"])
def test_paragraphs_with_labels_in_chinese_are_entries(number, label):
    addresses = (PAPER, OTHER)
    lines = [
        number.format(k) + f"{name} {label.format(url)}"
        for k, (name, url) in enumerate(zip(NAMES[:2], addresses, strict=True), 1)
    ]
    entries = ReadingList.parse("# Water\n\n" + "\n\n".join(lines) + "\n").entries
    assert [(entry.title, entry.arxiv) for entry in entries] == [(NAMES[0], "2402.00011"), (NAMES[1], "2402.00012")]


def test_a_title_in_code_behind_its_name_in_bold():
    (entry,) = ReadingList.parse(f"# Water\n\n- **Oak** - `{NAMES[0]}` (OSDI'20). [[paper]]({PAPER})\n").entries
    assert (entry.title, entry.venue, entry.year) == (NAMES[0], "OSDI", 2020)
    assert titles(f"- **Oak** - `oak run` builds it [[code]]({PAPER})") == ["Oak"]
