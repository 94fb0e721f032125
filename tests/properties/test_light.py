"""Light values are as good as the models they stand for: every field, every rule, every question, every view."""

import shlex
from decimal import Decimal
from functools import cached_property
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rectify.model import ways
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.light import in_full, light
from rectify.model.record import Record
from rectify.model.register import Register
from rectify.query.names import names_of_persons
from tests.light import light_register, said
from tests.nouns import data_of, registers
from tools.light_table import nouns

NOUNS = nouns()

PAIRS = st.sampled_from(sorted(NOUNS)).flatmap(
    lambda name: st.tuples(st.just(name), data_of(NOUNS[name]), data_of(NOUNS[name]))
)


def assert_same(one: object, other: object) -> None:
    """A value of a light value, and that of the model: of one type and equal; parts field by field."""
    if isinstance(other, Record):
        assert type(one) is light(type(other).__name__)
        for name in type(other).model_fields:
            assert_same(getattr(one, name), getattr(other, name))
        assert one.data() == other.data()
    elif isinstance(other, tuple):
        assert isinstance(one, tuple)
        assert len(one) == len(other)
        for mine, theirs in zip(one, other, strict=True):
            assert_same(mine, theirs)
    else:
        assert type(one) is type(other)
        assert one == other
        assert not isinstance(other, Decimal) or str(one) == str(other)


def told_by(value: object, name: str) -> dict[str, object]:
    """What the rules of a noun that take nothing say of a value."""
    rules = getattr(ways, f"{name}Ways", object)
    told = {
        rule: getattr(value, rule) for rule, how in vars(rules).items() if isinstance(how, property | cached_property)
    }
    return told | ({"all_names": value.all_names()} if isinstance(value, ways.UnitsWays) else {})


@pytest.mark.parametrize("name", NOUNS)
@settings(max_examples=60)
@given(st.data())
def test_a_light_value_says_what_the_model_says(name: str, drawn: st.DataObject) -> None:
    """Every field and every rule of every noun; its data, in short and in full; how it is written down."""
    data = drawn.draw(data_of(NOUNS[name]))
    value, model = light(name)(data), NOUNS[name].model_validate(data)
    assert_same(value, model)
    assert repr(value) == repr(model)
    for rule, said_by_model in told_by(model, name).items():
        assert_same(told_by(value, name)[rule], said_by_model)
    assert in_full(name, data) == model.model_dump(mode="json", by_alias=True)


@given(PAIRS)
def test_light_values_are_equal_when_the_models_are(pair: tuple[str, dict[str, Any], dict[str, Any]]) -> None:
    """And their hashes are the models', or there is none, as of a noun that holds a mapping."""
    name, one, other = pair
    models = [NOUNS[name].model_validate(data) for data in (one, other)]
    values = [light(name)(data) for data in (one, other)]
    assert (values[0] == values[1]) is (models[0] == models[1])
    assert values[0] == light(name)(dict(one))
    for value, model in zip(values, models, strict=True):
        try:
            expected = hash(model)
        except TypeError:
            with pytest.raises(TypeError):
                hash(value)
        else:
            assert hash(value) == expected


@given(data_of(Header), st.sampled_from(["甲川县", "Ａ局", "a局", "水务局", "王明", "x", "", "无"]))
def test_a_light_header_knows_units_and_people(data: dict[str, Any], word: str) -> None:
    """By every name, with the same refusals."""
    value, model = light("Header")(data), Header.model_validate(data)
    for ask in ("unit_name", "one_unit", "unit_key", "person_of"):
        assert_same(getattr(value, ask)(word), getattr(model, ask)(word))
    assert_same(_outcome(value, word), _outcome(model, word))


def _outcome(header: Any, word: str) -> object:
    try:
        return header.require_person(word)
    except Exception as refused:  # noqa: BLE001  # whatever the model says, the light value says it too
        return f"{type(refused).__name__}: {refused}"


COMMANDS = [
    "list --all -o wide",
    "list --all -o json",
    "list --all -o csv --fields id,units,indicators,extensions,overdue,pace,asked_to",
    "list --overdue --sort -percent,deadline --group unit",
    "list --where 'cycle > 0 and (units.lead == 甲川县 or deadline < 2020-01-01)' -o ids",
    "summary",
    "summary --by unit -o json",
    "due --within 400d",
    "due --within 400d -o json",
    "policy",
    "policy -o json",
    "show {id}",
    "show {id} -o json",
    "gates {id}",
    "gates {id} -o json",
    "",
]


@pytest.mark.parametrize("words", COMMANDS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(registers())
def test_a_command_says_the_same_of_light_values(
    words: str, register: tuple[dict[str, Any], list[dict[str, Any]]]
) -> None:
    """Whatever stands in the register: the same words, the same exit code."""
    header, issues = register
    asked = shlex.split(words.format(id=" ".join(data["id"] for data in issues) or "Q-1"))
    models = Register.of(Header.model_validate(header), [Issue.model_validate(data) for data in issues])
    assert said(light_register(header, issues), [], *asked) == said(models, [], *asked)


@settings(max_examples=50)
@given(registers())
def test_the_names_of_persons_are_found_in_light_values(
    register: tuple[dict[str, Any], list[dict[str, Any]]],
) -> None:
    """Nobody's name reaches the public because it stood in a light value."""
    header, issues = register
    models = Register.of(Header.model_validate(header), [Issue.model_validate(data) for data in issues])
    assert names_of_persons(light_register(header, issues)) == names_of_persons(models)
