"""The frozen base of every noun.

A model is compiled when the first value of it is made: of the parts of an issue most are only ever made with the issue,
and need no reader of their own.
"""

from collections.abc import Collection, Mapping
from functools import cache, cached_property
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, model_validator


class Record(BaseModel):
    """A frozen value that refuses unknown keys, with a value or without; a known key with no value counts as absent."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_absent(cls, data: Any) -> Any:
        if isinstance(data, dict) and None in data.values():
            known = _names(cls)
            return {key: value for key, value in data.items() if value is not None or key not in known}
        return data

    def but(self, **changes: Any) -> Self:
        """A validated copy with these fields changed; `None` clears a field.

        Raises:
            pydantic.ValidationError: a new value does not fit its field.
        """
        fields = {name: self.__dict__[name] for name in self.model_fields_set}  # the others have their defaults
        value = type(self).model_validate(fields | changes)
        if "told" in self.__dict__:
            value._take_over(self.told, changes)
        return value

    def data(self, only: set[str] | None = None) -> dict[str, Any]:
        """This value as JSON data: ISO dates, decimals as text, defaults left out; `only` some fields, if named."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True, include=only)

    @cached_property
    def told(self) -> dict[str, Any]:
        """What `data` gives, made once for all who ask, for a frozen value stays what it is; nobody may change it."""
        return self.data()

    @classmethod
    def of_told(cls, data: dict[str, Any]) -> Self:
        """The value that gave this as `told`; nobody may change it.

        Raises:
            pydantic.ValidationError: no value gave it.
        """
        value = cls.model_validate(data)
        value.__dict__["told"] = data
        return value

    def _take_over(self, told: Mapping[str, Any], changes: Collection[str]) -> None:
        """Tell what another value told that differs in these fields only; what is the same is the same object."""
        keys, names = _keys(type(self)), set(changes)
        if not keys.keys() >= names:  # called as files call them: then it tells for itself
            return
        changed = {keys[name] for name in names}
        merged = {key: part for key, part in told.items() if key not in changed} | self.data(names)
        self.__dict__["told"] = {key: merged[key] for key in sorted(merged, key=_places(type(self)).__getitem__)}

    def plain(self, only: set[str] | None = None) -> dict[str, Any]:
        """This value as typed Python data (dates, decimals, enums), defaults left out; `only` some fields, if named."""
        return self.model_dump(mode="python", by_alias=True, exclude_defaults=True, include=only)


@cache
def _keys(model: type[Record]) -> Mapping[str, str]:
    """What files call each field, in the order of the fields."""
    return {name: field.alias or name for name, field in model.model_fields.items()}


@cache
def _places(model: type[Record]) -> Mapping[str, int]:
    """The number of each field in their order, by what files call it."""
    return {key: place for place, key in enumerate(_keys(model).values())}


@cache
def _names(model: type[Record]) -> frozenset[str]:
    """The names of all fields, as the model has them and as files have them."""
    return frozenset(name for key, field in model.model_fields.items() for name in (key, field.alias) if name)
