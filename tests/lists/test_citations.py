"""Citations that put the authors first, as bibliographies do; titles and names are made up."""

import pytest

from reviewkit.reading_list import ReadingList

PDF = "[pdf](https://x.org/a.pdf)"
BOTH = ("Ann Moss", "Bo Fern")
TITLE = "Quick Crossings for Slow Rivers"

# a bullet: its authors, venue and year; the title is always the same
CITATIONS = {
    "Ann Moss, Bo Fern. {title}. OSDI 2020": (BOTH, "OSDI", 2020),
    "Ann Moss, Bo Fern, and Cy Reed. {title}. In OSDI, 2020. " + PDF: ((*BOTH, "Cy Reed"), "OSDI", 2020),
    "Ann Moss, Bo Fern: {title}. VLDB 2020 " + PDF: (BOTH, "VLDB", 2020),
    "Ann Moss, Bo Fern, {title}, ICML 2020 " + PDF: (BOTH, "ICML", 2020),
    "Ann Moss, Bo Fern, Delta {title}, ICML 2020 " + PDF: (BOTH, "ICML", 2020),
    "Ann Moss and Bo Fern (2020): {title}. ICML. " + PDF: (BOTH, "ICML", 2020),
    "Ann Moss and Bo Fern. [{title}](https://x.org/a.pdf). ICML 2020": (BOTH, "ICML", 2020),
    "Ann Moss and Bo Fern. *{title}*. ICML 2020. " + PDF: (BOTH, "ICML", 2020),
    "Moss, A., Fern, B.: {title}. In: ICML (2020)": (("Moss, A.", "Fern, B."), "ICML", 2020),
    "Moss, A., & Fern, B. (2020). {title}. *Journal of Rivers*, 3(2), 1–9.": (
        ("Moss, A.", "Fern, B."),
        "Journal of Rivers",
        2020,
    ),
    'Moss, A. "{title}." ICML 2020': (("Moss, A.",), "ICML", 2020),
    'Moss and Fern, "{title}" ICML 2020 ' + PDF: (("Moss", "Fern"), "ICML", 2020),
    'Moss & Fern. "{title}". ICML 2020': (("Moss", "Fern"), "ICML", 2020),
    'Moss, Fern, and Reed, "{title}," ICML 2020': (("Moss", "Fern", "Reed"), "ICML", 2020),
    'Moss, "{title}" (ICML 2020) ' + PDF: ((), "ICML", 2020),
    "Moss, Ł., Fern, É. (2020). {title}. ICML. " + PDF: (("Moss, Ł.", "Fern, É."), "ICML", 2020),
    "Ł. Moss, É. Fern. {title}. ICML 2020": (("Ł. Moss", "É. Fern"), "ICML", 2020),
    "[{title}](https://x.org/a.pdf) by Ann Moss, ICML 2020": (("Ann Moss",), "ICML", 2020),
    'Moss et al., "{title}", ICML\'20 ' + PDF: (("Moss",), "ICML", 2020),
    "Moss et al. {title}. ICML 2020. " + PDF: (("Moss",), "ICML", 2020),
    'Moss, Ann, et al. "{title}." ICML 2020': (("Moss, Ann",), "ICML", 2020),
    'Moss, Ann, Bo Fern, and Cy Reed. "{title}." ICML 2020': (("Moss, Ann", "Bo Fern", "Cy Reed"), "ICML", 2020),
    "Moss, Ann and Fern, Bo (2020). {title}. Journal of Rivers.": (
        ("Moss, Ann", "Fern, Bo"),
        "Journal of Rivers",
        2020,
    ),
    'A. Moss, B. Fern, and C. Reed, "{title}," IEEE Trans. Rivers, vol. 3, 2020.': (
        ("A. Moss", "B. Fern", "C. Reed"),
        "IEEE Trans. Rivers",
        2020,
    ),
    "A. Moss and B. Fern. {title}. arXiv:2001.00001, 2020.": (("A. Moss", "B. Fern"), "arXiv", 2020),
    "A. Moss, B. Fern, {title}, ICML 2020": (("A. Moss", "B. Fern"), "ICML", 2020),
    "Moss A, Fern B. {title}. Nature. 2020;1:1-2.": (("Moss, A", "Fern, B"), "Nature", 2020),
    "Ann Moss. {title}. FOCS 2010. " + PDF: (("Ann Moss",), "FOCS", 2010),
    "Ann L. Moss, {title}, FOCS 2010. " + PDF: (("Ann L. Moss",), "FOCS", 2010),
    "D. E. Moss. 1974. {title}. ACM Comput. Surv. 6, 4 (1974), 261–301.": (("D. E. Moss",), None, 1974),
    "{title}. Moss, Ann & Fern, Bo. arXiv:2001.00001, 2020": (("Moss, Ann", "Fern, Bo"), "arXiv", 2020),
    "{title}. Moss, Ann, and Bo Fern. OSDI 2020": (("Moss, Ann", "Bo Fern"), "OSDI", 2020),
    "{title}. Moss, Ann et al. ACM SIGMOD 2020": (("Moss, Ann",), "SIGMOD", 2020),
    "{title}. Moss, Ann et al.arXiv 2020": (("Moss, Ann",), "arXiv", 2020),
    "Moss et al. **{title}.** RIVER MODEL USER-ADAP, 2020.": (("Moss",), "RIVER MODEL USER-ADAP", 2020),
    "Moss et al. **{title}.** Advances in slow water, 2020.": (("Moss",), None, 2020),
    "[Moss, A., Fern, B.: {title}. In: OSDI (2020)](https://x.org/a.pdf)": (("Moss, A.", "Fern, B."), "OSDI", 2020),
    "[2020/05] {title} *Ann Moss et al. ICML* " + PDF: (("Ann Moss",), "ICML", 2020),
}


