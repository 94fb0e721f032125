"""THE EYE: what is different between two states, issue by issue: the fields, and who changed them in between."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rectify.model.event import Event, Run
from rectify.model.names import RESERVED_ID
from rectify.query.diff import Comparison, Difference, Told
from rectify.view.changes import event_lines, made_words, when_words
from rectify.view.escape import shown
from rectify.view.labels import number_of
from rectify.view.sheet import Cell, Column, Line, Page, Sheet, Tone, line
from rectify.view.values import raw_text

HEADER = "the header of the register"
SAME = "no field is different in the end"


def difference_page(
    found: Comparison, *, zone: ZoneInfo, as_of: date, outside: Sequence[str] = (), limit: int | None = None
) -> Page:
    """Entry by entry the fields with both values, then the runs in between; at the foot how many of how many.

    Args:
        found: the two states, compared.
        zone: the register's time zone; times are told in it.
        as_of: the day it was asked on.
        outside: entries with hand edits that are not in the trail, when it was the trail that was compared.
        limit: shorten values to so many characters (a terminal); None never does.
    """
    lines = [one for difference in found.differences for one in _difference(difference, zone, limit)]
    foot = [line(Cell(words, Tone.MUTED)) for words in (*foot_words(found, zone, as_of), *outside_words(outside))]
    return (*lines, line(), *foot) if lines else tuple(foot)


def difference_sheet(found: Comparison) -> Sheet:
    """A row a field (or an entry in which none is different), for csv and -o plain; the runs by their numbers."""
    names = ("issue", "title", "state", "path", "before", "after", "runs")
    rows = tuple(
        tuple(Cell(shown(text, multiline=True)) for text in (one.entry, one.title, one.state, *changed, _numbers(one)))
        for one in found.differences
        for changed in [(c.path, raw_text(c.before), raw_text(c.after)) for c in one.changes] or [("", "", "")]
    )
    return Sheet(tuple(Column(name.upper(), name, weight=1) for name in names), rows)


def foot_words(found: Comparison, zone: ZoneInfo, as_of: date) -> Iterator[str]:
    """How many of how many issues, from which state to which; as of which day."""
    count = f"{len(found.changed)} of {number_of(found.total, 'issue')}"
    header = ", and the header" if found.is_header_changed else ""
    if not found.is_by_hand:
        runs, times = number_of(found.runs, "run"), f"times in {zone.key}"
        yield f"{count}{header} changed {_between(found, zone)} · {runs} · {times} · as of {as_of}"
    elif found.first is None:
        yield f"there is no trail yet to compare with · as of {as_of}"
    else:
        yield f"{count}{header} edited outside rectify since {_run(found.first, zone)} · as of {as_of}"
        gone = [shown(one.entry) for one in found.differences if one.state == "gone"]
        if gone:
            yield f"an issue is never removed: put {', '.join(gone)} back, from git or with rectify check --rebuild"
        if len(found.differences) > len(gone):
            yield "to take it into the trail: rectify audit adopt --reason TEXT"


def outside_words(outside: Sequence[str]) -> Iterator[str]:
    """That there is more than the trail knows."""
    if outside:
        yield f"edited outside rectify and not in the trail: {', '.join(map(shown, outside))}; see rectify diff"


def heading_words(difference: Difference) -> str:
    """`HD-06 new: 新的一条`, for the line above its fields; without the id."""
    if difference.entry == RESERVED_ID:
        return HEADER
    mark = f"{difference.state}: " if difference.state in ("new", "gone") else ""
    return f"{mark}{shown(difference.title)}"


def _difference(difference: Difference, zone: ZoneInfo, limit: int | None) -> Iterator[Line]:
    yield line(Cell(f"{shown(difference.entry)}  ", Tone.STRONG), heading_words(difference))
    if difference.state == "same":
        yield line(Cell(SAME, Tone.MUTED), indent=4)
    elif difference.state != "gone":
        as_event = Event("", difference.entry, changes=difference.changes)
        skip = ("id", "title") if difference.state == "new" else ()
        yield from event_lines(as_event, indent=4, limit=limit, skip=skip)
    for told in difference.told:
        yield from _told(told, zone)


def _told(told: Told, zone: ZoneInfo) -> Iterator[Line]:
    run, event = told
    yield line(
        Cell(f"run {run.seq}  {when_words(run.at, zone)}  ", Tone.MUTED),
        Cell(f"{shown(event.verb)}  ", Tone.ACTIVE),
        made_words(run, event, zone),
        indent=4,
    )
    yield from event_lines(Event("", "", event.reason, event.text), indent=8)


def _between(found: Comparison, zone: ZoneInfo) -> str:
    if found.last is None:
        return "before the first run"
    if found.first is None:
        return f"up to {_run(found.last, zone)}"
    return f"between {_run(found.first, zone)} and {_run(found.last, zone)}"


def _run(run: Run, zone: ZoneInfo) -> str:
    """`run 12 (2018-09-11)`."""
    return f"run {run.seq} ({datetime.fromisoformat(run.at).astimezone(zone).date()})"


def _numbers(difference: Difference) -> str:
    return "; ".join(dict.fromkeys(str(run.seq) for run, _ in difference.told))
