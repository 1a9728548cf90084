"""What an address says about what it leads to."""

import re
from functools import lru_cache

from reviewkit import late

_HOSTS: dict[str, str] = {
    "paper": "arxiv.org openreview.net aclanthology.org aclanthology.info aclweb.org dl.acm.org doi.org "
             "ieeexplore.ieee.org "
    "computer.org link.springer.com proceedings.mlr.press proceedings.neurips.cc papers.nips.cc papers.neurips.cc "
    "openaccess.thecvf.com ecva.net jmlr.org usenix.org sciencedirect.com nature.com science.org biorxiv.org "
    "medrxiv.org elsevier.com "
    "semanticscholar.org researchgate.net citeseerx.ist.psu.edu citeseer.ist.psu.edu ssrn.com vldb.org cidrdb.org "
    "isca-speech.org roboticsproceedings.org aaai.org ijcai.org mdpi.com tandfonline.com onlinelibrary.wiley.com "
    "jstor.org "
    "projecteuclid.org pnas.org cell.com plos.org frontiersin.org royalsocietypublishing.org academic.oup.com "
    "ndss-symposium.org eprint.iacr.org iacr.org proceedings.mlsys.org transacl.org ncbi.nlm.nih.gov "
    "pubmed.ncbi.nlm.nih.gov "
    "europepmc.org ar5iv.org alphaxiv.org papers.cool ceur-ws.org direct.mit.edu dspace.mit.edu dblp.org queue.acm.org "
    "portal.acm.org hal.science archives-ouvertes.fr bmva.org epubs.siam.org osapublishing.org scitation.org "
    "iopscience.iop.org "
    "worldscientific.com ojs.aaai.org pubs.acs.org journals.sagepub.com dagstuhl.de preprints.org techrxiv.org osf.io "
    "scholar.archive.org core.ac.uk philpapers.org elifesciences.org journals.aps.org ieee.org eurasip.org acm.org "
    "proceedings.allerton publications.mpi-cbg pubs.rsna.org thecvf.com nips.cc neurips.cc icml.cc iclr.cc "
    "scholar.google.com springer.com "
    "dspace arxiv-vanity.com hal.inria.fr osti.gov spiedigitallibrary.org hindawi.com isca-archive.org jair.org "
    "annualreviews.org mitpressjournals.org opg.optica.org pubs.rsc.org asmedigitalcollection.asme.org peerj.com "
    "researchsquare.com chemrxiv.org psyarxiv.com episciences.org ismir.net mlsys.org scholar.google.ch "
    "scholar.google.co.uk scholar.google.ca scholar.google.de",
    "video": "youtube.com youtu.be bilibili.com b23.tv vimeo.com slideslive.com videolectures.net twitch.tv loom.com "
    "techtalks.tv underline.io media.ccc.de youku.com",
    "code": "github.com gitlab.com gitee.com bitbucket.org sourceforge.net codeberg.org pypi.org code.google.com "
    "anonymous.4open.science npmjs.com crates.io codeocean.com gist.github.com",
    "blog": "medium.com zhihu.com substack.com wordpress.com blogspot.com dev.to towardsdatascience.com csdn.net "
            "jianshu.com "
    "cnblogs.com juejin.cn juejin.im mp.weixin.qq.com distill.pub hackernoon.com notion.site notion.so googleblog.com "
    "lesswrong.com alignmentforum.org thegradient.pub infoq.com segmentfault.com hashnode.dev ghost.io tistory.com "
    "qiita.com "
    "fast.ai oschina.net openai.com anthropic.com deepmind.com deepmind.google latent.space kexue.fm spaces.ac.cn "
    "interconnects.ai "
    "developer.nvidia.com lilianweng.github.io colah.github.io karpathy.github.io jalammar.github.io ruder.io "
    "blog.google",
    "book": "book.douban.com amazon.com amazon.cn amazon.co.uk oreilly.com manning.com item.jd.com "
            "deeplearningbook.org d2l.ai "
    "goodreads.com mitpress.mit.edu morganclaypool.com packtpub.com product.dangdang.com leanpub.com",
    "course": "coursera.org edx.org udacity.com udemy.com ocw.mit.edu deeplearning.ai class.coursera.org "
              "classcentral.com "
    "khanacademy.org datacamp.com",
    "slides": "slideshare.net speakerdeck.com",
    "dataset": "kaggle.com data.world zenodo.org archive.ics.uci.edu tianchi.aliyun.com figshare.com image-net.org "
               "paperswithcode.com/dataset "
    "commoncrawl.org ieee-dataport.org",
    "demo": "colab.research.google.com gradio.live gradio.app replicate.com streamlit.app streamlit.io "
            "chat.openai.com beta.character.ai",
    "model": "modelscope.cn huggingface.co hf.co ollama.com tfhub.dev civitai.com",
    "other": "twitter.com x.com wikipedia.org reddit.com discord.gg discord.com linkedin.com facebook.com t.me "
             "aws.amazon.com news.ycombinator.com "
    "stackoverflow.com quora.com weibo.com docs.google.com join.slack.com meetup.com",
}  # fmt: skip
ROLE_OF_HOST: dict[str, str] = {host: role for role, hosts in _HOSTS.items() for host in hosts.split()}
_PARTS = late.pattern(r"(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/@?#]*@)?([^/?#:]*)(?::\d+)?([^?#]*)(.*)", re.I | re.S)
_USUAL = late.pattern(r"https?://(?:www\.)?([a-z0-9.-]+)(/[^?#]*|\Z)")
"""The address of a page, as nearly all are written."""
_ARXIV = ("https://arxiv.org/", "http://arxiv.org/")
_REPOSITORY = late.pattern(r"https://github\.com/(?!(?i:blogs?|posts?)/)[\w-]+/[\w-]+\Z", re.A)
_BARE_HOST = late.pattern(r"(?:[a-z0-9-]+\.)+[a-z]{2,24}(?::\d+)?(?:[/?#].*)?\Z", re.I | re.S)
_SCHEME = late.pattern(r"[a-z][a-z0-9+.-]*:|//", re.I)
_FILE_TAIL = late.pattern(
    r"\.(?:md|markdown|pdf|ipynb|html?|txt|pptx?|rst|py|png|jpe?g|svg|gif|docx?|tex|bib|csv|json|ya?ml|zip|mp4|cc|cpp|"
    r"js|ts|go|rs|sh)\Z",
    re.I,
)
_COURSE = late.pattern(
    r"(?:^|[/._~-])(?:courses?|class(?:es)?|teaching|lectures?|syllabus|schedule|curriculum|edu/~?[a-z]*\d{3,}[a-z]?|"
    r"(?:cs|cse|ee|ece|eecs|stat|cmsc|comp|csc|csci|eece|cis|ds|math|6)[-.]?s?\d{2,}[a-z]*)(?:[/._-]|$)"
    r"|course(?:\d{2,4})?\.(?:org|ai|com|io|dev|cs)|/(?:fall|spring|winter|summer|[fs]p?)[-_]?(?:20)?\d\d\b"
    r"|[-/_](?:sp|fa|wi|su|fall|spring|winter)[-_]?(?:20)?\d\d\b|(?:fall|spring|winter|summer)-?20\d\d|"
    r"20\d\d-?(?:fall|spring)|/\d\dsp\b|\d\dsp-",
    re.I,
)
_PERSON = late.pattern(r"/citations\?(?!.*view_citation).*user=|semanticscholar\.org/author/|dblp\.org/pid/")
_BLOG = late.pattern(
    r"(?:^|[/.])(?:blogs?|posts?|news|articles?|tutorials?|essays?)(?:[/.]|$)|/p/|/20\d\d/\d\d?/|^blog|weblog|"
    r"/\d{4}-\d\d-\d\d",
    re.I,
)
_BOOK = late.pattern(r"/books?/\w")
"""`springer.com/gp/book/978…`, `elsevier.com/books/slow-trees/ash/…`"""
_PUBLISHED = late.pattern(r"/(?:pubs?|publications?|papers?)/|/article/view|/doi/(?:[a-z]+/)?10\.")
_SLIDES = late.pattern(r"(?:slides?|lecture|presentation|talk)\b|slides|_slide", re.I)


