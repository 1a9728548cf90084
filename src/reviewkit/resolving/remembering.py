"""What was decided about a title, as a text that a cache can keep for a day."""

import dataclasses
import json
from collections.abc import Sequence

from reviewkit.errors import PapersError
from reviewkit.matching import Verdict
from reviewkit.papers import Paper, Papers


def dumps(verdict: Verdict, source: str) -> str:
    """Return a verdict, and the source of its record, as JSON."""
    records = [*([verdict.paper] if verdict.paper else []), *verdict.candidates]
    content = {
        "source": source,
        "rule": verdict.rule,
        "ambiguous": verdict.ambiguous,
        "found": verdict.paper is not None,
        "records": _csl(records),
    }
    return json.dumps(content, ensure_ascii=False)


def loads(text: str) -> tuple[Verdict, str] | None:
    """Return the verdict and the source that `dumps` wrote; None for anything else."""
    try:
        content = json.loads(text)
        records = _papers(content["records"])
        found = records[0] if content["found"] else None
        candidates = tuple(records[1:] if content["found"] else records)
        return Verdict(found, str(content["rule"]), candidates, bool(content["ambiguous"])), str(content["source"])
    except (ValueError, KeyError, IndexError, TypeError, PapersError):
        return None


def _csl(records: Sequence[Paper]) -> str:
    numbered = [dataclasses.replace(paper, id=f"{number:04d}") for number, paper in enumerate(records)]
    return Papers(tuple(numbered)).dumps()


def _papers(text: str) -> list[Paper]:
    return [dataclasses.replace(paper, id="") for paper in Papers.parse(text).papers]
