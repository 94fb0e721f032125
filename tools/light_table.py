"""Write src/rectify/model/light_table.py: the fields of every noun of a register, as the models have them.

The models stay the schema of record; a test compares the table with them. Run by `make light`, after a change of a
model.
"""

import enum
import types
import typing
from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic.fields import FieldInfo

from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.record import Record

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src" / "rectify" / "model" / "light_table.py"
HEAD = '''\
"""The fields of every noun of a register, for light values (`light.py`). Made by `make light`; do not edit."""

from typing import Any, Final

Field = tuple[str, str, Any]
"""The key in the data, the sort of the value, and the data of the default (None where there is no value then)."""

TABLE: Final[dict[str, dict[str, Field]]] = {
'''
PLAIN = (str, int, bool)
SORTS = {**dict.fromkeys(PLAIN, "plain"), date: "day", Decimal: "figure"}


def text() -> str:
    """The module as it should be."""
    return HEAD + "".join(told(noun) for _, noun in sorted(nouns().items())) + "}\n"


def nouns() -> dict[str, type[Record]]:
    """Every noun that an issue or a header is or holds, by its name."""
    found: dict[str, type[Record]] = {}
    waiting: list[type[Record]] = [Issue, Header]
    while waiting:
        noun = waiting.pop()
        if found.setdefault(noun.__name__, noun) is not noun:
            raise SystemExit(f"two nouns are called {noun.__name__}")
        held = dict.fromkeys(leaf for field in noun.model_fields.values() for leaf in leaves(field.annotation))
        waiting += [leaf for leaf in held if issubclass(leaf, Record) and found.get(leaf.__name__) is not leaf]
    return found


def leaves(annotation: object) -> list[type]:
    """The classes an annotation is made of."""
    if isinstance(annotation, type) and not typing.get_origin(annotation):
        return [annotation]
    return [leaf for part in typing.get_args(annotation) for leaf in leaves(part)]


def told(noun: type[Record]) -> str:
    """One noun of the table."""
    lines = [f'    "{noun.__name__}": {{\n']
    for name, field in noun.model_fields.items():
        cell = (field.alias or name, sort_of(field.annotation), default_of(field))
        lines.append(f"        {name!r}: {cell!r},\n".replace("'", '"'))
    return "".join((*lines, "    },\n"))


def sort_of(annotation: typing.Any) -> str:
    """The sort of a field, which tells how its value is made of data (`light.py`)."""
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return sort_of(parts[0])
    if origin in (typing.Union, types.UnionType):
        sorts = [sort_of(part) for part in parts if part is not type(None)]
        return "texts" if sorts == ["plain", "many plain"] else only(sorts)
    if origin is tuple:
        return f"many {sort_of(parts[0])}"
    if origin is dict:
        return f"map {sort_of(parts[1])}"
    if issubclass(annotation, Record):
        return f"light {annotation.__name__}"
    if issubclass(annotation, enum.Enum):
        return f"word {annotation.__name__}"
    return SORTS[annotation]


def only(sorts: list[str]) -> str:
    """The one sort there is."""
    (sort,) = sorts
    return sort


def default_of(field: FieldInfo) -> object:
    """The data of the default; None where there is none, or where it is None."""
    if field.is_required():
        return None
    default = field.default
    if isinstance(default, Record):
        return default.data()
    return default.value if isinstance(default, enum.Enum) else default


def main() -> None:
    """Write the table."""
    TABLE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
