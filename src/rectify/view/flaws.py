"""THE EYE: what a check found, one line a flaw, as compilers write theirs."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from rectify.model.flaw import Flaw
from rectify.terms import Severity
from rectify.view.escape import shown
from rectify.view.json_text import envelope
from rectify.view.labels import SEVERITY_TONES, number_of
from rectify.view.markdown import md
from rectify.view.sheet import Cell, Column, Line, Page, Sheet, Tone, line

_PLURALS: Final = {Severity.DAMAGE: "damaged", Severity.ERROR: "errors", Severity.WARNING: "warnings"}


def flaws_page(flaws: Sequence[Flaw], *, issues: int, as_of: date, trail: str = "") -> Page:
    """`data/issues.yaml:12:5: warning: QH-03 has no deadline [missing-deadline]`, hints, and a foot of counts.

    A hint is given once for each check, under its first flaw; the foot says how to learn more.

    Args:
        flaws: in the order to show.
        issues: how many issues were read.
        as_of: the day they were judged on.
        trail: the trail in one line, for the foot.
    """
    told: set[str] = set()
    lines = [one for flaw in flaws for one in flaw_lines(flaw, told)]
    foot = [line(Cell(_more(flaws), Tone.MUTED))] if flaws else []
    foot += [line(Cell(_count_line(flaws, issues, as_of), _worst(flaws)))]
    foot += [line(Cell(trail, Tone.MUTED))] if trail else []
    return (*lines, *([line()] if lines else []), *foot)


def flaws_json(
    flaws: Sequence[Flaw], *, issues: int, as_of: date, runs: int | None = None, head: str | None = None
) -> str:
    """What a check found, with counts by severity; `total` is how many issues were read.

    `runs` is how many the trail holds (None where it is damaged), `head` the sha256 of its last line.
    """
    found = {word: sum(flaw.severity is severity for flaw in flaws) for severity, word in _PLURALS.items()}
    counts = {"as_of": as_of.isoformat(), "count": len(flaws), "total": issues, **found, "runs": runs, "head": head}
    return envelope(counts, "flaws", (flaw_data(flaw) for flaw in flaws))


def flaws_sheet(flaws: Sequence[Flaw]) -> Sheet:
    """The flaws as rows, for csv and -o plain."""
    names = ("severity", "check", "issue", "path", "file", "line", "column", "message", "hint")
    return Sheet(tuple(Column(name.upper(), name, weight=1) for name in names), tuple(_row(flaw) for flaw in flaws))


def flaws_md(flaws: Sequence[Flaw], *, issues: int, as_of: date, trail: str = "") -> str:
    """The flaws as a report in Markdown: counts, and a table with a row for each."""
    head = f"# Check\n\n{_count_line(flaws, issues, as_of)}\n" + (f"\n{trail}\n" if trail else "")
    if not flaws:
        return head
    rows = "".join(f"| {' | '.join(md(shown(text)) for text in _told(flaw))} |\n" for flaw in flaws)
    return (
        f"{head}\n| severity | check | place | flaw | what to do |\n|---|---|---|---|---|\n{rows}\n{md(_more(flaws))}\n"
    )


def _told(flaw: Flaw) -> tuple[str, ...]:
    return flaw.severity, flaw.check, str(flaw.place or ""), flaw.message, flaw.hint or ""


def flaw_lines(flaw: Flaw, told: set[str]) -> Iterator[Line]:
    """A flaw in one line, with its hint below; `told` are the checks whose hint was given, and takes in this one."""
    place = f"{shown(str(flaw.place))}: " if flaw.place else ""
    severity = Cell(flaw.severity.value, SEVERITY_TONES[flaw.severity])
    yield line(
        Cell(place, Tone.MUTED), severity, f": {shown(flaw.message)}", Cell(f" [{shown(flaw.check)}]", Tone.MUTED)
    )
    if flaw.hint and flaw.check not in told:
        told.add(flaw.check)
        yield line(Cell(f"hint: {shown(flaw.hint)}", Tone.MUTED), indent=4)


def _count_line(flaws: Sequence[Flaw], issues: int, as_of: date) -> str:
    found = {severity: sum(flaw.severity is severity for flaw in flaws) for severity in Severity}
    damage = f"{found[Severity.DAMAGE]} damaged, " if found[Severity.DAMAGE] else ""
    errors, warnings = number_of(found[Severity.ERROR], "error"), number_of(found[Severity.WARNING], "warning")
    return f"{damage}{errors}, {warnings} in {number_of(issues, 'issue')} · as of {as_of}"


def flaw_data(flaw: Flaw) -> dict[str, Any]:
    """A flaw as JSON data."""
    place = flaw.place
    return {
        "file": place.file if place else None,
        "line": (place.line or None) if place else None,
        "column": (place.column or None) if place else None,
        "severity": flaw.severity.value,
        "check": flaw.check,
        "issue": flaw.issue,
        "path": flaw.path or None,
        "message": flaw.message,
        "hint": flaw.hint,
    }


def _more(flaws: Sequence[Flaw]) -> str:
    """The line to type to learn more of the first, which is the gravest."""
    return f"why it matters, and what to do: rectify check --explain {shown(flaws[0].check)}"


def _worst(flaws: Sequence[Flaw]) -> Tone:
    severities = {flaw.severity for flaw in flaws}
    if severities & {Severity.DAMAGE, Severity.ERROR}:
        return Tone.LATE
    return Tone.SOON if severities else Tone.DONE


def _row(flaw: Flaw) -> tuple[Cell, ...]:
    place = flaw.place
    spot = (place.file, str(place.line or ""), str(place.column or "")) if place else ("", "", "")
    texts = (flaw.severity, flaw.check, flaw.issue or "", flaw.path, *spot, flaw.message, flaw.hint or "")
    return tuple(Cell(shown(text)) for text in texts)
