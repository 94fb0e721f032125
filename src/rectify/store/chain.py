"""The trail as a chain: form, sequence, links and the clock, line by line as they come from the disk.

- Each line names the sha256 of the line before; whoever alters, removes, inserts or swaps one breaks the chain there.
- A line has one form only, so that no other bytes can pass for it: canonical JSON, in NFC.
- One line is held at a time: a trail of a million runs takes no more memory than one of ten.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final
from unicodedata import is_normalized

from rectify.faults import InvalidTrail
from rectify.model.event import Run
from rectify.model.flaw import Flaw, Place
from rectify.model.link import Link
from rectify.store.log_jsonl import read_line, write_line
from rectify.store.trail_lines import digest, parted
from rectify.terms import Severity

CHECK: Final = "trail-chain"
_ISSUE: Final = re.compile(r'"issue":"([^"\\]+)"')
_NAMED: Final = 3
"""Of a line that tells of more issues so many are named, the others counted."""
_Told = tuple[str, Severity]


def links(lines: Iterable[bytes], name: str) -> Iterator[Link]:
    """Every line of a trail as a link, what a stopped write left behind them last.

    Args:
        lines: as they lie on the disk, each with its newline.
        name: how the trail is called in flaws.
    """
    chain = _Chain(name)
    for number, (line, is_recorded) in enumerate(parted(lines), 1):
        yield chain.link(number, line[:-1]) if is_recorded else _torn(number, name)


def bare_links(lines: Iterable[bytes], name: str, wanted: Collection[int] = ()) -> Iterator[Link]:
    """Only the links that break the chain, those wanted (by number), and the last: the other lines are not parsed.

    `prev` and `seq` stand at the head of every line, so that a million lines are followed in seconds. What else is in
    a line is vouched for by the line after it, not looked at.
    """
    chain, number = _Chain(name), 0
    held: bytes | None = None
    for line, is_recorded in parted(lines):
        if held is not None and (number in wanted or not is_recorded or not chain.passes(held)):
            yield chain.link(number, held)
        number += 1
        held = line[:-1] if is_recorded else None
        if held is None:
            yield _torn(number, name)
    if held is not None:
        yield chain.link(number, held)


class _Chain:
    """What the next line is held against: the line before, its digest, its number, its time."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._line, self._digest, self._seq, self._at = b"", "", 0, ""

    def passes(self, line: bytes) -> bool:
        """True when a line begins as the next must; then it is the line before."""
        prev = f'"{self._digest}"' if self._digest else ""
        if not line.startswith(b'{"prev":[%b],"seq":%d,' % (prev.encode(), self._seq + 1)):
            return False
        self._line, self._digest, self._seq = line, digest(line), self._seq + 1
        return True

    def link(self, number: int, line: bytes) -> Link:
        """The link that the next line is; a gap in the sequence is told once, where it is."""
        run: Run | None = None
        told: list[_Told] = []
        try:
            run = read_line(line, self._name, number)
        except InvalidTrail as error:
            told.append((f"{error.facts['why']}{_about(line)}", Severity.DAMAGE))
            self._seq += 1
        else:
            told += self._told_of(run, line)
            self._seq, self._at = run.seq, run.at
        self._line, self._digest = line, digest(line)
        sole = issues_of(line) if told else ()
        issue = sole[0] if len(sole) == 1 else None
        place = Place(self._name, number)
        flaws = tuple(Flaw(CHECK, severity, message, issue=issue, place=place) for message, severity in told)
        return Link(number, self._digest, run, flaws)

    def _told_of(self, run: Run, line: bytes) -> Iterator[_Told]:
        if run.prev != ((self._digest,) if self._digest else ()):
            has = self._digest[:16] or "none"
            yield f"prev is {_short(run.prev)}, but the line before{_about(self._line)} has {has}", Severity.DAMAGE
        if run.seq != self._seq + 1:
            yield f"seq is {run.seq}, but this is run {self._seq + 1}{_about(line)}", Severity.DAMAGE
        if write_line(run) != line + b"\n" or not is_normalized("NFC", line.decode()):
            yield f"the line is not in canonical form{_about(line)}", Severity.DAMAGE
        if run.at < self._at:
            yield f"the clock ran backwards: {run.at} after {self._at}{_about(line)}", Severity.WARNING


def _torn(number: int, name: str) -> Link:
    message = "the last line is not finished: a write was stopped in it"
    return Link(number, "", None, (Flaw(CHECK, Severity.DAMAGE, message, place=Place(name, number)),), False)


def issues_of(line: bytes) -> tuple[str, ...]:
    """The issues that a line tells of, each once, also where it is no run."""
    return tuple(dict.fromkeys(_ISSUE.findall(line.decode(errors="replace"))))


def _about(line: bytes) -> str:
    """` (QH-01, QH-02 and 38 more)`; nothing where no issue is told of."""
    issues = issues_of(line)
    if not issues:
        return ""
    more = f" and {len(issues) - _NAMED} more" if len(issues) > _NAMED else ""
    return f" ({', '.join(issues[:_NAMED])}{more})"


def _short(prev: tuple[str, ...]) -> str:
    return " and ".join(link[:16] for link in prev) or "empty"
