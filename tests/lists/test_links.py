"""`reviewkit link`: a minimal patch in the list's own style."""

import pytest

from reviewkit.holdings import inside
from reviewkit.listlinks import patch
from reviewkit.reading_list import ReadingList

A, GIT = "https://arxiv.org/abs/2402.00011", "https://github.com/moss/rivers"
REVIEW = {"review": "reviews/rivers.md"}
BOTH = {"review": "reviews/rivers.md", "notebook": "notebooks/rivers.ipynb"}

STYLES = {
    "bars": (
        f"* Quick Rivers # [paper]({A}) | [code]({GIT})\n",
        f"* Quick Rivers # [paper]({A}) | [code]({GIT}) | [review](reviews/rivers.md)\n",
    ),
    "doubled brackets": (
        f"- Quick Rivers [[paper]({A})] [[code]({GIT})]\n",
        f"- Quick Rivers [[paper]({A})] [[code]({GIT})] [[review](reviews/rivers.md)]\n",
    ),
    "capitals and commas": (
        f"- Quick Rivers, [Paper]({A}), [Code]({GIT})\n",
        f"- Quick Rivers, [Paper]({A}), [Code]({GIT}), [Review](reviews/rivers.md)\n",
    ),
    "a link alone": (f"* [Quick Rivers]({A})\n", f"* [Quick Rivers]({A}) [review](reviews/rivers.md)\n"),
    "authors behind the title": (
        f"* [Quick Rivers]({A}) by Ann Moss et al., OSDI 2022  \n",
        f"* [Quick Rivers]({A}) by Ann Moss et al., OSDI 2022 [review](reviews/rivers.md)  \n",
    ),
    "an empty target": (
        f"* Quick Rivers [paper]({A}) | [review]()\n",
        f"* Quick Rivers [paper]({A}) | [review](reviews/rivers.md)\n",
    ),
    "an empty target in HTML": (
        f"* Quick Rivers [paper]({A}) <a href=''>review</a>\n",
        f"* Quick Rivers [paper]({A}) <a href='reviews/rivers.md'>review</a>\n",
    ),
    "a review of the user's": (
        f"* Quick Rivers [paper]({A}) | [review](old/rivers.md)\n",
        f"* Quick Rivers [paper]({A}) | [review](old/rivers.md)\n",
    ),
    "a review of the user's, and an empty one": (
        f"* Quick Rivers [paper]({A}) | [review]() | [notes](old/rivers.md)\n",
        f"* Quick Rivers [paper]({A}) | [review]() | [notes](old/rivers.md)\n",
    ),
    "brackets around the label's text": (
        f"- Quick Rivers. [[paper]]({A})\n",
        f"- Quick Rivers. [[paper]]({A}) [[review]](reviews/rivers.md)\n",
    ),
    "brackets around the label's text, in a table": (
        f"| Name | Links | Code |\n|---|---|---|\n| **Quick** | [[paper]]({A}) | - |\n",
        f"| Name | Links | Code |\n|---|---|---|\n| **Quick** | [[paper]]({A}) [[review]](reviews/rivers.md) | - |\n",
    ),
    "brackets close together": (
        f"- Quick Rivers [[Paper]({A})][[Code]({GIT})]\n",
        f"- Quick Rivers [[Paper]({A})][[Code]({GIT})][[Review](reviews/rivers.md)]\n",
    ),
    "escaped brackets": (
        f"- [Quick Rivers]({A}) \\[[code]({GIT})\\] 2022\n",
        f"- [Quick Rivers]({A}) \\[[code]({GIT})\\] \\[[review](reviews/rivers.md)\\] 2022\n",
    ),
    "a mark that waits for links": (
        f"* Quick Rivers (OSDI'22) #\n* Slow Rivers # [paper]({A})\n",
        f"* Quick Rivers (OSDI'22) # [review](reviews/rivers.md)\n* Slow Rivers # [paper]({A})\n",
    ),
    "an address alone": (f"- {A}\n", f"- {A} [review](reviews/rivers.md)\n"),
    "a name that is a label too": (
        f"- [PyTorch]({A})\n",
        f"- [PyTorch]({A}) [review](reviews/rivers.md)\n",
    ),
    "an aside that is the title's": (
        "## Papers\n- Quick Rivers Run (Brook)\n- Slow Rivers Run\n",
        "## Papers\n- Quick Rivers Run (Brook) · [review](reviews/rivers.md)\n- Slow Rivers Run\n",
    ),
    "a table without outer bars": (
        f"Title | Links\n--- | ---\nQuick Rivers | [paper]({A})\n",
        f"Title | Links\n--- | ---\nQuick Rivers | [paper]({A}) [review](reviews/rivers.md)\n",
    ),
    "a table in HTML": (
        f"<table><tr><th>Title</th><th>Code</th></tr><tr><td>Quick Rivers</td><td>[code]({GIT})</td></tr></table>\n",
        "<table><tr><th>Title</th><th>Code</th></tr><tr><td>Quick Rivers</td>"
        f'<td>[code]({GIT}) <a href="reviews/rivers.md">review</a></td></tr></table>\n',
    ),
    "a table": (
        f"| Title | Venue |\n|---|---|\n| [Quick Rivers]({A}) | ICML 2022 |\n",
        f"| Title | Venue |\n|---|---|\n| [Quick Rivers]({A}) [review](reviews/rivers.md) | ICML 2022 |\n",
    ),
    "a closed heading": (
        f"## Water\n### [Quick Rivers]({A}) ###\n",
        f"## Water\n### [Quick Rivers]({A}) [review](reviews/rivers.md) ###\n",
    ),
    "authors below": (
        f"1. **[Quick Rivers.]({A})**\n\n    *Ann Moss.* ACL'23\n",
        f"1. **[Quick Rivers.]({A})** [review](reviews/rivers.md)\n\n    *Ann Moss.* ACL'23\n",
    ),
    "no link": (
        "- Quick Rivers Cross Banks (OSDI 2022)\n",
        "- Quick Rivers Cross Banks (OSDI 2022) [review](reviews/rivers.md)\n",
    ),
}


