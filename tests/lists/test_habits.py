"""Habits of lists about systems, robots and the like: heads with people, titles yet to be linked, terse venues."""

import pytest

from reviewkit.reading_list import ReadingList

PAPER, OTHER, CODE = "https://arxiv.org/abs/2402.00011", "https://arxiv.org/abs/2402.00012", "https://github.com/moss/f"
PAGE, TITLE, LATER = "https://x.org/a", "Quick Crossings for Slow Rivers", "Slow Crossings for Quick Rivers"


def entries(text, heading="Fords"):
    return ReadingList.parse(f"# Water\n\n## {heading}\n\n{text}\n").entries


def only(text, heading="Fords"):
    (entry,) = entries(text, heading)
    return entry


def titles(text, heading="Fords"):
    return [entry.title for entry in entries(text, heading)]


@pytest.mark.parametrize("place", ["@Ash University", "@moss.edu", "@Ann Ash etc"])
def test_an_affiliation_in_brackets_behind_a_title_is_none_of_it(place):
    assert only(f"| Title | Paper |\n|---|---|\n| {TITLE}({place}) | [[pdf]]({PAPER}) |").title == TITLE
    assert (
        only(f"- [{TITLE}]({PAPER}) ({place})").title == only(f"- **{TITLE}** ({place}) [pdf]({PAPER})").title == TITLE
    )


@pytest.mark.parametrize(
    "back", ["([©️back👆](#list))", "[[back]](#list)", "[⬆️](#list)", "[back to top](#list)", "[返回](#list)"]
)
def test_the_way_back_behind_a_heading_is_none_of_its_name(back):
    assert only(f"- [{TITLE}]({PAPER})", f"Fords {back}").section == ("Water", "Fords")


def test_a_heading_that_leads_to_a_place_keeps_its_name():
    assert only(f"- [{TITLE}]({PAPER})", "1. [Old fords](#old)").section == ("Water", "1. Old fords")


@pytest.mark.parametrize(
    "head",
    [
        f"[Ann Moss]({PAGE})<sup>1</sup>&nbsp;\n[Bo Fern]({PAGE}/b)<sup>2</sup>&nbsp;",
        f"[Ann Moss]({PAGE})*, [Bo Fern]({PAGE}/b)†",
        f"<sup>1</sup>[River Lab]({PAGE}), University of Moss",
        "[fords (12)](by/fords.md) | [bridges (7)](by/bridges.md) | [old mills (2)](by/mills.md)",
    ],
)
def test_people_their_places_and_a_row_of_the_lists_pages_are_no_entries(head):
    assert titles(f"{head}\n\n- [{TITLE}]({PAPER})") == [TITLE]


def test_a_bold_title_on_the_line_below_the_links_of_another_is_an_entry():
    text = (
        f"**{TITLE}**  \nAnn Moss, Bo Fern  \n[arXiv, 2 May 2024]({PAPER})  \n**{LATER}**  \nCy Reed  \n[code]({CODE})"
    )
    first, second = entries(text)
    assert (first.title, first.year, first.arxiv) == (TITLE, 2024, "2402.00011")
    assert (second.title, [link.role for link in second.links]) == (LATER, ["code"])
    assert titles(f"**{TITLE}**\n**Ann Moss**\n[pdf]({PAPER})") == [TITLE]


def test_a_bullet_without_a_blank_is_one():
    assert titles(f"- [{TITLE}]({PAPER})\n-[{LATER}]({OTHER}) - notes on rafts") == [TITLE, LATER]


def test_titles_yet_to_be_linked_are_entries_among_nothing_but_links_and_titles():
    row = f"+ [{TITLE}]({PAPER}) (ICRA 2023)\n\n+ {LATER}: A Study of Fords\n\n+ Old Crossings of the North"
    assert titles(row) == [TITLE, f"{LATER}: A Study of Fords", "Old Crossings of the North"]
    assert titles(row + "\n+ we crossed this one twice\n+ see the map for more\n") == titles(row, "News") == [TITLE]


