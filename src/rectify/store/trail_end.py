"""The end of the trail: its last recorded line, found without reading the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rectify.faults import InvalidTrail
from rectify.store.trail_lines import recorded, recorded_lines

if TYPE_CHECKING:
    from rectify.model.event import Run
    from rectify.store.disk import Disk

_TAIL = 1 << 16


def last_line(log: str, disk: Disk) -> bytes | None:
    """The last recorded line, without its newline; None when there is none."""
    line = _end(log, disk)[0]
    return line.removesuffix(b"\n") if line else None


def torn_line(log: str, disk: Disk) -> bytes:
    """What follows the last recorded line; nothing in a sound trail."""
    return _end(log, disk)[1]


def run_of(line: bytes, log: str, disk: Disk, name: str) -> Run:
    """The run of the last line; the line's number is counted only to tell where it is damaged.

    Raises:
        InvalidTrail: the line is no run.
    """
    from rectify.store.log_jsonl import read_line  # who only looks at a register reads no run

    try:
        return read_line(line, name, 0)
    except InvalidTrail:
        return read_line(line, name, sum(1 for _ in recorded_lines(disk.lines(log))))


def _end(log: str, disk: Disk) -> tuple[bytes, bytes]:
    """The last recorded line with its newline, and what follows it."""
    if disk.facts(log) is None:
        return b"", b""
    size = _TAIL
    while True:
        tail = disk.read_tail(log, size)
        end = recorded(tail)
        start = tail.rfind(b"\n", 0, max(end - 1, 0)) + 1
        if start or len(tail) < size:
            return tail[start:end], tail[end:]
        size *= 8
