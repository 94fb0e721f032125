"""The trail's lines: one run a line of canonical JSON, chained by sha256 (docs/trail.md).

- UTF-8, keys in a fixed order, no spaces, no floats, one newline at the end of every line: as `jq -c` prints it.
- `prev` comes first, so that the chain can be checked without parsing.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, date, datetime
from typing import Any

from rectify.faults import InvalidTrail
from rectify.model.diff import Change
from rectify.model.event import FORMAT, Event, Mention, Run
from rectify.model.names import RESERVED_ID, is_digest, is_issue_id
from rectify.model.run_data import run_data
from rectify.store.trail_lines import recorded_lines

_DEEPEST = 32
_LONGEST = 60
"""A text that is none is not told in more characters than this."""
_CONFLICT_MARKERS = (b"<<<<<<<", b"=======", b">>>>>>>")
_TIME_LENGTH = len("2018-12-31T23:59:59Z")


def write_line(run: Run) -> bytes:
    """The one form a run has in the trail, with its newline."""
    return _ENCODER.encode(run_data(run)).replace("\x7f", "\\u007f").encode() + b"\n"


def read_line(line: bytes, name: str, number: int) -> Run:
    """The run that a line of the trail holds.

    Raises:
        InvalidTrail: the line is no run; the message names file and line.
    """
    try:
        return _run(_parsed(line))
    except KeyError as error:
        why = f"the line is no run (it has no {error})"
    except (TypeError, AttributeError) as error:
        why = f"the line is no run ({error})"
    except RecursionError:
        why = "the line is no run (it is nested too deeply)"
    except ValueError:
        why = "the line is not JSON"
        if line[:7] in _CONFLICT_MARKERS:
            why = "the line is a conflict marker of git; take one side's trail whole, a trail is never merged by lines"
    raise InvalidTrail(place=f"{name}:{number}", why=why)


def read_lines(lines: Iterable[bytes], name: str) -> Iterator[Run]:
    """The runs of a trail, one at a time; a torn last line is not recorded, and left out."""
    return (run for run, _ in runs_and_lines(lines, name))


def runs_and_lines(lines: Iterable[bytes], name: str) -> Iterator[tuple[Run, bytes]]:
    """The runs of a trail, each with its line as it stands there, with its newline."""
    for number, line in enumerate(recorded_lines(lines), 1):
        yield read_line(line, name, number), line


# --- JSON as a run ---


def _parsed(line: bytes) -> Any:
    data = _DECODER.decode(line.decode())
    if b"\\u" in line and b"\\ud" in line.lower():  # half a character, written as an escape, is no text
        json.dumps(data, ensure_ascii=False).encode()
    return data


def _no_float(text: str) -> Any:
    raise TypeError(f"{text} is no whole number")


_DECODER = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float)
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Made once: a trail has a million lines."""


def _run(data: dict[str, Any]) -> Run:
    if data["format"] != FORMAT:
        raise TypeError(f"format {data['format']}; this rectify reads format {FORMAT}")
    return Run(
        at=_time(data["at"]),
        actor=_text(data["actor"]),
        login=_text(data["login"]),
        host=_text(data["host"]),
        via=_text(data["via"]),
        tool=_text(data["tool"]),
        events=tuple(map(_event, data["events"])),
        batch_id=_text_or_none(data.get("batch_id")),
        outside=tuple(map(_text, data.get("outside", ()))),
        prev=tuple(map(_text, data["prev"])),
        seq=_whole(data["seq"]),
        before=_text(data["before"]),
        after=_text(data["after"]),
    )


def _event(data: dict[str, Any]) -> Event:
    return Event(
        verb=_text(data["verb"]),
        issue=_entry(data["issue"]),
        reason=_text_or_none(data.get("reason")),
        text=_text_or_none(data.get("text")),
        on=_day_or_none(data.get("on")),
        changes=tuple(map(_change, data["changes"])),
        evidence=tuple(map(_mention, data["evidence"])),
    )


def _change(data: dict[str, Any]) -> Change:
    return Change(_text(data["path"]), _shallow(data["before"]), _shallow(data["after"]))


def _mention(data: dict[str, Any]) -> Mention:
    return Mention(_digest(data["sha256"]), _text(data["name"]), _whole(data["size"]))


def _shallow(value: Any, depth: int = 0) -> Any:
    """The value, unless it is nested deeper than anything a register can hold."""
    if isinstance(value, dict | list):
        if depth >= _DEEPEST:
            raise TypeError(f"a value nested more than {_DEEPEST} levels deep")
        for part in value.values() if isinstance(value, dict) else value:
            _shallow(part, depth + 1)
    return value


def _day_or_none(value: Any) -> str | None:
    text = _text_or_none(value)
    try:
        return text if text is None else date.fromisoformat(text).isoformat()
    except ValueError:
        raise TypeError(f"{text!r} is no day") from None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _entry(value: Any) -> str:
    """The header of the register or an issue: a name that may become that of a folder."""
    text = _text(value)
    if text != RESERVED_ID and not is_issue_id(text):
        raise TypeError(f"{_in_short(text)} is no issue")
    return text


def _digest(value: Any) -> str:
    text = _text(value)
    if not is_digest(text):
        raise TypeError(f"{_in_short(text)} is no sha256")
    return text


def _in_short(text: str) -> str:
    return repr(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is no whole number")
    return value


def _time(value: Any) -> str:
    """A time of the trail: UTC, RFC 3339, to the second."""
    text = _text(value)
    try:
        is_time = len(text) == _TIME_LENGTH and text.endswith("Z")
        is_time = is_time and MINYEAR < datetime.fromisoformat(text).year < MAXYEAR  # a day fits in any zone
    except ValueError:
        is_time = False
    if not is_time:
        raise TypeError(f"{text!r} is no time in UTC")
    return text
