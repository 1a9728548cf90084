"""Records put together from several sources: each field with where it is from and since when it has that value."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from reviewkit import matching
from reviewkit.papers import Paper, Preprint, Provenance
from reviewkit.reading_list.entry import Entry
from reviewkit.reading_list.words.venues import find_venue

_FIELDS = (
    "title", "type", "author", "issued", "event_title", "container_title", "publisher", "volume", "issue", "page",
    "isbn", "doi", "url", "abstract",
)  # fmt: skip
_PREPRINT = tuple(field.name for field in dataclasses.fields(Preprint) if field.name != "arxiv")
_RANK = {"list": 0, "arxiv comment": 1, "datacite": 2, "arxiv": 3, "pages": 4, "crossref": 5, "bundled": 5}
"""Who is believed about a publication, the higher the more; a source may always correct itself."""
_PUBLICATION = (
    "type", "issued", "event_title", "container_title", "publisher", "volume", "issue", "page", "isbn", "doi", "url",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What a refresh found to be otherwise than papers.json has it."""

    key: str
    title: str
    what: str
    """`version`, `withdrawn`, `preprint`, `venue`, `title` or `doi`."""
    old: str
    new: str

    def __str__(self) -> str:
        name = self.key or self.title
        if self.what == "withdrawn":
            return f"{name}: withdrawn from arXiv in {self.new}"
        if self.what == "version":
            return f"{name}: {self.new} is out, {self.old} was known"
        return f"{name}: {self.what} is now {self.new}" + (f", was {self.old}" if self.old else "")


def stamped(paper: Paper, source: str, today: str) -> Paper:
    """Return a source's record with the provenance of every field that it fills."""
    origin = Provenance(source, today)
    return dataclasses.replace(paper, provenance=MappingProxyType(dict.fromkeys(_filled(paper), origin)))


def without_abstract(paper: Paper) -> Paper:
    """Return a record without its abstract, and without a word of where it was from."""
    kept = {name: origin for name, origin in paper.provenance.items() if name != "abstract"}
    return dataclasses.replace(paper, abstract="", provenance=MappingProxyType(kept))


def merge(old: Paper, new: Paper, today: str) -> Paper:
    """Return the old record with what is new, each value with the day on which it was first seen.

    `new` has provenance. The key, the entry's title and unknown CSL variables stay; a value that a better source
    gave stays; a preprint never goes back to an older version; asking again and getting the same changes nothing.
    """
    provenance = dict(old.provenance)
    values: dict[str, Any] = {}
    for name in _FIELDS:
        value, known = getattr(new, name), getattr(old, name)
        coarser = name == "issued" and known.startswith(value)
        if not value or value == known or coarser or not _believed(name, new.provenance, old):
            continue
        values[name] = value
        if name in new.provenance:
            provenance[name] = Provenance(new.provenance[name].source, today)
    preprint = _preprint(old, new, provenance, today)
    for name in _filled(new):
        if name not in provenance and name in new.provenance and _value(old, name) == _value(new, name):
            provenance[name] = new.provenance[name]
    return dataclasses.replace(
        old,
        **values,
        preprint=preprint,
        via=old.via or new.via,
        entry_title=old.entry_title or new.entry_title,
        provenance=MappingProxyType(dict(sorted(provenance.items()))),
    )


def published(preprint: Paper, publication: Paper, today: str) -> Paper:
    """Return one record of a preprint and the publication of the same work, side by side."""
    joined = merge(dataclasses.replace(preprint, doi="", url="", issued="", type=""), publication, today)
    return dataclasses.replace(
        joined,
        title=preprint.title
        if matching.squeeze(preprint.title) == matching.squeeze(publication.title)
        else joined.title,
        type=joined.type or preprint.type,
        issued=joined.issued or preprint.issued,
        doi=joined.doi or preprint.doi,
        url=joined.url or preprint.url,
        abstract=preprint.abstract or joined.abstract,
        author=preprint.author or joined.author,
    )


def same_work(one: Paper, other: Paper) -> bool:
    """Tell whether two records are of one work: equal titles, or like ones with a first author in common."""
    if matching.squeeze(one.title) == matching.squeeze(other.title):
        return True
    authors = [str(author) for author in one.author]
    asked = matching.query(one.title, authors)
    verdict = matching.match(asked, [other])
    if verdict.paper is not None:
        return True
    shared = bool(one.author) and matching.agrees(matching.query(one.title, authors[:1]), other)
    first, second = set(matching.words(one.title)), set(matching.words(other.title))
    return shared and 2 * len(first & second) >= min(len(first), len(second)) > 0


