"""Forms of lists read in the wild: shortcodes, labels in brackets of their own, folds; titles and names are made up."""

import pytest

from reviewkit.reading_list import ReadingList

PAPER, CODE = "https://arxiv.org/abs/2402.00011", "https://github.com/moss/rivers"
PAGE, TITLE = "https://x.org/a", "Quick Crossings for Slow Rivers"


def entries(text):
    return ReadingList.parse(f"# Water\n\n## Fords\n\n{text}\n").entries


def only(text):
    (entry,) = entries(text)
    return entry


@pytest.mark.parametrize("mark", [":star: ", ":star::star: ", ":+1: ", ":1st_place_medal: ", ":100: :fire: "])
def test_shortcodes_leave_plain_titles_and_the_venue_before_them(mark):
    entry = only(f"- {mark}ICML 2024, {TITLE}. [Paper]({PAPER})")
    assert (entry.title, entry.venue, entry.year) == (TITLE, "ICML", 2024)
    assert only(f"- {mark}{TITLE} [Paper]({PAPER})").title == TITLE


@pytest.mark.parametrize("mark", ["[:top:](#contents)", ":fire:", ":fire: :star:"])
def test_shortcodes_behind_a_heading_are_none_of_it(mark):
    (entry,) = ReadingList.parse(f"# Water\n\n## Fords {mark}\n\n- [{TITLE}]({PAPER})\n").entries
    assert entry.section == ("Water", "Fords")


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Docs", "project"),
        ("Interview", "project"),
        ("Gallery", "project"),
        ("C", "project"),
        ("SVN Code", "code"),
        ("Third-party code", "code"),
        ("Re-implementation", "code"),
        ("C++ Reference", "code"),
        ("Conference version", "project"),
    ],
)
@pytest.mark.parametrize("boxed", ["[[{}]]({})", "[[{}]({})]"])
@pytest.mark.parametrize("behind", ["", " (log in: moss)", f" [code]({CODE})"])
def test_a_label_in_brackets_of_its_own_is_one_whatever_it_says(label, role, boxed, behind):
    entry = only(f"- {TITLE} {boxed.format(label, 'https://moss.github.io/rivers')}{behind}")
    assert (entry.title, entry.links[0].role) == (TITLE, role)


def test_bullets_that_lead_to_code_belong_to_the_title_above_them():
    below = f"  - Ann Moss, Bo Fern\n  - [[Paper]]({PAPER})\n  - [[Python Reference]]({CODE})\n"
    below += f"  - [[C++ Reference]]({PAGE})\n"
    entry = only(f"- **{TITLE} (ICML 2018)**\n{below}")
    assert (entry.title, [link.role for link in entry.links]) == (TITLE, ["paper", "code", "code"])


@pytest.mark.parametrize("label", ["Website", "Page", "Homepage", "ICML 2023 Workshop on Rivers"])
@pytest.mark.parametrize("boxed", ["[[{}]]({})", "[[{}]({})]"])
def test_a_page_on_arxiv_is_the_paper_whatever_its_label_says(label, boxed):
    entry = only(f"**{TITLE}** \\\n{boxed.format(label, PAPER)}\n[[Code]]({CODE})")
    assert [(link.role, link.url) for link in entry.links] == [("paper", PAPER), ("code", CODE)]


@pytest.mark.parametrize("address", [PAPER, f"https://x.org/{'long/' * 30}a.pdf"])
def test_a_venue_before_an_address_below_the_title_is_the_venue_however_long_the_address(address):
    below = f"  * Ann Moss, Bo Fern\n  * Moss University\n  * [ICCV2021] {address}\n  * one stage, slow\n"
    entry = only(f"* **{TITLE}** | [Github]({CODE})\n{below}")
    assert (entry.venue, entry.year, entry.targets("paper")) == ("ICCV", 2021, (address,))


@pytest.mark.parametrize(
    "line",
    [
        "Ann Moss, 2023.",
        "Ann Moss. *2023*",
        "Ann Moss, Moss Hill blog, 2023",
        "**Year of Publication:** 2023",
        "Publication year: 2023",
    ],
)
def test_a_line_below_the_title_may_say_the_year(line):
    assert only(f"- [{TITLE}]({PAGE})\n  - {line}").year == 2023


FOLDED = {
    "lines": "<details>\n<summary>{}</summary>\nWe ford rivers.\n</details>\n",
    "one line": "<details span><summary><b>{}</b></summary>We ford rivers.</details>\n",
    "a text that ends it": "<details>\n<summary>{}</summary>\nWe ford rivers.</details>\n",
    "blank lines": "<details><summary>{}</summary>\n\nWe ford rivers.\n\n</details>\n",
}


