"""Layouts of whole lists: bibliographies, folds, reStructuredText, pages of a note book; titles are made up."""

import pytest

from reviewkit.reading_list import ReadingList

PAPER, CODE = "https://arxiv.org/abs/2402.00011", "https://github.com/moss/rivers"


def titles(text):
    return [entry.title for entry in ReadingList.parse(text).entries]


def test_a_bibliography_of_paragraphs_has_an_entry_for_each():
    text = (
        "# Bibliography\n\n"
        "Moss, A., & Fern, B. (2020). Quick rivers for fords. *Journal of Rivers*, *3*(2), 1–9. https://doi.org/10.1145/1.2\n\n"
        "Reed, C., Sedge, D., & Rush, E. (2021). *Slow rivers in deltas* (arXiv:2101.00001). arXiv.\n\n"
        'Ivy, I. et al. "New Rivers." In *Proceedings of the 30th Symposium on Rivers*, 1–14. ACM, 2022.\n\n'
        "[1] J. Juniper, K. Kale, and L. Larch, “Green rivers in red hills,” in *Proc. ICML*, 2019, pp. 1–9.\n\n"
        "These are all.\n"
    )
    entries = ReadingList.parse(text).entries
    assert [(e.title, e.year) for e in entries] == [
        ("Quick rivers for fords", 2020),
        ("Slow rivers in deltas", 2021),
        ("New Rivers", 2022),
        ("Green rivers in red hills", 2019),
    ]
    assert entries[0].authors == ("Moss, A.", "Fern, B.")


@pytest.mark.parametrize("heading", ["### OSDI 2022", "### SOSP 2023 (Koblenz)"])
def test_below_a_heading_that_is_a_venue_a_title_needs_no_link(heading):
    bullets = f"- Brook: Serving Rivers [[Paper]]({PAPER})\n- Alder: Automating River Crossings\n- more\n"
    text = f"# Systems\n\n{heading}\n{bullets}"
    entries = ReadingList.parse(text).entries
    assert [e.title for e in entries] == ["Brook: Serving Rivers", "Alder: Automating River Crossings"]
    assert {e.venue for e in entries} == {heading.split()[1]}


@pytest.mark.parametrize(
    "summary",
    [
        f'[ICML 2023] <a href="{PAPER}">Quick Rivers for Fords</a>',
        f'<b>Quick Rivers for Fords</b> [<a href="{PAPER}">paper</a>]',
    ],
)
def test_a_fold_whose_summary_is_a_paper_is_an_entry_and_no_section(summary):
    fold = f"<details>\n<summary>{summary}</summary>\n\nAnn Moss, Bo Fern\n\n</details>\n"
    text = f"# Rivers\n\n{fold}\n- [Slow Rivers]({PAPER})\n"
    first, second = ReadingList.parse(text).entries
    assert (first.title, first.arxiv, first.section) == ("Quick Rivers for Fords", "2402.00011", ("Rivers",))
    assert second.section == ("Rivers",)


def test_a_fold_with_labelled_bullets_is_an_entry():
    below = f"- Authors: Ann Moss\n- Link: {PAPER}\n- Abstract: we ford.\n"
    text = f"# Rivers\n\n<details>\n<summary>[CVPR 2024] Quick Rivers</summary>\n\n{below}\n</details>\n"
    (entry,) = ReadingList.parse(text).entries
    assert (entry.title, entry.venue, entry.arxiv) == ("Quick Rivers", "CVPR", "2402.00011")


def test_restructuredtext_is_read_with_its_headings_and_named_links():
    text = (
        "======\nRivers\n======\n\nFords\n-----\n\n"
        f"- `Quick Rivers <{PAPER}>`_, ICML 2020\n\nDeltas\n~~~~~~\n\n"
        "1. `Slow Rivers`_ by Bo Fern\n#. `Wide Rivers <https://x.org/w.pdf>`__\n\n"
        ".. _Slow Rivers: https://arxiv.org/abs/2402.00012\n"
    )
    entries = ReadingList.parse(text).entries
    assert [e.title for e in entries] == ["Quick Rivers", "Slow Rivers", "Wide Rivers"]
    assert [e.section for e in entries] == [("Rivers", "Fords"), *[("Rivers", "Fords", "Deltas")] * 2]
    assert entries[1].arxiv == "2402.00012"


def test_pages_of_a_note_book_are_titles():
    text = (
        "# Papers\n\n- [[Quick Rivers for Slow Fords]] #systems\n- [[moss2020|Slow Rivers in Deltas]] - ICML 2020\n"
        f"- [x] [[New Rivers]] ✅ [arXiv]({PAPER})\n- [[https://x.org/w.pdf][Wide Rivers]] (ICML 2020)\n"
    )
    assert titles(text) == ["Quick Rivers for Slow Fords", "Slow Rivers in Deltas", "New Rivers", "Wide Rivers"]


def test_an_item_in_html_may_begin_on_the_next_line():
    slow, quick = f'<a href="{CODE}">Slow Rivers</a>', f'<a href="{PAPER}">Quick Rivers</a>'
    assert titles(f"# Rivers\n\n<ul>\n<li>{slow}</li>\n<li>\n  {quick}\n</li>\n</ul>\n") == [
        "Slow Rivers",
        "Quick Rivers",
    ]


