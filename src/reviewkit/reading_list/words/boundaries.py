"""Where a title ends: before a venue, a year, authors, a remark in brackets, a separator."""

import re
from functools import lru_cache

from reviewkit import late
from reviewkit.reading_list.words.bylines import byline
from reviewkit.reading_list.words.ids import is_identifier
from reviewkit.reading_list.words.names import begins_with_names, is_one_person, is_row_of_things, led_by_a_name, names
from reviewkit.reading_list.words.unlisted import unlisted, volumed
from reviewkit.reading_list.words.venues import find_venue, find_year
from reviewkit.reading_list.words.venuesigns import may_be_venue, names_a_venue

_MARKS = (
    r"[(\[（【.?!。？！,，;；:|#·@–—-](?:(?<=[(\[（【])|(?<=[.?!。？！])[\"”’]?(?:\s+|\Z)|(?<=[,，;；])\s*|(?<=\s[-–—|#·@])\s+"
    r"|(?<=\s[-–—#·@])[-–—#·@]{1,2}\s+|(?<=-)--|(?<=—)—|(?<=\|)\s|(?<=\s\|)|(?<=:)\s*\Z)"
)
_CANDIDATE = late.pattern(_MARKS)
_CANDIDATE_OR_GAP = late.pattern(_MARKS + r"|\s(?:\s+|by (?=[A-Z]))")
_GAP = late.pattern(r"\s(?:\s|by\s)|\t")
_CLOSING = {"(": ")）", "[": "]", "（": ")）", "【": "】"}
_OPENING = {"(": "(（", "[": "[", "（": "(（", "【": "【"}
_QUALIFIER = late.pattern(
    r"\b(?:w|ws|oral|spotlight|poster|highlight|best(?:\s[\w-]{2,20}(?=\spaper))?|paper|award|"
    r"workshops?|findings|long|short|demo|track|to appear|"
    r"in|on|at|the|proceedings|of|accepted|by|under|review|main|conference|preprint|"
    r"published|presented|proc|and|accept|withdrawn|honou?rable|mentions?|submission|submitted|outstanding|student|"
    r"award|finalist|candidate|runner[- ]up|notable|top|"
    r"industry|extended|abstract|version|invited|keynote|"
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|"
    r"nov(?:ember)?|de[cz](?:ember)?|ieee|acm|usenix|vol|no|pp|pages?|"
    r"datasets?|benchmarks?|journal|international|symposium|\d+(?:st|nd|rd|th)?|[a-z]?\d+)\b|[^\w]+",
    re.I,
)
_REMARK_START = late.pattern(
    r"(?:aka|a\.k\.a|also|formerly|short|long|see|code|with|extended|updated?|new|best|oral|paper|blog|video|in |from|"
    r"by |for |withdrawn|arxiv)\b",
    re.I,
)
_PIECE = late.pattern(r"[,.;|(\[\n]")
_PUBLISHED = late.pattern(
    r"in:\s|(?:in\s+)?(?:proceedings|proc\.|in the |in (?-i:[A-Z]{2})|findings of|arxiv preprint|advances in|accepted|"
    r"journal of|ieee trans|acm trans|unpublished\b)",
    re.I,
)
_TURNED = late.pattern(r"[A-ZÀ-Þ][\w'’-]{1,20}, [A-ZÀ-Þ]")
"""`Ash, Ann`: how a line of whole names begins that no title can be."""
_DATED_REST = late.pattern(r"[,(\s]*(?:19|20)\d\d.*\Z", re.S)
_SENTENCE = late.pattern(r"(?<=[a-z]{4})\.\s")
_INITIALS = late.pattern(r"[(\[]?(?:[A-Z]\.)*[A-Za-zÀ-ž]")
_ABBREVIATIONS = frozenset(("vs", "dr", "mr", "st", "no", "etc", "e.g", "i.e", "cf", "al", "vol", "jr", "prof", "fig"))
_VOLUME = late.pattern(
    r"(?:(?:[A-Z][\w&-]{0,30}\.?|of|and|on|in|the|for)\s){1,8}(?:vol\.\s?)?\d{1,4}\s?(?:[(:]\s?\d|,\s?\d)"
)
"""`ACM Comput. Surv. 6, 4 (1974)`, `Neural Computation 9(8): 1735-1780`."""
GENRE = late.pattern(r"\[(?:[ACDGJMNPRSZ]|EB|DB|CP)(?:/OL)?\]")
"""`Fast trees[C]//Proceedings of …`: what Chinese bibliographies put behind a title."""
_NUMBERS = late.pattern(r"[0-9] ?[(:,;]\s?[0-9]")
"""No volume stands alone."""
_DONE = late.pattern(r"(?<!present)(?<!propos)(?<!author)(?<!publish)(?<!edit)(?<!translat)ed\Z", re.I)
"""`Fords Corrupted by Laplace Noise`: what is done by somebody else than an author."""
_LISTED = late.pattern(r",|\s(?:and|&|\(|\[)")
_MOST = 40
"""How many places a title may end at that are looked at."""