def test_an_author_with_two_initials_is_no_journal():
    entry = only(f"1. **{TITLE}.** Fords, 2014. [Conference]({PAGE})\n\n    *A. Evers, J. A. Fern*")
    assert entry.venue != "J. A. Fern"


@pytest.mark.parametrize("column", ["Reference", "References", "Paper", "Link"])
def test_a_reference_in_a_table_is_the_paper_and_the_year_of_what_the_row_names(column):
    head = f"| Technique | What it does | {column} |\n|---|---|---|\n"
    entry = only(f"{head}| Stepping stones | Crosses slowly | [Moss et al. (2023)]({PAPER}) |")
    assert (entry.title, entry.year, entry.arxiv) == ("Stepping stones", 2023, "2402.00011")
    entry = only(f"{head}| Rafts | Floats | [Fern (2021)]({PAPER}), [Moss and Reed, 2022]({OTHER}) |")
    assert (entry.title, [link.role for link in entry.links]) == ("Rafts", ["paper", "paper"])


def test_a_reference_alone_in_its_row_stays_its_title():
    assert titles(f"| Date | Paper |\n|---|---|\n| 2023-05 | [Moss et al. (2023)]({PAPER}) |") == ["Moss et al"]


def test_a_name_that_its_own_link_repeats_keeps_the_link():
    row = f"| Technique | What it does | References |\n|---|---|---|\n| RaftX | Floats | [RaftX]({CODE}) |"
    assert [(entry.title, entry.kind, len(entry.links)) for entry in entries(row)] == [("RaftX", "code", 1)]


def test_authors_in_bold_before_a_title_in_italics():
    entry = only(f"1. **Ann Moss and Bo Fern** - *{TITLE}* (2005)\n   - *A note: why it matters.*", "Must-read papers")
    assert (entry.title, entry.year, entry.authors) == (TITLE, 2005, ("Ann Moss", "Bo Fern"))


@pytest.mark.parametrize(
    ("said", "venue", "year"),
    [
        ("(BH 18)", "BH", 2018),
        ("(FRD17)", "FRD", 2017),
        ("`FORDS02`", "FORDS", 2002),
        ("(Wisec 23)", "WiSec", 2023),
        ("(USENIX Sec 25)", "USENIX Security", 2025),
        ("(NDSS Fords Workshop'25)", "NDSS Workshop", 2025),
        ("(CS 18)", None, None),
        ("(part 12)", None, None),
    ],
)
def test_terse_venues_behind_a_linked_title(said, venue, year):
    entry = only(f"[{TITLE}]({PAGE}) {said}")
    assert (entry.title, entry.venue, entry.year) == (TITLE, venue, year)


@pytest.mark.parametrize(
    ("badge", "venue", "year"),
    [
        ("Forests_2019-5291C8", "Forests", 2019),
        ("TreeNLP@ACL_2021-blue", "TreeNLP@ACL", 2021),
        ("Paper_2021-red", None, 2021),
    ],
)
def test_a_badge_that_leads_to_the_paper_says_where_it_appeared(badge, venue, year):
    entry = only(f"* **{TITLE}**\n\n  [![](https://img.shields.io/badge/{badge}?style=flat)]({PAPER})")
    assert (entry.title, entry.venue, entry.year) == (TITLE, venue, year)


def test_a_heading_that_ends_in_a_meeting_and_its_year_is_a_title_over_notes():
    notes = "![](img/ford.png)\n*Challenges:*\n- stones are wet\n\n*Method*\n\nCrosses by [rafts](#rafts)."
    text = f"### {TITLE} (AAAI 2020)\n{notes}\n\n### Crossings yield more transferable bridges (ICLR 2021)\n\n*Comment*"
    first, second, third = entries(f"{text}\n\n### Slow Stones (OSDI 2022)\n\n- they are wet")
    assert (first.title, first.venue, first.year, first.section) == (TITLE, "AAAI", 2020, ("Water", "Fords"))
    assert (second.title, second.venue, second.year) == ("Crossings yield more transferable bridges", "ICLR", 2021)
    assert (third.title, third.venue, third.year) == ("Slow Stones", "OSDI", 2022)


