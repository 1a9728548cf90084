"""Regular expressions that are compiled when they are first used.

To read any list takes two hundred of them, to read one list perhaps eighty; the rest would be compiled for nothing.
"""

import re
from typing import cast

_NAMES = (
    "search", "match", "fullmatch", "findall", "finditer", "split", "sub", "pattern", "flags", "groups", "groupindex"
)  # fmt: skip


class _Compiled:
    """What a late expression becomes: a class without `__getattr__` is quicker to ask."""


class _Late:
    def __init__(self, text: str, flags: int) -> None:
        self._source = text, flags

    def __getattr__(self, name: str) -> object:
        # Comes here once: from then on the compiled expression's own methods stand in the instance.
        compiled = re.compile(*self._source)
        self.__dict__.update({each: getattr(compiled, each) for each in _NAMES})
        self.__class__ = _Compiled  # type: ignore[assignment]
        return getattr(compiled, name)


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return an expression that compiles itself when one of its methods is first called."""
    return cast("re.Pattern[str]", _Late(text, flags))
