"""hledger: plain-text accounting; an issue is a transaction, its closure another.

Its documentation: https://hledger.org/hledger.html
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bench.make_register import issue_id
from bench.peers.peer import Entry, Peer, Words
from bench.places import TODAY

SINGLE: Final = 999
"""So many closures lie ready as files of one transaction each, beside the one of a thousand."""
NO_DAY: Final = "2099-12-31"
"""A transaction must have a day; what is never due stands at the end."""


def load(folder: Path, issues: Iterable[Entry]) -> None:
    """A journal of openings, and files with closures to import."""
    batch = folder / "batch.journal"
    with (folder / "issues.journal").open("w", encoding="utf-8") as file, batch.open("w", encoding="utf-8") as many:
        for entry in issues:
            rest = f"{entry.unit} {entry.person} {entry.category} {entry.rest}"
            file.write(f"{entry.due or NO_DAY} ! ({entry.id}) {entry.title}  ; {rest}\n")
            file.write(f"    open:{entry.place}  1\n    issued\n\n")
            if entry.is_in_batch:
                many.write(_closure(entry.number))
    for number in range(1, SINGLE + 1):
        (folder / f"close-{number}.journal").write_text(_closure(number), encoding="utf-8")


def _closure(number: int) -> str:
    return f"{TODAY} * ({issue_id(number)}) closed\n    open  -1\n    closed\n\n"


def close(number: int) -> Words:
    """Append the closing transaction of the n-th issue."""
    return ["-f", "issues.journal", "import", f"close-{number}.journal"]


PEER: Final = Peer(
    name="hledger",
    program="hledger",
    package="hledger",
    source="apt",
    load=load,
    version=["--version"],
    overdue=["-f", "issues.journal", "register", "open", "-e", TODAY],
    close=close,
    batch=lambda _: ["-f", "issues.journal", "import", "batch.journal"],
    more={"LC_ALL": "C.UTF-8"},
    remark="`hledger register open -e DAY`, `hledger import` of one and of 1,000 closing transactions",
)
