"""Titles that something marks: quotes, or authors before them as in a citation."""

from reviewkit import late
from reviewkit.reading_list.inline.marks import Anchor
from reviewkit.reading_list.titles.edges import QUOTES
from reviewkit.reading_list.titles.head import Head
from reviewkit.reading_list.titles.tails import Tail
from reviewkit.reading_list.words.boundaries import GENRE, plain_end, tail_like, trimmed, venue_only
from reviewkit.reading_list.words.bylines import byline, signed
from reviewkit.reading_list.words.names import begins_with_names, is_name, is_one_person, names
from reviewkit.reading_list.words.titlecase import reads_like_title

_QUOTED = late.pattern(r"[\"“]([^\"“”]{8,300})[\"”]")
_SEPARATED = late.pattern(r"[:：\-–—,.|)\]】」>》]\s*\Z")
_ALIAS = late.pattern(r"[A-Za-z][\w.+-]{1,24}(?:\s[\w.+-]{1,12})?\s?:\s?(?=[\"“])")
_NICKNAME = late.pattern(r"[\"“][^\"”]*[\"”]\s?")
_AUTHORS_END = late.pattern(
    r"[.,]?\s*[(\[]?(?P<year>(?:19|20)\d\d)[a-z]?"
    r"(?:,\s(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Fall|Autumn|Winter)[a-z]*"
    r"(?:\s\d\d?)?)?[)\]]?[.,:]?\s+(?=\S)"
    r"|(?:\s?[.:]|(?<=\.))\s+(?=\S)|\s?,\s*(?=\S)"
)
_AFTER_AUTHORS = (". ", ": ", '"', "“", "20", "19")
"""A line of authors and nothing else has none of these."""
_ONE_AUTHOR = late.pattern(r"[A-Z][a-z'’-]+(?:\s[A-Z]\.){0,2}\s[A-Z][\w'’-]+(?=[.,]\s)")
_SURNAMES = late.pattern(r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]+(?:(?:, |,? and | & )[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]+){0,3}[,.]")
"""`Ash and Birch, "Fast Trees"`: what stands before the quoted title and its mark."""
_SMALL = late.pattern(r"\s(?:for|with|of|in|to|by|the|an?|from|via|on)\s")
_TITLE_BLANKS = 4
_LINE_ENDS = frozenset((":", "：", "."))
_COUPLE = 2
_NEAR = 400
_LONGEST = 900
"""No line of authors that a title follows is longer: sixty names."""
_DATE_BEHIND = late.pattern(r"[.,]?\s\(?(?:(?:19|20)\d\d[a-z]?|n\.d\.)\)?\Z")
_YEAR_BEHIND = late.pattern(r"\s?\((?:19|20)\d\d[a-z]?\)\Z")
_SENTENCE = late.pattern(r"([.?!])\s+(?:[Ii]n:?\s+)?\Z")
_BEFORE = 8
_BLANKS = 4
"""No remark or row of tags has as many."""
_BEHIND_ITALICS = frozenset(("", ",", ".", ";", "(", "["))
_YEAR_END = late.pattern(r"(?:19|20)\d\d[a-z]?\)?[.,:]\s+(?=\S)")


