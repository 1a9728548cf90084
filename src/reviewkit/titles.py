"""Titles in one form, so that two ways of writing the same words are equal and two numbers never are."""

import html
import re
import unicodedata
from functools import lru_cache

from reviewkit import late

_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi",
    "ο": "omicron",
    "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "ϕ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega",
}  # fmt: skip
_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n",
    "∞": " infinity ", "×": " x ", "→": " to ", "±": " plus minus ", "≥": " geq ", "≤": " leq ", "ℓ": "l",
}  # fmt: skip
_TEX_LETTERS = {
    "ss": "ss", "ae": "ae", "AE": "ae", "oe": "oe", "OE": "oe", "o": "o", "O": "o", "l": "l", "L": "l", "aa": "a",
    "AA": "a", "i": "i", "j": "j", "dh": "d", "th": "th", "infty": " infinity ", "times": " x ", "to": " to ",
    "rightarrow": " to ", "ell": "l", "varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi",
    "varsigma": "sigma",
    "geq": " geq ", "leq": " leq ", "ge": " geq ", "le": " leq ", "pm": " plus minus ", "sim": " ", "cdot": " ",
    "ldots": " ", "dots": " ", "quad": " ", "qquad": " ", "sqrt": " sqrt ", "prime": "", "ast": "", "star": "",
    "dagger": "",
    "sharp": " sharp ",
}  # fmt: skip
_TEX_ACCENT = late.pattern(r"\\(?:[`'^\"~=.]|[uvHcdbkrt](?![A-Za-z]))\s*\{?\s*\\?([A-Za-z])\s*\}?")
_TEX_MACRO = late.pattern(r"\\([A-Za-z]+)\*?\s?")
_TAG = late.pattern(
    r"</?(?:i|b|em|strong|sub|sup|scp|tt|u|mml:[a-z]+|jats:[a-z]+|math|mi|mo|mn|mrow|msup|msub|span)\b[^<>]*>", re.I
)
_APOSTROPHES = late.pattern(r"[’'‘`´ʼ′]")
_BRITISH = (
    (late.pattern(r"is(ation|ations|ational)\b"), r"iz\1"),
    (late.pattern(r"(?<=[a-z]{3})is(e|ed|es|er|ers|ing|able)\b"), r"iz\1"),
    (late.pattern(r"(?<=[a-z]{3})ys(e|ed|es|er|ers|ing)\b"), r"yz\1"),
    (late.pattern(r"(?<=[a-z]{3})our(s|al|ed|ing|able|ful|ite|ites|hood|hoods|less)?\b"), r"or\1"),
    (late.pattern(r"\b(model|label|travel|signal|cancel|channel|level|fuel|tunnel|counsel|equal|total|dial)l(ed|ing|er|ers|ings)\b"),
     r"\1\2"),
    (late.pattern(r"\b(cen|me|thea|fib|li|spec|lus|calib)re(s?)\b"), r"\1er\2"),
    (late.pattern(r"\b(catal|dial|anal|mon|pro)ogue(s?)\b"), r"\1og\2"),
    (late.pattern(r"\b(def|off|lic|pret)ence(s?)\b"), r"\1ense\2"),
    (late.pattern(r"\b(program)me(s?)\b"), r"\1\2"),
    (late.pattern(r"\bgrey"), "gray"),
    (late.pattern(r"\b(fulfil|enrol|instal|distil|skil)(ment|ful|s)?\b"), r"\1l\2"),
)  # fmt: skip


@lru_cache(maxsize=65_536)
def fold(title: str) -> str:
    """Return a title as lower-case words with single spaces: accents, markup and spelling variants folded."""
    text = html.unescape(html.unescape(title)) if "&" in title else title
    text = unmarked(text)
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join(_GREEK.get(letter) or _LETTERS.get(letter, letter) for letter in unicodedata.normalize("NFKD", text))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = _APOSTROPHES.sub("", text)
    text = text.replace("&", " and ").replace("++", " plusplus ").replace("+", " plus ")
    text = re.sub(r"(?<=\b[a-z])#", " sharp ", text)
    text = re.sub(r"(?<=\d)[.](?=\d)", "p", text)
    text = re.sub(r"(?<=\d)[,](?=\d{3}\b)", "", text)
    text = re.sub(r"[\W_]+", " ", text).strip()
    for pattern, american in _BRITISH:
        text = pattern.sub(american, text)
    return text


@lru_cache(maxsize=65_536)
def words(title: str) -> tuple[str, ...]:
    """Return the folded words of a title."""
    return tuple(fold(title).split())


@lru_cache(maxsize=65_536)
def squeeze(title: str) -> str:
    """Return the folded title without spaces: a lost hyphen or space makes no difference then."""
    return fold(title).replace(" ", "")


def unmarked(text: str) -> str:
    """Return a title without HTML tags, TeX macros, braces and dollars."""
    if "<" in text:
        text = _TAG.sub("", text)
    if "\\" in text:
        text = _TEX_ACCENT.sub(r"\1", text)
        text = _TEX_MACRO.sub(lambda found: _TEX_LETTERS.get(found[1], _greek_name(found[1])), text)
        text = text.replace("\\", "")
    if "$" in text or "{" in text or "}" in text:
        text = re.sub(r"[\^_](?=[{\w])", "", text)
        text = re.sub(r"[${}]", "", text)
    return text


def _greek_name(macro: str) -> str:
    """A macro that names a letter is that letter; any other (`\\textbf`, `\\mathcal`) only dresses what follows."""
    return f"{macro.lower()} " if macro.lower() in _GREEK.values() else ""
