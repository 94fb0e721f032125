"""return: sent back to the responsible unit with a reason (退回)."""

from typing import ClassVar

from rectify.actions.action import Action
from rectify.errors import Refused
from rectify.model.closing import Submission
from rectify.model.gates import require_status
from rectify.model.issue import Issue
from rectify.model.lifecycle import DONE_WORD, LEADS_TO
from rectify.model.moment import Moment
from rectify.model.register import Register
from rectify.terms import Verb


class Return(Action):
    """Send it back: submitted, verified or on_notice → in_progress.

    - Never without a reason.
    - The submission is kept and marked: what was sent back is not done.
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
        return issue.but(status=LEADS_TO[self.verb], submissions=self._marked(issue, moment))

    def _marked(self, issue: Issue, moment: Moment) -> tuple[Submission, ...]:
        day = self.day(moment)
        return tuple(
            step.but(returned_on=step.returned_on or day) if step.cycle == issue.cycle else step
            for step in issue.submissions
        )
