"""Answers kept for a day in the user's cache folder; anyone may delete them at any time."""

import json
import sqlite3
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from reviewkit.sources.http import Answer

DAY = 86_400.0
_KEPT = 90 * DAY
_LAYOUT = 1
_BUSY = 15.0
"""Seconds to wait for another process that writes."""


class Cache:
    """What services answered, and what was decided from it.

    It never hurts: a file that cannot be read is set aside, one that cannot be written is done without; each
    is told once.
    """

    def __init__(
        self,
        path: Path,
        *,
        clock: Callable[[], float],
        warn: Callable[[str], None] = lambda _: None,
        busy: float = _BUSY,
    ) -> None:
        self._path = path
        self._busy = busy
        self._clock = clock
        self._warn = warn
        self._connection = self._open()

    def get(self, url: str) -> Answer | None:
        """Return the last answer to a GET, of whatever age."""
        rows = self._rows("SELECT status, headers, body, fetched FROM answers WHERE url = ?", (url,))
        if not rows:
            return None
        status, headers, body, fetched = rows[0]
        try:
            return Answer(status, json.loads(headers), zlib.decompress(body), url, fetched)
        except (TypeError, ValueError, zlib.error):
            self._set_aside("an answer in it cannot be read")
            return None

    def put(self, answer: Answer) -> None:
        """Keep an answer under the address that was asked."""
        kept = {name: answer.headers[name] for name in ("content-type",) if name in answer.headers}
        self._write(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)",
            [(answer.url, answer.status, json.dumps(kept), zlib.compress(answer.body), answer.fetched)],
        )

    def recall(self, name: str, since: float) -> str | None:
        """Return what was remembered under a name, at or after `since`."""
        rows = self._rows("SELECT value FROM decided WHERE name = ? AND seen >= ?", (name, since))
        return str(rows[0][0]) if rows else None

    def remember(self, values: Mapping[str, str]) -> None:
        """Keep what was decided now, under its names."""
        now = self._clock()
        self._write("INSERT OR REPLACE INTO decided VALUES (?, ?, ?)", [(*pair, now) for pair in values.items()])

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                return self._prepared()
            except sqlite3.OperationalError as error:
                self._warn(f"no cache is used: {self._path}: {error}")
                return None
            except sqlite3.DatabaseError as error:
                if not self._rename(str(error)):
                    return None
            except OSError as error:
                self._warn(f"no cache is used: {self._path}: {error.strerror or error}")
                return None
        return None

    def _prepared(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=self._busy, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            layout = connection.execute("PRAGMA user_version").fetchone()[0]
            if layout not in (0, _LAYOUT):
                raise sqlite3.DatabaseError(f"it has layout {layout}, this version writes {_LAYOUT}")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS answers (url TEXT PRIMARY KEY, status INTEGER NOT NULL,"
                " headers TEXT NOT NULL, body BLOB NOT NULL, fetched REAL NOT NULL)"
            )
            connection.execute(
                "CREATE TABLE IF NOT EXISTS decided (name TEXT PRIMARY KEY, value TEXT NOT NULL, seen REAL NOT NULL)"
            )
            connection.execute("DELETE FROM answers WHERE fetched < ?", (self._clock() - _KEPT,))
            connection.execute("DELETE FROM decided WHERE seen < ?", (self._clock() - DAY,))
            connection.execute(f"PRAGMA user_version = {_LAYOUT}")
            connection.execute("COMMIT")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _rename(self, why: str) -> bool:
        """Set the broken file aside; return whether there is room for a new one."""
        aside = self._path.with_name(self._path.name + ".broken")
        try:
            self._path.replace(aside)
            for ending in ("-wal", "-shm"):
                self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
        except OSError as error:
            self._warn(f"no cache is used: {self._path} is broken and cannot be set aside: {error.strerror or error}")
            return False
        self._warn(f"the cache was broken ({why}); it is set aside as {aside} and a new one is begun")
        return True

    def _set_aside(self, why: str) -> None:
        self.close()
        if self._rename(why):
            self._connection = self._open()

    def _rows(self, query: str, values: tuple[object, ...]) -> list[Any]:
        if self._connection is None:
            return []
        try:
            return list(self._connection.execute(query, values))
        except sqlite3.OperationalError as error:
            self._warn(f"the cache could not be read: {error}")
        except sqlite3.DatabaseError as error:
            self._set_aside(str(error))
        return []

    def _write(self, query: str, rows: list[tuple[object, ...]]) -> None:
        if self._connection is None or not rows:
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(query, rows)
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            self._warn(f"an answer could not be kept in the cache: {error}")
        except sqlite3.DatabaseError as error:
            self._set_aside(str(error))
