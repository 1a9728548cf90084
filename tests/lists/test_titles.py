"""Where a title begins and ends: between venue tags, names in capitals, authors; titles and names are made up."""

import pytest

from reviewkit.reading_list import ReadingList

PDF = "[pdf](https://x.org/a.pdf)"
LINK = "[Quick Fords](https://x.org/a.pdf)"
TITLE = "Quick Crossings for Slow Rivers"


def only(line):
    (entry,) = ReadingList.parse(f"# Water\n\n- {line}\n").entries
    return entry


@pytest.mark.parametrize("styled", ["{}", "**{}**", "*{}*", "`{}`", "<kbd>{}</kbd>", "[{}]", "({})", "**[{}]**"])
@pytest.mark.parametrize("tag", ["NeurIPS 2023", "NeurIPS'23", "NeurIPS 2023 Oral"])
@pytest.mark.parametrize("title", [f"{TITLE} {PDF}", f"[{TITLE}](https://x.org/a.pdf)"])
def test_a_venue_tag_before_a_title_is_the_venue(styled, tag, title):
    entry = only(f"{styled.format(tag)} {title}")
    assert (entry.title, entry.venue, entry.year) == (TITLE, "NeurIPS", 2023)


@pytest.mark.parametrize("styled", ["**{}**", "*{}*", "`{}`", "`[{}]`", "({})", "[{}]"])
def test_a_venue_tag_behind_a_title_is_the_venue(styled):
    entry = only(f"{TITLE} {styled.format('NeurIPS 2023')} {PDF}")
    assert (entry.title, entry.venue, entry.year) == (TITLE, "NeurIPS", 2023)


@pytest.mark.parametrize(
    "tag",
    ["2023 NeurIPS ", "2023-NeurIPS-", "NeurIPS23 - ", "NeurIPS23: ", "NeurIPS 2023 (oral), ", "NeurIPS 2023 | "],
)
def test_venue_and_year_may_be_joined_in_many_ways(tag):
    entry = only(f"{tag}{TITLE} {PDF}")
    assert (entry.title, entry.venue, entry.year) == (TITLE, "NeurIPS", 2023)


@pytest.mark.parametrize("date", ["2023: ", "2023-05 - ", "May 2023: ", "[2023.05] ", "(2023) "])
@pytest.mark.parametrize("title", [f"{TITLE} {PDF}", f"[{TITLE}](https://x.org/a.pdf)"])
def test_a_date_before_a_title_gives_the_year(date, title):
    entry = only(f"{date}{title}")
    assert (entry.title, entry.year) == (TITLE, 2023)


@pytest.mark.parametrize(
    "text",
    [
        "(ICML 2020) {}",
        "[ICML 2020] {}",
        "【ICML 2020】{}",
        "ICML 2020: {}",
        "ICML 2020 - {}",
        "ICML'20 {}",
        "**ICML 2020** {}",
        "2020-ICML-{}",
        "{} (ICML 2020)",
        "{} [ICML 2020]",
        "{}, ICML 2020",
        "{} - ICML'20",
        "{} | ICML 2020",
        "{} ICML 2020",
    ],
)
def test_a_venue_within_the_link_is_the_venue(text):
    entry = only(f"[{text.format(TITLE)}](https://x.org/a.pdf)")
    assert (entry.title, entry.venue, entry.year) == (TITLE, "ICML", 2020)


@pytest.mark.parametrize(
    "link", ["[ICML 2020: What I Saw There](https://x.org/blog/a)", "[River-01: Scaling Up](https://x.org/a)"]
)
def test_a_post_about_a_venue_and_a_numbered_name_keep_their_titles(link):
    assert only(link).title == link[1 : link.index("]")]


@pytest.mark.parametrize(
    "honour", ["best paper honorable mention", "best system paper", "award candidate", "submission", "oral"]
)
def test_what_a_paper_won_is_none_of_its_title(honour):
    entry = only(f"CVPR 2023 {honour}, {TITLE} {PDF}")
    assert (entry.title, entry.venue, entry.year) == (TITLE, "CVPR", 2023)


