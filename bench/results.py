"""bench/RESULTS.md, made of the figures: what a reader needs to judge them, and nothing that names the machine."""

from collections.abc import Iterator
from pathlib import Path

from bench.figures import AUDIT, OWN_HALF, PEERS_HALF, Figure, Half
from bench.jobs import ROWS
from bench.measure import OWN
from bench.peers.facts import facts_table
from bench.targets import PEERS, RIVALS, TARGETS, TITLES, Target, target_of

PAGE = Path(__file__).resolve().parent / "RESULTS.md"

INTRODUCTION = """\
# Results of the benchmark

Written by `make bench` and `make bench-peers`; do not edit. × is the time of a whole process, start to end, divided
by that of `python -c pass`, run right before it: both are medians of rounds in which all commands took turns. Only
ratios and counts travel from one machine to another. What the figures mean, and where the time goes:
[performance](../docs/performance.md).
"""


def as_markdown(halves: dict[str, Half]) -> str:
    """The whole page, of the halves there are."""
    return (
        "\n".join([INTRODUCTION, *_own(halves.get(OWN_HALF)), *_peers(halves.get(PEERS_HALF)), *facts_table()]) + "\n"
    )


def _own(half: Half | None) -> Iterator[str]:
    yield "## rectify alone\n"
    if half is None:
        yield "Not measured yet: `make bench`.\n"
        return
    yield from _head(half)
    yield from _jobs(half)
    yield from _targets("Beside what one would write first", RIVALS, half)
    yield from _audits(half)
    yield from _memory(half)
    yield from _counted(half)
    yield from _details(half)


def _peers(half: Half | None) -> Iterator[str]:
    yield "## How it grows\n"
    yield "![Times of python -c pass over the number of issues, both on logarithmic axes](growth.svg)\n"
    yield "## Beside other programs\n"
    if half is None:
        yield "Not measured yet: `make bench-peers`.\n"
        return
    yield from _head(half)
    yield from _side_by_side(half)
    yield from _targets("Held to", PEERS, half)
    yield from _details(half)


def _head(half: Half) -> Iterator[str]:
    yield f"- {half.day}; {half.rounds} rounds, fewer where they would last over {half.budget:g} s (see the details)"
    yield from (f"- {line}" for line in half.machine)
    yield f"- {', '.join(half.versions)}"
    yield f"- `python -c pass`: {half.floor:.1f} ms"
    yield from (f"- {line}" for line in half.remarks)
    yield ""


def _jobs(half: Half) -> Iterator[str]:
    sizes = half.sizes()
    yield f"| job, × | {' | '.join(f'{size:,}' for size in sizes)} |"
    yield f"|---|{'---:|' * len(sizes)}"
    for job, title in TITLES.items():
        cells = [] if job.startswith(AUDIT) else [_cell(half, job, size) for size in sizes]
        if any(cells):
            yield f"| {title} | {' | '.join(cells)} |"
    met, missed = _tally(half)
    yield ""
    yield f"In brackets the target; ✗ misses it. {met} of {met + missed} targets of this table and of memory are met.\n"


def _cell(half: Half, job: str, issues: int) -> str:
    figure = half.get(job, issues)
    if figure is None:
        return ""
    target = target_of(job, issues, "ratio")
    held = f" (≤ {target.limit:g}){_mark(target, figure.ratio)}" if target else ""
    rows = f", {figure.remark}" if figure.remark.endswith(ROWS) else ""
    return f"{figure.ratio:.1f}{held}{rows}"


def _mark(target: Target, value: float) -> str:
    return "" if target.is_met(value) else " ✗"


def _tally(half: Half) -> tuple[int, int]:
    """How many targets are met, and how many missed, of those that were measured."""
    answers = [target.is_met(value) for target in TARGETS if (value := target.value(half)) is not None]
    return answers.count(True), answers.count(False)


