"""A county where duties are separated: people of every role, units with other names, and moments in which they act."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from rectify.model.deed import Deed
from rectify.model.event import Event
from rectify.model.header import Header
from rectify.model.moment import Moment
from rectify.store.memory import MemoryStore
from tests.make import TODAY, issue, look_at, moment, register

PEOPLE: list[dict[str, Any]] = [
    {"id": "周办", "unit": "甲川整改办", "roles": ["office"], "logins": ["zhou@desk-1"]},
    {"id": "wang", "name": "王芳", "unit": "甲川县住建局", "roles": ["responsible"], "logins": ["wang@desk-2"]},
    {"id": "马工", "unit": "县住建局", "roles": ["responsible", "accepting"]},
    {"id": "李强", "unit": "甲川县生态环境局", "roles": ["accepting"]},
    {"id": "赵敏", "unit": "乙州生态环境局", "roles": ["accepting"]},
    {"id": "孙审", "unit": "甲川整改办", "roles": ["approver"]},
    {"id": "钱批", "unit": "甲川县住建局", "roles": ["approver"]},
    {"id": "公示员", "unit": "甲川整改办", "roles": ["public-desk"]},
    {"id": "闲人", "unit": "甲川整改办"},
]
UNITS = {"甲川县住建局": ["县住建局", "甲川住建"]}
LEVELS = [{"name": "县级验收", "unit": "甲川县生态环境局"}, {"name": "州级验收", "onsite": "true"}]
CHECKLIST = ["措施全部完成", "举一反三"]
CHAIN: dict[str, Any] = {"profile": "chain", "levels": LEVELS, "checklist": CHECKLIST, "calendar": "weekdays"}
SUPERVISED: dict[str, Any] = {"profile": "supervised"}


def head(**policy: Any) -> dict[str, Any]:
    """The header of that county under a policy, as data."""
    return {"policy": policy or SUPERVISED, "people": PEOPLE, "units": UNITS}


def header(**policy: Any) -> Header:
    """The header of that county under a policy."""
    return Header.model_validate(head(**policy))


def deed(verb: str, actor: str, *, run: int | None = 3, day: date = TODAY, **event: Any) -> Deed:
    """What somebody did to QH-05."""
    return Deed(Event(verb, "QH-05", **event), actor, "login@host", day, run)


def acting(
    who: str, *past: Deed, under: Header | None = None, today: date = TODAY, attached: Sequence[Any] = ()
) -> Moment:
    """The moment in which one of them acts, with what was done before."""
    person = (under or header()).require_person(who)
    plain = moment(*attached, today=today, actor=person.id)
    return plain._replace(person=person, past=lambda _: past)


def county(**policy: Any) -> MemoryStore:
    """A store of that county with one issue of the housing bureau, and reports to hand in."""
    one = issue(units={"responsible": ["县住建局"]})
    return MemoryStore(register(one, **head(**policy)), (), look_at=look_at)
