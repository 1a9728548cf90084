"""Templates are files by name: the library's own folder first, then the package's."""

from dataclasses import dataclass
from pathlib import Path

from reviewkit import ondisk
from reviewkit.errors import DiskError, TemplateError

BUILT_IN = Path(__file__).parent / "templates"
DEFAULT_NOTEBOOK = "notebook"


@dataclass(frozen=True, slots=True)
class Template:
    """A template's text; rendering it is `render`'s work."""

    name: str
    path: Path
    text: str

    @property
    def guidance(self) -> frozenset[str]:
        """The lines that a section holds before the user writes; lines with a variable in them do not count."""
        lines = (line.strip() for line in self.text.splitlines())
        return frozenset(line for line in lines if line and "{{" not in line and "{%" not in line)


def names(folder: Path, suffix: str = ".md") -> tuple[str, ...]:
    """Return the names of the templates that there are."""
    found = {path.stem for place in (folder, BUILT_IN) if place.is_dir() for path in place.glob(f"*{suffix}")}
    return tuple(sorted(found))


def review_template(name: str, folder: Path) -> Template:
    """Return a review template; raise `TemplateError`, naming those that there are."""
    return _find(name, folder, ".md")


def notebook_template(name: str, folder: Path) -> Template:
    """Return the notebook template that goes with a review template: its namesake, else `notebook`."""
    paired = name if name in names(folder, ".ipynb") else DEFAULT_NOTEBOOK
    return _find(paired, folder, ".ipynb")


def _find(name: str, folder: Path, suffix: str) -> Template:
    if name in names(folder, suffix):
        own = folder / f"{name}{suffix}"
        path = own if own.is_file() else BUILT_IN / f"{name}{suffix}"
        try:
            text = ondisk.read(path).text
        except DiskError as error:
            raise TemplateError(error.message, error.hint) from error
        return Template(name, path, text.removeprefix("\ufeff").replace("\r\n", "\n"))
    known = ", ".join(names(folder, suffix))
    raise TemplateError(f"no template is called `{name}`", f"there are {known}; your own go into {folder.name}/")
