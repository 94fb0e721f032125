"""reopen: a closed issue lives again on the same id (反弹)."""

from typing import ClassVar

from rectify.actions.action import EvidenceAction
from rectify.actions.attach import attach
from rectify.errors import Refused
from rectify.model.issue import Issue
from rectify.model.lifecycle import DONE_WORD
from rectify.model.moment import Moment
from rectify.model.register import Register
from rectify.model.text import Flag
from rectify.model.transition import require_status
from rectify.terms import Status, Verb


class Reopen(EvidenceAction):
    """Take a closed issue up again: closed → in_progress, in its next cycle.

    - Never without a reason; `rebound` says that the problem itself came back.
    - The closure is kept and marked; outcome, finding, percent and verdict belong to the old cycle and are cleared.
    - Where duties are separated, what is handed in belongs to the old cycle too: it shows the rebound, not the cure.
    """

    verb: ClassVar[Verb] = Verb.REOPEN

    rebound: Flag = False

    def decide(self, register: Register, moment: Moment) -> Issue:
        """The issue, in progress, one cycle on."""
        issue = register.get(self.id)
        require_status(self.verb, issue)
        if not self.reason:
            raise Refused(
                id=issue.id,
                done=DONE_WORD[self.verb],
                why="no reason is given",
                hint=f"rectify reopen {issue.id} --reason TEXT",
            )
        if register.header.policy.separates_duties:  # what shows the rebound proves no cure
            issue = attach(issue, moment, self.day(moment), self.claim)
        reopened = issue.but(
            status=Status.IN_PROGRESS,
            cycle=issue.cycle + 1,
            outcome=None,
            finding=None,
            percent=None,
            verdict=None,
            closures=tuple(self._marked(issue, moment)),
        )
        if register.header.policy.separates_duties:
            return reopened
        return attach(reopened, moment, self.day(moment), self.claim)

    def _marked(self, issue: Issue, moment: Moment) -> list[object]:
        """The closures, that of the present cycle marked; a mark once set is never changed."""
        return [
            one.but(reopened_on=self.day(moment), rebound=self.rebound)
            if one.cycle == issue.cycle and one.reopened_on is None
            else one
            for one in issue.closures
        ]
