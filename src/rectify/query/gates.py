"""QUESTIONS about the way to closure: which gates are passed, by what, which are open, and who opens the next. Pure.

- The steps stand in the order of the way: what submission asks for, the submission, each level of acceptance, and what
  closure asks for. Profile simple knows only what closure asks for.
- What is given with the closure itself (a filing number, what was seen of like problems) is asked at closing.
- A closed issue is judged on what its closure said; where a later policy asks for more, its open gates name no command:
  it would have to be reopened.
- A gate that is passed because there is nothing to look at (no measures, no checklist) says so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from rectify.model.acceptance import changed_since, counted, is_accepted, levels_of, other_level
from rectify.model.duties import Duties
from rectify.model.gates import Case, gates_of
from rectify.model.lifecycle import FINISHED, WAY_ON
from rectify.model.notices import in_force
from rectify.model.path import Step as PathStep
from rectify.model.path import read_path
from rectify.model.substance import is_stale
from rectify.query.way import Proof, State, Step, Way, command_of
from rectify.terms import Status, Verb

if TYPE_CHECKING:
    from rectify.model.closing import Verification
    from rectify.model.deed import Deed
    from rectify.model.duties import Duty
    from rectify.model.gates import Gate
    from rectify.model.header import Header
    from rectify.model.issue import Issue
    from rectify.model.people import Person
    from rectify.model.policy import Level
    from rectify.model.register import Register

ACCEPTED: Final = "accepted"
SUBMITTED: Final = "submitted"
_ASKED_AT_CLOSING: Final = {"filing": " --filing-no TEXT", "like_problems": " --like TEXT"}
"""Gates that are opened by the closure itself, each with the option that does it."""
_RESTS_ON: Final[dict[str, tuple[PathStep, ...]]] = {
    "responsible_unit": ("units", "responsible"),
    "measures_done": ("measures",),
    "evidence": ("evidence",),
    SUBMITTED: ("submissions",),
    "checklist": ("checklist",),
    "notice": ("notices",),
    "filing": ("closures",),
    "like_problems": ("closures",),
}
"""Where in an issue stands what a gate is passed by."""


def way_to_closure(
    issue: Issue,
    register: Register,
    day: date,
    past: Callable[[str], Sequence[Deed]],
    clock: date | None = None,
) -> Way:
    """The way of an issue.

    Args:
        issue: the issue.
        register: with the header in force.
        day: the day it is judged on; a notice is over when it has ended before.
        past: what was done to an entry, oldest first.
        clock: the clock's own day; a day after it opens no gate.
    """
    return _Walk(issue, register, min(day, clock or day), tuple(past(issue.id)), asked=day).way()


@dataclass(frozen=True)
class _Walk:
    """One issue on its way."""

    issue: Issue
    register: Register
    day: date
    past: tuple[Deed, ...]
    asked: date

    def way(self) -> Way:
        before = tuple(self._before()) if self._separates else ()
        known = {step.name for step in before}
        closing = (step for gate in gates_of(self._case) for step in self._of_closing(gate))
        steps = (*before, *(step for step in closing if step.name not in known))
        asked = {step.name for step in steps if step.state is State.ASKED}
        return Way(self.issue, (*steps, self._closing(asked)), self._since())

    @property
    def _header(self) -> Header:
        return self.register.header

    @property
    def _separates(self) -> bool:
        return self._header.policy.separates_duties

    @cached_property
    def _case(self) -> Case:
        """The closure that there was, else one to come."""
        case = Case(Verb.CLOSE, self.issue, self.register, self.day, lambda: self.past, asked=self.asked)
        if self.issue.status is not Status.CLOSED or not self.issue.closures:
            return case
        last = self.issue.closures[-1]
        return case._replace(outcome=last.outcome, filing_no=last.filing_no, like=last.like)

    def _before(self) -> Iterator[Step]:
        """What submission asks for, and the submission; what stays true afterwards is judged as it is now."""
        case = self._case._replace(verb=Verb.SUBMIT)
        yield from (self._step(gate, case) for gate in gates_of(case))
        is_done = self.issue.status in FINISHED
        present = [step for step in self.issue.submissions if step.cycle == self.issue.cycle and not step.returned_on]
        duty: Duty = (Verb.SUBMIT, "")
        if is_done:
            proof = self._proof(("submissions",), present[-1].unit) if present else None
            yield Step(SUBMITTED, "submitted", State.PASSED, proof=proof)
        else:
            shut = (f"it is {self.issue.status.value.replace('_', ' ')}",)
            command = WAY_ON[Status.IN_PROGRESS].format(id=self.issue.id)
            yield Step(SUBMITTED, "submitted", State.OPEN, shut, None, command, self._able(duty))

    def _of_closing(self, gate: Gate) -> Iterator[Step]:
        if gate.name != ACCEPTED:
            yield self._step(gate, self._case)
        elif levels := levels_of(self._header, self.issue):
            yield from (self._level(gate, level, is_last=level is levels[-1]) for level in levels)
        else:
            yield self._level(gate, None, is_last=True)

    def _step(self, gate: Gate, case: Case) -> Step:
        shut = tuple(gate.shut(case))
        if not shut:
            return self._passed(gate)
        if gate.name in _ASKED_AT_CLOSING and self.issue.status is not Status.CLOSED:
            return Step(gate.name, gate.title, State.ASKED, shut)
        way = gate.way(case)
        return self._open(gate.name, gate.title, shut, way, self._able(_duty_of(way, gate.duty)))

    def _open(self, name: str, title: str, shut: tuple[str, ...], way: str, able: tuple[Person, ...]) -> Step:
        """A step that is open, with its command, where it has one; on a closed issue none works."""
        if self.issue.status is Status.CLOSED:
            return Step(name, title, State.OPEN, shut)
        command, advice = command_of(way)
        return Step(name, title, State.OPEN, shut, None, command, able, advice)

    def _passed(self, gate: Gate) -> Step:
        if gate.name == "responsible_unit":
            proof = self._proof(_RESTS_ON[gate.name])
            return Step(gate.name, gate.title, State.PASSED, proof=proof, fact=", ".join(self.issue.units.responsible))
        if fact := self._nothing.get(gate.name):
            return Step(gate.name, gate.title, State.PASSED, fact=fact)
        return Step(gate.name, gate.title, State.PASSED, proof=self._proof(_RESTS_ON.get(gate.name)))

    @cached_property
    def _nothing(self) -> dict[str, str]:
        """The gates that have nothing to look at, each with that in words."""
        issue, policy = self.issue, self._header.policy
        told = {
            "measures_done": ("the plan has no measures", issue.measures),
            "checklist": ("the policy has no checklist", policy.checklist),
            "tasks_closed": ("it has no tasks", self.register.tasks_of(issue.id)),
            "notice": ("the policy asks for none", policy.notice_days or in_force(issue)),
            "filing": ("the policy asks for none", policy.filing or self._case.filing_no),
        }
        return {name: words for name, (words, found) in told.items() if not found}

    def _level(self, gate: Gate, level: Level | None, *, is_last: bool) -> Step:
        """One level of acceptance, or the only one."""
        title = f"{gate.title}: {level.name}" if level else gate.title
        name = f"{gate.name}:{level.name}" if level else gate.name
        passed = [one for one in self._counted if level is None or one.level == level.name]
        is_left = is_last and self.issue.status is Status.SUBMITTED and self._is_accepted
        if passed and not is_left:
            return Step(name, title, State.PASSED, proof=self._acceptance(passed[-1]))
        shut = (*self._why_not(level), f"not accepted by {level.name}" if level else "not verified by another")
        way = self._way_to(gate, level)
        duty = _duty_of(way, gate.duty)
        unit = (level.unit if level else None) or (self.issue.units.accepting if is_last else None)
        able = [
            one for one in self._able(duty, unit if duty == gate.duty else None) if self._other(level, one.id) is None
        ]
        return self._open(name, title, tuple(gate.shut(self._case)) if is_left else shut, way, tuple(able))

    @property
    def _is_accepted(self) -> bool:
        return is_accepted(self._header, self.issue, lambda: self.past)

    def _other(self, level: Level | None, by: str) -> Verification | None:
        """The acceptance of another level by the same person."""
        return other_level(self._header, self.issue, lambda: self.past, by, level.name) if level else None

    @cached_property
    def _counted(self) -> tuple[Verification, ...]:
        return counted(self._header, self.issue, lambda: self.past)

    def _why_not(self, level: Level | None) -> Iterator[str]:
        """Why a verification that there is does not count."""
        for seen in self.issue.verifications:
            is_other = seen.cycle != self.issue.cycle or (level is not None and seen.level != level.name)
            if is_other or seen.returned_on or seen in self._counted:
                continue
            if is_stale(seen, self.issue):
                changed = (
                    ", ".join(changed_since(self.issue, [deed.event for deed in self.past])) or "what was seen then"
                )
                yield f"accepted on {seen.on} by {seen.by}, and changed since: {changed}"
            elif other := self._other(level, seen.by):
                yield f"accepted on {seen.on} by {seen.by}, who accepted {other.level} too"
            else:
                yield f"accepted on {seen.on} by {seen.by}, who did the work or is of a unit that did"

    def _way_to(self, gate: Gate, level: Level | None) -> str:
        if self.issue.status is Status.ON_NOTICE:  # it must go back first
            return gate.way(self._case)
        named = f" --level {level.name}" if level else ""
        visit = " --visitor NAME --visited-on DATE" if level and level.onsite else ""
        return f"rectify verify {self.issue.id} --method onsite{named}{visit}"

    def _closing(self, asked: Collection[str]) -> Step:
        """Closing itself, with what it will be asked for."""
        if self.issue.status is Status.CLOSED:
            return Step("close", "struck off", State.PASSED, proof=self._proof(("closures",)))
        options = "".join(option for name, option in _ASKED_AT_CLOSING.items() if name in asked)
        files = "" if self._separates or self.issue.proof else " --evidence FILE"
        command = f"rectify close {self.issue.id}{files}{options}"
        return Step("close", "struck off", State.OPEN, (), None, command, self._able((Verb.CLOSE, "")))

    def _able(self, duty: Duty, unit: str | None = None) -> tuple[Person, ...]:
        """Who may do it; of the unit that is named for it, where one is."""
        if not self._separates:
            return ()
        header = self._header
        able = Duties(header, self.issue, lambda: self.past).able(duty)
        return tuple(one for one in able if unit is None or header.unit_key(one.unit) == header.unit_key(unit))

    def _proof(self, path: tuple[PathStep, ...] | None, unit: str | None = None) -> Proof | None:
        """The last deed that touched a path; none where the trail does not tell."""
        touched = [deed for deed in self.past if path and _touches(deed, path)]
        if not touched:
            return None
        last = touched[-1]
        return Proof(last.run, last.event.verb, last.actor, last.day, unit)

    def _acceptance(self, seen: Verification) -> Proof:
        told = self._proof(("verifications", self.issue.verifications.index(seen)))
        run, verb = (told.run, told.verb) if told else (None, Verb.VERIFY.value)
        return Proof(run, verb, seen.by, seen.on, seen.unit, seen.method)

    def _since(self) -> date | None:
        moved = [deed for deed in self.past if any(_touches(deed, (path,)) for path in _MOVES)]
        return moved[-1].day if moved else None


_MOVES: Final = ("status", "submissions", "verifications", "checklist", "notices", "measures")


def _touches(deed: Deed, path: tuple[PathStep, ...]) -> bool:
    """True when an event changed what stands at a path, a part of it, or the whole that it is part of."""
    found = (read_path(change.path) for change in deed.event.changes)
    return any(steps[: len(path)] == path[: len(steps)] for steps in found)


def _duty_of(command: str, usual: Duty) -> Duty:
    """Whose duty a command is: that of its verb, where it names one that changes something."""
    word = command.split()[1]
    return (Verb(word), "") if word in tuple(Verb) else usual
