"""The progress table as pictures: what is read, when, what its claims came to, and what to read next.

Figures are made without pyplot, so nothing here touches a notebook's own figures.
"""

import datetime
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any
from unicodedata import east_asian_width

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import MaxNLocator

from reviewkit import escape
from reviewkit.display import card, cards, palette
from reviewkit.display.picture import INK, Picture, quiet
from reviewkit.rows import Row

WIDTH = 7.2
"""Inches of one picture."""
SECTIONS = 24
"""Sections in one picture."""
PAPERS = 20
"""Papers in one picture."""
MONTHS = 24
"""Months in one picture, up to today's."""


def plot(rows: Sequence[Row], today: datetime.date, kind: str | None = None) -> Picture:
    """Return one picture (`status`, `finished`, `claims`, `next`), or all four in one figure.

    Raises ValueError for another kind.
    """
    if kind is not None and kind not in CHARTS:
        raise ValueError(f"kind is {kind!r}, not one of {', '.join(CHARTS)}")
    if kind:
        picture = single(rows, today, kind)
        picture.figure.axes[0].set_title(picture.title, parse_math=False, pad=8)
        return picture
    with quiet(), rc_context(_STYLE):
        charts = list(CHARTS.values())
        tall = [chart.height(rows) for chart in charts]
        figure = Figure(figsize=(WIDTH, sum(tall)), layout=ConstrainedLayoutEngine(h_pad=0.12))
        axes = figure.subplots(len(charts), 1, height_ratios=tall).flat
        said = [chart.draw(place, rows, today) for chart, place in zip(charts, axes, strict=True)]
        for place, (title, _) in zip(figure.axes, said, strict=True):
            place.set_title(title, pad=8)
        return Picture(figure, "Progress", "\n".join(f"{title}\n{text}" for title, text in said))


def single(rows: Sequence[Row], today: datetime.date, kind: str, width: float = WIDTH) -> Picture:
    """Return one picture without its title in it; `width` is in inches."""
    with quiet(), rc_context(_STYLE):
        chart = CHARTS[kind]
        figure = Figure(figsize=(width, chart.height(rows)), layout="constrained")
        title, text = chart.draw(figure.subplots(), rows, today)
        return Picture(figure, title, text)


def draw_status(axes: Axes, rows: Sequence[Row], today: datetime.date) -> tuple[str, str]:
    """Draw how many papers of each section have which status; return a title, and the same in words."""
    sections = cards.by_section(rows)
    large = sorted(sections, key=lambda name: -len(sections[name]))[:SECTIONS]
    shown = [name for name in sections if name in large]
    counts = [Counter(row.status for row in sections[name]) for name in shown]
    bars = {status: [count[status] for count in counts] for status in palette.STATUS}
    _stacked(axes, shown, bars, palette.STATUS)
    done = sum(row.status in cards.DONE for row in rows)
    part = _part(len(shown), len(sections), "sections")
    return f"Status by section: {done} of {cards.counted(rows)} read{part}", _said(shown, bars)


def draw_finished(axes: Axes, rows: Sequence[Row], today: datetime.date) -> tuple[str, str]:
    """Draw how many papers were finished in each month up to today's; return a title, and the same in words."""
    days = [row.finished for row in rows if row.finished and row.finished <= today]
    months = _months(min(days, default=today), today)
    counts = Counter(f"{day:%Y-%m}" for day in days)
    values = [counts[month] for month in months]
    axes.bar(range(len(months)), values, width=0.7, color=palette.STATUS["reviewed"])
    step = len(months) // 6
    marked = range((len(months) - 1) % step, len(months), step)
    axes.set_xticks(marked, [_month_name(months[place]) for place in marked])
    axes.set_xlim(-0.6, len(months) - 0.4)
    axes.set_ylim(0, max([*values, 1]) * 1.1)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    if not days:
        _empty(axes, "no review has a `finished` day yet")
    told = [f"  {month}: {value}" for month, value in zip(months, values, strict=True) if value]
    return f"Finished per month: {len(days)} in all", "\n".join(told) or "  none yet"


def draw_claims(axes: Axes, rows: Sequence[Row], today: datetime.date) -> tuple[str, str]:
    """Draw what each paper's claims came to, those with most to do first where there are many."""
    claiming = [row for row in rows if row.claims_made]
    if len(claiming) > PAPERS:
        claiming.sort(key=lambda row: row.claims_held - row.claims_made)
    shown = claiming[:PAPERS]
    told = [cards.verdicts(row) for row in shown]
    bars = {name: [counts[name] for counts in told] for name in palette.VERDICT}
    _stacked(axes, [row.key for row in shown], bars, palette.VERDICT)
    if not shown:
        _empty(axes, "no review makes a claim yet")
    held, made = sum(row.claims_held for row in rows), sum(row.claims_made for row in rows)
    part = _part(len(shown), len(claiming), "papers")
    return f"Claims per paper: {held} of {made} hold{part}", _said([row.key for row in shown], bars)


