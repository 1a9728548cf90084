"""An entry in the making: its title's block, and what belongs to it."""

from dataclasses import dataclass, field

from reviewkit import late
from reviewkit.reading_list.inline.marks import Anchor, Inline
from reviewkit.reading_list.titles.head import Head
from reviewkit.reading_list.words.kinds import title_kind
from reviewkit.reading_list.words.venues import Venue


@dataclass(slots=True)
class Part:
    """Something that belongs to an entry beside its title's block."""

    inline: Inline
    purpose: str
    """A link's role, or title, authors, venue, date, read, links, mixed, note."""
    value: int = 0
    """Where the value begins, after `Code:`."""
    whole: bool = False
    """Whatever it says is the value: a table's cell below `Venue`."""


@late.prepared
@dataclass
class Draft:
    """What the walk over the blocks gathers of one entry; its title is asked for when the walk is over."""

    line: int
    end_line: int
    inline: Inline
    head: Head
    section: tuple[str, ...]
    checked: bool | None = None
    parts: list[Part] = field(default_factory=list)
    inherited: Venue | None = None
    """The venue of the bullet or heading above."""
    reasons: list[str] = field(default_factory=list)
    title_part: tuple[Inline, int, int, Anchor | None] | None = None
    """A title that an attribute gives (`论文名称：…`)."""
    column: str | None = None
    """The role of the title's column."""
    dated: tuple[str | None, int | None] | None = None
    """Its venue and year, once they were asked for."""

    @late.attribute
    def place(self) -> tuple[Inline, int, int, Anchor | None]:
        """Where the title stands."""
        return self.title_part or (self.inline, self.head.start, self.head.end, self.head.anchor)

    @late.attribute
    def title(self) -> str:
        """The title as shown, on one line."""
        inline, start, end, _ = self.place
        return inline.line(start, end)

    @late.attribute
    def announced(self) -> str | None:
        """The kind that the title itself announces."""
        return title_kind(self.title)


@dataclass(slots=True)
class Outlook:
    """What the whole list says that one entry needs."""

    plenty: str
    """The kind that most entries have."""
    courses: frozenset[tuple[str, ...]]
    """The sections that hold a course."""
    owner: str = ""
    """The beginning of the address of the reader's own repositories, where the list keeps notes there."""
    webbed: bool = False
    """Most titles lead to the web, few to files beside the list."""
