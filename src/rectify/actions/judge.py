"""Judging: every action of a run, in order, against the state it would meet; nothing is written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pydantic import ValidationError

from rectify.actions.action import Action, bad_value
from rectify.errors import RectifyError
from rectify.model.duties import Duties
from rectify.model.event import Event, Mention, make_event
from rectify.model.issue import Issue
from rectify.model.moment import Moment
from rectify.model.register import Entry, Register


class Judgement(NamedTuple):
    """What became of one action: an event, nothing to do (no event, no error), or an error."""

    action: Action
    before: "Entry | None" = None
    after: "Entry | None" = None
    event: Event | None = None
    error: RectifyError | None = None

    @property
    def id(self) -> str:
        """The issue it is about; a new one has its id only once it is judged."""
        return self.after.id if self.after else self.action.id

    @property
    def advice(self) -> str | None:
        """What to look at, or to do, after something was done."""
        return self.action.advice(self.before, self.after) if self.event and self.after else None


Earlier = Mapping[str, Sequence[Event]]
"""What the actions before this one, in the same run, would do to each issue."""


def _no_step() -> None:
    """Nobody watches."""


def judge(
    register: Register,
    actions: Sequence[Action],
    moment_of: Callable[[Action, Earlier], Moment],
    step: Callable[[], None] = _no_step,
) -> tuple[Register, tuple[Judgement, ...]]:
    """The register after all allowed actions, and a judgement for each.

    `moment_of` gives the moment of an action, of which it knows what the ones before it would do; it may itself
    refuse the action (an edit not adopted, a changed revision).
    `step` is called after each action, for whoever watches.
    """
    judgements = []
    earlier: dict[str, list[Event]] = {}
    for action in actions:
        judgement = _judge_one(register, action, moment_of, earlier)
        if judgement.event and judgement.after:
            earlier.setdefault(judgement.event.issue, []).append(judgement.event)
            if judgement.event.changes:
                register = register.with_entry(judgement.after)
        judgements.append(judgement)
        step()
    return register, tuple(judgements)


def _judge_one(
    register: Register, action: Action, moment_of: Callable[[Action, Earlier], Moment], earlier: Earlier
) -> Judgement:
    before = register.entry(action.id)
    try:
        moment = _as_known_now(register, moment_of(action, earlier))
        _require_duty(register, action, moment)
        after = action.decide(register, moment)
    except RectifyError as error:
        return Judgement(action, before, error=error)
    except ValidationError as error:
        return Judgement(action, before, error=bad_value(error))
    return Judgement(action, before, after, _event(action, moment, before, after))


def _as_known_now(register: Register, moment: Moment) -> Moment:
    """The moment with the person as the header has them now: an action before this one may have changed it.

    Raises:
        TwoPeople, NotOneOfThePeople: duties are separated since, and nobody knows who acts.
    """
    if not register.header.policy.separates_duties:
        return moment
    person = register.header.require_person(moment.person.id if moment.person else moment.actor)
    return moment if person is moment.person else moment._replace(person=person)


def _require_duty(register: Register, action: Action, moment: Moment) -> None:
    """Where duties are separated, refuse who may not do this; in one place for single commands, batches, imports."""
    if moment.person is None or not register.header.policy.separates_duties:
        return
    issue = register.by_id.get(action.id)
    duties = Duties(register.header, issue, lambda: moment.past(action.id))
    duties.require((action.verb, action.way), moment.person)


def _event(action: Action, moment: Moment, before: "Entry | None", after: Entry) -> Event | None:
    """The event, with its business date where one was given or the day was not the clock's own."""
    day = action.day(moment)
    is_told = action.on is not None or (moment.recorded is not None and day != moment.recorded)
    event = make_event(
        action.verb,
        after.id,
        before.told if before else {},
        after.told,
        reason=action.reason,
        text=action.remark,
        on=day.isoformat() if is_told else None,
    )
    if not event.changes and not action.stands_without_change:
        return None
    again = tuple(_again(event, moment, after)) if moment.attached else ()
    return event._replace(evidence=(*event.evidence, *again)) if again else event


def _again(event: Event, moment: Moment, after: Entry) -> Iterator[Mention]:
    """The files handed in that the issue had already: each is mentioned once more, by the name it lies under."""
    if not isinstance(after, Issue):
        return
    known = {item.sha256: item.name for item in after.evidence}
    told = {mention.sha256 for mention in event.evidence}
    for item in {item.sha256: item for item in moment.attached}.values():
        if item.sha256 in known and item.sha256 not in told:
            yield Mention(item.sha256, known[item.sha256], item.size)
