"""The register's header: what it is a register of, its time zone, its policy, its units."""

from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from rectify.errors import BadEvidence
from rectify.model.record import Record
from rectify.model.text import Day, Line, Text, Whole
from rectify.terms import Profile

DEFAULT_ZONE = "Asia/Shanghai"
USUAL_EVIDENCE_MB = 200
MEGABYTE = 1_000_000


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


def _at_least_one(value: int) -> int:
    if value < 1:
        raise PydanticCustomError("whole", "must be at least 1")
    return value


class Policy(Record):
    """Which gates are in force, and what may be handed in. Only profile `simple` is built.

    `evidence_max_mb` is the size of the largest file taken in as evidence, in megabytes of 1,000,000 bytes.
    """

    profile: Profile = Profile.SIMPLE
    evidence_max_mb: Annotated[Whole, AfterValidator(_at_least_one)] = USUAL_EVIDENCE_MB

    def require_room(self, path: str, size: int) -> None:
        """Refuse a file of more bytes than may be taken in as evidence.

        Raises:
            BadEvidence.
        """
        if size > self.evidence_max_mb * MEGABYTE:
            tenths = -(-size * 10 // MEGABYTE)  # rounded up, so that it is never told as what is allowed
            why = f"it has {tenths // 10}.{tenths % 10} MB, and this register takes at most {self.evidence_max_mb} MB"
            hint = "hand in a smaller one; the limit is policy.evidence_max_mb in the head of the register"
            raise BadEvidence(path=path, why=why, hint=hint)


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
