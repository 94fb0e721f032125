"""The gates: what must hold before a verb may act, one rule each.

- responsible_unit: work begins only when a unit is answerable for it (不挂空档).
- evidence: what is handed in or struck off rests on at least one file of the present cycle.
"""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from rectify.errors import Refused
from rectify.model.issue import Issue
from rectify.model.lifecycle import DONE_WORD, FROM, GATES, WAY_ON
from rectify.terms import Profile, Status, Verb


class Gate(NamedTuple):
    """One rule: is it open for this issue, what to say when it is not, the command that opens it."""

    is_passed: Callable[[Issue], bool]
    open_words: str
    way: Mapping[Verb, str]


_RULES: Final[Mapping[str, Gate]] = {
    "responsible_unit": Gate(
        lambda issue: bool(issue.units.responsible),
        "no responsible unit",
        {Verb.START: "rectify assign {id} --unit UNIT"},
    ),
    "evidence": Gate(
        lambda issue: bool(issue.present_evidence),
        "no evidence",
        {Verb.SUBMIT: "rectify submit {id} --evidence FILE", Verb.CLOSE: "rectify close {id} --evidence FILE"},
    ),
}


def open_gates(profile: Profile, verb: Verb, issue: Issue) -> list[Gate]:
    """The gates that still stand before this verb, in the order they are told."""
    return [_RULES[name] for name in GATES[profile].get(verb, ()) if not _RULES[name].is_passed(issue)]


def way_on(profile: Profile, issue: Issue) -> str:
    """The usual next command for an issue; before work begins, what opens the first gate to it."""
    if issue.status is Status.OPEN and (still_open := open_gates(profile, Verb.START, issue)):
        return still_open[0].way[Verb.START].format(id=issue.id)
    return WAY_ON[issue.status].format(id=issue.id)


def require_gates(profile: Profile, verb: Verb, issue: Issue) -> None:
    """Refuse unless every gate is passed.

    Raises:
        Refused: naming every open gate; the hint is the command that opens the first.
    """
    still_open = open_gates(profile, verb, issue)
    if still_open:
        raise Refused(
            id=issue.id,
            done=DONE_WORD[verb],
            why=", ".join(gate.open_words for gate in still_open),
            hint=still_open[0].way[verb].format(id=issue.id),
        )


def require_status(verb: Verb, issue: Issue) -> None:
    """Refuse unless the verb may act from the issue's status.

    Raises:
        Refused: the hint is the usual next command from that status.
    """
    allowed = FROM[verb]
    if issue.status not in allowed:
        froms = " or ".join(status for status in type(issue.status) if status in allowed)
        raise Refused(
            id=issue.id,
            done=DONE_WORD[verb],
            why=f"it is {issue.status}, and {verb} goes from {froms}",
            hint=WAY_ON[issue.status].format(id=issue.id),
        )
