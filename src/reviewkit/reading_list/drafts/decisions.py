"""What only the list as a whole can tell, each decision with its reason."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reviewkit import late
from reviewkit.reading_list.drafts.draft import Draft, Outlook
from reviewkit.reading_list.inline.roles import without_own
from reviewkit.reading_list.words.hosts import split_address
from reviewkit.reading_list.words.kinds import section_kind
from reviewkit.reading_list.words.titlecase import reads_like_title

_COURSE_SHARE = 0.25
_MOST_FILES = 3
"""Where a third of the titles lead to files beside the list, these are the reader's notes."""
_NAMED = late.pattern(
    r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?[*_]{0,2}\[([^\[\]\n]{1,120})\]\([^()\s]{0,500}\)"
    r"[*_]{0,2}[ \t]*[:：][ \t]*([^\n]{3,300})"
)
_COLON = late.pattern(r"\)[*_]{0,2}[ \t]*[:：]")
_REST = late.pattern(r"\s[|#]\s|\[\[?|\(\[")


@dataclass(frozen=True, slots=True)
class ColonVote:
    """How a list uses a colon after a linked name."""

    titles: int
    remarks: int

    @property
    def goes_on(self) -> int:
        """Whether the colon continues the title: 0 no, 1 where the text reads like one, 2 unless it is a remark."""
        if self.titles <= self.remarks:
            return 0
        return 2 if self.titles >= 5 and self.titles >= 3 * self.remarks else 1

    @property
    def explained(self) -> str:
        """The vote in words."""
        return (
            f"of the list's linked names with a colon, {self.titles} go on as a title and {self.remarks} with a remark"
        )


def colon_vote(text: str) -> ColonVote:
    """Count the lines where the text after `[name](…):` reads like a title, and those where it reads like a remark."""
    titles = remarks = 0
    start, upto = 0, 0
    for colon in _COLON.finditer(text):
        if colon.start() < upto:
            continue
        start = max(start, text.rfind("\n", upto, colon.start()) + 1)
        upto = colon.end()
        found = _NAMED.match(text, start)
        if found is None:
            continue
        upto = found.end()
        rest = _REST.split(found[2], maxsplit=1)[0]
        long_name = len(found[1].split()) >= 4
        if reads_like_title(rest):
            titles += 1
        elif not long_name or len(rest.split()) > 2:
            remarks += 1
    return ColonVote(titles, remarks)


def outlook(drafts: Sequence[Draft]) -> Outlook:
    """Count the kinds that the titles' own links show, and find the reader's own repositories."""
    kinds: Counter[str] = Counter()
    owners: Counter[str] = Counter()
    sizes: Counter[tuple[str, ...]] = Counter()
    courses: Counter[tuple[str, ...]] = Counter()
    files = 0
    for draft in drafts:
        kinds[_evident(draft)] += 1
        sizes[draft.section] += 1
        _, _, _, anchor = draft.place
        if anchor is None or anchor.arxiv:
            continue
        if anchor.host == "review":
            files += 1
        if anchor.host == "code" or "github" in anchor.url.lower():
            host, path, _ = split_address(anchor.url)
            parts = path.strip("/").split("/")
            if host == "github.com" and len(parts) > 3 and parts[2] in ("tree", "blob"):
                owners[parts[0].lower()] += 1
        if anchor.host == "course" or (anchor.host != "paper" and draft.announced == "course"):
            courses[draft.section] += 1
    plenty = next((kind for kind, _ in kinds.most_common() if kind), "paper")
    if plenty == "other" and kinds[""] > kinds[plenty]:
        plenty = "paper"  # titles without links, and a page or two besides
    owner = next((name for name, count in owners.most_common(1) if count >= 5 and count >= 0.1 * len(drafts)), "")
    # One course among a hundred papers makes no other page a course.
    near = frozenset(section for section, count in courses.items() if count >= _COURSE_SHARE * sizes[section])
    return Outlook(plenty, near, f"https://github.com/{owner}/" if owner else "", _MOST_FILES * files < len(drafts))


def _evident(draft: Draft) -> str:
    """Return the kind that a draft shows without the others' help, empty where it shows none."""
    for anchor in draft.inline.anchors:
        if anchor.host == "paper":
            return "paper"
    for part in draft.parts[:4]:
        for anchor in part.inline.anchors[:3]:
            if anchor.host == "paper":
                return "paper"
    own = draft.place[3]
    role = own.host if own is not None else None
    if role in ("video", "blog", "book", "course", "code", "dataset"):
        return draft.announced or role if role == "code" else role
    return (
        draft.announced or (section_kind(draft.section) or "")
        if own is not None
        else "paper"
        if len(without_own(draft.inline, draft.head.end)) > 4
        else ""
    )
