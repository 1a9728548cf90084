"""From values to the text of a new review or notebook, and of the header that both bear."""

import hashlib
import json
import posixpath
import traceback
import urllib.parse
from collections.abc import Mapping
from pathlib import Path

import jinja2
import jinja2.sandbox

from reviewkit import escape, header, json_spans
from reviewkit.errors import TemplateError
from reviewkit.holdings import Holding
from reviewkit.notebook import NAMESPACE
from reviewkit.templates import Template

_AUTHORS_SHOWN = 3
_ENVIRONMENT = jinja2.sandbox.SandboxedEnvironment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
_KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}

FRONT_MATTER = """\
---
paper: {key}
status: {status} # to-read | reading | read | reviewed | skipped
rating:                  # 1 to 5
tags: []
started:
finished:
version:                 # the arXiv version that was read
---
"""


def review(holding: Holding, template: Template) -> str:
    """Return a new review: front matter, header, and the template's sections."""
    # A ticked box in the list says that it was read; the review must not say otherwise.
    status = escape.yaml("read" if holding.checked else "to-read")
    return FRONT_MATTER.format(key=escape.yaml(holding.key), status=f"{status:<16}") + review_below_front(
        holding, template
    )


def review_below_front(holding: Holding, template: Template) -> str:
    """Return a new review without its front matter, which may be the user's already."""
    body = _rendered(template, template.text, _context(holding))
    return header.block(review_header(holding), template.name, header.fingerprint(body)) + body


def review_header(holding: Holding) -> str:
    """Return the lines of a review's header: title, facts, the link to the notebook."""
    return _header(holding, holding.review, ("notebook", holding.notebook))


def notebook_header(holding: Holding) -> str:
    """Return the source of a notebook's header cell: the same facts, the link to the review."""
    return _header(holding, holding.notebook, ("review", holding.review)).rstrip("\n")


