"""`link` adds links and nothing else: proved on every form of list, edited at random, with any file's name.

`pytest tests/lists --lists DIR` proves the same on a folder of lists.
"""

import posixpath
import re
import string
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

import test_fuzz
from markdown_it import MarkdownIt
from test_catalogue import FORMS, GIT, A, B

from reviewkit.holdings import inside
from reviewkit.listlinks import own_link, patch
from reviewkit.reading_list import ReadingList

MORE = [
    f"- [River]({A}): Fast Streams for Wide Banks | Delta University\n- [Brook]({B}): Slow Banks | Ford Labs\n",
    f"- 📄 **Quick Rivers of the North**\n  - 👥 Ann Moss, Bo Fern\n  - 🔗 [Paper]({A})\n  - 💻 [Code]({GIT})\n",
    f"### Quick Rivers of the North\n\n[[paper]({A})]\n\n[[code]({GIT})]\n",
    f"1. Moss, A., Fern, B.: *Quick rivers for fords*. In: EMNLP (2016) [link]({A})\n",
    f"- Quick Rivers. ACL 2019. [pdf]({A})\n- Slow Rivers. EMNLP 2020. [pdf]({B}) [code]({GIT})\n",
    f"- (2022-06) Quick Rivers [[paper]({A})]\n- 2021.05 [Slow Rivers]({B})\n",
    f"- NSDI'21, [Quick Rivers]({A})\n- OSDI'22, [Slow Rivers]({B})\n",
    "Title | Venue | Links\n--- | --- | ---\n"
    f"Quick Rivers of the North | OSDI 2022 | [paper]({A})\nSlow Rivers of the South | NSDI 2021 |\n",
    "| Date | Paper | Code |\n|:--:|:--|--|\n"
    f"| 2022-01 | **[Quick \\| Rivers]({A})**<br>Ann Moss |  |\n| | [Slow]({B}) | -\n",
    f"|ID|Method|Score|Reference|\n|-|-|-|-|\n|1|Brook|93.1|[Quick Rivers]({A})|\n|2|Creek|91.0| |\n\nThe end.\n",
    f"| Date | Title |\n|--:|--|\n| 3/3/22 | [Oak]({A}), [Elm]({B}) close reading | 52:57 |\n",
    f"| Name | Links |\n|---|---|\n| Brook, Creek | [Quick]({A}), [Slow]({B}) ![s](https://img.shields.io/s.svg) |\n",
    f"<table><tr><td>Brook</td><td><a href='{A}'>Paper</a></td></tr><tr><td>Creek</td><td><a href='{B}'>Paper</a>"
    "</td></tr></table>\n",
    f"<table><tr><td><b>Quick Rivers of the North</b><br>Ann Moss<br><a href='{A}'>paper</a></td></tr></table>\n",
    "- [2022/03] Quick Rivers ![](https://img.shields.io/badge/ACL-2022-blue) "
    f"[![](https://img.shields.io/badge/PDF-red)]({A})\n",
    "* [Ann Moss - How Rivers Run](https://moss.org/rivers)\n* [安河 - 河流](https://book.douban.com/subject/9/)\n",
    f"- [Quick Rivers](notes/quick.md) [[arXiv]({A})]\n- [Slow Rivers]({B}) ([notes](notes/slow.md#top))\n",
    f"1. [Two Ways to Ford](https://moss.org/fords) ([Paper]({A})) `Moss Labs` `2022`\n",
    f"- **Quick Rivers (2015)**, Moss, [@arXiv]({A}) 🔑 / [@Code]({GIT}) 🎥.\n"
    "- See also: **Slow Rivers (1951)**, Reed.\n",
    f"- [Quick Rivers](https://x.org/Ford_(river)) \\[[Paper]({A})] ([OSDI 2022](../osdi/))\n"
    "- [Esc](https://x.org/a\\_b)\n",
    f"- On fords, and why they are deep.\n  - [Quick Rivers]({A}) (Moss and Fern, 2019),\n  - [Slow Rivers]({B})\n",
    "| Paper | Published | Read | Notes |\n|--|--|--|--|\n"
    f"| [Quick Rivers]({A}) AKA Brook | 2017-06 | 2023 | [n](n/q.md) |\n",
    f"* [Quick Rivers]({A}), A. Moss et al., ICLR workshop 2017\n* Slow Rivers, B. Fern, CCS 2017, ([paper]({B}))\n",
    f"- [[NeurIPS2021]({A})] Quick Rivers [[Project](https://moss.org)]\n- [[Arxiv]({B})] Slow Rivers\n",
    f"- [Quick Rivers - A Study - BMVC - 2017]({A})\n- [Slow Rivers — ECCV]({B})\n",
    f"* [Quick Rivers]({A})<br>:star:[code]({GIT})<br>:house:[page](https://moss.org)\n* {B}\n",
    "3. **Quick Rivers?** EMNLP 2019. ![](https://img.shields.io/badge/a-b)\n\n"
    f"   *Ann Moss.* [[pdf]({A})], [[code]({GIT})]\n",
    f"* Quick Rivers # [paper]({A}) | [review]() | [notebook]()\n"
    f"* Slow Rivers # [paper]({B}) | [review](reviews/old.md)\n",
    "## Papers\n- Quick Rivers Run Deep (Brook)\n- Slow Rivers Run Wide\n- How Deep Is a Ford?\n- Banks of the North\n",
    f"Quick Rivers\n------------\n{A}\n\n* <{B}>\n* [Caffe]({B})\n* [notebook](https://x.org/a.ipynb)\n",
    f"> - [Quick Rivers]({A}) #\n> - **[Slow Rivers]({B})** \\\n\n## [Old Rivers]({A}) ##\n",
]
TEXTS = [*(text for text, _ in FORMS.values()), *MORE]
PUT_IN = [
    "[", "]", "(", ")", "](", "[[", "]]", "![", "|", " | ", "`", "``", "```", "*", "**", "_", "<", ">", "<!--", "-->",
    "\\", "#", ":", "：", "&amp;", '"', "'", "\t", "  ", " ", "\n", "\n\n", "\r", "\r\n", "\x00", "\ufeff", "\u202e",
    "\u2028", "\x0b", "😀", "河", "e\u0301", "- ", "1. ", "> ", "## ", "<br>", "</a>", "<td>", "<table>", "|---|---|\n",
    " [review]()", " [notebook]()", "[Review]( )", " [review](<>)", " [review](mine.md)", " | [notebook](my/own.ipynb)",
    " [review](https://moss.org/r.md)", " [notes](a(b).md)", "<a href=''>review</a>", "<a href=' '>notebook</a>",
    "`review <>`_", " [review][r]\n\n[r]: r.md\n", "review: ", "notebook", " (Brook)", " ICML 2023", "et al., ", A,
]  # fmt: skip


