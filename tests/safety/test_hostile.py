"""A list, a record, a review or a notebook from somebody who means harm."""

import ast
import csv
import io
import json
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reviewkit import escape, render
from reviewkit.papers import Name
from reviewkit.templates import BUILT_IN, Template

safety = settings.get_profile("safety")
NASTY = {
    "quotes": "A \"\"\" ''' \\ B",
    "jinja": "{{ key }}{% raw %}{{ 7*7 }}",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "link": "Fast](javascript:alert(1)) [x](data:text/html,y)",
    "table": "a | b || c",
    "money": "$x$ and $$y$$",
    "comment": "--> <!-- /reviewkit:header --> <!--",
    "lines": "one\r\n\n# two\n```\nthree",
    "separators": "a\u2028b\u2029c\x85d",
    "bidi": "abc\u202etxt.exe\u2066",
    "escapes": "\x1b[31mred\x1b]0;owned\x07\x9b2J",
    "dots": "../../../etc/passwd",
    "slash": "a/b\\c",
    "device": "CON",
    "long": "W" * 300,
    "formula": '=HYPERLINK("http://evil","x")',
    "plus": "+1+cmd|' /C calc'!A0",
    "zero": "a\x00b",
    "front": "---\nstatus: read\n---",
    "heading": "# not a heading",
    "number": "1. not a list",
    "fence": "```yaml claims\n- id: x\n```",
    "key": '"; import os; os.system("x") #',
    "half": "\udcff",
    "entity": "&lt;b&gt;&#x3C;i&#x3E;",
    "auto": "<javascript:alert(1)>",
}
NOTEBOOK = Template("notebook", BUILT_IN / "notebook.ipynb", (BUILT_IN / "notebook.ipynb").read_text())
REVIEW = Template("summary", BUILT_IN / "summary.md", (BUILT_IN / "summary.md").read_text())
hostile = st.sampled_from(sorted(NASTY.values())) | st.text(max_size=60)


@settings(safety)
@given(hostile, hostile, hostile)
def test_no_code_cell_holds_anything_but_the_key(title, author, abstract):
    made = render.notebook(subject(title, author, abstract), NOTEBOOK)
    plain = render.notebook(subject("Harmless", "", ""), NOTEBOOK)
    cells, harmless = json.loads(made)["cells"], json.loads(plain)["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert code == ["".join(cell["source"]) for cell in harmless if cell["cell_type"] == "code"]
    assert code[0] == 'key = "flexgen"'
    for source in code:
        ast.parse(source)
    assert len(cells) == len(harmless)


def subject(title, author, abstract):
    from reviewkit.holdings import Holding
    from reviewkit.papers import Paper
    from reviewkit.reading_list import Entry, Span

    nowhere = Span(0, 0)
    entry = Entry("list.md", 1, 1, title, "paper", nowhere, nowhere, section=(title,))
    names = (Name(author, title, ""), Name("", "", author))
    record = Paper(title, id="flexgen", author=names, event_title=author, abstract=abstract, url=abstract, doi=author)
    return Holding("flexgen", (entry,), record, "reviews/flexgen.md", "notebooks/flexgen.ipynb")


@settings(safety)
@given(hostile, hostile, hostile)
@example("\udcff", "1. not a list", "")  # what is dropped must not hide what is to be escaped
def test_a_review_keeps_its_shape_whatever_the_record_says(title, author, abstract):
    text = render.review(subject(title, author, abstract), REVIEW)
    assert text.count("\n---\n") == 1 and len(re.findall(r"^<!-- /?reviewkit:header", text, re.MULTILINE)) == 2
    shown = MarkdownIt("commonmark").render(text.partition("\n---\n")[2])
    assert set(re.findall(r"<(/?\w+)", re.sub(r"<!--.*?-->", "", shown, flags=re.DOTALL))) <= {
        "h1",
        "/h1",
        "h2",
        "/h2",
        "p",
        "/p",
        "a",
        "/a",
    }
    assert shown.count("<h1>") == 1 and shown.count("<h2>") == text.count("\n## ")
    for target in re.findall(r'href="([^"]*)"', shown):
        assert re.match(r"https?://|\.\./notebooks/", target), target
    text.encode()


@pytest.mark.parametrize("name", NASTY)
def test_a_library_of_hostile_titles_works_from_end_to_end(library, run, tree, name):
    title = NASTY[name].encode("utf-8", "replace").decode()
    root = library(
        f"# P\n\n- [ok](https://arxiv.org/abs/2301.00001)\n- {title} [paper](https://arxiv.org/abs/2301.00002)\n"
    )
    record = {
        "id": "evil",
        "type": "article",
        "title": NASTY[name],
        "author": [{"family": NASTY[name]}],
        "abstract": NASTY[name],
        "event-title": NASTY[name],
        "custom": {"reviewkit": {"preprint": {"arxiv": "2301.00002"}}},
    }
    (root / "papers.json").write_text(json.dumps([record], indent=2) + "\n")
    done = run("sync", "--offline", cwd=root)
    assert done.code in (0, 1) and "Traceback" not in done.err
    allowed = re.compile(
        r"(reviewkit\.toml|papers\.json|reading-list\.md|reviews/[a-z0-9-]+\.md|notebooks/[a-z0-9-]+\.ipynb)"
    )
    assert all(allowed.fullmatch(path) for path in tree(root)), list(tree(root))
    for form in ("table", "csv", "markdown", "json", "jsonl"):
        shown = run("status", "--all", "--format", form, cwd=root)
        assert shown.code == 0
        assert not re.search(
            r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]", shown.out + shown.err
        )
        if form == "csv":
            for row in csv.reader(io.StringIO(shown.out)):
                assert not [cell for cell in row if cell[:1] in ("=", "+", "@")]
        if form == "markdown":
            assert len({len(re.findall(r"(?<!\\)\|", line)) for line in shown.out.splitlines()}) == 1
            assert "<script" not in shown.out.replace("\\<", "")
    assert run("sync", "--offline", "--dry-run", cwd=root).out.splitlines()[-1].startswith("would write 0 files")


