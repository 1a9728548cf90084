"""papers.json is plain CSL-JSON that other tools read, and comes back as it was written."""

import dataclasses
import json
from pathlib import Path
from types import MappingProxyType

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewkit.errors import PapersError
from reviewkit.papers import Name, Paper, Papers, Preprint, Provenance

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SCHEMA = json.loads((HERE / "csl/csl-data.json").read_text(encoding="utf-8"))

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
maybe = st.just("") | words
names = st.builds(Name, family=words, given=maybe) | st.builds(Name, literal=words)
days = st.dates().map(lambda day: day.isoformat())
preprints = st.builds(
    Preprint, arxiv=words, version=st.none() | st.integers(1, 9), submitted=st.just("") | days, comment=maybe,
    categories=st.lists(words, max_size=3).map(tuple), withdrawn=st.booleans(),
)  # fmt: skip
records = st.builds(
    Paper,
    title=maybe,
    author=st.lists(names, max_size=3).map(tuple),
    issued=st.just("") | days | days.map(lambda day: day[:7]) | days.map(lambda day: day[:4]),
    event_title=maybe,
    doi=maybe,
    abstract=maybe,
    preprint=st.none() | preprints,
    via=maybe,
    entry_title=maybe,
    provenance=st.dictionaries(words, st.builds(Provenance, source=words, seen=days), max_size=2).map(MappingProxyType),
    extra=st.sampled_from([{}, {"note": "kept"}, {"custom": {"other-tool": [1]}}]).map(MappingProxyType),
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.dictionaries(st.from_regex(r"[a-z0-9-]{1,9}", fullmatch=True), records, max_size=4))
def test_what_is_written_is_valid_csl_and_comes_back_equal(by_id):
    papers = Papers(tuple(dataclasses.replace(paper, id=key) for key, paper in by_id.items()))
    text = papers.dumps()
    jsonschema.validate(json.loads(text), SCHEMA)
    assert Papers.parse(text) == papers
    assert Papers.parse(text).dumps() == text


def test_one_more_record_is_one_more_piece_of_diff():
    one = Papers((Paper("B", id="b"),)).dumps().splitlines()
    two = Papers((Paper("B", id="b"), Paper("A", id="a"))).dumps().splitlines()
    assert [line for line in one if line not in two] == []
    assert two[1:].index('    "id": "a",') < two[1:].index('    "id": "b",')


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("[\n<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> theirs\n]\n", "merge conflict", 2),
        ("[\n{]\n", "not JSON", 2),
        ("{}", "not a list", 1),
        ("[1]", "not a list", 1),
        ('[{"title": "no id"}]', "not a key", None),
        ('[{"id": "../up"}]', "not a key", None),
        ('[\n{"id": "a"},\n{"id": "a"}\n]', "two records with the key `a`", 2),
        ('[{"id": "a", "author": "Someone"}]', "`a` is not CSL-JSON", None),
        ('[{"id": "a", "author": ["Someone"]}]', "`a` is not CSL-JSON", None),
        ('[{"id": "a", "issued": "2023"}]', "`a` is not CSL-JSON", None),
        ('[{"id": "a", "custom": {"reviewkit": {"preprint": {}}}}]', "`a` is not CSL-JSON", None),
        ("[" * 100_000, "not JSON", None),
    ],
)
def test_a_broken_file_is_told_with_its_line_and_never_half_read(text, said, line):
    with pytest.raises(PapersError, match=said) as caught:
        Papers.parse(text)
    assert caught.value.line == line
    assert caught.value.hint


def test_an_empty_file_is_an_empty_library():
    assert Papers.parse("") == Papers.parse("[]\n") == Papers()


def test_a_record_that_another_tool_wrote_is_read():
    name = {"family": "Beethoven", "non-dropping-particle": "van", "given": "L."}
    record = {"id": "a", "author": [name], "issued": {"date-parts": [["2020", 3]]}, "DOI": "10.1/x"}
    (paper,) = Papers.parse(json.dumps([record])).papers
    assert (str(paper.author[0]), paper.issued, paper.year, paper.doi) == (
        "L. van Beethoven",
        "2020-03",
        2020,
        "10.1/x",
    )


def test_the_venue_is_the_shortest_name_that_is_known():
    assert Paper("T", event_title="OSDI 2022", container_title="16th Symposium").venue == "OSDI 2022"
    assert Paper("T", container_title="16th Symposium").venue == "16th Symposium"
    assert Paper("T", preprint=Preprint("2303.06865")).venue == "arXiv"
    assert Paper("T").venue == ""


def test_this_repositorys_eight_records_are_valid_and_are_the_examples_too():
    text = (ROOT / "papers.json").read_text(encoding="utf-8")
    jsonschema.validate(json.loads(text), SCHEMA)
    papers = Papers.parse(text)
    assert list(papers.by_id) == sorted(
        ["alpa", "alpaserve", "flexgen", "hannun2021history", "olive", "orca", "sequence-scheduling", "tabi"]
    )
    assert papers.dumps() == text
    assert (ROOT / "src/reviewkit/example/papers.json").read_text(encoding="utf-8") == text
    assert all(not paper.abstract for paper in papers.papers)
    assert [paper.id for paper in papers.papers if not paper.arxiv] == ["orca", "tabi"]
