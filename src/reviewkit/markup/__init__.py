"""What a review is written in: YAML in front, Markdown below.

A text that is written plainly is read plainly (`markup.plain`), any other by the parsers of the two languages
(`markup.full`). Those take longer to load than a hundred reviews to read, and most libraries have no text that needs
them: so `full`, alone in this package, is loaded when it is asked for.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reviewkit.markup import full

__all__ = ["full"]


def __getattr__(name: str) -> Any:
    if name == "full":
        return importlib.import_module("reviewkit.markup.full")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
