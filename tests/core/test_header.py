"""The header block is ours while nobody has touched it, and the reader's from then on."""

import pytest

from reviewkit import header


def test_a_block_is_found_again_with_everything_it_was_made_from():
    text = "before\n" + header.block("# Title\nfacts\n", "summary", header.fingerprint("body")) + "after\n"
    found = header.find(text)
    assert found
    assert (found.text, found.template, found.scaffold) == ("# Title\nfacts\n", "summary", header.fingerprint("body"))
    assert found.intact
    assert text[found.end :] == "after\n"


@pytest.mark.parametrize("change", [("Title", "My title"), ("facts", "facts "), ("facts\n", "facts\nmore\n")])
def test_an_edit_inside_is_seen(change):
    found = header.find(header.block("# Title\nfacts\n").replace(*change))
    assert found
    assert not found.intact


def test_git_may_change_the_newlines():
    found = header.find(header.block("# Title\nfacts\n").replace("\n", "\r\n"))
    assert found
    assert found.intact


BLOCK = header.block("# Title\n")


@pytest.mark.parametrize(
    "text",
    ["", "no block", BLOCK + BLOCK, BLOCK.replace("<!-- /reviewkit:header -->", ""), "x" + BLOCK, BLOCK.upper()],
    ids=["empty", "none", "two", "not closed", "not at a line's start", "other words"],
)
def test_what_is_not_exactly_one_block_is_none_of_ours(text):
    assert header.find(text) is None


def test_half_a_block_is_still_recognised_as_something_that_was_ours():
    assert header.stands_in(BLOCK[:30])
    assert not header.stands_in("# Title\n")
