"""papers.json: which paper each entry was decided to be, as plain CSL-JSON.

Variable names are CSL's (https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables),
with `_` for `-`. What CSL has no variable for stands under `custom.reviewkit`.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from reviewkit import json_spans
from reviewkit.errors import PapersError

_LAST_GOOD = "`git checkout` the last good one"
_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Name:
    """A person, or (`literal`) a group or a name that could not be divided."""

    family: str = ""
    given: str = ""
    literal: str = ""

    def __str__(self) -> str:
        return self.literal or f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a field's value came from, and the day that this value was first seen."""

    source: str
    """`arxiv`, `crossref`, `datacite`, `pages`, `list`, or `bundled`."""
    seen: str
    """ISO day."""


@dataclass(frozen=True, slots=True)
class Preprint:
    """What arXiv says of its own record; it stands beside the publication and is never mixed with it."""

    arxiv: str
    """Canonical id without version."""
    version: int | None = None
    submitted: str = ""
    """ISO day of version 1."""
    updated: str = ""
    """ISO day of this version."""
    primary_category: str = ""
    categories: tuple[str, ...] = ()
    comment: str = ""
    journal_ref: str = ""
    doi: str = ""
    """The publication's DOI as the authors gave it to arXiv."""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """One record: the publication where it is known, else the preprint."""

    title: str
    id: str = ""
    """The key; empty until a library has given it one."""
    type: str = "article"
    """CSL type: `article` (a preprint), `paper-conference`, `article-journal`, …"""
    author: tuple[Name, ...] = ()
    issued: str = ""
    """ISO date of any precision: `2023`, `2023-07`, `2023-07-10`."""
    event_title: str = ""
    """The venue in its short form with the year, where one is known: `OSDI 2022`."""
    container_title: str = ""
    """The proceedings or the journal in full."""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    isbn: str = ""
    doi: str = ""
    """Lower case; an arXiv record without a publication has `10.48550/arxiv.…`."""
    url: str = ""
    abstract: str = ""
    preprint: Preprint | None = None
    via: str = ""
    """The rule by which the entry was decided to be this paper."""
    entry_title: str = ""
    """The list's own title at that time, folded by nobody: how the entry is found again without its links."""
    provenance: Mapping[str, Provenance] = field(default_factory=lambda: MappingProxyType({}))
    """Per field of this class (`preprint.version` and the like for the preprint's)."""
    extra: Mapping[str, object] = field(default_factory=lambda: _NOTHING)
    """CSL variables that reviewkit does not use; kept as they are."""

    @property
    def arxiv(self) -> str | None:
        """The canonical arXiv id, where there is a preprint."""
        return self.preprint.arxiv if self.preprint else None

    @property
    def year(self) -> int | None:
        """The year of publication, else of submission."""
        return int(self.issued[:4]) if re.match(r"\d{4}", self.issued) else None

    @property
    def venue(self) -> str:
        """The shortest name that is known of where it was published; `arXiv` for a bare preprint."""
        return self.event_title or self.container_title or ("arXiv" if self.preprint else "")


@dataclass(frozen=True, slots=True)
class Papers:
    """The records of a library, sorted by key."""

    papers: tuple[Paper, ...] = ()

    def __post_init__(self) -> None:
        """Sort by key; the order of the file is nobody's choice."""
        object.__setattr__(self, "papers", tuple(sorted(self.papers, key=lambda paper: paper.id)))

    @property
    def by_id(self) -> dict[str, Paper]:
        """Return the records by key."""
        return {paper.id: paper for paper in self.papers}

    @classmethod
    def parse(cls, text: str, path: Path | str = "papers.json") -> "Papers":
        """Read papers.json; raise `PapersError` where it is not what `dumps` writes."""
        if any(mark in text for mark in _CONFLICT):
            _refuse_conflict(text, path)
        try:
            items = json.loads(text.removeprefix("\ufeff") or "[]")
        except json.JSONDecodeError as error:
            raise PapersError(f"not JSON: {error.msg}", _LAST_GOOD, path=path, line=error.lineno) from error
        except RecursionError as error:
            raise PapersError("not JSON that can be read", _LAST_GOOD, path=path) from error
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise PapersError("not a list of CSL-JSON records, `[{…}, {…}]`", _LAST_GOOD, path=path, line=1)
        papers = tuple(_from_csl(item, path) for item in items)
        doubled = next((key for key, count in Counter(paper.id for paper in papers).items() if count > 1), None)
        if doubled is not None:
            row = next((n for n, line in enumerate(text.splitlines(), 1) if f'"id": "{doubled}"' in line), None)
            raise PapersError(f"two records with the key `{doubled}`", "delete the wrong one", path=path, line=row)
        return cls(papers)

    def dumps(self) -> str:
        """Return the file's text: CSL-JSON, one field a line, so that one change is one small diff."""
        return json_spans.dumps([_to_csl(paper) for paper in self.papers], indent=2)


