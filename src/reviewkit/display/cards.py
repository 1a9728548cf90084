"""What the cards say of a library, a paper and a review: from values to `Card`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from reviewkit.display import palette
from reviewkit.display.card import Bar, Card, Link, Part, legend
from reviewkit.papers import Paper
from reviewkit.review import Review
from reviewkit.rows import Row

DONE = ("reviewed", "read")
AUTHORS_SHOWN = 6
SECTIONS_SHOWN = 12
NEXT_SHOWN = 3
NOTES_SHOWN = 8


def paper_card(row: Row, paper: Paper | None = None, here: str = "") -> Card:
    """Return a paper's card; `here` leads from the reader's folder to the library's root (`..` or empty)."""
    facts = [("status", row.status)]
    facts += [("rating", str(row.rating))] if row.rating is not None else []
    facts += [("tags", ", ".join(row.tags))] if row.tags else []
    facts += [(name, str(day)) for name, day in (("started", row.started), ("finished", row.finished)) if day]
    facts += _version(row)
    return Card(
        title=row.title,
        lines=tuple(line for line in (_authors(paper), venue(row)) if line),
        links=links(row, paper, here),
        bars=(*_claim_bars([row]), *_review_bars(row)),
        facts=tuple(facts),
        folded_title="Abstract",
        folded=(paper.abstract if paper else "") or "",
        notes=_notes(row.problems),
    )


def review_card(row: Row, review: Review, here: str = "", guidance: Iterable[str] = ()) -> Card:
    """Return a review's card: its sections, and which of them hold more than the template's own lines."""
    filled = set(review.filled(guidance))
    sections = tuple(
        Link(section.title, note="written" if section.title in filled else "empty") for section in review.sections
    )
    card = paper_card(row, None, here)
    return replace(
        card,
        title=f"Review of {row.title}",
        lines=(),
        facts=(*card.facts, ("words", str(row.words))),
        items_title="Sections",
        items=sections,
    )


@dataclass(frozen=True, slots=True)
class ShownReview(Review):
    """A review that Jupyter shows as its card."""

    card: Card

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return self.card.bundle()


def shown(review: Review, row: Row, here: str, guidance: Mapping[str, frozenset[str]]) -> ShownReview:
    """Return the review with its card; `guidance` has each template's own lines."""
    own = guidance.get(review.header.template, frozenset()) if review.header else frozenset()
    values = {part.name: getattr(review, part.name) for part in fields(review)}
    return ShownReview(**values, card=review_card(row, review, here, own))


def library_card(rows: Sequence[Row], name: str, here: str = "") -> Card:
    """Return the library's card: how far it is, section by section, and what comes next."""
    rest = len(by_section(rows)) - SECTIONS_SHOWN
    return Card(
        title=f"{name}: {counted(rows)}",
        lines=(f"and {rest} more sections",) if rest > 0 else (),
        bars=(_status_bar("all", rows), *_claim_bars(rows), *_section_bars(rows)),
        items_title="Next to read",
        items=tuple(_next(row, here) for row in reading_order(rows)[:NEXT_SHOWN]),
        notes=_notes([problem for row in rows for problem in row.problems]),
    )


def counted(rows: Sequence[Row]) -> str:
    """Return `1 paper`, `8 papers`, or `70 entries` where videos, courses, posts or books are among them."""
    if any(row.kind != "paper" for row in rows):
        return f"{len(rows)} entries"
    return f"{len(rows)} paper{'' if len(rows) == 1 else 's'}"


def reading_order(rows: Sequence[Row]) -> list[Row]:
    """Return what is left to read: first what was begun, then as the lists have it."""
    return [row for status in ("reading", "to-read") for row in rows if row.status == status]


