"""Whether every duty has somebody to do it, under a header: no responsibility without a person (不挂空档)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rectify.errors import Refused
from rectify.model.duties import ROLES, Duties
from rectify.model.lifecycle import DONE_WORD
from rectify.terms import Profile, Role, Verb

if TYPE_CHECKING:
    from rectify.model.duties import Duty
    from rectify.model.header import Header
    from rectify.model.people import Person
    from rectify.model.policy import Level


class Holding(NamedTuple):
    """A duty, the roles it is for, who has one of them, and whether the policy needs somebody to do it."""

    duty: Duty
    roles: tuple[Role, ...]
    people: tuple[Person, ...]
    is_needed: bool

    @property
    def is_gap(self) -> bool:
        """True when nobody can do what must be done."""
        return self.is_needed and not self.people


def holdings(header: Header) -> tuple[Holding, ...]:
    """Every duty that is for certain roles, with its people; where duties are not separated there is none."""
    if not header.policy.separates_duties:
        return ()
    duties = Duties(header, None, tuple)
    return tuple(
        Holding(duty, tuple(role for role in Role if role in roles), tuple(duties.able(duty)), _is_needed(duty, header))
        for duty, roles in ROLES.items()
    )


def unmanned_levels(header: Header) -> tuple[Level, ...]:
    """The levels of acceptance that a unit is named for of which nobody may accept."""
    if header.policy.profile is not Profile.CHAIN:
        return ()
    units = {header.unit_key(one.unit) for one in Duties(header, None, tuple).able((Verb.VERIFY, ""))}
    return tuple(one for one in header.policy.levels if one.unit and header.unit_key(one.unit) not in units)


def require_office(header: Header, verb: Verb) -> None:
    """Refuse a header under which nobody could change the policy any more.

    Raises:
        Refused: duties are separated, and nobody has the role office.
    """
    if header.policy.separates_duties and not any(Role.OFFICE in person.roles for person in header.people):
        raise Refused(
            id=header.id,
            done=DONE_WORD[verb],
            why=f"in profile {header.policy.profile} only the office changes it, and nobody would have that role",
            hint="name somebody first: rectify policy person ID --unit UNIT --role office",
        )


def _is_needed(duty: Duty, header: Header) -> bool:
    """Every duty is, but the notice where the policy asks for none."""
    if duty[0] is not Verb.NOTICE:
        return True
    return header.policy.profile is Profile.CHAIN and header.policy.notice_days > 0
