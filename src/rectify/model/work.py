"""Who did the work, and for whom: what separation of duties rests on, as the trail tells it.

- Work is the beginning, a report, a submission, a remark with evidence, and an edit that says a part of the plan is
  done or a figure was read. A judgement of the pace alone is none.
- Whoever did it is known by every word they had then or have now: a name that two people have could be either.
- It was done for the unit they belonged to then, for that of today, and for the units that were responsible when it
  was done: to name another unit afterwards frees nobody.
- The responsible and the lead unit, whoever does a measure, the unit that submitted, and the person in charge stand for
  the work whether they did any or not. (`lead_accepts` lets the lead unit accept, as Hainan did in 2018.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from rectify.model.diff import Change
from rectify.model.event import Misfit, apply
from rectify.model.lifecycle import DONE_WORD
from rectify.model.names import sameness
from rectify.terms import Verb

if TYPE_CHECKING:
    from rectify.model.deed import Deed
    from rectify.model.header import Header
    from rectify.model.issue import Issue
    from rectify.model.people import Person

_WORK: Final = frozenset({Verb.START, Verb.PROGRESS, Verb.SUBMIT})
_JUDGEMENT: Final = "verdict"


class Work:
    """The work on one issue: `past` is what was done to it, oldest first."""

    def __init__(self, header: Header, issue: Issue, past: Sequence[Deed]) -> None:
        self.header, self.issue, self.past = header, issue, past

    def of(self, actor: str, person: Person | None, units: frozenset[str]) -> Iterator[str]:
        """What somebody, or one of these units (by key), has to do with it; each told as the fact it rests on.

        What they did themselves comes first.
        """
        of_units = []
        for deed, for_units in self._worked:
            doers = self._doers(deed)
            done = f"{DONE_WORD[Verb(deed.event.verb)]} it in {deed.place} of {deed.day}"
            if sameness(deed.actor) == sameness(actor) or (person and person.id in {one.id for one in doers}):
                yield f"{person.called if person else deed.actor} {done}"
                continue
            known = [deed.unit, *(one.unit for one in doers), *for_units]
            if unit := next((unit for unit in known if unit and self.header.unit_key(unit) in units), None):
                who = doers[0].called if doers else deed.actor
                of_units.append(f"{who} {done}, for {self.header.one_unit(unit)}")
        yield from of_units
        yield from self._named(person, units)

    def _doers(self, deed: Deed) -> list[Person]:
        """Who that may have been: all people who have that word, and who had it then."""
        key = sameness(deed.actor)
        return [one for one in self.header.people if deed.person == one.id or key in map(sameness, one.words)]

    def _named(self, person: Person | None, units: frozenset[str]) -> Iterator[str]:
        """What the issue says of them."""
        for unit, role in self._units_named():
            if self.header.unit_key(unit) in units:
                yield f"{unit} {role}"
        charge = sameness(self.issue.person or "")
        if person and charge and charge in map(sameness, person.words):
            yield f"{person.called} is the person in charge"

    def _units_named(self) -> Iterator[tuple[str, str]]:
        issue = self.issue
        yield from ((unit, "is the responsible unit") for unit in issue.units.responsible)
        if issue.units.lead and not self.header.policy.lead_accepts:
            yield issue.units.lead, "is the lead unit"
        yield from ((step.unit, f"submitted it on {step.on}") for step in issue.submissions if step.unit)
        yield from ((part.unit, f"does measure {part.id}") for part in issue.measures if part.unit)

    @cached_property
    def _worked(self) -> tuple[tuple[Deed, tuple[str, ...]], ...]:
        """The deeds that are work, each with the units that were responsible then."""
        state: dict[str, dict[str, Any]] = {}
        found = []
        for deed in self.past:
            with suppress(Misfit):  # damage is told by whoever verifies the trail
                apply(deed.event, state)
            if is_work(deed):
                found.append((deed, self._responsible(state.get(self.issue.id, {}).get("units", {}))))
        return tuple(found)

    def _responsible(self, units: Any) -> tuple[str, ...]:
        lead = None if self.header.policy.lead_accepts else units.get("lead")
        return tuple(filter(None, (*units.get("responsible", ()), lead)))


def is_work(deed: Deed) -> bool:
    """True for what somebody did towards the cure."""
    event = deed.event
    if event.verb == Verb.PROGRESS:
        return {change.path.split(".")[0] for change in event.changes} != {_JUDGEMENT}
    if event.verb == Verb.EDIT:
        return any(map(_says_done, event.changes))
    return event.verb in _WORK or (event.verb == Verb.NOTE and bool(event.evidence))


def _says_done(change: Change) -> bool:
    """True where a part of the plan is said to be done, or a figure to be read."""
    if change.path.endswith((".done_on", ".actual", ".as_of")):
        return True
    parts = change.after if isinstance(change.after, list) else [change.after]
    return any(isinstance(part, dict) and ("done_on" in part or "actual" in part) for part in parts)
