"""The progress table as one page: no script, no network, good on a phone, in the dark and on paper."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from reviewkit import disk, escape, ondisk
from reviewkit.display import cards, palette, plots
from reviewkit.display.card import Bar
from reviewkit.errors import DiskError
from reviewkit.rows import Row

MARK = '<meta name="generator" content="reviewkit board">'
"""How a board of ours is known, so that it may be written anew."""
PICTURE_WIDTH = 5.2
"""Inches; a picture takes half of a wide page, and all of a phone's."""


def write(path: Path, text: str) -> None:
    """Write a board, over an older board too; raise `DiskError` where another file has that name."""
    if not path.exists():
        disk.create(path, text)
        return
    there = ondisk.read(path)
    if MARK not in there.text:
        raise DiskError("there is a file already that is no board", "give another name with `--output`", path=path)
    if there.text != text:
        disk.replace(path, text, there.digest)


def page(rows: Sequence[Row], name: str, today: datetime.date, here: str = "") -> str:
    """Return the board as HTML; `here` leads from the board's folder to the library's root."""
    card = cards.library_card(rows, name, here)
    title = escape.html(name)
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{MARK}',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}: progress</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
            f"<header><h1>{title}</h1><p>{cards.counted(rows)}, as of {today}</p></header>",
            f'<section class="bars">{"".join(_bar(bar) for bar in card.bars[:2])}</section>',
            f'<section class="pictures">{"".join(_picture(rows, today, kind) for kind in plots.CHARTS)}</section>',
            *(_section(section, found, here) for section, found in cards.by_section(rows).items()),
            "</body>\n</html>\n",
        ]
    )


def _picture(rows: Sequence[Row], today: datetime.date, kind: str) -> str:
    picture = plots.single(rows, today, kind, PICTURE_WIDTH)
    svg = picture.svg().replace("<svg ", f'<svg role="img" aria-label="{escape.html(picture.text)}" ', 1)
    return f"<figure><figcaption>{escape.html(picture.title)}</figcaption>{_own_names(svg, kind)}</figure>"


def _own_names(svg: str, kind: str) -> str:
    """Tell the names inside this picture from those of the others on the page."""
    for before in ('id="', 'href="#', "url(#"):
        svg = svg.replace(before, f"{before}{kind}-")
    return svg


def _bar(bar: Bar) -> str:
    parts = "".join(
        f'<i style="width:{100 * part.count / bar.total:.4g}%;background:{part.color}"></i>'
        for part in bar.parts
        if part.count
    )
    return f'<div><b>{escape.html(bar.label)}</b> {escape.html(bar.text)}<div class="bar">{parts}</div></div>'


def _section(name: str, rows: Sequence[Row], here: str) -> str:
    done = sum(row.status in cards.DONE for row in rows)
    head = "<tr><th>paper</th><th>venue</th><th>status</th><th>review</th><th>claims</th></tr>"
    body = "\n".join(_row(row, here) for row in rows)
    return (
        f'<section class="papers"><h2>{escape.html(name)} <small>{done} of {len(rows)} read</small></h2>\n'
        f"<table><thead>{head}</thead><tbody>\n{body}\n</tbody></table></section>"
    )


def _row(row: Row, here: str) -> str:
    color = palette.STATUS.get(row.status, palette.STATUS["to-read"])
    links = " · ".join(
        f'<a href="{escape.href(link.url)}">{escape.html(link.label)}</a>' for link in cards.links(row, None, here)
    )
    problems = "".join(f'<p class="problem">{escape.html(problem)}</p>' for problem in row.problems)
    cells = (
        ("paper", f"<b>{escape.html(row.title)}</b><p>{links}</p>{problems}"),
        ("venue", escape.html(cards.venue(row))),
        ("status", f'<i class="dot" style="background:{color}"></i> {escape.html(row.status)}{_stars(row)}'),
        ("review", f"{row.filled} of {row.sections} sections, {row.words} words" if row.words else ""),
        ("claims", f"{row.claims_held} of {row.claims_made} claims hold" if row.claims_made else ""),
    )
    return "<tr>" + "".join(f'<td data-name="{name}">{cell}</td>' for name, cell in cells) + "</tr>"


def _stars(row: Row) -> str:
    return "" if row.rating is None else f", rated {row.rating}"


_STYLE = """
:root { color-scheme: light dark; --line: #8a8f9855; --soft: #8a8f9822; --link: #1a63a8; }
@media (prefers-color-scheme: dark) { :root { --link: #7db7ec; } }
* { box-sizing: border-box; }
body { font: 15px/1.45 system-ui, sans-serif; max-width: 1180px; margin: 0 auto; padding: 16px;
  color: CanvasText; background: Canvas; overflow-wrap: anywhere; }
h1 { font-size: 1.6em; margin: 0; } h2 { font-size: 1.15em; margin: 1.6em 0 .4em; }
small, header p, td p { opacity: .75; font-weight: normal; margin: 0; font-size: .87em; }
a { color: var(--link); }
.bars { margin: 1em 0; display: grid; gap: 8px; }
.bar { display: flex; height: 12px; border-radius: 6px; overflow: hidden; background: var(--soft); }
.pictures { columns: 460px 2; column-gap: 20px; }
figure { margin: 0 0 20px; border: 1px solid var(--line); border-radius: 6px; padding: 10px; break-inside: avoid; }
figcaption { font-weight: bold; margin-bottom: 6px; }
svg { width: 100%; height: auto; display: block; font-family: system-ui, sans-serif; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
.papers ~ .papers thead { visibility: collapse; }
th { text-align: left; font-weight: normal; opacity: .75; font-size: .87em; }
th, td { padding: 6px 10px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th:first-child { width: 46%; }
.dot { display: inline-block; width: .75em; height: .75em; border-radius: 50%; }
.problem { color: #c4632b; opacity: 1; }
@media (max-width: 640px) {
  body { padding: 10px; } thead { display: none; }
  tr { display: block; border-bottom: 1px solid var(--line); padding: 8px 0; }
  td { display: inline; border: 0; padding: 0; } td:empty { display: none; } td[data-name=paper] { display: block; }
  td:nth-child(n+3)::before { content: " · "; }
}
@media print {
  :root { color-scheme: light; --link: inherit; } body { font-size: 10.5px; max-width: none; padding: 0; }
  .pictures { columns: 2; } tr, figure { break-inside: avoid; } h2 { break-after: avoid; }
  thead { display: table-header-group; } i { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
