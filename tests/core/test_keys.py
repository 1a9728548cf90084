"""A paper's key is what a person would have called it, and it is chosen once."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewkit import keys
from reviewkit.papers import Name, Paper

HANNUN = Paper(
    "The History of Speech Recognition to the Year 2030", author=(Name("Hannun", "Awni"),), issued="2021-07-30"
)


@pytest.mark.parametrize(
    ("title", "record", "review", "key"),
    [
        ("FlexGen: High-throughput Generative Inference", None, "reviews/other.md", "flexgen"),
        ("Self Refine: Iterative Refinement", None, "", "self-refine"),
        ("Llama 2: Open Foundation Models", None, "", "llama-2"),
        ("Élan Vital： full-width colon", None, "", "elan-vital"),
        (
            "Response Length Perception and Scheduling: A Pipeline",
            None,
            "reviews/sequence-scheduling.md",
            "sequence-scheduling",
        ),
        ("Read it", None, "reviews/README.md", "paper-5e1cbe7e"),
        ("The History of Speech Recognition to the Year 2030", HANNUN, "", "hannun2021history"),
        ("High-throughput Inference", Paper("FlexGen: High-throughput Inference"), "", "flexgen"),
        ("2023: A Year", None, "", "paper-dbb4a1ff"),
        ("A title without a short name", None, "", "paper-a9e5cc98"),
        ("剖析", None, "", "paper-23ed3fb2"),
        ("CON: A Study", None, "", "con-paper"),
        ("00-progress: A Study of Tables", None, "", "00-progress-paper"),  # the front page's name
        ("Tables", None, "reviews/00-progress.md", "00-progress-paper"),
        ("NUL: Nothing", None, "", "nul-paper"),
        ("Time 12:30 is not a name", None, "", "paper-e81f9d28"),
    ],
)
def test_the_key_of_a_paper(title, record, review, key):
    if key.startswith("paper-"):
        assert re.fullmatch(r"paper-[0-9a-f]{8}", keys.choose(title, record=record, review=review))
    else:
        assert keys.choose(title, record=record, review=review) == key


def test_a_video_without_a_short_name_says_what_it_is():
    assert re.fullmatch(r"video-[0-9a-f]{8}", keys.choose("State of GPT", "video"))


def test_case_and_punctuation_do_not_make_another_paper():
    assert keys.choose("Attention is all you need") == keys.choose("Attention Is All You Need.")


def test_two_papers_never_share_a_key():
    assert keys.choose("Orca: One", taken={"orca"}) == "orca-2"
    assert keys.choose("Orca: One", taken={"orca", "orca-2"}) == "orca-3"


def test_a_paper_keeps_the_key_under_which_its_review_stands():
    on_disk = {"paper-12345678": keys.fold("The History of Speech Recognition to the Year 2030")}
    assert keys.choose(HANNUN.title, record=HANNUN, on_disk=on_disk) == "paper-12345678"


def test_a_review_of_another_paper_is_never_taken_over():
    on_disk = {"orca": keys.fold("Orca: A Distributed Serving System")}
    assert keys.choose("Orca: Progressive Learning", on_disk=on_disk) == "orca-2"
    assert keys.choose("Orca: A Distributed Serving System", on_disk=on_disk) == "orca"


def test_a_corrected_title_keeps_its_review_unless_another_entry_bears_the_old_one():
    on_disk = {"flexgen": keys.fold("FlexGen: High-througput Inference")}
    assert keys.choose("FlexGen: High-throughput Inference", on_disk=on_disk) == "flexgen"
    assert keys.choose("FlexGen: High-throughput Inference", on_disk=on_disk, current=on_disk.values()) == "flexgen-2"


@pytest.mark.parametrize("title", ["Back\\slash: One", "Zero\u200bwidth: Two", "Soft\u00adhyphen: Three"])
def test_what_cannot_be_seen_or_is_escaped_makes_no_other_title(title):
    assert keys.fold(title) == keys.fold(title.replace("\u200b", "").replace("\u00ad", ""))


@given(st.text(max_size=400), st.sampled_from(["paper", "video"]), st.text(max_size=40))
def test_any_title_gives_a_plain_file_name(title, kind, review):
    key = keys.choose(title, kind, review=review)
    assert re.fullmatch(r"[a-z0-9-]{1,80}", key)
    assert key.split("-")[0] not in {"con", "prn", "aux", "nul"} or "-" in key


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(title):
    assert keys.fold(keys.fold(title)) == keys.fold(title)
