"""Bullets within bullets: which are entries of their own, which tell of the entry above; all names are made up."""

import pytest

from reviewkit.reading_list import ReadingList

PAPER, OTHER = "https://arxiv.org/abs/2402.00011", "https://arxiv.org/abs/2402.00012"
TITLE, LATER = "Quick crossings for slow rivers", "Slow crossings for quick rivers"


def titles(text):
    return [entry.title for entry in ReadingList.parse(f"# Water\n\n## Fords\n\n{text}\n").entries]


@pytest.mark.parametrize("above", ["[Ford](https://ford.org) - A boat builder.", "[Ford](https://ford.org) boats:"])
def test_names_with_remarks_below_one_are_entries_whatever_they_are(above):
    rafts = "  - [Raft](https://raft.org) - A builder of rafts.\n    - [Oar](https://oar.org) - All on oars."
    text = f"- {above}\n{rafts}"
    assert titles(text) == ["Ford", "Raft", "Oar"]


@pytest.mark.parametrize("below", ["[Code](https://github.com/a/b) - in Rust", "see [Raft](https://raft.org) - alike"])
def test_labels_and_mentions_below_a_name_are_its_own(below):
    assert titles(f"- [Ford](https://ford.org) - A boat builder.\n  - {below}") == ["Ford"]


def test_a_name_with_a_remark_below_a_paper_is_a_note_on_it():
    assert titles(f"- [{TITLE}]({PAPER}), Moss et al.\n  - [Raft](https://raft.org) - they built on it") == [TITLE]


def test_a_citation_below_an_entry_keeps_its_id_to_itself():
    cited = f'Moss, Ann Laura, et al. "[{LATER}.]({OTHER})" arXiv preprint arXiv:2402.00012 (2024).'
    text = f"# Water\n\n## Fords\n\n- [Old Fords](https://old-fords.org)\n  - {cited}\n"
    above, below = ReadingList.parse(text).entries
    assert (above.title, above.arxiv, above.venue) == ("Old Fords", None, None)
    assert (below.title, below.arxiv, below.venue, below.year) == (LATER, "2402.00012", "arXiv", 2024)


@pytest.mark.parametrize("people", ["Moss, Ann, Bo Fern, and Cy Reed", "Moss, Ann, and Bo Fern", "Ann Moss, Bo Fern"])
def test_authors_alone_end_a_title_however_the_first_is_turned(people):
    line = "{}. {} [[Paper]({}), [Code](https://github.com/a/b)]"
    text = f"- {line.format(TITLE, people, PAPER)}\n  - {line.format(LATER, people, OTHER)}"
    assert titles(text) == [TITLE, LATER]


@pytest.mark.parametrize("last", ["Rafts, Fords and the Sea", "Old, Slow Rivers"])
def test_words_in_a_row_behind_a_title_stay_with_it(last):
    assert titles(f"- Quick Crossings. {last} [[Paper]({PAPER})]") == [f"Quick Crossings. {last}"]
