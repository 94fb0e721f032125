"""Whatever was done, in whatever order: the figures of a period lead from the state before it to the state after it."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rectify.actions.any_action import read_action
from rectify.errors import RectifyError, Refused
from rectify.model.event import replay
from rectify.model.issue import Issue
from rectify.model.register import Register
from rectify.model.timing import is_standing
from rectify.periods import Length, Period
from rectify.query.counts import Count
from rectify.query.flow import Flow, List, Stage, Step, Walk, stage_of
from rectify.query.report import Wish, report
from rectify.query.runs import TrailView
from rectify.store.memory import MemoryStore
from tests.make import TODAY, Clock, session, trail_view
from tests.properties.test_replay import lines
from tests.properties.test_undo import UNDOS, USUAL, office

FIRST = date(2019, 3, 1)
DAYS = st.integers(0, 30)
ORDINARY = st.lists(USUAL, min_size=1, max_size=2)
WORK = st.lists(
    st.tuples(st.integers(0, 5), st.one_of(st.lists(lines(), min_size=1, max_size=3), ORDINARY, UNDOS)),
    min_size=2,
    max_size=14,
)
"""Batches and undos, each so many days after the one before."""


def worked(steps: list[tuple[int, Any]]) -> MemoryStore:
    """An office in which this was done, as far as it was allowed."""
    kept, clock = office(), Clock()
    for days, step in steps:
        clock.move(days=days)
        if isinstance(step, list):
            do(kept, clock, step)
            continue
        runs = list(kept.runs())
        try:
            session(kept, clock).undo(None if step is None or not runs else max(runs[-1].seq - step, 1))
        except Refused:
            continue
    return kept


def do(kept: MemoryStore, clock: Clock, batch: list[dict[str, Any]]) -> None:
    """Do what is allowed of a batch."""
    actions = []
    for one in batch:
        try:
            actions.append(read_action(one, lambda: TODAY))
        except RectifyError:
            continue
    session(kept, clock).do(actions, keep_going=True)


def standing_in(register: Register) -> Counter[tuple[List, Stage]]:
    """How many issues of each list stand in each stage, counted one by one."""
    return Counter((List(one.kind, is_standing(one)), stage_of(one)) for one in register.issues)


def rebounds(register: Register) -> int:
    """How often closed issues rebounded, by the records of their closures."""
    return sum(closure.rebound for one in register.issues for closure in one.closures)


def all_of(_: Issue) -> bool:
    """Every issue is asked for."""
    return True


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORK, st.data())
def test_what_stood_there_and_what_came_less_what_went_is_what_stands_there(
    steps: list[tuple[int, Any]], data: st.DataObject
) -> None:
    """In every stage of every list, over any span of runs; and two spans add up to the one over both."""
    runs = list(worked(steps).runs())
    start, middle, end = sorted(data.draw(st.tuples(*[st.integers(0, len(runs))] * 3)))
    walk = Walk(trail_view(runs), all_of)
    walk.skip(start)
    before = walk.register()
    assert before == Register.from_data(replay(runs[:start]))
    flows = [walk.watch(until, FIRST) for until in (middle, end)]
    after = walk.register()
    assert after == Register.from_data(replay(runs[:end]))
    stock = standing_in(before)
    for flow in flows:
        for one, told in flow.items():
            for (old, new), times in told.moves.items():
                stock.update({(one, stage): sign * times for stage, sign in ((old, -1), (new, 1)) if stage})
    assert {key: number for key, number in stock.items() if number} == standing_in(after)
    told_of = sum(told.steps[Step.REBOUNDED] for flow in flows for told in flow.values())
    assert rebounds(after) - rebounds(before) == told_of
    whole = Walk(trail_view(runs), all_of)
    whole.skip(start)
    together = whole.watch(end, FIRST)
    for one in {*together, *flows[0], *flows[1]}:
        parts = [flow.get(one, Flow()) for flow in flows]
        assert_same(parts[0].steps, parts[1].steps, together.get(one, Flow()).steps)


def period_after(trail: TrailView, start: int, days: int) -> Period:
    """So many days, and one, that begin so many days after the trail."""
    first = trail.day_of(trail.runs[0]) + timedelta(days=start)
    return Period(Length.DAYS, first, first + timedelta(days=days))


def assert_same(one: Counter[Step], other: Counter[Step], both: Counter[Step]) -> None:
    """Two spans have the steps of both."""
    assert {step: one[step] + other[step] for step in Step} == {step: both[step] for step in Step}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORK, DAYS, st.integers(0, 15), st.integers(0, 60))
def test_the_figures_of_a_report_agree_with_each_other(
    steps: list[tuple[int, Any]], start: int, days: int, until: int
) -> None:
    """Closed before, and closed less reopened, is closed now; so with done; the stages are the denominator."""
    trail = trail_view(list(worked(steps).runs()))
    if not trail.runs:
        return
    period = period_after(trail, start, days)
    as_of = period.first + timedelta(days=until)
    found = report(trail, period, as_of, Wish(all_of))
    for part in found.parts:
        assert_adds_up(part.now)
        if part.before is None or part.flow is None:
            assert found.before is None
            continue
        steps_of, moves = part.flow.steps, part.flow.moves
        outside = Counter[Stage]()
        for (old, new), times in moves.items():
            outside.update({new: times} if old is None and new else {old: -times} if new is None and old else {})
        came = steps_of[Step.ADDED] + steps_of[Step.JOINED] + steps_of[Step.FROM_STANDING]
        gone = steps_of[Step.LEFT] + steps_of[Step.TO_STANDING]
        assert part.now.of == part.before.of + came - gone
        closings = steps_of[Step.CLOSED] - steps_of[Step.REOPENED] + outside[Stage.CLOSED]
        assert part.now.closed == part.before.closed + closings
        ended = steps_of[Step.DONE] - steps_of[Step.RETURNED] - steps_of[Step.REOPENED]
        assert part.now.done == part.before.done + ended + outside[Stage.CLOSED] + outside[Stage.WAITING]
        begun = steps_of[Step.BEGUN]
        assert part.now.not_begun == part.before.not_begun - begun + outside[Stage.NOT_BEGUN]


def assert_adds_up(count: Count) -> None:
    """The stages are the denominator, and no part is more than what it is of."""
    assert count.not_begun + count.in_progress + count.waiting + count.closed == count.of
    assert count.of + count.standing == count.total
    assert count.late <= count.overdue <= count.of
    assert count.rebounded <= count.once_closed <= count.of
    assert count.closed <= count.done <= count.of


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORK, DAYS, st.integers(0, 15))
def test_a_published_figure_can_be_made_again(steps: list[tuple[int, Any]], start: int, days: int) -> None:
    """From the trail as it was at the end of the period, and from any longer one."""
    trail = trail_view(list(worked(steps).runs()))
    if not trail.runs:
        return
    period, wish = period_after(trail, start, days), Wish(all_of)
    then = trail_view([run for run in trail.runs if trail.day_of(run) <= period.last])
    assert report(then, period, date.max, wish) == report(trail, period, date.max, wish)
    assert report(then, period, period.last, wish) == report(trail, period, date.max, wish)