@pytest.mark.parametrize("form", CITATIONS)
def test_authors_before_a_title_are_its_authors_and_none_of_it(form):
    (entry,) = ReadingList.parse(f"# Water\n\n- {form.format(title='Crossings for Slow Rivers')}\n").entries
    prefix = "Delta " if "Delta" in form else ""
    assert entry.title == f"{prefix}Crossings for Slow Rivers"
    assert (entry.authors, entry.venue, entry.year) == CITATIONS[form]


@pytest.mark.parametrize(
    "line",
    [
        "<Look, Wade and Swim: Neural Rivers with Banks>. ICML 2020.",
        "<Look, Wade and Swim. Neural Rivers with Banks>. ICML 2020.",
        "<River Length and Bank Height: A Tale of Two Fords>. ICML 2020.",
        "<Quick Rivers>. Ann Moss, Bo Fern. ICML 2020.",
        '<Rivers, "Fords and Banks" in Winter>. ICML 2020.',
        "<Mapping Rivers by Random Walks>. ICML 2020.",
        "<Capsule Rivers>. Ann Moss. ICML 2020.",
        "<Quick Rivers>, A. Moss, B. Fern, ICML 2020.",
    ],
)
def test_a_title_that_begins_with_a_few_capitals_stays_whole(line):
    title = line[1 : line.index(">")]
    (entry,) = ReadingList.parse(f"# Water\n\n- {line.replace('<', '').replace('>', '')} {PDF}\n").entries
    assert entry.title == title


# as Chinese bibliographies write them: the mark behind the title says whether it is a journal's, a thesis, a page
MARKED = {
    "Moss A, Fern B. {title}[J]. Nature, 2020, 5(3): 1-9.": (("Moss, A", "Fern, B"), "Nature"),
    "[1] Moss A, Fern B, et al. {title}[J]. arXiv preprint arXiv:2001.00001, 2020.": (("Moss, A", "Fern, B"), "arXiv"),
    "Moss A, Fern B. {title}[C]//ICML. 2020: 1-10. " + PDF: (("Moss, A", "Fern, B"), "ICML"),
    "Moss A, Fern B. {title}[C]//International Conference on Machine Learning. PMLR, 2020: 1-10.": (
        ("Moss, A", "Fern, B"),
        "ICML",
    ),
    "[Moss A, Fern B. {title}[J]. Nature, 2020](https://x.org/a.pdf)": (("Moss, A", "Fern, B"), "Nature"),
    "Moss A. {title}[EB/OL]. (2020-01-01). https://x.org/a": (("Moss, A",), None),
    "Moss A. {title} [D]. Moss University, 2020.": (("Moss, A",), None),
    "Moss A. {title}[M]. Fern Press, 2020.": (("Moss, A",), None),
    "安树, 白桦. {title}[J]. 河流学报, 2020, 3(1): 1-9.": (("安树", "白桦"), None),
    "安树，白桦，等．{title}[C]//ICML. 2020.": (("安树", "白桦"), "ICML"),
}


