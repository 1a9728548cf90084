"""Whatever a title holds, it stays a text where it is shown."""

import csv
import io

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reviewkit import escape

HOSTILE = [
    'a"""b', "{{ 7*7 }}", "<script>alert(1)</script>", "[x](javascript:alert(1))", "a | b", "$x$ and $y$", "a --> b",
    "two\nlines", "a\u2028b", "a\u202eb", "\x1b[31mred\x1b[0m", "../../etc/passwd", "CON", "x" * 300,
    "=1+1", "@SUM(A1)", "-2+3", "+1", "![x](y)", "*bold* _it_ `code`", "# heading", "1. item", "a\\", "&lt;b&gt;",
    "~~gone~~", "<!-- c", "\ud800",
]  # fmt: skip
texts = st.one_of(st.sampled_from(HOSTILE), st.text())


@settings(deadline=None, max_examples=300)
@given(texts)
def test_markdown_shows_the_text_itself_and_nothing_it_asks_for(text):
    tokens = (
        MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(f"x{escape.markdown(text)}")
    )
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == f"x{escape.one_line(text)}".rstrip()


@settings(deadline=None, max_examples=300)
@given(texts)
def test_a_line_of_its_own_stays_a_paragraph(text):
    escaped = escape.markdown(text)
    kinds = [token.type for token in MarkdownIt("commonmark").parse(escaped)]
    assert kinds in ([], ["paragraph_open", "inline", "paragraph_close"])


@settings(deadline=None, max_examples=200)
@given(texts)
def test_nothing_reaches_a_terminal_that_it_would_obey(text):
    shown = escape.terminal(text)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert len(shown.splitlines()) <= 1


@settings(deadline=None, max_examples=200)
@given(texts)
def test_yaml_gives_back_the_one_line_that_went_in(text):
    assert yaml.load(escape.yaml(text), Loader=yaml.BaseLoader) == escape.one_line(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_spreadsheet_sees_no_formula(text):
    out = io.StringIO()
    csv.writer(out).writerow([escape.csv_cell(text)])
    assert next(csv.reader(io.StringIO(out.getvalue())))[0][:1] not in ("=", "+", "-", "@", "\t")


@pytest.mark.parametrize("text", HOSTILE)
def test_html_has_no_tag_and_no_quote_left(text):
    assert not set(escape.html(text)) & set("<>\"'")


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x?y=1&z=2", "https://a.example/x?y=1&amp;z=2"),
        ("reviews/a b.md", "reviews/a%20b.md"),
        ("JavaScript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("java\nscript:alert(1)", "java%20script:alert(1)"),
        ("vbscript:x", ""),
    ],
)
def test_only_web_and_mail_addresses_become_links(url, safe):
    assert escape.href(url) == safe


@pytest.mark.parametrize("url", ["https://a.example/x)y", "https://a.example/<b>", "a b|c", 'https://a.example/"t"'])
def test_an_address_cannot_leave_its_parentheses(url):
    tokens = MarkdownIt("commonmark").parse(f"[x]({escape.markdown_target(url)})")
    assert [child.type for child in tokens[1].children or []] == ["link_open", "text", "link_close"]


def test_a_script_address_becomes_no_target():
    assert escape.markdown_target("javascript:alert(1)") == ""
