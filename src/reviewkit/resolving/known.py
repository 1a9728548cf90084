"""Which entries papers.json answers, without asking anybody."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from reviewkit.identifiers import Identifier, identify
from reviewkit.papers import Paper, Papers
from reviewkit.reading_list.entry import Entry
from reviewkit.titles import squeeze


def decide(entries: Sequence[Entry], papers: Papers) -> tuple[Paper | None, ...]:
    """Return the record that papers.json holds for each entry, asking nobody.

    An entry with identifiers is its record only by one of them; a link that the user has written since then
    wins over what was decided before.
    """
    known = Known(papers)
    return tuple(known.record(entry) for entry in entries)


class Known:
    """The records of a library, found by what an entry may say of them."""

    def __init__(self, papers: Papers) -> None:
        self._papers = papers.papers
        self._by_name: dict[Identifier, Paper] = {}
        for paper in self._papers:
            for name in names(paper):
                self._by_name.setdefault(name, paper)

    # Titles are folded when the first entry has no identifier that is known: most lists never come to that.
    @cached_property
    def _by_entry_title(self) -> dict[str, Paper]:
        found: dict[str, Paper] = {}
        for paper in self._papers:
            if paper.entry_title:
                found.setdefault(squeeze(paper.entry_title), paper)
        return found

    @cached_property
    def _by_title(self) -> dict[str, list[Paper]]:
        found: dict[str, list[Paper]] = {}
        for paper in self._papers:
            found.setdefault(squeeze(paper.title), []).append(paper)
        return found

    def record(self, entry: Entry) -> Paper | None:
        """Return an entry's record, or None where it must be asked for."""
        for name in _given(entry):
            if name in self._by_name:
                return self._by_name[name]
        if not entry.title or not is_paper(entry):
            return None
        earlier = self.titled(entry)
        return earlier if earlier is not None and not _corrected(identifiers(entry), earlier) else None

    def titled(self, entry: Entry) -> Paper | None:
        """Return the record that an entry with this title was decided to be, whatever its links say now."""
        folded = squeeze(entry.title)
        if not folded:
            return None
        if folded in self._by_entry_title:
            return self._by_entry_title[folded]
        same = self._by_title.get(folded, [])
        return same[0] if len(same) == 1 else None


def names(paper: Paper) -> Iterable[Identifier]:
    """Yield the identifiers under which a record is known."""
    if paper.arxiv:
        yield Identifier("arxiv", paper.arxiv)
    for doi in (paper.doi, paper.preprint.doi if paper.preprint else ""):
        if doi:
            yield identify(doi) or Identifier("doi", doi)
    if paper.url and (named := identify(paper.url)):
        yield named


def _corrected(given: Sequence[Identifier], paper: Paper) -> bool:
    """Tell whether an entry now names its paper by an identifier that the record has another of, or has not."""
    return any(name.scheme in ("arxiv", "doi") for name in given) or (bool(given) and not _from_elsewhere(given, paper))


def _from_elsewhere(given: Sequence[Identifier], paper: Paper) -> bool:
    """A page that names no record may still have been resolved by its title."""
    known = {name.scheme for name in names(paper)}
    return not known.intersection(name.scheme for name in given)


def identifiers(entry: Entry) -> tuple[Identifier, ...]:
    """Return the names that an entry gives its paper, in the order in which they are trusted."""
    return tuple(dict.fromkeys(_given(entry)))


def _given(entry: Entry) -> Iterable[Identifier]:
    """Yield them one by one: the first decides most often, and an address is only looked at when it is asked for."""
    if entry.arxiv:
        yield Identifier("arxiv", entry.arxiv)
    if entry.doi:
        yield identify(entry.doi) or Identifier("doi", entry.doi)
    for url in entry.targets("paper"):
        if named := identify(url):
            yield named


def is_paper(entry: Entry) -> bool:
    """Tell whether an entry is to be resolved: a paper, or whatever else names one by an identifier."""
    return entry.kind == "paper" or bool(identifiers(entry))
