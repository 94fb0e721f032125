"""note: a remark, kept in the trail."""

from typing import ClassVar

from rectify.actions.action import EvidenceAction
from rectify.actions.attach import attach
from rectify.errors import BadUsage, Refused
from rectify.model.issue import Issue
from rectify.model.moment import Moment
from rectify.model.register import Register
from rectify.model.text import Text
from rectify.terms import Status, Verb


class Note(EvidenceAction):
    """Say something about an issue in any status; the one event that needs no change.

    - A closed issue takes no new evidence.
    """

    verb: ClassVar[Verb] = Verb.NOTE
    stands_without_change: ClassVar[bool] = True

    text: Text

    @property
    def remark(self) -> str:
        """The text."""
        return self.text

    def decide(self, register: Register, moment: Moment) -> Issue:
        """The issue, with the evidence that came with the remark."""
        issue = register.get(self.id)
        if self.text.strip() in register.by_id:
            hint = f'rectify note {self.id} {self.text.strip()} "text of the remark"'
            raise BadUsage(message=f"the remark is the id {self.text.strip()}; was the text forgotten?", hint=hint)
        grown = attach(issue, moment, self.day(moment), self.claim)
        if grown is not issue and issue.status is Status.CLOSED:
            raise Refused(
                id=issue.id,
                done="given evidence",
                why="it is closed",
                hint=f"rectify reopen {issue.id} --reason TEXT",
            )
        return grown
