"""The plan of an issue: measures, milestones, indicators, and the verdict on its pace."""

from rectify.model.deadline import Deadline
from rectify.model.record import Record
from rectify.model.text import Day, Figure, Line, Text
from rectify.model.ways import IndicatorWays
from rectify.terms import Pace


class Measure(Record):
    """A piece of the cure (整改措施), with its own deadline."""

    id: Line
    text: Text
    unit: Line | None = None
    deadline: Deadline | None = None
    done_on: Day | None = None


class Milestone(Record):
    """A dated point the plan names (时间节点)."""

    id: Line
    text: Line
    due: Day | None = None
    done_on: Day | None = None


class Reading(Record):
    """One reading of an indicator: the day it is of, and the figure."""

    on: Day
    value: Figure
    by: Line | None = None


class Indicator(Record, IndicatorWays):
    """A measured figure: where it began, where it must come to, where it is. `unit` is of measurement.

    `readings` are all that were reported, in the order they came; `actual` and `as_of` are the last one's.
    """

    name: Line
    baseline: Figure | None = None
    target: Figure | None = None
    actual: Figure | None = None
    unit: Line | None = None
    as_of: Day | None = None
    readings: tuple[Reading, ...] = ()


class Verdict(Record):
    """A named person's judgement of the pace, shown beside the computed one (序时进度 is a judgement)."""

    pace: Pace
    by: Line
    on: Day
    reason: Text | None = None
