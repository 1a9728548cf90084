"""The configuration: `[tool.reviewkit]` in pyproject.toml, or a reviewkit.toml with the same keys at its top."""

import difflib
import posixpath
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from reviewkit.errors import ConfigError, LibraryNotFoundError

NAMES = ("reviewkit.toml", "pyproject.toml")
PROJECT_URL = "https://pypi.org/project/reviewkit/"
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a service answers, and how often it may be asked."""

    url: str
    interval: float
    """Seconds between the starts of two requests."""
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class SourcesConfig:
    """The metadata services."""

    contact: str = PROJECT_URL
    """An address that services may write to; it goes into the User-Agent and nowhere else."""
    arxiv: Endpoint = Endpoint("https://export.arxiv.org/api/query", 3.0)
    crossref: Endpoint = Endpoint("https://api.crossref.org", 0.1)
    datacite: Endpoint = Endpoint("https://api.datacite.org", 0.1)
    mirrors: Mapping[str, str] = field(default_factory=lambda: _NONE)
    """A public host's address -> the address that answers in its place."""
    pages_enabled: bool = True


@dataclass(frozen=True, slots=True)
class VerifyConfig:
    """Bounds for one notebook's run."""

    timeout: float = 120.0
    """Seconds for the whole notebook."""
    memory: int = 4096
    """MiB of address space for the kernel."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a library's owner has set; every field has a default that works."""

    path: Path
    """The file it was read from."""
    lists: tuple[str, ...] = ("reading-list.md",)
    reviews: str = "reviews"
    notebooks: str = "notebooks"
    templates: str = "templates"
    template: str = "summary"
    abstracts: bool = True
    open_with: str = ""
    """`lab`, `notebook` or `vscode`; empty decides by where it runs."""
    accept: frozenset[str] = frozenset()
    """Rules that `check` does not report."""
    sources: SourcesConfig = SourcesConfig()
    verify: VerifyConfig = VerifyConfig()

    @property
    def root(self) -> Path:
        """The library's folder."""
        return self.path.parent


_TABLES: Mapping[str, Mapping[str, type | tuple[type, ...]]] = {
    "": {
        "lists": list, "reviews": str, "notebooks": str, "templates": str, "template": str,
        "abstracts": bool, "contact": str, "check": dict, "sources": dict, "verify": dict, "open": dict,
    },
    "check": {"accept": list},
    "open": {"with": str},
    "verify": {"timeout": (int, float), "memory": int},
    "sources": {"arxiv": dict, "crossref": dict, "datacite": dict, "pages": dict},
    "sources.arxiv": {"url": str, "interval": (int, float), "enabled": bool},
    "sources.crossref": {"url": str, "interval": (int, float), "enabled": bool},
    "sources.datacite": {"url": str, "interval": (int, float), "enabled": bool},
    "sources.pages": {"enabled": bool, "mirrors": dict},
}  # fmt: skip


def find(start: Path) -> Path:
    """Return the nearest configuration file at or above a folder; raise `LibraryNotFoundError` if there is none."""
    for folder in (start, *start.parents):
        for name in NAMES:
            path = folder / name
            if path.is_file() and (name == "reviewkit.toml" or "reviewkit" in _table(_toml(path), "tool")):
                return path
    raise LibraryNotFoundError(
        "no library here or in any folder above",
        "`reviewkit init LIST.md` makes one from a reading list, `reviewkit init --example` an example",
        path=start,
    )


def above(folder: Path) -> Path | None:
    """Return the configuration of the library that a folder lies in, None where no folder above it is one."""
    try:
        return find(folder.parent)
    except (LibraryNotFoundError, ConfigError):
        return None


def load(path: Path) -> Config:
    """Read a configuration; raise `ConfigError` for a key or a value that is not known."""
    content = _toml(path)
    table = content if path.name == "reviewkit.toml" else _table(_table(content, "tool"), "reviewkit")
    lines = path.read_text(encoding="utf-8").splitlines()
    _check(table, "", path, lines)
    sources = _table(table, "sources")
    opened = str(_table(table, "open").get("with", ""))
    if opened not in ("", "lab", "notebook", "vscode"):
        raise ConfigError("`open.with` is not lab, notebook or vscode", "", path=path, line=_line("with", lines))
    default = Config(path)
    return Config(
        path=path,
        lists=tuple(dict.fromkeys(_texts(table, "lists", path, lines))) or default.lists,
        reviews=_folder(table, "reviews", default.reviews, path, lines),
        notebooks=_folder(table, "notebooks", default.notebooks, path, lines),
        templates=_folder(table, "templates", default.templates, path, lines),
        template=str(table.get("template", default.template)),
        abstracts=bool(table.get("abstracts", default.abstracts)),
        open_with=opened,
        accept=frozenset(_texts(_table(table, "check"), "accept", path, lines)),
        sources=_sources(str(table.get("contact", PROJECT_URL)), sources, path, lines),
        verify=_verify(_table(table, "verify"), default.verify),
    )


