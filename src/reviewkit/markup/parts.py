"""What a reader of front matter or Markdown hands on, whichever of the two it was."""

from typing import NamedTuple


class Front(NamedTuple):
    """Front matter: every scalar a text, and the line of each field, from 0."""

    values: dict[str, object]
    lines: dict[str, int]


class Heading(NamedTuple):
    """A heading that stands in no list and no quotation."""

    level: int
    begin: int
    """Its first line, from 0."""
    end: int
    """The line behind its last one."""
    title: str


class Fence(NamedTuple):
    """A fenced block of code."""

    begin: int
    """The line of the opening fence, from 0."""
    info: str
    """What follows the opening fence on its line."""
    content: str


Block = Heading | Fence


class MarkupError(ValueError):
    """Front matter that cannot be read."""

    def __init__(self, message: str, hint: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.message, self.hint, self.line = message, hint, line
