"""A notebook as ordered JSON: read with nbformat's words, edited by splicing, never saved again through nbformat."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reviewkit import header, json_spans
from reviewkit.errors import NotebookError

NAMESPACE = "reviewkit"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a notebook."""

    index: int
    id: str
    cell_type: str
    source: str
    """One text, whether the file has a string or a list of lines."""
    metadata: Mapping[str, object]
    outputs: tuple[Mapping[str, object], ...]
    execution_count: int | None

    @property
    def tags(self) -> tuple[str, ...]:
        """The cell's tags."""
        tags = self.metadata.get("tags", ())
        return tuple(str(tag) for tag in tags) if isinstance(tags, list) else ()

    @property
    def role(self) -> str:
        """What reviewkit made the cell for (`header`), or empty."""
        own = self.metadata.get(NAMESPACE, {})
        return str(own.get("role", "")) if isinstance(own, dict) else ""


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook as it stands on disk."""

    path: str
    text: str
    cells: tuple[Cell, ...]

    @classmethod
    def parse(cls, text: str, path: str) -> "Notebook":
        """Read a notebook; raise `NotebookError` where it is not a version 4 notebook."""
        try:
            content = json.loads(text.removeprefix("\ufeff"))
        except json.JSONDecodeError as error:
            raise NotebookError(f"not JSON: {error.msg}", "", path=path, line=error.lineno) from error
        except (RecursionError, ValueError) as error:
            raise NotebookError("not JSON that can be read", "", path=path) from error
        if not isinstance(content, dict) or content.get("nbformat") != 4 or not isinstance(content.get("cells"), list):
            raise NotebookError("not a notebook of format 4", "open it in Jupyter and save it again", path=path)
        cells = tuple(_cell(index, raw, path) for index, raw in enumerate(content["cells"]))
        return cls(path, text, cells)

    @property
    def header_cell(self) -> Cell | None:
        """The header cell if there is exactly one; the user may have moved it."""
        headers = [cell for cell in self.cells if cell.role == "header" and cell.cell_type == "markdown"]
        return headers[0] if len(headers) == 1 else None

    @property
    def header_intact(self) -> bool:
        """Whether the header cell is there once, with the text that reviewkit wrote."""
        cell = self.header_cell
        return cell is not None and _stamp(cell) == header.fingerprint(cell.source)

    def with_header(self, source: str) -> str:
        """Return the notebook's text with another header; raise `NotebookError` where that is not ours to do."""
        cell = self.header_cell
        if cell is None or not self.header_intact:
            raise NotebookError("the header cell was edited", "", path=self.path)
        place: json_spans.Path = ("cells", cell.index)
        changes: dict[json_spans.Path, object] = {
            (*place, "source"): source.splitlines(keepends=True),
            (*place, "metadata", NAMESPACE, "digest"): header.fingerprint(source),
        }
        return self._spliced(changes, "the header cannot be refreshed without touching other cells")

    def with_outputs(self, outputs: Mapping[int, tuple[list[object], int | None]]) -> str:
        """Return the text with the outputs and execution counts of these code cells (by index) replaced.

        Raises `NotebookError` where anything else would change.
        """
        changes: dict[json_spans.Path, object] = {}
        for index, (output, count) in outputs.items():
            changes["cells", index, "execution_count"] = count
            changes["cells", index, "outputs"] = output
        return self._spliced(changes, "the outputs cannot be saved without touching other cells")

    def _spliced(self, changes: Mapping[json_spans.Path, object], refusal: str) -> str:
        """Return the text with these values; what it says apart from them is compared before and after."""
        mark = "\ufeff" if self.text.startswith("\ufeff") else ""
        try:
            text = mark + json_spans.splice(self.text.removeprefix(mark), changes)
            same = _without(text, changes) == _without(self.text, changes)
        except (KeyError, ValueError) as error:
            raise NotebookError("a cell lacks what reviewkit would change", "", path=self.path) from error
        if not same:
            raise NotebookError(refusal, "", path=self.path)
        return text


def _stamp(cell: Cell) -> str:
    own = cell.metadata.get(NAMESPACE, {})
    return str(own.get("digest", "")) if isinstance(own, dict) else ""


def _cell(index: int, raw: object, path: str) -> Cell:
    if not isinstance(raw, dict):
        raise NotebookError(f"cell {index} is not an object", "", path=path)
    source = raw.get("source", "")
    metadata = raw.get("metadata")
    outputs = raw.get("outputs")
    count = raw.get("execution_count")
    return Cell(
        index=index,
        id=str(raw.get("id", "")),
        cell_type=str(raw.get("cell_type", "")),
        source="".join(str(line) for line in source) if isinstance(source, list) else str(source),
        metadata=metadata if isinstance(metadata, dict) else {},
        outputs=tuple(item for item in outputs if isinstance(item, dict)) if isinstance(outputs, list) else (),
        execution_count=count if isinstance(count, int) else None,
    )


def _without(text: str, paths: Iterable[json_spans.Path]) -> object:
    """Return what a JSON text says, but for the values at the paths."""
    content = json.loads(text.removeprefix("\ufeff"), parse_constant=str)
    for path in paths:
        holder = content
        for name in path[:-1]:
            holder = holder[name]
        holder.pop(path[-1], None)
    return content
