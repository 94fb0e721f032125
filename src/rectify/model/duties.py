"""Who may do what where duties are separated, and who may not because of what they did.

- Each verb is for the people of certain roles (DOMAIN: who does what); in profile simple for everybody.
- The responsible side acts for its own issues: a person of the responsible, lead or a cooperating unit.
- Who accepts is not who rectifies: whoever worked, submitted, or belongs to a unit that did, or to the responsible
  or lead unit, may neither verify nor look back. (`lead_accepts` lets the lead unit accept, as Hainan did in 2018.)
- Whoever asked for an extension, or belongs to the unit that asked, may not decide it; only they may withdraw it.
- Persons are compared through ids, names and logins, units through their aliases; whoever has moved to another unit
  since has worked for both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from rectify.errors import NotSeparate, RectifyError, WrongRole, WrongUnit
from rectify.model.extensions import open_request
from rectify.model.lifecycle import DONE_WORD
from rectify.terms import Role, Verb

if TYPE_CHECKING:
    from rectify.model.deed import Deed
    from rectify.model.header import Header
    from rectify.model.issue import Issue
    from rectify.model.people import Person
    from rectify.model.pressing import Extension
    from rectify.model.work import Work

Duty = tuple[Verb, str]
"""A verb, and which of its ways where it has several: `("extend", "decide")`."""

_OFFICE: Final = frozenset({Role.OFFICE})
_WORKING: Final = frozenset({Role.RESPONSIBLE})
_LOOKING: Final = frozenset({Role.ACCEPTING})
DECIDE: Final = "decide"
"""The way of `extend` that is the approver's."""
WITHDRAW: Final = "withdraw"
"""The way of `extend` that is for those who asked alone."""

ROLES: Final[Mapping[Duty, frozenset[Role]]] = {
    (Verb.ADD, ""): _OFFICE,
    (Verb.ASSIGN, ""): _OFFICE,
    (Verb.START, ""): _OFFICE | _WORKING,
    (Verb.PROGRESS, ""): _OFFICE | _WORKING,
    (Verb.SUBMIT, ""): _WORKING,
    (Verb.RETURN, ""): _OFFICE | _LOOKING | {Role.PUBLIC_DESK},
    (Verb.VERIFY, ""): _LOOKING,
    (Verb.NOTICE, ""): frozenset({Role.PUBLIC_DESK}),
    (Verb.CLOSE, ""): _OFFICE,
    (Verb.REOPEN, ""): _OFFICE | _LOOKING,
    (Verb.EXTEND, ""): _WORKING,
    (Verb.EXTEND, DECIDE): frozenset({Role.APPROVER}),
    (Verb.EXTEND, WITHDRAW): _WORKING,
    (Verb.LOOKBACK, ""): _OFFICE | _LOOKING,
    (Verb.ESCALATE, ""): _OFFICE,
    (Verb.EDIT, ""): _OFFICE,
    (Verb.POLICY, ""): _OFFICE,
    (Verb.ADOPT, ""): _OFFICE,
}
"""Which roles a duty is for; one that is not here is for all the people (a note) or one's own (an undo)."""

_SEPARATE: Final[Mapping[Verb, str]] = {Verb.VERIFY: "verify it", Verb.LOOKBACK: "look back at it"}
"""What is for others than who did the work, in words."""


