"""What a link's label or an attribute's name says about the link."""

from functools import lru_cache

from reviewkit import late

_WORDS = {
    "paper": """
    paper papers pdf arxiv abs abstract openreview acl anthology ieee acm springer doi html preprint article
    publication proceedings manuscript arxiv论文 cvf pmlr elsevier sciencedirect citeseerx citeseer jstor nature
    science 论文 论文地址 论文链接 原文 原文链接 原论文 文章 hal biorxiv usenix supp thesis ps text fulltext
    techreport report 论文原文
    下载 下载链接 论文下载 paper地址 主页论文 arixv arxvi axriv 会议论文 地址
    """,
    "code": """
    code codes github git repo repository implementation implementations gitlab gitee source src
    software 代码 源码 项目代码 论文代码 论文项目 开源代码 代码链接 代码地址 官方代码 实现 toolkit library
    bitbucket 项目地址 复现 sourcecode package cod
    """,
    "project": """
    project projects website webpage homepage page site projectpage web home www 主页 项目主页 项目 官网 projetc
    projecct
    projet 网站 proj prj 项目页 author
    """,
    "slides": """
    slides slide presentation ppt pptx deck 幻灯片 课件 keynote
    """,
    "video": """
    video videos youtube talk talks recording bilibili b站 视频 讲解视频 presentation-video vimeo slideslive
    lecture 视频讲解
    录像 webinar trailer oral-video
    """,
    "review": """
    note notes review reviews summary summaries 笔记 解读 论文解读 精读 阅读笔记 我的笔记 评论 summarization
    论文笔记 explanation explained
    digest 总结 个人笔记 读书笔记 学习笔记 mynotes 详解
    """,
    "notebook": """
    notebook jupyter ipynb
    """,
    "blog": """
    blog blogpost blogs post 博客 zhihu 知乎 medium news article-blog tutorial 教程 公众号 csdn announcement
    简书 微信 webpost 讲解
    """,
    "dataset": """
    dataset datasets data 数据集 数据 benchmark benchmarks corpus database
    """,
    "demo": """
    demo demos colab spaces space playground 演示 app huggingface-demo replicate interactive gradio
    """,
    "model": """
    model models checkpoint checkpoints weights huggingface hf modelscope 模型 pretrained modelcard modelzoo ckpt 🤗
    """,
    "book": """
    book ebook 书 书籍 电子书 textbook
    """,
    "course": """
    course lecture-notes 课程
    """,
    "other": """
    twitter tweet poster leaderboard wiki wikipedia bibtex bib citation patent reddit discord appendix supplementary
    suppl supplement supplemental supplementarymaterial others other cite competition 海报 award scholar dblp
    """,
}
TOOLS = frozenset(
    (
        "pytorch", "torch", "tensorflow", "tf", "jax", "keras", "caffe", "caffe2", "paddle", "paddlepaddle", "mxnet",
        "matlab", "theano", "mindspore", "julia", "c++", "cpp", "python", "cuda", "gluon", "flax", "lua", "chainer",
        "detectron", "mmdetection", "jittor",
    )
)  # fmt: skip
"""What code is written with: a label of code, `[PyTorch](…)`, and no label before a title, `PyTorch: Fast Trees`."""
ROLE_OF: dict[str, str] = {word: role for role, words in _WORDS.items() for word in words.split()} | {
    **dict.fromkeys(TOOLS, "code"),
    "papers with code": "code",
    "paperswithcode": "code",
    "hugging face": "model",
    "project page": "project",
    "web page": "project",
    "google scholar": "other",
    "semantic scholar": "paper",
    "lecture notes": "course",
    "supplementary material": "other",
    "supplementary materials": "other",
    "supplemental material": "other",
    "related work": "other",
    "talk video": "video",
    "close reading": "review",
}
_WEAK = frozenset(
    [
        "link",
        "links",
        "here",
        "url",
        "official",
        "officially",
        "unofficial",
        "the",
        "an",
        "a",
        "authors",
        "original",
        "offical",
        "third-party",
        "3rd",
        "version",
        "long",
        "short",
        "full",
        "extended",
        "camera",
        "ready",
        "camera-ready",
        "final",
        "of",
        "and",
        "&",
        "in",
        "construction",
        "coming",
        "soon",
        "tbd",
        "这里",
        "链接",
        "new",
        "my",
        "to",
        "arxiv-version",
        "available",
        "reproduced",
        "re-implementation",
        "lucidrains",
        "our",
        "main",
        "go",
        "see",
        "read",
        "get",
        "download",
        "view",
        "open",
        "online",
        "via",
        "for",
        "on",
        "nips",
        "reference",
        "references",
        "svn",
        "third",
        "party",
        "conference",
        "re",
    ]
)
_MERE = frozenset(
    [
        "link",
        "links",
        "here",
        "url",
        "official",
        "officially",
        "offical",
        "original",
        "available",
        "version",
        "reference",
        "download",
        "view",
        "这里",
        "链接",
    ]
)
_STRIP = late.pattern(r"\([^()]*\)|（[^（）]*）|:[a-z0-9_+-]+:")
_EDGE = late.pattern(r"^[^\w🤗]+|[^\w+🤗]+$")
_BETWEEN = late.pattern(r"(?:[\s/_&,|-]|(?<![c+])\+)+")
_VERSION = late.pattern(r"(?:[-_ ]?v?\d{1,2})$")


def folded(text: str) -> str:
    """Return a label for lookup: lower case, without marks, brackets and a number at its end."""
    plain = _STRIP.sub(" ", text) if "(" in text or ":" in text or "（" in text else text
    plain = " ".join(plain.split()).lower()
    return plain if plain[:1].isalnum() and plain[-1].isalnum() else _EDGE.sub("", plain)


def is_tool(text: str) -> bool:
    """Tell whether a text is the name of what code is written with, with or without its version: `PyTorch 2`."""
    return _VERSION.sub("", folded(text)) in TOOLS


@lru_cache(maxsize=4096)
def label_role(text: str) -> str | None:
    """Return the role that a label names, "" for a mere "link" or "here", None for a text that is no label."""
    if len(text) > 60:
        return None
    if text.isalpha() and text.isascii():  # most: one word, to be looked up as it is
        word = text.lower()
        return ROLE_OF.get(word) if word not in _MERE else ""
    plain = folded(text)
    if not plain:
        inner = folded(text.replace("(", "").replace(")", ""))
        return ROLE_OF.get(inner)
    if plain in ROLE_OF:
        return ROLE_OF[plain]
    bare = _VERSION.sub("", plain) if plain[-1].isdigit() else plain
    if bare in ROLE_OF:
        return ROLE_OF[bare]
    if bare.isalnum() and bare not in _WEAK:
        return None  # `T5`, `VQGAN2`: one word
    words = _BETWEEN.split(bare)
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
