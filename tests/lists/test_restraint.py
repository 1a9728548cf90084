"""Where a rule for an uncommon form must not reach: the common form that looks like it."""

import pytest

from reviewkit.reading_list import ReadingList

U = "https://arxiv.org/abs/2402.0001"
TITLE, OTHER = "Quick Crossings for Slow Rivers", "Deep Fords for Wide Rivers"


def entries(text):
    return ReadingList.parse(f"# Water\n\n{text}\n").entries


def titles(text):
    return [entry.title for entry in entries(text)]


def test_a_bold_line_below_several_headings_divides_their_papers():
    text = "".join(f"## {name} of Rivers\n\n**Must read**\n\n- {TITLE} {name}, ICML 2020\n\n" for name in "ABC")
    assert titles(text) == [f"{TITLE} {name}" for name in "ABC"]


def test_papers_below_a_bold_line_are_no_notes_on_the_paper_above():
    text = f"### [{TITLE}]({U}1)\n\n**Follow-ups**\n\n- {OTHER}, ICML 2020 [pdf]({U}2)\n"
    assert titles(text) == [TITLE, OTHER]


@pytest.mark.parametrize(
    "header", ["Scheduler | Deadline-aware | Paper", "Date | Presenter | Paper", "Title | Reading deadline | Paper"]
)
def test_a_column_about_deadlines_leaves_a_table_of_papers(header):
    row = f"Oak | yes | [{OTHER}]({U}2)"
    assert len(entries(f"| {header} | Deadline |\n|---|---|---|---|\n| {row} | May |")) == 1


@pytest.mark.parametrize("between", ["<details><summary>Vision</summary>\n\n", "Rivers we like:\n\n", "## Papers\n\n"])
def test_what_a_line_says_of_the_bullets_below_it_ends_with_them(between):
    text = f"Maintainers:\n\n- [Ann](https://github.com/ann)\n\n{between}- [{TITLE}]({U}1)\n"
    assert titles(text) == [TITLE]


@pytest.mark.parametrize("code", ["ICML 2020 best paper", "Ann Moss and Bo Fern", "rivers, fords, trees"])
def test_code_behind_a_bold_title_is_no_title(code):
    assert titles(f"- **{TITLE}** - `{code}` [pdf]({U}1)") == [TITLE]


@pytest.mark.parametrize("line", ["Monte Carlo, Las Vegas.", "Quantum Supremacy, Classical Limits."])
def test_two_names_like_words_on_a_line_are_no_authors_of_the_next(line):
    assert titles(f"- {line}\n  Random rivers explained [pdf]({U}1)")[0].startswith(line.split(",")[0])


def test_a_bold_link_behind_a_name_stays_the_entrys():
    (entry,) = entries(f"- LoRA **[{TITLE}]({U}1)**")
    assert entry.arxiv == "2402.00011"


@pytest.mark.parametrize("title", ["Are rivers enough? A Study", "Quick trees. Part II", "Can fords swim? A Survey"])
def test_a_cited_title_of_two_sentences_is_whole(title):
    assert titles(f"- Moss, A., Fern, B. (2020). {title}. [pdf]({U}1)") == [title]


@pytest.mark.parametrize("remark", ["Best paper award", "A good overview of rivers", "Oral", "Tags: trees, fords"])
def test_a_remark_in_italics_behind_a_citation_is_no_venue(remark):
    (entry,) = entries(f"- Moss, A., Fern, B. (2020). [{TITLE}]({U}1). *{remark}*")
    assert entry.venue is None


def test_a_tools_link_before_a_title_with_links_of_its_own_is_a_label():
    (entry,) = entries(f"- [PyTorch](https://github.com/a/b) - {TITLE}, ICML 2020. [paper]({U}1)")
    assert entry.title == TITLE


def test_a_meeting_further_up_holds_for_no_other_years_papers_and_no_code():
    text = f"## NeurIPS 2020\n\n### Older\n\n- {TITLE} (2012) [pdf]({U}1)\n- [Oak](https://github.com/a/b) - a tool\n"
    older, tool = entries(text)
    assert (older.venue, older.year, tool.venue, tool.kind) == (None, 2012, None, "code")


def test_quoted_bullets_without_an_entry_beside_them_are_a_list():
    assert len(entries(f"## To read\n\n> - {TITLE}\n> - {OTHER}\n")) == 2


def test_links_below_a_paper_with_a_remark_are_its_own():
    text = f"- [{TITLE}]({U}1) - Ann Moss\n  - [Oak](https://github.com/a/b) - implementation\n"
    assert titles(text) == [TITLE]


@pytest.mark.parametrize(
    "meeting",
    [
        "International Conference on Computer Communications and Networks",
        "Symposium on Computer Architecture and High Performance Computing",
        "European Conference on Software Engineering",
        "Nordic Conference on Computational Linguistics",
    ],
)
def test_a_meeting_with_a_longer_name_is_another_meeting(meeting):
    (entry,) = entries(f"- [{TITLE}]({U}1). {meeting}, 2020")
    assert entry.venue not in ("INFOCOM", "ISCA", "ICSE", "COLING")
