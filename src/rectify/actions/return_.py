"""return: sent back to the responsible unit with a reason (退回)."""

from datetime import date
from typing import ClassVar, TypeVar

from rectify.actions.action import Action
from rectify.errors import Refused
from rectify.model.closing import Notice, Submission, Verification
from rectify.model.issue import Issue
from rectify.model.lifecycle import DONE_WORD, LEADS_TO
from rectify.model.moment import Moment
from rectify.model.register import Register
from rectify.model.transition import require_status
from rectify.terms import Verb

Step = TypeVar("Step", Submission, Verification)


class Return(Action):
    """Send it back: submitted, verified or on_notice → in_progress.

    - Never without a reason.
    - Submission and verifications are kept and marked: what was sent back is not done.
    - A notice in force is withdrawn.
    """

    verb: ClassVar[Verb] = Verb.RETURN

    def decide(self, register: Register, moment: Moment) -> Issue:
        """The issue, in progress again."""
        issue = register.get(self.id)
        if issue.status is LEADS_TO[self.verb]:
            return issue
        require_status(self.verb, issue)
        if not self.reason:
            raise Refused(
                id=issue.id,
                done=DONE_WORD[self.verb],
                why="no reason is given",
                hint=f"rectify return {issue.id} --reason TEXT",
            )
        day = self.day(moment)
        return issue.but(
            status=LEADS_TO[self.verb],
            submissions=_sent_back(issue.submissions, issue.cycle, day),
            verifications=_sent_back(issue.verifications, issue.cycle, day),
            notices=self._withdrawn(issue, day),
        )

    def _withdrawn(self, issue: Issue, day: date) -> tuple[Notice, ...]:
        return tuple(
            one.but(withdrawn_on=day, withdrawn_reason=self.reason)
            if one.cycle == issue.cycle and one.withdrawn_on is None
            else one
            for one in issue.notices
        )


def _sent_back(steps: tuple[Step, ...], cycle: int, day: date) -> tuple[Step, ...]:
    """The steps, those of this cycle marked; a mark once set is never changed."""
    return tuple(step.but(returned_on=step.returned_on or day) if step.cycle == cycle else step for step in steps)
