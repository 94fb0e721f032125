"""PROOF: a checkpoint: the trail's head at a moment, as a small text to sign, to print and to keep elsewhere.

- One fact a line, in fixed order, UTF-8 with LF; the first line names format and version. The same state gives the
  same text but for the time.
- The head is the sha256 of the last line, so it vouches for every line before; `runs` says which line that is.
- `register` is the sha256 of the register file as that run left it, for those who hold a copy of the file.
- `origin` is for people: the register's title (a part of the state, unlike the file's name, which a copy may not have).
  Nothing is judged by it: another register has another head.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from rectify.errors import BadAnchor

TITLE: Final = "rectify checkpoint 1"
_FACTS: Final = {
    "origin": re.compile(r".*\S.*"),
    "runs": re.compile(r"[1-9][0-9]{0,11}", re.ASCII),
    "head": re.compile(r"[0-9a-f]{64}", re.ASCII),
    "register": re.compile(r"[0-9a-f]{64}", re.ASCII),
    "time": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", re.ASCII),
}
_WANTED: Final = {
    "origin": "some text",
    "runs": "a number from 1",
    "head": "64 hex digits in lower case",
    "register": "64 hex digits in lower case",
    "time": "a time in UTC like 2018-12-31T04:00:00Z",
}


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A state of a trail: how many runs, the sha256 of the last line, that of the register; `time` is UTC, RFC 3339."""

    origin: str
    runs: int
    head: str
    register: str
    time: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A checkpoint that was kept elsewhere: the file it came in, and who signed it, where a signature was checked."""

    name: str
    checkpoint: Checkpoint
    signer: str | None = None


def write_checkpoint(checkpoint: Checkpoint) -> str:
    """The text of a checkpoint. Its origin must be one line of visible letters."""
    facts = (f"{name}: {getattr(checkpoint, name)}\n" for name in _FACTS)
    return "".join((f"{TITLE}\n", *facts))


def read_checkpoint(data: bytes, name: str) -> Checkpoint:
    """The checkpoint that a file holds; only the very form in which they are written.

    Args:
        data: the bytes of the file.
        name: how it is called in errors.

    Raises:
        BadAnchor: it is no checkpoint; told with file and line.
    """
    try:
        lines = data.decode().split("\n")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise BadAnchor(place=f"{name}:{number}", why="it is not UTF-8") from None
    if lines[0] != TITLE:
        raise BadAnchor(place=f"{name}:1", why=_first(lines[0]))
    found = {fact: _fact(lines, number, fact, name) for number, fact in enumerate(_FACTS, 2)}
    if lines[len(_FACTS) + 1 :] != [""]:
        raise BadAnchor(place=f"{name}:{len(_FACTS) + 2}", why="something follows, or the last line is not finished")
    return Checkpoint(found["origin"], int(found["runs"]), found["head"], found["register"], found["time"])


def _first(line: str) -> str:
    if line.startswith(TITLE.rpartition(" ")[0]):
        return f"it begins with {line!r}; this rectify reads {TITLE!r}"
    return f"a checkpoint begins with the line {TITLE!r}"


def _fact(lines: list[str], number: int, fact: str, name: str) -> str:
    line = lines[number - 1] if number <= len(lines) else ""
    label, colon, value = line.partition(": ")
    if label != fact or not colon or not _FACTS[fact].fullmatch(value) or (fact == "time" and not _is_time(value)):
        raise BadAnchor(place=f"{name}:{number}", why=f"here stands '{fact}: ' with {_WANTED[fact]}, and nothing else")
    return value


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