def draw_next(axes: Axes, rows: Sequence[Row], today: datetime.date) -> tuple[str, str]:
    """Draw how many papers each section has left, and name the next of each."""
    left = {name: cards.reading_order(found) for name, found in cards.by_section(rows).items()}
    left = {name: found for name, found in left.items() if found}
    shown = dict(list(left.items())[:SECTIONS])
    counts = [len(found) for found in shown.values()]
    axes.barh(range(len(shown)), counts, height=0.82, color=palette.STATUS["reading"], alpha=0.28)
    label, room = _room(axes)
    _rows(axes, [f"{_short(name, label)} ({len(found)})" for name, found in shown.items()])
    axes.set_xlim(0, max([*counts, 1]))
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    for place, found in enumerate(shown.values()):
        axes.text(
            0.01, place, _short(found[0].title, room), va="center", fontsize=8.5, clip_on=True,
            transform=axes.get_yaxis_transform(),
        )  # fmt: skip
    if not shown:
        _empty(axes, "everything is read")
    names = [f"  {name}: {escape.terminal(found[0].title)}" for name, found in shown.items()]
    part = _part(len(shown), len(left), "sections")
    return f"What to read next: {cards.counted(cards.reading_order(rows))} left{part}", "\n".join(names)


@dataclass(frozen=True, slots=True)
class Chart:
    """One way to draw the rows."""

    draw: Callable[[Axes, Sequence[Row], datetime.date], tuple[str, str]]
    height: Callable[[Sequence[Row]], float]
    """Inches that it needs."""


def _height(count: int) -> float:
    return 1.05 + 0.27 * max(count, 2)


CHARTS: Mapping[str, Chart] = {
    "status": Chart(draw_status, lambda rows: _height(min(len(cards.by_section(rows)), SECTIONS) + 1)),
    "finished": Chart(draw_finished, lambda rows: 2.6),
    "claims": Chart(draw_claims, lambda rows: _height(min(sum(1 for row in rows if row.claims_made), PAPERS) + 1)),
    "next": Chart(draw_next, lambda rows: _height(min(len(cards.by_section(cards.reading_order(rows))), SECTIONS))),
}
_STYLE: dict[Any, Any] = {
    "text.parse_math": False,
    "font.size": 9.0,
    "axes.titlesize": 10.5,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": "#8a8f98",
    "xtick.color": INK,
    "ytick.color": INK,
}


def _stacked(axes: Axes, names: Sequence[str], bars: Mapping[str, Sequence[int]], colors: Mapping[str, str]) -> None:
    starts = [0] * len(names)
    for name, values in bars.items():
        if any(values):
            axes.barh(range(len(names)), values, left=starts, height=0.72, color=colors[name], label=name)
            starts = [start + value for start, value in zip(starts, values, strict=True)]
    _rows(axes, [_short(name, _room(axes)[0]) for name in names])
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.set_xlim(0, max([*starts, 1]) * 1.02)
    if any(starts):
        axes.legend(
            loc="upper left", bbox_to_anchor=(0, -0.32 / max(len(names), 2) - 0.04), frameon=False,
            ncols=6 if _room(axes)[0] > 30 else 3,
            handlelength=1.0, columnspacing=1.2, borderaxespad=0.6, fontsize=8.5,
        )  # fmt: skip


def _rows(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    for label in axes.get_yticklabels():
        label.set_parse_math(False)
    axes.set_ylim(max(len(names), 2) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _empty(axes: Axes, text: str) -> None:
    axes.text(0.5, 0.5, text, transform=axes.transAxes, ha="center", va="center", color="#8a8f98")


def _part(shown: int, there: int, what: str) -> str:
    return f" ({shown} of {there} {what})" if shown < there else ""


def _short(text: str, width: int) -> str:
    """Cut a text to as many letters of middling width."""
    flat = escape.one_line(text)
    ends = list(accumulate(map(_breadth, flat)))
    return flat if not ends or ends[-1] <= width else flat[: bisect_right(ends, width - 1)].rstrip() + "…"


def _breadth(letter: str) -> float:
    """Return how wide a letter is beside a middling one, in the sans-serif of a figure."""
    if east_asian_width(letter) in "WF":
        return 1.8
    if letter in " .,:;'!|()[]-fijlrt":
        return 0.65
    return 1.3 if letter.isupper() or letter in "mw%&@" else 1.05


def _room(axes: Axes) -> tuple[int, int]:
    """Return how many characters fit beside a bar, and into the longest one."""
    inches = axes.figure.bbox.width / axes.figure.dpi
    return int(inches * 5.2), int(inches * 8.4)


def _months(first: datetime.date, last: datetime.date) -> list[str]:
    count = max(12, (last.year - first.year) * 12 + last.month - first.month + 1)
    numbers = range(last.year * 12 + last.month - min(count, MONTHS), last.year * 12 + last.month)
    return [f"{number // 12}-{number % 12 + 1:02d}" for number in numbers]


def _month_name(month: str) -> str:
    day = datetime.date.fromisoformat(f"{month}-01")
    return f"{day:%b\n%Y}"


def _said(names: Sequence[str], bars: Mapping[str, Sequence[int]]) -> str:
    return "\n".join(
        f"  {escape.terminal(name)}: {card.legend({bar: values[place] for bar, values in bars.items()})}"
        for place, name in enumerate(names)
    )
