"""Papers whose title is a heading or a bold line, with the rest below it; titles and names are made up."""

import pytest

from reviewkit.reading_list import ReadingList

PAPER, CODE = "https://arxiv.org/abs/2402.00011", "https://github.com/moss/rivers"

BELOW = {
    "labelled bullets": f"- Paper: [link]({PAPER})\n- Code: [link]({CODE})\n- Authors: Ann Moss, Bo Fern",
    "labels in bold": f"- **Authors**: Ann Moss, Bo Fern\n- **Paper**: {PAPER}\n- **Code**: {CODE}",
    "bullets of one link": f"* [Paper]({PAPER})\n* [Code]({CODE})\n* Authors: Ann Moss, Bo Fern",
    "labelled lines": f"Authors: Ann Moss, Bo Fern\nPaper: {PAPER}\nCode: {CODE}",
    "authors and labels": f"*Ann Moss, Bo Fern*\n[[Paper]]({PAPER}) [[Code]]({CODE})",
    "paragraphs": f"Ann Moss, Bo Fern.\n\n[Paper]({PAPER}) | [Code]({CODE})\n\nA word on it.",
}


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("title", ["### Quick Rivers for Slow Fords", "### Brook", "## 3. Quick Rivers: A Study"])
def test_a_heading_with_its_paper_below_is_one_entry(title, below):
    text = f"# Papers\n\n{title}\n\n{BELOW[below]}\n\n{title} Again\n\n{BELOW[below]}\n"
    first, second = ReadingList.parse(text).entries
    wanted = title.lstrip("# 3.")
    assert (first.title, second.title) == (wanted, f"{wanted} Again")
    for entry in (first, second):
        assert (entry.arxiv, entry.authors) == ("2402.00011", ("Ann Moss", "Bo Fern"))
        assert [link.role for link in entry.links] == ["paper", "code"]
        assert entry.section == ("Papers",)


@pytest.mark.parametrize("heading", ["Tools", "Useful links", "Surveys", "Resources", "Introduction"])
def test_a_heading_that_says_what_stands_below_is_none(heading):
    text = f"# Rivers\n\n## {heading}\n\n- Paper: [link]({PAPER})\n- Code: [link]({CODE})\n"
    assert heading not in [entry.title for entry in ReadingList.parse(text).entries]


def test_bullets_that_each_name_a_paper_are_entries_of_their_own():
    text = f"# Rivers\n\n## Fords\n\n- Paper: [A First Study of Fords]({PAPER})\n- Code: [A Tool for Fords]({CODE})\n"
    assert [entry.title for entry in ReadingList.parse(text).entries] == ["A First Study of Fords", "A Tool for Fords"]


@pytest.mark.parametrize("broken", ["  \n", "\\\n", "<br>\n", "\n"])
@pytest.mark.parametrize(
    "line", ["Quick Rivers for Fords [pdf]({})", "ICML 2020: Quick Rivers [pdf]({})", "[Quick Rivers]({})"]
)
def test_lines_that_are_each_a_title_are_each_an_entry(broken, line):
    text = "# Papers\n\n" + broken.join(line.format(f"https://arxiv.org/abs/2402.0001{n}") for n in range(3)) + "\n"
    entries = ReadingList.parse(text).entries
    assert [entry.arxiv for entry in entries] == ["2402.00010", "2402.00011", "2402.00012"]
    assert [entry.line for entry in entries] == [3, 4, 5]


def test_a_line_of_authors_with_a_link_belongs_to_the_title_above_it():
    text = f"# Papers\n\nQuick Rivers for Fords. [pdf]({PAPER})  \nAnn Moss, Bo Fern. [code]({CODE})\n"
    (entry,) = ReadingList.parse(text).entries
    assert (entry.title, [link.role for link in entry.links]) == ("Quick Rivers for Fords", ["paper", "code"])


@pytest.mark.parametrize(
    "heading",
    [
        "Contributing",
        "How to contribute",
        "🤝 Contributors",
        "License",
        "Acknowledgements",
        "Special thanks",
        "Star History",
        "Citation",
        "Contact us",
        "贡献",
    ],
)
def test_what_stands_below_a_heading_about_the_list_is_no_entry(heading):
    below = "- [Ann Moss](https://moss.org)\n- [Guidelines](CONTRIBUTING.md)\n\n[MIT](LICENSE)\n"
    papers = f"## Fords\n\n- [Quick Rivers]({PAPER})\n"
    text = f"# Rivers\n\n{papers}\n## {heading}\n\n{below}\n{papers}"
    reading_list = ReadingList.parse(text)
    assert [entry.title for entry in reading_list.entries] == ["Quick Rivers"] * 2
    assert "about the list itself" in reading_list.explain(9)


