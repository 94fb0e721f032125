"""THE SESSION's eyes: everything that is read of a store, and the day it is read on; nothing is changed.

A command that only shows imports this and none of the verbs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from rectify.errors import BeforeTheTrail, NoTrailYet
from rectify.faults import MayNotWrite
from rectify.model.lifecycle import FINISHED
from rectify.model.names import RESERVED_ID
from rectify.model.register import Register
from rectify.model.zone import recorded_on, zone_of
from rectify.store.loaded import Known
from rectify.terms import Severity

if TYPE_CHECKING:
    from rectify.checks.inspected import Inspected
    from rectify.model.deed import Deed
    from rectify.model.event import Event, Run
    from rectify.model.flaw import Flaw
    from rectify.model.header import Header
    from rectify.store.loaded import Loaded
    from rectify.store.store import Store

Clock = Callable[[], datetime]
_LOOKS = 3


class Reading:
    """One user's look at one store; `today` is the business day asked for, if any."""

    def __init__(self, store: Store, clock: Clock, today: date | None = None) -> None:
        self._store, self._clock, self._today = store, clock, today

    def today(self, register: Register) -> date:
        """The business day: the one asked for, else the clock's day in the register's time zone."""
        return self._today or self.clock_day(register)

    def clock_day(self, register: Register) -> date:
        """The clock's own day in the register's time zone."""
        return self.day_of(register.header)

    def day_of(self, header: Header) -> date:
        """The clock's own day in a header's time zone."""
        return self._clock().astimezone(zone_of(header)).date()

    def load(self, as_of: date | None = None) -> Loaded:
        """The register as it is, or as the trail had it at the end of a day (by recorded time), with its last run then.

        Raises:
            BeforeTheTrail, NoTrailYet: the trail began later, or not yet.
        """
        loaded = self._store.load()
        if as_of is None:
            return loaded
        known, later = self._apart(as_of)
        head = later[0].prev[-1] if later else loaded.head  # the run after it names it
        from rectify.replaying import register_after

        register = register_after(known, self._store.trail.name)
        return loaded._replace(register=register, ends=Known(loaded.digest, known[-1], head))

    def inspect(self) -> Inspected:
        """Everything a check looks at: under the lock and recovered, or as it stands where nobody may write.

        Raises:
            DiskRefused: the disk has failed; what can still be read of it proves nothing.
        """
        try:
            with self._store.writing(whole=True) as loaded:
                return self._inspected(loaded)
        except MayNotWrite:
            return self._as_it_stands()

    def in_force(self) -> tuple[Register, tuple[Event, ...]]:
        """The register as the gates see it, and the hand edits that it leaves out: the trail's header and issues.

        What was added by hand is there as the file has it; what was deleted, as the trail has it.

        Raises:
            InvalidTrail: the trail is damaged.
        """
        loaded = self._store.load()
        if not may_differ(loaded):
            return loaded.register, ()
        from rectify.replaying import edits_since, register_in, replayed_or_told

        trail = self._store.trail.name
        entries = replayed_or_told(self._store.runs(), trail)
        edits = edits_since(entries, loaded.register, trail)
        if not edits:
            return loaded.register, ()
        register = register_in(entries, trail)
        for issue in loaded.register.issues:
            if issue.id not in entries:
                register = register.with_issue(issue)
        return register, edits

    def past(
        self, entries: Collection[str], header: Header, until: date | None = None
    ) -> Callable[[str], Sequence[Deed]]:
        """What was done to each of these entries, oldest first, as the trail tells it up to the end of a day."""
        from rectify.query.deeds import deeds_by_entry

        zone = zone_of(header)
        runs = self.runs_about({RESERVED_ID, *entries}, until)  # with the people of the time, whom the header names
        return deeds_by_entry(runs, lambda run: recorded_on(run, zone), entries, header).__getitem__

    def runs(self, until: date | None = None) -> list[Run]:
        """The trail, oldest first; the whole, or what was known at the end of a day.

        Where a clock ran back, nothing is left out that stands before the last run of that day.

        Raises:
            BeforeTheTrail, NoTrailYet: the trail began later, or not yet.
        """
        return list(self._store.runs()) if until is None else self._apart(until)[0]

    def runs_about(self, entries: Collection[str], until: date | None = None) -> list[Run]:
        """The runs that touched one of these entries, with no other events; up to the end of a day as in `runs`."""
        from rectify.model.event import only_about

        if until is None:
            return list(self._store.runs_about(entries))
        return [told for run in self.runs(until) if (told := only_about(run, entries))]

    def run_count(self) -> int:
        """How many runs the trail has."""
        return self._store.run_count()

    def _apart(self, until: date) -> tuple[list[Run], list[Run]]:
        """What was known at the end of a day, and what was recorded after it."""
        runs = list(self._store.runs())
        zone = zone_of(self._store.load().register.header)
        known = [number for number, run in enumerate(runs, 1) if recorded_on(run, zone) <= until]
        if not runs:
            raise NoTrailYet(name=self._store.name, asked=until.isoformat())
        if not known:
            first = recorded_on(runs[0], zone).isoformat()
            raise BeforeTheTrail(name=self._store.name, first=first, asked=until.isoformat())
        return runs[: known[-1]], runs[known[-1] :]

    def is_pending(self) -> bool:
        """True when a run is recorded but not published yet."""
        return self._store.pending()

    def _as_it_stands(self) -> Inspected:
        """What can be seen without the lock; looked at again where somebody wrote meanwhile."""
        from dataclasses import replace

        for _ in range(_LOOKS):
            loaded = self._store.load_as_published()
            seen = self._inspected(loaded)
            if not seen.chain and self._store.load().head == seen.head:
                break
        return replace(seen, chain=(*seen.chain, *doubts(loaded, self._store.trail.name)))

    def _inspected(self, loaded: Loaded) -> Inspected:
        from rectify.checks.inspected import Inspected
        from rectify.query.evidence import with_evidence
        from rectify.replaying import compared

        chain = tuple(self._store.damage())
        runs: tuple[Run, ...] = ()
        edits: tuple[Event, ...] = ()
        if not any(flaw.severity is Severity.DAMAGE for flaw in chain):
            runs = tuple(filter(loaded.knows, self._store.runs()))
            edits, chain = compared(runs, loaded.register, chain, self._store.trail.name)
        zone = zone_of(loaded.register.header)
        return Inspected(
            register=loaded.register,
            today=self.today(loaded.register),
            place=loaded.place,
            recorded_on=lambda run: recorded_on(run, zone),
            runs=runs,
            chain=chain,
            edits=edits,
            blobs=tuple(self._store.blobs(with_evidence(loaded.register, runs))),
            is_trail_missing=not loaded.has_trail and needs_trail(loaded),
            is_trail_emptied=loaded.is_trail_emptied,
            digest=loaded.digest,
            head=loaded.head,
            ground=self._store.ground(),
        )