@pytest.mark.parametrize("form", MARKED)
@pytest.mark.parametrize("title", ["Crossings for slow rivers", "River: a crossing, or two? Part 3", "慢河的渡口"])
def test_the_mark_of_its_genre_ends_a_title(form, title):
    (entry,) = ReadingList.parse(f"# Water\n\n- {form.format(title=title)}\n").entries
    assert (entry.title, entry.authors, entry.venue, entry.year) == (title, *MARKED[form], 2020)


@pytest.mark.parametrize("cited", ["Moss (1960)", "Moss, Fern (1960)", "Moss et al. 1960", "Moss, 1960"])
@pytest.mark.parametrize("title", ["Quick Rivers", "Quick Rivers and Fords", "**Quick Rivers**", "Does a River Ford?"])
def test_a_link_that_is_an_author_and_a_year_stands_behind_its_title(title, cited):
    below = f"    * Slow Rivers. [{cited}](https://x.org/b.pdf)\n"
    text = f"# Water\n\n1. {title}. [{cited}](https://x.org/a).\n{below}"
    first, second = ReadingList.parse(text).entries
    assert (first.title, second.title) == (title.strip("*"), "Slow Rivers")
    assert [(entry.year, [link.role for link in entry.links]) for entry in (first, second)] == [(1960, ["paper"])] * 2


@pytest.mark.parametrize(
    "line", ["[Deep Rivers (2015)]({})", "RiverNet - [Fords 2015]({})", "Ann Moss. [Deep Fords (2015)]({})"]
)
def test_a_linked_title_with_a_year_is_no_author(line):
    (entry,) = ReadingList.parse(f"# Water\n\n- {line.format('https://x.org/a.pdf')}\n").entries
    assert entry.title == line[line.index("[") + 1 : line.index("]")].replace(" (2015)", "")


@pytest.mark.parametrize("people", ["Moss, A.", "Moss, A., & Fern, B.", "Moss, A., Fern, B., Reed, C., & Ivy, D."])
@pytest.mark.parametrize(
    "form", ["**{}** (1978). *Slow, wide rivers*. {}", "**{}** (1978). *Slow, wide rivers*. SOSP. {}"]
)
def test_bold_people_before_a_title_in_italics_are_its_authors(form, people):
    (entry,) = ReadingList.parse(f"# Water\n\n1. {form.format(people, PDF)}\n").entries
    assert (entry.title, entry.year, entry.authors[0]) == ("Slow, wide rivers", 1978, "Moss, A.")


@pytest.mark.parametrize(
    ("name", "venue"),
    [
        ("the European Conference on Computer Vision", "ECCV"),
        ("the 2018 Conference on Empirical Methods in Natural Language Processing", "EMNLP"),
        ("the 56th Annual Meeting of the Association for Computational Linguistics", "ACL"),
        ("the 24th ACM SIGKDD International Conference on Knowledge Discovery and Data Mining", "KDD"),
        ("the 27th Symposium on Operating Systems Principles", "SOSP"),
    ],
)
@pytest.mark.parametrize("inside", ["In: Proceedings of {}, pp. 1-9 (2018)", "In Proceedings of {}, 2018, pages 1-9."])
def test_a_meeting_written_out_in_full_is_the_venue_and_none_of_the_title(name, venue, inside):
    line = f"- Ash, A., Birch, B.: Slow Crossings for Rivers. {inside.format(name)} [pdf](https://x.org/a.pdf)"
    (entry,) = ReadingList.parse(f"# Water\n\n{line}\n").entries
    assert (entry.title, entry.venue, entry.year) == ("Slow Crossings for Rivers", venue, 2018)