@pytest.mark.parametrize(
    "title",
    [
        "NeurIPS 2020 EfficientRivers Competition: Systems and Lessons",
        "LISA: Layerwise Sampling of Rivers",
        "FAST: Fords and Streams",
        "SLIDE: In Defence of Smart Rivers",
        "CODE: A Global Approach to Rivers",
    ],
)
@pytest.mark.parametrize("form", ["{} " + PDF, "[{}](https://x.org/a.pdf)", "**{}** " + PDF])
def test_a_name_that_is_spelt_like_a_venue_or_a_label_stays_in_the_title(title, form):
    assert only(form.format(title)).title == title


@pytest.mark.parametrize("between", [" ", ", ", ". ", "  ", " ("])
def test_one_author_in_italics_behind_a_title_is_none_of_it(between):
    close = ")" if "(" in between else ""
    entry = only(f"{TITLE}{between}*Ann Moss*{close} {PDF}")
    assert (entry.title, entry.authors) == (TITLE, ("Ann Moss",) if not close else ())


@pytest.mark.parametrize("title", ["Crossings for *Slow Rivers*", "Crossings for *Slow Rivers* in *C*"])
def test_emphasis_within_a_title_stays_in_it(title):
    assert only(f"{title} {PDF}").title == title.replace("*", "")


@pytest.mark.parametrize(
    "line",
    [
        "arXiv:2401.00001 {}",
        "2401.00001: {}",
        "2401.00001 - {}",
        "**2401.00001** {}",
        "`2401.00001` {}",
        "(arXiv:2401.00001v2) {}",
        "arXiv:2401.00001 [cs.LG] {}",
        "[2401.00001](https://arxiv.org/abs/2401.00001) {}",
        "[[2401.00001] {}](https://arxiv.org/abs/2401.00001)",
        "[2401.00001 - {}](https://arxiv.org/abs/2401.00001)",
        "{}, arXiv:2401.00001",
        "{} (2401.00001)",
        "{} [2401.00001]",
        "[{} [2401.00001]](https://arxiv.org/abs/2401.00001)",
        "[{} (arXiv:2401.00001)](https://arxiv.org/abs/2401.00001)",
    ],
)
def test_an_identifier_beside_a_title_is_the_entrys_and_none_of_it(line):
    entry = only(line.format(TITLE))
    assert (entry.title, entry.arxiv) == (TITLE, "2401.00001")


@pytest.mark.parametrize(
    "line",
    [
        "arXiv:2401.00001",
        "2401.00001",
        "`arXiv:2401.00001`",
        "arxiv.org/abs/2401.00001",
        "https://arxiv.org/abs/2401.00001",
        "[arXiv:2401.00001](https://arxiv.org/abs/2401.00001)",
        "[2401.00001](https://arxiv.org/abs/2401.00001)",
        "[[2401.00001]](https://arxiv.org/abs/2401.00001)",
        "[pdf](https://arxiv.org/abs/2401.00001)",
        "[ ] [arXiv:2401.00001](https://arxiv.org/abs/2401.00001)",
    ],
)
def test_an_identifier_alone_is_an_entry_without_a_title(line):
    entry = only(line)
    assert (entry.title, entry.arxiv, entry.kind) == ("", "2401.00001", "paper")


@pytest.mark.parametrize("line", ["doi:10.1145/1.2", "10.1145/1.2", "[10.1145/1.2](https://doi.org/10.1145/1.2)"])
def test_a_doi_alone_is_an_entry_without_a_title(line):
    entry = only(line)
    assert (entry.title, entry.doi) == ("", "10.1145/1.2")


@pytest.mark.parametrize("line", ["3.14159 of it", "Version 2.0.1", "2401.99", "[here](https://x.org/page)"])
def test_another_number_or_a_link_that_says_nothing_is_no_entry(line):
    assert ReadingList.parse(f"# Water\n\n- {line}\n").entries == ()


