"""Tables as lists write them, in Markdown and HTML; titles and names are made up."""

import pytest

from reviewkit.reading_list import ReadingList

PAPER, CODE = "https://arxiv.org/abs/2402.00011", "https://github.com/moss/rivers"
LINKS = f'<td><a href="{PAPER}">paper</a></td><td><a href="{CODE}">code</a></td>'


@pytest.mark.parametrize(
    ("cells", "venue"),
    [
        ("<td>Quick Rivers for Fords</td>" + LINKS, None),
        ("<td>Quick Rivers for Fords</td><td>ICML 2020</td>" + LINKS, "ICML"),
        ("<td>ICML 2020</td><td>Quick Rivers for Fords</td><td>Ann Moss, Bo Fern</td>" + LINKS, "ICML"),
        ("<td>7</td><td>Quick Rivers for Fords</td>" + LINKS, None),
        ('<td><img src="a.png"></td><td><b>Quick Rivers for Fords</b><br><em>ICML 2020</em></td>' + LINKS, "ICML"),
    ],
)
def test_a_row_without_a_header_has_its_title_in_one_cell_and_its_links_in_others(cells, venue):
    (entry,) = ReadingList.parse(f"# Water\n\n<table>\n<tr>{cells}</tr>\n</table>\n").entries
    assert (entry.title, entry.venue, entry.arxiv) == ("Quick Rivers for Fords", venue, "2402.00011")
    assert [link.role for link in entry.links] == ["paper", "code"]


def test_a_table_of_people_and_one_of_pictures_have_no_entries():
    people = '<td><a href="https://github.com/moss"><img src="a.png"><br>Ann Moss</a></td>'
    logos = '<td>Sponsors</td><td><a href="https://x.org"><img src="a.png"></a></td>'
    assert ReadingList.parse(f"<table>\n<tr>{people}{people}</tr>\n<tr>{logos}</tr>\n</table>\n").entries == ()


def entries_of(header, *rows):
    rule = "|".join("---" for _ in header.split("|"))
    return ReadingList.parse(f"# Rivers\n\n| {header} |\n|{rule}|\n" + "".join(f"| {row} |\n" for row in rows)).entries


def test_a_meeting_without_a_paper_is_no_entry():
    entries = entries_of(
        "Date | Presenter | Paper",
        f"2023-01-10 | Ann | [Quick Rivers]({PAPER})",
        "2023-01-17 | Bo | TBA",
        "2023-01-24 | - | *no meeting*",
        "2023-01-31 | | Spring break",
    )
    assert [entry.title for entry in entries] == ["Quick Rivers"]


def test_a_schedule_names_its_readings_and_not_its_topics():
    entries = entries_of(
        "Week | Topic | Readings",
        "1 | Introduction | ",
        f"2 | Storage | [Log-structured Rivers]({PAPER})",
        '3 | Scheduling | Moss et al., "Fair Rivers", OSDI 2020',
    )
    assert [entry.title for entry in entries] == ["Log-structured Rivers", "Fair Rivers"]
    assert (entries[1].venue, entries[1].year, entries[1].authors) == ("OSDI", 2020, ("Moss",))


def test_columns_without_names_may_hold_the_venue():
    (entry,) = entries_of(" | | ", f"[Quick Rivers]({PAPER}) | ICML 2021 | [code]({CODE})")
    assert (entry.title, entry.venue, entry.year) == ("Quick Rivers", "ICML", 2021)


def test_a_legend_and_a_log_of_changes_have_no_entries():
    assert entries_of("Icon | Meaning", "🔒 | Paper behind a wall", "🎥 | Video with the paper") == ()
    log = "## Update Log\n\n| Version | Time | Content |\n|---|---|---|\n| V1 | 2023/03/31 | The first version. |\n"
    assert ReadingList.parse(f"# Rivers\n\n## Fords\n\n{log}").entries == ()


def test_beside_a_column_of_papers_publication_is_the_venue():
    (entry,) = entries_of("Date | Paper | Publication", f"2017-06 | [Quick Rivers]({PAPER}) | NeurIPS<br>")
    assert (entry.title, entry.venue, entry.year) == ("Quick Rivers", "NeurIPS", 2017)


def test_a_table_of_contents_is_none_of_papers():
    assert entries_of("A | B", "[1. Fords](#1) | [2. Deltas](#2)", "[3. Banks](#3) | [4. Springs](#)") == ()


@pytest.mark.parametrize(
    ("column", "role"), [("Slides", "slides"), ("Video", "video"), ("Code", "code"), ("课件", "slides")]
)
@pytest.mark.parametrize("cell", ["[pdf]({})", "[PDF]({})", "[link]({})", "[[pdf]]({})", "[Link]({}) "])
@pytest.mark.parametrize("address", ["https://x.org/a.pdf", "https://x.org/a"])
def test_a_column_says_what_a_mere_label_leads_to(column, role, cell, address):
    (entry,) = entries_of(
        f"Title | Paper | {column}", f"Quick Rivers for Fords | [pdf]({PAPER}) | {cell.format(address)}"
    )
    assert [link.role for link in entry.links] == ["paper", role]