def may_differ(loaded: Loaded) -> bool:
    """True when the register may be another than the trail says: its bytes are others, or something was left outside.

    Equal digests and nothing outside: nobody need compare.
    """
    last = loaded.last
    return last is not None and (last.after != loaded.digest or bool(last.outside))


def doubts(loaded: Loaded, trail: str) -> tuple[Flaw, ...]:
    """What is to be said of a trail whose fsync has failed: it reads well, and may be gone after a power cut."""
    if not loaded.is_in_doubt:
        return ()
    from rectify.model.flaw import Flaw, Place

    words = "the disk failed while the last run was recorded: what reads well now may be gone after a power cut"
    hint = "see to the disk, then have somebody who may write run: rectify check"
    number = loaded.last.seq if loaded.last else 0
    return (Flaw("trail-chain", Severity.ERROR, words, place=Place(trail, number), hint=hint),)


def needs_trail(loaded: Loaded) -> bool:
    """True when there is what only a trail can vouch for, or what is left of a trail.

    That is evidence and closures; where duties are separated, every step towards one as well.
    """
    if loaded.is_trail_emptied or loaded.has_case_files:
        return True
    register = loaded.register
    record, is_simple = register.column("record"), not register.header.policy.separates_duties
    if any(record.flags(lambda has: any(has[:2] if is_simple else has))):
        return True
    return not is_simple and any(register.column("status").flags(FINISHED.__contains__))
