"""Light values: the nouns over data that their models have accepted; the same attributes, made when asked for.

A light value is for reading. It costs no validation and no library, and it cannot be changed or made into another:
who decides something asks for the model. Its class is known by the model's name, and its fields by a table that is
generated from the models (`light_table.py`), which stay the schema of record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, NoReturn

from rectify import terms
from rectify.model import ways
from rectify.model.light_table import TABLE

if TYPE_CHECKING:
    from decimal import Decimal

    from rectify.model.light_table import Field


def _figure(text: str) -> Decimal:
    from decimal import Decimal  # few issues have figures

    return Decimal(text)


_MAKERS: Final[dict[str, Callable[[Any], Any]]] = {
    "plain": lambda value: value,
    "day": date.fromisoformat,
    "figure": _figure,
    "texts": lambda value: tuple(value) if isinstance(value, list) else value,
}
"""What makes a value of its JSON data, by the sort of the field."""


class _Plain:
    """A field of a light class: found in the data when it is asked for, and from then on kept in the value."""

    __slots__ = ("_absent", "_key", "_name", "_sort")

    def __init__(self, name: str, field: Field) -> None:
        self._name = name
        self._key, self._sort, self._absent = field

    def __get__(self, one: Light, noun: type[Light]) -> Any:
        value = one.__dict__[self._name] = one._data.get(self._key, self._absent)
        return value


class _Made(_Plain):
    """A field whose value is made of its JSON data; most are not there, and then the same for all."""

    __slots__ = ()

    def __init__(self, name: str, field: Field) -> None:
        super().__init__(name, field)
        if self._absent not in (None, ()):
            self._absent = _maker(self._sort)(self._absent)

    def __get__(self, one: Light, noun: type[Light]) -> Any:
        told = one._data.get(self._key)
        value = one.__dict__[self._name] = self._absent if told is None else _maker(self._sort)(told)
        return value


class Light:
    """One noun over its JSON data (`Record.data()`, defaults left out); only for reading."""

    _fields: ClassVar[dict[str, Field]] = {}
    _data: dict[str, Any]

    def __init__(self, data: dict[str, Any]) -> None:
        self.__dict__["_data"] = data

    def __getattr__(self, name: str) -> NoReturn:
        what = f"{type(self).__name__!r} object has no attribute {name!r} (a light value: it is only for reading)"
        raise AttributeError(what, name=name, obj=self)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise self._frozen(name)

    def __delattr__(self, name: str) -> NoReturn:
        raise self._frozen(name)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._data == other._data or all(getattr(self, name) == getattr(other, name) for name in self._fields)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in self._fields))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields)
        return f"{type(self).__name__}({fields})"

    def _frozen(self, name: str) -> AttributeError:
        return AttributeError(f"{type(self).__name__!r} object is frozen", name=name, obj=self)

    def data(self) -> dict[str, Any]:
        """This value as JSON data: ISO dates, decimals as text, defaults left out."""
        return {key: value if type(value) is str else _own(value) for key, value in self._data.items()}


@cache
def light(name: str) -> type[Light]:
    """The light class of a model, by the model's name.

    Raises:
        KeyError: no entry of a register holds such a noun.
    """
    told = getattr(ways, f"{name}Ways", None)
    fields = TABLE[name]
    parts = {field: (_Plain if cell[1] == "plain" else _Made)(field, cell) for field, cell in fields.items()}
    return type(name, (Light, told) if told else (Light,), {"_fields": fields, **parts})


def in_full(name: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a noun with every field, also those that have their default; None where there is no value."""
    return {key: _full(sort, data.get(key, default)) for key, sort, default in TABLE[name].values()}


def _full(sort: str, value: Any) -> Any:
    kind, _, of = sort.partition(" ")
    if value is not None and kind == "light":
        return in_full(of, value)
    return [_full(of, part) for part in value] if kind == "many" else _own(value)


@cache
def _maker(sort: str) -> Callable[[Any], Any]:
    """What makes a value of a sort: `plain`, `day`, `word Status`, `many light Measure`, `map texts` and so on."""
    if sort in _MAKERS:
        return _MAKERS[sort]
    kind, _, of = sort.partition(" ")
    if kind == "word":
        return {word.value: word for word in getattr(terms, of)}.__getitem__
    if kind == "light":
        return light(of)
    if (kind, of) == ("many", "plain"):
        return tuple
    make = _maker(of)
    if kind == "many":
        return lambda values: tuple(map(make, values))
    return lambda values: {key: make(value) for key, value in values.items()}


def _own(value: Any) -> Any:
    """The data again, so that whoever changes it does not change the value."""
    if type(value) is dict:
        return {key: part if type(part) is str else _own(part) for key, part in value.items()}
    return [part if type(part) is str else _own(part) for part in value] if type(value) is list else value