@pytest.mark.parametrize(
    ("said", "address", "year"),
    [
        ("arXiv 2004", "https://arxiv.org/abs/2004.00011", 2020),
        ("arXiv 2012", "https://arxiv.org/abs/2012.00011", 2020),
        ("arXiv 2012", "https://arxiv.org/abs/1203.0001", 2012),
        ("arXiv 2004", "https://x.org/a.pdf", 2020),
        ("arXiv 2010", "https://x.org/a.pdf", 2010),
        ("arXiv 2001", "https://arxiv.org/abs/cs/0112017", 2001),
        ("arXiv 2004.00011", "https://x.org/a.pdf", None),  # an id is no date
        ("arXiv 2401", "https://x.org/a.pdf", 2024),
        ("arXiv 2019", "https://x.org/a.pdf", 2019),
        ("arXiv'20", "https://x.org/a.pdf", 2020),
    ],
)
def test_four_digits_behind_arxiv_are_a_year_or_a_year_and_a_month(said, address, year):
    entry = only(f"[{TITLE}]({address}) ({said})")
    assert (entry.title, entry.venue, entry.year) == (TITLE, "arXiv", year)


@pytest.mark.parametrize(
    ("link", "role"),
    [
        ("[Google Scholar](https://scholar.google.com/scholar?q=rivers)", "other"),
        ("[scholar](https://scholar.google.com/scholar?cites=1)", "other"),
        ("[dblp](https://dblp.org/rec/conf/icml/Moss20)", "other"),
        ("[Semantic Scholar](https://www.semanticscholar.org/paper/abc)", "paper"),
        ("[author](https://scholar.google.com/citations?user=abc&hl=en)", "project"),
        ("[link](https://scholar.google.com/citations?user=abc&hl=en)", "other"),
        ("[link](https://scholar.google.com/citations?view_op=view_citation&user=a&citation_for_view=b)", "paper"),
    ],
)
def test_a_search_and_a_persons_page_are_no_paper(link, role):
    entry = only(f"{TITLE} {link} {PDF}")
    assert entry.title == TITLE
    assert [link.role for link in entry.links] == [role, "paper"]