@pytest.mark.parametrize("folded", FOLDED)
@pytest.mark.parametrize("summary", ["Abstract", "TL;DR", "BibTeX"])
@pytest.mark.parametrize("authors", ["**Authors**: Ann Moss, Bo Fern\n", ""])
def test_a_folded_abstract_stands_between_a_heading_and_its_links(folded, summary, authors):
    one = "### {}\n" + authors + FOLDED[folded].format(summary) + "\n  [📄 Paper]({}) | [💻 Code]({})\n"
    first, second = entries(one.format(TITLE, PAPER, CODE) + "\n" + one.format("Old Fords", PAGE, CODE))
    assert (first.title, first.arxiv, first.section) == (TITLE, "2402.00011", ("Water", "Fords"))
    assert (second.title, second.targets("code"), second.section) == ("Old Fords", (CODE,), ("Water", "Fords"))


@pytest.mark.parametrize(
    "close", ["</p></details><p></p>", "</ul></details>", "</details><br>", "- [Old](#old)</details>"]
)
def test_a_fold_ends_where_its_tag_stands(close):
    fold = f"<details><summary>Table of Contents</summary><p>\n\n- [Fords](#fords)\n\n{close}\n"
    entry = only(f"{fold}\n### Deep\n\n- [{TITLE}]({PAPER})")
    assert entry.section == ("Water", "Fords", "Deep")


@pytest.mark.parametrize("alias", ["Oak: ", "Oak:", "Oak-2: ", "Oak Tree: "])
@pytest.mark.parametrize("venue", [" ICML", ", ICML", " ICML (Oral)", "", " In ICML 2020"])
def test_a_name_before_a_quoted_title_is_none_of_it(alias, venue):
    entry = only(f'- {alias}"{TITLE}"{venue}. [[Paper]]({PAPER})')
    assert (entry.title, entry.venue) == (TITLE, "ICML" if venue else None)


@pytest.mark.parametrize(
    "line", ['Oak: "Slow" Rivers and Their Fords', 'Rivers: "All you need is one ford" and other tales']
)
def test_a_quotation_within_a_title_stays_in_it(line):
    assert only(f"- {line} [[Paper]]({PAPER})").title == line


@pytest.mark.parametrize("alias", ["", "**[BTF]** ", "**[BTF, Oak+Elm]** "])
@pytest.mark.parametrize("venue", ["**arXiv' 22** |", "**arXiv 2022**|", "arXiv 2022 |"])
def test_what_stands_between_bars_behind_a_title_is_where_it_appeared(alias, venue):
    entry = only(f"- {alias}{TITLE} | {venue} [[pdf]]({PAPER}) [[code]]({CODE})")
    assert (entry.title, entry.venue, entry.year) == (TITLE, "arXiv", 2022)


@pytest.mark.parametrize("venue", ["**Transactions on Old Rivers** | ", "**Moss University, Thesis** | "])
def test_an_unknown_name_between_bars_is_no_title(venue):
    assert only(f"- {TITLE} | {venue}[[pdf]]({PAPER})").title == TITLE


@pytest.mark.parametrize("before", [". In ", " in ", "? In ", ", in "])
@pytest.mark.parametrize("venue", ["*ICML 2016*", "**ICML 2016**"])
def test_the_word_before_a_venue_is_none_of_the_title(before, venue):
    entry = only(f"- {TITLE}{before}{venue}. [[pdf]({PAPER})]")
    assert (entry.title, entry.venue, entry.year) == (TITLE + "?" * ("?" in before), "ICML", 2016)


@pytest.mark.parametrize("target", ["", "old-fords", "old_fords"])
def test_a_heading_that_leads_nowhere_and_has_entries_below_it_divides(target):
    below = f"On old fords.\n\n1. **{TITLE}.** ICML, 2017. [paper]({PAPER})\n\n   *Ann Moss, Bo Fern*\n"
    entry = only(f"### [Old Fords]({target})\n\n{below}")
    assert (entry.title, entry.section) == (TITLE, ("Water", "Fords", "Old Fords"))


def test_a_heading_with_an_empty_link_and_nothing_below_it_is_a_paper_to_come():
    text = f"### [{TITLE}]()\n\n### [Slow Crossings]({PAPER})\n"
    assert [entry.title for entry in entries(text)] == [TITLE, "Slow Crossings"]


@pytest.mark.parametrize("place", ["#fords-bridges", "#Fords-Bridges"])
def test_contents_may_give_the_whole_address_of_the_list(place):
    contents = (
        f"- [Fords & Bridges](https://github.com/moss/rivers{place})\n  - [Deep](https://github.com/moss/rivers#deep)\n"
    )
    papers = f"## Fords, Bridges\n\n### Deep\n\n- [{TITLE}]({PAPER})\n- [Oak]({CODE}#readme)\n"
    found = ReadingList.parse(f"# Water\n\n## Overview\n\n{contents}\n{papers}").entries
    assert [entry.title for entry in found] == [TITLE, "Oak"]


@pytest.mark.parametrize(
    "line",
    [
        "Maintained by [Ann Moss](https://moss.github.io/) (ann@moss.org). Last update on 2021/06/14.",
        "By [Ann Moss](https://moss.io) (ann@moss.org), [Moss University](http://www.moss.edu/).",
        "- Contributed by **[Ann Moss](https://moss.github.io/)**.",
        "> This repo is reorganized from [Old Rivers](https://github.com/fern/old-rivers), any suggestions welcome!",
    ],
)
def test_people_behind_a_list_are_no_entries(line):
    assert only(f"{line}\n\n- [{TITLE}]({PAPER})").title == TITLE


