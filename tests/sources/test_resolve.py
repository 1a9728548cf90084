"""What each entry becomes: by its links, by its title, by what was decided before; and what it costs."""

import dataclasses
import datetime

import pytest

from conftest import TODAY, entry, tree
from reviewkit.errors import ConfigError
from reviewkit.papers import Name, Paper, Papers, Preprint
from reviewkit.resolving.outcomes import Resolution
from reviewkit.resolving.resolve import decide, from_record, resolve
from reviewkit.sources.memory import MemorySource, MemorySources, unavailable

FLEXGEN = Paper(
    "FlexGen: High-Throughput Generative Inference of Large Language Models with a Single GPU",
    author=(Name("Sheng", "Ying"),),
    doi="10.48550/arxiv.2303.06865",
    url="https://arxiv.org/abs/2303.06865",
    issued="2023-03-13",
    preprint=Preprint("2303.06865", 1, "2023-03-13", "2023-03-13"),
)


def memory(*papers, **more):
    source = MemorySource(papers, **more)
    return source, MemorySources(source)


def test_120_ids_cost_two_requests(service, ask):
    numbers = [f"2401.{n:05d}" for n in range(1, 121)]
    for number in numbers:
        service.add(number, f"The Paper With the Number {number}")
    resolution = ask(*(entry(f"A name for {number}", arxiv=number, line=n) for n, number in enumerate(numbers, 1)))
    assert resolution.receipt.resolved == 120
    assert [outcome.paper.arxiv for outcome in resolution.outcomes] == numbers
    assert len(service.asked()) == 2
    assert all(hit.query["max_results"] == [str(len(hit.ids))] for hit in service.asked())


def test_the_same_id_twice_is_one_paper_and_one_question(service, ask):
    service.add("2303.06865", FLEXGEN.title)
    first, second = ask(entry("FlexGen", arxiv="2303.06865"), entry("FlexGen again", arxiv="2303.06865")).outcomes
    assert first.paper.arxiv == second.paper.arxiv == "2303.06865"
    assert service.asked()[0].ids == ["2303.06865"]


def test_titles_share_a_request(service, ask):
    titles = [f"Number {n} of Many Careful Studies About Serving" for n in range(20)]
    for n, title in enumerate(titles):
        service.add(f"2402.{n:05d}", title)
    resolution = ask(*(entry(title, line=n) for n, title in enumerate(titles)))
    assert resolution.receipt.resolved == 20
    assert len(service.asked()) == 1
    assert resolution.outcomes[0].why == "title equal"


def test_a_flooded_batch_is_halved_down_to_one_title(service, ask):
    title = "Deep Networks for Images"
    for n in range(45):
        service.add(f"2403.{n:05d}", f"{title} Number {n}")
    service.add("2404.00001", title)
    service.add("2404.00002", "Quiet Words About Old Machines")
    resolution = ask(entry(title), entry("Quiet Words About Old Machines"))
    assert [outcome.paper.arxiv for outcome in resolution.outcomes if outcome.paper] == ["2404.00001", "2404.00002"]
    assert len(service.asked()) == 3


def test_a_misspelt_title_is_found_by_its_other_words(service, ask):
    service.add("2405.00001", "Careful Scheduling of Language Model Requests Under Memory Pressure")
    (outcome,) = ask(entry("Careful Schedulinng of Language Model Requests Under Memory Pressure")).outcomes
    assert (outcome.state, outcome.why) == ("resolved", "title misspelt")


def test_an_unknown_title_is_not_asked_for_again_within_a_day(service, ask, clock, sources):
    found = sources()
    (first,) = ask(entry("Nothing Like This Was Ever Written Down"), services=found).outcomes
    count = len(service.asked())
    (again,) = ask(entry("Nothing Like This Was Ever Written Down"), services=sources()).outcomes
    assert (first.state, again.state) == ("unresolved", "unresolved")
    assert len(service.asked()) == count
    clock.now += 90_000
    ask(entry("Nothing Like This Was Ever Written Down"), services=sources())
    assert len(service.asked()) > count


