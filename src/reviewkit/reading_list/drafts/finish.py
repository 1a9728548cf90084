"""From drafts to entries."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice

from reviewkit.reading_list.drafts.draft import Draft, Outlook
from reviewkit.reading_list.drafts.entrylinks import Found, entry_links
from reviewkit.reading_list.drafts.facts import column_venue, identifiers, venue_and_year, year_and_month
from reviewkit.reading_list.drafts.people import authors
from reviewkit.reading_list.entry import Entry, Link, Span
from reviewkit.reading_list.inline.roles import label_of
from reviewkit.reading_list.layout.lines import Bytes
from reviewkit.reading_list.words.kinds import decide, section_kind

# The named tuples' own constructors are functions in Python, and keywords cost as much again.
_link: Callable[[tuple[str, str, str, Span, Span]], Link] = partial(tuple.__new__, Link)
_Fields = tuple[
    str, int, int, str, str, Span, Span, tuple[str, ...], str | None, int | None, tuple[str, ...], str | None,
    str | None, tuple[Link, ...], bool | None,
]  # fmt: skip
_entry: Callable[[_Fields], Entry] = partial(tuple.__new__, Entry)
BATCH = 500
"""How many drafts are asked one question before the next: more of them do not stay in a processor's memory."""


def finish(
    drafts: Sequence[Draft], file: str, outlook: Outlook, places: Bytes, lines: Iterable[tuple[int, int]]
) -> list[Entry]:
    """Turn drafts into entries; `lines`: the range of each one's lines in the text.

    Each question is asked of many drafts before the next is asked of any, which is quicker: see `Reader.look_ahead`.
    """
    entries: list[Entry] = []
    ranges = iter(lines)
    for start in range(0, len(drafts), BATCH):
        some = drafts[start : start + BATCH]
        found = [entry_links(draft, outlook) for draft in some]
        dated = [venue_and_year(draft) for draft in some]
        numbers = list(map(identifiers, some, found))
        people = [authors(draft) for draft in some]
        answers = zip(some, islice(ranges, len(some)), found, dated, numbers, people, strict=True)
        entries += [_finished(file, outlook, places.span, *each) for each in answers]
    return entries


def _finished(
    file: str,
    outlook: Outlook,
    span: Callable[[tuple[int, int]], Span],
    draft: Draft,
    lines: tuple[int, int],
    found: list[Found],
    dated: tuple[str | None, int | None],
    numbers: tuple[str | None, str | None],
    people: tuple[str, ...],
) -> Entry:
    title, (venue, year), (arxiv, number) = draft.title, dated, numbers
    year = year_and_month(venue, year, arxiv)
    title_role, roles, links = None, [], []
    for role, where, anchor, own in found:
        if own:
            title_role = title_role or role
        else:
            roles.append(role)
        links.append(_link((role, label_of(where, anchor), anchor.url, span(anchor.whole), span(anchor.target))))
    # What stands below `Venue` beside a repository may be its maker.
    maker = column_venue(draft) if title_role == "code" else None
    published = venue is not None and (maker is None or maker.name != venue)
    stated = published or bool(arxiv or number)
    kind, why = decide(title, title_role, roles, stated, section_kind(draft.section), outlook.plenty)
    draft.reasons.append(f"kind {kind}: {why}")
    inline, start, end, _ = draft.place
    return _entry((
        file, draft.line, draft.end_line, title, kind, span(lines), span(inline.source(start, end)),
        draft.section, venue, year, people, arxiv, number, tuple(links), draft.checked,
    ))  # fmt: skip
