"""No text, however odd, breaks the reading of a list."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewkit.reading_list import KINDS, ROLES, ReadingList

PIECES = [
    "- ",
    "* ",
    "1. ",
    "  - ",
    "\t* ",
    "## ",
    "### ",
    "#",
    "> ",
    "| ",
    " | ",
    "|---|---|",
    "**",
    "*",
    "__",
    "_",
    "`",
    "```",
    "[",
    "]",
    "(",
    ")",
    "](",
    "[[",
    "]]",
    "![",
    "<a href='",
    "</a>",
    "<img src='",
    "<br>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</table>",
    "<!--",
    "-->",
    "<details>",
    "<summary>",
    "</summary>",
    "</details>",
    "<li>",
    "https://arxiv.org/abs/2401.00001",
    "http://x.org/a_(b)",
    "arXiv:2401.00002",
    "doi.org/10.1145/3.4",
    "notes/a.md",
    "n/b.ipynb",
    "#anchor",
    "[x] ",
    "[ref]: http://y.org",
    "Quick Rivers",
    ": A Study of Fords",
    "Deep ",
    "(OSDI'22)",
    "ICML 2023",
    "2024-05",
    "et al., ",
    "Ann Moss, Bo Fern",
    "paper",
    "code",
    "papar",
    "论文：",
    "代码",
    "《",
    "》",
    "“",
    "”",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\\",
    "&amp;",
    "&#x1F600;",
    "🔥",
    ":star:",
    "\ufeff",
    "\x00",
    "\u202e",
    "\ud800",
    "\u2028",
    "-" * 9,
    "=" * 9,
    "~~~",
    "---\n",
    "{% hint %}",
    "**Problem**\n\n",
    "**Moss, A. (2020).** ",
    "Ann Moss, Bo Fern:\n",
    "Maintainers:\n",
    "\n> * ",
    "PyTorch",
    "| Meeting | Deadline |\n|---|---|\n",
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=60).map("".join)


def sound(reading_list):
    """Hold everything that is true of any reading of any text."""
    data = reading_list.text.encode("utf-8", "surrogatepass")
    last = reading_list.text.count("\n") + 1
    lines = [0]
    for entry in reading_list.entries:
        assert entry.kind in KINDS
        assert 1 <= entry.line <= entry.end_line <= last
        assert 0 <= entry.span.start <= entry.title_span.start <= entry.title_span.end <= len(data)
        assert "\n" not in entry.title
        assert entry.year is None or 1900 < entry.year < 2100
        assert data.count(b"\n", 0, entry.span.start) == entry.line - 1
        assert data[: entry.span.end].count(b"\n") == entry.end_line - 1
        for link in entry.links:
            assert link.role in ROLES
            # A reference's target stands in its definition, wherever that is.
            assert 0 <= link.target.start <= link.target.end <= len(data)
            assert 0 <= link.span.start <= link.span.end <= len(data)
        lines.append(entry.line)
        assert reading_list.explain(entry.line)
    for line in range(1, min(last, 40) + 1):
        assert reading_list.explain(line)


@given(TEXTS)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read_and_every_span_lies_in_it(text):
    sound(ReadingList.parse(text, "list.md"))


ODD = {
    "a picture swallows the end of emphasis": "- Trees \n</b>\n</a>*_![ _*<b>](http://x.org)",
    "a picture swallows the end of a link": '- <a href="x">]![ **&amp;http://a.org</a></i>](http://x.org)[',
    "one quotation mark in bold": '- **"**I Trees and Rivers [[Paper](http://x.org)]',
    "tags in a row before a bracket": "</a>" * 60 + "]<a href='",
    "a bracket at the end of a line that is no line to Markdown": "Quick Rivers\nOSDI 2020)(ICML'20)\u2028",
    "a summary without an end": "<details>\n<summary><b>2025</b></summ*y>\n\n- [Oak](http://x.org)\n</summary>",
}


@pytest.mark.parametrize("name", ODD)
def test_what_once_broke_the_reading_is_read(name):
    reading_list = ReadingList.parse(ODD[name], "list.md")
    sound(reading_list)


HOSTILE = {
    "opening brackets": "[",
    "folds that never close": "<details><summary>x</summary>\n\n- [Quick Rivers](https://x.org/a.pdf)\n\n",
    "addresses that end in a colon": ":https://",
    "words before addresses": "x : https://",
    "addresses and brackets": ":https://)",
    "dashes and question marks": " - ?  - ",
    "closing tags": "</a>]",
    "links that never close": "[a](",
    "nested pictures": "![",
    "closed pictures": "![a](b)",
    "links on one line": "- [Quick Rivers](http://x.org) ",
    "emphasis": "*a_",
    "backticks": "`a``b",
    "unclosed tags": "<a href='x'",
    "unclosed table": "<table><tr><td>a",
    "unclosed comment": "a <!-- ",
    "nested bullets": "- a\n  - b\n    - [c](http://x.org)\n",
    "folds": "<details><summary>x\n",
    "table rows": "| a | b |\n|---|---|\n| [c](http://x.org) | d |\n",
    "venues": "ICML NIPS 2020, ",
    "names": "Ann Moss, Bo Fern et al. ",
    "definitions": "[a]: http://x.org\n",
    "entities": "&amp;&#120;",
    "NUL bytes": "- \x00\n",
    "surrogates": "- [\ud800](\udfff)\n",
    "addresses": "https://arxiv.org/abs/2401.00001 ",
    "carriage returns": "- a\r",
    "quotes": '"a" ',
    "bold lines": "**a**\n\n",
    "bold lines of one paragraph": "**Slow Old Rivers**\n[Paper](http://x.org)\n",
    "names that lead to code": "[Oak](https://github.com/a/b) ",
    "italics behind in": ", in *Big Data* 2021",
    "headings in bullets": "- # Fords\n",
    "names in italics": "*Ann Ash* [x] Paper: ",
    "names in italics over lines": "*c* [x]: u\n",
    "authors and bold": "*Ann Ash* **c** Title, ",
    "hashtags": "#a #b ",
    "wiki links": "[[a|b]] [[c]] ",
    "citations": "Ash, A., Birch, B. (2020). Fast Trees. ",
    "authors and years in links": "Fast Trees. [Ash (1990)](u) ",
    "venues of no table": "Trees (Zork'15), Distributed Computing 2006 ",
    "papers in a row": "[Fast Trees for Rivers](https://arxiv.org/abs/2401.00001), ",
    "DOIs in the text": "Fast Trees doi:10.1145/1.2 ",
    "authors in bold": "- **Ash, A. (2020).** Fast Trees. *Oak*\n",
    "authors in front of links": "Ash, A., Birch, B., [Fast Old Trees](u) ",
    "authors over titles": "Ann Moss, Bo Fern:\n",
    "asides behind labels": "[Fast Trees] [[Paper](u)] (a ",
    "journals": "Trees. Geophysics, 65(4), 1290-1293. ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_of_nothing_else_is_read(name):
    """What it costs is shown by `benchmarks/bench_growth.py`, over these same pages."""
    piece = HOSTILE[name]
    sound(ReadingList.parse(piece * (3_000 // len(piece)), "list.md"))