@pytest.mark.parametrize("name", STYLES)
def test_a_link_is_set_as_the_list_sets_its_links(name):
    before, after = STYLES[name]
    assert patch(ReadingList.parse(before, "list.md"), {0: REVIEW}).text == after


@pytest.mark.parametrize(
    "text",
    [
        f"\ufeff* [Quick Rivers]({A})\r\n* [Slow Rivers]({GIT})",
        f"*\t[Quick Rivers]({A}) \t \n\n\n",
        f"* [Quick Rivers]({A})\r\n* [b](x)\n* c\r",
        f"intro  \n\n* Quick 河流 Rivers [paper]({A})   \n```\n* [x](y)\n```",
    ],
)
def test_every_byte_outside_the_inserted_text_stays(text):
    added = patch(ReadingList.parse(text, "list.md"), {0: BOTH}).text.encode()
    for inserted in (b" [review](reviews/rivers.md)", b" [notebook](notebooks/rivers.ipynb)"):
        assert inserted in added
        added = added.replace(inserted, b"", 1)
    assert added == text.encode()


def test_linking_twice_changes_nothing():
    once = patch(ReadingList.parse(f"* Quick Rivers [paper]({A})\n", "list.md"), {0: BOTH}).text
    again = patch(ReadingList.parse(once, "list.md"), {0: BOTH})
    assert again.text == once
    assert again.linked == ()


def test_a_target_from_outside_cannot_break_out_of_its_link():
    made = patch(ReadingList.parse(f"* [Quick Rivers]({A})\n", "list.md"), {0: {"review": "r/a) [x](b.md"}})
    (entry,) = ReadingList.parse(made.text, "list.md").entries
    assert [link.role for link in entry.links] == ["paper", "review"]
    assert inside(entry.links[1].url, "list.md") == "r/a) [x](b.md"


@pytest.mark.parametrize("path", ["a\nb.md", "C:b.md", "a\\b.md", "a\0.md"])
def test_a_file_that_no_link_can_lead_to_is_told(path):
    text = f"* [Quick Rivers]({A})\n"
    made = patch(ReadingList.parse(text, "list.md"), {0: {"review": path, "notebook": "n.ipynb"}})
    assert made.left == {0: f"no link can lead to {path}"}
    assert made.text == f"* [Quick Rivers]({A}) [notebook](n.ipynb)\n"


def test_a_list_in_reStructuredText_gets_links_of_its_own_kind():
    text = "Water\n=====\n\n- `Quick Rivers <https://arxiv.org/abs/2402.00011>`_\n"
    made = patch(ReadingList.parse(text, "list.rst"), {0: REVIEW})
    assert made.text == text[:-1] + " `review <reviews/rivers.md>`__\n"


def test_a_link_to_some_entries_leaves_the_others_entries():
    text = "".join(f"- Quick Rivers {name} of the North\n" for name in "ABCDEFGH")
    before = ReadingList.parse(text, "list.md")
    made = patch(before, {k: {"review": f"reviews/r{k}.md"} for k in range(0, 8, 2)})
    assert made.linked == (0, 2, 4, 6)
    assert [entry.title for entry in ReadingList.parse(made.text).entries] == [entry.title for entry in before.entries]


