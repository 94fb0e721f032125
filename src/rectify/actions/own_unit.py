"""For which unit somebody acts: where duties are separated, for their own."""

from rectify.errors import Refused
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.lifecycle import DONE_WORD
from rectify.model.moment import Moment
from rectify.terms import Verb


def require_own_unit(verb: Verb, issue: Issue, header: Header, moment: Moment, unit: str | None) -> None:
    """Refuse to act for a unit that the person does not belong to; an alias is the same unit.

    Raises:
        Refused.
    """
    person = moment.person
    if unit is None or person is None or not header.policy.separates_duties:
        return
    if header.unit_key(unit) != header.unit_key(person.unit):
        why = f"{person.called} is of {person.unit} and not of {unit}"
        raise Refused(id=issue.id, done=DONE_WORD[verb], why=why, hint="leave --unit out: it is the person's own")
