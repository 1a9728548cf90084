"""One contract over every source, the public fake included; then what is particular to each."""

import dataclasses

import pytest

from conftest import TODAY, entry
from reviewkit.config import Endpoint, SourcesConfig
from reviewkit.errors import OfflineError, SourceError, UnavailableError
from reviewkit.identifiers import Identifier, identify
from reviewkit.matching import query
from reviewkit.papers import Papers
from reviewkit.resolving.resolve import resolve
from reviewkit.sources import pages, registry, text
from reviewkit.sources.memory import MemorySource, MemorySources, unavailable

TITLE = "Orca: A Distributed Serving System for Transformer Models"
ARXIV = Identifier("arxiv", "2303.06865")
DOI = Identifier("doi", "10.1145/3600006.3613165")
USENIX = Identifier("usenix", "osdi22/yu")
UNKNOWN = {
    "arxiv": Identifier("arxiv", "2303.00001"), "doi": Identifier("doi", "10.1145/0"),
    "usenix": Identifier("usenix", "osdi22/nobody"),
}  # fmt: skip
WORK = {
    "DOI": "10.1145/3600006.3613165", "title": [TITLE], "type": "proceedings-article",
    "author": [{"given": "Gyeong-In", "family": "Yu"}, {"name": "The Team"}],
    "issued": {"date-parts": [[2022, 7]]}, "container-title": ["Proceedings of the 16th Symposium"],
    "page": "521-538", "publisher": "ACM", "ISBN": ["978-1"], "event": {"acronym": "OSDI 2022"},
}  # fmt: skip
PAGE = f"""<!DOCTYPE html><html><head><title>Orca | USENIX</title>
<meta name="citation_title" content="{TITLE}">
<meta name="citation_author" content="Gyeong-In Yu"><meta name="citation_author_institution" content="SNU">
<meta name="citation_author_email" content="private@example.org"><meta name="citation_author" content="Chun, Byung-Gon">
<meta name="citation_publication_date" content="2022/07"><meta name="citation_conference_title" content="16th OSDI">
<meta name="citation_firstpage" content="521"><meta name="citation_lastpage" content="538">
<meta name="citation_isbn" content="978-1-939133-28-1"></head><body>{"x" * 300}</body></html>"""


@pytest.fixture
def each(service, sources, config):
    """Return a source by name, and an identifier that it knows."""
    service.add(ARXIV.value, TITLE)
    service.works[DOI.value] = WORK
    service.pages["/usenix/conference/osdi22/presentation/yu"] = PAGE

    def find(name, **more):
        if name == "memory":
            made = sources(config(arxiv=Endpoint(service.arxiv, 0)))
            held = [source.lookup([ARXIV])[ARXIV] for source in made if source.name == "arxiv"]
            return MemorySource(held), ARXIV
        settings = config(datacite=Endpoint(f"{service.base}/datacite", 0))
        found = {source.name: source for source in sources(settings, **more)}
        return found[name], {"crossref": DOI, "pages": USENIX}.get(name, ARXIV)

    return find


NAMES = ["arxiv", "datacite", "crossref", "pages", "memory"]


@pytest.mark.parametrize("name", NAMES)
def test_every_source_knows_what_it_knows_and_leaves_out_the_rest(each, name):
    source, known = each(name)
    missing = UNKNOWN[known.scheme]
    found = source.lookup([known, missing][: source.batch])
    assert source.name == name
    assert source.takes(known)
    assert set(found) == {known}
    paper = found[known]
    assert (paper.title, paper.id, dict(paper.provenance)) == (TITLE, "", {})
    assert source.lookup([missing]) == {}
    assert source.lookup([]) == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_source_packs_titles_and_searches_or_knows_none(each, name):
    source, _ = each(name)
    asked = [query(TITLE, ["Yu"], 2022)]
    for depth in range(source.depths):
        found = [paper for batch in source.pack(asked, depth) for paper in source.search(batch, depth)]
        assert TITLE in [paper.title for paper in found]
        assert list(source.pack([], depth)) == []
    if not source.depths:
        assert list(source.pack(asked, 0)) == list(source.search(asked, 0)) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_source_says_whether_it_answers(each, name):
    source, _ = each(name)
    assert source.probe()


