"""policy: which gates are in force, who the people are, which units are the same; changed in the register's head."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from rectify.actions.action import Action, bad_value
from rectify.actions.policy_values import put_value
from rectify.errors import BadUsage, BadValue, Refused
from rectify.model.header import Header
from rectify.model.moment import Moment
from rectify.model.names import RESERVED_ID
from rectify.model.offices import require_office
from rectify.model.people import Person
from rectify.model.policy import Policy
from rectify.model.presets import PRESETS, with_preset
from rectify.model.register import Entry, Register
from rectify.model.text import Line
from rectify.query.policy import concerns
from rectify.terms import Verb

_SAY_WHY = "say why with --reason TEXT"
NONE = "none"
"""Given for a list, it takes away all that is in it."""


def _the_header(value: Any) -> str:
    if value != RESERVED_ID:
        raise PydanticCustomError("header", "a policy is of the whole register; leave the id out")
    return RESERVED_ID


class ChangePolicy(Action):
    """Change the policy, a person or a unit: an event of the entry `register`.

    - The policy: a preset, then fields by path (`set`, `unset`, and `item` for the checklist); with a reason, always.
    - A person, by id: what is given is changed, roles and logins as a whole (`none` takes all away). A new one needs
      a unit. Nobody is removed, since what they did must stay attributable.
    - A unit: its other names, as a whole. A name is of one unit only.
    - Where duties are separated it is the office's (`model/duties.py`); to change a person or a unit that is there
      needs a reason then, and somebody of the office must be left.
    """

    verb: ClassVar[Verb] = Verb.POLICY

    id: Annotated[str, BeforeValidator(_the_header)] = RESERVED_ID
    preset: Line | None = None
    set_: dict[Line, Any] = Field(default={}, alias="set")
    unset: tuple[Line, ...] = ()
    item: tuple[Line, ...] = ()
    person: Line | None = None
    name: Line | None = None
    login: tuple[Line, ...] = ()
    role: tuple[Line, ...] = ()
    unit: Line | None = None
    alias: tuple[Line, ...] = ()

    def decide(self, register: Register, moment: Moment) -> Header:
        """The header with the policy, the person or the unit as it shall be."""
        header = register.header
        try:
            after = self._changed(header)
        except ValidationError as error:
            told = bad_value(error)
            if error.errors()[0]["loc"]:
                raise told from None
            raise BadValue(field="people", why=str(told.facts["why"]).removeprefix("people: ")) from None
        require_office(after, self.verb)
        return after

    def advice(self, before: "Entry | None", after: Entry) -> str | None:
        """What nobody can do now, and what is known to end badly."""
        return "; ".join(concerns(after)) or None if isinstance(after, Header) else None

    def _changed(self, header: Header) -> Header:
        of_policy = bool(self.preset or self.set_ or self.unset or self.item)
        of_person = bool(self.person or self.name or self.login or self.role)
        if of_policy and (of_person or self.unit or self.alias):
            raise BadUsage(message="one change at a time: the policy, a person or a unit", hint="give each a line")
        if of_policy:
            return self._with_policy(header)
        if of_person:
            return self._with_person(header)
        if self.unit:
            return self._with_unit(header, self.unit)
        raise BadUsage(message="nothing to change", hint="see rectify policy --help")

    # --- the policy ---

    def _with_policy(self, header: Header) -> Header:
        if not self.reason:
            raise self._refused("the policy may not change without a reason", _SAY_WHY)
        return header.but(policy=Policy.model_validate(self._policy_data(self._preset(header.policy))))

    def _preset(self, policy: Policy) -> Policy:
        if self.preset is None:
            return policy
        if self.preset not in PRESETS:
            near = get_close_matches(self.preset, PRESETS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(PRESETS)}"
            raise BadUsage(message=f"no preset is called {self.preset!r}", hint=hint)
        return with_preset(policy, self.preset)

    def _policy_data(self, policy: Policy) -> dict[str, Any]:
        data = policy.data()
        both = sorted(set(self.set_) & set(self.unset)) or (["checklist"] if self.item and self._sets_list else [])
        if both:
            raise BadUsage(message=f"{both[0]} is given twice", hint="give it once")
        for path, value in (*self.set_.items(), *((path, None) for path in self.unset)):
            put_value(data, path, value)
        if self.item:
            data["checklist"] = [] if self.item == (NONE,) else list(self.item)
        return data

    @property
    def _sets_list(self) -> bool:
        return any(path.removeprefix("policy.") == "checklist" for path in (*self.set_, *self.unset))

    # --- people ---

    def _with_person(self, header: Header) -> Header:
        if self.person is None:
            raise BadUsage(message="who is it?", hint="name the person: rectify policy person ID")
        if self.alias:
            raise BadUsage(
                message="a person has no alias", hint="the other names of a unit: policy unit NAME --alias A"
            )
        known = next((one for one in header.people if one.id == self.person), None) or header.person_of(self.person)
        if known is None:
            return header.but(people=(*header.people, self._new_person(self.person)))
        after = known.but(**self._given())
        if after == known:
            return header
        self._require_reason(header, known.called)
        return header.but(people=tuple(after if one is known else one for one in header.people))

    def _new_person(self, id_: str) -> Person:
        if self.unit is None:
            raise BadUsage(message=f"{id_} is new and needs a unit", hint="say of which: --unit UNIT")
        return Person(id=id_, **self._given())

    def _given(self) -> dict[str, Any]:
        given: dict[str, Any] = {"name": self.name, "unit": self.unit}
        for name, words in (("logins", self.login), ("roles", self.role)):
            if words:
                given[name] = () if words == (NONE,) else tuple(dict.fromkeys(words))
        return {name: value for name, value in given.items() if value is not None}

    # --- units ---

    def _with_unit(self, header: Header, name: str) -> Header:
        own = header.unit_name(name)
        if own not in (None, name):
            raise self._refused(f"{name} is another name of {own}", f"change that one: rectify policy unit {own}")
        aliases = () if self.alias == (NONE,) else tuple(dict.fromkeys(self.alias))
        for alias in aliases:
            if alias == name or header.unit_name(alias) not in (None, name):
                whose = "its own name" if alias == name else f"a name of {header.unit_name(alias)}"
                raise self._refused(f"{alias} is {whose}", "a name is of one unit only")
        known = header.units.get(name)
        if known is not None and (not self.alias or aliases == known):
            return header
        if known:
            self._require_reason(header, name)
            self._require_names_kept(header, known, aliases)
        return header.but(units={**header.units, name: aliases})

    def _require_names_kept(self, header: Header, known: Sequence[str], aliases: Sequence[str]) -> None:
        """Where duties are separated no name of a unit is taken away: its people would be strangers to their work."""
        gone = [name for name in known if name not in aliases]
        if gone and header.policy.separates_duties:
            raise self._refused(f"what was done as {gone[0]} would be nobody's", "give all its names, and more")

    def _require_reason(self, header: Header, what: str) -> None:
        if header.policy.separates_duties and not self.reason:
            why = f"{what} may not change without a reason in profile {header.policy.profile}"
            raise self._refused(why, _SAY_WHY)

    def _refused(self, why: str, hint: str) -> Refused:
        return Refused(id=RESERVED_ID, done="changed", why=why, hint=hint)
