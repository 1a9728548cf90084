"""What a link's label or an attribute's name says about the link."""

import re
from functools import lru_cache

_WORDS: dict[str, str] = {
    "paper": "paper papers pdf arxiv abs abstract openreview acl anthology ieee acm springer doi html preprint article "
    "publication proceedings manuscript arxiv论文 cvf pmlr elsevier sciencedirect citeseerx citeseer jstor nature science "
    "论文 论文地址 论文链接 原文 原文链接 原论文 文章 hal biorxiv usenix supp thesis ps text fulltext techreport report "
    "论文原文 paper地址 主页论文 arixv arxvi axriv 会议论文 地址",
    "code": "code codes github git repo repository implementation implementations pytorch torch tensorflow tf jax keras caffe "
    "caffe2 paddle paddlepaddle mxnet matlab theano mindspore julia c++ cpp python cuda gitlab gitee source src software "
    "代码 源码 项目代码 论文代码 论文项目 开源代码 代码链接 代码地址 官方代码 实现 toolkit library bitbucket 项目地址 gluon flax lua "
    "chainer detectron mmdetection 复现 jittor sourcecode package cod",
    "project": "project projects website webpage homepage page site projectpage web home www 主页 项目主页 项目 官网 projetc "
    "projecct projet 网站 proj prj 项目页 author",
    "slides": "slides slide presentation ppt pptx deck 幻灯片 课件 keynote",
    "video": "video videos youtube talk talks recording bilibili b站 视频 讲解视频 presentation-video vimeo slideslive lecture "
    "视频讲解 录像 webinar trailer oral-video",
    "review": "note notes review reviews summary summaries 笔记 解读 论文解读 精读 阅读笔记 我的笔记 评论 summarization 论文笔记 "
    "explanation explained digest 总结 个人笔记 读书笔记 学习笔记 mynotes 详解",
    "notebook": "notebook jupyter ipynb",
    "blog": "blog blogpost blogs post 博客 zhihu 知乎 medium news article-blog tutorial 教程 公众号 csdn announcement 简书 "
    "微信 webpost 讲解",
    "dataset": "dataset datasets data 数据集 数据 benchmark benchmarks corpus database",
    "demo": "demo demos colab spaces space playground 演示 app huggingface-demo replicate interactive gradio",
    "model": "model models checkpoint checkpoints weights huggingface hf modelscope 模型 pretrained modelcard modelzoo ckpt 🤗",
    "book": "book ebook 书 书籍 电子书 textbook",
    "course": "course lecture-notes 课程",
    "other": "twitter tweet poster leaderboard wiki wikipedia bibtex bib citation patent reddit discord appendix supplementary "
    "supplement supplemental supplementarymaterial others other cite competition 海报 award",
}  # fmt: skip
ROLE_OF: dict[str, str] = {word: role for role, words in _WORDS.items() for word in words.split()} | {
    "papers with code": "code",
    "paperswithcode": "code",
    "hugging face": "model",
    "project page": "project",
    "web page": "project",
    "google scholar": "other",
    "related work": "other",
    "talk video": "video",
    "close reading": "review",
}
_WEAK = frozenset(
    ["link", "links", "here", "url", "official", "officially", "unofficial", "the", "an", "a", "authors", "original", "offical", "third-party", "3rd", "version", "long", "short", "full", "extended", "camera", "ready", "camera-ready", "final", "of", "and", "&", "in", "construction", "coming", "soon", "tbd", "这里", "链接", "new", "my", "to", "arxiv-version", "available", "reproduced", "re-implementation", "lucidrains", "our", "main", "go", "see", "read", "get", "via", "for", "on", "nips"]
)
_MERE = frozenset(["link", "links", "here", "url", "official", "officially", "offical", "original", "available", "version", "这里", "链接"])
_STRIP = re.compile(r"\([^()]*\)|（[^（）]*）|:[a-z0-9_+-]+:")
_EDGE = re.compile(r"^[^\w一-鿿🤗]+|[^\w一-鿿+🤗]+$")
_VERSION = re.compile(r"(?:[-_ ]?v?\d{1,2})$")


def folded(text: str) -> str:
    """Return a label for lookup: lower case, without marks, brackets and a number at its end."""
    plain = _STRIP.sub(" ", text) if "(" in text or ":" in text or "（" in text else text
    return _EDGE.sub("", " ".join(plain.split()).lower())


@lru_cache(maxsize=4096)
def label_role(text: str) -> str | None:
    """Return the role that a label names, "" for a mere "link" or "here", None for a text that is no label."""
    if len(text) > 60:
        return None
    plain = folded(text)
    if not plain:
        inner = folded(text.replace("(", "").replace(")", ""))
        return ROLE_OF.get(inner)
    if plain in ROLE_OF:
        return ROLE_OF[plain]
    bare = _VERSION.sub("", plain)
    if bare in ROLE_OF:
        return ROLE_OF[bare]
    words = re.split(r"[\s/_&,+|-]+", bare)
    if len(words) > 4:
        return None
    roles = [ROLE_OF.get(word) for word in words if word and word not in _WEAK]
    if None in roles:
        return None
    if not roles:
        return "" if _MERE.intersection(words) else None
    return _joined(words, [role for role in roles if role])


