"""Labels that are misspelt by a letter."""

from reviewkit.reading_list.words.labels import ROLE_OF, folded

_COMMON = (
    "paper", "code", "slides", "slide", "video", "review", "notebook", "project", "website", "dataset", "github",
    "arxiv", "pdf", "blog", "demo", "notes",
    "summary", "model", "poster", "talk", "homepage", "supplement", "implementation", "pytorch", "tensorflow",
)  # fmt: skip


def misspelt(text: str) -> str | None:
    """Return the label that a text is but for one letter or two letters exchanged; else None."""
    word = folded(text)
    if (word in ROLE_OF and word not in _SLIPS) or not 4 <= len(word) <= 16 or not word.isalpha():
        return _SLIPS.get(word)
    return next((known for known in _COMMON if len(known) > 3 and _one_off(word, known)), None)


_SLIPS = {
    "arixv": "arxiv", "arxvi": "arxiv", "axriv": "arxiv", "projetc": "project", "projecct": "project",
    "projet": "project", "cod": "code",
}  # fmt: skip


def _one_off(word: str, known: str) -> bool:
    """Tell whether one letter was changed, left out, added, or two neighbours exchanged."""
    if word == known or abs(len(word) - len(known)) > 1 or word.rstrip("s") == known.rstrip("s"):
        return False
    start = 0
    while start < min(len(word), len(known)) and word[start] == known[start]:
        start += 1
    if len(word) == len(known):
        return word[start + 1 :] == known[start + 1 :] or (
            word[start : start + 2] == known[start : start + 2][::-1] and word[start + 2 :] == known[start + 2 :]
        )
    long, short = (word, known) if len(word) > len(known) else (known, word)
    return long[start + 1 :] == short[start:]
