"""edit: any field that no other verb owns."""

import json
import re
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, ClassVar, Final

from pydantic import Field, ValidationError

from rectify.actions.action import Action, bad_value
from rectify.actions.due import move_deadline
from rectify.actions.links import require_links
from rectify.dates import resolve, resolve_deadline
from rectify.errors import BadUsage, BadValue, Refused, UnknownField, UnknownPart
from rectify.model.issue import Issue
from rectify.model.moment import Moment
from rectify.model.path import Step, get, put, read_path, write_path
from rectify.model.register import Register
from rectify.model.text import Line
from rectify.model.units import Units
from rectify.terms import Verb

OWNED = {
    "id": "an id is never changed",
    "status": "use start, submit, verify, return, close or reopen",
    "cycle": "use reopen",
    "original_deadline": "the original deadline never changes",
    "outcome": "use close",
    "percent": "use progress",
    "verdict": "use progress --verdict",
    "submissions": "use submit",
    "verifications": "use verify",
    "closures": "use close or reopen",
    "evidence": "use --evidence with submit, progress, verify, close, reopen or note",
    "extensions": "use extend",
    "notices": "use notice",
    "look_backs": "use lookback",
    "escalations": "use escalate",
    "finding": "use progress --finding",
}
OWNED_APART = {
    "deadline": "ask for a later one: rectify extend {id} --to DATE --reason TEXT",
    "kind": "its kind decides which gates it passes; add it anew with the right kind",
    "parent": "a task stays with its problem",
    "checklist": "answer it with progress, submit or verify: --answer ITEM=TEXT --proof ITEM=FILE",
}
"""What no edit touches where duties are separated: the gates rest on it."""
_NEEDS_REASON = ("deadline", "units", "title")
_DAY_KEYS = frozenset({"due", "done_on", "as_of", "review_on", "received_on"})
_TEXT_LISTS = frozenset({("tags",), ("similar",), ("units", "responsible"), ("units", "cooperating")})
_PART_LISTS = frozenset({"indicators", "measures", "milestones", "checklist"})
_STRUCTURED = _PART_LISTS | {"units", "deadline", "similar", "tags", "custom", "source"}
_STRUCTURED_INSIDE = frozenset({"responsible", "cooperating", "deadline", "evidence"})
_INSIDE: Final = {"units": tuple(Units.model_fields), "deadline": ("date",)}
"""Whose keys are known also without the field they stand in."""
_BY_NAME = re.compile(r"(\w+)\[([^\]\[\"]+)\]")
_SEPARATOR = re.compile(r"[,，、;；]")


