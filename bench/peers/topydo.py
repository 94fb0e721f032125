"""topydo: a todo.txt file with deadlines.

Its documentation: https://github.com/topydo/topydo
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bench.peers.peer import Entry, Peer, Words
from bench.places import TODAY

FILES: Final = ["-t", "todo.txt", "-d", "done.txt"]


def load(folder: Path, issues: Iterable[Entry]) -> None:
    """One line an issue; words of one colon would be tags, so the rest is a word without."""
    with (folder / "todo.txt").open("w", encoding="utf-8") as file:
        for entry in issues:
            rest = entry.rest.replace(":", "：").replace(" ", "")
            due = f" due:{entry.due}" if entry.due else ""
            unit = entry.unit.replace(" ", "、")
            file.write(f"2026-01-05 {entry.id} {entry.title} {unit} {entry.person} @{entry.place}{due} {rest}\n")


def close(_number: int) -> Words:
    """Finish the task in the first line, which leaves the file: the next one takes its place."""
    return [*FILES, "do", "1"]


PEER: Final = Peer(
    name="topydo",
    program="topydo",
    package="topydo",
    source="pip",
    load=load,
    version=["-v"],
    overdue=[*FILES, "ls", f"due:<{TODAY}"],
    close=close,
    batch=lambda numbers: [*FILES, "do", *map(str, numbers)],
    remark="`topydo ls due:<DAY`, `topydo do N`, `topydo do` of 1,000 numbers",
)
