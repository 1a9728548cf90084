"""The ends of a title: emoji, quotes and separators that are none of it."""

from reviewkit import late
from reviewkit.reading_list.titles.head import Head

_EMOJI = r"\U0001F000-\U0001FAFF\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3\u3030\u303d\u00a9\u00ae\u2122"
JUNK = late.pattern(rf"(?:[\s{_EMOJI}*·•|：;,，、/~>→←#\-–—_.+=^\\]|:[a-z0-9+-][a-z0-9_+-]{{1,40}}:|:)+")
_TAIL_JUNK = late.pattern(
    rf"(?:[\s{_EMOJI}*·•|:：;,，、/~>→#\-–—_=^\\\[(（【&]|:[a-z][a-z0-9_+-]{{1,40}}:|\(\s*\)|\[\s*\])+\Z"
)
_DECORATED = "\u2000"
_FOOTNOTE = late.pattern(r"\s?\[\^[^\[\]\s]{1,30}\]\Z")
"""`Fast Trees[^1]`: the mark of a footnote."""
QUOTES = {'"': '"', "“": "”", "《": "》", "「": "」", "„": "“", "«": "»", "``": "''"}


def shave(flat: str, head: Head) -> None:
    """Take blanks, quotes, emoji and separators from both ends of the title."""
    while head.end > head.start and flat[head.end - 1] == " ":
        head.end -= 1
    if head.end > head.start:
        first, last = flat[head.start], flat[head.end - 1]
        if first.isalnum() and last.isalnum() and first < _DECORATED > last:
            return
    if head.start < head.end and not _is_plain(flat[head.start]) and (found := JUNK.match(flat, head.start, head.end)):
        end = found.end()
        if (end - head.start == 1 and flat[head.start] in "#.-" and flat[end : end + 1].isalnum()) or flat[
            head.start
        ] in "+":
            end = head.start
        head.start = min(end, head.end)
    for _ in range(4):
        size = head.end
        while head.end > head.start and (
            flat[head.end - 1].isspace() or (flat[head.end - 1] in ".。" and not flat.endswith("...", 0, head.end))
        ):
            head.end -= 1
        marked = head.end > head.start and not _is_plain(flat[head.end - 1])
        if marked and flat[head.end - 1] == "]" and (note := _FOOTNOTE.search(flat, head.start, head.end)):
            head.end = note.start()
            continue
        if marked and (found := _TAIL_JUNK.search(flat, max(head.start, head.end - 40), head.end)):
            head.end = max(head.start, found.start())
        head.start, head.end = _unquoted(flat, head.start, head.end)
        if head.end == size:
            break


def _is_plain(char: str) -> bool:
    """Tell whether a character is a letter or digit of a title; circled ones and the like are decoration."""
    return char.isalnum() and char < _DECORATED


def _unquoted(flat: str, start: int, end: int) -> tuple[int, int]:
    if end - start > 2 and flat[start] in "('‘[":
        pair = flat[start] + flat[end - 1]
        if pair in ("()", "''", "‘’", "[]") and not any(c in pair for c in flat[start + 1 : end - 1]):
            return start + 1, end - 1
    if end - start > 2 and flat[start] in QUOTES:
        closing = QUOTES[flat[start]]
        inner = flat[start + 1 : end]
        if inner.rstrip(".,").endswith(closing) and inner.rstrip(".,")[:-1].count(closing) == 0:
            return start + 1, start + 1 + len(inner.rstrip(".,")) - 1
    if end - start > 1 and flat[end - 1] in '"”' and not any(q in flat[start : end - 1] for q in '"“'):
        return start, end - 1
    return start, end
