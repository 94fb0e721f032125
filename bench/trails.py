"""A long trail without the weeks it takes to make one: sound lines appended to a real beginning.

Persons in charge are changed and changed back, issue by issue, with a note now and then, so that replaying the trail
ends in the register that lies beside it.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench.make_register import issue_id

TRAIL = "issues.log.jsonl"
OTHER = "外聘某"
EVERY_NOTE = 10


def lengthen(folder: Path, runs: int) -> None:
    """Append so many runs, an even number, to the trail of a register made by `make_register`."""
    persons = list(_persons(folder / "issues.yaml"))
    last = _last_line(folder / TRAIL)
    with (folder / TRAIL).open("ab") as trail:
        trail.writelines(_lines(json.loads(last), sha256(last).hexdigest(), persons, runs))


def _persons(register: Path) -> Iterator[str]:
    with register.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("    person: "):
                yield line.removeprefix("    person: ").strip()


def _last_line(trail: Path) -> bytes:
    last = b""
    with trail.open("rb") as file:
        for line in file:
            last = line
    return last.rstrip(b"\n")


def _lines(last: dict[str, Any], digest: str, persons: list[str], runs: int) -> Iterator[bytes]:
    """Each change is followed by the one that takes it back."""
    still = last["after"]
    common = {key: last[key] for key in ("format", "at", "actor", "login", "host", "via", "tool")}
    for number in range(runs):
        place, back = divmod(number, 2)
        changed = sha256(f"{place}".encode()).hexdigest()
        before, after = (changed, still) if back else (still, changed)
        if not place % EVERY_NOTE:
            before = after = still
        line = {"prev": [digest], "seq": last["seq"] + 1 + number} | common | {"before": before, "after": after}
        line["events"] = [_event(place % len(persons), persons, back=bool(back), note=before == after)]
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()
        digest = sha256(text).hexdigest()
        yield text + b"\n"


def _event(place: int, persons: list[str], *, back: bool, note: bool) -> dict[str, Any]:
    issue = issue_id(place + 1)
    if note:
        return {"verb": "note", "issue": issue, "text": "现场复核，照片待归档", "changes": [], "evidence": []}
    before, after = (OTHER, persons[place]) if back else (persons[place], OTHER)
    change = {"path": "person", "before": before, "after": after}
    return {"verb": "assign", "issue": issue, "changes": [change], "evidence": []}
