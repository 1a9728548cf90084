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

_HEADING_OR_FENCE = re.compile(
    r"^(?:(?P<marks>#{1,6})(?P<title>(?:[ \t].*)?)|(?P<fence>`{3,}|~{3,})(?P<info>.*))$", re.MULTILINE
)
# What may swallow a heading that begins its line, or be one that does not: HTML but for a comment on one line, a
# fence in a list, a heading that is indented or underlined, a definition whose title may go on.
_INVOLVED = re.compile(
    r"^[ \t>*+\-\d.)]*(?:```|~~~)|^[ \t]+#|^ {0,3}<(?!!--.*?-->)|\]:|.\n {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE
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
    if "\0" in text:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks: list[Block] = []
    prose: list[str] = []
    at = line = 0
    while found := _HEADING_OR_FENCE.search(text, at):
        prose.append(text[at : found.start()])
        line += text.count("\n", at, found.start())
        if found["marks"]:
            blocks.append(Heading(len(found["marks"]), line, line + 1, _title(found["title"])))
            at = found.end()
            continue
        closing = _closing(found["fence"]).search(text, found.end())
        if closing is None or (found["fence"][0] == "`" and "`" in found["info"]):
            return None
        blocks.append(Fence(line, found["info"], text[found.end() + 1 : closing.start()]))
        line += text.count("\n", found.start(), closing.end())
        at = closing.end()
    prose.append(text[at:])
    # A heading or a fence is a line that is not blank to the one below it.
    return None if _INVOLVED.search("#".join(prose)) else tuple(blocks)


def _title(behind_marks: str) -> str:
    """Return a heading's title: closing marks are no part of it."""
    title = behind_marks.rstrip(" \t")
    bare = title.rstrip("#")
    return (bare if bare.endswith((" ", "\t")) else title).strip()


def _closing(fence: str) -> re.Pattern[str]:
    return re.compile(rf"^ {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*$", re.MULTILINE)