@settings(safety)
@given(hostile)
def test_html_has_no_tag_and_no_attribute_of_theirs(text):
    assert not re.search(r"[<>\"']", escape.html(text).replace("&quot;", "").replace("&#x27;", ""))
    assert not escape.href(text).lower().startswith(("javascript:", "data:", "vbscript:"))
    assert "\n" not in escape.terminal(text) and "\x1b" not in escape.terminal(text)


OUTSIDE = [
    "../../secrets.md",
    "../secrets.md",
    "/etc/secrets.md",
    "reviews/../../secrets.md",
    "..%2fsecrets.md",
    "C:/secrets.md",
]


@pytest.mark.parametrize("target", OUTSIDE)
def test_a_list_that_links_out_of_the_library_is_told_with_its_line(library, run, tree, target):
    root = library(f"# P\n\n- One: X [paper](https://arxiv.org/abs/2301.00001) [review]({target})\n")
    secret = root.parent / "secrets.md"
    secret.write_text("mine\n")
    before = {path: path.read_bytes() for path in root.parent.rglob("secrets*")}
    done = run("sync", "--offline", cwd=root)
    assert re.search(r"reading-list\.md:3: .*leads out of the library", done.err)
    run("mark", "one", "read", cwd=root)
    run("new", "one", "--template", "quick", cwd=root)
    assert {path: path.read_bytes() for path in root.parent.rglob("secrets*")} == before
    checked = run("check", cwd=root)
    assert checked.code == 1 and "leads out of the library" in checked.out
    assert "reviews/one.md" in tree(root)


