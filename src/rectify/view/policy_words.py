"""THE EYE: a policy in words: what each figure is, the rule it rests on, where it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from rectify.terms import Profile, Verb
from rectify.view.escape import shown
from rectify.view.labels import number_of
from rectify.view.values import value_words

if TYPE_CHECKING:
    from rectify.model.duties import Duty
    from rectify.model.people import Person
    from rectify.query.policy import Figure, Origin

PROFILES: Final[Mapping[Profile, str]] = {
    Profile.SIMPLE: "one step closes: an issue is struck off on evidence, by anybody",
    Profile.SUPERVISED: "done, confirmed by another, then closed: who rectifies is not who accepts",
    Profile.CHAIN: "accepted level by level by others, shown to the public, answered item by item, filed, then closed",
}
"""What a profile comes to."""

RULES: Final[Mapping[str, str]] = {
    "profile": "which gates stand before a verb",
    "manner": "the ready policy it came from",
    "levels": "each level accepts in its order; one on site asks for a visit, its day and who was there (验收)",
    "notice_days": "the public sees it before closure, and may object (公示); provinces ask for 5, 7 or 10 days",
    "calendar": "which days the notice counts: working days with make-up Saturdays (cn), Monday to Friday, or all",
    "filing": "the closure is filed, and its number kept (备案销号)",
    "checklist": "answered one by one before closure, each pointing at evidence",
    "extension_limit": "how often a deadline may be put off (延期); decided by another than who asked",
    "look_back_months": "when a closed issue is looked at again (回头看): what was cured may rebound",
    "warning_days": "how long before its deadline an issue is due (预警)",
    "petition_days": "how long a petition may take, from the day it was received (群众举报件)",
    "evidence_kinds": "only evidence of these kinds shows a cure; meetings and papers are the sign of a paper one",
    "lead_accepts": "whether the lead unit may accept; who rectifies is not who accepts",
    "evidence_max_mb": "a larger file is not taken in",
}
"""The rule that each field rests on."""

GATE_RULES: Final[Mapping[str, str]] = {
    "responsible_unit": "work begins only when somebody is answerable (不挂空档)",
    "evidence": "it rests on evidence of the present cycle, and where duties are separated not on papers alone",
    "measures_done": "done is said of the whole plan (整改措施)",
    "tasks_closed": "a problem is struck off after its tasks",
    "accepted": "confirmed by others than who did the work, as the issue is now; what changes after is not accepted",
    "checklist": "every item answered, pointing at evidence of the present cycle",
    "notice": "shown to the public for the whole time, and every objection answered (公示)",
    "filing": "the office files the closure (备案)",
    "like_problems": "somebody looked whether the like problems were cured too (举一反三)",
    "unfounded": "only a petition found to be so is closed as unfounded (不属实)",
}
"""The rule of each gate."""

_UNITS: Final = {
    "notice_days": "day",
    "look_back_months": "month",
    "warning_days": "day",
    "petition_days": "day",
    "evidence_max_mb": "MB",
}
_NOTHING: Final = {
    "levels": "one acceptance",
    "checklist": "no items",
    "extension_limit": "no limit",
    "look_back_months": "none planned",
    "petition_days": "no limit",
    "evidence_kinds": "all kinds",
    "manner": "none",
}
"""What it means that there is nothing."""


def figure_words(figure: Figure) -> str:
    """The value of a field in words: `10 days`, `1 县级验收, 2 市级验收 (on site)`; the checklist an item a line."""
    value = figure.value
    if value in (None, []):
        return _NOTHING[figure.name]
    if figure.name == "levels":
        return ", ".join(f"{number} {_level(one)}" for number, one in enumerate(value, 1))
    if figure.name == "checklist":
        return "\n".join(f"{number} {shown(one)}" for number, one in enumerate(value, 1))
    unit = _UNITS.get(figure.name, "")
    if unit == "MB":
        return f"{value} MB"
    if unit and isinstance(value, list):
        return ", ".join(number_of(one, unit) for one in value) + " after closure"
    return number_of(value, unit) if unit else value_words(value)


def origin_words(origin: Origin | None) -> str:
    """Where a part came from: the run, the person, the reason; the intake; the file, where there is no trail yet."""
    if origin is None:
        return "the file; nothing is recorded yet"
    deed = origin.deed
    if origin.is_found:
        return f"as found at the intake, run {deed.run} of {deed.day}"
    how = "adopted after a hand edit, " if deed.event.verb == Verb.ADOPT else ""
    why = f": {shown(deed.event.reason)}" if deed.event.reason else ""
    return f"{how}run {deed.run} of {deed.day}, {shown(deed.actor)}{why}"


def duty_words(duty: Duty) -> str:
    """A duty in words: `verify`, `extend (decide)`."""
    verb, way = duty
    return f"{verb} ({way})" if way else verb.value


def names(people: Sequence[Person]) -> str:
    """The people by name; `nobody` when there are none."""
    return ", ".join(shown(one.called) for one in people) or "nobody"


def _level(level: Mapping[str, Any]) -> str:
    told = [shown(level["unit"])] if level.get("unit") else []
    told += ["on site"] if level.get("onsite") else []
    return shown(level["name"]) + (f" ({', '.join(told)})" if told else "")