WHOLE = {
    '**River** "River: Crossings for Streams" *Ann Moss et al.* ACL 2022. {pdf}': "River: Crossings for Streams",
    "WiseRiver (FAST '16): {pdf}": "WiseRiver",
    "Dynamo River (Acme, 2007): <https://x.org/a.pdf>": "Dynamo River",
    "Slow Rivers (1951): A Study (1989). {pdf}": "Slow Rivers (1951): A Study",
    "River Attention. Petar Pine, Quinn Quince. *ICLR 2018*. {pdf}": "River Attention",
    "_Growing by Splitting_. Cy Reed. {pdf}": "Growing by Splitting",
    "'Looking Upstream' - Moss et al. (2019). {pdf}": "Looking Upstream",
    "https://x.org/a.pdf (New Rivers)": "New Rivers",
    "New Rivers - arxiv.org/abs/2001.00006": "New Rivers",
    "Week 3 (11/22): Rivers as Streams. {pdf}": "Rivers as Streams",
    "Lecture 2: Rivers and Roots {pdf}": "Lecture 2: Rivers and Roots",
    "**Jan 3, 2023** (Ann): [Deep Rivers](https://x.org/a.pdf)": "Deep Rivers",
    "**Title**: Climbing Rivers": "Climbing Rivers",
    "[`river-check`](https://github.com/x/y) checks rivers": "river-check",
    "**Ann Moss, Bo Fern**<br>[Quick Rivers for Fords](https://x.org/a.pdf)": "Quick Rivers for Fords",
    'Cy Reed. "On the Hardness of Fording". In: *J. ACM* 62.1 (2015)': "On the Hardness of Fording",
    "Lampwort, *Hints for River System Design*, SOSP 1983": "Hints for River System Design",
    "**(S&P'21)** [Twig: Directed Fording](https://x.org/a.pdf)": "Twig: Directed Fording",
    "A Learned Index of Rivers （VLDB 2020)": "A Learned Index of Rivers",
    "A Learned Index of Rivers (VLDB 2020）": "A Learned Index of Rivers",
    '**Ford-1.5**: "Fording 1.5: Advance the "Edge" of Open Rivers", arXiv, 2024 {pdf}': (
        'Fording 1.5: Advance the "Edge" of Open Rivers'
    ),
    '"Fords Can Be "Lost in the End"" [2025-02] {pdf}': 'Fords Can Be "Lost in the End"',
    '""You still have to wade" -- On the Depth of Fords" [2024-08] {pdf}': (
        '"You still have to wade" -- On the Depth of Fords'
    ),
    '"When "Correct" Is Not Safe: Can We Trust Fords?" [2025-10] {pdf}': (
        'When "Correct" Is Not Safe: Can We Trust Fords?'
    ),
    '**River**: "River: Unified Fording, ECCV, 2022 {pdf}': "River: Unified Fording",
    '**Moss et al.** (Fords): "A Study of Deep Fords" [ICSE 2021] {pdf}': "A Study of Deep Fords",
    '[Moss, Ann, and Bo Fern. "Rivers as Streams." ICML 2020.](https://x.org/a.pdf)': "Rivers as Streams",
    '[Moss, Ann R. "A Synopsis of Rivers, 1930-1955." (1957): 1-32.](https://x.org/a.pdf)': (
        "A Synopsis of Rivers, 1930-1955"
    ),
    "**Problems in Fording (1949)**, Moss. {pdf}": "Problems in Fording",
    "arXiv 2024.09 / CoRL 2024 Oral, **River See**: Fording for Robots {pdf}": "River See: Fording for Robots",
    "[[NeurIPS2020W](https://x.org/a.pdf)] Fording without Maps": "Fording without Maps",
    "[[TOG2015](https://x.org/a.pdf)] Deep River Points [[C++ & Qt](https://x.org/a.zip)]": "Deep River Points",
    "[Deep River Points - CVPR - 2017] (https://x.org/a.pdf) [code] (https://github.com/x/y)": "Deep River Points",
    "Deep Fords <sup>ICML 2021</sup> {pdf}": "Deep Fords",
    "[【ICML 2020】Deep Fords](https://x.org/a.pdf)": "Deep Fords",
    "[【关于 ICML 2020 中的河】那些你不知道的事](notes/a.md)": "【关于 ICML 2020 中的河】那些你不知道的事",
    "A Report from the Challenge at CVPR 2020 {pdf}": "A Report from the Challenge at CVPR 2020",
    "Moss A, Fern B. Rivers as Streams[C]//Proceedings of ICML. 2020: 1-9. {pdf}": "Rivers as Streams",
}


@pytest.mark.parametrize("line", WHOLE)
def test_a_title_is_whole_and_nothing_else(line):
    text = f"# Water\n\n- {line.format(pdf=PDF)}\n- [Another Study of Rivers](https://x.org/b.pdf)\n"
    assert ReadingList.parse(text).entries[0].title == WHOLE[line]


def test_labels_are_nobodys_names():
    assert only("Sap: Stateful Fording ([PDF](https://x.org/a.pdf), [Code](https://github.com/x/y))").authors == ()


@pytest.mark.parametrize("address", ["https://mlsys.org/virtual/2026/oral/1", "https://x.org/rivers", ""])
def test_a_linked_title_with_a_venue_is_a_paper_wherever_it_leads(address):
    entry = only(f"[{TITLE}]({address}), MLSys 2026")
    assert (entry.kind, [link.role for link in entry.links]) == ("paper", ["paper"])


def test_a_linked_name_that_is_spelt_like_a_label_is_a_title_before_its_links():
    entry = only("[Spaces](https://github.com/x/y): [paper](https://arxiv.org/abs/2401.00001)")
    assert (entry.title, [link.role for link in entry.links]) == ("Spaces", ["code", "paper"])


def test_a_name_in_capitals_needs_no_link_to_be_a_title():
    assert only("SPACE: Cardinality Estimation for River Paths (SIGMOD 2025)").title == (
        "SPACE: Cardinality Estimation for River Paths"
    )


