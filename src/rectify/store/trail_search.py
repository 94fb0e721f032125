"""The trail searched by its bytes: what it tells of few entries, without parsing what it tells of the others.

- Only for a trail of which every line is known to be a run in canonical form (`cache_trail`). There a key stands
  nowhere but where a key belongs, since a text has no bare quote: what is found by its bytes is found whole.
- Of a line only its head and the events asked for are read, as a line of their own, as strictly as any line.
- Where values of issues have a key that is called `issue` too, lines are read whole.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from heapq import merge
from typing import TYPE_CHECKING, Final, Protocol

from rectify.model.event import only_about
from rectify.store.log_jsonl import read_line

if TYPE_CHECKING:
    from rectify.model.event import Run

ISSUE: Final = b'"issue":'
_BATCH: Final = b'"batch_id":'
_EVENT: Final = b'{"verb":'
_EVENTS: Final = b'"events":['
_END: Final = b"]}\n"
_STEP: Final = 1 << 18
_FEW: Final = 3
"""Up to so many are looked for one by one; for more, every event is looked at."""
_LONGEST_ID: Final = 300
"""In bytes, with its quotes: more than the longest there is."""


class Searched(Protocol):
    """A trail to search; `size` is in bytes."""

    size: int

    def piece(self, start: int, size: int) -> tuple[bytes | bytearray, int]:
        """What stands from there on, about so many bytes of it; it holds until the next piece is asked for.

        It may be more, or less, but not less than a kilobyte unless the trail ends there; with how much of it counts.
        """

    def read(self, start: int, size: int) -> bytes:
        """So many bytes from there on."""


def runs_about(trail: Searched, entries: Collection[str], name: str, *, is_plain: bool) -> Iterator["Run"]:
    """The runs with an event on one of these entries, each with no other events.

    Args:
        trail: every line of it a run in canonical form.
        entries: ids, or `register`.
        name: how errors call it.
        is_plain: whether the only keys called `issue` are those of events.
    """
    needles = [needle for entry in entries if len(needle := _quoted(entry)) < _LONGEST_ID]
    wanted = frozenset(entries)
    for line in _lines_with(trail, _Needles(ISSUE, needles)):
        if is_plain:
            yield read_line(_shortened(line, _Needles(ISSUE, needles)), name, 0)
        elif run := only_about(read_line(line, name, 0), wanted):
            yield run


def runs_of_batch(trail: Searched, batch_id: str, name: str) -> Iterator["Run"]:
    """The runs of a batch, whole; `trail` and `name` as above."""
    for line in _lines_with(trail, _Needles(_BATCH, [_quoted(batch_id)])):
        if (run := read_line(line, name, 0)).batch_id == batch_id:
            yield run


def _quoted(text: str) -> bytes:
    """A text as it stands in a trail; what is no text stands in none."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f").encode(errors="surrogatepass")


class _Needles:
    """What is looked for: a key with one of these values."""

    def __init__(self, key: bytes, values: Sequence[bytes]) -> None:
        self._key, self._values = key, frozenset(values)
        self.reach = len(key) + max(map(len, values), default=0) + _LONGEST_ID
        """More bytes than the longest of them has."""

    def places(self, data: bytes | bytearray, end: int) -> Iterator[int]:
        """Where they begin in the first bytes of some data, one after the other."""
        if len(self._values) <= _FEW:
            return merge(*(self._places_of(self._key + value, data, end) for value in self._values))
        return self._places_by_key(data, end)

    def _places_of(self, needle: bytes, data: bytes | bytearray, end: int) -> Iterator[int]:
        at = data.find(needle, 0, end)
        while at >= 0:
            yield at
            at = data.find(needle, at + 1, end)

    def _places_by_key(self, data: bytes | bytearray, end: int) -> Iterator[int]:
        key, width = self._key + b'"', len(self._key)
        at = data.find(key, 0, end)
        while at >= 0:
            close = data.find(b'"', at + width + 1, end)
            if bytes(data[at + width : close + 1]) in self._values:
                yield at
            at = data.find(key, at + 1, end)


def _lines_with(trail: Searched, needles: _Needles) -> Iterator[bytes]:
    """The lines in which one of these stands, each with its newline."""
    base, step = 0, max(_STEP, 2 * needles.reach)
    while base < trail.size:
        data, end = trail.piece(base, step)
        after = base
        for place in needles.places(data, end):
            if base + place >= after:
                start, line = _line(trail, data, end, base, place)
                after = start + len(line)
                yield line
        if base + end >= trail.size:
            return
        base = max(after, base + end - needles.reach)


def _line(trail: Searched, data: bytes | bytearray, end: int, base: int, place: int) -> tuple[int, bytes]:
    """Where the line around a place in a piece begins, and the line; what the piece has not is read."""
    first, last = data.rfind(b"\n", 0, place) + 1, data.find(b"\n", place, end) + 1
    if last and (first or not base):
        return base + first, bytes(data[first:last])
    begin = base + first if first or not base else _begin(trail, base)
    stop = base + last if last else _stop(trail, base + place)
    return begin, trail.read(begin, stop - begin)


def _begin(trail: Searched, at: int) -> int:
    """Where the line that stands at a place begins."""
    while at:
        size = min(_STEP, at)
        at -= size
        if found := trail.read(at, size).rfind(b"\n") + 1:
            return at + found
    return 0


def _stop(trail: Searched, at: int) -> int:
    """Where it ends, behind its newline."""
    while at < trail.size:
        data = trail.read(at, min(_STEP, trail.size - at))
        if found := data.find(b"\n") + 1:
            return at + found
        at += len(data)
    raise ValueError("the last line has no end")


def _shortened(line: bytes, needles: _Needles) -> bytes:
    """A line with its head, and of its events only those in which one of these stands."""
    events = []
    for place in needles.places(line, len(line)):
        start, following = line.rindex(_EVENT, 0, place), line.find(ISSUE, place + 1)
        end = line.rindex(b"," + _EVENT, place, following) if following >= 0 else len(line) - len(_END)
        events.append(line[start:end])
    head = line[: line.index(_EVENTS) + len(_EVENTS)]
    return head + b",".join(events) + _END
