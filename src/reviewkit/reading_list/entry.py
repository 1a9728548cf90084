"""What one line of a reading list says: an entry, its links, and where each of them stands."""

from typing import NamedTuple

KINDS = ("paper", "video", "course", "blog", "book", "code", "dataset", "other")
ROLES = (
    "paper", "code", "project", "slides", "video", "review", "notebook", "blog",
    "dataset", "demo", "model", "book", "course", "other",
)  # fmt: skip


class Span(NamedTuple):
    """A half-open range of bytes in the list's file as it lies on disk."""

    start: int
    end: int


class Link(NamedTuple):
    """One link of an entry."""

    role: str
    """One of `ROLES`."""
    text: str
    """The label as shown, without markup."""
    url: str
    """The target, unescaped; empty for `[paper]()`."""
    span: Span
    """The whole link, brackets included."""
    target: Span
    """The target alone; empty (start == end) where it is missing."""


class Entry(NamedTuple):
    """One item of a list: a paper, a course, a talk, a post, a book, a repository, a data set."""

    file: str
    """The list, as it was named by the caller."""
    line: int
    """The line with the title, from 1."""
    end_line: int
    """The entry's last line, from 1."""
    title: str
    """As written, without markup, number, alias, authors, venue or final full stop."""
    kind: str
    """One of `KINDS`."""
    span: Span
    """The entry's lines, without the last line's ending."""
    title_span: Span
    """The title as it stands, markup included; empty where the list gives none."""
    section: tuple[str, ...] = ()
    """Headings from the outermost in, the document's title included."""
    venue: str | None = None
    """In its usual short form (`NeurIPS`, `ICLR Workshop`), where the list states one."""
    year: int | None = None
    """As the list states it; never taken from an id or an address."""
    authors: tuple[str, ...] = ()
    """Names as the list states them: a witness for matching, never written anywhere."""
    arxiv: str | None = None
    """Canonical arXiv id without version, only if these lines give it."""
    doi: str | None = None
    """Lower-case DOI, only if these lines give it."""
    links: tuple[Link, ...] = ()
    checked: bool | None = None
    """A task list's box: `[x]` is true, `[ ]` false, none None."""

    def targets(self, role: str) -> tuple[str, ...]:
        """Return the non-empty targets of the links with this role, in order."""
        return tuple(link.url for link in self.links if link.role == role and link.url)
