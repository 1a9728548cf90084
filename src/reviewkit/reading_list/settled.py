"""An attribute that is worked out when it is first asked for."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class settled(Generic[T]):
    """Work an attribute out once; from then on the answer stands in the object, and asking costs nothing.

    `functools.cached_property` takes a lock for each first answer; a list has half a million of them.
    """

    def __init__(self, answer: Callable[[Any], T]) -> None:
        self._answer = answer
        self._name = answer.__name__
        self.__doc__ = answer.__doc__

    def __get__(self, asked: Any, owner: type) -> T:
        found: T = self._answer(asked)
        asked.__dict__[self._name] = found
        return found
