"""A review that is plainly written is read without the parsers of YAML and Markdown, and means what they say."""

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reviewkit.markup import full, plain
from reviewkit.markup.parts import Fence, Front, Heading, MarkupError

FIELDS = [
    'paper: "flexgen"', "status: read", 'status: "to-read"   # c', "rating:", "rating:      # 1 to 5", "tags: []",
    "tags: [a, b]", 'tags: ["a", "b c"]', 'tags: ["a, b"]', "tags: ['', \"\"]", 'tags: ["a" b]', "tags: [a,,b]",
    "tags: [a, ]", "tags: [a: b]", "tags: [a # c]", "tags: [a?]", "tags: [-a]", "tags: [a-b, c/d, 1.10, no]",
    "id: 2401.10020", "time: 12:30", "a: b#c", "a: b #c", "a: 'b c'", "a: 'it''s'", 'a: "b\\n"', 'a: "b" c', 'a: "b"#c',
    "a: |", "a: >", "  x", "- x", "? a", "", " ", "# c", "  # c", "a: b: c", "a: - b", "a: *b", "a: &b c", "a: !!str 3",
    "a: {b: c}", "u:v", "u :v", "a b: c", "é: x", "a: é ü", "a: 中文", "a: 🙂", "a: b\tc", "a:\tb", "a: ~", "<<: x",
    "a: b, c", "a: b [c]", "a: @b", "a: `b", "%YAML 1.1", "a: d e  f  ", "a: b ? c", "a: b - c", "a: http://x",
    "a: b\r", "a: b\x85c", "a: \x07", "a: b\u200dc", "a: b\u00a0c", "a: b|c", "a: b'c\"d", "a: -5", "a: b\\c",
]  # fmt: skip
LINES = [
    "# a", "## Claims", "### x ###", "##", "#", "#\tt", "# #", "####### no", "#no", "# b \\#", "# c#  ", "text",
    "- item", "  - nested", "1. one", "   cont", "> q", "> # q", "- # h", "   # h", "```", "```yaml claims", "~~~",
    "````", "  ```", "- ```", "> ```", "1. ```", "> - ```py", "``` a`b", "~~~ a`b", "a ```", "<!-- c -->",
    "<!-- a ```b -->", "<!-- open", "-->", "<!-->", "- <!-- c", "<div>", "</div>", "  <b>", "<https://x.y>", "<?php",
    "<pre>", "</pre>", "---", "===", " ---", "-", "=", "***", "+ plus", "    code", "\t# tab", "\t```", "[a]: b",
    '[a]: /u "t', "| a |", "|---|", "", "", " ", "\t", "a `b` c", "- id: a", "\xa0", "\x0b", "\x0c# a", "# \xa0t\xa0",
    "\ufeff# a", "\\# a", "# x\r", "\r", "a\rb", "a\x00b", "a  ", "a\\",
]  # fmt: skip


def texts(lines):
    endings = st.sampled_from(["", "\n", "\n\n"])
    return st.builds(lambda chosen, end: "\n".join(chosen) + end, st.lists(st.sampled_from(lines), max_size=9), endings)


@settings(deadline=None, max_examples=400)
@given(texts(FIELDS) | st.text(alphabet="ab1 :#-[],\"'\n\r\t\\|>&*é", max_size=30))
def test_fields_on_a_line_each_mean_what_yaml_says(text):
    read = plain.front(text)
    assert read is None or read == full.front(text)


@settings(deadline=None, max_examples=400)
@given(texts(LINES) | st.text(alphabet="#`~<>!-=a \t\n\r1.)", max_size=30))
@example("- <!-- a\n\n# b -->\n")
@example("> ```\n# a\n> ```\n")
@example("```\n# a\n  ")
@example("- " * 11 + "x\n\n## A\n\n[a]: b\n")
def test_headings_and_fences_stand_where_markdown_has_them(text):
    read = plain.outline(text)
    assert read is None or read == full.outline(text)


def test_what_reviewkit_and_most_readers_write_is_plain():
    assert plain.front('paper: "a"\nstatus: read   # c\nrating:\ntags: ["x", y]\n# c\n') == Front(
        {"paper": "a", "status": "read", "rating": "", "tags": ["x", "y"]},
        {"paper": 0, "status": 1, "rating": 2, "tags": 3},
    )
    assert plain.outline("# A\n<!-- c -->\ntext\n\n- a\n  - b\n\n## B ##\n```yaml claims\n- id: a\n```\n") == (
        Heading(1, 0, 1, "A"), Heading(2, 7, 8, "B"), Fence(8, "yaml claims", "- id: a\n"),
    )  # fmt: skip


@pytest.mark.parametrize("text", ["a: b: c", "- a", "a: [", "a: \x00", "a: " + "[" * 40_000, "a: " + "{a: " * 40_000])
def test_front_matter_that_is_not_yaml_says_so(text):
    with pytest.raises(MarkupError):
        full.front(text)


READ = "from reviewkit.review import Review; import sys; Review.parse({!r}, 'a.md'); print('yaml' in sys.modules)"


@pytest.mark.parametrize(("front", "loaded"), [("status: read", False), ("status: |\n  read", True)])
def test_the_parsers_are_loaded_for_the_text_that_needs_them(front, loaded):
    code = READ.format(f"---\n{front}\n---\n# A\n")
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert told.stdout == f"{loaded}\n"
