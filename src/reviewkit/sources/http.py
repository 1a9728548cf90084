"""One exchange with a service: the only place where reviewkit opens a connection."""

import os
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError as WireError

from reviewkit.sources.addresses import fault_in, host, is_loopback, origin

BODY_CAP = 16 * 2**20
"""Bytes of a body, both as sent and as unpacked."""
_CHUNK = 2**16
_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 3


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds that a service may take."""

    connect: float = 10.0
    read: float = 60.0
    """Between two pieces of an answer."""
    whole: float = 60.0
    """For a whole answer, so that one byte a second is no answer either."""


DEFAULT_TIMEOUTS = Timeouts()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered, its body unpacked."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    url: str
    """As it was asked, before any redirect."""
    fetched: float = 0.0
    """Seconds since 1970."""
    stale: bool = False
    """Older than a day, and used because the service failed or the network is off."""


class ExchangeError(Exception):
    """An exchange without an answer; `attempts` is how often the same may be tried in all.

    `offline` says that this machine has no network, so that no service is to blame.
    """

    def __init__(self, reason: str, attempts: int, *, offline: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.attempts = attempts
        self.offline = offline


class Wire:
    """A `requests` session that follows redirects within its allow-list and reads no more than it must."""

    def __init__(
        self,
        *,
        user_agent: str,
        allowed: frozenset[str],
        clock: Callable[[], float],
        timeouts: Timeouts = DEFAULT_TIMEOUTS,
        body_cap: int = BODY_CAP,
    ) -> None:
        self._allowed = allowed
        self._clock = clock
        self._timeouts = timeouts
        self._body_cap = body_cap
        self._session = requests.Session()
        self._session.trust_env = False  # or a .netrc would send its passwords
        self._session.headers.update({"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate"})
        self._session.mount("https://", HTTPAdapter(pool_maxsize=1, max_retries=0))
        self._session.mount("http://", HTTPAdapter(pool_maxsize=1, max_retries=0))

    def fetch(self, url: str) -> Answer:
        """Return the answer to one GET.

        Raises ExchangeError when no whole answer came, and when the address or a redirect is not allowed.
        """
        place = url
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._once(place)
            target = answer.headers.get("location", "")
            if answer.status not in _REDIRECTS or not target:
                return Answer(answer.status, answer.headers, answer.body, url, self._clock())
            place = urljoin(place, target)
        raise ExchangeError("it redirects in a circle", 2)

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _once(self, url: str) -> Answer:
        if fault := fault_in(url):
            raise ExchangeError(f"the address {url} {fault}", 2)
        if origin(url) not in self._allowed:
            raise ExchangeError(f"it sends us to {host(url)}, which is not on the list of allowed hosts", 2)
        proxies = {} if is_loopback(host(url)) else requests.utils.get_environ_proxies(url)
        try:
            response = self._session.get(
                url,
                stream=True,
                allow_redirects=False,
                timeout=(self._timeouts.connect, self._timeouts.read),
                proxies=proxies,
                verify=os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True,
            )
        except requests.Timeout as error:
            raise ExchangeError("it did not answer in time", 2) from error
        except requests.ConnectionError as error:
            raise _unconnected(error) from error
        except requests.RequestException as error:
            raise ExchangeError(f"the request failed ({type(error).__name__})", 2) from error
        with response:
            body = self._body(response)
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, headers, body, url)

    def _body(self, response: requests.Response) -> bytes:
        """Read the body piece by piece: up to the cap, and not for ever."""
        started, pieces, size = self._clock(), [], 0
        try:
            while piece := response.raw.read1(_CHUNK, decode_content=False):
                pieces.append(piece)
                size += len(piece)
                if size > self._body_cap:
                    raise ExchangeError(f"its answer is larger than {self._body_cap >> 20} MB", 1)
                if self._clock() - started > self._timeouts.whole:
                    raise ExchangeError("its answer came too slowly", 2)
        except (WireError, OSError) as error:
            raise ExchangeError("the connection broke in the middle of its answer", 3) from error
        return unpacked(b"".join(pieces), response.headers.get("Content-Encoding", ""), self._body_cap)


def unpacked(body: bytes, encoding: str, cap: int = BODY_CAP) -> bytes:
    """Return a body without its gzip or deflate packing.

    Raises ExchangeError where it is broken, packed otherwise, or larger than the cap.
    """
    kind = encoding.strip().lower()
    if kind in ("", "identity"):
        return body
    if kind not in ("gzip", "x-gzip", "deflate"):
        raise ExchangeError(f"its answer is packed as {kind[:20]!r}, which was not asked for", 2)
    unpacker = zlib.decompressobj(47 if kind != "deflate" or body[:1] == b"\x78" else -15)
    try:
        plain = unpacker.decompress(body, cap + 1)
    except zlib.error as error:
        raise ExchangeError("its answer is packed wrongly", 3) from error
    if len(plain) > cap:
        raise ExchangeError(f"its answer is larger than {cap >> 20} MB", 1)
    if not unpacker.eof:
        raise ExchangeError("its answer is cut short", 3)
    return plain


def _unconnected(error: requests.ConnectionError) -> ExchangeError:
    """Say in plain words why there is no connection; what cannot be reached at all is tried once."""
    text = str(error)
    if "NameResolution" in text or "getaddrinfo" in text:
        return ExchangeError("its name is not known here (is the network up?)", 1, offline=True)
    if "Network is unreachable" in text or "No route to host" in text:
        return ExchangeError("there is no way to it (is the network up?)", 1, offline=True)
    return ExchangeError("it refuses connections" if "refused" in text else "the connection broke", 3)