def venue_only(text: str) -> bool:
    """Tell whether a text is a venue, a year or a date, and nothing else of weight."""
    if text.isalpha() and text.isascii() and not may_be_venue(text):
        return False  # one word: most are names of systems, each asked about once
    return _venue_only(text)


@lru_cache(maxsize=4096)
def _venue_only(text: str) -> bool:
    if len(text) > 90:
        return False
    if " / " in text:
        return all(venue_only(part) for part in text.split(" / "))
    venue = find_venue(text)
    if venue is None:
        return find_year(text) is not None and not _QUALIFIER.sub("", text)
    return not _QUALIFIER.sub("", text[: venue.start] + " " + text[venue.end :])


def tail_like(rest: str, strict: bool) -> bool:
    """Tell whether a text that follows a title is a venue, a year, authors; with `strict`, authors need a date."""
    rest = rest.strip(" \t\n,.;:-–—|")
    if not rest:
        return not strict
    first = _PIECE.split(rest, maxsplit=1)[0].strip()
    if first and venue_only(first):
        return True
    head = rest[:200]
    if _PUBLISHED.match(head):
        return True
    if _NUMBERS.search(head) and (_VOLUME.match(head) or volumed(head) is not None):
        return True
    venue = find_venue(head)
    dated = venue is not None or find_year(head) is not None
    if venue is None and dated:
        venue = unlisted(rest)
    if venue is not None and venue.start <= 4 and len(first) < 60:
        return True
    if dated:
        cut = venue.start if venue is not None else len(head)
        people = head[:cut].strip(" ,.;([-–") if cut else ""
        people = _DATED_REST.sub("", people).strip(" ,.")
        people = _SENTENCE.split(people, maxsplit=1)[0] if ". " in people else people
        if people and (
            (names(people) and led_by_a_name(people))
            or (head.startswith(".", len(people)) and is_one_person(people))
            or (
                (" " not in people or head[len(people) : len(people) + 2].lstrip()[:1] == ",")
                and len(people.split()) <= 2
                and people[:1].isupper()
                and people.replace(" ", "").replace("-", "").isalpha()
            )
        ):
            return True
    if not strict and _TURNED.match(head):
        end, signed = byline(rest[:600])
        if signed and ((dated and "." in head[end - 1 : end + 1]) or not rest[end:].strip(" .[(")):
            return True  # `Ash, Ann & Birch, Bo. arXiv:2401.00001`, or `Ash, Ann, and Bo Birch` alone
    return begins_with_names(rest) and (not strict or dated or "et al" in rest[:80])


def group_end(text: str, at: int, stop: int) -> int:
    """Return where the bracket that opens at `at` closes, or -1; nesting counts."""
    opening, closing, depth = _OPENING[text[at]], _CLOSING[text[at]], 0
    for k in range(at, min(stop, at + 400)):
        if text[k] in opening:
            depth += 1
        elif text[k] in closing:
            depth -= 1
            if not depth:
                return k
    return -1


def dated_group(inner: str) -> bool:
    """Tell whether a bracket holds a venue, a year, a date with an institution, an identifier, or authors."""
    if venue_only(inner) or is_identifier(inner):
        return True
    venue, year = find_venue(inner), find_year(inner)
    if "et al" in inner or (year is not None and len(inner) < 80):
        return True
    return (venue is not None and (venue.year is not None or venue.end - venue.start > 0.5 * len(inner))) or len(
        names(inner)
    ) > 1


def _ends_at_group(text: str, at: int, stop: int, inside: bool) -> bool:
    close = group_end(text, at, stop)
    if close < 0:
        return False
    inner, rest = text[at + 1 : close], text[close + 1 : stop].strip(" \t\n.,;:|-–#*")
    if dated_group(inner):
        if rest and text[close + 1 : stop].lstrip()[:1] in (":", "："):
            return False
        return (
            not rest
            or rest[0] in "([（【"
            or (not inside and not text[close + 1 : stop].lstrip().startswith(":"))
            or tail_like(rest, inside)
        )
    if (text[at] == "[" and GENRE.match(text, at)) or (inner[:1] == "@" and not rest):
        return True  # `Fast Trees[J]`, `Fast Trees(@Ash University)`
    spaced = at > 0 and text[at - 1].isspace()
    if inside:
        return False
    if not rest:
        return spaced or text[at] == "["
    return (
        spaced
        and (tail_like(rest, True) or rest[0] in "([（【")
        and (bool(_REMARK_START.match(inner)) or len(inner) < 40)
    )


