"""The progress table as a pandas DataFrame with a type for each column."""

import dataclasses
from collections.abc import Sequence

import pandas as pd

from reviewkit.review import STATUSES
from reviewkit.rows import COLUMNS, Row

_TEXTS = ("key", "title", "kind", "section", "venue", "arxiv", "doi", "review", "notebook", "abstract")
_WHOLE = (
    "year", "rating", "filled", "sections", "words", "claims_held", "claims_made", "claims_failed", "claims_stale",
    "claims_unchecked", "claims_in_direction", "version", "latest_version",
)  # fmt: skip
_DAYS = ("started", "finished")


def progress(rows: Sequence[Row]) -> pd.DataFrame:
    """Return one line a row: texts, nullable integers, days, the status as an ordered category.

    `tags` and `problems` hold tuples of texts.
    """
    table = pd.DataFrame([dataclasses.asdict(row) for row in rows], columns=list(COLUMNS))
    table = table.astype(dict.fromkeys(_TEXTS, "string") | dict.fromkeys(_WHOLE, "Int64"))
    table["status"] = pd.Categorical(table["status"], categories=list(STATUSES), ordered=True)
    for name in _DAYS:
        table[name] = pd.to_datetime(table[name])
    return table
