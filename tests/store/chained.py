"""A sound trail of four lines to be damaged, and what is then found wrong with it."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

from rectify.model.event import Run
from rectify.store.chain import links
from rectify.store.log_jsonl import write_line
from rectify.store.trail_lines import digest
from rectify.terms import Severity
from tests.store.material import noted, run_of

TIMES = ("2018-12-03T04:00:00Z", "2018-12-03T04:00:01Z", "2018-12-03T04:00:02Z", "2018-12-03T04:00:03Z")


def trail(*runs: Run) -> list[bytes]:
    """The lines of these runs, chained, without newlines."""
    lines: list[bytes] = []
    for seq, run in enumerate(runs, 1):
        prev = (digest(lines[-1]),) if lines else ()
        lines.append(write_line(run._replace(prev=prev, seq=seq)).removesuffix(b"\n"))
    return lines


SOUND = trail(*(run_of(noted(text=str(number)), at=at) for number, at in enumerate(TIMES)))


def flaws(lines: list[bytes], end: bytes = b"\n") -> list[tuple[int, Severity, str]]:
    """What is wrong with these lines: line, severity, the first words."""
    found = links(BytesIO(b"\n".join(lines) + end), "x.log.jsonl")
    told = (flaw for link in found for flaw in link.flaws)
    return [(flaw.place.line if flaw.place else 0, flaw.severity, flaw.message) for flaw in told]


def with_line(number: int, change: Callable[[bytes], bytes]) -> list[bytes]:
    """The sound trail with one line changed."""
    return [change(line) if at == number else line for at, line in enumerate(SOUND, 1)]


def edited(**keys: Any) -> Callable[[bytes], bytes]:
    """A change of a line's keys; the line stays in canonical form."""
    return lambda line: json.dumps(json.loads(line) | keys, ensure_ascii=False, separators=(",", ":")).encode()