class Edit(Action):
    """Set or unset fields by path: `title=…`, `deadline=2018年底`, `measures[M1].done_on=today`.

    - A field that a verb owns is changed by that verb only; so are the readings of an indicator.
    - Where duties are separated, what the gates rest on (deadline, kind, parent, checklist) is not edited; what was
      left empty may be filled.
    - Deadline, units and title need a reason; so do the days of measures and milestones already there,
      and a figure that falls (as in progress).
    - The first change of a deadline keeps the original; a new day without a new wording drops the old wording.
    - What is linked (parent, similar, repeats) is on the register, and leads round in no circle.
    - Text lists are split at commas. Where a field holds parts, a value beginning with { or [ is read as JSON;
      where it holds text, it is text.
    """

    verb: ClassVar[Verb] = Verb.EDIT

    set_: dict[Line, Any] = Field(default={}, alias="set")
    unset: tuple[Line, ...] = ()

    def decide(self, register: Register, moment: Moment) -> Issue:
        """The issue with its fields set."""
        issue = register.get(self.id)
        if not (self.set_ or self.unset):
            raise BadUsage(message=f"nothing to edit in {self.id}", hint="give --set PATH=VALUE or --unset PATH")
        both = sorted(set(self.set_) & set(self.unset))
        if both:
            raise BadUsage(message=f"{both[0]} is both set and unset", hint="give it once")
        edited = self._validated(self._edited(issue, moment.today))
        _require_readings(issue, edited)
        if register.header.policy.separates_duties:
            _require_apart(issue, edited)
        require_links(register, self.verb, issue, edited)
        self._require_reason(issue, edited)
        return move_deadline(edited.but(deadline=issue.deadline), edited.deadline)

    def _edited(self, issue: Issue, today: date) -> dict[str, Any]:
        data = issue.data()
        asked = [(path, self._steps(issue, path)) for path in (*self.set_, *self.unset)]
        for path, steps in asked:
            value = None if path in self.unset else _value(steps, self.set_.get(path), today)
            _put(data, steps, value, path)
        paths = {steps for _, steps in asked}
        if get(data, ("deadline", "date")) and ("deadline", "date") in paths and ("deadline", "text") not in paths:
            data["deadline"].pop("text", None)
        return data

    def _steps(self, issue: Issue, path: str) -> tuple[Step, ...]:
        steps = _read_steps(issue, path)
        if steps[0] in OWNED:
            why = f"{steps[0]} is not a field to edit"
            raise Refused(id=issue.id, done="edited", why=why, hint=OWNED[str(steps[0])])
        return steps

    def _validated(self, data: dict[str, Any]) -> Issue:
        try:
            return Issue.model_validate(_without_empty(data))
        except ValidationError as error:
            raise bad_value(error) from None

    def _require_reason(self, before: Issue, after: Issue) -> None:
        changed = [name for name in _NEEDS_REASON if getattr(before, name) != getattr(after, name)]
        days, readings = _plan_days(after), _readings(after)
        if any(days.get(part) != day for part, day in _plan_days(before).items()):
            changed.append("the days of the plan")
        changed += [
            f"the reading of {name}" for name, was in _readings(before).items() if readings.get(name, was - 1) < was
        ]
        if changed and not self.reason:
            raise Refused(
                id=before.id,
                done="edited",
                why=f"{' and '.join(changed)} may not change without a reason",
                hint="say why with --reason TEXT",
            )


def _read_steps(issue: Issue, path: str) -> tuple[Step, ...]:
    """The steps of a path, in which a part may be called by its name: `measures[M1]`, or `[+]` for a new one."""
    head = re.split(r"[.\[]", path, maxsplit=1)[0]
    if head not in Issue.model_fields:
        raise UnknownField(name=head, fields="", hint=_nearest(head))
    if found := _BY_NAME.match(path):
        path = f"{head}[{_index(issue, head, found[2])}]{path[found.end() :]}"
    try:
        return read_path(path)
    except ValueError:
        hint = "write one like deadline.date or measures[M1].text"
        raise BadUsage(message=f"{path!r} is no path", hint=hint) from None


def _nearest(head: str) -> str:
    """The field that was meant, also within another (`responsible` is units.responsible); then all to edit."""
    fields = [name for name in Issue.model_fields if name not in OWNED]
    inside = {key: f"{field}.{key}" for field, keys in _INSIDE.items() for key in keys}
    near = get_close_matches(head.casefold(), [*fields, *inside], n=1)
    meant = f"did you mean {inside.get(near[0], near[0])}? " if near else ""
    return f"{meant}the fields to edit are {', '.join(fields)}"


def _index(issue: Issue, head: str, name: str) -> int:
    parts = getattr(issue, head)
    if not isinstance(parts, tuple):
        raise BadValue(field=f"{head}[{name}]", why="there is nothing at this path")
    names = [getattr(part, "id", None) or getattr(part, "name", None) for part in parts]
    if name == "+":
        return len(parts)
    if name in names:  # a part called 1 is not the part at 1
        return names.index(name)
    if name.isascii() and name.isdigit():
        return int(name[:9])
    raise UnknownPart(id=issue.id, what=head, name=name, known=", ".join(filter(None, names)) or "none")


def _value(steps: tuple[Step, ...], value: Any, today: date) -> Any:
    if not isinstance(value, str):
        return _in_parts(steps, _as_text(value), today)
    if steps[0] == "custom" and len(steps) > 1:
        return _list_or_text(value)
    if steps[-1] == "deadline" and not value.startswith("{"):
        return resolve_deadline(value, today).data()
    if steps[-1] in _DAY_KEYS or steps[-2:] == ("deadline", "date"):
        return resolve(value, today).isoformat()
    if value.startswith(("{", "[")) and _is_structured(steps):
        return _in_parts(steps, _read_json(write_path(steps), value), today)
    if steps in _TEXT_LISTS:
        return [part.strip() for part in _SEPARATOR.split(value) if part.strip()]
    return value


