import pytest
from pydantic import ValidationError

from rectify.errors import NotOneOfThePeople, TwoPeople
from rectify.model.header import Header
from tests.trade import header


@pytest.mark.parametrize("word", ["wang", "王芳", "wang@desk-2"])
def test_a_person_is_found_by_id_name_or_login(word: str) -> None:
    """All three are the same person."""
    found = header().person_of(word)
    assert found is not None
    assert found.id == "wang"
    assert found.called == "王芳 (wang)"
    assert found.words == {"wang", "王芳", "wang@desk-2"}


def test_who_has_only_an_id_is_called_by_it() -> None:
    """The id may be the name itself."""
    assert [person.called for person in header().people[:2]] == ["周办", "王芳 (wang)"]


def test_a_name_of_several_people_must_be_told_apart() -> None:
    """The name alone does not say who acts; the ids do."""
    people = [{"id": "w1", "name": "王芳", "unit": "甲局"}, {"id": "w2", "name": "王芳", "unit": "乙局"}]
    both = Header.model_validate({"people": people})
    assert both.person_of("王芳") is None
    with pytest.raises(TwoPeople) as told:
        both.require_person("王芳")
    assert told.value.hint == "say which: --as w1 or w2"


def test_a_stranger_does_not_act() -> None:
    """Where duties are separated only the people of the register act."""
    with pytest.raises(NotOneOfThePeople) as told:
        header().require_person("root@vm")
    assert "root@vm is not one of the register's people, and in profile supervised only they act." in told.value.message


@pytest.mark.parametrize(
    "people",
    [
        [{"id": "a", "unit": "u"}, {"id": "a", "unit": "v"}],
        [{"id": "a", "unit": "u", "logins": ["x@y"]}, {"id": "b", "unit": "u", "logins": ["x@y"]}],
        [{"id": "a", "unit": "u"}, {"id": "b", "unit": "u", "logins": ["a"]}],
    ],
)
def test_an_id_or_login_stands_for_one_person(people: list[dict[str, object]]) -> None:
    """Else nobody could say who did it."""
    with pytest.raises(ValidationError, match="stands for a and"):
        Header.model_validate({"people": people})


def test_units_are_one_through_their_aliases() -> None:
    """A name, an alias, a name the header does not know, and none."""
    assert [header().one_unit(name) for name in ("县住建局", "甲川县住建局", "乙局", None)] == [
        "甲川县住建局",
        "甲川县住建局",
        "乙局",
        None,
    ]


@pytest.mark.parametrize("name", ["县住建局 ", " 县住建局", "县\u200b住建局", "县\u3000住建局"])
def test_a_blank_makes_no_other_unit(name: str) -> None:
    """Nor does what cannot be seen; else a blank would be enough to accept one's own work."""
    assert header().unit_name(name) == "甲川县住建局"
    assert header().unit_key(name) == header().unit_key("甲川住建")
    assert header().unit_key("ＡＢＣ Ltd") == header().unit_key("abc ltd")
    assert (header().one_unit("ABC Ltd"), header().unit_key(None)) == ("ABC Ltd", None)


def test_a_blank_makes_no_other_person() -> None:
    """One id, one person, however it is written."""
    assert header().require_person("wang ").id == "wang"
    with pytest.raises(ValidationError, match="stands for 王芳 and 王芳"):
        Header.model_validate({"people": [{"id": "王芳", "unit": "u"}, {"id": "王芳 ", "unit": "u"}]})
