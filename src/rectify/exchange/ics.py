"""THE EXCHANGE: days of the register as a calendar file (iCalendar, RFC 5545) that phones and mail programs take in.

- An entry is an event of a whole day. It does not make its owner busy: a deadline is no meeting.
- The `uid` names the entry for good: who takes the file in again gets the entry renewed, not a second one.
- Lines end in CRLF and are folded at 75 bytes, never within a character.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from rectify.exchange.letters import many_lines, one_line
from rectify.faults import MissingExtra

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT: Final = "-//rectify//register of inspection issues//EN"
"""What made the file, as the format wants it to be said."""


@dataclass(frozen=True)
class CalendarEntry:
    """One day of a calendar: its lasting name (`uid`), a line for it, more words, and what it can be found by."""

    uid: str
    day: date
    summary: str
    description: str = ""
    categories: tuple[str, ...] = ()


def calendar_bytes(entries: Sequence[CalendarEntry], *, name: str, stamp: datetime) -> bytes:
    """A calendar file of these entries, in this order.

    Args:
        entries: the days.
        name: what programs call the calendar.
        stamp: when the entries were as they are; in UTC in the file, to the second.

    Raises:
        MissingExtra: icalendar is not installed.
        ValueError: the stamp has no time zone.
    """
    try:
        from icalendar import Calendar, vText
    except ImportError:
        raise MissingExtra(what="a calendar file", extra="ics") from None
    if stamp.tzinfo is None:
        raise ValueError("the stamp of a calendar has no time zone")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):  # the standard's key, and that of most programs
        calendar[key] = vText(one_line(name))
    for entry in entries:
        calendar.add_component(_event(entry, stamp.astimezone(UTC).replace(microsecond=0)))
    written: bytes = calendar.to_ical(sorted=True)
    return written


def _event(entry: CalendarEntry, stamp: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", one_line(entry.uid))
    event.add("dtstamp", stamp)
    event.add("dtstart", entry.day)  # without an end it is this one day
    event.add("summary", one_line(entry.summary))
    event.add("transp", "TRANSPARENT")
    if entry.description:
        event.add("description", many_lines(entry.description))
    if entry.categories:
        event.add("categories", [one_line(word) for word in entry.categories])
    return event