_CONFLICT = ("<<<<<<< ", ">>>>>>> ")


def _refuse_conflict(text: str, path: Path | str) -> None:
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(_CONFLICT):
            raise PapersError("a merge conflict", "keep both sides' records, then run again", path=path, line=number)


_TEXTS = {
    "title": "title", "type": "type", "event_title": "event-title", "container_title": "container-title",
    "publisher": "publisher", "volume": "volume", "issue": "issue", "page": "page", "isbn": "ISBN", "doi": "DOI",
    "url": "URL", "abstract": "abstract",
}  # fmt: skip
_FIELDS = {variable: name for name, variable in _TEXTS.items()}
_READ_APART = frozenset(("id", "author", "issued", "custom"))
_OWN = ("via", "entry_title")
_PREPRINT = tuple(part.name for part in fields(Preprint))
_KEY = re.compile(r"[a-z0-9-]+")
# A library's fields come from a few services on a few days.
_origin = lru_cache(maxsize=1024)(Provenance)


def _to_csl(paper: Paper) -> dict[str, object]:
    item: dict[str, object] = {"id": paper.id, "type": paper.type, "title": paper.title}
    if paper.author:
        item["author"] = [_name_to_csl(name) for name in paper.author]
    if paper.issued:
        item["issued"] = {"date-parts": [[int(part) for part in paper.issued.split("-")]]}
    for name, variable in _TEXTS.items():
        if name not in ("title", "type") and getattr(paper, name):
            item[variable] = getattr(paper, name)
    own: dict[str, object] = {name: getattr(paper, name) for name in _OWN if getattr(paper, name)}
    if paper.preprint:
        own["preprint"] = _preprint_to_json(paper.preprint)
    if paper.provenance:
        own["provenance"] = {
            name: {"source": origin.source, "seen": origin.seen} for name, origin in sorted(paper.provenance.items())
        }
    custom = paper.extra.get("custom", {})
    rest = {name: value for name, value in paper.extra.items() if name != "custom"}
    return item | rest | {"custom": {**(custom if isinstance(custom, dict) else {}), "reviewkit": own}}


def _name_to_csl(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    return {key: value for key, value in (("family", name.family), ("given", name.given)) if value}


def _preprint_to_json(preprint: Preprint) -> dict[str, object]:
    values = {name.name: getattr(preprint, name.name) for name in fields(preprint)}
    return {
        name: list(v) if isinstance(v, tuple) else v for name, v in values.items() if v not in ("", None, (), False)
    }


def _from_csl(item: Mapping[str, object], path: Path | str) -> Paper:
    key = item.get("id")
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise PapersError(f"a record's id is not a key: {key!r}"[:120], "keys are [a-z0-9-]+", path=path)
    custom = item.get("custom")
    custom = dict(custom) if isinstance(custom, dict) else {}
    own = custom.pop("reviewkit", {})
    texts, extra = {"title": "", "type": "article"}, {}
    for variable, value in item.items():
        if variable in _FIELDS:
            texts[_FIELDS[variable]] = str(value)
        elif variable not in _READ_APART:
            extra[variable] = value
    if custom:
        extra["custom"] = custom
    try:
        return Paper(
            id=key,
            author=tuple(_name_from_csl(name) for name in _list(item.get("author"))),
            issued=_issued(item.get("issued")),
            preprint=_preprint_from_json(own["preprint"]) if "preprint" in own else None,
            via=str(own.get("via", "")),
            entry_title=str(own.get("entry_title", "")),
            provenance=_provenance(own.get("provenance", {})),
            extra=MappingProxyType(extra) if extra else _NOTHING,
            **texts,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"the record `{key}` is not CSL-JSON as reviewkit writes it"
        raise PapersError(message, _LAST_GOOD, path=path) from error


def _provenance(rows: Mapping[str, Mapping[str, object]]) -> Mapping[str, Provenance]:
    return MappingProxyType({name: _origin(str(row["source"]), str(row["seen"])) for name, row in rows.items()})


def _name_from_csl(name: object) -> Name:
    if not isinstance(name, dict):
        raise TypeError(name)
    family, particle = str(name.get("family", "")), str(name.get("non-dropping-particle", ""))
    return Name(
        f"{particle} {family}" if particle else family, str(name.get("given", "")), str(name.get("literal", ""))
    )


def _issued(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, dict):
        raise TypeError(value)
    parts = _list(value.get("date-parts"))
    numbers = [int(str(part)) for part in _list(parts[0])] if parts else []
    return "-".join([format(number, width) for number, width in zip(numbers, ("04", "02", "02"), strict=False)])


def _preprint_from_json(value: Mapping[str, object]) -> Preprint:
    rows = {name: value[name] for name in _PREPRINT if name in value}
    if "categories" in rows:
        rows["categories"] = tuple(str(item) for item in _list(rows["categories"]))
    return Preprint(**rows)  # type: ignore[arg-type]


def _list(value: object) -> Sequence[object]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise TypeError(value)
    return value