@pytest.mark.parametrize(
    ("line", "venue", "year"),
    [
        ("- [Quick Crossings](https://x.org), Communications of the ACM, 13(6):377-387, 1970", "CACM", 1970),
        ("- [Quick Crossings](https://x.org). JMLR 15(56):1929-1958, 2014", "JMLR", 2014),
        ("- [Quick Crossings](https://x.org). JMLR, 15:1929−1958, 2014", "JMLR", 2014),
        ("- [Quick Crossings](https://x.org), OSDI 22 (oral)", "OSDI", 2022),
        ("- [Quick Crossings](https://x.org), arXiv 2304.02643", "arXiv", None),
    ],
)
def test_volumes_pages_and_ids_are_no_years(line, venue, year):
    (entry,) = ReadingList.parse(f"{line}\n").entries
    assert (entry.venue, entry.year) == (venue, year)


@pytest.mark.parametrize(
    "link", ["[中文](README_zh.md)", "[English](./README.md)", "[How to help](CONTRIBUTING.md#how)"]
)
def test_links_to_the_lists_other_pages_are_no_papers(link):
    assert ReadingList.parse(f"{link} | [Français](README.fr.md)\n\n- {link}\n").entries == ()


@pytest.mark.parametrize(
    "line",
    [
        "**Maintainer:** Ann Ash ([email](mailto:ann@x.org))",
        "- To contribute, [open an issue](https://github.com/ann/list/issues)",
        "- [Slack](https://join.slack.com/t/rivers) | [Discord](https://discord.gg/rivers)",
    ],
)
def test_how_to_reach_the_people_behind_a_list_is_no_paper(line):
    assert ReadingList.parse(f"# Rivers\n\n{line}\n").entries == ()


def test_a_row_that_only_divides_a_table_is_no_paper():
    rows = ["| **Manipulation** | | |", "| *Walking* | | |", "| Flight | - | |"]
    paper = "| [Quick Crossings](https://x.org/a.pdf) | ICML 2020 | [code](https://github.com/a/b) |"
    text = "\n".join(["| Paper | Venue | Code |", "|---|---|---|", *rows, paper, ""])
    assert [entry.title for entry in ReadingList.parse(text).entries] == ["Quick Crossings"]


@pytest.mark.parametrize(
    ("line", "venue", "year"),
    [
        ('**River-01**: "River-01: Scaling Deep Fords" [2025-01] {pdf}', None, 2025),
        ("**FordFuse** (CLM): \"FordFuse-13B: A Study of Fords\" [2023-10] {pdf}", None, 2023),
        ("16-OSDI-Fast, Scalable and Simple Transactions with Two-Sided (RDMA) Fords {pdf}", "OSDI", 2016),
        ("[Robust Fords](https://x.org/a.pdf) - D. Peel and G. J. McLachlan, Rivers and Fords 2000.", None, 2000),
        ("[Robust Fords](https://x.org/a.pdf)<br>better than others on PASCAL VOC 2012", None, 2012),
        ("[Robust Fords](https://x.org/a.pdf), IEEE COMPSAC 2025", "COMPSAC", 2025),
        ("[Robust Fords](https://x.org/a.pdf) (SIGMDO 2022)", "SIGMOD", 2022),
        ("Moss, A. et al. **Robust Fords.** *Nature* 521, 436–444 (2015). {pdf}", "Nature", 2015),
        ("[[NeurIPS2020W](https://x.org/a.pdf)] Robust Fords without Maps", "NeurIPS Workshop", 2020),
    ],
)  # fmt: skip
def test_only_what_is_set_off_as_a_venue_is_one(line, venue, year):
    entry = only(line.format(pdf=PDF))
    assert (entry.venue, entry.year) == (venue, year)


@pytest.mark.parametrize(
    "title",
    [
        "(De)Randomized Crossings for Deep Fords",
        "(Certified!!) Crossings for Free!",
        "(De/Re)-Composition of Deep Fords",
        "(ML)$^2$P: Crossings of Fords",
        "Visualizing Fords with Maps, in Javascript",
        "Where to Ford in Reinforcement Learning",
        "We Are More than Our Fords: Predicting Rivers",
    ],
)
@pytest.mark.parametrize("form", ["[{}](https://arxiv.org/abs/2401.00001)", "{} " + PDF, "**{}** " + PDF])
def test_a_title_keeps_its_brackets_and_small_words(title, form):
    assert only(form.format(title)).title == title