@pytest.mark.parametrize(
    "heading", ["Trip Report from the Seaside", "Tutorials and Workshops on Fords", "Keynote talks and panels"]
)
def test_a_dated_heading_alone_or_of_an_event_is_no_paper(heading):
    assert titles(f"### {heading} (CVPR 2021)\n\n- they were wet") == []
    alike = "".join(f"\n\n### {TITLE} {word} (CVPR 2021)\n\n- wet" for word in ("Again", "Anew", "Once More"))
    assert heading not in titles(f"### {heading} (CVPR 2021)\n\n- they were wet{alike}")


@pytest.mark.parametrize("column", ["Key idea", "Contribution", "Comment", "TL;DR", "摘要"])
def test_what_a_table_says_behind_a_reference_is_no_title(column):
    rows = f"| Paper | {column} |\n|---|---|\n| [Ash et al., 2020]({PAPER}) | grow fast and die young |"
    assert "grow fast and die young" not in titles(rows)


@pytest.mark.parametrize("dash", ["-", "–", "|", ","])
def test_a_bold_title_of_two_words_before_one_author_in_italics_is_the_title(dash):
    assert only(f"- **Random Rivers** {dash} *Leo Birch* (2001) [pdf]({PAPER})").title == "Random Rivers"


def test_a_bold_tag_with_a_link_is_no_title_where_the_title_stands_on_the_next_line():
    assert only(f"- [**Oral**] [[paper]({PAPER})]\n  {TITLE}").title == TITLE


@pytest.mark.parametrize(
    "below", ["\n  Ann Moss. [paper]({u})", "\n  * Ann Moss, Bo Fern\n  * [[Paper]]({u})", "\n  - paper: {u}"]
)
def test_a_heading_in_a_bullet_over_what_belongs_to_it_is_a_title(below):
    assert only(f"- ### {TITLE}" + below.format(u=PAPER)).title == TITLE


@pytest.mark.parametrize("lead", ["Compare with", "vs.", "Similar to", "Extended by", "Improves"])
def test_a_paper_that_a_note_mentions_is_no_entry(lead):
    assert titles(f"- [{TITLE}]({PAPER})\n  - {lead} [{LATER}](https://arxiv.org/abs/2401.00002)") == [TITLE]


@pytest.mark.parametrize("thing", ["UTF 16", "AES 12", "SHA 25", "ISO 17", "WEEK 05", "CS 24"])
def test_standards_and_weeks_are_no_venues(thing):
    assert only(f"- [{TITLE}]({PAPER}) ({thing})").venue is None


@pytest.mark.parametrize(
    ("heading", "venue"),
    [("NeurIPS (2021)", "NeurIPS"), ("ACL 2021 (Findings)", "ACL Findings"), ("OSDI 2021", "OSDI")],
)
def test_a_heading_that_is_a_venue_with_its_year_in_brackets_is_that_of_its_papers(heading, venue):
    (entry,) = entries(f"- [{TITLE}]({PAPER})", heading)
    assert (entry.venue, entry.year) == (venue, 2021)


@pytest.mark.parametrize(
    "below", [f"- [{LATER}]({PAPER})", f"[{LATER}]({PAPER}). Ann Moss", f"#### Oral\n- [{LATER}]({PAPER})"]
)
def test_a_dated_heading_over_entries_divides(below):
    assert titles(f"### Accepted papers on fords (AAAI 2020)\n\n{below}") == [LATER]


def test_a_journal_that_a_label_names_is_the_venue_and_further_labels_are_no_entries():
    text = (
        f"**Title:** [{TITLE}]({PAGE})\n\n**Authors:** Ann Moss, et al.\n\n**Journal Info:** Annals of Fords, May 2017"
        "\n\n"
        f"**Rafts/stones compared:** `oak`, `elm`, `Yew (old)`.\n\n---\n\n**Title:** [{LATER}]({PAGE}/b)"
    )
    first, second = entries(text)
    assert (first.title, first.venue, first.year) == (TITLE, "Annals of Fords", 2017)
    assert (second.title, second.venue) == (LATER, None)


