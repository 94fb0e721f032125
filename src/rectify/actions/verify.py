"""verify: someone else confirms, on site or on paper (验收/核查)."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from rectify.actions.action import When
from rectify.actions.attach import attach, brought, unknown_evidence
from rectify.actions.checklist import AnsweringAction
from rectify.actions.day_come import require_come, steps_so_far
from rectify.actions.own_unit import require_own_unit
from rectify.errors import BadUsage, NotSeparate, Refused, UnknownPart, WrongUnit
from rectify.model.acceptance import counted, is_accepted, levels_of, missing_levels, other_level
from rectify.model.closing import Answer, Verification
from rectify.model.deed import Deed
from rectify.model.duties import Duties
from rectify.model.gates import Case, require_gates
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.lifecycle import DONE_WORD, LEADS_TO
from rectify.model.moment import Moment
from rectify.model.policy import Level
from rectify.model.register import Register
from rectify.model.substance import evidence_digest, is_stale, substance_digest
from rectify.model.text import Line, Text
from rectify.model.transition import require_status
from rectify.terms import Method, Status, Verb


class Verify(AnsweringAction):
    """Confirm that it is done: submitted → verified; again from verified when stale.

    - A verification is bound to the issue's substance and evidence as they are now.
    - Profile chain: one level after the other, each by its unit and by a person of its own; verified when the last
      one has passed. A level that asks for it needs a visit on site, with its day and who was there.
    - What is verified, and as it was then, is nothing to do; whoever brings something new sends it back first.
    - Where duties are separated, who did the work may not verify it (`model/duties.py`), and what is handed in is a
      paper of the procedure.
    """

    verb: ClassVar[Verb] = Verb.VERIFY

    method: Method
    unit: Line | None = None
    level: Line | None = None
    visited_on: When | None = None
    visitor: tuple[Line, ...] = ()
    conclusion: Text | None = None

    def decide(self, register: Register, moment: Moment) -> Issue:
        """The issue with the verification on record; verified when no level is left."""
        issue, header = register.get(self.id), register.header
        grown = attach(issue, moment, self.day(moment), self.claim)
        judged = issue if header.policy.separates_duties else grown
        if issue.status is Status.VERIFIED and not _is_due_again(judged, register, moment):
            return self._again(issue, register, moment)
        if issue.status is not Status.VERIFIED:
            require_status(self.verb, issue)
        require_gates(Case.of(self.verb, judged, register, moment, self.day(moment)))
        level = self._level(header, issue, moment)
        self._require_visit(issue, level)
        verification = self._verification(judged, moment, level)
        if header.policy.separates_duties:
            require_own_unit(self.verb, issue, header, moment, self.unit)
            require_come(self.verb, issue.id, self.day(moment), moment, "it would be")
            self._require_order(issue, verification)
            verification = verification.but(papers=brought(issue, grown), profile=header.policy.profile)
        verified = self.answered(grown, header, moment).but(verifications=(*issue.verifications, verification))
        if not is_accepted(header, verified, lambda: moment.past(issue.id)):
            return verified
        return verified.but(status=LEADS_TO[self.verb])

    def _again(self, issue: Issue, register: Register, moment: Moment) -> Issue:
        """The same issue, when nothing is brought that a verification of it does not hold."""
        seen = counted(register.header, issue, lambda: moment.past(issue.id))
        answers = self.answered(issue, register.header, moment).checklist
        new = {
            "the evidence is new": bool(unknown_evidence(issue, moment.attached)),
            "the answers are new": _said(answers) != _said(issue.checklist),
            "what was found is new": not any(self._is_held_by(one) for one in seen),
        }
        if told := [words for words, is_new in new.items() if is_new]:
            hint = f"rectify return {issue.id} --reason TEXT, then submit it, and verify it with all of it"
            raise self._refused(issue, f"it is verified already, and {' and '.join(told)}", hint)
        return issue

    def _is_held_by(self, seen: Verification) -> bool:
        """True when a verification holds all that this one says of the visit, and what was found."""
        return (
            self.level in (None, seen.level)
            and self.visited_on in (None, seen.visited_on)
            and set(self.visitor) <= set(seen.visitors)
            and self.conclusion in (None, seen.conclusion)
        )

    def _verification(self, issue: Issue, moment: Moment, level: Level | None) -> Verification:
        return Verification(
            on=self.day(moment),
            by=moment.actor,
            method=self.method,
            unit=self.unit or (moment.person.unit if moment.person else None),
            substance=substance_digest(issue),
            evidence=evidence_digest(issue),
            cycle=issue.cycle,
            level=level.name if level else None,
            visited_on=self._visited_on(moment),
            visitors=self.visitor,
            conclusion=self.conclusion,
        )

    def _visited_on(self, moment: Moment) -> date | None:
        return self.visited_on or (self.day(moment) if self.visitor else None)

    def _level(self, header: Header, issue: Issue, moment: Moment) -> Level | None:
        """The level that this is of: the one asked for, which must be the next; None where there are none."""
        levels = levels_of(header, issue)
        if not levels:
            if self.level:
                raise UnknownPart(id=issue.id, what="level", name=self.level, known="no levels")
            self._require_unit(header, issue, moment, issue.units.accepting)
            return None
        level = self._asked(issue, levels, missing_levels(header, issue, lambda: moment.past(issue.id)))
        self._require_other_level(header, issue, moment, level)
        is_last = level.name == levels[-1].name
        self._require_unit(header, issue, moment, level.unit or (issue.units.accepting if is_last else None))
        return level

    def _asked(self, issue: Issue, levels: Sequence[Level], missing: Sequence[Level]) -> Level:
        known = ", ".join(level.name for level in levels)
        if self.level is None:
            raise BadUsage(message=f"{issue.id} is accepted level by level", hint=f"say which: --level {known}")
        if self.level not in [level.name for level in levels]:
            raise UnknownPart(id=issue.id, what="level", name=self.level, known=known)
        if missing and self.level not in [level.name for level in missing]:
            why = f"{self.level} has accepted it already, and nothing changed since"
            raise self._refused(issue, why, f"the next is {missing[0].name}")
        if missing and self.level != missing[0].name:
            hint = f"rectify verify {issue.id} --method onsite --level {missing[0].name}"
            raise self._refused(issue, f"{missing[0].name} comes before {self.level}", hint)
        return next(level for level in levels if level.name == self.level)

    def _require_other_level(self, header: Header, issue: Issue, moment: Moment, level: Level) -> None:
        """No person accepts two levels of one cycle: each is there to look at what the one below has let pass."""

        def past() -> Sequence[Deed]:
            return moment.past(issue.id)

        if (seen := other_level(header, issue, past, moment.actor, level.name)) is None:
            return
        able = Duties(header, issue, past).able((self.verb, ""))
        free = [one.called for one in able if other_level(header, issue, past, one.id, level.name) is None]
        raise NotSeparate(
            id=issue.id,
            done=DONE_WORD[self.verb],
            rule="who accepted one level may not accept another",
            because=f"{seen.by} accepted {seen.level} on {seen.on}",
            who=", ".join(free) or "nobody yet; rectify policy person ID --unit UNIT --role accepting",
        )

    def _require_unit(self, header: Header, issue: Issue, moment: Moment, unit: str | None) -> None:
        """Who accepts answers for it: where a unit is named, one of its people accepts."""
        person = moment.person
        if not header.policy.separates_duties or person is None or unit is None:
            return
        if header.unit_key(person.unit) != header.unit_key(unit):
            others = [one for one in header.people if header.unit_key(one.unit) == header.unit_key(unit)]
            who = ", ".join(one.called for one in others) or "nobody yet"
            done = DONE_WORD[self.verb]
            raise WrongUnit(id=issue.id, done=done, person=person.called, unit=person.unit, units=unit, who=who)

    def _require_visit(self, issue: Issue, level: Level | None) -> None:
        if level and level.onsite and not (self.method is Method.ONSITE and self.visitor):
            hint = f"rectify verify {issue.id} --level {level.name} --method onsite --visitor NAME --visited-on DATE"
            raise self._refused(issue, f"{level.name} asks for a visit on site, with its day and who was there", hint)

    def _require_order(self, issue: Issue, verification: Verification) -> None:
        """Where duties are separated, days follow each other: submitted, visited, verified, level after level."""
        day, visit = verification.on, verification.visited_on
        for on, what in steps_so_far(issue):
            if day < on:
                raise self._refused(issue, f"it was {what} on {on}, after {day}", "give the true day with --on DATE")
        if visit and visit > day:
            raise self._refused(issue, f"the visit of {visit} is after {day}", "give the true days")

    def _refused(self, issue: Issue, why: str, hint: str) -> Refused:
        return Refused(id=issue.id, done=DONE_WORD[self.verb], why=why, hint=hint)


def _said(answers: Sequence[Answer]) -> set[tuple[object, ...]]:
    return {(one.item, one.answer, one.evidence, one.cycle) for one in answers}


def _is_due_again(issue: Issue, register: Register, moment: Moment) -> bool:
    if register.header.policy.separates_duties:
        return not is_accepted(register.header, issue, lambda: moment.past(issue.id))
    present = [seen for seen in issue.verifications if seen.cycle == issue.cycle]
    return not present or is_stale(present[-1], issue)
