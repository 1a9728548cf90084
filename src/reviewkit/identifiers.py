"""Which paper an address or a text stands for, in one canonical form for each scheme."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from reviewkit import late

SCHEMES = ("arxiv", "doi", "openreview", "acl", "usenix", "pmlr", "neurips", "cvf")


@dataclass(frozen=True, slots=True)
class Identifier:
    """A paper's name in one of `SCHEMES`, in canonical form."""

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


# The archives that gave out ids before April 2007 (arXiv's own list, subject classes left out).
_ARCHIVE = (
    r"(?:acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga"
    r"|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph"
    r"|q-alg|q-bio|quant-ph|solv-int|stat|supr-con)"
)
_NEW = r"(?P<new>\d{4}\.\d{4,5})(?!\d)"
_OLD = rf"(?P<old>{_ARCHIVE}(?:\.[a-z]{{2}})?/\d{{7}})(?!\d)"
_ID = rf"(?:{_NEW}|{_OLD})(?:v(?P<version>[1-9]\d{{0,2}})(?!\d))?"
_WHOLE = late.pattern(rf"(?:arxiv\s*[:：]\s*)?{_ID}(?:\.pdf)?", re.I)

# The id stands once, behind all the ways that lead to it: what stands often in an expression is compiled as often.
_ARXIV_PAGE = late.pattern(
    r"(?:arxiv\.org/+(?:abs|pdf|html|ps|format|e-print|src|ftp/+arxiv/+papers/+\d{4})?/*(?:arxiv:)?"
    r"|ar5iv(?:\.labs\.arxiv)?\.org/+(?:abs|html|pdf)?/*(?:arxiv\.)?"
    r"|alphaxiv\.org/+(?:[a-z]{2}/+)?(?:abs|pdf|overview|html)?/*"
    r"|(?:huggingface|hf)\.co/+papers/+"
    r"|(?:arxiv-vanity\.com/+papers|papers\.cool/+arxiv|scirate\.com/+arxiv|xxx\.lanl\.gov/+(?:abs|pdf)"
    r"|semanticscholar\.org/+arxiv|arxivxplorer\.com/+paper|takara\.ai/+papers|paperswithcode\.com/+paper/+arxiv"
    r"|deeplearn\.org/+arxiv|arxiv-sanity[\w.-]*)/+"
    rf"|10\.48550/+arxiv\.?[:/]?){_ID}",
    re.I,
)
# As nine of ten links to arXiv are written; since 2015 the number has five digits.
_ARXIV_USUAL = late.pattern(
    r"https?://arxiv\.org/(?:abs|pdf)/((?:1[5-9]|[2-9]\d)(?:0[1-9]|1[0-2])\.\d{5})(?:v[1-9]\d{0,2})?(?:\.pdf)?\Z"
)
_ARXIV_FTP = late.pattern(r"arxiv\.org/+ftp/+(?P<archive>[a-z-]+)/papers/\d{4}/(?P<number>\d{7})", re.I)
_ARXIV_TEXT = late.pattern(
    rf"(?<![/\w.])(?:arxiv(?:\s*preprint)?\s*[:：,]?\s*(?:arxiv\s*[:：]\s*|abs/)?\[?|corr,?\s*(?:vol\.?\s*)?abs/){_ID}",
    re.I,
)
_DOI = late.pattern(r"10\.\d{4,9}/[^\s\"'<>|，；）]+", re.I)
_DOI_WHOLE = late.pattern(
    r"(?:doi\s*[:：]?\s*|https?://(?:dx\.|www\.)?doi\.org/+|(?:dx\.)?doi\.org/+)?(10\.\d{4,9}/\S+)", re.I
)
_DOI_TEXT = late.pattern(r"(?<!\w)(?:doi\s?[:：]?\s?|(?:https?://)?(?:dx\.|www\.)?doi\.org/+)(10\.\d{4,9}/\S+)", re.I)
# Nature's addresses end in the DOI's second half; the journals outside these numbers have other publishers' DOIs.
_NATURE = late.pattern(r"nature\.com/+articles/+(s4(?!1599)[1-4]\d{3}-\d{3}-\d{4,5}-[\da-z])(?![\w-])", re.I)
_DOI_HOSTS = late.pattern(
    r"(?:doi\.org|dl\.acm\.org/+doi|link\.springer\.com|ieeexplore\.ieee\.org|onlinelibrary\.wiley\.com|"
    r"tandfonline\.com"
    r"|journals\.sagepub\.com|pubs\.acs\.org|science\.org|epubs\.siam\.org|pnas\.org|academic\.oup\.com|"
    r"doi\.ieeecomputersociety\.org"
    r"|biorxiv\.org|medrxiv\.org)/",
    re.I,
)
_PREPRINT_VERSION = late.pattern(r"(?<=\d)v\d{1,2}(?=\Z|\.full|/)")
_DOI_TAIL = late.pattern(
    r"(?:/(?:abstract|full|pdf|epdf|meta|fulltext|pdf/.*|full\.pdf)|\.(?:pdf|html?|full|full\.pdf|short))$", re.I
)
_OTHERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("openreview", late.pattern(r"openreview\.net/+(?:forum|pdf|attachment|references/pdf|"
                              r"notes)\?(?:[^\s#]*?&)?id=([\w-]+)", re.I)),
    ("acl", late.pattern(
        r"(?:aclanthology\.org|aclanthology\.info|aclweb\.org/+anthology|aclanthology\.coli\.uni-saarland\.de)/+"
        r"(?:anthology/+)?(?:papers/+(?:\w/+\w+/+)?|attachments/+|v/+)?([a-z]\d\d-\d{4,5}|\d{4}\.[\w-]+\.\d+)", re.I)),
    ("pmlr", late.pattern(r"(?:proceedings\.mlr\.press|jmlr\.org/+proceedings/+papers)/+(v\d+/[\w-]+)", re.I)),
    ("neurips", late.pattern(
        r"(?:papers|proceedings)\.(?:nips|neurips)\.cc/+(?:paper(?:_files)?/+(?:paper/+)?)+(?:(\d{4})/+(?:hash|"
        r"file)/+([0-9a-f]{32})|(\d+)-)",
        re.I)),
    ("cvf", late.pattern(
        r"openaccess\.thecvf\.com/+(?:menu/+)?(?:content[\w./-]*?/)(?:html|papers|"
        r"supplemental)/+(?:w\d+/+)?([\w.-]+?)(?:_paper|_supplemental)?\.(?:html|pdf)",
        re.I)),
)  # fmt: skip
_USENIX_TALK = late.pattern(
    r"usenix\.org/+conference/+([a-z-]+\d{2,4})/+(?:technical-sessions/+)?presentation/+([\w-]+)", re.I
)
_USENIX_FILE = late.pattern(
    r"usenix\.org/+system/+files/+(?:conference/+[\w-]+/+)?(?:sec(\d\d)(?:summer|fall|winter)?|"
    r"([a-z]+\d{2,4}))[-_]+(?:paper[-_]+|final[-_]*)?([\w-]+?)"
    r"(?:[-_](?:slides|final|prepub))?\.(?:pdf|pptx)", re.I
)  # fmt: skip


