"""What a peer is: where it is to be had, how it is given the same issues, and the words for the same jobs."""

import json
import shutil
import subprocess
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Self

from bench.places import own
from bench.process import environment

Words = list[str]


class Missing(Exception):
    """A peer cannot be had, or does not do what is asked of it here; the text says why."""


@dataclass(frozen=True)
class Entry:
    """An issue as other programs can hold it: texts, and days as YYYY-MM-DD (or empty)."""

    number: int
    id: str
    title: str
    category: str
    place: str
    unit: str
    person: str
    due: str
    rest: str
    """Everything else, as one text, so that a peer reads as many bytes as we do."""
    is_in_batch: bool = False
    """True for the thousand that are finished in one command."""

    @classmethod
    def of(cls, number: int, issue: dict[str, object], *, is_in_batch: bool) -> Self:
        """The entry of an issue in the JSON of `rectify list`."""
        deadline, units = issue.get("deadline"), issue.get("units")
        named = units.get("responsible", []) if isinstance(units, dict) else []
        rest = {key: issue[key] for key in ("description", "indicators", "measures", "milestones") if key in issue}
        return cls(
            number=number,
            id=str(issue["id"]),
            title=str(issue["title"]),
            category=str(issue["category"]),
            place=str(issue["place"]),
            unit=" ".join(named),
            person=str(issue["person"]),
            due=str(deadline.get("date", "")) if isinstance(deadline, dict) else "",
            rest=json.dumps(rest, ensure_ascii=False),
            is_in_batch=is_in_batch,
        )


def entries(folder: Path, listed: Path, batch: Container[int] = ()) -> Iterator[Entry]:
    """The issues of a register, as rectify lists them, one by one; the list is kept in a file.

    `batch` are the numbers of those that one command shall finish.
    """
    with listed.open("wb") as file:
        words = own("list", "--all", "--sort", "id", "-o", "jsonl")
        subprocess.run(words, cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL, stdout=file, check=True)
    with listed.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            yield Entry.of(number, json.loads(line), is_in_batch=number in batch)


@dataclass(frozen=True)
class Peer:
    """A program that people use for such lists; its words stand after the program, paths are those of its folder.

    `overdue` lists what is due before the day of the benchmark, `close` finishes the n-th issue, `batch` those of
    these numbers in one command, `validate` reads and judges everything. None: it has no such command.
    """

    name: str
    program: str
    package: str
    source: Literal["pip", "apt"]
    load: Callable[[Path, Iterable[Entry]], None]
    version: Words
    overdue: Words | None = None
    close: Callable[[int], Words] | None = None
    batch: Callable[[Iterable[int]], Words] | None = None
    silent_batch: Callable[[Iterable[int]], Words] | None = None
    """The same, told to say nothing of what it does, where saying it takes long."""
    validate: Words | None = None
    warm: Words | None = None
    """Run once after loading, so that caches of its own are filled."""
    more: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""
    """What its commands are, beside ours."""

    @property
    def batches(self) -> dict[str, Callable[[Iterable[int]], Words]]:
        """The batch by what the program is called in the results."""
        found = {self.name: self.batch, f"{self.name}, silent": self.silent_batch}
        return {program: batch for program, batch in found.items() if batch}


def filled(peer: Peer, folder: Path, issues: Iterable[Entry]) -> None:
    """Give a peer its issues in a new folder.

    Raises:
        Missing: it could not take them.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        peer.load(folder, issues)
    except (OSError, ValueError, subprocess.CalledProcessError) as failure:
        raise Missing(f"could not be given the issues: {type(failure).__name__}") from failure
