"""The register's header: what it is a register of, its time zone, its policy, its units."""

from typing import Annotated, ClassVar, Self
from unicodedata import category, normalize
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from rectify.errors import NotOneOfThePeople, TwoPeople
from rectify.model.people import Person
from rectify.model.policy import Policy
from rectify.model.record import Record
from rectify.model.text import RESERVED_ID, Day, Line, Text

DEFAULT_ZONE = "Asia/Shanghai"


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise PydanticCustomError("zone", "not a time zone; write one like Asia/Shanghai") from None
    return name


def sameness(name: str) -> str:
    """What is left of a name when it is compared: NFKC, no letter case, no blanks, nothing that cannot be seen."""
    plain = normalize("NFKC", name).casefold()
    return "".join(letter for letter in plain if category(letter)[0] not in "CZ")


class Inspection(Record):
    """The visit that produced the issues (督察): the body, the round (轮次), the period."""

    body: Line | None = None
    round: Line | None = None
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    feedback_on: Day | None = None


class Header(Record):
    """The head of a register, an entry of the trail like an issue. `units` maps a unit's name to its other names."""

    id: ClassVar[str] = RESERVED_ID

    title: Line | None = None
    inspection: Inspection | None = None
    timezone: Annotated[Line, AfterValidator(_known_zone)] = DEFAULT_ZONE
    id_prefix: Line | None = None
    policy: Policy = Policy()
    people: tuple[Person, ...] = ()
    units: dict[Line, tuple[Line, ...]] = {}
    source: Text | None = None
    notes: Text | None = None

    @model_validator(mode="after")
    def _people_are_told_apart(self) -> Self:
        taken: dict[str, str] = {}
        for person in self.people:
            for word in (person.id, *person.logins):
                key = sameness(word)
                if key in taken:
                    facts = {"word": word, "first": taken[key], "second": person.id}
                    raise PydanticCustomError("person_twice", "people: {word} stands for {first} and {second}", facts)
                taken[key] = person.id
        return self

    def unit_name(self, name: str) -> str | None:
        """The unit's own name for a name or an alias; None when the header does not know it."""
        key = sameness(name)
        for unit, aliases in self.units.items():
            if any(sameness(one) == key for one in (unit, *aliases)):
                return unit
        return None

    def one_unit(self, name: str | None) -> str | None:
        """The unit's own name for an alias, else the name as it stands; what people read."""
        return (self.unit_name(name) or name) if name else None

    def unit_key(self, name: str | None) -> str | None:
        """What units are compared by, through aliases.

        Full width, letter case, blanks and what cannot be seen make no other unit: else a blank would be enough to
        accept one's own work.
        """
        return sameness(self.one_unit(name) or "") or None

    def person_of(self, word: str) -> Person | None:
        """The person of an id, a login or a name; None when there is none, or the name is of several."""
        key = sameness(word)
        found = [one for one in self.people if key in map(sameness, (one.id, *one.logins))]
        found = found or [one for one in self.people if one.name and key == sameness(one.name)]
        return found[0] if len(found) == 1 else None

    def require_person(self, word: str) -> Person:
        """The person who acts.

        Raises:
            TwoPeople: several people have this name.
            NotOneOfThePeople: the register does not know them.
        """
        if person := self.person_of(word):
            return person
        same = [person.id for person in self.people if person.name and sameness(person.name) == sameness(word)]
        if same:
            raise TwoPeople(actor=word, ids=" or ".join(same))
        raise NotOneOfThePeople(actor=word, profile=self.policy.profile)
