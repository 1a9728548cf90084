"""`init`: a new library around the lists, reviews and notebooks that are already there."""

from collections.abc import Sequence
from pathlib import Path

from reviewkit import disk
from reviewkit.config import NAMES, Config, find, load
from reviewkit.errors import ConfigError, LibraryNotFoundError, ReadingListError
from reviewkit.reading_list import ReadingList
from reviewkit.templates import BUILT_IN

EXAMPLE = Path(__file__).parent / "example"
FRONT_PAGE = "00-progress.ipynb"
_USUAL_LISTS = ("reading-list.md", "README.md", "papers.md")
_USUAL_REVIEWS = ("reviews", "notes", "paper-notes", "summaries", "papers")


def init(folder: Path, lists: Sequence[str] = (), *, example: bool = False) -> tuple[str, ...]:
    """Make a folder a library; return the files written. What exists is adopted, never changed.

    Raises `ConfigError` where one is there already, `ReadingListError` where a list cannot be read.
    """
    _refuse_second(folder)
    new = {path.name: disk.read(path).text for path in sorted(EXAMPLE.glob("*.*"))} if example else {}
    clash = next((name for name in new if (folder / name).exists()), None)
    if clash:
        raise ConfigError(
            "already here; nothing was written", "make the example in an empty folder", path=folder / clash
        )
    names = [_relative(name, folder) for name in lists] or ([] if example else [_usual_list(folder)])
    entries = [entry for name in names for entry in ReadingList.read(folder / name, name).entries]
    if example:
        names = [*(name for name in new if name.endswith(".md")), *names]
    elif not entries:
        raise ReadingListError("no entry was found in it", "name the list: `reviewkit init LIST.md`", path=names[0])
    reviews = _reviews_folder(folder)
    new["reviewkit.toml"] = _configuration(names, reviews)
    front_page = f"notebooks/{FRONT_PAGE}"
    if not (folder / front_page).exists():
        new[front_page] = disk.read(BUILT_IN / "notebooks" / FRONT_PAGE).text
    with disk.lock(folder, purpose="reviewkit init"):
        for name, text in new.items():
            disk.create(folder / name, text)
    return tuple(new)


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
    for name in _USUAL_LISTS:
        if (folder / name).is_file():
            return name
    raise ReadingListError(
        "no reading list here",
        "name it: `reviewkit init LIST.md`; or `reviewkit init --example` in an empty folder",
        path=folder,
    )


def _reviews_folder(folder: Path) -> str:
    """Return the folder that holds the reviews: the first of the usual names that has Markdown in it."""
    for name in _USUAL_REVIEWS:
        if next((folder / name).glob("**/*.md"), None) is not None:
            return name
    return Config(folder).reviews


def _configuration(lists: Sequence[str], reviews: str) -> str:
    quoted = ", ".join(f'"{name}"' for name in lists)
    lines = ["# What reviewkit keeps here; every other setting has a default.", f"lists = [{quoted}]"]
    if reviews != Config(Path()).reviews:
        lines.append(f'reviews = "{reviews}"')
    return "\n".join(lines) + "\n"
