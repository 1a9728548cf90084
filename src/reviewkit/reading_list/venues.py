"""Venues and years as lists write them: `(OSDI'22)`, `[2016-ECCV]`, `NIPS 2015`, `In Proceedings of EMNLP`."""

import re
from dataclasses import dataclass
from functools import cache

# Usual short forms. A name written otherwise here (`Eurosys`, `PPOPP`) is read as the form that stands in this table.
_CANON = (
    "AAAI AAMAS ACCV ACL ACML AISTATS ALT AMIA ANLP APSys ASE ASIACRYPT ASPLOS ASRU AsiaCCS ATC AVSS BMVC BMVA BlackboxNLP CAV CCGrid CCGRID "
    "CCS CGF CGO CHI CICLing CIDR CIKM CLEF CLUSTER CoNEXT CoNLL CoRL COLING COLM COLT CONLL CRYPTO CSCW CVIU CVPR CVPRW DAC DAFx DATE "
    "DASFAA DCC DEXA DISC DLRS DSN EACL ECAI ECCV ECCVW ECIR ECML ECOOP EDBT EGSR EMNLP EMNLP-CoNLL EMSOFT ESEM ESORICS EuroS&P EuroSys EUROCRYPT "
    "Euro-Par FCCM FLAIRS FOCS FODS FPGA FPL FSE GECCO GLOBECOM HASE HCOMP HICSS HOTI HotChips HotCloud HotDep HotEdge HotMobile HotNets "
    "HotOS HotPar HotStorage HPCA HPDC HPEC HRI HiPC HiPEAC I3D ICA3PP ICAC ICALP ICAPS ICASSP ICCAD ICCD ICCP ICCS ICCV ICCVW ICDAR "
    "ICDCS ICDE ICDM ICDT ICFP ICIP ICLR ICLRW ICME ICMI ICML ICMLW ICMR ICNP ICPADS ICPC ICPE ICPP ICPR ICRA ICS ICSE ICSM ICSME ICSOC "
    "ICST ICTAI ICVGIP ICWSM IISWC IJCAI IJCAI-ECAI IJCNLP IJCNN IJCV IJHCS IMC IMWUT INFOCOM INFORMS INLG INTERSPEECH IPDPS IPM IPSN "
    "IROS ISBI ISCA ISCAS ISLPED ISMAR ISMB ISMIR ISMM ISPASS ISSCC ISSTA ISWC ITCS ITSC IUI IWCS IWQoS IWSLT JACM JAIR JASIST JCDL JCST JEI "
    "JETC JMLR JPDC JSSC KDD LCTES LICS LISA LREC MASCOTS MICCAI MICRO MICSYS MICS MIDL MLHC MLCAD MLSys MobiCom MobiHoc MobiSys MSR MSST "
    "MWSCAS NAACL NAACL-HLT NDSS NeurIPS NeurIPSW NOCS NSDI OOPSLA OSDI OSR PACIS PACLIC PACT PAKDD PAMI PACMPL PETS PG PKDD PLDI PLOS PMLR PODC "
    "PODS POPL PPoPP PPSN PVLDB RANLP RecSys RSS RTAS RTSS SC SDM SEC SIGCOMM SIGCSE SIGDIAL SIGDial SIGGRAPH SIGIR SIGIR-AP SIGKDD "
    "SIGMETRICS SIGMOD SIGSPATIAL SLT SoCC SoCG SODA SOSP SOUPS SPAA SPIRE SPLASH SSDBM SSW STACS STOC SysML SYSTOR TAAI TACAS TACL TACO TASE TASLP "
    "TASL TBD TC TCAD TCAS TCS TCSVT TCYB TDSC TECS TFS TGRS THRI TIFS TIP TIT TITS TIST TKDD TKDE TMC TMI TMLR TMM TNN TNNLS TNSM TOCHI TOCS TODS "
    "TOG TOIS TOIT TOMM TOMPECS TON TOPC TOPLAS TOS TOSEM TPAMI TPDS TRECVID TRO TROB TSC TSE TSMC TSP TVCG TVLSI TWC TWEB UAI UBICOMP UbiComp "
    "UIST UKSim USENIX VAST VCIP VEE VIS VISAPP VLDB VLDBJ VLSI VMCAI VR WABI WACV WACVW WASPAA WWW WebConf WSDM WSC 3DV 3DIM RA-L RAL ACMMM "
    "IJRR IJRS ISPRS BigData ECML-PKDD ECML/PKDD ACL-IJCNLP EMNLP-IJCNLP CoLLAs LoG AutoML ICDMW CHIL MLSP EUSIPCO SSP APSIPA ICPS ACSAC RAID "
    "CODASPY FAccT FAT* AIES HAI AIMag EAAI NLE NLPCC CCL CVM CVGIP DSP DAGM GCPR SCIA CAIP ICIAP PRL PR SPL JOSS JVCIR TCI TBME DocEng "
    "ISSRE EASE SANER SCAM ICSA MODELS MSWiM SENSYS SenSys SECON NeSy KR KBS ESWA ESWC ISCC IV ITW ISIT GRAPP EuroVis EuroMLSys MLArchSys NAS HCI "
    "NIPSW PNAS TiiS TALLIP TSLP TALG JPhys CACM CSUR IANDC LMCS Computer TMLCN CICC ESSCIRC A-SSCC BIOCAS BioCAS AICAS ISOCC ICECS ICONS NICE ASP-DAC ASPDAC GLSVLSI ISVLSI "
    "SIGSOFT ESEC/FSE FSE/ESEC RE ICTIR CHIIR ICON CogSci NeuroImage Euromicro DevCom MMM MMSys MMAsia ICMRA JBHI SMC FG BTAS ICB IJCB WIFS IH&MMSec EWSN ICCPS IoTDI"
)  # fmt: skip
_OTHER_FORMS = {
    "nips": "NeurIPS", "neurips": "NeurIPS", "neurlps": "NeurIPS", "nuerips": "NeurIPS", "neruips": "NeurIPS", "neurip": "NeurIPS", "nurips": "NeurIPS",
    "arxiv": "arXiv", "arvix": "arXiv", "axriv": "arXiv", "arixv": "arXiv", "arxive": "arXiv", "archiv": "arXiv", "corr": "arXiv",
    "preprint": "Preprint", "preprints": "Preprint", "biorxiv": "bioRxiv", "medrxiv": "medRxiv", "techrxiv": "TechRxiv",
    "eurosys": "EuroSys", "euro-sys": "EuroSys", "ppopp": "PPoPP", "interspeech": "Interspeech", "ijcv": "IJCV", "emnlp-findings": "EMNLP Findings", "acmmm": "ACM MM",
    "usenixatc": "USENIX ATC", "asiaccs": "Asia CCS", "sigkdd": "KDD", "conll": "CoNLL", "mlsys": "MLSys", "coling": "COLING", "recsys": "RecSys",
    "wsdm": "WSDM", "corl": "CoRL", "neurips-w": "NeurIPS Workshop", "cvprw": "CVPR Workshop", "iccvw": "ICCV Workshop",
    "eccvw": "ECCV Workshop", "iclrw": "ICLR Workshop", "icmlw": "ICML Workshop", "neuripsw": "NeurIPS Workshop", "nipsw": "NeurIPS Workshop",
    "wacvw": "WACV Workshop", "aclw": "ACL Workshop", "icdmw": "ICDM Workshop", "pvldb": "VLDB", "pami": "TPAMI", "t-pami": "TPAMI",
    "tpami": "TPAMI", "siggrapha": "SIGGRAPH Asia", "sigcomm": "SIGCOMM", "tog": "TOG", "openreview": "OpenReview", "micro": "MICRO",
    "webconf": "WWW", "vldbj": "VLDBJ", "ccgrid": "CCGrid", "ubicomp": "UbiComp", "sensys": "SenSys", "findings": "Findings", "iwqos": "IWQoS",
}  # fmt: skip
# English words and Roman or chemical shorthand: a venue only in capitals, with a year beside them or alone in their place.
_WEAK = frozenset(
    ["date", "ics", "chi", "sc", "im", "vis", "iv", "vr", "micro", "fast", "pact", "cluster", "cav", "sec", "tc", "ton", "nas", "pg", "pr", "re", "models", "middleware", "nature", "science", "cell", "security", "middleware", "kr", "nice", "log", "fse", "crypto", "pets", "lisa", "see", "hri", "tit", "tip", "tcs", "disc", "alt", "tos", "ras", "plos", "tasl", "slt", "ssp", "fg", "icon", "dac", "usenix", "computer", "tbd", "tsp", "ral", "rss", "imc", "issue", "acm", "csur", "mmm", "raid", "ease", "ccl", "hai", "hci", "smc", "dsp", "spl", "eaai", "iui", "re", "vis", "chil", "dcc", "tro", "thri", "ssw", "corr", "archiv", "findings", "pods", "informs"]
)
_PLAIN_NAMES = ["Middleware", "Nature", "Science", "Cell", "Neuron", "Security", "FAST", "IM", "ACM", "IEEE", "NLPCC", "Blog", "Distill", "SIGGRAPH"]
_KNOWN: dict[str, str] = {name.lower(): name for name in [*_CANON.split(), *_PLAIN_NAMES[:7]]} | _OTHER_FORMS
_QUALIFIERS = frozenset(["oral", "spotlight", "poster", "workshop", "workshops", "findings", "w", "ws", "long", "short", "demo", "main", "best", "hlt"])
_PREPRINTS = frozenset(("arXiv", "Preprint", "bioRxiv", "medRxiv", "TechRxiv", "OpenReview"))
_PHRASES: tuple[tuple[str, str], ...] = (
    (r"acm transactions on graphics(?: \(tog\))?|acm (?:trans\. (?:on )?graph(?:ics|\.)?|tog)\b", "ACM TOG"),
    (r"siggraph asia", "SIGGRAPH Asia"),
    (r"usenix (?:annual technical conference|atc)|\batc\b(?=[ '’]*\d)", "USENIX ATC"),
    (r"usenix security(?: symposium)?", "USENIX Security"),
    (r"usenix fast", "FAST"),
    (r"acm (?:multimedia|mm)\b|\bmm(?=[ '’]?\d\d)", "ACM MM"),
    (r"asia ?ccs", "Asia CCS"),
    (r"acm ccs", "CCS"),
    (r"ieee s&p|\bs&p\b|\boakland\b(?=[ '’]*\d)|ieee symposium on security and privacy", "S&P"),
    (r"(?:advances in )?neural information processing systems", "NeurIPS"),
    (r"journal of machine learning research", "JMLR"),
    (r"transactions of the association for computational linguistics|trans(?:actions|\.) of acl", "TACL"),
    (r"ieee (?:ra-l|robotics and automation letters)", "RA-L"),
    (r"nature communications", "Nature Communications"),
    (r"nature machine intelligence", "Nature Machine Intelligence"),
    (r"science robotics", "Science Robotics"),
    (r"science advances", "Science Advances"),
    (r"scientific reports", "Scientific Reports"),
    (r"the web conference|\bthewebconf\b", "WWW"),
    (r"international conference on machine learning", "ICML"),
    (r"international conference on learning representations", "ICLR"),
    (r"computer vision and pattern recognition", "CVPR"),
    (r"communications of the acm", "CACM"),
    (r"acm computing surveys", "ACM Computing Surveys"),
    (r"\*sem\b", "*SEM"),
    (r"technical report|tech report", "Technical Report"),
)
_PHRASE = re.compile("|".join(f"({pattern})" for pattern, _ in _PHRASES), re.I)
_PHRASE_HEADS = frozenset(
    ["acm", "siggraph", "usenix", "mm", "atc", "asia", "asiaccs", "s&p", "oakland", "security", "neural", "journal", "association", "acl", "robotics", "ra", "nature", "science", "scientific", "web", "thewebconf", "international", "pattern", "communications", "sem", "*sem", "technical", "tech"]
)
"""Words without which no phrase of the table can stand in a text."""
_YEAR4 = re.compile(r"(?<![\d.])((?:19[5-9]|20[0-3])\d)(?!\d)")
_AFTER = re.compile(
    r"(?:[\s\])-]*(?:(?:main|oral|spotlight|poster|findings|workshops?|industry|demo|short|long|best paper|conference|preprint|proceedings|track|w|ws|symposium)\b[\s,-]*)*"
    r"(?:\([A-Za-z&. -]{2,40}\))?)[\s,_:-]*(?:['’‘`´]\s?(\d\d)(?!\d)|((?:19[5-9]|20[0-3])\d)(?!\d)|(\d\d)(?![\d.:%+-]|\s?[a-z]))",
    re.I,
)
_BEFORE = re.compile(r"(?:(?<!\d)((?:19[5-9]|20[0-3])\d)|['’‘`](\d\d))[\s_,-]*(?:on\s+|@\s*)?\Z", re.I)
_MONTHED = re.compile(r"[\s,-]*(\d\d)(\d\d)(?!\d)")
_GENERIC = re.compile(
    r"(?<![\w/.@-])([A-Z][A-Za-z]*[A-Z][A-Za-z&-]*|[A-Z]{2,})(?:\s?['’‘`-]\s?(\d\d)(?!\d)|[\s-]?((?:19[5-9]|20[0-3])\d)(?!\d))"
)
_ABBREVIATED = re.compile(
    r"(?:symposium|conference|workshop|transactions|proceedings|journal)[^()]{0,80}\(([A-Z][A-Za-z&-]{1,11})\)", re.I
)
_JOURNAL = re.compile(
    r"(?:^|[,.(]\s*)((?:(?:IEEE|ACM)\s)?(?:Journal|Transactions|Trans\.|J\.|Annals|Proceedings|Letters|Physical Review)(?:\s+[A-Za-z&.]+){1,7}?)(?=\s*(?:[,(:;\d]|\s(?:19|20)\d\d|\Z|\.\s|\.$))"
)


