"""Judging: every action of a run, in order, against the state it would meet; nothing is written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError

from rectify.actions.action import Action, bad_value
from rectify.errors import RectifyError
from rectify.model.event import Event, Mention, make_event
from rectify.model.issue import Issue
from rectify.model.moment import Moment
from rectify.model.register import Register


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one action: an event, nothing to do (no event, no error), or an error."""

    action: Action
    before: Issue | None = None
    after: Issue | None = None
    event: Event | None = None
    error: RectifyError | None = None

    @property
    def id(self) -> str:
        """The issue it is about; a new one has its id only once it is judged."""
        return self.after.id if self.after else self.action.id


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
                register = register.with_issue(judgement.after)
        judgements.append(judgement)
        step()
    return register, tuple(judgements)


def _judge_one(
    register: Register, action: Action, moment_of: Callable[[Action, Earlier], Moment], earlier: Earlier
) -> Judgement:
    before = register.by_id.get(action.id)
    try:
        moment = moment_of(action, earlier)
        after = action.decide(register, moment)
    except RectifyError as error:
        return Judgement(action, before, error=error)
    except ValidationError as error:
        return Judgement(action, before, error=bad_value(error))
    return Judgement(action, before, after, _event(action, moment, before, after))


def _event(action: Action, moment: Moment, before: Issue | None, after: Issue) -> Event | None:
    """The event, with its business date where one was given or the day was not the clock's own."""
    day = action.day(moment)
    is_told = action.on is not None or (moment.recorded is not None and day != moment.recorded)
    event = make_event(
        action.verb,
        after.id,
        before.data() if before else {},
        after.data(),
        reason=action.reason,
        text=action.remark,
        on=day.isoformat() if is_told else None,
    )
    if not event.changes and not action.stands_without_change:
        return None
    return replace(event, evidence=(*event.evidence, *_again(event, moment, after)))


def _again(event: Event, moment: Moment, after: Issue) -> Iterator[Mention]:
    """The files handed in that the issue had already: each is mentioned once more, by the name it lies under."""
    known = {item.sha256: item.name for item in after.evidence}
    told = {mention.sha256 for mention in event.evidence}
    for item in {item.sha256: item for item in moment.attached}.values():
        if item.sha256 in known and item.sha256 not in told:
            yield Mention(item.sha256, known[item.sha256], item.size)