def notebook(holding: Holding, template: Template) -> str:
    """Return a new notebook; two of the same paper are equal byte for byte."""
    source = notebook_header(holding)
    head = _cell(holding, "header", "markdown", source)
    head["metadata"] = {NAMESPACE: {"role": "header", "digest": header.fingerprint(source)}}
    parameters = _cell(holding, "parameters", "code", f'key = "{holding.key}"')
    parameters["metadata"] = {"tags": ["parameters"]}
    opening = _cell(holding, "paper", "code", "import reviewkit as rk\n\npaper = rk.paper(key)\npaper")
    content = {
        "cells": [head, parameters, opening, *_template_cells(holding, template)],
        "metadata": {"kernelspec": _KERNELSPEC},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json_spans.dumps(content)


def cell_id(key: str, role: str) -> str:
    """Return a cell's id: derived, so that it is the same on every machine (nbformat: 1 to 64 of `[a-zA-Z0-9-_]`)."""
    return "rk-" + hashlib.sha256(f"{key}:{role}".encode()).hexdigest()[:12]


def relative(target: str, base: str) -> str:
    """Return a link from one file of the library to another, as GitHub, JupyterLab and VS Code follow it."""
    return urllib.parse.quote(posixpath.relpath(target, posixpath.dirname(base) or "."))


def _header(holding: Holding, own: str, other: tuple[str, str]) -> str:
    label, path = other
    facts = [*_facts(holding), f"[{label}]({relative(path, own)})"]
    return f"# {escape.markdown(holding.title) or holding.key}\n{' · '.join(facts)}\n"


def _facts(holding: Holding) -> list[str]:
    paper = holding.paper
    if paper is None:
        entry = holding.entries[0]
        stated = " ".join(str(fact) for fact in (entry.venue, entry.year) if fact)
        links = [escape.markdown_target(url) for url in (*entry.targets("paper"), *(link.url for link in entry.links))]
        web = next((url for url in links if url.startswith(("http://", "https://"))), "")
        return [fact for fact in (escape.markdown(stated), f"[{_host(web)}]({web})" if web else "") if fact]
    names = [escape.markdown(str(name)) for name in paper.author[:_AUTHORS_SHOWN]]
    if len(paper.author) > _AUTHORS_SHOWN:
        names.append(f"… ({len(paper.author)} authors)")
    year = str(paper.year or "")
    venue = paper.venue if year in paper.venue else f"{paper.venue} {year}"
    withdrawn = "**withdrawn**" if paper.preprint and paper.preprint.withdrawn else ""
    return [fact for fact in (", ".join(names), escape.markdown(venue), withdrawn, *_addresses(holding)) if fact]


def _addresses(holding: Holding) -> list[str]:
    paper = holding.paper
    links = []
    if paper and paper.arxiv:
        links.append(f"[arXiv:{paper.arxiv}](https://arxiv.org/abs/{paper.arxiv})")
    if paper and paper.doi and not paper.doi.startswith("10.48550/arxiv."):
        links.append(
            f"[{escape.markdown(f'doi:{paper.doi}')}]({escape.markdown_target(f'https://doi.org/{paper.doi}')})"
        )
    elif paper and not links and (url := escape.markdown_target(paper.url)).startswith(("http://", "https://")):
        links.append(f"[{_host(url)}]({url})")
    return links


def _host(url: str) -> str:
    return escape.markdown(urllib.parse.urlsplit(url).netloc.rpartition("@")[2].removeprefix("www.")) if url else ""


def _context(holding: Holding) -> dict[str, object]:
    """Return what a template may use, escaped for Markdown."""
    paper = holding.paper
    return {
        "key": holding.key,
        "title": escape.markdown(holding.title),
        "authors": [escape.markdown(str(name)) for name in paper.author] if paper else [],
        "venue": escape.markdown(paper.venue if paper else holding.entries[0].venue or ""),
        "year": (paper.year if paper else holding.entries[0].year) or "",
        "arxiv": (paper.arxiv if paper else holding.entries[0].arxiv) or "",
        "doi": escape.markdown((paper.doi if paper else holding.entries[0].doi) or ""),
        "abstract": escape.markdown(paper.abstract) if paper else "",
        "notebook": relative(holding.notebook, holding.review),
        "review": relative(holding.review, holding.notebook),
        "sections": [escape.markdown(name) for name in holding.entries[0].section],
    }


def _rendered(template: Template, source: str, context: Mapping[str, object]) -> str:
    name = _shown(template.path)
    try:
        code = _ENVIRONMENT.compile(source, filename=name)
        rendered = jinja2.Template.from_code(_ENVIRONMENT, code, {**_ENVIRONMENT.globals}, None).render(context)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"template error: {error.message}", "", path=name, line=error.lineno) from error
    except Exception as error:  # a template is a program: whatever it raises is told with its line
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == name]
        line = lines[-1] if lines else None
        known = f"a template may use {', '.join(sorted(context))}"
        raise TemplateError(f"template error: {error}", known, path=name, line=line) from error
    return rendered.replace("\r\n", "\n")


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _cell(holding: Holding, role: str, cell_type: str, source: str) -> dict[str, object]:
    cell: dict[str, object] = {"cell_type": cell_type}
    if cell_type == "code":
        cell["execution_count"] = None
    cell |= {"id": cell_id(holding.key, role), "metadata": {}}
    if cell_type == "code":
        cell["outputs"] = []
    return cell | {"source": source.splitlines(keepends=True)}


def _template_cells(holding: Holding, template: Template) -> list[dict[str, object]]:
    name = _shown(template.path)
    try:
        content = json.loads(template.text)
        raw_cells = [(raw["cell_type"], "".join(raw["source"]), raw.get("metadata", {})) for raw in content["cells"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise TemplateError("not a notebook", "save it from Jupyter", path=name, line=line) from error
    cells = []
    for index, (cell_type, source, metadata) in enumerate(raw_cells):
        if cell_type not in ("markdown", "code", "raw"):
            raise TemplateError(f"cell {index} is of no known type", "save it from Jupyter", path=name)
        # Only the key enters code: a title may hold anything, and code runs.
        text = (
            source.replace("{{ key }}", holding.key)
            if cell_type == "code"
            else _rendered(template, source, _context(holding))
        )
        cell = _cell(holding, f"template-{index}", cell_type, text)
        cell["metadata"] = {key: value for key, value in metadata.items() if key in ("tags", "editable", "deletable")}
        cells.append(cell)
    return cells
