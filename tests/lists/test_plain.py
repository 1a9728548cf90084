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


@pytest.mark.parametrize(
    "title",
    [
        "Still no Costlier than Trees (full version)",
        "Relative Density of Random Forests (Technical Report)",
        "Growth in the Group Problem. V. Software for the Forest",
        "Tactics and Procedures (TTPs) in Interpreted Forests: A Study",
    ],
)
def test_what_tells_one_title_from_another_stays_in_it(title):
    assert titles(f"## Papers\n\n- {title}\n- Oakworm\n") == [title, "Oakworm"]


@pytest.mark.parametrize("aside", [" (OSDI'22)", " - arXiv 2020", " [...]", " (Zhang et al.)", " ✨", " [Best Paper]"])
def test_what_is_said_of_a_title_is_none_of_it(aside):
    assert titles(f"## Papers\n\n- Slow Trees in Deep Forests{aside}\n- Oakworm\n")[0] == TITLES[0]


def test_a_line_in_italics_below_is_about_the_title():
    text = "## Papers\n\n- Learning for Mobile Robots\n  *salma moss. 2022*\n- Oakworm\n"
    assert titles(text) == ["Learning for Mobile Robots", "Oakworm"]


@pytest.mark.parametrize(
    "line",
    [
        "- [[Paper](https://arxiv.org/abs/2301.00001)][[Code](https://github.com/x/y)] Fast Trees for Everyone",
        "- [Paper](https://arxiv.org/abs/2301.00001) | [Code](https://github.com/x/y) | Fast Trees for Everyone",
        "- [📄](https://arxiv.org/abs/2301.00001) Fast Trees for Everyone",
        "- Fast Trees for Everyone [📄](https://arxiv.org/abs/2301.00001) [💻](https://github.com/x/y)",
        "- [:page_facing_up:](https://arxiv.org/abs/2301.00001) Fast Trees for Everyone",
    ],
)
def test_labels_and_icons_may_stand_before_or_behind_a_title(line):
    (entry,) = ReadingList.parse(f"# Trees\n\n{line}\n").entries
    assert (entry.title, entry.arxiv) == ("Fast Trees for Everyone", "2301.00001")


def test_the_first_digits_of_an_arxiv_id_are_no_year():
    text = "# Trees\n\n- Grey Trees in Forests. arXiv preprint arXiv:2003.00024. [pdf](https://a.example/x.pdf)\n"
    (entry,) = ReadingList.parse(text).entries
    assert entry.year is None


def test_the_reason_is_told():
    text = f"## Papers\n\n{BULLETS}"
    assert "says it holds papers" in ReadingList.parse(text).explain(3)


LINKED = "- [x] [Growing Leaves with Less Light](https://arxiv.org/abs/2301.00001)\n"


def test_a_box_to_tick_marks_a_title_among_linked_ones():
    rows = f"- [ ] Slow Trees in Deep Forests\n- [ ] more of them\n{LINKED}"
    entries = ReadingList.parse(f"# Forest\n\n## Leaves\n\n{rows}").entries
    assert [(e.title, e.checked) for e in entries] == [(TITLES[0], False), ("Growing Leaves with Less Light", True)]


def test_below_a_promise_of_papers_every_box_is_one_but_a_task():
    rows = f"- [ ] Oakworm\n- [ ] Add the slides of last week\n{LINKED}"
    assert titles(f"# Forest\n\n## To read\n\n{rows}") == ["Oakworm", "Growing Leaves with Less Light"]


