"""`init`: a new library around the lists, reviews and notebooks that are already there."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from reviewkit import disk, ondisk
from reviewkit.config import NAMES, Config, find, load
from reviewkit.errors import ConfigError, LibraryNotFoundError, ReadingListError
from reviewkit.holdings import inside
from reviewkit.reading_list import Entry, ReadingList
from reviewkit.templates import BUILT_IN

EXAMPLE = Path(__file__).parent / "example"
FRONT_PAGE = "00-progress.ipynb"
_USUAL_LISTS = ("reading-list.md", "readme.md", "papers.md")
_USUAL_REVIEWS = ("reviews", "notes", "paper-notes", "summaries", "papers", "_posts")


def init(folder: Path, lists: Sequence[str] = (), *, example: bool = False) -> tuple[str, ...]:
    """Make a folder a library; return the files written. What exists is adopted, never changed.

    Raises `ConfigError` where one is there already, `ReadingListError` where a list cannot be read.
    """
    _refuse_second(folder)
    new = {path.name: ondisk.read(path).text for path in sorted(EXAMPLE.glob("*.*"))} if example else {}
    clash = next((name for name, text in new.items() if not _absent(folder / name, text)), None)
    if clash:
        raise ConfigError(
            "already here; nothing was written", "make the example in an empty folder", path=folder / clash
        )
    names = [*dict.fromkeys(_relative(name, folder) for name in lists)] or ([] if example else [_usual_list(folder)])
    entries = [entry for name in names for entry in ReadingList.read(folder / name, name).entries]
    if example:
        names = [*(name for name in new if name.endswith(".md")), *names]
    elif not entries:
        raise ReadingListError("no entry was found in it", "name the list: `reviewkit init LIST.md`", path=names[0])
    front_page = f"notebooks/{FRONT_PAGE}"
    if not (folder / front_page).exists():
        new[front_page] = ondisk.read(BUILT_IN / "notebooks" / FRONT_PAGE).text
    # Last: a run that was cut short before it made no library, and can be run again.
    new["reviewkit.toml"] = _configuration(names, _reviews_folder(folder, entries))
    with disk.lock(folder, purpose="reviewkit init"):
        disk.sweep([folder, folder / "notebooks"])
        for name, text in new.items():
            if not (folder / name).exists():
                disk.create(folder / name, text)
    return tuple(new)


def _absent(path: Path, text: str) -> bool:
    """Tell whether a file is not there, or is what we would write: a run before this one was cut short."""
    return not path.exists() or (path.is_file() and path.read_bytes() == text.encode())


def _refuse_second(folder: Path) -> None:
    for name in NAMES:
        path = folder / name
        if path.is_file() and (name == "reviewkit.toml" or _has_table(folder)):
            load(path)
            raise ConfigError("this folder is a library already", "`reviewkit sync` makes what is missing", path=path)


def _has_table(folder: Path) -> bool:
    try:
        return find(folder).parent == folder
    except LibraryNotFoundError:
        return False


def _relative(name: str, folder: Path) -> str:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ReadingListError("a list outside this folder", "run `init` in the folder that holds the list", path=name)
    return path.relative_to(folder.resolve()).as_posix()


def _usual_list(folder: Path) -> str:
    here = {path.name.lower(): path.name for path in sorted(folder.glob("*.md"))}
    for name in _USUAL_LISTS:
        if name in here:
            return here[name]
    raise ReadingListError(
        "no reading list here",
        "name it: `reviewkit init LIST.md`; or `reviewkit init --example` in an empty folder",
        path=folder,
    )


def _reviews_folder(folder: Path, entries: Iterable[Entry]) -> str:
    """Return the folder that holds the reviews: where the lists' links lead, else a usual name with Markdown in it."""
    linked = Counter(
        path.split("/")[0]
        for entry in entries
        for target in entry.targets("review")
        if (path := inside(target, entry.file)) and "/" in path and path.endswith(".md") and (folder / path).is_file()
    )
    for name in (*(name for name, _ in linked.most_common(1)), *_USUAL_REVIEWS):
        if any(next((folder / name).glob(pattern), None) for pattern in ("*.md", "*/*.md")):
            return name
    return Config(folder).reviews


def _configuration(lists: Sequence[str], reviews: str) -> str:
    quoted = ", ".join(json.dumps(name, ensure_ascii=False) for name in lists)  # a JSON string is a TOML one
    lines = ["# What reviewkit keeps here; every other setting has a default.", f"lists = [{quoted}]"]
    if reviews != Config(Path()).reviews:
        lines.append(f"reviews = {json.dumps(reviews, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"
