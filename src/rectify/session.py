"""THE SESSION: load, judge, diff, commit; the only place that knows the clock and the actor.

`do` is the one loop: a single command is a batch of one, and batch and undo end here too. All or none.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from rectify import __version__
from rectify.acting import Acting, Who, clean_line, clean_text
from rectify.actions.action import Action
from rectify.actions.judge import Earlier, Judgement, judge
from rectify.errors import BadEvidence
from rectify.faults import BatchIdUsed
from rectify.model.event import Event, Run
from rectify.model.evidence import Evidence
from rectify.model.moment import Moment
from rectify.model.names import RESERVED_ID
from rectify.model.policy import Policy
from rectify.model.register import Register
from rectify.model.zone import recorded_on
from rectify.reading import Clock, Reading
from rectify.standing import Standing
from rectify.store.loaded import Loaded, Receipt
from rectify.store.store import Store
from rectify.terms import Verb, Via

if TYPE_CHECKING:
    from rectify.actions.undoing import Undoing

TOOL = f"rectify {__version__}"


class Outcome(NamedTuple):
    """What a run did: a judgement for every action, the receipt when something was recorded.

    `hand_edits` are the edits outside rectify found on the way, or those adopted; `is_repeat` says that
    a batch of this id was applied before, and `undone_by` by which run it was undone since, if it was;
    `taken_in` counts the entries that began the trail.
    """

    judgements: tuple[Judgement, ...]
    register: Register
    receipt: Receipt | None = None
    hand_edits: tuple[Event, ...] = ()
    is_repeat: bool = False
    taken_in: int = 0
    undone_by: int | None = None
    gone: tuple[str, ...] = ()
    """The issues that were deleted by hand, and so were left when all hand edits were adopted."""

    @property
    def errors(self) -> tuple[Judgement, ...]:
        """The actions that were refused."""
        return tuple(judgement for judgement in self.judgements if judgement.error)


class _How(NamedTuple):
    """How actions are done: see `Session.do`."""

    via: Via
    batch_id: str | None = None
    keep_going: bool = False
    step: Callable[[], None] = lambda: None


class Session(Reading):
    """One user's dealings with one store: what a reading sees, and the one loop that changes it."""

    def __init__(self, store: Store, clock: Clock, who: Who, today: date | None = None) -> None:
        super().__init__(store, clock, today)
        self._who = who

    def do(
        self,
        actions: Sequence[Action],
        *,
        via: Via = Via.CLI,
        batch_id: str | None = None,
        keep_going: bool = False,
        step: Callable[[], None] = lambda: None,
    ) -> Outcome:
        """Judge all actions in order and record what is allowed as one run; nothing when one is refused.

        Args:
            actions: the requests.
            via: the way they came in.
            batch_id: a second run of the same id is a repeat and does nothing; it must be of the same lines.
            keep_going: record the allowed ones although others are refused.
            step: called after each action is judged.

        Raises:
            BatchIdUsed: a batch of this id was applied before, and not with these actions.
            RectifyError: the register cannot be read or written; refusals stand in the outcome.
        """
        batch_id = None if batch_id is None else clean_line("batch id", batch_id)
        try:
            paths = dict.fromkeys(path for action in actions for path in action.handed_in)
            attached = {path: self._take_in(path) for path in paths}
            with self._store.writing() as loaded:
                standing = Standing(self._store, loaded, about={action.id for action in actions})
                how = _How(via, batch_id, keep_going, step)
                return self._do(loaded, standing, actions, how, attached)
        finally:
            self._store.let_go()

    def undo(
        self, seq: int | None = None, *, reason: str | None = None, on: date | None = None
    ) -> "tuple[Undoing, Outcome]":
        """Take back what a run did, or the last run, by the same loop; which run that is, is found under the lock.

        Args:
            seq: the run's number; the last one when None.
            reason: why.
            on: the business date.

        Raises:
            UnknownRun: no run has this number.
            Refused: a run that cannot be undone.
            RectifyError: as for `do`.
        """
        from rectify.actions.undoing import undoing
        from rectify.query.runs import TrailView

        reason = None if reason is None else clean_text("reason", reason)
        with self._store.writing() as loaded:
            standing, zone = Standing(self._store, loaded), ZoneInfo(loaded.register.header.timezone)
            names = (self._store.name, self._store.trail.name)
            trail = TrailView(tuple(self._store.runs()), *names, lambda run: recorded_on(run, zone))
            found = undoing(trail, seq, reason=reason, on=on)
            return found, self._do(loaded, standing, found.requests, _How(Via.UNDO))

    def adopt(self, ids: Sequence[str] = (), *, reason: str, begin: bool = False, past_gates: bool = False) -> Outcome:
        """Take hand edits into the trail: those of the ids, or all; where duties are separated, the office does it.

        Args:
            ids: entries to adopt (`register` is the header); all edited ones when empty.
            reason: why.
            begin: start a trail for a register that has evidence or closures but none.
            past_gates: also edits of what the gates rest on; such a run is listed by `check` for ever.

        Raises:
            BadUsage: the reason is empty.
            NotOneOfThePeople, WrongRole: who acts is not of the office.
            PastGates: an edit of what the gates rest on, without `past_gates`.
            IssueGone: an issue was deleted by hand, and it was named, or there is nothing else.
            Refused: an edit that cannot be adopted.
        """
        reason = clean_text("reason", reason)
        with self._store.writing() as loaded:
            standing = Standing(self._store, loaded, may_begin=begin)
            acting = Acting.under(standing.header, self._who)
            acting.require(Verb.ADOPT, standing.header)
            taken_in = standing.begin(partial(self._run, acting), reason)
            register, events = standing.adopt(ids, reason, past_gates=past_gates)
            outcome = Outcome((), register, hand_edits=events, taken_in=taken_in, gone=() if ids else standing.gone)
            if not events:
                return outcome
            left = tuple(entry for entry in standing.outside if entry not in {event.issue for event in events})
            run = self._run(acting, events, Via.ADOPT, outside=left)
            return outcome._replace(receipt=self._store.commit(run, register))

    def _do(
        self,
        loaded: Loaded,
        standing: Standing,
        actions: Sequence[Action],
        how: _How,
        attached: Mapping[str, Evidence | BadEvidence] = MappingProxyType({}),
    ) -> Outcome:
        """The loop, under the lock: judge, compare, commit."""
        acting = Acting.under(standing.header, self._who)
        moment_of = self._moments(standing, acting, attached)
        in_force = loaded.register.with_header(standing.header)
        if how.batch_id is not None and standing.has_batch(how.batch_id):
            _require_repeat(how.batch_id, in_force, standing.not_in_batch(how.batch_id, actions), moment_of)
            undone_by = standing.batch_undone_by(how.batch_id)
            return Outcome((), loaded.register, is_repeat=True, undone_by=undone_by)
        register, judgements = judge(in_force, actions, moment_of, how.step)
        if RESERVED_ID in standing.outside:  # the file keeps its own header until that is adopted
            register = register.with_header(loaded.register.header)
        outcome = Outcome(judgements, register, hand_edits=standing.edits)
        events = tuple(judgement.event for judgement in judgements if judgement.event)
        if not events or (outcome.errors and not how.keep_going):
            return outcome
        taken_in = standing.begin(partial(self._run, acting))
        run = self._run(acting, events, how.via, batch_id=how.batch_id, outside=standing.outside)
        return outcome._replace(receipt=self._store.commit(run, register), taken_in=taken_in)

    def _moments(
        self, standing: Standing, acting: Acting, attached: Mapping[str, Evidence | BadEvidence]
    ) -> Callable[[Action, Earlier], Moment]:
        """What gives each action its moment, or refuses it."""
        header = standing.header
        today, recorded = self._today or self.day_of(header), self.day_of(header)

        def moment_of(action: Action, earlier: Earlier) -> Moment:
            standing.guard(action, earlier)
            evidence = tuple(_taken(attached[path], path, header.policy) for path in action.handed_in)
            return Moment(
                today=today,
                actor=acting.who.actor,
                attached=evidence,
                past=lambda entry: (*standing.past(entry), *acting.deeds(earlier.get(entry, ()), today)),
                gone=standing.gone,
                recorded=recorded,
                person=acting.person,
            )

        return moment_of

    def _take_in(self, path: str) -> Evidence | BadEvidence:
        try:
            return self._store.take_in(path)
        except BadEvidence as error:  # the fault of one action; what becomes of the others is judged apart
            return error

    def _run(
        self,
        acting: Acting,
        events: tuple[Event, ...],
        via: Via,
        *,
        batch_id: str | None = None,
        outside: tuple[str, ...] = (),
    ) -> Run:
        at = self._clock().astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        who = acting.who
        return Run(at, who.actor, who.login, who.host, via, TOOL, events, batch_id=batch_id, outside=outside)


def _require_repeat(
    batch_id: str, register: Register, rest: Sequence[Action], moment_of: Callable[[Action, Earlier], Moment]
) -> None:
    """Refuse a batch under a used name when a line beyond those recorded would do something, or cannot be done."""
    _, judgements = judge(register, rest, moment_of)
    for one in judgements:
        if one.event or one.error:
            raise BatchIdUsed(batch_id=batch_id, line=f"{one.action.verb} {one.action.id}".strip())


def _taken(found: Evidence | BadEvidence, path: str, policy: Policy) -> Evidence:
    if isinstance(found, BadEvidence):
        raise found
    policy.require_room(path, found.size)
    return found
