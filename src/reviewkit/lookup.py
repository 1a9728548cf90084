"""Find a holding by what a person types: a key, a beginning, a piece of the title, an arXiv id."""

import difflib
from collections.abc import Sequence

from reviewkit import keys
from reviewkit.errors import UnknownPaperError
from reviewkit.holdings import Holding
from reviewkit.identifiers import arxiv_id

_SHOWN = 8


def find(name: str, holdings: Sequence[Holding]) -> Holding:
    """Return the one holding that a name means; raise `UnknownPaperError` with the candidates.

    A key wins over a beginning of keys, that over an arXiv id, that over a piece of a title.
    """
    wanted = name.strip()
    for fits in (_same_key, _begins_key, _same_identifier, _same_title, _in_title):
        found = [holding for holding in holdings if fits(wanted, holding)]
        papers = [holding for holding in found if holding.kind == "paper"]
        if len(found) > 1 and len(papers) == 1:
            found = papers
        if len(found) == 1:
            return found[0]
        if found:
            shown = [f"{holding.key} ({holding.title})" for holding in found[:_SHOWN]]
            more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
            raise UnknownPaperError(
                f"`{name}` fits more than one: {', '.join(shown)}{more}",
                "use the key",
                name=name,
                candidates=[holding.key for holding in found],
            )
    near = nearest(wanted, holdings)
    raise UnknownPaperError(
        f"no paper is called `{name}`",
        f"did you mean {', '.join(near)}?" if near else "`reviewkit status --all` lists the keys",
        name=name,
        candidates=near,
    )


def nearest(name: str, holdings: Sequence[Holding]) -> tuple[str, ...]:
    """Return up to three keys that look like the name."""
    return tuple(difflib.get_close_matches(name.lower(), [holding.key for holding in holdings], n=3, cutoff=0.5))


def _same_key(name: str, holding: Holding) -> bool:
    return holding.key == name.lower()


def _begins_key(name: str, holding: Holding) -> bool:
    return bool(name) and holding.key.startswith(name.lower())


def _same_identifier(name: str, holding: Holding) -> bool:
    wanted = arxiv_id(name)
    known = {holding.paper.arxiv if holding.paper else None, *(entry.arxiv for entry in holding.entries)}
    return wanted is not None and wanted in known


def _same_title(name: str, holding: Holding) -> bool:
    folded = keys.fold(name)
    return bool(folded) and folded in {keys.fold(holding.title), *(keys.fold(entry.title) for entry in holding.entries)}


def _in_title(name: str, holding: Holding) -> bool:
    folded = keys.fold(name)
    return bool(folded) and any(folded in keys.fold(title) for title in (holding.title, holding.entries[0].title))