@pytest.mark.parametrize("name", NAMES)
def test_every_source_raises_when_the_service_fails_and_only_then(each, service, name):
    source, known = each(name)
    if name == "memory":
        source.error = unavailable()
    service.fault("F14", n=-1, path="/")
    with pytest.raises(SourceError) as caught:
        source.lookup([known])
    assert caught.value.source
    assert isinstance(caught.value, UnavailableError)


@pytest.mark.parametrize("name", NAMES[:4])
def test_every_source_is_silent_offline(each, service, name):
    source, known = each(name, offline=True)
    with pytest.raises(OfflineError):
        source.lookup([known])
    assert service.hits == []


@pytest.mark.parametrize("name", NAMES[1:4])
@pytest.mark.parametrize("kind", ["F11", "F12", "F13"])
def test_a_wall_or_nonsense_is_unavailable_everywhere(each, service, name, kind):
    source, known = each(name)
    service.fault(kind, "cloudflare", n=-1, path="/")
    with pytest.raises(UnavailableError):
        source.lookup([known])


def test_crossref_gives_the_publication(each, service):
    source, known = each("crossref")
    paper = source.lookup([known])[known]
    assert [str(author) for author in paper.author] == ["Gyeong-In Yu", "The Team"]
    assert (paper.type, paper.issued, paper.event_title, paper.page) == (
        "paper-conference",
        "2022-07",
        "OSDI 2022",
        "521-538",
    )
    assert paper.url == "https://doi.org/10.1145/3600006.3613165"


def test_crossref_takes_50_dois_a_request_and_odd_ones_alone(each, service):
    source, _ = each("crossref")
    odd = Identifier("doi", "10.1002/(sici)1,2:3")
    service.works[odd.value] = {**WORK, "DOI": odd.value}
    names = [Identifier("doi", f"10.1145/{n}") for n in range(49)]
    assert set(source.lookup([*names, odd])) == {odd}
    assert len(service.asked("/crossref")) == 2
    assert source.lookup([Identifier("doi", "10.1002/x,y")]) == {}


def test_crossref_is_asked_for_a_title_only_with_a_witness(each, service):
    source, _ = each("crossref")
    assert source.pack([query(TITLE), query(TITLE, year=2022)], 0) == [[query(TITLE, year=2022)]]


ODD_WORKS = [
    {}, {"DOI": "10.1/x"}, {"title": ["T"]}, {"DOI": "10.1/x", "title": []}, {"DOI": "10.1/x", "title": "T",
    "author": "me"},
    [], None, "text",
]  # fmt: skip


@pytest.mark.parametrize("work", ODD_WORKS)
def test_a_work_without_title_or_doi_is_left_out(each, service, work):
    source, known = each("crossref")
    service.works[known.value] = work
    assert source.lookup([known]) == {}


def test_crossrefs_markup_and_dates_are_made_plain(each, service):
    source, known = each("crossref")
    service.works[known.value] = {
        **WORK, "title": ["<i>Orca</i>:\n A &amp; B"], "subtitle": ["The Rest"], "issued": {"date-parts": [[None]]},
        "published": {"date-parts": [[2022, 13]]}, "type": "something-new",
    }  # fmt: skip
    paper = source.lookup([known])[known]
    assert (paper.title, paper.issued, paper.type) == ("Orca: A & B: The Rest", "2022", "document")


def test_the_contact_goes_to_crossref_and_nowhere_else(service, ask, config):
    service.works[DOI.value] = WORK
    (outcome,) = ask(entry("Orca", doi=DOI.value), settings=config(contact="me@example.org")).outcomes
    assert service.asked("/crossref")[0].query["mailto"] == ["me@example.org"]
    assert "example.org" not in Papers((dataclasses.replace(outcome.paper, id="orca"),)).dumps()


def test_a_page_gives_its_facts_and_no_address_of_a_person(each):
    source, known = each("pages")
    paper = source.lookup([known])[known]
    assert [str(author) for author in paper.author] == ["Gyeong-In Yu", "Byung-Gon Chun"]
    assert (paper.container_title, paper.issued, paper.page) == ("16th OSDI", "2022-07", "521-538")
    assert "private@" not in repr(paper)


