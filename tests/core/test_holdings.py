"""Which entry, which record and which files belong together."""

import pytest

from reviewkit.holdings import gather, inside
from reviewkit.papers import Paper, Preprint
from reviewkit.reading_list import Entry, Link, Span

NOWHERE = Span(0, 0)


def entry(title, line=1, *, review="", notebook="", file="list.md", kind="paper", **more):
    links = [("review", review), ("notebook", notebook)]
    return Entry(
        file=file, line=line, end_line=line, title=title, kind=kind, span=NOWHERE, title_span=NOWHERE,
        links=tuple(Link(role, role, url, NOWHERE, NOWHERE) for role, url in links if url), **more,
    )  # fmt: skip


def hold(*entries, **more):
    return gather([(e, None) if isinstance(e, Entry) else e for e in entries], **more)


def test_an_unresolved_paper_has_a_key_and_two_files():
    ((holding,), problems) = hold(entry("Orca: A Serving System"))
    assert (holding.key, holding.review, holding.notebook) == ("orca", "reviews/orca.md", "notebooks/orca.ipynb")
    assert problems == ()


def test_a_link_in_the_list_decides_where_the_review_stands():
    ((holding,), _) = hold(entry("Alpaserve: Multiplexing", review="reviews/beta.md", notebook="nb/a.ipynb"))
    assert (holding.key, holding.review, holding.notebook) == ("alpaserve", "reviews/beta.md", "nb/a.ipynb")


def test_a_file_that_one_paper_links_is_not_given_to_another():
    (first, second), _ = hold(entry("Alpaserve: X", review="reviews/beta.md"), entry("Beta: Y", 2))
    assert first.review == "reviews/beta.md"
    assert second.review == "reviews/beta-2.md"


def test_a_file_that_two_papers_link_belongs_to_neither():
    (first, second), problems = hold(entry("One: X", review="reviews/a.md"), entry("Two: Y", 2, review="reviews/a.md"))
    assert (first.review, second.review) == ("reviews/one.md", "reviews/two.md")
    assert [(p.rule, p.severity, p.line) for p in problems] == [
        ("shared-file", "error", 1),
        ("shared-file", "error", 2),
    ]


@pytest.mark.parametrize(
    "target", ["../../secrets.md", "/etc/passwd.md", "C:\\x.md", "a/../../b.md", "..%2f..%2fb.md", "a%00b.md", "x:y.md"]
)
def test_a_link_out_of_the_library_is_told_and_not_used(target):
    (holding,), problems = hold(entry("One: X", review=target))
    assert holding.review == "reviews/one.md"
    assert [problem.rule for problem in problems] == ["outside-library"]


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("reviews/a.md", "lists/reviews/a.md"),
        ("../reviews/a.md", "reviews/a.md"),
        ("./a%20b.md", "lists/a b.md"),
        ("https://example.org/a.md", None),
        ("a.md#part", None),
        ("", None),
        ("..", None),
    ],
)
def test_links_are_relative_to_their_list(target, path):
    assert inside(target, "lists/papers.md") == path


def test_a_place_in_a_file_is_that_file():
    (holding,), _ = hold(entry("One: X", review="notes/my%20note.md#summary"))
    assert holding.review == "notes/my note.md"
    _, problems = hold(entry("One: X", review="all.md#a"), entry("Two: Y", 2, review="all.md#b"))
    assert [problem.rule for problem in problems] == ["shared-file", "shared-file"]


def test_a_bare_address_has_a_key_of_its_own_and_keeps_it():
    bare, other = entry("", arxiv="1706.03762"), entry("", 2, arxiv="1706.03763")
    (one, two), _ = hold(bare, other)
    assert one.key != two.key
    (again, _), _ = hold(bare, other, on_disk={one.key: one.key.replace("-", " "), two.key: two.key.replace("-", " ")})
    assert again.key == one.key


def test_the_list_itself_is_nobodys_review():
    (holding,), _ = hold(entry("One: X", review="list.md"), lists=["list.md"])
    assert holding.review == "reviews/one.md"


def test_an_entry_in_two_lists_is_one_paper_with_both_sections():
    record = Paper("Orca: A Serving System", id="orca", preprint=Preprint("2303.06865"))
    (holding,), _ = hold(
        (entry("ORCA", section=("A",)), record), (entry("Orca!", file="b.md", section=("B", "C")), record)
    )
    assert holding.sections == ("A", "B / C")
    (same,), _ = hold(entry("Same Title", section=("A",)), entry("same title.", 9, section=("B",)))
    assert same.sections == ("A", "B")
    (by_id,), _ = hold(entry("One", arxiv="2303.06865"), entry("Other", 2, arxiv="2303.06865"))
    assert len(by_id.entries) == 2


def test_two_papers_of_one_short_name_keep_their_reviews_when_the_list_is_reordered():
    first, second = entry("Orca: A Serving System"), entry("Orca: Progressive Learning", 2)
    (one, two), _ = hold(first, second)
    assert (one.key, two.key) == ("orca", "orca-2")
    on_disk = {"orca": "orca a serving system", "orca-2": "orca progressive learning"}
    (two, one), _ = hold(second, first, on_disk=on_disk)
    assert (one.key, two.key) == ("orca", "orca-2")


def test_what_has_a_record_is_a_paper_and_a_tick_in_any_list_counts():
    record = Paper("T", id="t")
    (holding,), _ = hold((entry("T", kind="code", checked=False), record), (entry("T", 2, checked=True), record))
    assert holding.kind == "paper"
    assert holding.checked is True
    (untitled,), _ = hold(entry("", kind="other"))
    assert untitled.checked is None
    assert untitled.key.startswith("other-")


@pytest.mark.parametrize(
    "titles", [("Water Is All You Need", "Another Paper on Cats"), ("Cats of Old", "Water: A Study")]
)
def test_two_papers_that_link_one_review_get_a_file_each(titles):
    holdings, problems = hold(*(entry(title, n, review="reviews/water.md") for n, title in enumerate(titles, 1)))
    assert len({*(holding.review for holding in holdings), "reviews/water.md"}) == 3
    assert [problem.rule for problem in problems] == ["shared-file", "shared-file"]
