"""short-notice: the public has the days that the rule gives it."""

from collections.abc import Iterator
from datetime import date

from rectify.checks.inspected import Inspected
from rectify.errors import RectifyError
from rectify.model.closing import Notice
from rectify.model.diff import Change
from rectify.model.event import Run
from rectify.model.flaw import Flaw
from rectify.model.issue import Issue
from rectify.model.policy import Policy
from rectify.terms import CalendarKind, Profile, Severity
from rectify.working_days import count_days

NAME = "short-notice"
SEVERITIES = (Severity.ERROR, Severity.WARNING)
FINDS = (
    "A notice that was not withdrawn, and that runs for fewer days of its calendar than it says; that was cut "
    "short by the closure, on its last day or before; that was put on record, under the profile supervised or "
    "chain, only after its last day; or, as a warning in profile chain, for fewer days than the policy now asks "
    "for. As a warning also: its days cannot be counted here."
)
WHY = (
    "A published notice claimed ten working days for 2024-09-29 to 2024-10-09; it was four. Who could not "
    "object in time will complain again."
)
DO = (
    "Publish it again for the whole time: rectify notice ID --place TEXT. Where the issue is closed already, "
    "reopen it first. Where the calendar of the year is not known, see that the extra calendar is installed and "
    "new."
)
WORDS = {CalendarKind.CN: "working days", CalendarKind.WEEKDAYS: "weekdays", CalendarKind.CALENDAR: "days"}
LONGEST = 3_660
"""A span of more days than this is not counted: it is not short."""


def find(seen: Inspected) -> Iterator[Flaw]:
    """Notices that are too short."""
    for issue in seen.register.issues:
        for index, notice in enumerate(issue.notices):
            if notice.withdrawn_on is None:
                for severity, message in _judged(issue, notice, seen.register.header.policy):
                    yield seen.flaw(NAME, severity, issue, f"notices[{index}]", message)
                if run := _recorded_too_late(seen, issue, index):
                    message = (
                        f"has the notice of {notice.on} to {notice.ends}, put on record by {run.actor} only on "
                        f"{seen.recorded_on(run)} (run {run.seq}): nobody can have seen the record while it ran"
                    )
                    yield seen.flaw(NAME, Severity.ERROR, issue, f"notices[{index}]", message)


def _recorded_too_late(seen: Inspected, issue: Issue, index: int) -> Run | None:
    """The run that put a notice on record after its last day, where duties were separated then."""
    for run, event in seen.standing_events(issue.id):
        if any(_brings(change, index) for change in event.changes):
            is_late = seen.recorded_on(run) > issue.notices[index].ends
            return run if is_late and seen.profile_before(run) is not Profile.SIMPLE else None
    return None


def _brings(change: Change, index: int) -> bool:
    """True for the change that brought the notice of an index in: by itself, or with the whole list."""
    if change.path == f"notices[{index}]":
        return True
    return change.path == "notices" and isinstance(change.after, list | tuple) and len(change.after) > index


def _judged(issue: Issue, notice: Notice, policy: Policy) -> Iterator[tuple[Severity, str]]:
    span = f"the notice of {notice.on} to {notice.ends}"
    if closed := _closed_within(issue, notice):
        yield Severity.ERROR, f"was closed on {closed}, before {span} was over"
    if (notice.ends - notice.on).days > LONGEST:
        return
    try:
        counted = count_days(notice.calendar, notice.on, notice.ends)
    except RectifyError as error:
        yield Severity.WARNING, f"has {span}, whose days cannot be counted: {error}"
        return
    has = f"has {span}, which is {counted} {WORDS[notice.calendar]}"
    if counted < notice.days:
        yield Severity.ERROR, f"{has} and not the {notice.days} it says"
    elif policy.profile is Profile.CHAIN and policy.calendar is notice.calendar and counted < policy.notice_days:
        yield Severity.WARNING, f"{has}, and the policy asks for {policy.notice_days}"


def _closed_within(issue: Issue, notice: Notice) -> date | None:
    """The day of a closure of the same cycle that did not wait for the end of the notice."""
    closed = (one.on for one in issue.closures if one.cycle == notice.cycle)
    return next((on for on in closed if notice.on <= on <= notice.ends), None)
