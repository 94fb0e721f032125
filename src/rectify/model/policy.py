"""The policy of a register: which gates are in force, and the figures they go by.

- `simple`: one step closes. `supervised`: submitted, verified by another, closed. `chain`: levels of acceptance,
  a public notice in working days, a checklist, a filing number, and a look for like problems.
- What is left out has the usual value; only what is written counts as the register's own choice.
"""

from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from rectify.model.record import Record
from rectify.model.text import Flag, Line, Whole
from rectify.model.ways import PolicyWays
from rectify.terms import CalendarKind, Profile

USUAL_EVIDENCE_MB = 200
USUAL_NOTICE_DAYS = 10
USUAL_WARNING_DAYS = 30


def _at_least_one(value: int) -> int:
    if value < 1:
        raise PydanticCustomError("whole", "must be at least 1")
    return value


def _no_name_twice(levels: tuple["Level", ...]) -> tuple["Level", ...]:
    names = [level.name for level in levels]
    if len(set(names)) < len(names):
        raise PydanticCustomError("level_twice", "a level is named twice; give each a name of its own")
    return levels


def _no_item_twice(items: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(items)) < len(items):
        raise PydanticCustomError("item_twice", "an item stands twice on the checklist; name it once")
    return items


Positive = Annotated[Whole, AfterValidator(_at_least_one)]


class Level(Record):
    """One level of acceptance (县级验收, 市级验收 …); `unit` accepts there, `onsite` asks for a visit on site."""

    name: Line
    unit: Line | None = None
    onsite: Flag = False


class Policy(Record, PolicyWays):
    """Which gates are in force.

    `manner` names the preset that it came from. `notice_days` days of `calendar` is how long a notice runs, 0 for
    none; `filing` asks for a filing number; `checklist` holds the items to be answered; `evidence_kinds` the kinds of
    evidence that count, all when empty. `extension_limit` is how many extensions may be granted, `look_back_months`
    when a closed issue is looked at again, `warning_days` how long before its deadline an issue is due, and
    `petition_days` how long a petition may take (calendar days). `lead_accepts` lets the lead unit accept (Hainan
    2018). `evidence_max_mb` is the size of the largest file taken in, in megabytes of 1,000,000 bytes.
    """

    profile: Profile = Profile.SIMPLE
    manner: Line | None = None
    levels: Annotated[tuple[Level, ...], AfterValidator(_no_name_twice)] = ()
    notice_days: Whole = USUAL_NOTICE_DAYS
    calendar: CalendarKind = CalendarKind.CN
    filing: Flag = True
    checklist: Annotated[tuple[Line, ...], AfterValidator(_no_item_twice)] = ()
    extension_limit: Whole | None = None
    look_back_months: tuple[Positive, ...] = ()
    warning_days: Whole = USUAL_WARNING_DAYS
    petition_days: Positive | None = None
    evidence_kinds: tuple[Line, ...] = ()
    lead_accepts: Flag = False
    evidence_max_mb: Positive = USUAL_EVIDENCE_MB