@pytest.mark.parametrize("name", ["**Ford** (CLM)", "**Ford-1** (MLM + CLM)", "**PaLM Ford**"])
def test_a_bold_name_with_a_remark_stands_before_the_quoted_title(name):
    assert only(f'{name}: "Textbooks Are All Fords Need" [2023-06] {PDF}').title == "Textbooks Are All Fords Need"


@pytest.mark.parametrize(
    "line",
    [
        "We released [Ford2](https://github.com/x/y), a fully open model of rivers. [[demo](https://x.org/c)]",
        "Please see [the rules](https://x.org/rules) before you add a paper [here](https://x.org/a)",
    ],
)
def test_news_about_the_list_is_no_paper(line):
    assert ReadingList.parse(f"# Water\n\n## News\n\n- {line}\n").entries == ()


@pytest.mark.parametrize("name", ["PyTorch", "PyTorch 2", "TensorFlow", "Science", "Nature", "JAX"])
@pytest.mark.parametrize(
    "form", ["{} " + PDF, "**{}** " + PDF, "{} [paper](https://x.org/a), ICML 2020", "{}, ICML 2020"]
)
def test_a_tool_or_a_journal_before_a_colon_begins_the_title(name, form):
    entry = only(form.format(f"{name}: A Crossing of Slow Rivers"))
    assert entry.title == f"{name}: A Crossing of Slow Rivers"
    assert entry.venue in (None, "ICML")


@pytest.mark.parametrize("word", ["Video", "Code", "Data", "Project", "Tutorial", "Video Models"])
@pytest.mark.parametrize(
    "form", ["{} " + PDF, "**{}** " + PDF, "{} [paper](https://x.org/a) | [poster](https://x.org/b)"]
)
def test_a_word_is_no_label_of_a_line_that_links_to_something_else(word, form):
    assert only(form.format(f"{word}: A Survey")).title == f"{word}: A Survey"


@pytest.mark.parametrize(
    "line",
    [
        "Paper: {} " + PDF,
        "Code: {} [github](https://x.org/a)",
        "Blog: {} [link](https://x.org/blog/a)",
        "Video: {} https://youtu.be/abcdefghijk",
        "Code: [{}](https://x.org/a.pdf)",
        "PyTorch: [{}](https://x.org/a.pdf)",
    ],
)
def test_a_word_that_says_what_its_line_links_to_is_a_label(line):
    assert only(line.format(TITLE)).title == TITLE


@pytest.mark.parametrize(
    "title", ["Fording: Boats, Bridges, and Dams", "Fords of Rivers: Banks, Bridges and Slow Dams"]
)
@pytest.mark.parametrize("form", ["{} (OSDI 2020) " + PDF, "{}, OSDI 2020 " + PDF, "{} - OSDI 2020 " + PDF])
def test_words_in_a_row_behind_a_colon_are_no_people(title, form):
    entry = only(form.format(title))
    assert (entry.title, entry.venue, entry.year) == (title, "OSDI", 2020)


@pytest.mark.parametrize("behind", ["OSDI 2020", "Ann Moss and Bo Fern, OSDI 2020", "River Letters 2020"])
def test_one_word_behind_a_colon_may_end_a_title(behind):
    assert only(f"Quick Fords: Revisited, {behind} {PDF}").title == "Quick Fords: Revisited"


@pytest.mark.parametrize(
    "line", ["OSDI'20-Quick Fords of Rivers " + PDF, "[OSDI'20-Quick Fords of Rivers](https://x.org/a.pdf)"]
)
def test_a_dash_may_join_venue_and_title(line):
    entry = only(line)
    assert (entry.title, entry.venue, entry.year) == ("Quick Fords of Rivers", "OSDI", 2020)


@pytest.mark.parametrize(
    "note", ["featured in [the river paper]({})", "Currently on [Slow Fords]({})", "see [this post]({})"]
)
def test_a_bullet_that_leads_on_with_a_small_word_is_a_note(note):
    below = f"  * {note.format('https://x.org/b')}\n  * [Slow Rivers of Old](https://x.org/c.pdf)\n"
    entries = ReadingList.parse(f"# Water\n\n* {LINK}\n{below}").entries
    assert [entry.title for entry in entries] == ["Quick Fords", "Slow Rivers of Old"]


