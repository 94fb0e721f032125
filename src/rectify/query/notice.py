"""QUESTIONS to a public notice (公示): which days it runs through, and which of them count. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from rectify.errors import Refused
from rectify.model.lifecycle import DONE_WORD
from rectify.model.notices import in_force
from rectify.terms import CalendarKind, Verb
from rectify.working_days import is_working_day

if TYPE_CHECKING:
    from rectify.model.closing import Notice
    from rectify.model.issue import Issue

_FRIDAY = 4
_COUNTED = {
    CalendarKind.CN: ("working day", "working days"),
    CalendarKind.WEEKDAYS: ("day, Monday to Friday", "days, Monday to Friday"),
    CalendarKind.CALENDAR: ("calendar day", "calendar days"),
}
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Days = tuple[date, date]
"""A first and a last day, both meant."""


class Course(NamedTuple):
    """How a notice runs: where its calendar is another than Monday to Friday.

    `holidays` are the stretches of days off that hold a Monday to Friday; `made_up` the Saturdays and Sundays that
    are worked for them (调休).
    """

    holidays: tuple[Days, ...] = ()
    made_up: tuple[date, ...] = ()


def course_of(notice: Notice) -> Course:
    """What of the State Council's calendar falls into a notice; nothing by any other calendar.

    Raises:
        CalendarNotKnown: the State Council's calendar is not known for all its days.
        MissingExtra: it is asked for, and `holidays` is not installed.
    """
    if notice.calendar is not CalendarKind.CN:
        return Course()
    days = [(day, is_working_day(notice.calendar, day)) for day in _days(notice)]
    return Course(
        tuple(stretch for stretch in _off(days) if _has_a_weekday(stretch)),
        tuple(day for day, is_worked in days if is_worked and day.weekday() > _FRIDAY),
    )


def run_words(notice: Notice) -> str:
    """`2025-01-21 to 2025-02-08, 10 working days`."""
    one, many = _COUNTED[notice.calendar]
    return f"{notice.on} to {notice.ends}, {notice.days} {one if notice.days == 1 else many}"


def course_words(notice: Notice) -> str:
    """How a notice runs, and what of the State Council's calendar falls into it.

    `the notice runs 2025-01-21 to 2025-02-08, 10 working days; off: 2025-01-28 to 2025-02-04; worked: …`.

    Raises:
        CalendarNotKnown, MissingExtra: as for `course_of`.
    """
    course = course_of(notice)
    told = [f"the notice runs {run_words(notice)}"]
    if course.holidays:
        told.append(f"off: {', '.join(map(_stretch, course.holidays))}")
    if course.made_up:
        told.append(f"worked: {', '.join(f'{day} ({_DAY_NAMES[day.weekday()]})' for day in course.made_up)}")
    return "; ".join(told)


def _stretch(days: Days) -> str:
    first, last = days
    return str(first) if first == last else f"{first} to {last}"


def _days(notice: Notice) -> Iterator[date]:
    return (notice.on + timedelta(days=ahead) for ahead in range((notice.ends - notice.on).days + 1))


def _off(days: list[tuple[date, bool]]) -> list[Days]:
    """The days off, those that follow each other as one stretch."""
    stretches: list[Days] = []
    for day, is_worked in days:
        if is_worked:
            continue
        if stretches and day - stretches[-1][1] == timedelta(days=1):
            stretches[-1] = (stretches[-1][0], day)
        else:
            stretches.append((day, day))
    return stretches


def _has_a_weekday(stretch: Days) -> bool:
    first, last = stretch
    return any((first + timedelta(days=ahead)).weekday() <= _FRIDAY for ahead in range((last - first).days + 1))


def shared_notices(issues: Sequence[Issue]) -> list[Notice]:
    """The notice in force of each issue; they run alike, so that one text can tell of all.

    Raises:
        Refused: one has none, or they run through different days.
    """
    notices = [_required(issue) for issue in issues]
    first = notices[0]
    for issue, notice in zip(issues, notices, strict=True):
        if (notice.on, notice.ends, notice.days, notice.calendar) != (first.on, first.ends, first.days, first.calendar):
            why = f"its notice runs from {notice.on} to {notice.ends}, that of {issues[0].id} to {first.ends}"
            raise _refused(
                issue, f"{why}, from {first.on}", "make a text for each period: name the issues of one alone"
            )
    return notices


def _required(issue: Issue) -> Notice:
    notice = in_force(issue)
    if notice is None:
        raise _refused(issue, "no notice of it is in force", f"rectify notice {issue.id} --place TEXT")
    return notice


def _refused(issue: Issue, why: str, hint: str) -> Refused:
    return Refused(id=issue.id, done=f"told as {DONE_WORD[Verb.NOTICE]}", why=why, hint=hint)
