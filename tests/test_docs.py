"""What the documents say is what the program does."""

import re
import tomllib
from pathlib import Path

import click
import pytest

import reviewkit
from reviewkit import checking, lint
from reviewkit.cli.main import VERBS, cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def command(verb):
    found = cli.get_command(click.Context(cli), verb)
    assert found is not None, verb
    return found


def test_the_two_commands_stand_first():
    fences = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert fences[0].strip().splitlines() == [
        'python -m pip install -e ".[lab]" && reviewkit sync && reviewkit status',
        'python -m pip install -e ".[test]" && python -m pytest',
    ]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_in_the_readme_and_says_what_it_does(verb):
    assert f"`reviewkit {verb}" in README
    assert command(verb).help


def test_the_readme_names_no_verb_or_option_that_there_is_not():
    for verb, rest in re.findall(r"`reviewkit ([a-z]+)([^`]*)`", README):
        assert verb in VERBS, verb
        known = {name for parameter in command(verb).params for name in parameter.opts}
        for option in re.findall(r"(?<![\w-])--[a-z-]+", rest):
            assert option in known | {"--help", "--version"}, f"reviewkit {verb} has no {option}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_pictures_of_the_documents_are_there(page):
    if page.name in PROJECT["tool"]["reviewkit"]["lists"]:
        pytest.skip("a reading list, as its author wrote it")
    text = re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:|#", target):
            assert (page.parent / target.partition("#")[0]).exists(), target


def test_the_changelog_has_this_version():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {reviewkit.__version__}" in changelog or "## Unreleased" in changelog
    assert PROJECT["project"]["version"] == reviewkit.__version__


def test_every_dependency_has_its_reason():
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    extras = PROJECT["project"]["optional-dependencies"]
    assert sorted(extras) == ["cluster", "lab", "test"]
    for requirement in (*PROJECT["project"]["dependencies"], *(row for rows in extras.values() for row in rows)):
        name = re.split(r"[<>=\[]", requirement)[0]
        assert f"`{name}`" in page, f"docs/architecture.md does not say why {name} is there"


def test_every_rule_of_check_is_told_and_no_other():
    page = (ROOT / "docs/lists.md").read_text(encoding="utf-8").partition("## What `check` says")[2]
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)*)`", page.partition("```toml")[0])) - {"check"}
    assert named == checking.RULES.keys() | lint.RULES.keys()


def test_the_package_hands_out_what_it_names():
    for name in reviewkit.__all__:
        assert getattr(reviewkit, name) is not None
    assert len(reviewkit.__all__) <= 20
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        reviewkit.nothing  # noqa: B018
    assert "Library" in dir(reviewkit)


def test_help_is_one_screen():
    context = click.Context(cli, info_name="reviewkit", max_content_width=100)
    assert len(cli.get_help(context).splitlines()) <= 30
