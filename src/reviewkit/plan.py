"""What `sync` will do, as values: show it, check it, or apply it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from reviewkit import header, render
from reviewkit.errors import ChangedOnDiskError, NotebookError
from reviewkit.holdings import Holding
from reviewkit.notebook import Notebook
from reviewkit.ondisk import OnDisk
from reviewkit.review import body_start
from reviewkit.templates import Template

CREATE, REFRESH, KEEP, ORPHAN = "create", "refresh", "keep", "orphan"


@dataclass(frozen=True, slots=True)
class Change:
    """One file, and what becomes of it."""

    action: str
    """`create` or `refresh` write; `keep` (with a reason) and `orphan` do not."""
    path: str
    why: str
    text: str = ""
    """The file's new text."""
    digest: str = ""
    """The digest of the text that it replaces."""

    @property
    def writes(self) -> bool:
        """Whether applying the change writes a file."""
        return self.action in (CREATE, REFRESH)

    def __str__(self) -> str:
        return f"{self.action:<8}{self.path}  ({self.why})"


@dataclass(frozen=True, slots=True)
class Scaffold:
    """The templates that new files are made from."""

    review: Template
    notebook: Template


def plan(
    holdings: Iterable[Holding],
    files: Mapping[str, OnDisk],
    scaffold: Scaffold,
    *,
    adopt: Sequence[str] = (),
) -> tuple[Change, ...]:
    """Return the changes for these holdings' files; what needs no word (up to date) is left out.

    `adopt` names keys whose review, made by somebody else, gains our header.
    """
    changes = []
    for holding in holdings:
        changes.append(_review_change(holding, files.get(holding.review), scaffold.review, holding.key in adopt))
        changes.append(_notebook_change(holding, files.get(holding.notebook), scaffold.notebook))
    return tuple(change for change in changes if change)


def papers_change(path: str, old: OnDisk | None, text: str) -> Change | None:
    """Return the change of papers.json, if its text differs."""
    if old is None:
        return None if text == "[]\n" else Change(CREATE, path, "new records", text)
    return None if old.text == text else Change(REFRESH, path, "records", text, old.digest)


def orphans(paths: Iterable[str], holdings: Iterable[Holding]) -> tuple[Change, ...]:
    """Return the reviews that belong to no entry, by link or by key."""
    owned = {holding.review for holding in holdings}
    return tuple(
        Change(ORPHAN, path, "no entry of any list links it or has its key") for path in sorted(set(paths) - owned)
    )


def apply(
    changes: Iterable[Change], create: Callable[[str, str], None], replace: Callable[[str, str, str], None]
) -> tuple[Change, ...]:
    """Write the changes through the two functions, in order; return those that were written.

    A file that somebody saved meanwhile does not stop the others: `ChangedOnDiskError` is raised at the end.
    """
    done, missed = [], None
    for change in changes:
        try:
            if change.action == CREATE:
                create(change.path, change.text)
            elif change.action == REFRESH:
                replace(change.path, change.text, change.digest)
            else:
                continue
        except ChangedOnDiskError as error:
            missed = missed or error
            continue
        done.append(change)
    if missed:
        raise missed
    return tuple(done)


def _review_change(holding: Holding, old: OnDisk | None, template: Template, adopt: bool) -> Change | None:
    path = holding.review
    if old is None:
        return Change(CREATE, path, "no review yet", render.review(holding, template))
    if old.fault:
        return Change(KEEP, path, old.fault)
    wanted = render.review_header(holding)
    block = header.find(old.text)
    if block is None:
        return _without_header(path, old, wanted, adopt)
    if not block.intact:
        return Change(KEEP, path, "its header was edited") if _same_lines(block.text) != wanted else None
    if _same_lines(block.text) == wanted:
        return None
    fresh = header.opening(wanted, block.template, block.scaffold)
    standing = old.text[block.start : block.stop]
    text = old.text[: block.start] + _in_newlines_of(standing, fresh) + old.text[block.stop :]
    return Change(REFRESH, path, "header", text, old.digest)


def _without_header(path: str, old: OnDisk, wanted: str, adopt: bool) -> Change | None:
    if header.stands_in(old.text):
        return Change(KEEP, path, "its header markers were edited")
    if not adopt:
        return None
    begin = body_start(old.text)
    block = _in_newlines_of(old.text, header.block(wanted))
    return Change(REFRESH, path, "header, as asked", old.text[:begin] + block + old.text[begin:], old.digest)


def _notebook_change(holding: Holding, old: OnDisk | None, template: Template) -> Change | None:
    path = holding.notebook
    if old is None:
        return Change(CREATE, path, "no notebook yet", render.notebook(holding, template))
    if old.fault:
        return Change(KEEP, path, old.fault)
    try:
        notebook = Notebook.parse(old.text, path)
    except NotebookError as error:
        return Change(KEEP, path, error.message)
    cell = notebook.header_cell
    if cell is None:
        return None
    wanted = render.notebook_header(holding)
    if _same_lines(cell.source) == wanted:
        return None
    if not notebook.header_intact:
        return Change(KEEP, path, "its header cell was edited")
    return Change(REFRESH, path, "header cell", notebook.with_header(wanted), old.digest)


def _same_lines(text: str) -> str:
    return text.replace("\r\n", "\n")


def _in_newlines_of(text: str, block: str) -> str:
    return block.replace("\n", "\r\n") if "\r\n" in text else block
