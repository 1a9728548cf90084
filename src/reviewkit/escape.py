"""Make a text from outside harmless for the place where it will stand."""

import html as _html
import re
import unicodedata
from urllib.parse import quote

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|$~])")
_NEWLINES = re.compile(r"[\s\u0085\u2028\u2029]+")


def one_line(text: str) -> str:
    """Return the text on one line, without control, format-override or unassigned surrogate characters.

    Unicode's bidirectional controls are dropped (CVE-2021-42574, "Trojan Source"), as are escape
    sequences' lead bytes; the zero-width joiners that some scripts need are kept.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    spaced = _NEWLINES.sub(" ", text)
    kept = "".join(c for c in spaced if c in "\u200c\u200d" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return kept.strip()  # last: what was dropped may have hidden a blank, and a blank the start of a list


def markdown(text: str) -> str:
    """Escape for a run of Markdown text: no markup, link, HTML, math or table border survives."""
    escaped = _MARKDOWN.sub(r"\\\1", one_line(text).replace("&", "&amp;"))
    escaped = re.sub(r"^([#+\-=])", r"\\\1", escaped)
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", escaped)


def html(text: str) -> str:
    """Escape for HTML text or a quoted attribute."""
    return _html.escape(one_line(text), quote=True)


def href(url: str) -> str:
    """Return an address that is safe in an `href`, HTML-escaped, or "" for a scheme that is not web or mail."""
    cleaned = one_line(url).replace(" ", "%20")
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.\-]*):", cleaned)
    if scheme and scheme.group(1).lower() not in ("http", "https", "mailto"):
        return ""
    return _html.escape(cleaned, quote=True)


def markdown_target(url: str) -> str:
    """Return an address for a Markdown link's parentheses, or "" for a scheme that is not web or mail."""
    if not href(url):
        return ""
    cleaned = one_line(url).replace(" ", "%20")
    return re.sub(r"[()<>\\|`*$\[\]\"'{}]", lambda found: f"%{ord(found.group()):02X}", cleaned)


def path_target(path: str) -> str:
    """Return a file's path as the target of a Markdown or HTML link, or "" where none can lead to it."""
    if any(c in ":\\" or ord(c) < 32 or unicodedata.category(c) == "Cs" for c in path):
        return ""
    return "".join(c if c in "/._-~+=@" or unicodedata.category(c)[0] in "LMN" else quote(c) for c in path)


def terminal(text: str) -> str:
    """Return the text without anything that a terminal would take as a command."""
    return one_line(text)


def csv_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP, "CSV Injection")."""
    flat = one_line(text)
    return f"'{flat}" if flat[:1] in ("=", "+", "-", "@") else flat


def yaml(text: str) -> str:
    """Return the text as a double-quoted YAML scalar on one line."""
    return '"' + one_line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