@pytest.mark.parametrize(
    ("cell", "role"), [(f"[link]({PAPER})", "paper"), (f"[pdf]({CODE})", "paper"), (f"[code]({CODE})", "code")]
)
def test_an_address_that_says_more_than_its_column_is_believed(cell, role):
    (entry,) = entries_of("Title | Slides", f"[Quick Rivers for Fords](https://x.org/b.pdf) | {cell}")
    assert entry.links[1].role == role


@pytest.mark.parametrize(
    ("cell", "venue", "year"),
    [
        ("Journal of Slow Rivers", "Journal of Slow Rivers", None),
        ("River Letters, 2021", "River Letters", 2021),
        ("2012-RIVCON", "RIVCON", 2012),
        ("Riv. Syst. '19", "Riv. Syst.", 2019),
        ("ICML 2020", "ICML", 2020),
        ("CVPR-BestPaper", "CVPR", None),
        ("2021", None, 2021),
        ("Under review", None, None),
        ("Blog", None, None),
        ("-", None, None),
    ],
)
def test_a_column_of_venues_says_what_each_is_called(cell, venue, year):
    (entry,) = entries_of("Title | Venue | Code", f"[Quick Rivers]({PAPER}) | {cell} | -")
    assert (entry.title, entry.venue, entry.year) == ("Quick Rivers", venue, year)


def test_a_publisher_and_a_repositorys_maker_are_no_venues():
    (book,) = entries_of("Title | Publisher", f"[Quick Rivers]({PAPER}) | Fern and Moss")
    (tool,) = entries_of("Title | Venue", f"[Quick Rivers]({CODE}) | Moss Labs")
    assert (book.venue, tool.kind) == (None, "code")


@pytest.mark.parametrize("first", ["Ferry", "**Ferry**", "River crossing"])
def test_where_the_papers_column_has_labels_only_the_first_words_are_the_title(first):
    rows = [
        f"Oarlock | 2022 | OSDI | [Paper]({PAPER}) | 7 | [Code]({CODE})",
        f"Rudder | 2021 | RivSys | [PDF]({PAPER}) | |",
    ]
    entries = entries_of(f"{first} | Year | Series | Paper | Boats | Code", *rows)
    assert [(e.title, e.venue, e.year) for e in entries] == [("Oarlock", "OSDI", 2022), ("Rudder", "RivSys", 2021)]
    assert [link.role for link in entries[0].links] == ["paper", "code"]


@pytest.mark.parametrize("cited", ["Moss et al., 2021", "Moss and Fern, 2021", "Moss (2021)"])
def test_beside_a_name_authors_and_a_year_are_no_title(cited):
    (entry,) = entries_of("Benchmark | Task | #Datasets | Paper", f"RiverBench | Fording | 2000 | [{cited}]({PAPER})")
    assert (entry.title, entry.year, entry.arxiv) == ("RiverBench", 2021, "2402.00011")


def test_a_short_year_may_stand_before_a_venue_that_nobody_knows():
    head, row = "| Conf. | Title |\n|---|---|\n", "| '18-ZK | [Slow Rivers](https://x.org/a.pdf) |\n"
    (entry,) = ReadingList.parse(f"# Water\n\n{head}{row}").entries
    assert (entry.title, entry.venue, entry.year) == ("Slow Rivers", "ZK", 2018)


def test_a_mere_icon_in_a_cell_is_the_papers_or_its_codes_link():
    icons = "[📄](https://arxiv.org/abs/2402.00011) [💻](https://github.com/m/r)"
    row = f"| [Slow Rivers](notes/slow.md) | quick | {icons} |\n"
    (entry,) = ReadingList.parse(f"# Water\n\n| Paper | Why | Resources |\n|---|---|---|\n{row}").entries
    assert (entry.arxiv, [link.role for link in entry.links]) == ("2402.00011", ["review", "paper", "code"])


@pytest.mark.parametrize("cell", ["[PyTorch](https://rivers.org)", "**[Julia](https://rivers.org)**"])
def test_below_names_what_is_a_label_elsewhere_is_a_name(cell):
    (entry,) = entries_of("Framework | Status", f"{cell} | afloat")
    assert (entry.title, entry.links[0].url) == (cell.strip("*[").partition("]")[0], "https://rivers.org")


def test_beside_a_title_the_same_word_is_a_label_still():
    (entry,) = entries_of("Title | Framework", f"Quick Rivers for Fords | [PyTorch]({CODE})")
    assert (entry.title, [link.role for link in entry.links]) == ("Quick Rivers for Fords", ["code"])


def test_a_table_of_meetings_and_their_deadlines_has_no_entries():
    row = f"2027 | [website](https://rivers.org/27) | [link]({PAPER}) | First round: 2026-08-25 | River City"
    assert not entries_of("Year | Website | Paper List | Deadline | Place", row)
