"""What the tests of the kept trail work with: trails of any sort, and two stores of each, with a cache and without."""

import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rectify.faults import InvalidTrail
from rectify.model.diff import Change
from rectify.model.event import Event, Run
from rectify.store.cache_fresh import moment
from rectify.store.cache_trail import KeptTrail
from rectify.store.folder import FolderStore
from rectify.store.log_jsonl import write_line
from rectify.store.trail_lines import digest
from tests.store.keeping import Scene, many
from tests.store.material import run_of


def event(issue: str, *values: Any, text: str | None = None, verb: str = "edit") -> Event:
    """An event that gives an issue these values."""
    changes = tuple(Change(f"x-{at}", None, value) for at, value in enumerate(values))
    return Event(verb, issue, text=text, changes=changes)


def chained(runs: Iterable[Run]) -> list[bytes]:
    """Their lines, as a store writes them."""
    lines: list[bytes] = []
    for seq, run in enumerate(runs, 1):
        prev = (digest(lines[-1]),) if lines else ()
        lines.append(write_line(run._replace(prev=prev, seq=seq, before="a" * 64, after="a" * 64)))
    return lines


SOME = (
    run_of(event("Q-1", "甲"), event("Q-11", {"issue": "Q-1"}), event("register", 1)),
    run_of(event("Q-2", text='"issue":"Q-1",'), event("问题1", ["Q-1"])),
    run_of(event("Q-1", {"verb": "edit", "other": "Q-2"}, text="再"))._replace(batch_id="批-1"),
    run_of(event("Q-1", 1), event("Q-2", 2), event("Q-1", 3)),
)
"""Runs of which some are about Q-1, and some only speak of it."""


@dataclass(frozen=True)
class TrailScene:
    """A register with a trail, and a folder for what is kept of them."""

    scene: Scene

    @classmethod
    def of(cls, folder: Path, lines: Sequence[bytes] = ()) -> "TrailScene":
        """One whose trail has these lines, or those of `SOME`; nobody has looked at it, and its stamp is past."""
        made = cls(Scene.of(folder, many(3)))
        made.write(b"".join(lines or chained(SOME)))
        return made

    @property
    def path(self) -> Path:
        """The trail."""
        return self.scene.path.with_name("issues.log.jsonl")

    @property
    def store(self) -> FolderStore:
        """A new store with this cache."""
        return self.scene.store

    @property
    def kept(self) -> KeptTrail:
        """What a new process has of the trail."""
        return self.scene.keeper.trail(str(self.path.resolve()))

    @property
    def note(self) -> Path:
        """The file in which it is kept."""
        return next(path for path in (self.scene.cache / "rectify").iterdir() if path.name.endswith("-trail"))

    def write(self, data: bytes) -> None:
        """Write the trail anew, in its place."""
        self.path.write_bytes(data)
        self.settle()

    def settle(self) -> None:
        """Let the clock that stamps files go on, so that the stamp of the trail can be trusted."""
        while self.path.stat().st_ctime_ns >= moment():
            pass

    def keep(self) -> None:
        """Have it kept."""
        assert self.store.run_count() == self.kept.count()

    def told(self, entries: Collection[str], *, strictly: bool = False) -> list[Run] | str:
        """What a store says of these entries, or what is wrong with the trail."""
        store = FolderStore(str(self.scene.path)) if strictly else self.store
        try:
            return list(store.runs_about(entries))
        except InvalidTrail as error:
            return f"{error.facts['place']}: {error.facts['why']}"

    def require_same(self, *entries: str) -> None:
        """Say the same with a cache as without."""
        for asked in [(), *((entry,) for entry in entries), entries]:
            assert self.told(asked) == self.told(asked, strictly=True), asked

    def edit(self, old: bytes, new: bytes) -> None:
        """Replace some bytes in place by as many others, and set the time of the last change back."""
        assert len(old) == len(new)
        found, data = self.path.stat(), self.path.read_bytes()
        assert old in data
        self.path.write_bytes(data.replace(old, new, 1))
        os.utime(self.path, ns=(found.st_atime_ns, found.st_mtime_ns))
