"""The register's header: what it is a register of, its time zone, its policy, its units."""

from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from rectify.model.record import Record
from rectify.model.text import Day, Line, Text
from rectify.terms import Profile

DEFAULT_ZONE = "Asia/Shanghai"


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


class Policy(Record):
    """Which gates are in force. Only profile `simple` is built."""

    profile: Profile = Profile.SIMPLE


class Header(Record):
    """The head of a register. `units` maps a unit's name to its other names."""

    title: Line | None = None
    inspection: Inspection | None = None
    timezone: Annotated[Line, AfterValidator(_known_zone)] = DEFAULT_ZONE
    id_prefix: Line | None = None
    policy: Policy = Policy()
    units: dict[Line, tuple[Line, ...]] = {}
    source: Text | None = None
    notes: Text | None = None

    def unit_name(self, name: str) -> str | None:
        """The unit's own name for a name or an alias; None when the header does not know it."""
        for unit, aliases in self.units.items():
            if name == unit or name in aliases:
                return unit
        return None
