from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from rectify.model.deadline import Deadline
from rectify.model.issue import Issue
from rectify.model.plan import Indicator
from rectify.terms import Kind, Status
from tests.make import issue


def test_a_record_is_frozen() -> None:
    """A noun never changes in place."""
    with pytest.raises(ValidationError):
        issue().title = "other"  # type: ignore[misc]  # what the type checker forbids, the record forbids too


def test_an_unknown_key_is_refused() -> None:
    """What the model does not know is an error, not lost."""
    with pytest.raises(ValidationError) as told:
        issue(statuss="open")
    assert told.value.errors()[0]["loc"] == ("statuss",)


def test_an_unknown_key_without_a_value_is_refused_too() -> None:
    """`statuss:` with nothing behind it is a slip, and `units: {lead:a}` one of a missing space."""
    for field, value in (("statuss", None), ("units", {"lead:a": None})):
        with pytest.raises(ValidationError) as told:
            issue(**{field: value})
        assert told.value.errors()[0]["type"] == "extra_forbidden"


def test_a_key_without_a_value_counts_as_absent() -> None:
    """`person:` with nothing behind it is the same as no person; `units: {lead: }` as no lead."""
    assert issue(person=None, measures=None, units={"lead": None}) == issue()


def test_a_required_key_without_a_value_is_missing() -> None:
    """A title of nothing is no title."""
    with pytest.raises(ValidationError) as told:
        issue(title=None)
    assert told.value.errors()[0]["type"] == "missing"


def test_but_gives_a_validated_copy() -> None:
    """The original stays; None clears a field; a field with an alias goes by its name."""
    old = issue(person="李四", tags=["a"])
    assert old.but(person=None) == issue(tags=["a"])
    assert old.but(status="closed").status is Status.CLOSED
    assert old.person == "李四"
    assert Deadline(date=date(2018, 12, 31)).but(date=None, class_="standing").data() == {"class": "standing"}


def test_but_refuses_what_does_not_fit() -> None:
    """A copy is as strictly read as a file."""
    with pytest.raises(ValidationError):
        issue().but(percent=101)
    with pytest.raises(ValidationError):
        issue().but(nonsense=1)


def test_data_is_json_without_defaults() -> None:
    """JSON data holds ISO dates and figures as text, aliases as keys, and nothing that is the default."""
    full = issue(deadline={"class": "immediate"}, review_on="2019-01-02", indicators=[{"name": "n", "actual": "35.0"}])
    assert full.data() == {
        "id": "QH-05",
        "title": full.title,
        "indicators": [{"name": "n", "actual": "35.0"}],
        "deadline": {"class": "immediate"},
        "status": "open",
        "review_on": "2019-01-02",
    }
    assert Issue.model_validate(full.data()) == full


def test_plain_is_typed_data_without_defaults() -> None:
    """Plain data keeps dates, figures and tokens as such."""
    plain = issue(kind="petition", review_on="2019-01-02").plain()
    assert (plain["kind"], plain["review_on"]) == (Kind.PETITION, date(2019, 1, 2))
    assert Indicator(name="n", actual=Decimal("1.50")).plain() == {"name": "n", "actual": Decimal("1.50")}


def test_plain_of_some_fields_is_a_part_of_plain() -> None:
    """Fields that have their default are left out as well."""
    one = issue(kind="petition", review_on="2019-01-02", deadline={"class": "standing"})
    assert one.plain({"review_on", "deadline", "notes"}) == {
        key: value for key, value in one.plain().items() if key in ("review_on", "deadline")
    }


def test_no_field_of_an_issue_has_another_name_in_files() -> None:
    """So what changed in its data names its fields."""
    assert not [name for name, field in Issue.model_fields.items() if field.alias not in (None, name)]


def test_what_is_told_of_a_record_is_its_data_made_once() -> None:
    """It is the same object for all who ask, changes nothing of the record, and a copy tells its own."""
    one, other = issue(person="李四", custom={"k": "v"}), issue(person="李四", custom={"k": "v"})
    assert one.told == other.data()
    assert one.told is one.told
    assert one.told is not one.data()
    assert (one, one.data(), one.plain(), repr(one)) == (other, other.data(), other.plain(), repr(other))
    assert one.model_dump_json() == other.model_dump_json()
    assert one.but(person=None).told == issue(custom={"k": "v"}).data()


def test_a_copy_takes_over_what_is_told_of_the_same_fields() -> None:
    """So what did not change is the same object; a field called as files call it is not taken for the same."""
    one = issue(tags=["a"], custom={"k": "v"}, deadline={"date": "2018-12-31"})
    told, after = one.told, one.but(status="closed", deadline=None).told
    assert after == {**{key: value for key, value in told.items() if key != "deadline"}, "status": "closed"}
    assert after["tags"] is told["tags"]
    dated = Deadline.of_told({"date": "2018-12-31"})
    assert dated.but(date=None, **{"class": "standing"}).told == {"class": "standing"}


def test_a_record_of_what_was_told_tells_the_same() -> None:
    """It is validated as any other, and is not asked for its data again."""
    one = issue(indicators=[{"name": "n", "actual": "3.50"}], deadline={"date": "2018-12-31"}, cycle=2)
    data = one.data()
    again = Issue.of_told(data)
    assert again == one
    assert again.told is data
    assert again.data() == data
    with pytest.raises(ValidationError):
        Issue.of_told({**data, "status": "gone"})


def test_but_knows_defaults_from_values() -> None:
    """A field that was never named keeps its default, one that was named with its default value as well."""
    assert issue(cycle=1).but(person="李四").data() == issue(person="李四").data() == issue().but(person="李四").data()
    assert issue(cycle=2, tags=["a"]).but(cycle=1, tags=()).data() == issue().data()
