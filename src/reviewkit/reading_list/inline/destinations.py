"""What follows a link's label: the target in parentheses, or a reference's name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reviewkit import late

_SIMPLE = late.pattern(r"\(([^\s()<>\\&]{0,4096})\)")
_ESCAPE = late.pattern(r"\\([!-/:-@\[-`{-~])")
_TITLE = late.pattern(r"\s+(?:\"[^\"\n]{0,1000}\"|'[^'\n]{0,1000}'|\([^()\n]{0,1000}\))?\s*\)|\)")
_SPACED = late.pattern(r"\(\s*([^()\n<>]{1,400}?)\s*\)")
_DEFINITION = late.pattern(
    r"^ {0,3}\[([^\[\]\n]{1,200})\]:[ \t]*<?([^\s<>]{1,2000})>?(?:[ \t]+[\"'(].*)?[ \t]*\r?$", re.M
)
_RST_TARGET = late.pattern(r"^\.\. _`?([^:`\n]{1,200})`?:[ \t]+(\S{1,2000})[ \t]*\r?$", re.M)
_NESTING = 32
"""CommonMark's own bound on nested parentheses; with the longest address it keeps every scan short."""
_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link leads, and where that stands."""

    url: str
    target: tuple[int, int]
    stop: int


def destination(text: str, start: int, end: int) -> Destination | None:
    """Read `(target "title")` at `start`; None where there is none."""
    if start >= end or text[start] != "(":
        return None
    if simple := _SIMPLE.match(text, start, end):
        return Destination(simple[1], simple.span(1), simple.end())
    return _general(text, start, end)


def _general(text: str, start: int, end: int) -> Destination | None:
    position = start + 1
    while position < end and position - start < 64 and text[position] in " \t\n\r":
        position += 1
    stop = _target_end(text, position, min(end, position + _LONGEST))
    if stop is not None and (tail := _TITLE.match(text, stop, end)):
        inner = (position + 1, stop - 1) if text[position : position + 1] == "<" else (position, stop)
        return Destination(unescaped(text[inner[0] : inner[1]]), inner, tail.end())
    if (spaced := _SPACED.match(text, start, end)) and _like_target(spaced[1]):
        return Destination(unescaped(spaced[1]), spaced.span(1), spaced.end())
    return None


def _like_target(text: str) -> bool:
    """An address with blanks in it is none to Markdown, but its writer meant one."""
    return "://" in text or bool(re.search(r"\.(?:md|pdf|ipynb|html?|pptx?|txt)(?:#.*)?\Z", text, re.I))


def _target_end(text: str, start: int, end: int) -> int | None:
    if text[start : start + 1] == "<":
        close = text.find(">", start, end)
        return close + 1 if close >= 0 else None
    depth, position = 0, start
    while position < end:
        char = text[position]
        if char.isspace():
            break
        if char == "\\":
            position += 1
        elif char == "(":
            depth += 1
            if depth > _NESTING:
                return None
        elif char == ")":
            if not depth:
                break
            depth -= 1
        position += 1
    return position if not depth and position < end else None


def unescaped(url: str) -> str:
    """Return an address without Markdown's backslashes and HTML's entities."""
    plain = _ESCAPE.sub(r"\1", url) if "\\" in url else url
    return plain.replace("&amp;", "&") if "&amp;" in plain else plain


def reference(text: str, start: int, end: int, label: str, references: Mapping[str, Destination]) -> Destination | None:
    """Resolve `[label][name]`, `[label][]` or `[label]` by the list's definitions."""
    name, stop = label, start
    if start < end and text[start] == "[":
        close = text.find("]", start + 1, min(end, start + 202))
        if close < 0:
            return None
        name, stop = text[start + 1 : close] or label, close + 1
    found = references.get(folded_name(name))
    return Destination(found.url, found.target, stop) if found else None


def folded_name(name: str) -> str:
    """Return a reference's name as references are compared."""
    return " ".join(name.split()).casefold()


def definitions(text: str) -> dict[str, Destination]:
    """Return the reference definitions of a whole list by folded name; the first of a name counts."""
    found: dict[str, Destination] = {}
    for line in _RST_TARGET.finditer(text) if ".. _" in text else ():
        found.setdefault(folded_name(line[1]), Destination(line[2], line.span(2), line.end()))
    if "]:" not in text:
        return found
    for line in _DEFINITION.finditer(text):
        if line[1] != "//" and not line[1].startswith("^"):
            found.setdefault(folded_name(line[1]), Destination(line[2], line.span(2), line.end()))
    return found


def bare_address(token: str) -> str:
    """Return an address as it stands in running text, less a sentence's punctuation and unbalanced brackets."""
    url = token
    if ")" in url:
        depth = 0
        for k, char in enumerate(url):
            if char == "(":
                depth += 1
            elif char == ")":
                depth -= 1
                if depth < 0:
                    url = url[:k]
                    break
    return url.rstrip(".,;:!*_'\\")