def test_what_was_decided_within_a_day_costs_nothing_however_the_list_changes(service, ask):
    first = entry("A Study of Everything There Is in This Field")
    twins = entry("A Study That Two People Wrote in This Field")
    service.add("2408.00001", first.title, doi="10.1/x")
    service.add("2408.00002", twins.title)
    service.add("2408.00003", twins.title)
    ask(first, twins)
    count = len(service.asked())
    later = entry("A Talk Without a Record in Any Place", kind="video")
    again = ask(later, twins, first)
    assert [outcome.state for outcome in again.outcomes] == ["not-a-paper", "ambiguous", "resolved"]
    assert len(again.outcomes[1].candidates) == 2
    assert again.outcomes[2].paper.preprint.doi == "10.1/x"
    assert len(service.asked()) == count


def test_a_title_with_a_link_and_the_same_without_are_both_asked_for(service, ask):
    service.add("2408.00001", "A Study of Everything There Is in This Field")
    outcomes = ask(
        entry("A Study of Everything There Is in This Field"),
        entry("A Study of Everything There Is in This Field", url="https://openreview.net/forum?id=abcdef", line=2),
    ).outcomes
    assert [outcome.state for outcome in outcomes] == ["resolved", "resolved"]


def test_refresh_asks_anew_for_what_was_unknown(service, ask, clock):
    wanted = entry("A Paper That Was Late to Arrive Here")
    assert ask(wanted).outcomes[0].state == "unresolved"
    service.add("2406.00001", wanted.title)
    assert ask(wanted).outcomes[0].state == "unresolved"
    clock.now += 1
    assert ask(wanted, refresh=True).outcomes[0].state == "resolved"


def test_a_failed_search_is_never_kept_as_unknown(service, ask):
    service.add("2406.00001", "A Paper That Stood Behind a Wall")
    service.fault("F14", n=2)
    wanted = entry("A Paper That Stood Behind a Wall")
    assert ask(wanted).outcomes[0].state == "unavailable"
    assert ask(wanted).outcomes[0].state == "resolved"


def test_twins_are_ambiguous_until_an_author_decides(service, ask):
    service.add("2407.00001", "A Study of Everything in This Field", authors=("Ada Lovelace",))
    service.add("2407.00002", "A Study of Everything in This Field", authors=("Alan Turing",))
    doubtful, sure = ask(
        entry("A Study of Everything in This Field"),
        entry("A Study of Everything in This Field", authors=("Turing, A.",), line=2),
    ).outcomes
    assert (doubtful.state, len(doubtful.candidates)) == ("ambiguous", 2)
    assert (sure.state, sure.paper.arxiv) == ("resolved", "2407.00002")


def test_a_link_in_the_list_is_asked_for_by_itself_and_never_by_its_title(service, ask):
    service.add("2303.06865", FLEXGEN.title)
    (outcome,) = ask(entry(FLEXGEN.title, arxiv="2399.99999")).outcomes
    assert outcome.state == "unresolved"
    assert outcome.why.startswith("not known: arxiv:2399.99999")
    assert [paper.arxiv for paper in outcome.candidates] == ["2303.06865"]


@pytest.mark.parametrize("kind", ["video", "course", "blog", "book", "code", "dataset", "other"])
def test_what_is_no_paper_is_not_asked_for(kind):
    source, services = memory(FLEXGEN)
    resolution = resolve([entry("State of GPT", kind=kind)], Papers(), services, today=TODAY)
    assert resolution.outcomes[0].state == "not-a-paper"
    assert source.calls == []


def test_a_talk_with_an_arxiv_link_is_that_paper():
    _, services = memory(FLEXGEN)
    (outcome,) = resolve([entry("A talk", kind="video", arxiv="2303.06865")], Papers(), services, today=TODAY).outcomes
    assert outcome.state == "resolved"


def test_the_receipt_adds_up():
    _source, services = memory(FLEXGEN)
    entries = [entry("FlexGen", arxiv="2303.06865"), entry("Nothing of This Kind Here"), entry("A talk", kind="video")]
    resolution = resolve(entries, Papers(), services, today=TODAY)
    receipt = resolution.receipt
    assert receipt.entries == 3 == receipt.resolved + receipt.ambiguous + receipt.unresolved + receipt.unavailable + 1
    assert str(receipt) == "3 entries = 1 resolved + 0 ambiguous + 1 unresolved + 0 unavailable + 1 not a paper"