class Citations(Tail):
    """Reads quoted titles and citations."""

    def quoted(self, pos: int, stop: int) -> Head | None:
        """Read a title in quotes or in 《》."""
        flat = self.flat
        if pos >= len(flat) or flat[pos] not in QUOTES:
            return None
        close = self.closing_quote(pos, QUOTES[flat[pos]])
        if close - pos < 3:
            return None
        follow = flat[close + 1 : stop].lstrip() if stop > close else ""
        if follow[:1] in (":", "：") and len(follow) > 3 and flat[pos] != "《":
            return Head(
                pos, plain_end(flat, pos, self.until(pos, stop), False), pos, None, "the title begins with a quotation"
            )
        if follow[:1].isalnum() and close - pos < 24 and not tail_like(follow, True):
            return None
        return Head(pos + 1, close, pos, None, "the quoted text is the title")

    def aliased(self, pos: int, stop: int) -> Head | None:
        """`Oak: "Fast Trees for Rivers" ICML. [pdf](…)`: a name before the quoted title, which ends the line or so."""
        found = _ALIAS.match(self.flat, pos)
        head = self.quoted(found.end(), stop) if found is not None else None
        if head is None or head.start == head.lead:
            return None
        follow = self.flat[head.end + 1 : stop].strip()
        return head if not follow or follow[0] in ",.([|" or tail_like(follow, True) else None

    def only_people(self, start: int, end: int) -> tuple[str, ...]:
        """`Ash, A., Birch, B., [Fast Trees](…)`: return who stands there, if nothing else does."""
        text = _DATE_BEHIND.sub("", self.flat[start:end].rstrip(" ,.:;\n*_[")) if end - start < _LONGEST else ""
        length, people = byline(text + ".") if len(text) > 1 else (0, ())
        return people if length >= len(text) else ()

    def code_behind(self, name: str, end: int) -> Head | None:
        """``**Oak** - `Oak: Fast Trees for Rivers` (ICML'20)``: code behind a bold name is the title."""
        found = next((span for span in self.inline.code if span[0] >= end), None) if self.inline.code else None
        if found is None or name.count(" ") > 1 or self.flat[end : found[0]].strip() not in ("-", "–", "—", ":"):
            return None
        text = self.flat[slice(*found)]
        alike = text.count(" ") > 1 and (reads_like_title(text) or text.count(" ") > _BLANKS)
        if not alike or venue_only(text) or names(text):
            return None
        return Head(*found, found[0], None, "code behind a bold name is the title")

    def closing_quote(self, pos: int, closing: str) -> int:
        """Return where the quotation at `pos` ends: quotations within it come in pairs; -1 where it never ends."""
        flat, within, first = self.flat, 0, -1
        close = flat.find(closing, pos + 1, pos + 500)
        while close >= 0:
            if not flat[close + 1 : close + 2].isalnum():
                first = close if first < 0 else first
                if within % 2 == 0 or closing != '"':
                    return close
            within += 1
            close = flat.find(closing, close + 1, pos + 500)
        return first

    def leads_to(self, title: Anchor, stop: int) -> bool:
        """Tell whether plain text before a link is only its prefix."""
        flat = self.flat
        lead = flat[self.pos : title.start]
        if "\n" in lead.lstrip() and len(lead.split("\n")[0].split()) > 1:
            return bool(self.only_people(self.pos, title.start))
        label = flat[title.start : title.end].split()
        weight = len(lead.strip(" \t\n([-–—:,.").split())
        opened = lead.rstrip().endswith(("(", "（"))
        if (title.start >= stop and weight >= 2) or len(lead) > 240:
            return title.start < stop and bool(self.only_people(self.pos, title.start))
        named = lead.rstrip(" [").endswith((":", "：", "-"))
        if self.inline.boxed(title) and weight >= 2 and len(label) <= 3 and not named:
            return False  # a label of its own kind: `Fast Trees [[C++ & Qt](…)]`
        if opened:
            return weight < 3 and not flat[title.start : title.end].islower()
        if _SEPARATED.search(lead):
            listed = lead.rstrip().endswith((",", ".", ")"))
            return (
                len(label) >= 2 or weight <= 3 if not listed else len(label) >= 3 or (weight <= 2 and len(label) >= 2)
            )
        return (weight <= 3 and (len(label) >= 2 or weight <= 1)) or (len(label) >= 5 and weight <= 6)

    def cited(self, pos: int, stop: int, bold: tuple[int, int] | None) -> Head | None:
        """A citation: authors first, then the title in bold, quotes or italics, or after the year."""
        flat = self.flat
        line = flat.find("\n", pos)
        stop = max(stop, pos)
        if bold is not None and pos < bold[0] < max(stop, bold[0] + 1) and self.set_off(pos, *bold):
            before = flat[pos : bold[0]].rstrip()
            rule = "bold after the authors is the title"
            return Head(bold[0], trimmed(flat, *bold), bold[0], None, rule, authors=byline(before)[1] or names(before))
        quotes = '"' in flat or "“" in flat
        for found in _QUOTED.finditer(flat, pos, min(len(flat), pos + 600)) if quotes else ():
            before = flat[pos : found.start()].rstrip()
            one = before.rstrip(" ,.:")
            flows = flat[found.end() : found.end() + 2].strip().islower()
            if (
                before[-1:] in (",", ".", ":", ")", "")
                and (begins_with_names(before) or is_one_person(one) or (not flows and _SURNAMES.fullmatch(before)))
                and (line < 0 or found.start() < line + 200)
            ):
                rule = "the quotation after the authors is the title"
                people = byline(before)[1] or ((one,) if is_one_person(one) else names(one))
                return Head(found.start(1), found.end(1), found.start(), None, rule, authors=people)
        for a, b in self.inline.italic:
            if a > pos + _LONGEST:
                break
            if self.italic_title(pos, a, b):
                before = flat[pos:a].rstrip(" ,.:")
                people = byline(before)[1] or ((before,) if is_name(before) else ())
                return Head(a, b, a, None, "italics after the authors are the title", authors=people)
        if head := self.signed(pos, stop) or self.behind_authors(pos, stop):
            return head
        return self.behind_year(pos, stop)

    def behind_year(self, pos: int, stop: int) -> Head | None:
        """`Ash and Birch (2020). Fast Trees`."""
        flat = self.flat
        dated = "A" <= flat[pos : pos + 1] <= "Z" and ("19" in flat or "20" in flat)
        year = _YEAR_END.search(flat, pos, stop) if dated else None
        if year is None or not 3 < year.start() - pos < _NEAR or "\n" in flat[pos : year.start()]:
            return None
        start, people = year.end(), flat[pos : year.start()].rstrip(" (").rstrip(".,")
        if (
            flat[start] in "([|"
            or sum(c.isalpha() for c in flat[start:stop]) <= 6
            or venue_only(flat[start:stop].strip(" ()[]"))
            or not (names(people) or begins_with_names(people))
        ):
            return None
        end = self.cited_end(start, stop)
        return Head(start, end, start, None, "authors and year stand before the title")

    def italic_title(self, pos: int, a: int, b: int) -> bool:
        """Tell whether a text in italics is the title: people stand before it, and it is none, nor a venue."""
        before, text = self.flat[pos:a].rstrip(), self.flat[a:b]
        words = len(text.split())
        if a <= pos or before[-1:] not in (",", ".", ":", ")") or words < 2 or names(text) or venue_only(text):
            return False
        people = _YEAR_BEHIND.sub("", before.rstrip(" ,.:"))
        if people[-1:] == "." and byline(people)[0] == len(people):
            return True
        if names(_NICKNAME.sub("", people)) or begins_with_names(people):
            return True
        after = self.flat[b : b + 2].lstrip()[:1]
        return before[-1:] == "," and words >= 3 and is_name(people) and len(people.split()) <= 3 and after in ",.([|"

    def signed(self, pos: int, stop: int) -> Head | None:
        """`Ash A. Fast trees[D]. …`, `安树, 白桦. 快树[J]. …`: the mark of its genre ends the title."""
        flat = self.flat
        mark = GENRE.search(flat, pos, min(stop, pos + _LONGEST)) if "[" in flat else None
        if mark is None:
            return None
        length, people = signed(flat[pos : mark.start()])
        start = pos + length
        while start < mark.start() and flat[start] in " .．,，:：":
            start += 1
        if not people or start == mark.start():
            return None
        return Head(
            start, mark.start(), start, None, "authors before the title, a genre's mark behind it", authors=people
        )

    def behind_authors(self, pos: int, stop: int) -> Head | None:
        """`Ash, A., Birch, B.: Title. In: …`, `Ann Ash, Bo Birch. Title. OSDI 2020`, `Ash et al., "Title", …`."""
        flat = self.flat
        line, broken, below = flat[pos : min(stop, pos + _LONGEST)].partition("\n")
        if broken and line.rstrip()[-1:] in _LINE_ENDS and (head := self.below_people(pos, line, below, stop)):
            return head
        if not any(mark in line for mark in _AFTER_AUTHORS):
            return None
        length, people = byline(line)
        alone = None if length else _ONE_AUTHOR.match(line)
        if alone is not None and is_one_person(alone[0]):
            length, people = alone.end(), (alone[0],)
        ended = _AUTHORS_END.match(line, length) if length else None
        if ended is None:
            return None
        start = pos + ended.end()
        if quoted := self.quoted(start, stop):
            quoted.authors = people
            return quoted
        end = self.cited_end(start, stop)
        title, said = flat[start:end].strip(), ended.group().strip()
        words = title.split()
        named = bool(words) and (words[0].endswith(":") or not words[0].islower())  # `pyTrees: Fords for Rivers`
        small = title[:1].islower() and not named and not (len(people) > 1 and "," in people[0] and said == ".")
        if len(words) < 2 or not title.lstrip("(")[0].isalnum() or small or names(title) or venue_only(title):
            return None
        initialed = any("." in name or "," in name for name in people) or "et al" in line[:length]
        if alone is not None and (
            len(words) < 4
            or not _SMALL.search(title)
            or not (said == "." or initialed)
            or not tail_like(flat[end:stop], True)
        ):
            return None  # two sentences of a title rather than an author and a title
        if said in (":", ",") and not tail_like(flat[end:stop], True):
            return None
        if not (initialed or ended["year"]) and (
            len(words) < 3 or (said == ":" and "," not in line[:length]) or (said == "," and not _SMALL.search(title))
        ):
            return None
        return Head(start, end, start, None, "authors stand before the title", authors=people)

    def below_people(self, pos: int, line: str, below: str, stop: int) -> Head | None:
        """`Ann Ash, Bo Birch:` on one line and the title on the next."""
        people = names(line)
        start = pos + len(line) + 1 + len(below) - len(below.lstrip())
        announced = line.rstrip().endswith((":", "："))
        if len(people) < _COUPLE or (len(people) == _COUPLE and not announced) or start >= stop:
            return None
        head = self.quoted(start, stop)
        if head is None:
            end = plain_end(self.flat, start, self.until(start, stop), False)
            text = self.flat[start:end]
            if len(text.split()) < _COUPLE or not text[0].isalnum() or names(text) or venue_only(text):
                return None
            head = Head(start, end, start, None, "the authors stand on the line above")
        head.authors = people
        return head

    def cited_end(self, start: int, stop: int) -> int:
        """`Fast trees. *Oak One*, 4(1)`, `Fast trees. In *ICML 2020*`: where it ends."""
        flat, end = self.flat, plain_end(self.flat, start, self.until(start, stop), False)
        for a, b in self.inline.italic:
            if a == start and b < end and flat[b] == ".":
                return b
            if (
                start < a < end
                and (found := _SENTENCE.search(flat, max(start, a - _BEFORE), a)) is not None
                and (flat[b : b + 1] in _BEHIND_ITALICS or "n" in found.group())
            ):
                return found.start() + (found[1] != ".")
        return end

    def set_off(self, pos: int, start: int, end: int) -> bool:
        """Tell whether bold text stands between marks, as a title does, and is not emphasis within one."""
        flat = self.flat
        before, after = flat[pos:start].rstrip(), flat[end:].lstrip()
        text = flat[start:end].strip()
        if len(text.split()) < 2 or not before or before[-1] not in '.,:)]|-–—"':
            return False
        if venue_only(text):
            return False
        # `Fast Trees for Rivers | **Tree Letters** |`: what a bar sets off is as often where it appeared.
        barred = before[-1] == "|" and before.count(" ") >= _TITLE_BLANKS
        if (barred or before[-1] == ",") and not (names(before.rstrip(" ,|")) or begins_with_names(before)):
            return False
        return (
            not after
            or after[0] in '.,([|"-–—【'
            or text[-1] in ".,?!"
            or "\n" in flat[end : end + len(flat[end:]) - len(after)]
        )
