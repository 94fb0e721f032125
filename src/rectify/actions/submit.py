"""submit: the responsible unit says done and asks for acceptance (申请销号)."""

from typing import ClassVar

from rectify.actions.action import EvidenceAction
from rectify.actions.attach import attach, unknown_evidence
from rectify.errors import Refused
from rectify.model.closing import Submission
from rectify.model.gates import require_gates, require_status
from rectify.model.issue import Issue
from rectify.model.lifecycle import LEADS_TO
from rectify.model.moment import Moment
from rectify.model.register import Register
from rectify.model.text import Line
from rectify.terms import Verb


class Submit(EvidenceAction):
    """Ask for acceptance: open or in_progress → submitted.

    - It rests on evidence of the present cycle.
    - What is submitted does not grow in silence: more evidence needs a return first.
    """

    verb: ClassVar[Verb] = Verb.SUBMIT

    unit: Line | None = None

    def decide(self, register: Register, moment: Moment) -> Issue:
        """The issue, submitted, with the submission on record."""
        issue = register.get(self.id)
        if issue.status is LEADS_TO[self.verb]:
            return self._again(issue, moment)
        require_status(self.verb, issue)
        issue = attach(issue, moment, self.day(moment))
        require_gates(register.header.policy.profile, self.verb, issue)
        submission = Submission(
            on=self.day(moment), by=moment.actor, unit=self.unit or _only_unit(issue), cycle=issue.cycle
        )
        return issue.but(status=LEADS_TO[self.verb], submissions=(*issue.submissions, submission))

    def _again(self, issue: Issue, moment: Moment) -> Issue:
        if unknown_evidence(issue, moment.attached):
            raise Refused(
                id=issue.id,
                done="submitted",
                why="it is submitted already, and the evidence is new",
                hint=f"rectify return {issue.id} --reason TEXT, then submit it again with all evidence",
            )
        return issue


def _only_unit(issue: Issue) -> str | None:
    return issue.units.responsible[0] if len(issue.units.responsible) == 1 else None
