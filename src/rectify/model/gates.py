"""The gates: what must hold before a verb may act, one rule each; which profile has which, `model/lifecycle.py` says.

- responsible_unit: work begins only when a unit is answerable for it (不挂空档).
- evidence: what is handed in or struck off rests on at least one file of the present cycle; where the policy names
  kinds of evidence that count, on one of those. Papers of the procedure prove nothing of the cure.
- measures_done: every measure of the plan is done, also one that came into the plan after the submission.
- tasks_closed: a problem is struck off after its tasks.
- accepted: by every level, by others than who did the work, each level by another, and as the issue is now; what is
  still submitted (a level was struck from the policy) is verified once more.
- checklist: every item answered, each pointing at evidence of the present cycle.
- notice: published for the days that the policy asks for, and over; every objection answered.
- filing: a filing number (备案).
- like_problems: somebody looked whether the like problems were cured too (举一反三).
- unfounded: only a petition that was found so is closed as unfounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from rectify.errors import Refused
from rectify.model import notices
from rectify.model.acceptance import changed_since, is_accepted, is_unfounded, level_to_ask, levels_of, missing_levels
from rectify.model.lifecycle import DONE_WORD, GATES, UNFOUNDED_GATES, WAY_ON
from rectify.terms import Kind, Outcome, Status, Verb

if TYPE_CHECKING:
    from rectify.model.deed import Deed
    from rectify.model.duties import Duty
    from rectify.model.issue import Issue
    from rectify.model.moment import Moment
    from rectify.model.register import Register


class Case(NamedTuple):
    """What gates are judged on: the verb, the issue as it would be, its register, the day, what a closure would say.

    `day` is the business day of the step, never later than the clock's own; `asked` the day that was given, where that
    is still to come. `filing_no`, `like` and `outcome` are what a closure would say.
    """

    verb: Verb
    issue: Issue
    register: Register
    day: date
    past: Callable[[], Sequence[Deed]] = tuple
    outcome: Outcome | None = None
    filing_no: str | None = None
    like: str | None = None
    asked: date | None = None

    @classmethod
    def of(cls, verb: Verb, issue: Issue, register: Register, moment: Moment, day: date) -> Case:
        """The case of an issue at a moment; a day still to come does not open a gate before it has come."""
        now = min(day, moment.recorded or day)
        return cls(verb, issue, register, now, lambda: moment.past(issue.id), asked=day if day > now else None)


class Gate(NamedTuple):
    """One rule: what keeps it shut (nothing when it is passed), the command that opens it, and whose duty that is."""

    name: str
    title: str
    shut: Callable[[Case], Iterator[str]]
    way: Callable[[Case], str]
    duty: Duty


def gates_of(case: Case) -> tuple[Gate, ...]:
    """The gates before the case's verb, in the order they are told."""
    table = UNFOUNDED_GATES if is_unfounded(case.issue) else GATES
    return gates_named(table[case.register.header.policy.profile].get(case.verb, ()))


def gates_named(names: Iterable[str]) -> tuple[Gate, ...]:
    """The gates of these names, as the tables of the life have them."""
    return tuple(_RULES[name] for name in names)


def open_gates(case: Case) -> dict[Gate, tuple[str, ...]]:
    """The gates that still stand before the case's verb, each with what keeps it shut."""
    found = ((gate, tuple(gate.shut(case))) for gate in gates_of(case))
    return {gate: words for gate, words in found if words}


def way_on(case: Case) -> str:
    """The usual next command for an issue; before work begins, what opens the first gate to it."""
    begin = case._replace(verb=Verb.START)
    if case.issue.status is Status.OPEN and (still_open := open_gates(begin)):
        return next(iter(still_open)).way(case)
    return WAY_ON[case.issue.status].format(id=case.issue.id)


def require_gates(case: Case) -> None:
    """Refuse unless every gate is passed.

    Raises:
        Refused: naming every open gate; the hint is the command that opens the first.
    """
    still_open = open_gates(case)
    if still_open:
        raise Refused(
            id=case.issue.id,
            done=DONE_WORD[case.verb],
            why="; ".join(word for words in still_open.values() for word in words),
            hint=next(iter(still_open)).way(case),
        )


def _no_unit(case: Case) -> Iterator[str]:
    if not case.issue.units.responsible:
        yield "no responsible unit"


def _no_evidence(case: Case) -> Iterator[str]:
    kinds = case.register.header.policy.evidence_kinds
    if not case.issue.proof:
        yield "no evidence"
    elif kinds and not any(item.kind in kinds for item in case.issue.proof):
        yield f"no evidence that counts (of kind {' or '.join(kinds)})"


def _measures_left(case: Case) -> Iterator[str]:
    left = [measure.id for measure in case.issue.measures if measure.done_on is None]
    if left:
        yield f"not done: measure{'s' if len(left) > 1 else ''} {', '.join(left)}"


def _way_to_measures(case: Case) -> str:
    """A measure is reported done while the work goes on; what was handed in goes back first."""
    id_, report = case.issue.id, "--note TEXT --measure ID"
    if case.issue.status is Status.IN_PROGRESS:
        return f"rectify progress {id_} {report}"
    if case.issue.status in (Status.OPEN, Status.CLOSED):
        return f"{WAY_ON[case.issue.status].format(id=id_)}, then report it done: rectify progress {id_} {report}"
    return f"rectify return {id_} --reason TEXT, then report it done: rectify progress {id_} {report}"


def _tasks_left(case: Case) -> Iterator[str]:
    for child in case.register.tasks_of(case.issue.id):
        if child.status is not Status.CLOSED:
            yield f"{child.kind} {child.id} is {child.status}"


