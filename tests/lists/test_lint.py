"""What `check` says of a list."""

import pytest

from reviewkit.lint import RULES, lint, shares_a_word
from reviewkit.papers import Paper
from reviewkit.reading_list import ReadingList

A = "https://arxiv.org/abs/2402.00011"
LISTS = {
    "empty-target": ("* Quick Rivers [paper]()\n", 1, "warning"),
    "missing-scheme": ("* [A Course on Rivers](rivercourse.org)\n", 1, "warning"),
    "misspelt-label": (f"* Quick Rivers # [papar]({A})\n", 1, "warning"),
    "duplicate-entry": (f"* [Quick Rivers]({A})\n* [Quick Rivers again]({A}v2)\n", 2, "warning"),
    "conflicting-identifier": (f"* [Quick Rivers]({A})\n\n## B\n* [Burning Mountains]({A})\n", 4, "error"),
    "missing-file": (f"* Quick Rivers [paper]({A}) | [review](reviews/none.md)\n", 1, "error"),
}


def found(text, decided=None, file="list.md", files=()):
    return lint([ReadingList.parse(text, file)], decided or {}, set(files).__contains__)


@pytest.mark.parametrize("rule", LISTS)
def test_a_fault_is_told_with_its_line_and_a_way_to_mend_it(rule):
    text, line, severity = LISTS[rule]
    (problem,) = found(text)
    assert (problem.rule, problem.file, problem.line, problem.severity) == (rule, "list.md", line, severity)
    assert problem.message
    assert problem.fix
    assert rule in RULES


@pytest.mark.parametrize(
    "scheme",
    ["ttps://", "https//", "http//", "http:/", "https:/", "htps://", "hhtps://", "htttps://", "https:///", "http:"],
)
def test_a_misspelt_scheme_is_told_with_the_whole_address(scheme):
    (problem,) = found(f"* Quick Rivers [paper]({scheme}x.org/a.pdf)\n")
    assert (problem.rule, problem.fix) == ("missing-scheme", "write https://x.org/a.pdf")


def test_a_record_that_shares_no_word_with_the_title_is_told():
    text = f"* [Quick Rivers]({A})\n"
    other = {("list.md", 1): Paper(title="Burning Mountains of the Moon")}
    assert [problem.rule for problem in found(text, other)] == ["title-mismatch"]
    assert found(text, {("list.md", 1): Paper(title="Quick rivers, revisited")}) == []
    assert found(text, {("list.md", 1): None}) == []


@pytest.mark.parametrize(
    "text",
    [
        f"* Quick Rivers # [paper]({A}) | [review](reviews/rivers.md)\n",
        f"## A\n* [Quick Rivers]({A})\n## B\n* [Quick Rivers]({A})\n",
        f"* [Alpha]({A})\n",
        "* Quick Rivers [paper](HTTPS://x.org/a.pdf) [code](http/x.md) [site](https.org)\n".replace("https.org", A),
        f"* [Quick Rivers]({A}) [my reading](../elsewhere.md)\n",
    ],
)
def test_a_sound_list_has_nothing_told_of_it(text):
    assert found(text, files=["reviews/rivers.md"]) == []


def test_a_relative_link_is_followed_from_its_own_list():
    text = f"* Quick Rivers [paper]({A}) | [review](../reviews/a%20b.md#claims)\n"
    assert found(text, file="lists/l.md", files=["reviews/a b.md"]) == []
    assert [p.rule for p in found(text, file="lists/l.md")] == ["missing-file"]


def test_titles_are_compared_by_their_words_of_weight():
    assert shares_a_word("The Rivers of Mars", "rivers, and more")
    assert shares_a_word("Convolutonal nets", "Convolutional networks")
    assert not shares_a_word("The Rivers of Mars", "On the Mountains")
    assert shares_a_word("", "anything")


def test_problems_come_in_the_order_of_the_lists():
    one = ReadingList.parse("* Quick Rivers [paper]()\n* [A Course](rivercourse.org)\n", "b.md")
    two = ReadingList.parse("* Slow Rivers [paper]()\n", "a.md")
    assert [(p.file, p.line) for p in lint([one, two], {}, lambda path: True)] == [
        ("b.md", 1),
        ("b.md", 2),
        ("a.md", 1),
    ]


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        ("Slow Fords for Broad Rivers", "Burning Mountains in the Dry Season", True),
        ("Slow Fords for Broad Rivers in Flood", "Painted Rivers from Latent Noise Maps", True),  # one word of a field
        (
            "Oak: Slow Fords for Broad Rivers",
            "Fast Crossings of Cold Streams with Oak",
            False,
        ),  # renamed, but for its name
        ("Oak-2", "Slow Fords for Broad Rivers", False),  # a paper's short name
        ("Slow Fords for Broad Rivers", "Slow Fords of Broad River (extended)", False),
        ("Oak: Slow Fords", "Slow Fords for Broad Rivers", False),
    ],
)
def test_two_papers_with_one_identifier_are_told_from_one_paper_under_two_titles(one, other, two):
    problems = found(f"* [{one}]({A})\n* [{other}]({A})\n")
    assert [problem.rule for problem in problems] == ["conflicting-identifier" if two else "duplicate-entry"]


def test_the_same_words_with_two_ids_are_no_duplicate():
    rows = "\n".join(f"- [Lectures on Slow Rivers](https://arxiv.org/abs/2401.0000{k})" for k in (1, 2))
    assert found(f"# Water\n\n{rows}\n") == []


def test_a_duplicate_is_told_with_the_title_that_stands_on_the_earlier_line():
    (problem,) = found(f"- [Quick Rivers]({A})\n- [Quick Rivers again]({A})\n")
    assert problem.message == "“Quick Rivers” stands in this section already, on line 1"