BESIDE = "- [Deep Fords for Wide Rivers](https://x.org/b.pdf)\n"


@pytest.mark.parametrize("people", ["Moss, A. (2020).", "Moss, A., & Fern, B. (2020).", "Moss, A., et al. (2020)."])
@pytest.mark.parametrize(
    ("behind", "venue"),
    [
        ("", None),
        (" *Journal of Rivers*, 3(2), 1-9.", "Journal of Rivers"),
        (" *arXiv preprint arXiv:2001.00001*.", "arXiv"),
        (" In *Tutorial at ICML 2020*.", "ICML"),
        (" *Moss Hill Letters*, 3(2).", "Moss Hill Letters"),
        (" In *Second Gathering on Rivers*.", "Second Gathering on Rivers"),
    ],
)
@pytest.mark.parametrize("title", [TITLE, f"[{TITLE}](https://x.org/a.pdf)", f"*{TITLE}*"])
def test_authors_and_the_year_may_stand_in_bold(people, behind, venue, title):
    entry = ReadingList.parse(f"# Water\n\n{BESIDE}- **{people}** {title}.{behind}\n").entries[1]
    assert (entry.title, entry.year) == (TITLE, 2020)
    assert venue is None or entry.venue == venue


@pytest.mark.parametrize(
    "people", ["Ann Moss, Bo Fern:", "Ann Moss, Bo Fern, Cy Reed.", "**Delta:** Ann Moss, Bo Fern, Cy Reed.<br />"]
)
@pytest.mark.parametrize("quoted", ["{}.", '"{}."'])
@pytest.mark.parametrize("gap", ["\n  ", "\n\n  "])
def test_the_title_may_stand_on_the_line_below_its_authors(people, quoted, gap):
    links = "[[paper](https://x.org/a.pdf)]\n\n  [[code](https://github.com/m/r)]"
    text = f"- {people}{gap}{quoted.format(TITLE)}\n\n  {links}\n"
    (entry,) = ReadingList.parse(f"# Water\n\n{text}").entries
    assert (entry.title, [link.role for link in entry.links]) == (TITLE, ["paper", "code"])
    assert entry.authors[:2] == BOTH


@pytest.mark.parametrize("lead", ["", "**Delta (River Model)**: "])
@pytest.mark.parametrize(
    "people",
    [
        "Moss, A., Fern, B., and Reed, C., ",
        "Moss et al., ",
        "Ann B. Moss, Cy Reed, and Bo Fern. 2020. ",
        ", ".join(f"Moss, {a}." for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJ") + ",  \n",
    ],
)
@pytest.mark.parametrize("title", [f"*[{TITLE}](https://x.org/a.pdf)*", f"**_[{TITLE}](https://x.org/a.pdf)_**"])
def test_the_linked_title_may_stand_behind_any_number_of_authors(lead, people, title):
    entry = ReadingList.parse(f"# Water\n\n{BESIDE}- {lead}{people}{title}, ICML, 2020.\n").entries[1]
    assert (entry.title, entry.venue, entry.year) == (TITLE, "ICML", 2020)
    assert "Moss" in entry.authors[0]


def test_a_month_behind_the_year_is_a_month_and_no_other_word():
    for month, title in (("September", TITLE), ("Quick", "Quick Crossings for Slow Rivers: A Tutorial")):
        rest = f"{month}. {title}" if month == "September" else title
        line = f"Moss, A. and Fern, B., 2011, {rest}. *Tutorial at ICDM 2011*. [[PDF]](https://x.org/a.pdf)"
        (entry,) = ReadingList.parse(f"# Water\n\n{line}\n").entries
        assert (entry.title, entry.venue, entry.year) == (title, "ICDM", 2011)


@pytest.mark.parametrize(
    "name", ["IEEE Transactions on Systems, Man, and Cybernetics", "IEEE Trans. Systems Man and Cybernetics"]
)
def test_a_journal_with_commas_in_its_name_is_one(name):
    (entry,) = ReadingList.parse(f"- Moss, A. (2000). {TITLE}. *{name}*, 30(3), 286-297.\n").entries
    assert entry.venue == "IEEE Transactions on Systems, Man, and Cybernetics"
