"""QUESTIONS to a trail: what is different between two states of the register, and who made it so. Pure.

- A state is that after a number of runs; only the entries that were touched in between are replayed.
- The changes are net: a value that went there and back is none, but what was done to the issue is told all the same.
- The register as it was found when the trail began is where everything starts; only a span from 0 has it as new.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from rectify.errors import BadUsage, BeforeTheTrail, NoTrailYet, UnknownRun
from rectify.faults import InvalidTrail
from rectify.model.diff import Change, diff
from rectify.model.event import Event, Misfit, Run, apply
from rectify.model.names import RESERVED_ID
from rectify.query.runs import TrailView, taken_in

Told = tuple[Run, Event]
"""An event with the run it is part of."""


class Span(NamedTuple):
    """From the state after so many runs to the state after so many."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different in one entry (an id, or `register` for the header), and what was done to it in between.

    `title` is the issue's at the end of the span; the header has none.
    """

    entry: str
    title: str
    changes: tuple[Change, ...]
    told: tuple[Told, ...] = ()

    @property
    def state(self) -> str:
        """`new`, `gone`, `changed`, or `same` where what was done came to nothing."""
        moved = next((change for change in self.changes if change.path == "id"), None)
        if moved is None:
            return "changed" if self.changes else "same"
        return "new" if moved.before is None else "gone"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two states compared: after the run `first` and after the run `last`; None is the state before there was any.

    With `is_by_hand` the later state is that of no run, but the register file, as people have edited it. `total`
    counts the issues of the later state.
    """

    differences: tuple[Difference, ...]
    total: int
    first: Run | None
    last: Run | None
    is_by_hand: bool = False

    @property
    def changed(self) -> tuple[Difference, ...]:
        """The issues with another value, or new or gone; the header is told apart."""
        return tuple(one for one in self.differences if one.changes and one.entry != RESERVED_ID)

    @property
    def is_header_changed(self) -> bool:
        """True when the header has another value."""
        return any(one.changes for one in self.differences if one.entry == RESERVED_ID)

    @property
    def runs(self) -> int:
        """How many runs are told."""
        return len({run.seq for one in self.differences for run, _ in one.told})


def compare(trail: TrailView, span: Span, entries: Collection[str] = frozenset()) -> Comparison:
    """The entries that runs of the span touched, in the order of the register.

    Args:
        trail: the whole of it.
        span: from which state to which.
        entries: only these, if there are any.

    Raises:
        InvalidTrail: a run does not fit the state it meets.
    """
    runs = trail.runs
    told: dict[str, list[Told]] = {}
    for run in runs[span.start : span.end]:
        for event in run.events:
            if not entries or event.issue in entries:
                told.setdefault(event.issue, []).append((run, event))
    state: dict[str, dict[str, Any]] = {}
    lines = enumerate(runs[: span.end], 1)
    carry_out(islice(lines, span.start), told, state, trail.file)
    before = deepcopy(state)
    carry_out(lines, told, state, trail.file)
    known = dict.fromkeys(event.issue for run in runs[: span.end] for event in run.events)
    return Comparison(
        tuple(
            Difference(entry, _title(state[entry]), diff(before.get(entry, {}), state[entry]), tuple(told[entry]))
            for entry in known
            if entry in told
        ),
        total=len(known.keys() - {RESERVED_ID}),
        first=runs[span.start - 1] if span.start else None,
        last=runs[span.end - 1] if span.end else None,
    )


def by_hand(edits: Iterable[Event], runs: Sequence[Run], titles: Mapping[str, str]) -> Comparison:
    """What people have changed in the register file since the last run.

    Args:
        edits: the events that would adopt it.
        runs: the trail.
        titles: of the issues that the file has.
    """
    return Comparison(
        tuple(Difference(event.issue, _title_of(event, titles), event.changes) for event in edits),
        total=len(titles),
        first=runs[-1] if runs else None,
        last=None,
        is_by_hand=True,
    )


def span_of_runs(trail: TrailView, first: int | None, last: int | None) -> Span:
    """From the state after the run `first` to that after the run `last`.

    Without a first it is the register as found, without a last the end of the trail; 0 is before the trail.

    Raises:
        UnknownRun, NoTrailYet: no run has this number; there is no run at all.
        BadUsage: the first comes after the last.
    """
    runs = trail.runs
    if not runs:
        raise NoTrailYet(name=trail.name, asked=f"run {next((seq for seq in (last, first) if seq is not None), 1)}")
    end = len(runs) if last is None else _place(trail, last)
    start = min(taken_in(runs), end) if first is None else _place(trail, first)
    if start > end:
        after = runs[end - 1].seq if end else 0
        raise BadUsage(message=f"run {first} comes after run {after}", hint=f"the earlier first: {after}..{first}")
    return Span(start, end)


def span_of_days(trail: TrailView, since: date | None, until: date | None) -> Span:
    """From the end of the day before `since` to the end of `until`, by the days of recording.

    Where a clock ran back, the state of a day is that after the last run of the day, whatever stands before it.

    Raises:
        BeforeTheTrail, NoTrailYet: the trail began after `until`; there is none.
        BadUsage: the days are in the wrong order.
    """
    runs, name, day_of = trail.runs, trail.name, trail.day_of
    asked = until or since or date.max
    if not runs:
        raise NoTrailYet(name=name, asked=asked.isoformat())
    if since and until and since > until:
        raise BadUsage(message=f"{since} comes after {until}", hint="--since takes the earlier day")
    end = _known_by(runs, lambda run: until is None or day_of(run) <= until)
    if not end:
        first = day_of(runs[0]).isoformat()
        hint = f"ask for --until {first} or later"
        raise BeforeTheTrail(name=name, first=first, asked=asked.isoformat(), hint=hint)
    start = _known_by(runs, lambda run: since is not None and day_of(run) < since)
    return Span(min(max(start, taken_in(runs)), end), end)


def carry_out(
    lines: Iterable[tuple[int, Run]], wanted: Collection[str], state: dict[str, dict[str, Any]], trail: str
) -> None:
    """Replay runs, each with its line in the trail, on the JSON data of the wanted entries, in place; on no others.

    Raises:
        InvalidTrail: a run does not fit the state it meets; told with the line of `trail`.
    """
    for line, run in lines:
        for event in run.events:
            if event.issue not in wanted:
                continue
            try:
                apply(event, state)
            except Misfit as misfit:
                place = f"{trail}:{line}"
                raise InvalidTrail(place=place, why=misfit, line=line, issue=misfit.issue) from None


def _place(trail: TrailView, seq: int) -> int:
    """How many runs there are up to that of a number."""
    if seq == 0:
        return 0
    try:
        return next(place for place, run in enumerate(trail.runs, 1) if run.seq == seq)
    except StopIteration:
        raise UnknownRun(name=trail.name, seq=seq, last=trail.runs[-1].seq) from None


def _known_by(runs: Sequence[Run], is_known: Callable[[Run], bool]) -> int:
    return max((place for place, run in enumerate(runs, 1) if is_known(run)), default=0)


def _title(entry: Mapping[str, Any]) -> str:
    return str(entry.get("title", "")) if "id" in entry else ""


def _title_of(event: Event, titles: Mapping[str, str]) -> str:
    known = next((change.before for change in event.changes if change.path == "title"), None)
    return titles.get(event.issue, str(known or "")) if event.issue != RESERVED_ID else ""
