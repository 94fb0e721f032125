"""How a `--where` expression compares an issue's data with a value; pure, and never raises on JSON data.

- A path through a list goes through each of its parts, and one that fits is enough; nothing there is null.
- `!=` is the opposite of `==`, also for lists: `tags != water` holds when no tag is water.
- Two figures compare as decimals (50, 50.0 and 50% are one; `012` is an id), all else as text, letter for letter.
- A day compares with a day; with a year or a month (`2018`, `2018-12`) by that part of it; with nothing else.
- A mapping compares by its `date`, so `deadline < 2018-12-31` means `deadline.date < 2018-12-31`.
- `~` is true when the text holds the other, whatever the letter case. Null has no order and holds nothing.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from rectify.wording.narrow import narrow

Data = Mapping[str, Any]

_FIGURE = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,30})?")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PART_OF_DAY = re.compile("[0-9]{4}(?:-[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class Value:
    """What a field is compared with: its text, the day it means as ISO text, the figure it is."""

    text: str
    day: str | None = None
    figure: Decimal | None = None

    @classmethod
    def of(cls, text: str, day: str | None = None) -> "Value":
        """The value of a text; `day` is the day that a date word means (月底)."""
        return cls(text, text if _DAY.fullmatch(text) else day, _figure(narrow(text).removesuffix("%")))


def holds(sign: str, left: list[Any], right: list[Value | None]) -> bool:
    """True when any of the field's values stands so to any of the others; None is null."""
    if sign == "!=":
        return not holds("==", left, right)
    test = _TESTS[sign]
    return any(test(one, other) for one in left for other in right)


def is_there(values: list[Any]) -> bool:
    """True when a field has a value that is not false (a bare field: `overdue`)."""
    return any(value is not None and value is not False for value in values)


def look_up(data: Data, path: tuple[str, ...]) -> list[Any]:
    """All values at a path, through the parts of lists; one null when there is none."""
    found: list[Any] = [data]
    for step in path:
        found = _flat([one.get(step) for one in found if isinstance(one, Mapping)])
    return found or [None]


def as_value(found: Any) -> Value | None:
    """A field's value as the other side of a comparison."""
    text = _text(found)
    return None if text is None else Value.of(text)


def is_day(text: str) -> bool:
    """True for the shape YYYY-MM-DD."""
    return bool(_DAY.fullmatch(text))


def _flat(values: list[Any]) -> list[Any]:
    """The values, lists opened, at any depth."""
    flat: list[Any] = []
    waiting = values[::-1]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list | tuple):
            waiting.extend(reversed(value))
        else:
            flat.append(value)
    return flat


def _text(found: Any) -> str | None:
    if isinstance(found, Mapping):
        found = found.get("date")
        if isinstance(found, Mapping | list | tuple):
            return None
    if isinstance(found, bool):
        return "true" if found else "false"
    return None if found is None else str(found)


def _figure(text: str) -> Decimal | None:
    return Decimal(text) if _FIGURE.fullmatch(text) else None


def _contains(found: Any, other: Value | None) -> bool:
    text = _text(found)
    return text is not None and other is not None and other.text.casefold() in text.casefold()


def _equals(found: Any, other: Value | None) -> bool:
    return found is None if other is None else _compares(operator.eq, found, other)


def _compares(test: Callable[[Any, Any], bool], found: Any, other: Value | None) -> bool:
    text = _text(found)
    pair = None if text is None or other is None else _pair(found, text, other)
    return pair is not None and test(*pair)


def _pair(found: Any, text: str, other: Value) -> tuple[Any, Any] | None:
    """The two sides in a form that can be compared; None when they are of different sorts."""
    if isinstance(found, bool):
        return text, other.text.lower()
    if _DAY.fullmatch(text):
        return _day_pair(text, other)
    figure = _figure(text)
    if figure is not None and other.figure is not None:
        return figure, other.figure
    return None if isinstance(found, int | float | Decimal) else (text, other.text)


def _day_pair(text: str, other: Value) -> tuple[str, str] | None:
    if other.day:
        return text, other.day
    return (text[: len(other.text)], other.text) if _PART_OF_DAY.fullmatch(other.text) else None


_TESTS: dict[str, Callable[[Any, Value | None], bool]] = {
    "==": _equals,
    "<": partial(_compares, operator.lt),
    "<=": partial(_compares, operator.le),
    ">": partial(_compares, operator.gt),
    ">=": partial(_compares, operator.ge),
    "~": _contains,
}