@pytest.mark.parametrize("what", ["reviews/one.md", "reviews", "notebooks", "papers.json"])
def test_a_symbolic_link_out_of_the_library_is_not_followed(library, run, tree, what):
    root = library("- One: X [paper](https://arxiv.org/abs/2301.00001)\n")
    outside = root.parent / "outside"
    outside.mkdir()
    target = outside if "." not in what else outside / "secret"
    if target != outside:
        target.write_text("[]\n")
    (root / what).parent.mkdir(exist_ok=True)
    (root / what).symlink_to(target)
    before = tree(outside)
    said = ""
    for verb in (
        ["sync", "--offline"],
        ["mark", "one", "read"],
        ["new", "one"],
        ["sync", "--offline", "--adopt", "one"],
        ["link"],
    ):
        done = run(*verb, cwd=root)
        said += done.out + done.err
        assert "Traceback" not in done.err
    assert tree(outside) == before
    assert "out of the library" in said


def test_a_symbolic_link_inside_the_library_is_followed_and_stays(library, run):
    root = library("- One: X [paper](https://arxiv.org/abs/2301.00001)\n", {"texts/one.md": "My words.\n"})
    (root / "reviews").mkdir()
    (root / "reviews/one.md").symlink_to("../texts/one.md")
    assert run("mark", "one", "read", "--finished", "2026-01-31", cwd=root).code == 0
    assert (root / "reviews/one.md").is_symlink()
    assert (root / "texts/one.md").read_text().endswith("My words.\n")
    assert [path.name for path in (root / "texts").iterdir()] == ["one.md"]


@pytest.mark.parametrize("key", ["../x", "a/b", "CON", "", "A", "x.md", "a b", "-"])
def test_a_record_whose_key_is_no_key_is_refused(library, run, tree, key):
    root = library()
    record = {
        "id": key,
        "type": "article",
        "title": "X",
        "custom": {"reviewkit": {"preprint": {"arxiv": "2303.06865"}}},
    }
    (root / "papers.json").write_text(json.dumps([record]))
    before = tree(root)
    done = run("sync", "--offline", cwd=root)
    if done.code == 0:
        assert all(re.fullmatch(r"[a-z0-9-]+\.(md|ipynb)", path.name) for path in root.glob("*s/*"))
    else:
        assert "error: papers.json" in done.err and tree(root) == before
    assert sorted(path.name for path in root.parent.iterdir() if path.name != "cache") == ["library"]


@pytest.mark.parametrize("paper", ["../x", "a/b", "CON", "x y", "[1, 2]"])
def test_a_review_that_calls_itself_by_a_strange_key_leads_nowhere(library, run, tree, paper):
    root = library("- One: X [paper](https://example.org/x.pdf)\n")
    run("sync", "--offline", cwd=root)
    review = root / "reviews/one.md"
    review.write_text(review.read_text().replace('paper: "one"', f"paper: {paper}"))
    run("sync", "--offline", cwd=root)
    assert all(re.fullmatch(r"[a-z0-9-]+\.(md|ipynb)", path.name) for path in root.glob("*s/*"))
    assert sorted(path.name for path in root.parent.iterdir() if path.name != "cache") == ["library"]


@pytest.mark.parametrize("folder", ["../out", "/tmp/out", "a/../../out", "C:\\out"])
@pytest.mark.parametrize("setting", ["reviews", "notebooks", "templates"])
def test_a_setting_that_leads_out_of_the_library_is_an_error_with_its_line(library, run, tree, setting, folder):
    root = library(settings=f"# mine\n{setting} = '{folder}'\n")
    before = tree(root.parent)
    done = run("sync", "--offline", cwd=root)
    assert done.code == 1 and f"reviewkit.toml:2: `{setting}` is no folder of the library" in done.err
    assert {k: v for k, v in tree(root.parent).items() if not k.startswith("cache")} == before


def test_the_list_is_nobodys_review_even_by_its_name(library, run):
    root = library(
        settings='lists = ["papers/one.md"]\nreviews = "papers"\n',
        files={"papers/one.md": "- One: X [paper](https://arxiv.org/abs/2301.00001)\n"},
    )
    before = (root / "papers/one.md").read_bytes()
    run("sync", "--offline", "--adopt", "one", cwd=root)
    run("mark", "one", "read", cwd=root)
    assert (root / "papers/one.md").read_bytes() == before
    assert (root / "papers/one-2.md").exists()