PAGE_URLS = [
    (
        "https://www.usenix.org/conference/osdi22/presentation/yu",
        "https://www.usenix.org/conference/osdi22/presentation/yu",
    ),
    ("https://aclanthology.org/2023.acl-long.1.pdf", "https://aclanthology.org/2023.acl-long.1/"),
    ("http://proceedings.mlr.press/v202/sheng23a/sheng23a.pdf", "https://proceedings.mlr.press/v202/sheng23a.html"),
    (
        "https://papers.nips.cc/paper_files/paper/2022/hash/0123456789abcdef0123456789abcdef-Abstract.html",
        "https://proceedings.neurips.cc/paper_files/paper/2022/hash/0123456789abcdef0123456789abcdef-Abstract.html",
    ),
    ("https://papers.nips.cc/paper/1234-a-title.pdf", "https://proceedings.neurips.cc/paper/1234"),
]


@pytest.mark.parametrize(("url", "page"), PAGE_URLS)
def test_the_page_of_a_paper_is_known_from_its_address(url, page):
    assert pages.page_url(identify(url)) == page


DATES = [("2021/06", "2021-06"), ("2021-6-7", "2021-06-07"), ("July 2021", "2021"), ("soon", ""), ("", "")]


@pytest.mark.parametrize(("given", "date"), DATES)
def test_a_pages_date_is_read(given, date):
    body = f'<meta name="citation_title" content="T"><meta name="citation_publication_date" content="{given}">'
    assert pages.paper_from(body.encode(), "https://x").issued == date


def test_a_page_without_tags_is_a_page_that_is_not_known(each, service):
    source, known = each("pages")
    service.pages["/usenix/conference/osdi22/presentation/yu"] = f"<html><body>{'words ' * 100}</body></html>"
    assert source.lookup([known]) == {}


def test_a_blocked_page_falls_back_to_the_title_and_says_so_where_that_fails(service, ask):
    service.add("2303.06865", TITLE)
    service.fault("F11", "cloudflare", n=-1, path="/usenix")
    url = "https://www.usenix.org/conference/osdi22/presentation/yu"
    found, left = ask(entry(TITLE, url=url), entry("Quite Another Title of a Talk", url=url + "2", line=2)).outcomes
    assert (found.state, found.via) == ("resolved", "title")
    assert left.state == "unavailable"
    assert "block" in left.why or "refuses" in left.why or "wall" in left.why


def test_openreview_is_never_fetched_and_its_title_is_resolved_elsewhere(service, ask):
    service.add("2303.06865", TITLE)
    (outcome,) = ask(entry(TITLE, url="https://openreview.net/forum?id=abc123XYZ")).outcomes
    assert (outcome.state, outcome.paper.arxiv) == ("resolved", "2303.06865")
    assert {hit.path for hit in service.hits} == {"/api/query"}


def test_acm_goes_to_crossref_by_the_doi_in_its_address(service, ask):
    service.works[DOI.value] = WORK
    (outcome,) = ask(entry("Orca", url=f"https://dl.acm.org/doi/{DOI.value}")).outcomes
    assert (outcome.state, outcome.via, outcome.paper.doi) == ("resolved", "doi", DOI.value)


def test_datacite_stands_in_when_arxiv_fails(service, ask, config):
    service.add("2303.06865", TITLE)
    service.fault("F14", n=-1)
    settings = config(datacite=Endpoint(f"{service.base}/datacite", 0))
    (outcome,) = ask(entry("Orca", arxiv="2303.06865"), settings=settings).outcomes
    assert (outcome.state, outcome.paper.title, outcome.paper.preprint.version) == ("resolved", TITLE, 1)
    assert outcome.paper.provenance["title"].source == "datacite"


def test_a_publication_stands_beside_its_preprint(service, ask):
    service.add("2303.06865", TITLE, doi=DOI.value.upper(), authors=("Gyeong-In Yu",))
    service.works[DOI.value] = WORK
    (outcome,) = ask(entry("Orca", arxiv="2303.06865")).outcomes
    paper = outcome.paper
    assert (paper.doi, paper.event_title, paper.issued, paper.type) == (
        DOI.value,
        "OSDI 2022",
        "2022-07",
        "paper-conference",
    )
    assert (paper.preprint.arxiv, paper.preprint.submitted) == ("2303.06865", "2023-03-13")
    assert (paper.provenance["page"].source, paper.provenance["abstract"].source) == ("crossref", "arxiv")
    assert paper.provenance["page"].seen == TODAY.isoformat()