def _good_new(number: str) -> bool:
    year, month, serial = int(number[:2]), int(number[2:4]), number[5:]
    return year >= 7 and 1 <= month <= 12 and len(serial) == (5 if number[:4] >= "1501" else 4)


def _canonical(found: re.Match[str]) -> tuple[str, int | None] | None:
    """Return the id that a match of `_ID` names, and its version."""
    version = int(found["version"]) if found["version"] else None
    if found["old"]:
        archive, _, number = found["old"].lower().partition("/")
        return f"{archive.partition('.')[0]}/{number}", version
    return (found["new"], version) if _good_new(found["new"]) else None


def arxiv_id(text: str) -> str | None:
    """Return the canonical arXiv id, without version, of a text that is one id or the address of one paper."""
    whole = _WHOLE.fullmatch(text.strip())
    named = _canonical(whole) if whole else None
    if named is not None:
        return named[0]
    return arxiv_in_url(text)


def arxiv_version(text: str) -> int | None:
    """Return the version that an arXiv id or address names, None where it names none."""
    found = _WHOLE.fullmatch(text.strip()) or _ARXIV_PAGE.search(text)
    named = _canonical(found) if found else None
    return named[1] if named else None


def arxiv_in_url(url: str) -> str | None:
    """Return the canonical arXiv id of the paper that an address leads to."""
    if usual := _ARXIV_USUAL.match(url):
        return usual[1]
    lowered = url.lower()
    if (
        "xiv" not in lowered
        and "ar5iv" not in lowered
        and "hugging" not in lowered
        and "hf.co" not in lowered
        and "lanl" not in lowered
        and "takara" not in lowered
    ):
        return None
    plain = unquote(url) if "%" in url else url
    if found := _ARXIV_PAGE.search(plain):
        named = _canonical(found)
        return named[0] if named else None
    if found := _ARXIV_FTP.search(plain):
        return f"{found['archive'].lower()}/{found['number']}"
    return None


