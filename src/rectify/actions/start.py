"""start: work begins."""

from typing import ClassVar

from rectify.actions.action import Action
from rectify.model.gates import Case, require_gates
from rectify.model.issue import Issue
from rectify.model.lifecycle import LEADS_TO
from rectify.model.moment import Moment
from rectify.model.register import Register
from rectify.model.transition import require_status
from rectify.terms import Verb


class Start(Action):
    """Begin the work: open → in_progress.

    - A responsible unit must be named first.
    """

    verb: ClassVar[Verb] = Verb.START

    def decide(self, register: Register, moment: Moment) -> Issue:
        """The issue, in progress."""
        issue = register.get(self.id)
        if issue.status is LEADS_TO[self.verb]:
            return issue
        require_status(self.verb, issue)
        require_gates(Case.of(self.verb, issue, register, moment, self.day(moment)))
        return issue.but(status=LEADS_TO[self.verb])
