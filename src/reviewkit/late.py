"""What is worked out when it is first asked for: regular expressions, and attributes."""

import re
from collections.abc import Callable
from typing import Any, Generic, TypeVar, cast

T = TypeVar("T")

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
    """Return an expression that compiles itself when one of its methods is first called.

    To read any list takes two hundred of them, to read one list perhaps eighty; the rest would be compiled for nothing.
    """
    return cast("re.Pattern[str]", _Late(text, flags))


class attribute(Generic[T]):
    """Work an attribute out once; from then on the answer stands in the object, and asking costs nothing.

    `functools.cached_property` takes a lock for each first answer; a list has half a million of them.
    """

    def __init__(self, answer: Callable[[Any], T]) -> None:
        self._answer = answer
        self._name = answer.__name__
        self.__doc__ = answer.__doc__

    def __get__(self, asked: Any, owner: type) -> T:
        found: T = self._answer(asked)
        setattr(asked, self._name, found)
        return found


def prepared(owner: type[T]) -> type[T]:
    """Let a class know by a throw-away object which attributes its objects will get.

    Python lays out all objects of a class by what the first thirty were given; one that gets another attribute later
    needs a dictionary of its own, four times as large as what it holds.
    """
    blank = owner.__new__(owner)
    for name, each in vars(owner).items():
        if isinstance(each, attribute):
            setattr(blank, name, None)
    return owner
