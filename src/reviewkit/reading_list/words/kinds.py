"""What an entry is: a paper, a video, a course, a post, a book, code, data, or something else."""

import re
from collections.abc import Sequence
from functools import lru_cache

from reviewkit import late

_WORDS: tuple[tuple[str, str], ...] = (
    ("paper", "papers publications surveys 论文 must-read"),
    ("blog", "blogs tutorials articles posts blogposts essays news 博客 教程 文章"),
    ("video", "videos talks podcasts webinars keynotes youtube 视频 演讲"),
    ("course", "courses lectures classes mooc moocs bootcamp bootcamps 课程"),
    ("book", "books textbooks ebooks 书籍 教材"),
    ("dataset", "datasets benchmarks corpora 数据集"),
    ("code", "tools toolkits libraries frameworks software projects codes repos repositories implementations"
     " open-source simulators packages demos platforms 工具 代码"),
    ("other", "collections resources awesome lists related conferences workshops groups labs community communities"),
)  # fmt: skip
_SECTION = {word: kind for kind, words in _WORDS for word in words.split()}
_ALONE = {
    "paper": "paper", "survey": "paper", "blog": "blog", "tutorial": "blog", "post": "blog", "video": "video",
    "talk": "video", "course": "course", "lecture": "course", "book": "book", "data": "dataset", "dataset": "dataset",
    "benchmark": "dataset", "code": "code", "tool": "code", "library": "code", "framework": "code", "project": "code",
    "demo": "code", "implementation": "code", "数据": "dataset", "代码": "code",
}  # fmt: skip
"""In the singular a word tells what stands below only where it is the whole heading: `Video generation` is a topic."""
_TOKEN = late.pattern(r"[a-z]+(?:-[a-z]+)?|论文|博客|教程|文章|视频|演讲|课程|书籍|教材|数据集|数据|工具|代码")
_COURSE_TITLE = late.pattern(
    r"\b(?-i:(?:[A-Z]{2,4}[- ]?)?(?:CS|CSE|EE|ECE|EECS|CSCI|STAT|CSC|COMP|CIS|COS|CMSC|CMU|MIT|UCB|ECS))"
    r"[- .]?\d{1,4}[A-Z]?\b(?:[-.]\d+)?|\b(?:cs|ee)\d{3}[a-z]?\b|(?<![\d.])6\.S?\d{3,4}\b|"
    r"\bcourses?\b|课程|公开课|\blecture \d|\bclass of\b|\b\d\d-\d{3}\b|"
    r"\bspecialization\b",
    re.I,
)
_LECTURE = late.pattern(r"\blectures?\b|第.{1,3}讲|\bweek \d", re.I)
_BOOK_TITLE = late.pattern(r"\btextbook\b|\bhandbook\b|\b(?:the|this) book\b|\bbook\b|\(\d+(?:st|nd|rd|th) ed", re.I)
_CLOSE_READING = late.pattern(r"精读|讲解|解读视频")
_TITLE_WORDS = ("course", "课", "lecture", "class of", "speciali", "book", "blog", "tutorial")
_DIGIT = late.pattern(r"\d")
_CODED = late.pattern(r"(?:cs|ee|ec|st|co|ci|cm|mi|uc|6)[a-z]{0,3}[- .]?\d|\d\d-\d")
_SPEAKER = late.pattern(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2} [-–—] \S")
_BLOG_TITLE = late.pattern(r"\bblog\b|\btutorial\b", re.I)
_OWN = frozenset(("video", "blog", "book", "course"))
ROLE_FOR_KIND = {
    "paper": "paper", "video": "video", "course": "course", "blog": "blog", "book": "book", "code": "project",
    "dataset": "dataset", "other": "other",
}  # fmt: skip


@lru_cache(maxsize=1024)
def section_kind(path: tuple[str, ...]) -> str | None:
    """Return the kind that the innermost telling heading announces."""
    for title in reversed(path[1:] if len(path) > 1 else path):
        tokens = _TOKEN.findall(title.lower().replace("data sets", "datasets"))
        if len(tokens) == 1 and tokens[0] in _ALONE:
            return _ALONE[tokens[0]]
        if found := [_SECTION[token] for token in tokens if token in _SECTION]:
            return _of_several(found)
    return None