def _joined(words: list[str], roles: list[str]) -> str:
    """Of several words the last says what it is ("paper review"), save where the first does ("project page")."""
    pairs = {("project", "code"), ("paper", "project"), ("code", "project"), ("paper", "blog"), ("paper", "video")}
    if len(roles) > 1 and roles[0] == "paper" and roles[-1] in ("other", "paper"):
        return "other" if roles[-1] == "other" else "paper"
    if len(roles) > 1 and (roles[0], roles[-1]) in pairs:
        return "project" if "page" in words or "website" in words or "homepage" in words else roles[-1]
    return roles[-1] if roles[0] in ("paper", "other") else roles[0]


ATTRIBUTES: dict[str, str] = {
    **dict.fromkeys(("title", "paper title", "论文", "论文名称", "论文题目", "标题", "题目", "名称", "论文标题", "paper name"), "title"),
    **dict.fromkeys(("author", "authors", "作者", "authors' sources", "by", "作者单位", "first author", "论文作者", "speaker", "speakers", "presenter"), "authors"),
    **dict.fromkeys(("venue", "publisher", "published", "published in", "publication", "record", "conference", "journal", "会议", "发表", "收录", "期刊", "论文来源", "来源", "intro", "发表会议", "发表期刊", "pub", "published at", "status", "论文会议"), "venue"),
    **dict.fromkeys(("date", "year", "time", "submission time", "publication date", "submitted", "日期", "时间", "年份", "发表时间", "发布时间", "release date", "published date", "publish date", "submission date", "update"), "date"),
    **dict.fromkeys(("keyword", "keywords", "key words", "key", "tldr", "tl;dr", "tl; dr", "abstract", "summary", "notes", "note", "institution", "institutions", "affiliation", "affiliations", "关键词", "关键字", "摘要", "动机", "方法", "机构", "单位", "brief introduction", "introduction", "description", "tags", "tag", "topic", "topics", "task", "tasks", "category", "comment", "comments", "motivation", "method", "methods", "contribution", "contributions", "highlights", "highlight", "remark", "type", "env", "experiments", "experiment", "experiment environments", "experiment environment", "results", "result", "conclusion", "idea", "main idea", "core idea", "介绍", "简介", "思路", "结论", "创新点", "贡献", "核心思想", "问题", "背景", "citation", "citations", "bibtex", "framework", "language", "license", "domain", "area", "review status", "limitations", "limitation", "insight", "takeaway", "takeaways", "tl;dr.", "field", "stars", "organization", "company", "论文动机", "论文方法", "实验结果", "总结", "problem", "approach", "key idea", "key points", "key insight", "why", "what", "how", "strengths", "weaknesses", "pros", "cons", "submission", "features", "feature", "thoughts", "background", "goal", "observation", "model size", "size", "详细介绍"), "note"),
}  # fmt: skip
_CHINESE = tuple(
    (re.compile(pattern), role)
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


_ATTRIBUTE = re.compile(r"\s*([^:：\n]{1,42}?)\s*[:：](?!//)\s*")


def attribute(flat: str) -> tuple[str, int] | None:
    """Return what `Code: …` or `📅 Date: …` gives (a role, or title, authors, venue, date, note) and where its value begins."""
    found = _ATTRIBUTE.match(flat)
    if not found:
        return None
    name = folded(found[1])
    if name in ATTRIBUTES:
        return ATTRIBUTES[name], found.end()
    role = _chinese(name) or label_role(found[1])
    return (role or "link", found.end()) if role is not None else None


_COMMON = (
    "paper", "code", "slides", "slide", "video", "review", "notebook", "project", "website", "dataset", "github", "arxiv", "pdf", "blog", "demo", "notes",
    "summary", "model", "poster", "talk", "homepage", "supplement", "implementation", "pytorch", "tensorflow",
)  # fmt: skip


def misspelt(text: str) -> str | None:
    """Return the label that a text is but for a letter or two letters exchanged; None where it is one, or is far from all."""
    word = folded(text)
    if (word in ROLE_OF and word not in _SLIPS) or not 4 <= len(word) <= 16 or not word.isalpha():
        return _SLIPS.get(word)
    return next((known for known in _COMMON if len(known) > 3 and _one_off(word, known)), None)


_SLIPS = {
    "arixv": "arxiv", "arxvi": "arxiv", "axriv": "arxiv", "projetc": "project", "projecct": "project", "projet": "project", "cod": "code",
}  # fmt: skip


def _one_off(word: str, known: str) -> bool:
    """Tell whether one letter was changed, left out, added, or two neighbours exchanged."""
    if word == known or abs(len(word) - len(known)) > 1 or word.rstrip("s") == known.rstrip("s"):
        return False
    start = 0
    while start < min(len(word), len(known)) and word[start] == known[start]:
        start += 1
    if len(word) == len(known):
        return word[start + 1 :] == known[start + 1 :] or (
            word[start : start + 2] == known[start : start + 2][::-1] and word[start + 2 :] == known[start + 2 :]
        )
    long, short = (word, known) if len(word) > len(known) else (known, word)
    return long[start + 1 :] == short[start:]
