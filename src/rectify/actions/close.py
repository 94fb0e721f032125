"""close: struck off the register (销号), only what is really cured."""

from typing import ClassVar

from rectify.actions.action import EvidenceAction
from rectify.actions.attach import attach, unknown_evidence
from rectify.errors import Refused
from rectify.model.closing import Closure
from rectify.model.gates import require_gates, require_status
from rectify.model.issue import Issue
from rectify.model.lifecycle import LEADS_TO
from rectify.model.moment import Moment
from rectify.model.register import Register
from rectify.model.text import Line
from rectify.terms import Outcome, Verb


class Close(EvidenceAction):
    """Strike an issue off: → closed.

    - It rests on evidence of the present cycle (profile simple asks nothing more).
    - A closed issue takes no new evidence; it must be reopened first.
    """

    verb: ClassVar[Verb] = Verb.CLOSE

    outcome: Outcome = Outcome.RECTIFIED
    filing_no: Line | None = None

    def decide(self, register: Register, moment: Moment) -> Issue:
        """The issue, closed, with the closure on record."""
        issue = register.get(self.id)
        if issue.status is LEADS_TO[self.verb]:
            return self._again(issue, moment)
        require_status(self.verb, issue)
        issue = attach(issue, moment, self.day(moment))
        require_gates(register.header.policy.profile, self.verb, issue)
        closure = Closure(
            on=self.day(moment),
            by=moment.actor,
            outcome=self.outcome,
            reason=self.reason,
            filing_no=self.filing_no,
            cycle=issue.cycle,
        )
        return issue.but(status=LEADS_TO[self.verb], outcome=self.outcome, closures=(*issue.closures, closure))

    def _again(self, issue: Issue, moment: Moment) -> Issue:
        if unknown_evidence(issue, moment.attached):
            raise Refused(
                id=issue.id,
                done="closed",
                why="it is closed already, and the evidence is new",
                hint=f"rectify reopen {issue.id} --reason TEXT, then close it with the evidence",
            )
        return issue
