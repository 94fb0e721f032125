from collections.abc import Sequence
from datetime import date

import pytest

from rectify.errors import BadUsage, BeforeTheTrail, NoTrailYet, UnknownRun
from rectify.faults import InvalidTrail
from rectify.model.diff import Change
from rectify.model.event import Event, Run, hand_edits, make_event, replay
from rectify.query.diff import Comparison, Span, by_hand, compare, span_of_days, span_of_runs
from rectify.query.runs import TrailView
from tests.make import issue, register, trail_view

A, B = issue("A", title="甲"), issue("B", title="乙")
FOUND = [make_event("adopt", entry, {}, data) for entry, data in register(A, B, title="台账").entries().items()]


def edit(entry: str, path: str, before: object, after: object) -> Event:
    """An event that sets one field."""
    return Event("edit", entry, changes=(Change(path, before, after),))


NEW = make_event("add", "C", {}, issue("C", title="丙").data())
EVENTS = [
    ("2019-03-01", FOUND),
    ("2019-03-02", [edit("A", "place", None, "x")]),
    ("2019-03-02", [edit("A", "place", "x", "y"), edit("B", "person", None, "王明")]),
    ("2019-03-04", [edit("B", "person", "王明", None), Event("note", "A", text="看过")]),
    ("2019-03-05", [NEW, edit("register", "title", "台账", "新台账")]),
]


def trail() -> list[Run]:
    """Five runs on four days: the intake, then changes of two issues, a new one, the header."""
    runs = []
    for seq, (day, events) in enumerate(EVENTS, 1):
        via, digest = ("adopt", "0") if seq == 1 else ("cli", str(seq))
        at = f"{day}T04:00:00Z"
        runs.append(
            Run(at, "王芳", "wang", "desk-1", via, "rectify 0", tuple(events), seq=seq, before="0", after=digest)
        )
    return runs


def view(runs: Sequence[Run] | None = None) -> TrailView:
    """A trail as the questions see it: this one, or that of `trail`."""
    return trail_view(trail() if runs is None else runs, name="x", file="log")


def told(found: Comparison) -> list[str]:
    """Entry, state, fields and runs of each difference."""
    return [
        f"{one.entry} {one.state} {','.join(change.path for change in one.changes)} "
        f"{','.join(str(run.seq) for run, _ in one.told)}".replace("  ", " ")
        for one in found.differences
    ]


@pytest.mark.parametrize(
    ("span", "found", "total"),
    [
        (Span(1, 1), [], 2),
        (Span(0, 0), [], 0),
        (Span(1, 2), ["A changed place 2"], 2),
        (Span(1, 3), ["A changed place 2,3", "B changed person 3"], 2),
        (Span(2, 4), ["A changed place 3,4", "B same 3,4"], 2),
        (Span(3, 4), ["A same 4", "B changed person 4"], 2),
        (Span(4, 5), ["register changed title 5", "C new id,title,status 5"], 3),
        (Span(0, 1), ["register changed title 1", "A new id,title,status 1", "B new id,title,status 1"], 2),
    ],
)
def test_what_is_different_between_two_states(span: Span, found: list[str], total: int) -> None:
    """Net, in the order of the register, with all runs in between; the issues of the later state are counted."""
    comparison = compare(view(), span)
    assert told(comparison) == found
    assert comparison.total == total


def test_the_net_change_has_the_first_and_the_last_value() -> None:
    """What lies between is told by the runs."""
    first, second = compare(view(), Span(1, 4)).differences
    assert (first.title, first.changes) == ("甲", (Change("place", None, "y"),))
    assert second.state == "same"
    assert [event.verb for _, event in first.told] == ["edit", "edit", "note"]


def test_only_some_entries() -> None:
    """The others are not replayed; the denominator is still that of the register."""
    found = compare(view(), Span(1, 5), frozenset({"B", "register"}))
    assert told(found) == ["register changed title 5", "B same 3,4"]
    assert (found.total, found.runs, found.changed, found.is_header_changed) == (3, 3, (), True)


def test_the_figures_of_a_comparison() -> None:
    """The header is no issue; a run that touched two issues is one run."""
    found = compare(view(), Span(1, 5))
    assert [one.entry for one in found.changed] == ["A", "C"]
    assert (found.runs, found.is_header_changed, found.total) == (4, True, 3)
    assert found.first is not None
    assert found.last is not None
    assert (found.first.seq, found.last.seq) == (1, 5)
    assert compare(view(), Span(0, 5)).first is None
    assert compare(view(), Span(0, 0)) == Comparison((), 0, None, None)
    assert found.differences[0].title == ""


