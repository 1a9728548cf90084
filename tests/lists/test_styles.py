"""Styles of single lines: labels that nobody knows, citations, DOIs in the text; titles and names are made up."""

import pytest

from reviewkit.reading_list import ReadingList

PAPER, OTHER, CODE = (
    "https://arxiv.org/abs/2402.00011",
    "https://arxiv.org/abs/2402.00012",
    "https://github.com/moss/rivers",
)
PAGE, TITLE = "https://x.org/a", "Quick Crossings for Slow Rivers"


def entries(text):
    return ReadingList.parse(f"# Water\n\n## Fords\n\n{text}\n").entries


def only(text):
    (entry,) = entries(text)
    return entry


@pytest.mark.parametrize("label", ["download", "Download", "Download PDF", "here", "view", "open", "get it", "Fulltxt"])
@pytest.mark.parametrize("after", ["", ".", " 🔥", f" [code]({CODE})", f" | [code]({CODE})", "\n  Ann Moss, Bo Fern"])
def test_a_short_link_that_ends_a_title_is_its_label_known_or_not(label, after):
    entry = only(f"- {TITLE} [{label}]({PAPER}){after}")
    assert (entry.title, entry.arxiv, entry.links[0].role) == (TITLE, "2402.00011", "paper")


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        (f"The Slow River Named [Oak]({PAPER}) Runs Dry", []),
        (f"Slow River Bank: [oak]({PAPER})", ["oak"]),
        (f"A Study of Slow Rivers in [winter]({PAPER})", []),
        (f"Thanks to the Slow River Group and [oak]({CODE})", []),
    ],
)
def test_a_short_link_within_a_sentence_or_behind_a_name_is_no_label(line, titles):
    assert [entry.title for entry in entries(f"- {line}")] == titles
