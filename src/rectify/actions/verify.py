"""verify: someone confirms, on site or on paper (验收/核查)."""

from typing import ClassVar

from rectify.actions.action import EvidenceAction
from rectify.actions.attach import attach
from rectify.model.closing import Verification
from rectify.model.gates import require_status
from rectify.model.issue import Issue
from rectify.model.lifecycle import LEADS_TO
from rectify.model.moment import Moment
from rectify.model.register import Register
from rectify.model.substance import evidence_digest, is_stale, substance_digest
from rectify.model.text import Line
from rectify.terms import Method, Status, Verb


class Verify(EvidenceAction):
    """Confirm that it is done: submitted → verified; again from verified when stale.

    - A verification is bound to the issue's substance and evidence as they are now.
    """

    verb: ClassVar[Verb] = Verb.VERIFY

    method: Method
    unit: Line | None = None

    def decide(self, register: Register, moment: Moment) -> Issue:
        """The issue, verified, with the verification on record."""
        issue = register.get(self.id)
        grown = attach(issue, moment, self.day(moment))
        if issue.status is Status.VERIFIED and not self._is_due_again(grown):
            return issue
        if issue.status is not Status.VERIFIED:
            require_status(self.verb, issue)
        verification = Verification(
            on=self.day(moment),
            by=moment.actor,
            method=self.method,
            unit=self.unit,
            substance=substance_digest(grown),
            evidence=evidence_digest(grown),
            cycle=issue.cycle,
        )
        return grown.but(status=LEADS_TO[self.verb], verifications=(*issue.verifications, verification))

    def _is_due_again(self, issue: Issue) -> bool:
        present = [seen for seen in issue.verifications if seen.cycle == issue.cycle]
        return not present or is_stale(present[-1], issue)
