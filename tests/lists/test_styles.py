"""Styles of single lines: labels that nobody knows, citations, DOIs in the text; titles and names are made up."""

import pytest

from reviewkit.reading_list import ReadingList

PAPER, OTHER, CODE = (
    "https://arxiv.org/abs/2402.00011",
    "https://arxiv.org/abs/2402.00012",
    "https://github.com/moss/rivers",
)
PAGE, TITLE = "https://x.org/a", "Quick Crossings for Slow Rivers"


def entries(text):
    return ReadingList.parse(f"# Water\n\n## Fords\n\n{text}\n").entries


def only(text):
    (entry,) = entries(text)
    return entry


@pytest.mark.parametrize("label", ["download", "Download", "Download PDF", "here", "view", "open", "get it", "Fulltxt"])
@pytest.mark.parametrize("after", ["", ".", " 🔥", f" [code]({CODE})", f" | [code]({CODE})", "\n  Ann Moss, Bo Fern"])
def test_a_short_link_that_ends_a_title_is_its_label_known_or_not(label, after):
    entry = only(f"- {TITLE} [{label}]({PAPER}){after}")
    assert (entry.title, entry.arxiv, entry.links[0].role) == (TITLE, "2402.00011", "paper")


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        (f"The Slow River Named [Oak]({PAPER}) Runs Dry", []),
        (f"Slow River Bank: [oak]({PAPER})", ["oak"]),
        (f"A Study of Slow Rivers in [winter]({PAPER})", []),
        (f"Thanks to the Slow River Group and [oak]({CODE})", []),
    ],
)
def test_a_short_link_within_a_sentence_or_behind_a_name_is_no_label(line, titles):
    assert [entry.title for entry in entries(f"- {line}")] == titles


BOLD = {
    f"**Quick Rivers** [paper]({CODE})\n\n": ["Quick Rivers"],
    f"**Quick Rivers** (ICML 2020). [paper]({CODE})\n\n": ["Quick Rivers"],
    "**Rivers**\n\n": [],
    f"- **Quick Rivers** [paper]({CODE})\n": ["Quick Rivers"],
    "- **Rivers**\n": [],
}


@pytest.mark.parametrize("bold", BOLD)
@pytest.mark.parametrize(
    "below",
    [
        "{}{}. Paper: [link]({})\n",
        "{}{} Paper: [[pdf]({})]\n",
        "{}{}：论文：[链接]({})\n",
        "{}{}\n    - Paper: [link]({})\n",
        "{}{}\n    - [Paper]({})\n",
    ],
)
def test_a_bold_line_leaves_bullets_with_a_title_and_a_paper_of_their_own(bold, below):
    bullet = "  - " if bold.startswith("-") else "- "
    bullets = below.format(bullet, TITLE, PAPER) + below.format(bullet, "Slow Crossings for Old Rivers", OTHER)
    found = [(entry.title, entry.arxiv) for entry in entries(bold + bullets)]
    assert found[-2:] == [(TITLE, "2402.00011"), ("Slow Crossings for Old Rivers", "2402.00012")]
    assert [title for title, _ in found[:-2]] == BOLD[bold]


@pytest.mark.parametrize(
    "note", ["builds on slow crossings\n    - Paper: [link]({})", "Ann Moss, Bo Fern\n    - [Paper]({})"]
)
def test_a_remark_or_authors_with_a_link_below_stay_the_entries_above(note):
    assert only(f"- [{TITLE}]({PAPER})\n  - {note.format(OTHER)}").title == TITLE


@pytest.mark.parametrize("venue", [", ICML 2020", " (ICML 2020)", ". ICML 2020."])
def test_a_bold_title_with_its_venue_keeps_the_labelled_bullets_below(venue):
    entry = only(f"**{TITLE}**{venue}\n\n- Paper: [link]({PAPER})\n- Code: {CODE}")
    assert (entry.title, entry.venue, entry.arxiv) == (TITLE, "ICML", "2402.00011")


DOI = "10.1145/3123.456"


