"""How lists about systems name meetings, people and themselves: spelt out, behind blanks, with badges; all made up."""

import pytest

from reviewkit.reading_list import ReadingList

PAPER, OTHER = "https://arxiv.org/abs/2402.00011", "https://arxiv.org/abs/2402.00012"
TITLE = "Quick Crossings for Slow Rivers"


def entries(text):
    return ReadingList.parse(f"# Water\n\n## Fords\n\n{text}\n").entries


def only(text):
    (entry,) = entries(text)
    return entry


@pytest.mark.parametrize(
    ("meeting", "venue"),
    [
        ("Proceedings of the 30th ACM International Conference on Information & Knowledge Management", "CIKM"),
        ("Proceedings of the 26th ACM international conference on Multimedia", "ACM MM"),
        ("Proceedings of the 2018 International Conference on Multimedia Retrieval", "ICMR"),
        ("Proceedings of the 10th international conference on World Wide Web", "WWW"),
        ("Proceedings of the 45th Annual International Symposium on Computer Architecture", "ISCA"),
        ("Proceedings of the Thirteenth European Conference on Computer Systems", "EuroSys"),
        ("2018 IEEE 34th International Conference on Data Engineering (ICDE)", "ICDE"),
    ],
)
def test_a_meeting_that_is_spelt_out_is_known_by_its_short_name(meeting, venue):
    entry = only(f'- Moss, Ann, et al. "[{TITLE}]({PAPER})." {meeting}. 2018.')
    assert (entry.title, entry.venue, entry.year) == (TITLE, venue, 2018)


@pytest.mark.parametrize("between", [" ,", " , ", ", "])
def test_one_author_before_a_venue_leaves_the_title_whatever_the_blanks(between):
    entry = only(f"- {TITLE}, Ann Moss{between}SIGMOD 2020, [[paper]]({PAPER})")
    assert (entry.title, entry.venue, entry.year) == (TITLE, "SIGMOD", 2020)


@pytest.mark.parametrize("joint", [" / ", ", ", " & "])
def test_linked_names_in_a_row_end_before_the_remark_on_them(joint):
    row = joint.join(f"[{name}](https://{name.lower()}.org)" for name in ("Oak", "Elm"))
    assert only(f"- {row} - Everything that there is to know about trees").title == f"Oak{joint}Elm"


def test_a_list_whose_name_is_no_first_heading_is_no_entry_for_its_badges():
    badge = "[![Build](https://img.shields.io/badge/build-ok-green.svg)](https://github.com/moss/rivers/actions)"
    text = f"## Old Rivers {badge}\n\n### Fords\n\n- [{TITLE}]({PAPER})\n"
    assert [entry.title for entry in ReadingList.parse(text).entries] == [TITLE]


def test_what_a_page_says_of_itself_is_no_entry_though_it_links_its_paper():
    said = f'This is the official repository for the review *"{TITLE}"* in *Water Letters*. [[link]]({OTHER})'
    assert [entry.arxiv for entry in entries(f"{said}\n\n- [{TITLE}]({PAPER})")] == ["2402.00011"]


@pytest.mark.parametrize("name", ["PyTorch", "**Julia**"])
def test_a_tool_before_a_remark_is_the_title(name):
    title = name.strip("*")
    assert only(f"- {name.replace(title, f'[{title}](https://oak.org)')} - Fords in any river.").title == title


def test_before_a_title_it_is_a_label():
    assert only(f"- [[PyTorch](https://github.com/a/b)] {TITLE} [[paper]({PAPER})]").title == TITLE


@pytest.mark.parametrize("mark", ["", "💎 "])
def test_who_keeps_the_list_is_no_entry(mark):
    (entry,) = entries(f"{mark}Author: [**Ann Moss**](https://github.com/moss)\n\n- [{TITLE}]({PAPER})")
    assert entry.title == TITLE


def test_words_with_commas_before_a_full_stop_are_the_titles_and_the_names_behind_it_are_not():
    line = "Raftnet: A Slow, Scale-Out, Wooden Bridge via Fords. A. Moss and B. Fern and C. Reed and D. Sedge. OSDI'18"
    entry = only(f"- {line}")
    assert (entry.title, entry.venue) == ("Raftnet: A Slow, Scale-Out, Wooden Bridge via Fords", "OSDI")


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://www.springer.com/engineering/rivers/book/978-0-7923-9129-6", "book"),
        ("https://link.springer.com/chapter/10.1007/978-1-4615-6325-9_11", "paper"),
        ("https://ches.iacr.org/", "other"),
    ],
)
def test_a_publishers_book_is_one_and_its_own_page_is_no_paper(address, kind):
    assert only(f"- [{TITLE}]({address})").kind == kind
