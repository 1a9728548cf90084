"""A Markdown reading list becomes a library: a review and a notebook for each paper, with claims that are checked.

Names are loaded when they are used, so that importing the package costs next to nothing.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reviewkit.library import Library, LibraryPaper, init, paper, progress

__version__ = "0.1.0"
__all__ = ["Library", "LibraryPaper", "__version__", "init", "paper", "progress"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(importlib.import_module("reviewkit.library"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])


def load_ipython_extension(shell: Any) -> None:
    """Give an IPython shell `%paper KEY` and `%progress`; `%load_ext reviewkit` calls this."""
    importlib.import_module("reviewkit.ipython").load(shell)