def plain_end(text: str, start: int, stop: int, inside: bool) -> int:
    """Return where a title that begins at `start` ends, at `stop` at the latest.

    With `inside`, the text is marked as a title already (a link, bold, quotes): only a venue, a year, or authors
    with either cut it short.
    """
    dated: bool | None = None
    pattern = _CANDIDATE_OR_GAP if _has_gap(text, start, stop) else _CANDIDATE
    for count, found in enumerate(pattern.finditer(text, start, stop)):
        at = found.start()
        if count > _MOST:
            break
        if at == start:
            continue
        mark = found.group().strip()
        rest = text[found.end() : stop]
        if mark[:1] and mark[-1] in _CLOSING:
            if _ends_at_group(text, found.end() - 1, stop, inside):
                return at
            continue
        if mark in ("by", ":", ""):
            if mark == "by" and not inside and begins_with_names(rest) and not _DONE.search(text, start, at):
                return at
            if (
                mark == ""
                and not inside
                and (tail_like(rest, True) or begins_with_names(rest) or (len(rest.split()) > 4 and rest[:1].isupper()))
            ):
                return at
            continue
        if mark[-1] in "|#" and not inside:
            return at
        if mark[0] in ".?!。？！":
            if _sentence_end(text, start, at, rest, inside):
                return at if mark[0] in ".。" else at + 1
            continue
        if mark[0] in "-–—" and not inside and mark in ("---", "——"):
            return at
        if mark == "," and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit():
            continue  # `1,000 Trees`
        if mark[0] in ",，" and text.count("(", start, at) > text.count(")", start, at):
            continue
        strict = inside or mark[0] in ",，"
        # Without any sign of a date, a comma or a dash ends nothing.
        if strict and dated is None:
            dated = names_a_venue(text, start, stop)
        if (dated or not strict) and rest.strip() and tail_like(rest, strict) and not _lists(text, start, at, rest):
            return at
    return stop


def _has_gap(text: str, start: int, stop: int) -> bool:
    """Tell whether blanks stand in a row, or a `by` between them: titles without either are read in half the time."""
    near = text[start:stop]
    if near.isprintable():  # of all white space only the blank is
        return "  " in near or " by " in near
    return _GAP.search(near) is not None


def _lists(text: str, start: int, at: int, rest: str) -> bool:
    """`Fords for Bark, Leaves and Roots`, `Growing: Bark, Leaves`: words in a row are the title's; people have two."""
    if text[at] != ",":
        return False
    if is_row_of_things(rest):
        return True
    colon = text.rfind(": ", start, at)
    if colon < 0:
        return False
    last = text[colon + 2 : at]
    following = _LISTED.split(rest.strip(), maxsplit=1)[0].removeprefix("and ").strip()
    alone = last.replace("-", "").isalpha() and " " not in following and following[-1:].isalpha()
    return alone and not venue_only(following)


def _sentence_end(text: str, start: int, at: int, rest: str, inside: bool) -> bool:
    """A full stop ends a title unless it abbreviates a word, or the title goes on after it."""
    if not rest.strip(" .,"):
        return True
    last = text[start:at].rpartition(" ")[2]
    if text[at] == "." and _INITIALS.fullmatch(last):
        return False
    if last.lower() in _ABBREVIATIONS:
        return False
    return tail_like(rest, inside)


_BRACKET = late.pattern(r"[(（[]")
_AT = late.pattern(r"\s(?:at|of|in|for|on|the|to|and|from|with)\Z", re.I)
_SPACE_VENUE = late.pattern(r"\s+[(\[]?[A-Za-z][\w&-]{1,14}\s?['’‘`-]?\s?(?:19|20)?\d\d[)\]]?\s*\Z")


def trimmed(text: str, start: int, end: int) -> int:
    """Return the end of a title that is marked as one, less a venue, year or authors at its end."""
    marked = _CANDIDATE.search(text, start, end) is not None or _has_gap(text, start, end)
    if not marked and text[end - 1 : end].isalpha():
        return end
    if not names_a_venue(text, start, end) and not _BRACKET.search(text, start, end):
        return end
    stop = plain_end(text, start, end, True) if marked else end
    return without_venue(text, start, end) if stop == end else stop


def without_venue(text: str, start: int, end: int) -> int:
    """Return where a title ends that a venue with its year follows after nothing but a blank."""
    if (found := _SPACE_VENUE.search(text, max(start, end - 30), end)) and found.start() > start:
        venue = find_venue(found.group())
        if (
            venue is not None
            and venue.year is not None
            and venue.name
            and (venue.end - venue.start) >= len(found.group().strip(" ()[]")) - 1
            and _known(found.group())
            and not _AT.search(text, start, found.start())
        ):
            return found.start()
    return end


def _known(text: str) -> bool:
    return find_venue(text.strip(" ()[]0123456789'’‘`-")) is not None
