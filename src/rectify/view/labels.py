"""THE EYE: the words for people, and the tone each is said in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from rectify.model.timing import deadline_on, left_by, timing_of
from rectify.model.traits import Trait, told_deadline
from rectify.terms import Basis, Colour, DeadlineClass, Pace, Severity, Status
from rectify.view.escape import shown
from rectify.view.sheet import Tone

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
    return urgency_by(timing_of(issue, basis), told_deadline(deadline_on(issue, basis)), today)


def urgency_by(timing: Trait, deadline: Trait, today: date) -> tuple[str, Tone]:
    """The urgency of all issues with this timing and this deadline, as their traits tell them."""
    left, is_done = left_by(timing, today), timing[0]
    if left is None:
        return "day unclear" if _is_unclear(deadline) else "", Tone.MUTED
    if is_done:
        return ("done in time", Tone.DONE) if left >= 0 else (f"done {-left} d late", Tone.LATE)
    return left_words(left), Tone.LATE if left < 0 else Tone.SOON if left <= SOON_DAYS else Tone.PLAIN


def _is_unclear(told: Trait) -> bool:
    """True for a deadline of which a day is meant, and none is certain."""
    return isinstance(told, list) and told[1] == DeadlineClass.DATED


def deadline_words(deadline: Deadline | None) -> str:
    """A deadline in one short cell: its day, else its wording, else its nature."""
    return told_words(told_deadline(deadline))


def told_words(told: Trait) -> str:
    """The same of a deadline as its trait tells it."""
    if told is None or isinstance(told, str):
        return told or ""
    wording, nature = told
    return shown(wording) if wording else _WORDS_OF_CLASS[DeadlineClass(nature)]


def number_of(count: int, one: str, many: str | None = None) -> str:
    """A count with its word: `1 issue`, `3 issues`."""
    return f"{count} {one if count == 1 else many or one + 's'}"
