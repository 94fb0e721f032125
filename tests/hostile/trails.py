"""Hostile trails: what is done to the last line of a sound one, and what `check` must say of it."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

Change = Callable[[bytes], bytes]


class Bent(NamedTuple):
    """A change of the last line, words that `check` must tell of its line, and whether a write still goes on."""

    change: Change
    said: str
    is_written_on: bool = False


def _put(said: str, is_written_on: bool = False, **keys: Any) -> Bent:
    """The line with other values of some keys, written as it should be."""
    return Bent(lambda line: _line(json.loads(line) | keys), said, is_written_on)


def _event(said: str, is_written_on: bool = False, **keys: Any) -> Bent:
    """The line with other values of some keys of its event."""

    def change(line: bytes) -> bytes:
        run = json.loads(line)
        run["events"][0] |= keys
        return _line(run)

    return Bent(change, said, is_written_on)


def _without(key: str) -> Bent:
    return Bent(
        lambda line: _line({name: value for name, value in json.loads(line).items() if name != key}),
        f"it has no '{key}'",
    )


def _sub(old: bytes, new: bytes, said: str, is_written_on: bool = False) -> Bent:
    return Bent(lambda line: line.replace(old, new, 1), said, is_written_on)


def _line(run: dict[str, Any]) -> bytes:
    return json.dumps(run, ensure_ascii=False, separators=(",", ":")).encode()


NOT_JSON = "the line is not JSON"
NO_RUN = "the line is no run"
NOT_CANONICAL = "not in canonical form"
BENT: dict[str, Bent] = {
    "no JSON": Bent(lambda _: b"x", NOT_JSON),
    "half a line": Bent(lambda line: line[:100], NOT_JSON),
    "an empty line": Bent(lambda _: b"", NOT_JSON),
    "a BOM": Bent(lambda line: b"\xef\xbb\xbf" + line, NOT_JSON),
    "GBK": _sub(b"QH", "看".encode("gbk"), NOT_JSON),
    "Latin-1": _sub(b"QH", b"\xe9", NOT_JSON),
    "half a character in bytes": _sub(b"QH", b"\xed\xa0\x80", NOT_JSON),
    "half a character, escaped": _sub(b'"QH', b'"\\ud800QH', "line"),
    "an escape as it is": _sub(b'"QH-02"', b'"QH\x1b-02"', NOT_JSON),
    "a conflict marker": Bent(lambda _: b"<<<<<<< HEAD", "a conflict marker of git"),
    "100,000 brackets": Bent(lambda _: b"[" * 100_000, "nested too deeply"),
    "100,000 braces": Bent(lambda _: b'{"a":' * 100_000, "nested too deeply"),
    "a list": Bent(lambda _: b"[]", NO_RUN),
    "null": Bent(lambda _: b"null", NO_RUN),
    "a number": Bent(lambda _: b"1", NO_RUN),
    "a text": Bent(lambda _: b'"x"', NO_RUN),
    "blanks before": Bent(lambda line: b"  " + line, NOT_CANONICAL, is_written_on=True),
    "CRLF": Bent(lambda line: line + b"\r", NOT_CANONICAL, is_written_on=True),
    "DEL as it is": _sub("看过".encode(), b"\x7f", NOT_CANONICAL, is_written_on=True),
    "a key twice": _sub(b'"seq":3', b'"seq":3,"seq":3', NOT_CANONICAL, is_written_on=True),
    "a key that is none": _put(NOT_CANONICAL, is_written_on=True, frob=1),
    "a number of 400 digits": _put("seq is 1000", is_written_on=True, seq=10**400),
    "a number of 5,000 digits": _sub(b'"seq":3', b'"seq":' + b"9" * 5_000, "line"),
    "a fraction": _sub(b'"seq":3', b'"seq":3.0', NO_RUN),
    "NaN": _sub(b'"seq":3', b'"seq":NaN', "line"),
    "a number below zero": _put("seq is -1", is_written_on=True, seq=-1),
    "a number that is true": _put(NO_RUN, seq=True),
    "a number that is a text": _put(NO_RUN, seq="3"),
    "a number that is null": _put(NO_RUN, seq=None),
    "a chain of null": _put(NO_RUN, prev=None),
    "a chain of numbers": _put(NO_RUN, prev=[1]),
    "a newer format": _put("format 2", format=2),
    "a format that is a text": _put(NO_RUN, format="1"),
    "a time in words": _put("is no time in UTC", at="yesterday"),
    "a time of another zone": _put("is no time in UTC", at="2019-07-01T02:30:00+08:00"),
    "a time of year 0": _put("is no time in UTC", at="0000-01-01T00:00:00Z"),
    "a time of 10,000 digits": _put("is no time in UTC", at="2" * 10_000),
    "an actor of null": _put(NO_RUN, actor=None),
    "an actor that is a list": _put(NO_RUN, actor=[]),
    "events of null": _put(NO_RUN, events=None),
    "events of numbers": _put(NO_RUN, events=[1]),
    "a digest that is a number": _put(NO_RUN, before=1),
    "a verb that is a number": _event(NO_RUN, verb=1),
    "an issue of null": _event(NO_RUN, issue=None),
    "a day that is none": _event("is no day", on="2019-13-01"),
    "changes that are a text": _event(NO_RUN, changes="x"),
    "evidence that is a text": _event(NO_RUN, evidence="x"),
    "no events": _without("events"),
    "no time": _without("at"),
    "no chain": _without("prev"),
}
SHOWN: dict[str, bytes] = {
    "actor": b'"actor":"\\u001b]0;x\\u0007"',
    "host": b'"host":"\\u009b31m\\u202e"',
    "tool": b'"tool":"\\u0000\\u2028[bold]"',
}
"""Values of a forged, yet well-formed last line: the chain cannot tell, and the screen must not obey."""
