"""Taskwarrior: tasks in a text file of its own, with a log for undoing.

It is measured as it comes, as we are: both say what they change. Saying it takes `task import` most of its time, so
that is measured silent as well.

Its documentation: https://taskwarrior.org/docs/
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench.peers.peer import Entry, Peer, Words
from bench.places import TODAY

SETTINGS: Final = """\
data.location=data
confirmation=off
"""
FIELDS: Final = ("place", "unit", "person", "rest")
ENTERED: Final = "1767571200"
"""2026-01-05, the day of the order."""


def uuid(number: int) -> str:
    """The name Taskwarrior knows the n-th issue by."""
    return f"00000000-0000-4000-8000-{number:012d}"


def load(folder: Path, issues: Iterable[Entry]) -> None:
    """Write what `task import` would write, which takes hours for 100,000 tasks; and the file of the batch."""
    (folder / "data").mkdir()
    settings = "".join(f"uda.{name}.type=string\nuda.{name}.label={name}\n" for name in FIELDS)
    (folder / "taskrc").write_text(SETTINGS + settings, encoding="utf-8")
    batch = []
    with (folder / "data" / "pending.data").open("w", encoding="utf-8") as file:
        for entry in issues:
            fields = _fields(entry)
            file.write("[" + " ".join(f'{key}:"{_quoted(value)}"' for key, value in fields.items()) + "]\n")
            if entry.is_in_batch:
                batch.append(_done(fields))
    (folder / "batch.json").write_text(json.dumps(batch, ensure_ascii=False), encoding="utf-8")


def _fields(entry: Entry) -> dict[str, str]:
    fields = {
        "description": f"{entry.id} {entry.title}",
        "due": _seconds(entry.due),
        "entry": ENTERED,
        "project": entry.category,
        "status": "pending",
        "uuid": uuid(entry.number),
    }
    fields |= {name: getattr(entry, name) for name in FIELDS}
    return {key: value for key, value in fields.items() if value}


def _done(fields: dict[str, str]) -> dict[str, str]:
    """A task as `task import` takes it, finished."""
    days = {key: _stamp(fields[key]) for key in ("due", "entry") if key in fields}
    return fields | days | {"status": "completed", "end": f"{TODAY.replace('-', '')}T000000Z"}


def _seconds(day: str) -> str:
    return str(int(datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp())) if day else ""


def _stamp(seconds: str) -> str:
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y%m%dT%H%M%SZ")


def _quoted(text: str) -> str:
    """A text as it stands in pending.data."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return escaped.replace("[", "&open;").replace("]", "&close;")


def close(number: int) -> Words:
    """Finish the n-th task."""
    return [uuid(number), "done"]


PEER: Final = Peer(
    name="Taskwarrior",
    program="task",
    package="taskwarrior",
    source="apt",
    load=load,
    version=["--version"],
    overdue=[f"due.before:{TODAY}", "list"],
    close=close,
    batch=lambda _: ["import", "batch.json"],
    silent_batch=lambda _: ["rc.verbose=nothing", "import", "batch.json"],
    more={"TASKRC": "taskrc", "TASKDATA": "data"},
    remark="`task due.before:DAY list`, `task UUID done`, `task import` of 1,000 finished tasks; as it comes, but for "
    "`confirmation=off`. Silent: the same import with `rc.verbose=nothing`; by itself it names each task it changes",
)
