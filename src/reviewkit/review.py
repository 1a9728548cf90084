"""A review: front matter that is the reader's, one header block that is ours, and Markdown sections."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reviewkit import header, late, markup
from reviewkit.errors import ReviewError
from reviewkit.markup import plain
from reviewkit.markup.parts import Block, Fence, Heading, MarkupError
from reviewkit.problem import Problem
from reviewkit.yaml_items import with_items

STATUSES = ("to-read", "reading", "read", "reviewed", "skipped")
RATINGS = range(1, 6)

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE | re.DOTALL)
_VALUE = re.compile(
    r"""[ \t]*?(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^\[\]]*\]|[^"'\[#\s](?:[^#]|(?<!\s)\#)*?)?"""
    r"""(?P<comment>[ \t]+\#.*)?\Z"""
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_WORD = late.pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_][^\W_]*(?:['’.,-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and what stands under it."""

    title: str
    line: int
    """The heading's line, from 1."""
    body: str
    """The lines below it, up to the next heading of its level or above."""


@dataclass(frozen=True, slots=True)
class Review:
    """A review as it stands on disk."""

    path: str
    text: str = field(repr=False)
    front: Mapping[str, object]
    """Front matter, every scalar a string."""
    status: str | None
    rating: int | None
    tags: tuple[str, ...]
    started: datetime.date | None
    finished: datetime.date | None
    version: int | None
    """The arXiv version that was read."""
    header: header.Header | None
    sections: tuple[Section, ...] = field(repr=False)
    claims_block: tuple[str, int] | None = field(repr=False)
    """The YAML of the one claims block and the line of its first line."""
    problems: tuple[Problem, ...]

    @classmethod
    def parse(cls, text: str, path: str) -> "Review":
        """Read a review; raise `ReviewError` with the line where the front matter is not YAML."""
        front, lines = front_matter(text, path)
        fields = _Fields(front, lines, path)
        blocks = _outline(text)
        claims, doubled = _claims_block(blocks)
        if doubled:
            fields.tell("claims-block", doubled, "a second claims block; only the first is read", severity="error")
        return cls(
            path=path,
            text=text,
            front=front,
            status=fields.status(),
            rating=fields.rating(),
            tags=fields.tags(),
            started=fields.day("started"),
            finished=fields.day("finished"),
            version=fields.version(),
            header=header.find(text),
            sections=_sections(text, blocks),
            claims_block=claims,
            problems=tuple(fields.problems),
        )

    @property
    def body(self) -> str:
        """Everything below the header block, or below the front matter where there is none."""
        if self.header:
            return self.text[self.header.end :]
        return self.text[body_start(self.text) :]

    @property
    def as_scaffolded(self) -> bool:
        """Whether nobody has written anything below the header since reviewkit made the file."""
        block = self.header
        return bool(block and block.scaffold and block.intact and header.fingerprint(self.body) == block.scaffold)

    def written(self, guidance: Iterable[str] = ()) -> str:
        """Return what the user wrote: the body without comments, headings and the template's own lines."""
        return "" if self.as_scaffolded else written(self.body, guidance)

    def filled(self, guidance: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the titles of the sections under which the user wrote something."""
        if self.as_scaffolded:
            return ()
        known = tuple(guidance)
        return tuple(section.title for section in self.sections if written(section.body, known).strip())


def body_start(text: str) -> int:
    """Return where the text behind a byte order mark and front matter begins."""
    found = _FRONT.match(text)
    return found.end() if found else len(text) - len(text.removeprefix("\ufeff"))


def written(body: str, guidance: Iterable[str] = ()) -> str:
    """Return a Markdown text without comments, headings, empty fences and the lines given."""
    known = {line.strip() for line in guidance}
    lines = (line for line in _COMMENT.sub("", body).splitlines() if line.strip() and line.strip() not in known)
    kept = "\n".join(
        line for line in lines if not re.match(r"\s{0,3}(#{1,6}(\s|$)|(-{3,}|\*{3,}|_{3,}|={3,})\s*$)", line)
    )
    return re.sub(r"^(`{3,}|~{3,}).*\n\1[ \t]*$", "", kept, flags=re.MULTILINE)


def count_words(text: str) -> int:
    """Return the number of words; code fences do not count, a Chinese or Japanese character counts as one."""
    if not text:
        return 0
    prose = re.sub(r"^(`{3,}|~{3,}).*?(?:^\1[ \t]*$|\Z)", "", text, flags=re.MULTILINE | re.DOTALL)
    return len(_WORD.findall(re.sub(r"\]\([^)\n]*\)|<?https?://\S+", "]", prose)))


def mark(text: str, changes: Mapping[str, str], path: str) -> str:
    """Return the review with these front matter fields set to these YAML values, other bytes untouched.

    A review without front matter gets it. Raises `ReviewError` where a field spans lines or anything
    else would change.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    found = _FRONT.match(text)
    if found is None:
        mark_of_order = "\ufeff" if text.startswith("\ufeff") else ""
        fields = "".join(f"{name}: {value}".rstrip() + newline for name, value in changes.items())
        return f"{mark_of_order}---{newline}{fields}---{newline}{text.removeprefix(mark_of_order)}"
    before, _ = front_matter(text, path)
    block = found["yaml"]
    for name, value in changes.items():
        block = _with_field(block, name, value, newline, path, stands=name in before)
    marked = text[: found.start("yaml")] + block + text[found.end("yaml") :]
    after, _ = front_matter(marked, path)
    wanted = before | {name: markup.full.value(value) for name, value in changes.items()}
    if after != wanted:  # a field that stands twice, or in a form that no line edit reaches
        raise ReviewError("front matter is too involved to edit safely", "edit the field by hand", path=path, line=2)
    return marked


def _with_field(block: str, name: str, value: str, newline: str, path: str, *, stands: bool) -> str:
    lines = block.splitlines(keepends=True)
    for index, line in enumerate(lines):
        found = re.match(rf"(?P<key>{re.escape(name)}[ \t]*:)(?P<value>[^\r\n]*)(?P<end>\r?\n?)\Z", line)
        if not found:
            continue
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if re.match(r"[ \t]+\S|- ", following) or re.match(r"\s*[|>&*!]", found["value"]):
            if longer := with_items(lines, index + 1, value):
                return longer
            raise ReviewError(f"`{name}` takes more than one line", "edit the field by hand", path=path, line=index + 2)
        described = _VALUE.match(found["value"])
        comment = (described["comment"] or "") if described else ""
        lines[index] = f"{found['key']} {value}".rstrip() + comment + found["end"]
        return "".join(lines)
    if stands:
        raise ReviewError(f"`{name}` stands in a form of its own", "edit the field by hand", path=path, line=2)
    return block + f"{name}: {value}".rstrip() + newline


def front_matter(text: str, path: str) -> tuple[dict[str, object], dict[str, int]]:
    """Return the front matter and the line (from 1) of each of its keys; raise `ReviewError` where it is not YAML."""
    found = _FRONT.match(text)
    if found is None:
        return {}, {}
    try:
        front = plain.front(found["yaml"]) or markup.full.front(found["yaml"])
    except MarkupError as error:
        raise ReviewError(error.message, error.hint, path=path, line=error.line + 2) from error
    return front.values, {name: line + 2 for name, line in front.lines.items()}


def _outline(text: str) -> tuple[Block, ...]:
    """Return the headings and code fences below the front matter, with the lines that they have in the file."""
    below = _without_front(text).replace("\u2028", " ")
    blocks = plain.outline(below)
    return markup.full.outline(below) if blocks is None else blocks


def _without_front(text: str) -> str:
    """Return the text with the front matter's lines blank, so that line numbers stay."""
    found = _FRONT.match(text)
    return "\n" * text.count("\n", 0, found.end()) + text[found.end() :] if found else text


def _sections(text: str, blocks: Sequence[Block]) -> tuple[Section, ...]:
    headings = [block for block in blocks if isinstance(block, Heading)]
    levels = [heading.level for heading in headings]
    # A review's sections are its second-level headings; a foreign review may use others.
    level = 2 if 2 in levels else min((level for level in levels if level > 1), default=7)
    lines = plain.split(text)
    sections = []
    for at, heading in enumerate(headings):
        if heading.level == level:
            stop = next((other.begin for other in headings[at + 1 :] if other.level <= level), len(lines))
            sections.append(Section(heading.title, heading.begin + 1, "\n".join(lines[heading.end : stop])))
    return tuple(sections)


def _claims_block(blocks: Sequence[Block]) -> tuple[tuple[str, int] | None, int | None]:
    """Return the first claims block of a `## Claims` section, and the line of a second one."""
    inside = False
    found: list[tuple[str, int]] = []
    for block in blocks:
        if isinstance(block, Fence):
            if inside and block.info.split()[:2] == ["yaml", "claims"]:
                found.append((block.content, block.begin + 2))
        elif block.level <= 2:
            inside = block.title.lower() == "claims"
    return (found[0] if found else None), (found[1][1] if len(found) > 1 else None)


class _Fields:
    """Front matter, typed field by field; what does not fit becomes a problem, never an exception."""

    def __init__(self, front: Mapping[str, object], lines: Mapping[str, int], path: str) -> None:
        self.front, self.lines, self.path = front, lines, path
        self.problems: list[Problem] = []

    def tell(self, rule: str, line: int | None, message: str, *, severity: str = "warning", fix: str = "") -> None:
        self.problems.append(Problem(rule, severity, self.path, line, message, fix))

    def _text(self, name: str) -> str:
        value = self.front.get(name, "")
        if isinstance(value, str):
            return value.strip()
        self._misfit(name, "one value")
        return ""

    def _misfit(self, name: str, wanted: str) -> None:
        self.tell("front-matter", self.lines.get(name), f"`{name}` is not {wanted}", severity="error")

    def status(self) -> str | None:
        value = self._text("status").lower()
        if value and value not in STATUSES:
            self._misfit("status", f"one of {', '.join(STATUSES)}")
            return None
        return value or None

    def rating(self) -> int | None:
        value = self._text("rating")
        if value and not (value.isdecimal() and value.isascii() and int(value) in RATINGS):
            self._misfit("rating", f"a whole number from {RATINGS[0]} to {RATINGS[-1]}")
            return None
        return int(value) if value else None

    def tags(self) -> tuple[str, ...]:
        value = self.front.get("tags", "")
        if isinstance(value, list) and all(isinstance(tag, str) for tag in value):
            return tuple(tag.strip() for tag in value if tag.strip())
        return tuple(tag.strip() for tag in self._text("tags").split(",") if tag.strip())

    def day(self, name: str) -> datetime.date | None:
        value = self._text(name)
        try:
            return datetime.date.fromisoformat(value) if value else None
        except ValueError:
            self._misfit(name, "a day like 2026-01-31")
            return None

    def version(self) -> int | None:
        value = self._text("version").lower().removeprefix("v")
        if value and not (value.isdecimal() and value.isascii()):
            self._misfit("version", "an arXiv version like 2")
            return None
        return int(value) if value else None