@pytest.mark.parametrize(
    "doi",
    [
        f"doi:{DOI}",
        f"DOI: {DOI}",
        f"doi {DOI}",
        f"https://doi.org/{DOI}",
        f"HTTPS://DOI.ORG/{DOI}",
        f"dx.doi.org/{DOI}.",
    ],
)
@pytest.mark.parametrize("form", ["{}, {}", "{}. {}", "{}. ICML 2020. {}", "{} ({})", "{} [pdf](https://x.org/a), {}"])
def test_a_doi_in_the_text_is_the_papers_and_none_of_its_title(doi, form):
    entry = only(f"- {form.format(TITLE, doi)}")
    assert (entry.title, entry.doi, entry.kind) == (TITLE, DOI, "paper")


@pytest.mark.parametrize(
    "host",
    ["linkinghub.elsevier.com/retrieve/pii/S1", "www.hindawi.com/journals/a/2020/1/", "www.nature.com/articles/a1"],
)
def test_a_publishers_page_is_a_paper(host):
    (entry,) = ReadingList.parse(f"- {TITLE} [get it](https://{host})\n").entries
    assert (entry.kind, entry.links[0].role) == ("paper", "paper")


@pytest.mark.parametrize("venue", ["CoRL", "NeurIPS", "EuroSys", "SoCC", "CORL", "AutoML"])
@pytest.mark.parametrize("form", ["[{}] {}", "`{}` {}", "{1} ({0})", "{1}. {0}, 2021.", "{1}, {0}, "])
def test_a_venue_of_mixed_case_counts_where_it_stands_alone(venue, form):
    entry = only(f"- {form.format(venue, TITLE)} [paper]({PAPER})")
    assert (entry.title, entry.venue.casefold()) == (TITLE, venue.casefold())


def test_a_venue_of_mixed_case_counts_alone_in_its_column():
    (entry,) = entries(f"| Title | Venue |\n|---|---|\n| [{TITLE}]({PAPER}) | CoRL |")
    assert entry.venue == "CoRL"


@pytest.mark.parametrize(
    "remark",
    [
        " - an AutoML framework for rivers",
        " trained on GPT-NeoX-20B",
        ": EVA-02 and OAK-21 compared",
        " of the LoG family",
    ],
)
def test_the_name_of_a_model_or_a_kind_of_tool_is_no_venue(remark):
    assert only(f"- [{TITLE}]({PAPER}){remark}").venue is None


@pytest.mark.parametrize("form", ["[{}[^1]]({})", "**{}[^a-b]** [paper]({})", "{} [^12] [paper]({})", "[{}]({})[^1]"])
def test_the_mark_of_a_footnote_is_none_of_the_title(form):
    assert only(f"- {form.format(TITLE, PAPER)}\n\n[^1]: a note").title == TITLE


WEB = "".join(f"- [Quick Crossing Number {n}](https://arxiv.org/abs/2402.000{n})\n" for n in range(10, 14))
FILES = "- [Slow Fords](notes/fords.md)\n- [Slow Banks](notes/banks.md)\n- [Old Banks](nets/old.md)\n"


@pytest.mark.parametrize("target", ["topics/fords.md", "../lists/fords.md#top"])
def test_a_bullet_that_only_leads_to_another_list_is_no_paper(target):
    entry = entries(f"- [Fords and Banks](<{target}>)\n{WEB}")[0]
    assert (entry.kind, [link.role for link in entry.links]) == ("other", ["other"])


@pytest.mark.parametrize(
    "text",
    [
        f"- [Slow Fords](notes/fords.md)\n{WEB}",
        f"- [Slow Fords](reviews/fords.md)\n{WEB}",
        f"- [Slow Fords](nets/fords.md) [[arXiv]({OTHER})]\n{WEB}",
        f"- [{TITLE} and Some More of Them](nets/fords.md)\n{WEB}",
        f"- [Slow Fords](nets/fords.md)\n{FILES}",
    ],
)
def test_a_linked_title_that_leads_to_a_file_of_notes_is_a_review(text):
    entry = entries(text)[0]
    assert (entry.kind, entry.links[0].role) == ("paper", "review")


