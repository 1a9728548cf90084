"""A setting that is misspelt or misplaced is one clear line, never a silent default."""

import pytest

from reviewkit import config
from reviewkit.errors import ConfigError, LibraryNotFoundError


def write(tmp_path, text, name="reviewkit.toml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_setting_has_a_default(tmp_path):
    loaded = config.load(write(tmp_path, ""))
    assert loaded.lists == ("reading-list.md",)
    assert (loaded.reviews, loaded.notebooks, loaded.template, loaded.abstracts) == (
        "reviews",
        "notebooks",
        "summary",
        True,
    )
    assert loaded.root == tmp_path


def test_the_same_keys_work_in_both_files(tmp_path):
    body = 'lists = ["a.md"]\nabstracts = false\n{0}\naccept = ["orphan"]\n{1}\n'
    body += 'url = "http://127.0.0.1:1/api/query/"\ninterval = 0\n'
    own = config.load(write(tmp_path, body.format("[check]", "[sources.arxiv]")))
    table = "[tool.reviewkit]\n" + body.format("[tool.reviewkit.check]", "[tool.reviewkit.sources.arxiv]")
    shared = config.load(write(tmp_path, table, "pyproject.toml"))
    for loaded in (own, shared):
        assert loaded.lists == ("a.md",)
        assert not loaded.abstracts
        assert loaded.accept == {"orphan"}
        assert loaded.sources.arxiv == config.Endpoint("http://127.0.0.1:1/api/query", 0.0)


def test_everything_that_can_be_set_is_read(tmp_path):
    loaded = config.load(
        write(
            tmp_path,
            'contact = "me@example.org"\n[open]\nwith = "vscode"\n[verify]\ntimeout = 5\nmemory = 512\n'
            '[sources.crossref]\nenabled = false\n[sources.datacite]\nurl = "http://127.0.0.1:2"\n'
            '[sources.pages]\nenabled = false\nmirrors = {"https://www.usenix.org" = "http://127.0.0.1:3/usenix"}\n',
        )
    )
    assert loaded.open_with == "vscode"
    assert (loaded.verify.timeout, loaded.verify.memory) == (5.0, 512)
    assert loaded.sources.contact == "me@example.org"
    assert not loaded.sources.crossref.enabled
    assert loaded.sources.datacite.url == "http://127.0.0.1:2"
    assert loaded.sources.mirrors["https://www.usenix.org"] == "http://127.0.0.1:3/usenix"
    assert not loaded.sources.pages_enabled


@pytest.mark.parametrize(
    ("text", "said", "hint", "line"),
    [
        ('list = ["a.md"]\n', "unknown key `list`", "did you mean `lists`?", 1),
        ("\n\n[sources.arxive]\nurl = 'x'\n", "unknown key `sources.arxive`", "did you mean `arxiv`?", 3),
        ("[sources.arxiv]\nurll = 'x'\n", "unknown key `sources.arxiv.urll`", "did you mean `url`?", 2),
        ("zzz = 1\n", "unknown key `zzz`", "known are", 1),
        ('lists = "a.md"\n', "`lists` has a value of the wrong kind", "a list of texts", 1),
        ("lists = [1]\n", "`lists` is not a list of texts", "", 1),
        ('abstracts = "yes"\n', "`abstracts` has a value of the wrong kind", "true or false", 1),
        ("[verify]\ntimeout = true\n", "`verify.timeout` has a value of the wrong kind", "a number", 2),
        ('[open]\nwith = "emacs"\n', "not lab, notebook or vscode", "", 2),
        ("[sources.pages.mirrors]\na = 1\n", "`mirrors` maps addresses", "", 1),
        ("a = [\n", "not TOML: ", "texts in quotes", 1),
        ('lists = ["a.md"]\nreviews = notes\n', "not TOML: ", "texts in quotes", 2),
        ("\n\nreviews notes\n", "not TOML: expected '=' after a key", "texts in quotes", 3),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_was_meant(tmp_path, text, said, hint, line):
    with pytest.raises(ConfigError, match=said) as caught:
        config.load(write(tmp_path, text))
    assert hint in caught.value.hint
    assert caught.value.line == line


def test_a_file_that_is_not_utf8_is_told(tmp_path):
    path = tmp_path / "reviewkit.toml"
    path.write_bytes(b"\xff")
    with pytest.raises(ConfigError, match="not UTF-8"):
        config.load(path)


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(ConfigError, match="cannot read"):
        config.load(tmp_path / "none.toml")


def test_the_library_is_the_nearest_one_upwards(tmp_path):
    write(tmp_path, "[tool.reviewkit]\n", "pyproject.toml")
    inner = tmp_path / "project/deep"
    inner.mkdir(parents=True)
    write(tmp_path / "project", "[tool.other]\n", "pyproject.toml")
    assert config.find(inner) == tmp_path / "pyproject.toml"
    write(tmp_path / "project", "", "reviewkit.toml")
    assert config.find(inner) == tmp_path / "project/reviewkit.toml"


def test_a_library_above_is_found_and_a_broken_one_is_none(tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    assert config.above(inner) is None
    own = write(tmp_path, "")
    assert config.above(inner) == own
    assert config.above(tmp_path) is None
    write(tmp_path, "broken", "pyproject.toml")
    own.unlink()
    assert config.above(inner) is None


def test_where_there_is_no_library_the_hint_says_how_to_make_one(tmp_path):
    with pytest.raises(LibraryNotFoundError, match="no library here") as caught:
        config.find(tmp_path)
    assert "init" in caught.value.hint
    assert config.fallback(tmp_path).root == tmp_path
