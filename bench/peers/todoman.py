"""todoman: one iCalendar file a task, and a cache in SQLite.

Its documentation: https://todoman.readthedocs.io
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench.peers.peer import Entry, Peer, Words
from bench.places import TODAY

SETTINGS: Final = """\
path = "lists/*"
cache_path = "./cache.sqlite3"
date_format = "%Y-%m-%d"
time_format = "%H:%M"
default_list = "issues"
"""


def load(folder: Path, issues: Iterable[Entry]) -> None:
    """One file an issue."""
    lists = folder / "lists" / "issues"
    lists.mkdir(parents=True)
    (folder / "config.py").write_text(SETTINGS, encoding="utf-8")
    for entry in issues:
        (lists / f"{entry.id}.ics").write_bytes(_calendar(entry).encode())


def _calendar(entry: Entry) -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//made up//bench//",
        "BEGIN:VTODO",
        f"UID:{entry.id}",
        "DTSTAMP:20260105T000000Z",
        f"SUMMARY:{entry.id} {entry.title}",
        f"CATEGORIES:{entry.category}",
        f"LOCATION:{entry.place} {entry.unit}",
        f"DESCRIPTION:{_text(f'{entry.person} {entry.rest}')}",
        *([f"DUE;VALUE=DATE:{entry.due.replace('-', '')}"] if entry.due else []),
        "STATUS:NEEDS-ACTION",
        "END:VTODO",
        "END:VCALENDAR",
    ]
    return "".join(f"{line}\r\n" for line in lines)


def _text(text: str) -> str:
    """A text as it stands in a property."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def hours() -> int:
    """The hours from now to the day of the benchmark: todoman counts from the clock."""
    rest = datetime.fromisoformat(f"{TODAY}T00:00:00+00:00") - datetime.now(UTC)
    return max(1, int(rest.total_seconds() // 3600))


def close(number: int) -> Words:
    """Finish the n-th task."""
    return ["done", str(number)]


PEER: Final = Peer(
    name="todoman",
    program="todo",
    package="todoman",
    source="pip",
    load=load,
    version=["--version"],
    overdue=["list", "--due", str(hours())],
    close=close,
    batch=lambda numbers: ["done", *map(str, numbers)],
    warm=["list"],
    more={"TODOMAN_CONFIG": "config.py"},
    remark="`todo list --due HOURS`, `todo done ID`, `todo done` of 1,000 ids",
)