def split_address(url: str) -> tuple[str, str, str]:
    """Return host (lower case, without `www.`), path and the rest; the host is empty for a relative path."""
    if "://" not in url and not url.startswith("//") and not is_bare_host(url):
        path, mark, rest = url.partition("#")
        return "", path, mark + rest
    found = _PARTS.match(url)
    if not found:
        return "", url, ""
    return found[1].lower().removeprefix("www."), found[2], found[3]


def is_bare_host(url: str) -> bool:
    """Tell whether an address without a scheme is a host (`treecourse.org`) rather than a file (`trees.md`)."""
    if "://" in url or not _BARE_HOST.match(url):
        return False
    host = re.split(r"[/?#]", url, maxsplit=1)[0]
    return bool(host != url or not _FILE_TAIL.search(host)) and not _FILE_TAIL.search(host)


def is_relative(url: str) -> bool:
    """Tell whether a target is a file of the list's own, not an address and not a place in the same page."""
    return bool(url) and url[0] != "#" and not _SCHEME.match(url) and not is_bare_host(url)


@lru_cache(maxsize=2048)
def _known(host: str) -> str | None:
    """Look a host up, then its parent domains."""
    while host:
        if role := ROLE_OF_HOST.get(host):
            return role
        host = host.partition(".")[2]
    return None


