"""Cards say the same in a notebook, in Markdown and in a terminal, and let no title out of its place."""

from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from reviewkit.display import cards
from reviewkit.display.card import Bar, Card, Link, Part
from reviewkit.display.table import Table
from reviewkit.papers import Name, Paper
from reviewkit.review import Review

SAFE_TAGS = {"div", "b", "a", "span", "p", "br", "ul", "li", "details", "summary"}
SAFE_TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
ACTING = {"html_block", "html_inline", "link_open", "code_inline", "em_open", "image", "heading_open"}
REVIEW = """---
paper: "flexgen"
status: "reading"
---

## Summary

Offloads weights.

## Weaknesses
"""


class Seen(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_data(self, data):
        self.text += data

    @property
    def links(self):
        return [value for name, value in self.attributes if name == "href"]


def harmless(page):
    seen = Seen(page)
    assert set(seen.tags) <= SAFE_TAGS
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    assert not [link for link in seen.links if link.lower().startswith(("javascript", "data", "file"))]
    return seen


def in_markdown(text):
    """The tokens that a renderer with raw HTML switched on would act on."""
    found = []
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        for part in [token, *(token.children or [])]:
            if part.type in ACTING:
                found.append((part.type, part.attrGet("href")))
    return found


def bundles(row, title):
    paper = Paper(title=title, author=(Name(literal=title),), url=f"javascript:{title}", abstract=title)
    hostile = row(1, title=title, section=title, venue=title, tags=(title,), problems=(title,), arxiv="", doi="")
    review = Review.parse(f"## {' '.join(title.split())}\n\nwords\n", "reviews/x.md")
    return [
        cards.paper_card(hostile, paper).bundle(),
        cards.library_card([hostile, row(2)], title).bundle(),
        cards.review_card(hostile, review).bundle(),
        Table((hostile, row(2)))._repr_mimebundle_(),
    ]


def test_a_hostile_title_stays_text_in_html(row, hostile):
    for bundle in bundles(row, hostile):
        harmless(bundle["text/html"])


def test_a_hostile_title_stays_text_in_markdown(row, hostile):
    for bundle in bundles(row, hostile):
        targets = {target for kind, target in in_markdown(bundle["text/markdown"]) if kind == "link_open"}
        others = {kind for kind, _ in in_markdown(bundle["text/markdown"]) if kind != "link_open"}
        assert others == set()
        assert all(target.startswith(("reviews/", "notebooks/", "https://arxiv.org/")) for target in targets)


def test_a_hostile_title_commands_no_terminal(row, hostile):
    for bundle in bundles(row, hostile):
        assert not set(bundle["text/plain"]) & set("\x1b\x07\u202e\r")


def test_a_paper_is_told_with_its_ways_on(row):
    paper = Paper(title="FlexGen", author=tuple(Name("Sheng", f"A{n}") for n in range(9)), abstract="We offload.")
    one = row(2, title="FlexGen", doi="10.1/x", version=1, latest_version=2, claims_made=5, claims_held=3)
    html = cards.paper_card(one, paper, "..").html()
    seen = harmless(html)
    assert "A0 Sheng" in seen.text
    assert "and 3 more" in seen.text
    assert "3 of 5 hold" in seen.text
    assert "v1 (v2 is out)" in seen.text
    assert "We offload." in seen.text
    assert "details" in seen.tags
    assert seen.links[:2] == ["../reviews/paper2.md", "../notebooks/paper2.ipynb"]
    assert "https://doi.org/10.1/x" in seen.links


def test_a_paper_without_anything_but_a_title_is_a_card_too(row):
    bare = row(0, venue="", year=None, arxiv="", sections=0, claims_made=0, review="", notebook="", rating=None)
    bundle = cards.paper_card(bare).bundle()
    assert bare.title in bundle["text/plain"]
    assert harmless(bundle["text/html"]).links == []
    assert set(bundle) == {"text/plain", "text/markdown", "text/html"}


def test_a_publication_without_ids_is_linked_where_it_stands(row):
    paper = Paper(title="Orca", url="https://www.usenix.org/conference/osdi22/presentation/yu")
    card = cards.paper_card(row(0, arxiv="", doi=""), paper)
    assert card.links[-1] == Link("publication", paper.url)


def test_the_library_is_counted_section_by_section(rows):
    card = cards.library_card(rows(16, 4), "reading-list.md")
    assert card.title == "reading-list.md: 16 papers"
    assert [bar.label for bar in card.bars][:2] == ["all", "claims"]
    assert len(card.bars) == 6
    assert sum(bar.total for bar in card.bars[2:]) == card.bars[0].total == 16
    assert card.bars[0].text == "2 reviewed, 2 read, 2 reading, 8 to-read, 2 skipped"
    assert len(card.items) == 3


def test_an_empty_library_and_one_paper_read_well(row):
    assert cards.library_card([], "x").plain().splitlines()[0] == "x: 0 papers"
    assert cards.library_card([row(0)], "x").title == "x: 1 paper"


def test_many_sections_and_problems_are_cut_and_the_rest_counted(rows, row):
    assert cards.library_card(rows(60, 30), "x").lines == ("and 18 more sections",)
    notes = cards.library_card([row(n, problems=("odd",)) for n in range(20)], "x").notes
    assert notes[-1] == "and 12 more; `reviewkit check` lists them"


def test_a_review_shows_which_of_its_sections_are_written(row):
    card = cards.review_card(row(2), Review.parse(REVIEW, "reviews/flexgen.md"))
    assert [(item.label, item.note) for item in card.items] == [("Summary", "written"), ("Weaknesses", "empty")]


def test_what_is_begun_is_read_first(row):
    waiting = [row(3), row(2), row(0), row(5)]
    assert [one.status for one in cards.reading_order(waiting)] == ["reading", "to-read", "to-read"]


@pytest.mark.parametrize(
    ("sections", "names"),
    [
        (["A"], ["A"]),
        (["List / Serving", "List / Training"], ["Serving", "Training"]),
        (["List / LLM / Serving", "List / MoE / Serving"], ["LLM / Serving", "MoE / Serving"]),
        (["", "List"], ["no section", "List"]),
        (["Serving", "List / Serving"], ["Serving", "List / Serving"]),
    ],
)
def test_a_section_is_called_by_its_last_heading_unless_two_are_alike(sections, names):
    assert list(cards.short_names(sections).values()) == names


def test_a_paper_in_two_sections_is_counted_in_the_first(row):
    assert list(cards.by_section([row(0, section="L / A; M / B"), row(1, section="L / A")])) == ["A"]


def test_verdicts_add_up_to_the_claims_made(rows):
    for one in rows(24):
        assert sum(cards.verdicts(one).values()) == one.claims_made


def test_a_bar_in_a_terminal_is_as_long_as_what_is_done():
    bar = Bar("done", (Part("yes", 1, "#000"), Part("no", 3, "#fff")), "1 of 4", 1)
    assert "[######------------------]  1 of 4" in Card("x", bars=(bar,)).plain()
    assert "[------------------------]" in Card("x", bars=(Bar("none", (), "0", 0),)).plain()


def test_the_table_leads_to_both_files_of_each_paper(row):
    shown = harmless(Table((row(2),), "..").html())
    assert shown.links == ["../reviews/paper2.md", "../notebooks/paper2.ipynb"]
    assert Table(()).plain() == ""
    assert "| paper | venue |" in Table((row(2),)).markdown()
    assert row(2).title[:20] in Table((row(2),)).plain()