def _targets(title: str, targets: tuple[Target, ...], half: Half) -> Iterator[str]:
    yield f"| {title} | at | target | measured | |"
    yield "|---|---:|---|---:|---|"
    for target in targets:
        value = target.value(half)
        unit = " MB" if target.kind == "memory" else "×"
        measured = "not measured" if value is None else f"{value:.2f}{unit}"
        verdict = "" if value is None else "met" if target.is_met(value) else "✗"
        yield f"| {TITLES[target.job]} | {target.issues:,} | {target.words} | {measured} | {verdict} |"
    yield ""


def _memory(half: Half) -> Iterator[str]:
    sizes = half.sizes()
    yield f"| peak of memory, MB | {' | '.join(f'{size:,}' for size in sizes)} |"
    yield f"|---|{'---:|' * len(sizes)}"
    for job in ("overdue", "overdue, edited", "first", "close", "batch"):
        cells = []
        for size in sizes:
            figure, target = half.get(job, size), target_of(job, size, "memory")
            held = f" (≤ {target.limit:g}){_mark(target, figure.peak)}" if target and figure else ""
            cells.append(f"{figure.peak:.0f}{held}" if figure else "")
        if any(cells):
            yield f"| {TITLES[job]} | {' | '.join(cells)} |"
    yield ""


def _audits(half: Half) -> Iterator[str]:
    yield "| a trail of so many runs | program | runs | × | MB |"
    yield "|---|---|---:|---:|---:|"
    for figure in half.figures:
        if figure.job.startswith(AUDIT):
            yield (
                f"| {TITLES[figure.job]} | {figure.program} | {figure.issues:,} "
                f"| {figure.ratio:.1f} | {figure.peak:.0f} |"
            )
    yield ""


def _counted(half: Half) -> Iterator[str]:
    if not half.counted:
        yield "What a command asks of the disk was not counted: strace is missing, or may not be used.\n"
        return
    yield "| asked of the disk by one command | issues | fsyncs | renames | bytes written | bytes read |"
    yield "|---|---:|---:|---:|---:|---:|"
    for entry in half.counted:
        counts = entry.counts
        yield (
            f"| {TITLES[entry.job]} | {entry.issues:,} | {counts.fsyncs:,} | {counts.renames:,} "
            f"| {counts.bytes_written:,} | {counts.bytes_read:,} |"
        )
    yield ""


def _side_by_side(half: Half) -> Iterator[str]:
    sizes = half.sizes()
    yield f"| job, × | program | {' | '.join(f'{size:,}' for size in sizes)} |"
    yield f"|---|---|{'---:|' * len(sizes)}"
    programs = [OWN, *dict.fromkeys(figure.program for figure in half.figures if figure.program != OWN)]
    for job in dict.fromkeys(figure.job for figure in half.figures):
        for program in programs:
            found = [half.get(job, size, program) for size in sizes]
            if any(found):
                cells = (f"{figure.ratio:.1f}" if figure else "" for figure in found)
                yield f"| {TITLES.get(job, job)} | {program} | {' | '.join(cells)} |"
    yield ""


def _details(half: Half) -> Iterator[str]:
    yield "<details><summary>Every figure: middle half of the rounds, milliseconds, memory</summary>\n"
    yield "| job | program | issues | × | middle half | ms | rounds | MB | |"
    yield "|---|---|---:|---:|---:|---:|---:|---:|---|"
    yield from (_detail(figure) for figure in half.figures)
    yield "\n</details>\n"


def _detail(figure: Figure) -> str:
    title = TITLES.get(figure.job, figure.job)
    spread = f"{figure.low:.1f}–{figure.high:.1f}" if figure.rounds > 1 else "one run"
    return (
        f"| {title} | {figure.program} | {figure.issues:,} | {figure.ratio:.1f} | {spread} "
        f"| {figure.milliseconds:,.0f} | {figure.rounds} | {figure.peak:.0f} | {figure.remark} |"
    )