@pytest.mark.parametrize("lead", ["Oak by ", "By "])
def test_by_behind_a_name_is_no_sign_of_the_list(lead):
    assert ReadingList.parse(f"# Water\n\n- {lead}[Slow Crossings by Boat]({PAPER})\n").entries


@pytest.mark.parametrize(
    "lead", ["ICML 2022, Oral. ", "ICML 2022, Spotlight: ", "(ICML 2022)", "(*ICML 2022*)", "(**ICML 2022**) "]
)
def test_a_venue_before_a_title_may_be_followed_by_praise_or_by_nothing(lead):
    entry = only(f"- {lead}{TITLE} [[Paper]]({PAPER})")
    assert (entry.title, entry.venue, entry.year) == (TITLE, "ICML", 2022)


@pytest.mark.parametrize(
    "title", ["(De)Randomized Rivers for Fords", "(2D)Rivers in Old Fords", "Oral. Rivers and Fords"]
)
def test_brackets_and_words_that_begin_a_title_stay(title):
    assert only(f"- {title} [[Paper]]({PAPER})").title == title


def test_a_name_that_leads_to_code_before_the_papers_link_is_no_title():
    entry = only(f"- [Oak]({CODE}): [{TITLE}]({PAPER})")
    assert (entry.title, [link.role for link in entry.links]) == (TITLE, ["code", "paper"])
    assert only(f"- [{TITLE}]({PAPER}): [a talk]({PAGE})").title == TITLE


def test_a_bold_name_in_brackets_above_a_remark_is_the_title():
    entry = only(f"* [**Reed-fords**] [[**Github**]({CODE})] <br>\nSlowly brings rivers into banks.")
    assert (entry.title, entry.kind, entry.line) == ("Reed-fords", "code", 5)
    assert only(f"* [**ICML 2022**] [[**Paper**]({PAPER})] <br>\n{TITLE}").title == TITLE


@pytest.mark.parametrize("behind", ["", "\n    > It fords rivers.", "\n    *Ann Moss, Bo Fern*"])
def test_names_that_lead_to_code_in_a_row_of_labels_are_the_entrys_links(behind):
    entry = only(f"1. **{TITLE}.** AAAI 2015. [paper]({PAPER}) [RV2E]({CODE}) [OpenRV]({CODE}2){behind}")
    assert [link.role for link in entry.links] == ["paper", "code", "code"]


def test_a_tool_that_a_sentence_names_is_no_link_of_the_entry():
    assert len(only(f"- {TITLE} [paper]({PAPER}) built on [RV2E]({CODE})").links) == 1


def test_a_journal_and_year_may_be_the_papers_label():
    entry = only(f"**{TITLE}**  \nAnn Moss, Bo Fern  \n[River Informatics 2024]({PAPER}) • [Code]({CODE})")
    assert (entry.title, entry.venue, entry.year) == (TITLE, "River Informatics", 2024)


def test_a_line_that_points_elsewhere_is_no_paper():
    text = f"- {TITLE} [Paper]({PAPER})\n- More of them, and tutorials, can be found at this [repo]({CODE})."
    assert [entry.title for entry in entries(text)] == [TITLE]


@pytest.mark.parametrize("page", ["www.zhihu.com/people/moss-58", "www.linkedin.com/in/moss"])
def test_where_to_write_to_the_lists_author_is_no_paper(page):
    assert [entry.title for entry in entries(f"* write: [Moss's page](https://{page})\n* [{TITLE}]({PAPER})")] == [
        TITLE
    ]


def test_a_picture_that_leads_to_itself_is_no_link():
    picture = "https://camo.moss.org/ab12"
    text = f"**{TITLE}**\n\n[![img]({picture})]({picture})\n\n- arxiv: <{PAPER}>\n- code: <{CODE}>"
    assert [link.role for link in only(text).links] == ["paper", "code"]


def test_an_address_below_a_bold_title_is_its_link():
    (entry, other) = entries(
        f"**Quick Crossings, a Tool**\n\n<{CODE}>\n\n**{TITLE}**\n\n- arxiv: <{PAPER}>\n- code: {CODE}"
    )
    assert (entry.title, entry.links[0].url, other.title) == ("Quick Crossings, a Tool", CODE, TITLE)


@pytest.mark.parametrize(
    "said", ["(NeurIPS'22 River Workshop)", "(NeurIPS‘22 Workshop on Rivers)", "(NeurIPS 2022 River Workshop)"]
)
def test_a_workshop_with_its_own_name_is_the_meetings(said):
    entry = only(f"* {TITLE} {said} [[Paper]]({PAPER})")
    assert (entry.title, entry.venue, entry.year) == (TITLE, "NeurIPS Workshop", 2022)
