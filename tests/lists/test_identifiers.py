"""One form for each paper, however the list writes its address."""

import pytest

from reviewkit.identifiers import Identifier, arxiv_id, arxiv_in_text, arxiv_version, doi, doi_in_text, identify

SAME = {
    ("arxiv", "2305.13144"): [
        "2305.13144",
        "2305.13144v2",
        "arXiv:2305.13144",
        "ARXIV: 2305.13144v1",
        "arxiv.org/abs/2305.13144",
        "http://arxiv.org/abs/2305.13144v3",
        "https://arxiv.org/pdf/2305.13144",
        "https://arxiv.org/pdf/2305.13144v1.pdf#page=4",
        "https://arxiv.org/html/2305.13144v1",
        "https://export.arxiv.org/abs/2305.13144?context=cs.LG",
        "https://ar5iv.org/abs/2305.13144",
        "https://ar5iv.labs.arxiv.org/html/2305.13144",
        "https://www.alphaxiv.org/abs/2305.13144",
        "https://alphaxiv.org/overview/2305.13144v2",
        "https://huggingface.co/papers/2305.13144",
        "https://hf.co/papers/2305.13144",
        "https://doi.org/10.48550/arXiv.2305.13144",
        "10.48550/arxiv.2305.13144",
        "https://papers.cool/arxiv/2305.13144",
        "https://arxiv.org/ftp/arxiv/papers/2305/2305.13144.pdf",
        "https://www.arxiv-vanity.com/papers/2305.13144/",
    ],
    ("arxiv", "cs/0112017"): [
        "cs/0112017",
        "cs.AI/0112017",
        "CS/0112017v1",
        "arXiv:cs/0112017",
        "http://arxiv.org/abs/cs/0112017",
        "http://xxx.lanl.gov/abs/cs/0112017",
    ],
    ("arxiv", "hep-th/9711200"): ["hep-th/9711200v3", "HEP-TH/9711200", "https://arxiv.org/pdf/hep-th/9711200v3.pdf"],
    ("doi", "10.1145/3552326.3587438"): [
        "10.1145/3552326.3587438",
        "doi:10.1145/3552326.3587438",
        "https://doi.org/10.1145/3552326.3587438",
        "http://dx.doi.org/10.1145/3552326.3587438",
        "https://dl.acm.org/doi/10.1145/3552326.3587438",
        "https://dl.acm.org/doi/pdf/10.1145/3552326.3587438",
        "https://dl.acm.org/doi/abs/10.1145/3552326.3587438?x=1",
        "https://dl.acm.org/doi/fullHtml/10.1145/3552326.3587438",
        "https://doi.org/10.1145/3552326.3587438.",
    ],
    ("doi", "10.1038/s41586-020-1234-5"): [
        "https://www.nature.com/articles/s41586-020-1234-5",
        "https://www.nature.com/articles/s41586-020-1234-5.pdf",
        "https://nature.com/articles/s41586-020-1234-5?a=b#Sec1",
    ],
    ("doi", "10.1007/978-3-319-24574-4_28"): [
        "https://link.springer.com/chapter/10.1007/978-3-319-24574-4_28",
        "https://doi.org/10.1007/978-3-319-24574-4_28",
        "https://link.springer.com/content/pdf/10.1007/978-3-319-24574-4_28.pdf",
    ],
    ("openreview", "vQGNqbX62_o"): [
        "https://openreview.net/forum?id=vQGNqbX62_o",
        "https://openreview.net/pdf?id=vQGNqbX62_o",
        "http://openreview.net/forum?noteId=a&id=vQGNqbX62_o",
    ],
    ("acl", "P18-1001"): [
        "https://aclanthology.org/P18-1001",
        "https://www.aclweb.org/anthology/P18-1001.pdf",
        "https://aclanthology.org/p18-1001/",
    ],
    ("acl", "2021.acl-long.5"): [
        "https://aclanthology.org/2021.acl-long.5",
        "https://aclanthology.org/2021.acl-long.5.pdf",
    ],
    ("usenix", "osdi22/yu"): [
        "https://www.usenix.org/conference/osdi22/presentation/yu",
        "https://www.usenix.org/system/files/osdi22-yu.pdf",
        "https://www.usenix.org/conference/osdi22/technical-sessions/presentation/yu",
    ],
    ("pmlr", "v162/chen22af"): [
        "https://proceedings.mlr.press/v162/chen22af.html",
        "http://proceedings.mlr.press/v162/chen22af/chen22af.pdf",
    ],
    ("neurips", "2020/1457c0d6bfcb4967418bfb8ac142f64a"): [
        "https://proceedings.neurips.cc/paper/2020/hash/1457c0d6bfcb4967418bfb8ac142f64a-Abstract.html",
        "https://proceedings.neurips.cc/paper/2020/file/1457c0d6bfcb4967418bfb8ac142f64a-Paper.pdf",
        "https://papers.nips.cc/paper_files/paper/2020/hash/1457c0d6bfcb4967418bfb8ac142f64a-Abstract-Conference.html",
    ],
    ("cvf", "Moss_Quick_Rivers_CVPR_2023"): [
        "https://openaccess.thecvf.com/content/CVPR2023/papers/Moss_Quick_Rivers_CVPR_2023_paper.pdf",
        "https://openaccess.thecvf.com/content/CVPR2023/html/Moss_Quick_Rivers_CVPR_2023_paper.html",
    ],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in SAME.items() for text in texts])
def test_every_spelling_of_a_paper_is_one_identifier(name, text):
    assert identify(text) == Identifier(*name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2313.00001",
        "2305.1314",
        "0612.00001",
        "1412.12345",
        "cs/01120",
        "12345.67890",
        "https://github.com/x/y",
        "https://arxiv.org/list/cs.LG/recent",
        "v2",
        "10.1145",
        "https://www.nature.com/articles/s41599-020-1234-5",  # another publisher's number
        "https://www.nature.com/articles/palcomms2015",
    ],
)
def test_what_only_looks_like_an_identifier_is_none(text):
    assert identify(text) is None


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("2305.13144v2", 2),
        ("2305.13144", None),
        ("https://arxiv.org/pdf/2305.13144v11.pdf", 11),
        ("cs/0112017v3", 3),
        ("https://x.org/v2", None),
    ],
)
def test_the_version_is_told_apart(text, version):
    assert arxiv_version(text) == version


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Moss, 2015. arXiv preprint arXiv:1502.00001", "1502.00001"),
        ("CoRR abs/1409.0473 (2014)", "1409.0473"),
        ("in arXiv: 2401.00003v2.", "2401.00003"),
        ("seen on arxiv in 2023", None),
        ("pages 2305.13144", None),
    ],
)
def test_running_text_names_a_paper_only_by_its_prefix(text, name):
    assert arxiv_in_text(text) == name


def test_the_first_half_of_an_id_is_a_year_and_a_month():
    assert arxiv_id("1501.00001") == "1501.00001"
    assert arxiv_id("1412.1234") == "1412.1234"
    assert arxiv_id("1501.0001") is None


def test_a_doi_is_lower_case_and_ends_before_the_sentence_does():
    assert doi("https://doi.org/10.1016/S0004-3702(96)00034-3).") == "10.1016/s0004-3702(96)00034-3"
    assert doi("no doi here") is None
    assert doi_in_text("Rivers, DOI: 10.1145/A.1, and more") == (8, "10.1145/a.1")
    assert doi_in_text("Rivers 10.1145/a.1") is None


def test_an_identifier_prints_with_its_scheme():
    assert str(Identifier("arxiv", "2305.13144")) == "arxiv:2305.13144"
