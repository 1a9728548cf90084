"""A card: one value's facts, shown alike in a notebook, in Markdown and in a terminal.

The HTML needs no script and no style sheet: where a viewer drops styles (GitHub), the words are still there,
and where it keeps only some (JupyterLab before a notebook is trusted), the colours are plain hex values.
Texts given here are escaped here, once for each place where they will stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from reviewkit import escape

BAR_WIDTH = 24
"""Characters of a bar in plain text."""
NO_MATH = "tex2jax_ignore mathjax_ignore"
"""Classes that keep MathJax 2 to 4 from reading a title's dollar signs as formulas."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar."""

    name: str
    count: int
    color: str


@dataclass(frozen=True, slots=True)
class Bar:
    """How a whole divides."""

    label: str
    parts: tuple[Part, ...]
    text: str
    """What the bar says, in words."""
    done: int
    """How much of the whole is done."""

    @property
    def total(self) -> int:
        """The sum of the parts."""
        return sum(part.count for part in self.parts)


@dataclass(frozen=True, slots=True)
class Link:
    """A way on; without an address only its label is shown."""

    label: str
    url: str = ""
    note: str = ""
    """What follows the link, as plain text."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is told of one value."""

    title: str
    lines: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    bars: tuple[Bar, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    items: tuple[Link, ...] = ()
    items_title: str = ""
    folded_title: str = ""
    folded: str = ""
    """A long text, shown when asked for."""
    notes: tuple[str, ...] = ()
    """What is wrong."""

    def bundle(self) -> dict[str, str]:
        """Return the card for every kind of reader, as `_repr_mimebundle_` gives it to Jupyter."""
        return {"text/plain": self.plain(), "text/markdown": self.markdown(), "text/html": self.html()}

    def plain(self) -> str:
        """Return the card for a terminal."""
        out = [escape.terminal(self.title), *(f"  {escape.terminal(line)}" for line in self.lines)]
        out += [f"  {_plain_link(link)}" for link in self.links]
        width = max((len(escape.terminal(bar.label)) for bar in self.bars), default=0)
        out += [f"  {escape.terminal(bar.label):<{width}}  {_plain_bar(bar)}  {bar.text}" for bar in self.bars]
        out += [f"  {name}: {escape.terminal(value)}" for name, value in self.facts]
        out += [f"  {self.items_title}:"] if self.items else []
        out += [f"    {_plain_link(item)}" for item in self.items]
        out += [f"  ! {escape.terminal(note)}" for note in self.notes]
        return "\n".join(out)

    def markdown(self) -> str:
        """Return the card as CommonMark without HTML."""
        out = [f"**{escape.markdown(self.title)}**", *(escape.markdown(line) for line in self.lines)]
        out += [" · ".join(_markdown_link(link) for link in self.links)] if self.links else []
        out += ["\n".join(f"- {escape.markdown(bar.label)}: {escape.markdown(bar.text)}" for bar in self.bars)]
        out += ["\n".join(f"- {name}: {escape.markdown(value)}" for name, value in self.facts)]
        if self.items:
            out += [f"{self.items_title}:", "\n".join(f"- {_markdown_link(item)}" for item in self.items)]
        out += ["\n".join(f"- **!** {escape.markdown(note)}" for note in self.notes)]
        out += [f"> {escape.markdown(self.folded)}"] if self.folded else []
        return "\n\n".join(part for part in out if part)

    def html(self) -> str:
        """Return the card as HTML; every value is escaped, and only web and relative addresses are links."""
        out = [f'<div style="font-size:1.15em"><b>{escape.html(self.title)}</b></div>']
        out += [f"<div>{escape.html(line)}</div>" for line in self.lines]
        out += [f"<div>{' · '.join(_html_link(link) for link in self.links)}</div>"] if self.links else []
        out += [_html_bars(self.bars)] if self.bars else []
        facts = [f'<span style="opacity:0.7">{name}</span> {escape.html(value)}' for name, value in self.facts]
        out += [f"<div>{' · '.join(facts)}</div>"] if facts else []
        if self.items:
            rows = "".join(f"<li>{_html_link(item)}</li>" for item in self.items)
            out += [f'<div style="margin-top:6px">{self.items_title}</div><ul style="margin:0">{rows}</ul>']
        if self.folded:
            out += [f"<details><summary>{self.folded_title}</summary><p>{escape.html(self.folded)}</p></details>"]
        if self.notes:
            rows = "".join(f"<li>{escape.html(note)}</li>" for note in self.notes)
            out += [f'<ul style="margin:4px 0 0 0;color:#c4632b">{rows}</ul>']
        return f'<div class="{NO_MATH}" style="{_FRAME}">' + "".join(out) + "</div>"


_FRAME = "border:1px solid #8a8f98;border-left:4px solid #3b82c4;border-radius:4px;padding:8px 12px;max-width:760px"


def _plain_link(link: Link) -> str:
    return " ".join(escape.terminal(text) for text in (link.label, link.url, link.note) if text)


def _markdown_link(link: Link) -> str:
    target = escape.markdown_target(link.url)
    label = f"[{escape.markdown(link.label)}]({target})" if target else escape.markdown(link.label)
    return f"{label} {escape.markdown(link.note)}".strip()


def _html_link(link: Link) -> str:
    target = escape.href(link.url)
    label = f'<a href="{target}">{escape.html(link.label)}</a>' if target else escape.html(link.label)
    return f'{label} <span style="opacity:0.7">{escape.html(link.note)}</span>' if link.note else label


def _plain_bar(bar: Bar) -> str:
    filled = round(BAR_WIDTH * bar.done / bar.total) if bar.total else 0
    return "[" + "#" * filled + "-" * (BAR_WIDTH - filled) + "]"


def _html_bars(bars: tuple[Bar, ...]) -> str:
    return '<table style="border-collapse:collapse;margin:4px 0">' + "".join(map(_html_bar, bars)) + "</table>"


def _html_bar(bar: Bar) -> str:
    stretches = "".join(
        f'<div title="{escape.html(part.name)}: {part.count}" style="float:left;height:10px;'
        f'width:{100 * part.count / bar.total:.4g}%;background-color:{part.color}"></div>'
        for part in bar.parts
        if part.count
    )
    cell = 'style="text-align:left;padding:2px 12px 2px 0;vertical-align:middle"'
    track = f'<div style="width:180px;height:10px;background-color:#8a8f9840;overflow:hidden">{stretches}</div>'
    label, text = escape.html(bar.label), escape.html(bar.text)
    return f"<tr><td {cell}>{label}</td><td {cell}>{track}</td><td {cell}>{text}</td></tr>"


def legend(counts: Mapping[str, int]) -> str:
    """Return counts in words: `3 reviewed, 2 reading`; names that count nothing are left out."""
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "nothing yet"
