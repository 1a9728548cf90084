"""Venues that stand in no table: a name with a year in a venue's place; titles and names are made up."""

import pytest

from reviewkit.reading_list import ReadingList

PDF = "[pdf](https://x.org/a.pdf)"
LINKED = "[Quick Rivers for Fords](https://x.org/a.pdf)"


def only(line):
    (entry,) = ReadingList.parse(f"# Water\n\n- {line}\n").entries
    return entry


@pytest.mark.parametrize(
    ("line", "venue", "year"),
    [
        (f"Quick Rivers for Fords, Distributed Computing 2006 [{PDF}]", "Distributed Computing", 2006),
        (
            "Quick Rivers for Fords, Riv Journal 2007 [[rivdl](https://x.org/a.pdf),[pdf](https://x.org/b.pdf)]",
            "Riv Journal",
            2007,
        ),
        (f"Quick Rivers for Fords, SIGACT News 2001 [{PDF}]", "SIGACT News", 2001),
        (f"Quick Rivers for Fords, FGCS, 2014 {PDF}", "FGCS", 2014),
        (f"Quick Rivers for Fords (Zork'15) {PDF}", "Zork", 2015),
        ("Quick Rivers for Fords, IEEE Computer 2015", "IEEE Computer", 2015),
        (f"[S4DC'12] {LINKED}", "S4DC", 2012),
        (f"{LINKED} (AER, 1971)", "AER", 1971),
        (f"{LINKED} (1927, EJ)", "EJ", 1927),
        (f"{LINKED}, Ann Moss, Bo Fern, Future Internet, 2024", "Future Internet", 2024),
        (f"{LINKED}, Proceedings of the IEEE, 2018", "Proceedings of the IEEE", 2018),
        (f"{LINKED}. Ann Moss. RVR Workshop, 2020", "RVR Workshop", 2020),
        (f"ACM Comput. Surv. 2018, {LINKED}", "ACM Comput. Surv.", 2018),
        (f"{LINKED}, IEEE Micro, 2020", "IEEE Micro", 2020),
        (f"{LINKED}, Computers & Security, 2024", "Computers & Security", 2024),
        (f"ACM SIGCOMM CCR 2014 - {LINKED}", "SIGCOMM CCR", 2014),
    ],
)
def test_a_name_and_a_year_in_a_venues_place_are_the_venue(line, venue, year):
    entry = only(line)
    assert (entry.title, entry.venue, entry.year) == ("Quick Rivers for Fords", venue, year)


@pytest.mark.parametrize(
    "behind",
    [
        "Ann Moss, 2015",
        "B. Fern 2015",
        "CJ Reed 2015",
        "Rivers and Fords 2015",
        "Moss Technical Blog. 2015",
        "a talk of the year 2015",
    ],
)
def test_people_posts_and_remarks_with_a_year_are_no_venues(behind):
    assert only(f"{LINKED}, {behind}").venue is None


@pytest.mark.parametrize(
    ("line", "venue", "year"),
    [
        ("Moss, E. (2000). Quick Rivers for Fords. Hydrophysics, 65(4), 1290-1293.", "Hydrophysics", 2000),
        (
            "Moss, E. (2010). Quick Rivers for Fords. Alpine J. Geophys. (in Dutch), 53(8), 1985-1992.",
            "Alpine J. Geophys.",
            2010,
        ),
        ("Moss, E. (2010). Quick Rivers for Fords. Geophys. J. Int., 192(3), 33-44.", "Geophys. J. Int.", 2010),
        (
            "[Moss EV, Fern B, Reed CM. Quick Rivers for Fords. Riv Methods. 2018 May;15(5):359](https://x.org/a)",
            "Riv Methods",
            2018,
        ),
        ("[Moss EV, Fern B. Quick Rivers for Fords. River Biol. 2020;21:12.](https://x.org/a)", "River Biol.", 2020),
        ("J. Fern, Quick Rivers for Fords, Hydrophysics 49 (1984) 1933-1942.", "Hydrophysics", 1984),
    ],
)
def test_a_name_before_a_volume_is_the_journal_and_pages_are_no_year(line, venue, year):
    entry = only(line)
    assert (entry.title, entry.venue, entry.year) == ("Quick Rivers for Fords", venue, year)


@pytest.mark.parametrize(
    "name", ["Hydrophysics", "Slow Water", "Crossings in GIS", "Neural Banking Letters", "Water & Ice A"]
)
@pytest.mark.parametrize("behind", [", in *{}* 2021. ", ". In *{}*, 2021. ", ", in _{}_ (2021) "])
def test_italics_between_in_and_a_year_are_the_venue(name, behind):
    entry = only(f"Quick Rivers for Fords{behind.format(name)}{PDF}")
    assert (entry.title, entry.venue, entry.year) == ("Quick Rivers for Fords", name, 2021)


def test_italics_without_a_year_are_emphasis():
    assert only(f"Quick Rivers, Fords and Banks, in *Deep* Water {PDF}").title.endswith("in Deep Water")


@pytest.mark.parametrize("word", ["neuron", "icons", "soups", "mascots", "splash"])
def test_plain_words_that_are_spelt_like_a_meeting_are_none(word):
    assert only(f"{LINKED} - shows which {word} float.").venue is None


@pytest.mark.parametrize(
    ("said", "venue"),
    [("iclr 2021", "ICLR"), ("vldb'21", "VLDB"), ("Neuron, 2021", "Neuron"), ("ICML 2021 Benchmark", "ICML")],
)
def test_a_venue_in_small_letters_is_one_where_it_means_nothing_else(said, venue):
    entry = only(f"Quick Rivers for Fords. {said} {PDF}")
    assert (entry.title, entry.venue, entry.year) == ("Quick Rivers for Fords", venue, 2021)


def test_a_workshop_on_a_meeting_is_its_workshop():
    assert only(f"{LINKED}. Workshop on RecSys, 2016.").venue == "RecSys Workshop"


def test_initials_before_a_name_are_no_journal():
    entry = only(f"J. Chris Fern, Ann Moss: *Quick Rivers for Fords*. {PDF}")
    assert entry.venue is None