def turned(draw, text):
    """Edit a list as a person, an editor or an accident may."""
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    kind = draw(st.sampled_from(["put", "put", "end", "lines", "endings", "blanks", "cut", "indent", "bom"]))
    if kind == "put":
        place = draw(st.integers(0, len(text)))
        return text[:place] + draw(st.sampled_from(PUT_IN)) + text[place:]
    if kind == "cut":
        place = draw(st.integers(0, len(text)))
        return text[:place] if draw(st.booleans()) else text[place:]
    if kind == "bom":
        return "\ufeff" + text
    if kind == "endings":
        ends = draw(st.sampled_from([["\r\n"], ["\n", "\r\n"], ["\r\n", "\n", "\n"]]))
        text = "".join(line + ends[k % len(ends)] for k, line in enumerate(lines))
        return text.rstrip("\r\n") if draw(st.booleans()) else text
    if kind == "lines":
        other = draw(st.integers(0, len(lines) - 1))
        lines[at], lines[other] = lines[other], draw(st.sampled_from([lines[at], lines[other], ""]))
    elif kind == "end":
        lines[at] += draw(st.sampled_from(PUT_IN))
    elif kind == "blanks":
        lines[at] = lines[at].replace("  ", "\t") + draw(st.sampled_from(["  ", "\t", " \t ", "\r", "\\"]))
    else:
        lines[at] = draw(st.sampled_from(["  ", "    ", "\t", "> ", ""])) + lines[at].lstrip()
    return "\n".join(lines)


@st.composite
def lists(draw):
    """A form of list, or two in one file, with up to six edits."""
    text = draw(st.sampled_from(TEXTS))
    if draw(st.booleans()):
        text += draw(st.sampled_from(["", "\n", "\n\n"])) + draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(0, 6))):
        text = turned(draw, text)
    return text


NAMES = st.one_of(
    st.sampled_from(
        [
            "rivers", "a b", "a(b", "a)b", "a](b", "[x](y", "a|b", "河", "e\u0301", "50%", "a%20b", "#1", "a?b", "a&b",
            "&amp;", "it's", '"q"', "<b>", "`c`", "*i*", "_u_", "$x$", "~t~", "{j}", "a=b", "a,b", "a\u202eb", "😀",
            "a\\b", "C:x", "a\nb", "\ud800", "-", "x.org/y", "Ø", "a\xa0b", "!", "^", "000",
        ]
    ),
    st.text(st.characters(exclude_characters="/"), min_size=1, max_size=6),
    st.text(string.ascii_lowercase, min_size=1, max_size=8),
)  # fmt: skip
FOLDERS = st.sampled_from(["", "reviews/", "my notes/", "r(1)/", "notes.io/", "河/"])


@st.composite
def files(draw):
    """The paths of a paper's review, notebook, or both."""
    stem = draw(FOLDERS) + draw(NAMES)
    both = {"review": f"{stem}.md", "notebook": f"{stem}.ipynb"}
    return {role: both[role] for role in draw(st.sampled_from([("review",), ("notebook",), ("review", "notebook")]))}