def changes(old: Paper, new: Paper) -> Iterator[Change]:
    """Yield what a reader of the library should know: a new version, a withdrawal, a venue, a title."""
    before, after = old.preprint, new.preprint
    if before and after and before.version and (after.version or 0) > before.version:
        yield _change(new, "version", f"v{before.version}", f"v{after.version}")
    if after and after.withdrawn and not (before and before.withdrawn):
        yield _change(new, "withdrawn", "", f"v{after.version}")
    if after and not before:
        yield _change(new, "preprint", "", f"arXiv:{after.arxiv}")
    if new.venue != old.venue and new.venue != "arXiv":
        yield _change(new, "venue", "" if old.venue == "arXiv" else old.venue, new.venue)
    if matching.squeeze(new.title) != matching.squeeze(old.title):
        yield _change(new, "title", old.title, new.title)
    if new.doi != old.doi and not new.doi.startswith("10.48550/"):
        yield _change(new, "doi", "" if old.doi.startswith("10.48550/") else old.doi, new.doi)


def _change(paper: Paper, what: str, old: str, new: str) -> Change:
    return Change(paper.id, paper.title, what, old, new)


def _filled(paper: Paper) -> list[str]:
    names = [name for name in _FIELDS if getattr(paper, name)]
    if paper.preprint:
        names += [
            f"preprint.{name}" for name in _PREPRINT if getattr(paper.preprint, name) not in ("", None, (), False)
        ]
    return names


def _value(paper: Paper, name: str) -> object:
    if name.startswith("preprint."):
        return getattr(paper.preprint, name.removeprefix("preprint."), None)
    return getattr(paper, name)


def _believed(name: str, new: Mapping[str, Provenance], old: Paper) -> bool:
    """A field of the publication is not overwritten by a source that knows less of it."""
    theirs = new[name].source if name in new else ""
    if name in _PUBLICATION and theirs in ("arxiv", "datacite") and old.type != "article" and getattr(old, name):
        return False  # they speak of the preprint, the record of the publication
    if not getattr(old, name) or name not in old.provenance or not theirs:
        return True
    ours = old.provenance[name].source
    if theirs == ours:
        return True
    if name in _PUBLICATION or name == "author":
        return _RANK.get(theirs, 0) >= _RANK.get(ours, 0)
    return ours in ("list", "datacite", "bundled", "arxiv comment") or _RANK.get(theirs, 0) > _RANK.get(ours, 0)


def _preprint(old: Paper, new: Paper, provenance: dict[str, Provenance], today: str) -> Preprint | None:
    """Return the newer of two states of a preprint; an older one is an answer from a cache somewhere."""
    before, after = old.preprint, new.preprint
    if after is None or before is None or before.arxiv != after.arxiv:
        if after is not None:
            provenance.update(
                {name: new.provenance[name] for name in _filled(new) if name in new.provenance and "." in name}
            )
        return after or before
    if (after.version or 0) < (before.version or 0):
        return before
    values: dict[str, Any] = {}
    for name in _PREPRINT:
        value, known = getattr(after, name), getattr(before, name)
        if value == known or value in ("", None, ()):
            continue
        values[name] = value
        source = new.provenance[f"preprint.{name}"].source if f"preprint.{name}" in new.provenance else "arxiv"
        provenance[f"preprint.{name}"] = Provenance(source, today)
    return dataclasses.replace(before, **values)


_NOT_ACCEPTED = re.compile(
    r"submitted|under review|withdrawn|reject|to be presented to|extended version of|supplement", re.I
)


def with_venue(paper: Paper, entry: Entry, today: str) -> Paper:
    """Return a record with the venue that its own sources name, else the one that the list states.

    A venue in a comment counts only with a year, and never where the comment speaks of a submission.
    """
    if paper.event_title:
        return paper
    told, source = _told_venue(paper), "arxiv comment"
    if not told and entry.venue and not is_preprint(entry.venue):
        told, source = f"{entry.venue} {entry.year}" if entry.year else entry.venue, "list"
    if not told:
        return paper
    provenance = MappingProxyType({**paper.provenance, "event_title": Provenance(source, today)})
    return dataclasses.replace(paper, event_title=told, provenance=provenance)


def is_preprint(venue: str) -> bool:
    """Tell whether a list's venue is a preprint server, which publishes nothing."""
    found = find_venue(venue)
    return found is not None and found.preprint


def _told_venue(paper: Paper) -> str:
    preprint = paper.preprint
    if preprint is None or preprint.withdrawn:
        return ""
    for text in (preprint.journal_ref, *re.split(r"[;.]\s|[;.]$", preprint.comment)):
        found = find_venue(text) if text and not _NOT_ACCEPTED.search(text) else None
        if found is not None and found.year is not None and not found.preprint:
            return f"{found.name} {found.year}"
    return ""
