"""THE SESSION's footing: how the register stands to its trail, found once a run, under the lock.

- Equal digests and nothing left outside: the register is what the trail says, and the trail is not replayed.
- Otherwise the trail is replayed and compared issue by issue; what differs was edited by hand.
- A write to an edited issue waits until it is adopted; other issues may go on.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from rectify.actions.action import Action
from rectify.actions.adopt import adopted, require_gates_kept
from rectify.actions.judge import Earlier
from rectify.faults import ChangedMeanwhile, InvalidTrail, IssueGone, NotAdopted, TrailEmptied, TrailMissing
from rectify.model.deed import Deed
from rectify.model.event import Event, Run, make_event
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.names import RESERVED_ID
from rectify.model.register import Register
from rectify.model.zone import recorded_on
from rectify.query.deeds import deeds_by_entry
from rectify.query.runs import undone_by
from rectify.reading import may_differ, needs_trail
from rectify.replaying import edits_since, header_in, replayed_or_told
from rectify.store.loaded import Loaded
from rectify.store.store import Store
from rectify.terms import Verb, Via

INTAKE_SIZE = 1000
"""At most so many entries stand in one line when a register is taken in as found."""

MakeRun = Callable[[tuple[Event, ...], Via], Run]


class Standing:
    """The register against its trail. `edits` are the hand edits, as the events that would adopt them.

    `about` are the entries that actions are to be about: the past of all is read at once, when one is asked for.

    Raises:
        TrailMissing: there is no trail, but evidence or closures that only a trail can vouch for.
        TrailEmptied: the trail is there, but no run in it.
    """

    def __init__(
        self, store: Store, loaded: Loaded, *, may_begin: bool = False, about: Collection[str] = frozenset()
    ) -> None:
        self._store, self._loaded, self._about = store, loaded, frozenset(about)
        self._deeds: dict[str, list[Deed]] = {}
        if not loaded.has_trail and not may_begin and needs_trail(loaded):
            raise (TrailEmptied if loaded.is_trail_emptied else TrailMissing)(name=store.name, trail=store.trail.name)
        self.replayed = replayed_or_told(store.runs(), store.trail.name) if may_differ(loaded) else {}
        self.edits = edits_since(self.replayed, loaded.register, store.trail.name) if self.replayed else ()

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """The entries edited by hand and not adopted."""
        return tuple(event.issue for event in self.edits)

    @cached_property
    def gone(self) -> tuple[str, ...]:
        """The issues that were deleted by hand."""
        return tuple(
            entry for entry in self.outside if entry != RESERVED_ID and entry not in self._loaded.register.by_id
        )

    def guard(self, action: Action, earlier: Earlier = MappingProxyType({})) -> None:
        """Refuse an action on an entry that was edited by hand, or that is not at the revision asked for.

        Raises:
            NotAdopted, IssueGone, ChangedMeanwhile.
        """
        if self.gone and (entry := self._gone_entry(action)):
            raise IssueGone(id=entry, name=self._store.name)
        if action.id in self.outside:
            raise NotAdopted(id=action.id)
        if action.if_rev is not None and action.if_rev != (actual := self._revision(action.id, earlier)):
            raise ChangedMeanwhile(id=action.id, actual=actual, expected=action.if_rev)

    def _revision(self, entry: str, earlier: Earlier) -> int:
        return len(self.past(entry)) + len(earlier.get(entry, ()))

    @cached_property
    def header(self) -> Header:
        """The header in force: the trail's, also where the file's was edited by hand and not adopted."""
        if RESERVED_ID not in self.outside:
            return self._loaded.register.header
        return header_in(self.replayed, self._store.trail.name)

    def past(self, entry: str) -> Sequence[Deed]:
        """What was done to an entry, oldest first; its number is the revision."""
        if entry not in self._deeds:
            wanted = self._about if entry in self._about else (entry,)
            zone = ZoneInfo(self.header.timezone)
            runs = self._store.runs_about({RESERVED_ID, *wanted})  # with the people of the time, whom the header names
            self._deeds |= deeds_by_entry(runs, lambda run: recorded_on(run, zone), wanted)
        return self._deeds[entry]

    def _gone_entry(self, action: Action) -> str | None:
        """The deleted issue that an action is about, or whose id it would take."""
        return next((entry for entry in self.gone if entry.casefold() == action.id.casefold()), None)

    def has_batch(self, batch_id: str) -> bool:
        """True when a run of this batch id is in the trail."""
        return any(True for _ in self._store.runs_of_batch(batch_id))

    def batch_undone_by(self, batch_id: str) -> int | None:
        """The number of the run by which the last run of this batch id is undone; None while it stands."""
        runs = tuple(self._store.runs())
        return undone_by(runs, next(run.seq for run in reversed(runs) if run.batch_id == batch_id))

    def not_in_batch(self, batch_id: str, actions: Sequence[Action]) -> tuple[Action, ...]:
        """The actions that the runs of this batch id did not record: by verb, issue, reason and remark."""
        runs = self._store.runs_of_batch(batch_id)
        done = Counter(key for run in runs for event in run.events for key in _keys(event))
        rest = []
        for action in actions:
            named = action.id or getattr(action, "title", None)  # an issue that is added may get its id only then
            key = (action.verb.value, named, action.reason, action.remark)
            if not done[key]:
                rest.append(action)
            done[key] -= 1
        return tuple(rest)

    def adopt(self, ids: Sequence[str], reason: str, *, past_gates: bool = False) -> tuple[Register, tuple[Event, ...]]:
        """The register with the hand edits of these entries taken in (of all, when there are none), and the events.

        Where all are meant, those that were deleted are left: the others can be taken in all the same.

        Raises:
            UnknownIssue: no entry is called so.
            IssueGone: an issue was deleted by hand, and it was named, or there is nothing else.
            PastGates: an edit of what the gates rest on, without `past_gates`.
            Refused: an edit that cannot be adopted.
        """
        register = self._loaded.register
        for entry in ids:
            if entry != RESERVED_ID and entry not in self.gone:
                register.get(entry)
        events = []
        wanted = [entry for entry in self.outside if not ids or entry in ids]
        gone = [entry for entry in wanted if entry in self.gone]
        if gone and (ids or gone == wanted):
            raise IssueGone.of(gone, self._store.name)
        for entry in (entry for entry in wanted if entry not in gone):
            before, after = self.replayed.get(entry, {}), register.header.data()
            if entry != RESERVED_ID:
                issue = _adopted_or_told(before, register.get(entry), self._store.trail.name)
                register = register.with_issue(issue) if issue != register.get(entry) else register
                after = issue.data()
            events.append(make_event(Verb.ADOPT, entry, before, after, reason=reason))
        after_all = register.header if RESERVED_ID in wanted else self.header
        require_gates_kept(self.header, events, after_all, past_gates=past_gates)
        return register, tuple(events)

    def begin(self, make_run: MakeRun, reason: str | None = None) -> int:
        """Take the entries in as found, if there is no trail yet; how many were taken in."""
        if self._loaded.has_trail:
            return 0
        found = self._loaded.register.entries()
        events = [make_event(Verb.ADOPT, entry, {}, data, reason=reason) for entry, data in found.items()]
        starts = range(0, len(events), INTAKE_SIZE)
        self._store.begin([make_run(tuple(events[start : start + INTAKE_SIZE]), Via.ADOPT) for start in starts])
        return len(events)


def _keys(event: Event) -> Iterator[tuple[str, str | None, str | None, str | None]]:
    yield event.verb, event.issue, event.reason, event.text
    if event.verb == Verb.ADD:
        yield event.verb, event.value_after("title"), event.reason, event.text


def _adopted_or_told(before: dict[str, Any], on_disk: Issue, trail: str) -> Issue:
    try:
        return adopted(before, on_disk)
    except ValidationError as error:
        why = f"{on_disk.id} as the trail has it is no issue ({error.errors()[0]['msg']})"
        raise InvalidTrail(place=trail, why=why) from None
