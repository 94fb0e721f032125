"""What changed between two states of an entry: the only way events are made.

- Mappings are compared key by key, a missing key being null.
- A list that kept its parts and perhaps grew is compared part by part; any other list changes whole
  (so does one with a null in it, which as a change would mean that there is nothing).
"""

from typing import Any, NamedTuple

from rectify.model.path import Step, write_path

_NAMES = ("id", "name", "sha256")


class Change(NamedTuple):
    """One field, before and after; null is absent."""

    path: str
    before: Any
    after: Any


def diff(before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    """The changes that make `after` of `before`, in the order of the fields."""
    found: list[Change] = []
    _mapping((), before, after, found)
    return tuple(found)


def _mapping(at: tuple[Step, ...], before: dict[str, Any], after: dict[str, Any], found: list[Change]) -> None:
    for key in before | after:
        old, new = before.get(key), after.get(key)
        if old is not new:  # states of one entry share what did not change
            _value((*at, key), old, new, found)


def _value(at: tuple[Step, ...], before: Any, after: Any, found: list[Change]) -> None:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        _mapping(at, before, after, found)
    elif _grew(before, after):
        for index, part in enumerate(after):
            _value((*at, index), before[index] if index < len(before) else None, part, found)
    else:
        found.append(Change(write_path(at), before, after))


def _grew(before: Any, after: Any) -> bool:
    """True when every part of `before` stands at its place in `after`, by name where it has one."""
    if not isinstance(before, list | tuple) or not isinstance(after, list | tuple) or len(after) < len(before):
        return False
    if None in after:
        return False
    return all(_same_part(old, new) for old, new in zip(before, after, strict=False))


def _same_part(old: Any, new: Any) -> bool:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return bool(old == new)
    return all(old.get(name) == new.get(name) for name in _NAMES)
