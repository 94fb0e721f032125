"""bench/growth.svg: times of `python -c pass` over the number of issues, both axes logarithmic.

Two panels, reading and writing; a line for each job of ours and each program beside it. The same figures give the
same bytes, and the colours can be read on a light page and on a dark one.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from bench.figures import OWN_HALF, PEERS_HALF, Figure, Half
from bench.jobs import NAIVE
from bench.measure import OWN

FILE = Path(__file__).resolve().parent / "growth.svg"
WIDTH, PANEL, LEFT, RIGHT, TOP, GAP, STEP = 860, 330, 56, 290, 40, 66, 14
COLOURS = ("#c2410c", "#2f7d32", "#1d6fb8", "#a8327d", "#8a6d00", "#5b5bd6", "#00808a", "#b3261e", "#777777", "#9a5b2e")
OURS = {
    "reading": {
        "version": "--version",
        "overdue": "list --overdue, unchanged",
        "overdue, edited": "list --overdue, after an edit",
        "show": "show ID",
        "first": "list --overdue, no cache",
    },
    "writing": {"close": "close ID", "batch": "batch of 1,000 closes"},
}
"""Our own jobs of each panel, with their labels."""
THEIRS = {"reading": {"overdue": "list"}, "writing": {"close": "one", "batch": "a thousand"}}
"""The jobs of the peers in each panel, and what stands after their names."""
STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#444}.small{font-size:11px}.title{font-weight:600;font-size:14px}"
    ".grid{stroke:#999;stroke-opacity:.3}.line{fill:none;stroke-width:2}.peer{stroke-dasharray:5 4}"
    "@media(prefers-color-scheme:dark){text{fill:#ccc}.line,circle{filter:brightness(1.35)}}"
)


@dataclass(frozen=True)
class Line:
    """What one line shows: points of (issues, times of the floor)."""

    label: str
    points: tuple[tuple[int, float], ...]
    is_peer: bool


@dataclass(frozen=True)
class Axes:
    """How figures become places: whole powers of ten on both sides, below one `top`."""

    issues: tuple[float, float]
    ratios: tuple[int, int]
    top: float

    def x(self, issues: float) -> float:
        """The place of a number of issues, from the left."""
        low, high = map(math.log10, self.issues)
        return LEFT + (math.log10(issues) - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    def y(self, ratio: float) -> float:
        """The place of a ratio, from the top."""
        low, high = self.ratios
        return self.top + PANEL - (math.log10(ratio) - low) / (high - low) * PANEL


def lines(halves: dict[str, Half], panel: str) -> list[Line]:
    """The lines of a panel: ours of `make bench`, what one would write first, and the peers."""
    own, peers = halves.get(OWN_HALF), halves.get(PEERS_HALF)
    found = [
        _line(f"rectify {label}", [f for f in own.figures if (f.job, f.program) == (job, OWN)], is_peer=False)
        for job, label in OURS[panel].items()
        if own
    ]
    if own and panel == "reading":
        found.append(_line(f"{NAIVE}, list", [f for f in own.figures if f.program == NAIVE], is_peer=True))
    if peers:
        programs = dict.fromkeys(figure.program for figure in peers.figures if figure.program != OWN)
        for program in programs:
            for job, words in THEIRS[panel].items():
                figures = [f for f in peers.figures if (f.job, f.program) == (job, program)]
                found.append(_line(f"{program}, {words}", figures, is_peer=True))
    return [line for line in found if line.points]


def _line(label: str, figures: list[Figure], *, is_peer: bool) -> Line:
    return Line(label, tuple(sorted((figure.issues, figure.ratio) for figure in figures)), is_peer)


def as_svg(halves: dict[str, Half]) -> str:
    """The whole picture."""
    panels = {panel: lines(halves, panel) for panel in OURS}
    height = TOP + len(panels) * (PANEL + GAP)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
            "<title>Times of python -c pass over the number of issues</title>",
            f"<style>{STYLE}</style>",
            *(row for number, panel in enumerate(panels) for row in _panel(panel, panels, number)),
            "</svg>\n",
        ]
    )


def _panel(name: str, panels: dict[str, list[Line]], number: int) -> Iterator[str]:
    points = [point for shown in panels.values() for line in shown for point in line.points]
    if not points:
        return
    sizes = sorted({issues for issues, _ in points})
    ratios = [ratio for _, ratio in points]
    span = (math.floor(math.log10(min(ratios))), math.ceil(math.log10(max(ratios))))
    many = sizes[-1] if len(sizes) > 1 else sizes[0] * 10
    axes = Axes((sizes[0], many), (span[0], max(span[1], span[0] + 1)), TOP + number * (PANEL + GAP))
    yield f'<text class="title" x="{LEFT}" y="{axes.top - 14:g}">{name}, times of python -c pass</text>'
    yield from _grid(axes, sizes)
    shown = panels[name]
    places = spread([axes.y(line.points[-1][1]) for line in shown])
    for line, colour, place in zip(shown, _colours(len(shown)), places, strict=True):
        yield from _drawn(line, axes, colour, place)


def _colours(count: int) -> list[str]:
    return [COLOURS[number % len(COLOURS)] for number in range(count)]


def _grid(axes: Axes, sizes: list[int]) -> Iterator[str]:
    right, bottom = axes.x(axes.issues[1]), axes.top + PANEL
    for power in range(axes.ratios[0], axes.ratios[1] + 1):
        y = axes.y(10**power)
        yield f'<line class="grid" x1="{LEFT}" y1="{y:.1f}" x2="{right:.1f}" y2="{y:.1f}"/>'
        yield f'<text class="small" x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10**power:,g}×</text>'
    for size in sizes:
        x = axes.x(size)
        yield f'<line class="grid" x1="{x:.1f}" y1="{axes.top}" x2="{x:.1f}" y2="{bottom}"/>'
        yield f'<text class="small" x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{size:,} issues</text>'


def spread(places: list[float]) -> list[float]:
    """Places for labels, in the same order from the top, and none on another."""
    order = sorted(range(len(places)), key=lambda number: (places[number], number))
    found, last = list(places), -math.inf
    for number in order:
        last = max(places[number], last + STEP)
        found[number] = last
    return found


def _drawn(line: Line, axes: Axes, colour: str, place: float) -> Iterator[str]:
    at = [(axes.x(issues), axes.y(ratio)) for issues, ratio in line.points]
    look = "line peer" if line.is_peer else "line"
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
    yield f'<polyline class="{look}" stroke="{colour}" points="{path}"/>'
    yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in at)
    edge = axes.x(axes.issues[1]) + 8
    (x, y), label = at[-1], f"{line.label}: {line.points[-1][1]:,.1f}×"
    yield f'<path class="grid" fill="none" d="M{x + 4:.1f} {y:.1f}L{edge + 6:.1f} {place:.1f}"/>'
    yield f'<circle cx="{edge + 10:.1f}" cy="{place:.1f}" r="3" fill="{colour}"/>'
    yield f'<text class="small" x="{edge + 18:.1f}" y="{place + 4:.1f}">{escape(label)}</text>'
