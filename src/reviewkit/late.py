"""Regular expressions that are compiled when they are first used.

To read any list takes two hundred of them, to read one list perhaps eighty; the rest would be compiled for nothing.
"""

import re
from typing import cast

_METHODS = ("search", "match", "fullmatch", "findall", "finditer", "split", "sub")


class _Late:
    def __init__(self, text: str, flags: int) -> None:
        self._source = text, flags

    def __getattr__(self, name: str) -> object:
        # Comes here once: from then on the compiled expression's own methods stand in the instance, and cost no more.
        compiled = re.compile(*self._source)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return an expression that compiles itself when one of its methods is first called."""
    return cast("re.Pattern[str]", _Late(text, flags))