def test_progress_is_told_and_ends_with_all():
    _, services = memory(FLEXGEN, batch=1)
    seen = []
    resolve(
        [entry("FlexGen", arxiv="2303.06865"), entry("Another", arxiv="2303.00001")], Papers(), services, today=TODAY,
        progress=lambda done, of, what: seen.append((done, of, what)),
    )  # fmt: skip
    assert seen[0][:2] == (0, 2)
    assert seen[-1][:2] == (2, 2)
    assert {what for _, _, what in seen} == {"memory"}


def test_ctrl_c_keeps_what_was_fetched():
    class Stopped(MemorySource):
        def lookup(self, identifiers):
            if len(self.calls) == 1:
                raise KeyboardInterrupt
            return super().lookup(identifiers)

    services = MemorySources(Stopped([FLEXGEN], batch=1))
    entries = [entry("FlexGen", arxiv="2303.06865"), entry("Another", arxiv="2303.00001"), entry("A third one here")]
    resolution = resolve(entries, Papers(), services, today=TODAY)
    assert [outcome.state for outcome in resolution.outcomes] == ["resolved", "unavailable", "unavailable"]
    assert resolution.outcomes[1].why == "stopped before it was asked for"
    assert (resolution.interrupted, resolution.exit_code) == (True, 130)


def test_a_service_that_fails_makes_its_entries_unavailable():
    source, services = memory(FLEXGEN)
    source.error = unavailable()
    resolution = resolve(
        [entry("FlexGen", arxiv="2303.06865"), entry("Some Other Title")], Papers(), services, today=TODAY
    )
    assert [outcome.state for outcome in resolution.outcomes] == ["unavailable", "unavailable"]
    assert resolution.failures == ("memory is unavailable: it refuses connections (2 entries left)",)
    assert resolution.exit_code == 1


def test_what_papers_json_answers_is_not_asked_for(service, ask):
    known = dataclasses.replace(FLEXGEN, id="flexgen", entry_title="FlexGen")
    first, second = ask(entry("FlexGen", arxiv="2303.06865"), entry("FlexGen"), papers=[known]).outcomes
    assert (first.via, second.via) == ("papers.json", "papers.json")
    assert first.paper is second.paper is known
    assert service.hits == []


DECIDED = [
    ("by its arXiv id", entry("Whatever", arxiv="2303.06865"), True),
    ("by the DOI that arXiv gave it", entry("Whatever", doi="10.48550/arxiv.2303.06865"), True),
    ("by an address of its page", entry("Whatever", url="https://arxiv.org/pdf/2303.06865v2"), True),
    ("by the list's own title at that time", entry("FlexGen, the paper"), True),
    ("by its title", entry(FLEXGEN.title.upper()), True),
    ("not by another id, however equal its title", entry(FLEXGEN.title, arxiv="2303.00001"), False),
    ("not by a like title", entry("FlexGen: Low-Throughput Generative Inference"), False),
    ("not by the title of a talk about it", entry(FLEXGEN.title, kind="video"), False),
]


@pytest.mark.parametrize(("how", "wanted", "known"), DECIDED, ids=[row[0] for row in DECIDED])
def test_an_entry_is_decided_without_asking(how, wanted, known):
    papers = Papers((dataclasses.replace(FLEXGEN, id="flexgen", entry_title="FlexGen, the paper"),))
    (paper,) = decide([wanted], papers)
    assert (paper is not None) is known


def test_an_entry_that_nobody_was_asked_about_says_so():
    assert from_record(entry("A Title"), None).why == "not asked yet"
    assert from_record(entry("A Talk", kind="video"), None).state == "not-a-paper"
    assert Resolution(()).exit_code == 0