def test_a_line_that_would_read_otherwise_is_left_with_the_reason():
    text = (
        f"- [Quick Rivers]({A})\n  - [Delta] [CS294 Rivers and Fords](http://fords.edu/ee7/) by Ann Moss and Bo Fern\n"
    )
    before = ReadingList.parse(text, "list.md")
    made = patch(before, dict.fromkeys(range(len(before.entries)), REVIEW))
    assert len(before.entries) == 2
    assert made.left == {1: "the line would read otherwise"}
    assert made.linked == (0,)


def test_the_reading_of_a_linked_list_differs_in_the_links_alone():
    text = "".join(
        f"* Quick Rivers {k} of the North (OSDI'2{k}) # [paper](https://arxiv.org/abs/2402.0001{k})\n" for k in range(9)
    )
    before = ReadingList.parse(text, "list.md")
    made = patch(before, {k: {"review": f"reviews/r{k}.md"} for k in range(9)})
    after = ReadingList.parse(made.text, "list.md")
    assert made.linked == tuple(range(9))
    for old, new in zip(before.entries, after.entries, strict=True):
        assert (old.title, old.venue, old.year, old.arxiv, old.kind) == (
            new.title,
            new.venue,
            new.year,
            new.arxiv,
            new.kind,
        )
        assert [link.role for link in new.links] == ["paper", "review"]


@pytest.mark.parametrize("run", [" ", "\t", "\\", "<br>", "#", " #", "> ", "|", "-", "|---|\n", "[", "`", " *", "\r"])
def test_a_long_run_of_marks_does_not_keep_anybody_waiting(run):
    for text in (f"- Quick Rivers{run * 4000}of the North (OSDI 2022)\n", f"{run * 4000}\n- [Quick Rivers]({A})\n"):
        before = ReadingList.parse(text, "list.md")
        made = patch(before, dict.fromkeys(range(len(before.entries)), REVIEW))
        assert len(made.linked) + len(made.left) == len(before.entries)


def test_each_paper_of_a_line_that_names_two_gets_its_own_link():
    title, other = "Quick Crossings for Slow Rivers", "https://arxiv.org/abs/2402.00012"
    text = f"- [{title}]({A}), [Slow Crossings for Old Rivers]({other})\n"
    made = patch(ReadingList.parse(text, "list.md"), {0: REVIEW, 1: {"review": "reviews/slow.md"}})
    first, second = ReadingList.parse(made.text, "list.md").entries
    assert (first.targets("review"), second.targets("review")) == (("reviews/rivers.md",), ("reviews/slow.md",))
    assert (first.title, made.left) == (title, {})


@pytest.mark.parametrize(
    "path", ["doi/10.1000/moss.2020", "doi/abs/10.1000/moss.2020", "a/article/doi/10.1000/moss/Slow"]
)
def test_an_address_with_a_doi_in_it_is_a_paper_wherever_it_is(path):
    (entry,) = ReadingList.parse(f"# Water\n\n- [Slow Rivers](https://moss-press.org/{path})\n").entries
    assert [link.role for link in entry.links] == ["paper"]


@pytest.mark.parametrize(
    ("url", "role"), [("https://blog.twitter.com/2020/fords", "blog"), ("https://twitter.com/m", "other")]
)
def test_a_blog_of_a_house_that_is_known_for_something_else_is_one(url, role):
    (entry,) = ReadingList.parse(f"# Water\n\n- [Slow Rivers](https://x.org/a.pdf) [[elsewhere]({url})]\n").entries
    assert entry.links[-1].role == role


def test_recordings_under_a_heading_of_talks_are_videos_though_they_state_a_meeting():
    line = "- A. Moss, **Slow Rivers for All**, ICML 2015. [video](https://youtu.be/abc) [slides](https://x.org/s.pptx)"
    (entry,) = ReadingList.parse(f"# Water\n\n## Talks/Slides\n\n{line}\n").entries
    assert (entry.kind, entry.venue, entry.year) == ("video", "ICML", 2015)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.springer.com/gp/book/9780000000002", "book"),
        ("https://link.springer.com/book/10.1007/978-3-000-00000-1", "book"),
        ("https://link.springer.com/chapter/10.1007/978-3-000-00000-1_7", "paper"),
    ],
)
def test_a_house_of_papers_has_books_too(url, kind):
    (entry,) = ReadingList.parse(f"# Water\n\n- [Slow Rivers]({url})\n").entries
    assert (entry.kind, entry.links[0].role) == (kind, kind)


@pytest.mark.parametrize(
    ("heading", "role"), [("Posts", "blog"), ("Talks", "video"), ("Courses", "course"), ("Fords", "paper")]
)
def test_a_heading_tells_what_a_mere_link_leads_to(heading, role):
    text = "**Slow Rivers for All** \\\n*Ann Moss* \\\n[[Link](https://moss-hill.org/fords)]"
    (entry,) = ReadingList.parse(f"# Water\n\n## {heading}\n\n{text}\n").entries
    assert entry.links[0].role == role
