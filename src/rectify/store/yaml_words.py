"""THE DISK: what the model does not accept, in the words of the register rather than of pydantic."""

from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from rectify.model.path import Step, write_path
from rectify.store.yaml_flaws import BOM, is_look_alike, quoted, strange_letters
from rectify.store.yaml_syntax import wide_colon_hint
from rectify.terms import (
    CalendarKind,
    DeadlineClass,
    ExtensionState,
    Finding,
    Held,
    Kind,
    Method,
    Outcome,
    Pace,
    Profile,
    Role,
    Rung,
    Status,
)

Words = tuple[str, str | None]

_EXAMPLES = {
    "units": "{lead: 省自然资源厅, responsible: [海西州政府]}",
    "deadline": "{date: 2018-12-31, text: 2018年底}",
    "original_deadline": "{date: 2018-12-31, text: 2018年底}",
    "source": "{publisher: …, title: …, date: 2018-05}",
    "verdict": "{pace: behind, by: …, on: 2018-12-31}",
    "custom": "{my_field: …}",
    "inspection": "{body: …, round: …}",
    "policy": "{profile: simple}",
    "people": "[{id: …, unit: …, roles: [office]}]",
    "levels": "[{name: 县级验收, unit: …}]",
    "extensions": "[{on: 2018-12-31, by: …, to: …, reason: …, state: requested}]",
    "notices": "[{on: 2018-12-31, ends: 2019-01-14, …}]",
    "objections": "[{on: 2018-12-31, text: …}]",
    "look_backs": "[{due: 2018-12-31}]",
    "escalations": "[{rung: urge, on: 2018-12-31, by: …}]",
    "readings": "[{on: 2018-12-31, value: …}]",
    "indicators": "[{name: …, target: 47, actual: 35}]",
    "measures": "[{id: M1, text: …}]",
    "milestones": "[{id: T1, text: …, due: 2018-12-31}]",
    "submissions": "[{on: 2018-12-31, by: …}]",
    "verifications": "[{on: 2018-12-31, by: …, method: onsite, …}]",
    "checklist": "[{item: …, answer: …}]",
    "closures": "[{on: 2018-12-31, by: …, outcome: rectified}]",
    "evidence": "[{sha256: …, name: …, size: …}]",
}
_WORDS_OF: dict[str, tuple[str, type[StrEnum]]] = {
    "status": ("a status", Status),
    "kind": ("a kind of issue", Kind),
    "class": ("a class of deadline", DeadlineClass),
    "outcome": ("an outcome", Outcome),
    "pace": ("a pace", Pace),
    "method": ("a method of verification", Method),
    "profile": ("a profile that this rectify has", Profile),
    "calendar": ("a calendar", CalendarKind),
    "roles": ("a role", Role),
    "state": ("a state of an extension", ExtensionState),
    "result": ("a result of a look-back", Held),
    "rung": ("a rung of pressing", Rung),
    "finding": ("a finding", Finding),
}
_OTHER_NAMES = {
    "due": "deadline",
    "owner": "units",
    "unit": "units",
    "name": "title",
    "type": "kind",
    "state": "status",
}


def unknown_key(key: str, known: tuple[str, ...], has_custom: bool) -> Words:
    """What to say of a key that the model does not have."""
    bare = "".join(letter for letter in key if not is_look_alike(letter)).strip()
    near = [bare] if bare in known else get_close_matches(bare.casefold(), known, n=1, cutoff=0.7)
    if not near and _OTHER_NAMES.get(bare.casefold()) in known:
        near = [_OTHER_NAMES[bare.casefold()]]
    strange = strange_letters(key, only_ascii=bool(near))
    message = f"unknown key {quoted(key)}" + (f", which holds {strange}" if strange else "")
    if near:
        return f"{message}; did you mean {near[0]!r}?", None
    if is_look_alike(key[0]) and key[0] != BOM:
        return (
            f"the line is indented with {strange}, so its key stands elsewhere",
            "indent with plain spaces",
        )
    if has_custom:
        return message, "a field of your own goes under `custom:`"
    return message, f"the keys here are: {', '.join(known)}"


def missing_key(owner: str, key: str) -> Words:
    """What to say of a key that must be there."""
    return f"{owner} has no {key}", f"add `{key}: …`"


def wrong_value(kind: str, steps: tuple[Step, ...], message: str, value: Any) -> Words:
    """What to say of a value that does not fit: pydantic's kind and message, the path and the value."""
    path = write_path(steps)
    name = next((step for step in reversed(steps) if isinstance(step, str)), "")
    if kind == "enum":
        return _not_one_of(name, value)
    if kind in ("model_type", "dict_type"):
        example = _EXAMPLES.get(name, "{key: value}").strip("[]")
        return f"{path} must be a mapping like {example}", _shape_hint(value)
    if kind == "tuple_type":
        example = _EXAMPLES.get(name) or (f"[{value}]" if isinstance(value, str) else "[a, b]")
        return f"{path} must be a list like {example}", "write [] for none" if value is None else _shape_hint(value)
    if kind == "text" and not isinstance(value, str):
        return _not_text(path, value)
    if message.startswith("not ") and isinstance(value, str):
        strange = "" if name == "id" else strange_letters(value)  # an id's rule names them itself
        return f"{path}: {quoted(value)} is {message}", f"it holds {strange}" if strange else None
    return f"{path}: {message}", None


def _not_one_of(name: str, value: Any) -> Words:
    what, words = _WORDS_OF[name]
    known = [word.value for word in words]
    if not isinstance(value, str):
        return f"{name} must be one word, out of: {', '.join(known)}", None
    near = get_close_matches(value.casefold().replace(" ", "_").replace("-", "_"), known, n=1, cutoff=0.7)
    hint = f"did you mean {near[0]!r}?" if near else None
    strange = strange_letters(value, only_ascii=bool(near))
    holds = f" (it holds {strange})" if strange else ""
    return f"{quoted(value)} is not {what}{holds}; it is one of: {', '.join(known)}", hint


def _not_text(path: str, value: Any) -> Words:
    if value is None:
        return f"{path} has no value", "give it one, or leave it out"
    what = "a mapping" if isinstance(value, dict) else "a list"
    return f"{path} must be a single text, not {what}", "put a text that begins with [ or { in quotes"


def _shape_hint(value: Any) -> str | None:
    return wide_colon_hint(value) if isinstance(value, str) else None
