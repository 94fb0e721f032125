"""THE EYE: the words for people, and the tone each is said in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from rectify.model.timing import deadline_on, left_by, timing_of
from rectify.terms import Basis, Colour, DeadlineClass, Pace, Severity, Status
from rectify.view.escape import shown
from rectify.view.sheet import Tone, once_each

if TYPE_CHECKING:
    from rectify.model.deadline import Deadline
    from rectify.model.issue import Issue

SOON_DAYS: Final = 30
"""What is due within so many days is due soon."""

STATUS_WORDS: Final = {status: status.value.replace("_", " ") for status in Status}

STATUS_TONES: Final = {
    Status.OPEN: Tone.PLAIN,
    Status.IN_PROGRESS: Tone.ACTIVE,
    Status.SUBMITTED: Tone.DONE,
    Status.VERIFIED: Tone.DONE,
    Status.ON_NOTICE: Tone.DONE,
    Status.CLOSED: Tone.MUTED,
}

PACE_WORDS: Final = {
    Pace.AHEAD: "ahead of its milestones",
    Pace.ON_SCHEDULE: "on schedule",
    Pace.BEHIND: "behind its milestones",
    Pace.OVERDUE: "overdue",
    Pace.NO_MILESTONES: "no milestones, cannot be judged",
}

COLOUR_TONES: Final = {Colour.BLUE: Tone.ACTIVE, Colour.YELLOW: Tone.SOON, Colour.RED: Tone.LATE}

SEVERITY_TONES: Final = {Severity.DAMAGE: Tone.LATE, Severity.ERROR: Tone.LATE, Severity.WARNING: Tone.SOON}

_WORDS_OF_CLASS: Final = {
    DeadlineClass.STANDING: "standing",
    DeadlineClass.IMMEDIATE: "at once",
    DeadlineClass.DATED: "",
}


def left_words(days: int) -> str:
    """The days to a deadline: `12 d left`, `today`, `3 d late`."""
    if days == 0:
        return "today"
    return f"{days} d left" if days > 0 else f"{-days} d late"


def urgency(issue: Issue, today: date, basis: Basis = Basis.CURRENT) -> tuple[str, Tone]:
    """How an issue stands to its deadline, in words, and their tone; no words where there is nothing to say."""
    return urgencies((issue,), today, basis)[0]


def urgencies(issues: Iterable[Issue], today: date, basis: Basis = Basis.CURRENT) -> list[tuple[str, Tone]]:
    """The urgency of each of many issues; found once for every timing that differs."""
    timings = ((*timing_of(issue, basis), _is_unclear(deadline_on(issue, basis))) for issue in issues)
    return once_each(lambda told: _urgency_by(told[:-1], today, is_unclear=told[-1]), timings)


def _urgency_by(timing: Sequence[Any], today: date, *, is_unclear: bool) -> tuple[str, Tone]:
    left, is_done = left_by(timing, today), timing[0]
    if left is None:
        return "day unclear" if is_unclear else "", Tone.MUTED
    if is_done:
        return ("done in time", Tone.DONE) if left >= 0 else (f"done {-left} d late", Tone.LATE)
    return left_words(left), Tone.LATE if left < 0 else Tone.SOON if left <= SOON_DAYS else Tone.PLAIN


def _is_unclear(deadline: Deadline | None) -> bool:
    return deadline is not None and deadline.is_dated_without_day


def deadline_words(deadline: Deadline | None) -> str:
    """A deadline in one short cell: its day, else its wording, else its nature."""
    if deadline is None:
        return ""
    if deadline.date is not None:
        return deadline.date.isoformat()
    return shown(deadline.text) if deadline.text else _WORDS_OF_CLASS[deadline.class_]


def number_of(count: int, one: str, many: str | None = None) -> str:
    """A count with its word: `1 issue`, `3 issues`."""
    return f"{count} {one if count == 1 else many or one + 's'}"