@pytest.mark.parametrize("heading", ["Citation recommendation", "Contact-rich fords", "A history of rivers", "Stars"])
def test_a_topic_that_sounds_like_it_is_still_a_topic(heading):
    (entry,) = ReadingList.parse(f"# Rivers\n\n## {heading}\n\n- [Quick Rivers]({PAPER})\n").entries
    assert entry.section == ("Rivers", heading)


def test_bullets_that_name_title_authors_and_link_in_turn_are_one_entry_each():
    one = "- Title: Quick Rivers for {}\n- Authors: Ann Moss, Bo Fern\n- Link: https://arxiv.org/abs/2402.0001{}\n\n"
    entries = ReadingList.parse("# Rivers\n\n" + one.format("Fords", 1) + one.format("Deltas", 2)).entries
    assert [(e.title, e.arxiv) for e in entries] == [
        ("Quick Rivers for Fords", "2402.00011"),
        ("Quick Rivers for Deltas", "2402.00012"),
    ]
    assert {e.authors for e in entries} == {("Ann Moss", "Bo Fern")}


@pytest.mark.parametrize("colon", ["**Title**: {}", "**Title:** {}", "Title: {}", "论文标题：{}"])
def test_a_block_of_labelled_lines_has_its_title_in_the_first(colon):
    text = f"* {colon.format('Quick Rivers for Fords')}\n  **Authors**: Ann Moss, Bo Fern\n  **Link**: {PAPER}\n"
    for block in (text, text.replace("* ", "").replace("  **", "**")):
        (entry,) = ReadingList.parse(f"# Rivers\n\n{block}").entries
        assert (entry.title, entry.arxiv) == ("Quick Rivers for Fords", "2402.00011")


def test_a_heading_with_its_venue_needs_but_one_labelled_bullet():
    below = f"* <img src=a.png>[Paper]({PAPER})\n\n**Abstract:** we ford.\n"
    text = f"# Rivers\n\n### Fords: Boats, Bridges, and Dams (CACM 2020)\n\n{below}"
    (entry,) = ReadingList.parse(text).entries
    assert (entry.title, entry.venue, entry.year) == ("Fords: Boats, Bridges, and Dams", "CACM", 2020)


@pytest.mark.parametrize("mark", ["+", "-", "*", "1."])
@pytest.mark.parametrize("level", ["#", "####"])
def test_a_heading_in_a_bullet_is_a_section_of_the_heading_above_the_list(mark, level):
    text = f"# Rivers\n\n### Water\n{mark} {level} Fords\n   - Slow Fords in Winter [Paper]({PAPER})\n"
    text += f"{mark} {level} Banks\n   - Slow Banks in Winter [Paper]({PAPER})\n### Ice\n- Cold Ice [Paper]({PAPER})\n"
    sections = [entry.section for entry in ReadingList.parse(text).entries]
    assert sections == [("Rivers", "Water", "Fords"), ("Rivers", "Water", "Banks"), ("Rivers", "Ice")]


def test_a_heading_with_the_lists_own_page_behind_it_is_no_entry():
    text = f"## Moss - A Library of Rivers https://moss.ai\n\n# Rivers\n\n- Slow Fords in Winter [Paper]({PAPER})\n"
    assert [entry.title for entry in ReadingList.parse(text).entries] == ["Slow Fords in Winter"]


@pytest.mark.parametrize("title", ["## Moss R-CNN", "**Slow Fords in Winter**", "**《Slow Fords in Winter》**"])
def test_addresses_with_names_below_a_title_are_its_links_though_one_comes_twice(title):
    below = (
        f'- arxiv: <{PAPER}>\n- github(Reed): {CODE}\n- github(Fern): {CODE}2\n- reed-pr("Fords"): <{CODE}/pull/3>\n'
    )
    (entry,) = ReadingList.parse(
        f"# Rivers\n\n{title}\n\n{below if '**' in title else below[: below.index('- reed')]}"
    ).entries
    assert (entry.title, entry.arxiv) == (title.strip("#* 《》"), "2402.00011")
    assert {link.role for link in entry.links} == {"paper", "code"}
    assert len(entry.links) == (4 if "**" in title else 3)


def test_a_heading_that_is_a_venue_holds_for_the_headings_below_it():
    fords, later = "- [Slow Rivers](https://x.org/a.pdf)\n", "- [Wide Rivers](https://x.org/b.pdf)\n"
    text = f"# Water\n\n## OSDI 2020\n\n### Fords\n\n{fords}\n## Later\n\n{later}"
    first, second = ReadingList.parse(text).entries
    assert (first.venue, first.year, second.venue, second.year) == ("OSDI", 2020, None, None)