@pytest.mark.parametrize("line", ["**Authors**: Ann Moss", "**Venue**: ICML 2020", "**Keywords**: fords, rivers"])
def test_a_labelled_line_among_prose_is_no_paper(line):
    text = f"# Rivers\n\n## [Quick Rivers]({PAPER})\n\n**Key ideas**\n- Ford at dawn\n\n{line}\n"
    assert titles(text) == ["Quick Rivers"]


@pytest.mark.parametrize("bullet", [f"- Paper: [link]({PAPER})", f"- Link: {PAPER}", f"- **PDF**: {PAPER}"])
def test_a_labelled_link_alone_has_no_title(bullet):
    (entry,) = ReadingList.parse(f"# Rivers\n\n{bullet}\n").entries
    assert (entry.title, entry.arxiv) == ("", "2402.00011")


@pytest.mark.parametrize("title", ["Free 3D Fords for All", "River3.6-27B: Fording in a Dense Model", "A 65 nm Ford"])
def test_a_number_in_a_title_makes_no_course_of_it_nor_of_its_neighbours(title):
    papers = "".join(f"- [Quick River Number {n}](https://arxiv.org/abs/2402.000{n})\n" for n in range(10, 30))
    text = f"# Rivers\n\n## Fords\n\n{papers}- [{title}](https://x.org/a)\n- [A Page on Fords](https://y.org/b)\n"
    assert "course" not in {entry.kind for entry in ReadingList.parse(text).entries}


@pytest.mark.parametrize("title", ["CS 344: Fords", "6.824 Rivers and Fords", "cs231n: Fords", "MIT 6.S081 Fords"])
def test_a_courses_number_makes_a_course(title):
    (entry,) = ReadingList.parse(f"# Rivers\n\n- [{title}](https://x.org/a)\n").entries
    assert entry.kind == "course"


DAYS = ["Jan 31 — ", "April 1: ", "Monday, March 11: ", "Thurs, Sept. 3rd | ", "2/7: ", "Week 3: ", "Oct 9, 2021 - "]


@pytest.mark.parametrize("day", DAYS)
def test_the_day_of_a_meeting_is_none_of_the_title(day):
    (entry,) = ReadingList.parse(f"# Club\n\n- {day}Fords of Old Rivers [paper]({PAPER})\n").entries
    assert entry.title == "Fords of Old Rivers"


@pytest.mark.parametrize(
    "title", ["Decoding 3: Fords and Rivers", "May We Cross: Fords", "Marching 10 - Fords by Night"]
)
def test_a_word_that_begins_like_a_month_stays_in_the_title(title):
    (entry,) = ReadingList.parse(f"# Club\n\n- {title} [paper]({PAPER})\n").entries
    assert entry.title == title


@pytest.mark.parametrize("said", ["No meeting", "Jan 31: No meeting", "TBD"])
def test_a_day_without_a_paper_is_no_entry(said):
    text = f"# Club\n\n- 1/24: Fords of Old Rivers [paper]({PAPER})\n- {said}\n- 2/7: Rivers [paper]({PAPER})\n"
    assert titles(text) == ["Fords of Old Rivers", "Rivers"]


@pytest.mark.parametrize(
    "bullet", ["Fords of Old Rivers", f"[Fords of Old Rivers]({PAPER})", "**Fords of Old Rivers**"]
)
def test_a_line_of_authors_and_links_below_a_title_belongs_to_it(bullet):
    below = f"  - Ann Moss, Bo Fern, Cy Reed. [code](https://github.com/ash/ford) [paper]({PAPER})"
    (entry,) = ReadingList.parse(f"# List\n\n- {bullet}\n{below}\n").entries
    assert entry.title == "Fords of Old Rivers"
    assert {link.role for link in entry.links} >= {"paper", "code"}


def test_a_linked_title_in_brackets_is_no_tag():
    (entry,) = ReadingList.parse(f"# List\n\n- [[Fords of Old Rivers]]({PAPER}) Ann Moss, Bo Fern\n").entries
    assert entry.title == "Fords of Old Rivers"


@pytest.mark.parametrize("last", ["and [Cy Reed](https://cyreed.org/)", "Dee Sedge, [Cy Reed*](http://x.edu/~reed/)."])
def test_linked_people_below_their_paper_are_no_entry(last):
    paper = f"**Quick Rivers for Fords** [[Paper]({PAPER})]"
    people = f"[Ann Moss](https://moss.github.io/), Bo Fern, {last}"
    (entry,) = ReadingList.parse(f"# Rivers\n\n{paper}\n\n{people}\n").entries
    assert (entry.title, len(entry.links)) == ("Quick Rivers for Fords", 1)


def test_a_paragraph_in_brackets_is_an_aside():
    text = f"# Rivers\n\n(Source: [Slow-A-River]({CODE}), and [Ford-A-River](https://ford.github.io/).)\n"
    assert titles(text) == []


def test_papers_follow_one_another_without_a_blank_line():
    papers = "".join(
        f"**Quick Rivers for {what}**  \nAnn Moss, Bo Fern  \n[arXiv, 3 Sep 2024]({PAPER}) • [Code]({CODE})  \n"
        for what in ("Fords", "Banks", "Boats")
    )
    entries = ReadingList.parse(f"# Rivers\n\n{papers}").entries
    assert [entry.title for entry in entries] == [f"Quick Rivers for {what}" for what in ("Fords", "Banks", "Boats")]
    assert {(entry.year, len(entry.links)) for entry in entries} == {(2024, 2)}
