"""The section that an entry stands in: headings, then open folds, then a bold line that divides."""

import re

from reviewkit import late

_CONTENTS = late.pattern(r"(?:table of )?contents?\Z|目录\Z|toc\Z|index\Z", re.I)
_LONGEST = 60
_DEEPEST = 32
"""So many folds within folds are sections; a list that never closes any would name thousands for each entry."""
_WORDS = late.pattern(r"[a-z]+|[\u4e00-\u9fff]+")
_ABOUT_WORDS = """
    contribute contributing contribution contributions contributor contributors license licence licensing
    acknowledgement acknowledgements acknowledgment acknowledgments credits stargazers contact citation citing
    cite sponsor sponsors sponsorship donate donation donations changelog thanks maintainer maintainers disclaimer
    贡献 贡献者 贡献指南 如何贡献 参与贡献 欢迎参与贡献 许可 许可证 致谢 鸣谢 引用 赞助 捐赠
    更新日志 联系 联系我 联系我们 联系方式
"""
_BESIDE_WORDS = """
    a all and are for guide guideline guidelines guides here how list lists me my of other our paper papers
    please project repo repository special support survey the this to us valuable want we welcome with work
"""
_ABOUT, _BESIDE = frozenset(_ABOUT_WORDS.split()), frozenset(_BESIDE_WORDS.split())
_EDGES = late.pattern(r"\A[\s|•·]+|[\s|•·:：]+\Z")
_NEAR_END = 80
_SHORTCODES = late.pattern(r"(?:\s*:[a-z0-9_+-]{1,40}:)+\s*\Z")
"""`Fast Trees [:top:](#contents)`: a way back, or decoration."""


class Sections:
    """The path of headings at one place of a list."""

    def __init__(self) -> None:
        self._headings: list[tuple[int, str]] = []
        self._folds: list[str] = []
        self._deeper = 0
        """How many folds are open within the deepest that is a section."""
        self._bold = ""
        self._path: tuple[str, ...] | None = None
        """The path without a group, until something changes."""
        self._passed = False
        """Whether a heading stood before: the first one is the document's title."""
        self.about_itself = False
        """Whether a heading says that what follows is about the list: how to contribute, its licence, thanks."""

    def heading(self, level: int, title: str) -> None:
        """Enter a heading; everything at its level or below ends.

        A table of contents at the level of the document's title does not end the document.
        """
        self._path = None
        if self._headings and level <= self._headings[0][0] and _CONTENTS.match(clean(title)):
            self._bold = ""
            return
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._headings.append((level, clean(title)))
        self._bold = ""
        self.about_itself = self._passed and any(is_about_itself(text) for _, text in self._headings)
        self._passed = True

    def fold(self, title: str) -> None:
        """Enter a folded part."""
        self._path = None
        if len(self._folds) < _DEEPEST:
            self._folds.append(clean(title))
        else:
            self._deeper += 1
        self._bold = ""

    def unfold(self) -> None:
        """Leave the innermost folded part."""
        self._path = None
        if self._deeper:
            self._deeper -= 1
        elif self._folds:
            self._folds.pop()
        self._bold = ""

    def bold(self, title: str) -> None:
        """Pass a bold line that divides."""
        self._bold = clean(title)
        self._path = None

    def path(self, group: str = "") -> tuple[str, ...]:
        """Return the titles from the outermost in; `group` is a bold item around the entry."""
        if self._path is None:
            titles = [title for _, title in self._headings if title]
            titles += [title for title in self._folds if title]
            self._path = tuple([*titles, self._bold] if self._bold else titles)
        last = clean(group) if group else ""
        return (*self._path, last) if last else self._path

    def path_above(self, level: int) -> tuple[str, ...]:
        """Return the path that a heading of this level stands in."""
        titles = [title for depth, title in self._headings if title and depth < level]
        return tuple(titles + [title for title in self._folds if title])

    @property
    def level(self) -> int:
        """The level of the deepest heading, 0 where there is none."""
        return self._headings[-1][0] if self._headings else 0

    @property
    def innermost(self) -> str:
        """The title of the deepest level."""
        path = self.path()
        return path[-1] if path else ""


def is_about_itself(heading: str) -> bool:
    """Tell whether a heading is about the list and not about what it lists: `How to contribute`, `License`."""
    words = (
        _WORDS.findall(heading.lower().replace("star history", "stargazers").replace("update log", "changelog"))
        if len(heading) < _LONGEST
        else []
    )
    return any(word in _ABOUT for word in words) and all(word in _ABOUT or word in _BESIDE for word in words)


def clean(title: str) -> str:
    """Return a section's title on one line, without the marks at its ends."""
    plain = " ".join(title.split())
    if plain.endswith(":") and (found := _SHORTCODES.search(plain, max(1, len(plain) - _NEAR_END))):
        plain = plain[: found.start()]
    return _EDGES.sub("", plain)
