"""A calendar file: read back by the library, byte by byte, and without the extra."""

import sys
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from rectify.exchange.ics import CalendarEntry, calendar_bytes
from rectify.faults import MissingExtra

STAMP = datetime(2024, 9, 29, 8, 30, 15, 999, tzinfo=timezone(timedelta(hours=8)))
ENTRY = CalendarEntry(
    "QH-01.deadline@rectify",
    date(2024, 10, 9),
    "QH-01 甲川县垃圾场渗滤液外溢，到期；a, b; c\\d",
    "责任单位：甲川县政府\n第二行",
    ("水", "甲川县,政府"),
)


def made(*entries: CalendarEntry, name: str = "试点整改台账") -> bytes:
    """A calendar of these entries."""
    return calendar_bytes(entries, name=name, stamp=STAMP)


def when(event: Any, key: str) -> date:
    """The day or time of a property."""
    found = event[key].dt
    assert isinstance(found, date)
    return found


def test_an_entry_is_read_back_as_it_was() -> None:
    """A day, its words and its categories, with the signs that mean something in the format."""
    (event,) = Calendar.from_ical(made(ENTRY)).events
    assert (str(event["uid"]), when(event, "dtstart")) == (ENTRY.uid, ENTRY.day)
    assert str(event["summary"]) == ENTRY.summary
    assert str(event["description"]) == ENTRY.description
    assert tuple(event.categories) == ENTRY.categories
    assert when(event, "dtstamp") == datetime(2024, 9, 29, 0, 30, 15, tzinfo=UTC)
    assert str(event["transp"]) == "TRANSPARENT"


def test_the_bytes_are_those_of_the_standard() -> None:
    """One small calendar, as it stands in the file."""
    assert made(CalendarEntry("u", date(2024, 10, 9), "甲"), name="台账,甲").decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//rectify//register of inspection issues//EN",
        "METHOD:PUBLISH",
        "NAME:台账\\,甲",
        "X-WR-CALNAME:台账\\,甲",
        "BEGIN:VEVENT",
        "SUMMARY:甲",
        "DTSTART;VALUE=DATE:20241009",
        "DTSTAMP:20240929T003015Z",
        "UID:u",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_the_same_entries_give_the_same_bytes_in_their_order() -> None:
    """Nothing in the file comes from the clock; the order is the caller's."""
    other = CalendarEntry("u", date(2024, 1, 1), "甲")
    assert made(ENTRY, other) == made(ENTRY, other)
    assert [str(event["uid"]) for event in Calendar.from_ical(made(ENTRY, other)).events] == [ENTRY.uid, "u"]
    assert [str(event["uid"]) for event in Calendar.from_ical(made(other, ENTRY)).events] == ["u", ENTRY.uid]


@given(st.text(max_size=200), st.text(max_size=200), st.lists(st.text(min_size=1, max_size=20), max_size=3))
def test_any_text_stays_in_its_field(summary: str, description: str, words: list[str]) -> None:
    """No text ends a line early or begins another entry; lines are at most 75 bytes and cut between letters."""
    hostile = summary + "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n" + "渗滤液" * 40
    written = made(CalendarEntry("u", date(2024, 10, 9), hostile, description, tuple(words)), name=hostile)
    lines = written.split(b"\r\n")
    assert all(
        len(line) <= 75 and b"\n" not in line and b"\r" not in line and line.decode() is not None for line in lines
    )
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT") == 1
    (event,) = Calendar.from_ical(written).events
    assert str(event["summary"]).endswith("END:VEVENT BEGIN:VEVENT " + "渗滤液" * 40)


def test_a_calendar_may_be_empty() -> None:
    """Nothing due is an answer too; programs take it in as a calendar without entries."""
    assert Calendar.from_ical(made()).events == []


@pytest.mark.parametrize("day", [date.min, date.max])
def test_any_day_can_stand_in_it(day: date) -> None:
    """Also the first and the last of all."""
    assert when(Calendar.from_ical(made(CalendarEntry("u", day, "甲"))).events[0], "dtstart") == day


def test_a_stamp_needs_its_zone() -> None:
    """A time of nowhere cannot be written in UTC."""
    with pytest.raises(ValueError, match="no time zone"):
        calendar_bytes((), name="甲", stamp=STAMP.replace(tzinfo=None))


def test_without_the_library_the_extra_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing, and how to get it."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingExtra, match="a calendar file needs the extra ics") as missing:
        made(ENTRY)
    assert missing.value.hint == "pip install 'rectify[ics]'"