_NAMED = frozenset(["middleware", "nature", "science", "cell", "security", "micro", "cluster"])
_TOKENS = re.compile(r"[a-z&*]+")
_HEADS = frozenset(_TOKENS.findall(name)[0] for name in _KNOWN)
_TELLING = (
    _HEADS
    | _PHRASE_HEADS
    | frozenset(["workshop", "workshops", "conference", "symposium", "journal", "proceedings", "transactions", "arxiv", "al"])
)
_TWO_DIGITS = re.compile(r"\d\d")
"""The first words of the known names: a text without any of them names no venue of the table."""
_LETTERS = re.compile(r"[A-Za-z]{2}")
_HINT = re.compile(r"(?:19|20)\d\d(?!\d)|['’‘`´]\s?\d\d|[A-Za-z]\d\d\b")
_WORKSHOP_AFTER = re.compile(
    r"[\s'’`\d,()-]*(?:\(?\s*(?:workshops?|ws)\b|(?:on|for)\b.{0,60}\bworkshop)|\s+[^,.;()\[\]]{0,40}\bworkshops?\b"
)
_WORKSHOP_BEFORE = re.compile(r"workshops?\s*(?:@|at|of|in|,)?\s*(?:the\s+)?\Z")
_FINDINGS_AFTER = re.compile(r"[\s'’`\d,()-]*\(?findings")
_FINDINGS_BEFORE = re.compile(r"findings\s*(?:of|@|-|:)?\s*(?:the\s+)?(?:acl[\s:-]*)?\Z")
_LONGEST = 4000
"""How much of a text is searched: nothing that far from a title is the title's venue."""


