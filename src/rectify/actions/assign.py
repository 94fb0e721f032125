"""assign: who leads, does, helps, watches and accepts, who answers for it, and by when."""

from typing import ClassVar

from rectify.actions.action import Action, By
from rectify.actions.due import is_later
from rectify.errors import BadUsage, Refused
from rectify.model.deadline import Deadline
from rectify.model.issue import Issue
from rectify.model.moment import Moment
from rectify.model.register import Register
from rectify.model.text import Line
from rectify.model.transition import require_status
from rectify.terms import Verb


class Assign(Action):
    """Name the units, the person and a missing deadline; the status stays.

    - Every issue must have a responsible unit (不挂空档); `unit` replaces the responsible units.
    - `due` fills a missing deadline only: one that stands does not move this way.
    - A closed issue is not assigned.
    """

    verb: ClassVar[Verb] = Verb.ASSIGN

    unit: tuple[Line, ...] = ()
    lead: Line | None = None
    cooperating: tuple[Line, ...] = ()
    supervising: Line | None = None
    accepting: Line | None = None
    person: Line | None = None
    due: By | None = None

    def decide(self, register: Register, moment: Moment) -> Issue:
        """The issue with the units, person and deadline that were named."""
        issue = register.get(self.id)
        wanted = self._wanted_units()
        if not (wanted or self.person or self.due):
            raise BadUsage(
                message=f"nothing to assign to {self.id}",
                hint="give at least one of --unit --lead --cooperating --supervising --accepting --person --due",
            )
        require_status(self.verb, issue)
        issue = issue.but(units=issue.units.but(**wanted), person=self.person or issue.person)
        return self._fill_deadline(issue, is_apart=register.header.policy.separates_duties)

    def _wanted_units(self) -> dict[str, object]:
        asked = {
            "lead": self.lead,
            "responsible": self.unit,
            "cooperating": self.cooperating,
            "supervising": self.supervising,
            "accepting": self.accepting,
        }
        return {field: value for field, value in asked.items() if value}

    def _fill_deadline(self, issue: Issue, *, is_apart: bool) -> Issue:
        if self.due is None or self.due in (issue.deadline, _day_alone(issue.deadline)):
            return issue
        if issue.deadline is not None:
            raise Refused(
                id=issue.id,
                done="assigned",
                why="it has a deadline already, and a deadline does not move quietly",
                hint=_way_to_move(issue.id, issue.deadline, self.due, is_apart=is_apart),
            )
        return issue.but(deadline=self.due)


def _day_alone(deadline: Deadline | None) -> Deadline | None:
    """A deadline without its wording: to name its day again is nothing to do."""
    return Deadline(date=deadline.date) if deadline and deadline.date else None


def _way_to_move(id_: str, now: Deadline, to: Deadline, *, is_apart: bool) -> str:
    """An extension for a later day; anything else is an edit, and where duties are separated only a later day is."""
    wanted = to.text or to.date or to.class_
    if is_later(now, to):
        return f"ask for an extension: rectify extend {id_} --to {wanted} --reason TEXT"
    if is_apart:
        return f"it moves to a later day alone, and by an extension: rectify extend {id_} --to DATE --reason TEXT"
    return f"rectify edit {id_} --set deadline={wanted} --reason TEXT"