def test_a_doi_of_another_work_is_told_and_not_taken(service, ask):
    service.add("2303.06865", "Something Else Entirely Was Written", doi=DOI.value, authors=("Ada Lovelace",))
    service.works[DOI.value] = WORK
    resolution = ask(entry("Orca", arxiv="2303.06865"))
    assert resolution.outcomes[0].paper.doi == "10.48550/arxiv.2303.06865"
    assert "of another work" in resolution.notes[0]


def test_a_publication_that_cannot_be_asked_for_is_told_and_the_preprint_stands(service, ask):
    service.add("2303.06865", TITLE, doi=DOI.value)
    service.fault("F14", n=-1, path="/crossref")
    resolution = ask(entry("Orca", arxiv="2303.06865"))
    assert resolution.outcomes[0].state == "resolved"
    assert resolution.notes[0].startswith("publications were not asked for: Crossref is unavailable")
    assert resolution.exit_code == 0


VENUES = [
    ({"comment": "Accepted at ICML 2023. 12 pages"}, {}, "ICML 2023", "arxiv comment"),
    ({"comment": "Submitted to ICML 2023"}, {}, "", ""),
    ({"journal_ref": "Proc. of OSDI 2022, pp. 1-2"}, {}, "OSDI 2022", "arxiv comment"),
    ({}, {"venue": "OSDI", "year": 2022}, "OSDI 2022", "list"),
    ({}, {"venue": "arXiv", "year": 2022}, "", ""),
]


@pytest.mark.parametrize(("arxiv", "stated", "venue", "source"), VENUES)
def test_a_venue_is_taken_from_arxivs_comment_else_from_the_list(service, ask, arxiv, stated, venue, source):
    service.add("2303.06865", TITLE, **arxiv)
    paper = ask(entry("Orca", arxiv="2303.06865", **stated)).outcomes[0].paper
    assert paper.event_title == venue
    assert (paper.provenance["event_title"].source if venue else "") == source


def test_a_source_is_added_by_a_file_and_a_line(service, clock, tmp_path):
    extra = MemorySource(name="extra")
    line = registry.Registered(
        "extra",
        "tests",
        lambda hand, config: extra,
        lambda config: Endpoint("https://example.org", 0),
        lambda config: (),
    )
    assert line.make(None, SourcesConfig()) is extra
    assert {entry.name for entry in registry.REGISTRY} == {"arxiv", "datacite", "crossref", "pages"}


def test_the_fake_remembers_what_it_was_asked_and_what_is_unknown():
    source = MemorySource()
    services = MemorySources(source)
    for _ in range(2):
        resolve([entry("Nothing of This Kind Here")], Papers(), services, today=TODAY)
    assert source.calls == [("search", ("Nothing of This Kind Here",))]
    resolve([entry("Nothing of This Kind Here")], Papers(), services, refresh=True, today=TODAY)
    assert len(source.calls) == 2


NAMES_OF_PEOPLE = [
    ("Ada Lovelace", ("Lovelace", "Ada", "")), ("Lovelace, Ada", ("Lovelace", "Ada", "")),
    ("Ludwig van der Berg", ("van der Berg", "Ludwig", "")), ("Martin King Jr.", ("King Jr.", "Martin", "")),
    ("Plato", ("", "", "Plato")), ("The ATLAS Collaboration", ("", "", "The ATLAS Collaboration")),
    ("King, Jr.", ("", "", "King")),
]  # fmt: skip


@pytest.mark.parametrize(("display", "parts"), NAMES_OF_PEOPLE)
def test_a_name_is_divided_as_its_bearer_would(display, parts):
    found = text.name(display)
    assert (found.family, found.given, found.literal) == parts


@pytest.mark.parametrize(("parts", "date"), [
    ([2023], "2023"), ([2023, 7, 10], "2023-07-10"), ([2023, 13], "2023"), ([], ""), ([None], ""), ([99999], ""),
])  # fmt: skip
def test_crossrefs_date_parts_are_an_iso_date(parts, date):
    assert text.day(parts) == date