def prove(text, wanted):
    """Link, and hold everything that `link` promises; return what was done."""
    before = ReadingList.parse(text, "list.md")
    made = patch(before, wanted)
    after = ReadingList.parse(made.text, "list.md")
    ranges = only_insertions(before, made)
    assert len(after.entries) == len(before.entries)
    for index, (old, new) in enumerate(zip(before.entries, after.entries, strict=True)):
        same_but_for_links(old, new)
        gained = same_links(old, new, ranges)
        linked = {role: url for role, url in gained if index in made.linked}
        assert len(linked) == len(gained)
        for role, path in wanted.get(index, {}).items():
            had = own_link(old, role)
            if had is not None and had.url:
                assert own_link(new, role).url == had.url
                assert role not in linked
            elif role in linked:
                assert inside(linked[role], "list.md") == posixpath.normpath(path)
                assert own_link(new, role).url == linked[role]
            else:
                assert made.left[index]
    again = patch(after, wanted)
    assert (again.text, again.insertions, again.linked) == (made.text, (), ())
    return made


def only_insertions(before, made):
    """Take the insertions out of the new bytes and find the old ones; return where they stood."""
    old, new = (text.encode("utf-8", "surrogatepass") for text in (before.text, made.text))
    ranges, shift, at, kept = [], 0, 0, b""
    for one in made.insertions:
        start = one.at + shift
        added = one.text.encode()
        assert at <= start and new[start : start + len(added)] == added
        assert "\n" not in one.text and "\r" not in one.text
        ranges.append((start, start + len(added)))
        kept += new[at:start]
        at, shift = start + len(added), shift + len(added)
    assert kept + new[at:] == old
    return ranges


def same_but_for_links(old, new):
    names = ("line", "end_line", "title", "section", "venue", "year", "kind", "authors", "arxiv", "doi", "checked")
    assert {name: getattr(old, name) for name in names} == {name: getattr(new, name) for name in names}


def same_links(old, new, ranges):
    """Hold that every link of the old entry is there, in order; return role and target of the links it gained."""
    gained, kept = [], []
    for link in new.links:
        inserted = any(a <= link.span.start and link.span.end <= b for a, b in ranges)
        filled = any(link.target.start <= a and b <= link.target.end for a, b in ranges)
        if inserted or filled:
            gained.append((link.role, link.url))
        if not inserted:
            kept.append((link.role, link.text, "" if filled else link.url))
    assert kept == [(link.role, link.text, link.url) for link in old.links]
    return gained


ANY = st.one_of(lists(), lists(), test_fuzz.TEXTS)
CHOSEN = st.lists(st.tuples(st.booleans(), files()), min_size=1, max_size=8)


@given(ANY, CHOSEN)
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_linking_adds_the_wanted_links_and_changes_nothing_else(text, chosen):
    count = len(ReadingList.parse(text, "list.md").entries)
    wanted = {k: paths for k in range(count) for here, paths in [chosen[k % len(chosen)]] if here}
    made = prove(text, wanted)
    event(f"left: {sorted({why.partition(' to ')[0] for why in made.left.values()})}")


def every(text):
    count = len(ReadingList.parse(text, "list.md").entries)
    return {k: {"review": f"reviews/{k}.md", "notebook": f"notebooks/{k}.ipynb"} for k in range(count)}


@pytest.mark.parametrize("text", TEXTS)
def test_each_form_of_list_gets_all_its_links(text):
    made = prove(text, every(text))
    assert made.left == {}


@pytest.mark.parametrize("text", [text for text in TEXTS if "`_" not in text])
def test_on_the_web_each_link_is_one(text):
    page = MarkdownIt("commonmark", {"html": True}).enable("table")
    made = patch(ReadingList.parse(text, "list.md"), every(text))
    old, new = (Counter(re.findall(r"""<a [^<>]*?href=["']([^"']+)""", page.render(t))) for t in (text, made.text))
    added = re.findall(r"(?:reviews|notebooks)/\d+\.\w+", " ".join(one.text for one in made.insertions))
    assert new - old == Counter(added)
    assert not old - new


@pytest.fixture(scope="session")
def folder(request):
    folder = request.config.getoption("--lists")
    if folder is None:
        pytest.skip("no folder of lists was given")
    return folder


def test_each_list_of_a_folder_gets_its_links_and_changes_in_nothing_else(folder):
    paths = sorted(path for path in folder.iterdir() if path.suffix in (".md", ".txt", ".rst"))
    assert paths
    for path in paths:
        text = path.read_bytes().decode()
        made = prove(text, every(text))
        print(f"{path.name}: {len(made.linked)} linked, {len(made.left)} left")
        # A few lines cannot be linked without reading otherwise; a list that is mostly left would be a fault.
        assert len(made.left) <= 0.1 * len(made.linked) + 1, path.name
