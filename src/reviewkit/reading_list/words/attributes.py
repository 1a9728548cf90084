"""What the names of attributes say: `Code: …`, `📅 Date: …`, `论文地址：…`."""

from reviewkit import late
from reviewkit.reading_list.words.labels import folded, is_tool, label_role
from reviewkit.reading_list.words.venuenames import NAMED

_NAMES = {
    "title": """
    title; paper title; 论文; 论文名称; 论文题目; 标题; 题目; 名称; 论文标题; paper name
    """,
    "authors": """
    author; authors; 作者; authors' sources; by; 作者单位; first author; 论文作者; speaker; speakers; presenter;
    contributor; contributors; maintainer; maintainers
    """,
    "venue": """
    venue; publisher; published; published in; publication; record; conference; journal; journal info; 会议; 发表;
    收录; 期刊; 论文来源; 来源;
    intro; 发表会议; 发表期刊; pub; published at; status; 论文会议
    """,
    "date": """
    date; year; time; submission time; publication date; submitted; 日期; 时间; 年份; 发表时间; 发布时间;
    release date; published
    date; publish date; year of publication; publication year; date of publication; submission date; update
    """,
    "note": """
    keyword; keywords; key words; key; tldr; tl;dr; tl; dr; abstract; summary; notes; note; institution;
    institutions; affiliation; affiliations; 关键词; 关键字; 摘要; 动机; 方法; 机构; 单位; brief introduction;
    introduction;
    description; tags; tag; topic; topics; task; tasks; category; comment; comments; motivation; method; methods;
    contribution; contributions; highlights; highlight; remark; type; env; experiments; experiment; experiment
    environments; experiment environment; results; result; conclusion; idea; main idea; core idea; 介绍; 简介;
    思路; 结论;
    创新点; 贡献; 核心思想; 问题; 背景; citation; citations; bibtex; framework; language; license; domain; area;
    review status;
    limitations; limitation; insight; takeaway; takeaways; tl;dr.; field; stars; organization; company;
    论文动机; 论文方法;
    实验结果; 总结; problem; approach; key idea; key points; key insight; why; what; how; strengths; weaknesses; pros;
    cons; submission; features; feature; thoughts; background; goal; observation; model size; size; 详细介绍
    """,
}
ATTRIBUTES: dict[str, str] = {
    " ".join(name.split()): what for what, names in _NAMES.items() for name in names.split(";")
}
"""Folded name -> title, authors, venue, date or note."""
_CHINESE = tuple(
    (late.pattern(pattern), role)
    for pattern, role in (
        (r"论文.*(?:地址|链接|下载)|原文", "paper"),
        (r"代码|源码|github", "code"),
        (r"项目.*(?:地址|链接)", "code"),
        (r"视频|录像", "video"),
        (r"解读|笔记|讲解", "review"),
        (r"数据集", "dataset"),
        (r"论文.*(?:名|题目|标题)|^标题$", "title"),
        (r"作者", "authors"),
        (r"会议|期刊|发表", "venue"),
        (r"时间|日期|年份", "date"),
        (r"幻灯片|课件", "slides"),
    )
)


def _chinese(name: str) -> str | None:
    """Read a Chinese attribute's name by the words in it."""
    if len(name) > 12 or name.isascii():
        return None
    return next((role for pattern, role in _CHINESE if pattern.search(name)), None)


_TITLE_GOES_ON = late.pattern(r"(?:An?\s|The\s)?[A-Z][a-z][\w-]*\s[\w-]+\s[\w-]+")
_ATTRIBUTE = late.pattern(r"\s*([^:：\n]{1,42}?)\s*[:：](?!//)\s*")


def attribute(flat: str) -> tuple[str, int] | None:
    """Return what `Code: …` gives (a role, or title, authors, venue, date, note) and where its value begins."""
    found = _ATTRIBUTE.match(flat)
    if not found:
        return None
    name = folded(found[1])
    if name in ATTRIBUTES:
        return ATTRIBUTES[name], found.end()
    role = _chinese(name) or label_role(found[1])
    if role is None:
        return None
    named = found[1].isupper() or name in NAMED or (role == "code" and is_tool(found[1]))
    if named and _TITLE_GOES_ON.match(flat, found.end()):
        return None  # `SPACE: Cardinality Estimation for Paths`: a name that is spelt like a label
    return role or "link", found.end()
