"""Days as people write them, resolved against a given today; pure, with no clock of its own.

The wordings and how each is read stand in `wording.date_words`. Whoever resolves a day echoes it.
"""

import re
from datetime import date
from typing import TYPE_CHECKING

from rectify.errors import AmbiguousDate, BadDate, CalendarNotKnown
from rectify.faults import MissingExtra
from rectify.terms import CalendarKind, DeadlineClass
from rectify.wording.date_steps import NoDay
from rectify.wording.date_tidy import LONGEST, tidy, why_not
from rectify.wording.date_words import TwoReadings, business_days, names_its_year, read
from rectify.working_days import plus

if TYPE_CHECKING:
    from rectify.model.deadline import Deadline

_SHOWN = 60
_UNSIGNED_STEP = "[0-9]{1,5}(?:bd|[dwmy])"
_CLASSES = dict.fromkeys(("长期坚持", "长期", "长期整改", "standing"), DeadlineClass.STANDING) | dict.fromkeys(
    ("立行立改", "立即整改", "立知立改", "即知即改", "immediate"), DeadlineClass.IMMEDIATE
)


def resolve(text: str, today: date) -> date:
    """The day that a text means.

    Read are ISO (2018-12-31; also 2018/12/31, 2018.12.31, 20181231), steps (+30d -2w +3m +1y +10bd),
    eow eom eoq eoy, weekdays, and the wordings of Chinese ledgers (`wording.date_words`). Months clamp to their end.
    Business days are those of the State Council, Monday to Friday where its calendar is not known (`counted_by`).

    Raises:
        AmbiguousDate: the text has two readings, given as ISO days, the earlier first.
        BadDate: it is no date, or a day that the calendar has not.
    """
    words = _words(text)
    try:
        count = business_days(words)
        found = read(words, today) if count is None else _count(today, count)[0]
    except TwoReadings as two:
        raise AmbiguousDate(text=_shown(text), first=str(two.first), second=str(two.second)) from None
    except NoDay as none:
        raise BadDate(text=_shown(text), why=str(none)) from None
    except OverflowError:
        raise BadDate(text=_shown(text), why="it lies outside the years 1 to 9999") from None
    if found is None:
        raise BadDate(text=_shown(text), why=why_not(words))
    return found


def resolve_deadline(text: str, today: date) -> "Deadline":
    """The deadline that a text means.

    - A wording that names its own year (2018年12月底前) is kept as given beside its day.
    - ISO days and whatever depends on today (+30d, 月底, 6月30日) leave only their day.
    - 长期坚持 or `standing` is a standing duty, 立行立改 or `immediate` is to be done at once; Chinese is kept.

    Raises:
        AmbiguousDate: the text has two readings.
        BadDate: it is no deadline.
    """
    from rectify.model.deadline import Deadline  # a model, with all that checks it, which no other day needs

    words = _words(text)
    kept = {} if words.isascii() else {"text": text.strip()}
    if words in _CLASSES:
        return Deadline.model_validate({"class": _CLASSES[words], **kept})
    found = resolve(text, today)
    return Deadline.model_validate({"date": found, **(kept if names_its_year(words) else {})})


def within(text: str, today: date) -> date:
    """The last day of a span that begins today: 30d, 2w, 10bd, or any day that `resolve` knows.

    Raises:
        AmbiguousDate: the text has two readings.
        BadDate: it is neither a span nor a date.
    """
    words = _words(text)
    return resolve(f"+{words}" if re.fullmatch(_UNSIGNED_STEP, words) else text, today)


def counts_business_days(text: str) -> bool:
    """True when the text counts business days, so that `counted_by` must be said with the day: +10bd, 10个工作日内."""
    return _business_days(text) is not None


def counted_by(text: str, today: date) -> str | None:
    """Which calendar the business days of a text are counted by, and why no better one; None when it counts none.

    The same words mean another day where the extra `calendar` is not installed: whoever echoes the day says this.
    """
    count = _business_days(text)
    return None if count is None else _count(today, count)[1]


def _count(today: date, count: int) -> tuple[date, str]:
    """The day so many business days on, and by which calendar."""
    try:
        return plus(CalendarKind.CN, today, count), "by the State Council calendar"
    except CalendarNotKnown as unknown:
        why = f"the State Council calendar of {unknown.facts['year']} is not known"
    except MissingExtra as missing:
        why = f"the State Council calendar needs: {missing.hint}"
    return plus(CalendarKind.WEEKDAYS, today, count), f"counted Monday to Friday; {why}"


def _business_days(text: str) -> int | None:
    """How many business days a text asks for, with or without a sign."""
    if len(text) > LONGEST:
        return None
    words = tidy(text)
    return business_days(f"+{words}" if re.fullmatch(_UNSIGNED_STEP, words) else words)


def _words(text: str) -> str:
    if len(text) > LONGEST:
        raise BadDate(text=_shown(text), why=f"it is longer than {LONGEST} characters")
    return tidy(text)


def _shown(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
