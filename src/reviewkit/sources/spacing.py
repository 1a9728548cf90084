"""One request at a time, and starts far enough apart, for all processes of this machine."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 600.0
"""Seconds to wait for another process that holds the turn; its own waiting is bounded by less."""


class Spacing:
    """A clock of request starts for each service, kept in one small file a service.

    The file is an SQLite database whose write lock is held while a request runs: it works on every system
    and is let go when a process dies.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        warn: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._sleep = sleep
        self._warn = warn
        self._starts: dict[str, float] = {}

    @contextmanager
    def turn(self, service: str, interval: float) -> Iterator[None]:
        """Hold the only connection to a service, begun at least `interval` seconds after the last one."""
        if interval <= 0:
            yield
            return
        connection = self._open(service)
        try:
            self._wait(self._last(connection, service), interval)
            self._note(connection, service)
            yield
        finally:
            if connection is not None:
                self._let_go(connection)

    def _open(self, service: str) -> sqlite3.Connection | None:
        name = "".join(letter if letter.isalnum() else "-" for letter in service)
        path = self._folder / f"turn-{name}.sqlite"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            return self._locked(path)
        except sqlite3.OperationalError as error:
            self._alone(service, error)
            return None
        except sqlite3.DatabaseError:
            return self._anew(service, path)
        except OSError as error:
            self._alone(service, error)
            return None

    def _locked(self, path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        try:
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("CREATE TABLE IF NOT EXISTS turn (started REAL NOT NULL)")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _anew(self, service: str, path: Path) -> sqlite3.Connection | None:
        """A file that is no database is ours to replace: it holds one number."""
        try:
            path.unlink(missing_ok=True)
            return self._locked(path)
        except (OSError, sqlite3.Error) as error:
            self._alone(service, error)
            return None

    def _alone(self, service: str, error: Exception) -> None:
        self._warn(f"requests to {service} are spaced within this process only: {error}")

    def _last(self, connection: sqlite3.Connection | None, service: str) -> float:
        shared = 0.0
        if connection is not None:
            row = connection.execute("SELECT max(started) FROM turn").fetchone()
            shared = float(row[0] or 0.0)
        return max(shared, self._starts.get(service, 0.0))

    def _wait(self, last: float, interval: float) -> None:
        """Sleep what is missing; a last start in the future is a clock that was set back."""
        missing = min(last + interval - self._clock(), interval)
        if missing > 0:
            self._sleep(missing)

    def _note(self, connection: sqlite3.Connection | None, service: str) -> None:
        self._starts[service] = self._clock()
        if connection is not None:
            connection.execute("DELETE FROM turn")
            connection.execute("INSERT INTO turn VALUES (?)", (self._starts[service],))

    def _let_go(self, connection: sqlite3.Connection) -> None:
        try:
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._warn(f"the time of the last request could not be kept: {error}")
        finally:
            connection.close()