@pytest.mark.parametrize("end", ["Trees and Fords", "Trees, and Fords", "Trees & Fords", "Trees, Banks and Fords"])
@pytest.mark.parametrize(
    ("form", "venue"),
    [
        ("{}. ICML 2020. [pdf](https://arxiv.org/abs/2001.00008)", "ICML"),
        ("{} (NeurIPS 2020) [pdf](https://arxiv.org/abs/2001.00008)", "NeurIPS"),
        ("[{} (NeurIPS 2020)](https://arxiv.org/abs/2001.00008)", "NeurIPS"),
        ("{}, OSDI 2020 [pdf](https://arxiv.org/abs/2001.00008)", "OSDI"),
    ],
)
def test_things_in_a_row_are_the_end_of_a_title_and_no_authors(end, form, venue):
    entry = only(form.format(f"Evidence from Rivers, {end}"))
    assert (entry.title, entry.venue, entry.year) == (f"Evidence from Rivers, {end}", venue, 2020)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("3D **Crossings for Slow Rivers**, 2020, {link}", "3D Crossings for Slow Rivers"),
        ('Delta **"Quick Crossings for Slow Rivers"**. 2020. {link}', "Quick Crossings for Slow Rivers"),
        ("Slow-Water **Crossings for Wide Rivers** {link}", "Slow-Water Crossings for Wide Rivers"),
        ("The **slow river** of {link}", "The slow river of"),
        (
            "**(Ford)** _Quick Crossings for Slow Rivers_ ```EMNLP 2020 Findings``` \n{link}",
            "Quick Crossings for Slow Rivers",
        ),
    ],
)
def test_a_name_before_the_title_that_is_set_off_is_none_of_it(line, title):
    (entry,) = ReadingList.parse("- " + line.format(link="[Paper](https://x.org/a.pdf)") + "\n").entries
    assert entry.title == title


def test_a_link_whose_text_ends_in_an_address_is_a_label():
    page, code = "https://x.org/a.pdf", "https://github.com/m/r"
    below = f"- pdf: [{page}]({page})\n- code: [ford : {code}]({code})\n"
    text = f"### FordNet\n**Quick Crossings for Slow Rivers.**   \nAnn B. Moss, Bo Fern\n{below}"
    (entry,) = ReadingList.parse(f"## Water\n\n{text}").entries
    assert (entry.title, [link.role for link in entry.links]) == ("Quick Crossings for Slow Rivers", ["paper", "code"])


@pytest.mark.parametrize("title", ["Quick Crossings for Slow Rivers", "FordNet"])
@pytest.mark.parametrize(
    "aside", ["", "(the first paper about it)", "(Moss's paper)", "(A library for fords of all widths)"]
)
@pytest.mark.parametrize("start", ["- ", "- :white_check_mark: "])
def test_a_title_in_brackets_is_none_of_its_labels_nor_of_the_aside_behind_them(title, aside, start):
    line = f"{start}[{title}] [[Paper]](https://x.org/a.pdf)[[Code]](https://github.com/m/r){aside}"
    (entry,) = ReadingList.parse(line + "\n").entries
    assert (entry.title, [link.role for link in entry.links]) == (title, ["paper", "code"])


def test_an_aside_behind_the_labels_makes_no_sentence_of_a_paragraph():
    links = "[[Paper]](https://x.org/a.pdf)\n[[Code]](https://github.com/m/r)"
    (entry,) = ReadingList.parse(f"# Water\n\n:star: [Slow River Fords] {links}(the first of all these)\n").entries
    assert entry.title == "Slow River Fords"


@pytest.mark.parametrize("date", ["okt 2016", "oct 2016", "dez 2016", "October 2016"])
def test_a_month_in_a_neighbours_language_is_a_month(date):
    (entry,) = ReadingList.parse(
        f"- Quick Crossings for Slow Rivers, {date}, Moss, [pdf](https://x.org/a.pdf)\n"
    ).entries
    assert (entry.title, entry.year) == ("Quick Crossings for Slow Rivers", 2016)
