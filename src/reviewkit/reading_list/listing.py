"""A reading list: its text, and its entries in order."""

import gc
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from reviewkit.errors import ReadingListError
from reviewkit.reading_list.drafts.decisions import ColonVote, colon_vote, outlook
from reviewkit.reading_list.drafts.draft import Draft
from reviewkit.reading_list.drafts.finish import finish
from reviewkit.reading_list.entry import Entry
from reviewkit.reading_list.inline.destinations import definitions
from reviewkit.reading_list.layout.blocks import blocks
from reviewkit.reading_list.layout.lines import Bytes, split
from reviewkit.reading_list.walk.items import A_REMARK
from reviewkit.reading_list.walk.walk import Walk


@dataclass(frozen=True, slots=True)
class ReadingList:
    """One list as it was read."""

    file: str
    """As the caller named it."""
    text: str
    """Newlines and a byte order mark as they lie on disk."""
    entries: tuple[Entry, ...]
    _vote: ColonVote = field(default=ColonVote(0, 0), repr=False, compare=False)
    _reasons: dict[int, list[str]] = field(default_factory=dict, repr=False, compare=False)
    _passed: dict[int, str] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def read(cls, path: Path, name: str | None = None) -> "ReadingList":
        """Read a list from disk.

        Raises ReadingListError where the file is missing, is a folder, or is not UTF-8.
        """
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise ReadingListError(
                "this reading list does not exist", "check the name, or run `reviewkit init LIST`", path=path
            ) from None
        except IsADirectoryError:
            raise ReadingListError("this is a folder, not a reading list", "name the file in it", path=path) from None
        except OSError as error:
            raise ReadingListError(f"this reading list cannot be read: {error.strerror}", path=path) from None
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise ReadingListError("this reading list is not UTF-8", "save it as UTF-8", path=path, line=line) from None
        return cls.parse(text, name if name is not None else str(path))

    @classmethod
    def parse(cls, text: str, file: str = "") -> "ReadingList":
        """Read a list's text, in time linear in its length."""
        with _collector_paused():
            return cls._parse(text, file)

    @classmethod
    def _parse(cls, text: str, file: str) -> "ReadingList":
        vote = colon_vote(text)
        walk = Walk(text, blocks(text, split(text)), definitions(text), vote.goes_on)
        drafts = walk.run()
        lines = (_range(text, walk.starts, draft) for draft in drafts)
        entries = finish(drafts, file, outlook(drafts), Bytes(text), lines)
        reasons = {draft.line: draft.reasons for draft in drafts}
        return cls(file, text, tuple(entries), vote, reasons, walk.passed)

    @property
    def remarks(self) -> tuple[int, ...]:
        """The lines of the bullets that were taken for remarks."""
        return tuple(line for line, why in self._passed.items() if why == A_REMARK)

    def entry_at(self, line: int) -> Entry | None:
        """Return the entry that a line belongs to, None where it belongs to none."""
        at = bisect_right([entry.line for entry in self.entries], line) - 1
        for entry in reversed(self.entries[max(0, at - 2) : at + 1]):
            if entry.line <= line <= entry.end_line:
                return entry
        return None

    def explain(self, line: int) -> str:
        """Say in plain words why a line was read as it was."""
        if entry := next((e for e in self.entries if e.line == line), None):
            reasons = [
                why for why in self._reasons.get(line, ()) if why and (entry.title or not why.startswith("title:"))
            ]
            if any("colon" in why for why in reasons):
                reasons.append(self._vote.explained)
            return "\n".join(
                [f"{self.file}:{line}: an entry: {entry.title or '(no title)'}", *(f"  {w}" for w in reasons)]
            )
        if line in self._passed:
            return f"{self.file}:{line}: no entry: {self._passed[line]}"
        if entry := self.entry_at(line):
            return f"{self.file}:{line}: part of the entry on line {entry.line}: {entry.title}"
        return f"{self.file}:{line}: no entry: blank, a comment, code, a table's header, or a line of the block above"


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the garbage collector from walking again and again over all that was read so far: there are no circles."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _range(text: str, starts: list[int], draft: Draft) -> tuple[int, int]:
    """Return the range of a draft's lines in the text, without the last line's ending."""
    start, end = starts[draft.line - 1], starts[draft.end_line] - 1
    while end > start and text[end - 1] == "\r":
        end -= 1
    return start, end