def _in_parts(steps: tuple[Step, ...], value: Any, today: date) -> Any:
    """The parts of a plan, with days and deadlines in them also as words, as where they are set alone."""
    if steps[0] not in _PART_LISTS:
        return value
    if isinstance(value, list):
        return [_in_parts(steps, part, today) for part in value]
    if isinstance(value, dict):
        return {key: _value((*steps, key), part, today) if _is_day(key, part) else part for key, part in value.items()}
    return value


def _is_day(key: str, part: Any) -> bool:
    return isinstance(part, str) and (key == "deadline" or key in _DAY_KEYS)


def _is_structured(steps: tuple[Step, ...]) -> bool:
    """True where a field holds parts, so that { and [ begin JSON and not a text."""
    if len(steps) == 1:
        return steps[0] in _STRUCTURED
    return steps[-1] in _STRUCTURED_INSIDE or (len(steps) == 2 and steps[0] in _PART_LISTS)


def _put(data: dict[str, Any], steps: tuple[Step, ...], value: Any, path: str) -> None:
    if value is None and get(data, steps) is None:
        return
    try:
        for depth in range(1, len(steps)):
            if get(data, steps[:depth]) is None:
                put(data, steps[:depth], [] if isinstance(steps[depth], int) else {})
        put(data, steps, value)
    except (LookupError, TypeError):
        raise BadValue(field=path, why="there is nothing at this path") from None


def _read_json(path: str, value: str) -> Any:
    try:
        return _as_text(json.loads(value, parse_float=str, parse_int=str))
    except (ValueError, RecursionError) as error:
        raise BadValue(field=path, why=f"looks like JSON but is not ({error})") from None


def _list_or_text(value: str) -> Any:
    """A field of one's own holds a text or a list of texts; what only looks like a list is a text."""
    try:
        return _read_json("custom", value) if value.startswith("[") else value
    except BadValue:
        return value


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_text(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_as_text(part) for part in value]
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _without_empty(data: Any) -> Any:
    """The data without what is empty, at every depth: an unset part leaves no hole."""
    if isinstance(data, dict):
        return {key: part for key, value in data.items() if (part := _without_empty(value)) not in ({}, [], None)}
    if isinstance(data, list):
        return [part for value in data if (part := _without_empty(value)) not in ({}, [], None)]
    return data


def _require_apart(before: Issue, after: Issue) -> None:
    """Refuse to change what the gates rest on; an empty parent or deadline may be filled."""
    for name, hint in OWNED_APART.items():
        was, now = getattr(before, name), getattr(after, name)
        if was != now and was is not None:
            why = f"{name} may not be edited where duties are separated"
            raise Refused(id=before.id, done="edited", why=why, hint=hint.format(id=before.id))


def _require_readings(before: Issue, after: Issue) -> None:
    """What was read stays on record, as it was reported."""
    kept = {part.name: part.readings for part in after.indicators}
    for part in before.indicators:
        if part.readings and kept.get(part.name) != part.readings:
            why = f"the readings of {part.name} are on record"
            hint = f"report another: rectify progress {before.id} --note TEXT --indicator {part.name}=FIGURE"
            raise Refused(id=before.id, done="edited", why=why, hint=hint)


def _plan_days(issue: Issue) -> dict[str, object]:
    """The days of milestones and measures that are set: when they are due, and when they were done."""
    days: dict[str, object] = {}
    for stone in issue.milestones:
        days |= {f"milestone {stone.id} due": stone.due, f"milestone {stone.id} done": stone.done_on}
    for measure in issue.measures:
        days |= {f"measure {measure.id} due": measure.deadline, f"measure {measure.id} done": measure.done_on}
    return {name: day for name, day in days.items() if day is not None}


def _readings(issue: Issue) -> dict[str, Decimal]:
    return {part.name: part.actual for part in issue.indicators if part.actual is not None}