class Duties:
    """The duties about one issue, under a header: `past` gives what was done to it, asked for only when needed."""

    def __init__(self, header: Header, issue: Issue | None, past: Callable[[], Sequence[Deed]]) -> None:
        self.header, self.issue, self.past = header, issue, past

    def require(self, duty: Duty, person: Person) -> None:
        """Refuse unless this person may do it.

        Raises:
            WrongRole, WrongUnit, NotSeparate.
        """
        if found := self._hindrance(duty, person):
            kind, facts = found
            others = ", ".join(one.called for one in self.able(duty))
            who = others or "nobody yet; rectify policy person ID --unit UNIT --role ROLE"
            raise kind(id=self._name, done=DONE_WORD[duty[0]], person=person.called, who=who, **facts)

    def able(self, duty: Duty) -> list[Person]:
        """The people who may do it, in the order of the header."""
        return [person for person in self.header.people if self._hindrance(duty, person) is None]

    def is_independent(self, by: str, unit: str | None) -> bool:
        """True when a verification by this actor, for this unit, was one by another."""
        person = self.header.person_of(by)
        units = self._keys(unit, person.unit if person else None)
        return next(self._work_of(by, person, units), None) is None

    def _hindrance(self, duty: Duty, person: Person) -> tuple[type[RectifyError], dict[str, Any]] | None:
        """What keeps this person from it, as an error and its facts; any of their roles will do."""
        wanted = ROLES.get(duty)
        if wanted is None:
            return None
        if not wanted & set(person.roles):
            has = " and ".join(person.roles) or "without a role"
            return WrongRole, {"has": has, "roles": " or ".join(sorted(wanted))}
        if self.issue is None:
            return None
        if (units := self._units_for(self.issue, duty, person)) is not None and not self._keys(
            person.unit
        ) & self._keys(*units):
            if units:
                return WrongUnit, {"unit": person.unit, "units": " or ".join(units)}
            none = {
                "units": "its responsible unit, and none is named",
                "hint": f"rectify assign {self._name} --unit UNIT",
            }
            return WrongUnit, {"unit": person.unit, **none}
        for rule, because in self._conflicts(duty, person):
            return NotSeparate, {"rule": rule, "because": because}
        return None

    @property
    def _name(self) -> str:
        return self.issue.id if self.issue else self.header.id

    def _keys(self, *units: str | None) -> frozenset[str]:
        """What these units are compared by."""
        return frozenset(key for unit in units if (key := self.header.unit_key(unit)))

    def _units_for(self, issue: Issue, duty: Duty, person: Person) -> list[str] | None:
        """The units a duty is for, by their own names; None when it is for any."""
        units = issue.units
        if duty == (Verb.EXTEND, WITHDRAW):
            return self._unit_that_asked
        if not ROLES[duty] & set(person.roles) <= _WORKING or duty == (Verb.EXTEND, DECIDE):
            return None  # the office is for all issues; acceptance goes by levels (model/acceptance.py)
        named = (*units.responsible, units.lead, *units.cooperating)
        return [name for unit in named if (name := self.header.one_unit(unit))]

    def _conflicts(self, duty: Duty, person: Person) -> Iterator[tuple[str, str]]:
        if duty[0] in _SEPARATE:
            for because in self._work_of(person.id, person, self._keys(person.unit)):
                yield f"who did the work may not {_SEPARATE[duty[0]]}", because
        elif duty == (Verb.EXTEND, DECIDE):
            yield from (("who asked may not decide", because) for because in self._asked_by(person))

    def _work_of(self, actor: str, person: Person | None, units: frozenset[str]) -> Iterator[str]:
        """What this actor, or one of these units, has to do with the work (`model/work.py`)."""
        return self._work.of(actor, person, units) if self._work else iter(())

    @cached_property
    def _work(self) -> Work | None:
        from rectify.model.work import Work  # only where duties are apart is it asked who did it

        return Work(self.header, self.issue, self.past()) if self.issue else None

    def _asked_by(self, person: Person) -> Iterator[str]:
        wish = open_request(self.issue) if self.issue else None
        if wish is None:
            return
        asker = self.header.person_of(wish.by)
        if wish.by == person.id or _is_same(asker, person):
            yield f"{person.called} asked for it on {wish.on}"
        elif self._keys(person.unit) & self._keys(*_units_of(wish, asker)):
            yield f"{asker.called if asker else wish.by} of {person.unit} asked for it on {wish.on}"

    @property
    def _unit_that_asked(self) -> list[str] | None:
        """The unit whose request is undecided; None when there is none, or nobody knows of which unit it is."""
        wish = open_request(self.issue) if self.issue else None
        units = _units_of(wish, self.header.person_of(wish.by)) if wish else ()
        return list(dict.fromkeys(name for unit in units if (name := self.header.one_unit(unit)))) or None


def _units_of(wish: Extension, asker: Person | None) -> tuple[str, ...]:
    """The unit a request was made for, and that of who made it."""
    return tuple(unit for unit in (wish.unit, asker.unit if asker else None) if unit)


def _is_same(one: Person | None, other: Person | None) -> bool:
    return one is not None and other is not None and one.id == other.id