@pytest.mark.parametrize(
    ("line", "venue"),
    [
        ("Journal: Fords and Bridges, 2019", "Fords and Bridges"),
        ("Venue: under review", None),
        ("Publisher: Moss Press", None),
    ],
)
def test_what_stands_behind_journal_is_the_venue_as_written(line, venue):
    assert only(f"- [{TITLE}]({PAGE})\n  - {line}\n  - Ann Moss, Bo Fern").venue == venue


def test_one_course_in_a_section_makes_no_course_of_the_other_pages():
    pages = "\n".join(f"- [The bridge over river {k}](https://bridges{k}.org/a)" for k in range(5))
    kinds = [entry.kind for entry in entries(f"- [CS 61 Rivers]({PAGE})\n{pages}")]
    assert kinds[0] == "course" and "course" not in kinds[1:]


def test_bullets_below_an_entry_in_a_paragraph_group_entries_of_their_own():
    text = f"**Review**: [{TITLE}]({PAPER}).\n\n- Rafts\n  - [Oakraft]({CODE})\n  - [Elmraft]({CODE}2)\n- a note on it"
    assert titles(text) == [TITLE, "Oakraft", "Elmraft"]


def test_a_nested_link_with_a_remark_behind_a_dash_is_an_entry_where_it_is_written_as_a_title():
    text = (
        f"- [Oakraft]({CODE}) - Floats.\n  + [Oakraft's Annotated Source]({PAGE}) - How each plank and each rope came."
    )
    assert titles(text) == ["Oakraft", "Oakraft's Annotated Source"]
    assert titles(f"- [Oakraft]({CODE})\n  - [this long post]({PAGE}) - how each plank and each rope came to be") == [
        "Oakraft"
    ]


def test_wide_brackets():
    named = ["Building Fords of Stone", "Rafts: The Guide", "Old Bridges of the North"]
    books = "\n".join(f"- *{name}*（Moss Press）— 石头、木筏" for name in named)
    assert titles(books, "书") == named
    assert only(f"1. 【Ford-Net】{TITLE}\n[[paper]]({PAPER})").title == TITLE
    assert only(f"- 【关于 渡口】{TITLE} [paper]({PAPER})").title.startswith("【关于")


def test_titles_without_links_are_papers_whatever_the_one_link_beside_them_is():
    row = "\n".join(f"{k}. The Crossing of River {name} on Rafts" for k, name in enumerate(("Oak", "Elm", "Yew"), 1))
    text = f"# Water\n\n## Fords\n\n{row}\n\n## More\n\n1. [Questions about fords](https://www.reddit.com/r/fords)\n"
    assert [entry.kind for entry in ReadingList.parse(text).entries] == ["paper", "paper", "paper", "other"]


@pytest.mark.parametrize("address", ["https://www.raftdb.com", "https://raft.org/", "https://aws.amazon.com/raftdb/"])
def test_a_things_own_page_is_neither_a_post_nor_a_book(address):
    first, second = entries(f"- [RaftDB]({address})\n- [{TITLE}]({PAPER})")
    assert (first.kind, second.kind) == ("other", "paper")


def test_a_second_paper_below_a_bold_title_is_an_entry_of_its_own():
    text = f"**{TITLE}**\n\n- arxiv: {PAPER}\n- {LATER}: {OTHER}"
    assert [entry.arxiv for entry in entries(text)] == ["2402.00011", "2402.00012"]


@pytest.mark.parametrize("before", ["", ",", " |"])
def test_a_terse_venue_stands_before_labels_too(before):
    entry = only(f"- {TITLE} (ZORK 15){before} [paper]({PAPER}) | [code]({CODE})")
    assert (entry.title, entry.venue, entry.year) == (TITLE, "ZORK", 2015)
