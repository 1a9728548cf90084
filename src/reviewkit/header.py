"""The one block of a review that is reviewkit's: marked, fingerprinted, and refreshed only while untouched."""

import hashlib
import re
from dataclasses import dataclass

# The marker first, then that it begins its line: an expression is looked for quickly by the letters it begins with.
_MARKER = r"<!-- reviewkit:header(?:(?<=^<!-- reviewkit:header)|(?<=\A\ufeff<!-- reviewkit:header))"
_BLOCK = re.compile(
    rf"{_MARKER} (?P<stamp>[0-9a-f]{{12}})"
    r"(?: (?P<template>[\w.-]+)@(?P<scaffold>[0-9a-f]{12}))? -->\r?\n"
    r"(?P<text>.*?)"
    r"^<!-- /reviewkit:header -->[ \t]*(?:\r?\n|\Z)",
    re.MULTILINE | re.DOTALL,
)
_OPENING = re.compile(rf"{_MARKER}\b", re.MULTILINE)


def fingerprint(text: str) -> str:
    """Return twelve hex digits of the text's SHA-256; newline style does not count, git may change it."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Header:
    """A header block as it stands in a review."""

    text: str
    """The lines between the markers."""
    stamp: str
    """The fingerprint that was written with it."""
    template: str
    """The template the review was scaffolded from; empty for an adopted review."""
    scaffold: str
    """The fingerprint of everything below the block as scaffolded."""
    start: int
    stop: int
    """Where the closing marker begins: what we refresh lies between `start` and here."""
    end: int

    @property
    def intact(self) -> bool:
        """Whether the text is still the one that reviewkit wrote."""
        return fingerprint(self.text) == self.stamp


def find(text: str) -> Header | None:
    """Return the block if there is exactly one; None if there is none, or more than one, or half of one."""
    if len(_OPENING.findall(text)) != 1:
        return None
    found = _BLOCK.search(text)
    if found is None:
        return None
    return Header(
        text=found["text"],
        stamp=found["stamp"],
        template=found["template"] or "",
        scaffold=found["scaffold"] or "",
        start=found.start(),
        stop=found.end("text"),
        end=found.end(),
    )


def stands_in(text: str) -> bool:
    """Return whether anything that looks like a header's opening marker is there."""
    return _OPENING.search(text) is not None


def opening(text: str, template: str = "", scaffold: str = "") -> str:
    """Return the opening marker with the fingerprint of the text, and the text, whose lines end in a newline."""
    origin = f" {template}@{scaffold}" if template else ""
    return f"<!-- reviewkit:header {fingerprint(text)}{origin} -->\n{text}"


def block(text: str, template: str = "", scaffold: str = "") -> str:
    """Return the block with both markers around lines that end in a newline."""
    return f"{opening(text, template, scaffold)}<!-- /reviewkit:header -->\n"
