"""A title means one record, by a rule that can be named, or none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewkit.matching import fold, match, query, squeeze, words
from reviewkit.matching.difference import slip
from reviewkit.papers import Name, Paper, Preprint


def record(title, identity="2301.00001", *authors, year=2023, doi=""):
    names = tuple(Name(family=author.split()[-1], given=" ".join(author.split()[:-1])) for author in authors)
    return Paper(title, author=names, doi=doi, preprint=Preprint(identity, 1, f"{year}-01-02"))


EQUAL = [
    ("Self-Supervised Learning", "Self Supervised Learning"),
    ("KV Cache Compression", "KVCache Compression"),
    (r"The $L^2$ Norm of {Gaussian} Fields", "The L2 norm of Gaussian fields"),
    (r"Poincar\'e Embeddings", "Poincaré Embeddings"),
    (r"\textbf{Fast} $\alpha$-Divergence", "Fast α-divergence"),
    ("S²R: Self-Verify", "S2R: Self-verify"),
    ("Search &amp; Rescue", "Search and Rescue"),
    ("Customised Ensembles, Modelled in Colour", "Customized Ensembles, Modeled in Color"),
    ("“Quoted” Titles", '"Quoted" Titles'),
    ("Don’t Stop", "Dont Stop"),
    ("X<sub>2</sub> of Things", "X2 of Things"),
]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_two_ways_of_writing_the_same_words_are_equal(one, other):
    assert squeeze(one) == squeeze(other)


DIFFERENT = [
    ("Llama 2", "Llama 3"), ("Qwen2.5 Technical Report", "Qwen25 Technical Report"), ("C++ in Practice",
    "C in Practice"),
    ("On Foo Graphs", "Foo Graphs"), ("8-bit Optimizers", "16-bit Optimizers"), ("A*", "A+"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_numbers_and_signs_that_make_a_name_are_kept(one, other):
    assert squeeze(one) != squeeze(other)


REAL = "FlexGen: High-Throughput Generative Inference of Large Language Models with a Single GPU"
ACCEPTED = [
    ("equal", REAL.upper(), REAL),
    ("abbreviation", "FlexGen: High-Throughput Generative Inference of LLMs with a Single GPU", REAL),
    ("prefix dropped", "High-Throughput Generative Inference of Large Language Models with a Single GPU", REAL),
    ("prefix added", f"Notes: {REAL.partition(': ')[2]}", REAL.partition(": ")[2]),
    ("subtitle dropped", "Give Every Model Its Own Course", "Give Every Model Its Own Course: Lessons From the Field"),
    ("small words", "The Neglected Tails Vision-Language Models", "The Neglected Tails of Vision-Language Models"),
    ("misspelt", "Generalized Reeation Modeling for Transformer Traacking",
    "Generalized Relation Modeling for Transformer Tracking"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "asked", "found"), ACCEPTED)
def test_a_difference_that_means_nothing_is_accepted_and_named(rule, asked, found):
    verdict = match(query(asked), [record(found), record("Something Else Entirely", "2301.00002")])
    assert (verdict.paper.title, verdict.rule) == (found, f"title {rule}")


REFUSED = [
    ("Llama 2 Technical Report of Ours", "Llama 3 Technical Report of Ours"),
    ("Ordinary Networks for Careful Planning: A Survey", "Ordinary Networks for Careful Planning"),
    ("A Survey of Careful Planning With Networks", "Careful Planning With Networks"),
    ("Supervised Learning of Robust Features for Speech", "Unsupervised Learning of Robust Features for Speech"),
    ("Online Learning of Robust Features for Speech", "Offline Learning of Robust Features for Speech"),
    ("Planning With Networks and Without Fear Today", "Planning With Networks and With Fear Today"),
    ("On the Shape of Random Foo Bar Graphs", "The Shape of Random Foo Bar Graphs"),
    (
        "Speculative Distillation-Lite: Bridging the Gap of Models",
        "Speculative Distillation: Bridging the Gap of Models",
    ),
    ("Revisiting Aggregation of Reasoning in Large Models", "Aggregation of Reasoning in Large Models"),
    ("Careful Planning With Networks, Part II", "Careful Planning With Networks, Part III"),
    ("Version 3: Careful Planning With Many Networks", "Careful Planning With Many Networks"),
    ("Mind the Gap", "Mind the Gap: Careful Planning With Networks"),
    ("Graph Functions of Two Kinds, II", "Graph Functions of Two Kinds, II: The Case of Four"),
    ("Careful Planning With Many Networks", "Comment: Careful Planning With Many Networks"),
    ("Careful Planning With Many Networks", "Reproducing Foo: Careful Planning With Many Networks"),
    ("Careful Plans With Networks", "Careful Plan With Networks"),
]


@pytest.mark.parametrize(("asked", "found"), REFUSED)
def test_another_work_is_never_taken_for_it(asked, found):
    verdict = match(query(asked), [record(found)])
    assert verdict.paper is None
    assert verdict.rule


def test_two_records_with_one_title_are_ambiguous_and_both_are_named():
    pair = [
        record("A Study of Everything There Is", "2301.00001"),
        record("A study of everything there is", "2301.00002"),
    ]
    verdict = match(query("A Study of Everything There Is"), pair)
    assert (verdict.paper, verdict.ambiguous, len(verdict.candidates)) == (None, True, 2)


def test_one_record_that_came_twice_is_one_record():
    verdict = match(query("A Study of Everything There Is"), [record("A Study of Everything There Is")] * 2)
    assert verdict.paper is not None


def test_a_head_that_two_papers_share_is_no_answer():
    pair = [record("Give Every Model Its Course: One"), record("Give Every Model Its Course: Other", "2301.00002")]
    assert match(query("Give Every Model Its Course"), pair).paper is None


SHORT = [
    ("ORCA", {}, False), ("ORCA", {"year": 2023}, False), ("ORCA", {"authors": ["Gyeong-In Yu"]}, True),
    ("ORCA", {"authors": ["Somebody Else"]}, False), ("Orca Serving", {}, False),
    ("Orca Serving", {"year": 2024}, True),
    ("Orca Serving", {"year": 2022}, False), ("Orca Serving", {"year": 2019}, False),
]  # fmt: skip


@pytest.mark.parametrize(("title", "witness", "taken"), SHORT)
def test_a_short_title_needs_a_witness(title, witness, taken):
    found = record(title.title(), "2306.02707", "Gyeong-In Yu")
    assert (match(query(title, **witness), [found]).paper is not None) is taken


def test_other_authors_block_even_an_equal_title():
    found = record("A Study of Everything There Is", "2301.00001", "Ada Lovelace")
    verdict = match(query("A Study of Everything There Is", ["Alan Turing", "Kurt Gödel"]), [found])
    assert verdict.paper is None
    assert "authors" in verdict.rule


def test_a_wrong_year_blocks_what_is_not_equal():
    found = record(REAL, year=2023)
    asked = REAL.replace("Large Language Models", "LLMs")
    assert match(query(asked, year=2024), [found]).paper is not None
    assert match(query(asked, year=2014), [found]).paper is None
    assert match(query(REAL, year=2014), [found]).paper is not None


def test_a_plural_needs_a_witness():
    found = record("Careful Planning With Many Small Networks in Space", year=2023)
    asked = "Careful Planning With Many Small Network in Space"
    assert match(query(asked), [found]).paper is None
    assert match(query(asked, year=2023), [found]).paper is not None


def test_a_rival_that_is_almost_as_like_makes_a_near_match_doubtful():
    pair = [
        record("Careful Scheduling of Requests Under Memory Pressure"),
        record("Careful Scheduling of Requests Under Memory Pressures", "2301.00002"),
    ]
    verdict = match(query("Careful Schedulinng of Requests Under Memory Pressure"), pair)
    assert (verdict.paper, verdict.ambiguous) == (None, True)


CLEANED = [
    ("Hierarchical Meta-learning (OSDI'22)", "Hierarchical Meta-learning"),
    ("Dataset Reset Policy | ICLR 2024 Spotlight", "Dataset Reset Policy"),
    ("[NSDI 24] Lost in the Middle of Things", "Lost in the Middle of Things"),
    ("Token-free Models [Best Paper]", "Token-free Models"),
    ("Image Clustering With Labels - arXiv 2020", "Image Clustering With Labels"),
    ("Cai et al., Open Set Recognition of Things", "Open Set Recognition of Things"),
    ("Open Pre-trained Models (Zhang et al.)", "Open Pre-trained Models"),
    ('Zhou et al. "Dense Labels From Nothing"', "Dense Labels From Nothing"),
    ('OVSeg: "Open-Vocabulary Segmentation", CVPR, 2023 (*Meta', "Open-Vocabulary Segmentation"),
    ("🔥 Hot Topics in Serving :fire:", "Hot Topics in Serving"),
    ("BLOCKS: Cross-Silo Knowledge…", "BLOCKS: Cross-Silo Knowledge"),
    ("Lectures on Careful Things (12)", "Lectures on Careful Things (12)"),
    ("Computing in Art, Music, Science", "Computing in Art, Music, Science"),
]


@pytest.mark.parametrize(("raw", "title"), CLEANED)
def test_decoration_is_taken_off_a_title(raw, title):
    assert query(raw).title == title


def test_a_truncated_title_is_shown_and_not_taken():
    found = record("BLOCKS: Cross-Silo Knowledge Sharing of Many Parties in the Cloud")
    assert match(query("BLOCKS: Cross-Silo Knowledge Sharing of Many Parties…"), [found]).paper is None


def test_an_author_in_the_title_is_a_witness():
    assert query("Cai et al., Open Set Recognition of Things").authors == ("Cai",)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_folding_is_idempotent_and_keeps_only_words(title):
    assert fold(fold(title)) == fold(title) or fold(title) == ""
    assert "".join(words(title)) == squeeze(title)


TITLE_WORDS = st.sampled_from(("careful", "quick", "networks", "serving", "memory", "planning", "language", "cache"))


@settings(max_examples=60, deadline=None)
@given(st.lists(TITLE_WORDS, min_size=4, max_size=8), st.integers(2, 90), st.integers(2, 90))
def test_a_changed_number_is_never_the_same_paper(parts, one, other):
    first, second = (" ".join([*parts[:2], str(number), *parts[2:]]) for number in (one, other))
    verdict = match(query(first), [record(second)])
    assert (verdict.paper is not None) == (one == other)


@settings(max_examples=60, deadline=None)
@given(st.lists(TITLE_WORDS, min_size=3, max_size=8), st.randoms())
def test_the_order_of_the_answers_decides_nothing(parts, chance):
    pool = [record(" ".join(parts[:n]), f"2301.{n:05d}") for n in range(2, len(parts) + 1)]
    first = match(query(" ".join(parts)), pool)
    chance.shuffle(pool)
    second = match(query(" ".join(parts)), pool)
    assert (first.rule, first.paper) == (second.rule, second.paper)


@pytest.mark.parametrize(("one", "other", "letters"), [
    ("kernel", "kernel", 0), ("kernel", "kenrel", 1), ("kernel", "kernal", 1), ("kernel", "kernell", 1), ("kernel",
    "kern", 2),
    ("a", "abcdef", 5),
])  # fmt: skip
def test_a_slip_of_the_fingers_is_counted(one, other, letters):
    assert slip(one, other) == letters
