"""A record keeps what it knew, each value with its day, and tells what is new."""

import dataclasses

import pytest

from conftest import TODAY, entry
from reviewkit.papers import Name, Paper, Preprint, Provenance
from reviewkit.resolving.merging import changes, merge, published, same_work, stamped
from reviewkit.resolving.remembering import dumps, loads

BUNDLED = Paper(
    "FlexGen: High-Throughput Generative Inference", id="flexgen", type="paper-conference", issued="2023",
    event_title="ICML 2023", doi="10.48550/arxiv.2303.06865", url="https://arxiv.org/abs/2303.06865",
    preprint=Preprint("2303.06865", 1, "2023-03-13"), entry_title="FlexGen",
    provenance={"title": Provenance("bundled", "2026-01-01"), "issued": Provenance("bundled", "2026-01-01")},
)  # fmt: skip
ARXIV = Paper(
    BUNDLED.title, author=(Name("Sheng", "Ying"),), issued="2023-03-13", doi="10.48550/arxiv.2303.06865",
    url="https://arxiv.org/abs/2303.06865", preprint=Preprint("2303.06865", 1, "2023-03-13", "2023-03-13"),
)  # fmt: skip


def seen(paper, source="arxiv", today="2026-02-02"):
    return stamped(paper, source, today)


def test_what_a_preprint_says_never_overwrites_the_publication():
    merged = merge(BUNDLED, seen(ARXIV), "2026-02-02")
    assert (merged.type, merged.issued, merged.event_title, merged.id) == (
        "paper-conference",
        "2023",
        "ICML 2023",
        "flexgen",
    )
    assert merged.author == ARXIV.author
    assert merged.provenance["issued"] == Provenance("bundled", "2026-01-01")
    assert merged.provenance["author"] == Provenance("arxiv", "2026-02-02")


def test_the_same_again_changes_nothing():
    once = merge(BUNDLED, seen(ARXIV), "2026-02-02")
    assert merge(once, seen(ARXIV, today="2026-03-03"), "2026-03-03") == once
    assert list(changes(once, once)) == []


def test_a_coarser_date_is_no_news():
    known = dataclasses.replace(ARXIV, type="paper-conference", issued="2022-07", provenance={})
    assert merge(known, seen(dataclasses.replace(ARXIV, issued="2022"), "crossref"), "2026-02-02").issued == "2022-07"


def test_a_better_source_wins_and_a_worse_one_does_not():
    paper = seen(dataclasses.replace(ARXIV, container_title="Proceedings"), "pages")
    crossref = seen(Paper(ARXIV.title, container_title="Proceedings of ICML", doi="10.1/x"), "crossref")
    better = merge(paper, crossref, "2026-03-03")
    assert (better.container_title, better.provenance["container_title"].source) == ("Proceedings of ICML", "crossref")
    assert merge(better, paper, "2026-04-04").container_title == "Proceedings of ICML"


def test_a_new_preprint_is_added_with_its_origin():
    merged = merge(dataclasses.replace(BUNDLED, preprint=None), seen(ARXIV), "2026-02-02")
    assert merged.preprint == ARXIV.preprint
    assert merged.provenance["preprint.version"].source == "arxiv"
    assert [str(change) for change in changes(dataclasses.replace(BUNDLED, preprint=None), merged)] == [
        "flexgen: preprint is now arXiv:2303.06865"
    ]


def test_a_changed_title_and_doi_are_told():
    new = dataclasses.replace(BUNDLED, title="FlexGen, Renamed", doi="10.1/x")
    assert [str(change) for change in changes(BUNDLED, new)] == [
        "flexgen: title is now FlexGen, Renamed, was FlexGen: High-Throughput Generative Inference",
        "flexgen: doi is now 10.1/x",
    ]


SAME = [
    ("A Study of Things", "A study of things!", (), (), True),
    ("High-Throughput Inference of Large Models", "FlexGen: High-Throughput Inference of Large Models", (), (), True),
    ("Careful Planning of Large Systems", "Careful Planning and Serving of Large Systems at Scale", ("Lovelace",),
    ("Lovelace",), True),
    ("Careful Planning of Large Systems", "Careful Planning and Serving of Large Systems at Scale", ("Lovelace",),
    ("Turing",), False),
    ("Careful Planning of Large Systems", "Something Else Entirely Was Written", ("Lovelace",), ("Lovelace",), False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "authors", "others", "same"), SAME)
def test_a_publication_is_of_the_same_work_by_title_or_by_its_first_author(one, other, authors, others, same):
    first = Paper(one, author=tuple(Name(family=name) for name in authors))
    second = Paper(other, author=tuple(Name(family=name) for name in others))
    assert same_work(first, second) is same


def test_a_publication_keeps_arxivs_title_and_abstract():
    preprint = seen(dataclasses.replace(ARXIV, abstract="We show it."))
    joined = published(
        preprint, seen(Paper(ARXIV.title.upper(), type="paper-conference", doi="10.1/x"), "crossref"), "2026-02-02"
    )
    assert (joined.title, joined.abstract, joined.doi, joined.type) == (
        ARXIV.title,
        "We show it.",
        "10.1/x",
        "paper-conference",
    )
    assert (joined.issued, joined.url) == (ARXIV.issued, ARXIV.url)


def test_what_is_remembered_is_read_back_and_nonsense_is_not():
    from reviewkit.matching import Verdict

    verdict = Verdict(ARXIV, "title equal", (dataclasses.replace(ARXIV, title="Another"),))
    assert loads(dumps(verdict, "arxiv")) == (verdict, "arxiv")
    assert loads("{}") is loads("nonsense") is loads('{"records": "[1]", "found": true}') is None


def test_a_record_of_the_library_is_refreshed_by_its_page_too(service, ask):
    page = '<meta name="citation_title" content="Orca"><meta name="citation_publication_date" content="2022">'
    service.pages["/usenix/conference/osdi22/presentation/yu"] = page + "x" * 300
    orca = Paper("Orca", id="orca", url="https://www.usenix.org/conference/osdi22/presentation/yu", entry_title="ORCA")
    (outcome,) = ask(entry("ORCA"), papers=[orca], refresh=True, today=TODAY).outcomes
    assert (outcome.paper.id, outcome.paper.issued) == ("orca", "2022")


def test_a_paper_that_the_list_links_by_its_page_is_refreshed_by_its_arxiv_id(service, ask):
    service.add("2303.06865", BUNDLED.title)
    service.bump("2303.06865")
    page = "https://www.usenix.org/conference/osdi22/presentation/yu"
    known = dataclasses.replace(BUNDLED, url=page)
    resolution = ask(entry("FlexGen", url=page), papers=[known], refresh=True)
    assert [str(change) for change in resolution.changes] == ["flexgen: v2 is out, v1 was known"]
    assert len(service.hits) == 1
