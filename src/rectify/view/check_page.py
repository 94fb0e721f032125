"""THE EYE: the page of a named check: what it looks for, why it matters, what to do."""

from collections.abc import Iterator
from typing import Final

from rectify.checks.all_checks import Check
from rectify.view.json_text import SCHEMA, dumps
from rectify.view.labels import SEVERITY_TONES
from rectify.view.markdown import md
from rectify.view.sheet import Cell, Line, Page, Tone, line

FINDS: Final = "What it looks for"
WHY: Final = "Why it matters"
DO: Final = "What to do"


def check_page(check: Check) -> Page:
    """`missing-unit: warning`, and the three parts under their headings."""
    severities = [Cell(severity.value, SEVERITY_TONES[severity]) for severity in check.SEVERITIES]
    told = [cell for severity in severities for cell in (Cell(", "), severity)][1:]
    return (line(Cell(check.NAME, Tone.STRONG), ": ", *told), *_parts(check))


def check_json(check: Check) -> str:
    """The same for scripts."""
    parts = {"finds": check.FINDS, "why": check.WHY, "do": check.DO}
    severities = [severity.value for severity in check.SEVERITIES]
    return dumps({"schema": SCHEMA, "check": check.NAME, "severities": severities, **parts})


def check_md(check: Check) -> str:
    """The same in Markdown, as `docs/checks/NAME.md` has it."""
    parts = "".join(f"\n## {heading}\n\n{md(text)}\n" for heading, text in _texts(check))
    return f"# {check.NAME}\n\nSeverity: {severities_of(check)}.\n{parts}"


def severities_of(check: Check) -> str:
    """How bad its flaws are, in words."""
    return ", ".join(check.SEVERITIES)


def _parts(check: Check) -> Iterator[Line]:
    for heading, text in _texts(check):
        yield line()
        yield line(Cell(heading, Tone.STRONG))
        yield line(text, indent=4, hang=0)


def _texts(check: Check) -> tuple[tuple[str, str], ...]:
    return ((FINDS, check.FINDS), (WHY, check.WHY), (DO, check.DO))
