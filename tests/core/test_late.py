"""Expressions are compiled when they are used, and all of them can be."""

import gc
import importlib
import pkgutil
import re
import sys

import pytest

import reviewkit
from reviewkit import late

MODULES = [
    module.name
    for module in pkgutil.walk_packages(reviewkit.__path__, "reviewkit.")
    if module.name.startswith(
        ("reviewkit.reading_list.", "reviewkit.matching.", "reviewkit.titles", "reviewkit.identifiers")
    )
]


def expressions(value):
    """Return the expressions in a table, however deep they stand."""
    if isinstance(value, dict):
        return [found for item in value.values() for found in expressions(item)]
    if isinstance(value, list | tuple):
        return [found for item in value for found in expressions(item)]
    return [value] if type(value).__name__ == "_Late" else []


@pytest.mark.parametrize("module", MODULES)
def test_every_expression_can_be_compiled(module):
    for name, value in vars(importlib.import_module(module)).items():
        for expression in expressions(value):
            assert isinstance(expression.pattern, str), name


def test_an_expression_does_what_it_does_when_compiled_at_once():
    for flags in (0, re.IGNORECASE, re.MULTILINE):
        made, wanted = late.pattern(r"^([a-c]+)(d)?", flags), re.compile(r"^([a-c]+)(d)?", flags)
        for text in ("abcd", "ABC", "x\nab", ""):
            assert made.sub("<\\1>", text) == wanted.sub("<\\1>", text)
            assert made.findall(text) == wanted.findall(text)
            assert (made.search(text) is None) == (wanted.search(text) is None)
        assert made.flags == wanted.flags


def test_an_attribute_is_worked_out_once_and_can_be_set_anew():
    asked: list[str] = []

    class Tree:
        @late.attribute
        def height(self) -> int:
            """How high it is."""
            asked.append("height")
            return 7

    oak, elm = Tree(), Tree()
    assert (oak.height, oak.height, elm.height) == (7, 7, 7)
    assert asked == ["height", "height"]  # once for each tree
    oak.height = 8  # type: ignore[misc]
    assert (oak.height, elm.height) == (8, 7)


def test_objects_of_a_prepared_class_are_laid_out_for_answers_that_come_late():
    def made(prepare):
        class Tree:
            @late.attribute
            def height(self) -> int:
                return 7

            @late.attribute
            def leaves(self) -> int:
                return 3 * self.height

        if prepare:
            late.prepared(Tree)
        trees = [Tree() for _ in range(100)]
        assert [tree.leaves for tree in trees] == [21] * 100
        return sum(isinstance(held, dict) for tree in trees for held in gc.get_referents(tree))

    assert made(True) == 0
    if sys.implementation.name == "cpython" and sys.version_info < (3, 14):
        assert made(False) == 100  # each of the others has a dictionary of its own
