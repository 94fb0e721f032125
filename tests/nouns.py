"""Data of any noun of a register that its model accepts: a strategy made from the model's own fields."""

import enum
import types
import typing
from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.policy import Positive
from rectify.model.record import Record
from rectify.model.text import CustomKey, Day, Digest, Figure, Flag, IssueId, Line, Percent, Text, Whole

WORDS = st.sampled_from(
    ["甲川县", "水务局", "Ａ局", "a 局", "王明", "x", 'It\'s "so"', "\u202eq", "第一轮", "-", "2018-05", "é"]
)
LINES = WORDS | st.text(min_size=1, max_size=6)
FIGURES = st.sampled_from(["0", "35", "35.0", "35.00", "-1.5", "0.0000001", "80"])
SINGLE: dict[Any, st.SearchStrategy[Any]] = {
    Line: LINES,
    Text: LINES | st.sampled_from(["一\n二", "a\n\n b\n"]),
    IssueId: st.sampled_from(["Q-1", "Q-2", "Q-3", "甲_4", "5"]),
    CustomKey: st.sampled_from(["by", "甲", "k-1"]),
    Day: st.dates(date(2017, 1, 1), date(2021, 12, 31)).map(date.isoformat),
    Whole: st.integers(0, 9),
    Percent: st.integers(0, 100),
    Figure: FIGURES,
    Flag: st.booleans(),
    Digest: st.sampled_from(["0e" * 32, "a" * 64, "b" * 64]),
    Positive: st.integers(1, 24),
}
"""For each type of a single value, some data; what the type refuses is left out below."""
ZONES = st.sampled_from(["Asia/Shanghai", "UTC", "America/St_Johns"])


@cache
def data_of(noun: type[Record]) -> st.SearchStrategy[dict[str, Any]]:
    """JSON data that this noun's model accepts, in the form in which registers are kept: defaults left out."""
    hints = typing.get_type_hints(noun, include_extras=True)
    needed: dict[str, st.SearchStrategy[Any]] = {}
    free: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in noun.model_fields.items():
        made = ZONES if name == "timezone" else _made_by(hints[name])
        (needed if field.is_required() else free)[field.alias or name] = made
    kept = st.fixed_dictionaries(needed, optional=free).map(lambda data: _kept(noun, data))
    return typing.cast("st.SearchStrategy[dict[str, Any]]", kept.filter(lambda data: data is not None))


def registers() -> st.SearchStrategy[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """A header and some issues, each id once whatever the letter case."""
    issues = st.lists(data_of(Issue), max_size=5, unique_by=lambda data: str(data["id"]).casefold())
    return st.tuples(data_of(Header), issues)


def _kept(noun: type[Record], data: dict[str, Any]) -> dict[str, Any] | None:
    """The data as it is kept; None where the model refuses it."""
    try:
        return noun.model_validate(data).data()
    except ValidationError:
        return None


def _made_by(hint: Any) -> st.SearchStrategy[Any]:
    if hint in SINGLE:
        return SINGLE[hint].filter(lambda value: _is_accepted(hint, value))
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _made_by(parts[0])
    if origin in (typing.Union, types.UnionType):
        return st.one_of([_made_by(part) for part in parts if part is not type(None)])
    if origin is tuple:
        return st.lists(_made_by(parts[0]), max_size=2)
    if origin is dict:
        return st.dictionaries(_made_by(parts[0]), _made_by(parts[1]), max_size=2)
    if issubclass(hint, enum.Enum):
        return st.sampled_from([word.value for word in hint])
    return data_of(hint)


def _is_accepted(hint: Any, value: Any) -> bool:
    try:
        _adapter(hint).validate_python(value)
    except ValidationError:
        return False
    return True


@cache
def _adapter(hint: Any) -> TypeAdapter[Any]:
    return TypeAdapter(hint)