@dataclass(frozen=True, slots=True)
class Venue:
    """A venue as a text states it, and where."""

    name: str
    year: int | None
    start: int
    end: int

    @property
    def preprint(self) -> bool:
        """Whether this is a server of preprints rather than a venue."""
        return self.name in _PREPRINTS


def _full(two: str) -> int:
    return int(two) + (2000 if int(two) < 50 else 1900)


def _year_after(text: str, at: int, name: str) -> tuple[int | None, int]:
    """Return the year that follows a venue's name, and where it ends."""
    found = _AFTER.match(text, at)
    if name == "arXiv" and (monthed := _MONTHED.match(text, at)) and not _YEAR4.match(text, monthed.start(1)):
        return (_full(monthed[1]), monthed.end()) if 1 <= int(monthed[2]) <= 12 else (None, at)
    if not found:
        return None, at
    if found[3]:
        plausible = name not in ("PMLR", "TACL", "JMLR", "VLDB") and (int(found[3]) <= 30 or int(found[3]) >= 70)
        return (_full(found[3]), found.end()) if plausible else (None, at)
    return (_full(found[1]) if found[1] else int(found[2])), found.end()


def _weak_ok(text: str, word: str, start: int, end: int, year: int | None) -> bool:
    """A word that may be English is a venue in capitals with a year, or alone between separators."""
    if not word[:1].isupper():
        return False
    if year is not None:
        return word.isupper() or word.lower() in _NAMED
    before, after = text[max(0, start - 40) : start].rstrip(), text[end : end + 40].lstrip()
    alone = (not before or before[-1] in "([|,.;:【*") and (not after or after[0] in ")],.|;:】*")
    return alone and (word.isupper() or word.lower() in _NAMED)


