"""THE DISK: which keys stand at a place of the register, in which order, as the model has them."""

from functools import cache
from typing import Any, get_args, get_origin

from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.path import Step
from rectify.model.record import Record

FORMAT = 1
ROOT_KEYS = ("format", "register", "issues")


def issue_keys(steps: tuple[Step, ...]) -> tuple[str, ...]:
    """The keys of the mapping at a path of an issue; none where the keys are the user's own."""
    return _keys(Issue, tuple("" if isinstance(step, int) else step for step in steps))


def header_keys(steps: tuple[Step, ...]) -> tuple[str, ...]:
    """The keys of the mapping at a path of the header; none where the keys are the user's own."""
    return _keys(Header, tuple("" if isinstance(step, int) else step for step in steps))


@cache
def _keys(model: type[Record], steps: tuple[str, ...]) -> tuple[str, ...]:
    """`steps` with every index as an empty word, so that there are few of them."""
    at: Any = model
    for step in steps:
        at = _step_into(at, step)
    record = _record_in(at)
    return tuple(field.alias or name for name, field in record.model_fields.items()) if record else ()


def _step_into(at: Any, step: str) -> Any:
    if get_origin(at) is tuple and not step:
        return get_args(at)[0]
    record = _record_in(at)
    fields = record.model_fields.items() if record else ()
    return next((field.annotation for name, field in fields if step == (field.alias or name)), None)


def _record_in(at: Any) -> type[Record] | None:
    """The record that an annotation holds, alone or with None."""
    for kind in (at, *get_args(at)):
        if isinstance(kind, type) and issubclass(kind, Record) and get_origin(at) is not tuple:
            return kind
    return None