@pytest.mark.parametrize(
    ("line", "title", "year"),
    [
        ("The Slow Trees of Autumn (1973).", "The Slow Trees of Autumn", 1973),
        ("The Slow Trees of Autumn (1973). Paper | Note", "The Slow Trees of Autumn", 1973),
        ("*Slow Trees* by Ann Ash", "Slow Trees", None),
        ("**Ash, A.** *Growing the Slow Trees* (1973)", "Growing the Slow Trees", 1973),
        ("**Ash, A., Birch, B., & Elm, C.** *Growing the Slow Trees* (1973)", "Growing the Slow Trees", 1973),
        ("OSDI 16 -- Slow trees in deep forests", "Slow trees in deep forests", 2016),
    ],
)
def test_a_year_an_author_or_a_venue_marks_a_title_without_a_link(line, title, year):
    linked = "".join(f"- [{title}](https://arxiv.org/abs/2301.0000{n})\n" for n, title in enumerate(TITLES))
    (entry, *others) = ReadingList.parse(f"# Forest\n\n- {line}\n- to be sorted (2020)\n\n{linked}").entries
    assert (entry.title, entry.year, len(others)) == (title, year, len(TITLES))


@pytest.mark.parametrize("line", ["Add more trees of autumn (2020)", "first release of it (2020)", "*see* by and by"])
def test_a_remark_with_a_year_is_no_title(line):
    linked = "".join(f"- [{title}](https://arxiv.org/abs/2301.0000{n})\n" for n, title in enumerate(TITLES))
    assert titles(f"# Forest\n\n## Wood\n\n- {line}\n\n## Leaves\n\n{linked}") == TITLES


def test_files_with_boxes_below_a_topic_are_titles():
    below = "   - [ ] Slow Trees in Deep Forests.pdf\n   - [x]  ~~Fast Trees.pdf~~   \n"
    below += "   - [ ] Bark: A Study of Rings.pdf\n"
    wanted = ["Slow Trees in Deep Forests", "Fast Trees", "Bark: A Study of Rings"]
    assert titles(f"# Forest\n\n1. wood&leaves\n{below}\n2. roots\n{below}") == wanted * 2
    assert titles("# Forest\n\n- to do\n  - [ ] Add Trees.pdf\n  - [ ] fix the build\n  - [ ] more tests\n") == []


def test_a_number_that_groups_entries_below_a_mere_title_is_none_of_its_notes():
    below = "".join(
        f"    - ICML 20 - [{title}](https://arxiv.org/abs/2301.0000{n})\n" for n, title in enumerate(TITLES)
    )
    text = f"# Forest\n\n- ICML 20 - Slow trees: a study of roots\n\n  9. Others\n{below}"
    assert titles(text) == ["Slow trees: a study of roots", *TITLES]


def test_words_nested_below_titles_in_a_list_without_links_are_no_titles():
    titles = "1. Crossing Slow Rivers with Fords\n   - still water\n   - Fords\n2. Bridging Wide Rivers with Logs\n"
    found = ReadingList.parse(f"# Water\n\n{titles}3. Sailing Deep Rivers by Night\n").entries
    assert [entry.title for entry in found if "iver" not in entry.title] == []


@pytest.mark.parametrize("who", ["Contributors", "Maintainers", "Maintainer"])
def test_a_line_of_the_people_behind_a_list_is_no_entry(who):
    people = f"**{who}: [Ann Moss (Moss Hill)](https://github.com/annmoss), [Bo Fern](https://bofern.github.io/)**"
    (entry,) = ReadingList.parse(f"# Water\n\n{people}\n\n- [Slow Rivers](https://x.org/a.pdf)\n").entries
    assert entry.title == "Slow Rivers"


@pytest.mark.parametrize("line", ["Maintainers:", "Contact us:", "Contributors：", "**Maintainers**:"])
def test_bullets_below_a_line_about_the_list_are_no_entries(line):
    people = "- [Ann Moss](https://sites.google.com/view/annmoss) (Moss Hill)\n- [Bo Fern](http://bofern.github.io/)\n"
    text = f"# Water\n\n{line}\n{people}\nWhat follows is sorted.\n\n- [Slow Rivers](https://x.org/a.pdf)\n"
    assert [entry.title for entry in ReadingList.parse(text).entries] == ["Slow Rivers"]
