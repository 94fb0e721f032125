"""close: struck off the register (销号), only what is really cured."""

from typing import ClassVar

from rectify.actions.action import EvidenceAction
from rectify.actions.attach import attach, brought, unknown_evidence
from rectify.actions.day_come import require_come, steps_so_far
from rectify.actions.look_backs import planned_look_backs
from rectify.errors import Refused
from rectify.model.acceptance import is_unfounded
from rectify.model.closing import Closure
from rectify.model.gates import Case, require_gates
from rectify.model.issue import Issue
from rectify.model.lifecycle import DONE_WORD, LEADS_TO
from rectify.model.moment import Moment
from rectify.model.register import Register
from rectify.model.text import Line, Text
from rectify.model.transition import require_status
from rectify.terms import Outcome, Verb


class Close(EvidenceAction):
    """Strike an issue off: → closed.

    - It rests on evidence of the present cycle (profile simple asks nothing more); the other profiles ask for what
      `model/lifecycle.py` lists, and every gate that is open is named at once.
    - Where duties are separated, what is handed in with the closure is a paper of the procedure, and proves nothing.
    - Look-backs are planned as the policy asks for, where the outcome is rectified.
    - A closed issue takes no new evidence; it must be reopened first.
    """

    verb: ClassVar[Verb] = Verb.CLOSE

    outcome: Outcome | None = None
    filing_no: Line | None = None
    like: Text | None = None

    def decide(self, register: Register, moment: Moment) -> Issue:
        """The issue, closed, with the closure on record."""
        issue, policy = register.get(self.id), register.header.policy
        if issue.status is LEADS_TO[self.verb]:
            return self._again(issue, moment)
        require_status(self.verb, issue)
        grown = attach(issue, moment, self.day(moment), self.claim)
        judged = issue if policy.separates_duties else grown
        case = Case.of(self.verb, judged, register, moment, self.day(moment))
        require_gates(case._replace(outcome=self.outcome, filing_no=self.filing_no, like=self.like))
        outcome = self.outcome or (Outcome.UNFOUNDED if is_unfounded(issue) else Outcome.RECTIFIED)
        closure = self._closure(moment, outcome, issue.cycle)
        if policy.separates_duties:
            self._require_order(issue, moment)
            closure = closure.but(papers=brought(issue, grown))
        planned = planned_look_backs(policy, outcome, self.day(moment), issue.cycle)
        return grown.but(
            status=LEADS_TO[self.verb],
            outcome=outcome,
            closures=(*issue.closures, closure),
            look_backs=(*issue.look_backs, *planned),
        )

    def _require_order(self, issue: Issue, moment: Moment) -> None:
        """Where duties are separated, it is closed on a day that has come, and not before what led to it."""
        require_come(self.verb, issue.id, self.day(moment), moment, "it would be")
        for on, what in steps_so_far(issue):
            if self.day(moment) < on:
                why, hint = f"it was {what} on {on}, after {self.day(moment)}", "give the true day with --on DATE"
                raise Refused(id=issue.id, done=DONE_WORD[self.verb], why=why, hint=hint)

    def _closure(self, moment: Moment, outcome: Outcome, cycle: int) -> Closure:
        return Closure(
            on=self.day(moment),
            by=moment.actor,
            outcome=outcome,
            reason=self.reason,
            filing_no=self.filing_no,
            like=self.like,
            cycle=cycle,
        )

    def _again(self, issue: Issue, moment: Moment) -> Issue:
        if unknown_evidence(issue, moment.attached):
            raise Refused(
                id=issue.id,
                done="closed",
                why="it is closed already, and the evidence is new",
                hint=f"rectify reopen {issue.id} --reason TEXT, then close it with the evidence",
            )
        return issue