def test_a_link_that_corrects_a_match_replaces_the_record_and_keeps_the_key(service, ask):
    service.add("2303.06865", FLEXGEN.title)
    wrong = dataclasses.replace(
        FLEXGEN, id="flexgen", title="Another FlexGen", entry_title="FlexGen", doi="10.48550/arxiv.2301.00001", url="",
        preprint=Preprint("2301.00001", 4),
    )  # fmt: skip
    (outcome,) = ask(entry("FlexGen", arxiv="2303.06865"), papers=[wrong]).outcomes
    assert (outcome.paper.id, outcome.paper.arxiv, outcome.paper.title) == ("flexgen", "2303.06865", FLEXGEN.title)
    assert outcome.paper.preprint.version == 1


def test_a_new_version_is_reported_once_and_a_second_refresh_changes_no_byte(service, identify, library):
    service.add("2303.06865", FLEXGEN.title)
    service.add("2401.00001", "Another Paper of Ours About Serving")
    identify(cache="one")
    service.bump("2303.06865", comment="Accepted at ICML 2023")
    changes = identify(refresh=True, cache="two", today=datetime.date(2026, 11, 23)).changes
    assert [str(change) for change in changes] == [
        "flexgen: v2 is out, v1 was known",
        "flexgen: venue is now ICML 2023",
    ]
    before = tree(library)
    assert b'"version": 2' in before["papers.json"]
    assert identify(refresh=True, cache="three", today=datetime.date(2026, 11, 24)).changes == ()
    assert tree(library) == before


def test_a_withdrawal_is_reported(service, identify):
    service.add("2303.06865", FLEXGEN.title)
    service.add("2401.00001", "Another Paper of Ours About Serving")
    identify(cache="one")
    service.withdraw("2401.00001")
    told = [str(change) for change in identify(refresh=True, cache="two").changes]
    assert told == ["another: v2 is out, v1 was known", "another: withdrawn from arXiv in v2"] or any(
        change.endswith("withdrawn from arXiv in v2") for change in told
    )


def test_a_preprint_never_goes_back_to_an_older_version(service, identify, library):
    service.add("2303.06865", FLEXGEN.title)
    service.add("2401.00001", "Another Paper of Ours About Serving")
    service.bump("2303.06865")
    identify(cache="one")
    before = tree(library)
    service.fault("F17", "old-version", n=-1)
    assert identify(refresh=True, cache="two").changes == ()
    assert tree(library) == before


def test_offline_leaves_things_open_with_exit_0(service, identify, library):
    before = tree(library)
    resolution = identify(offline=True)
    assert [outcome.state for outcome in resolution.outcomes] == ["unavailable", "unavailable"]
    assert (resolution.offline, resolution.exit_code, resolution.failures) == (True, 0, ())
    assert (service.hits, tree(library)) == ([], before)


def test_offline_is_answered_by_the_cache(service, identify, clock):
    service.add("2303.06865", FLEXGEN.title)
    service.add("2401.00001", "Another Paper of Ours About Serving")
    identify(cache="shared")
    count = len(service.hits)
    resolution = identify(offline=True, refresh=True, cache="shared")
    assert resolution.receipt.resolved == 2
    assert len(service.hits) == count


def test_an_interval_that_arxiv_forbids_is_refused(sources, config):
    from reviewkit.config import Endpoint

    for url in ("https://export.arxiv.org/api/query", "https://arxiv.org/api/query"):
        with pytest.raises(ConfigError, match="too short"):
            sources(config(arxiv=Endpoint(url, 2.9)))


@pytest.mark.parametrize(
    "url", ["http://example.org/api", "ftp://example.org/x", "https://me:pw@example.org/", "nonsense"]
)
def test_an_address_that_may_not_be_asked_is_refused(sources, config, url):
    from reviewkit.config import Endpoint

    with pytest.raises(ConfigError, match="address"):
        sources(config(crossref=Endpoint(url, 0)))


def test_a_library_without_abstracts_keeps_no_trace_of_them(service, identify, library):
    settings = library / "reviewkit.toml"
    settings.write_text('lists = ["reading-list.md"]\nabstracts = false\n', encoding="utf-8")
    service.add("2303.06865", FLEXGEN.title)
    service.add("2401.00001", "Another Paper of Ours About Serving")
    identify(cache="one")
    before = tree(library)
    assert b"abstract" not in before["papers.json"]
    identify(refresh=True, cache="two", today=datetime.date(2026, 12, 24))
    assert tree(library) == before