def by_section(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Return the rows by the shortest telling name of the first section that they stand in, in the lists' order."""
    sections = [row.section.split("; ")[0] for row in rows]
    names = short_names(sections)
    found: dict[str, list[Row]] = {}
    for row, section in zip(rows, sections, strict=True):
        found.setdefault(names[section], []).append(row)
    return found


def short_names(sections: Sequence[str]) -> dict[str, str]:
    """Return for `A / B / C` its last heading, with those above it as far as the names would be alike."""
    paths = {section: [part.strip() for part in section.split(" / ")] for section in sections}
    names = {}
    for section, path in paths.items():
        for length in range(1, len(path) + 1):
            tail = path[-length:]
            if sum(other[-length:] == tail for other in paths.values()) == 1:
                break
        names[section] = " / ".join(tail).strip() or "no section"
    return names


def verdicts(row: Row) -> dict[str, int]:
    """Return how a paper's claims divide, by the names in `palette.VERDICT`."""
    told = {
        "hold": row.claims_held,
        "in direction": row.claims_in_direction,
        "failed": row.claims_failed,
        "stale": row.claims_stale,
        "unchecked": row.claims_unchecked,
    }
    return {**told, "open": max(0, row.claims_made - sum(told.values()))}


def links(row: Row, paper: Paper | None, here: str) -> tuple[Link, ...]:
    """Return the ways on from a paper: its review, its notebook, its record."""
    ways = [
        Link(name, _beside(here, path)) for name, path in (("review", row.review), ("notebook", row.notebook)) if path
    ]
    if row.arxiv:
        ways.append(Link(f"arXiv:{row.arxiv}", f"https://arxiv.org/abs/{row.arxiv}"))
    if row.doi and not row.doi.startswith("10.48550/arxiv."):
        ways.append(Link(f"doi:{row.doi}", f"https://doi.org/{row.doi}"))
    if paper and paper.url and not (row.arxiv or row.doi):
        ways.append(Link("publication", paper.url))
    return tuple(ways)


def _beside(here: str, path: str) -> str:
    return f"{here}/{path}" if here and here != "." else path


def _authors(paper: Paper | None) -> str:
    if not paper:
        return ""
    names = [str(name) for name in paper.author]
    more = len(names) - AUTHORS_SHOWN
    return ", ".join(names[:AUTHORS_SHOWN]) + (f" and {more} more" if more > 0 else "")


def venue(row: Row) -> str:
    """Return where and when it appeared, as short as is known."""
    year = str(row.year or "")
    place = row.venue or ""
    return place if year in place else f"{place} {year}".strip()


def _version(row: Row) -> list[tuple[str, str]]:
    if row.version is None:
        return []
    newer = row.latest_version is not None and row.latest_version > row.version
    return [("read in", f"v{row.version}" + (f" (v{row.latest_version} is out)" if newer else ""))]


def _status_bar(label: str, rows: Sequence[Row]) -> Bar:
    counts = Counter(row.status for row in rows)
    parts = tuple(Part(status, counts[status], color) for status, color in palette.STATUS.items())
    return Bar(label, parts, legend({part.name: part.count for part in parts}), sum(counts[name] for name in DONE))


def _section_bars(rows: Sequence[Row]) -> list[Bar]:
    sections = list(by_section(rows).items())
    return [_status_bar(name, found) for name, found in sections[:SECTIONS_SHOWN]] if len(sections) > 1 else []


def _claim_bars(rows: Sequence[Row]) -> list[Bar]:
    made = sum(row.claims_made for row in rows)
    if not made:
        return []
    counts = Counter[str]()
    for row in rows:
        counts.update(verdicts(row))
    parts = tuple(Part(name, counts[name], color) for name, color in palette.VERDICT.items())
    shown = {part.name: part.count for part in parts if part.name != "hold"}
    rest = f" ({legend(shown)})" if any(shown.values()) else ""
    return [Bar("claims", parts, f"{counts['hold']} of {made} hold{rest}", counts["hold"])]


def _review_bars(row: Row) -> list[Bar]:
    if not row.sections:
        return []
    parts = (Part("written", row.filled, "#3b82c4"), Part("empty", max(0, row.sections - row.filled), "#8a8f9800"))
    return [Bar("review", parts, f"{row.filled} of {row.sections} sections written", row.filled)]


def _next(row: Row, here: str) -> Link:
    return Link(row.title, _beside(here, row.notebook) if row.notebook else "", venue(row))


def _notes(problems: Sequence[str]) -> tuple[str, ...]:
    more = len(problems) - NOTES_SHOWN
    return (*problems[:NOTES_SHOWN], *([f"and {more} more; `reviewkit check` lists them"] if more > 0 else []))
