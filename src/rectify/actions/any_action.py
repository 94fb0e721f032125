"""Any verb as data: the way in for a single command, for batches and for imports.

A verb's module is imported when that verb is asked for: a single command pays for its own alone.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any, ClassVar, Final

from pydantic import ValidationError

from rectify.actions.action import TODAY, Action
from rectify.actions.misfit import Misfit, misfit
from rectify.errors import BadBatchLine
from rectify.terms import Verb


class _Kinds(Mapping[str, type[Action]]):
    """The kinds of requests by verb, in the order of an issue's life; one is imported when it is looked up."""

    _NAMES: ClassVar[Mapping[str, str]] = {
        Verb.ADD: "Add",
        Verb.ASSIGN: "Assign",
        Verb.START: "Start",
        Verb.PROGRESS: "Progress",
        Verb.SUBMIT: "Submit",
        Verb.RETURN: "Return",
        Verb.VERIFY: "Verify",
        Verb.NOTICE: "Notice",
        Verb.CLOSE: "Close",
        Verb.REOPEN: "Reopen",
        Verb.EXTEND: "Extend",
        Verb.LOOKBACK: "Lookback",
        Verb.ESCALATE: "Escalate",
        Verb.EDIT: "Edit",
        Verb.NOTE: "Note",
        Verb.POLICY: "ChangePolicy",
    }

    def __getitem__(self, verb: str) -> type[Action]:
        return _imported(verb, self._NAMES[verb])

    def __contains__(self, verb: object) -> bool:
        return verb in self._NAMES

    def __iter__(self) -> Iterator[str]:
        return iter(self._NAMES)

    def __len__(self) -> int:
        return len(self._NAMES)


@cache
def _imported(verb: str, name: str) -> type[Action]:
    module = "return_" if verb == Verb.RETURN else verb  # `return` is a word of Python
    kind: type[Action] = getattr(import_module(f"rectify.actions.{module}"), name)
    return kind


ACTIONS: Final = _Kinds()


def read_action(
    data: Mapping[str, Any], today: Callable[[], date], called: Mapping[str, str] = MappingProxyType({})
) -> Action:
    """The action that a mapping like `{"verb": "close", "id": "QH-05", "evidence": ["a.pdf"]}` asks for.

    A field that takes many values may hold one. Date words are counted from `today()`,
    which is asked only when there are any. `called` says what fields are called where they were given
    (`--rung`), if they have other names there.

    Raises:
        BadBatchLine: no such verb, an unknown or missing field, or a value that does not fit.
        RectifyError: a date that cannot be read.
    """
    fields = dict(data)
    kind = _kind(fields.pop("verb", None))
    listed = {name: _listed(value) if name in _lists(kind) else value for name, value in fields.items()}
    try:
        return kind.model_validate(listed, context={TODAY: today})
    except ValidationError as error:
        told = [_say(kind, flaw, called) for flaw in error.errors()]
        hints = "; ".join(one.hint for one in told if one.hint)
        raise BadBatchLine(why="; ".join(one.why for one in told), hint=hints or None) from None


def field_names(kind: type[Action]) -> list[str]:
    """The fields a request of this kind may have, as they stand in a batch."""
    return [info.alias or name for name, info in kind.model_fields.items()]


def _kind(verb: Any) -> type[Action]:
    if not isinstance(verb, str) or verb not in ACTIONS:
        near = get_close_matches(str(verb), ACTIONS, n=1) if verb else []
        known = f"did you mean {near[0]}?" if near else f"the verbs are {', '.join(ACTIONS)}"
        raise BadBatchLine(why=f"no verb is called {verb!r}" if verb else "the line has no verb", hint=known)
    return ACTIONS[verb]


@cache
def _lists(kind: type[Action]) -> frozenset[str]:
    """The fields that take many values."""
    return frozenset(name for name, info in kind.model_fields.items() if info.default == ())


def _listed(value: Any) -> Any:
    return value if value is None or isinstance(value, list | tuple) else [value]


def _say(kind: type[Action], flaw: Any, called: Mapping[str, str]) -> Misfit:
    name = ".".join(str(step) for step in flaw["loc"])
    if flaw["type"] == "extra_forbidden":
        near = get_close_matches(name, field_names(kind), n=1)
        return Misfit(f"{kind.verb} has no field {name!r}", f"did you mean {near[0]!r}?" if near else None)
    if flaw["type"] == "missing":
        return Misfit(f"{kind.verb} needs {name!r}")
    name = _called(flaw["loc"], called) or name
    found = misfit(flaw, name)
    return found if not name or flaw["type"] == "enum" else Misfit(f"{name}: {found.why}")


def _called(steps: tuple[Any, ...], called: Mapping[str, str]) -> str | None:
    """What was typed for a place: `--days`, `--indicator COD`; None where it was not typed as an option."""
    if not steps or steps[0] not in called:
        return None
    return " ".join((called[steps[0]], *(step for step in steps[1:2] if isinstance(step, str))))
