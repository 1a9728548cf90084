"""How lists are written, and what is to be read from each way; titles and names are made up."""

import pytest

from reviewkit.reading_list import ReadingList

A, B, C = "https://arxiv.org/abs/2402.00011", "https://arxiv.org/abs/2402.00012", "https://arxiv.org/abs/2402.00013"
GIT = "https://github.com/moss/rivers"

# name: (text, one mapping an entry; only the keys that matter)
FORMS = {
    "a link is the title": (
        f"## Water\n* [Quick Rivers: On Fords]({A})",
        [{"title": "Quick Rivers: On Fords", "arxiv": "2402.00011", "section": ("Water",), "kind": "paper"}],
    ),
    "labels behind the title": (
        f"* Quick Rivers of the North [paper]({A}) | [code]({GIT})",
        [{"title": "Quick Rivers of the North", "roles": ["paper", "code"]}],
    ),
    "venue in brackets and #": (
        "* Quick Rivers (NSDI'21) # [paper](https://x.org/r.pdf) | [review](reviews/rivers.md)",
        [{"title": "Quick Rivers", "venue": "NSDI", "year": 2021, "roles": ["paper", "review"]}],
    ),
    "doubled brackets": (
        f"- Quick Rivers [[pdf]]({A}) [[code]({GIT})]",
        [{"title": "Quick Rivers", "roles": ["paper", "code"]}],
    ),
    "an empty target": (
        "* Quick Rivers (NSDI'21) # [paper]() | [review](reviews/r.md)",
        [{"title": "Quick Rivers", "urls": ["", "reviews/r.md"]}],
    ),
    "a host without a scheme": (
        "* [A Course on Rivers](rivercourse.org)",
        [{"kind": "course", "urls": ["rivercourse.org"]}],
    ),
    "a misspelt label": (f"* Quick Rivers # [ppaer]({A})", [{"title": "Quick Rivers", "roles": ["paper"]}]),
    "a bold line above items divides": (
        f"## Talks\n**Springs**\n* [Where water starts](https://youtu.be/q1)\n\n**Deltas**\n* [Where it ends]({A})",
        [{"section": ("Talks", "Springs"), "kind": "video"}, {"section": ("Talks", "Deltas")}],
    ),
    "a bold line above its own links is a title": (
        f"**Quick Rivers: On Fords** \\\n*Ann Moss, Bo Fern* \\\nICLR 2022. [[Paper]({A})] \\\n9 Jan 2022\n\n**Slow "
        f"Rivers** \\\n*Cy Reed* \\\narXiv 2022. [[Paper]({B})]",
        [
            {"title": "Quick Rivers: On Fords", "venue": "ICLR", "year": 2022},
            {"title": "Slow Rivers", "venue": "arXiv"},
        ],
    ),
    "attributes in a list below": (
        f"**Quick Rivers**\n\n- intro: ECCV 2022 oral\n- paper: {A}\n- github: {GIT}\n",
        [{"title": "Quick Rivers", "venue": "ECCV", "year": 2022, "roles": ["paper", "code"]}],
    ),
    "a linked heading": (
        f"### Floods\n#### [Quick Rivers]({A})\n\narXiv 2402\n\n1. a note on banks\n2. goes back to [Old Rivers]({B})",
        [{"title": "Quick Rivers", "venue": "arXiv", "year": 2024, "section": ("Floods",)}],
    ),
    "the title goes on behind a name": (
        f"- [River]({A}): Fast Streams for Wide Banks | SOSP' 23",
        [{"title": "River: Fast Streams for Wide Banks", "venue": "SOSP", "year": 2023}],
    ),
    "a remark behind a title": (
        f"- [Rivers Are All You Need]({A}): read this first, it is a great start",
        [{"title": "Rivers Are All You Need"}],
    ),
    "an alias before the link": (
        f"* RiverNet - [Fast Streams for Banks]({A}) ([github]({GIT}))",
        [{"title": "Fast Streams for Banks", "roles": ["paper", "code"]}],
    ),
    "authors on an indented line": (
        f"1. **[Quick Rivers.]({A})** [[code]({GIT})]\n\n    *Ann Moss, Bo Fern.* ACL'23",
        [{"title": "Quick Rivers", "venue": "ACL", "year": 2023, "authors": ("Ann Moss", "Bo Fern")}],
    ),
    "attributes as nested bullets": (
        f"- [Quick Rivers]({A})\n  - Ann Moss, Bo Fern\n  - Keyword: fords\n  - Code: [official]({GIT})",
        [{"title": "Quick Rivers", "roles": ["paper", "code"]}],
    ),
    "nested prose is a note": (
        f"* Quick Rivers [paper]({A})\n   * halves the way, see [the map](https://x.org/m.png)",
        [{"title": "Quick Rivers", "roles": ["paper"]}],
    ),
    "a group bullet": (
        f"* posts:\n   * How to ford [blog](https://x.org/ford)\n* Quick Rivers [paper]({A})",
        [{"title": "How to ford", "kind": "blog"}, {"title": "Quick Rivers"}],
    ),
    "a citation in bold": (
        "1. Ann Moss and Bo Fern. 2016. **Quick rivers for fords**. In Proceedings of EMNLP, pages 1–9. "
        "[[paper]](https://aclanthology.org/D16-0001)",
        [{"title": "Quick rivers for fords", "venue": "EMNLP", "year": 2016}],
    ),
    "authors with where they work, and the venue, in italics": (
        "- [2023/04] **Quick Rivers.** *Ann Moss (Moss University) et al. arXiv.* [[paper](https://x.org/q.pdf)]\n"
        "- [2023/05] **Slow Rivers.** *Bo Fern (Fern Institute), Cy Reed. ACL 2023.* [[paper](https://x.org/s.pdf)]",
        [
            {"title": "Quick Rivers", "venue": "arXiv", "year": 2023},
            {"title": "Slow Rivers", "venue": "ACL", "year": 2023},
        ],
    ),
    "an id in a citation": (
        '**[7]** Moss, Ann, et al. "**Quick rivers**." arXiv preprint arXiv:1603.00001 (2016). '
        "[[pdf]](http://x.org/q.pdf)",
        [{"title": "Quick rivers", "arxiv": "1603.00001", "venue": "arXiv"}],
    ),
    "an alias in brackets": (
        "1. (RiverNet) Quick Rivers. ACL 2019. [[Paper](https://aclanthology.org/P19-0001)]",
        [{"title": "Quick Rivers", "venue": "ACL", "year": 2019}],
    ),
    "a venue tag first": (
        f"- [2017-ICCV]Quick Rivers[[Paper]({A})]\n- [TPAMI22] [Slow Rivers]({B})",
        [
            {"title": "Quick Rivers", "venue": "ICCV", "year": 2017},
            {"title": "Slow Rivers", "venue": "TPAMI", "year": 2022},
        ],
    ),
    "a quoted title and a date": (
        f'- "Quick Rivers: Do They Run?" [2022-06] [ACL 2023] [[paper]({A})]',
        [{"title": "Quick Rivers: Do They Run?", "venue": "ACL", "year": 2023}],
    ),
    "everything inside the link": (
        "* [Quick Rivers. Moss and Fern, NAACL 2016](https://aclanthology.org/N16-0001)",
        [{"title": "Quick Rivers", "venue": "NAACL", "year": 2016}],
    ),
    "a table": (
        f"| Title | Venue | Date | Code |\n|:--|:-:|--|--|\n| ![Star](https://img.shields.io/s.svg) <br> [**Quick "
        f"Rivers**]({A}) | CVPR | 2023-11-20 | [Github]({GIT}) |\n| []() | CVPR | | [Code]() |",
        [{"title": "Quick Rivers", "venue": "CVPR", "year": 2023, "roles": ["paper", "code"]}],
    ),
    "short names in a table": (
        f"| Name | Venue | Paper |\n|--|--|--|\n| Brook | ASPLOS | [Paper]({A}) |",
        [{"title": "Brook", "venue": "ASPLOS", "arxiv": "2402.00011"}],
    ),
    "a table in HTML": (
        f"<table><tr><th>Model</th><th>Paper</th></tr>\n<tr>\n <td>Brook</td>\n <td><a "
        f"href='{A}'>Paper</a></td>\n</tr></table>",
        [{"title": "Brook", "line": 3, "arxiv": "2402.00011"}],
    ),
    "a cell that reaches down": (
        f"<table><tr><th>Kind</th><th>model</th><th>Link</th></tr>\n<tr><td rowspan=2>open</td><td>Brook</td><td><a "
        f"href='{A}'>Paper</a></td></tr>\n<tr><td>Creek</td><td><a href='{B}'>Paper</a></td></tr></table>",
        [{"title": "Brook"}, {"title": "Creek", "arxiv": "2402.00012"}],
    ),
    "linked authors": (
        f"**Quick Rivers.**<br>\n*Ann Moss, [Bo Fern](https://fern.org).*<br>\nECCV 2021. [[PDF]({A})]",
        [{"title": "Quick Rivers", "venue": "ECCV", "roles": ["paper"]}],
    ),
    "badges that are links": (
        f"- __Quick Rivers.__\n\n  _Ann Moss._ <img src='https://img.shields.io/badge/EMNLP-2022-yellow'> <a "
        f"href='{A}'><img src='https://img.shields.io/badge/PDF-blue'></a>",
        [{"title": "Quick Rivers", "venue": "EMNLP", "year": 2022, "roles": ["paper"]}],
    ),
    "a folded part": (
        f"### Nets\n<details>\n<summary><b>Before 2023</b></summary>\n\n- [Quick Rivers]({A})\n\n</details>\n\n- "
        f"[Slow Rivers]({B})",
        [{"section": ("Nets", "Before 2023")}, {"section": ("Nets",)}],
    ),
    "headings in HTML": (f'<h2 id="w">Water</h2>\n\n- [Quick Rivers]({A})', [{"section": ("Water",)}]),
    "underlined headings": (f"Water\n=====\n\nFords\n-----\n* [Quick Rivers]({A})", [{"section": ("Water", "Fords")}]),
    "a numbered bold group": (
        f"1. **Water for Text**\n\n   • [Quick Rivers]({A})\n\n   • [Slow Rivers]({B})",
        [{"section": ("Water for Text",)}, {"section": ("Water for Text",)}],
    ),
    "references": (
        f"8. Quick Rivers. Moss, Ann et al. CVPR 2021 [[code]][r]\n9. [Slow Rivers][s]\n\n[r]: {GIT}\n[s]: {B}",
        [
            {"title": "Quick Rivers", "venue": "CVPR", "roles": ["code"]},
            {"title": "Slow Rivers", "arxiv": "2402.00012"},
        ],
    ),
    "no link at all": (
        "- Quick Rivers Cross Banks for Broad Streams | SOSP' 23\n- **《Slow Rivers》**",
        [
            {"title": "Quick Rivers Cross Banks for Broad Streams", "venue": "SOSP"},
            {"title": "Slow Rivers", "roles": []},
        ],
    ),
    "an address alone": (f"## Water\n\n<{A}>", [{"title": "", "arxiv": "2402.00011"}]),
    "Chinese labels": (
        f"- [【关于 河】 那些事](notes/r.md)\n  - 论文名称：Quick Rivers for Fords\n  - "
        f"论文地址：https://aclanthology.org/D20-0001.pdf\n  - 论文项目：{GIT}",
        [{"title": "Quick Rivers for Fords", "roles": ["review", "paper", "code"]}],
    ),
    "contents are no entries": (
        f"- [Water](#water)\n  - [Fords](#fords)\n\n## Water\n- [Quick Rivers]({A})",
        [{"title": "Quick Rivers", "line": 5}],
    ),
    "comments and code": (
        f"<!-- - [Old]({B}) -->\n```\n- [No]({C})\n```\n- [Quick Rivers]({A})",
        [{"title": "Quick Rivers"}],
    ),
    "front matter": (f"---\ntitle: x\n---\n- [Quick Rivers]({A})", [{"title": "Quick Rivers", "line": 4}]),
    "marks and stars": (
        f"- 🔥🔥 [Quick Rivers]({A}) ⭐️ **(NEW)**\n- ✨ **Slow Rivers** [paper]({B})",
        [{"title": "Quick Rivers"}, {"title": "Slow Rivers"}],
    ),
    "reStructuredText": (
        f"Water\n=====\n\n============  =========  =======================\nTitle         Venue      "
        f"Materials\n============  =========  =======================\nQuick Rivers  ICML 2021  `[PDF] "
        f"<{A}>`_\n============  =========  =======================\n",
        [{"title": "Quick Rivers", "venue": "ICML", "year": 2021, "arxiv": "2402.00011"}],
    ),
    "a lecture": (
        "## 3. Lecture 2a - Streams [Ann Moss]\nThis is short.\n\n[[slides]](Lecture%202a.pdf)"
        "\n[[video]](https://media.edu/2a.mp4)",
        [{"title": "Lecture 2a - Streams", "kind": "course", "roles": ["slides", "video"]}],
    ),
    "a task list over two lines": (
        f"- [x] [Quick Rivers:\nA Study(Moss Labs, 26 Jun 2019)]({A})\n- [ ] [Slow Rivers]({B})",
        [{"title": "Quick Rivers: A Study", "year": 2019, "checked": True}, {"checked": False}],
    ),
    "the parent is the venue": (
        f"- **HPCA2023**\n  - **Quick Rivers**\n  - **Slow Rivers** [Link]({B})",
        [{"title": "Quick Rivers", "venue": "HPCA", "year": 2023}, {"venue": "HPCA", "year": 2023}],
    ),
    "venue first, commas": (
        f"- ICML 2022 oral, The **slow river** habit in deltas, [arXiv]({A})",
        [{"title": "The slow river habit in deltas", "venue": "ICML", "year": 2022}],
    ),
    "a bold alias and a quoted title": (
        f'* **Brook**: "Brook: Fast Streams", ECCV, 2021 (*Moss University*). [[Paper]({A})][[PyTorch]({GIT})]',
        [{"title": "Brook: Fast Streams", "venue": "ECCV", "year": 2021, "roles": ["paper", "code"]}],
    ),
    "labelled lines below a heading": (
        f"#### **Brook**\n**Paper:** [Fast Streams for Banks]({A})  \n**Github:** {GIT}  \n**Record:** arXiv  \n",
        [{"title": "Fast Streams for Banks", "venue": "arXiv", "roles": ["paper", "code"]}],
    ),
    "a PDF beside the list": (
        "* :scroll: [Old Rivers](old-rivers.pdf)\n* [Notes on Rivers](notes/rivers.md)\n* [Play](play.ipynb)",
        [{"roles": ["paper"]}, {"roles": ["review"]}, {"roles": ["notebook"]}],
    ),
    "a heading is the venue": (f"## ICML 2022\n- [Quick Rivers]({A})", [{"venue": "ICML", "year": 2022}]),
    "a sentence in a list": (
        "* Please send a pull request to add a paper.\n* See [our site](https://x.org) for more of this.",
        [],
    ),
    "a thanked person": (f"* [Quick Rivers]({A}) (thanks, [bo](https://github.com/bo))", [{"roles": ["paper"]}]),
    "a trailing full stop goes, a question mark stays": (
        f"- [Do Rivers Run?]({A})\n- [They Do.]({B})",
        [{"title": "Do Rivers Run?"}, {"title": "They Do"}],
    ),
    "two findings": (
        f"- [Quick Rivers]({A}) (ACL 2023 Findings)\n- [Slow Rivers]({B}), Findings of EMNLP 2022",
        [{"venue": "ACL Findings", "year": 2023}, {"venue": "EMNLP Findings", "year": 2022}],
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_read_rightly(name):
    text, expected = FORMS[name]
    entries = ReadingList.parse(text + "\n", "list.md").entries
    assert len(entries) == len(expected), [entry.title for entry in entries]
    for entry, wanted in zip(entries, expected, strict=True):
        found = {key: getattr(entry, key) for key in wanted if key not in ("roles", "urls")}
        if "roles" in wanted:
            found["roles"] = [link.role for link in entry.links]
        if "urls" in wanted:
            found["urls"] = [link.url for link in entry.links]
        assert found == wanted


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_spans_are_bytes_of_the_file_as_it_lies_on_disk(ending):
    text = f"\ufeff## 河流{ending}{ending}* **[Quick 河]({A})** (OSDI'22) # [review](r.md){ending}{ending}last"
    data = text.encode()
    (entry,) = ReadingList.parse(text, "list.md").entries
    assert data[entry.span.start : entry.span.end].decode() == f"* **[Quick 河]({A})** (OSDI'22) # [review](r.md)"
    assert data[entry.title_span.start : entry.title_span.end].decode() == "Quick 河"
    first, second = entry.links
    assert data[first.span.start : first.span.end].decode() == f"[Quick 河]({A})"
    assert data[second.target.start : second.target.end].decode() == "r.md"


def test_an_explanation_says_what_the_line_is_and_why():
    text = f"# Water\n\n- [River]({A}): Fast Streams for Banks\n  - a note\n- [Fords](#fords)\n"
    reading_list = ReadingList.parse(text, "list.md")
    assert "list.md:3: an entry: River: Fast Streams for Banks" in reading_list.explain(3)
    assert "colon" in reading_list.explain(3)
    assert "line 3" in reading_list.explain(4)
    assert "contents" in reading_list.explain(5)
    assert "divides" in reading_list.explain(1)
    assert "no entry" in reading_list.explain(2)
