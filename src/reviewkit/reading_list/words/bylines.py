"""Authors that stand before a title, as bibliographies put them."""

import re

from reviewkit import late
from reviewkit.reading_list.words.names import PARTICLE, is_name

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-ŽΑ-Ω]"
_WORD = rf"{_CAPITAL}[\w'’`‑-]*"
_INITIALS = rf"{_CAPITAL}\.(?:[\s-]?{_CAPITAL}\.){{0,3}}"
_FAMILY = rf"{PARTICLE}{_WORD}(?:\s{_WORD})?"
_FULL = late.pattern(rf"(?:{_INITIALS}|{_WORD})(?:\s(?:{_INITIALS}|{PARTICLE}{_WORD})){{1,4}}")
_STYLES = (
    late.pattern(rf"(?P<family>{_FAMILY}),\s(?P<given>{_INITIALS})"),
    late.pattern(rf"(?P<family>{_FAMILY})\s(?P<given>[A-Z]{{1,3}})(?=[,.;]|\sand\s|\s&\s|\set\s)"),
    late.pattern(rf"{_INITIALS}\s?{_FAMILY}"),
    late.pattern(rf"(?P<family>{PARTICLE}{_WORD}),\s(?P<given>{_WORD}(?:\s(?:[A-Z]\.|{_WORD}))?)(?![\w'’])"),
    _FULL,
)
"""`Ash, A.`, `Ash A`, `A. Ash`, `Ash, Ann`, `Ann Ash`: one list of authors keeps to one of them."""
_INITIALED = (0, 2)
_FAMILY_THEN_GIVEN = 3
_QUOTE = frozenset('"“')
_ODD = late.pattern(rf"{_FAMILY}(?:,\s|\s[A-Z]{{1,3}}[,.;\s])|{_INITIALS}")
"""What a first name must look like that is not `Ann Ash`."""
_BETWEEN = late.pattern(r"(?:,?\s(?:and|&)\s|[,;]\s?(?:and\s|&\s)?)")
_AFTER_A_NAME = late.pattern(r"\s?(?:[.,:;(\[\"“*]|(?:19|20)\d\d|et\.?\s|\Z)")
_ET_AL = late.pattern(r",?\s(?:et\.?\sal\b\.?|and others\b)")
_ONE_ET_AL = late.pattern(rf"({_FAMILY}),?\set\.?\sal\b\.?")
_HAN = r"[\u4e00-\u9fff·]{2,5}"
_SIGNED = late.pattern(
    rf"(?P<family>{_FAMILY})\s(?P<given>[A-Z]{{1,3}})(?=\.)"
    rf"|(?P<han>{_HAN}(?:[,，、]\s?{_HAN}){{0,8}}?)(?:[,，]\s?等)?(?=\s?[.．])"
)
_HAN_BETWEEN = late.pattern(r"[,，、]\s?")
_MOST = 60
_NEAR = 50
"""Within so many letters a first name has ended."""


def byline(text: str) -> tuple[int, tuple[str, ...]]:
    """Return where the authors that a text begins with end, and who they are; 0 where it begins otherwise.

    One name without initials is none: it may as well be the first words of a title.
    """
    near = text[:_NEAR]
    if not near[:1].isalpha() or not ("," in near or "." in near or " and " in near or " & " in near):
        return 0, ()
    if (one := _ONE_ET_AL.match(text)) and is_name(one[1]):
        return one.end(), (one[1],)
    best: tuple[int, tuple[str, ...]] = (0, ())
    plain = _ODD.match(text) is None
    for kind, style in enumerate(_STYLES):
        if plain and style is not _FULL:
            continue
        end, people, several = _run(text, style, kind == _FAMILY_THEN_GIVEN)
        quoted = text[end : end + 3].lstrip(" .,")[:1] in _QUOTE
        # A full stop more, as in `Ash A, Birch B.`, makes no better reading.
        if end > best[0] + len(best[1][:1]) and (
            several or kind in _INITIALED or (kind == _FAMILY_THEN_GIVEN and quoted)
        ):
            best = end, people
    return best


def signed(text: str) -> tuple[int, tuple[str, ...]]:
    """Return the same for what is surely a citation: one name may do, `Ash A. …`, or Chinese ones, `安树, 白桦. …`."""
    end, people = byline(text)
    if people or (found := _SIGNED.match(text)) is None:
        return end, people
    if found["han"]:
        return found.end(), tuple(_HAN_BETWEEN.split(found["han"]))
    return found.end(), (f"{found['family']}, {found['given']}",)


def _run(text: str, style: re.Pattern[str], mixed: bool) -> tuple[int, tuple[str, ...], bool]:
    """Read names in one style; `mixed`: only the first has its family name in front."""
    people: list[str] = []
    ends: list[int] = []
    at = 0
    while len(people) < _MOST:
        found = style.match(text, at) or (_FULL.match(text, at) if mixed and people else None)
        if found is None:
            break
        parts = found.groupdict()
        plain = parts["family"] if parts else found.group().rstrip("0123456789")
        if not is_name(plain):
            break
        people.append(f"{parts['family']}, {parts['given']}" if parts else plain)
        ends.append(found.end())
        between = _BETWEEN.match(text, ends[-1])
        if between is None:
            break
        at = between.end()
    if len(people) > 1 and _of_the_title(people, text, ends[-1]):
        del people[-1], ends[-1]
    several = len(people) > 1
    end = ends[-1] if ends else 0
    if people and (others := _ET_AL.match(text, end)):
        end, several = others.end(), True
    return end, tuple(people), several


def _of_the_title(people: list[str], text: str, end: int) -> bool:
    """`Ann Ash, Bo Birch, Growing Trees in Winter`, `…, Growing Fast Trees: A Study`: the last is no name."""
    *others, last = people
    if not _AFTER_A_NAME.match(text, end) and text[end - 1] != ".":
        return True
    joined = text[: end - len(last)].rstrip().endswith(("and", "&"))
    return text.startswith(":", end) and not joined and len(last.split()) > max(len(name.split()) for name in others)
