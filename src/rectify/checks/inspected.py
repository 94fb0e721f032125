"""What is handed to every check: the register, the trail, and what the disk said of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from rectify.model.blob import Blob
from rectify.model.deed import Deed
from rectify.model.event import Event, Run
from rectify.model.flaw import Flaw, Place
from rectify.model.ground import Ground
from rectify.model.names import RESERVED_ID
from rectify.model.register import Register
from rectify.query.runs import standing_since
from rectify.terms import Profile, Severity, Status

if TYPE_CHECKING:
    from rectify.model.issue import Issue


_UNKNOWN: Final = Ground()
LATER: Final = 10**19
"""A number that no run has: the end of every trail."""
Told = tuple[Run, Event]
"""An event, with the run that it is part of."""


@dataclass(frozen=True)
class Inspected:
    """A register as an inspector has it before him.

    `runs` is the trail as far as it could be read, `chain` what is wrong with it as a chain, `edits` what
    was edited by hand; `blobs` is what lies in the case folders;
    `recorded_on` the day of a run in the register's time zone; `place` the spot of a field in the file;
    `digest` is the sha256 of the register's bytes, `head` that of the trail's last line.
    """

    register: Register
    today: date
    place: Callable[[str, str], Place]
    recorded_on: Callable[[Run], date]
    runs: tuple[Run, ...] = ()
    chain: tuple[Flaw, ...] = ()
    edits: tuple[Event, ...] = ()
    blobs: tuple[Blob, ...] | None = None
    is_trail_missing: bool = False
    is_trail_emptied: bool = False
    digest: str = ""
    head: str | None = None
    ground: Ground = _UNKNOWN

    def flaw(
        self, check: str, severity: Severity, issue: Issue, path: str, message: str, *, hint: str | None = None
    ) -> Flaw:
        """A flaw of an issue, at the place of a path in it."""
        place = self.place(issue.id, path)
        return Flaw(check, severity, f"{issue.id} {message}", issue=issue.id, path=path, place=place, hint=hint)

    @cached_property
    def events(self) -> Mapping[str, Sequence[Told]]:
        """What the trail tells of each issue, oldest first; what was undone, and the undoing, is among it."""
        found: dict[str, list[Told]] = {}
        for run in self.runs:
            for event in run.events:
                found.setdefault(event.issue, []).append((run, event))
        return found

    @cached_property
    def _standing(self) -> frozenset[int]:
        return frozenset(run.seq for run in standing_since(self.runs, 0))

    def stands(self, run: Run) -> bool:
        """True for a run that was not undone, and undid nothing itself."""
        return run.seq in self._standing

    def standing_events(self, id_: str) -> Iterator[Told]:
        """What was done to an issue and stands, oldest first."""
        return (told for told in self.events.get(id_, ()) if self.stands(told[0]))

    def deeds(self, id_: str) -> list[Deed]:
        """The same, with who did it and from where, as the separation of duties asks for it."""
        told = self.standing_events(id_)
        return [Deed(one, run.actor, f"{run.login}@{run.host}", self.day_of(run, one), run.seq) for run, one in told]

    @cached_property
    def _profiles(self) -> dict[int, Profile]:
        """The profile in force before each run that changed it, and before all later ones."""
        found: dict[int, Profile] = {}
        now = Profile.SIMPLE
        for run, event in self.events.get(RESERVED_ID, ()):
            found.setdefault(run.seq, now)
            now = _profile_after(event, now)
        return found | {LATER: now}

    def profile_before(self, run: Run) -> Profile:
        """The profile that was in force when a run was made, by the trail."""
        return next(profile for seq, profile in self._profiles.items() if run.seq <= seq)

    def profile_at_closure(self, issue: Issue) -> Profile:
        """The profile in force when an issue was closed; that of the header where the trail does not tell."""
        for run, event in reversed(self.events.get(issue.id, ())):
            if event.value_after("status") == Status.CLOSED:
                return self.profile_before(run)
        return self.register.header.policy.profile

    def day_of(self, run: Run, event: Event) -> date:
        """The business date of an event; the day it was recorded on, where it has none."""
        try:
            return date.fromisoformat(event.on or "")
        except ValueError:
            return self.recorded_on(run)

    def told(self, run: Run, event: Event) -> str:
        """Where something stands in the trail: `run 7 of 2018-12-20`."""
        return f"run {run.seq} of {self.day_of(run, event)}"


def _profile_after(event: Event, before: Profile) -> Profile:
    """The profile that an event of the header left; what a foreign trail has in its place changes nothing."""
    for change in event.changes:
        if change.path in ("policy", "policy.profile"):
            policy = change.after if isinstance(change.after, dict) else {"profile": change.after}
            word = policy.get("profile") or Profile.SIMPLE
            before = Profile(word) if word in tuple(Profile) else before
    return before