def _variant(text: str, start: int, end: int, name: str) -> str:
    """Say that it is the venue's workshop or its findings."""
    before, after = text[max(0, start - 30) : start].lower(), text[end : end + 110].lower()
    if (
        ("workshop" not in before + after
        and "findings" not in before + after
        and "ws" not in after)
        or name in _PREPRINTS
        or " " in name
    ):
        return name
    if _WORKSHOP_AFTER.match(after) or _WORKSHOP_BEFORE.search(before):
        return f"{name} Workshop"
    if _FINDINGS_AFTER.match(after) or _FINDINGS_BEFORE.search(before):
        return f"{name} Findings"
    return name


def _branch(names: list[str]) -> str:
    """Return a pattern for a set of names that shares their beginnings, so that a search looks at each letter once."""
    heads: dict[str, list[str]] = {}
    for name in names:
        heads.setdefault(name[:1], []).append(name[1:])
    ends = "" in heads
    parts = [re.escape(head) + _branch(rest) for head, rest in sorted(heads.items()) if head]
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)})"
    return body + "?" if ends else body


@cache
def _names() -> re.Pattern[str]:
    """Return the pattern of all known names; made on first use, for it costs some milliseconds."""
    qualifiers = "|".join(sorted(_QUALIFIERS))
    return re.compile(
        rf"(?<![A-Za-z0-9@./_])(?<![A-Za-z]-)(?:{_branch(sorted(_KNOWN))})(?![A-Za-z@&*]|-(?!(?:{qualifiers})\b)[A-Za-z])",
        re.I | re.A,
    )


