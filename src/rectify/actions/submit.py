"""submit: the responsible unit says done and asks for acceptance (申请销号)."""

from typing import ClassVar

from rectify.actions.attach import attach, unknown_evidence
from rectify.actions.checklist import AnsweringAction
from rectify.actions.day_come import require_come
from rectify.actions.own_unit import require_own_unit
from rectify.errors import Refused
from rectify.model.closing import Submission
from rectify.model.gates import Case, require_gates
from rectify.model.issue import Issue
from rectify.model.lifecycle import LEADS_TO
from rectify.model.moment import Moment
from rectify.model.register import Register
from rectify.model.text import Line
from rectify.model.transition import require_status
from rectify.terms import Verb


class Submit(AnsweringAction):
    """Ask for acceptance: open or in_progress → submitted.

    - It rests on evidence of the present cycle; where duties are separated, all measures are done.
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
        issue = self.answered(attach(issue, moment, self.day(moment), self.claim), register.header, moment)
        if register.header.policy.separates_duties:
            require_own_unit(self.verb, issue, register.header, moment, self.unit)
            require_come(self.verb, issue.id, self.day(moment), moment, "it would be")
        require_gates(Case.of(self.verb, issue, register, moment, self.day(moment)))
        submission = Submission(
            on=self.day(moment), by=moment.actor, unit=self.unit or _unit_of(issue, moment), cycle=issue.cycle
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


def _unit_of(issue: Issue, moment: Moment) -> str | None:
    """The unit that submits: that of the person who acts, else the only responsible one."""
    if moment.person:
        return moment.person.unit
    return issue.units.responsible[0] if len(issue.units.responsible) == 1 else None
