import copy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rectify.model.light import Light, in_full, light
from rectify.model.light_table import TABLE
from rectify.terms import DeadlineClass, Kind, Profile, Status
from tools.light_table import TABLE as FILE
from tools.light_table import text

DATA: dict[str, Any] = {
    "id": "Q-1",
    "title": "甲川县垃圾场渗滤液外溢",
    "status": "in_progress",
    "units": {"responsible": ["甲川县水务局"]},
    "deadline": {"date": "2018-12-31"},
    "extensions": [
        {"on": "2018-11-01", "by": "王明", "to": {"class": "standing", "text": "长期"}, "from": {"text": "年底"}}
    ],
    "indicators": [{"name": "COD", "target": "40.0"}],
    "custom": {"甲": "x", "no": ["1", "2"]},
}


def issue(**more: Any) -> Light:
    """An issue over this data."""
    return light("Issue")({**DATA, **more})


def test_the_table_is_that_of_the_models() -> None:
    """`make light` would change nothing."""
    assert FILE.read_text(encoding="utf-8") == text()


def test_a_light_value_has_typed_parts() -> None:
    """Days, figures, words and parts are made of the data; what is not there has its default."""
    one = issue()
    assert (one.id, one.status, one.kind, one.cycle, one.percent) == ("Q-1", Status.IN_PROGRESS, Kind.PROBLEM, 1, None)
    assert one.deadline.date == date(2018, 12, 31)
    assert one.indicators[0].target == Decimal("40.0")
    assert one.custom == {"甲": "x", "no": ("1", "2")}
    assert (one.milestones, one.tags, one.units.cooperating) == ((), (), ())
    assert one.extensions[0].to.class_ is DeadlineClass.STANDING
    assert one.extensions[0].from_.text == "年底"


def test_what_is_there_in_every_value_of_a_noun_is_made_once() -> None:
    """A default is the same for all that do not have the field."""
    one, other = light("Header")({}), light("Header")({"title": "甲川台账"})
    assert one.policy is other.policy
    assert one.policy.profile is Profile.SIMPLE


def test_a_part_is_made_once() -> None:
    """Who asks again gets the same."""
    one = issue()
    assert one.indicators is one.indicators


def test_a_light_value_is_frozen() -> None:
    """Nothing can be set or taken away, asked for before or not."""
    one = issue()
    for name in ("title", "deadline", "_data", "new"):
        with pytest.raises(AttributeError, match="frozen"):
            setattr(one, name, None)
        with pytest.raises(AttributeError, match="frozen"):
            delattr(one, name)


@pytest.mark.parametrize("name", ["but", "plain", "model_fields", "model_dump", "class", "from", "nothing"])
def test_what_a_light_value_does_not_have_is_an_error(name: str) -> None:
    """It is for reading: it cannot be made into another, and knows nothing of the library of the models."""
    with pytest.raises(AttributeError, match=f"'Issue' object has no attribute '{name}' .*only for reading"):
        getattr(issue(), name)


def test_the_data_is_given_back_and_may_be_changed() -> None:
    """Whoever changes what he was given changes no value."""
    one = issue()
    given = one.data()
    assert given == DATA
    given["units"]["responsible"].append("x")
    given["custom"]["no"].clear()
    given.pop("title")
    assert (one.data(), one.units.responsible) == (DATA, ("甲川县水务局",))


def test_light_values_are_compared_by_what_they_hold() -> None:
    """By their class too; a figure is equal however many noughts it was written with."""
    assert issue() == issue()
    assert issue() != issue(title="乙")
    assert issue() == issue(indicators=[{"name": "COD", "target": "40"}])
    assert light("Units")({}) != light("Source")({})
    assert issue() != DATA


def test_a_light_value_is_known_by_its_content() -> None:
    """So that equal ones are one in a set; a noun that holds a mapping cannot be in one, as its model cannot."""
    days = {light("Deadline")({"date": day}) for day in ("2018-12-31", "2019-01-01", "2018-12-31")}
    assert len(days) == 2
    with pytest.raises(TypeError):
        hash(issue())


def test_a_light_value_can_be_copied() -> None:
    """As any other value."""
    assert copy.copy(issue()) == copy.deepcopy(issue()) == issue()


def test_a_class_is_made_once_and_only_of_nouns() -> None:
    """A light class is known by the name of its model."""
    assert light("Issue") is light("Issue")
    with pytest.raises(KeyError):
        light("Register")


@pytest.mark.parametrize(("noun", "fields"), TABLE.items())
def test_the_keys_of_a_noun_are_all_told_in_full(noun: str, fields: dict[str, tuple[str, str, Any]]) -> None:
    """Data in full leaves nothing out."""
    assert list(in_full(noun, {})) == [key for key, _, _ in fields.values()]
