"""The verbs about identities: resolve, sources."""

import datetime
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from reviewkit import ondisk
from reviewkit.cli.bars import asking_bar
from reviewkit.cli.output import emit, format_option, narrate, narrate_open
from reviewkit.config import Config, fallback
from reviewkit.errors import SourceError
from reviewkit.library import Library
from reviewkit.network import cache_folder
from reviewkit.papers import Paper, Papers
from reviewkit.reading_list import ReadingList
from reviewkit.resolving.asking import Progress
from reviewkit.resolving.outcomes import Outcome, Resolution
from reviewkit.resolving.resolve import resolve as resolve_entries
from reviewkit.sources import registry

_SOURCE_COLUMNS = ("source", "on", "answers", "why", "url")
_COLUMNS = ("line", "title", "state", "arxiv", "doi", "via", "why")


@click.command()
@click.argument("reading_list", metavar="[LIST]", required=False, type=click.Path())
@click.option("--refresh", is_flag=True, help="Ask again for everything: new versions, venues, withdrawals.")
@click.option("--offline", is_flag=True, help="Do not use the network; the cache alone answers.")
@format_option()
def resolve(reading_list: str | None, refresh: bool, offline: bool, form: str) -> None:
    """Decide which paper each entry is.

    Without LIST for the library's own lists, into papers.json. With a LIST, any Markdown file, nothing is written
    but the cache.
    """
    with asking_bar() as (progress, tell):
        if reading_list is None:
            library = Library.open()
            result = library.resolve(refresh=refresh, offline=offline, progress=progress, tell=tell)
            resolution = result.resolution
        else:
            resolution = _resolved(Path(reading_list), refresh, offline, progress, tell)
    emit([row(outcome) for outcome in resolution.outcomes], form, columns=_COLUMNS if form == "table" else None)
    _tell(resolution)
    # Without a network nothing is wrong with a service, but what was asked for is not there either.
    sys.exit(resolution.exit_code or int(resolution.offline and not offline))


@click.command()
@click.option("--offline", is_flag=True, help="Do not ask whether they answer.")
@format_option()
def sources(offline: bool, form: str) -> None:
    """Show which metadata services are on, why, and whether they answer."""
    config = fallback(Path.cwd())
    made = registry.make(config.sources, cache_dir=cache_folder(), offline=offline, tell=narrate, warn=narrate)
    made.refresh()
    try:
        emit(list(_standing(config, made, offline)), form, columns=_SOURCE_COLUMNS if form == "table" else None)
    finally:
        made.close()
    narrate(f"they are asked as {registry.user_agent(config.sources)}")


COMMANDS = [resolve, sources]


def row(outcome: Outcome) -> dict[str, object]:
    """Return an outcome as one row of the answer."""
    paper = outcome.paper
    return {
        "file": outcome.entry.file,
        "line": outcome.entry.line,
        "title": outcome.entry.title,
        "state": outcome.state,
        "arxiv": paper.arxiv if paper else None,
        "doi": (paper.doi or None) if paper else None,
        "via": outcome.via,
        "why": outcome.why,
        "candidates": [_candidate(each) for each in outcome.candidates],
    }


def _candidate(paper: Paper) -> dict[str, object]:
    return {"arxiv": paper.arxiv, "doi": paper.doi or None, "title": paper.title, "year": paper.year}


def _resolved(path: Path, refresh: bool, offline: bool, progress: Progress, tell: Callable[[str], None]) -> Resolution:
    config = fallback(Path.cwd())
    entries = ReadingList.read(path, str(path)).entries
    made = registry.make(config.sources, cache_dir=cache_folder(), offline=offline, tell=tell, warn=tell)
    try:
        return resolve_entries(
            entries, _papers(config), made, refresh=refresh, today=datetime.date.today(), progress=progress
        )
    finally:
        made.close()


def _papers(config: Config) -> Papers:
    """Return the records of the library that we stand in; none outside of one."""
    path = config.root / "papers.json"
    if not (config.path.is_file() and path.is_file()):
        return Papers()
    return Papers.parse(ondisk.read(path).text, path)


def _tell(resolution: Resolution) -> None:
    """Narrate what changed, what failed, and the receipt."""
    for change in resolution.changes:
        narrate(str(change))
    for outcome in resolution.outcomes:
        if outcome.unknown:
            narrate_open(outcome)
    for line in (*resolution.notes, *resolution.failures):
        narrate(line)
    if resolution.offline:
        narrate("offline: what neither papers.json nor the cache knows was not asked for")
    if resolution.interrupted:
        narrate("stopped; what was fetched is kept, run the same command again to go on")
    asked = ", ".join(f"{count} to {service}" for service, count in sorted(resolution.requests.items()))
    narrate(f"{resolution.receipt}" + (f"; requests: {asked}" if asked else ""))


def _standing(config: Config, made: registry.Sources, offline: bool) -> Iterator[Mapping[str, object]]:
    on = {source.name: source for source in made}
    for entry in registry.REGISTRY:
        source = on.get(entry.name)
        yield {
            "source": entry.name,
            "on": source is not None,
            "why": entry.purpose if source else "turned off in the configuration",
            "url": entry.endpoint(config.sources).url,
            "interval": entry.endpoint(config.sources).interval,
            "answers": "" if source is None else "not asked" if offline else _probe(source.probe),
        }


def _probe(probe: Callable[[], str]) -> str:
    try:
        return f"yes: {probe()}"
    except SourceError as error:
        return f"no: {error}"