def _of_several(kinds: list[str]) -> str:
    """`Seminars & Collections` are no papers; `Datasets and papers` begin with what counts."""
    if "paper" in kinds and "code" in kinds and kinds[-1] == "code":
        return "code"
    return kinds[0]


def title_kind(title: str) -> str | None:
    """Return the kind that a title itself announces."""
    low = title.lower()
    # Cheap signs first: most titles have none, and the patterns below are dear.
    worded = any(map(low.__contains__, _TITLE_WORDS))
    if (worded or (_DIGIT.search(low) and _CODED.search(low))) and _COURSE_TITLE.search(title):
        return "course"
    if (worded or (" ed" in low and "(" in low)) and _BOOK_TITLE.search(title):
        return "book"
    return "blog" if worded and _BLOG_TITLE.search(title) else None


def title_link_role(
    title: str, own: str | None, host: str | None, section: str | None, plenty: str, courses_near: bool
) -> str:
    """Return the role of a link that is the title.

    `own` is the kind that the title announces, `plenty` the kind that most of the list's entries have, and
    `courses_near` says that the section holds courses.
    """
    if host in ("code", "project") and own in ("course", "book"):
        return own
    if host == "code" and plenty not in ("paper", "code"):
        if section == "other":
            return "other"
        return "course" if courses_near else "code"
    if host == "blog" and own == "course" and section != "blog":
        return "course"
    if host == "model" and section in ("paper", "blog"):
        return "model"
    if host == "project" and (own or section) in ("blog", "course", "book", "video", "dataset"):
        return own or section or "project"
    if host:
        return host
    if own:
        return own
    if section == "other":
        return "other"
    if section is None and courses_near:
        return "course"
    if section is None:
        return "blog" if _SPEAKER.match(title) or plenty in ("paper", "blog", "video") else "other"
    return ROLE_FOR_KIND[section]


def decide(
    title: str, title_role: str | None, roles: Sequence[str], stated: bool, section: str | None, plenty: str
) -> tuple[str, str]:
    """Return an entry's kind and why; `roles` are its labelled links', `stated`: it has a paper's venue or id."""
    roles = [role for role in roles if role not in ("review", "notebook")]
    if "video" in roles and _CLOSE_READING.search(title):
        return "video", "a close reading with a video"
    if title_role in _OWN:
        return title_role, f"the title's own link is a {title_role}"
    if section == "video" and "video" in roles and not title_role and set(roles) <= {"video", "slides"}:
        return "video", "recordings under a heading of talks"
    if "paper" in roles or title_role == "paper" or stated:
        return "paper", "it has a paper's link, id or venue"
    if title_role in ("code", "model", "demo"):
        return (
            ("dataset", "a data set's repository")
            if section == "dataset"
            else ("code", f"the title links to {title_role}")
        )
    if title_role == "dataset":
        return "dataset", "the title links to data"
    if title_role == "project":
        kind = section if section in ("code", "dataset", "other") else "code" if plenty == "code" else plenty
        return kind if kind in ("paper", "code", "dataset", "other") else "other", "the title links to a project's page"
    if title_role in ("slides",) or (
        not title_role and roles and set(roles) <= {"slides", "video", "other"} and _LECTURE.search(title)
    ):
        return ("course" if _LECTURE.search(title) else "paper"), "slides or recordings of a lecture"
    if title_role in ("review", "notebook"):
        return "paper", "the title links to the reader's own notes"
    if title_role == "other":
        return "other", "nothing says what it is"
    return _by_labels(title, roles, section, plenty)


def _by_labels(title: str, roles: Sequence[str], section: str | None, plenty: str) -> tuple[str, str]:
    for role in ("video", "blog", "course", "book", "dataset"):
        if role in roles and not {"code", "project"} & set(roles):
            return role, f"its only links are {role}"
    if section == "dataset" and "dataset" in roles:
        return "dataset", "data under a heading of data sets"
    if "code" in roles and "project" not in roles:
        return "code", "its only link is code"
    if section and section not in ("other",):
        return section, "the heading says so"
    return plenty, "like most entries of this list"