def names_a_venue(text: str, start: int, end: int) -> bool:
    """Tell quickly whether a stretch of text may state a venue or a year at all."""
    if not _TELLING.isdisjoint(_TOKENS.findall(text[start:end].lower())):
        return True
    return _TWO_DIGITS.search(text, start, end) is not None and _HINT.search(text, start, end) is not None


def venues(text: str) -> list[Venue]:
    """Return the known venues that a text names, in order."""
    found: list[Venue] = []
    tokens = _TOKENS.findall(text.lower())
    if not _PHRASE_HEADS.isdisjoint(tokens):
        for match in _PHRASE.finditer(text):
            name = _PHRASES[(match.lastindex or 1) - 1][1]
            found.append(_venue(text, name, match.start(), match.end()))
    if _HEADS.isdisjoint(tokens):
        return found
    covered = [(venue.start, venue.end) for venue in found]
    taken = -1
    for match in _names().finditer(text):
        start, word = match.start(), match.group()
        if start < taken or any(a <= start < b for a, b in covered):
            continue
        low = word.lower()
        venue = _venue(text, _KNOWN[low], start, match.end())
        doubtful = low in _WEAK or (len(word) <= 4 and not word.isupper() and low not in ("nips", "corr"))
        if doubtful and not _weak_ok(text, word, start, match.end(), venue.year):
            continue
        found.append(venue)
        taken = venue.end
    return sorted(found, key=lambda venue: venue.start) if len(found) > 1 else found


def _venue(text: str, name: str, start: int, end: int) -> Venue:
    year, stop = _year_after(text, end, name)
    begin = start
    if year is None and (before := _BEFORE.search(text, max(0, start - 14), start)):
        year, begin = (int(before[1]) if before[1] else _full(before[2])), before.start()
    return Venue(_variant(text, start, end, name), year, begin, max(stop, end))


def find_venue(text: str) -> Venue | None:
    """Return the venue that a text states: a published one before a preprint server, a known name before a guess."""
    if not _LETTERS.search(text):
        return None
    text = text[:_LONGEST]
    known = venues(text)
    published = [venue for venue in known if not venue.preprint and venue.name != "Findings"]
    if published:
        return next((v for v in published if v.year is not None), published[0])
    if "(" in text and (found := _ABBREVIATED.search(text)):
        year = _YEAR4.search(text)
        return Venue(found[1], int(year[1]) if year else None, found.start(), found.end())
    if found := _GENERIC.search(text):
        year_text = found[3] or ""
        return Venue(found[1], int(year_text) if year_text else _full(found[2]), found.start(), found.end())
    if known:
        return next((v for v in known if v.year is not None), known[0])
    if ("ourn" in text or "rans" in text or "J." in text or "ett" in text or "evi" in text or "nnals" in text) and (
        found := _JOURNAL.search(text)
    ):
        year = _YEAR4.search(text, found.end())
        return Venue(
            " ".join(found[1].split()),
            int(year[1]) if year else None,
            found.start(1),
            year.end() if year else found.end(1),
        )
    return None


_DATES = re.compile(
    r"(?<![\d./])(\d{4})[-./年]\s?\d{1,2}(?!\d)|(?<!\d)\d{1,2}[-./]\d{1,2}[-./](\d{4})(?!\d)|(?<!\d)\d{1,2}/\d{1,2}/(\d\d)(?!\d)"
    r"|(?<![\d.])((?:19[5-9]|20[0-3])\d)(?![\d])"
)


def find_year(text: str) -> int | None:
    """Return the first year that a text states, in a date or by itself."""
    for found in _DATES.finditer(text, 0, _LONGEST):
        value = next(part for part in found.groups() if part)
        year = _full(value) if len(value) == 2 else int(value)
        if 1950 <= year <= 2039:
            return year
    return None
