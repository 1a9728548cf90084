"""Front matter and Markdown that are written plainly, read without the parsers of their languages.

Each function says nothing (None) where a text may mean anything that it does not look for. What it does say is what
`full` would say: the tests hold the two together on every text that they can think of.
"""

import re

from reviewkit.markup.parts import Block, Fence, Front, Heading

_FIELD = re.compile(
    r"(?P<name>[A-Za-z_][A-Za-z0-9_-]{0,60}):"
    r"(?: +(?:\"(?P<double>[^\"\\]*)\"|'(?P<single>[^']*)'|\[(?P<list>[^\[\]]*)\]|(?P<bare>[^\W_](?:[^:#]*[^:#\s])?)))?"
    r"(?: +#.*)? *"
)
_ITEM = re.compile(r" *(?:\"([^\"\\]*)\"|'([^']*)'|([^\W_](?:[\w .+/-]*[\w.+/-])?)) *")

_HEADING = re.compile(r"(#{1,6})((?:[ \t].*)?)", re.DOTALL)
_FENCE = re.compile(r"(?P<marks>`{3,}|~{3,})(?P<info>.*)", re.DOTALL)
# What may swallow a heading that begins its line, or be one that does not: a fence in a list, a heading that is
# indented or underlined, HTML but for a comment on one line.
_INVOLVED = re.compile(
    r"[ \t>*+\-\d.)]*(?:```|~~~)|[ \t]+#| {0,3}<(?!!--.*?-->)|(?P<underline> {0,3}(?:=+|-+)[ \t]*\Z)"
)


def front(text: str) -> Front | None:
    """Return what front matter says that is made of fields of one line each, without anything special to YAML."""
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    for number, ended in enumerate(text.split("\n")):
        line = ended.removesuffix("\r")
        if not line.isprintable():
            return None
        if not line or line.startswith("#"):
            continue
        found = _FIELD.fullmatch(line)
        if found is None or found["name"] in values:
            return None
        value: object = found["double"] or found["single"] or found["bare"] or ""
        if found["list"] is not None:
            value = _items(found["list"])
            if value is None:
                return None
        values[found["name"]] = value
        lines[found["name"]] = number
    return Front(values, lines)


def _items(text: str) -> list[str] | None:
    found = [_ITEM.fullmatch(item) for item in text.split(",")] if text.strip(" ") else []
    return None if None in found else [item[item.lastindex or 0] for item in found if item]


def outline(text: str) -> tuple[Block, ...] | None:
    """Return the headings and the code fences of a Markdown text, in order, where all of them begin their lines."""
    if "\0" in text or "]:" in text:  # a definition's title may go on
        return None
    lines = split(text)
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line[:1] == "#" and (heading := _HEADING.fullmatch(line)):
            blocks.append(Heading(len(heading[1]), at, at + 1, _title(heading[2])))
        elif line[:1] in ("`", "~") and (fence := _FENCE.fullmatch(line)):
            end = _end(lines, at, fence["marks"])
            if end is None or (line[0] == "`" and "`" in fence["info"]):
                return None
            blocks.append(Fence(at, fence["info"], "".join(f"{inner}\n" for inner in lines[at + 1 : end])))
            at = end
        elif not line[:1].isalpha() and (odd := _INVOLVED.match(line)) and not (odd["underline"] and not lines[at - 1]):
            return None
        at += 1
    return tuple(blocks)


def split(text: str) -> list[str]:
    """Return a text's lines as CommonMark counts them."""
    return re.split(r"\r\n?|\n", text) if "\r" in text else text.split("\n")


def _end(lines: list[str], begin: int, marks: str) -> int | None:
    """Return the line that closes a fence, None where it is never closed."""
    for at in range(begin + 1, len(lines)):
        inner = lines[at].lstrip(" ")
        if inner.startswith(marks) and len(lines[at]) - len(inner) < 4 and not inner.lstrip(marks[0]).strip(" \t"):
            return at
    return None


def _title(behind_marks: str) -> str:
    """Return a heading's title: closing marks are no part of it."""
    title = behind_marks.rstrip(" \t")
    bare = title.rstrip("#")
    return (bare if bare.endswith((" ", "\t")) else title).strip()
