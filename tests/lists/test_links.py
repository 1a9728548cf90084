"""`reviewkit link`: a minimal patch in the list's own style."""

import pytest

from reviewkit.listlinks import link_entries, patch
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
    "another review": (
        f"* Quick Rivers [paper]({A}) | [review](old/rivers.md)\n",
        f"* Quick Rivers [paper]({A}) | [review](reviews/rivers.md)\n",
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
    assert link_entries(ReadingList.parse(before, "list.md"), {0: REVIEW}) == after


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
    made = link_entries(ReadingList.parse(text, "list.md"), {0: BOTH})
    added = made.encode()
    for inserted in (b" [review](reviews/rivers.md)", b" [notebook](notebooks/rivers.ipynb)"):
        assert inserted in added
        added = added.replace(inserted, b"", 1)
    assert added == text.encode()


def test_linking_twice_changes_nothing():
    once = link_entries(ReadingList.parse(f"* Quick Rivers [paper]({A})\n", "list.md"), {0: BOTH})
    again = patch(ReadingList.parse(once, "list.md"), {0: BOTH})
    assert again.text == once
    assert again.linked == ()


def test_a_target_from_outside_cannot_break_out_of_its_link():
    made = link_entries(ReadingList.parse(f"* [Quick Rivers]({A})\n", "list.md"), {0: {"review": "r/a) [x](b.md"}})
    (entry,) = ReadingList.parse(made, "list.md").entries
    assert [link.role for link in entry.links] == ["paper", "review"]


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
