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