def test_a_run_that_does_not_fit_is_damage() -> None:
    """Told with its line; what nobody asked for is not looked at."""
    runs = trail()
    runs[2] = runs[2]._replace(events=(edit("A", "place", "z", "y"),))
    with pytest.raises(InvalidTrail, match=r"^log:3: the trail is damaged: A place") as error:
        compare(view(runs), Span(3, 4))
    assert error.value.facts["issue"] == "A"
    assert told(compare(view(runs), Span(4, 5))) == ["register changed title 5", "C new id,title,status 5"]


# --- hand edits ---------------------------------------------------------------------------------


def test_what_people_have_edited() -> None:
    """New, gone and changed issues, each with its title; of a gone one as the trail has it."""
    now = register(A.but(place="z"), issue("D", title="丁"), title="别的")
    edits = hand_edits(replay(trail()[:3]), now.entries())
    found = by_hand(edits, trail()[:3], {one.id: one.title for one in now.issues})
    assert [(one.entry, one.state, one.title) for one in found.differences] == [
        ("register", "changed", ""),
        ("A", "changed", "甲"),
        ("B", "gone", "乙"),
        ("D", "new", "丁"),
    ]
    assert found.first is not None
    assert (found.total, found.first.seq, found.last, found.runs) == (2, 3, None, 0)
    assert by_hand([], [], {}) == Comparison((), 0, None, None, is_by_hand=True)


# --- which states -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        (2, 4, Span(2, 4)),
        (4, 4, Span(4, 4)),
        (0, 1, Span(0, 1)),
        (0, None, Span(0, 5)),
        (3, None, Span(3, 5)),
        (None, 3, Span(1, 3)),
        (None, 1, Span(1, 1)),
        (None, 0, Span(0, 0)),
        (None, None, Span(1, 5)),
    ],
)
def test_a_range_of_runs(first: int | None, last: int | None, span: Span) -> None:
    """Without a beginning it is the register as found, without an end the last run."""
    assert span_of_runs(view(), first, last) == span


def test_a_range_that_there_is_not() -> None:
    """The numbers there are, or the right order, are told."""
    with pytest.raises(UnknownRun, match="the trail of x has no run 6") as told_of:
        span_of_runs(view(), 2, 6)
    assert told_of.value.hint == "it has the runs 1 to 5; rectify log shows their numbers"
    with pytest.raises(BadUsage, match="run 4 comes after run 2") as told_of_order:
        span_of_runs(view(), 4, 2)
    assert told_of_order.value.hint == "the earlier first: 2..4"
    with pytest.raises(BadUsage, match="run 4 comes after run 0"):
        span_of_runs(view(), 4, 0)
    for first, last, asked in ((None, None, 1), (3, None, 3), (3, 4, 4)):
        with pytest.raises(NoTrailYet, match=f"no state of run {asked}"):
            span_of_runs(view([]), first, last)


@pytest.mark.parametrize(
    ("since", "until", "span"),
    [
        ("2019-03-01", None, Span(1, 5)),
        ("2018-01-01", None, Span(1, 5)),
        ("2019-03-02", None, Span(1, 5)),
        ("2019-03-03", None, Span(3, 5)),
        ("2019-03-04", None, Span(3, 5)),
        ("2019-03-05", None, Span(4, 5)),
        ("2019-03-06", None, Span(5, 5)),
        (None, "2019-03-02", Span(1, 3)),
        (None, "2019-03-01", Span(1, 1)),
        ("2019-03-02", "2019-03-02", Span(1, 3)),
        ("2019-03-03", "2019-03-03", Span(3, 3)),
        ("2019-03-01", "2019-03-01", Span(1, 1)),
    ],
)
def test_a_span_of_days(since: str | None, until: str | None, span: Span) -> None:
    """From the end of the day before to the end of the day; the register as found is no change."""
    days = [date.fromisoformat(day) if day else None for day in (since, until)]
    assert span_of_days(view(), *days) == span


def test_a_clock_that_ran_back() -> None:
    """The state of a day is that after its last run, as with --as-of."""
    runs = trail()
    runs[3] = runs[3]._replace(at="2019-03-02T09:00:00Z")
    runs[2] = runs[2]._replace(at="2019-03-03T09:00:00Z")
    assert span_of_days(view(runs), date(2019, 3, 3), None) == Span(4, 5)


def test_days_that_there_are_not() -> None:
    """Before the trail, without one, in the wrong order."""
    early, late = date(2019, 2, 1), date(2019, 3, 2)
    with pytest.raises(BeforeTheTrail, match="begins on 2019-03-01; there is no state of 2019-02-01") as told_of:
        span_of_days(view(), None, early)
    assert told_of.value.hint == "ask for --until 2019-03-01 or later"
    with pytest.raises(NoTrailYet, match="no state of 2019-02-01"):
        span_of_days(view([]), early, None)
    with pytest.raises(BadUsage, match="2019-03-02 comes after 2019-02-01"):
        span_of_days(view(), late, early)
