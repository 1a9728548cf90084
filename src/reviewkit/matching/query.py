"""What a reading list's line says about a paper's title, taken apart."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from reviewkit import late
from reviewkit.matching.lexicon import SEARCH_STOPWORDS
from reviewkit.titles import fold, squeeze

_EMOJI_CODE = late.pattern(r":[a-z][a-z0-9_+-]{2,}:", re.I)
_VENUE = (
    r"(?:neurips|nips|icml|iclr|aaai|ijcai|cvpr\w?|iccv\w?|eccv\w?|wacv|bmvc|acl|emnlp|naacl|eacl|coling|tacl|interspeech|icassp|"
    r"sosp|osdi|nsdi|usenix(?:\s+\w+)?|atc|eurosys|asplos|isca|micro|hpca|sigmod|vldb|pvldb|sigcomm|mlsys|sc|ppopp|cgo|pldi|"
    r"popl|icse|fse|ase|issta|kdd|www|sigir|cikm|wsdm|recsys|chi|uist|icra|iros|rss|corl|ccs|s&p|ndss|fast|socc|"
    r"arxiv(?:\s+preprint)?|preprint|corr|tmlr|jmlr|tpami|tip|tog|siggraph(?:\s+asia)?|nature|science|findings|colm|aistats|uai|colt|"
    r"miccai|mm|acm\s*mm)"
)
_YEAR = r"(?:['’]\s?\d{2}|(?:19|20)\d{2}(?:[-./]\d{1,2})?|\d{2})"
_FULL_YEAR = r"(?:['’]\s?\d{2}|(?:19|20)\d{2}(?:[-./]\d{1,2})?)"
_DATED = rf"{_VENUE}\s*[-,]?\s*{_FULL_YEAR}(?:\s+(?:spotlight|oral|poster|best paper|workshop|findings))*"
_MARK = rf"{_VENUE}(?:\s*[-,]?\s*{_YEAR})?(?:\s+(?:spotlight|oral|poster|best paper|workshop|findings))*"
_RANK = (
    r"(?:best|outstanding|distinguished|test of time|spotlight|oral|poster|highlight)"
    r"(?:\s+(?:paper|award|student|runner[- ]up))*"
)
_BEHIND = late.pattern(
    rf"\s*(?:[(\[]\s*(?:{_MARK}|{_RANK}|{_FULL_YEAR})\s*[)\]]?|(?:\s[|–—-]|,)\s*(?:{_DATED}|{_RANK})"
    r"|[(\[]\d{4}(?:[-./]\d\d?)+[)\]]?)\s*[.,]?\s*$",
    re.I,
)
_IN_FRONT = late.pattern(rf"^\s*(?:[(\[]\s*(?:{_MARK}|{_RANK})\s*[)\]]|{_VENUE}\s+{_YEAR}\s*[,:|-])\s*", re.I)
_QUOTES = '"“”„«»'
_NAMED_QUOTE = late.pattern(
    rf"^(?P<name>[^{_QUOTES}]{{0,60}}?)\s*[:,.]?\s*[{_QUOTES}](?P<title>[^{_QUOTES}]{{8,}})[{_QUOTES}]?(?P<rest>.*)$"
)
_AUTHOR_IN_FRONT = late.pattern(
    r"^(?P<author>[^\W\d_][\w'’-]*(?:\s[^\W\d_][\w'’-]*)?)\s+et\s+al\.?\s*[,:.]?\s*(?:\(\d{4}\)\s*)?[,:.]?\s*", re.U
)
_AUTHOR_BEHIND = late.pattern(
    r"\s*[(\[]\s*(?P<author>[^\W\d_][\w'’-]*(?:\s[^\W\d_][\w'’-]*)?)\s+et\s+al\.?,?\s*(?P<year>\d{4})?\s*[)\]]\s*$",
    re.U,
)
_CUT = late.pattern(r"\s*(?:…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\])\s*$")


@dataclass(frozen=True, slots=True)
class Query:
    """A title to be found, and the witnesses that the list gives for it."""

    spellings: tuple[str, ...]
    """The cleaned title first, then the others that the text may mean."""
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str = ""
    truncated: bool = False
    """The list cuts the title off: `…`."""
    paper_authors: bool = False
    """The authors are those of a record, whole and sure, and not a hint in a list."""

    @property
    def title(self) -> str:
        """The cleaned title."""
        return self.spellings[0] if self.spellings else ""

    @property
    def name(self) -> str:
        """What tells this query from others, for a cache."""
        witnesses = "/".join(filter(None, (*map(fold, self.authors), str(self.year or ""), fold(self.venue))))
        return f"title:{'|'.join(squeeze(each) for each in self.spellings)}/{witnesses}"

    @property
    def content_words(self) -> tuple[str, ...]:
        """The folded words that a search index holds, in order, each once."""
        return tuple(dict.fromkeys(word for word in fold(self.title).split() if word not in SEARCH_STOPWORDS))


def query(title: str, authors: Sequence[str] = (), year: int | None = None, venue: str = "") -> Query:
    """Take a list's title apart: what is the title, what is a witness, what is decoration."""
    raw = " ".join(title.split())
    text, named = _undecorated(raw), list(authors)
    truncated = bool(_CUT.search(text))
    text = _CUT.sub("", text)
    for pattern in (_AUTHOR_IN_FRONT, _AUTHOR_BEHIND):
        if (found := pattern.search(text)) and len(text) - len(found.group()) > 8:
            text = text[: found.start()] + text[found.end() :]
            named = named or [found["author"]]
            year = year or (int(found["year"]) if found.groupdict().get("year") else None)
    text = _without_marks(text)
    spellings = [text]
    if found := _NAMED_QUOTE.match(text):
        spellings = _quoted(found, text)
    spellings += [text, raw]
    kept: dict[str, str] = {}
    for spelling in spellings:
        plain = spelling.strip().strip(_QUOTES).strip()
        kept.setdefault(squeeze(plain), plain)
    return Query(tuple(plain for folded, plain in kept.items() if folded), tuple(named), year, venue, truncated)


def _quoted(found: re.Match[str], text: str) -> list[str]:
    """Return the quoted part first where what stands before it is a nickname or an author and not a sentence."""
    name, title, rest = found["name"].strip(), found["title"].strip(), found["rest"].strip()
    introduces = not name or text[found.end("name") :].lstrip().startswith(":") or name.endswith((":", "?", "et al."))
    ends = not rest or rest[0] in ",([-|.;/*"
    if introduces and ends and len(fold(name).split()) <= 4:
        return [title]
    return [text]


def _undecorated(text: str) -> str:
    text = _EMOJI_CODE.sub(" ", text)
    text = "".join(" " if unicodedata.category(letter) in ("So", "Cs", "Co", "Cn", "Cf") else letter for letter in text)
    return " ".join(text.replace("️", "").split())


def _without_marks(text: str) -> str:
    """Take venue, year and award marks off both ends, as long as a title is left."""
    for _ in range(3):
        shorter = _IN_FRONT.sub("", _BEHIND.sub("", text)).strip()
        if shorter == text or len(fold(shorter).split()) < 2:
            break
        text = shorter
    return text
