"""The register's header: what it is a register of, its time zone, its policy, its units."""

from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from rectify.model.names import DEFAULT_ZONE, sameness
from rectify.model.people import Person
from rectify.model.policy import Policy
from rectify.model.record import Record
from rectify.model.text import Day, Line, Text
from rectify.model.ways import HeaderWays


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise PydanticCustomError("zone", "not a time zone; write one like Asia/Shanghai") from None
    return name


class Inspection(Record):
    """The visit that produced the issues (督察): the body, the round (轮次), the period."""

    body: Line | None = None
    round: Line | None = None
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    feedback_on: Day | None = None


class Header(Record, HeaderWays):
    """The head of a register, an entry of the trail like an issue. `units` maps a unit's name to its other names."""

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