def _not_accepted(case: Case) -> Iterator[str]:
    issue, header = case.issue, case.register.header
    if is_accepted(header, issue, case.past):
        if issue.status is Status.SUBMITTED:
            yield "accepted, and still submitted: it must be verified once more"
        return
    if any(seen.cycle == issue.cycle and seen.returned_on is None for seen in issue.verifications):
        changed = changed_since(issue, [deed.event for deed in case.past()])
        if changed:
            yield f"changed since it was verified: {', '.join(changed)}"
    if levels_of(header, issue):
        names = ", ".join(level.name for level in missing_levels(header, issue, case.past))
        yield f"not accepted by {names}"
    else:
        yield "not verified by another"


def _way_to_acceptance(case: Case) -> str:
    issue = case.issue
    if issue.status is Status.ON_NOTICE:
        return f"rectify notice {issue.id} --withdraw --reason TEXT, then verify it again"
    if issue.status not in (Status.SUBMITTED, Status.VERIFIED):
        return WAY_ON[issue.status].format(id=issue.id)
    level = level_to_ask(case.register.header, issue, case.past)
    return f"rectify verify {issue.id} --method onsite" + (f" --level {level.name}" if level else "")


def _unanswered(case: Case) -> Iterator[str]:
    digests = {item.sha256 for item in case.issue.proof}
    items = case.register.header.policy.checklist
    answered = {
        one.item
        for one in case.issue.checklist
        if one.cycle == case.issue.cycle and one.answer and set(one.evidence) & digests
    }
    left = [str(number) for number, item in enumerate(items, 1) if item not in answered]
    if left:
        yield f"{len(left)} of {len(items)} checklist items not answered with evidence ({', '.join(left)})"


def _way_to_checklist(case: Case) -> str:
    id_, answers = case.issue.id, "--answer ITEM=TEXT --proof ITEM=FILE"
    if case.issue.status is Status.IN_PROGRESS:
        return f"rectify progress {id_} --note TEXT {answers}"
    if case.issue.status is Status.SUBMITTED:
        return f"{_way_to_acceptance(case)} {answers}"
    if case.issue.status in (Status.OPEN, Status.CLOSED):
        return (
            f"{WAY_ON[case.issue.status].format(id=id_)}, then answer it: rectify progress {id_} --note TEXT {answers}"
        )
    return f"rectify return {id_} --reason TEXT, then submit it with {answers}"


def _notice_open(case: Case) -> Iterator[str]:
    return notices.still_open(case.issue, case.register.header.policy, case.day, case.asked)


def _way_to_notice(case: Case) -> str:
    return notices.way_on(case.issue, case.day)


def _no_filing(case: Case) -> Iterator[str]:
    if case.register.header.policy.filing and not case.filing_no:
        yield "no filing number"


def _like_not_looked_at(case: Case) -> Iterator[str]:
    if not case.like:
        yield "nobody says whether the like problems were looked at"


def _not_unfounded(case: Case) -> Iterator[str]:
    is_said, is_found = case.outcome is Outcome.UNFOUNDED, is_unfounded(case.issue)
    if is_said and not is_found:
        is_petition = case.issue.kind is Kind.PETITION
        yield "it was not found to be unfounded" if is_petition else "only a petition is closed as unfounded"
    elif is_found and case.outcome is not None and not is_said:
        yield f"it was found to be unfounded, and that is not {case.outcome}"


def _way_to_outcome(case: Case) -> str:
    outcome = Outcome.UNFOUNDED if is_unfounded(case.issue) else Outcome.RECTIFIED
    return f"rectify close {case.issue.id} --outcome {outcome}"


def _with(command: str) -> Callable[[Case], str]:
    return lambda case: f"rectify {command}".format(id=case.issue.id)


def _way_to_evidence(case: Case) -> str:
    """Where duties are separated, what comes with the closure is a paper and proves nothing of the cure."""
    id_ = case.issue.id
    if not case.register.header.policy.separates_duties:
        return f"rectify {case.verb} {id_} --evidence FILE"
    if case.issue.status in (Status.OPEN, Status.IN_PROGRESS):
        return f"rectify submit {id_} --evidence FILE"
    return f"rectify return {id_} --reason TEXT, then submit it with evidence"


_RULES: Final[Mapping[str, Gate]] = {
    gate.name: gate
    for gate in (
        Gate(
            "responsible_unit", "a unit answers for it", _no_unit, _with("assign {id} --unit UNIT"), (Verb.ASSIGN, "")
        ),
        Gate("evidence", "evidence is there", _no_evidence, _way_to_evidence, (Verb.SUBMIT, "")),
        Gate(
            "measures_done",
            "all measures are done",
            _measures_left,
            _way_to_measures,
            (Verb.PROGRESS, ""),
        ),
        Gate(
            "tasks_closed",
            "its tasks are closed",
            _tasks_left,
            _with("list --where 'parent == {id}'"),
            (Verb.CLOSE, ""),
        ),
        Gate("accepted", "accepted by others", _not_accepted, _way_to_acceptance, (Verb.VERIFY, "")),
        Gate(
            "checklist",
            "the checklist is answered",
            _unanswered,
            _way_to_checklist,
            (Verb.PROGRESS, ""),
        ),
        Gate("notice", "the public notice is over", _notice_open, _way_to_notice, (Verb.NOTICE, "")),
        Gate("filing", "a filing number", _no_filing, _with("close {id} --filing-no TEXT"), (Verb.CLOSE, "")),
        Gate(
            "like_problems",
            "like problems were looked at",
            _like_not_looked_at,
            _with("close {id} --like TEXT"),
            (Verb.CLOSE, ""),
        ),
        Gate(
            "unfounded",
            "the outcome is true",
            _not_unfounded,
            _way_to_outcome,
            (Verb.CLOSE, ""),
        ),
    )
}
"""Every gate by its name."""
