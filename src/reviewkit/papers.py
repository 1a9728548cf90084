"""papers.json: which paper each entry was decided to be, as plain CSL-JSON.

Variable names are CSL's (https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables),
with `_` for `-`. What CSL has no variable for stands under `custom.reviewkit`.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType

from reviewkit.errors import PapersError

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