def fallback(folder: Path) -> Config:
    """Return the settings for a folder that may be outside any library."""
    try:
        return load(find(folder))
    except LibraryNotFoundError:
        return Config(folder / "reviewkit.toml")


def _sources(contact: str, table: Mapping[str, object], path: Path, lines: list[str]) -> SourcesConfig:
    default = SourcesConfig()
    pages = _table(table, "pages")
    mirrors = _table(pages, "mirrors")
    if not all(isinstance(value, str) for value in mirrors.values()):
        raise ConfigError("`mirrors` maps addresses to addresses", "", path=path, line=_line("mirrors", lines))
    return SourcesConfig(
        contact=contact or PROJECT_URL,
        arxiv=_endpoint(_table(table, "arxiv"), default.arxiv),
        crossref=_endpoint(_table(table, "crossref"), default.crossref),
        datacite=_endpoint(_table(table, "datacite"), default.datacite),
        mirrors=MappingProxyType({key: str(value) for key, value in mirrors.items()}),
        pages_enabled=bool(pages.get("enabled", True)),
    )


def _verify(table: Mapping[str, object], default: VerifyConfig) -> VerifyConfig:
    timeout, memory = table.get("timeout", default.timeout), table.get("memory", default.memory)
    return VerifyConfig(
        timeout=float(timeout) if isinstance(timeout, int | float) else default.timeout,
        memory=memory if isinstance(memory, int) else default.memory,
    )


def _endpoint(table: Mapping[str, object], default: Endpoint) -> Endpoint:
    interval = table.get("interval", default.interval)
    return Endpoint(
        url=str(table.get("url", default.url)).rstrip("/"),
        interval=float(interval) if isinstance(interval, int | float) else default.interval,
        enabled=bool(table.get("enabled", True)),
    )


def _check(table: Mapping[str, object], where: str, path: Path, lines: list[str]) -> None:
    known = _TABLES[where]
    for key, value in table.items():
        name = f"{where}.{key}" if where else key
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(known)}"
            raise ConfigError(f"unknown key `{name}`", hint, path=path, line=_line(key, lines))
        wanted = known[key]
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            raise ConfigError(
                f"`{name}` has a value of the wrong kind", _kind(wanted), path=path, line=_line(key, lines)
            )
        if name in _TABLES and isinstance(value, dict):
            _check(value, name, path, lines)


def _kind(wanted: type | tuple[type, ...]) -> str:
    words = {list: "a list of texts", str: "a text", bool: "true or false", dict: "a table", int: "a whole number"}
    return f"it takes {words.get(wanted, 'a number') if isinstance(wanted, type) else 'a number'}"


def _texts(table: Mapping[str, object], key: str, path: Path, lines: list[str]) -> tuple[str, ...]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ConfigError(f"`{key}` is not a list of texts", "", path=path, line=_line(key, lines))
    return tuple(values)


def _folder(table: Mapping[str, object], key: str, default: str, path: Path, lines: list[str]) -> str:
    folder = posixpath.normpath(str(table.get(key, default)).replace("\\", "/"))
    if folder.startswith(("/", "..")) or ":" in folder or not folder.isprintable():
        hint = "name one inside it, relative to this file"
        raise ConfigError(f"`{key}` is no folder of the library", hint, path=path, line=_line(key, lines))
    return folder


def _table(table: Mapping[str, object], key: str) -> dict[str, object]:
    value = table.get(key, {})
    return value if isinstance(value, dict) else {}


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        message, line = _described(error, path)
        hint = 'a setting is a line like `reviews = "notes"`: texts in quotes, lists in [ ]'
        raise ConfigError(f"not TOML: {message}", hint, path=path, line=line) from error
    except UnicodeDecodeError as error:
        raise ConfigError("not UTF-8", "save the file as UTF-8", path=path) from error
    except RecursionError as error:
        raise ConfigError("not TOML that can be read", "", path=path) from error
    except OSError as error:
        raise ConfigError(f"cannot read: {(error.strerror or str(error)).lower()}", "", path=path) from error


def _described(error: tomllib.TOMLDecodeError, path: Path) -> tuple[str, int]:
    """Return what is wrong and in which line; before Python 3.14 the error has its place in its words alone."""
    message, _, place = str(error).partition(" (at ")
    found = re.match(r"line (\d+)", place)
    return message[:1].lower() + message[1:], int(found[1]) if found else len(path.read_text("utf-8").splitlines())


def _line(key: str, lines: list[str]) -> int | None:
    for number, line in enumerate(lines, 1):
        bare = line.strip().lstrip("[").lstrip("\"'")
        if bare.startswith(key) or f".{key}" in bare or f" {key} =" in line:
            return number
    return None