def host_role(url: str) -> str | None:
    """Return the role that an address's host and path suggest; None where they say nothing."""
    if url.startswith(_ARXIV):
        return "paper"  # every second link of a list
    if url.startswith("https://github") and _REPOSITORY.match(url):
        return "code"  # every fifth
    if usual := _USUAL.match(url):
        host, path = usual.groups()
    else:
        if is_relative(url):
            return _file_role(url)
        host, path, _ = split_address(url)
        if not host:
            return None
    low = path.lower()
    if low.endswith((".ppt", ".pptx", ".key")) or (host == "docs.google.com" and "/presentation" in low):
        return "slides"
    if low.endswith((".mp4", ".mov", ".webm")):
        return "video"
    role = _known(host)
    if role == "paper" and ("author/" in url or "/pid/" in url or "citations?" in url) and _PERSON.search(url):
        return "other"
    if role in ("code", "model", "book", "course"):
        return _refined(role, host, low)
    if role:
        return _refined_page(role, host, low)
    if low.endswith(".pdf"):
        return "slides" if _SLIDES.search(low.rpartition("/")[2]) else "paper"
    return _guess(host, low)


def _refined(role: str, host: str, path: str) -> str:
    """Pages of a repository or model host that are something else."""
    if role == "model":
        first = path.strip("/").partition("/")[0]
        return {
            "papers": "paper",
            "datasets": "dataset",
            "spaces": "demo",
            "blog": "blog",
            "docs": "other",
            "learn": "course",
        }.get(first, "model")
    if role == "code":
        if path.endswith(".pdf"):
            return "slides" if _SLIDES.search(path.rpartition("/")[2]) else "paper"
        if ("/blog" in path or "/post" in path) and re.search(r"/blogs?/|/posts?/", path):
            return "blog"
    return role


def _refined_page(role: str, host: str, path: str) -> str:
    if role == "paper" and len(path) <= 1:
        return "other"  # a publisher's or a meeting's own page
    if "/book" in path and host.endswith("springer.com") and "/10." not in path:
        return "book"  # with a DOI it is resolved as papers are
    if role == "paper" and "slide" in path and re.search(r"(?:_slides?|/slides?)[-_.\w]*\.pdf$", path):
        return "slides"
    if role == "paper" and "/book" in path and "chapter" not in path and _BOOK.search(path):
        return "book"
    if host == "iclr.cc" or (role == "blog" and path.endswith(".pdf")):
        return "paper"
    if role == "other" and (host.startswith("blog.") or _BLOG.search(path)):
        return "blog"
    if host.endswith("paperswithcode.com"):
        return "paper" if path.startswith("/paper") else "other"
    return role


def _guess(host: str, path: str) -> str | None:
    place = host + path
    if host.startswith("ojs.") or _PUBLISHED.search(path):
        return "paper"
    if _BLOG.search(place):
        return "blog"
    if _COURSE.search(place):
        return "course"
    if host.endswith("github.io") or host == "sites.google.com":
        return "project"
    return None


def _file_role(url: str) -> str | None:
    """A file of the list's own: a notebook, a paper kept beside the list, slides, or the reader's notes."""
    path = re.split(r"[#?]", url, maxsplit=1)[0].lower()
    if path.endswith(".ipynb"):
        return "notebook"
    if path.endswith((".ppt", ".pptx", ".key")):
        return "slides"
    if path.endswith(".pdf"):
        return "slides" if _SLIDES.search(path.rpartition("/")[2]) else "paper"
    if path.endswith((".mp4", ".mov")):
        return "video"
    if path.endswith((".py", ".zip", ".cc", ".cpp", ".js")):
        return "code"
    return "review"
