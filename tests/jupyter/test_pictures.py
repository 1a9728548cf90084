"""The pictures: something is drawn for no paper, for 8 and for 300, and the page with them needs nothing else."""

import datetime
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from reviewkit.display import board, plots
from reviewkit.errors import DiskError

KINDS = tuple(plots.CHARTS)
FETCHING = ("src", "srcset", "data", "action", "poster")
ACTIVE = ("script", "iframe", "object", "embed", "link", "img", "form", "base")


@pytest.mark.parametrize("count", [0, 8, 300])
@pytest.mark.parametrize("kind", KINDS)
def test_each_picture_is_drawn_and_told_in_words(rows, today, count, kind):
    picture = plots.plot(rows(count, 26), today, kind)
    assert picture.png().startswith(b"\x89PNG")
    assert picture.title
    assert len(picture.text.splitlines()) <= max(plots.SECTIONS, plots.MONTHS)


def test_all_four_stand_in_one_figure(rows, today):
    picture = plots.plot(rows(8, 3), today)
    assert len(picture.figure.axes) == 4
    assert "Status by section: 2 of 8 papers read" in picture.text
    assert "What to read next: 5 papers left" in picture.text


def test_a_notebook_gets_an_image_its_size_and_its_words(rows, today):
    data, metadata = plots.plot(rows(8), today, "status")._repr_mimebundle_()
    assert set(data) == {"image/png", "text/plain"}
    assert metadata["image/png"]["width"] == int(plots.WIDTH * 72)
    assert metadata["image/png"]["alt"] == data["text/plain"]


def test_a_picture_is_the_same_each_time(rows, today):
    first, second = (plots.plot(rows(8), today, "claims") for _ in range(2))
    assert first.png() == second.png()
    assert first.svg() == second.svg()


def test_an_unknown_picture_names_those_that_there_are(rows, today):
    with pytest.raises(ValueError, match="status, finished, claims, next"):
        plots.plot(rows(1), today, "pie")


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_title_is_drawn_as_it_is(hostile_rows, today, kind):
    svg = plots.plot(hostile_rows, today, kind).svg()
    tags = {element.tag.rsplit("}", 1)[-1] for element in ElementTree.fromstring(svg).iter()}
    assert tags <= {"svg", "defs", "style", "g", "path", "use", "text", "tspan", "clipPath", "rect"}


def test_a_title_in_a_script_that_the_font_lacks_prints_no_warning(row, today):
    strange = [row(n, title="大規模言語モデル", section="机器学习") for n in range(4)]
    assert plots.plot(strange, today, "next").png()


def test_days_in_the_future_are_not_counted_as_finished(row, today):
    late = [row(0, finished=today + datetime.timedelta(days=40)), row(0, finished=today)]
    assert plots.plot(late, today, "finished").title == "Finished per month: 1 in all"


def test_a_year_is_shown_even_if_only_this_month_counts(row, today):
    picture = plots.plot([row(0, finished=today)], today, "finished")
    assert len(picture.figure.axes[0].patches) == 12
    assert picture.text == "  2026-11: 1"


class Loads(HTMLParser):
    """Everything in a page that a browser would run, or fetch without being asked."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            address = (value or "").lower()
            runs = name.startswith("on") or address.startswith(("javascript:", "data:"))
            fetches = name in FETCHING or (name.endswith("href") and tag != "a" and not address.startswith("#"))
            if runs or fetches:
                self.found.append((tag, name, value))
        if tag in ACTIVE:
            self.found.append((tag, "", ""))


@pytest.mark.parametrize("count", [0, 8, 300])
def test_the_board_is_one_file_without_script_or_network(rows, today, count):
    page = board.page(rows(count, 20), "reading-list.md", today)
    assert Loads(page).found == []
    assert not re.search(r"@import|url\((?!#)", page)
    assert page.count("<figure>") == 4
    assert page.count('<td data-name="paper">') == count


def test_a_hostile_title_stays_text_on_the_board(hostile_rows, today):
    page = board.page(hostile_rows, hostile_rows[0].title, today)
    assert Loads(page).found == []
    assert (page.count("<style>"), page.count("<style type=")) == (1, 4)
    assert page.count("<title>") == page.count("</title>") == 1


def test_names_inside_the_pictures_do_not_meet(rows, today):
    page = board.page(rows(8), "x", today)
    names = re.findall(r'\bid="([^"]+)"', page)
    assert len(names) == len(set(names))
    assert set(re.findall(r"(?:href=\"#|url\(#)([^\")]+)", page)) <= set(names)


def test_links_lead_from_where_the_board_stands(rows, today):
    assert 'href="../reviews/paper0.md"' in board.page(rows(1), "x", today, "..")


def test_a_board_is_written_over_a_board_and_over_nothing_else(tmp_path):
    path = tmp_path / "board.html"
    for text in (f"{board.MARK} 1", f"{board.MARK} 2", f"{board.MARK} 2"):
        board.write(path, text)
        assert path.read_text() == text
    path.write_text("<p>my own page</p>")
    with pytest.raises(DiskError, match="no board"):
        board.write(path, f"{board.MARK} 3")
    assert path.read_text() == "<p>my own page</p>"


WIDE = "UCB CS294 Machine Learning Systems (LLM Edition), A LONG NAME IN CAPITALS"
NARROW = "Attention mechanism: little by little, with illustrations and a list"


@pytest.mark.parametrize("title", [WIDE, NARROW, "大規模言語モデルの推論を速くする" * 3, "W" * 80, "i" * 200])
def test_a_long_title_ends_in_an_ellipsis_before_the_pictures_edge(row, today, title):
    figure = plots.single([row(1, title=title, status="to-read")], today, "next", board.PICTURE_WIDTH).figure
    figure.canvas.draw()
    (axes,) = figure.axes
    (shown,) = axes.texts
    assert shown.get_text().endswith("…")
    if title.isascii():  # the figure's own font has no Japanese to measure
        assert shown.get_window_extent().x1 <= axes.get_window_extent().x1
