"""Which addresses may be asked: https for public hosts, and only hosts that a source or the configuration names."""

import ipaddress
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

ARXIV_INTERVAL = 3.0
"""Seconds between request starts, https://info.arxiv.org/help/api/tou.html."""


def origin(url: str) -> str:
    """Return scheme, host and port of an address in one form; empty where it has none."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme.lower())
    except ValueError:
        return ""
    if not parts.hostname or port is None:
        return ""
    return f"{parts.scheme.lower()}://{parts.hostname.lower()}:{port}"


def host(url: str) -> str:
    """Return the host of an address, in lower case; empty where it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def is_local(name: str) -> bool:
    """Tell whether a host is this machine or in a private network, where plain http is allowed."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_private


def is_loopback(name: str) -> bool:
    """Tell whether a host is this machine, which no proxy stands in front of."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def is_arxiv(url: str) -> bool:
    """Tell whether an address is one of arXiv's own, for which its terms of use hold."""
    name = host(url)
    return name == "arxiv.org" or name.endswith(".arxiv.org")


def fault_in(url: str) -> str:
    """Return what forbids asking this address at all; empty where nothing does."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "is not an http or https address"
    if parts.username or parts.password:
        return "has a user name or password in it"
    if parts.scheme == "http" and not is_local(parts.hostname):
        return "is not https, which is needed for public hosts"
    return ""


def allowed_origins(urls: Iterable[str]) -> frozenset[str]:
    """Return the origins of some base addresses; a public host is meant with https."""
    return frozenset(filter(None, map(origin, urls)))


def mirrored(url: str, mirrors: Mapping[str, str]) -> str:
    """Return the address that stands for this one under the longest mirror that fits."""
    for base in sorted(mirrors, key=len, reverse=True):
        plain = base.rstrip("/")
        if url == plain or url.startswith(plain + "/"):
            return mirrors[base].rstrip("/") + url[len(plain) :]
    return url
