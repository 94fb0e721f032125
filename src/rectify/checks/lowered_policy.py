"""lowered-policy: no closure is made while the gates are lower than they were."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from rectify.checks.inspected import Inspected
from rectify.model.event import Event, Run, misfits
from rectify.model.flaw import Flaw
from rectify.model.header import Header
from rectify.model.names import RESERVED_ID
from rectify.model.policy import Policy
from rectify.terms import Profile, Severity, Status, Verb

NAME = "lowered-policy"
SEVERITIES = (Severity.WARNING,)
FINDS = (
    "A closure that stands in the trail, also one that was reopened since, and that was made under fewer gates "
    "than the register had before: the profile was lowered. In supervised and chain also: levels, days of notice, "
    "checklist items, the filing number or the kinds of evidence that count were lowered after the issue was "
    "submitted; or for a time only, and raised again after the closure. It is listed for ever, with who lowered them."
)
WHY = (
    "The policy is the office's to change, and so is the closure. Who may do both can take the gates away for a "
    "moment; everybody may see that it was done, by whom and why."
)
DO = (
    "Nothing puts it right; it stays listed. Ask the office for the papers behind the change, and keep them: "
    "rectify note ID TEXT --evidence FILE. To have the issue go the whole way: rectify reopen ID --reason TEXT."
)
Lost = Callable[[Policy, Policy], str]
"""What the second policy asks no longer, of what the first did; empty when it asks as much."""


@dataclass(frozen=True)
class _State:
    """The policy as an event left it; `by` tells who did that, in which run and why."""

    policy: Policy
    by: str = ""


@dataclass(frozen=True)
class _Closing:
    """A closure: under which of the states it was made, and which was in force when the issue was submitted."""

    run: Run
    event: Event
    at: int
    submitted: int


def find(seen: Inspected) -> Iterator[Flaw]:
    """Closures under fewer gates, by the trail alone."""
    states, closings = _walked(seen)
    for closing in closings:
        for name, lost in _LOST.items():
            yield from _lowered(seen, states, closing, name, lost)


def _walked(seen: Inspected) -> tuple[list[_State], list[_Closing]]:
    """Every policy that was in force, and every closure that stands, in the order of the trail."""
    states, closings = [_State(Policy())], []
    entries: dict[str, dict[str, Any]] = {}
    submitted: dict[str, int] = {}
    for run in seen.runs:
        for event in run.events:
            if event.issue == RESERVED_ID:
                states += _after(seen, run, event, entries)
                continue
            status = event.value_after("status")
            if status == Status.SUBMITTED:
                submitted[event.issue] = len(states) - 1
            elif status == Status.CLOSED and event.verb == Verb.CLOSE and seen.stands(run):
                now = len(states) - 1
                closings.append(_Closing(run, event, now, submitted.get(event.issue, now)))
    return states, closings


def _after(seen: Inspected, run: Run, event: Event, entries: dict[str, dict[str, Any]]) -> Iterator[_State]:
    """The policy that an event of the header left; what a foreign trail has in its place changes nothing."""
    for _ in misfits(event, entries):
        pass  # told by trail-chain
    try:
        policy = Header.model_validate(entries[RESERVED_ID]).policy
    except ValidationError:
        return
    yield _State(policy, _told(seen, run, event) + (f": {event.reason}" if event.reason else ""))


def _lowered(seen: Inspected, states: list[_State], closing: _Closing, name: str, lost: Lost) -> Iterator[Flaw]:
    then = states[closing.at].policy
    before = next((at for at in reversed(range(closing.at)) if lost(states[at].policy, then)), None)
    if before is None:
        return
    again = next((one for one in states[closing.at + 1 :] if lost(one.policy, then)), None)
    if name != _PROFILE and before < closing.submitted and again is None:
        return
    words = lost(states[before].policy, then)
    raised = f"; raised again by {again.by}" if again else ""
    id_ = closing.event.issue
    message = (
        f"{id_} was closed by {_told(seen, closing.run, closing.event)} under fewer gates than before: {words}, "
        f"lowered by {states[before + 1].by}{raised}"
    )
    place = seen.place(id_, "closures") if id_ in seen.register.by_id else seen.place("", "")
    yield Flaw(NAME, Severity.WARNING, message, issue=id_, path="closures", place=place)


def _told(seen: Inspected, run: Run, event: Event) -> str:
    return f"{run.actor} ({seen.told(run, event)})"


def _profile(before: Policy, then: Policy) -> str:
    order = list(Profile)
    is_lower = order.index(then.profile) < order.index(before.profile)
    return f"profile {then.profile} for {before.profile}" if is_lower else ""


def _levels(before: Policy, then: Policy) -> str:
    names = {level.name for level in then.levels}
    gone = [level.name for level in before.levels if level.name not in names]
    return f"no acceptance by {', '.join(gone)}" if _both_chain(before, then) and gone else ""


def _notice(before: Policy, then: Policy) -> str:
    is_less = _both_chain(before, then) and then.notice_days < before.notice_days
    return f"a notice of {then.notice_days} days for {before.notice_days}" if is_less else ""


def _checklist(before: Policy, then: Policy) -> str:
    gone = len(set(before.checklist) - set(then.checklist)) if _both_chain(before, then) else 0
    return f"{gone} of {len(before.checklist)} checklist items not asked" if gone else ""


def _filing(before: Policy, then: Policy) -> str:
    return "no filing number" if _both_chain(before, then) and before.filing and not then.filing else ""


def _evidence(before: Policy, then: Policy) -> str:
    if not before.separates_duties or not then.separates_duties or not before.evidence_kinds:
        return ""
    more = set(then.evidence_kinds) - set(before.evidence_kinds)
    return "other kinds of evidence counted" if more or not then.evidence_kinds else ""


def _both_chain(before: Policy, then: Policy) -> bool:
    """True where both ask for the whole chain; else the lower profile tells it all."""
    return before.profile is then.profile is Profile.CHAIN


_PROFILE: Final = "profile"
_LOST: Final[Mapping[str, Lost]] = {
    _PROFILE: _profile,
    "levels": _levels,
    "notice": _notice,
    "checklist": _checklist,
    "filing": _filing,
    "evidence": _evidence,
}
"""What can be lowered, and how it is told."""
