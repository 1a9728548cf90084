"""Front matter and Markdown as their languages have them."""

from typing import Any

import yaml
from markdown_it import MarkdownIt

from reviewkit.markup.parts import Block, Fence, Front, Heading, MarkupError

# Everything is read as strings, then typed by field: YAML would read 2401.10020 as a number, `no` as false.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_LONG = 8000
"""Above so many characters the loader in Python is taken: nesting without end is an error there, and a crash in C."""

NESTING = {"maxNesting": 200}
"""The parser's usual 20 swallows what stands behind a deep list."""
_BLOCKS = MarkdownIt("commonmark", NESTING)
_BLOCKS.core.ruler.enableOnly(["normalize", "block"])


def front(text: str) -> Front:
    """Return what front matter says; raise `MarkupError` where it is not YAML, or no set of fields."""
    try:
        loader = _loader(text)(text)
        try:
            root = loader.get_single_node()
            values = None if root is None else loader.construct_document(root)  # a BaseLoader makes strings only
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        raise MarkupError(f"front matter is not YAML: {error.problem}", "quote texts with a colon", line) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise MarkupError("front matter is not YAML", "put each field on a line of its own") from error
    if root is None:
        return Front({}, {})
    if not isinstance(values, dict):
        raise MarkupError("front matter is not a set of `name: value` lines")
    lines = {key.value: key.start_mark.line for key, _ in root.value if isinstance(key.value, str)}
    return Front({str(key): item for key, item in values.items()}, lines)


def value(text: str) -> Any:
    """Return what a single YAML value says."""
    return yaml.load(text, Loader=_loader(text))


def _loader(text: str) -> Any:
    return _LOADER if len(text) < _LONG else yaml.BaseLoader


def outline(text: str) -> tuple[Block, ...]:
    """Return the headings and the code fences of a Markdown text, in order."""
    tokens = _BLOCKS.parse(text)
    blocks: list[Block] = []
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            begin, end = token.map
            blocks.append(Heading(int(token.tag[1]), begin, end, tokens[at + 1].content.strip()))
        elif token.type == "fence" and token.map:
            blocks.append(Fence(token.map[0], token.info, token.content))
    return tuple(blocks)
