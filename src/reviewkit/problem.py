"""A fault that is told, not raised: one paper's oddity never stops the others."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what mends it."""

    rule: str
    """The rule's name, as `[tool.reviewkit.check] accept` takes it."""
    severity: str
    """`error` or `warning`."""
    file: str
    """Relative to the library's root."""
    line: int | None
    """From 1; None where the whole file is meant."""
    message: str
    fix: str = ""
    """What the user can do, where there is one thing to do."""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}"