def arxiv_in_text(text: str) -> str | None:
    """Return the first arXiv id that running text names, as in "arXiv:1502.00001" or "CoRR abs/1502.00001"."""
    for found in _ARXIV_TEXT.finditer(text):
        if named := _canonical(found):
            return named[0]
    return None


def _clean_doi(raw: str) -> str | None:
    """Return a DOI in lower case, without what follows it in an address or a sentence."""
    value = re.split(r"[?#&\s]", raw, maxsplit=1)[0].rstrip(".,;:'\"*_}]>")
    while value.endswith(")") and value.count(")") > value.count("("):
        value = value[:-1].rstrip(".,;:")
    if value.startswith("10.1101/"):
        value = _PREPRINT_VERSION.sub("", value)  # bioRxiv's addresses name the version, its DOIs do not
    value = _DOI_TAIL.sub("", value) if value.count("/") > 1 or "." in value.partition("/")[2] else value
    return value.lower() if value.partition("/")[2] else None


def doi(text: str) -> str | None:
    """Return the lower-case DOI of a text that is one DOI or an address with one in it."""
    plain = unquote(text.strip()) if "%" in text else text.strip()
    if whole := _DOI_WHOLE.fullmatch(plain):
        return _clean_doi(whole.group(1))
    if (found := _DOI.search(plain)) and _DOI_HOSTS.search(plain):
        return _clean_doi(found.group())
    if "nature.com" in plain and (article := _NATURE.search(plain)):
        return f"10.1038/{article[1].lower()}"
    return None


def doi_in_text(text: str) -> tuple[int, str] | None:
    """Return the first DOI that running text names, as in "doi:10.1145/1.2", and where that begins."""
    if "10." not in text or (found := _DOI_TEXT.search(text)) is None:
        return None
    value = _clean_doi(found[1])
    return (found.start(), value) if value is not None else None


def identify(url_or_text: str) -> Identifier | None:
    """Return the identifier that an address, or a text that is one id, stands for."""
    if paper := arxiv_id(url_or_text):
        return Identifier("arxiv", paper)
    if name := doi(url_or_text):
        return Identifier("doi", name)
    for scheme, pattern in _OTHERS:
        if found := pattern.search(url_or_text):
            parts = [part for part in found.groups() if part]
            value = "/".join(parts)
            return Identifier(scheme, value if scheme in ("openreview", "cvf") else _cased(scheme, value))
    return _usenix(url_or_text)


def _cased(scheme: str, value: str) -> str:
    """ACL's old ids are written in capitals (`P18-1001`), everything else in lower case."""
    return value.upper() if scheme == "acl" and "." not in value else value.lower()


def _usenix(url: str) -> Identifier | None:
    if found := _USENIX_TALK.search(url):
        return Identifier("usenix", f"{found.group(1)}/{found.group(2)}".lower())
    if found := _USENIX_FILE.search(url):
        year, event, name = found.groups()
        event = f"usenixsecurity{year}" if year else event
        return Identifier("usenix", f"{event}/{name}".lower())
    return None
