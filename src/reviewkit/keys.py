"""Give each paper its key: a name that a person would have chosen, assigned once and never changed."""

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from pathlib import PurePosixPath

from reviewkit.papers import Paper

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions
_WINDOWS = {"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))}
_RESERVED = _WINDOWS | {"00-progress"}  # under this name the library's front page stands among the notebooks
_SMALL_WORDS = frozenset(
    (
        "a", "an", "the", "on", "of", "for", "to", "in", "at", "by", "with", "from", "and", "or", "via",
        "is", "are", "be", "as", "how", "what", "why", "when", "towards", "toward", "do", "does", "can", "it", "its",
    )
)  # fmt: skip
_ALIKE = 0.75
"""Below this likeness (Ratcliff and Obershelp's, 0 to 1) a title is another paper's, not a corrected one."""
_LONGEST = 60
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# One folder for each paper: there the file's own name says nothing.
_NAMELESS = frozenset(("readme", "index", "review", "notes", "note", "summary", "notebook", "main"))
# A day as Jekyll has it, a Zettelkasten's number, or the @ of a citation before the name.
_STAMP = re.compile(r"(?:\d{4}-\d{2}-\d{2}|\d{8,14})[-_ ]+(?=\S)|@")
_ASCII = [chr(code) for code in range(128)]
# What `fold` makes of these letters, so that it need not look at them one by one.
_FOLDED = {ord(c): c.lower() if c.isalnum() else " " if c.isspace() or c.isprintable() else None for c in _ASCII}


def fold(title: str) -> str:
    """Return a title's letters and digits in one case, without accents: equal titles fold equal.

    What cannot be seen (a zero-width space from a PDF) does not count.
    """
    if title.isascii():
        return " ".join(title.translate(_FOLDED).split())
    plain = unicodedata.normalize("NFKD", title).casefold()
    seen = (
        c
        for c in plain
        if (not unicodedata.combining(c) and unicodedata.category(c) not in ("Cc", "Cf", "Cs")) or c.isspace()
    )
    kept = "".join(c if c.isalnum() else " " for c in seen)
    return " ".join(kept.split())


def slug(text: str) -> str:
    """Return the text as `[a-z0-9-]+`, or "" where no ASCII letter or digit is left."""
    if _SLUG.fullmatch(text) and len(text) <= _LONGEST:
        return text
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")


def of_path(path: str) -> str:
    """Return the key that a review's or notebook's path stands for: its name, or its folder's for a README."""
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    stem = name[:dot] if 0 < dot < len(name) - 1 else name
    if stem.lower() in _NAMELESS:
        stem = PurePosixPath(path).parent.name or stem
    return slug(_STAMP.sub("", stem, count=1) if _STAMP.match(stem) else stem)


def short_name(title: str) -> str:
    """Return the slug of the name before a title's colon, if that is one or two words; else ""."""
    found = re.match(r"\s*([^:：]{1,40}?)\s*(?::\s|：)", title)
    if not found or len(found.group(1).split()) > 2:
        return ""
    name = slug(found.group(1))
    return name if re.search(r"[a-z]", name) else ""


def candidates(title: str, kind: str = "paper", *, record: Paper | None = None, review: str = "") -> Iterator[str]:
    """Yield the keys that an entry may take, best first: `name`, `name-2`, `name-3`, … without end."""
    base = _base(title, kind, record, review)
    if base in _RESERVED:
        base += "-paper"
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


def choose(
    title: str,
    kind: str = "paper",
    *,
    record: Paper | None = None,
    review: str = "",
    taken: Container[str] = (),
    on_disk: Mapping[str, str] | None = None,
    current: Container[str] = (),
) -> str:
    """Return an entry's key.

    `on_disk` maps keys to the folded titles that the headers of existing reviews bear: a paper whose
    review stands there keeps that key, whatever its metadata would now suggest. `current` has the folded
    titles of all entries: a review whose title none of them bears may be this entry's, under a corrected title.
    """
    wanted, known = fold(title), on_disk or {}
    # Most titles are another paper's: what takes its time is asked of the few that are left.
    held = [key for key, bears in known.items() if bears == wanted and key not in taken and _is_title(bears, key)]
    if held:
        return min(held)
    return next(
        key
        for key in candidates(title, kind, record=record, review=review)
        if key not in taken and not _is_foreign(known.get(key, ""), key, wanted, current)
    )


def _is_title(bears: str, key: str) -> bool:
    """Tell a title that a review's header bears from a mere key, which says nothing of the paper."""
    return bears not in ("", fold(key))


def _is_foreign(bears: str, key: str, wanted: str, current: Container[str]) -> bool:
    return _is_title(bears, key) and (bears in current or not _alike(bears, wanted))


def _alike(one: str, other: str) -> bool:
    """Tell whether two folded titles may be one, misspelt or corrected."""
    return difflib.SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _base(title: str, kind: str, record: Paper | None, review: str) -> str:
    name = short_name(title) or (short_name(record.title) if record else "")
    stem = of_path(review) if review else ""
    if PurePosixPath(review).stem.lower() in _NAMELESS and review.count("/") < 2:
        stem = ""  # `reviews/README.md` is the folder's own page, `reviews/flexgen/README.md` a paper's
    return name or stem or _from_metadata(record) or f"{kind}-{hashlib.sha256(fold(title).encode()).hexdigest()[:8]}"


def _from_metadata(record: Paper | None) -> str:
    if record is None or not record.author or record.year is None:
        return ""
    first = record.author[0]
    family = slug(first.family or (first.literal.split() or [""])[-1]).replace("-", "")
    words = [word for word in slug(record.title).split("-") if word not in _SMALL_WORDS and len(word) > 1]
    return f"{family}{record.year}{words[0]}" if family and words else ""
