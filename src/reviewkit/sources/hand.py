"""The hand on the network: what is asked, how often, how far apart, and when it is given up."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Protocol

from reviewkit.errors import OfflineError, RateLimitedError, SourceError, UnavailableError
from reviewkit.sources.cache import DAY, Cache
from reviewkit.sources.http import Answer, ExchangeError
from reviewkit.sources.spacing import Spacing

ATTEMPTS = 5
LONGEST_WAIT = 120.0
"""Seconds; a service that asks for more is asked no more in this run."""
_BUSY = (429, 500, 502, 503, 504)
_STEPS = (1.0, 3.0, 6.0, 12.0)
"""The waits between attempts in units of the first: 10, 30, 60 and 120 s at arXiv's interval of 3 s."""
_BLOCKED = re.compile(
    rb"access denied|attention required!|cloudflare|making sure you&#?\w*;?'?re not a bot|are you a robot|captcha"
    rb"|rate exceeded|you have been blocked|challengerequired|just a moment\.\.\.",
    re.I,
)


class Fetch(Protocol):
    """What makes one exchange: `http.Wire`, or a stand-in."""

    def fetch(self, url: str) -> Answer:
        """Return the answer to one GET, or raise ExchangeError."""

    def close(self) -> None:
        """Close what is open."""


def _sound(_: Answer) -> str:
    return ""


def _never(_: Answer) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Request:
    """One GET, and what makes its answer one that is believed."""

    url: str
    service: str
    """The name that the user sees, and the unit that is given up."""
    interval: float = 0.0
    """Seconds between request starts."""
    accepts: tuple[int, ...] = (200,)
    """Statuses that are answers."""
    check: Callable[[Answer], str] = _sound
    """Return what is wrong with an answer, empty where nothing is."""
    doubtful: Callable[[Answer], bool] = _never
    """Whether an answer is asked for once more before it is believed."""
    anew: bool = False
    """Ask the service even where the cache knows."""


class Hand:
    """Asks services through the cache, spaced and bounded; gives a service up for the run when it fails."""

    def __init__(
        self,
        wire: Fetch | None,
        cache: Cache,
        spacing: Spacing,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        chance: random.Random,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._wire = wire
        self.cache = cache
        self._spacing = spacing
        self._clock = clock
        self._sleep = sleep
        self._chance = chance
        self._tell = tell
        self._given_up: dict[str, SourceError] = {}
        self._fresh_since: float | None = None
        self.requests: dict[str, int] = {}
        """Requests made in this run, for each service."""
        self.stale: dict[str, float] = {}
        """Services that failed and were answered for by the cache, with the oldest answer."""

    def refresh(self) -> None:
        """From here on believe no answer that is older than now."""
        self._fresh_since = self._clock()

    @property
    def since(self) -> float:
        """The moment from which on an answer is fresh."""
        return self._clock() - DAY if self._fresh_since is None else self._fresh_since

    def get(self, request: Request) -> Answer:
        """Return an answer that passed its check: fresh from the cache, else from the service, else stale.

        Raises OfflineError, RateLimitedError or UnavailableError.
        """
        kept = self.cache.get(request.url)
        if kept is not None and not request.anew and kept.fetched >= self.since:
            return kept
        try:
            answer = self._asked(request)
        except SourceError:
            if kept is None:
                raise
            if self._wire is not None:
                self.stale[request.service] = min(kept.fetched, self.stale.get(request.service, kept.fetched))
            return replace(kept, stale=True)
        self.cache.put(answer)
        return answer

    def close(self) -> None:
        """Close connections and files."""
        if self._wire is not None:
            self._wire.close()
        self.cache.close()

    def _asked(self, request: Request) -> Answer:
        if self._wire is None:
            raise OfflineError(f"{request.service} was not asked: offline", source=request.service, url=request.url)
        if earlier := self._given_up.get(request.service):
            raise earlier
        answer = self._tried(request)
        if request.doubtful(answer):
            answer = self._tried(request)
        return answer

    def _tried(self, request: Request) -> Answer:
        """Try until an answer is sound, a bounded number of times."""
        offline = False
        for attempt in range(1, ATTEMPTS + 1):
            try:
                answer = self._exchange(request)
                fault, attempts = self._fault(request, answer)
            except ExchangeError as error:
                answer, fault, attempts, offline = None, error.reason, error.attempts, error.offline
            if answer is not None and not fault:
                return answer
            wait = self._wait(request, answer, attempt)
            if wait > LONGEST_WAIT:
                raise self._give_up(RateLimitedError, request, f"asks us to wait {wait:.0f} s")
            if attempt >= attempts:
                break
            self._tell(f"{request.service}: {fault}; trying again in {wait:.0f} s")
            self._sleep(wait)
        if offline:
            raise self._give_up(OfflineError, request, fault)
        kind = RateLimitedError if answer is not None and answer.status == 429 else UnavailableError
        raise self._give_up(kind, request, fault)

    def _exchange(self, request: Request) -> Answer:
        assert self._wire is not None  # `_asked` looked
        with self._spacing.turn(request.service, request.interval):
            self.requests[request.service] = self.requests.get(request.service, 0) + 1
            return self._wire.fetch(request.url)

    def _fault(self, request: Request, answer: Answer) -> tuple[str, int]:
        """Return what is wrong with an answer, and how often the same may be tried in all."""
        if answer.status in request.accepts:
            fault = request.check(answer)
            return (f"{fault} (it seems to block us)" if fault and _BLOCKED.search(answer.body[:4096]) else fault), 3
        if answer.status in _BUSY:
            words = "too many requests" if answer.status == 429 else "the service is in trouble"
            return f"status {answer.status}, {words}", ATTEMPTS
        if answer.status in (401, 403):
            return f"status {answer.status}, it refuses us", 2
        return f"status {answer.status}", 1

    def _wait(self, request: Request, answer: Answer | None, attempt: int) -> float:
        """Return the seconds until the next attempt: what the service asks for, else ever longer, with jitter."""
        asked = None if answer is None else retry_after(answer.headers.get("retry-after", ""), self._clock())
        if asked is not None:
            return asked
        first = max(10 / 3 * request.interval, 0.2)
        return min(first * _STEPS[min(attempt, len(_STEPS)) - 1], LONGEST_WAIT) * self._chance.uniform(0.8, 1.0)

    def _give_up(self, kind: type[SourceError], request: Request, fault: str) -> SourceError:
        error = kind(
            f"{request.service} is unavailable: {fault}",
            "what was fetched is kept; run the same command again later",
            source=request.service,
            url=request.url,
        )
        self._given_up[request.service] = error
        return error


def retry_after(value: str, now: float) -> float | None:
    """Return the seconds that a Retry-After header asks for; None for none, a negative one or garbage."""
    text = value.strip()
    if text.isdecimal():
        return float(text) if len(text) < 10 else float("inf")
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    seconds = moment.timestamp() - now
    return seconds if seconds > 0 else None