SLOW = "Slow Crossings for Old Rivers"
TWO = f"[{TITLE}]({PAPER}){{}}[{SLOW}]({OTHER})"


@pytest.mark.parametrize(
    "between",
    [
        ", ",
        "; ",
        " and ",
        ", and ",
        " & ",
        "<br>",
        "、",
        " (2001) and ",
        ".<br/> ",
        f" [code]({CODE}), ",
        f" [[code]({CODE})]<br>",
    ],
)
@pytest.mark.parametrize(
    "form", ["- {}", "- Fords: {}", "- {} (ICML 2020)", "| Topic | Papers |\n|---|---|\n| Fords | {} |"]
)
def test_each_paper_of_a_line_or_cell_that_names_several_is_an_entry(between, form):
    first, second = entries(form.format(TWO.format(between)))
    assert [(e.title, e.arxiv) for e in (first, second)] == [(TITLE, "2402.00011"), (SLOW, "2402.00012")]
    assert first.line == second.line
    assert [link.role for link in (*first.links, *second.links)].count("paper") == 2


def test_what_a_row_says_beside_its_papers_is_said_of_each():
    text = f"| Year | Papers | Code |\n|---|---|---|\n| 2021 | {TWO.format('<br>')} | [code]({CODE}) |"
    first, second = entries(text)
    assert (first.year, second.year) == (2021, 2021)
    assert ([link.role for link in first.links], [link.role for link in second.links]) == (["paper", "code"], ["paper"])


@pytest.mark.parametrize(
    "line",
    [
        TWO.format(" (see ") + ")",
        TWO.format(" builds on "),
        f"[{TITLE}]({PAPER}), [the extended journal version]({OTHER})",
        f"[{TITLE}]({PAPER}), [{TITLE}]({OTHER})",
        f"[{TITLE}]({PAPER}), [A Page About Rivers](https://x.org/a)",
        f"[Oak]({PAPER}), [Elm]({OTHER})",
        f"[{TITLE}]({PAPER}): {TWO.format(', ')}",
    ],
)
def test_another_link_to_the_same_paper_or_an_aside_is_no_entry(line):
    assert len(entries(f"- {line}")) == 1


@pytest.mark.parametrize(
    "people",
    [
        "Moss, Ann and Fern, Bo and Reed, Cy and Sedge, Dee A",
        "Moss, Ann and Fern, Bo",
        "Ann Moss, Bo Fern, Alexis A. Reed, and Cy Sedge",
        "Moss, Ann and Fern, Bo and Reed,\n        Cy and Sedge, Dee",
    ],
)
def test_people_below_a_title_however_they_are_written_state_its_venue(people):
    text = f"# Water\n\n-   Quick Rivers for Fords.\n    [\\[pdf\\]]({PAPER})\n    -   {people}. *ICCV 2015*\n"
    (entry,) = ReadingList.parse(text).entries
    assert (entry.title, entry.venue, entry.year) == ("Quick Rivers for Fords", "ICCV", 2015)


@pytest.mark.parametrize("last", ["and", "for", "via", "on", "in", "A Study:"])
def test_a_title_that_a_line_cannot_end_goes_on_below(last):
    text = f"# Water\n\n- Quick Rivers {last}\n  Old Fords. [[pdf]]({PAPER})\n- Slow Rivers [[pdf]]({PAPER})\n"
    assert ReadingList.parse(text).entries[0].title == f"Quick Rivers {last} Old Fords"


@pytest.mark.parametrize("label", ["论文", "博客", "代码"])
def test_a_paragraph_is_an_entry_with_labels_in_chinese_too(label):
    line = f"Slow Rivers for All.[`{label}`](https://x.org/a)\n\n> 河流"
    found = ReadingList.parse(f"### 已读\n\n{line}\n\nWide Rivers for All. [`{label}`](https://x.org/b)\n").entries
    assert [entry.title for entry in found] == ["Slow Rivers for All", "Wide Rivers for All"]
