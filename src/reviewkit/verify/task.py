"""What travels to a worker and back: values that are bytes in between."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from reviewkit.errors import ExecutionError


@dataclass(frozen=True, slots=True)
class Task:
    """One notebook with everything of its library that it may read."""

    key: str
    notebook: str
    """Path in the library, `/` between folders."""
    review: str
    """Likewise; it need not exist."""
    files: Mapping[str, str]
    """Texts by path in the library; the notebook itself is one of them."""
    timeout: float
    """Seconds for the whole notebook."""
    memory: int
    """MiB of data that the kernel may hold; 0 for no bound."""

    @property
    def text(self) -> str:
        """The notebook as it was read."""
        return self.files[self.notebook]

    def to_bytes(self) -> bytes:
        """Return the task as JSON in UTF-8."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, payload: bytes) -> "Task":
        """Return the task that `to_bytes` wrote."""
        return cls(**json.loads(payload))


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a notebook did not run to its end."""

    kind: str
    """`raised`, `timeout`, `died` (the kernel), `setup` (it never began), `lost` (its worker went away)."""
    message: str
    cell: str = ""
    """The id of the cell that was running."""
    ename: str = ""
    evalue: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a code cell left: nbformat outputs as they stand in a file, and its execution count."""

    index: int
    outputs: Sequence[Mapping[str, object]]
    execution_count: int | None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a task."""

    key: str
    notebook: str
    seconds: float = 0.0
    cells: tuple[Ran, ...] = ()
    """All code cells; none when the notebook did not run to its end."""
    fault: Fault | None = None

    @property
    def error(self) -> ExecutionError | None:
        """The fault as an exception, for callers who want one."""
        fault = self.fault
        if fault is None:
            return None
        return ExecutionError(
            f"{self.notebook}: {fault.message}",
            fault.hint,
            notebook=self.notebook,
            cell=fault.cell,
            ename=fault.ename,
            evalue=fault.evalue,
        )

    def to_bytes(self) -> bytes:
        """Return the result as JSON in UTF-8."""
        return json.dumps(asdict(self), ensure_ascii=True).encode()

    @classmethod
    def from_bytes(cls, payload: bytes) -> "Result":
        """Return the result that `to_bytes` wrote."""
        plain = cls(**json.loads(payload))
        cells = tuple(Ran(**cell) for cell in plain.cells)  # type: ignore[arg-type]
        fault = Fault(**plain.fault) if isinstance(plain.fault, dict) else None
        return replace(plain, cells=cells, fault=fault)
