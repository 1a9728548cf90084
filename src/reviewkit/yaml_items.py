"""Longer lists in YAML, without another byte changed."""

import re
from collections.abc import Sequence
from itertools import takewhile

_ITEM = re.compile(r"(?P<lead>[ \t]*-[ \t]+)\S[^\r\n]*(?P<end>\r?\n)\Z")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


def with_items(lines: Sequence[str], start: int, flow: str) -> str:
    """Return the lines, with what the list of one item a line at `start` lacks behind its last item.

    `flow` is the whole list as `["a", "b"]`. Returns "" where no such list stands there. The caller reads the result
    again: an item of several lines ends where nobody sees it.
    """
    items = list(takewhile(bool, map(_ITEM.match, lines[start:])))
    last = items[-1] if items else None
    if last is None or not flow.startswith("["):
        return ""
    stop = start + len(items)
    added = (f"{last['lead']}{item}{last['end']}" for item in _QUOTED.findall(flow)[len(items) :])
    return "".join([*lines[:stop], *added, *lines[stop:]])
